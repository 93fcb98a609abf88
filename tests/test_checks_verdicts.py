from __future__ import annotations

from typing import Any

import pytest

from factories import change, check_rule, claim, growth, relation
from ipextract.checks import judge
from ipextract.checks.verdicts import numeral, printed, rate
from ipextract.exact.interval import point
from ipextract.model import Outcome


def outcome(kind: str, **roles: Any) -> Outcome:
    return judge(relation(kind, **roles), check_rule(kind))


def parts(*printed: str) -> list[Any]:
    return [claim(each) for each in printed]


@pytest.mark.parametrize(
    ("total", "addends", "verdict", "severity", "rounding"),
    [
        ("1989件", ("214件", "1356件", "428件"), "violated", "error", "any"),
        ("1998件", ("214件", "1356件", "428件"), "holds", "info", ""),
        ("75.2亿元", ("12.4亿元", "38.6亿元", "21.7亿元"), "violated", "error", "any"),
        ("72.8亿元", ("12.4亿元", "38.6亿元", "21.7亿元"), "holds", "info", ""),
        ("9.48亿元", ("3.26亿元", "4.18亿元", "2.07亿元"), "violated", "warning", "nearest"),
        ("1500余吨", ("300余吨", "1200余吨"), "compatible", "info", ""),
        ("超700件", ("320件", "330件"), "violated", "error", "any"),
        ("近700件", ("320件", "330件"), "compatible", "info", ""),
        ("55家", ("24家", "31人"), "not_evaluated", "info", ""),
    ],
)
def test_sum(total: str, addends: tuple[str, ...], verdict: str, severity: str, rounding: str):
    found = outcome("sum", total=claim(total), part=parts(*addends))
    assert (found.verdict, found.severity, found.rounding) == (verdict, severity, rounding)
    assert bool(found.message) == bool(found.message_zh) == (verdict == "violated")


def test_a_sum_says_what_was_printed_what_was_computed_and_the_difference():
    found = outcome("sum", total=claim("30项"), part=parts("6项", "7项", "25项"))
    assert found.message == "sum: 6 + 7 + 25 = 38, printed 30项 (8 too few)"
    assert found.message_zh == "合计不符：6 + 7 + 25 = 38，原文为30项，少8"
    assert found.formula == "6 + 7 + 25 = 38 != 30"
    assert (found.computed, found.distance, found.power) == (point(38), "8", 1.0)


def test_a_sum_is_spelled_at_the_magnitude_of_its_total():
    found = outcome("sum", total=claim("75.2亿元"), part=parts("12.4亿元", "38.6亿元", "21.7亿元"))
    assert found.formula == "12.4亿 + 38.6亿 + 21.7亿 = 72.7亿 != 75.2亿"
    assert found.distance == "2.5亿"
    assert found.message.endswith("printed 75.2亿元 (2.5亿 too many)")


def test_a_sum_that_only_rounding_saves_says_so():
    found = outcome("sum", total=claim("9.48亿元"), part=parts("3.26亿元", "4.18亿元", "2.07亿元"))
    assert found.message.endswith("(0.03亿 too few); it fits only if a number was not rounded to nearest")


def test_a_relation_may_lower_the_severity_but_not_raise_it():
    roles = {"whole": claim("186件"), "part": claim("218件")}
    assert outcome("part", **roles).severity == "error"
    assert outcome("part", severity="warning", **roles).severity == "warning"
    lone = {"claim": claim("327余件"), "rule": "hedge-on-odd"}
    assert outcome("wording", severity="error", **lone).severity == "suspicion"


@pytest.mark.parametrize(
    ("whole", "members", "verdict", "severity"),
    [
        ("186件", ("218件",), "violated", "error"),
        ("186件", ("186件",), "compatible", "info"),
        ("46.8亿元", ("64.8亿元",), "violated", "error"),
        ("3.2万件", ("3.5万件",), "violated", "error"),
        ("85.2亿元", ("85.26亿元",), "violated", "warning"),
        ("85.2亿元", ("85.24亿元",), "compatible", "info"),
        ("520批次", ("310批次", "245批次"), "violated", "suspicion"),
        ("20亿元", ("6.48亿元",), "compatible", "info"),
        ("近500名", ("210名",), "compatible", "info"),
        ("近500名", ("500名",), "violated", "error"),
        ("超500名", ("900名",), "compatible", "info"),
        ("38家", ("260万元",), "not_evaluated", "info"),
    ],
)
def test_part(whole: str, members: tuple[str, ...], verdict: str, severity: str):
    found = outcome("part", whole=claim(whole), part=parts(*members))
    assert (found.verdict, found.severity) == (verdict, severity)


