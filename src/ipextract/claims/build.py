"""The order of attachment: each number in text order becomes a level or says something about one before it."""

from __future__ import annotations

import os.path
from bisect import bisect_right
from dataclasses import dataclass, field, replace

import regex

from ipextract.claims.draft import Draft, finish, interval_of
from ipextract.claims.metadata import Metadata
from ipextract.claims.period import period_of
from ipextract.claims.phrase import Phrase, Words, after, before, boundary
from ipextract.claims.readings import Reading, read
from ipextract.claims.scope import Clause, clauses
from ipextract.claims.table import read_tables
from ipextract.interval import Interval, point
from ipextract.model import Basis, Claim, Document, Kind, Mention, Word
from ipextract.rulebook import Rulebook

_LEVEL_DIMENSIONS = frozenset({"count", "measure", "amount"})


@dataclass(slots=True)
class _Run:
    """What attachment remembers while it walks through a document."""

    document: Document
    mentions: tuple[Mention, ...]
    words: Words
    rulebook: Rulebook
    clauses: tuple[Clause, ...]
    starts: list[int]
    year: str
    drafts: list[Draft] = field(default_factory=list)
    floor: int = 0
    queue: list[str] = field(default_factory=list)

    def clause_at(self, offset: int) -> Clause | None:
        i = bisect_right(self.starts, offset) - 1
        return self.clauses[i] if i >= 0 and offset < self.clauses[i].end else None

    def levels(self, sentence: int) -> list[Draft]:
        """The levels of a sentence so far, the nearest first."""
        found: list[Draft] = []
        for draft in reversed(self.drafts):
            if draft.sentence != sentence:
                break
            if draft.level:
                found.append(draft)
        return found


def build(
    document: Document,
    mentions: tuple[Mention, ...],
    words: tuple[Word, ...],
    mask: str,
    meta: Metadata,
    rulebook: Rulebook,
) -> tuple[Claim, ...]:
    """The claims of a document in text order; every quantity that becomes none stays visible in the ledger as residue."""
    found = clauses(document, words, mentions, rulebook, meta.area, meta.year)
    run = _Run(
        document=document,
        mentions=mentions,
        words=Words(document.text, mask, words, rulebook.words),
        rulebook=rulebook,
        clauses=found,
        starts=[c.start for c in found],
        year=meta.year,
    )
    readings = read(document.text, mask, mentions, rulebook)
    by_mention = {r.mention: r for r in readings if r.mention is not None}
    items: list[tuple[int, int | None, Reading | None]] = [
        (m.start, i, by_mention.get(i)) for i, m in enumerate(mentions) if m.is_quantity or i in by_mention
    ]
    items += [(r.quote_start, None, r) for r in readings if r.mention is None]
    for start, index, reading in sorted(items, key=lambda item: (item[0], item[1] is None)):
        clause = run.clause_at(start)
        if clause is None:
            continue
        mention = mentions[index] if index is not None else None
        if reading is not None and reading.rule.form == "ends" and mention is not None:
            draft = _end_point(run, mention, reading, clause)
        elif mention is not None and mention.is_quantity and _is_level(mention, reading):
            draft = _level(run, mention, reading, clause)
        elif reading is not None:
            draft = _attribute(run, mention, reading, clause)
        else:
            draft = _plain(run, mention, clause) if mention is not None else None
        if draft is not None:
            draft.mention = index
            run.drafts.append(draft)
            run.floor = max(run.floor, draft.end, draft.phrase.end)
    run.drafts += read_tables(document, mentions, rulebook, meta)
    return finish(run.drafts, document)


def _is_level(mention: Mention, reading: Reading | None) -> bool:
    if reading is None:
        return mention.dimension in _LEVEL_DIMENSIONS
    return reading.kind in ("count", "amount") or (reading.kind == "ratio" and mention.dimension in _LEVEL_DIMENSIONS)


