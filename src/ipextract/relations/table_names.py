"""SUM in tables by names alone: rows of a column, or columns of a row, whose names make each other up by definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from ipextract.model import Claim, Relation
from ipextract.relations.passage import CLOSED, LEVELS
from ipextract.relations.sheet import Filled
from ipextract.relations.table_sums import Line, settled
from ipextract.rulebook import Rulebook
from ipextract.rulebook.definitions import Account, Names, Sum
from ipextract.structure import Row, Sheet

#: Income at the left and outlays at the right.
_SIDES = 2
_COLON = regex.compile(r"[:：]")


class _Named(NamedTuple):
    """What a row or a column is called without area, unit and ending, and its numbers by column or row."""

    name: str
    claims: dict[int, Claim]


class _Identity(NamedTuple):
    """A whole, its parts and what is taken off, as places among what is named, and the identity in words."""

    total: int
    parts: tuple[int, ...]
    less: tuple[int, ...]
    told: str


def sums_by_name(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """利润总额 is 营业利润 and 营业外收入 without 营业外支出, in every column; 期末 what there was, came and went."""
    for named in (_rows(sheet, rulebook), _columns(sheet, rulebook)):
        for identity in _identities(named, rulebook):
            lines = list(_lines(named, identity))
            yield from settled(lines, "named", identity.told, "table-names", sheet.section, most="warning")


def sums_of_sides(sheets: Sequence[Sheet], claims: Sequence[Claim], rulebook: Rulebook) -> Iterator[Relation]:
    """收入总计 beside 支出总计, and what else accounts say of the rows of two panels that are printed side by side."""
    at = {claim.char_start: claim for claim in claims if claim.origin == "table"}
    for _, group in groupby(sheets, key=lambda sheet: sheet.start):
        panels = tuple(group)
        named = [each for panel in panels for each in _side(panel, at, rulebook)] if len(panels) == _SIDES else []
        places = _places(named)
        for account in rulebook.definitions.accounts if named else ():
            for identity in _of_account(account, places):
                lines = list(_lines(named, identity))
                section = panels[0].section
                yield from settled(lines, "named", identity.told, "table-names", section, most="warning")


def _side(panel: Sheet, at: Mapping[int, Claim], rulebook: Rulebook) -> Iterator[_Named]:
    """The rows of a panel, each with its number for all."""
    column = _for_all(panel)
    figures = (row.figures.get(column) for row in panel.rows)
    claims = (None if figure is None else at.get(figure.place.start) for figure in figures)
    return _sided(panel.rows, ({} if claim is None else {0: claim} for claim in claims), rulebook)


def _sided(rows: Iterable[Row], claims: Iterable[Mapping[int, Claim]], rulebook: Rulebook) -> Iterator[_Named]:
    """The rows with what they are called and their numbers; 总计 below 本年收入合计 is that of income."""
    words = rulebook.words
    side = ""
    for row, own in zip(rows, claims, strict=True):
        said = (word for word in (*words["income_side"], *words["outlay_side"]) if row.rank and word in row.label)
        side = next(said, side)
        name = bare(row.label, rulebook)
        yield _Named(side + name if name in words["grand_total"] else name, dict(own))


def _for_all(panel: Sheet) -> int:
    """The column of the numbers for all of each row: the only one, or the one that is headed so; -1 for none."""
    held = sorted({j for row in panel.rows for j in row.figures})
    totals = [j for j in held if panel.heads[j].total is not None]
    return totals[0] if len(totals) == 1 else held[0] if len(held) == 1 else -1


def _rows(sheet: Filled, rulebook: Rulebook) -> list[_Named]:
    """The rows with what they are called; a heading, and a row that stands for a date alone, is called nothing."""
    return list(_sided((row.read for row in sheet.rows), (row.claims for row in sheet.rows), rulebook))


def _columns(sheet: Filled, rulebook: Rulebook) -> list[_Named]:
    """The columns with what the lowest words of their heads call them, but for those of rates."""
    held: dict[int, dict[int, Claim]] = {}
    for i, row in enumerate(sheet.rows):
        for j, claim in row.claims.items():
            held.setdefault(j, {})[i] = claim
    return [_Named(bare(sheet.heads[j].last, rulebook), held[j]) for j in sorted(held)]


def bare(label: str, rulebook: Rulebook) -> str:
    """常住人口 of 全市常住人口（万人）, 营业外支出 of 减：营业外支出: without area, brackets and sign."""
    for word in (*rulebook.words["subtracted_row"], *rulebook.words["added_row"]):
        label = label.removeprefix(word)
    name = _COLON.split(CLOSED.sub("", label), maxsplit=1)[0]
    for word in rulebook.words["area_word"]:
        name = name.removeprefix(word)
    return name


def _identities(named: Sequence[_Named], rulebook: Rulebook) -> Iterator[_Identity]:
    """The identities that the names of one table spell out."""
    places = _places(named)
    for account in rulebook.definitions.accounts:
        yield from _of_account(account, places)
    for definition in rulebook.definitions.sums:
        if not any(word in name for word in definition.unless for name in places):
            yield from _of_sum(definition, places, rulebook)


def _places(named: Sequence[_Named]) -> dict[str, list[int]]:
    """Where each name stands among what is named and has numbers."""
    places: dict[str, list[int]] = {}
    for i, each in enumerate(named):
        if each.name and each.claims:
            places.setdefault(each.name, []).append(i)
    return places


def _of_account(account: Account, places: dict[str, list[int]]) -> Iterator[_Identity]:
    """An account, where each of its names stands in the table once, or all of them behind the name of its whole."""
    if any(word in name for word in account.unless for name in places):
        return
    names = (*account.parts, *account.less)
    wholes = _all(account.whole, places)
    for whole, end in zip(wholes, [*wholes[1:], None], strict=False):
        found = [_one(each, places, whole, end, alone=len(wholes) == 1) for each in names]
        known = [i for i in found if i is not None]
        if len(known) == len(found) and len({whole, *known}) == len(known) + 1:
            parts, less = known[: len(account.parts)], known[len(account.parts) :]
            yield _Identity(whole, tuple(parts), tuple(less), account.told)


def _all(names: Names, places: dict[str, list[int]]) -> list[int]:
    """The places of the first of the names that stands anywhere."""
    return next((places[name] for name in names if name in places), [])


def _one(names: Names, places: dict[str, list[int]], whole: int, end: int | None, *, alone: bool) -> int | None:
    """The only place of a name behind a whole, up to the next whole; of a name that stands once, wherever that is."""
    found = _all(names, places)
    behind = [i for i in found if whole < i and (end is None or i < end)]
    if alone and len(found) == 1:
        return found[0]
    return behind[0] if behind and (alone or len(behind) == 1) else None


def _of_sum(definition: Sum, places: dict[str, list[int]], rulebook: Rulebook) -> Iterator[_Identity]:
    """Each whole with the nearest of its parts behind it, up to the next of its kind."""
    wholes = sorted(i for name in places if _is(name, definition.whole, rulebook) for i in places[name])
    for i, end in zip(wholes, [*wholes[1:], None], strict=False):
        found = [_behind(i, end, names, places, rulebook) for names in definition.named_parts]
        known = [k for k in found if k is not None]
        if len(known) == len(found) and len(set(known)) == len(known):
            yield _Identity(i, tuple(known), (), definition.told)


def _behind(
    whole: int, end: int | None, names: Sequence[str], places: dict[str, list[int]], rulebook: Rulebook
) -> int | None:
    """The only place behind the whole of a part by its names; ``None`` for none and for several."""
    found = [i for name in places if _is(name, names, rulebook) for i in places[name]]
    inside = [i for i in found if whole < i and (end is None or i < end)]
    return inside[0] if len(inside) == 1 else None


def _is(name: str, names: Sequence[str], rulebook: Rulebook) -> bool:
    """True for 货运总量 where 货运 is one of the names."""
    if name in names:
        return True
    return any(name.endswith(end) and name.removesuffix(end) in names for end in rulebook.words["level_end"])


def _lines(named: Sequence[_Named], identity: _Identity) -> Iterator[Line]:
    """The numbers of an identity, column by column or row by row, where all of them are levels of one kind."""
    total = named[identity.total]
    for j, whole in total.claims.items():
        parts = [named[i].claims.get(j) for i in identity.parts]
        less = [named[i].claims.get(j) for i in identity.less]
        known = [c for c in (*parts, *less) if c is not None]
        if len(known) == len(parts) + len(less) and _alike(whole, known):
            yield Line(whole, tuple(known[: len(parts)]), less=tuple(known[len(parts) :]))


def _alike(whole: Claim, others: Sequence[Claim]) -> bool:
    """True for levels of one unit and period, all printed exactly."""
    claims = (whole, *others)
    levels = whole.kind in (*LEVELS, "ratio") and all(c.kind == whole.kind for c in others)
    one = len({(c.unit, c.period, c.modality, c.scope) for c in claims}) == 1
    return levels and one and not any(c.hedges or c.interval is None for c in claims)
