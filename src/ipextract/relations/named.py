"""Relations between names that rules/definitions.toml declares: sums of names, rates of names, parts of names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Final, TypeAlias

import regex

from ipextract.model import Claim, Kind, Relation, Role, Severity
from ipextract.relations.above import Above
from ipextract.relations.holders import DOUBTFUL
from ipextract.relations.misprint import is_slip_of
from ipextract.relations.passage import LEVELS, Passage
from ipextract.relations.tiers import tiers
from ipextract.rulebook import Rulebook
from ipextract.rulebook.definitions import Rate, Sum
from ipextract.structure.names import bare, undone
from ipextract.structure.views import view

_NOTE = regex.compile(r"[（(][^（()）]*[）)]|\[\d+\]")
_Frame = tuple[str, str, str]
_LEVELS: Final[frozenset[Kind]] = frozenset({*LEVELS, "ratio"})
#: The namings of a whole and those of each of its parts.
_Identity: TypeAlias = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
#: How many sentences back what a point of view divides may stand.
_ABOVE = 3
#: How many sentences back the first of the parts of a whole may stand, each part in one of its own.
_SPREAD = 4


def sums_of_names(passage: Passage, known: set[frozenset[str]], rulebook: Rulebook) -> Iterator[Relation]:
    """进出口 is 出口 and 进口, 生产总值 its three sectors: in one sentence or in several behind it."""
    made: set[frozenset[str]] = set(known)
    for definition, whole, members in of_definitions(passage, _LEVELS, rulebook):
        ids = frozenset(c.claim_id for c in (whole, *members))
        if ids not in made:
            made.add(ids)
            yield _sum(passage, whole, members, definition.told)


def of_definitions(
    passage: Passage, kinds: frozenset[Kind], rulebook: Rulebook
) -> Iterator[tuple[Sum, Claim, list[Claim]]]:
    """The wholes and all their parts by definition that are told in numbers of some kinds, the last in the sentence."""
    said = _spread(passage, kinds, rulebook)
    definitions = [each for each in rulebook.definitions.sums if _printed(each, said)]
    if not definitions:
        return
    claims = _with_sentences_before(passage, said, kinds)
    told = {c.claim_id for each in said for c in each.claims}
    here = {c.claim_id for c in passage.claims}
    opened = said[-1].text.lstrip().startswith(rulebook.words["of_which"]) or bool(view(passage.text, rulebook))
    for each in definitions:
        fronted = tuple(_fronted(claims, each, rulebook)) if each.fronted else ()
        sure = {whole.claim_id for whole, _ in fronted} | here
        around = _around(passage, each, kinds, rulebook)
        for whole, members in (*fronted, *_nearest_of(claims, each, rulebook), *around):
            if members[-1].claim_id not in here or not all(c.claim_id in told for c in members):
                continue
            # 乡村人口 9 万人。男性 5 万人，女性 4 万人: of another sentence only what is called no more than 人口
            if opened or whole.claim_id in sure or _is_titled(whole, each, rulebook):
                yield each, whole, members


def _is_titled(whole: Claim, definition: Sum, rulebook: Rulebook) -> bool:
    return _front(whole, definition.whole, rulebook) == ""


def _fronted(claims: list[Claim], definition: Sum, rulebook: Rulebook) -> Iterator[tuple[Claim, list[Claim]]]:
    """服务进出口 with 服务出口 and 服务进口 behind it: the same words stand before the whole and before each part."""
    for whole in claims:
        name = bare(whole.indicator, rulebook)
        front = next((name.removesuffix(each) for each in definition.whole if name.endswith(each) and name != each), "")
        behind = [c for c in claims if c.char_start > whole.char_end and _frame(c) == _frame(whole)]
        found = [
            next((c for c in behind if _fronted_by(c, front, names, rulebook)), None) for names in definition.parts
        ]
        members = [c for c in found if c is not None]
        if front and len(members) == len(found):
            yield whole, members


def _fronted_by(claim: Claim, front: str, names: tuple[str, ...], rulebook: Rulebook) -> bool:
    return bare(claim.indicator, rulebook) in {front + name for name in names}


def _nearest_of(claims: list[Claim], definition: Sum, rulebook: Rulebook) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each list of parts with its whole: of several before it one that is called no more than so, then the nearest."""
    wholes = [c for c in claims if _is_whole(c, definition, rulebook)]
    titled = [c for c in wholes if _front(c, definition.whole, rulebook) == ""]
    taken: set[str] = set()
    for whole in reversed(titled or wholes):
        members = _members(whole, claims, definition.named_parts, rulebook)
        if members is not None and members[0].claim_id not in taken:
            taken.add(members[0].claim_id)
            yield whole, members


