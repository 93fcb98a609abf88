"""Names that say two things are told apart: 从业人员 of 渔港 and 从业人员 of 渔船 get what each sentence is about.

A name that stands under one key for two values is short of something. What it lacks stands around the number: its
whole, the level before its bracket, what its item or its sentence counts first, the words that open the sentence, what
its paragraph or heading speaks of. The nearest of these that parts the values becomes the qualifier of each claim.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

import regex

from ipextract.claims.draft import LEVELS, Attached
from ipextract.claims.phrase import TAIL
from ipextract.claims.words import Words
from ipextract.model import Claim, Word
from ipextract.rulebook import MASKS
from ipextract.structure import Sentence, Tree
from ipextract.structure.tree import APART

Key: TypeAlias = tuple[str, ...]
Fact: TypeAlias = tuple[Decimal | None, Decimal | None, str | None]
_Rung: TypeAlias = "Callable[[_Around, Claim], str]"

#: How many characters of words around a number are still a name.
_LONGEST: Final = 30
_MARKS: Final = regex.compile(r"[\s，；：。！？、,;:（()）“”\"'‘’]")
_LIST_MARK: Final = "、"
#: What stands for a number in the masked text, but for one that stands for a date.
_NUMBER: Final = regex.compile(rf"(?![{''.join(MASKS['date'])}])[\ue000-\uf8ff]")
#: Lists whose words name nothing: they link, compare or say how a number moved.
_LINKS: Final = (*TAIL, "connective", "comparing", "of_which", "respectively", "rise", "fall", "predicate")
#: The tags of words that name something: nouns, verbs used as nouns, idioms, abbreviations, names of kinds.
_NAMING: Final = ("n", "vn", "l", "j", "i", "b")


def key_of(claim: Claim) -> Key:
    """What two claims share that are read as one: name, scope, qualifier, period, basis, unit, kind, base."""
    return (
        claim.indicator,
        claim.scope,
        claim.qualifier,
        claim.period,
        claim.basis,
        claim.unit,
        claim.kind,
        claim.base or "",
        claim.within or "",
        claim.modality,
    )


def fact_of(claim: Claim) -> Fact:
    """What a claim says: its value, the end of its range and its direction."""
    return claim.value, claim.value_high, claim.direction


def clashing(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of prose that share a key with another value, by key, in text order."""
    keyed: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.origin == "prose":
            keyed[key_of(claim)].append(claim)
    return [found for found in keyed.values() if len({fact_of(c) for c in found}) > 1]


def told_apart(attached: Attached, tree: Tree, words: Words) -> Attached:
    """The claims, each of a clashing name with what stands around it as its qualifier."""
    around = _Around(attached, tree, words)
    settings: dict[str, list[str]] = defaultdict(list)
    for found in clashing(attached.claims):
        _part(found, _RUNGS, around, settings)
    if not settings:
        return attached
    return attached._replace(claims=tuple(_qualified(c, settings.get(c.claim_id)) for c in attached.claims))


def _qualified(claim: Claim, settings: list[str] | None) -> Claim:
    return replace(claim, qualifier=" ".join((claim.qualifier, *settings)).strip()) if settings else claim


def _part(found: Sequence[Claim], rungs: Sequence[_Rung], around: _Around, settings: dict[str, list[str]]) -> None:
    """Gives each claim the first setting that parts the values; what is left together goes on to the next one."""
    if len({fact_of(c) for c in found}) < 2 or not rungs:
        return
    by_setting: dict[str, list[Claim]] = defaultdict(list)
    asked = rungs[0] not in _DISTANT or not around.in_same_words(found)
    for claim in found:
        setting = _MARKS.sub("", rungs[0](around, claim)) if asked else ""
        by_setting["" if setting in claim.indicator else setting].append(claim)
    if len(by_setting) > 1:
        for setting, claims in by_setting.items():
            for claim in claims if setting else ():
                settings[claim.claim_id].append(setting)
    for claims in by_setting.values():
        _part(claims, rungs[1:], around, settings)


class _Around:
    """What stands around the claims: ``prose`` are those of the prose, in text order."""

    def __init__(self, attached: Attached, tree: Tree, words: Words) -> None:
        self.tree = tree
        self.words = words
        self.prose = [c for c in attached.claims if c.origin == "prose"]
        self.starts = [c.char_start for c in self.prose]
        self.by_id = {c.claim_id: c for c in self.prose}
        self.wholes = {e.source: e.target for e in attached.edges if e.role == "part-of"}

    def level(self, claim: Claim) -> Claim:
        """The level of its sentence that a growth, change, share or rank speaks of; a level itself."""
        level = self.by_id.get(claim.of or "", claim)
        here = self.tree.sentence_at(level.char_start) == self.tree.sentence_at(claim.char_start)
        return level if here else claim

    def first(self, start: int, claim: Claim) -> str:
        """The name of the first level that stands from ``start`` on, before a claim."""
        found = self.prose[bisect_left(self.starts, start) : bisect_left(self.starts, claim.char_start)]
        return next((c.indicator for c in found if c.kind in LEVELS and c.indicator), "")

    def said(self, start: int, end: int, claim: Claim) -> str:
        """text[start:end] without brackets, where it tells of more than the name of the claim does."""
        text = self.tree.plain(start, end)
        naming = [w for w in self.words.between(start, end) if w.tag.startswith(_NAMING) and not _links(self.words, w)]
        named = [w for w in naming if w.text in text]
        telling = any(w.text not in claim.indicator for w in named)
        numbered = bool(named) and _numbered(self.words, start, named[-1].start)
        return text if (telling or numbered) and len(text) <= _LONGEST else ""

    def in_same_words(self, found: Sequence[Claim]) -> bool:
        """True where two values stand behind the same words of their sentences: one may be misprinted."""
        said = {(self.words_before(claim), fact_of(claim)) for claim in found}
        return len({words for words, _ in said}) < len(said)

    def words_before(self, claim: Claim) -> str:
        """The words of a sentence before a claim."""
        sentence = self.sentence(claim)
        return "" if sentence is None else self.tree.text[sentence.start : claim.char_start].strip()

    def bounds(self, claim: Claim) -> bool:
        """True for a level that the next number of its clause is not of, or without a name: 前 10 位增长 5%."""
        at = bisect_left(self.starts, claim.char_start) + 1
        follower = self.prose[at] if at < len(self.prose) else claim
        clause = self.tree.clause_at(claim.char_start)
        said = follower.of == claim.claim_id and len(claim.indicator) > 1
        if claim.kind not in LEVELS or said or clause < 0:
            return False
        between = self.tree.text[claim.char_end : follower.char_start]
        joined = any(mark in between for mark in self.words.lists["list_mark"])
        return bool(between.strip()) and not joined and self.tree.clause_at(follower.char_start) == clause

    def sentence(self, claim: Claim) -> Sentence | None:
        """The sentence that a claim stands in."""
        index = self.tree.sentence_at(claim.char_start)
        return self.tree.sentences[index] if index >= 0 else None


