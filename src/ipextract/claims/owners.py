"""Whose value a growth, change, difference, share, rate or rank is: the cues of rules/cues/value-of.toml, in order.

The first cue that has a say decides, also for nobody. None of them looks at how large a number is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from ipextract.claims.draft import Draft, Link
from ipextract.claims.phrase import Phrase, boundary
from ipextract.claims.readings import Reading
from ipextract.claims.run import Run, of_other_months
from ipextract.claims.scope import Clause
from ipextract.claims.whole import core, sector, strange
from ipextract.model import Kind, Mention
from ipextract.rulebook.cues import Cue, ValueCondition, Way, Wish
from ipextract.structure.names import bare
from ipextract.structure.placed import split_into

#: How many numbers back in its paragraph a subject may have been printed with its level.
_REMEMBERED: Final = 11
#: The shortest and the longest name that is a measure alone: 人数, 案件数.
_MEASURE: Final = 4
Refused: TypeAlias = tuple[tuple[Draft, str], ...]


@dataclass(frozen=True)
class Asked:
    """What speaks of a level, with what stands around it; ``own`` is its own subject."""

    run: Run
    reading: Reading
    own: Phrase
    clause: Clause
    mention: Mention | None

    @property
    def points(self) -> bool:
        """True for percentage points, which only rates can change by."""
        return self.mention is not None and self.mention.dimension == "point"

    @property
    def unit(self) -> str:
        """What is counted, empty for points."""
        return "" if self.points or self.mention is None else self.mention.unit

    @cached_property
    def candidates(self) -> tuple[Draft, ...]:
        """The levels of the sentence so far, for points its rates, the nearest first."""
        run, sentence = self.run, self.clause.sentence
        return tuple(run.of_sentence(sentence)) if self.points else tuple(run.levels(sentence))

    @cached_property
    def levels(self) -> list[Draft]:
        """The candidates that nothing bars."""
        return [draft for draft in self.candidates if not self.barred(draft)]

    def barred(self, draft: Draft) -> str:
        """Why a candidate is none, by the name of the reason; empty where it may be."""
        if draft.prior:
            return "not-prior"
        if draft.start >= self.reading.start:
            return "printed-before"
        if self.points and draft.unit not in ("", *self.run.percents):
            return "rate"
        if self.reading.kind == "growth" and _counts_what_grew(self.run, draft, self.reading.start):
            return "not-counting-what-grew"
        return ""


class Choice(NamedTuple):
    """The level that a cue chooses, ``None`` for nobody, and the nearer ones that it passed over, each with why."""

    level: Draft | None
    refused: Refused = ()


NOBODY: Final = Choice(None)


class _Way(NamedTuple):
    """When a way of choosing has a say, and what it chooses."""

    applies: Callable[[Asked], bool]
    choose: Callable[[Asked, Cue], Choice]


def owner(asked: Asked) -> Link | None:
    """The level that it speaks of, with the cue that chose it; ``None`` where it speaks of a subject of its own."""
    reading = asked.reading
    for cue in asked.run.rulebook.cues_of("value-of"):
        way = WAYS[cue.way]
        if (cue.kinds and reading.kind not in cue.kinds) or not way.applies(asked):
            continue
        level, refused = way.choose(asked, cue)
        if level is None or _of_another(asked, level) or _no_part(asked, level):
            return None
        return Link(level, cue.id, reading.start, reading.end, refused)
    return None


def _of_another(asked: Asked, level: Draft) -> bool:
    """True for 投资 9 亿元…，东部地区投资增长 15%: a place of its own is a subject of which no level was printed."""
    clause, reading = asked.clause, asked.reading
    named = clause.own_start > clause.start and clause.place(reading.position, reading.many) != level.scope
    return named and reading.kind in ("growth", "change")


def _no_part(asked: Asked, level: Draft) -> bool:
    """True for a level that is the whole of a share, or that the sentence does not speak of."""
    reading = asked.reading
    if reading.rule.form == "predicate":
        return True
    return reading.kind == "share" and strange(asked.run, asked.clause, level, reading.start)


def _has_own_subject(asked: Asked) -> bool:
    """每万人拥有量 5 件: a rate that its rule reads together with its subject."""
    return asked.reading.rule.own_subject


def _names_a_growth(asked: Asked) -> bool:
    """增速居第三位, 出口增速高于全省 2 个百分点."""
    return asked.own.text.endswith(asked.run.rulebook.words["growth_subject"])


def _growth_named(asked: Asked, _: Cue) -> Choice:
    """增速居第三位 speaks of the growth just printed; 出口增速居第三位 of the growth of 出口."""
    subject, words = asked.own.text, asked.run.rulebook.words["growth_subject"]
    named = next(subject.removesuffix(w) for w in words if subject.endswith(w))
    growths = (d for d in asked.run.of_sentence(asked.clause.sentence) if d.kind == "growth")
    return Choice(next((d for d in growths if not named or named in d.indicator or d.indicator in named), None))


def _speaks_of_an_attribute(asked: Asked) -> bool:
    """提高 2 位 moves a rank, 增幅回落 3 个百分点 a growth."""
    rule = asked.reading.rule
    return rule.form == "rank" or rule.second_order


def _attribute_before(asked: Asked, _: Cue) -> Choice:
    """The rank, or growth, of the sentence that has the name of its subject, else the nearest one."""
    kind: Kind = "rank" if asked.reading.rule.form == "rank" else "growth"
    told = [d for d in asked.run.of_sentence(asked.clause.sentence) if d.kind == kind]
    many, place = asked.reading.many, asked.reading.position
    if kind == "growth" and many > 1:  # 增长 5%、6%，分别加快 0.7 个和 0.3 个百分点
        before = [d for d in told if d.start < asked.reading.start][:many][::-1]
        return Choice(before[place] if len(before) == many else None)
    named = (d for d in told if asked.own.text and d.indicator == asked.own.text)
    return Choice(next(named, next(iter(told), None)))


def _is_of_a_structure(asked: Asked) -> bool:
    """三次产业结构为 8∶42∶50, of 由 9∶41∶50 调整为 8∶42∶50 the second string."""
    reading = asked.reading
    told = asked.mention is not None and asked.mention.dimension == "structure"
    earlier = reading.rule.form == "ends" and reading.position * 2 < reading.many
    return told and reading.kind == "share" and not earlier and bool(_sector(asked))


def _sector(asked: Asked) -> str:
    """第二产业, with what stands before 三次产业; empty for a structure of anything else."""
    run, reading = asked.run, asked.reading
    name = sector(run, asked.own.text, reading.position, reading.many).removesuffix(run.rulebook.terms.share_weight)
    return name if name.endswith(run.rulebook.words["sector"]) else ""


def _of_its_sector(asked: Asked, _: Cue) -> Choice:
    """The level of the paragraph that has the name of the sector, or of the place in the list, and its period."""
    name = _sector(asked)
    return Choice(next((d for d in _of_paragraph(asked) if d.kind == "amount" and d.indicator.startswith(name)), None))


def _is_listed(asked: Asked) -> bool:
    """分别增长 5%、7%和 9%: one of several numbers of a list, but no pair of turns."""
    reading = asked.reading
    return reading.many > 1 and reading.rule.form != "turning" and reading.kind != "difference"


def _in_order(asked: Asked, _: Cue) -> Choice:
    """The level of one number of a 分别 list: by the subject in its place, else by counting back."""
    run, reading, own, levels = asked.run, asked.reading, asked.own, asked.levels
    parts = split_into(reading.many, own.text, run.rulebook.words["list_mark"])
    if len(parts) == reading.many and reading.kind != "ratio":
        return Choice(_by_place(asked, parts))
    if reading.kind == "growth" and own.text and _by_name(asked, own.text) is None:
        return NOBODY  # 甲镇、乙基地分别增长 15%、14%: subjects of which no level was printed
    if asked.mention is not None and asked.mention.dimension == "structure":
        levels = [d for d in levels if not d.phrase.total and d.kind != "share"]
        levels = levels if len(levels) == reading.many else []
    points = reading.kind == "change" and any(d.unit in run.percents for d in levels[:1])
    counted = [d for d in levels if points or d.kind != "share"][: reading.many][::-1]
    return Choice(counted[reading.position] if len(counted) == reading.many else None)


def _by_place(asked: Asked, parts: Sequence[str]) -> Draft | None:
    """件数、人数分别增长: the level of the subject in its place, or that in its place where all are in one unit."""
    run, reading = asked.run, asked.reading
    part = parts[reading.position]
    measured = {_measure(run, name) for name in parts}
    unit = measured.pop() if len(measured) == 1 else ""
    counted = [d for d in asked.levels if unit and d.unit == unit][: reading.many][::-1]
    named = _by_measure(run, asked.levels, part) or _by_name(asked, part)
    in_place = len(counted) == reading.many and counted[0] is not named
    return counted[reading.position] if in_place else named


def _says_which_of_two(asked: Asked) -> bool:
    """前者增长 5%，后者增长 3%."""
    lists = asked.run.rulebook.words
    return asked.own.text in lists["former"] or asked.own.text in lists["latter"]


def _former_or_latter(asked: Asked, _: Cue) -> Choice:
    """The first or the second of the two levels before."""
    pair = asked.levels[:2]
    if len(pair) < 2:
        return NOBODY
    return Choice(pair[1] if asked.own.text in asked.run.rulebook.words["former"] else pair[0])


def _goes_on_moving(asked: Asked) -> bool:
    """减少 3 起、下降 8%: a growth without a subject behind a change of a level."""
    return not asked.own.text and _moved(asked) is not None


def _moved(asked: Asked) -> Draft | None:
    last = asked.run.drafts[-1] if asked.run.drafts else None
    if last is None or last.kind != "change" or last.sentence != asked.clause.sentence or last.of is None:
        return None
    if last.of.kind == "growth" and asked.reading.kind == "growth":
        return None  # 增长 7%，比一季度加快 1 个百分点，一季度增长 6%: a growth that slowed is no level that grew
    return last.of if _stop(asked, last.of) == "" else None


def _same_movement(asked: Asked, _: Cue) -> Choice:
    """One movement, told twice: of the level that the change before speaks of."""
    return Choice(_moved(asked))


def _has_subject(asked: Asked) -> bool:
    """渔业产值增长 5%."""
    return bool(asked.own.text)


def _named_so(asked: Asked, _: Cue) -> Choice:
    """The level of the subject: by its name, for a change by unit and a word of it, or the whole that it sums up."""
    run, reading, subject = asked.run, asked.reading, asked.own.text
    level = _by_name(asked, subject)
    if level is None and reading.kind == "change" and asked.mention is not None:
        level = _counted_so(run, asked.levels, subject, asked.mention.unit)
    if level is None and reading.kind in ("rank", "growth", "change"):
        level = _as_whole(run, _summed(run, asked.levels, subject, reading.start), asked.mention)
    return Choice(level)


def _always(_: Asked) -> bool:
    return True


def _nearest(asked: Asked, cue: Cue) -> Choice:
    """The nearest level that nothing bars, that is carried on, and that meets what the cue takes."""
    kept: list[Draft] = []
    refused: list[tuple[Draft, str]] = []
    for draft in asked.candidates:
        against = asked.barred(draft) or _stop(asked, draft) or _not_taken(asked, draft, cue)
        if against:
            refused.append((draft, against))
        else:
            kept.append(draft)
    wishes = ((name, holds) for name, holds in WISHES.items() if name in cue.prefers)
    wished = next(((name, holds) for name, holds in wishes if any(holds(asked, draft) for draft in kept)), None)
    if wished is not None:
        name, holds = wished
        refused += [(draft, name) for draft in kept if not holds(asked, draft)]
        kept = [draft for draft in kept if holds(asked, draft)]
    if not kept:
        return NOBODY
    level = kept[0]
    if asked.reading.kind == "rank" and level.phrase.text.startswith(asked.run.rulebook.words["other"]):
        level = whole_of_list(asked.run, kept)
    return Choice(level, tuple((draft, against) for draft, against in refused if draft.start > level.start))


def _stop(asked: Asked, draft: Draft) -> str:
    """Why the subject of a level is not carried on to an attribute without one of its own; empty where it is.

    Not across ；, which ends what was spoken of, and not past a number that was not read, which it would be of; in a
    bracket, 占比近 25%（同比增长 30%）, only the number before it.
    """
    run = asked.run
    before = run.before_bracket(asked.reading.quote_start)
    if before is not None and draft is not before:
        return "before-its-bracket"
    if draft.start < run.unread:
        return "no-unread-number-between"
    if run.is_yardstick(draft) and asked.reading.start > draft.end + 1:
        return "not-compared"
    if asked.reading.kind == "growth" and of_other_months(asked.clause, draft):
        return "same-period"
    return "not-parted" if run.parted(draft.end, asked.reading.start) else ""


def _not_taken(asked: Asked, draft: Draft, cue: Cue) -> str:
    return next((name for name, holds in TAKES.items() if name in cue.takes and not holds(asked, draft)), "")


def _counts_what_grew(run: Run, level: Draft, start: int) -> bool:
    """True for 9 个镇增长 4%, 7 家重点企业同比增长 4%: the noun behind a count is what grew, and not in number."""
    noun = run.document.text[level.end : level.phrase.end]
    return level.kind == "count" and bool(noun.strip()) and boundary(run.document.text, start, level.end) == level.end


def _summed(run: Run, levels: list[Draft], subject: str, start: int) -> list[Draft]:
    """The levels that 总数, 规模, or 企业数量 speaks of: those since ；, of them what the words before it name."""
    ending = next((w for w in run.rulebook.words["whole_subject"] if subject.endswith(w)), "")
    if not ending:
        return []
    levels = [d for d in levels if not run.parted(d.end, start)] or levels
    named = subject.removesuffix(ending)
    words = run.rulebook.words
    for word in (*words["area_word"], *words["quantifier"], *words["price_front"]):
        named = named.removeprefix(word)
    return [d for d in levels if not named or (d.indicator and (named in d.indicator or d.indicator in named))]


def _by_name(asked: Asked, subject: str) -> Draft | None:
    """The level that a subject names, in the sentence or before it in the paragraph."""
    short = core(asked.run, subject)
    near = _named(asked.levels, subject) or _named(asked.levels, short)
    if near is not None:
        return near
    remembered = _named(list(_of_paragraph(asked)), subject) or _as_quantity(asked, subject)
    return remembered or (_abbreviated(asked.levels, short) if short != subject else None)


def _as_quantity(asked: Asked, subject: str) -> Draft | None:
    """渔民总数 9000 人。渔民总量增长 3%: names that only differ in how they say that they are a quantity."""
    rulebook = asked.run.rulebook
    name = bare(subject, rulebook)
    return next((d for d in _of_paragraph(asked) if bare(d.indicator, rulebook) == name), None)


def _named(levels: list[Draft], subject: str) -> Draft | None:
    """The level that a subject names: the same words first, then those of which one is the end of the other."""
    same = next((d for d in levels if d.indicator == subject), None)
    whole = (d for d in levels if d.kind != "share" or not d.phrase.text.startswith(subject))
    alike = (d for d in whole if d.indicator.endswith(subject) or d.phrase.text.startswith(subject))
    return same or next(alike, None)


def _of_paragraph(asked: Asked) -> Iterator[Draft]:
    """The levels of the sentences before in the same paragraph, the nearest first."""
    recent = asked.run.drafts[: -_REMEMBERED - 1 : -1]
    return (d for d in recent if d.paragraph == asked.clause.paragraph and d.level and not d.prior)


def _abbreviated(levels: list[Draft], short: str) -> Draft | None:
    """批捕数 of 批准逮捕犯罪嫌疑人: a name keeps its first character and the order of the others when it is cut."""
    for draft in levels:
        rest = iter(draft.indicator)
        if draft.indicator[:1] == short[:1] and all(ch in rest for ch in short):
            return draft
    return None


def whole_of_list(run: Run, levels: list[Draft]) -> Draft:
    """Behind 其他 N 件 the list is over: the level before its 其中."""
    for draft, earlier in pairwise(levels):
        if any(word in run.document.text[earlier.end : draft.start] for word in run.rulebook.words["of_which"]):
            return earlier
    return levels[0]


def _as_whole(run: Run, levels: list[Draft], mention: Mention | None) -> Draft | None:
    """总数增加 5 个, 规模居第三位: the level before 其中, or the nearest one."""
    same = [d for d in levels if mention is None or d.unit.counted == mention.unit]
    counted = [d for d in same or levels if d.kind in ("count", "amount")]
    return whole_of_list(run, counted) if counted else None


def _by_measure(run: Run, levels: list[Draft], part: str) -> Draft | None:
    """批次, 件数 and 人数 name the nearest levels in 批次, 件 and 人."""
    unit = _measure(run, part) if len(part) < _MEASURE else ""
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


def _unit_of_base(asked: Asked, draft: Draft) -> bool:
    """9 批次、70 件，占批次的 3%: the level in the unit that the whole is named by."""
    counted = _measure(asked.run, (asked.reading.base or "")[-2:])
    return bool(counted) and draft.unit == counted


WAYS: Final[Mapping[Way, _Way]] = MappingProxyType(
    {
        "own-rate": _Way(_has_own_subject, lambda *_: NOBODY),
        "growth-named": _Way(_names_a_growth, _growth_named),
        "attribute-before": _Way(_speaks_of_an_attribute, _attribute_before),
        "structure": _Way(_is_of_a_structure, _of_its_sector),
        "in-order": _Way(_is_listed, _in_order),
        "former-or-latter": _Way(_says_which_of_two, _former_or_latter),
        "same-movement": _Way(_goes_on_moving, _same_movement),
        "named": _Way(_has_subject, _named_so),
        "nearest": _Way(_always, _nearest),
    }
)
"""What a cue's ``way`` may name."""

TAKES: Final[Mapping[ValueCondition, Callable[[Asked, Draft], bool]]] = MappingProxyType(
    {
        "not-a-multiple": lambda _, draft: draft.kind != "ratio" or draft.of is None,
        "no-percentage": lambda asked, draft: draft.unit not in asked.run.percents,
        "level": lambda _, draft: draft.kind in ("count", "amount"),
    }
)
"""What ``takes`` of a cue of this role may name: conditions for a level."""

WISHES: Final[Mapping[Wish, Callable[[Asked, Draft], bool]]] = MappingProxyType(
    {
        "unit-of-base": _unit_of_base,
        "same-counted-unit": lambda asked, draft: bool(asked.unit) and draft.unit.counted == asked.unit,
    }
)
"""What ``prefers`` of a cue may name: conditions that decide where some level meets them."""