def _around(
    passage: Passage, definition: Sum, kinds: frozenset[Kind], rulebook: Rulebook
) -> Iterator[tuple[Claim, list[Claim]]]:
    """出口 50 亿元，进口 40 亿元，进出口总额 90 亿元: parts of one sentence of which some stand before their whole."""
    claims = [c for c in passage.claims if c.kind in kinds and not c.prior]
    wholes = [c for c in claims if _is_whole(c, definition, rulebook) and _is_titled(c, definition, rulebook)]
    if len(wholes) != 1:
        return
    whole, found = wholes[0], []
    for names in definition.named_parts:
        mine = [c for c in claims if c is not whole and _adds_to(c, whole) and _front(c, names, rulebook) == ""]
        if len(mine) != 1:
            return
        found.append(mine[0])
    if len({c.claim_id for c in found}) == len(found) and any(c.char_start < whole.char_start for c in found):
        yield whole, found


def _spread(passage: Passage, kinds: frozenset[Kind], rulebook: Rulebook) -> list[Passage]:
    """A sentence, with those before it that may each name one part of a whole: 出口 5 亿元，增长 3%。进口 3 亿元。"""
    said = [passage]
    for above in passage.earlier[:_SPREAD] if _tells_one(passage, kinds) else ():
        if not _tells_one(above, kinds):
            break
        said.append(above)
        if above.text.lstrip().startswith(rulebook.words["of_which"]):
            break
    return said


def _tells_one(passage: Passage, kinds: frozenset[Kind]) -> bool:
    """True for a sentence with one level, where levels are asked for, or with one number of the kinds."""
    if kinds >= LEVELS:
        return len(passage.levels()) == 1
    return sum(c.kind in kinds for c in passage.claims) == 1


def _printed(definition: Sum, said: list[Passage]) -> bool:
    """True when sentences name every part, 出口 and 进口, and nothing by which there may be more of them."""
    if any(word in each.text for word in definition.unless for each in said):
        return False
    return all(any(name in each.text for name in names for each in said) for names in definition.parts)


def _is_whole(claim: Claim, definition: Sum, rulebook: Rulebook) -> bool:
    """True for 海产品进出口; 出口 is a part of it, whatever it may be the whole of."""
    if _front(claim, definition.whole, rulebook) is None:
        return False
    return all(_front(claim, names, rulebook) != "" for names in definition.named_parts)


def _sum(passage: Passage, whole: Claim, members: list[Claim], identity: str) -> Relation:
    roles = (Role("total", whole), *(Role("part", m) for m in members))
    return Relation(
        "sum",
        "sum-of-names",
        roles,
        identity,
        exhaustive=True,
        section=passage.section,
        severity="warning",
    )


def _with_sentences_before(passage: Passage, said: list[Passage], kinds: frozenset[Kind]) -> list[Claim]:
    """The numbers of the sentences of the parts, and of those before them in which their whole may stand."""
    above = passage.earlier[: max(_ABOVE, len(said))]
    before = [c for each in reversed(above) for c in each.claims]
    return [c for c in (*before, *passage.claims) if c.kind in kinds and not c.prior]


def _members(
    whole: Claim, claims: list[Claim], names: tuple[tuple[str, ...], ...], rulebook: Rulebook
) -> list[Claim] | None:
    """The parts behind a whole: for each name the first of its frame, in one order and without a second of the name."""
    behind = [c for c in claims if c.char_start > whole.char_end and _adds_to(c, whole)]
    found: list[Claim] = []
    for each in names:
        mine = [c for c in behind if _of(whole, _front(c, each, rulebook), rulebook)]
        if not mine:
            return None
        found.append(mine[0])
    return found


