"""PERCAP and AVG: what a figure per head and its level say of the heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ipextract.model import ANNUAL, PRIOR, Claim, Reference, Relation, Role, Severity
from ipextract.relations.passage import LEVELS, Passage
from ipextract.relations.rates import fits
from ipextract.rulebook import Rulebook

_PER_HEAD = (".per-capita", ".per-10000")
_RATE_OF_POPULATION = "‰"
_NEAR = 40
#: Two figures imply the same people when they differ by less than this part; rounding and dates move them a little.
_ALIKE = 100
_BARE = 2


def percapita(
    text: str, claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook
) -> Iterator[Relation]:
    """Figures per inhabitant of one kind with their levels, two by two, and each beside the printed population.

    ``text`` is that of the document, ``prose`` are its sentences. Without a printed population a figure is held against
    the official one alone.
    """
    rates = [c for c in claims if c.kind == "ratio" and c.qualifier != PRIOR and c.origin == "prose"]
    rates = [c for c in rates if _core(c, rulebook)]
    if not rates:
        return
    levels = _by_name(claims, rulebook)
    groups: dict[tuple[str, str, str, str], list[tuple[Claim, Claim]]] = {}
    for rate in rates:
        level = _level(rate, levels, rulebook)
        if level is not None:
            key = (rate.unit, rate.basis, rate.scope, rate.period.year)
            groups.setdefault(key, []).append((level, rate))
    official = _Official(text, prose, rulebook)
    for pairs in groups.values():
        for one, other in pairwise(pairs):
            if one[0].claim_id != other[0].claim_id:
                roles = (*_pair(*one), *_pair(*other))
                yield _relation("one-population", roles, other[1], official.known(*one, *other))
    people = [c for c in claims if c.kind == "count" and c.unit in rulebook.words["person_unit"]]
    people = [c for c in people if _is_population(c.indicator, rulebook.words["population"]) and c.qualifier != PRIOR]
    each = [p for pairs in groups.values() for p in pairs]
    beside = list(_with_population(claims, each, people, rulebook)) if people else []
    elsewhere = _of_other_people(beside, rulebook)
    beside = [replace(r, severity="info") if r.claims[1].claim_id in elsewhere else r for r in beside]
    yield from (replace(r, references=official.known(*r.claims)) for r in beside)
    done = {r.claims[1].claim_id for r in beside}
    yield from official.alone([pair for pair in each if pair[1].claim_id not in done])


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

    def alone(self, pairs: list[tuple[Claim, Claim]]) -> Iterator[Relation]:
        """Each figure once, where the population at the end of the year before is known: many figures are of that.

        What was published of the last years before a census is void afterwards, so later years alone tell nothing.
        """
        seen: set[tuple[str, str, str]] = set()
        for level, rate in pairs:
            references = self.known(level, rate)
            said = (rate.indicator, rate.period, rate.printed)
            if said not in seen and any(int(r.year) < int(rate.period.year) for r in references):
                seen.add(said)
                yield _relation("official-population", _pair(level, rate), rate, references)


def _paragraph(passage: Passage) -> int:
    """Where the first sentence of a passage's paragraph starts."""
    return passage.earlier[-1].start if passage.earlier else passage.start


def _with_population(
    claims: tuple[Claim, ...], pairs: list[tuple[Claim, Claim]], people: list[Claim], rulebook: Rulebook
) -> Iterator[Relation]:
    """A figure beside the population of the year, where the text prints by how much that changed.

    Some figures are of the mean, some of the end of the year and some of the year before: without the change nothing
    can be said, and with it not more than a suspicion.
    """
    bases = (rulebook.terms.year_ago, rulebook.terms.year_start)
    changes = {c.of: c for c in claims if c.kind == "change" and c.of and c.base in bases and c.direction != "flat"}
    for level, rate in pairs:
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
    cap: Severity | None = None if rule == "one-population" else "suspicion"
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
        if claim.kind in LEVELS and claim.qualifier != PRIOR and claim.value and claim.origin == "prose":
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


def averages(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """法官人均结案 120 件 behind 审结 3600 件, 案均 3 万元 behind an amount and a count: total, count and average."""
    words = rulebook.words
    for i, average in enumerate(passage.claims):
        if average.kind not in ("ratio", *LEVELS) or average.qualifier == PRIOR or not average.value:
            continue
        cue, counted = rulebook.definitions.average(average.indicator)
        if not cue or (average.kind in LEVELS and i == 0):
            continue
        who, _, what = average.indicator.partition(cue)
        unit = average.unit.counted
        before = [c for c in passage.claims[:i] if c.kind in LEVELS and c.qualifier != PRIOR]
        before = [c for c in before if not rulebook.definitions.average(c.indicator)[0]]
        total = next((c for c in reversed(before) if c.unit == unit and _about(what, c, rulebook)), None)
        if total is None or total.scope != average.scope or (total.value or 0) < average.value:
            continue
        of = [c for c in before if c.unit in counted and c.claim_id != total.claim_id and c.scope == average.scope]
        if not who:
            of = [c for c in of if _shares(c, total) and not _of_which(passage, c, rulebook)]
        of = [c for c in of if who in c.indicator]
        fitting = [c for c in of if fits(total, c, average, per=1)]
        if len(of) > 1 and not fitting:
            continue  # of those accepted or of those concluded: the words do not tell
        count = next(reversed(fitting or of), None)
        if count is None and (not who or before[-1].claim_id != total.claim_id):
            continue
        counts = (Role("count", count),) if count else ()
        roles = (Role("total", total), *counts, Role("average", average))
        # heads are often counted as a mean over the year, cases are not
        cap: Severity | None = "suspicion" if who or average.unit.endswith(words["person_unit"]) else None
        rule = "total-by-count" if count else "whole-count"
        yield Relation("average", rule, roles, cue, section=passage.section, severity=cap)
        grown = _growths(passage, total, average) if count is None else ()
        if grown:
            yield Relation(
                "average", "whole-count-before", (*roles, *grown), cue, section=passage.section, severity=cap
            )


def _growths(passage: Passage, total: Claim, average: Claim) -> tuple[Role, ...]:
    """The growth of a total and of its average over one year before, where the sentence prints both."""
    found: list[Role] = []
    for name, level in (("total_growth", total), ("average_growth", average)):
        mine = [
            c
            for c in passage.claims
            if c.kind == "growth" and c.of == level.claim_id and c.qualifier != ANNUAL and not c.period.is_span
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
    return any(word in passage.leads[passage.claims.index(claim)] for word in rulebook.words["of_which"])


def _shares(count: Claim, total: Claim) -> bool:
    """True for a count and a total that stand directly side by side: 立案 11 件，标的 90 万元."""
    return 0 <= total.char_start - count.char_end <= _NEAR
