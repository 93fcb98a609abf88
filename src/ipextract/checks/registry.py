"""Which check judges which kind of relation, and what each check can say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from ipextract.checks import (
    average,
    change,
    domain,
    dual,
    enum,
    funnel,
    growth,
    mix,
    opensum,
    part,
    percap,
    repeat,
    share,
    shares,
    stock,
    wording,
    year,
)
from ipextract.checks import sum as sums
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

Check: TypeAlias = Callable[[Relation, CheckRule], Outcome]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "sum": sums.check,
        "part": part.check,
        "share": share.check,
        "growth": growth.check,
        "change": change.check,
        "repeat": repeat.check,
        "domain": domain.check,
        "wording": wording.check,
        "shares": shares.check,
        "mix": mix.check,
        "percap": percap.check,
        "average": average.check,
        "funnel": funnel.check,
        "dual": dual.check,
        "stock": stock.check,
        "enum": enum.check,
        "opensum": opensum.check,
        "year-growth": year.growth,
        "year-change": year.change,
        "restated": year.same,
        "year-cumulative": year.cumulative,
        "year-stock": year.stock,
        "year-rank": year.same,
        "edition": year.following,
        "streak": year.following,
    }
)
"""The check for each relation kind."""

ACROSS = frozenset(
    {
        "year-growth", "year-change", "restated", "year-cumulative", "year-stock", "year-rank", "edition", "streak",
    }
)  # fmt: skip
"""The kinds of relations that two reports have together: no report.json holds one of them."""

MESSAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sum": sums.MESSAGES,
        "part": part.MESSAGES,
        "share": share.MESSAGES,
        "growth": growth.MESSAGES,
        "change": change.MESSAGES,
        "repeat": repeat.MESSAGES,
        "domain": domain.MESSAGES,
        "wording": wording.MESSAGES,
        "shares": shares.MESSAGES,
        "mix": mix.MESSAGES,
        "percap": percap.MESSAGES,
        "average": average.MESSAGES,
        "funnel": funnel.MESSAGES,
        "dual": dual.MESSAGES,
        "stock": stock.MESSAGES,
        "enum": enum.MESSAGES,
        "opensum": opensum.MESSAGES,
        "year-growth": year.GROWTH,
        "year-change": year.CHANGE,
        "restated": year.SAME,
        "year-cumulative": year.CUMULATIVE,
        "year-stock": year.STOCK,
        "year-rank": year.SAME,
        "edition": year.NEXT,
        "streak": year.NEXT,
    }
)
"""The messages that each check needs from its rule file."""


def judge(relation: Relation, rule: CheckRule) -> Outcome:
    """What the check of the relation's kind says of it; ValueError when there is none or the rule is another's."""
    check = CHECKS.get(relation.kind)
    if check is None:
        raise ValueError(f"no check for relations of kind {relation.kind!r}; there are {', '.join(CHECKS)}")
    if rule.name != relation.kind:
        raise ValueError(f"{rule.file}: name: rule {rule.name!r} cannot judge a relation of kind {relation.kind!r}")
    return check(relation, rule)


def verify(rules: Mapping[str, CheckRule]) -> None:
    """Refuse rules that no check is for or that lack a message of it; ValueError names the file and the message."""
    for rule in rules.values():
        if rule.name not in MESSAGES:
            raise ValueError(f"{rule.file}: name: there is no check {rule.name!r}; there are {', '.join(MESSAGES)}")
        for message in MESSAGES[rule.name]:
            rule.message(message)
