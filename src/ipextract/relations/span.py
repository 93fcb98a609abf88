"""SPAN: how many years, months or days there are from one printed date to another: 2001 年至 2012 年 12 年."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import regex

from ipextract.exact.numeral import half_width, parse
from ipextract.model import Mention, Relation, Role
from ipextract.relations.asides import worded
from ipextract.relations.ground import Ground
from ipextract.rulebook import Rulebook, alternatives

JOINT: Final = "; "
"""Joins the two dates in the cue of a relation."""

_YEARS: Final = "span-of-years"
_PLAN: Final = "span-of-plan"
_MONTHS: Final = "span-of-months"
_DAYS: Final = "span-of-days"
#: Characters before a number, or behind it, in which its dates begin.
_NEAR: Final = 48
_STOP: Final = regex.compile(r"[。；！？;\n]")
_BRACKET: Final = regex.compile(r"[（(]\s?")
_DIGITS: Final = regex.compile(r"\d+")


class _Words(NamedTuple):
    """The lists of rules/checks/span.toml."""

    years: tuple[str, ...]
    months: tuple[str, ...]
    days: tuple[str, ...]
    between: tuple[str, ...]
    running: tuple[str, ...]
    behind: tuple[str, ...]
    until: tuple[str, ...]
    other: tuple[str, ...]
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A number of years, months or days: where it and its numeral stand, and by which rule it is of dates."""

    start: int
    end: int
    unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Date:
    """A year, a month or a day, as far as it is printed; 0 for what is not."""

    year: int = 0
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join(f"{part:02d}" for part in (self.year, self.month, self.day) if part)


def find(ground: Ground) -> Iterator[Relation]:
    """The numbers of years, months and days that stand directly behind two dates, or before them in a bracket."""
    lists = ground.words("span", *_Words._fields)
    if lists is None:
        return
    words = _Words(*lists)
    for block in ground.document.blocks:
        if block.kind == "table":
            continue
        for span in _spans(ground, block.start, block.end, words):
            named = ground.asides.text.startswith(words.plans, span.end)
            ends = (None if named else _before(ground, span, words, block.start)) or _behind(ground, span, words)
            if ends is None or not all(_printed(span.rule, end) for end in ends):
                continue
            claim = ground.asides.at(span.start, span.end, span.unit, "")
            planned = span.rule == _YEARS and _planned(words.plans).match(ground.asides.text, span.end) is not None
            rule = _PLAN if planned else span.rule
            if claim is not None:
                yield Relation("span", rule, (Role("span", claim),), JOINT.join(map(str, ends)), False, block.section)


def _printed(rule: str, end: _Date) -> bool:
    """True for a date that is printed to the year, month or day that is counted."""
    return bool(end.year if rule == _YEARS else end.month if rule == _MONTHS else end.day)


def _spans(ground: Ground, start: int, end: int, words: _Words) -> Iterator[_Span]:
    pattern = _counted(words, worded(ground.rulebook.numerals))
    for match in pattern.finditer(ground.asides.text, start, end):
        rule = _YEARS if match["years"] else _MONTHS if match["months"] else _DAYS
        yield _Span(match.start(), match.end(), match["years"] or match["months"] or match["days"], rule)


@cache
def _counted(words: _Words, spelled: str) -> regex.Pattern[str]:
    """53 年, 12 天, 三个月: a number of years, months or days that is not part of a date or a name."""
    years, months, days = (alternatives(each) for each in (words.years, words.months, words.days))
    other = "|".join(map(regex.escape, words.other))
    return regex.compile(
        rf"(?<![\p{{Nd}}.,．{spelled}])(?:\p{{Nd}}{{1,3}}|[{spelled}]{{1,5}})\s?"
        rf"(?:(?P<years>{years})|(?P<months>{months})|(?P<days>{days}))(?!{other})"
    )


