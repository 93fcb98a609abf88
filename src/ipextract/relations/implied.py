"""PERCAP and AVG: what a figure per head and its level say of the heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from ipextract.model import Claim, Reference, Relation, Role, Severity, apart
from ipextract.relations.fit import fits
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

_PER_HEAD = (".per-capita", ".per-10000")
_RATE_OF_POPULATION = "‰"
_NEAR = 40
#: Two figures imply the same people when they differ by less than this part; rounding and dates move them a little.
_ALIKE = 100
_BARE = 2

#: The level and the figure per head of it.
_Figure: TypeAlias = tuple[Claim, Claim]


def percapita(
    text: str, claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook
) -> Iterator[Relation]:
    """Figures per inhabitant of one kind with their levels, two by two, and each beside the printed population.

    ``text`` is that of the document, ``prose`` are its sentences. Without a printed population a figure is held against
    the official one alone.
    """
    groups = _figures(claims, rulebook)
    if not groups:
        return
    official = _Official(text, prose, rulebook)
    for group in groups:
        yield from _two_by_two(group, official)
    figures = [figure for group in groups for figure in group]
    beside = _beside_population(claims, figures, rulebook)
    yield from (replace(r, references=official.known(*r.claims)) for r in beside)
    held = {r.claims[1].claim_id for r in beside}
    yield from official.alone([(level, rate) for level, rate in figures if rate.claim_id not in held])


def _figures(claims: tuple[Claim, ...], rulebook: Rulebook) -> list[list[_Figure]]:
    """人均产值 3 万元 with 产值 90 亿元: each figure with its level, by unit, basis, scope and year."""
    rates = [c for c in claims if c.kind == "ratio" and not c.prior and c.origin == "prose"]
    rates = [c for c in rates if _core(c, rulebook)]
    if not rates:
        return []
    levels = _by_name(claims, rulebook)
    groups: dict[tuple[str, str, str, str], list[_Figure]] = {}
    for rate in rates:
        level = _level(rate, levels, rulebook)
        if level is not None:
            key = (rate.unit, rate.basis, rate.scope, rate.period.year)
            groups.setdefault(key, []).append((level, rate))
    return list(groups.values())


def _two_by_two(group: list[_Figure], official: _Official) -> Iterator[Relation]:
    """人均产值 3 万元 and 人均存款 2 万元 of one place and year imply one population."""
    for one, other in pairwise(group):
        if one[0].claim_id != other[0].claim_id:
            roles = (*_pair(*one), *_pair(*other))
            yield _relation("one-population", roles, other[1], official.known(*one, *other))


def _beside_population(claims: tuple[Claim, ...], figures: list[_Figure], rulebook: Rulebook) -> list[Relation]:
    """The figures beside 常住人口 30 万人; those that agree on another population are only worth a note."""
    people = [
        c
        for c in claims
        if c.kind == "count"
        and c.unit in rulebook.words["person_unit"]
        and not c.prior
        and _is_population(c.indicator, rulebook.words["population"])
    ]
    if not people:
        return []
    beside = list(_with_population(claims, figures, people, rulebook))
    elsewhere = _of_other_people(beside, rulebook)
    return [replace(r, severity="info") if r.claims[1].claim_id in elsewhere else r for r in beside]


class _Official:
    """What authorities published of the residents of the places that a report speaks of."""

    def __init__(self, text: str, prose: tuple[Passage, ...], rulebook: Rulebook) -> None:
        words = rulebook.words
        by_register = any(word in text for word in words["by_register"])
        self.references = {} if by_register else rulebook.references
        self.elsewhere = words["of_built_up"]
        told = {_paragraph(p) for p in prose if any(word in p.text for word in words["registered"])}
        self.registered = {claim.claim_id for p in prose if _paragraph(p) in told for claim in p.claims}

    def known(self, *claims: Claim) -> tuple[Reference, ...]:
        """The population at the end of the year of some claims of one place and of the year before."""
        place, year = claims[0].scope, claims[0].period.year
        if not year.isdigit() or any(claim.claim_id in self.registered for claim in claims):
            return ()
        if any(word in claim.indicator for word in self.elsewhere for claim in claims):
            return ()
        return tuple(r for r in self.references.get(place, ()) if int(year) - 1 <= int(r.year) <= int(year))

    def alone(self, figures: list[_Figure]) -> Iterator[Relation]:
        """Each figure once, where the population at the end of the year before is known: many figures are of that.

        What was published of the last years before a census is void afterwards, so later years alone tell nothing.
        """
        seen: set[tuple[str, str, str]] = set()
        for level, rate in figures:
            references = self.known(level, rate)
            said = (rate.indicator, rate.period, rate.printed)
            if said not in seen and any(int(r.year) < int(rate.period.year) for r in references):
                seen.add(said)
                yield _relation("official-population", _pair(level, rate), rate, references)


def _paragraph(passage: Passage) -> int:
    """Where the first sentence of a passage's paragraph starts."""
    return passage.earlier[-1].start if passage.earlier else passage.start


