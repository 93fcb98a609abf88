"""REPEAT: the same fact printed in several sentences, or in prose and table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import regex

from ipextract.exact.interval import meet_all
from ipextract.exact.numeral import half_width
from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations import threshold
from ipextract.relations.alike import Alike, agree, many_values
from ipextract.relations.ground import Ground
from ipextract.relations.loudness import Loudness
from ipextract.relations.passage import Passage
from ipextract.relations.tiers import own_level, tiers
from ipextract.rulebook import Rulebook
from ipextract.structure import Sheet

_SHORTEST_NAME = 4
_TELLING_DIGITS = 4
_TELLING_SHORT = 3
_TELLING_NAME = 6
_FEWEST_AGREEING = 2
_LIST_GAP = 12
_KINDS = ("count", "amount", "ratio", "growth", "share")
_NUMBER = regex.compile(r"\p{Nd}+(?:[.,．，]+\p{Nd}+)*")
_MARKS = regex.compile(r"[\s，,；;：:、。！？“”‘’—－-]+")
_COMMAS = regex.compile(r"[，；：、,;:\n]")


def repeats(
    sheets: tuple[Sheet, ...], claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook
) -> Iterator[Relation]:
    """The same indicator, scope, period, basis and unit in two places that agree, or that one slip of a digit parts."""
    places = _Places(sheets, claims, prose, rulebook)
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.kind in _KINDS and len(claim.indicator) > 1:
            groups.setdefault(places.key(claim), []).append(claim)
    several = {key for key, group in groups.items() if many_values(group)}
    neighbours = [pair for group in groups.values() for pair in pairwise(group) if not places.together(*pair)]
    alike = Alike(neighbours, places.whole_place)
    pairs = [pair for pair in neighbours if _telling(*pair)]
    backed = _backed(pairs, places)
    for number, (one, other) in enumerate(pairs):
        tables = one.origin == other.origin == "table"  # which tell by what else they print
        attribute = not tables and places.key(one) in several and not agree(one, other)
        loudness = False if attribute else _loudness(one, other, places, alike)
        if loudness is not None and number in backed:
            loudness = "warning"
        if loudness is not False:
            yield _same(one, other, loudness)


def _telling(one: Claim, other: Claim) -> bool:
    """True for two places that may print one fact: a name as short as 出口 only where the digits say so, too."""
    if len(one.indicator) >= _SHORTEST_NAME:
        return True
    return _agree(one, other) and one.period == other.period and _slip(one, other)[0] >= _TELLING_SHORT


def _same(one: Claim, other: Claim, cap: Severity | None) -> Relation:
    roles = (Role("claim", one), Role("claim", other))
    return Relation("repeat", "same-fact", roles, one.indicator, section=other.section, severity=cap)


def _backed(pairs: list[tuple[Claim, Claim]], places: _Places) -> set[int]:
    """The pairs that differ while all others of the same two lists agree: 2 金 7 银 9 铜, elsewhere 3 枚、7 枚、9 枚.

    One number of a list tells little; the list as a whole says that the same things are counted.
    """
    lists: dict[tuple[int, int], list[int]] = {}
    for number, (one, other) in enumerate(pairs):
        here, there = places.passage.get(one.claim_id), places.passage.get(other.claim_id)
        if here is not None and there is not None and one.kind == "count" and places.same_frame(one, other):
            lists.setdefault((here.start, there.start), []).append(number)
    found: set[int] = set()
    for members in lists.values():
        apart = [n for n in members if not _agree(*pairs[n])]
        if len(apart) == 1 and len(members) > _FEWEST_AGREEING and _listed([pairs[n] for n in members]):
            found.update(apart)
    return found


def _agree(one: Claim, other: Claim) -> bool:
    return one.value is not None and one.value == other.value


def _listed(pairs: list[tuple[Claim, Claim]]) -> bool:
    """True when the numbers stand close together in one order in both places, all of one scope and one unit each."""
    ordered = sorted(pairs, key=lambda pair: pair[0].char_start)
    for side in (0, 1):
        claims = [pair[side] for pair in ordered]
        gaps = [b.char_start - a.char_end for a, b in pairwise(claims)]
        if min(gaps) < 0 or max(gaps) > _LIST_GAP or len({c.unit for c in claims}) > 1:
            return False
    return True


class _Places:
    """Where each claim is printed and in which words."""

    def __init__(
        self, sheets: tuple[Sheet, ...], claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook
    ) -> None:
        self.rulebook = rulebook
        self.passage = {c.claim_id: p for p in prose for c in p.claims}
        self.by_id = {c.claim_id: c for c in claims}
        self.tables = [sheet.start for sheet in sheets]
        self.titles = [sheet.title for sheet in sheets]
        campaign = rulebook.words["campaign"]
        self.campaign = {p.start for p in prose if any(w in p.text for w in campaign)}
        self.tiers = tiers(prose, rulebook)
        self.rows = Counter((self.table(c), self.key(c)) for c in claims if c.origin == "table" and c.kind in _KINDS)

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
        level = self.by_id.get(claim.of or "")
        passage = self.passage.get(claim.claim_id)
        return (
            claim.kind,
            claim.indicator,
            claim.scope,
            claim.period.year,
            claim.unit,
            level.unit if level else "",
            claim.base or "",
            claim.reckoned,
            str(passage is not None and passage.start in self.campaign),
            self._level(claim),
        )

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
        return self._alone(one) and self._alone(other) and self._lead(one) == self._lead(other)

    def same_clause(self, one: Claim, other: Claim) -> bool:
        """True when nothing in either clause narrows the name down (固定资产投资 is not that 不含农户)."""
        return self._clause(one) == self._clause(other)

    def _clause(self, claim: Claim) -> str:
        level = self.by_id.get(claim.of or "", claim)
        passage = self.passage.get(level.claim_id)
        if passage is None:
            return claim.indicator
        said = passage.text[: level.char_start - passage.start]
        return self._stripped(_COMMAS.split(said)[-1], areas=True)

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


def _loudness(one: Claim, other: Claim, places: _Places, alike: Alike) -> Loudness:
    """How loud it may be said that two prints differ; None, too, where they agree or are surely one, a slip apart."""
    if agree(one, other):
        return None
    if _of_two_facts(one, other, places, alike):
        return False
    if one.origin == other.origin == "table" and not alike.tables(one, other):
        return _between_tables(one, other, alike)
    digits, slip = _slip(one, other)
    if slip and one.direction != other.direction:
        return None
    if _one_by_rounding(one, other):
        telling = bool(one.indicator_id) and digits >= _TELLING_DIGITS
        return None if telling or places.same_words(one, other) else False
    if places.same_words(one, other):
        return _in_same_words(one, other, slip=slip)
    if not slip or digits < _TELLING_DIGITS or not places.same_clause(one, other):
        return False
    return None if one.indicator_id and one.indicator_id == other.indicator_id else "suspicion"


def _of_two_facts(one: Claim, other: Claim, places: _Places, alike: Alike) -> bool:
    """True for 案件 90 件 under 民事审判 and 案件 70 件 under 行政审判: two periods, matters, levels or paragraphs."""
    if not places.same_frame(one, other) or not places.same_matter(one, other) or not places.same_level(one, other):
        return True
    return one.origin == other.origin != "table" and not alike.paragraphs(one, other)


def _between_tables(one: Claim, other: Claim, alike: Alike) -> Loudness:
    """渔船 1234 in one table and 1243 in another with little else in common: a slip, where all the rest agrees."""
    if not _slip(one, other)[1]:
        return False
    if alike.but_one(one, other):
        return "warning"
    return "suspicion" if one.indicator_id and alike.alone(one, other) else False


def _one_by_rounding(one: Claim, other: Claim) -> bool:
    """True for 3.2 万吨 and 3.3 万吨 of 3.25: some rounding makes them one, if not the nearest."""
    if one.interval is None or other.interval is None:
        return True
    return meet_all([one.interval, other.interval]) is not None


def _in_same_words(one: Claim, other: Claim, *, slip: bool) -> Loudness:
    """全市渔船 1234 艘 and 全市渔船 1243 艘: one fact, surely where it is known or both stand in prose or in tables."""
    if not slip:
        return _near(one, other)
    return None if one.indicator_id or one.origin == other.origin else "suspicion"


def _near(one: Claim, other: Claim) -> Loudness:
    """Two numbers that no slip parts may be two facts under one name: worth a note when they are of one size."""
    if one.value is None or other.value is None or one.direction != other.direction:
        return False
    apart = abs(Fraction(one.value - other.value))
    return "info" if apart * 3 <= max(abs(Fraction(one.value)), abs(Fraction(other.value))) else False


def _slip(one: Claim, other: Claim) -> tuple[int, bool]:
    """How many telling digits the shorter print has, and whether one slip, or a turned direction, parts the two.

    The zeros at the end of a whole number tell nothing: 1800 and 1600 are two round figures.
    """
    found = [_NUMBER.search(half_width(c.printed)) for c in (one, other)]
    if found[0] is None or found[1] is None:
        return 0, False
    texts = [f[0].replace(",", "").replace("，", "").replace("．", ".") for f in found if f]
    digits = [t.replace(".", "") for t in texts]
    least = min(len(t.replace(".", "") if "." in t else t.rstrip("0")) for t in texts)
    if digits[0] == digits[1]:
        return least, least > 1 and texts[0] == texts[1] and one.direction != other.direction
    decimals = [len(t.partition(".")[2]) for t in texts]
    same = decimals[0] == decimals[1] and one.direction == other.direction
    return least, least > 1 and same and _one_slip(*digits)


def _one_slip(a: str, b: str) -> bool:
    """True when one digit substituted, dropped, added or swapped with its neighbour makes a of b."""
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        swapped = (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def find(ground: Ground) -> Iterator[Relation]:
    """The facts that a document prints more than once; a bound and its level are no such two."""
    bounds = {frozenset(c.claim_id for c in relation.claims) for relation in ground.once(threshold.in_prose)}
    found = repeats(ground.sheets, ground.facts, ground.prose, ground.rulebook)
    return (each for each in found if frozenset(c.claim_id for c in each.claims) not in bounds)
