"""What other numbers say of a level: growth, change, difference, share, rate and rank."""

from __future__ import annotations

from itertools import pairwise

from ipextract.claims import whole
from ipextract.claims.bases import base_of, carried
from ipextract.claims.basis import basis_of
from ipextract.claims.draft import Draft, interval_of
from ipextract.claims.ellipsis import with_shared_ends
from ipextract.claims.levels import level as read_level
from ipextract.claims.levels import named_before_bracket
from ipextract.claims.phrase import Phrase, before, boundary, subject
from ipextract.claims.readings import Reading
from ipextract.claims.run import Run, is_prior, is_target, made, of_clause, of_year_before, year_before
from ipextract.claims.scope import Clause
from ipextract.claims.whole import core
from ipextract.exact.interval import Interval, negate, point
from ipextract.model import ANNUAL, Basis, Direction, Kind, Mention, Period, Unit
from ipextract.structure.placed import split

_STOP = "；"


def attribute(run: Run, mention: Mention | None, reading: Reading, clause: Clause) -> Draft | None:
    """Growth, change, difference, share, rate or rank: said of the nearest level, or of a subject of its own."""
    if mention is not None and not mention.is_quantity and reading.kind != "rank":
        return None
    own = _own(run, reading, clause)
    turning = reading.rule.form == "turning"
    kind = reading.kind
    if mention is not None and mention.dimension == "structure" and not mention.unit:
        kind = "ratio"  # 5∶3∶2 is a proportion, not shares of a hundred
    if kind == "share" and mention is not None and mention.value is not None and mention.value < 0:
        kind = _below_zero(run, clause)
    level = _target_level(run, reading, own, clause, mention)
    if level is not None and (_of_another(reading, own, level, clause) or _no_part(run, reading, level, clause)):
        level = None
    if reading.rule.form == "rank" and level is None:
        return read_level(run, mention, None, clause) if mention is not None else None
    if reading.rule.same_unit and (level is None or mention is None or level.unit.counted != mention.unit):
        return read_level(run, mention, None, clause) if mention is not None else None
    indicator = _attribute_indicator(run, reading, own, level)
    aside = kind == "growth" and run.document.text[clause.start - 1 : clause.start] in ("（", "(")
    earlier = (turning and not reading.position) or (aside and bool(is_prior(run, clause.start, reading.start)))
    dated = aside and level is not None and clause.period.year < level.period.year  # 增长 2%（2021 年为下降 3%）
    unit = reading.unit if reading.unit is not None else mention.unit if mention is not None else ""
    if level is not None and kind in ("change", "difference") and level.unit.counted == unit:
        unit = level.unit
    value = (
        reading.value if reading.value is not None or kind == "rank" else mention.value if mention is not None else None
    )
    if kind == "rank":
        any_rounding = nearest = point(value) if value is not None else None
    elif mention is not None:
        any_rounding, nearest = interval_of(mention, rate=kind in ("ratio", "change", "difference") and "/" in unit)
    else:
        half = run.rulebook.flat_width
        any_rounding = nearest = Interval(-half, half)
    direction = _way(reading, mention)
    if value is not None and value < 0 and kind in ("growth", "change"):
        value, any_rounding, nearest, direction = value.copy_negate(), _minus(any_rounding), _minus(nearest), "down"
    return Draft(
        kind=kind,
        value=value,
        value_high=mention.value_high if mention is not None else None,
        unit=Unit(unit),
        interval=any_rounding,
        nearest=nearest,
        approx=mention.approx if mention is not None else "exact",
        indicator=indicator,
        scope=level.scope if level is not None else _scope(reading, clause),
        period=clause.period if dated else _period(level, clause, earlier=earlier),
        basis=_basis(run, reading, own, level, clause),
        start=reading.quote_start,
        end=reading.quote_end,
        sentence=clause.sentence,
        paragraph=clause.paragraph,
        section=clause.section,
        rule=reading.rule.id,
        phrase=own,
        clause=clause,
        direction=direction,
        base=carried(run, reading, level, clause)
        or base_of(run, reading, clause)
        or (_whole_of(run, reading, own, level, clause, nearest if unit == "%" else None) if kind == "share" else None),
        within=reading.within or (level.within if level is not None and kind == "change" else None),
        of=None if earlier or dated else level,
        prior=earlier or dated,
        qualifier=ANNUAL if reading.rule.form == "annual" else "",
        target=is_target(run, clause, reading.start),
        hedges=mention.hedges if mention is not None else (),
    )


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
    spoken_of = _spoken_of(run, clause) if not own.text and not reading.position else None
    return spoken_of or own