def _adds_to(part: Claim, whole: Claim) -> bool:
    """True for two levels of one place and period; incomes per head are told in 元/人 once and in 元 of each kind."""
    same = part.unit == whole.unit or part.unit == whole.unit.counted
    return same and (part.scope, part.period) == (whole.scope, whole.period)


def _frame(claim: Claim) -> _Frame:
    return claim.unit, claim.scope, claim.period


def _of(whole: Claim, front: str | None, rulebook: Rulebook) -> bool:
    """True when what stands before the name of a part is of its whole: 对东盟出口 is of 东盟进出口, not of 进出口."""
    if not front:
        return front is not None
    for word in rulebook.words["partner_front"]:
        front = front.removeprefix(word)
    return front in whole.indicator


def _front(claim: Claim, names: tuple[str, ...], rulebook: Rulebook) -> str | None:
    """What stands before the longest of the names in a claim's, 总额 … behind it left out; None when it has none."""
    full = undone(_NOTE.sub("", claim.indicator), rulebook)
    bare = full
    for end in rulebook.words["level_end"]:
        bare = bare.removesuffix(end)
    ended = ((name, name.removesuffix(each)) for name in (full, bare) for each in names)
    fronts = (front for name, front in ended if front != name)
    not_before = rulebook.words["not_before_name"]
    # 各项贷款余额 is called so, and no kind of 贷款余额
    return min((front for front in fronts if not front or not front.endswith(not_before)), key=len, default=None)


def _identities(rulebook: Rulebook) -> Iterator[_Identity]:
    return ((each.whole, each.parts) for each in rulebook.definitions.sums)


def sector_shares(passage: Passage, above: Above, rulebook: Rulebook) -> Iterator[Relation]:
    """三次产业结构为 8.1∶42.6∶49.3: each is the share of a part of 生产总值, where its levels are printed.

    They are of the paragraph or of the nearest one above that prints the whole and all parts of one place and period.
    """
    shares = [c for c in passage.claims if c.kind == "share" and c.base]
    for whole_names, parts_names in _identities(rulebook) if shares else ():
        mine = [c for c in shares if c.base in whole_names]
        if len(mine) != len(parts_names) or len({c.base for c in mine}) != 1:
            continue
        if not _of_all(mine[0], whole_names, rulebook):
            continue
        frame = mine[0].scope, mine[0].period
        find = partial(_structure, frame=frame, whole_names=whole_names, parts_names=parts_names, rulebook=rulebook)
        structure = find(passage) or above.nearest((frame, whole_names), find)
        if structure is None:
            continue
        whole, members = structure
        if any(share.of not in (None, part.claim_id) for share, part in zip(mine, members, strict=True)):
            continue
        for share, part in zip(mine, members, strict=True):
            roles = (Role("part", part), Role("whole", whole), Role("share", share))
            # one of the three is often moved by a step, so that they come to 100
            cap: Severity = "suspicion"
            yield Relation("share", "structure", roles, share.base or "", section=passage.section, severity=cap)


def _of_all(share: Claim, whole_names: tuple[str, ...], rulebook: Rulebook) -> bool:
    """False for 民营经济三次产业结构: the structure of a part of the economy."""
    words = rulebook.words
    named = (*words["sector"], *words["sectors"])
    front = next((share.indicator.partition(w)[0] for w in named if w in share.indicator), "")
    for word in (*words["area_word"], *whole_names):
        front = front.removeprefix(word)
    return front == "" or front in share.scope


def _structure(
    place: Passage,
    *,
    frame: tuple[str, str],
    whole_names: tuple[str, ...],
    parts_names: tuple[tuple[str, ...], ...],
    rulebook: Rulebook,
) -> tuple[Claim, list[Claim]] | None:
    """The whole of those names and all its parts, where a paragraph up to ``place`` prints them."""
    levels = _levels(tuple(c for p in (*reversed(place.earlier), place) for c in p.claims))
    wholes = [c for c in levels if (c.scope, c.period) == frame and _front(c, whole_names, rulebook) is not None]
    return next(((w, m) for w in wholes if (m := _members(w, levels, parts_names, rulebook))), None)


