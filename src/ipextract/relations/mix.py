"""MIX: the growth of a whole and those of all its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipextract.model import NOMINAL, REAL, Claim, Relation, Role, Severity
from ipextract.relations import growth
from ipextract.relations import sum as sums
from ipextract.relations.ground import Ground
from ipextract.relations.grown import grown_kinds, grown_names
from ipextract.relations.misread import comes_out
from ipextract.rulebook import Rulebook
from ipextract.structure.prices import at_constant_prices


def find(ground: Ground) -> Iterator[Relation]:
    """The growths of the sums that the sentences state, and of kinds that are told without their levels."""
    found = list(mixes(ground.once(sums.in_prose), ground.once(growth.in_prose), ground))
    known = {claim.claim_id for relation in found for claim in relation.of_role("part")}
    yield from found
    for relation in (*grown_names(ground), *grown_kinds(ground)):
        parts = {claim.claim_id for claim in relation.of_role("part")}
        if known.isdisjoint(parts):
            known |= parts
            yield relation


def mixes(sums: Iterable[Relation], growths: Iterable[Relation], ground: Ground) -> Iterator[Relation]:
    """The growth of a whole beside those of parts that are all of it.

    Growth at constant prices lies between others at constant prices; between such and others it may lie anywhere.
    """
    by_level: dict[str, Claim] = {}
    for relation in growths:
        by_level.setdefault(relation.of_role("level")[0].claim_id, relation.of_role("growth")[0])
    if len(by_level) < 3:
        return
    for relation in sums:
        total, parts = relation.of_role("total")[0], relation.of_role("part")
        whole = by_level.get(total.claim_id)
        grown = [by_level.get(part.claim_id) for part in parts]
        alike = [g for g in grown if g is not None and whole is not None and _alike(g, whole)]
        if whole is not None and len(alike) == len(parts) and (relation.exhaustive or relation.rule == "covers-whole"):
            yield _mix(relation, whole, alike, ground)


def _mix(relation: Relation, whole: Claim, grown: list[Claim], ground: Ground) -> Relation:
    """The growths of a sum and of all its parts, as loud as their prices and their levels let them be."""
    total, parts = relation.of_role("total")[0], relation.of_role("part")
    pairs = zip((whole, *grown), (total, *parts), strict=True)
    bases = {at_constant_prices(grown_by, level, ground.rulebook) for grown_by, level in pairs}
    cap: Severity | None = None if comes_out(total, parts) else "suspicion"  # else the sum itself accuses
    if len(bases) > 1 or _priced(ground.document.text, total, parts, ground.rulebook):
        cap = "info"
    weighs = bases == {False} and cap != "info" and _weighs(relation, ground)
    levels = (Role("weight" if weighs else "level", level) for level in (total, *parts))
    return Relation(
        "mix",
        relation.rule,
        (Role("whole", whole), *(Role("part", growth) for growth in grown), *levels),
        relation.cue,
        exhaustive=True,
        section=relation.section,
        severity=cap,
        echo=relation.echo,
    )


def _weighs(relation: Relation, ground: Ground) -> bool:
    """True where the printed levels say how much each part counts.

    Growths at constant prices are not made of them, nor is the growth of a list that may go on.
    """
    total = relation.of_role("total")[0]
    words = ground.words("mix", "current_prices") or ((),)
    priced = total.kind == "count" or any(word in total.indicator for word in words[0])
    return priced and relation.exhaustive and not relation.echo


def _priced(text: str, total: Claim, parts: Iterable[Claim], rulebook: Rulebook) -> bool:
    """True for 邮政业务总量（按 2031 年不变价） and 电信业务总量（按 2032 年不变价）: each in prices of its own."""
    claims = (total, *parts)
    said = text[min(c.char_start for c in claims) : max(c.char_end for c in claims)]
    return sum(said.count(word) for word in rulebook.words["real_terms"]) > 1


def _alike(part: Claim, whole: Claim) -> bool:
    return _basis(part) == _basis(whole)


def _basis(growth: Claim) -> tuple[str, str | None, str, str]:
    """Unit, base, period and how it is reckoned, but for prices, which are seldom said of each part."""
    qualifier = " ".join(word for word in growth.reckoned.split() if word not in (REAL, NOMINAL))
    return growth.unit, growth.base, qualifier, growth.period
