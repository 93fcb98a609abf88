"""What other numbers say of a level: growth, change, difference, share, rate and rank."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from ipextract.claims import whole
from ipextract.claims.bases import base_of, carried
from ipextract.claims.basis import Judged, basis_of
from ipextract.claims.divided import Divided, divided
from ipextract.claims.draft import Draft, Reason, interval_of
from ipextract.claims.kinds import kind_of_rate
from ipextract.claims.levels import level as read_level
from ipextract.claims.levels import named_before_bracket
from ipextract.claims.listed import listed_before, listed_subject
from ipextract.claims.owners import Asked, owner
from ipextract.claims.phrase import Phrase, acting, before, boundary, subject
from ipextract.claims.readings import Reading
from ipextract.claims.run import (
    Dated,
    Run,
    carried_to,
    is_prior,
    is_target,
    made,
    of_clause,
    of_year_before,
    year_before,
)
from ipextract.claims.scope import Clause
from ipextract.claims.told import told_before, told_of
from ipextract.claims.whole import Whole
from ipextract.exact.interval import Interval, negate, point
from ipextract.model import ANNUAL, COMPARABLE, NOMINAL, REAL, RESTATED, Direction, Kind, Mention, Unit
from ipextract.structure.placed import spans_of, split_into

_STOP = "；"
#: 1∶2.3∶3.4 says how many of each there are to one.
_TO_ONE = regex.compile(r"1\s?[:：∶]")


class _Figure(NamedTuple):
    """What a number says: its value, readings and direction."""

    value: Decimal | None
    interval: Interval | None
    nearest: Interval | None
    direction: Direction | None


class _Moment(NamedTuple):
    """When a number is of; ``apart`` is True where that is not when its level is of."""

    dated: Dated
    apart: bool


def attribute(run: Run, mention: Mention | None, reading: Reading, clause: Clause) -> Draft | None:
    """Growth, change, difference, share, rate or rank: said of a level before it, or of a subject of its own."""
    if mention is not None and not mention.is_quantity and reading.kind != "rank":
        return None
    own = _own(run, reading, clause)
    link = owner(Asked(run, reading, own, clause, mention))
    level = None if link is None else link.target
    if _is_level_after_all(reading, level, mention):
        return read_level(run, mention, None, clause) if mention is not None else None
    kind = _kind(run, mention, reading, clause)
    unit = _unit(mention, reading, kind, level)
    figure = _figure(run, mention, reading, kind, unit)
    moment = _moment(run, reading, kind, level, clause)
    name, by = _attribute_indicator(run, reading, own, level, kind)
    scope = level.scope if level is not None else _scope(reading, clause)
    basis, basis_why = _basis(run, reading, own, level, clause)
    base = _base(run, reading, own, level, clause, kind)
    if mention is not None and mention.dimension == "structure" and level is not None and _of_parts(run, reading, own):
        base = _Base(None, Reason("nothing-said"))
    within = reading.within or (level.within if level is not None and kind == "change" else None)
    start = reading.quote_start
    return _with_whole(
        run,
        base,
        Draft(
            kind=kind,
            value=figure.value,
            value_high=mention.value_high if mention is not None else None,
            unit=Unit(unit),
            interval=figure.interval,
            nearest=figure.nearest,
            approx=mention.approx if mention is not None else "exact",
            indicator=name,
            scope=scope,
            period=moment.dated.period,
            basis=basis,
            start=start,
            end=reading.quote_end,
            sentence=clause.sentence,
            paragraph=clause.paragraph,
            section=clause.section,
            rule=reading.rule.id,
            phrase=own,
            clause=clause,
            direction=figure.direction,
            base=base.name,
            within=within,
            of=None if moment.apart else level,
            owner=None if moment.apart else link,
            prior=moment.apart,
            qualifier=_qualifier(run, reading, clause, kind, level),
            target=is_target(run, clause, reading.start, level),
            hedges=mention.hedges if mention is not None else (),
            why={
                "indicator": Reason(by, spans_of(name)),
                "scope": level.why["scope"] if level is not None else carried_to(run, spans_of(scope), start),
                "period": moment.dated.why,
                "basis": basis_why,
                **({"base": base.why} if base.name is not None else {}),
                **({"within": Reason("rule", spans_of(within))} if within is not None else {}),
            },
        ),
    )


def _with_whole(run: Run, base: _Base, draft: Draft) -> Draft:
    """A share with the level that it is a share of."""
    if draft.kind == "share" and draft.of is not None:
        draft.whole = divided(Divided(run, draft, draft.of, Whole(base.name, base.why.by, base.level)))
    return draft


def _qualifier(run: Run, reading: Reading, clause: Clause, kind: Kind, level: Draft | None) -> str:
    """How a growth is reckoned: 扣除价格因素, 同口径, 年均, or of 折 4 亿美元, the level before in other money."""
    if reading.rule.form == "annual":
        return ANNUAL
    words, last = run.rulebook.words, run.drafts[-1].end if run.drafts else 0
    said = run.document.text[max(last, clause.sentence_start) : reading.quote_start]
    if kind == "change":
        if any(word in said for word in words["each_year"]):
            return ANNUAL
        return NOMINAL if any(word in said for word in words["price_front"]) else ""
    if kind != "growth":
        return ""
    if any(word in said for word in words["real_terms"]):
        return REAL
    of_level = run.document.text[level.clause.start : level.start] if level is not None and level.clause else ""
    if any(word in told for word in words["comparable_terms"] for told in (said, of_level)):
        return COMPARABLE  # 收入（同口径）30 亿元，增长 4%: the level is told so, and so is its growth
    if any(word in said for word in words["nominal_terms"]):
        return NOMINAL
    return RESTATED if level is not None and level.phrase.by == "restated" else ""


def _is_level_after_all(reading: Reading, level: Draft | None, mention: Mention | None) -> bool:
    """True for a rank of nothing that was ranked, and for a rule that only holds in the unit of the level."""
    if reading.rule.form == "rank":
        return level is None
    return reading.rule.same_unit and (level is None or mention is None or level.unit.counted != mention.unit)


def _kind(run: Run, mention: Mention | None, reading: Reading, clause: Clause) -> Kind:
    """The kind that the rule reads; 5∶3∶2 is a proportion but of the sectors, and no share is below zero."""
    if mention is not None and mention.dimension == "structure" and not mention.unit:
        to_one = _TO_ONE.match(run.document.text, reading.first) is not None
        return "ratio" if to_one or not reading.unit else reading.kind
    if reading.kind == "share" and mention is not None and mention.value is not None and mention.value < 0:
        return _below_zero(run, clause)
    return reading.kind


def _unit(mention: Mention | None, reading: Reading, kind: Kind, level: Draft | None) -> str:
    """The unit that the rule gives or the number has; a change of a rate is in the terms of the rate."""
    unit = reading.unit if reading.unit is not None else mention.unit if mention is not None else ""
    if level is not None and kind in ("change", "difference") and level.unit.counted == unit:
        return level.unit
    return unit


def _figure(run: Run, mention: Mention | None, reading: Reading, kind: Kind, unit: str) -> _Figure:
    """Value, readings and direction; a growth or change below zero is one down."""
    value = reading.value
    if value is None and kind != "rank" and mention is not None:
        value = mention.value
    widest, nearest = _readings(run, mention, kind, unit, value)
    if value is not None and value < 0 and kind in ("growth", "change"):
        return _Figure(value.copy_negate(), _minus(widest), _minus(nearest), "down")
    return _Figure(value, widest, nearest, _way(reading, mention))


def _readings(
    run: Run, mention: Mention | None, kind: Kind, unit: str, value: Decimal | None
) -> tuple[Interval | None, Interval | None]:
    """The widest readings and those to nearest; 持平 is no more than half a point either way."""
    if kind == "rank":
        place = point(value) if value is not None else None
        return place, place
    if mention is not None:
        return interval_of(mention, rate=kind in ("ratio", "change", "difference") and "/" in unit)
    half = run.rulebook.flat_width
    return Interval(-half, half), Interval(-half, half)


def _moment(run: Run, reading: Reading, kind: Kind, level: Draft | None, clause: Clause) -> _Moment:
    """When it is of: when its level is, but for the first of two turns and a growth in brackets of another year."""
    aside = kind == "growth" and run.document.text[clause.start - 1 : clause.start] in ("（", "(")
    words = is_prior(run, clause.start, reading.start) if aside else ()
    own = of_clause(run, clause, reading.start)
    if aside and level is not None and clause.period.year < level.period.year:  # 增长 2%（2021 年为下降 3%）
        return _Moment(own, apart=True)
    of_level = own if level is None else Dated(level.period, level.why["period"])
    if (reading.rule.form == "turning" and not reading.position) or words:
        why = Reason("year-before", (*of_level.why.spans, *words))
        return _Moment(Dated(year_before(of_level.period), why), apart=True)
    return _Moment(of_level, apart=False)


def _below_zero(run: Run, clause: Clause) -> Kind:
    """增长 5%，其中林业为 -1.2%: no share is below zero; behind a growth it is a growth, too."""
    last = next((d for d in run.of_sentence(clause.sentence) if not d.level), None)
    return "growth" if last is not None and last.kind == "growth" else "ratio"


def _own(run: Run, reading: Reading, clause: Clause) -> Phrase:
    """The subject of its own that an attribute has: before it, before the list it stands in, or before the last one."""
    opening = run.clause_at(reading.start) or clause
    floor = min(max(run.floor, opening.own_start), reading.start)
    start = boundary(run.document.text, reading.start, floor)
    own = before(run.words, start, reading.first if reading.rule.own_subject else reading.start)
    if not own.text and not reading.position and reading.kind != "share":
        own = named_before_bracket(run, reading.quote_start) or own
    if not own.text and not reading.position:
        own = subject(run.words, reading.start, min(run.name_floor(opening), reading.start))
    if reading.position and reading.rule.form == "turning":
        return Phrase("")
    if reading.position and run.drafts and (reading.rule.own_subject or not own.text):
        return _of_list(run, reading, own)
    return _as_told(run, reading, clause, own)


def _as_told(run: Run, reading: Reading, clause: Clause, own: Phrase) -> Phrase:
    """The subject that a rank has before 在 N 个县中, none for 比重 behind a share, else that of the one before."""
    if reading.kind == "rank" and not own.text:
        own = _ranked_among(run, reading, clause) or own
    if _of_share_before(run, reading, own, clause):
        return Phrase("")
    if own.text or reading.position:
        return own
    return _spoken_of(run, clause) or told_of(run, clause) or own


def _ranked_among(run: Run, reading: Reading, clause: Clause) -> Phrase | None:
    """某指数在全省 21 个城市中排名第 3 位: the cities are those that it ranks among, not what is ranked."""
    text, words, last = run.document.text, run.rulebook.words, run.drafts[-1] if run.drafts else None
    if last is None or last.start < clause.own_start:
        return None
    opening = max(text.rfind(word, clause.own_start, last.start) for word in words["place_opening"])
    closed = any(word in text[last.end : reading.quote_start] for word in words["place_end"])
    if opening < 0 or not closed:
        return None
    named = before(run.words, boundary(text, opening, clause.own_start), opening)
    return named if named.text else None


def _of_share_before(run: Run, reading: Reading, own: Phrase, clause: Clause) -> bool:
    """True for 占 53%，比重提高 1.5 个百分点: 比重 alone is the share just told."""
    last = run.drafts[-1] if run.drafts else None
    told = last is not None and last.kind == "share" and last.sentence == clause.sentence
    return told and reading.kind == "change" and own.text in run.rulebook.words["share_header"]


def _way(reading: Reading, mention: Mention | None) -> Direction | None:
    """The direction; a multiple of a named level tells it by its size."""
    times = reading.rule.form == "multiple" and mention is not None and mention.dimension == "times"
    if not times or not reading.base or mention is None or mention.value is None:
        return reading.direction
    return "up" if mention.value > 1 else "down" if mention.value < 1 else "flat"


def _of_list(run: Run, reading: Reading, own: Phrase) -> Phrase:
    """The subjects of a list of numbers were read with its first number."""
    last = run.drafts[-1]
    listed = len(split_into(reading.many, last.phrase.text, run.rulebook.words["list_mark"])) == reading.many
    return last.phrase if last.of is None or (listed and last.rule == reading.rule.id) else own


def _spoken_of(run: Run, clause: Clause) -> Phrase | None:
    """支出下降 11%，占 10%: behind an attribute with a subject of its own, the next one is of that subject, too."""
    last = run.drafts[-1] if run.drafts else None
    if last is None or last.sentence != clause.sentence or last.level or last.of is not None:
        return None
    return last.phrase if last.kind in ("growth", "change") and last.phrase.text else None


def plain(run: Run, mention: Mention, clause: Clause) -> Draft | None:
    """A percentage, multiple or point that no rule read: a rate of what stands before it."""
    if mention.dimension not in ("percent", "point", "times"):
        return None
    start = boundary(run.document.text, mention.start, min(max(run.floor, clause.own_start), mention.start))
    own = before(run.words, start, mention.start)
    last = next((d for d in reversed(run.drafts[-2:]) if not run.is_yardstick(d)), None)
    if not own.text and mention.dimension == "percent":
        own = acting(run.words, mention.end, clause.end) or own  # 65%开展远程调度
    if not own.text:
        own = told_before(run, mention, clause) or own  # 完好率稳步提高，达到 98%
    if not own.text and last is not None and last.sentence == clause.sentence:
        own = last.phrase  # 生师比由 15∶1 降至 14∶1
    own = kind_of_rate(run, mention, own, clause)
    words = is_prior(run, max(run.floor, clause.start), mention.start)
    return made(
        run,
        mention,
        clause,
        kind="change" if mention.dimension == "point" else "ratio",
        indicator=own.text or (last.indicator if last is not None else ""),
        period=of_year_before(clause, words) if words else of_clause(run, clause, mention.start),
        phrase=own,
        rule=mention.rule,
        prior=bool(words),
    )


class _Name(NamedTuple):
    """A name, and the form that made it."""

    text: str
    by: str


def _attribute_indicator(run: Run, reading: Reading, own: Phrase, level: Draft | None, kind: Kind) -> _Name:
    """What it is a growth, share or rank of, and of a share also whose weight in what."""
    if reading.kind == "rank" and reading.noun:
        return _Name(reading.noun, "noun")  # 第三大出口市场 ranks as a market, whatever was printed before
    if reading.rule.form == "predicate":
        own = Phrase(reading.noun, by="noun")
    name = _Name(level.indicator, "level") if level is not None else _subject_of_its_own(run, reading, own)
    if kind == "share" and reading.base and not reading.stated and reading.rule.own_subject:
        return _Name(whole.sector(run, name.text, reading.position, reading.many), name.by)
    if reading.kind != "share" or kind != "share" or reading.rule.own_subject:
        return name
    terms = run.rulebook.terms
    stated = whole.unheaded(run, reading.base or "")
    told = terms.share_of + stated + terms.share_weight if stated else terms.share_alone
    return _Name(name.text + told, name.by)


def _subject_of_its_own(run: Run, reading: Reading, own: Phrase) -> _Name:
    """The subject printed with it, with what it leaves unsaid; without one, that of the number before."""
    if _relational(run, own):
        prefix = next((d.phrase.prefix for d in reversed(run.drafts[-4:]) if d.phrase.prefix), "")
        if any(prefix in each.whole and each.has_part(own.text) for each in run.rulebook.definitions.sums):
            prefix = ""  # 进出口总额 90 亿元，其中出口增长 8%
        return _Name(prefix + listed_subject(run, reading, own), "relational")
    listed = listed_before(run, reading) if reading.many > 1 else ""
    if listed:
        return _Name(listed, "before")
    if own.text:
        return _Name(listed_subject(run, reading, own), own.by)
    last = run.drafts[-1] if run.drafts and run.drafts[-1].clause else None
    ranking = _ranking(run, reading)
    if ranking and (last is None or last.kind != "rank"):
        return _Name(ranking, "ranking")
    if last is None:
        return _Name("", "nothing-said")
    if last.kind == "share" and (reading.kind == "share" or reading.rule.second_order):
        plain = run.rulebook.terms.share_alone  # 占甲的 30%，占乙的 8%: one subject, two shares
        return _Name(last.phrase.text or last.indicator.removesuffix(plain), "carried-on")
    return _Name(last.indicator, "carried-on")


def _ranking(run: Run, reading: Reading) -> str:
    """某指数排名 for 在某指数中排名第 7 位 without a subject: the ranking itself is what was measured."""
    lists = run.rulebook.words
    ranked = reading.within if reading.within and reading.within.endswith(lists["ranking"]) else ""
    return ranked and ranked + run.rulebook.terms.ranking_name


def _relational(run: Run, own: Phrase) -> bool:
    """True for a subject that means nothing without what was spoken of before (获奖总数, 标的额)."""
    bare = not own.prefix and run.words.has(own.head, "relational")
    return bare or any(word in own.text for word in run.rulebook.words["relational_long"])


def _scope(reading: Reading, clause: Clause) -> str:
    """The clause's scope; of 甲院、乙院服判率分别为 89%和 91% each number takes its own."""
    return clause.place(reading.position, reading.many)