def test_a_part_says_how_much_too_large_it_is():
    found = outcome("part", whole=claim("186件"), part=claim("218件"))
    assert found.formula == "218 > 186"
    assert found.message == "part: 218件 is more than the 186件 it belongs to (32 too many)"
    together = outcome("part", whole=claim("520批次"), part=parts("310批次", "245批次"))
    assert together.formula == "310 + 245 = 555 > 520"
    assert "(35 too many)" in together.message


@pytest.mark.parametrize(
    ("part", "whole", "share", "verdict", "severity"),
    [
        ("148件", "625件", "32.7%", "violated", "error"),
        ("148件", "625件", "23.7%", "holds", "info"),
        ("148件", "625件", "23.6%", "violated", "warning"),
        ("309.2亿元", "418.6亿元", "78.3%", "violated", "error"),
        ("309.2亿元", "418.6亿元", "73.9%", "holds", "info"),
        ("853件", "1240件", "近70%", "compatible", "info"),
        ("32148人", "68400人", "47.0%", "holds", "info"),
        ("148件", "230件", "64.35%", "holds", "info"),
        ("5人", "2000人", "2.5‰", "holds", "info"),
        ("5人", "2000人", "5.2‰", "violated", "error"),
        ("17件", None, "36.3%", "violated", "suspicion"),
        ("148件", None, "64.35%", "holds", "info"),
        ("312家", None, "8.4%", "compatible", "info"),
        ("309.2亿元", None, "73.9%", "not_evaluated", "info"),
        ("超17件", None, "36.3%", "not_evaluated", "info"),
        ("3件", "2亿元", "36.3%", "not_evaluated", "info"),
        ("3件", "0件", "36.3%", "not_evaluated", "info"),
        ("3件", "9件", "5倍", "not_evaluated", "info"),
    ],
)
def test_share(part: str, whole: str | None, share: str, verdict: str, severity: str):
    roles = {"part": claim(part), "share": claim(share, "share")} | ({"whole": claim(whole)} if whole else {})
    found = outcome("share", **roles)
    assert (found.verdict, found.severity) == (verdict, severity), found
    assert bool(found.reason) == (verdict in {"not_evaluated", "compatible"})


def test_a_share_says_what_its_part_and_whole_come_to():
    found = outcome("share", part=claim("148件"), whole=claim("625件"), share=claim("32.7%"))
    assert found.message == "share: 148 / 625 = 23.68%, printed 32.7% (9.02 too high)"
    unnamed = outcome("share", part=claim("17件"), share=claim("36.3%"))
    assert unnamed.message.endswith("which holds no whole number; nearest are 46 -> 36.96%, 47 -> 36.17%")


@pytest.mark.parametrize(
    ("level", "rate", "direction", "prior", "verdict", "severity"),
    [
        ("84次", "391%", "up", None, "violated", "error"),
        ("29件", "18.4%", "down", None, "violated", "error"),
        ("61场", "29.7%", "up", None, "violated", "warning"),
        ("61场", "29.8%", "up", None, "holds", "info"),
        ("46期", "15%", "up", None, "holds", "info"),
        ("81场", "1.7倍", "up", None, "compatible", "info"),
        ("3.2万件", "4.4%", "up", None, "not_evaluated", "info"),
        ("15526件", "9.39%", "up", None, "compatible", "info"),
        ("5210件", "-12.6%", "down", None, "compatible", "info"),
        ("3260件", "24.8%", "up", "2840件", "violated", "error"),
        ("3260件", "14.8%", "up", "2840件", "holds", "info"),
        ("3260件", "14.8%", "down", "2840件", "violated", "error"),
        ("2840件", "12.9%", "down", "3260件", "holds", "info"),
        ("2840件", "-12.9%", "down", "3260件", "holds", "info"),
        ("41起", "38.1%", "down", "57起", "violated", "error"),
        ("41起", "28.1%", "down", "57起", "holds", "info"),
        ("128.4亿元", "12.2%", "up", "117.6亿元", "violated", "error"),
        ("81场", "1.7倍", "up", "30场", "holds", "info"),
        ("81场", "2.7倍", "up", "30场", "violated", "error"),
        ("40件", "0%", "flat", "40件", "compatible", "info"),
        ("40件", "0%", "flat", "60件", "violated", "error"),
        ("40件", "0%", "flat", None, "not_evaluated", "info"),
        ("40件", "5件", "up", None, "not_evaluated", "info"),
        ("40件", "100%", "down", None, "not_evaluated", "info"),
        ("40件", "5%", "up", "0件", "not_evaluated", "info"),
    ],
)
def test_growth(level: str, rate: str, direction: str, prior: str | None, verdict: str, severity: str):
    roles = {"level": claim(level), "growth": growth(rate, direction)} | ({"prior": claim(prior)} if prior else {})
    found = outcome("growth", **roles)
    assert (found.verdict, found.severity) == (verdict, severity), found


