"""What a percentage asserts of the levels beside it: SHARE, GROWTH and CHANGE."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import regex

from ipextract.model import ANNUAL, NOMINAL, Claim, Relation, Role, Severity, apart
from ipextract.relations.fit import misjoined
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook
from ipextract.rulebook.cues import Cue
from ipextract.structure.names import spelled_alike
from ipextract.structure.prices import at_constant_prices

_BREAK = regex.compile(r"[，、；：。,;:\n（()）]")
_OPEN = ("（", "(")
_CLAUSE_END = regex.compile(r"[，；。,;\n]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A rate, by its index in a sentence, and the level that it was read with."""

    passage: Passage
    index: int
    level: Claim
    rulebook: Rulebook

    @property
    def behind(self) -> str:
        """The words of the sentence behind the rate."""
        return self.passage.text[self.passage.claims[self.index].char_end - self.passage.start :]


def growths(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """A printed growth and the level it speaks of; growth over several years asserts nothing about last year."""
    by_id = _by_id(passage)
    for i, growth in enumerate(passage.claims):
        level = by_id.get(growth.of or "")
        if growth.kind != "growth" or level is None or level.kind not in (*LEVELS, "ratio"):
            continue
        if growth.period.spans_years or growth.reckoned == ANNUAL:
            continue
        reading = _Reading(passage, i, level, rulebook)
        if any(test(reading) for test in _NOT_GROWN):
            continue
        roles = (Role("level", level), Role("growth", growth), *_prior(passage, level, growth.base, rulebook))
        # constant prices and comparable bodies are not those of the printed levels
        cap: Severity | None = "info" if in_other_prices(level, growth, rulebook) else None
        yield Relation("growth", growth.rule, roles, growth.base or "", section=passage.section, severity=cap)


def in_other_prices(level: Claim, growth: Claim, rulebook: Rulebook) -> bool:
    """True for a growth that two printed levels need not make: at constant prices, of what is comparable."""
    return apart(growth.qualifier) or at_constant_prices(growth, level, rulebook)


def _grade(reading: _Reading) -> bool:
    """True for the one of 一类 and 一批: a grade or a group, which does not grow."""
    return reading.level.value == 1 and not any(ch.isdecimal() for ch in reading.level.printed)


def _ranked(reading: _Reading) -> bool:
    """True for the 8 of 前 8 位, which says how many of a ranking are looked at."""
    words, claims = reading.rulebook.words, reading.passage.claims
    place = next(i for i, c in enumerate(claims) if c.claim_id == reading.level.claim_id)
    lead = reading.passage.leads[place].rstrip()
    return lead.endswith(words["ordinal_front"]) and not lead.endswith(words["not_ordinal_front"])


def _of_year_before(reading: _Reading) -> bool:
    """True for 在上年增长 6%的基础上: the growth is not of the level at hand."""
    clause = _CLAUSE_END.split(reading.behind, maxsplit=1)[0]
    return any(word in clause for word in reading.rulebook.words["on_basis"])


def _of_what_follows(reading: _Reading) -> bool:
    """True for 比重超过 5%的县有 7 个: the rate picks out what is counted next and says nothing of the level before."""
    claims, index = reading.passage.claims, reading.index
    clause = _BREAK.split(reading.behind, maxsplit=1)[0]
    end = claims[index].char_end + len(clause)
    counts = any(c.char_start < end for c in claims[index + 1 : index + 2])
    return counts and clause.lstrip().startswith(reading.rulebook.words["particle"])


def _of_sum(reading: _Reading) -> bool:
    """True for 分别为 3 件和 5 件，合计占 2%: the share is of all that was listed, not of the last."""
    words, terms = reading.rulebook.words, reading.rulebook.terms
    lead = reading.passage.outer(reading.index).partition(terms.share_of)[0]
    return any(word in lead for word in words["stated_total"])


def _of_them(reading: _Reading) -> bool:
    """True for 公园 110 座，89.4%的公园 …: without a word for a share the rate is of those just counted."""
    lead = reading.passage.outer(reading.index)
    told = any(word in lead for word in (reading.rulebook.terms.share_of, *reading.rulebook.words["share_header"]))
    return not told and reading.behind.startswith(reading.rulebook.words["grammar_de"])


def _of_prices(reading: _Reading) -> bool:
    """True for 下跌个股 8 只，跌幅为 25.86%: prices rose or fell, not what is counted."""
    passage, level = reading.passage, reading.level
    said = passage.text[
        max(0, level.char_end - passage.start) : passage.claims[reading.index].char_start - passage.start
    ]
    return level.kind == "count" and any(word in said for word in reading.rulebook.words["price_move"])


_Test: TypeAlias = Callable[[_Reading], bool]
#: Asked in order of a growth: one that is True says that it asserts nothing of the level before it.
_NOT_GROWN: tuple[_Test, ...] = (_grade, _ranked, _of_year_before, _of_what_follows, _of_prices)
#: The same of a share.
_NO_PART: tuple[_Test, ...] = (_ranked, _of_what_follows, _of_sum, _of_them)


def changes(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """An absolute change, the level it led to and, where printed, the level before and the growth."""
    changed = [c for c in passage.claims if c.kind == "change" and not apart(c.qualifier)]
    points = rulebook.units_of("point") if changed else frozenset()
    by_id = _by_id(passage)
    for claim in changed:
        level, cap = _level_of(claim, passage, by_id)
        if level is None or not _changes(claim, level, points) or _of_the_increase(passage, claim, rulebook):
            continue
        growth = _beside(passage, claim, rulebook)
        if growth is not None and _in_other_prices(claim, growth):
            growth = None
        if cap is not None and growth is None:
            continue
        if growth is not None and rulebook.terms.settled(growth.base) != rulebook.terms.settled(claim.base):
            cap = "warning"
        if growth is not None and at_constant_prices(growth, level, rulebook):
            cap = "info"  # 增加值增加 10 亿元，增长 8%: the change is of the levels, the growth of their volume
        grown = (Role("growth", growth),) if growth is not None else ()
        prior = _prior(passage, level, claim.base, rulebook) or _growth_then(passage, level, claim)
        roles = (Role("level", level), Role("change", claim), *prior, *grown)
        yield Relation("change", claim.rule, roles, claim.base or "", section=passage.section, severity=cap)
    yield from _grown_later(passage, rulebook)


def _growth_then(passage: Passage, level: Claim, change: Claim) -> tuple[Role, ...]:
    """一季度增长 6% behind 增长 7%，比一季度加快 1 个百分点: the growth of then; 降幅收窄 is told without its sign."""
    if level.kind != "growth" or level.direction != "up" or not change.base:
        return ()
    found = [
        claim
        for claim, lead in zip(passage.claims, passage.leads, strict=True)
        if claim.kind == "growth" and claim.direction == "up" and change.base in lead and claim.period != level.period
    ]
    alike = [c for c in found if (c.indicator, c.scope, c.unit) == (level.indicator, level.scope, level.unit)]
    return (Role("prior", alike[0]),) if len(alike) == 1 else ()


def _in_other_prices(change: Claim, growth: Claim) -> bool:
    """True for 现价总量增加 5 亿元，增长 7%: only the change says in which prices it is told."""
    return NOMINAL in change.qualifier.split() and NOMINAL not in growth.qualifier.split()


def _beside(passage: Passage, change: Claim, rulebook: Rulebook) -> Claim | None:
    """The growth of the same level over the same time, with nothing of another level between the two."""
    at = passage.place(change)
    for j, growth in enumerate(passage.claims):
        of_it = growth.of == change.of or (growth.of is None and j == at + 1 and _in_bracket(passage, j, change))
        if growth.kind != "growth" or not of_it or apart(growth.qualifier):
            continue
        if not _one_time(growth.base, change.base, rulebook):
            continue
        between = range(min(at, j) + 1, max(at, j))
        outside = (passage.claims[k] for k in between if passage.depths[k] <= passage.depths[at])
        if all(change.of in (claim.of, claim.claim_id) for claim in outside):
            return growth
    return None


def _in_bracket(passage: Passage, index: int, change: Claim) -> bool:
    """True for the growth of 渔民增加 120 人（增长 3%）: the bracket opens between them and says no other name."""
    opened = passage.leads[index].lstrip().startswith(_OPEN) and passage.depths[index] > 0
    return opened and passage.claims[index].indicator == change.indicator


def _one_time(one: str | None, other: str | None, rulebook: Rulebook) -> bool:
    """True for two bases that are the same moment, or by whatever words the year before."""
    terms = rulebook.terms
    yearly = {*rulebook.words["last_year"], terms.year_ago} - set(terms.turns)
    return terms.settled(one) == terms.settled(other) or (one in yearly and other in yearly)


def _of_the_increase(passage: Passage, change: Claim, rulebook: Rulebook) -> bool:
    """True for 存款比年初增加 46 亿元，同比多增 1 亿元: what was added was more, not what there is."""
    lead = passage.leads[passage.place(change)] + change.printed
    return any(word in lead for word in rulebook.words["added_more"])


def _level_of(change: Claim, passage: Passage, here: dict[str, Claim]) -> tuple[Claim | None, Severity | None]:
    """The level that a change speaks of; from a sentence before it says no more than a warning."""
    if change.of in here:
        return here[change.of], None
    before = (c for above in passage.earlier for c in above.claims if c.claim_id == change.of)
    return next(before, None), "warning"


def _grown_later(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """渔民 9000 人，增加 120 人。渔民总量增长 3%: the growth of a level and its change in a sentence before."""
    by_id = _by_id(passage)
    later = [g for g in passage.claims if g.kind == "growth" and g.of and g.of not in by_id and not apart(g.qualifier)]
    for growth in later:
        for above in passage.earlier:
            settled = rulebook.terms.settled
            told = {(c.kind, c.of, settled(c.base)): c for c in above.claims}
            level, base = _by_id(above).get(growth.of or ""), settled(growth.base)
            change, beside = told.get(("change", growth.of, base)), told.get(("growth", growth.of, base))
            if level is not None and change is not None and beside is None and change.unit == level.unit:
                roles = (Role("level", level), Role("change", change), Role("growth", growth))
                cap: Severity = "info" if at_constant_prices(growth, level, rulebook) else "warning"
                yield Relation("change", change.rule, roles, change.base or "", section=passage.section, severity=cap)


def _changes(change: Claim, level: Claim, points: frozenset[str]) -> bool:
    """True when the change is of the level itself: in its unit, or in points of a rate."""
    if level.unit in ("%", "‰"):
        return change.unit in points
    return level.kind in (*LEVELS, "ratio") and change.unit == level.unit


def before(passage: Passage, level: Claim, base: str | None, rulebook: Rulebook) -> Claim | None:
    """The level that ``base`` means, where the sentence prints it: of the year before, or of the year it names."""
    at = next((i for i, c in enumerate(passage.claims) if c.claim_id == level.claim_id), None)
    known = passage.before[at] if at is not None else ()
    return next((claim for claim, _ in known if _meant(claim, level, base, rulebook)), None)


def _prior(passage: Passage, level: Claim, base: str | None, rulebook: Rulebook) -> tuple[Role, ...]:
    claim = before(passage, level, base, rulebook)
    return () if claim is None else (Role("prior", claim),)


def _meant(claim: Claim, level: Claim, base: str | None, rulebook: Rulebook) -> bool:
    """True for the level of the year before where 比上年 says so, and of the year that 比 2019 年 names."""
    terms = rulebook.terms
    yearly = base is None or base in (*rulebook.words["last_year"], *terms.yearly)
    if yearly and (claim.prior or _year_before(claim, level)):
        return True
    return base is not None and bool(claim.period.year) and base.startswith(claim.period.year)


def _year_before(claim: Claim, level: Claim) -> bool:
    """True when the two periods are alike and one year apart."""
    a, b = claim.period, level.period
    return bool(a.year and b.year) and int(a.year) + 1 == int(b.year) and a.part == b.part


def shares(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """A printed share, its part and, where an edge joins it to one, the whole."""
    by_id = _by_id(passage)
    cues = {cue.id: cue for cue in rulebook.cues_of("share-of")}
    for i, share in enumerate(passage.claims):
        part = by_id.get(share.of or "")
        if share.kind != "share" or part is None or part.kind not in LEVELS:
            continue
        reading = _Reading(passage, i, part, rulebook)
        if any(test(reading) for test in _NO_PART):
            continue
        whole, edge = passage.divided[i] or (None, None)
        cue = cues.get(edge.cue) if edge is not None else None
        if not _asserted(passage, i, part, cue, rulebook):
            continue
        severity = _of_other_measure(passage, part, share, whole, rulebook) or (cue.cap if cue is not None else None)
        if whole is not None:
            severity = _of_whole(passage, (part, whole, share), severity, rulebook)
        roles = (Role("part", part), *((Role("whole", whole),) if whole is not None else ()), Role("share", share))
        yield Relation("share", share.rule, roles, share.base or "", section=passage.section, severity=severity)


def _of_whole(
    passage: Passage, said: tuple[Claim, Claim, Claim], severity: Severity | None, rulebook: Rulebook
) -> Severity | None:
    """What caps a share of a printed whole: by whose words it is that, and how far off it is."""
    part, whole, share = said
    if severity is None and not _of_these_words(passage, share, whole, rulebook):
        severity = "warning"
    if severity != "info" and misjoined(part, whole, share, _per(share, rulebook)):
        severity = "suspicion"
    return severity


def _per(share: Claim, rulebook: Rulebook) -> int:
    """How many of the unit of a share make the whole."""
    rule = rulebook.check_named("share")
    return (rule.whole(share.unit) if rule is not None else None) or 100


def _of_these_words(passage: Passage, share: Claim, whole: Claim, rulebook: Rulebook) -> bool:
    """False where another sentence prints the whole, or the rules alone say that its name is that of the base."""
    return whole in passage.claims and (not share.base or spelled_alike(whole.indicator, share.base, rulebook))


def _asserted(passage: Passage, index: int, part: Claim, cue: Cue | None, rulebook: Rulebook) -> bool:
    """False for 3 个码头吞吐量占 60% and 甲港 30 艘、乙港 20 艘，占 9%: not of that level, or not of it alone."""
    if _joint(passage, part, rulebook):
        return False
    named = cue is not None and cue.way != "spoken-of"
    return named or _counted(passage, part, passage.claims[index], rulebook)


def _of_other_measure(
    passage: Passage, part: Claim, share: Claim, whole: Claim | None, rulebook: Rulebook
) -> Severity | None:
    """What caps 捕捞量 30 吨（不含远洋），占 6%: part or whole is measured in another way than its name says."""
    markers = rulebook.words["other_measure"]
    between = passage.text[part.char_end - passage.start : share.char_start - passage.start]
    if any(word in between for word in markers):
        return "info"
    if whole is not None and any(word in _lead(passage, whole) for word in markers):
        return "suspicion"
    return None


def _lead(passage: Passage, claim: Claim) -> str:
    """The words before a claim of this sentence or of one above."""
    for place in (passage, *passage.earlier):
        if claim in place.claims:
            return place.leads[place.place(claim)]
    return ""


def _joint(passage: Passage, part: Claim, rulebook: Rulebook) -> bool:
    """True for the last of 甲和乙分别有 30 件和 20 件 or 甲 30 件、乙 20 件: a share behind it may be of all."""
    place = next((i for i, c in enumerate(passage.claims) if c.claim_id == part.claim_id), 0)
    if not place or not passage.leads[place].strip().startswith(rulebook.words["told_together"]):
        return False
    first = passage.claims[place - 1]
    shared = any(c.kind == "share" and c.of == first.claim_id for c in passage.claims)
    return (first.kind, first.unit) == (part.kind, part.unit) and not shared


def _counted(passage: Passage, part: Claim, share: Claim, rulebook: Rulebook) -> bool:
    """True when the share is of the things counted, not of something measured of them or said of them.

    4 家企业产值占 51% is of the output, 4 种商品占出口额的 51% of the exports, 15 个断面优良比例为 93% of the 15;
    病例居多的 4 种是甲、乙、丙、丁，占 51% is of the cases.
    """
    words, base = rulebook.words, share.base or ""
    behind = passage.text[part.char_end - passage.start : share.char_start - passage.start]
    clause = _BREAK.split(behind, maxsplit=1)[0]
    noun = clause
    for word in (*rulebook.terms.share, *words["be"], base):
        if word and word in noun:
            noun = noun.partition(word)[0]
    if not part.unit or any(word in noun for word in words["grammar_de"]):
        return False
    if part.kind == "count" and base.endswith(words["measured_whole"]):
        return False
    if clause != behind:
        return True  # the noun ends with its clause, and the share is of a clause of its own
    return not noun.endswith(words["measured_subject"]) and not (noun.strip() and _names_ratio(behind, rulebook))


def _names_ratio(said: str, rulebook: Rulebook) -> bool:
    """True for 断面优良比例为: a ratio among the things counted, which the count itself is not a part of."""
    words = rulebook.words
    return rulebook.terms.share_of not in said and any(word in said for word in words["share_header"])


def _by_id(passage: Passage) -> dict[str, Claim]:
    return {c.claim_id: c for c in passage.claims}