def _with_population(
    claims: tuple[Claim, ...], figures: list[_Figure], people: list[Claim], rulebook: Rulebook
) -> Iterator[Relation]:
    """A figure beside the population of the year, where the text prints by how much that changed.

    Some figures are of the mean, some of the end of the year and some of the year before: without the change nothing
    can be said, and with it no more than that it lies between.
    """
    bases = rulebook.terms.yearly
    changes = {c.of: c for c in claims if c.kind == "change" and c.of and c.base in bases and c.direction != "flat"}
    for level, rate in figures:
        frame = (rate.scope, rate.period.year)
        near = [c for c in people if (c.scope, c.period.year) == frame]
        if rate.unit == _RATE_OF_POPULATION:  # of those just spoken of: the resident ones or the registered ones
            near = [c for c in near if c.char_end <= rate.char_start][-1:]
        else:
            near = [c for c in near if _is_population(c.indicator, rulebook.words["resident"])][:1]
        if near and near[0].claim_id in changes:
            roles = (*_pair(level, rate), Role("population", near[0]), Role("change", changes[near[0].claim_id]))
            yield _relation("printed-population", roles, rate)


def _of_other_people(beside: list[Relation], rulebook: Rulebook) -> set[str]:
    """The figures that agree on a population other than the printed one: whoever computed them took other people."""
    rule = rulebook.check_named("percap")
    found: list[tuple[str, str, Fraction, bool]] = []
    for relation in beside:
        level, rate, people, *_ = relation.claims
        heads = rule.whole(rate.unit) if rule is not None else None
        if not (level.value and rate.value and people.value and heads):
            continue
        implied = Fraction(level.value) / Fraction(rate.value) * heads
        found.append((rate.claim_id, level.claim_id, implied, fits(level, people, rate, per=heads)))
    missing = [each for each in found if not each[3]]
    return {
        rate
        for rate, level, implied, _ in missing
        if any(other != level and abs(at - implied) < implied / _ALIKE for _, other, at, _ in missing)
    }


def _is_population(name: str, names: tuple[str, ...]) -> bool:
    """True for the inhabitants themselves: 全县常住人口, 人口, but not 出生人口."""
    return name in names or name.endswith(tuple(each for each in names if len(each) > _BARE))


def _relation(rule: str, roles: tuple[Role, ...], rate: Claim, references: tuple[Reference, ...] = ()) -> Relation:
    caps: dict[str, Severity | None] = {"one-population": None, "printed-population": "warning"}
    cap: Severity | None = caps.get(rule, "suspicion")
    return Relation("percap", rule, roles, rate.indicator, section=rate.section, severity=cap, references=references)


def _pair(level: Claim, rate: Claim) -> tuple[Role, Role]:
    return Role("level", level), Role("per", rate)


