"""Numbers whose subject was told of in the clause before, which says only how it stands."""

from __future__ import annotations

import pytest

from sentences import told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("渔业产值稳步增长，达到31亿元，增长4%。", ["渔业产值", "渔业产值"]),
        ("渔港贷款20亿元，渔港吞吐量再创新高，首次突破3000万吨。", ["渔港贷款", "渔港吞吐量"]),
        ("渔港贷款20亿元。渔民就业稳中向好，比上年增加820人。", ["渔港贷款", "渔民就业"]),
        ("渔船完好率持续提升，达到98.2%。", ["渔船完好率"]),
        ("渔船出口量增长稳定，再创新高，达到300艘。", ["渔船出口量"]),
        ("渔港吞吐量创2029年以来新高，达到3012万吨。", ["渔港吞吐量"]),
        ("渔业投资增速加快，同比增长8.2%。", ["渔业投资"]),
        ("海洋牧场呈现强劲发展势头，总量达到31亿元。", ["海洋牧场总量"]),
        ("渔船保有量快速增长，总量达到312艘。", ["渔船保有量"]),
        ("渔民收入稳步提高，居全省第3位。", ["渔民收入"]),
    ],
)
def test_named_by_the_clause_before(text: str, names: list[str]) -> None:
    """What only came to a number, or moved, is what was told of just before."""
    assert [line.split(" ")[2] for line in told(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动渔村经济快速发展，达到31亿元。", [""]),  # who acts is not what came to it
        ("渔业产值20亿元，渔村面貌不断改善，比上年增长8%。", ["渔业产值", "渔业产值"]),  # nothing that is measured
        ("渔业产值20亿元；渔村面貌不断改善，渔船312艘。", ["渔业产值", "渔船"]),  # words of its own
        ("渔港人均占有量超过了建港以来的最好水平，总产量达到3012万吨。", ["总产量"]),  # a verb with its object
        ("渔业产值20亿元，渔船300艘，增长8%。", ["渔业产值", "渔船", "渔船"]),  # a number stands between
    ],
)
def test_named_by_nobody_who_was_only_near(text: str, names: list[str]) -> None:
    """Acts, places and states that are not measured give no name."""
    assert [line.split(" ")[2] for line in told(text)] == names


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2029年、2030年、2031年渔船分别为80艘、90艘和95艘。", ["2029", "2030", "2031"]),
        ("2030年和2031年，渔船分别为80艘和90艘。", ["2030", "2031"]),
        ("第一季度、第二季度渔业产值分别为7亿元和8亿元。", ["2031Q1", "2031Q2"]),
        ("2030年、2031年渔船、渔港分别为80艘、90座和95艘。", ["2030", "2030", "2030"]),  # not one date each
        ("2030年、2031年新建渔船80艘、渔港9座。", ["2030", "2030"]),  # nothing says that they go in this order
        ("上半年渔业产值31亿元，一季度增长7%。", ["2031H1", "2031Q1"]),
        ("6月末贷款余额31亿元，上半年增长7%。", ["2031-06", "2031-06"]),
    ],
)
def test_when_each_of_several_numbers_is_of(text: str, periods: list[str]) -> None:
    """Dates in a list go with the numbers behind 分别; a growth with a date of its own is not of another level."""
    assert [line.split(" ")[4] for line in told(text)] == periods


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("渔业基金收入20亿元，支出18亿元。", ["渔业基金收入", "渔业基金支出"]),
        ("渔业总产值20亿元，增加值9亿元。", ["渔业总产值", "渔业增加值"]),
        (
            "渔民人均收入3万元，其中城镇渔民4万元，乡村渔民2万元。",
            ["渔民人均收入", "城镇渔民人均收入", "乡村渔民人均收入"],
        ),
        ("经营主体9户，其中企业3户，合作社2户。", ["经营主体", "企业", "合作社"]),
        (
            "普通渔校招生36人，职业渔校招生29人，合计65人，普职比为55∶45。",
            ["普通渔校招生", "职业渔校招生", "渔校招生合计", "普通渔校招生", "职业渔校招生"],
        ),
        ("捕捞量完成20吨，完成年度计划19吨的105%，增长5%。", ["捕捞量", "完成年度计划", "捕捞量", "捕捞量"]),
    ],
)
def test_whose_measure_it_is(text: str, names: list[str]) -> None:
    """A bare measure, kind or rate is of the thing spoken of, and no plan that is only measured by takes its place."""
    assert [line.split(" ")[2] for line in told(text)] == names
