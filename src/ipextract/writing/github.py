"""Results → annotations of a GitHub workflow: commands that its runner reads from the log, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipextract.model import Severity
from ipextract.writing.places import shown
from ipextract.writing.results import Entry, Results, details
from ipextract.writing.terminal import say

#: What GitHub shows of one level and step; it drops further ones without a word.
MOST: Final = 10

_LEVELS: Final[Mapping[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "suspicion": "notice",
    "info": "notice",
}


def to_bytes(results: Results) -> bytes:
    """The worst ten of each level, documents that were not read first, then a line that says how many there are."""
    lines: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for document, trouble in results.unread:
        text = say(results.lang, "ci_not_read", reason=trouble.sentence)
        lines["error"].append(_command("error", text, file=shown(document.path), title=f"ipextract: {trouble.outcome}"))
    for entry in results.ranked:
        level = _LEVELS[entry.severity]
        lines[level].append(_annotation(level, entry, results))
    for document, text in results.unexplained():
        lines["notice"].append(_command("notice", text, file=shown(document.path)))
    every = sum(len(each) for each in lines.values())
    told = [line for each in lines.values() for line in each[:MOST]]
    told.append("ipextract: " + say(results.lang, "ci_annotated", shown=len(told), all=every))
    return ("\n".join(told) + "\n").encode("utf-8", "replace")


def _annotation(level: str, entry: Entry, results: Results) -> str:
    where = {"file": shown(entry.places[0].path if entry.places else entry.path)}
    if entry.places and entry.places[0].line is not None:
        where["line"] = str(max(1, entry.places[0].line))
    title = " ".join(part for part in (entry.code, entry.label, entry.id) if part)
    message = "\n".join([entry.said(results.lang), *details(entry, results.lang)])
    return _command(level, message, **where, title=title)


def _command(level: str, message: str, **properties: str) -> str:
    """A workflow command; neither message nor properties can end it or begin another one."""
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
