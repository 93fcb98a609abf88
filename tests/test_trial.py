"""What `ipextract rules test` says of an example that fails: what came out instead, by which rule, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ipextract.command import commands
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.model import Report
from ipextract.pipeline import analyse_text
from ipextract.rulebook import CheckCase, CheckRule, ClaimRule, load
from ipextract.rulebook.records import ClaimExample
from ipextract.trial import claim_examples, judged

RULEBOOK = load()
FLEET = "2031年，白浪县登记渔船 4175 艘，其中钢质渔船 3020 艘。"


def claim_rule(name: str) -> ClaimRule:
    return next(rule for rule in RULEBOOK.claims if rule.id == name)


def check(name: str) -> CheckRule:
    return next(rule for rule in RULEBOOK.checks.values() if rule.name == name)


def read(text: str, rule: str, **expected: Any) -> str:
    example = ClaimExample.model_validate({"text": text, "claims": [], **expected})
    return claim_examples.wrong(example, claim_rule(rule), analyse_text)


def missing(text: str, name: str) -> str:
    return judged.wrong(check(name), CheckCase(text, "violated"), RULEBOOK, analyse_text)


def test_the_rule_that_won_is_named() -> None:
    said = read("登记渔船 4175 艘，同比增长 3%。", "growth-noun", claims=["3% growth"])
    assert "growth-noun read nothing in it" in said
    assert "3% growth up of 4175艘 base 上年同期 by growth-verb" in said
    assert "by growth-verb" in read("登记渔船 4175 艘，同比增长 3%。", "growth-verb", claims=["3% change"])


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("indicator", "钢质渔船", "渔船"),
        ("scope", "白浪县", ""),
        ("period", "2031", "2030"),
        ("basis", "flow", "stock"),
    ],
)
def test_fields_of_an_example_are_held(field: str, right: str, wrong: str) -> None:
    text = f"{FLEET}同比增长 3%。"
    assert read(text, "growth-verb", fields=[{"quote": "3020艘", field: right}]) == ""
    said = read(text, "growth-verb", fields=[{"quote": "3020艘", field: wrong}])
    assert f"3020艘 should have {field} {wrong or '(none)'}, has {field} {right} by plain" in said


def test_a_field_of_a_number_that_is_no_claim_is_missed() -> None:
    said = read(f"{FLEET}同比增长 3%。", "growth-verb", fields=[{"quote": "12艘", "scope": "白浪县"}])
    assert "12艘 should have scope 白浪县, has no claim" in said


def test_edges_of_an_example_are_all_of_the_text() -> None:
    text = f"{FLEET}同比增长 3%。"
    assert read(text, "growth-verb", edges=["3020艘 part-of 4175艘"]) == ""
    assert "3020艘 part-of 4175艘 by of-which" in read(text, "growth-verb", edges=[])


def test_of_a_missing_finding_it_is_told_that_no_relation_was_built() -> None:
    said = missing("建成渔港 12 座，培训船员 30 人。", "sum")
    assert "no IPX101 finding; no relation sum was built of 12座 建成渔港 (count, plain), 30人" in said


def test_of_a_missing_finding_the_verdict_is_told_with_its_terms() -> None:
    said = missing("新建渔港 7 座、码头 5 座、灯塔 3 座，共计 15 座。", "sum")
    assert "stated-total (total 15座, part 7座, part 5座, part 3座) holds: 7 + 5 + 3 = 15" in said
    assert "an inequality can be contradicted, not proved" in missing(FLEET, "part")


def test_of_a_missing_finding_a_doubt_is_told() -> None:
    def doubted(text: str) -> Report:
        report = analyse_text(text)
        [each] = [e for e in report.relations if e.relation.kind == "sum"]
        unsure = replace(each, relation=replace(each.relation, doubts=(report.claims[0].claim_id,)))
        return replace(report, relations=(unsure,), findings=())

    case = CheckCase("新建渔港 7 座、码头 5 座、灯塔 3 座，共计 16 座。", "violated")
    said = judged.wrong(check("sum"), case, RULEBOOK, doubted)
    assert "stated-total (total 16座, part 7座, part 5座, part 3座) is in doubt: 7 + 5 + 3 = 15 != 16" in said


def test_a_finding_where_there_should_be_none_names_its_relation() -> None:
    case = CheckCase("新建渔港 7 座、码头 5 座、灯塔 3 座，共计 16 座。", "silent")
    assert "(stated-total)" in judged.wrong(check("sum"), case, RULEBOOK, analyse_text)


# --- the command ---------------------------------------------------------------------------------------------------


def test_a_pattern_chooses_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    ran = []
    for pattern in ("rank-p*", "claim-rank-place-0", "ipx10[45]"):
        assert main(["rules", "test", pattern, "--lang", "en"]) == Exit.OK
        ran.append(int(capsys.readouterr().out.rpartition("(")[2].rstrip(")\n")))
    place = claim_rule("rank-place")
    cases = [len(check(name).cases) for name in ("enum", "stock")]
    assert ran == [len(place.examples) + len(place.counterexamples), 1, sum(cases)]


def test_a_pattern_that_nothing_fits_is_a_fault_of_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", "no-such-*"]) == Exit.USAGE
    said = capsys.readouterr()
    assert "no example of a rule 'no-such-*'" in said.err
    assert not said.out


def test_failures_are_told_as_text_and_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = replace(RULEBOOK.units["桩"], examples=("建成渔港 9 座",))
    monkeypatch.setattr(commands, "load", lambda settings: replace(RULEBOOK, units={**RULEBOOK.units, "桩": unit}))
    assert main(["rules", "test", "桩"]) == Exit.USAGE
    wrong = "建成渔港 9 座: wanted a number with unit 桩, read 9 座 in 座 by plain"
    assert capsys.readouterr().out == f"units.toml: unit-桩-0: {wrong}\n"
    assert main(["rules", "test", "桩", "--format", "json"]) == Exit.USAGE
    told = json.loads(capsys.readouterr().out)
    failure = {"id": "unit-桩-0", "rule": "桩", "file": "units.toml", "wrong": wrong}
    assert told == {"examples": 1, "failures": [failure]}
