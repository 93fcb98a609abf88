"""Results → Markdown for people: what a workflow's summary page and a merge request show."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Final

from ipextract.model import SEVERITIES
from ipextract.writing.places import flat, shown
from ipextract.writing.results import UNREAD, Entry, Results, accepted
from ipextract.writing.terminal import Lang, counted, role, say

#: What GitHub takes as the summary of one step, in bytes; more makes it drop the whole.
STEP: Final = 1 << 20

#: Room kept for the line that says how much was left out.
_REST: Final = 200

#: What Markdown would read as a mark. Text within a table cell is one line, so marks of whole lines cannot stand there.
_MARK: Final = re.compile(r"([\\`*_\[\]#|~$@])|(?<=[A-Za-z])(:)(?=//)|(?<=www)(\.)")


def to_bytes(results: Results, most: int | None = None) -> bytes:
    """Counts, documents that were not read, open findings worst first, then what is accepted.

    With ``most``, rows that would make it longer than so many bytes are left out, and how many they are is said.
    """
    lang = results.lang
    rest = [entry for entry in results.entries if entry.state != "open"]
    head = [f"## ipextract\n\n{_counts(results)}\n"]
    if results.unread:
        head.append(_title(lang, "ci_unread", len(results.unread)))
        head.append(_table(lang, ("ci_document", "ci_reason")))
        rows = [(shown(document.path), trouble.sentence) for document, trouble in results.unread]
        head += [_row(row) for row in rows]
    head += [f"\n{_plain(shown(document.path))}: {_plain(text)}\n" for document, text in results.unexplained()]
    if not results.ranked:
        head.append(f"\n{say(lang, 'ci_none')}\n")
    opened = [_row(_cells(entry, lang)) for entry in results.ranked]
    closed = [_row((*_cells(entry, lang), accepted(entry, lang))) for entry in rest]
    names = ("ci_severity", "ci_check", "ci_place", "ci_finding", "ci_id")
    parts = [*head]
    if opened:
        parts += [f"\n### {say(lang, 'ci_findings')}\n\n", _table(lang, names), *opened]
    if closed:
        parts += [_title(lang, "ci_accepted", len(closed)), _table(lang, (*names, "ci_reason")), *closed]
    return _fitting(parts, most, lang)


def _fitting(parts: Sequence[str], most: int | None, lang: Lang) -> bytes:
    data = [part.encode("utf-8", "replace") for part in parts]
    if most is None or sum(map(len, data)) <= most:
        return b"".join(data)
    room = most - _REST
    if room < 0:
        return b""
    kept: list[bytes] = []
    for number, each in enumerate(data):
        room -= len(each)
        if room < 0:
            left = sum(part.startswith(b"| ") for part in data[number:])
            kept.append(f"\n{say(lang, 'ci_more', n=left)}\n".encode())
            break
        kept.append(each)
    return b"".join(kept)


def _counts(results: Results) -> str:
    lang, counts = results.lang, results.counts()
    said = [counted(lang, "document", len(results.documents))]
    said += [counted(lang, severity, counts[severity]) for severity in SEVERITIES]
    more = (("n_waived", "waived"), ("n_known", "known"), ("unread", UNREAD))
    said += [say(lang, key, n=counts[name]) for key, name in more if counts[name]]
    return say(lang, "comma").join(said)


def _title(lang: Lang, key: str, n: int) -> str:
    return f"\n### {say(lang, key, n=n)}\n\n"


def _table(lang: Lang, names: Iterable[str]) -> str:
    cells = [say(lang, name) for name in names]
    return _line(cells) + _line("---" for _ in cells)


def _cells(entry: Entry, lang: Lang) -> tuple[str, ...]:
    where = shown(entry.places[0].path if entry.places else entry.path)
    place = f"{where}:{entry.label}" if entry.label else where
    return role(lang, entry.severity), entry.code, place, entry.said(lang), entry.id


def _row(cells: Iterable[str]) -> str:
    return _line(_plain(cell) for cell in cells)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return html.escape(_MARK.sub(lambda found: "\\" + found[0], flat(text)), quote=False)
