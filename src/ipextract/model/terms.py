"""Two nouns that are printed as text: when a figure is of, and what it is counted in."""

from __future__ import annotations

import re
from typing import Final

_YEAR: Final = 4
#: What is as good as a year: its last month, its last day, its twelve months.
_YEAR_END: Final = re.compile(r"(?:-12(?:-31)?|-01/(\d{4})-12)")


class Period(str):
    """A year (2024), a part of one (2024-03, 2024-03-15, 2024H1, 2024Q3) or a span (2021/2025); may be empty."""

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
        return self.is_span and self.before is None

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
