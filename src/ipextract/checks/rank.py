"""Who rises in a ranking has a smaller number than before, who falls a larger one, by as many places as are printed."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Read, any_rounding, in_every_reading, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, unusable
from ipextract.exact.interval import Interval, add, subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

_DOWNWARD: Final = ("drops", "drops-by")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Level < prior, > by the rules of a fall (roles: prior 1, level 1); by the rules with -by as far as steps says."""
    prior, level = one(relation, "prior"), one(relation, "level")
    if reason := unusable(relation):
        return not_evaluated(reason)
    down = relation.rule in _DOWNWARD
    by_steps = bool(relation.of_role("steps"))
    message = "steps" if by_steps else "not_down" if down else "not_up"
    sign = "+" if down else "-"
    left = f"{numeral(prior)} {sign} {numeral(one(relation, 'steps'))}" if by_steps else numeral(prior)
    return settle(
        relation,
        rule,
        readings(level),
        in_every_reading(lambda read: _level(relation, read)),
        messages=(message, message),
        left=left,
        right=numeral(level),
        operators=("=", "!=") if by_steps else ("<", ">=") if down else (">", "<="),
        proves=by_steps,
        slots={"printed": printed(level), "limit": printed(prior), "formula": left, "indicator": level.indicator},
    )


def _level(relation: Relation, read: Read) -> Interval:
    """Where the level lies: beyond the prior one, or as many steps from it as are printed."""
    prior = read(one(relation, "prior"))
    down = relation.rule in _DOWNWARD
    if relation.of_role("steps"):
        steps = read(one(relation, "steps"))
        return add(prior, steps) if down else subtract(prior, steps)
    return Interval(prior.lower, None, lower_open=True) if down else Interval(None, prior.upper, upper_open=True)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The one number that the others leave, or which side of the other place it lies on."""
    name = relation.roles[index].name
    if name == "level":
        return _level(relation, any_rounding)
    level, prior = any_rounding(one(relation, "level")), any_rounding(one(relation, "prior"))
    down = relation.rule in _DOWNWARD
    if name == "steps":
        return subtract(level, prior) if down else subtract(prior, level)
    if relation.of_role("steps"):
        steps = any_rounding(one(relation, "steps"))
        return subtract(level, steps) if down else add(level, steps)
    return Interval(None, level.upper, upper_open=True) if down else Interval(level.lower, None, lower_open=True)


CHECK: Final = Check(
    check,
    ("not_up", "not_down", "steps", "rounding"),
    solve,
    words=("opening", "up", "down", "reaching", "places", "steps", "than"),
)