def _core(rate: Claim, rulebook: Rulebook) -> str:
    """What a figure is of, per inhabitant; empty for one per anything else (per judge, per visitor)."""
    words, name = rulebook.words, rate.indicator
    if rate.unit == _RATE_OF_POPULATION:
        for front in words["population"]:
            name = name.removeprefix(front)
        return next((each.of for each in rulebook.definitions.vitals if name == each.rate), "")
    for front in words["per_inhabitant"]:
        if name.startswith(front) and rate.unit.is_rate:
            return _plain(name.removeprefix(front), rulebook)
    for front in words["per_head"]:
        core = name.removeprefix(front)
        if core != name and core.startswith(words["of_all"]) and rate.unit.is_rate:
            return _plain(core, rulebook)
    return ""


def _plain(name: str, rulebook: Rulebook) -> str:
    """A name without the words that only say that it is a stock or an amount."""
    for front in rulebook.words["level_front"]:
        name = name.removeprefix(front)
    for end in rulebook.words["level_end"]:
        name = name.removesuffix(end)
    return name


_Names = dict[tuple[str, str, str], list[Claim]]


def _by_name(claims: tuple[Claim, ...], rulebook: Rulebook) -> _Names:
    found: _Names = {}
    for claim in claims:
        if claim.kind in LEVELS and not claim.prior and claim.value and claim.origin == "prose":
            place = (claim.scope, claim.period.year)
            found.setdefault((_plain(claim.indicator, rulebook), *place), []).append(claim)
            if claim.indicator_id:
                found.setdefault((claim.indicator_id, *place), []).append(claim)
    return found


def _level(rate: Claim, levels: _Names, rulebook: Rulebook) -> Claim | None:
    """The level of a figure: of its name, or of its id without the ending that says that it is per head."""
    place = (rate.scope, rate.period.year)
    unit = rate.unit.counted if rate.unit.is_rate else ""
    keys = [_core(rate, rulebook), *(rate.indicator_id.removesuffix(e) for e in _PER_HEAD if rate.indicator_id)]
    same_basis = {rate.basis} if rate.unit != _RATE_OF_POPULATION else {"flow"}
    for key in keys:
        named = [c for c in levels.get((key, *place), ()) if c.basis in same_basis and unit in ("", c.unit)]
        if named:
            return min(named, key=lambda c: abs(c.char_start - rate.char_start))
    return None


@dataclass(frozen=True, slots=True)
class _Mean:
    """An average and what its name says: 法官人均结案 is of 结案 (``what``) over 法官 (``who``), by the ``cue`` 人均.

    ``counted`` are the units of what it is taken over; ``levels`` what its sentence prints before it.
    """

    claim: Claim
    cue: str
    counted: tuple[str, ...]
    who: str
    what: str
    levels: list[Claim]


