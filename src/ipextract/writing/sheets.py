"""Rows → an xlsx workbook: headers in both languages, frozen and filtered, and nothing that a spreadsheet would run.

Every row has the height that its cells need and every printed page the columns that fit on it, so that the workbook
looks alike wherever it is opened.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeAlias

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ipextract.exact.decimals import decimal_places, plain
from ipextract.model import Severity
from ipextract.writing.columns import width
from ipextract.writing.speech import Lang, printable, say

#: Workbooks carry a moment of creation; the same one gives the same bytes.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: What Excel takes: rows of a sheet with the header, UTF-16 units of a cell, links of a sheet.
ROWS: Final = 1_048_576
CELL: Final = 32_767
LINKS: Final = 65_530
#: Digits that a double, and so a spreadsheet, keeps of any number.
_DIGITS: Final = 15
#: Columns are no wider than this, in characters; what is longer is wrapped.
_NARROWEST, _WIDEST = 7, 44
_CAPS: Final = {"document": 30, "place": 30, "indicator": 36, "scope": 24, "base": 20, "within": 20}
#: The height of a line in points, and the most lines that a row shows; a click shows all of a cell.
_LINE, _LINES = 16.5, 12
#: What a landscape page of paper shows side by side in a size that can be read, in characters.
_PAPER: Final = 220
#: The longest address of a link.
_ADDRESS: Final = 2000
#: Rows that decide how wide a column is.
_MEASURED: Final = 2000
_BOTH: Final[tuple[Lang, ...]] = ("zh", "en")
_FORMULA: Final = ("=", "+", "-", "@")
#: Numbers end a little before the text beside them.
_NUMBER: Final[dict[str, object]] = {"align": "right", "indent": 1}
_TONES: Final = {"error": "#B00020", "warning": "#8A4B00", "suspicion": "#6A3FA0", "info": "#1F5FA8"}
_MEND: Final = str.maketrans(
    {"\ufffe": "\ufffd", "\uffff": "\ufffd"} | {chr(c): "\ufffd" for c in range(0xD800, 0xE000)}
)


class Link(NamedTuple):
    """A text that leads to a row of a sheet: both counted without headers, the sheet by its key."""

    text: str
    sheet: str
    row: int


class Page(NamedTuple):
    """A text that leads to a page beside the workbook: a relative address, escaped, with its fragment."""

    text: str
    address: str


class Percent(NamedTuple):
    """A growth in per cent, shown with its sign; the cell holds a part of one."""

    value: Fraction
    places: int = 2


class Share(NamedTuple):
    """A part of one, shown in per cent."""

    value: float


class Toned(NamedTuple):
    """A text in the colour of a severity."""

    text: str
    tone: Severity


Cell: TypeAlias = str | int | Decimal | Link | Page | Percent | Share | Toned | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the ``key`` of its name, the names of its columns, and its rows; more than fit go into a second."""

    key: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def to_bytes(title: str, sheets: Sequence[Sheet], lang: Lang) -> bytes:
    """The workbook; the same rows give the same bytes. Names of sheets are in ``lang``, headers in both languages."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(_OPTIONS)) as book:
        book.set_properties({"created": _CREATED, "title": title, "author": "ipextract"})
        writer = _Writer(book, lang)
        parts = [
            (book.add_worksheet(writer.name(each.key, part)), each, part) for each in sheets for part in _parts(each)
        ]
        for sheet, each, part in parts:
            first = part * (ROWS - 1)
            writer.fill(sheet, each, each.rows[first : first + ROWS - 1])
    return out.getvalue()


def _parts(sheet: Sheet) -> range:
    return range(max(1, -(-len(sheet.rows) // (ROWS - 1))))


def shown(value: str) -> str:
    """A text as a cell may hold it: safe on a screen, its lines kept, no longer than Excel allows."""
    text = "\n".join(printable(line.translate(_MEND)) for line in value.split("\n"))
    if len(text) * 2 <= CELL or len(text.encode("utf-16-le")) // 2 <= CELL:
        return text
    return text.encode("utf-16-le")[: 2 * (CELL - 3)].decode("utf-16-le", "ignore") + "..."


def exactly(value: Decimal) -> float | None:
    """The number as a spreadsheet holds it; ``None`` where it would lose digits."""
    digits = plain(value).lstrip("-").replace(".", "").strip("0")
    short = len(digits) <= _DIGITS and (decimal_places(value) or 0) <= _DIGITS and abs(value) < Decimal(10) ** _DIGITS
    return float(value) if short else None


class _Writer:
    """Writes sheets of one workbook; formats are made once."""

    def __init__(self, book: Any, lang: Lang) -> None:
        self.book, self.lang = book, lang
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def name(self, key: str, part: int) -> str:
        """The name of a sheet, or of its further parts."""
        return say(self.lang, f"sheet_{key}") + (f" {part + 1}" if part else "")

    def style(self, **properties: object) -> Any:
        """A format with these properties, at the top of its cell."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **properties})
        return self.formats[key]

    def fill(self, sheet: Worksheet, table: Sheet, rows: Sequence[Sequence[Cell]]) -> None:
        """Header, rows, widths, filter and what a printer needs."""
        heads = [
            self.style(bold=True, text_wrap=True, bottom=1, bg_color="#F2F2F0", **(_NUMBER if numbers else {}))
            for numbers in _numbers(len(table.columns), rows)
        ]
        titles = ["\n".join(dict.fromkeys(say(lang, f"column_{name}") for lang in _BOTH)) for name in table.columns]
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, heads[column])
        links = 0
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, Link | Page):
                    links += 1
                    self._link(sheet, number, column, cell if links <= LINKS else cell.text)
                else:
                    self._write(sheet, number, column, cell)
        widths = list(_widths(table.columns, titles, rows))
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        for number, row in enumerate([titles, *rows]):
            lines = min(_LINES, max(_lines(cell, wide) for cell, wide in zip(row, widths, strict=True)))
            if lines > 1:
                sheet.set_row(number, lines * _LINE)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(titles) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, max(1, len(rows)), _printed(widths) - 1)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")

    def _link(self, sheet: Worksheet, row: int, column: int, link: Link | Page | str) -> None:
        target = "" if isinstance(link, str) else self._target(link)
        if isinstance(link, str) or not target:
            self._write(sheet, row, column, link if isinstance(link, str) else link.text)
            return
        look = self.style(font_color="#1F5FA8", underline=1, text_wrap=True)
        sheet.write_url(row, column, target, look, shown(link.text))

    def _target(self, link: Link | Page) -> str:
        """What a link leads to; empty for an address that is too long."""
        if isinstance(link, Page):
            return f"external:{link.address}" if len(link.address) <= _ADDRESS else ""
        part, line = divmod(link.row, ROWS - 1)
        quoted = self.name(link.sheet, part).replace("'", "''")
        return f"internal:'{quoted}'!A{line + 2}"

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, Share):
            sheet.write_number(row, column, round(cell.value, 4), self.style(num_format="0%", **_NUMBER))
        elif isinstance(cell, Percent):
            form = "0" + ("." + "0" * cell.places if cell.places else "") + "%"
            look = self.style(num_format=f"+{form};-{form};{form}", **_NUMBER)
            sheet.write_number(row, column, float(cell.value / 100), look)
        elif isinstance(cell, int | Decimal):
            self._number(sheet, row, column, Decimal(cell))
        elif isinstance(cell, Toned):
            sheet.write_string(row, column, shown(cell.text), self.style(bold=True, font_color=_TONES[cell.tone]))
        else:
            text = shown(str(cell))
            guard = {"quote_prefix": True} if text.startswith(_FORMULA) else {}
            sheet.write_string(row, column, text, self.style(text_wrap=True, **guard))

    def _number(self, sheet: Worksheet, row: int, column: int, value: Decimal) -> None:
        number = exactly(value)
        if number is None:
            sheet.write_string(row, column, plain(value), self.style(**_NUMBER))
            return
        places = decimal_places(value) or 0
        form = "#,##0" + ("." + "0" * places if places else "")
        sheet.write_number(row, column, number, self.style(num_format=form, **_NUMBER))


