"""SUM in prose: a total behind its parts (合计), or a whole before parts that words say to be all (其中 … 其他)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.addends import compared, in_passing, of_its_own, other_readings, part_itself
from ipextract.relations.closed import all_kinds, so_many
from ipextract.relations.echoes import Listed, agree, echo
from ipextract.relations.holders import is_change
from ipextract.relations.lists import LIST_MARKS, OPENING, groups, joined, opens_parts
from ipextract.relations.misread import comes_out, misread, one_too_many, slipped, total_slipped
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_SEMICOLONS: Final = "；;"
_CLAUSE: Final = regex.compile(r"[，；。、,;\n（()）]")
#: What may stand behind the last part of a list that ends its sentence.
_ENDS: Final = " 。；;\n）)"


def totals(passage: Passage, rulebook: Rulebook) -> list[Relation]:
    """The sums that a passage states, 合计 after parts, 其中 … 其他 after a whole, and its echoes."""
    return [*_stated(passage, rulebook), *_covered(passage, rulebook)]


# --- a total behind its parts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """A total by its index in a sentence, the cue that makes it one, and the parts that it is read with."""

    passage: Passage
    index: int
    cue: str
    parts: list[Claim]

    @property
    def total(self) -> Claim:
        """The total itself."""
        return self.passage.claims[self.index]

    @property
    def lead(self) -> str:
        """The words before the total without asides."""
        return self.passage.outer(self.index)


def _stated(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """甲 3 件、乙 4 件，合计 7 件: the parts are the levels of the same unit directly before."""
    strong = rulebook.words["stated_total"]
    for i in passage.levels():
        cue = _cue(passage.leads[i], rulebook)
        if not cue or part_itself(passage.outer(i), rulebook):
            continue
        total, before = passage.claims[i], _before(passage, i, rulebook)
        listed = _listed(passage, i, before, rulebook)
        parts = [passage.claims[j] for j in _topped_up(passage, listed, i, rulebook)]
        cap: Severity | None = None if cue in strong else "warning"
        if cue not in strong and not comes_out(total, parts) and _of_inflow(passage, listed, rulebook):
            continue  # 新增 8 家，总数 60 家: of all, not of the new ones
        if cue in strong and not (len(parts) > 1 and comes_out(total, parts)):
            parts, cap = _as_read(passage, i, before, parts, rulebook)
        stated = _Stated(passage, i, cue, parts)
        if any(test(stated) for test in _NO_SUM):
            continue
        severity = _certainty(stated) or cap
        yield _sum(passage, total, parts, cue, "stated-total", exhaustive=True, severity=severity)


def _cue(lead: str, rulebook: Rulebook) -> str:
    """合计 at either end of the words before a number, or 共 as all of them; else an empty string."""
    words = rulebook.words
    return _closing(lead, words["stated_total"]) or _closing(lead, words["weak_total"], alone=True)


def _closing(lead: str, cues: tuple[str, ...], *, alone: bool = False) -> str:
    """The cue that opens or ends the words before a number (all of them when ``alone``), or an empty string."""
    phrase = lead.strip("".join(LIST_MARKS))
    for cue in sorted(cues, key=len, reverse=True):
        if phrase == cue or (not alone and (phrase.endswith(cue) or phrase.startswith(cue))):
            return cue
    return ""


def _before(passage: Passage, total: int, rulebook: Rulebook) -> list[int]:
    """小学 9 所（其中村小 2 所）、中学 4 所，合计 13 所: the levels before a total, but no closed brackets."""
    levels = [j for j in passage.levels() if j < total and not compared(passage, j, rulebook)]
    apart = [j for j in levels if not passage.closed(j, total) and passage.claims[j].unit == passage.claims[total].unit]
    return apart if len(apart) > 1 else levels


def _listed(passage: Passage, total: int, before: list[int], rulebook: Rulebook) -> list[int]:
    """The run of levels of one unit that ends before a total, back to another total or to 其中."""
    words, whole = rulebook.words, passage.claims[total]
    run: list[int] = []
    for j in reversed(before):
        part = passage.claims[j]
        if part.unit != whole.unit or part.kind != whole.kind or _closing(passage.leads[j], words["stated_total"]):
            break
        run.insert(0, j)
        if any(word in passage.outer(j) for word in (*words["of_which"], *words["among"])):
            if len(run) > 1 and "；" in passage.lead_between(j, run[1]):
                run.pop(0)  # 其中 ended with its own item of a list
            break
    return run


def _topped_up(passage: Passage, listed: list[int], total: int, rulebook: Rulebook) -> list[int]:
    """The parts of a total where 加上 sets some of them on top of a level: that level, and what stands from 加上 on.

    Nothing is left where the level stands in a sentence before.
    """
    added = next((j for j in listed if any(w in passage.leads[j] for w in rulebook.words["topped_up"])), None)
    if added is None:
        return listed
    base = _below(passage, added, total, rulebook)
    return [] if base is None else [base, *(j for j in listed if j >= added)]


def _below(passage: Passage, added: int, total: int, rulebook: Rulebook) -> int | None:
    """收入 50 万元（其中门票 20 万元），加上结转 9 万元: the 50 under the 9; its own parts do not count twice."""
    unit = passage.claims[added].unit
    levels = [j for j in passage.levels() if j < added and passage.claims[j].unit == unit]
    levels = [j for j in levels if not passage.closed(j, added) and not compared(passage, j, rulebook)]
    levels = [j for j in levels if not in_passing(passage, j, total, rulebook)]
    inner = next((j for j in reversed(levels) if opens_parts(passage.outer(j), rulebook)), None)
    if inner is not None:
        levels = [j for j in levels if j < inner]
    return levels[-1] if levels else None


def _of_inflow(passage: Passage, parts: list[int], rulebook: Rulebook) -> bool:
    """True for 新增 8 家、新设 5 家."""
    return any(word in passage.leads[j] for j in parts for word in rulebook.words["inflow"])


def _as_read(
    passage: Passage, total: int, before: list[int], members: list[Claim], rulebook: Rulebook
) -> tuple[list[Claim], Severity | None]:
    """The parts as first read, or in the nearest reading under which the total comes out, or would but for a slip.

    With them what caps a violation: what another reading says is no error of the report beyond doubt.
    """
    whole = passage.claims[total]
    levels = [j for j in before if (passage.claims[j].unit, passage.claims[j].kind) == (whole.unit, whole.kind)]
    closing = (k for k, j in enumerate(levels) if _closing(passage.leads[j], rulebook.words["stated_total"]))
    levels = levels[max(closing, default=-1) + 1 :]
    others = [[passage.claims[j] for j in reading] for reading in other_readings(passage, total, levels, rulebook)]
    out = next((reading for reading in others if comes_out(whole, reading)), None)
    if out is not None:
        return out, None
    likely = [members, *others] if len(members) > 1 and one_too_many(whole, members) is None else []
    meant = next((reading for reading in likely if total_slipped(whole, reading)), members)
    return meant, None if meant is members else "warning"


def _too_few(stated: _Stated) -> bool:
    """True for 中学 4 所，合计 13 所: the list stands elsewhere."""
    return len(stated.parts) < 2


def _far_off(stated: _Stated) -> bool:
    """True for 小学 9 所、中学 4 所，合计 900 所: the total is one of other things."""
    return misread(stated.total, stated.parts)


def _begun_before(stated: _Stated) -> bool:
    """True for 9 所、中学 4 所，合计 21 所: the list begins in a line that was not read with this one."""
    passage = stated.passage
    first = stated.parts[0] is passage.claims[0] and not passage.leads[0].strip()
    return first and not comes_out(stated.total, stated.parts)


def _named_apart(stated: _Stated) -> bool:
    """True for 甲 3 件、乙 4 件；库存总计 9 件: behind the semicolon the total has a name of its own."""
    named = any(mark in stated.lead for mark in _SEMICOLONS) and stated.lead.strip("".join(LIST_MARKS)) != stated.cue
    return named and stated.total.value != sum(part.value or 0 for part in stated.parts)


#: Asked in order: one that is True says that a total is not that of the parts before it.
_NO_SUM: tuple[Callable[[_Stated], bool], ...] = (_too_few, _far_off, _begun_before, _named_apart)


def _certainty(stated: _Stated) -> Severity | None:
    """What caps a total that does not come out: it may be one of other things, or leave a part out with good reason."""
    total, parts = stated.total, stated.parts
    if comes_out(total, parts):
        return None
    if len(parts) > 2 and one_too_many(total, parts) is not None:
        return "suspicion"
    return "suspicion" if of_its_own(stated.lead, stated.cue, parts) and not slipped(total, parts) else None


# --- parts behind their whole -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Broken:
    """A whole and the parts listed behind it, by their indices in a sentence, with the cue that opens the list."""

    passage: Passage
    whole: Claim
    group: list[int]
    cue: str
    rulebook: Rulebook

    @property
    def parts(self) -> list[Claim]:
        """The parts themselves."""
        return [self.passage.claims[i] for i in self.group]

    @property
    def said(self) -> str:
        """The words from the whole to the mark behind the last part."""
        passage, last = self.passage, self.passage.claims[self.group[-1]]
        first = self.whole.char_end - passage.start if self.whole in passage.claims else 0
        end = last.char_end - passage.start
        return passage.text[first:end] + _CLAUSE.split(passage.text[end:], maxsplit=1)[0]

    @property
    def run(self) -> bool:
        """True where nothing but the marks of a list joins the parts, up to the end of the sentence."""
        passage, last = self.passage, self.passage.claims[self.group[-1]]
        ends = not passage.text[last.char_end - passage.start :].strip(_ENDS)
        return ends and joined(passage, self.group, LIST_MARKS) == self.group


def _covered(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """The whole before 其中 and its parts: equal where words say that they are all, else an echo where they are."""
    for whole, group, cue in groups(passage, rulebook):
        lists = [_Broken(passage, whole, group, cue, rulebook)]
        wide = _apart(passage, group[0], rulebook)
        if len(wide) > len(group):
            lists.append(_Broken(passage, whole, wide, cue, rulebook))
        told = [each for each in lists if len(each.group) > 1 and not _is_net(each)]
        found = (relation for form in _FORMS for each in told if (relation := form(each)) is not None)
        relation = next(found, None)
        if relation is not None:
            yield relation


def _is_net(broken: _Broken) -> bool:
    """True for 净开 2 家（关 3 家、开 5 家）."""
    return broken.cue in OPENING and any(_takes_off(broken.passage, i, broken.rulebook) for i in broken.group)


def _takes_off(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 关闭 3 家, 净减 5 人: what is taken off the whole, no part that adds to it."""
    phrase = (passage.leads[index] + passage.claims[index].indicator).replace(" ", "")
    return any(word in phrase for word in rulebook.words["taking_off"])


