"""Manifests: what people say of many reports at once (place, year, title, issuer), in one file beside them.

A manifest is a table in CSV, whose first row names its columns, or TOML with a [[report]] for each file. Spreadsheets
write CSV in other encodings and with other separators: UTF-16 and GBK, semicolons and tabs are read, too.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ipextract.files import textfile
from ipextract.files.entries import Entry, FileFault, entries_of
from ipextract.model import TOLD_FIELDS, Listing

COLUMNS: Final = ("file", *TOLD_FIELDS)
"""What a manifest says of a report; ``place`` is another name for ``area``."""

TABLE: Final = "report"
_PLACE: Final = "place"
_KNOWN: Final = (*COLUMNS, _PLACE)
_SEPARATORS: Final = ",;\t"
_YEARS: Final = range(1900, 2101)
_YEAR: Final = re.compile("[0-9]{4}")
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
#: What a text in GBK holds beside Chinese; other letters say that it was another encoding.
_CHINESE: Final = re.compile("[\\t\\n\\r -~·×—‘’“”…\u2010-\u2026\u3000-\u303f\u3400-\u9fff\uff01-\uff5e]*")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What manifests say, by the key of each file (see ``key_of``), in their order."""

    listings: Mapping[str, Listing] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, path: Path) -> Listing | None:
        """What is said of a file; ``None`` for nothing."""
        return self.listings.get(key_of(path)) if self.listings else None

    def beside(self, paths: Iterable[Path]) -> tuple[Listing, ...]:
        """The entries of files that are none of ``paths``."""
        read = {key_of(path) for path in paths}
        return tuple(each for key, each in self.listings.items() if key not in read)


def key_of(path: Path) -> str:
    """One name for a file, whichever way leads there and however its letters are composed."""
    return unicodedata.normalize("NFC", os.path.realpath(path))


def there(listing: Listing) -> bool:
    """True where the file of an entry exists, whichever way its name is composed on the disk."""
    forms = (listing.path, *(unicodedata.normalize(form, listing.path) for form in ("NFC", "NFD")))
    return any(os.path.lexists(form) for form in forms)


def read(files: Iterable[Path]) -> Manifest:
    """What some manifests say. Raises FileFault for one that cannot be used, or two entries of one file."""
    found: dict[str, Listing] = {}
    for file in files:
        for entry in _entries(file):
            listing = _listing(entry)
            key = key_of(Path(listing.path))
            if key in found:
                raise entry.wrong("file", f"{listing.file} stands in {found[key].place} already; delete one")
            found[key] = listing
    return Manifest(MappingProxyType(found))


def _listing(entry: Entry) -> Listing:
    file = entry.text("file")
    if not file.isprintable():
        raise entry.wrong("file", f"{file!r} is no name of a file")
    if _PLACE in entry.values and "area" in entry.values:
        raise entry.wrong(_PLACE, "area and place are one thing; keep one of them")
    path = entry.path.parent / file
    if path.is_dir():
        raise entry.wrong("file", f"{file} is a folder; name each of its files")
    area, title, issuer = (
        " ".join(entry.text(key, needed=False).split())
        for key in (_PLACE if _PLACE in entry.values else "area", "title", "issuer")
    )
    return Listing(file, str(path), str(entry.path), entry.place, area, _year(entry), title, issuer)


def _year(entry: Entry) -> str:
    value = entry.values.get("year", "")
    year = str(value).strip()
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise entry.wrong("year", "must be four digits, as 2024")
    if year and (_YEAR.fullmatch(year) is None or int(year) not in _YEARS):
        raise entry.wrong("year", f"{year!r} is no year from {_YEARS[0]} to {_YEARS[-1]}; write four digits, as 2024")
    return year


def _entries(file: Path) -> Iterable[Entry]:
    suffix = file.suffix.lower()
    if suffix == ".toml":
        return entries_of(file, TABLE, _KNOWN)
    if suffix == ".csv":
        return _rows(file)
    raise FileFault(file, 0, "a manifest is a .csv or a .toml file; save it as one of them")


def _rows(file: Path) -> Iterator[Entry]:
    """The rows of a CSV file below the one that names the columns, blank ones left out."""
    text = _text(file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    rows = _parsed(file, text, _separator(first))
    start, head = next(rows, (1, []))
    names = [name.strip().lower() for name in head]
    _named(file, start, names)
    for line, row in rows:
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            message = f"{len(row)} cells below {len(names)} columns; put a cell with a separator in it in double quotes"
            raise FileFault(file, line, message)
        values = {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()}
        if "" in values:
            raise FileFault(file, line, f"{values['']!r} stands in a column without a name; known are {_listed()}")
        yield Entry(values, file, line, {})


def _named(file: Path, line: int, names: Sequence[str]) -> None:
    """Raises FileFault for columns that are unknown or stand twice, and where none names the files."""
    for name in names:
        if name and name not in _KNOWN:
            raise FileFault(file, line, f"unknown column {name!r}; known are {_listed()}")
        if name and names.count(name) > 1:
            raise FileFault(file, line, f"the column {name!r} stands twice; delete one")
    if "file" not in names:
        raise FileFault(file, line, f"no column 'file'; the first row names the columns: {_listed()}")


def _listed() -> str:
    return ", ".join(COLUMNS)


def _separator(head: str) -> str:
    """What parts the names of the head: the sign that leaves most of them known."""
    parts = {sign: [each.strip(' "').lower() for each in head.split(sign)] for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: sum(name in _KNOWN for name in parts[sign]))


def _parsed(file: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise FileFault(file, start, f'no CSV: {error}; write " in a cell twice, and close its quotes') from error
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield start, row


def _text(file: Path) -> str:
    """The text of a CSV file as spreadsheets write it: UTF-8, UTF-16 with its mark, or GBK."""
    try:
        data = textfile.bytes_of(file)
    except textfile.TextFault as fault:
        raise FileFault(file, fault.line, str(fault)) from fault
    try:
        text = data.decode(_MARKS.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        text = _gbk(data)
        if not text:
            message = f"neither UTF-8 nor GBK at byte {error.start}; save the file as CSV UTF-8"
            raise FileFault(file, data.count(b"\n", 0, error.start) + 1, message) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _gbk(data: bytes) -> str:
    """A text in GBK; empty for what is none, or is one only by chance."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    letters = [letter for letter in text if not letter.isascii()]
    # The letter with an accent and the one behind it, of another alphabet, make one that is seldom printed.
    usual = len("".join(letters).encode("gb2312", "ignore")) // 2
    return text if _CHINESE.fullmatch(text) and 2 * usual >= len(letters) else ""
