"""A kind of relation is one name in every room: its finder, its check, its second arithmetic and its rule file."""

from __future__ import annotations

from typing import Any

import pytest

from factories import check_rule, check_rules
from ipextract import pipeline, relations
from ipextract.checks import checks
from ipextract.relations import FINDERS
from ipextract.relations.ground import Ground
from ipextract.verify import RECOMPUTED

WITHIN = {kind for kind, check in checks().items() if not check.across}
"""The kinds of one report; those of two are found in years/."""


def test_every_kind_has_its_modules_and_its_rule_file() -> None:
    assert set(check_rules()) == set(checks())
    assert set(FINDERS) == WITHIN
    assert set(RECOMPUTED) == WITHIN


@pytest.mark.parametrize("kind", sorted(FINDERS))
def test_a_finder_finds_its_own_kind_alone(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    grounds: list[Ground] = []

    def kept(*parts: Any) -> Ground:
        grounds.append(Ground(*parts))
        return grounds[-1]

    monkeypatch.setattr(relations, "Ground", kept)
    for case in check_rule(kind).cases:
        pipeline.analyse_text(case.text)
    assert {relation.kind for ground in grounds for relation in FINDERS[kind](ground)} == {kind}
