"""SUM in prose: a total behind its parts (合计), or a whole before parts that words say to be all (其中 … 其他)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.addends import compared, in_passing, of_its_own, other_readings, part_itself
from ipextract.relations.closed import all_kinds, so_many
from ipextract.relations.echoes import MOST_PARTS, Listed, agree, echo
from ipextract.relations.holders import is_change
from ipextract.relations.lists import LIST_MARKS, OPENING, groups, joined, opens_parts
from ipextract.relations.misread import comes_out, misread, one_too_many, slipped, total_slipped
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

_SEMICOLONS: Final = "；;"
_MEASURED: Final = LEVELS | {"ratio"}
#: Two names share a noun where so many characters at their end are the same.
_HEAD: Final = 2
_CLAUSE: Final = regex.compile(r"[，；。、,;\n（()）]")
#: What may stand behind the last part of a list that ends its sentence.
_ENDS: Final = " 。；;\n）)"


def totals(passage: Passage, rulebook: Rulebook) -> list[Relation]:
    """The sums that a passage states, 合计 after parts, 其中 … 其他 after a whole, and its echoes."""
    return [*_stated(passage, rulebook), *_covered(passage, rulebook)]


# --- a total behind its parts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """A total by its index in a sentence, the cue that makes it one, and the parts that the words give it.

    ``others`` are what its parts may be besides, where the words leave open how far back a list goes.
    """

    passage: Passage
    index: int
    cue: str
    parts: list[Claim]
    others: list[list[Claim]]
    rulebook: Rulebook

    @property
    def total(self) -> Claim:
        """The total itself."""
        return self.passage.claims[self.index]

    @property
    def lead(self) -> str:
        """The words before the total without asides."""
        return self.passage.outer(self.index)

    @property
    def strong(self) -> bool:
        """True for 合计, False for 共, which may only mean that this is how many there are."""
        return self.cue in self.rulebook.words["stated_total"]


def _stated(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """甲 3 件、乙 4 件，合计 7 件: the parts are the levels of the same unit directly before.

    Words choose the parts and say whether they are asserted. What comes out only if they are read otherwise is an echo.
    """
    for i in passage.levels():
        cue = _cue(passage.leads[i], rulebook)
        if not cue or part_itself(passage.outer(i), rulebook) or _modifies(passage, i):
            continue
        before = _before(passage, i, rulebook)
        listed = _topped_up(passage, _listed(passage, i, before, rulebook), i, rulebook)
        others = _other_lists(passage, i, before, rulebook)
        stated = _Stated(passage, i, cue, [passage.claims[j] for j in listed], others, rulebook)
        relation = _asserted(stated) if not any(test(stated) for test in _NO_SUM) else None
        relation = _echoed(stated) if relation is None else relation
        if relation is not None:
            yield relation


def _asserted(stated: _Stated) -> Relation | None:
    """The sum, as loud as the other readings let it be; ``None`` where one of them comes out and this one does not."""
    total, parts = stated.total, stated.parts
    if comes_out(total, parts):
        cap: Severity | None = None if stated.strong else "warning"
    elif _far_off(stated) or any(comes_out(total, reading) for reading in stated.others):
        return None
    else:
        cap = _certainty(stated)
    return _sum(stated.passage, total, parts, stated.cue, "stated-total", exhaustive=True, severity=cap)


def _echoed(stated: _Stated) -> Relation | None:
    """The first reading of the list that comes out, where the words do not assert one."""
    readings = [stated.parts, *stated.others]
    parts = next((each for each in readings if len(each) > 1 and agree(stated.total, each)), None)
    if parts is None:
        return None
    made = _sum(stated.passage, stated.total, parts, stated.cue, "stated-total", exhaustive=False)
    return replace(made, echo=True)


def _modifies(passage: Passage, index: int) -> bool:
    """True for 合计 6 英寸 in 合计 6 英寸产能 247 万片: the number only says of what sort the next one is."""
    if index + 1 >= len(passage.claims) or passage.claims[index + 1].kind not in _MEASURED:
        return False
    lead = passage.leads[index + 1].strip()
    return bool(lead) and _CLAUSE.search(lead) is None


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
    if base is None:
        return []
    return [*_beside(passage, base, total, rulebook), *(j for j in listed if j >= added)]


def _beside(passage: Passage, base: int, total: int, rulebook: Rulebook) -> list[int]:
    """港务支出 50 万元，转贷支出 9 万元，加上结转 3 万元，支出总计: what is topped up is all of the list before it.

    Its items are called what the total is, and nothing but a comma joins them.
    """
    lead = passage.outer(total).strip("".join(LIST_MARKS))
    name = _CLAUSE.split(lead)[-1].removesuffix(_cue(lead, rulebook))
    run = [base]
    while name and run[0] > 0 and name in passage.claims[run[0]].indicator:
        before = passage.claims[run[0] - 1]
        commas = not any(mark in passage.leads[run[0]] for mark in _SEMICOLONS)
        if not commas or before.unit != passage.claims[base].unit or name not in before.indicator:
            break
        run.insert(0, run[0] - 1)
    return run


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


def _other_lists(passage: Passage, total: int, before: list[int], rulebook: Rulebook) -> list[list[Claim]]:
    """What else the parts of 合计 may be, back to the total before."""
    whole = passage.claims[total]
    levels = [j for j in before if (passage.claims[j].unit, passage.claims[j].kind) == (whole.unit, whole.kind)]
    closing = (k for k, j in enumerate(levels) if _closing(passage.leads[j], rulebook.words["stated_total"]))
    levels = levels[max(closing, default=-1) + 1 :]
    return [[passage.claims[j] for j in reading] for reading in other_readings(passage, total, levels, rulebook)]


def _too_few(stated: _Stated) -> bool:
    """True for 中学 4 所，合计 13 所: the list stands elsewhere."""
    return len(stated.parts) < 2


def _of_all(stated: _Stated) -> bool:
    """True for 新增 8 家、新设 5 家，总数 60 家: of all, not of the new ones."""
    leads = (stated.passage.leads[stated.passage.claims.index(part)] for part in stated.parts)
    return not stated.strong and any(word in lead for lead in leads for word in stated.rulebook.words["inflow"])


def _begun_before(stated: _Stated) -> bool:
    """True for 9 所、中学 4 所，合计 21 所: the list begins in a line that was not read with this one."""
    return stated.parts[0] is stated.passage.claims[0] and not stated.passage.leads[0].strip()


def _named_apart(stated: _Stated) -> bool:
    """True for 甲 3 件、乙 4 件；库存总计 9 件: behind the semicolon the total has a name that no part shares."""
    if not any(mark in stated.lead for mark in _SEMICOLONS):
        return False
    name = regex.split(f"[{_SEMICOLONS}]", stated.lead)[-1].strip("".join(LIST_MARKS)).removesuffix(stated.cue)
    names = (part.indicator for part in stated.parts)
    return bool(name) and not any(name[-_HEAD:] in each for each in names)


#: Asked in order: one that is True says that words do not assert a total to be that of the parts before it.
_NO_SUM: tuple[Callable[[_Stated], bool], ...] = (_too_few, _of_all, _begun_before, _named_apart)


def _far_off(stated: _Stated) -> bool:
    """True for 小学 9 所、中学 4 所，合计 900 所: the total is one of other things."""
    return misread(stated.total, stated.parts)


def _certainty(stated: _Stated) -> Severity | None:
    """What caps a total that does not come out: it may be one of other things, or leave a part out with good reason."""
    total, parts = stated.total, stated.parts
    if len(parts) > 2 and one_too_many(total, parts) is not None:
        return "suspicion"
    slip, otherwise = slipped(total, parts), _otherwise(stated)
    if not slip and (otherwise or of_its_own(stated.lead, stated.cue, parts)):
        return "suspicion"
    apart = any(mark in stated.lead for mark in _SEMICOLONS)
    sure = stated.strong and not otherwise and not _on_a_list(stated) and (slip or not apart)
    return None if sure else "warning"


def _on_a_list(stated: _Stated) -> bool:
    """True where 加上 sets something on top of several levels: it may be on top of the last of them alone."""
    topped = stated.rulebook.words["topped_up"]
    leads = (stated.passage.leads[stated.passage.claims.index(part)] for part in stated.parts[:2])
    inside = any(w in stated.passage.text for w in topped)
    return inside and not any(word in lead for lead in leads for word in topped)


def _otherwise(stated: _Stated) -> bool:
    """True where one slip in the total would make another reading of the list come out."""
    return any(total_slipped(stated.total, reading) for reading in stated.others if reading != stated.parts)


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
        wide = [] if cue in OPENING else _apart(passage, group[0], rulebook)  # what a bracket holds ends with it
        if len(group) < len(wide) <= MOST_PARTS:
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
    all_of_it = all_kinds(names, broken.rulebook, broken.whole.indicator)
    return _closed(broken, "all-kinds") if all_of_it else None


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
