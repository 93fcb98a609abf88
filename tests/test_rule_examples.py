"""Every example and counterexample of every rule file, one test each."""

from __future__ import annotations

import pytest

from ipextract.pipeline import analyse_text
from ipextract.rulebook import load
from ipextract.trial.selftest import Case, cases

RULEBOOK = load()
CASES = tuple(cases(RULEBOOK, lambda text: analyse_text(text, rulebook=RULEBOOK)))


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_example(case: Case) -> None:
    assert not case.run(), case.file


def test_every_case_has_its_own_id() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_every_kind_of_rule_has_cases() -> None:
    kinds = {case.id.partition("-")[0] for case in CASES}
    assert kinds >= {"unit", "hedge", "quantity", "skip", "period", "claim", "cue", "mechanism", "indicator", "check"}
