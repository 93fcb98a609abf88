"""Figures of tables → claims: what is called what, of which basis, and of what its shares are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction

from ipextract.claims.basis import Judged, of_name
from ipextract.claims.draft import Draft, Link, Reason
from ipextract.claims.metadata import Metadata
from ipextract.claims.phrase import Phrase
from ipextract.exact.interval import Interval, scale
from ipextract.model import Direction, Kind, Mention, Unit
from ipextract.rulebook import MASKS, Rulebook
from ipextract.structure import Figure, Head, Row, Sheet

_ALL = Decimal(100)
#: What speaks of a level by how much it moved.
_MOVES: tuple[Kind, ...] = ("growth", "change")
_EXACT = Context(prec=160)


def read_tables(sheets: Sequence[Sheet], rulebook: Rulebook, meta: Metadata) -> Iterator[Draft]:
    """The claims of every table of the document, one for each of its figures, in text order."""
    for sheet in sheets:
        for i, row in enumerate(sheet.rows):
            drafts: dict[int, Draft] = {}
            for j, figure in row.figures.items():
                level = drafts.get(figure.beside) if figure.beside is not None else None
                drafts[j] = _draft(sheet, (i, j), level, rulebook, meta.subject or meta.place)
            yield from drafts.values()


def _draft(sheet: Sheet, place: tuple[int, int], level: Draft | None, rulebook: Rulebook, area: str) -> Draft:
    """The claim of the figure in a row and column, of the ``level`` beside it; 持平 is one in a column of growth."""
    row, head = sheet.rows[place[0]], sheet.heads[place[1]]
    figure = row.figures[place[1]]
    kind, unit = figure.kind, figure.unit
    if kind == "count":
        kind, unit = _per_head(figure.name, unit, rulebook)
    value = _EXACT.multiply(_value(figure.mention), figure.factor)
    widest, nearest = _readings(figure, rulebook)
    basis, basis_why = _basis(figure.name, unit, head, level, rulebook)
    base, base_why = _base(sheet, place, kind, value, rulebook)
    start, end = figure.place.start, figure.place.end
    return Draft(
        kind=kind,
        value=_in_whole(value) if abs(figure.factor) > 1 else value,
        unit=Unit(unit),
        interval=widest,
        nearest=nearest,
        approx="exact" if figure.mention is None else figure.mention.approx,
        indicator=figure.name if level is None else level.indicator,
        scope=figure.scope or area,
        period=figure.period,
        basis=basis,
        start=start,
        end=end,
        sentence=-1 - figure.cell.start,
        paragraph=-1 - sheet.number,
        section=sheet.section,
        rule="table-cell",
        phrase=Phrase(figure.name),
        clause=None,
        direction=_direction(figure, value),
        base=base,
        of=level,
        owner=None if level is None else Link(level, "level-of-row", start, end),
        hedges=figure.mention.hedges if figure.mention is not None else (),
        table=True,
        prior=head.prior,
        why={
            "indicator": _named_by(row, head, level),
            "scope": Reason("row", row.spans) if figure.scope else Reason("document"),
            "period": figure.period_why,
            "basis": basis_why,
            "base": base_why,
        },
    )


def _named_by(row: Row, head: Head, level: Draft | None) -> Reason:
    """What named a cell: its level, its row, its column, or both of them."""
    if level is not None:
        return Reason("level", level.why["indicator"].spans)
    if not row.name or (row.place is not None and not row.item):
        return Reason("head", head.spans)
    return Reason("row-and-head", (*row.spans, *head.spans)) if head.measure else Reason("row", row.spans)


def _per_head(name: str, unit: str, rulebook: Rulebook) -> tuple[Kind, str]:
    """每万人口…拥有量 in 件 is a ratio in 件/万人: the rules for prose say so of the label, too."""
    row = name + MASKS["count"][0]
    rules = [rule for rule in rulebook.claims if rule.kind == "ratio" and rule.unit]
    read = [(found, rule.unit) for rule in rules if (found := rule.pattern.search(row)) is not None]
    if not read:
        return "count", unit
    longest, said = max(read, key=lambda each: len(each[0][0]))
    groups = longest.groupdict()
    return "ratio", (said or "").format(unit=unit, per=groups.get("per") or "", who=groups.get("who") or "")


def _in_whole(value: Decimal) -> Decimal:
    """30000 for 3.0000 万 and the like: no digits behind the point where a factor left none."""
    return value.quantize(Decimal(1), context=_EXACT) if value == value.to_integral() else value


def _value(mention: Mention | None) -> Decimal:
    return Decimal(0) if mention is None or mention.value is None else mention.value


def _base(
    sheet: Sheet, place: tuple[int, int], kind: Kind, value: Decimal, rulebook: Rulebook
) -> tuple[str | None, Reason]:
    """What a number is of: the year before for a growth; for a share what its head names, else the row that is 100."""
    if kind in _MOVES:
        return rulebook.terms.year_ago, Reason("usual")
    if kind != "share":
        return None, Reason("nothing-said")
    head = sheet.heads[place[1]]
    if head.whole:
        return head.whole, Reason("head", head.spans)
    row = sheet.whole_of(*place)
    whole = None if value == _ALL or row is None else row.name or None
    return whole, Reason("row-of-all")


def _basis(name: str, unit: str, head: Head, level: Draft | None, rulebook: Rulebook) -> Judged:
    """The level's basis; else what name and head say: 年末数 stands."""
    if level is not None:
        return Judged(level.basis, level.why["basis"])
    return of_name(name + head.text, name, unit, rulebook.words, percent=unit in rulebook.units_of("percent"))


def _direction(figure: Figure, value: Decimal) -> Direction | None:
    """Down for -3.1 in a column of growth, flat for 持平; a level has none."""
    if figure.kind not in _MOVES:
        return None
    if figure.mention is None:
        return "flat"
    return "down" if value < 0 else "up"


def _readings(figure: Figure, rulebook: Rulebook) -> tuple[Interval | None, Interval | None]:
    """The readings of a cell; a bare integer is exact where things are counted, and rounded where head or row say %."""
    mention = figure.mention
    if mention is None:
        half: Fraction = rulebook.flat_width
        return Interval(-half, half), Interval(-half, half)
    if mention.interval is None or mention.nearest is None:
        return None, None
    bare = figure.factor == 1 and mention.dimension == "bare" and mention.step == 1
    if bare and figure.dimension == "count" and mention.value is not None:
        point = Interval(Fraction(mention.value), Fraction(mention.value))
        return point, point
    return scale(mention.interval, figure.factor), scale(mention.nearest, figure.factor)
