"""A workbook of a run against the one that follows: cell by cell, and then part by part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from ipextract.command.replay.values import differs
from ipextract.verify import Fault

_SHEET: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_NAMES: Final = re.compile(r'<sheet name="([^"]*)"')
_VALUE: Final = re.compile(r"<v>([^<]*)</v>")
_TAG: Final = re.compile(r"<[^<>]*>")
_STRINGS: Final = "xl/sharedStrings.xml"
_ROOM: Final = 1_000_000
"""Bytes that a part may have more than twice those of the derived one."""


def against_workbook(written: bytes, derived: bytes) -> Iterator[Fault]:
    """Every cell that is another one; a part that differs in anything else (links, formats, names) is named."""
    if written == derived:
        return
    wanted = _parts(derived, None)
    try:
        parts = _parts(written, wanted)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as fault:
        yield Fault("", "no_table", {"reason": str(fault)})
        return
    told: set[str] = set()
    sheets = [name for name in wanted if _SHEET.fullmatch(name) and name in parts]
    for name in sheets:
        found = list(_cells(name, parts, wanted))
        told |= {name, _STRINGS} if found else set()
        yield from found
    names = [*wanted, *(each for each in parts if each not in wanted)]
    left = [name for name in names if name not in told and parts.get(name) != wanted.get(name)]
    if left:
        yield Fault("", "other_part", {"files": ", ".join(left)})
    if parts == wanted:
        yield Fault("", "other_bytes")


def _parts(data: bytes, wanted: Mapping[str, bytes] | None) -> dict[str, bytes]:
    """The files in a workbook by name; ValueError for one that is far larger than the derived one."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for each in archive.infolist():
            most = None if wanted is None else 2 * len(wanted.get(each.filename, b"")) + _ROOM
            if each.filename in found or (most is not None and each.file_size > most):
                raise ValueError(f"{each.filename}: twice in it, or much too large")
            found[each.filename] = archive.read(each)
    return found


def _cells(name: str, parts: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[Fault]:
    ours, theirs = _sheet(name, parts), _sheet(name, wanted)
    names = _NAMES.findall(_text(wanted["xl/workbook.xml"]))
    number = int(_SHEET.fullmatch(name)[1]) - 1  # type: ignore[index]
    title = unescape(names[number]) if number < len(names) else name
    for cell in [*theirs, *(each for each in ours if each not in theirs)]:
        one, other = ours.get(cell, ""), theirs.get(cell, "")
        if one != other:
            yield differs(f"{title}!{cell}", one, other)


def _sheet(name: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """The cells of a sheet by their addresses, as text."""
    texts = [unescape(_TAG.sub("", each)) for each in _inside(_text(parts.get(_STRINGS, b"")), "<si>", "</si>")]
    return dict(_cell(each, texts) for each in _inside(_text(parts[name]), '<c r="', "</c>"))


def _inside(text: str, begin: str, end: str) -> list[str]:
    """What stands behind each ``begin``, up to ``end`` where there is one before the next."""
    return [each.partition(end)[0] for each in text.split(begin)[1:]]


def _cell(text: str, texts: list[str]) -> tuple[str, str]:
    address, _, rest = text.partition('"')
    kind, _, inside = rest.partition(">")
    found = _VALUE.search(inside)
    if found is None:
        return address, unescape(_TAG.sub("", inside))
    shared = 't="s"' in kind and found[1].isdecimal() and int(found[1]) < len(texts)
    return address, texts[int(found[1])] if shared else unescape(found[1])


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
