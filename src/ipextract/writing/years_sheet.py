"""What two years differ in → a sheet: levels and growths as numbers, the arithmetic and the places beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from ipextract.checks.readings import falls
from ipextract.exact.decimals import decimal_places
from ipextract.exact.interval import Interval, show
from ipextract.model import Claim
from ipextract.writing.sheets import Cell, Percent, Sheet
from ipextract.writing.speech import Lang, name_of, say
from ipextract.writing.years import printed_growth
from ipextract.years import Comparison, Difference, Row

COLUMNS: Final = (
    "status", "indicator", "scope", "unit", "earlier_value", "later_value", "growth_computed", "growth_high",
    "growth_printed", "judgement", "changes", "earlier_quote", "later_quote", "years", "formula",
    "earlier_place", "later_place", "growth_place", "qualifier", "basis", "earlier_name", "later_name",
    "restated_quote", "restated_place", "indicator_id",
)  # fmt: skip
Linked: TypeAlias = Callable[[Claim], Cell]
"""The place of a claim of a comparison, as a link where the workbook has its row."""


def place(claim: Claim) -> Cell:
    """The place of a claim in a workbook without the sheet of claims."""
    return claim.place


def sheet(key: str, compared: Sequence[Difference], lang: Lang, linked: Linked = place) -> Sheet:
    """A row for each indicator of each two years; of several pairs one below the other."""
    return Sheet(key, COLUMNS, [_cells(each.comparison, row, lang, linked) for each in compared for row in each.rows])


def pair(compared: Comparison) -> str:
    """Which two reports they are."""
    return f"{compared.earlier.name} -> {compared.later.name}"


def _years(compared: Comparison) -> str:
    years = f"{compared.earlier.year} -> {compared.later.year}"
    return f"{compared.later.area} {years}" if compared.later.area else years


def _cells(compared: Comparison, row: Row, lang: Lang, linked: Linked) -> list[Cell]:
    claim = row.later or row.earlier
    low, high = _growth(row.computed)
    names = row.names or ("", "")
    return [
        name_of(lang, "status", row.status), row.name, "" if claim is None else claim.scope,
        "" if claim is None else claim.unit, _value(row.earlier), _value(row.later), low, high, _printed(row.growth),
        say(lang, f"judged_{row.judgement}") if row.judgement else "",
        say(lang, "comma").join(name_of(lang, "status", each) for each in row.changes),
        _quote(row.earlier), _quote(row.later), _years(compared), _arithmetic(row), *(_places(row, linked)),
        "" if claim is None else claim.qualifier, "" if claim is None else name_of(lang, "basis", claim.basis), *names,
        _quote(row.restated), None if row.restated is None else linked(row.restated),
        (claim.indicator_id if claim is not None else "") or row.key.indicator,
    ]  # fmt: skip


def _places(row: Row, linked: Linked) -> Iterator[Cell]:
    for claim in (row.earlier, row.later, row.growth):
        yield None if claim is None else linked(claim)


def _growth(value: Interval | None) -> tuple[Cell, Cell]:
    """The computed growth as a number, and the other end of it where hedges and rounding leave a span."""
    if value is None or value.lower is None or value.upper is None:
        return None, None
    low, high = (Percent(end) for end in (value.lower, value.upper))
    return low, None if _two_places(value.lower) == _two_places(value.upper) else high


def _two_places(value: Fraction) -> int:
    return round(value * 100)


def _printed(growth: Claim | None) -> Cell:
    """The printed growth as a number where it is one in per cent, else as its words."""
    if growth is None:
        return None
    if growth.unit != "%" or growth.value is None or growth.direction == "flat":
        return printed_growth(growth)
    sign = -1 if falls(growth) or growth.value < 0 else 1
    return Percent(Fraction(sign * abs(growth.value)), decimal_places(growth.value) or 0)


def _arithmetic(row: Row) -> str:
    """How the growth comes about, each level as it stands or as the span that its print leaves."""
    if row.computed is None or row.earlier is None or row.later is None:
        return ""
    levels = (each.nearest for each in (row.later, row.earlier))
    later, earlier = ("" if each is None else _level(each) for each in levels)
    return f"{later} / {earlier} - 1"


def _level(value: Interval) -> str:
    return show(value.lower) if value.exact and value.lower is not None else str(value)


def _value(claim: Claim | None) -> Decimal | None:
    return None if claim is None else claim.value


def _quote(claim: Claim | None) -> str:
    return "" if claim is None else " ".join(claim.quote.split())
