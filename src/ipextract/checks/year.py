"""Two reports of consecutive years agree: levels that only rise, stocks and what came in, numbers that count years."""

from __future__ import annotations

from ipextract.checks import change as changes
from ipextract.checks import growth as growths
from ipextract.checks import repeat
from ipextract.checks.readings import in_every_reading, readings, scaled, up_to
from ipextract.checks.verdicts import at_most, not_evaluated, numeral, one, printed, settle, speller, total_of, unusable
from ipextract.exact.interval import subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

GROWTH = ("off", "rounding")
CHANGE = ("change", "rounding")
SAME = repeat.MESSAGES
CUMULATIVE = ("high", "rounding")
STOCK = ("high", "rounding")
NEXT = ("off", "rounding")


def growth(relation: Relation, rule: CheckRule) -> Outcome:
    """The growth meets level / prior - 1, the prior from last year's report (roles: level, growth, prior, 1 each)."""
    one(relation, "prior")
    return growths.check(relation, rule)


def change(relation: Relation, rule: CheckRule) -> Outcome:
    """The change meets level - prior, the prior from last year's report (roles: level, change, prior, 1 each)."""
    one(relation, "prior")
    return changes.check(relation, rule)


def same(relation: Relation, rule: CheckRule) -> Outcome:
    """Both reports print one value (role: claim 2); the later print is the checked number where they do not."""
    return repeat.check(relation, rule)


def cumulative(relation: Relation, rule: CheckRule) -> Outcome:
    """Earlier <= later (roles: earlier 1, later 1); the earlier total is the checked number."""
    return at_most(relation, rule, one(relation, "earlier"), one(relation, "later"))


def stock(relation: Relation, rule: CheckRule) -> Outcome:
    """Later - earlier <= inflow (roles: earlier 1, later 1, inflow 1); the increase is the checked number."""
    earlier, later, inflow = one(relation, "earlier"), one(relation, "later"), one(relation, "inflow")
    if reason := unusable(relation, (earlier, later, inflow)):
        return not_evaluated(reason)
    increase = in_every_reading(lambda read: subtract(read(later), read(earlier)))
    spell = speller(later)
    return settle(
        relation,
        rule,
        increase,
        in_every_reading(lambda read: up_to(read(inflow))),
        messages=("high", "high"),
        left=f"{numeral(later)} - {numeral(earlier)} {total_of(increase.printed, spell)}",
        right=numeral(inflow),
        spell=spell,
        operators=("<=", ">"),
        proves=False,
        slots={"limit": printed(inflow), "indicator": later.indicator},
    )


def following(relation: Relation, rule: CheckRule) -> Outcome:
    """Later = earlier + 1 (roles: earlier 1, later 1): what is counted by the year goes on by one."""
    earlier, later = one(relation, "earlier"), one(relation, "later")
    return settle(
        relation,
        rule,
        readings(later),
        scaled(readings(earlier), 1, shift=1),
        messages=("off", "off"),
        left=f"{numeral(earlier)} + 1",
        right=numeral(later),
        slots={"printed": later.quote, "limit": earlier.quote, "indicator": later.indicator},
    )