def _of_another(reading: Reading, own: Phrase, level: Draft, clause: Clause) -> bool:
    """True for 全市 9 个镇…，甲镇、乙镇分别增长 15%、14%: a place alone is a subject, of which no level was printed."""
    named = clause.own_start > clause.start and clause.place(reading.position, reading.many) != level.scope
    return named and reading.kind in ("growth", "change") and not own.text


def _no_part(run: Run, reading: Reading, level: Draft, clause: Clause) -> bool:
    """True for a level that is the whole of a share, or that the sentence does not speak of."""
    if reading.rule.form == "predicate":
        return True
    return reading.kind == "share" and whole.strange(run, clause, level, reading.start)


def _way(reading: Reading, mention: Mention | None) -> Direction | None:
    """The direction; a multiple of a named level tells it by its size."""
    times = reading.rule.form == "multiple" and mention is not None and mention.dimension == "times"
    if not times or not reading.base or mention is None or mention.value is None:
        return reading.direction
    return "up" if mention.value > 1 else "down" if mention.value < 1 else "flat"


def _of_list(run: Run, reading: Reading, own: Phrase) -> Phrase:
    """The subjects of a list of numbers were read with its first number."""
    last = run.drafts[-1]
    listed = len(split(last.phrase.text, run.rulebook.words["list_mark"])) == reading.many
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
    last = run.drafts[-1] if run.drafts else None
    if not own.text and last is not None and last.sentence == clause.sentence:
        own = last.phrase  # 生师比由 15∶1 降至 14∶1
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


def _target_level(run: Run, reading: Reading, own: Phrase, clause: Clause, mention: Mention | None) -> Draft | None:
    """The level that an attribute speaks of: by its own subject, in 分别 order, else the nearest before it."""
    if reading.kind == "ratio" and reading.rule.own_subject:
        return None
    if reading.kind in ("rank", "difference") and own.text.endswith(run.rulebook.words["growth_subject"]):
        return _growth_named(run, own.text, clause)
    if reading.rule.form == "rank" or reading.rule.second_order:
        kind: Kind = "rank" if reading.rule.form == "rank" else "growth"
        return next((d for d in run.of_sentence(clause.sentence) if d.kind == kind), None)
    points = mention is not None and mention.dimension == "point"
    levels = _levels_before(run, reading, clause, points=points)
    if reading.many > 1 and reading.rule.form != "turning" and reading.kind != "difference":
        return _target_in_list(run, reading, own, clause, levels)
    lists = run.rulebook.words
    if own.text in lists["former"] or own.text in lists["latter"]:
        pair = levels[:2]
        return pair[-1 if own.text in lists["former"] else 0] if len(pair) == 2 else None
    last = run.drafts[-1] if run.drafts else None
    moved = last.of if last is not None and last.kind == "change" and last.sentence == clause.sentence else None
    if moved is not None and moved not in _carried_on(run, [moved], reading):
        moved = None
    if reading.kind == "growth" and not own.text and moved is not None:
        return moved  # 减少 3 起、下降 8%: one movement, told twice
    if own.text:
        found = _by_name(run, levels, own.text, clause)
        if found is None and reading.kind == "change" and mention is not None:
            found = _counted_so(run, levels, own.text, mention.unit)
        if found is None and reading.kind in ("rank", "growth", "change"):
            found = _as_whole(run, _summed(run, levels, own.text), mention)
        return found
    return _nearest(run, reading, _carried_on(run, levels, reading), "" if points or mention is None else mention.unit)


