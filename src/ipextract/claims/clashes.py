"""Names that are left with two values: each key that several facts share is told, with the places of two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ipextract.claims.apart import clashing, fact_of
from ipextract.model import Claim, Issue
from ipextract.rulebook import Rulebook
from ipextract.rulebook.mechanisms import Mechanism

CODE: Final = "IPX844"


def clashes(
    claims: Iterable[Claim], rulebook: Rulebook, contradicted: Iterable[Sequence[Claim]] = ()
) -> Iterator[Issue]:
    """An issue for each key with two values, at the first; it puts no number in doubt.

    ``contradicted`` are prints of one fact that a check calls a contradiction: what it says is not said again.
    """
    told = next((each for each in rulebook.mechanisms if each.id == CODE), None)
    if told is None:
        return
    one_fact = {claim.claim_id: facts[0].claim_id for facts in contradicted for claim in facts}
    for found in clashing(claims):
        by_value = {fact_of(claim): claim for claim in reversed(found)}
        apart = {one_fact.get(claim.claim_id, claim.claim_id): claim for claim in by_value.values()}
        if len(apart) > 1:
            yield _issue(sorted(apart.values(), key=lambda claim: claim.char_start), told)


def _issue(found: Sequence[Claim], told: Mechanism) -> Issue:
    """What is said of claims of one key, in text order."""
    first, second, *more = found
    slots = {
        "place": first.place,
        "quote": _flat(first.quote),
        "place2": second.place,
        "quote2": _flat(second.quote),
        "more": f" (+{len(more)})" if more else "",
        "name": first.indicator or "-",
        "key": _key(first),
    }
    message, message_zh = told.message.format(**slots), told.message_zh.format(**slots)
    return Issue(CODE, message, first.page or None, first.char_start, first.char_end, first.quote, message_zh)


def _key(claim: Claim) -> str:
    """Scope, qualifier and period of a claim, as far as they were read."""
    return ", ".join(_flat(word) for word in (claim.scope, claim.qualifier, claim.period) if word) or "-"


def _flat(text: str) -> str:
    return " ".join(text.split())
