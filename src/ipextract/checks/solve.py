"""What one number of a relation may be for the relation to hold under some rounding of all the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from ipextract.checks.enum import JOINT
from ipextract.checks.official import around
from ipextract.checks.readings import any_rounding, down_to, falls, hull, up_to
from ipextract.exact.interval import Interval, add, divide, meet, meet_all, negate, point, scale, subtract
from ipextract.model import Claim, Relation
from ipextract.rulebook.checks import CheckRule

Solve: TypeAlias = Callable[[Relation, int, CheckRule], Interval | None]

_ALL = Interval(None, None)
_FROM_ZERO = Interval(Fraction(0), None)
_POSITIVE = Interval(Fraction(0), None, lower_open=True)


def span(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """The values of the claim in role ``index`` that satisfy the relation; ``None`` where no formula says.

    The values are of the claim as printed: the size of a fall where a word says that it falls. Raises ValueError when
    the other numbers leave no value at all.
    """
    solve = _SOLVE.get(relation.kind)
    claim = relation.roles[index].claim
    found = solve(relation, index, rule) if solve is not None else None
    if found is None:
        return None
    return negate(found) if falls(claim) and (claim.value is None or claim.value >= 0) else found


def leaves_whole(relation: Relation, index: int, rule: CheckRule) -> Callable[[Fraction, Fraction], bool] | None:
    """Whether a value of the claim in role ``index``, printed to a step, leaves a whole number that can have been.

    ``None`` for relations that do not ask for one, and for hedged rates.
    """
    pair = _counted(relation)
    per = rule.whole(pair[1].unit) if pair is not None else None
    if pair is None or per is None:
        return None
    counted, rate = pair
    sign, shift = (-1 if falls(rate) else 1), (1 if relation.kind == "growth" else 0)

    def ratio(value: Fraction) -> Fraction:
        return shift + sign * value / per

    if relation.roles[index].claim.claim_id == rate.claim_id:
        count = int(counted.value or 0)
        return lambda value, step: _whole_between(count, *sorted((ratio(value - step), ratio(value + step))))
    if rate.interval is None or rate.interval.lower is None or rate.interval.upper is None:
        return None
    low, high = sorted((ratio(rate.interval.lower), ratio(rate.interval.upper)))
    return lambda value, _: value.denominator == 1 and _whole_between(value.numerator, low, high)


def _whole_between(count: int, low: Fraction, high: Fraction) -> bool:
    """True when a whole number above 0 lies between count/high and count/low."""
    if low <= 0 or high <= low or count <= 0:
        return False
    least = count * high.denominator // high.numerator + 1
    return least * low.numerator < count * low.denominator


def _counted(relation: Relation) -> tuple[Claim, Claim] | None:
    """The exact count and the plain rate of a relation without a printed whole or level before."""
    if relation.kind not in ("growth", "share") or any(r.name in ("prior", "whole", "rest") for r in relation.roles):
        return None
    claims = {role.name: role.claim for role in relation.roles}
    rate, counted = claims.get(relation.kind), claims.get("level" if relation.kind == "growth" else "part")
    if rate is None or counted is None or rate.hedges or rate.approx != "exact" or rate.direction == "flat":
        return None
    exact = counted.kind == "count" and counted.interval is not None and counted.interval.exact
    return (counted, rate) if exact and counted.value else None


def _sum(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    parts = [r.claim for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    others = add(*(any_rounding(c) for c in parts))
    if relation.roles[index].name == "total":
        return others
    total = relation.of_role("total")
    return subtract(any_rounding(total[0]), others) if len(total) == 1 else None


def _part(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    parts = [r.claim for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    others = add(*(any_rounding(c) for c in parts))
    if relation.roles[index].name == "whole":
        return Interval(others.lower, None, others.lower_open)
    whole = relation.of_role("whole")
    if len(whole) != 1:
        return None
    room = subtract(any_rounding(whole[0]), others)
    return Interval(None, room.upper, upper_open=room.upper_open)


def _repeat(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    others = [r.claim for i, r in enumerate(relation.roles) if i != index]
    shared = meet_all(any_rounding(c) for c in others)
    if shared is None:
        raise ValueError("the other prints contradict each other")
    return shared


def _share(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    read = _Reader(relation, rule, "share")
    part, whole, share = read("part"), read("whole"), read.rate()
    rest = read("rest")
    if part is not None and rest is not None and share is not None:
        return _share_of_two(relation.roles[index].name, part, rest, share, read.per)
    if part is None or whole is None or share is None:
        return None
    match relation.roles[index].name:
        case "share":
            return scale(_over(part, whole), read.per)
        case "part":
            return _times(whole, share)
        case _:
            return _over(part, share)


def _share_of_two(role: str, part: Interval, rest: Interval, share: Interval, per: int) -> Interval:
    """Share is part / (part + rest), so rest / part is 1 / share - 1."""
    others = add(_over(point(1), share), point(-1))
    match role:
        case "share":
            return scale(_over(point(1), add(_over(rest, part), point(1))), per)
        case "part":
            return _over(rest, others)
        case _:
            return _times(part, others)


def _growth(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    read = _Reader(relation, rule, "growth")
    level, prior, growth = read("level"), read("prior"), read.rate()
    if level is None or prior is None or growth is None:
        return None
    factor = add(growth, point(1))
    match relation.roles[index].name:
        case "growth":
            return scale(add(_over(level, prior), point(-1)), read.per)
        case "level":
            return _times(prior, factor)
        case _:
            return _over(level, factor)


def _change(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """With a level before: level - prior is the change. With a growth alone: level - level / (1 + g) is."""
    claims = {r.name: r.claim for r in relation.roles}
    level, change = any_rounding(claims["level"]), any_rounding(claims["change"])
    name = relation.roles[index].name
    if "prior" in claims:
        prior = any_rounding(claims["prior"])
        values = {"change": subtract(level, prior), "level": add(prior, change), "prior": subtract(level, change)}
        return values.get(name, _ALL)
    read = _Reader(relation, rule, "growth")
    growth = read.rate() if "growth" in claims else None
    if growth is None:
        return None
    factor = add(growth, point(1))
    before = _over(level, factor)
    match name:
        case "growth":
            return scale(add(_over(level, subtract(level, change)), point(-1)), read.per)
        case "change":
            return subtract(level, before)
        case _:
            return None


def _at_most(small: str, large: str) -> Solve:
    """One number is no larger than another."""

    def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
        claims = {r.name: r.claim for r in relation.roles}
        if relation.roles[index].name == small:
            return up_to(any_rounding(claims[large]))
        return down_to(any_rounding(claims[small]))

    return solve


def _average(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    claims = {r.name: r.claim for r in relation.roles}
    if "count" not in claims:
        return None
    total, count, average = (any_rounding(claims[name]) for name in ("total", "count", "average"))
    match relation.roles[index].name:
        case "total":
            return _times(average, count)
        case "count":
            return _over(total, average)
        case _:
            return _over(total, count)


def _percap(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """The one population is that of the other level and figure, the printed or the official one of either year end."""
    role = relation.roles[index]
    levels, rates = relation.of_role("level"), relation.of_role("per")
    pairs = list(zip(levels, rates, strict=True))
    mine = next((pair for pair in pairs if role.claim in pair), None)
    others = [_implied(*pair, rule) for pair in pairs if pair is not mine]
    heads = relation.of_role("population")
    if mine is None:
        return others[0] if role.name == "population" and not relation.of_role("change") else _ALL
    known = around(relation.references, rule) if relation.references and len(pairs) == 1 else None
    if heads:
        others = [_either_end(heads[0], relation.of_role("change"))]
    elif known is not None:
        others = [known.any]
    per = rule.whole(mine[1].unit)
    if per is None or not others:
        return None
    if role.name == "level":
        return scale(_times(any_rounding(mine[1]), others[0]), Fraction(1, per))
    return scale(_over(any_rounding(mine[0]), others[0]), per)


def _implied(level: Claim, rate: Claim, rule: CheckRule) -> Interval:
    return scale(_over(any_rounding(level), any_rounding(rate)), rule.whole(rate.unit) or 1)


def _either_end(heads: Claim, changes: tuple[Claim, ...]) -> Interval:
    now = any_rounding(heads)
    return hull([now, *(subtract(now, any_rounding(change)) for change in changes)])


def _shares(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    per = rule.whole(relation.roles[index].claim.unit)
    others = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if i != index]
    return None if per is None else subtract(point(per), add(*others))


def _mix(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The whole lies around its parts; a part may be anything unless it alone reaches out to the whole."""
    if relation.roles[index].name not in ("whole", "part"):
        return _ALL
    parts = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    around = hull(parts)
    if relation.roles[index].name == "whole":
        return around
    whole = any_rounding(relation.of_role("whole")[0])
    if meet(whole, around) is not None:
        return _ALL
    above = around.upper is not None and whole.lower is not None and whole.lower >= around.upper
    return down_to(whole) if above else up_to(whole)


