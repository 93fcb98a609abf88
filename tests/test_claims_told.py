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
