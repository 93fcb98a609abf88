"""AVERAGE by name: what a ratio is by definition, 生师比 or 城乡收入比, beside the two numbers that make it."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook
from ipextract.rulebook.definitions import Quotient
from ipextract.structure.names import bare, undone


def quotients(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """在校生 8000 人，专任教师 500 人，生师比 16∶1: the ratio with the total and the count that its name is made of."""
    for ratio in passage.claims:
        if ratio.kind not in ("ratio", *LEVELS) or ratio.prior or not ratio.value:
            continue
        for each in rulebook.definitions.quotients:
            relation = _of(passage, ratio, each, rulebook)
            if relation is not None:
                yield relation
                break


def _of(passage: Passage, ratio: Claim, definition: Quotient, rulebook: Rulebook) -> Relation | None:
    """What a definition makes of a ratio and its sentence, or of that and the one before where a number is missing."""
    name = max((each for each in definition.ratio if ratio.indicator.endswith(each)), key=len, default="")
    if not name:
        return None
    above = passage.earlier[0].claims if passage.earlier else ()
    for claims in (passage.claims, (*above, *passage.claims)):
        totals, counts = (
            [c for c in claims if c is not ratio and _is(c, ratio, names, rulebook)]
            for names in (definition.total, definition.count)
        )
        counts = [c for c in counts if c not in totals]
        if totals and counts:
            break
    else:
        return None
    total, count = (min(found, key=lambda c: abs(c.char_start - ratio.char_start)) for found in (totals, counts))
    front = ratio.indicator.removesuffix(name)
    if not _commensurable(ratio, total, count, rulebook) or not (front in total.indicator or front in count.indicator):
        return None
    alone = all(len({c.value for c in found}) == 1 for found in (totals, counts))
    cap: Severity = ("warning" if definition.exact else "suspicion") if alone else "info"
    roles = (Role("total", total), Role("count", count), Role("average", ratio))
    return Relation("average", "quotient-of-names", roles, definition.told, section=passage.section, severity=cap)


def _is(claim: Claim, ratio: Claim, names: tuple[str, ...], rulebook: Rulebook) -> bool:
    """True for a level, or a rate, of that place and year that has one of the names."""
    if claim.kind not in ("ratio", *LEVELS) or claim.prior or claim.approx != "exact":
        return False
    if (claim.scope, claim.period.year) != (ratio.scope, ratio.period.year):
        return False
    full = undone(claim.indicator, rulebook)
    return full.endswith(names) or bare(full, rulebook).endswith(names)


def _commensurable(ratio: Claim, total: Claim, count: Claim, rulebook: Rulebook) -> bool:
    """True where the ratio is so many of the unit of the total, or a mere number of two in one unit."""
    if ratio.unit.counted == total.unit:
        return True
    return total.unit == count.unit and ratio.kind == "ratio" and ratio.unit in {"", *rulebook.units_of("times")}
