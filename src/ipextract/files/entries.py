"""Files of tables that people write for us (waivers, a baseline, a manifest): each entry answers for its types."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ipextract.files import textfile


class FileFault(ValueError):  # noqa: N818 - named for whose fault it is
    """A file that somebody wrote and that cannot be used: names the file, the line and the mend."""

    def __init__(self, file: Path | str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file, or one row, that answers for its types; every refusal names file and line.

    ``lines`` are those of its keys, ``start`` the one with which it begins.
    """

    values: Mapping[str, Any]
    path: Path
    start: int
    lines: Mapping[str, int]

    @property
    def place(self) -> str:
        """Where it stands: file:line."""
        return f"{self.path}:{self.start}"

    def wrong(self, key: str, message: str) -> FileFault:
        """What is wrong with the value of a key, to be raised."""
        return FileFault(self.path, self.lines.get(key, self.start), f"{key}: {message}")

    def text(self, key: str, *, needed: bool = True) -> str:
        """A text without white space around it; empty where it is not ``needed`` and not there."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.wrong(key, "missing" if key not in self.values else "must be a text that is not blank")
        return value.strip()

    def match(self, key: str, pattern: re.Pattern[str], shape: str, *, needed: bool = True) -> str:
        """A text that fits a pattern, of which ``shape`` says what it asks for."""
        value = self.text(key, needed=needed)
        if value and pattern.fullmatch(value) is None:
            raise self.wrong(key, f"{value!r} is not {shape}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts without white space in them, sorted; none where the key is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(sorted("".join(v.split()) for v in value))

    def day(self, key: str, *, needed: bool = True) -> date | None:
        """A day, written as TOML writes it or as a text."""
        value = self.values.get(key)
        if value is None and not needed:
            return None
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "missing" if key not in self.values else "must be a day, written 2027-01-31")
        return value


def entries_of(path: Path, table: str, known: Sequence[str]) -> list[Entry]:
    """The entries of a TOML file that holds nothing but tables of one name. Raises FileFault."""
    try:
        text = textfile.text_of(path)
        parsed = textfile.tables_of(text)
    except textfile.TextFault as fault:
        raise FileFault(path, fault.line, str(fault)) from fault
    lines = text.splitlines()
    for key in parsed:
        if key != table:
            line = next((n for n, each in enumerate(lines, 1) if re.match(rf"\s*\[*\s*{re.escape(key)}\b", each)), 0)
            raise FileFault(path, line, f"unknown key {key!r}; this file holds [[{table}]]")
    values = parsed.get(table, [])
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise FileFault(path, 1, f"{table} must be tables, each headed [[{table}]]")
    starts = [n for n, each in enumerate(lines, 1) if re.match(rf"\s*\[\[\s*{table}\s*\]\]", each)]
    entries: list[Entry] = []
    for i, each in enumerate(values):
        start = starts[i] if i < len(starts) else 0
        end = starts[i + 1] - 1 if i + 1 < len(starts) else len(lines)
        keys = ((n, re.match(r"\s*([A-Za-z_]+)\s*=", lines[n - 1])) for n in range(end, start, -1))
        entry = Entry(each, path, start, {found[1]: n for n, found in keys if found})
        for key in each:
            if key not in known:
                raise entry.wrong(key, f"unknown key; known are {', '.join(known)}")
        entries.append(entry)
    return entries


def refuse_doubles(path: Path, keys: Sequence[object], places: Sequence[str]) -> None:
    """Raises FileFault where two entries have one key; ``places`` are those of the entries."""
    first: dict[object, str] = {}
    for key, place in zip(keys, places, strict=True):
        if key in first:
            raise FileFault(path, int(place.rpartition(":")[2]), f"says again what {first[key]} says; delete one")
        first[key] = place