def _levels_before(run: Run, reading: Reading, clause: Clause, *, points: bool) -> list[Draft]:
    """What the sentence has printed that an attribute can be of: for points rates, for a growth what can grow."""
    rates = ("", *run.percents)
    said = run.of_sentence(clause.sentence) if points else run.levels(clause.sentence)
    found = [d for d in said if not d.prior and d.start < reading.start and (not points or d.unit in rates)]
    if reading.kind != "growth":
        return found
    return [d for d in found if not _counts_what_grew(run, d, reading.start)]


def _carried_on(run: Run, levels: list[Draft], reading: Reading) -> list[Draft]:
    """The levels whose subject an attribute without one of its own can carry on.

    Not across ；, which ends what was spoken of, and not past a number that was not read, which it would be of; in a
    bracket, 占比近 25%（同比增长 30%）, only the number before it.
    """
    before = run.before_bracket(reading.quote_start)
    if before is not None:
        levels = [d for d in levels if d is before]
    found: list[Draft] = []
    for draft in levels:
        if draft.start < run.unread or run.parted(draft.end, reading.start):
            break
        found.append(draft)
    return found


def _counts_what_grew(run: Run, level: Draft, start: int) -> bool:
    """True for 9 个镇增长 4%, 7 家重点企业同比增长 4%: the noun behind a count is what grew, and not in number."""
    noun = run.document.text[level.end : level.phrase.end]
    return level.kind == "count" and bool(noun.strip()) and boundary(run.document.text, start, level.end) == level.end


def _summed(run: Run, levels: list[Draft], subject: str) -> list[Draft]:
    """The levels that 总数, 规模, or 企业数量 speaks of: all of them, or those that the words before it name."""
    ending = next((w for w in run.rulebook.words["whole_subject"] if subject.endswith(w)), "")
    if not ending:
        return []
    named = subject.removesuffix(ending)
    for word in (*run.rulebook.words["area_word"], *run.rulebook.words["quantifier"]):
        named = named.removeprefix(word)
    return [d for d in levels if not named or (d.indicator and (named in d.indicator or d.indicator in named))]


def _growth_named(run: Run, subject: str, clause: Clause) -> Draft | None:
    """增速居第三位 speaks of the growth just printed; 出口增速居第三位 of the growth of 出口."""
    owner = next(subject.removesuffix(w) for w in run.rulebook.words["growth_subject"] if subject.endswith(w))
    growths = (d for d in run.of_sentence(clause.sentence) if d.kind == "growth")
    return next((d for d in growths if not owner or owner in d.indicator or d.indicator in owner), None)


def _target_in_list(run: Run, reading: Reading, own: Phrase, clause: Clause, levels: list[Draft]) -> Draft | None:
    """The level of one number of a 分别 list: by the subject in its place, else by counting back."""
    parts = split(own.text, run.rulebook.words["list_mark"])
    if len(parts) == reading.many and reading.kind != "ratio":
        part = parts[reading.position]
        measured = {_measure(run, each) for each in parts}
        unit = measured.pop() if len(measured) == 1 else ""
        counted = [d for d in levels if unit and d.unit == unit][: reading.many][::-1]
        named = _by_measure(run, levels, part) or _by_name(run, levels, part, clause)
        return counted[reading.position] if len(counted) == reading.many and counted[0] is not named else named
    if reading.kind == "growth" and own.text and _by_name(run, levels, own.text, clause) is None:
        return None  # 甲镇、乙基地分别增长 15%、14%: subjects of which no level was printed
    points = reading.kind == "change" and any(d.unit in run.percents for d in levels[:1])
    counted = [d for d in levels if points or d.kind != "share"][: reading.many][::-1]
    return counted[reading.position] if len(counted) == reading.many else None


def _by_name(run: Run, levels: list[Draft], subject: str, clause: Clause) -> Draft | None:
    """The level that a subject names, in the sentence or before it in the paragraph."""
    short = core(run, subject)
    found = _named(levels, subject) or _named(levels, short) or _named(_of_paragraph(run, clause), subject)
    return found or (_abbreviated(levels, short) if short != subject else None)


