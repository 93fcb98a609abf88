"""What official numbers say of a figure that implies one: which of them it fits, and how far off it is from all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ipextract.checks.readings import Readings, hull
from ipextract.exact.interval import Interval, add, meet, scale
from ipextract.model import Outcome, Reference
from ipextract.rulebook.checks import SLOTS, CheckRule

MESSAGES = ("official", "year-end", "census", "mean", "source", "between", "fits", "misses")

_YEAR_END = "resident, year end"


class Told(NamedTuple):
    """A figure as printed, and what it implies under each reading."""

    printed: str
    implied: Readings


class _Known(NamedTuple):
    """A population that a figure may have been computed with, its name and its source in English and Chinese."""

    interval: Interval
    name: tuple[str, str]
    source: tuple[str, str] = ("", "")


def around(references: Iterable[Reference], rule: CheckRule) -> Readings | None:
    """What lies within the tolerance of the rule around official numbers; as printed they stand without it.

    ``None`` for a rule without tolerance. The mean of two numbers lies between them, so it needs no mention.
    """
    if rule.tolerance is None:
        return None
    whole = hull(reference.interval for reference in references)
    low, high = (Fraction(100 + sign * rule.tolerance, 100) for sign in (-1, 1))
    wide = Interval(scale(whole, low).lower, scale(whole, high).upper)
    return Readings(wide, wide, whole)


def named(outcome: Outcome, told: Iterable[Told], references: tuple[Reference, ...], rule: CheckRule) -> Outcome:
    """The outcome with a word on each figure in its messages: the official numbers that it fits, or that it fits none.

    A figure is read as in the contradiction: rounded in any way, or to nearest.
    """
    if outcome.verdict != "violated" or not references:
        return outcome
    known = tuple(_known(references, rule))
    messages = outcome.message, outcome.message_zh
    sourced: set[_Known] = set()
    for printed, implied in told:
        read = implied.any if outcome.rounding == "any" else implied.nearest
        fitting = [each for each in known if meet(read, each.interval) is not None]
        fitting = [each for each in fitting if any(each.source)] or fitting  # a mean lies near what it is the mean of
        limits = _listed(fitting or known, sourced, rule)
        sourced.update(fitting or known)
        said = (_say(rule, "fits" if fitting else "misses", printed=printed, limit=limit) for limit in limits)
        messages = messages[0] + next(said)[0], messages[1] + next(said)[1]
    return replace(outcome, message=messages[0], message_zh=messages[1])


def _listed(known: Iterable[_Known], sourced: set[_Known], rule: CheckRule) -> tuple[str, str]:
    """The names in English and Chinese, with their source where it was not told before."""
    each = [(k.name, ("", "") if k in sourced else k.source) for k in known]
    marks = rule.message("between")
    return marks.text.join(n[0] + s[0] for n, s in each), marks.text_zh.join(n[1] + s[1] for n, s in each)


def _known(references: tuple[Reference, ...], rule: CheckRule) -> Iterator[_Known]:
    """The numbers, and the mean of two year ends that follow each other, which some figures are of."""
    ends = {int(each.year): each.interval for each in references if each.kind == _YEAR_END}
    for each in references:
        name = "year-end" if each.kind == _YEAR_END else "census"
        told = _say(rule, name, printed=each.printed, year=each.year, place=each.place)
        yield _Known(each.interval, told, _say(rule, "source", source=each.source))
    for year, interval in ends.items():
        if year + 1 in ends:
            mean = scale(add(interval, ends[year + 1]), Fraction(1, 2))
            yield _Known(mean, _say(rule, "mean", year=f"{year}/{year + 1}"))


def _say(rule: CheckRule, name: str, **slots: str) -> tuple[str, str]:
    wording = rule.message(name)
    filled = dict.fromkeys(SLOTS, "") | slots
    return wording.text.format_map(filled), wording.text_zh.format_map(filled)
