from __future__ import annotations

from factories import check_rules, claim, relation
from ipextract import pipeline
from ipextract.checks import coverage_of, judge
from ipextract.model import Evaluated, Relation
from ipextract.rulebook import load
from ipextract.writing import json as writer

RULES = check_rules()


def evaluated(*relations: Relation) -> list[Evaluated]:
    return [Evaluated(each, judge(each, RULES[each.kind])) for each in relations]


def test_a_number_is_checked_by_what_was_evaluated() -> None:
    parts = [claim("6项", start=1), claim("7项", start=2)]
    alone = claim("9项", start=30)
    sums = relation("sum", total=claim("13项", start=3), part=parts)
    found = coverage_of([*sums.claims, alone], evaluated(sums))
    assert [each.checked for each in found] == [True, True, True, False]
    assert found[0].relations == (0,)
    assert found[0].power == 1.0
    assert found[3].power == 0.0


def test_units_that_differ_and_words_check_no_number() -> None:
    mixed = relation("sum", total=claim("13项"), part=[claim("6项", start=1), claim("7人", start=2)])
    words = relation("wording", claim=claim("246余件", start=9), rule="hedge-on-odd")
    found = coverage_of([*mixed.claims, *words.claims], evaluated(mixed, words))
    assert not any(each.checked for each in found)


def test_the_greatest_power_counts() -> None:
    total = claim("13项", start=3)
    sums = relation("sum", total=total, part=[claim("6项", start=1), claim("7项", start=2)])
    part = relation("part", whole=claim("900项", start=8), part=total)
    (found,) = coverage_of([total], evaluated(part, sums))
    assert found.relations == (0, 1)
    assert found.power == 1.0


def test_the_report_lists_the_uncovered() -> None:
    text = "全年受理申请金奖 6 项、银奖 7 项，合计 13 项。全年举办讲座 46 场。"
    report = pipeline.analyse_text(text, rulebook=load())
    listed = writer.to_dict(report)["coverage"]
    assert [each["status"] for each in listed] == ["checked", "checked", "checked", "uncovered"]
    assert listed[0]["power"] == "1.0000"
    assert listed[3]["relations"] == []