def _level(run: _Run, mention: Mention, reading: Reading | None, clause: Clause) -> Draft | None:
    """A level: what is counted stands before the number, behind its classifier, or was said of the number before."""
    lists = run.rulebook.words
    text = run.document.text
    floor = max(run.floor, clause.own_start)
    start = boundary(text, mention.start, min(floor, mention.start))
    left = before(run.words, start, mention.start)
    if mention.unit in lists["time_unit"] and reading is None and not _measured(run, mention, clause):
        return None
    right = after(run.words, left, mention.end, clause.end)
    prior = _is_prior(run, max(run.floor, clause.start), mention.start)
    phrase = _inherit(run, mention, right or left, clause, glued=right is None)
    phrase = _distributed(run, phrase, start, mention)
    kind: Kind = "ratio" if reading and reading.kind == "ratio" else "amount" if mention.dimension == "amount" else "count"
    unit = reading.unit if reading and reading.unit else mention.unit
    indicator = phrase.text
    if reading and reading.noun:
        phrase = _award(run, reading, clause)
        indicator = phrase.text
    return _made(
        run,
        mention,
        clause,
        kind=kind,
        indicator=indicator,
        period=_year_before(clause.period) if prior else clause.period,
        phrase=phrase,
        rule=reading.rule.id if reading else mention.rule,
        prior=prior,
        unit=unit,
    )


def _object_of(earlier: Phrase, phrase: Phrase) -> str:
    """企业持有专利 9 件、高校持有 4 件: a phrase that stops at the verb takes the object that followed it before."""
    verb = phrase.head
    if len(verb) < 2 or not phrase.open or earlier.text.endswith(verb):
        return ""
    _, found, tail = earlier.text.partition(verb)
    return tail if found and len(tail) > 1 and earlier.text != phrase.text else ""


def _repeated(run: _Run, earlier: Phrase, phrase: Phrase) -> Phrase:
    """The phrase before once more; 新增备案 5 家，累计 60 家 counts 备案, no longer the new ones."""
    words = run.rulebook.words
    inflow = next((w for w in words["inflow"] if earlier.text.startswith(w)), "")
    text = earlier.text[len(inflow) :] or earlier.text
    return replace(earlier, text=text, verb="" if inflow else earlier.verb, end=0, total=phrase.total)


def _end_point(run: _Run, mention: Mention, reading: Reading, clause: Clause) -> Draft:
    """由 44 件增加到 53 件: two levels under the name before 由, the first of an earlier period."""
    text = run.document.text
    opening = run.clause_at(reading.start) or clause
    start = boundary(text, reading.start, min(max(run.floor, opening.own_start), reading.start))
    first = reading.position == 0
    phrase = before(run.words, start, reading.start) if first else run.drafts[-1].phrase
    if not phrase.text and run.levels(clause.sentence):
        phrase = run.levels(clause.sentence)[0].phrase
    dated = [m for m in run.mentions if reading.start <= m.start < reading.end and m.dimension == "date"]
    dates = [p for p in (period_of(m, run.rulebook, run.year) for m in dated) if p]
    own = dates[0] if first and dates else dates[-1] if len(dates) > 1 else ""
    percent = mention.dimension == "percent"
    share = percent and phrase.text.endswith(run.rulebook.words["share_header"])
    kind: Kind = "share" if share else "ratio" if percent else "amount" if mention.dimension == "amount" else "count"
    return _made(
        run,
        mention,
        clause,
        kind=kind,
        indicator=phrase.text,
        period=own or (_year_before(clause.period) if first else clause.period),
        phrase=phrase,
        rule=reading.rule.id,
        prior=first and not dates,
    )


