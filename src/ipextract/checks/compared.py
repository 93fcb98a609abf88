"""Two printed numbers of which words say which is the larger, or by how much."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Read, any_rounding, down_to, falls, in_every_reading, readings, up_to
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, rate, settle, speller, unusable
from ipextract.exact.interval import Interval, add, negate, scale, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule

_RULES: Final = ("said-more", "said-less", "more-by", "less-by", "doubled")
_NEARLY_TWICE: Final = Fraction(9, 5)
"""Of what is nearly twice as much it is said that it doubled."""
_BELOW: Final = ("said-less", "less-by")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The level lies on the side of the other that is said, by as much as is said (roles: level 1, other 1, by 0 or 1).

    By the rules both-fall and both-rise the rate (role: rate 1) is below or above zero.
    """
    if relation.of_role("rate"):
        return _way(relation, rule)
    level, other = one(relation, "level"), one(relation, "other")
    if reason := unusable(relation, (level, other)):
        return not_evaluated(reason)
    less, by = relation.rule in _BELOW, relation.of_role("by")
    if relation.rule not in _RULES or bool(by) != relation.rule.endswith("by"):
        raise ValueError(f"relation {relation.kind} ({relation.rule}) is unknown")
    left = f"{numeral(other)} {'-' if less else '+'} {numeral(by[0]).lstrip('-')}" if by else numeral(other)
    message = "apart" if by else "not_less" if less else "not_twice" if relation.rule == "doubled" else "not_more"
    return settle(
        relation,
        rule,
        readings(level),
        in_every_reading(lambda read: _level(relation, read)),
        messages=(message, message),
        left=left,
        right=numeral(level),
        spell=speller(level),
        operators=("=", "!=") if by else (">", "<=") if less else ("<", ">="),
        proves=bool(by),
        slots={"printed": printed(level), "limit": printed(other), "formula": left, "indicator": level.indicator},
    )


def _way(relation: Relation, rule: CheckRule) -> Outcome:
    moved = one(relation, "rate")
    if reason := unusable(relation):
        return not_evaluated(reason)
    zero = Fraction(0)
    fall = relation.rule == "both-fall"
    side = Interval(None, zero) if fall else Interval(zero, None)
    return settle(
        relation,
        rule,
        readings(moved),
        in_every_reading(lambda _: side),
        messages=("way", "way"),
        left="0",
        right=rate(moved),
        operators=(">=", "<") if fall else ("<=", ">"),
        proves=False,
        slots={"printed": rate(moved)},
    )


def _size(read: Read, claim: Claim) -> Interval:
    """How much it is, whichever way: a word has said which."""
    found = read(claim)
    return negate(found) if falls(claim) and (claim.value or 0) >= 0 else found


def _level(relation: Relation, read: Read) -> Interval:
    """Where the level lies: beyond the other, or as far from it as is printed."""
    other, less = read(one(relation, "other")), relation.rule in _BELOW
    if relation.of_role("by"):
        by = _size(read, one(relation, "by"))
        return subtract(other, by) if less else add(other, by)
    if relation.rule == "doubled":
        return down_to(scale(other, _NEARLY_TWICE))
    if less:
        return Interval(None, other.upper, upper_open=True)
    return Interval(other.lower, None, lower_open=True)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The number that the others leave, or which side of the other it lies on; no formula turns a rate round."""
    name = relation.roles[index].name
    if name in ("rate", "by"):
        return None
    if name == "level":
        return _level(relation, any_rounding)
    level, less = any_rounding(one(relation, "level")), relation.rule in _BELOW
    if relation.of_role("by"):
        by = _size(any_rounding, one(relation, "by"))
        return add(level, by) if less else subtract(level, by)
    if relation.rule == "doubled":
        return up_to(scale(level, 1 / _NEARLY_TWICE))
    if less:
        return Interval(level.lower, None, lower_open=True)
    return Interval(None, level.upper, upper_open=True)


CHECK: Final = Check(
    check,
    ("not_more", "not_less", "not_twice", "apart", "way", "rounding"),
    solve,
    words=(
        "higher", "lower", "better", "denied", "standard", "than", "more", "less", "less_is_better", "rate_name",
        "still", "against", "doubled", "heads", "reason", "amount_word", "both_fall", "both_rise",
    ),
)  # fmt: skip
