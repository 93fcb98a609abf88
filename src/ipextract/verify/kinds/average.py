"""An average, its total and its count, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import point
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, constantly, integer, quotient, reading, times
from ipextract.verify.record import Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """Total / count = average; without a count an integer lies in total / average, of this year or the one before."""
    total, count, average = relation.one("total"), relation.maybe("count"), relation.one("average")
    alike = count is not None and count.unit == total.unit and "/" not in average.unit
    if average.unit.split("/")[0] != total.unit and not alike:
        return Silent(f"units differ: {total.unit}, {average.unit}")
    grown = relation.maybe("total_growth"), relation.maybe("average_growth")
    if count is None and grown[0] is not None and grown[1] is not None:
        return _average_before(total, average, grown[0], grown[1])
    if count is None:
        return integer(total, f"1 / {average.quote}", quotient(constantly(point(1)), reading(average)))
    ratio = quotient(reading(total), reading(count))
    if ratio is None:
        return Silent("the total is negative or the count is not positive")
    return Meeting((average.quote, reading(average)), ((f"{total.quote} / {count.quote}", ratio),))


def _average_before(total: Figure, average: Figure, of_total: Figure, of_average: Figure) -> Answer:
    """The total of the year before is this year's over one plus its growth, and the average likewise."""
    ratios: list[Reading] = []
    for growth in (of_average, of_total):
        if growth.whole is None or growth.direction == "flat":
            return Silent(f"{growth.quote} gives no rate")
        ratios.append(times(reading(growth), Fraction(1, growth.whole), plus=1))
    slower = quotient(*ratios)
    factor = None if slower is None else quotient(slower, reading(average))
    return integer(total, f"(1 + {of_average.quote}) / (1 + {of_total.quote}) / {average.quote}", factor)