def _made(
    run: _Run,
    mention: Mention,
    clause: Clause,
    *,
    kind: Kind,
    indicator: str,
    period: str,
    phrase: Phrase,
    rule: str,
    prior: bool,
    unit: str = "",
) -> Draft:
    """A level with what mention and clause say of it."""
    any_rounding, nearest = interval_of(mention, rate=kind == "ratio")
    return Draft(
        kind=kind,
        value=mention.value,
        value_high=mention.value_high,
        unit=unit or mention.unit,
        interval=any_rounding,
        nearest=nearest,
        approx=mention.approx,
        indicator=indicator,
        scope=clause.scope,
        period=period,
        basis=_basis(run, phrase, clause, mention.start),
        start=mention.start,
        end=mention.end,
        sentence=clause.sentence,
        paragraph=clause.paragraph,
        section=clause.section,
        rule=rule,
        phrase=phrase,
        clause=clause,
        target=_is_target(run, clause, mention.start),
        hedges=mention.hedges,
        prior=prior,
    )


def _inherit(run: _Run, mention: Mention, phrase: Phrase, clause: Clause, *, glued: bool) -> Phrase:
    """What an elliptical phrase takes from the level before it: prefix, object or the whole indicator."""
    earlier = [d for d in run.levels(clause.sentence) if d.phrase.text]
    if not earlier:
        return phrase
    last = earlier[0]
    if phrase.total and not phrase.text:
        same = [d for d in earlier if d.unit == mention.unit]
        prefix = same[0].phrase.prefix if same else ""
        named = prefix or shared_ending([d.phrase.text for d in same])
        return replace(phrase, text=f"{named}{phrase.total}", prefix=prefix, head=phrase.total)
    if not phrase.text:
        return _repeated(run, last.phrase, phrase) if glued else phrase
    if run.words.has(phrase.verb, "anaphor") and phrase.object and last.phrase.text.endswith(phrase.object):
        return replace(last.phrase, end=phrase.end)
    if phrase.bare and last.phrase.object and _same_measure(run, last, mention, earlier):
        source = next(d for d in earlier if d.phrase.object and not d.phrase.bare) if last.phrase.bare else last
        return replace(phrase, text=source.phrase.object + phrase.verb, object=source.phrase.object)
    tail = _object_of(last.phrase, phrase)
    if tail:
        return replace(phrase, text=phrase.text + tail, object=tail, head=tail)
    if run.words.has(phrase.verb, "result_verb") and phrase.object:
        source = last.phrase.object or last.phrase.text
        return replace(phrase, text=source + phrase.text, object=source)
    if run.words.has(phrase.text, "relational"):
        source = last.phrase.object or last.phrase.prefix or last.phrase.text
        return replace(phrase, text=source + phrase.text, prefix=source, head=phrase.text)
    if last.unit == mention.unit and last.phrase.prefix and not phrase.prefix and phrase.text[-1:] == last.phrase.head[-1:]:
        if not phrase.verb:
            return replace(phrase, text=last.phrase.prefix + phrase.text, prefix=last.phrase.prefix, head=phrase.text)
    return phrase


def shared_ending(names: list[str]) -> str:
    """What all names end with: 一审案件 and 二审案件 share 审案件; one name alone shares nothing."""
    if len(names) < 2:
        return ""
    reversed_names = [name[::-1] for name in names]
    return os.path.commonprefix(reversed_names)[::-1]


def _same_measure(run: _Run, last: Draft, mention: Mention, earlier: list[Draft]) -> bool:
    """True when the number counts the same things as the level whose object it takes; 件 … 人 pairs count as one."""
    return any(d.unit == mention.unit and d.phrase.object for d in earlier[:4])


def _distributed(run: _Run, phrase: Phrase, start: int, mention: Mention) -> Phrase:
    """甲和乙分别为 3 件和 2 件: the first number takes the first part and queues the rest."""
    lists = run.rulebook.words
    said = run.document.text[start : mention.start]
    if any(word in said for word in lists["respectively"]):
        parts = split(phrase.text, lists["list_mark"])
        if len(parts) > 1:
            run.queue = parts[1:]
            return replace(phrase, text=parts[0], prefix="", head=parts[0])
    elif run.queue and said in ("", *lists["list_mark"], "，"):
        part = run.queue.pop(0)
        return replace(phrase, text=part, prefix="", head=part)
    else:
        run.queue = []
    return phrase