def test_a_growth_over_several_years_is_left_alone():
    found = outcome("growth", level=claim("58家"), growth=growth("13.3%", period="2018/2023"))
    assert found.verdict == "not_evaluated"
    assert outcome("growth", level=claim("58家"), growth=growth("13.3%")).verdict == "violated"


def test_a_growth_names_the_whole_numbers_beside_its_base():
    found = outcome("growth", level=claim("84次"), growth=growth("391%"))
    assert found.formula == "84 / (1 + 391%) in (17.073171, 17.142857), which holds no integer"
    assert found.message.endswith("nearest are 17 -> +394.12%, 18 -> +366.67%")
    assert found.power > 0.8
    with_prior = outcome("growth", level=claim("41起"), prior=claim("57起"), growth=growth("38.1%", "down"))
    assert with_prior.message == "growth: 41 / 57 - 1 = -28.0702%, printed -38.1% (10.0298 off)"


@pytest.mark.parametrize(
    ("roles", "verdict", "severity"),
    [
        ({"level": claim("2316人"), "change": change("162人"), "prior": claim("2190人")}, "violated", "error"),
        ({"level": claim("2316人"), "change": change("126人"), "prior": claim("2190人")}, "holds", "info"),
        ({"level": claim("940件"), "change": change("120件"), "growth": growth("24.6%")}, "violated", "error"),
        ({"level": claim("940件"), "change": change("120件"), "growth": growth("14.6%")}, "holds", "info"),
        ({"level": claim("30个"), "change": change("45个")}, "violated", "error"),
        ({"level": claim("145个"), "change": change("112个")}, "compatible", "info"),
        ({"level": claim("96.4%"), "change": change("2.5个百分点"), "prior": claim("94.9%")}, "violated", "error"),
        ({"level": claim("96.4%"), "change": change("1.5个百分点"), "prior": claim("94.9%")}, "compatible", "info"),
        ({"level": claim("88.3%"), "change": change("2.4个百分点"), "prior": claim("86.1%")}, "violated", "warning"),
        ({"level": claim("52.3亿元"), "change": change("4.6亿元"), "growth": growth("9.7%")}, "holds", "info"),
        (
            {"level": claim("162件"), "change": change("38件", "down"), "growth": growth("19.0%", "down")},
            "holds",
            "info",
        ),
        ({"level": claim("162件"), "change": change("38件", "down"), "growth": growth("19.0%")}, "violated", "error"),
        ({"level": claim("52.3亿元"), "change": change("4.6亿元")}, "not_evaluated", "info"),
        ({"level": claim("96.4%"), "change": change("2.5件")}, "not_evaluated", "info"),
    ],
)
def test_change(roles: dict[str, Any], verdict: str, severity: str):
    found = outcome("change", **roles)
    assert (found.verdict, found.severity) == (verdict, severity), found


@pytest.mark.parametrize(
    ("prints", "verdict", "severity"),
    [
        (("4826件", "4286件"), "violated", "error"),
        (("4826件", "4826件"), "holds", "info"),
        (("5.9亿元", "6.37亿元"), "violated", "error"),
        (("58.7万人", "586412人"), "violated", "warning"),
        (("58.7万人", "586712人"), "holds", "info"),
        (("超500场", "512场"), "compatible", "info"),
        (("近500场", "512场"), "violated", "error"),
        (("30件", "30宗"), "not_evaluated", "info"),
    ],
)
def test_repeat(prints: tuple[str, ...], verdict: str, severity: str):
    found = outcome("repeat", claim=parts(*prints))
    assert (found.verdict, found.severity) == (verdict, severity), found


def test_a_rise_does_not_repeat_a_fall():
    found = outcome("repeat", claim=[growth("3.5%"), growth("3.5%", "down")])
    assert found.formula == "+3.5% != -3.5%"
    assert found.distance == "7"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_repeat_names_the_print_that_stands_alone(place: int):
    prints = ["4826件", "4826件", "4826件"]
    prints[place] = "4286件"
    found = outcome("repeat", claim=parts(*prints))
    assert found.formula == "4826 != 4286"
    assert found.message == "repeat: 受理案件 printed 4286件, elsewhere 4826件 (540 apart)"
    assert found.computed == point(4826)


def test_a_repeat_without_any_agreement_is_still_one():
    found = outcome("repeat", claim=parts("10件", "20件", "30件"))
    assert found.verdict == "violated"
    assert found.formula == "10 / 20 != 30"