def rates_of_names(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """结案率 is 审结 by 受理: a rate whose name says of what it is, beside its part; the whole may stand above it."""
    declared = rulebook.definitions
    for i, rate in enumerate(passage.claims):
        if not _is_rate(rate) or not rate.indicator.endswith(declared.rate_endings):
            continue
        for each in declared.rates:
            if not rate.indicator.endswith(each.rate):
                continue
            relation = _rate_of(passage, i, each, rulebook)
            if relation is not None and _of_the_same(relation, each.rate, rulebook):
                yield relation
                break


def _of_the_same(relation: Relation, names: tuple[str, ...], rulebook: Rulebook) -> bool:
    """False for 审限内结案率 of 审结: what stands before the name of a rate stands in its part or whole, too."""
    part, whole, rate = (claim.indicator for claim in relation.claims)
    front = next((rate.removesuffix(name) for name in sorted(names, key=len, reverse=True) if rate.endswith(name)), "")
    for word in (*rulebook.words["area_word"], *rulebook.words["level_front"]):
        front = front.removeprefix(word)
    return front in part or front in whole


def _is_rate(claim: Claim) -> bool:
    """True for 合格率 97%, but not for that of the year before."""
    return claim.kind in ("ratio", "share") and claim.unit in ("%", "‰") and not claim.prior


def _rate_of(passage: Passage, index: int, definition: Rate, rulebook: Rulebook) -> Relation | None:
    """受理 100 件，审结 90 件，结案率 90%: the rate with the nearest part and whole."""
    rate, part_names, whole_names = passage.claims[index], definition.part, definition.whole
    levels = _levels(passage.claims[:index])
    parts = [c for c in levels if _says(c, part_names, rulebook)]
    if definition.exact:
        levels = [c for c in levels if not _is_kind(c, passage, definition)]
        parts = [c for c in levels if _front(c, part_names, rulebook) is not None]
    here = _wholes(levels, parts, whole_names, rulebook)
    parts = [c for c in parts if c not in here]
    wholes = [*reversed(here)] or _wholes_above(passage, whole_names, rulebook)
    pairs = [(part, whole) for part in reversed(parts) for whole in wholes if _frame(part) == _frame(whole)]
    if not pairs:
        return None
    part, whole = pairs[0]
    sure = bool(here) or (_front(whole, whole_names, rulebook) == "" and whole in passage.earlier[0].claims)
    alone = len(pairs) == 1 and sure
    cap: Severity = (
        "info" if not alone else "warning" if definition.exact or _mistold(rate, part, whole) else "suspicion"
    )
    roles = (Role("part", part), Role("whole", whole), Role("share", rate))
    return Relation("share", "rate-of-names", roles, definition.told, section=passage.section, severity=cap)


def _mistold(rate: Claim, part: Claim, whole: Claim) -> bool:
    """True for a rate in per cent that one slip parts from what its two levels make: the words were read right."""
    if (
        not part.value
        or not whole.value
        or rate.unit != "%"
        or not rate.approx == part.approx == whole.approx == "exact"
    ):
        return False
    return is_slip_of(rate, Fraction(part.value) / Fraction(whole.value) * 100)


def _is_kind(claim: Claim, passage: Passage, definition: Rate) -> bool:
    """True for 流动负债 and 净资产: what stands before the naming makes a kind of it, of which the rate is not."""
    lead = passage.leads[passage.place(claim)]
    return any(kind + name in lead for kind in definition.kinds for name in (*definition.part, *definition.whole))


def _wholes(levels: list[Claim], parts: list[Claim], names: tuple[str, ...], rulebook: Rulebook) -> list[Claim]:
    """常住人口 for 城镇常住人口: those of that very name; 乡村常住人口 only ends in it, as the part does."""
    named = [c for c in levels if _says(c, names, rulebook)]
    titled = [c for c in named if _front(c, names, rulebook) == ""]
    return titled or [c for c in named if c not in parts and not _beside(c, parts, names, rulebook)]


def _wholes_above(passage: Passage, names: tuple[str, ...], rulebook: Rulebook) -> list[Claim]:
    """受理 100 件。审结 90 件，结案率 90%: the wholes of the sentences before, the nearest first."""
    return [c for p in passage.earlier for c in reversed(_levels(p.claims)) if _says(c, names, rulebook)]


def rates_of_two(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """不诉率 is 不起诉 by 不起诉 and 起诉 together: a rate of two outcomes that stand beside it."""
    declared = rulebook.definitions
    for i, rate in enumerate(passage.claims):
        if not _is_rate(rate) or not rate.indicator.endswith(declared.outcome_endings):
            continue
        before = [c for c in reversed(_levels(passage.claims[:i])) if _frame(c)[1:] == _frame(rate)[1:]]
        for each in declared.outcomes:
            ends = rate.indicator.endswith(each.rate)
            outcomes = _outcomes(before, each.part, each.rest, rulebook) if ends else None
            if outcomes is not None:
                roles = (Role("part", outcomes[0]), Role("rest", outcomes[1]), Role("share", rate))
                cap: Severity = "info"  # what is decided of office is in the number, not in the rate
                yield Relation("share", "rate-of-two", roles, each.told, section=passage.section, severity=cap)


def _outcomes(
    levels: list[Claim], part_names: tuple[str, ...], rest_names: tuple[str, ...], rulebook: Rulebook
) -> tuple[Claim, Claim] | None:
    """合格 90 批 and 不合格 10 批: the first level of each name, both in one frame."""
    part = next((c for c in levels if _says(c, part_names, rulebook)), None)
    if part is None:
        return None
    others = (c for c in levels if c is not part and _frame(c) == _frame(part))
    rest = next((c for c in others if _says(c, rest_names, rulebook)), None)
    return None if rest is None else (part, rest)


def _levels(claims: tuple[Claim, ...]) -> list[Claim]:
    return [c for c in claims if c.kind in LEVELS and not c.prior]


def _beside(whole: Claim, parts: list[Claim], names: tuple[str, ...], rulebook: Rulebook) -> bool:
    """True for a claim that ends in the name of a whole as a part does: another part."""
    return any(_front(part, names, rulebook) for part in parts) and bool(_front(whole, names, rulebook))


def _says(claim: Claim, names: tuple[str, ...], rulebook: Rulebook) -> bool:
    """True when one of the names stands in a claim's indicator and no prefix turns it into its opposite."""
    found = (claim.indicator.partition(name) for name in names)
    return any(name and not front.endswith(rulebook.words["negating"]) for front, name, _ in found)


def parts_of_names(claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """Known indicators of which one is a part of the other by definition, of one place and period.

    An id may stand for several levels, of which the greatest is sure to be no part of another.
    """
    declared = [(each.part, each.whole) for each in rulebook.definitions.narrower]
    greatest = _greatest(claims, prose, {name for pair in declared for name in pair}, rulebook)
    for part_id, whole_id in declared:
        for (name, *frame), part in greatest.items():
            whole = greatest.get((whole_id, *frame)) if name == part_id else None
            if whole is None or whole.basis != part.basis or (part.value or 0) > (whole.value or 0) * DOUBTFUL:
                continue
            roles = (Role("whole", whole), Role("part", part))
            told = f"{whole.indicator} >= {part.indicator}"
            yield Relation("part", "part-of-name", roles, told, section=part.section, severity="warning")


def _greatest(
    claims: tuple[Claim, ...], prose: tuple[Passage, ...], names: set[str], rulebook: Rulebook
) -> dict[tuple[str, ...], Claim]:
    """招生 30 人 and 招生 900 人 of one place: the 900, for each indicator, place, period, unit, origin and tier."""
    greatest: dict[tuple[str, ...], Claim] = {}
    tier = tiers(prose, rulebook)
    for claim in claims:
        if claim.indicator_id not in names or claim.kind not in LEVELS or claim.prior:
            continue
        frame = (claim.scope, claim.period, claim.unit, claim.origin, tier.get(claim.claim_id, ""))
        known = greatest.setdefault((claim.indicator_id, *frame), claim)
        if (claim.value or 0) > (known.value or 0):
            greatest[(claim.indicator_id, *frame)] = claim
    return greatest