def _before(ground: Ground, span: _Span, words: _Words, floor: int) -> tuple[_Date, _Date] | None:
    """The dates that end directly before the number: 2001 年至 2012 年共 12 年."""
    text = ground.asides.text
    dates = [m for m in ground.asides.numbers_in(max(floor, span.start - _NEAR), span.start) if m.end <= span.start]
    said = (*words.between, *words.running) if span.rule == _YEARS else words.between
    if not dates or _between(said).fullmatch(text, dates[-1].end, span.start) is None:
        return None
    last = dates[-1]
    ends = _ends(last, ground.rulebook)
    if ends is not None:
        return ends
    if len(dates) < 2 or not text[: last.start].rstrip().endswith(words.until):
        return None
    first = dates[-2]
    one, other = _single(first, ground.rulebook), _single(last, ground.rulebook)
    if one is None or other is None or _STOP.search(text, first.end, last.start) is not None:
        return None
    return one, other


def _behind(ground: Ground, span: _Span, words: _Words) -> tuple[_Date, _Date] | None:
    """The dates in a bracket directly behind the number: 前 12 天（1 月 14 日至 1 月 25 日）.

    Of years also behind what is planned for them: 三年行动计划（2031—2033年）.
    """
    text = ground.asides.text
    plan = _planned(words.plans).match(text, span.end) if span.rule == _YEARS else None
    gap = plan or _between(words.behind).match(text, span.end)
    bracket = _BRACKET.match(text, span.end if gap is None else gap.end())
    if bracket is None:
        return None
    dates = ground.asides.numbers_in(bracket.end(), bracket.end() + 1)
    if not dates or text[dates[0].end : dates[0].end + 1] not in ("）", ")"):
        return None
    return _ends(dates[0], ground.rulebook)


@cache
def _planned(plans: tuple[str, ...]) -> regex.Pattern[str]:
    """行动计划, 发展规划”: what so many years are those of."""
    word = alternatives(plans)
    return regex.compile(rf"\p{{Han}}{{0,8}}?(?:{word})[”》]?(?=\s?[（(])")


@cache
def _between(words: tuple[str, ...]) -> regex.Pattern[str]:
    word = alternatives(words)
    return regex.compile(rf"(?:{word}|\s){{0,4}}")


def _groups(mention: Mention, rulebook: Rulebook) -> dict[str, int]:
    """The years, months and days that a date prints, by the names of the groups of its rule."""
    rule = next((r for r in rulebook.periods if r.id == mention.rule), None)
    match = rule.pattern.search(half_width(mention.printed)) if rule is not None and rule.frame else None
    if match is None:
        return {}
    parsed = {name: parse(value, rulebook.numerals) for name, value in match.groupdict().items() if value}
    return {name: int(value) for name, value in parsed.items() if value is not None}


def _ends(mention: Mention, rulebook: Rulebook) -> tuple[_Date, _Date] | None:
    """Both ends of a span of dates, as precise as each other; ``None`` for a single date."""
    found = _groups(mention, rulebook)
    if not found and mention.reason == "date":
        return _days(mention)
    if not any(name in found for name in ("year_end", "month_end", "day_end")):
        return None
    year = found.get("year", 0)
    one = _Date(year, found.get("month", 0), found.get("day", 0))
    other = _Date(found.get("year_end", year), found.get("month_end", 0), found.get("day_end", 0))
    return (one, other) if bool(one.day) == bool(other.day) and bool(one.month) == bool(other.month) else None


def _days(mention: Mention) -> tuple[_Date, _Date] | None:
    """5 月 3 日至 7 日: two days of one month."""
    numbers = [int(each) for each in _DIGITS.findall(half_width(mention.printed))]
    if len(numbers) != 3:
        return None
    month, first, last = numbers
    return (_Date(0, month, first), _Date(0, month, last)) if first < last else None


def _single(mention: Mention, rulebook: Rulebook) -> _Date | None:
    found = _groups(mention, rulebook)
    if "day" not in found or "month" not in found or "day_end" in found:
        return None
    return _Date(found.get("year", 0), found["month"], found["day"])