class _Base(NamedTuple):
    """What a number is measured against, what gave it, and the level that is meant where one was found with it."""

    name: str | None
    why: Reason
    level: Draft | None = None


def _base(run: Run, reading: Reading, own: Phrase, level: Draft | None, clause: Clause, kind: Kind) -> _Base:
    """What it is measured against: an earlier level, another population, or the whole of a share."""
    kept = carried(run, reading, level, clause)
    if kept is not None:
        return _Base(kept.base, Reason("beside", kept.why["base"].spans))
    named = base_of(run, reading, clause)
    if named:
        words = spans_of(named) or reading.against
        return _Base(named, Reason("said" if words else "usual", words))
    if kind != "share":
        return _Base(None, Reason("nothing-said"))
    whole_of = _whole_of(run, reading, own, level, clause)
    return _Base(whole_of.name, Reason(whole_of.by, spans_of(whole_of.name or "")), whole_of.level)


def _of_parts(run: Run, reading: Reading, own: Phrase) -> bool:
    """True for 高中 36 人，职校 29 人，普职比为 55∶45: the levels before are what it compares, and no whole of them."""
    named = len(split_into(reading.many, own.text, run.rulebook.words["list_mark"])) == reading.many
    return not named and not reading.base and not whole.in_name(run, own.text)


