"""Two nouns that are printed as text: when a figure is of, and what it is counted in."""

from __future__ import annotations

import re
from typing import Final

#: What stands for the year of a part that names none, where the document does not say it either; as EDTF writes it.
YEAR_UNKNOWN: Final = "XXXX"
_YEAR: Final = 4
#: What is as good as a year: its last month, its last day, its twelve months.
_YEAR_END: Final = re.compile(r"(?:-12(?:-31)?|-01/(\d{4})-12)")
_MONTHS: Final = 12
#: Months of what a letter stands for: half-years and quarters.
_LONG: Final = {"H": 6, "Q": 3}
_MONTH_SPAN: Final = re.compile(rf"-(\d\d)(?:/(?:\d{{4}}|{YEAR_UNKNOWN})-(\d\d))?")
_NAMED: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)?(?:-?(?P<part>H[12]|Q[1-4])|-?(?P<first>\d\d)(?:[/-](?:(?P<again>(?:19|20)\d\d)?-)?(?P<last>\d\d))?)?"
)


class Period(str):
    """A year (2024), a part of one (2024-03, 2024-03-15, 2024H1, 2024Q3) or a span (2021/2025); may be empty.

    A part of a year that is not known has XXXX for it: XXXX-08, XXXX-01/XXXX-08.
    """

    __slots__ = ()

    @property
    def year(self) -> str:
        """The year that it begins with; empty for none."""
        return self[:_YEAR] if self[:_YEAR].isdigit() else ""

    @property
    def is_span(self) -> bool:
        """True where it runs from one date to another: 2021/2025."""
        return "/" in self

    @property
    def spans_years(self) -> bool:
        """True for a span of several years, 2021/2025 or 2022-10/2023-03; none of months of one year."""
        return self.is_span and (self.end[:_YEAR] != self[:_YEAR] or not self.end.part)

    @property
    def part(self) -> str:
        """What follows the year: -03, H1, /2025; empty for a whole year."""
        return self[_YEAR:]

    @property
    def end(self) -> Period:
        """The last year, month or day of a span; of all else itself."""
        return Period(self.rpartition("/")[2])

    @property
    def settled(self) -> Period:
        """As series use it: the end of a year, and its twelve months, are the year."""
        ended = _YEAR_END.fullmatch(self.part)
        return Period(self.year) if ended and self.year and ended[1] in (None, self.year) else self

    @property
    def before(self) -> Period | None:
        """The same part of the year before: 2023H1 for 2024H1; ``None`` for years, and where there is no year."""
        own = self.settled
        if not own.year or (own.is_span and own.end.year != own.year) or (own.is_span and not own.end.part):
            return None
        year = f"{int(own.year) - 1:04d}"
        return Period(f"{year}{own.part.replace(f'/{own.year}', f'/{year}')}")

    @property
    def months(self) -> tuple[int, int] | None:
        """The first and the last month of a year or a part of one; ``None`` for days, spans of years, and no year."""
        if not (self.year or self.startswith(YEAR_UNKNOWN)) or self.spans_years:
            return None
        if not self.part:
            return 1, _MONTHS
        if self.part[0] in _LONG:
            size, place = _LONG[self.part[0]], int(self.part[1])
            return size * (place - 1) + 1, size * place
        found = _MONTH_SPAN.fullmatch(self.part)
        return None if found is None else (int(found[1]), int(found[2] or found[1]))

    @property
    def inside(self) -> str:
        """Which part of its year it is: H1 for 2024H1 and 2024-01/2024-06, -01/-08 …; empty for a whole year."""
        months = self.months
        return self.part if months is None else "" if months == (1, _MONTHS) else _within(months)


def part_named(text: str) -> Period | None:
    """2025H1 for 2025H1, 2025-Q1 or 2025-01/2025-06, and the part alone for H1, 01-06 or -03; ``None`` for no part.

    A part without a year has the year 0000.
    """
    found = _NAMED.fullmatch(text.strip().upper())
    if found is None or found["again"] not in (None, found["year"]):
        return None
    year, part, first, last = found["year"] or "0000", found["part"], found["first"], found["last"]
    if part:
        return Period(year + part)
    if first is None:
        return Period(year) if found["year"] else None
    months = int(first), int(last or first)
    return Period(f"{year}{_spelled(months, year)}") if 1 <= months[0] <= months[1] <= _MONTHS else None


def _within(months: tuple[int, int]) -> str:
    """How a part of a year is called without its year: H1, Q3, -08, -01/-08."""
    first, last = months
    for letter, size in _LONG.items():
        if last - first + 1 == size and last % size == 0:
            return f"{letter}{last // size}"
    return _spelled(months, "")


def _spelled(months: tuple[int, int], year: str) -> str:
    first, last = months
    return f"-{first:02d}" if first == last else f"-{first:02d}/{year}-{last:02d}"


class Unit(str):
    """What a number is counted in: 件, %, or one unit per another (元/人); may be empty."""

    __slots__ = ()

    @property
    def is_rate(self) -> bool:
        """True for one unit per another: 元/人."""
        return "/" in self

    @property
    def counted(self) -> Unit:
        """The first unit of a rate, 元 of 元/人; of all else itself."""
        return Unit(self.partition("/")[0])

    @property
    def per(self) -> str:
        """What a rate is per, 人 of 元/人; empty for none."""
        return self.partition("/")[2]