@pytest.mark.parametrize(
    ("the_claim", "verdict"),
    [
        (claim("109.5%", "ratio", indicator="药品抽检合格率"), "violated"),
        (claim("100%", "ratio", indicator="药品抽检合格率"), "compatible"),
        (claim("115.3%", "share", indicator="女职工"), "violated"),
        (claim("104.6%", "share", quote="占年度预算的 104.6%"), "not_evaluated"),
        (claim("106.2%", "ratio", indicator="小学毛入学率"), "not_evaluated"),
        (growth("124%", "down", indicator="事故起数"), "violated"),
        (growth("100%", "down", indicator="事故起数"), "compatible"),
        (growth("-124%", "down", indicator="事故起数"), "violated"),
        (growth("486%", "up", indicator="出口额"), "not_evaluated"),
        (growth("156.8%", "down", indicator="净利润"), "not_evaluated"),
        (claim("41.5%", "share", direction="down", indicator="煤炭消费"), "compatible"),
        (claim("379天", indicator="空气质量优良天数"), "violated"),
        (claim("352天", indicator="空气质量优良天数"), "compatible"),
        (claim("36个", indicator="覆盖省份"), "violated"),
        (claim("31个", indicator="覆盖省份"), "compatible"),
    ],
)
def test_domain(the_claim: Any, verdict: str):
    found = outcome("domain", claim=the_claim)
    assert found.verdict == verdict, found


def test_a_domain_says_its_limit():
    found = outcome("domain", claim=claim("109.5%", "ratio", indicator="药品抽检合格率"))
    assert found.message == "domain: 109.5% is above the most possible 100% (9.5 too high)"
    assert found.message_zh == "超出范围：109.5%高于上限100%，高9.5"


@pytest.mark.parametrize(
    ("the_claim", "rule", "verdict"),
    [
        (claim("327余件"), "hedge-on-odd", "violated"),
        (claim("近327件"), "hedge-on-odd", "violated"),
        (claim("320余件"), "hedge-on-odd", "compatible"),
        (claim("1.35亿余元"), "hedge-on-odd", "not_evaluated"),
        (claim("约500余人次"), "stacked-hedges", "violated"),
        (claim("约500人次"), "stacked-hedges", "compatible"),
    ],
)
def test_wording(the_claim: Any, rule: str, verdict: str):
    found = outcome("wording", claim=the_claim, rule=rule)
    assert found.verdict == verdict
    assert found.severity == ("suspicion" if verdict == "violated" else "info")


def test_a_wording_without_a_known_rule_is_our_fault():
    with pytest.raises(ValueError, match=r"wording \(odd\) is unknown"):
        outcome("wording", claim=claim("327余件"), rule="odd")


def test_targets_are_not_held_against_facts_nor_numbers_without_values():
    found = outcome("repeat", claim=[claim("4826件"), claim("5000件", modality="target")])
    assert "targets" in found.reason
    rank = claim("3位", interval=None, nearest=None, value=None)
    assert outcome("repeat", claim=[rank, rank]).reason == "3位 has no value"


@pytest.mark.parametrize(
    ("the_claim", "whole", "bare", "signed"),
    [
        (claim("30项"), "30项", "30", "+30项"),
        (claim("30项", printed="30"), "30项", "30", "+30项"),
        (claim("30项", printed="３０ 项"), "30项", "30", "+30项"),
        (claim("12.4亿元"), "12.4亿元", "12.4亿", "+12.4亿元"),
        (claim("1200名", printed="1200 名左右"), "1200名左右", "1200左右", "+1200名左右"),
        (claim("70%", printed="近七成"), "近七成", "近七成", "近七成"),
        (growth("4.4%"), "4.4%", "4.4", "+4.4%"),
        (growth("4.4%", "down"), "4.4%", "-4.4", "-4.4%"),
        (growth("-4.4%", "down"), "-4.4%", "-4.4", "-4.4%"),
        (growth("100%", printed="翻一番"), "翻一番", "翻一番", "翻一番"),
        (growth("0%", "flat", printed="", quote="与上年 持平"), "", "", "与上年持平"),
    ],
)
def test_numbers_are_quoted_as_printed(the_claim: Any, whole: str, bare: str, signed: str):
    assert (printed(the_claim), numeral(the_claim), rate(the_claim)) == (whole, bare, signed)


def test_messages_and_formulas_can_be_printed_on_a_chinese_console():
    for kind, roles in (
        ("sum", {"total": claim("75.2亿元"), "part": parts("12.4亿元", "38.6亿元")}),
        ("share", {"part": claim("5人"), "whole": claim("2000人"), "share": claim("5.2‰")}),
        ("growth", {"level": claim("84次"), "growth": growth("391%")}),
    ):
        found = outcome(kind, **roles)
        (found.message + found.message_zh + found.formula).encode("gbk")
