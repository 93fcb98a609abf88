"""Short dated releases: what their headlines, bodies that speak and spans of years make of a claim."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Claim
from ipextract.rulebook import load

RULEBOOK = load()


def claims(text: str) -> list[Claim]:
    return list(pipeline.analyse_text(text, rulebook=RULEBOOK).claims)


def names(text: str) -> list[str]:
    return [claim.indicator for claim in claims(text)]


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("我国渔船绿色化转型加快 年回收旧网超8亿张", ["年回收旧网"]),
        ("海州渔港二季度新开项目80个以上 总投资超200亿元", ["新开项目", "总投资"]),
        ("我国渔船绿色化转型加快年回收旧网", []),
        ("渔 业 人 口 达 80 万 人", ["渔业人口"]),  # letters set apart are no parts
    ],
)
def test_white_space_parts_a_headline(headline: str, wanted: list[str]) -> None:
    found = names(headline + "\n记者今天从渔业局了解到有关情况。")
    assert [name[-len(end) :] for name, end in zip(found, wanted, strict=True)] == wanted


COLLECTION = "海洋渔讯汇编\n\n2032年5月10日　{}\n{}\n\n2032年5月12日　渔民增收\n全国渔民人均收入3万元。\n"


@pytest.mark.parametrize(
    ("headline", "lead", "wanted"),
    [
        ("渔业志愿者达34万人", "渔业部近日发布，截至2031年底，全国共有渔业志愿者34万人。", ("2031", "stock")),
        ("渔业志愿者达43万人", "渔业部近日发布，截至2031年底，全国共有渔业志愿者34万人。", ("2031", "stock")),
        ("2032年渔业志愿者达34万人", "截至2031年6月底，全国共有渔业志愿者34万人。", ("2032", "stock")),  # its own date
        ("渔船受检34万次", "截至2031年底，全国共有渔船34万艘。", ("2031", "flow")),  # another unit
    ],
)
def test_a_headline_leaves_to_the_lead_what_it_does_not_say(headline: str, lead: str, wanted: tuple[str, str]) -> None:
    first = claims(COLLECTION.format(headline, lead))[0]
    assert (first.period, first.basis) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔业银行一季度发放贷款3000亿元。", "渔业银行"),
        ("渔具公司2031年实现营业收入10亿元。", "渔具公司"),
        ("我们预计公司2031年的收入增长15.0%。", ""),
        ("三级医院67个。", ""),
    ],
)
def test_a_date_follows_the_name_of_a_body(text: str, wanted: str) -> None:
    assert claims(text)[0].scope == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔业部今年将在海港区发行860亿元渔业债券。", ["发行渔业债券"]),
        ("已通达全球37个国家和地区的163个港口。", ["国家和地区", "港口"]),
        ("全县有9个镇和12个村。", ["镇", "村"]),
    ],
)
def test_a_noun_behind_its_number_has_its_verb_and_all_its_words(text: str, wanted: list[str]) -> None:
    found = names(text)
    assert [name[-len(end) :] for name, end in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔业部、海洋局等四部门联合印发意见，推出20项举措。", ""),
        ("渔业局联合印发意见，推出20项举措。", "渔业局"),
    ],
)
def test_departments_that_are_counted_speak_for_the_area(text: str, wanted: str) -> None:
    assert claims(text)[-1].scope == wanted
