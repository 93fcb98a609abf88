"""PRODUCT: an output with its area and its yield, and one level in two units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage

#: What is grown, where and when.
_Crop: TypeAlias = tuple[str, str, str]
_MARKS = "，,、（( "


class _Words(NamedTuple):
    """The lists of rules/checks/product.toml."""

    converted: tuple[str, ...]
    mass: tuple[str, ...]
    area: tuple[str, ...]
    length: tuple[str, ...]
    output_end: tuple[str, ...]
    area_end: tuple[str, ...]
    yield_end: tuple[str, ...]


def find(ground: Ground) -> Iterator[Relation]:
    """夏粮产量 149 万吨，合 29.8 亿斤; 夏粮面积 400 万亩，单产每亩 372.5 公斤: the products of a document."""
    lists = ground.words("product", *_Words._fields)
    if lists is None:
        return
    words = _Words(*lists)
    for passage in ground.prose:
        yield from _conversions(passage, words)
    yield from _outputs(ground, words)


def _conversions(passage: Passage, words: _Words) -> Iterator[Relation]:
    """One number in two units of one measure, of which 合 or 折合 opens the second, or a bracket holds it alone."""
    measures = (words.mass, words.area, words.length)
    for at, (first, second) in enumerate(pairwise(passage.claims)):
        cue = passage.leads[at + 1].strip(_MARKS)
        aside = _aside(passage, at + 1)
        if not (aside or cue in words.converted) or first.unit == second.unit or first.prior or second.prior:
            continue
        if not {first.kind, second.kind} <= {*LEVELS, *(("change",) if aside else ())} or first.direction == "down":
            continue
        if first.indicator != second.indicator:
            continue
        if any(first.unit in measure and second.unit in measure for measure in measures):
            roles = (Role("product", second), Role("factor", first))
            yield Relation("product", "converted", roles, cue, section=passage.section, severity="warning")


def _aside(passage: Passage, index: int) -> bool:
    """True for the 12 万亩 of 8 千公顷（12 万亩）: nothing else stands in its bracket."""
    behind = passage.text[passage.claims[index].char_end - passage.start :].lstrip()
    return passage.leads[index].strip() in ("（", "(") and behind.startswith(("）", ")"))


def _outputs(ground: Ground, words: _Words) -> Iterator[Relation]:
    """The output of a crop beside its area and its yield, each printed with one value in the document."""
    spoken_of = _spoken_of(ground, words)
    named = [
        _named(ground, words.output_end, spoken_of, lambda c: c.unit in words.mass),
        _named(ground, words.area_end, spoken_of, lambda c: c.unit in words.area),
        _named(ground, words.yield_end, spoken_of, lambda c: c.unit.counted in words.mass and c.unit.per in words.area),
    ]
    for crop, output in named[0].items():
        area, grown = named[1].get(crop), named[2].get(crop)
        if area is not None and grown is not None:
            roles = (Role("product", output), Role("factor", area), Role("factor", grown))
            yield Relation("product", "area-and-yield", roles, crop[0], section=output.section, severity="warning")


def _spoken_of(ground: Ground, words: _Words) -> dict[str, str]:
    """海带 for the 亩产 380 公斤 behind 海带产量 128 万吨: the crop of yields that name none, from their sentence."""
    found: dict[str, str] = {}
    for passage in ground.prose:
        crop = ""
        for claim in passage.claims:
            if claim.indicator in words.yield_end:
                found[claim.claim_id] = crop
            end = max(
                (e for e in (*words.output_end, *words.area_end) if claim.indicator.endswith(e)), key=len, default=""
            )
            crop = claim.indicator.removesuffix(end) if end and claim.kind in LEVELS else crop
    return found


def _named(
    ground: Ground, ends: tuple[str, ...], spoken_of: dict[str, str], fits: Callable[[Claim], bool]
) -> dict[_Crop, Claim]:
    """The first print of each crop's number whose name ends so; none of a crop with two values in that unit."""
    found: dict[_Crop, Claim] = {}
    values: dict[tuple[_Crop, str], set[object]] = {}
    for claim in ground.facts:
        end = max((e for e in ends if claim.indicator.endswith(e)), key=len, default="")
        crop = claim.indicator.removesuffix(end) or spoken_of.get(claim.claim_id, "")
        told = claim.kind in (*LEVELS, "ratio") and not claim.prior and claim.approx == "exact"
        if not end or not crop or not told or not fits(claim) or not claim.period:
            continue
        key = crop, claim.scope, claim.period.settled
        found.setdefault(key, claim)
        values.setdefault((key, claim.unit), set()).add(claim.value)
    return {key: claim for key, claim in found.items() if len(values[key, claim.unit]) == 1}
