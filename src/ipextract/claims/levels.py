"""Levels: what is counted stands before the number, behind its classifier, or was said of the number before."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

import regex

from ipextract.claims.accounts import of_item
from ipextract.claims.draft import Draft, Reason
from ipextract.claims.ellipsis import completed
from ipextract.claims.listed import distributed
from ipextract.claims.parts import enter
from ipextract.claims.phrase import ACTING, Phrase, after, before, boundary, subject
from ipextract.claims.readings import Reading
from ipextract.claims.run import (
    Dated,
    Run,
    against_a_date,
    dated,
    is_prior,
    made,
    of_clause,
    of_listed_date,
    of_year_before,
)
from ipextract.claims.scope import Clause
from ipextract.claims.whole import Whole, implied, in_name, of_sectors, sector
from ipextract.model import Kind, Mention
from ipextract.structure.placed import cut, spans_of

_ENDS = frozenset(("", *"，。；、）\n"))
_BRACKET_END = regex.compile(r"（[^（）]*）$")
#: Why the number of a group of age is no quantity, and how long one is at most.
_AGE = "age"
_LONGEST_AGE = 16
_LEVEL_DIMENSIONS = frozenset({"count", "measure", "amount"})


def is_level(mention: Mention, reading: Reading | None) -> bool:
    """True when the number is a level: nothing was read into it, or only its unit or kind."""
    if reading is None:
        return mention.dimension in _LEVEL_DIMENSIONS
    return reading.kind in ("count", "amount") or (reading.kind == "ratio" and mention.dimension in _LEVEL_DIMENSIONS)


def level(run: Run, mention: Mention, reading: Reading | None, clause: Clause) -> Draft | None:
    """A level: what is counted stands before the number, behind its classifier, or was said of the number before."""
    start = boundary(run.document.text, mention.start, min(max(run.floor, clause.own_start), mention.start))
    compared = against_a_date(run, mention.start)
    left = Phrase("") if compared else _left(run, mention, clause, start)
    if reading is None and _mere_time(run, mention, clause, left):
        return None
    right = None if compared else _right(run, mention, clause, left)
    prior = is_prior(run, max(run.floor, clause.start), mention.start)
    period = (
        of_listed_date(run, mention, clause)
        or dated(run, start, mention.start)
        or (of_year_before(clause, prior) if prior else of_clause(run, clause, mention.start))
    )
    run.group = enter(run, mention, clause, (right or left).text, period.period)
    part = run.group.part if run.group is not None and not prior else None
    if part is not None and any(by == "not-prior" for _, by in part.refused):
        period = Dated(part.target.period, part.target.why["period"])  # 上年为 20 亿元，其中 … 12 亿元 is of this year
    kind, unit = _kind_and_unit(run, mention, reading, clause, left)
    if reading and reading.noun:
        phrase = _award(run, reading, clause)
    else:
        item = None if right is not None else of_item(run, left, clause, mention.start)
        whole = None if part is None else part.target
        phrase = item or completed(run, mention, right or left, clause, glued=right is None, whole=whole)
        phrase = distributed(run, phrase, start, mention)
        kind, unit = _as_its_kind(run, clause, phrase, kind, unit)
    draft = made(
        run,
        mention,
        clause,
        kind=kind,
        indicator=phrase.text,
        period=period,
        phrase=phrase,
        rule=reading.rule.id if reading else mention.rule,
        prior=bool(prior),
        unit=unit,
    )
    draft.part = part
    return draft


def _mere_time(run: Run, mention: Mention, clause: Clause, left: Phrase) -> bool:
    """True for 3 年 and 20 天 that measure nothing: for how long something went on."""
    return mention.unit in run.rulebook.words["time_unit"] and not _measured(run, mention, clause, left)


def _right(run: Run, mention: Mention, clause: Clause, left: Phrase) -> Phrase | None:
    """The noun behind a number, of its collection where no words stand before; what is done where there is no noun."""
    right = after(run.words, left, mention.end, clause.end)
    if right is None or (right.by == ACTING and not _acts_alone(run, mention, clause)):
        return None
    return right if left.text else _of_collection(run, right, clause)


def _acts_alone(run: Run, mention: Mention, clause: Clause) -> bool:
    """False for 渔船 41 艘中，35 艘实现增产: the whole is counted again, and for how long it went on."""
    levels = (d for d in run.levels(clause.sentence) if d.unit == mention.unit)
    timed = mention.unit in run.rulebook.words["time_unit"]
    return not timed and all(d.phrase.by == ACTING for d in levels)


def _left(run: Run, mention: Mention, clause: Clause, start: int) -> Phrase:
    """The words before a number: those since the last break, before its bracket, or before a bracket in its subject."""
    left = _of_age(run, before(run.words, start, mention.start), start)
    if not left.text and run.bracket(mention.start) == (mention.start - 1, mention.end + 1):
        left = named_before_bracket(run, mention.start) or left
    return left if left.text else subject(run.words, mention.start, min(run.name_floor(clause), mention.start))


def _of_age(run: Run, left: Phrase, start: int) -> Phrase:
    """0—14 岁（不满 15 周岁）渔民: the group of age before the bracket is a part of the name behind it."""
    inside = run.bracket(start - 1) if left.text and start else None
    if inside is None or inside[1] != start:
        return left
    group = next((m for m in run.mentions_in(inside[0] - _LONGEST_AGE, inside[0]) if m.end == inside[0]), None)
    if group is None or group.reason != _AGE:
        return left
    age = cut(run.document.text, group.start, group.end)
    return replace(left, text=age + left.text, prefix=age + left.prefix)


def _kind_and_unit(
    run: Run, mention: Mention, reading: Reading | None, clause: Clause, left: Phrase
) -> tuple[Kind, str]:
    """The kind and unit that the rule or the number gives; what restates a rate is a rate."""
    counted = _counted(run, mention)
    if reading is None:
        restates = run.words.has(left.text, "restated")
        return _rated(run, clause, counted, mention.unit) if restates else (counted, mention.unit)
    own = mention.unit if "/" in mention.unit else ""  # 人均 12.5 万元/人 has its 人 already
    return "ratio" if reading.kind == "ratio" else counted, own or reading.unit or mention.unit


def _as_its_kind(run: Run, clause: Clause, phrase: Phrase, kind: Kind, unit: str) -> tuple[Kind, str]:
    """人均收入 3 万元，其中城镇 4 万元: a kind of a rate in the same money or count is a rate, per head as that is."""
    if phrase.by != "kind":
        return kind, unit
    rates = (d for d in run.levels(clause.sentence) if d.kind == "ratio" and d.phrase.text.endswith(phrase.object))
    rate = next((d for d in rates if d.unit.is_rate and d.unit.counted == unit), None)
    return (kind, unit) if rate is None else ("ratio", rate.unit)


def _counted(run: Run, mention: Mention) -> Kind:
    """The kind of a level by its unit: points and scores are ratios, and so is what is printed per head or amount."""
    composed = "/" in mention.unit and run.rulebook.unit(mention.unit) is None
    if mention.unit in run.rulebook.words["index_unit"] or composed:
        return "ratio"
    return "amount" if mention.dimension == "amount" else "count"


def _rated(run: Run, clause: Clause, kind: Kind, unit: str) -> tuple[Kind, str]:
    """What restates a rate (9000 元 a head) is a rate in the same terms."""
    last = next(iter(run.levels(clause.sentence)), None)
    if last is None or last.kind != "ratio":
        return kind, unit
    return "ratio", f"{unit}/{last.unit.per}" if last.unit.is_rate else unit


def named_before_bracket(run: Run, offset: int) -> Phrase | None:
    """低于全省平均单价（12 元）, 面粉（增长 7%）: a bracket speaks of the name before it, if no number is there."""
    text = run.document.text
    inside = run.bracket(offset)
    outer = run.clause_at(inside[0] - 1) if inside else None
    if inside is None or outer is None:
        return None
    floor = max(run.floor, outer.own_start)
    if inside[0] <= floor:
        return None
    start = boundary(text, inside[0], floor)
    found = run.words.between(start, inside[0])
    framed = [w.end for w in found if run.words.has(w, "comparing") or run.words.has(w, "be")]
    named = before(run.words, max([start, *framed]), inside[0])
    moves = named.text.endswith((*run.rulebook.words["rise"], *run.rulebook.words["fall"]))
    return named if named.text and not moves else None


def end_point(run: Run, mention: Mention, reading: Reading, clause: Clause) -> Draft:
    """由 44 件增加到 53 件: two levels under the name before 由, the first of an earlier period."""
    opening = run.clause_at(reading.start) or clause
    first = reading.position < reading.many // 2
    floor = min(run.name_floor(opening), reading.start)
    phrase = run.drafts[-1].phrase if reading.position else subject(run.words, reading.start, floor)
    earlier = next(iter(run.levels(clause.sentence)), None)
    if not phrase.text and earlier is not None and not run.parted(earlier.end, reading.start):
        phrase = earlier.phrase
    dates = _dates(run, reading)
    percent = mention.unit in run.percents
    share = percent and (reading.kind == "share" or phrase.text.endswith(run.rulebook.words["share_header"]))
    kind: Kind = _end_kind(mention, share=share, rate=percent or reading.kind in ("ratio", "share"))
    if share and not reading.position:
        phrase = _owner(run, phrase, clause)
    draft = made(
        run,
        mention,
        clause,
        kind=kind,
        indicator=sector(run, phrase.text, reading.position, reading.many) if share and reading.base else phrase.text,
        period=_end_dated(run, clause, mention, dates, first=first),
        phrase=phrase,
        rule=reading.rule.id,
        prior=first and not dates,
    )
    if share:
        whole = _end_whole(run, reading, phrase, clause)
        draft.base = whole.name
        if draft.base is not None:
            draft.why["base"] = Reason(whole.by, spans_of(draft.base))
    return draft


def _end_whole(run: Run, reading: Reading, phrase: Phrase, clause: Clause) -> Whole:
    """The whole of a share that moved (占比由 30%提高到 34%): found for the first end, and the same for the others."""
    if reading.position:
        first = run.drafts[-1]
        return Whole(first.base, first.why["base"].by if first.base is not None else "")
    if reading.base:
        return Whole(of_sectors(run, clause, reading.base), "of-sectors")
    named = in_name(run, phrase.text)
    return Whole(named, "in-name") if named else implied(run, clause, phrase.text, None, reading.start)


def _dates(run: Run, reading: Reading) -> list[Dated]:
    """The periods that the dates among the words of a rule name."""
    found = (m for m in run.mentions_in(reading.start, reading.end) if m.dimension == "date")
    periods = ((run.frames.period(m), m) for m in found)
    return [Dated(period, Reason("own-date", ((m.start, m.end),))) for period, m in periods if period]


def _end_dated(run: Run, clause: Clause, mention: Mention, dates: list[Dated], *, first: bool) -> Dated:
    """The period of an end: its own date, for the first also what the sentence compares with or an end before it."""
    if dates and (first or len(dates) > 1):
        return dates[0 if first else -1]
    if not first:
        return of_clause(run, clause, mention.start)
    if clause.against_period:
        return Dated(clause.against_period, Reason("compared-with", spans_of(clause.against)))
    ends = [d for d in run.levels(clause.sentence) if run.rulebook.moves(d.rule)]
    return Dated(ends[-1].period, ends[-1].why["period"]) if ends else of_year_before(clause)


def _end_kind(mention: Mention, *, share: bool, rate: bool) -> Kind:
    if share or rate:
        return "share" if share else "ratio"
    return "amount" if mention.dimension == "amount" else "count"


def _owner(run: Run, phrase: Phrase, clause: Clause) -> Phrase:
    """民营企业出口增长 3%，所占比重由…: whose weight it is was said with the number before."""
    last = run.drafts[-1] if run.drafts else None
    if last is None or last.sentence != clause.sentence or not run.words.has(phrase.text, "summed_subject"):
        return phrase
    plain = run.rulebook.terms.share_alone
    return replace(last.phrase, text=last.phrase.text + plain) if last.phrase.text else phrase


def _of_collection(run: Run, phrase: Phrase, clause: Clause) -> Phrase:
    """建立了专家库，共 30 名专家: the collection of the clause before says which 专家."""
    lists = run.rulebook.words
    index = bisect_left(run.starts, clause.start)
    earlier = [c for c in run.clauses[max(0, index - 2) : index] if c.sentence == clause.sentence]
    for each in reversed(earlier):
        text = _BRACKET_END.sub("", run.document.text[each.own_start : each.end])
        verb = next((w for w in lists["founding"] if text.startswith(w)), "")
        if verb and text.endswith(lists["collection"]):
            name = before(run.words, each.own_start + len(verb), each.own_start + len(text)).text
            return replace(phrase, text=name + phrase.text, prefix=name)
    return phrase


def _award(run: Run, reading: Reading, clause: Clause) -> Phrase:
    """The prize a tally counts: the competition named before the list and the prize with its 奖."""
    prize = run.rulebook.terms.prize
    noun = reading.noun if reading.noun.endswith(prize) else reading.noun + prize
    if reading.position:
        prefix = run.drafts[-1].phrase.prefix
    else:
        start = boundary(run.document.text, reading.start, max(run.floor, clause.own_start))
        prefix = _event(run, clause) or before(run.words, start, reading.start).text
    return Phrase(prefix + noun, object=prefix + noun, head=noun, prefix=prefix)


def _event(run: Run, clause: Clause) -> str:
    """The competition that the clause before a tally names: 在第五届…大赛上，代表队获 3 金."""
    lists = run.rulebook.words
    index = bisect_left(run.starts, clause.start)
    earlier = run.clauses[index - 1] if index else clause
    text = run.document.text[earlier.start : earlier.end]
    stem = next((text[: -len(w)] for w in lists["at_event"] if text.endswith(w)), "")
    if earlier.sentence != clause.sentence or not stem.endswith(lists["event"]):
        return ""
    return before(run.words, earlier.own_start, earlier.start + len(stem)).text


def _measured(run: Run, mention: Mention, clause: Clause, left: Phrase) -> bool:
    """True when a duration is a figure (审查周期 15 个月, 大风天气 23 天), not a frame (3 年)."""
    said = run.document.text[clause.start : mention.start]
    if any(word in said for word in run.rulebook.words["duration_head"]):
        return True
    ends = run.document.text[mention.end : mention.end + 1] in _ENDS
    named = left.tag.startswith("n") and spans_of(left.text)[:1] != ()
    glued = named and spans_of(left.text)[0][0] == run.floor > 0  # 24% 关税 90 天: the noun is of the number before
    return ends and mention.unit in run.rulebook.words["counted_time"] and named and not glued
