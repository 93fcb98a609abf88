"""What attachment remembers while it walks through a document, and what the words around say of time and plans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import NamedTuple

import regex

from ipextract.claims.basis import basis_of
from ipextract.claims.draft import Draft, Link, Reason, interval_of
from ipextract.claims.frames import Frames
from ipextract.claims.phrase import Phrase
from ipextract.claims.scope import Clause
from ipextract.claims.words import Words
from ipextract.model import Document, Kind, Mention, Period, Spans, Unit
from ipextract.rulebook import Rulebook
from ipextract.structure import Tree
from ipextract.structure.links import measures
from ipextract.structure.names import core
from ipextract.structure.placed import spans_of

#: No word for the year before is longer.
_LONGEST = 8
#: Characters before a number that may compare it with a date: 与上一年度同期的.
_AGAINST = 12
_MARKS = regex.compile(r"[，；：。、,;:\n（(]")
#: So many dates make a list.
_PAIR = 2
#: How many numbers back one stands before the bracket at hand.
_MEMORY = 12


@dataclass(slots=True)
class Run:
    """The document, its clauses and the drafts so far.

    ``floor`` is where the words before the next number may begin; ``queue`` the subjects of a 分别 list still to come;
    ``at`` the number at hand; ``plans`` the spans of all sections of plans;
    ``offsets`` where the mentions begin.
    """

    document: Document
    mentions: tuple[Mention, ...]
    words: Words
    rulebook: Rulebook
    clauses: tuple[Clause, ...]
    starts: list[int]
    offsets: list[int]
    frames: Frames
    percents: frozenset[str]
    tree: Tree
    plans: tuple[tuple[int, int], ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    floor: int = 0
    queue: list[str] = field(default_factory=list)
    at: int = 0
    group: Group | None = None
    unread: int = -1
    _levels: list[Draft] = field(default_factory=list)
    _aside: deque[tuple[int, Draft]] = field(default_factory=deque)
    _named: dict[tuple[str, str], list[Draft]] = field(default_factory=dict)

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds ``offset``; tables and gaps between clauses have none."""
        i = bisect_right(self.starts, offset) - 1
        return self.clauses[i] if i >= 0 and offset < self.clauses[i].end else None

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The numbers that start in [start, end)."""
        return self.mentions[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def add(self, draft: Draft) -> None:
        """Takes a draft in; numbers come in text order."""
        if self.drafts and self.drafts[-1].sentence != draft.sentence:
            self._levels, self._aside = [], deque()
        self.drafts.append(draft)
        if draft.level:
            self._levels.append(draft)
            self._named.setdefault((core(draft.indicator, self.rulebook), draft.unit), []).append(draft)
            inside = self.bracket(draft.start)
            if inside is not None:
                self._aside.append((inside[1], draft))

    def levels(self, sentence: int) -> list[Draft]:
        """The levels of a sentence so far, the nearest first; those in a bracket that has closed are passed over."""
        if not self.drafts or self.drafts[-1].sentence != sentence:
            return []
        while self._aside and self._aside[0][0] <= self.at:
            closed = self._aside.popleft()[1]
            place = next(i for i in range(len(self._levels) - 1, -1, -1) if self._levels[i] is closed)
            del self._levels[place]
        return self._levels[::-1]

    def named(self, name: str, unit: str) -> list[Draft]:
        """The levels so far that have a core name and a unit, in text order."""
        return self._named.get((name, unit), [])

    def of_sentence(self, sentence: int) -> Iterator[Draft]:
        """All drafts of a sentence so far, the nearest first."""
        return takewhile(lambda draft: draft.sentence == sentence, reversed(self.drafts))

    def before_bracket(self, offset: int) -> Draft | None:
        """The number that stands directly before the bracket around ``offset``, where that is its first number."""
        inside = self.bracket(offset)
        recent = reversed(self.drafts[-_MEMORY:]) if inside is not None else ()
        last = next((d for d in recent if d.start < offset), None)
        return last if last is not None and inside is not None and last.end == inside[0] else None

    def name_floor(self, clause: Clause) -> int:
        """Where the words before the next number of a clause may begin: behind a bracket, before it, too."""
        inside = self.bracket(clause.start - 1)
        outer = self.clause_at(inside[0] - 1) if inside is not None and inside[1] == clause.start else None
        return max(self.floor, clause.own_start if outer is None else outer.own_start)

    def is_yardstick(self, level: Draft) -> bool:
        """True for the 115 亿元 of 完成预算 115 亿元的 104%: another number is measured by it."""
        return measures(self.document.text, level.end, self.rulebook.words["particle"])

    def parted(self, start: int, end: int) -> bool:
        """True when ； stands between two offsets, outside of brackets: what was spoken of is over."""
        return self.tree.parted(start, end)

    def bracket(self, offset: int) -> tuple[int, int] | None:
        """Where the bracket around ``offset`` opens and closes; ``None`` outside of brackets."""
        i = self.tree.bracket_at(offset)
        return (self.tree.brackets[i].start, self.tree.brackets[i].end) if i >= 0 else None


class Dated(NamedTuple):
    """A period and what gave it."""

    period: Period
    why: Reason


@dataclass(frozen=True, slots=True)
class Group:
    """A list of parts: what makes them parts of their whole, the sentence, unit and brackets that they stand in."""

    part: Link
    sentence: int
    unit: str
    depth: int


def made(
    run: Run,
    mention: Mention,
    clause: Clause,
    *,
    kind: Kind,
    indicator: str,
    period: Dated,
    phrase: Phrase,
    rule: str,
    prior: bool,
    unit: str = "",
) -> Draft:
    """A level with what mention and clause say of it."""
    any_rounding, nearest = interval_of(mention, rate=kind == "ratio")
    moved = run.rulebook.moves(rule)
    basis, by_words = basis_of(run, phrase, clause, mention.start, unit=unit or mention.unit, moved=moved)
    scope = _scope(run, mention, clause)
    return Draft(
        kind=kind,
        value=mention.value,
        value_high=mention.value_high,
        unit=Unit(unit or mention.unit),
        interval=any_rounding,
        nearest=nearest,
        approx=mention.approx,
        indicator=indicator,
        scope=scope,
        period=period.period,
        basis=basis,
        start=mention.start,
        end=mention.end,
        sentence=clause.sentence,
        paragraph=clause.paragraph,
        section=clause.section,
        rule=rule,
        phrase=phrase,
        clause=clause,
        target=is_target(run, clause, mention.start),
        hedges=mention.hedges,
        prior=prior,
        why={
            "indicator": Reason(phrase.by, spans_of(indicator)),
            "scope": carried_to(run, spans_of(scope), mention.start),
            "period": period.why,
            "basis": by_words,
        },
    )


def carried_to(run: Run, spans: Spans, offset: int) -> Reason:
    """The words that a number takes over from further up, by how far they stand from it."""
    return Reason(run.tree.distance(spans[0][0], offset) if spans else "document", spans)


def _scope(run: Run, mention: Mention, clause: Clause) -> str:
    """The clause's scope; of 甲区、乙区新建学校 5 所和 7 所 each number takes its own place."""
    if not clause.places:
        return clause.scope
    same = [m for m in run.mentions_in(clause.start, clause.end) if m.unit == mention.unit and m.is_quantity]
    return clause.place(same.index(mention), len(same)) if mention in same else clause.scope


