"""The check of each relation kind: every module of this room that has a ``CHECK``, by the name of the module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ipextract.checks.check import Check
from ipextract.distribution import modules
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


@cache
def checks() -> Mapping[str, Check]:
    """The check of each kind; of a kind with a hyphen the module has an underscore."""
    found = {name.replace("_", "-"): getattr(module, "CHECK", None) for name, module in modules("ipextract.checks")}
    return MappingProxyType({name: each for name, each in found.items() if isinstance(each, Check)})


def check_of(kind: str) -> Check:
    """The check of a relation kind; ValueError when there is none."""
    check = checks().get(kind)
    if check is None:
        raise ValueError(f"no check for relations of kind {kind!r}; there are {', '.join(checks())}")
    return check


def judge(relation: Relation, rule: CheckRule) -> Outcome:
    """What the check of the relation's kind says of it; ValueError when there is none or the rule is another's."""
    check = check_of(relation.kind)
    if rule.name != relation.kind:
        raise ValueError(f"{rule.file}: name: rule {rule.name!r} cannot judge a relation of kind {relation.kind!r}")
    return check.judge(relation, rule)


def verify(rules: Mapping[str, CheckRule]) -> None:
    """Refuse rules that no check is for or that lack a message or list of it; ValueError names file and lack."""
    for rule in rules.values():
        if rule.name not in checks():
            raise ValueError(f"{rule.file}: name: there is no check {rule.name!r}; there are {', '.join(checks())}")
        for message in checks()[rule.name].messages:
            rule.message(message)
        for words in checks()[rule.name].words:
            rule.words_of(words)
