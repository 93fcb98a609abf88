"""REPEAT: the same fact printed in several sentences, in a headline and its item, or in prose and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ipextract.exact.interval import meet_all
from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations import threshold
from ipextract.relations.alike import Alike, agree, many_values
from ipextract.relations.entries import entries
from ipextract.relations.ground import Ground
from ipextract.relations.headlines import below_headline, headed
from ipextract.relations.loudness import Loudness
from ipextract.relations.misprint import slip
from ipextract.relations.prints import KINDS, Places
from ipextract.relations.recalled import recalled
from ipextract.relations.subjects import bare_names

_SHORTEST_NAME = 4
_TELLING_NAME = 6
_TELLING_DIGITS = 4
_TELLING_SHORT = 3
_FEWEST_AGREEING = 2
_LIST_GAP = 12
_APART = 3
_RATES = frozenset(("growth", "ratio", "share"))
#: So many facts in the same words that no slip parts are those of two years in one file.
_TWO_REPORTS = 3

_Pair = tuple[Claim, Claim]
_Key = tuple[str, ...]


def find(ground: Ground) -> Iterator[Relation]:
    """The facts, and the goals, that a document prints more than once; a bound and its level are no such two."""
    subjects, words = ground.once(bare_names), ground.words("repeat", "kind_ending")
    if subjects is None or words is None:
        return
    claims = tuple(sorted((*ground.facts, *ground.goals), key=lambda c: c.char_start))
    places = Places(ground.sheets, claims, (*ground.prose, *ground.plans), subjects, ground.rulebook, *words)
    done = {frozenset(c.claim_id for c in bound.claims) for bound in ground.once(threshold.in_prose)}
    for pair in headed(ground.document, claims, places.passage, subjects, ground.rulebook):
        loudness = below_headline(pair)
        names = frozenset((pair.above.claim_id, pair.below.claim_id))
        if loudness is not False and names not in done:
            done.add(names)
            yield _same(pair.above, pair.below, loudness, "headline")
    for entry in ground.once(entries):
        names = frozenset((entry.told.claim_id, entry.cell.claim_id))
        if not entry.whole and names not in done:
            done.add(names)
            yield _same(entry.told, entry.cell, "warning" if slip(entry.told, entry.cell)[1] else "suspicion", "entry")
    for one, other, loudness, heard in _repeats(claims, places):
        if frozenset((one.claim_id, other.claim_id)) not in done:
            yield replace(_same(one, other, loudness), echo=not heard)
    yield from recalled(ground)


def _repeats(claims: Sequence[Claim], places: Places) -> Iterator[tuple[Claim, Claim, Severity | None, bool]]:
    """The same indicator, scope, period, basis and unit in two places, how loud a misfit may be said, whether it is.

    Two prints that agree are of one fact by their words where a misfit would be heard; else they are an echo.
    """
    groups = _by_key(claims, places)
    several = {key for key, group in groups.items() if many_values(group)}
    crowded = {key for key, group in groups.items() if many_values(group, changed=1)}
    neighbours = [pair for group in groups.values() for pair in _neighbours(group, places)]
    alike = Alike(neighbours, places.whole_place)
    pairs = [pair for pair in neighbours if _telling(*pair, places)]
    backed = _backed(pairs, places)
    found: list[tuple[Claim, Claim, Loudness]] = []
    for number, (one, other) in enumerate(pairs):
        loudness = False if _by_attribute(one, other, places, several) else _loudness(one, other, places, alike)
        found.append((one, other, "warning" if loudness is not None and number in backed else loudness))
    two = sum(loudness == "info" for _, _, loudness in found) >= _TWO_REPORTS
    for one, other, loudness in found:
        if loudness is not False:
            heard = not agree(one, other) or _heard(one, other, places, alike, crowded)
            yield one, other, "suspicion" if two and loudness in (None, "warning") else loudness, heard


def _by_key(claims: Sequence[Claim], places: Places) -> dict[_Key, list[Claim]]:
    """The claims of one name, scope, year, unit and base."""
    groups: dict[_Key, list[Claim]] = {}
    for claim in claims:
        if claim.kind in KINDS and len(claim.indicator) > 1:
            groups.setdefault(places.key(claim), []).append(claim)
    return groups


def _heard(one: Claim, other: Claim, places: Places, alike: Alike, crowded: set[_Key]) -> bool:
    """True for two prints that agree, were a misfit of theirs reported: their words say that they are of one fact."""
    if not _named(one, other, places) or _of_several(one, other, places, crowded):
        return False
    return _apart(one, other, places, alike, _Gap(slip(one, other)[0])) in (None, "warning")


def _by_attribute(one: Claim, other: Claim, places: Places, several: set[_Key]) -> bool:
    """True for two prints that differ under a name of several values."""
    return _of_several(one, other, places, several) and not agree(one, other)


def _of_several(one: Claim, other: Claim, places: Places, several: set[_Key]) -> bool:
    """True under a name of several values; tables tell by what else they print which thing they speak of."""
    return not one.origin == other.origin == "table" and places.key(one) in several


def _neighbours(group: Sequence[Claim], places: Places) -> Iterator[_Pair]:
    """Each print with the last one before it of a level in the same unit, as far as the two name one."""
    last: dict[str, Claim] = {}
    for claim in group:
        money = places.money(claim)
        one = last.get(money) or last.get("") or (next(iter(last.values()), None) if not money else None)
        if one is not None and not places.together(one, claim):
            yield one, claim
        last.pop(money, None)
        last[money] = claim


def _telling(one: Claim, other: Claim, places: Places) -> bool:
    """True for two places that may print one fact: a name as short as 出口 only where the digits say so, too."""
    if _named(one, other, places):
        return True
    return _agree(one, other) and one.period == other.period and slip(one, other)[0] >= _TELLING_SHORT


def _named(one: Claim, other: Claim, places: Places) -> bool:
    """True where the name itself says of what both are: a long one, or one of the catalogue."""
    return min(len(one.indicator), len(other.indicator)) >= _SHORTEST_NAME or places.known(one, other)


def _same(one: Claim, other: Claim, cap: Severity | None, rule: str = "same-fact") -> Relation:
    roles = (Role("claim", one), Role("claim", other))
    return Relation("repeat", rule, roles, one.indicator, section=other.section, severity=cap)


def _backed(pairs: list[_Pair], places: Places) -> set[int]:
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


def _listed(pairs: list[_Pair]) -> bool:
    """True when the numbers stand close together in one order in both places, all of one scope and one unit each."""
    ordered = sorted(pairs, key=lambda pair: pair[0].char_start)
    for side in (0, 1):
        claims = [pair[side] for pair in ordered]
        gaps = [b.char_start - a.char_end for a, b in pairwise(claims)]
        if min(gaps) < 0 or max(gaps) > _LIST_GAP or len({c.unit for c in claims}) > 1:
            return False
    return True


def _loudness(one: Claim, other: Claim, places: Places, alike: Alike) -> Loudness:
    """How loud it may be said that two prints differ; None, too, where they agree or are surely one, a slip apart."""
    if agree(one, other):
        return None if places.same_frame(one, other) else False
    digits, parted = slip(one, other)
    return _apart(one, other, places, alike, _Gap(digits, parted, _one_by_rounding(one, other)))


@dataclass(frozen=True, slots=True)
class _Gap:
    """How two prints differ: telling digits, whether one slip parts them, whether some rounding makes them one."""

    digits: int
    parted: bool = True
    rounded: bool = False


def _apart(one: Claim, other: Claim, places: Places, alike: Alike, gap: _Gap) -> Loudness:
    """The same of two prints that differ so."""
    if _of_two_facts(one, other, places, alike):
        return False
    if one.approx != other.approx:
        return "suspicion"  # 6.9% and 6.5%左右: a goal, an estimate or another year, as a rule
    if one.origin == other.origin == "table" and not alike.tables(one, other):
        return _between_tables(one, other, alike, parted=gap.parted)
    if gap.parted and one.origin != other.origin and one.direction == other.direction and places.one_row(one, other):
        return _in_table(one, other, places, alike, gap.digits)
    return _by_words(one, other, places, gap)


def _by_words(one: Claim, other: Claim, places: Places, gap: _Gap) -> Loudness:
    """The same of two prints that may be one fact by their words alone."""
    if gap.parted and one.direction != other.direction:
        return None if places.in_words(one, other) else "warning"
    if gap.rounded:
        telling = bool(one.indicator_id) and gap.digits >= _TELLING_DIGITS
        return None if telling or places.same_words(one, other) else False
    if places.same_words(one, other):
        return _in_same_words(one, other, parted=gap.parted)
    if not gap.parted or not places.same_clause(one, other):
        return False
    if gap.digits < _TELLING_SHORT:
        return _in_same_goal(one, other, places)
    return _by_name(one, other, places, gap.digits)


def _in_same_goal(one: Claim, other: Claim, places: Places) -> Loudness:
    """How loud two short rates in one clause may be held against each other: a year has one goal of a known name."""
    if one.kind not in _RATES or not places.same_goal(one, other):
        return False
    goals = one.modality == other.modality == "target"
    return "warning" if goals and one.indicator_id and one.indicator_id == other.indicator_id else "suspicion"


def _in_table(one: Claim, other: Claim, places: Places, alike: Alike, digits: int) -> Loudness:
    """How loud prose may be held against the one row of its name; two digits only where all else agrees."""
    if digits >= _TELLING_SHORT:
        return _by_name(one, other, places, digits)
    return "warning" if alike.once(one, other) else "suspicion"


def _by_name(one: Claim, other: Claim, places: Places, digits: int) -> Loudness:
    """How loud a slip under one name may be said, with other words before it: surely where the name is a known one."""
    if not places.in_words(one, other):
        return "warning"
    if digits < _TELLING_DIGITS:
        return "warning" if one.indicator_id or one.origin != other.origin else "suspicion"
    if one.indicator_id and one.indicator_id == other.indicator_id:
        return None
    return "warning" if len(one.indicator) >= _TELLING_NAME or one.origin != other.origin else "suspicion"


def _of_two_facts(one: Claim, other: Claim, places: Places, alike: Alike) -> bool:
    """True for 案件 90 件 under 民事审判 and 案件 70 件 under 行政审判: two periods, matters, levels or paragraphs."""
    if not places.same_frame(one, other) or not places.same_matter(one, other) or not places.same_level(one, other):
        return True
    return not one.origin == other.origin == "table" and not alike.paragraphs(one, other)


def _between_tables(one: Claim, other: Claim, alike: Alike, *, parted: bool) -> Loudness:
    """渔船 1234 in one table and 1243 in another with little else in common: a slip, where all the rest agrees."""
    if not parted:
        return False
    if alike.but_one(one, other):
        return "warning"
    return "suspicion" if one.indicator_id and alike.alone(one, other) else False


def _one_by_rounding(one: Claim, other: Claim) -> bool:
    """True for 3.2 万吨 and 3.3 万吨 of 3.25: some rounding makes them one, if not the nearest."""
    if one.interval is None or other.interval is None:
        return True
    return meet_all([one.interval, other.interval]) is not None


def _in_same_words(one: Claim, other: Claim, *, parted: bool) -> Loudness:
    """全市渔船 1234 艘 and 全市渔船 1243 艘: one fact, surely where it is known or both stand in prose or in tables."""
    if not parted:
        return _near(one, other)
    return None if one.indicator_id or one.origin == other.origin else "warning"


def _near(one: Claim, other: Claim) -> Loudness:
    """Two numbers that no slip parts may be two facts under one name: worth a note when they are of one size."""
    if one.value is None or other.value is None or one.direction != other.direction:
        return False
    apart = abs(Fraction(one.value - other.value))
    return "info" if apart * _APART <= max(abs(Fraction(one.value)), abs(Fraction(other.value))) else False