def split(phrase: str, marks: tuple[str, ...]) -> list[str]:
    """The items of a coordinated phrase."""
    return [p for p in regex.split("|".join(regex.escape(m) for m in sorted(marks, key=len, reverse=True)), phrase) if p]


def _award(run: _Run, reading: Reading, clause: Clause) -> Phrase:
    """The prize a tally counts: the competition named before the list and the prize with its 奖."""
    prize = run.rulebook.words["prize"][0]
    noun = reading.noun if reading.noun.endswith(prize) else reading.noun + prize
    if reading.position:
        prefix = run.drafts[-1].phrase.prefix
    else:
        start = boundary(run.document.text, reading.start, max(run.floor, clause.own_start))
        prefix = before(run.words, start, reading.start).text
    return Phrase(prefix + noun, object=prefix + noun, head=noun, prefix=prefix)


def _attribute(run: _Run, mention: Mention | None, reading: Reading, clause: Clause) -> Draft | None:
    """Growth, change, difference, share, rate or rank: said of the nearest level, or of a subject of its own."""
    text = run.document.text
    if mention is not None and not mention.is_quantity and reading.kind != "rank":
        return None
    opening = run.clause_at(reading.start) or clause
    start = boundary(text, reading.start, min(max(run.floor, opening.own_start), reading.start))
    noun_end = reading.quote_start if reading.rule.own_subject else reading.start
    own = before(run.words, start, noun_end)
    kind = reading.kind
    if not own.text and _second_number(reading) and run.drafts:
        own = run.drafts[-1].phrase if run.drafts[-1].of is None else own
    turning = reading.rule.form == "turning"
    if turning and reading.position:
        own = Phrase("")
    level = _target_level(run, reading, own, clause, mention)
    if reading.rule.same_unit and (level is None or mention is None or level.unit.split("/")[0] != mention.unit):
        return _level(run, mention, None, clause) if mention is not None else None
    indicator = _attribute_indicator(run, reading, own, level)
    earlier = turning and not reading.position
    unit = reading.unit if reading.unit is not None else mention.unit if mention is not None else ""
    if level is not None and kind in ("change", "difference") and level.unit.split("/")[0] == unit:
        unit = level.unit
    value = reading.value if reading.value is not None or kind == "rank" else mention.value if mention is not None else None
    if kind == "rank":
        any_rounding = nearest = point(value) if value is not None else None
    elif mention is not None:
        any_rounding, nearest = interval_of(mention, rate=kind in ("ratio", "change", "difference") and "/" in unit)
    else:
        half = run.rulebook.flat_width
        any_rounding = nearest = Interval(-half, half)
    direction = reading.direction
    if value is not None and value < 0 and kind in ("growth", "change"):
        value, any_rounding, nearest, direction = -value, _negated(any_rounding), _negated(nearest), "down"
    return Draft(
        kind=kind,
        value=value,
        value_high=mention.value_high if mention is not None else None,
        unit=unit,
        interval=any_rounding,
        nearest=nearest,
        approx=mention.approx if mention is not None else "exact",
        indicator=indicator,
        scope=level.scope if level is not None else clause.scope,
        period=_period(level, clause, earlier=earlier),
        basis=level.basis if level is not None else _basis(run, own, clause, reading.start),
        start=reading.quote_start,
        end=reading.quote_end,
        sentence=clause.sentence,
        paragraph=clause.paragraph,
        section=clause.section,
        rule=reading.rule.id,
        phrase=own,
        clause=clause,
        direction=direction,
        base=_base(run, reading),
        within=reading.within,
        of=None if earlier else level,
        prior=earlier,
        target=_is_target(run, clause, reading.start),
        hedges=mention.hedges if mention is not None else (),
    )


