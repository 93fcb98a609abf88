"""Days of a year and their share of it, a second time."""

from __future__ import annotations

from calendar import isleap
from fractions import Fraction

from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Silent, constantly, quotient, reading, times
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Days / days of the year; of a year that is not printed, common or leap."""
    days, rate = relation.one("days"), relation.one("rate")
    if rate.whole is None:
        return Silent("a unit that the rule does not know")
    years = [figure.period[:4] for figure in (days, rate) if figure.period[:4].isdigit()]
    least = 366 if years and isleap(int(years[0])) else 365
    most = 365 if years and not isleap(int(years[0])) else 366
    ratio = quotient(reading(days), constantly(Interval(Fraction(least), Fraction(most))))
    if ratio is None:
        return Silent("a year has no days less than none")
    step = f"{days.quote} / {least if least == most else f'{least} to {most}'} * {rate.whole}"
    return Meeting((rate.quote, reading(rate)), ((step, times(ratio, rate.whole)),))