def averages(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """法官人均结案 120 件 behind 审结 3600 件, 案均 3 万元 behind an amount and a count: total, count and average."""
    for mean in _means(passage, rulebook):
        total = _total(mean, rulebook)
        if total is None:
            continue
        counts = _counts(passage, mean, total, rulebook)
        count = counts[-1] if counts else None
        # heads are often counted as a mean over the year, cases are not
        of_heads = mean.who or mean.claim.unit.endswith(rulebook.words["person_unit"])
        cap: Severity | None = "suspicion" if of_heads else None
        if len(counts) > 1:
            cap = "info"  # of those accepted or of those concluded: the words do not tell
        if count is not None:
            roles = (Role("total", total), Role("count", count), Role("average", mean.claim))
            yield Relation("average", "total-by-count", roles, mean.cue, section=passage.section, severity=cap)
        elif mean.who and mean.levels[-1].claim_id == total.claim_id:
            yield from _of_whole_count(passage, mean, total, cap)


def _means(passage: Passage, rulebook: Rulebook) -> Iterator[_Mean]:
    """船均捕捞 30 吨: the averages of a sentence, levels only behind another number."""
    definitions = rulebook.definitions
    for i, claim in enumerate(passage.claims):
        if claim.kind not in ("ratio", *LEVELS) or claim.prior or not claim.value:
            continue
        cue, counted = definitions.average(claim.indicator)
        if not cue or (claim.kind in LEVELS and i == 0):
            continue
        who, _, what = claim.indicator.partition(cue)
        levels = [c for c in passage.claims[:i] if c.kind in LEVELS and not c.prior]
        levels = [c for c in levels if not definitions.average(c.indicator)[0]]
        yield _Mean(claim, cue, counted, who, what, levels)


def _total(mean: _Mean, rulebook: Rulebook) -> Claim | None:
    """审结 3600 件 for 法官人均结案 120 件: the nearest level of its unit and name."""
    unit = mean.claim.unit.counted
    named = (c for c in reversed(mean.levels) if c.unit == unit and _about(mean.what, c, rulebook))
    total = next(named, None)
    return None if total is None or total.scope != mean.claim.scope else total


def _counts(passage: Passage, mean: _Mean, total: Claim, rulebook: Rulebook) -> list[Claim]:
    """法官 30 名 for 法官人均结案: what it may be over; where its name is silent, a count beside the total."""
    counts = [c for c in mean.levels if _may_count(c, mean, total)]
    if mean.who:
        named = [c for c in counts if mean.who in c.indicator]
        behind = (c for c in passage.claims if c.kind in LEVELS and not c.prior and c.char_start > mean.claim.char_end)
        return named or [c for c in behind if _may_count(c, mean, total) and mean.who in c.indicator]
    return [c for c in counts if _shares(c, total) and not _of_which(passage, c, rulebook)]


def _may_count(claim: Claim, mean: _Mean, total: Claim) -> bool:
    """True for a level in a unit that the average is taken over, of the same place."""
    return claim.unit in mean.counted and claim.claim_id != total.claim_id and claim.scope == mean.claim.scope


def _of_whole_count(passage: Passage, mean: _Mean, total: Claim, cap: Severity | None) -> Iterator[Relation]:
    """审结 3600 件，法官人均结案 120 件: no count of 法官 is printed, but total by average has to be one.

    With the growth of both the same holds of the year before.
    """
    roles = (Role("total", total), Role("average", mean.claim))
    yield Relation("average", "whole-count", roles, mean.cue, section=passage.section, severity=cap)
    grown = _growths(passage, total, mean.claim)
    if grown:
        rule = "whole-count-before"
        yield Relation("average", rule, (*roles, *grown), mean.cue, section=passage.section, severity=cap)


def _growths(passage: Passage, total: Claim, average: Claim) -> tuple[Role, ...]:
    """The growth of a total and of its average over one year before, where the sentence prints both."""
    found: list[Role] = []
    for name, level in (("total_growth", total), ("average_growth", average)):
        mine = [
            c
            for c in passage.claims
            if c.kind == "growth" and c.of == level.claim_id and not apart(c.qualifier) and not c.period.spans_years
        ]
        found += [Role(name, c) for c in mine[:1]]
    return tuple(found) if len({each.claim.base for each in found}) == 1 and len(found) > 1 else ()


def _about(what: str, total: Claim, rulebook: Rulebook) -> bool:
    """True when a total is of what is averaged: its name holds it, or both close a case."""
    core = _plain(what, rulebook)
    closing = rulebook.words["closing"]
    if core.endswith(closing) and any(word in total.indicator for word in closing):
        return True
    return len(core) > 1 and core in total.indicator


def _of_which(passage: Passage, claim: Claim, rulebook: Rulebook) -> bool:
    """True for a part of what was counted before: an average is over all of them."""
    return any(word in passage.leads[passage.place(claim)] for word in rulebook.words["of_which"])


def _shares(count: Claim, total: Claim) -> bool:
    """True for a count and a total that stand directly side by side: 立案 11 件，标的 90 万元."""
    return 0 <= total.char_start - count.char_end <= _NEAR