def _second_number(reading: Reading) -> bool:
    return reading.position > 0


def _target_level(run: _Run, reading: Reading, own: Phrase, clause: Clause, mention: Mention | None) -> Draft | None:
    """The level that an attribute speaks of: by its own subject, in 分别 order, else the nearest before it."""
    if reading.kind == "ratio" or (reading.kind == "share" and reading.rule.own_subject):
        if reading.kind == "ratio" and reading.rule.own_subject:
            return None
    levels = [d for d in run.levels(clause.sentence) if not d.prior]
    points = mention is not None and mention.dimension == "point"
    if points:
        levels = [
            d
            for d in run.drafts[::-1]
            if d.sentence == clause.sentence and d.unit in ("%", "‰") and not d.prior
        ]
    if reading.many > 1 and reading.rule.form != "turning" and reading.kind != "difference":
        counted = [d for d in levels if d.kind != "share"][: reading.many][::-1]
        parts = split(own.text, run.rulebook.words["list_mark"])
        if len(parts) == reading.many:
            return _named(levels, parts[reading.position]) or _named(levels, _core(run, parts[reading.position]))
        return counted[reading.position] if len(counted) == reading.many else None
    if own.text:
        return _named(levels, own.text) or _named(levels, _core(run, own.text))
    if reading.kind == "growth":
        levels = [d for d in levels if d.kind != "share"]
    if reading.kind == "share":
        levels = [d for d in levels if d.kind in ("count", "amount")]
    if reading.kind in ("change", "difference") and mention is not None and not points:
        levels = [d for d in levels if d.unit.split("/")[0] == mention.unit] or levels
    if reading.kind == "rank" and levels and levels[0].phrase.text.startswith(run.rulebook.words["other"]):
        return _whole(run, levels)
    return levels[0] if levels else None


def _whole(run: _Run, levels: list[Draft]) -> Draft:
    """Behind 其他 N 件 the list is over: the level before its 其中."""
    for draft, earlier in zip(levels, levels[1:], strict=False):
        if any(word in run.document.text[earlier.end : draft.start] for word in run.rulebook.words["of_which"]):
            return earlier
    return levels[0]


def _core(run: _Run, subject: str) -> str:
    """收案量 → 收案: the name of a quantity without its ending, when enough is left to recognise it."""
    ending = next((w for w in run.rulebook.words["quantity_ending"] if subject.endswith(w)), "")
    return subject[: -len(ending)] if ending and len(subject) - len(ending) > 1 else subject


def _named(levels: list[Draft], subject: str) -> Draft | None:
    """The level that a subject names: same words, or one the end of the other."""
    for draft in levels:
        if draft.indicator == subject or draft.indicator.endswith(subject) or draft.phrase.text.startswith(subject):
            return draft
    return None


def _attribute_indicator(run: _Run, reading: Reading, own: Phrase, level: Draft | None) -> str:
    lists = run.rulebook.words
    parts = split(own.text, lists["list_mark"])
    subject = parts[reading.position] if len(parts) == reading.many > 1 else own.text
    if level is not None:
        subject = level.indicator
    elif not own.prefix and run.words.has(own.head, "relational") or any(w in own.text for w in lists["relational_long"]):
        prefix = next((d.phrase.prefix for d in reversed(run.drafts[-4:]) if d.phrase.prefix), "")
        subject = prefix + subject
    elif not subject:
        subject = run.drafts[-1].indicator if run.drafts and run.drafts[-1].clause else ""
    if reading.kind == "share" and not reading.rule.own_subject:
        share, weight, plain = lists["share_name"]
        return f"{subject}{share}{reading.base}{weight}" if reading.base else f"{subject}{plain}"
    return subject