def _links(words: Words, word: Word) -> bool:
    """True for a word that only links others or says how a number moved: 其中, 分别, 增长, 为."""
    return any(words.has(word, name) for name in _LINKS)


def _numbered(words: Words, start: int, end: int) -> bool:
    """True when a number that is no date begins in [start, end)."""
    return any(_NUMBER.match(ch) is not None for ch in words.masked[start:end])


def _whole(around: _Around, claim: Claim) -> str:
    """其中公办 7 所: the level that it is a part of."""
    whole = around.by_id.get(around.wholes.get(around.level(claim).claim_id, ""))
    return "" if whole is None else whole.indicator


def _before_bracket(around: _Around, claim: Claim) -> str:
    """渔港 9 座（从业人员 80 人）: the level directly before the bracket that holds it."""
    index = around.tree.bracket_at(around.level(claim).char_start)
    if index < 0:
        return ""
    opening = around.tree.brackets[index].start
    before = around.prose[: bisect_left(around.starts, opening)]
    return before[-1].indicator if before and before[-1].char_end == opening else ""


def _item(around: _Around, claim: Claim) -> str:
    """；渔船 9 艘，从业人员 80 人: what is counted first since the last ；."""
    sentence, start = around.sentence(claim), around.level(claim).char_start
    if sentence is None:
        return ""
    item = max(around.tree.text.rfind(mark, sentence.start, start) for mark in APART)
    return around.first(max(item, sentence.start), around.level(claim))


def _sentence(around: _Around, claim: Claim) -> str:
    """What the sentence counts first."""
    sentence = around.sentence(claim)
    return "" if sentence is None else around.first(sentence.start, around.level(claim))


def _opening(around: _Around, claim: Claim) -> str:
    """在第五届渔业博览会上，获金奖 9 项: the clause that opens the sentence, where no number stands in it."""
    sentence = around.sentence(claim)
    if sentence is None:
        return ""
    clause = around.tree.clauses[sentence.first]
    behind = clause.end < around.level(claim).char_start
    return around.said(clause.start, clause.end, claim) if behind else ""


def _lead(around: _Around, claim: Claim) -> str:
    """0—14 岁（不满 15 周岁）人口: the words before the number since the last mark outside of brackets."""
    sentence, start = around.sentence(claim), around.level(claim).char_start
    if sentence is None:
        return ""
    clauses = (c for c in around.tree.clauses[sentence.first : sentence.last] if c.start <= start)
    opened = max((c.start for c in clauses if c.mark not in ("(", "（", ")", "）")), default=sentence.start)
    return around.said(max(opened, around.tree.text.rfind(_LIST_MARK, opened, start) + 1), start, claim)


def _paragraph(around: _Around, claim: Claim) -> str:
    """What the paragraph counts first."""
    sentence = around.sentence(claim)
    if sentence is None:
        return ""
    return around.first(around.tree.paragraphs[sentence.paragraph].start, around.level(claim))


def _criterion(around: _Around, claim: Claim) -> str:
    """产值超 2 亿元渔企 9 家: the bound that a number before another one sets, for that number and for itself."""
    at = bisect_left(around.starts, around.level(claim).char_start)
    for bound in around.prose[max(at - 1, 0) : at + 1][::-1]:
        if around.bounds(bound):
            return bound.quote
    return ""


def _sentence_before(around: _Around, claim: Claim) -> str:
    """What the sentence before counts first, in one paragraph."""
    index = around.tree.sentence_at(claim.char_start)
    if index < 1 or around.tree.sentences[index - 1].paragraph != around.tree.sentences[index].paragraph:
        return ""
    return around.first(around.tree.sentences[index - 1].start, around.level(claim))


def _heading(_: _Around, claim: Claim) -> str:
    """The nearest heading."""
    return claim.section[-1] if claim.section else ""


def _behind(around: _Around, claim: Claim) -> str:
    """产值 2 亿元以上的渔港: the words behind the number up to the next mark."""
    index = around.tree.clause_at(claim.char_end)
    return "" if index < 0 else around.said(claim.char_end, around.tree.clauses[index].end, claim)


#: What no word of the sentence says.
_DISTANT: Final[tuple[_Rung, ...]] = (_sentence_before, _paragraph, _heading)
_RUNGS: Final[tuple[_Rung, ...]] = (
    _whole,
    _before_bracket,
    _item,
    _sentence,
    _opening,
    _lead,
    _criterion,
    _sentence_before,
    _paragraph,
    _heading,
    _behind,
)