def _whole_of(run: Run, reading: Reading, own: Phrase, level: Draft | None, clause: Clause) -> Whole:
    """The whole of a share: the printed one where it is a name, else the one that the text spoke of before."""
    if not reading.stated and reading.base:
        return Whole(whole.of_sectors(run, clause, reading.base), "of-sectors")
    printed = whole.printed(run, reading.base)
    if printed:
        return Whole(printed, "said")
    named = whole.in_name(run, own.text)
    if named:
        return Whole(named, "in-name")
    return whole.implied(run, clause, own.text or own.total, level, reading.start, reading.many)


def _basis(run: Run, reading: Reading, own: Phrase, level: Draft | None, clause: Clause) -> Judged:
    """The level's basis; growth of what has run up within one year compares two years, and is a flow."""
    if level is None and reading.kind == "share" and not reading.rule.own_subject:
        divided = next(iter(run.levels(clause.sentence)), None)
        if divided is not None and divided.basis == "stock":
            return Judged("stock", Reason("part"))  # 床位 9 张，医院占 70%: a part of the level before
    if level is None:
        return basis_of(run, own, clause, reading.start, alone=bool(own.text))
    text = run.document.text
    part = text.rfind(_STOP, clause.sentence_start, level.start)
    said = text[max(clause.sentence_start, part) : reading.start]
    yearly = any(word in said for word in run.rulebook.words["within_year"])
    if reading.kind == "growth" and level.basis == "cumulative" and yearly:
        return Judged("flow", Reason("of-one-year"))
    return Judged(level.basis, level.why["basis"])


def _minus(interval: Interval | None) -> Interval | None:
    return None if interval is None else negate(interval)
