"""BETWEEN: a mean of all and the means of the two or three kinds that all consist of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_MARKS: Final = "，。；：、,;: \n（()）"
_SHORTEST: Final = 2
#: What a mean is of, where, when and in which unit.
_Key: TypeAlias = tuple[str, str, str, str, str]


class _Words(NamedTuple):
    """The lists of rules/checks/between.toml."""

    all_of: tuple[str, ...]
    folk: tuple[str, ...]
    mean: tuple[str, ...]


def find(ground: Ground) -> Iterator[Relation]:
    """全体渔民人均收入, 城镇…, 农村…: by their names anywhere, and where 其中 goes on with the kinds alone."""
    lists = ground.words("between", *_Words._fields)
    if lists is None:
        return
    words = _Words(*lists)
    kinds = [each.names for each in ground.rulebook.definitions.complete]
    yield from _named(ground, kinds, words)
    for passage in ground.prose:
        yield from _listed(passage, kinds, words, ground.rulebook)


def _named(ground: Ground, kinds: Sequence[tuple[str, ...]], words: _Words) -> Iterator[Relation]:
    """The mean of all beside that of each kind, each printed with one value under its name in the document."""
    wholes: dict[_Key, list[Claim]] = {}
    parts: dict[tuple[str, _Key], list[Claim]] = {}
    names = {name for each in kinds for name in each}
    for claim in ground.facts:
        if not _is_mean(claim, words, ground.rulebook):
            continue
        kind = max((name for name in names if claim.indicator.startswith(name)), key=len, default="")
        key = _key(claim, kind, words)
        if kind:
            parts.setdefault((kind, key), []).append(claim)
        elif key is not None:
            wholes.setdefault(key, []).append(claim)
    for key, told in wholes.items():
        for each in kinds:
            found = [parts.get((name, key), []) for name in each]
            if all(_once(claims) for claims in (told, *found)):
                yield _relation(told[0], [claims[0] for claims in found], each, "kinds-by-name")


def _key(claim: Claim, kind: str, words: _Words) -> _Key:
    """A name without the kind, the words for all of them, and what they are called."""
    name = claim.indicator.removeprefix(kind)
    for word in (*words.all_of, *words.folk):
        name = name.removeprefix(word)
    return name, claim.scope, claim.period.settled, claim.unit, claim.basis


def _is_mean(claim: Claim, words: _Words, rulebook: Rulebook) -> bool:
    """True for a mean or a rate of prose, no growth of one and none of the year before."""
    if claim.origin != "prose" or claim.kind not in ("ratio", "amount") or claim.prior or claim.value is None:
        return False
    if claim.approx != "exact" or len(claim.indicator) < _SHORTEST:
        return False
    return any(word in claim.indicator for word in (*words.mean, *rulebook.words["average_name"]))


def _once(claims: Sequence[Claim]) -> bool:
    return len({claim.value for claim in claims}) == 1


def _listed(
    passage: Passage, kinds: Sequence[tuple[str, ...]], words: _Words, rulebook: Rulebook
) -> Iterator[Relation]:
    """渔民恩格尔系数为 25.7%，其中城镇为 25.2%，农村为 29.6%: the kinds alone, directly behind the mean of all."""
    said = [_bare(passage.outer(i), words, rulebook) for i in range(len(passage.claims))]
    for i, whole in enumerate(passage.claims):
        if whole.kind != "ratio" or whole.prior or not any(word in whole.indicator for word in words.mean):
            continue
        after = [j for j in range(i + 1, len(passage.claims)) if passage.claims[j].kind not in ("growth", "change")]
        for each in kinds:
            found = after[: len(each)]
            parts = [passage.claims[j] for j in found]
            if tuple(said[j] for j in found) != each or any(c.unit != whole.unit or c.prior for c in parts):
                continue
            if any(word in passage.lead_between(i, found[0]) for word in rulebook.words["of_which"]):
                yield _relation(whole, parts, each, "kinds-listed")


def _bare(lead: str, words: _Words, rulebook: Rulebook) -> str:
    """The words before a number without marks, 其中, verbs of being and who the kinds are: 其中城镇居民为 → 城镇."""
    said = lead.strip(_MARKS)
    for word in rulebook.words["of_which"]:
        said = said.removeprefix(word).strip(_MARKS)
    for word in (*rulebook.words["be"], *words.folk):
        said = said.removesuffix(word)
    return said


def _relation(whole: Claim, parts: Sequence[Claim], names: tuple[str, ...], rule: str) -> Relation:
    roles = (Role("whole", whole), *(Role("part", part) for part in parts))
    return Relation("between", rule, roles, "; ".join(names), exhaustive=True, section=whole.section)
