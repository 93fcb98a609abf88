"""Names that a text shortens: lists, enumerations, parts by definition, and what belongs to a name."""

from __future__ import annotations

import pytest

from ipextract.model import COMPARABLE, REAL, apart
from papers import read


def names(text: str) -> list[str]:
    return [f"{claim.quote} {claim.indicator}" for claim in read(text).claims]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # 分别 with examples that 等 closes, and what is measured of all items
        ("渔网、鱼饵、船桨等产量分别增长3%、4%、5%。", ["3% 渔网产量", "4% 鱼饵产量", "5% 船桨产量"]),
        ("渔具类、网具类零售额分别增长3%、4%。", ["3% 渔具类零售额", "4% 网具类零售额"]),
        ("渔业产值、渔民收入分别增长3%、4%。", ["3% 渔业产值", "4% 渔民收入"]),
        ("近海、远洋捕捞产量分别增长3%、4%。", ["3% 近海捕捞产量", "4% 远洋捕捞产量"]),
        (
            "第一、二、三产业增加值分别为2亿元、3亿元和4亿元。",
            ["2亿元 第一产业增加值", "3亿元 第二产业增加值", "4亿元 第三产业增加值"],
        ),
        # 及 inside of a name joins no two where 、 gives as many items as there are numbers
        ("渔具及网具制造业、新型渔船制造业分别增长9%、8%。", ["9% 渔具及网具制造业", "8% 新型渔船制造业"]),
        (
            "海水养殖、淡水养殖和水产加工产值分别增长9%、8%和7%。",
            ["9% 海水养殖产值", "8% 淡水养殖产值", "7% 水产加工产值"],
        ),
        # one subject through an enumeration, until another begins
        (
            "水产职高招生20人，在校生60人，毕业生19人。",
            ["20人 水产职高招生", "60人 水产职高在校生", "19人 水产职高毕业生"],
        ),
        ("水产职高招生20人；在校生60人。", ["20人 水产职高招生", "60人 水产职高在校生"]),
        (
            "水产小学招生20人；水产中学8所，在校生60人。",
            ["20人 水产小学招生", "8所 水产中学", "60人 水产中学在校生"],
        ),
        ("水路货运量9万吨，客运量3万人次。", ["9万吨 水路货运量", "3万人次 水路客运量"]),
        # parts by definition keep what stands before their whole
        (
            "对岛国进出口9亿元，其中出口5亿元，进口4亿元。",
            ["9亿元 对岛国进出口", "5亿元 对岛国出口", "4亿元 对岛国进口"],
        ),
        (
            "渔技服务进出口总额9亿元。其中，出口5亿元；进口4亿元。",
            ["9亿元 渔技服务进出口总额", "5亿元 渔技服务出口", "4亿元 渔技服务进口"],
        ),
        ("进出口9亿元，其中出口5亿元。", ["9亿元 进出口", "5亿元 出口"]),
        # measures of those that were counted first
        (
            "年末有渔业企业7家，从业人员90人，营业收入3亿元。",
            ["7家 渔业企业", "90人 渔业企业从业人员", "3亿元 渔业企业营业收入"],
        ),
        ("渔民培训7期，营业收入3亿元。", ["7期 渔民培训", "3亿元 营业收入"]),
        (
            "水产小学8所，在校学生90人；水产中学2所，在校学生60人。",
            ["8所 水产小学", "90人 水产小学在校学生", "2所 水产中学", "60人 水产中学在校学生"],
        ),
        # one step after the other
        ("收案40件，结案30件。", ["40件 收案", "30件 结案"]),
        ("渔业纠纷立案40件，结案30件。", ["40件 渔业纠纷立案", "30件 渔业纠纷结案"]),
        # what belongs to a name
        ("首次检验渔具合格率97%。", ["97% 首次检验渔具合格率"]),
        ("首次检验渔具97件。", ["97件 检验渔具"]),
        ("渔业投资（不含农户）9亿元。", ["9亿元 渔业投资（不含农户）"]),
        ("因台风灾害造成损失26亿元，因干旱造成损失3亿元。", ["26亿元 台风灾害造成损失", "3亿元 干旱造成损失"]),
        ("渔业人口30人，占总人口比重60%。", ["30人 渔业人口", "60% 渔业人口占总人口比重"]),
        # what is ranked, and among how many
        ("渔业指数在全省21个城市中排名第3位。", ["21个 城市", "第3位 渔业指数"]),
        ("渔业产值9亿元，继续位居全省首位。", ["9亿元 渔业产值", "首位 渔业产值"]),
    ],
)
def test_names_that_are_shortened(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("渔民人均收入2.1万元，增长5.3%，扣除价格因素，实际增长5.1%。", "5.3%", ""),
        ("渔民人均收入2.1万元，增长5.3%，扣除价格因素，实际增长5.1%。", "5.1%", REAL),
        ("渔业增加值21亿元，按可比价格计算，增长5.1%。", "5.1%", REAL),
        ("渔业税收3亿元，同口径增长6%。", "6%", COMPARABLE),
        ("渔业税收3亿元，年均增长6%。", "6%", "annual"),
    ],
)
def test_how_a_growth_is_reckoned(text: str, quote: str, wanted: str) -> None:
    [claim] = [each for each in read(text).claims if each.quote == quote]
    assert claim.qualifier == wanted
    assert apart(claim.qualifier) is bool(wanted)


def test_a_growth_in_other_money_has_a_key_of_its_own() -> None:
    found = {each.quote: each.qualifier for each in read("渔业外资11亿元，下降6%，折1亿美元，下降8%。").claims}
    assert (found["6%"], found["8%"]) == ("", "restated")


def test_real_growth_contradicts_no_printed_level() -> None:
    """30 by 25 is 20 % in current prices; what is left of it in constant prices the levels do not say."""
    text = "渔业产值30亿元（上年为25亿元），扣除价格因素，实际增长3%。"
    assert not [each for each in read(text).findings if each.severity != "info"]
    assert [each.code for each in read(text.replace("扣除价格因素，实际", "")).findings] == ["IPX202"]


@pytest.mark.parametrize(
    ("text", "quote", "of"),
    [
        ("渔业出口增长5%，渔业进口增长3%，渔业出口增速高于全省1.2个百分点。", "1.2个百分点", "5%"),
        ("渔业产值9亿元，占53%，比重比上年下降1.5个百分点。", "1.5个百分点", "53%"),
        ("渔业投资9亿元，增长4%。东部地区投资增长1.3%。", "1.3%", None),
    ],
)
def test_what_an_attribute_speaks_of(text: str, quote: str, of: str | None) -> None:
    by_id = {claim.claim_id: claim.quote for claim in read(text).claims}
    [claim] = [each for each in read(text).claims if each.quote == quote]
    assert (by_id[claim.of] if claim.of else None) == of


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("渔船登记量比上一个五年下降5.6%。", "上一个五年"),
        ("渔船覆盖率61%，比同期提高3.5个百分点。", "上年同期"),
        ("渔船覆盖率61%，比重点渔区高3.5个百分点。", "重点渔区"),
    ],
)
def test_what_a_number_is_measured_against(text: str, base: str) -> None:
    assert read(text).claims[-1].base == base