def _widths(names: Sequence[str], titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    """How wide each column is, in characters; Chinese ones count double and a filter's arrow needs some room."""
    for column, (name, title) in enumerate(zip(names, titles, strict=True)):
        longest, cap = max(width(line) for line in title.split("\n")) + 2, _CAPS.get(name, _WIDEST)
        for row in rows[:_MEASURED]:
            longest = max(longest, *(width(line[:cap]) for line in _text(row[column]).split("\n")))
            if longest >= cap:
                break
        yield min(max(cap, width(title.split("\n")[-1]) + 3), max(_NARROWEST, longest + 1))


def _numbers(columns: int, rows: Sequence[Sequence[Cell]]) -> Iterator[bool]:
    """Which columns hold numbers, so that their heads stand above them."""
    for column in range(columns):
        first = next((row[column] for row in rows[:_MEASURED] if row[column] not in (None, "")), None)
        yield isinstance(first, int | Decimal | Percent | Share)


def _lines(cell: Cell, wide: int) -> int:
    """The lines that a cell takes in a column of this width."""
    text = _text(cell)
    if len(text) * 2 < wide and "\n" not in text:
        return 1
    return sum(max(1, -(-width(line[: _LINES * wide]) // max(1, wide - 1))) for line in text.split("\n")[:_LINES])


def _printed(widths: Sequence[int]) -> int:
    """How many of the leading columns a printed page has room for."""
    taken = 0
    for number, wide in enumerate(widths):
        taken += wide
        if number and taken > _PAPER:
            return number
    return len(widths)


def _text(cell: Cell) -> str:
    """What a cell shows, for measuring."""
    if cell is None:
        return ""
    if isinstance(cell, Share | Percent):
        return f"{float(cell.value) * 100:.0f}%" if isinstance(cell, Share) else f"{float(cell.value):+,.2f}%"
    if isinstance(cell, int | Decimal):
        return f"{cell:,f}" if isinstance(cell, Decimal) else f"{cell:,}"
    return cell if isinstance(cell, str) else cell.text