def _with_rest(broken: _Broken) -> Relation | None:
    """渔船 30 艘，其中帆船 12 艘，其他 18 艘: the list names what is left over."""
    if not _names_the_rest(broken) or misread(broken.whole, broken.parts):
        return None
    return _sum(broken.passage, broken.whole, broken.parts, broken.cue, "with-rest", exhaustive=True)


def _of_all_kinds(broken: _Broken) -> Relation | None:
    """渔民 30 人，其中外出渔民 12 人，留守渔民 18 人: the rules say that there are no other kinds."""
    names = [part.indicator for part in broken.parts]
    return _closed(broken, "all-kinds") if all_kinds(names, broken.rulebook) else None


def _of_so_many_kinds(broken: _Broken) -> Relation | None:
    """渔船 30 艘，分为两类，其中帆船 12 艘，机动船 18 艘: the words say how many kinds there are."""
    several = so_many(broken.said, len(broken.group), broken.rulebook)
    return _closed(broken, "so-many-kinds") if several else None


def _closed(broken: _Broken, rule: str) -> Relation | None:
    if misread(broken.whole, broken.parts):
        return None
    return _sum(broken.passage, broken.whole, broken.parts, broken.cue, rule, exhaustive=True, severity="warning")


def _beyond_in_brackets(broken: _Broken) -> Relation | None:
    """渔船 30 艘（帆船 12 艘、机动船 20 艘）: brackets break a number down, so more than the whole is a fault."""
    whole, parts = broken.whole, broken.parts
    beyond = whole.approx == "exact" and whole.value is not None and sum(p.value or 0 for p in parts) > whole.value
    if broken.cue not in OPENING or not beyond or agree(whole, parts) or misread(whole, parts):
        return None
    return replace(
        _sum(broken.passage, whole, parts, broken.cue, "in-brackets", exhaustive=True, severity="warning"), echo=True
    )