def _abbreviated(levels: list[Draft], short: str) -> Draft | None:
    """批捕数 of 批准逮捕犯罪嫌疑人: a name keeps its first character and the order of the others when it is cut."""
    for draft in levels:
        rest = iter(draft.indicator)
        if draft.indicator[:1] == short[:1] and all(ch in rest for ch in short):
            return draft
    return None


def _nearest(run: Run, reading: Reading, levels: list[Draft], unit: str) -> Draft | None:
    """The nearest level that it can speak of: no growth or share of a rate, changes in the unit of the level."""
    if reading.kind in ("growth", "share"):
        levels = [d for d in levels if d.kind != "ratio" or d.of is None]  # no growth of a multiple
    if reading.kind in ("share", "difference"):  # 占全国总量（7000 件）的 4%: the whole is no part of itself
        levels = [d for d in levels if d.start < reading.start]
    if reading.kind == "growth":
        levels = [d for d in levels if d.unit not in run.percents]
    if reading.kind == "share":
        levels = [d for d in levels if d.kind in ("count", "amount")]
        counted = _measure(run, (reading.base or "")[-2:])
        levels = [d for d in levels if counted and d.unit == counted] or levels  # 9 批次、70 件，占批次的 3%
    if reading.kind in ("change", "difference") and unit:
        levels = [d for d in levels if d.unit.counted == unit] or levels
    if reading.kind == "rank" and levels and levels[0].phrase.text.startswith(run.rulebook.words["other"]):
        return _whole(run, levels)
    return levels[0] if levels else None


def _whole(run: Run, levels: list[Draft]) -> Draft:
    """Behind 其他 N 件 the list is over: the level before its 其中."""
    for draft, earlier in pairwise(levels):
        if any(word in run.document.text[earlier.end : draft.start] for word in run.rulebook.words["of_which"]):
            return earlier
    return levels[0]


def _as_whole(run: Run, levels: list[Draft], mention: Mention | None) -> Draft | None:
    """总数增加 5 个, 规模居第三位: the level before 其中, or the nearest one."""
    same = [d for d in levels if mention is None or d.unit.counted == mention.unit]
    counted = [d for d in same or levels if d.kind in ("count", "amount")]
    return _whole(run, counted) if counted else None


def _by_measure(run: Run, levels: list[Draft], part: str) -> Draft | None:
    """批次, 件数 and 人数 name the nearest levels in 批次, 件 and 人."""
    unit = _measure(run, part) if len(part) < 4 else ""
    return next((d for d in levels if unit and d.unit == unit), None)


def _counted_so(run: Run, levels: list[Draft], subject: str, unit: str) -> Draft | None:
    """溺水起数 for 发生溺水 37 起: the nearest level in the unit that the name ends with and with a word of it."""
    if not unit or _measure(run, subject) != unit:
        return None
    words = {subject[i : i + 2] for i in range(len(subject) - 1)}
    return next((d for d in levels if d.unit == unit and any(w in d.indicator for w in words)), None)


def _measure(run: Run, part: str) -> str:
    """The unit that a name ends with: 批次 itself, 人 in 批捕人数."""
    ending = run.rulebook.words["quantity_ending"]
    tail = part[-2:-1] if part.endswith(ending) else ""
    found = run.rulebook.unit(part) or (run.rulebook.unit(tail) if tail else None)
    return found.id if found is not None else ""


def _of_paragraph(run: Run, clause: Clause) -> list[Draft]:
    """The levels of the sentences before in the same paragraph, the nearest first."""
    return [d for d in run.drafts[:-12:-1] if d.paragraph == clause.paragraph and d.level and not d.prior]


def _named(levels: list[Draft], subject: str) -> Draft | None:
    """The level that a subject names: the same words first, then those of which one is the end of the other."""
    same = next((d for d in levels if d.indicator == subject), None)
    alike = (d for d in levels if d.indicator.endswith(subject) or d.phrase.text.startswith(subject))
    return same or next(alike, None)