def is_target(run: Run, clause: Clause, end: int, level: Draft | None = None) -> bool:
    """True when section or sentence so far speak of a plan, or the clause of a year after the report's.

    What is said of a ``level`` of the sentence that is a fact is one, unless a plan is spoken of behind it.
    """
    said = run.document.text[clause.sentence_start : end]
    fact = level is not None and level.sentence == clause.sentence and not level.target and level.end <= end
    if _plans(run, level.end if level is not None and fact else clause.sentence_start, end):
        return True
    if any(low <= end < high for low, high in run.plans):
        return not any(word in said for word in run.rulebook.words["already"])
    frame = run.frames.at(end)
    if not frame.year or not clause.period.year or clause.period.year <= frame.year:
        return False
    spoken_of = bool(clause.period.part) and clause.period.year <= frame.published
    return not spoken_of  # a quarter of the year in which the text was published is past


def _plans(run: Run, start: int, end: int) -> bool:
    """True when the words so far speak of a plan; 完成计划的 104% measures by one, 计划 300 人，完成 310 人 is done.

    What goes on behind a number that is done is told of that: 计划 300 人，完成 310 人，其中渔民 90 人.
    """
    said = regex.sub("|".join(run.rulebook.patterns["measured_plan"]), "", run.document.text[start:end])
    if not any(word in said for word in run.rulebook.words["target"]):
        return False
    numbers = [m for m in run.mentions_in(start, end) if m.is_quantity]
    if not numbers or any(word in run.document.text[numbers[-1].end : end] for word in run.rulebook.words["target"]):
        return True
    between = run.document.text[numbers[-1].end : end].strip("，,、；（ ")
    last = run.drafts[-1] if run.drafts else None
    goes_on = last is not None and start <= last.start < numbers[-1].end <= last.end <= end and not last.target
    return not goes_on and between not in run.rulebook.words["plan_done"]


