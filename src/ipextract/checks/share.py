"""A share is its part divided by its whole; without a printed whole, some whole number must have been divided by."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check, Unprinted
from ipextract.checks.inverse import Rates, over, times
from ipextract.checks.readings import Readings, any_rounding, divided, in_every_reading, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    settle,
    settle_integer,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, add, point, scale, show, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The share meets part / whole (roles: part 1, whole 0 or 1, share 1); the share is the checked number.

    Several parts (part >= 2, whole 1) are added up.
    With a rest in place of a whole (role: rest 0 or 1), the whole is part and rest together. Without either,
    part / share must hold an integer when the part is an exact count.
    """
    if len(relation.of_role("part")) > 1:
        return _of_several(relation, rule, one(relation, "whole"), one(relation, "share"))
    part, whole, share = one(relation, "part"), one_or_none(relation, "whole"), one(relation, "share")
    if reason := unusable(relation, (part, whole) if whole else ()):
        return not_evaluated(reason)
    per = rule.whole(share.unit)
    if per is None:
        return not_evaluated(f"{share.unit} is no unit of a share")
    rest = one_or_none(relation, "rest")
    if rest is not None:
        return _of_two(relation, rule, (part, rest), share, per)
    if whole is None:
        return _unnamed(relation, rule, part, share, per)
    ratio = divided(readings(part), readings(whole))
    if ratio is None:
        return not_evaluated("a share needs a part that is not negative and a whole that is positive")
    slots = {"limit": printed(whole), "indicator": part.indicator}
    return _meets(relation, rule, share, scaled(ratio, per), f"{numeral(part)} / {numeral(whole)}", slots)


def _of_several(relation: Relation, rule: CheckRule, whole: Claim, share: Claim) -> Outcome:
    parts, per = relation.of_role("part"), rule.whole(share.unit)
    if reason := unusable(relation, (*parts, whole)):
        return not_evaluated(reason)
    if per is None:
        return not_evaluated(f"{share.unit} is no unit of a share")
    ratio = divided(in_every_reading(lambda read: add(*(read(part) for part in parts))), readings(whole))
    if ratio is None:
        return not_evaluated("a share needs parts that are not negative and a whole that is positive")
    left = f"({' + '.join(numeral(part) for part in parts)}) / {numeral(whole)}"
    slots = {"limit": printed(whole), "indicator": share.indicator}
    return _meets(relation, rule, share, scaled(ratio, per), left, slots)


def _meets(
    relation: Relation, rule: CheckRule, share: Claim, computed: Readings, left: str, slots: Mapping[str, str]
) -> Outcome:
    value = total_of(computed.printed, lambda x: show(x, 4) + share.unit)
    return settle(
        relation,
        rule,
        readings(share),
        computed,
        messages=("low", "high"),
        left=f"{left} {value}",
        right=printed(share),
        spell=lambda x: show(x, 4),
        slots=slots,
    )


def _of_two(relation: Relation, rule: CheckRule, two: tuple[Claim, Claim], share: Claim, per: int) -> Outcome:
    part, rest = two
    if reason := unusable(relation, two):
        return not_evaluated(reason)
    # 1 / (1 + rest / part): each number stands in it once, so the interval is tight
    others = divided(readings(rest), readings(part))
    ratio = divided(1, scaled(others, 1, shift=1)) if others else None
    if ratio is None:
        return not_evaluated("a share needs a part that is positive and a rest that is not negative")
    left = f"{numeral(part)} / ({numeral(part)} + {numeral(rest)})"
    return _meets(relation, rule, share, scaled(ratio, per), left, {"indicator": part.indicator})


def _unnamed(relation: Relation, rule: CheckRule, part: Claim, share: Claim, per: int) -> Outcome:
    if part.kind != "count" or part.interval is None or not part.interval.exact or not part.value:
        return not_evaluated("the whole is not printed and the part is not an exact count")
    factor = divided(per, readings(share))
    if factor is None:
        return not_evaluated("a share of nothing leaves no whole")
    count = int(part.value)
    return settle_integer(
        relation,
        rule,
        count,
        factor,
        message="no_integer",
        left=f"{numeral(part)} / {printed(share)}",
        implied=lambda n: show(Fraction(per * count, n), 2) + share.unit,
        slots={"printed": printed(share), "indicator": part.indicator},
    )


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Part = whole · share, the whole printed or part and rest together; of several parts what the others leave."""
    read = Rates(relation, rule, "share")
    part, whole, share = read("part"), read("whole"), read.rate()
    if len(relation.of_role("part")) > 1:
        return _share_of_several(relation, index, whole, share, read.per)
    rest = read("rest")
    if part is not None and rest is not None and share is not None:
        return _share_of_two(relation.roles[index].name, part, rest, share, read.per)
    if part is None or whole is None or share is None:
        return None
    match relation.roles[index].name:
        case "share":
            return scale(over(part, whole), read.per)
        case "part":
            return times(whole, share)
        case _:
            return over(part, share)


def _share_of_several(
    relation: Relation, index: int, whole: Interval | None, share: Interval | None, per: int
) -> Interval | None:
    if whole is None or share is None:
        return None
    role = relation.roles[index].name
    parts = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    match role:
        case "share":
            return scale(over(add(*parts), whole), per)
        case "whole":
            return over(add(*parts), share)
        case _:
            return subtract(times(whole, share), add(*parts))


def _share_of_two(role: str, part: Interval, rest: Interval, share: Interval, per: int) -> Interval:
    """Share is part / (part + rest), so rest / part is 1 / share - 1."""
    others = add(over(point(1), share), point(-1))
    match role:
        case "share":
            return scale(over(point(1), add(over(rest, part), point(1))), per)
        case "part":
            return over(rest, others)
        case _:
            return times(part, others)


CHECK: Final = Check(
    check,
    ("low", "high", "no_integer", "rounding"),
    solve,
    Unprinted("part", "share", plus=0, printed_as=("whole", "rest")),
    telling=True,
    words=("joined_share",),
)