def _attribute_indicator(run: Run, reading: Reading, own: Phrase, level: Draft | None) -> str:
    lists = run.rulebook.words
    parts = split(own.text, lists["list_mark"])
    if reading.rule.form == "predicate":
        own = Phrase(reading.noun)
    if reading.kind == "rank" and reading.noun:
        return reading.noun  # 第三大出口市场 ranks as a market, whatever was printed before
    subject = own.text
    if len(parts) == reading.many > 1:
        subject = with_shared_ends(run, parts, run.words.between(reading.start - len(subject), reading.first))[
            reading.position
        ]
    if level is not None:
        subject = level.indicator
    elif _relational(run, own):
        prefix = next((d.phrase.prefix for d in reversed(run.drafts[-4:]) if d.phrase.prefix), "")
        subject = prefix + subject
    elif not subject:
        last = run.drafts[-1] if run.drafts and run.drafts[-1].clause else None
        ranking = _ranking(run, reading)
        if ranking and (last is None or last.kind != "rank"):
            return ranking
        subject = "" if last is None else last.indicator
        if last is not None and last.kind == "share" and (reading.kind == "share" or reading.rule.second_order):
            plain = lists["share_name"][2]
            subject = last.phrase.text or subject.removesuffix(plain)  # 占甲的 30%，占乙的 8%: one subject, two shares
    if reading.kind == "share" and not reading.rule.own_subject:
        share, weight, plain = lists["share_name"]
        return subject + share + reading.base + weight if reading.base else subject + plain
    return subject


def _ranking(run: Run, reading: Reading) -> str:
    """某指数排名 for 在某指数中排名第 7 位 without a subject: the ranking itself is what was measured."""
    lists = run.rulebook.words
    ranked = reading.within if reading.within and reading.within.endswith(lists["ranking"]) else ""
    return ranked and ranked + lists["ranking_name"][0]


def _relational(run: Run, own: Phrase) -> bool:
    """True for a subject that means nothing without what was spoken of before (获奖总数, 标的额)."""
    bare = not own.prefix and run.words.has(own.head, "relational")
    return bare or any(word in own.text for word in run.rulebook.words["relational_long"])


def _scope(reading: Reading, clause: Clause) -> str:
    """The clause's scope; of 甲院、乙院服判率分别为 89%和 91% each number takes its own."""
    return clause.place(reading.position, reading.many)


def _whole_of(
    run: Run, reading: Reading, own: Phrase, level: Draft | None, clause: Clause, share: Interval | None
) -> str | None:
    """The whole of a share: the printed one where it is a name, else the one that the text spoke of before."""
    if not reading.stated and reading.base:
        return whole.of_sectors(run, clause, reading.base)
    named = whole.printed(run, reading.base) or whole.in_name(run, own.text)
    return named or whole.implied(run, clause, own.text or own.total, level, share, reading.start)


def _basis(run: Run, reading: Reading, own: Phrase, level: Draft | None, clause: Clause) -> Basis:
    """The level's basis; growth of what has run up within one year compares two years, and is a flow."""
    if level is None and reading.kind == "share" and not reading.rule.own_subject:
        whole = next(iter(run.levels(clause.sentence)), None)
        if whole is not None and whole.basis == "stock":
            return "stock"  # 床位 9 张，医院占 70%: a part of the level before
    if level is None:
        return basis_of(run, own, clause, reading.start, alone=bool(own.text)).basis
    text = run.document.text
    part = text.rfind(_STOP, clause.sentence_start, level.start)
    said = text[max(clause.sentence_start, part) : reading.start]
    yearly = any(word in said for word in run.rulebook.words["within_year"])
    return "flow" if reading.kind == "growth" and level.basis == "cumulative" and yearly else level.basis


def _period(level: Draft | None, clause: Clause, *, earlier: bool) -> Period:
    period = level.period if level is not None else clause.period
    return year_before(period) if earlier else period


def _minus(interval: Interval | None) -> Interval | None:
    return None if interval is None else negate(interval)
