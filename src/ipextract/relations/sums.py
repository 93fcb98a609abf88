"""SUM in prose: a total behind its parts (合计), or a whole before parts that words say to be all (其中 … 其他)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.closed import all_kinds, so_many
from ipextract.relations.echoes import MOST_PARTS, Listed, agree, echo
from ipextract.relations.holders import is_change
from ipextract.relations.lists import LIST_MARKS, OPENING, groups, joined
from ipextract.relations.misread import comes_out, misread, one_too_many, slipped, total_slipped
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook
from ipextract.rulebook.lexicon import Lexicon
from ipextract.structure.links import Spot
from ipextract.structure.totals import Line, readings
from ipextract.structure.totals import totals as totals_of
from ipextract.structure.tree import APART

_CLAUSE: Final = regex.compile(r"[，；。、,;\n（()）]")
_NAMED: Final = regex.compile(r"[，,。；;：:、\n（()）]")
#: Characters of a name that says what is totalled, and of the nouns in it that a part may share.
_SHORTEST_NAME: Final = 4
#: Letters of the noun at the end of a name.
_NOUN = 2
_HEAD: Final = 2
#: What may stand behind the last part of a list that ends its sentence.
_ENDS: Final = " 。；;\n）)"


def totals(passage: Passage, rulebook: Rulebook) -> list[Relation]:
    """The sums that a passage states, 合计 after parts, 其中 … 其他 after a whole, and its echoes."""
    return [*_stated(passage, rulebook), *_covered(passage, rulebook)]


# --- a total behind its parts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """A total of a sentence with its cue, the parts that its edges join it to, and the words before it without asides.

    ``others`` are what its parts may be besides, where the words leave open how far back a list goes.
    """

    passage: Passage
    total: Claim
    cue: str
    lead: str
    parts: list[Claim]
    others: list[list[Claim]]
    cap: Severity | None
    rulebook: Rulebook


def _stated(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """甲 3 件、乙 4 件，合计 7 件: the parts are those of the edges, whatever they come to.

    What comes out where no edge asserts it is an echo.
    """
    line = _line(passage)
    for found in totals_of(line, rulebook):
        others = [[passage.claims[j] for j in reading] for reading in readings(line, found, rulebook)]
        lead, total, parts = passage.outer(found.index), passage.claims[found.index], list(passage.addends[found.index])
        stated = _Stated(passage, total, found.word, lead, parts, others, found.cue.cap, rulebook)
        relation = _asserted(stated) if parts else _echoed(stated, [passage.claims[j] for j in found.parts])
        if relation is not None:
            yield relation


def _line(passage: Passage) -> Line:
    """A sentence as words are asked about its numbers."""
    spots = (Spot(c.char_start, c.char_end, c.kind, c.unit, c.indicator, c.period) for c in passage.claims)
    return Line(passage.text, passage.start, tuple(spots), passage.closings)


def _asserted(stated: _Stated) -> Relation:
    """The sum, as loud as the other readings let it be."""
    total, parts = stated.total, stated.parts
    cap = stated.cap if comes_out(total, parts) else _certainty(stated)
    return _sum(stated.passage, total, parts, stated.cue, "stated-total", exhaustive=True, severity=cap)


def _echoed(stated: _Stated, listed: list[Claim]) -> Relation | None:
    """The first reading of the list that comes out, where the words do not assert one."""
    likely = [listed, *stated.others]
    parts = next((each for each in likely if len(each) > 1 and agree(stated.total, each)), None)
    if parts is None:
        return None
    made = _sum(stated.passage, stated.total, parts, stated.cue, "stated-total", exhaustive=False)
    return replace(made, echo=True)


def _certainty(stated: _Stated) -> Severity | None:
    """What caps a total that does not come out: it may be one of other things, or leave a part out with good reason."""
    total, parts = stated.total, stated.parts
    if any(comes_out(total, reading) for reading in stated.others):
        return "info"
    if misread(total, parts) or (len(parts) > 2 and one_too_many(total, parts) is not None):
        return "suspicion"
    slip, otherwise = slipped(total, parts), _otherwise(stated)
    if not slip and (otherwise or _of_its_own(stated.lead, stated.cue, parts)):
        return "suspicion"
    apart = any(mark in stated.lead for mark in APART)
    sure = stated.cap is None and not otherwise and not _on_a_list(stated) and (slip or not apart)
    return None if sure else "warning"


def _of_its_own(lead: str, cue: str, parts: Sequence[Claim]) -> bool:
    """True for 公司 5 家，注册资本共计 9 亿元: the total names something that none of the parts is a kind of."""
    said = _NAMED.split(lead.strip("，,；;、 \n"))[-1]
    name = said.removesuffix(cue).strip()
    if len(name) < _SHORTEST_NAME or name == said:
        return False
    heads = {name[-_HEAD:], name[:-_HEAD][-_HEAD:]}
    return not any(head in part.indicator for head in heads for part in parts)


def _on_a_list(stated: _Stated) -> bool:
    """True where 加上 sets something on top of several levels: it may be on top of the last of them alone."""
    topped = stated.rulebook.words["topped_up"]
    leads = (stated.passage.leads[stated.passage.place(part)] for part in stated.parts[:2])
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
    if not _names_the_rest(broken):
        return None
    return _closed(broken, "with-rest", None if _opens_with_rest(broken) else "suspicion")


def _opens_with_rest(broken: _Broken) -> bool:
    """False for 对其他成员国 behind 对邻国: of which others it speaks the words before leave open."""
    words, passage = broken.rulebook.words, broken.passage
    leads = (_CLAUSE.split(passage.leads[i])[-1].lstrip() for i in broken.group)
    told = ((lead, word) for lead in leads for word in words["other"] if word in lead)
    fronts = (lead.partition(word)[0].strip() for lead, word in told)
    return any(not front or front.endswith((broken.cue, *words["and_others"])) for front in fronts)


def _of_all_kinds(broken: _Broken) -> Relation | None:
    """渔民 30 人，其中外出渔民 12 人，留守渔民 18 人: the rules say that there are no other kinds."""
    names = [part.indicator for part in broken.parts]
    all_of_it = all_kinds(names, broken.rulebook, broken.whole.indicator)
    return _closed(broken, "all-kinds", "warning") if all_of_it else None


def _of_so_many_kinds(broken: _Broken) -> Relation | None:
    """渔船 30 艘，分为两类，其中帆船 12 艘，机动船 18 艘: the words say how many kinds there are."""
    several = so_many(broken.said, len(broken.group), broken.rulebook)
    return _closed(broken, "so-many-kinds", "warning") if several else None


def _closed(broken: _Broken, rule: str, cap: Severity | None) -> Relation:
    """The sum of a list that words close; what is far off and no slip explains may be of another whole."""
    whole, parts = broken.whole, broken.parts
    loud = "suspicion" if misread(whole, parts) or _of_either(broken) else cap
    return _sum(broken.passage, whole, parts, broken.cue, rule, exhaustive=True, severity=loud)


def _of_either(broken: _Broken) -> bool:
    """True for 受理案件 30 件，审结 20 件，其中民事案件 …，其他案件 …: a level before it has the noun of the parts."""
    passage, whole = broken.passage, broken.whole
    if whole not in passage.claims:
        return False
    nouns = {part.indicator[-_NOUN:] for part in broken.parts}
    before = [passage.claims[i] for i in passage.levels() if passage.claims[i].char_start < whole.char_start]
    alike = (c for c in before if (c.unit, c.kind, c.period) == (whole.unit, whole.kind, whole.period))
    return whole.indicator[-_NOUN:] not in nouns and any(c.indicator[-_NOUN:] in nouns for c in alike)


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
    told = [(i, word) for i in group for word in others if word in passage.leads[i]]
    names = {i: passage.claims[i].indicator for i in group}
    named = ((i, passage.leads[i].partition(word)[2].strip()) for i, word in told)
    return any(not _opposed(name, [names[j] for j in group if j != i], words) for i, name in named)


def _opposed(name: str, others: list[str], words: Lexicon) -> bool:
    """True for 其他非流动资产 beside 流动资产: the rest of those that are not what another part is."""
    opposites = (word for word in words["opposite_of"] if name.startswith(word) and name != word)
    return any(name.removeprefix(word) in other for word in opposites for other in others)


def _apart(passage: Passage, first: int, rulebook: Rulebook) -> list[int]:
    """The parts of a list whose items stand apart, each with a growth or a share, up to the sentence's end."""
    unit, depth = passage.claims[first].unit, passage.depths[first]
    ends = (*rulebook.words["of_which"], *rulebook.words["stated_total"], *rulebook.words["cumulative"])
    group = [first]
    for j in passage.levels():
        if j <= first or passage.claims[j].unit != unit or passage.depths[j] > depth or is_change(passage, j, rulebook):
            continue
        if passage.closed(first, j) or any(word in passage.outer(j) for word in ends):
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
