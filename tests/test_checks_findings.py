from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import check_rules, claim, growth, relation
from ipextract.checks import findings_of, judge
from ipextract.model import Evaluated, Finding, Relation

RULES = check_rules()


def findings(*relations: Relation) -> tuple[Finding, ...]:
    return findings_of([Evaluated(each, judge(each, RULES[each.kind])) for each in relations], RULES)


def bad_sum(start: int = 0, total: str = "30项", **fields: Any) -> Relation:
    printed = ["6项", "7项", "25项"]
    parts = [claim(each, start=start + i, **fields) for i, each in enumerate(printed)]
    return relation("sum", total=claim(total, start=start + 9, **fields), part=parts, cue="合计")


def test_a_finding_carries_what_the_check_found():
    (found,) = findings(bad_sum())
    assert (found.code, found.rule, found.severity, found.rounding) == ("IPX101", "sum-by-hand", "error", "any")
    assert found.message == "sum: 6 + 7 + 25 = 38, printed 30项 (8 too few)"
    assert found.formula == "6 + 7 + 25 = 38 != 30"
    assert [role.name for role in found.roles] == ["total", "part", "part", "part"]
    assert found.cue == "合计"


def test_only_violations_are_findings():
    assert findings(bad_sum(total="38项"), relation("part", whole=claim("9件"), part=claim("3件"))) == ()


def test_an_id_is_an_f_and_ten_hexadecimal_digits():
    (found,) = findings(bad_sum())
    assert found.finding_id[0] == "f"
    assert len(found.finding_id) == 11
    int(found.finding_id[1:], 16)


def test_an_id_survives_another_place_another_wrapping_and_another_width():
    (here,) = findings(bad_sum())
    (there,) = findings(bad_sum(start=700, page=9, line=41))
    moved = bad_sum()
    wrapped = replace(
        moved,
        roles=tuple(
            replace(role, claim=replace(role.claim, printed=f" {role.claim.printed[0]}\n{role.claim.printed[1:]} "))
            for role in moved.roles
        ),
    )
    wide = bad_sum()
    full_width = replace(
        wide,
        roles=tuple(
            replace(role, claim=replace(role.claim, printed=role.claim.printed.replace("6", "６")))
            for role in wide.roles
        ),
    )
    assert {each.finding_id for each in (*findings(wrapped), *findings(full_width), there)} == {here.finding_id}


@pytest.mark.parametrize(
    "other",
    [bad_sum(total="31项"), bad_sum(scope="某县"), bad_sum(period="2022"), bad_sum(indicator="办结事项")],
)
def test_another_number_or_another_key_is_another_id(other: Relation):
    (here,) = findings(bad_sum())
    (there,) = findings(other)
    assert here.finding_id != there.finding_id


def test_the_same_finding_in_two_places_gets_an_ordinal():
    first, second = findings(bad_sum(start=500), bad_sum(start=20))
    assert second.finding_id == f"{first.finding_id}-2"
    assert first.roles[0].claim.char_start < second.roles[0].claim.char_start


def test_the_same_check_on_the_same_claims_is_one_finding():
    twice = bad_sum()
    assert len(findings(twice, replace(twice, rule="another-cue", severity="warning"))) == 1


def test_findings_come_by_severity_and_then_by_place_whatever_the_order():
    relations = [
        relation("wording", claim=claim("327余件", start=1), rule="hedge-on-odd"),
        relation("part", whole=claim("9件", start=300), part=claim("12件", start=310)),
        relation("growth", level=claim("61场", start=100), growth=growth("29.7%", start=110)),
        bad_sum(start=200),
    ]
    found = findings(*relations)
    assert [each.code for each in found] == ["IPX101", "IPX102", "IPX202", "IPX502"]
    assert findings(*reversed(relations)) == found


def test_a_disputed_total_that_the_other_print_mends_is_one_finding():
    wrong = bad_sum()
    total = wrong.of_role("total")[0]
    repeat = relation("repeat", claim=[claim("38项", start=900), total])
    (found,) = findings(wrong, repeat)
    assert found.code == "IPX301"


def test_a_disputed_total_that_no_print_mends_is_two_findings():
    wrong = bad_sum()
    total = wrong.of_role("total")[0]
    repeat = relation("repeat", claim=[claim("31项", start=900), total])
    assert [each.code for each in findings(wrong, repeat)] == ["IPX101", "IPX301"]


def test_a_disputed_level_that_the_other_print_mends_is_one_finding():
    level = claim("29件", start=10)
    wrong = relation("growth", level=level, growth=growth("18.4%", "down", start=20))
    repeat = relation("repeat", claim=[level, claim("31件", start=900)])
    assert [each.code for each in findings(wrong, repeat)] == ["IPX301"]


def test_a_part_that_is_too_large_in_a_wrong_sum_is_no_finding_of_its_own():
    wrong = bad_sum(total="20项")
    total, large = wrong.of_role("total")[0], wrong.of_role("part")[2]
    other = relation("part", whole=claim("9件", start=300), part=claim("12件", start=310))
    found = findings(wrong, relation("part", whole=total, part=large), other)
    assert [each.code for each in found] == ["IPX101", "IPX102"]
    assert found[1].roles[1].claim.printed == "12件"


def test_rules_may_be_keyed_by_id():
    by_id = {rule.id: rule for rule in RULES.values()}
    wrong = bad_sum()
    evaluated = [Evaluated(wrong, judge(wrong, RULES["sum"]))]
    assert findings_of(evaluated, by_id) == findings_of(evaluated, RULES)


def test_no_relations_no_findings():
    assert findings_of([], RULES) == ()
