"""Per-capita figures of one kind imply one and the same population, which lies within the printed one."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks import official
from ipextract.checks.check import Check
from ipextract.checks.inverse import ALL, over, times
from ipextract.checks.readings import Readings, any_rounding, divided, falls, hull, in_every_reading, readings, scaled
from ipextract.checks.verdicts import not_evaluated, numeral, one_or_none, printed, settle, several, unusable
from ipextract.exact.interval import Interval, meet, scale, show, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule

#: A figure that is further off than this many times is of the province or a district, not a slip.
_FACTOR = 2


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The populations that level / per-capita figure leave meet (roles: level and per 2, or 1 and a population).

    With a population and its change over the year any value between its two ends is allowed, for some use the mean. One
    level and figure alone are held against the official numbers of the relation, with the tolerance of the rule.
    """
    levels, rates = several(relation, "level", 1), several(relation, "per", 1)
    population, change = one_or_none(relation, "population"), one_or_none(relation, "change")
    alone = len(levels) == 1 and population is None and bool(relation.references)
    if len(levels) != len(rates) or len(levels) + (population is not None) + alone != 2:
        raise ValueError(f"relation percap ({relation.rule}) needs two levels with a per-capita figure each")
    if reason := unusable(relation):
        return not_evaluated(reason)
    implied: list[Readings] = []
    for level, rate in zip(levels, rates, strict=True):
        unit = rate.unit.counted if rate.unit.is_rate else ""
        per = rule.whole(rate.unit)
        if per is None or (unit and unit != level.unit):
            return not_evaluated(f"{printed(rate)} is no figure of {level.unit} per person")
        ratio = divided(readings(level), readings(rate))
        if ratio is None:
            return not_evaluated("a per-capita figure needs a level that is not negative")
        implied.append(scaled(ratio, per))
    left = "; ".join(_told(*each) for each in zip(levels, rates, implied, strict=True))
    if alone:
        outcome = _far(relation, rule, implied[0], left)
    else:
        other = _printed_population(population, change) if population else implied[0]
        outcome = settle(
            relation,
            rule,
            implied[-1],
            other,
            messages=("population", "population") if population else ("apart", "apart"),
            left=left,
            right=_span(other.nearest) if population else "one population",
            spell=lambda x: show(x, 1),
            operators=("meets", "is not"),
            slots={"limit": printed(population) if population else "", "indicator": rates[-1].indicator},
        )
    told = (official.Told(printed(rate), each) for rate, each in zip(rates, implied, strict=True))
    return official.named(outcome, told, relation.references, rule)


def _far(relation: Relation, rule: CheckRule, implied: Readings, left: str) -> Outcome:
    """One figure against the official numbers, any rounding allowed: off, it is of other people or wrong.

    What is off by a multiple is of another place: a web page names the province, its text the city.
    """
    known = official.around(relation.references, rule)
    if known is None:
        return not_evaluated("the rule says nothing of how far from an official number is strange")
    if _apart(implied.any, known.printed):
        return not_evaluated("the figure implies so many people that it is of another place")
    return settle(
        relation,
        rule,
        implied._replace(nearest=implied.any),
        known,
        messages=("official", "official"),
        left=left,
        right=f"{rule.tolerance} % of {_span(known.printed)}",
        spell=lambda x: show(x, 1),
        operators=("is within", "is not within"),
        proves=False,
        slots={"place": relation.references[0].place},
    )


def _apart(implied: Interval, known: Interval) -> bool:
    """True where a number of people is not even half of a known one, or more than twice it."""
    least, most = scale(known, Fraction(1, _FACTOR)).lower, scale(known, Fraction(_FACTOR)).upper
    return meet(implied, Interval(least, most)) is None


def _printed_population(population: Claim, change: Claim | None) -> Readings:
    if change is None:
        return readings(population)
    before = in_every_reading(lambda read: subtract(read(population), read(change)))
    return Readings(*(hull(pair) for pair in zip(readings(population), before, strict=True)))


def _told(level: Claim, rate: Claim, implied: Readings) -> str:
    sign = "-" if falls(rate) else ""
    return f"{numeral(level)} / {sign}{numeral(rate)} in {_span(implied.nearest)}"


def _span(interval: Interval) -> str:
    ends = ["inf" if end is None else show(Fraction(end), 0) for end in (interval.lower, interval.upper)]
    return f"[{ends[0]}, {ends[1]}]"


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """The one population is that of the other level and figure, the printed or the official one of either year end."""
    role = relation.roles[index]
    levels, rates = relation.of_role("level"), relation.of_role("per")
    pairs = list(zip(levels, rates, strict=True))
    mine = next((pair for pair in pairs if role.claim in pair), None)
    others = [_implied(*pair, rule) for pair in pairs if pair is not mine]
    heads = relation.of_role("population")
    if mine is None:
        return others[0] if role.name == "population" and not relation.of_role("change") else ALL
    known = official.around(relation.references, rule) if relation.references and len(pairs) == 1 else None
    if heads:
        others = [_either_end(heads[0], relation.of_role("change"))]
    elif known is not None:
        others = [known.any]
    per = rule.whole(mine[1].unit)
    if per is None or not others:
        return None
    if role.name == "level":
        return scale(times(any_rounding(mine[1]), others[0]), Fraction(1, per))
    return scale(over(any_rounding(mine[0]), others[0]), per)


def _implied(level: Claim, rate: Claim, rule: CheckRule) -> Interval:
    return scale(over(any_rounding(level), any_rounding(rate)), rule.whole(rate.unit) or 1)


def _either_end(heads: Claim, changes: tuple[Claim, ...]) -> Interval:
    now = any_rounding(heads)
    return hull([now, *(subtract(now, any_rounding(change)) for change in changes)])


CHECK: Final = Check(check, ("apart", "population", "rounding", *official.MESSAGES), solve)
