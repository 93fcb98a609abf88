"""Where each number is printed, and in which words: what tells whether two prints may be of one fact."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

import regex

from ipextract.model import Claim
from ipextract.relations.alike import agree
from ipextract.relations.labels import Printed, completed
from ipextract.relations.passage import Passage
from ipextract.relations.subjects import Subjects
from ipextract.relations.tiers import own_level, tiers
from ipextract.rulebook import Rulebook
from ipextract.structure import OPENING, Sheet

KINDS = ("count", "amount", "ratio", "growth", "share")
"""The kinds of numbers that a report says twice."""

_MOVES = ("growth", "change")
_TELLING_NAME = 6
_NUMBER = regex.compile(r"\p{Nd}+(?:[.,．，]+\p{Nd}+)*")
_MARKS = regex.compile(r"[\s，,；;：:、。！？“”‘’—－-]+")
_COMMAS = regex.compile(r"[，；：、,;:\n]")


class Places:
    """Where each claim is printed and in which words."""

    def __init__(
        self,
        sheets: tuple[Sheet, ...],
        claims: tuple[Claim, ...],
        prose: tuple[Passage, ...],
        subjects: Subjects,
        rulebook: Rulebook,
        endings: tuple[str, ...],
    ) -> None:
        self.rulebook = rulebook
        self.subjects = subjects
        self.passage = {c.claim_id: p for p in prose for c in p.claims}
        self.by_id = {c.claim_id: c for c in claims}
        self.tables = [sheet.start for sheet in sheets]
        self.titles = [sheet.title for sheet in sheets]
        campaign = rulebook.words["campaign"]
        self.campaign = {p.start for p in prose if any(w in p.text for w in campaign)}
        self.tiers = tiers(prose, rulebook)
        kinds = [c for c in claims if c.kind in KINDS]
        self.completed = completed(Printed(kinds, self.passage, sheets, subjects, endings))
        self.ids: dict[str, set[str]] = {}
        for claim in claims:
            if claim.indicator_id:
                self.ids.setdefault(subjects.of(claim), set()).add(claim.indicator_id)
        self.rows = Counter((self.table(c), self.key(c)) for c in claims if c.origin == "table" and c.kind in KINDS)

    def table(self, claim: Claim) -> int:
        """The number of the table that holds a claim, -1 in prose."""
        return bisect_right(self.tables, claim.char_start) - 1 if claim.origin == "table" else -1

    def whole_place(self, claim: Claim) -> int:
        """The table or the paragraph of a claim: what else it holds tells of what it speaks."""
        passage = self.passage.get(claim.claim_id)
        if passage is None:
            return -1 - self.table(claim)
        return (passage.earlier[-1] if passage.earlier else passage).start

    def key(self, claim: Claim) -> tuple[str, ...]:
        """What two prints of one fact share at least."""
        passage = self.passage.get(claim.claim_id)
        return (
            claim.kind,
            claim.modality,
            self._name(claim),
            claim.scope,
            claim.period.year,
            claim.unit,
            self._base(claim),
            claim.reckoned,
            str(passage is not None and passage.start in self.campaign),
            self._level(claim),
        )

    def _name(self, claim: Claim) -> str:
        """The id of the catalogue, also where only other prints of the bare name have it; else the bare name."""
        bare = self.subjects.of(claim)
        ids = self.ids.get(bare, set())
        return claim.indicator_id or self.completed.get(claim.claim_id) or (min(ids) if len(ids) == 1 else bare)

    def _base(self, claim: Claim) -> str:
        """What a growth is against: for what is held at the end of a year, that of the year before is a year ago."""
        terms = self.rulebook.terms
        held = claim.basis == "stock" and not claim.period.settled.part
        return terms.year_ago if held and claim.base in terms.turns else claim.base or ""

    def money(self, claim: Claim) -> str:
        """The unit of the level that a growth or a share speaks of (元, 美元); empty where unknown."""
        level = self.by_id.get(claim.of or "")
        return level.unit if level else ""

    def _level(self, claim: Claim) -> str:
        """The one level of government that a sentence, its heading or the title of a table speaks of; empty for all."""
        if claim.origin == "table":
            return own_level(self.titles[self.table(claim)], self.rulebook)
        heading = claim.section[-1] if claim.section else ""
        return self.tiers.get(claim.claim_id, own_level(heading, self.rulebook))

    def together(self, one: Claim, other: Claim) -> bool:
        """True for two numbers of one sentence or one table: its rows and columns tell them apart."""
        if one.origin == other.origin == "table":
            return self.table(one) == self.table(other)
        here, there = self.passage.get(one.claim_id), self.passage.get(other.claim_id)
        return here is not None and here is there

    def same_frame(self, one: Claim, other: Claim) -> bool:
        """True when period and basis agree; a table says little of the basis."""
        if one.period.settled != other.period.settled:
            return False
        bases = {one.basis, other.basis}
        return len(bases) == 1 or (one.origin != other.origin and bases == {"flow", "stock"})

    def same_level(self, one: Claim, other: Claim) -> bool:
        """False for the rates of two levels that differ: they are of two things."""
        levels = [self.by_id.get(c.of or "") for c in (one, other)]
        return levels[0] is None or levels[1] is None or agree(levels[0], levels[1])

    def same_words(self, one: Claim, other: Claim) -> bool:
        """True when the same words lead to both numbers and nothing around narrows them down."""
        if not self._alone(one) or not self._alone(other):
            return False
        tabled = one.origin != other.origin and self._rest(one) == self._rest(other)
        return self._lead(one) == self._lead(other) or (tabled and self.in_words(one, other))

    def same_goal(self, one: Claim, other: Claim) -> bool:
        """True when the same whole clause, of some length, leads to both numbers."""
        return self._clause(one) == self._clause(other) and len(self._clause(one)) >= _TELLING_NAME

    def known(self, one: Claim, other: Claim) -> bool:
        """True when the catalogue knows both as one, or the title of a table completes the name of one."""
        ids = one.indicator_id and one.indicator_id == other.indicator_id
        return bool(ids) or one.claim_id in self.completed or other.claim_id in self.completed

    def one_row(self, one: Claim, other: Claim) -> bool:
        """True for a number of prose and the only one of its name in a table, whose names nothing narrows down."""
        cell = one if one.origin == "table" else other
        return self.rows[self.table(cell), self.key(cell)] == 1 and self.same_clause(one, other)

    def in_words(self, one: Claim, other: Claim) -> bool:
        """True when the two names are one without the catalogue."""
        return self.subjects.of(one) == self.subjects.of(other)

    def same_clause(self, one: Claim, other: Claim) -> bool:
        """True when nothing in either clause narrows the name down (固定资产投资 is not that 不含农户)."""
        return self._clause(one) == self._clause(other) or self._rest(one) == self._rest(other)

    def _clause(self, claim: Claim) -> str:
        level = self.by_id.get(claim.of or "", claim)
        said = self._said(level)
        if said is None:
            return claim.indicator
        return self.subjects.without_light(self._stripped(_COMMAS.split(said)[-1], areas=True))

    def _rest(self, claim: Claim) -> tuple[str, str]:
        """What stands before and behind the name in its clause, up to the number; how a rate moves is none of it."""
        level = self.by_id.get(claim.of or "", claim)
        said = self._said(level)
        if said is None:
            return "", ""
        before, name, behind = said.rpartition(level.indicator)
        if not level.indicator or not name:
            own = self._stripped(_COMMAS.split(said)[-1], areas=True)
            # 审结 7 件 behind 新收渔业案件 9 件 says a part of the name
            bare = own in self.rulebook.words["procedure"] and own in level.indicator
            return ("" if bare else own), ""
        moves = level.kind in _MOVES and not any(mark in behind for mark in OPENING)
        front = self._stripped(_COMMAS.split(before)[-1].removesuffix(level.scope or "\n"), areas=True)
        return self.subjects.without_light(front), "" if moves else self._stripped(behind, areas=True)

    def _said(self, claim: Claim) -> str | None:
        """The words of its sentence before a number; ``None`` in a table."""
        passage = self.passage.get(claim.claim_id)
        return None if passage is None else passage.text[: claim.char_start - passage.start]

    def _alone(self, claim: Claim) -> bool:
        passage = self.passage.get(claim.claim_id)
        if passage is None:  # a label that stands once in its table
            return self.rows[self.table(claim), self.key(claim)] == 1
        telling = bool(claim.indicator_id) or len(claim.indicator) >= _TELLING_NAME
        return self._of_all(claim) or (not passage.earlier and telling)

    def _of_all(self, claim: Claim) -> bool:
        """True when the sentence itself says of whom it speaks."""
        passage = self.passage.get(claim.claim_id)
        text = self._stripped(passage.text, areas=False) if passage else ""
        words = self.rulebook.words
        own = (*words["city_level"], *words["province_level"], *words["county_level"], *words["nation_level"])
        return text.startswith(tuple(w for w in (claim.scope, *own) if w))

    def same_matter(self, one: Claim, other: Claim) -> bool:
        """False under two headings of two matters (民事审判, 行政审判), where the same words are of one matter each."""
        if one.section == other.section or {one.origin, other.origin} == {"table", "prose"}:
            return True
        general = self.rulebook.words["summary_heading"]
        if any(not c.section or any(word in c.section[-1] for word in general) for c in (one, other)):
            return True
        return self._of_all(one) and self._of_all(other)

    def _lead(self, claim: Claim) -> str:
        passage = self.passage.get(claim.claim_id)
        if passage is None:
            return claim.indicator
        return _NUMBER.sub("#", self._stripped(passage.text[: claim.char_start - passage.start], areas=True))

    def _stripped(self, text: str, *, areas: bool) -> str:
        """The words without time, links and marks, and without the words for the document's own area."""
        words = self.rulebook.words
        text = self.rulebook.undated(text)
        links = (*words["be"], *words["moment"], *words["connective"])
        if areas:
            links = (*links, *words["city_level"], *words["province_level"], *words["county_level"])
        clauses = _MARKS.split(text)
        return "".join(_trimmed(clause, links) for clause in clauses)


def _trimmed(clause: str, words: tuple[str, ...]) -> str:
    """A clause without those of ``words`` that open or close it."""
    before = ""
    while clause != before and (clause.startswith(words) or clause.endswith(words)):
        before = clause
        for word in words:
            clause = clause.removeprefix(word).removesuffix(word)
    return clause