def _base(run: _Run, reading: Reading) -> str | None:
    """The other population; of 高出全省、全国平均水平 3 件和 5 件 each number takes its own, with the shared ending."""
    if reading.kind != "difference" or reading.many < 2 or not reading.base:
        return reading.base
    parts = split(reading.base, run.rulebook.words["list_mark"])
    if len(parts) != reading.many:
        return reading.base
    part, last = parts[reading.position], parts[-1]
    area = next((w for w in run.rulebook.words["area"] if last.startswith(w)), "")
    return part + last[len(area) :] if area and part in run.rulebook.words["area"] else part


def _plain(run: _Run, mention: Mention, clause: Clause) -> Draft | None:
    """A percentage, multiple or point that no rule read: a rate of what stands before it."""
    if mention.dimension not in ("percent", "point", "times"):
        return None
    start = boundary(run.document.text, mention.start, min(max(run.floor, clause.own_start), mention.start))
    own = before(run.words, start, mention.start)
    prior = _is_prior(run, max(run.floor, clause.start), mention.start)
    return _made(
        run,
        mention,
        clause,
        kind="change" if mention.dimension == "point" else "ratio",
        indicator=own.text or (run.drafts[-1].indicator if run.drafts else ""),
        period=_year_before(clause.period) if prior else clause.period,
        phrase=own,
        rule=mention.rule,
        prior=prior,
    )


def _period(level: Draft | None, clause: Clause, *, earlier: bool) -> str:
    period = level.period if level is not None else clause.period
    return _year_before(period) if earlier else period


def _is_prior(run: _Run, start: int, end: int) -> bool:
    """True when the words before a number make it the level of the year before (上年为 2190 人)."""
    said = run.document.text[start:end].lstrip("，；（( ")
    return said.startswith(run.rulebook.words["last_year"])


def _year_before(period: str) -> str:
    """The same period one year earlier; spans stay, for the words name a single year."""
    return f"{int(period[:4]) - 1}{period[4:]}" if period[:4].isdigit() and "/" not in period else period


def _basis(run: _Run, phrase: Phrase, clause: Clause, end: int) -> Basis:
    """flow unless words of stock, inflow or accumulation say otherwise; 全年累计 is the flow of one year."""
    lists = run.rulebook.words
    said = run.document.text[clause.start : end] + phrase.object
    sentence = run.document.text[clause.sentence_start : end]
    yearly = any(word in said for word in lists["within_year"])
    if any(word in said for word in lists["inflow"]):
        return "new"
    if any(word in said for word in lists["cumulative"]):
        return "flow" if yearly else "cumulative"
    if any(word in said for word in lists["stock"]) or any(word in sentence for word in lists["moment"]):
        return "stock"
    if not phrase.verb and phrase.text.endswith(lists["stock_noun"]):
        return "stock"
    if not any(word in sentence for word in lists["within_year"]):
        earlier = run.levels(clause.sentence)
        between = run.document.text[earlier[0].end : end] if earlier else ""
        if earlier and earlier[0].basis == "cumulative" and "；" not in between:
            return "cumulative"
    return "flow"


def _is_target(run: _Run, clause: Clause, end: int) -> bool:
    said = run.document.text[clause.sentence_start : end]
    if any(word in said for word in run.rulebook.words["target"]):
        return True
    return bool(run.year) and clause.period[:4].isdigit() and int(clause.period[:4]) > int(run.year)


def _measured(run: _Run, mention: Mention, clause: Clause) -> bool:
    """True when a duration is a figure (审查周期 15 个月), not a frame (3 年)."""
    said = run.document.text[clause.start : mention.start]
    return any(word in said for word in run.rulebook.words["duration_head"])


def _negated(interval: Interval | None) -> Interval | None:
    from_interval = interval
    if from_interval is None:
        return None
    low = None if from_interval.upper is None else -from_interval.upper
    high = None if from_interval.lower is None else -from_interval.lower
    return Interval(low, high, from_interval.upper_open, from_interval.lower_open)
