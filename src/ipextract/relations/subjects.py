"""What a number is of, in words that two prints of one fact share: its name without ornaments, its whole, its scope."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ipextract.model import Claim
from ipextract.relations.ground import Ground
from ipextract.rulebook import Rulebook

#: How two names are one: in their words or by the catalogue; one with a word more; in a word that both have.
Tie: TypeAlias = Literal["same", "longer", "akin"]

_SHORTEST = 2
_PAIR = 2
#: Names are akin that share half of the pairs of the shorter one.
_HALF = 2


class Subjects:
    """The names of claims without light verbs, words of time and of the document's own area, and footnote marks."""

    def __init__(
        self, rulebook: Rulebook, light: tuple[str, ...], idle: tuple[str, ...], impetus: tuple[str, ...]
    ) -> None:
        self._rulebook = rulebook
        self._idle = idle
        self._impetus = impetus
        words = rulebook.words
        own = (*words["city_level"], *words["province_level"], *words["county_level"], *words["nation_level"])
        self._lead = tuple(sorted((*light, *own), key=len, reverse=True))
        self._known: dict[tuple[str, str], str] = {}

    def of(self, claim: Claim) -> str:
        """The bare name of what a claim counts or measures; empty for none."""
        key = claim.indicator, claim.scope
        if key not in self._known:
            self._known[key] = self._bare(*key)
        return self._known[key]

    def tie(self, one: Claim, other: Claim) -> Tie | None:
        """How the words of two claims make them one subject, if they do."""
        here, there = self.of(one), self.of(other)
        if min(len(here), len(there)) < _SHORTEST:
            return None
        if here == there or (one.indicator_id and one.indicator_id == other.indicator_id):
            return "same"
        if one.indicator_id and other.indicator_id:
            return None
        if here.endswith(there) or there.endswith(here):
            return "longer"
        fewest = min(len(_pairs(here)), len(_pairs(there)))
        return "akin" if self.common(one, other) * _HALF >= fewest else None

    def common(self, one: Claim, other: Claim) -> int:
        """How many pairs of neighbouring characters two names have in common."""
        return len(_pairs(self.of(one)) & _pairs(self.of(other)))

    def without_light(self, text: str) -> str:
        """A text without the light words that it begins with."""
        return _trimmed(text, self._lead, 0)

    def _bare(self, name: str, scope: str) -> str:
        plain = self._undriven(self._rulebook.catalogue.naming.key(name))
        for word in self._idle:
            plain = plain.replace(word, "")
        return _trimmed(plain, (*self._lead, scope) if scope else self._lead, _SHORTEST)

    def _undriven(self, name: str) -> str:
        """A name without what drives the thing: 渔业在休闲渔船带动下实现产值 is 渔业实现产值."""
        for word in self._impetus:
            end = name.find(word)
            start = max((name.rfind(at, 0, end) for at in self._rulebook.words["place_opening"]), default=-1)
            if 0 < start < end:
                return name[:start] + name[end + len(word) :]
        return name


def bare_names(ground: Ground) -> Subjects | None:
    """What tells the bare names of a document, ``None`` where the rules have no check of repeats."""
    words = ground.words("repeat", "light", "idle", "impetus")
    return None if words is None else Subjects(ground.rulebook, *words)


def _trimmed(text: str, words: tuple[str, ...], least: int) -> str:
    """A text without those of ``words`` that it begins with, as long as ``least`` characters are left."""
    before = ""
    while text != before:
        before = text
        found = next((word for word in words if text.startswith(word) and len(text) - len(word) >= least), "")
        text = text[len(found) :]
    return text


def _pairs(name: str) -> set[str]:
    return {name[i : i + _PAIR] for i in range(len(name) - 1)}
