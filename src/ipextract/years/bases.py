"""On what basis two reports reckon a number: what the sentences around it say, and what is revised every year."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from ipextract.model import Claim, Role
from ipextract.rulebook import Rulebook
from ipextract.structure.prices import at_constant_prices
from ipextract.years.edition import Edition

_SENTENCE_ENDS = "。！？\n"
_RATES = frozenset({"growth", "change"})


class Bases:
    """What two reports say of the bases of their numbers."""

    def __init__(self, earlier: Edition, later: Edition, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.money = rulebook.units_of("amount")
        self.texts = {each.sha256[:8]: each.text for each in (earlier, later)}
        self.many_years = regex.compile("|".join(rulebook.patterns["many_years"]))

    def sentence(self, claim: Claim) -> str:
        """The sentence that prints a claim of either report."""
        text = self.texts[claim.claim_id.partition(":")[0]]
        start = max((text.rfind(end, 0, claim.char_start) for end in _SENTENCE_ENDS), default=-1) + 1
        ends = [at for end in _SENTENCE_ENDS if (at := text.find(end, claim.char_end)) >= 0]
        return text[start : min(ends, default=len(text))]

    def real(self, claims: Iterable[Claim]) -> bool:
        """True for growth at constant prices, by its words or by what grows."""
        found = tuple(claims)
        growth = next((claim for claim in found if claim.kind == "growth"), None)
        level = next((claim for claim in found if claim.kind not in _RATES), None)
        return growth is not None and level is not None and at_constant_prices(growth, level, self.rulebook)

    def other(self, said: Claim, roles: tuple[Role, ...]) -> bool:
        """True where a sentence of either report names another basis, or the levels of such a thing are revised."""
        words = self.rulebook.words
        sentences = {self.sentence(claim) for claim in (said, *(role.claim for role in roles))}
        if any(word in sentence for sentence in sentences for word in words["other_basis"]):
            return True
        level = next((role.claim for role in roles if role.name == "level"), None)
        if level is None:
            return False
        if self.real((level, said)):
            return True
        real = level.unit.counted in self.money and said.kind == "growth"
        return any(word in level.indicator for word in words["revised_yearly"]) or (
            real and any(word in level.indicator for word in words["constant_prices"])
        )

    def several_years(self, claim: Claim) -> bool:
        """True for what is told of several years: by its name (近三年…) or by the heading above it."""
        return any(self.many_years.search(text) for text in (claim.indicator, *claim.section))

    def defines(self, claim: Claim) -> bool:
        """True for a number that says what is counted, not how much there is: 统计口径由 500 万元调整为 …."""
        return claim.indicator.endswith(self.rulebook.words["definition_noun"])
