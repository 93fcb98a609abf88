"""Of which level of government a sentence speaks: all of an area, or one level or zone alone (市本级, 高新区)."""

from __future__ import annotations

from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_OPENING = 16


def tiers(prose: tuple[Passage, ...], rulebook: Rulebook) -> dict[str, str]:
    """By claim_id the word of the level that a sentence, or else one before it in its paragraph, opens with.

    Empty for all of an area (全市); a claim that nothing is said of is not there.
    """
    found: dict[int, str] = {}
    by_claim: dict[str, str] = {}
    for passage in prose:
        said = _tier(passage.text[: passage.claims[0].char_start - passage.start], rulebook)
        if said is None and passage.earlier:
            said = found.get(passage.earlier[0].start)
        if said is not None:
            found[passage.start] = said
            by_claim.update((claim.claim_id, said) for claim in passage.claims)
    return by_claim


def own_level(title: str, rulebook: Rulebook) -> str:
    """The word of a title that says it is of one level of government alone: 市本级; empty for all of an area."""
    return next((word for word in rulebook.words["own_level"] if word in title), "")


def _tier(lead: str, rulebook: Rulebook) -> str | None:
    """The last word of a level in the words that open a sentence; 全市 is the word of none."""
    last, tier = -1, None
    lead = lead[:_OPENING]
    for names, level in ((rulebook.words["own_level"], True), (rulebook.words["whole_area"], False)):
        for name in names:
            at = lead.rfind(name)
            if at > last:
                last, tier = at, name if level else ""
    return tier
