"""What the rules of claims read into each number of a sentence, alone or in a list."""

from __future__ import annotations

import pytest

from sentences import readings_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "渔船、渔网分别增长5%和3%。",
            [
                "5% growth up base 上年同期 0 of 2 in 分别增长5%和3% from 5",
                "3% growth up base 上年同期 1 of 2 in 分别增长5%和3% from 5",
            ],
        ),
        (
            "渔船、渔网分别下降6.2%和增长1.7%。",
            [
                "6.2% growth down base 上年同期 0 of 2 in 分别下降6.2%和增长1.7% from 6",
                "1.7% growth up base 上年同期 1 of 2 in 分别下降6.2%和增长1.7% from 6",
            ],
        ),
        (
            "渔船比上年增长5%，环比下降3%。",
            [
                "5% growth up base 上年同期 0 of 1 in 比上年增长5% against 比上年",
                "3% growth down base 上月 0 of 1 in 环比下降3% against 环比",
            ],
        ),
        ("渔船比年初增加30艘。", ["30艘 change up base 年初 0 of 1 in 比年初增加30艘 against 比年初"]),
        ("渔民占人口的3%。", ["3% share base 人口 0 of 1 in 占人口的3% against 人口"]),
        ("渔业增加值居全省第3位。", ["第3位 rank within 全省 unit 位 value 3 0 of 1 in 居全省第3位"]),
        ("每万人渔船5艘。", ["5艘 ratio unit 艘/万人 0 of 1 in 每万人渔船5艘"]),
        ("渔船是上年的2倍。", ["2倍 ratio base 上年 0 of 1 in 是上年的2倍 against 上年"]),
        ("渔业翻一番。", ["翻一番 growth up base 上年同期 0 of 1 in 翻一番"]),
        ("渔船与上年持平。", ["持平 growth flat base 上年同期 unit % value 0 0 of 0 in 与上年持平 against 上年"]),
        (
            "代表队获3金2银。",
            ["3 count unit 项 noun 金 0 of 2 in 3金2银 from 3", "2 count unit 项 noun 银 1 of 2 in 3金2银 from 3"],
        ),
        (
            "三次产业结构为8.0∶42.0∶50.0。",
            [
                "8.0 share base 生产总值 unit % 0 of 3 in 产业结构为8.0∶42.0∶50.0 from 8",
                "42.0 share base 生产总值 unit % 1 of 3 in 产业结构为8.0∶42.0∶50.0 from 8",
                "50.0 share base 生产总值 unit % 2 of 3 in 产业结构为8.0∶42.0∶50.0 from 8",
            ],
        ),
        (
            "渔船由30艘增加到34艘。",
            ["30艘 count 0 of 2 in 由30艘增加到34艘 from 3", "34艘 count up 1 of 2 in 由30艘增加到34艘 from 3"],
        ),
        ("渔民参保率提高2个百分点。", ["2个百分点 change up base 上年同期 0 of 1 in 提高2个百分点"]),
        (
            "渔民参保率比全省高2个百分点。",
            ["2个百分点 difference up base 全省 0 of 1 in 比全省高2个百分点 against 全省"],
        ),
        ("渔业增加值增速居全省第一。", ["第一 rank within 全省 unit 位 value 1 0 of 1 in 居全省第一"]),
        ("渔业占比30%。", ["30% share 0 of 1 in 占比30%"]),
        (
            "水产品出口占全国的3%，居第二位。",
            ["3% share base 全国 0 of 1 in 占全国的3% against 全国", "第二位 rank unit 位 value 2 0 of 1 in 居第二位"],
        ),
        ("渔业产值年均增长5%。", ["5% growth up base 年均 0 of 1 in 年均增长5%"]),
        ("渔船减少近三成。", ["近三成 growth down base 上年同期 0 of 1 in 减少近三成"]),
        ("渔业收入比2029年增长5%。", ["5% growth up base 2029年 0 of 1 in 比2029年增长5% against 2029年"]),
        (
            "渔业收入比2029年增长5%，比上年末增长3%。",
            [
                "5% growth up base 2029年 0 of 1 in 比2029年增长5% against 2029年",
                "3% growth up base 上年末 0 of 1 in 比上年末增长3% against 比上年末",
            ],
        ),
        ("渔船同比减少3艘。", ["3艘 change down base 上年同期 0 of 1 in 同比减少3艘 against 同比"]),
        ("渔民占渔民总数的比重为3%。", ["3% share base 渔民 0 of 1 in 占渔民总数的比重为3% against 渔民"]),
        ("渔民参保率上升至92%。", ["92% ratio 0 of 1 in 保率上升至92%"]),
        ("渔港收入完成年度预算的105%。", ["105% ratio base 年度预算 0 of 1 in 完成年度预算的105% against 年度预算"]),
        (
            "渔业增加值增速比全省高2个百分点。",
            ["2个百分点 difference up base 全省 0 of 1 in 增速比全省高2个百分点 against 全省"],
        ),
        ("渔港吞吐量居全国首位。", ["首位 rank within 全国 unit 位 value 1 0 of 0 in 居全国首位"]),
        (
            "渔民、船员分别占30%和40%。",
            ["30% share 0 of 2 in 占30%和40% from 3", "40% share 1 of 2 in 占30%和40% from 3"],
        ),
        (
            "渔船增长约5%，渔民下降3.5个百分点。",
            [
                "约5% growth up base 上年同期 0 of 1 in 增长约5%",
                "3.5个百分点 change down base 上年同期 0 of 1 in 下降3.5个百分点",
            ],
        ),
        ("渔业收入增长5%以上。", ["5%以上 growth up base 上年同期 0 of 1 in 增长5%以上"]),
        ("渔业贷款余额比年初增长5%。", ["5% growth up base 年初 0 of 1 in 比年初增长5% against 比年初"]),
        (
            "渔船增加30艘，增长5%。",
            ["30艘 change up base 上年同期 0 of 1 in 增加30艘", "5% growth up base 上年同期 0 of 1 in ，增长5%"],
        ),
    ],
)
def test_what_is_read_into_each_number(text: str, wanted: list[str]) -> None:
    assert list(readings_of(text)) == wanted
