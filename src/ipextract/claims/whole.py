"""The whole of a share: printed behind 占, or left unsaid because the text spoke of it before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from ipextract.claims.draft import Draft
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.structure import Clause as Stretch
from ipextract.structure.heads import whole_in
from ipextract.structure.placed import cut, trimmed
from ipextract.structure.views import view

#: How many numbers back a whole is looked for.
_REACH = 40
#: How many characters before a number may say that it is a mean.
_LEAD = 6
#: How many lines above a list what it divides may be said, and how that line and those between end.
_LINES = 8
_LIST_OPENS, _LIST_GOES_ON = ("：", ":"), ("；", ";")


def printed(run: Run, base: str | None) -> str | None:
    """The printed name of a whole without its quantifier (全部案件); ``None`` where it is no name at all (总值)."""
    lists = run.rulebook.words
    name = base or ""
    for word in lists["quantifier"]:
        name = name.removeprefix(word)
    name = unheaded(run, name)
    return None if len(name) < 2 or name in lists["quantity_ending"] or name in lists["unnamed_whole"] else name


def unheaded(run: Run, name: str) -> str:
    """总人口 of 总人口比重, which 占 has before it and 为 behind it."""
    ending = next((word for word in run.rulebook.words["share_header"] if name.endswith(word)), "")
    return name.removesuffix(ending) if len(name) > len(ending) + 1 else name


def in_name(run: Run, name: str) -> str | None:
    """The whole that a name such as 民生支出占财政支出的比重 holds."""
    return printed(run, whole_in(name, run.rulebook))


@dataclass(frozen=True)
class _Unsaid:
    """A share whose whole is not printed beside it: its subject, the level that it is of, and what stands before.

    ``near`` are the levels of the section that can have parts, ``shares`` the shares of the paragraph with a whole,
    both the nearest first; ``listed`` is how many shares its list has, ``opening`` the offset of the last 其中 of the
    sentence, -1 for none.
    """

    run: Run
    clause: Clause
    subject: str
    part: Draft | None
    start: int
    listed: int

    @cached_property
    def recent(self) -> list[Draft]:
        return self.run.drafts[: -_REACH - 1 : -1]

    @cached_property
    def near(self) -> list[Draft]:
        return [d for d in self.recent if d.section == self.clause.section and _countable(self.run, d)]

    @cached_property
    def here(self) -> list[Draft]:
        """The levels of its sentence."""
        return [d for d in self.near if d.sentence == self.clause.sentence and d.start < self.start]

    @cached_property
    def topics(self) -> list[Draft]:
        return _topics(self.near, self.clause)

    @cached_property
    def opening(self) -> int:
        return _last_opening(self.run, self.clause, self.start)

    @cached_property
    def shares(self) -> list[Draft]:
        return [d for d in self.recent if d.paragraph == self.clause.paragraph and d.kind == "share" and d.base]

    @cached_property
    def divided(self) -> list[Draft]:
        """The shares of the section that divide something that the document speaks of, no other area."""
        areas = self.run.rulebook.words["area"]
        shares = (d for d in self.recent if d.section == self.clause.section and d.kind == "share")
        return [d for d in shares if d.base and d.base not in areas]

    @cached_property
    def divided_here(self) -> list[Draft]:
        return [d for d in self.divided if d.paragraph == self.clause.paragraph]

    @cached_property
    def sums(self) -> bool:
        """True where the subject only sums up a list, or there is none."""
        return _sums(self.run, self.subject)


class Whole(NamedTuple):
    """The name of a whole, ``None`` for none, the way it was found, and its level where that way found one."""

    name: str | None
    by: str
    level: Draft | None = None


def implied(run: Run, clause: Clause, subject: str, part: Draft | None, start: int, listed: int = 1) -> Whole:
    """The whole that the text leaves unsaid: the first way that has a say decides, also that there is none."""
    if part is not None and not (part.kind in ("count", "amount") or _countable(run, part)):
        return Whole(None, "part-of-nothing")
    unsaid = _Unsaid(run, clause, subject, part, start, listed)
    choose = next(choose for applies, choose in _WAYS if applies(unsaid))
    by, found = choose.__name__.strip("_").replace("_", "-"), choose(unsaid)
    if isinstance(found, str) or found is None:
        return Whole(found, by)
    if found.kind == "share":
        return Whole(found.base, by, None if found.whole is None else found.whole.target)
    return Whole(found.indicator, by, found)


def _shared_before(unsaid: _Unsaid) -> bool:
    """True for 占总值的 57%；…，占 30%: the second share of a sentence, with no 其中 between."""
    return _share_of_sentence(unsaid) is not None


def _share_of_sentence(unsaid: _Unsaid) -> Draft | None:
    same = (d for d in unsaid.shares if d.sentence == unsaid.clause.sentence and d.start >= unsaid.opening)
    return next(same, None)


def _as_share_before(unsaid: _Unsaid) -> Draft | None:
    """The whole of the share before it in the sentence."""
    return _share_of_sentence(unsaid)


def _opened(unsaid: _Unsaid) -> bool:
    """True behind 其中."""
    return unsaid.opening >= 0


def _before_among(unsaid: _Unsaid) -> Draft | None:
    """床位 300 张，其中民办占 30%: the nearest level before 其中, a floor or ceiling only for want of another."""
    before = [d for d in unsaid.here if d.start < unsaid.opening] or unsaid.topics
    limits = unsaid.run.rulebook.words["limit"]
    open_ended = [d for d in before if not any(word in d.indicator for word in limits)]
    part = unsaid.part
    return next((d for d in open_ended or before if part is None or _may_hold(d, part)), None)


def _is_part(unsaid: _Unsaid) -> bool:
    """True where an edge joins the level of the share to its whole."""
    return unsaid.part is not None and unsaid.part.part is not None


def _of_edge(unsaid: _Unsaid) -> Draft | None:
    """渔民 9300 人，其中持证 8800 人，占 95%: the whole of the part.

    Of 老年人 66 人，占 18%，其中高龄 47 人，占 13% it is what the whole was a share of.
    """
    if unsaid.part is None or unsaid.part.part is None:
        return None
    target = unsaid.part.part.target
    share = next((d for d in unsaid.shares if d.of is target and d.sentence == unsaid.clause.sentence), None)
    return target if share is None else share


def _has_frame(unsaid: _Unsaid) -> bool:
    """True in a sentence that opens with 有效商标中，: what is divided stands before 中."""
    return bool(_frame(unsaid))


def _frame(unsaid: _Unsaid) -> str:
    """What the sentence says it divides, or the line above its list; empty for nothing."""
    tree = unsaid.run.tree
    sentence = tree.sentences[unsaid.clause.sentence]
    named = _framed(unsaid.run, tree.clauses[sentence.first])
    above = reversed(tree.paragraphs[max(0, sentence.paragraph - _LINES) : sentence.paragraph])
    for line in above if not named else ():
        said = tree.text[line.start : line.end].rstrip()
        if said.endswith(_LIST_OPENS):
            return _framed(unsaid.run, tree.clauses[tree.clause_at(line.start)])
        if not said.endswith(_LIST_GOES_ON):
            break
    return named


def _framed(run: Run, head: Stretch) -> str:
    """有效商标 of 有效商标中: the name before 中 in a clause without a number; empty for a stretch of time."""
    said = trimmed(cut(run.document.text, head.start, head.end))
    words = run.rulebook.words
    ending = next((word for word in words["within_noun"] if said.endswith(word)), "")
    if not ending or run.mentions_in(head.start, head.end):
        return ""
    named = said.removesuffix(ending)
    for word in (*words["area_word"], *words["quantifier"]):
        named = named.removeprefix(word)
    return "" if len(named) < 2 or named.endswith(words["time_unit"]) else named


def _of_frame(unsaid: _Unsaid) -> Draft | str | None:
    """The level before that has the name of the frame, or ends with it; else the frame's own words.

    教师 is none for 专任教师中，: a frame that says more than a level is of something narrower.
    """
    frame, run = _frame(unsaid), unsaid.run
    for particle in run.rulebook.words["particle"]:
        before, _, behind = frame.partition(particle)
        frame = before + behind
    levels = [d for d in unsaid.near if d.start < unsaid.clause.sentence_start]
    named = core(run, frame)
    ending = (d for d in levels if core(run, d.indicator).endswith(named))
    return min(ending, key=lambda d: len(d.indicator), default=frame)


def _part_takes_a_view(unsaid: _Unsaid) -> bool:
    """True for a level of a sentence that opens with 从区域看, 按年龄分."""
    return unsaid.part is not None and _takes_a_view(unsaid)


def _of_divided_in_its_unit(unsaid: _Unsaid) -> Draft | None:
    """从性质看，外资 833 亿元，占 62%: what the paragraph, or the section, is about, in the unit of the part."""
    part = unsaid.part
    if part is None:
        return None
    again = next((d for d in unsaid.divided if d.of is not None and d.of.unit == part.unit), None)
    first = next((d for d in reversed(unsaid.topics) if _may_hold(d, part)), None)
    before = (d for d in unsaid.near if d.start < unsaid.clause.sentence_start and _may_hold(d, part))
    return again or first or next(before, None)


def _has_part(unsaid: _Unsaid) -> bool:
    """True where the share speaks of a level of its own."""
    return unsaid.part is not None


def _of_topic(unsaid: _Unsaid) -> Draft | None:
    """案件 90 件，刑事案件 9 件，占 10%: a level that the part is named by, else one of its sentence, or a parallel."""
    part = unsaid.part
    if part is None:
        return None
    topics = [d for d in (*unsaid.here[::-1], *unsaid.topics) if _may_hold(d, part)]
    named = next((d for d in topics if core(unsaid.run, d.indicator) in part.indicator), None)
    opening = next((d for d in unsaid.here[: unsaid.listed - 1 : -1] if _may_hold(d, part)), None)
    parallel = next((d for d in unsaid.shares if d.of is not None and d.of.unit == part.unit), None)
    first = next((d for d in reversed(unsaid.topics) if _may_hold(d, part)), None)
    return named or opening or parallel or first  # 甲占总值的 12%。…；乙占 9%


def _follows_levels(unsaid: _Unsaid) -> bool:
    """True behind a level of the sentence, but for a subject that sums up a list."""
    return bool(unsaid.here) and not (unsaid.subject and unsaid.sums)


def _of_nearest(unsaid: _Unsaid) -> Draft | None:
    """床位 300 张，民办占 30%: the nearest level of the sentence."""
    return unsaid.here[0]


def _subject_names_whole(unsaid: _Unsaid) -> bool:
    """True where the subject ends with the name of a level before: 刑事案件 of 案件."""
    named = _named_in_subject(unsaid)
    return named is not None and named.indicator != unsaid.subject


def _named_in_subject(unsaid: _Unsaid) -> Draft | None:
    cores = ((d, core(unsaid.run, d.indicator)) for d in unsaid.near[::-1])
    return next((d for d, name in cores if name and unsaid.subject.endswith(name)), None)


def _of_named_in_subject(unsaid: _Unsaid) -> Draft | None:
    """The level whose name the subject ends with."""
    return _named_in_subject(unsaid)


def _takes_a_view(unsaid: _Unsaid) -> bool:
    """True for 从区域看, 按年龄分: another division of the same whole."""
    return _views(unsaid.run, unsaid.clause)


def _of_divided(unsaid: _Unsaid) -> Draft | None:
    """What was divided before, else what the paragraph, or the section, is about."""
    again = unsaid.divided_here or ([] if unsaid.topics else unsaid.divided)
    return next(iter(again or unsaid.topics or unsaid.near[-1:]), None)


def _goes_on_dividing(unsaid: _Unsaid) -> bool:
    """True where the subject sums up the shares of the paragraph, or is named like their whole."""
    return _alike_share(unsaid) is not None


def _alike_share(unsaid: _Unsaid) -> Draft | None:
    pairs = _pairs(unsaid.subject)
    return next((d for d in unsaid.divided_here if unsaid.sums or pairs & _pairs(d.base or "")), None)


def _as_alike_share(unsaid: _Unsaid) -> Draft | None:
    """The whole of the share of the paragraph that is named alike."""
    return _alike_share(unsaid)


def _always(_: _Unsaid) -> bool:
    return True


def _of_alike_topic(unsaid: _Unsaid) -> Draft | None:
    """The topic of a sentence before that the subject is a kind of, or shares a word with."""
    kind, pairs = unsaid.run.words.has(unsaid.subject, "category"), _pairs(unsaid.subject)
    return next((d for d in unsaid.topics if kind or pairs & _pairs(d.indicator)), None)


_WAYS: Final[tuple[tuple[Callable[[_Unsaid], bool], Callable[[_Unsaid], Draft | str | None]], ...]] = (
    (_is_part, _of_edge),
    (_shared_before, _as_share_before),
    (_opened, _before_among),
    (_has_frame, _of_frame),
    (_part_takes_a_view, _of_divided_in_its_unit),
    (_has_part, _of_topic),
    (_follows_levels, _of_nearest),
    (_subject_names_whole, _of_named_in_subject),
    (_takes_a_view, _of_divided),
    (_goes_on_dividing, _as_alike_share),
    (_always, _of_alike_topic),
)


def of_sectors(run: Run, clause: Clause, base: str) -> str:
    """The name under which the paragraph printed the whole that a structure always has."""
    recent = [d for d in run.drafts[: -_REACH - 1 : -1] if d.paragraph == clause.paragraph and d.level]
    return next((d.indicator for d in recent if d.indicator.endswith(base) and len(d.indicator) < len(base) + 3), base)


def sector(run: Run, name: str, position: int, many: int) -> str:
    """第二产业比重 for the second number of 三次产业结构为 8∶42∶50; as printed where they are not three."""
    words = run.rulebook.words
    sectors = words["sector"]
    if many % len(sectors):
        return name
    front = next((name.partition(word)[0] for word in (*sectors, *words["sectors"]) if word in name), name[:0])
    return front + sectors[position % len(sectors)] + run.rulebook.terms.share_weight


def strange(run: Run, clause: Clause, part: Draft, start: int) -> bool:
    """True for a level of an earlier sentence in a unit that this sentence, which prints levels, does not count in."""
    here = [d for d in run.levels(clause.sentence) if d.start < start and _countable(run, d)]
    return part.sentence != clause.sentence and bool(here) and all(d.unit != part.unit for d in here)


def core(run: Run, name: str) -> str:
    """收案量 → 收案: the name of a quantity without its ending, when enough is left to recognise it."""
    ending = next((w for w in run.rulebook.words["quantity_ending"] if name.endswith(w)), "")
    return name[: -len(ending)] if ending and len(name) - len(ending) > 1 else name


def _sums(run: Run, subject: str) -> bool:
    """True for no subject at all and for one that sums up a list (三者合计); a bare 占比 is none of its own either."""
    lists = run.rulebook.words
    listed = tuple(w for w in lists["summed_subject"] if not w.endswith(lists["share_header"]))
    return not subject or subject in lists["summed_subject"] or subject.endswith(listed)


def _views(run: Run, clause: Clause) -> bool:
    """True in a sentence that opens with the point of view from which a whole is divided: 从区域看, 按年龄分."""
    sentence = run.tree.sentences[clause.sentence]
    return bool(view(run.document.text[sentence.start : sentence.end], run.rulebook))


def _topics(near: Iterable[Draft], clause: Clause) -> list[Draft]:
    """The first level of each sentence before in the paragraph, the nearest sentence first."""
    firsts: dict[int, Draft] = {}
    for draft in near:
        if draft.paragraph == clause.paragraph and draft.sentence != clause.sentence:
            firsts[draft.sentence] = draft
    return list(firsts.values())


def _last_opening(run: Run, clause: Clause, start: int) -> int:
    """Where the last 其中 of the sentence before ``start`` stands that no bracket has closed on; -1 where none does."""
    text, stop = run.document.text, start
    while True:
        at = max(text.rfind(word, clause.sentence_start, stop) for word in run.rulebook.words["among_them"])
        if at < 0 or not run.tree.closes_before(at, start):
            return at
        stop = at


def _countable(run: Run, draft: Draft) -> bool:
    """True for a level that can have parts: no rate, no mean, no level of the year before."""
    rate = draft.kind == "share" or not draft.unit or draft.unit in run.percents
    if rate or draft.prior or not draft.level or not draft.indicator:
        return False
    said = run.document.text[max(0, draft.start - _LEAD) : draft.start]
    return draft.table or not any(word in said for word in run.rulebook.words["mean"])


def _may_hold(whole: Draft, part: Draft) -> bool:
    """True for another level in the unit of a part; how large they are tells nothing."""
    return whole is not part and whole.unit == part.unit and whole.indicator != part.indicator


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