def _echoing(broken: _Broken) -> Relation | None:
    """渔船 30 艘，其中帆船 12 艘、机动船 18 艘: only the numbers say that these are all."""
    passage = broken.passage
    listed = Listed(broken.whole, tuple(broken.parts), broken.said, broken.cue, passage.section, broken.run)
    return echo(listed, broken.rulebook)


#: What a list of several parts may be, asked in order: the first three are said by words, the others by numbers.
_FORMS: tuple[Callable[[_Broken], Relation | None], ...] = (
    _with_rest,
    _of_all_kinds,
    _of_so_many_kinds,
    _beyond_in_brackets,
    _echoing,
)


def _names_the_rest(broken: _Broken) -> bool:
    """Whether a list ends with 其他; behind （含 the words 另有 bring something that is no part of the whole."""
    words, passage, group = broken.rulebook.words, broken.passage, broken.group
    others = [w for w in words["other"] if w not in words["besides"] or broken.cue not in words["including"]]
    behind = passage.text[passage.claims[group[-1]].char_end - passage.start :]
    if behind.startswith(words["open_list"]):
        return False  # 其他基金 15 亿元、利息 5 亿元等: the list goes on
    return any(word in passage.leads[i] for i in group for word in others)


def _apart(passage: Passage, first: int, rulebook: Rulebook) -> list[int]:
    """The parts of a list whose items stand apart, each with a growth or a share, up to the sentence's end."""
    unit, depth = passage.claims[first].unit, passage.depths[first]
    ends = (*rulebook.words["of_which"], *rulebook.words["stated_total"], *rulebook.words["cumulative"])
    group = [first]
    for j in passage.levels():
        if j <= first or passage.claims[j].unit != unit or passage.depths[j] > depth or is_change(passage, j, rulebook):
            continue
        if any(word in passage.outer(j) for word in ends):
            break
        group.append(j)
    return group


def _sum(
    passage: Passage,
    total: Claim,
    members: list[Claim],
    cue: str,
    rule: str,
    *,
    exhaustive: bool,
    severity: Severity | None = None,
) -> Relation:
    return Relation(
        kind="sum",
        rule=rule,
        roles=(Role("total", total), *(Role("part", m) for m in members)),
        cue=cue,
        exhaustive=exhaustive,
        section=passage.section,
        severity=severity,
    )
