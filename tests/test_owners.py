"""Whose value a growth, change, share or rank is: the level that its cue chooses, or nobody."""

from __future__ import annotations

import pytest

from sentences import owners, told


@pytest.mark.parametrize(
    ("text", "wanted", "edges"),
    [
        (
            "渔船90艘，其中木质渔船30艘，其他60艘，增长5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "60艘 count 其他 (before) 2031 stock part-of 90艘",
                "5% growth 其他 (level) 2031 stock base 上年同期 value-of 60艘",
            ],
            ["5% 60艘 nearest-that-grows"],
        ),
        (
            "登记木质渔船30艘，登记钢质渔船40艘，木质规模居全省第3位。",
            [
                "30艘 count 登记木质渔船 (before) 2031 flow",
                "40艘 count 登记钢质渔船 (before) 2031 flow",
                "第3位 rank 登记木质渔船 (level) 2031 flow value-of 30艘",
            ],
            ["第3位 30艘 named"],
        ),
        (
            "渔船30艘，渔民人均收入5万元，规模居全省第3位。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "5万元 ratio 渔民人均收入 (before) 2031 flow",
                "第3位 rank 渔船 (level) 2031 stock value-of 30艘",
            ],
            ["第3位 30艘 named"],
        ),
        (
            "甲镇渔船30艘，乙镇渔船20艘，前者增长5%，后者增长3%。",
            [
                "30艘 count 渔船 (before) 2031 stock in 甲镇",
                "20艘 count 渔船 (before) 2031 stock in 乙镇",
                "5% growth 渔船 (level) 2031 stock in 甲镇 base 上年同期 value-of 30艘",
                "3% growth 渔船 (level) 2031 stock in 乙镇 base 上年同期 value-of 20艘",
            ],
            ["5% 30艘 former-or-latter", "3% 20艘 former-or-latter"],
        ),
        (
            "渔业收入30亿元、渔业支出20亿元，分别增长5%、3%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "20亿元 amount 渔业支出 (before) 2031 flow",
                "5% growth 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
                "3% growth 渔业支出 (level) 2031 flow base 上年同期 value-of 20亿元",
            ],
            ["5% 30亿元 in-order", "3% 20亿元 in-order"],
        ),
        (
            "渔业收入30亿元，比上年减少3亿元、下降8%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "3亿元 change 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
                "8% growth 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
            ["3亿元 30亿元 nearest-in-its-unit", "8% 30亿元 same-movement"],
        ),
        (
            "渔业收入30亿元，比上年减少3亿元；下降8%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "3亿元 change 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
                "8% growth 渔业收入 (carried-on) 2031 flow base 上年同期",
            ],
            ["3亿元 30亿元 nearest-in-its-unit"],
        ),
        (
            "渔网40张，比上年减少3张。渔船30艘，下降8%。",
            [
                "40张 count 渔网 (before) 2031 flow",
                "3张 change 渔网 (level) 2031 flow base 上年同期 value-of 40张",
                "30艘 count 渔船 (before) 2031 stock",
                "8% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
            ],
            ["3张 40张 nearest-in-its-unit", "8% 30艘 nearest-that-grows"],
        ),
        (
            "渔船90艘，其中木质渔船12艘，总数增加5艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "5艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
            ["5艘 90艘 named"],
        ),
        (
            "渔船90艘，其中木质渔船12艘，总数居全省第3位。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "第3位 rank 渔船 (level) 2031 stock value-of 90艘",
            ],
            ["第3位 90艘 named"],
        ),
        (
            "渔船90艘（木质渔船12艘，增长5%）。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "5% growth 木质渔船 (level) 2031 stock base 上年同期 value-of 12艘",
            ],
            ["5% 12艘 nearest-that-grows"],
        ),
        (
            "渔船30艘，渔港12座（增长5%）。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "12座 count 渔港 (before) 2031 stock",
                "5% growth 渔港 (level) 2031 stock base 上年同期 value-of 12座",
            ],
            ["5% 12座 nearest-that-grows"],
        ),
        (
            "渔民参保率90%，渔船30艘，提高2个百分点。",
            [
                "90% ratio 渔民参保率 (before) 2031 flow",
                "30艘 count 渔船 (before) 2031 stock",
                "2个百分点 change 渔民参保率 (level) 2031 flow base 上年同期 value-of 90%, not 30艘: rate",
            ],
            ["2个百分点 90% nearest-in-its-unit"],
        ),
        (
            "渔民参保率90%，比全省平均水平高2个百分点。",
            [
                "90% ratio 渔民参保率 (before) 2031 flow",
                "2个百分点 difference 渔民参保率 (level) 2031 flow base 全省平均水平 value-of 90%",
            ],
            ["2个百分点 90% nearest-in-its-unit"],
        ),
        (
            "渔业增加值30亿元，增长5%，增速提高2个百分点。",
            [
                "30亿元 amount 渔业增加值 (before) 2031 flow",
                "5% growth 渔业增加值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "2个百分点 change 渔业增加值 (level) 2031 flow base 上年同期 value-of 5%",
            ],
            ["5% 30亿元 nearest-that-grows", "2个百分点 5% attribute-before"],
        ),
        (
            "渔业增加值30亿元，增长5%，增幅居全省第3位。",
            [
                "30亿元 amount 渔业增加值 (before) 2031 flow",
                "5% growth 渔业增加值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "第3位 rank 渔业增加值 (level) 2031 flow value-of 5%",
            ],
            ["5% 30亿元 nearest-that-grows", "第3位 5% named-growth"],
        ),
        (
            "渔业增加值30亿元，增长5%，渔业出口增速居全省第3位。",
            [
                "30亿元 amount 渔业增加值 (before) 2031 flow",
                "5% growth 渔业增加值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "第3位 rank 渔业出口增速 (before) 2031 flow",
            ],
            ["5% 30亿元 nearest-that-grows"],
        ),
        (
            "检验渔船30艘，占登记渔船的20%，增长5%。",
            [
                "30艘 count 检验渔船 (before) 2031 stock",
                "20% share 检验渔船占登记渔船比重 (level) 2031 stock base 登记渔船 value-of 30艘",
                "5% growth 检验渔船 (level) 2031 stock base 上年同期 value-of 30艘, not 20%: no-percentage",
            ],
            ["20% 30艘 nearest-that-is-held", "5% 30艘 nearest-that-grows"],
        ),
        (
            "渔港收入30亿元。渔港支出20亿元。渔港收入增长5%。",
            [
                "30亿元 amount 渔港收入 (before) 2031 flow",
                "20亿元 amount 渔港支出 (before) 2031 flow",
                "5% growth 渔港收入 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
            ["5% 30亿元 named"],
        ),
        (
            "渔船30艘，上年28艘，增长7%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "28艘 count 渔船 (silent) 2030 stock before-of 30艘",
                "7% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘, not 28艘: not-prior",
            ],
            ["7% 30艘 nearest-that-grows"],
        ),
        (
            "渔民90人，渔船30艘，增加5人。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30艘 count 渔船 (before) 2031 stock",
                "5人 change 渔民 (level) 2031 flow base 上年同期 value-of 90人, not 30艘: same-counted-unit",
            ],
            ["5人 90人 nearest-in-its-unit"],
        ),
        (
            "受理9批次、70件，占批次的3%。",
            [
                "9批次 count 受理 (before) 2031 flow",
                "70件 count 受理 (silent) 2031 flow",
                "3% share 受理占批次比重 (level) 2031 flow base 批次 value-of 9批次, not 70件: unit-of-base",
            ],
            ["3% 9批次 nearest-that-is-held"],
        ),
        (
            "渔船30艘，渔民每户收入5万元，增长5%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "5万元 ratio 渔民每户收入 (before) 2031 flow",
                "5% growth 渔民每户收入 (level) 2031 flow base 上年同期 value-of 5万元",
            ],
            ["5% 5万元 nearest-that-grows"],
        ),
        (
            "渔船30艘，是上年的2倍，增长5%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "2倍 ratio 渔船 (level) 2031 stock base 上年 value-of 30艘",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘, not 2倍: not-a-multiple",
            ],
            ["2倍 30艘 nearest", "5% 30艘 nearest-that-grows"],
        ),
        (
            "8家渔场产量30吨，增长5%。",
            [
                "8家 count 渔场 (behind) 2031 flow",
                "30吨 count 渔场产量 (before) 2031 flow",
                "5% growth 渔场产量 (level) 2031 flow base 上年同期 value-of 30吨",
            ],
            ["5% 30吨 nearest-that-grows"],
        ),
        (
            "渔业增加值30亿元，占生产总值的3%，比上年提高2个百分点。",
            [
                "30亿元 amount 渔业增加值 (before) 2031 flow",
                "3% share 渔业增加值占生产总值比重 (level) 2031 flow base 生产总值 value-of 30亿元",
                "2个百分点 change 渔业增加值占生产总值比重 (level) 2031 flow base 上年同期 value-of 3%",
            ],
            ["3% 30亿元 nearest-that-is-held", "2个百分点 3% nearest-in-its-unit"],
        ),
        (
            "渔民人均收入3万元，增长5%，高于全省2个百分点。",
            [
                "3万元 ratio 渔民人均收入 (before) 2031 flow",
                "5% growth 渔民人均收入 (level) 2031 flow base 上年同期 value-of 3万元",
                "2个百分点 difference 渔民人均收入 (level) 2031 flow base 全省 value-of 5%",
            ],
            ["5% 3万元 nearest-that-grows", "2个百分点 5% nearest-in-its-unit"],
        ),
        (
            "水产品出口20亿元，增长5%，增速高于全省2个百分点。",
            [
                "20亿元 amount 水产品出口 (before) 2031 flow",
                "5% growth 水产品出口 (level) 2031 flow base 上年同期 value-of 20亿元",
                "2个百分点 difference 水产品出口 (level) 2031 flow base 全省 value-of 5%",
            ],
            ["5% 20亿元 nearest-that-grows", "2个百分点 5% attribute-before"],
        ),
        (
            "渔船90艘、渔民30人，分别比上年增加5艘和3人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30人 count 渔民 (before) 2031 flow",
                "5艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "3人 change 渔民 (level) 2031 flow base 上年同期 value-of 30人",
            ],
            ["5艘 90艘 in-order", "3人 30人 in-order"],
        ),
        (
            "渔港吞吐量30万吨，同比增长5%，环比下降3%。",
            [
                "30万吨 count 渔港吞吐量 (before) 2031 flow",
                "5% growth 渔港吞吐量 (level) 2031 flow base 上年同期 value-of 30万吨",
                "3% growth 渔港吞吐量 (level) 2031 flow base 上月 value-of 30万吨",
            ],
            ["5% 30万吨 nearest-that-grows", "3% 30万吨 nearest-that-grows"],
        ),
        (
            "渔业收入30亿元，比年初增加3亿元，增长5%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "3亿元 change 渔业收入 (level) 2031 flow base 年初 value-of 30亿元",
                "5% growth 渔业收入 (level) 2031 flow base 年初 value-of 30亿元",
            ],
            ["3亿元 30亿元 nearest-in-its-unit", "5% 30亿元 same-movement"],
        ),
        (
            "渔业收入30亿元，比2029年增长5%，比上年增长3%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "5% growth 渔业收入 (level) 2031 flow base 2029年 value-of 30亿元",
                "3% growth 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
            ["5% 30亿元 nearest-that-grows", "3% 30亿元 nearest-that-grows"],
        ),
        (
            "渔业收入30亿元，增长5%，其中捕捞收入增长3%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "5% growth 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
                "3% growth 捕捞收入 (before) 2031 flow base 上年同期",
            ],
            ["5% 30亿元 nearest-that-grows"],
        ),
        (
            "渔业收入30亿元，居全省第3位，比上年上升2位。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "第3位 rank 渔业收入 (level) 2031 flow value-of 30亿元",
                "2位 change 渔业收入 (level) 2031 flow base 上年同期 value-of 第3位",
            ],
            ["第3位 30亿元 nearest", "2位 第3位 attribute-before"],
        ),
        (
            "渔船90艘，比计划多5艘。",
            ["90艘 count 渔船 (before) 2031 stock", "5艘 difference 渔船 (level) 2031 stock base 计划 value-of 90艘"],
            ["5艘 90艘 nearest-in-its-unit"],
        ),
        (
            "渔船90艘，完成计划的105%。",
            ["90艘 count 渔船 (before) 2031 stock", "105% ratio 渔船 (level) 2031 stock base 计划 value-of 90艘"],
            ["105% 90艘 nearest"],
        ),
        (
            "渔业收入30亿元，完成年度预算的105%，增长5%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "105% ratio 渔业收入 (level) 2031 flow base 年度预算 value-of 30亿元",
                "5% growth 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元, not 105%: not-a-multiple",
            ],
            ["105% 30亿元 nearest", "5% 30亿元 nearest-that-grows"],
        ),
        (
            "渔业收入30亿元，为预算的105%。",
            [
                "30亿元 amount 渔业收入 (before) 2031 flow",
                "105% ratio 渔业收入 (level) 2031 flow base 预算 value-of 30亿元",
            ],
            ["105% 30亿元 nearest"],
        ),
        (
            "面粉（增长7%）、大米（下降3%）。",
            ["7% growth 面粉 (before) 2031 flow base 上年同期", "3% growth 大米 (before) 2031 flow base 上年同期"],
            [],
        ),
        (
            "渔船艘数、渔民人数分别增长5%、3%。",
            [
                "5% growth 渔船艘数 (before) 2031 flow base 上年同期",
                "3% growth 渔民人数 (before) 2031 flow base 上年同期",
            ],
            [],
        ),
        (
            "渔船30艘、渔民40人，艘数、人数分别增长5%、3%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "3% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5% 30艘 in-order", "3% 40人 in-order"],
        ),
        (
            "近海渔船30艘、远洋渔船40艘，近海、远洋分别增长5%、3%。",
            [
                "30艘 count 近海渔船 (before) 2031 stock",
                "40艘 count 远洋渔船 (before) 2031 stock",
                "5% growth 近海渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "3% growth 远洋渔船 (level) 2031 stock base 上年同期 value-of 40艘",
            ],
            ["5% 30艘 in-order", "3% 40艘 in-order"],
        ),
        (
            "渔港、码头收入分别为3亿元、2亿元，分别增长5%、3%。",
            [
                "3亿元 amount 渔港收入 (distributed) 2031 flow",
                "2亿元 amount 码头收入 (distributed) 2031 flow",
                "5% growth 渔港收入 (level) 2031 flow base 上年同期 value-of 3亿元",
                "3% growth 码头收入 (level) 2031 flow base 上年同期 value-of 2亿元",
            ],
            ["5% 3亿元 in-order", "3% 2亿元 in-order"],
        ),
        (
            "渔港、码头收入分别为3亿元、2亿元，渔港、码头收入分别增长5%、3%。",
            [
                "3亿元 amount 渔港收入 (distributed) 2031 flow",
                "2亿元 amount 码头收入 (distributed) 2031 flow",
                "5% growth 渔港收入 (level) 2031 flow base 上年同期 value-of 3亿元",
                "3% growth 码头收入 (level) 2031 flow base 上年同期 value-of 2亿元",
            ],
            ["5% 3亿元 in-order", "3% 2亿元 in-order"],
        ),
        (
            "渔船30艘、渔民40人，占比分别为3%和4%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "3% share 渔船占比 (level) 2031 stock value-of 30艘",
                "4% share 渔民占比 (level) 2031 flow value-of 40人",
            ],
            ["3% 30艘 in-order", "4% 40人 in-order"],
        ),
        (
            "渔船30艘，增长5%，减少3艘。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "3艘 change 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
            ],
            ["5% 30艘 nearest-that-grows", "3艘 30艘 nearest-in-its-unit"],
        ),
        (
            "渔船30艘，渔民40人，渔船增加5艘、渔民减少3人。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5艘 change 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "3人 change 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5艘 30艘 named", "3人 40人 named"],
        ),
        (
            "渔船30艘，渔民40人，渔民增加5人，增长14%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5人 change 渔民 (level) 2031 flow base 上年同期 value-of 40人",
                "14% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5人 40人 named", "14% 40人 same-movement"],
        ),
        (
            "渔船30艘，渔民40人，渔民增长5%，增加2人。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
                "2人 change 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5% 40人 named", "2人 40人 nearest-in-its-unit"],
        ),
        (
            "渔船30艘，渔民40人；分别增长5%、3%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "3% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5% 30艘 in-order", "3% 40人 in-order"],
        ),
        (
            "渔船30艘；渔民40人，增长5%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5% 40人 nearest-that-grows"],
        ),
        (
            "渔船30艘（近海10艘、远洋20艘），增长5%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "10艘 count 近海 (before) 2031 stock part-of 30艘",
                "20艘 count 远洋 (before) 2031 stock part-of 30艘",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
            ],
            ["5% 30艘 nearest-that-grows"],
        ),
        (
            "渔业出口30亿元，比2025年增长5%，年均增长3%。",
            [
                "30亿元 amount 渔业出口 (before) 2031 flow",
                "5% growth 渔业出口 (level) 2031 flow base 2025年 value-of 30亿元",
                "3% growth 渔业出口 (level) 2031 flow base 2025年 value-of 30亿元",
            ],
            ["5% 30亿元 nearest-that-grows", "3% 30亿元 nearest-that-grows"],
        ),
        (
            "渔业出口30亿元，居全省第3位、全国第8位。",
            [
                "30亿元 amount 渔业出口 (before) 2031 flow",
                "第3位 rank 渔业出口 (level) 2031 flow value-of 30亿元",
                "第8位 rank 渔业出口 (level) 2031 flow value-of 30亿元",
            ],
            ["第3位 30亿元 nearest", "第8位 30亿元 nearest"],
        ),
        (
            "渔业增加值增速为5%，高于全省2个百分点。",
            [
                "5% growth 渔业增加值 (before) 2031 flow base 上年同期",
                "2个百分点 difference 渔业增加值 (level) 2031 flow base 全省 value-of 5%",
            ],
            ["2个百分点 5% named"],
        ),
        (
            "渔业增加值30亿元，增速为5%，高于全省2个百分点。",
            [
                "30亿元 amount 渔业增加值 (before) 2031 flow",
                "5% growth 渔业增加值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "2个百分点 difference 渔业增加值 (level) 2031 flow base 全省 value-of 5%",
            ],
            ["5% 30亿元 nearest-that-grows", "2个百分点 5% nearest-in-its-unit"],
        ),
        (
            "渔船30艘，为上年的1.5倍。",
            ["30艘 count 渔船 (before) 2031 stock", "1.5倍 ratio 渔船 (level) 2031 stock base 上年 value-of 30艘"],
            ["1.5倍 30艘 nearest"],
        ),
        (
            "渔船30艘，是渔网的3倍。",
            ["30艘 count 渔船 (before) 2031 stock", "3倍 ratio 渔船 (level) 2031 stock base 渔网 value-of 30艘"],
            ["3倍 30艘 nearest"],
        ),
        (
            "渔船30艘，渔民60人，渔民是渔船的2倍。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "60人 count 渔民 (before) 2031 flow",
                "2倍 ratio 渔民 (level) 2031 flow base 渔船 value-of 60人",
            ],
            ["2倍 60人 named"],
        ),
        (
            "每万人渔船3艘，增长5%。",
            [
                "3艘 ratio 每万人渔船 (before) 2031 flow",
                "5% growth 每万人渔船 (level) 2031 flow base 上年同期 value-of 3艘",
            ],
            ["5% 3艘 nearest-that-grows"],
        ),
        (
            "渔船30艘，其他渔船20艘，增长5%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "20艘 count 其他渔船 (before) 2031 stock",
                "5% growth 其他渔船 (level) 2031 stock base 上年同期 value-of 20艘",
            ],
            ["5% 20艘 nearest-that-grows"],
        ),
        (
            "渔船30艘，其中木质渔船10艘，其他20艘，居全省第3位。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "10艘 count 木质渔船 (before) 2031 stock part-of 30艘",
                "20艘 count 其他 (before) 2031 stock part-of 30艘",
                "第3位 rank 渔船 (level) 2031 stock value-of 30艘",
            ],
            ["第3位 30艘 nearest"],
        ),
        (
            "渔船数由20艘增加到30艘，增长50%。",
            [
                "20艘 count 渔船 (before) 2030 stock before-of 30艘",
                "30艘 count 渔船 (before) 2031 stock",
                "50% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
            ],
            ["50% 30艘 nearest-that-grows"],
        ),
        (
            "渔船由20艘增加到30艘，增加10艘，增长50%。",
            [
                "20艘 count 渔船 (before) 2030 stock before-of 30艘",
                "30艘 count 渔船 (before) 2031 stock",
                "10艘 change 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "50% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
            ],
            ["10艘 30艘 nearest-in-its-unit", "50% 30艘 same-movement"],
        ),
        (
            "渔船30艘（居全省第3位）。",
            ["30艘 count 渔船 (before) 2031 stock", "第3位 rank 渔船 (level) 2031 stock value-of 30艘"],
            ["第3位 30艘 nearest"],
        ),
        (
            "渔民参保率90%、就业率80%，分别提高2个百分点和3个百分点。",
            [
                "90% ratio 渔民参保率 (before) 2031 flow",
                "80% ratio 就业率 (before) 2031 flow",
                "2个百分点 change 渔民参保率 (level) 2031 flow base 上年同期 value-of 90%",
                "3个百分点 change 就业率 (level) 2031 flow base 上年同期 value-of 80%",
            ],
            ["2个百分点 90% in-order", "3个百分点 80% in-order"],
        ),
        (
            "木质渔船占33%、钢质渔船占67%，分别提高2个百分点和3个百分点。",
            [
                "33% share 木质渔船占比 (before) 2031 stock",
                "67% share 钢质渔船占比 (before) 2031 stock",
                "2个百分点 change 木质渔船占比 (level) 2031 stock base 上年同期 value-of 33%",
                "3个百分点 change 钢质渔船占比 (level) 2031 stock base 上年同期 value-of 67%",
            ],
            ["2个百分点 33% in-order", "3个百分点 67% in-order"],
        ),
        ("渔业综合指数居全省第3位。", ["第3位 rank 渔业综合指数 (before) 2031 flow"], []),
        (
            "渔业总产值排名全省第3位，比上年提升2位。",
            [
                "第3位 rank 渔业总产值 (before) 2031 flow",
                "2位 change 渔业总产值 (level) 2031 flow base 上年同期 value-of 第3位",
            ],
            ["2位 第3位 attribute-before"],
        ),
        (
            "渔业总产值居全省第3位，渔业增加值居第4位。",
            ["第3位 rank 渔业总产值 (before) 2031 flow", "第4位 rank 渔业增加值 (before) 2031 flow"],
            [],
        ),
        (
            "海城港吞吐量30万吨、集装箱20万箱，分别增长5%、3%。",
            [
                "30万吨 count 海城港吞吐量 (before) 2031 flow",
                "20万箱 count 集装箱 (before) 2031 flow",
                "5% growth 海城港吞吐量 (level) 2031 flow base 上年同期 value-of 30万吨",
                "3% growth 集装箱 (level) 2031 flow base 上年同期 value-of 20万箱",
            ],
            ["5% 30万吨 in-order", "3% 20万箱 in-order"],
        ),
        (
            "渔业贷款余额30亿元，比年初增加3亿元；不良率2%，下降0.5个百分点。",
            [
                "30亿元 amount 渔业贷款余额 (before) 2031 stock",
                "3亿元 change 渔业贷款余额 (level) 2031 stock base 年初 value-of 30亿元",
                "2% ratio 不良率 (before) 2031 stock",
                "0.5个百分点 change 不良率 (level) 2031 stock base 上年同期 value-of 2%",
            ],
            ["3亿元 30亿元 nearest-in-its-unit", "0.5个百分点 2% nearest-in-its-unit"],
        ),
        (
            "渔业保险参保渔船30艘，保费3万元，赔付2万元。",
            [
                "30艘 count 渔业保险参保渔船 (before) 2031 stock",
                "3万元 amount 保费 (before) 2031 flow",
                "2万元 amount 赔付 (before) 2031 flow",
            ],
            [],
        ),
        (
            "渔业用电30亿千瓦时，其中捕捞用电10亿千瓦时，占33%，增长5%。",
            [
                "30亿千瓦时 count 渔业用电 (before) 2031 flow",
                "10亿千瓦时 count 捕捞用电 (before) 2031 flow part-of 30亿千瓦时",
                "33% share 捕捞用电占比 (level) 2031 flow base 渔业用电 value-of 10亿千瓦时 share-of 30亿千瓦时",
                "5% growth 捕捞用电 (level) 2031 flow base 上年同期 value-of 10亿千瓦时, not 33%: no-percentage",
            ],
            ["33% 10亿千瓦时 nearest-that-is-held", "5% 10亿千瓦时 nearest-that-grows"],
        ),
        (
            "渔业科技投入3亿元，占渔业产值的1%，同比提高0.2个百分点。",
            [
                "3亿元 amount 渔业科技投入 (before) 2031 flow",
                "1% share 渔业科技投入占渔业产值比重 (level) 2031 flow base 渔业产值 value-of 3亿元",
                "0.2个百分点 change 渔业科技投入占渔业产值比重 (level) 2031 flow base 上年同期 value-of 1%",
            ],
            ["1% 3亿元 nearest-that-is-held", "0.2个百分点 1% nearest-in-its-unit"],
        ),
        (
            "渔船90艘。在全省渔业综合指数中排名第7位。",
            ["90艘 count 渔船 (before) 2031 stock", "第7位 rank 全省渔业综合指数排名 (ranking) 2031 flow"],
            [],
        ),
        ("在全省渔业综合指数中排名第7位。", ["第7位 rank 全省渔业综合指数排名 (ranking) 2031 flow"], []),
        (
            "渔船30艘，渔民40人，渔船比年初增加5艘，渔民增长3%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "40人 count 渔民 (before) 2031 flow",
                "5艘 change 渔船 (level) 2031 stock base 年初 value-of 30艘",
                "3% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
            ],
            ["5艘 30艘 named", "3% 40人 named"],
        ),
    ],
)
def test_whose_value_a_number_is(text: str, wanted: list[str], edges: list[str]) -> None:
    assert list(told(text)) == wanted
    assert owners(text) == edges