def _enum(relation: Relation, _: int, __: CheckRule) -> Interval | None:
    names = point(len(relation.cue.split(JOINT)))
    return names if relation.exhaustive else down_to(names)


def _domain(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    limit = rule.limit(relation.roles[index].claim)
    if limit is None:
        return None
    least = None if limit.least is None else Fraction(limit.least)
    most = None if limit.most is None else Fraction(limit.most)
    allowed = Interval(least, most)
    return negate(allowed) if falls(relation.roles[index].claim) else allowed


class _Reader:
    """The widest readings of a relation's claims, by role."""

    def __init__(self, relation: Relation, rule: CheckRule, rate: str) -> None:
        self.claims: dict[str, Claim] = {r.name: r.claim for r in relation.roles}
        self._rate = rate
        rated = self.claims.get(rate)
        self.per: int = (rule.whole(rated.unit) if rated is not None else None) or 0

    def __call__(self, role: str) -> Interval | None:
        claim = self.claims.get(role)
        return None if claim is None or claim.interval is None else any_rounding(claim)

    def rate(self) -> Interval | None:
        """The rate as a plain ratio, ``None`` when its unit is none of a rate or it only says that nothing changed."""
        claim = self.claims.get(self._rate)
        if not self.per or claim is None or claim.interval is None or claim.direction == "flat":
            return None
        return scale(any_rounding(claim), Fraction(1, self.per))


def _over(a: Interval, b: Interval) -> Interval:
    above, below = meet(a, _FROM_ZERO), meet(b, _POSITIVE)
    if above is None or below is None:
        raise ValueError("no such quotient")
    return divide(above, below)


def _times(a: Interval, b: Interval) -> Interval:
    """Every x·y of two intervals; both are cut to what is not negative."""
    a_, b_ = meet(a, _FROM_ZERO), meet(b, _FROM_ZERO)
    if a_ is None or b_ is None or a_.lower is None or b_.lower is None:
        raise ValueError("no such product")
    low_open = (a_.lower_open and b_.lower > 0) or (b_.lower_open and a_.lower > 0)
    if a_.upper is None or b_.upper is None:
        return Interval(a_.lower * b_.lower, None, low_open)
    high = a_.upper * b_.upper
    return Interval(a_.lower * b_.lower, high, low_open, high > 0 and (a_.upper_open or b_.upper_open))


_SOLVE: Mapping[str, Solve] = MappingProxyType(
    {
        "sum": _sum,
        "part": _part,
        "repeat": _repeat,
        "share": _share,
        "growth": _growth,
        "change": _change,
        "domain": _domain,
        "funnel": _at_most("later", "earlier"),
        "stock": _at_most("flow", "stock"),
        "average": _average,
        "percap": _percap,
        "shares": _shares,
        "mix": _mix,
        "enum": _enum,
    }
)

SOLVED = frozenset(_SOLVE)
"""The kinds whose formula is solved for each of its numbers; of the others any number may be the culprit."""