def is_prior(run: Run, start: int, end: int) -> Spans:
    """Where the words before a number make it the level of the year before (上年为 2190 人); nowhere for most."""
    text, lists = run.document.text, run.rulebook.words
    if start == end and text[start - 1 : start] in ("（", "("):  # 是上年（20 件）的 1.9 倍
        outside = text[max(0, start - _LONGEST) : start - 1]
        word = next((w for w in lists["last_year"] if outside.endswith(w)), "")
        return ((start - 1 - len(word), start - 1),) if word else ()
    said = against_a_date(run, end) or text[start:end].lstrip("，；（( ")
    frame = run.frames.at(start)
    if frame.told > frame.year and said.startswith(lists["spoken_last_year"]):
        return ()  # spoken a year later, 去年 is the report's own year
    word = next((w for w in lists["last_year"] if said.startswith(w)), "")
    return ((end - len(said), end - len(said) + len(word)),) if word else ()


def against_a_date(run: Run, end: int) -> str:
    """上年同期的 of 较上年同期的 842 件: the date up to ``end`` that a number is compared with; empty for others."""
    lists = run.rulebook.words
    said = _MARKS.split(run.document.text[max(run.floor, end - _AGAINST) : end])[-1].strip()
    front = max((word for word in lists["comparing_with"] if said.startswith(word)), key=len, default="")
    date = said.removeprefix(front) if front else ""
    rest = run.rulebook.undated(date)
    return date if rest != date and rest in ("", *lists["particle"]) else ""


def dated(run: Run, start: int, end: int) -> Dated | None:
    """The period of a date that belongs to the number at ``end`` alone: 较五年前的 4 万件; else nothing."""
    date = next((m for m in reversed(run.mentions_in(start, end)) if m.dimension == "date"), None)
    if date is None or run.document.text[date.end : end] not in run.rulebook.words["particle"]:
        return None
    period = run.frames.period(date)
    return Dated(period, Reason("own-date", ((date.start, date.end),))) if period else None


def of_listed_date(run: Run, mention: Mention, clause: Clause) -> Dated | None:
    """The period of one of several numbers with dates in a list before them: 2030年、2031年分别为 80 艘、90 艘."""
    index = bisect_left(run.starts, clause.start)
    before = run.clauses[index - 1] if index else clause
    dated_before = before.sentence == clause.sentence and not any(
        m.is_quantity for m in run.mentions_in(before.start, clause.start)
    )
    inside = run.mentions_in(before.start if dated_before else clause.start, clause.end)
    dates = [each for each in inside if each.dimension == "date"]
    numbers = [each for each in inside if each.is_quantity]
    if len(dates) < _PAIR or len(numbers) != len(dates) or mention not in numbers or dates[-1].end > numbers[0].start:
        return None
    text, lists = run.document.text, run.rulebook.words
    listed = all(text[a.end : b.start].strip() in lists["list_mark"] for a, b in pairwise(dates))
    said = text[dates[-1].end : numbers[0].start]
    if not listed or not any(word in said for word in lists["respectively"]):
        return None
    date = dates[numbers.index(mention)]
    period = run.frames.period(date)
    return Dated(period, Reason("own-date", ((date.start, date.end),))) if period else None


def of_clause(run: Run, clause: Clause, offset: int) -> Dated:
    """The period that stands for a number at ``offset``, from the date that its clause carries on."""
    return Dated(clause.period, carried_to(run, clause.dated, offset))


def of_other_months(clause: Clause, level: Draft) -> bool:
    """True for 一季度增长 6% behind what a half-year made: the clause of the growth names another part of the year."""
    own = any(clause.start <= start < clause.end for start, _ in clause.dated)
    months, others = clause.period.months, level.period.months
    if not own or months is None or others is None or level.basis != "flow":
        return False
    return clause.period.year == level.period.year and months != others


def of_year_before(clause: Clause, words: Spans = ()) -> Dated:
    """The clause's period one year earlier, by the words that say so; what they date already is not moved again."""
    if clause.dated and any(low < clause.dated[0][1] and clause.dated[0][0] < high for low, high in words):
        return Dated(clause.period, Reason("year-before", tuple(sorted(clause.dated))))
    return Dated(year_before(clause.period), Reason("year-before", (*clause.dated, *words)))


def year_before(period: Period) -> Period:
    """The same period one year earlier; spans of years stay, for the words name a single year."""
    return period.before or period
