"""The whole of a share: printed behind 占, in a name, or found by what the text spoke of before."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from ipextract.claims.run import Run
from ipextract.claims.whole import core, in_name, printed, whole_in
from sentences import BOOK, told

#: A run that has read nothing yet: names are asked of its rules alone.
RUN = cast("Run", SimpleNamespace(rulebook=BOOK))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "渔船90艘。渔船中，木质渔船30艘，占33%，钢质渔船60艘，占67%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "60艘 count 钢质渔船 (before) 2031 stock",
                "67% share 钢质渔船占比 (level) 2031 stock base 渔船 value-of 60艘 share-of 90艘",
            ],
        ),
        (
            "全部渔船中，木质渔船30艘，占33%。",
            [
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘",
            ],
        ),
        (
            "渔船90艘。从区域看，东湾渔船30艘，占33%；西湾渔船60艘，占67%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 东湾渔船 (before) 2031 stock",
                "33% share 东湾渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "60艘 count 西湾渔船 (before) 2031 stock",
                "67% share 西湾渔船占比 (level) 2031 stock base 渔船 value-of 60艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘。木质渔船30艘，占33%；钢质渔船60艘，占67%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "60艘 count 钢质渔船 (before) 2031 stock",
                "67% share 钢质渔船占比 (level) 2031 stock base 渔船 value-of 60艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘，木质渔船30艘，钢质渔船60艘，分别占33%和67%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "60艘 count 钢质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "67% share 钢质渔船占比 (level) 2031 stock base 渔船 value-of 60艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘。渔港12座。木质渔船30艘，占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12座 count 渔港 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "渔港12座。木质渔船30艘，占33%。",
            [
                "12座 count 渔港 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock value-of 30艘",
            ],
        ),
        (
            "渔船30艘，上年28艘，木质渔船占30%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "28艘 count 渔船 (silent) 2030 stock before-of 30艘",
                "30% share 木质渔船占比 (before) 2030 stock base 渔船",
            ],
        ),
        (
            "渔船90艘，渔业指数102.1，木质渔船占30%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "102.1 ratio 渔业指数 (before) 2031 flow",
                "30% share 木质渔船占比 (before) 2031 stock base 渔船",
            ],
        ),
        (
            "登记渔船90艘，其中木质渔船占近海渔船的30%，钢质渔船占40%。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "30% share 木质渔船占近海渔船比重 (before) 2031 flow base 近海渔船",
                "40% share 钢质渔船占比 (before) 2031 flow base 近海渔船",
            ],
        ),
        (
            "木质渔船占比由30%下降到20%，钢质渔船占比由70%提高到80%。",
            [
                "30% share 木质渔船占比 (before) 2030 flow before-of 20%",
                "20% share 木质渔船占比 (before) 2031 flow",
                "70% share 钢质渔船占比 (before) 2030 flow before-of 80%",
                "80% share 钢质渔船占比 (before) 2031 flow",
            ],
        ),
        (
            "渔船90艘，木质渔船占比由30%下降到20%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30% share 木质渔船占比 (before) 2030 flow base 渔船 before-of 20%",
                "20% share 木质渔船占比 (before) 2031 flow base 渔船",
            ],
        ),
        (
            "木质渔船占登记渔船的比重由30%下降到20%。",
            [
                "30% share 木质渔船占登记渔船的比重 (before) 2030 flow base 登记渔船 before-of 20%",
                "20% share 木质渔船占登记渔船的比重 (before) 2031 flow base 登记渔船",
            ],
        ),
        (
            "登记渔船90艘，其中木质渔船30艘，占33%，近海木质渔船20艘，占22%。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "30艘 count 木质渔船 (before) 2031 flow part-of 90艘",
                "33% share 木质渔船占比 (level) 2031 flow base 登记渔船 value-of 30艘 share-of 90艘",
                "20艘 count 近海木质渔船 (before) 2031 flow part-of 90艘",
                "22% share 近海木质渔船占比 (level) 2031 flow base 登记渔船 value-of 20艘 share-of 90艘",
            ],
        ),
        (
            "渔港收入90亿元，其中泊位收入30亿元，占33%；渔港支出20亿元，其中泊位支出8亿元，占40%。",
            [
                "90亿元 amount 渔港收入 (before) 2031 flow",
                "30亿元 amount 泊位收入 (before) 2031 flow part-of 90亿元",
                "33% share 泊位收入占比 (level) 2031 flow base 渔港收入 value-of 30亿元 share-of 90亿元",
                "20亿元 amount 渔港支出 (before) 2031 flow",
                "8亿元 amount 泊位支出 (before) 2031 flow part-of 20亿元",
                "40% share 泊位支出占比 (level) 2031 flow base 渔港支出 value-of 8亿元 share-of 20亿元",
            ],
        ),
        (
            "渔民90人，其中老年渔民30人，占33%，其中高龄渔民10人，占11%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30人 count 老年渔民 (before) 2031 flow part-of 90人",
                "33% share 老年渔民占比 (level) 2031 flow base 渔民 value-of 30人 share-of 90人",
                "10人 count 高龄渔民 (before) 2031 flow part-of 30人, not 33%: level",
                "11% share 高龄渔民占比 (level) 2031 flow base 渔民 value-of 10人 share-of 90人",
            ],
        ),
        (
            "渔民90人，其中持证渔民80人（近海40人），占89%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "80人 count 持证渔民 (before) 2031 flow part-of 90人",
                "40人 count 近海 (before) 2031 flow part-of 80人",
                "89% share 持证渔民占比 (level) 2031 flow base 渔民 value-of 80人 share-of 90人",
            ],
        ),
        (
            "渔民90人，占渔民总数的30%；船员60人，占20%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30% share 渔民占渔民比重 (level) 2031 flow base 渔民 value-of 90人",
                "60人 count 船员 (before) 2031 flow",
                "20% share 船员占比 (level) 2031 flow base 渔民 value-of 60人",
            ],
        ),
        (
            "渔业投资90亿元。从性质看，外资渔业投资30亿元，占33%。从区域看，东湾渔业投资60亿元，占67%。",
            [
                "90亿元 amount 渔业投资 (before) 2031 flow",
                "30亿元 amount 外资渔业投资 (before) 2031 flow",
                "33% share 外资渔业投资占比 (level) 2031 flow base 渔业投资 value-of 30亿元 share-of 90亿元",
                "60亿元 amount 东湾渔业投资 (before) 2031 flow",
                "67% share 东湾渔业投资占比 (level) 2031 flow base 渔业投资 value-of 60亿元 share-of 90亿元",
            ],
        ),
        (
            "渔业投资90亿元。渔港12座。从性质看，外资30亿元，占33%。",
            [
                "90亿元 amount 渔业投资 (before) 2031 flow",
                "12座 count 渔港 (before) 2031 stock",
                "30亿元 amount 外资 (before) 2031 flow",
                "33% share 外资占比 (level) 2031 flow base 渔业投资 value-of 30亿元 share-of 90亿元",
            ],
        ),
        (
            "渔港12座。渔业投资90亿元。从性质看，外资30亿元，占33%。",
            [
                "12座 count 渔港 (before) 2031 stock",
                "90亿元 amount 渔业投资 (before) 2031 flow",
                "30亿元 amount 外资 (before) 2031 flow",
                "33% share 外资占比 (level) 2031 flow base 渔业投资 value-of 30亿元 share-of 90亿元",
            ],
        ),
        (
            "渔业投资90亿元。\n渔港12座。从性质看，外资30亿元，占33%。",
            [
                "90亿元 amount 渔业投资 (before) 2031 flow",
                "12座 count 渔港 (before) 2031 stock",
                "30亿元 amount 外资 (before) 2031 flow",
                "33% share 外资占比 (level) 2031 flow base 渔业投资 value-of 30亿元 share-of 90亿元",
            ],
        ),
        (
            "渔业投资90亿元，渔港12座。\n从性质看，外资占33%。",
            [
                "90亿元 amount 渔业投资 (before) 2031 flow",
                "12座 count 渔港 (before) 2031 stock",
                "33% share 外资占比 (before) 2031 flow base 渔业投资",
            ],
        ),
        (
            "渔船90艘，占全省的3%。从材质看，木质渔船占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3% share 渔船占全省比重 (level) 2031 stock base 全省 value-of 90艘",
                "33% share 木质渔船占比 (before) 2031 stock base 渔船",
            ],
        ),
        (
            "渔船90艘，占登记船舶的3%。\n从材质看，木质渔船占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3% share 渔船占登记船舶比重 (level) 2031 stock base 登记船舶 value-of 90艘",
                "33% share 木质渔船占比 (before) 2031 stock base 渔船",
            ],
        ),
        (
            "渔民90人。渔船12艘。渔民中，老年渔民30人，占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "12艘 count 渔船 (before) 2031 stock",
                "30人 count 老年渔民 (before) 2031 flow",
                "33% share 老年渔民占比 (level) 2031 flow base 渔民 value-of 30人 share-of 90人",
            ],
        ),
        (
            "在册渔民90人。渔民中，老年渔民30人，占33%。",
            [
                "90人 count 在册渔民 (before) 2031 stock",
                "30人 count 老年渔民 (before) 2031 flow",
                "33% share 老年渔民占比 (level) 2031 flow base 在册渔民 value-of 30人 share-of 90人",
            ],
        ),
        (
            "渔业案件90件。刑事渔业案件占10%。",
            ["90件 count 渔业案件 (before) 2031 flow", "10% share 刑事渔业案件占比 (before) 2031 flow base 渔业案件"],
        ),
        (
            "收案90件。刑事收案9件，占10%。",
            [
                "90件 count 收案 (before) 2031 flow",
                "9件 count 刑事收案 (before) 2031 flow",
                "10% share 刑事收案占比 (level) 2031 flow base 收案 value-of 9件 share-of 90件",
            ],
        ),
        (
            "渔业案件90件，渔民30人。刑事渔业案件占10%。",
            [
                "90件 count 渔业案件 (before) 2031 flow",
                "30人 count 渔民 (before) 2031 flow",
                "10% share 刑事渔业案件占比 (before) 2031 flow base 渔业案件",
            ],
        ),
        (
            "登记渔船90艘，检验渔船30艘，占33%。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "30艘 count 检验渔船 (before) 2031 stock",
                "33% share 检验渔船占比 (level) 2031 stock base 登记渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "渔业增加值30亿元，占生产总值比重为3%。",
            [
                "30亿元 amount 渔业增加值 (before) 2031 flow",
                "3% share 渔业增加值占生产总值比重 (level) 2031 flow base 生产总值 value-of 30亿元",
            ],
        ),
        (
            "渔业产值30亿元，增长5%，占农业总产值的3%。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "3% share 渔业产值占农业总产值比重 (level) 2031 flow base 农业总产值 value-of 30亿元",
            ],
        ),
        ("民生支出占财政支出比重达80%。", ["80% share 民生支出占财政支出比重 (before) 2031 flow base 财政支出"]),
        (
            "渔业占生产总值的3%，养殖占生产总值的2%。",
            [
                "3% share 渔业占生产总值比重 (before) 2031 flow base 生产总值",
                "2% share 养殖占生产总值比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "捕捞量500吨，捕捞限额600吨，其中近海占30%。",
            [
                "500吨 count 捕捞量 (before) 2031 flow",
                "600吨 count 捕捞限额 (before) 2031 flow",
                "30% share 近海占比 (before) 2031 flow base 捕捞量",
            ],
        ),
        (
            "渔民90人。按年龄分，老年渔民30人，占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30人 count 老年渔民 (before) 2031 flow",
                "33% share 老年渔民占比 (level) 2031 flow base 渔民 value-of 30人 share-of 90人",
            ],
        ),
        (
            "渔民90人。按年龄分，老年渔民占33%。",
            ["90人 count 渔民 (before) 2031 flow", "33% share 老年渔民占比 (before) 2031 flow base 渔民"],
        ),
        (
            "渔民90人，占人口的3%。按年龄分，老年渔民占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "3% share 渔民占人口比重 (level) 2031 flow base 人口 value-of 90人",
                "33% share 老年渔民占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "渔民90人。女性30人，占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30人 count 女性 (before) 2031 flow",
                "33% share 女性占比 (level) 2031 flow base 渔民 value-of 30人 share-of 90人",
            ],
        ),
        (
            "渔业收入90亿元。渔港12座，捕捞收入30亿元，占33%。",
            [
                "90亿元 amount 渔业收入 (before) 2031 flow",
                "12座 count 渔港 (before) 2031 stock",
                "30亿元 amount 捕捞收入 (before) 2031 flow",
                "33% share 捕捞收入占比 (level) 2031 flow base 渔业收入 value-of 30亿元 share-of 90亿元",
            ],
        ),
        (
            "渔港收入占比由30%提高到34%。",
            ["30% share 渔港收入占比 (before) 2030 flow before-of 34%", "34% share 渔港收入占比 (before) 2031 flow"],
        ),
        (
            "水产品出口增长3%，所占比重由30%提高到34%。",
            [
                "3% growth 水产品出口 (before) 2031 flow base 上年同期",
                "30% share 水产品出口占比 (before) 2030 flow before-of 34%",
                "34% share 水产品出口占比 (before) 2031 flow",
            ],
        ),
        (
            "渔民90人，占全省的3%，渔船12艘，占全省的5%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "3% share 渔民占全省比重 (level) 2031 flow base 全省 value-of 90人",
                "12艘 count 渔船 (before) 2031 stock",
                "5% share 渔船占全省比重 (level) 2031 stock base 全省 value-of 12艘",
            ],
        ),
        (
            "渔民90人，占全省的3%；渔船12艘，占全市的5%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "3% share 渔民占全省比重 (level) 2031 flow base 全省 value-of 90人",
                "12艘 count 渔船 (before) 2031 stock",
                "5% share 渔船占全市比重 (level) 2031 stock base 全市 value-of 12艘",
            ],
        ),
        (
            "渔船90艘，居全国第二位，占全国的3%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "第二位 rank 渔船 (level) 2031 stock value-of 90艘",
                "3% share 渔船占全国比重 (level) 2031 stock base 全国 value-of 90艘",
            ],
        ),
        (
            "渔船90艘，木质渔船占33%，钢质渔船占67%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (before) 2031 stock base 渔船",
                "67% share 钢质渔船占比 (before) 2031 stock base 渔船",
            ],
        ),
        (
            "渔民90人，男性占67%，女性占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "67% share 男性占比 (before) 2031 flow base 渔民",
                "33% share 女性占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "渔民90人，其中男性占67%，女性占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "67% share 男性占比 (before) 2031 flow base 渔民",
                "33% share 女性占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "渔民90人，其中男性60人，占67%，女性30人，占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "60人 count 男性渔民 (kind) 2031 flow part-of 90人",
                "67% share 男性渔民占比 (level) 2031 flow base 渔民 value-of 60人 share-of 90人",
                "30人 count 女性渔民 (kind) 2031 flow part-of 90人",
                "33% share 女性渔民占比 (level) 2031 flow base 渔民 value-of 30人 share-of 90人",
            ],
        ),
        (
            "渔船90艘，其中木质渔船30艘、钢质渔船60艘，占比分别为33%和67%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "60艘 count 钢质渔船 (before) 2031 stock part-of 90艘",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "67% share 钢质渔船占比 (level) 2031 stock base 渔船 value-of 60艘 share-of 90艘",
            ],
        ),
        (
            "渔业产值90亿元，其中捕捞产值30亿元，占渔业产值的33%，养殖产值60亿元，占67%。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "30亿元 amount 捕捞产值 (before) 2031 flow part-of 90亿元",
                "33% share 捕捞产值占渔业产值比重 (level) 2031 flow base 渔业产值 value-of 30亿元 share-of 90亿元",
                "60亿元 amount 养殖产值 (before) 2031 flow part-of 90亿元",
                "67% share 养殖产值占比 (level) 2031 flow base 渔业产值 value-of 60亿元 share-of 90亿元",
            ],
        ),
        (
            "捕捞产值30亿元，占渔业产值的33%，养殖产值60亿元，占67%。",
            [
                "30亿元 amount 捕捞产值 (before) 2031 flow",
                "33% share 捕捞产值占渔业产值比重 (level) 2031 flow base 渔业产值 value-of 30亿元",
                "60亿元 amount 养殖产值 (before) 2031 flow",
                "67% share 养殖产值占比 (level) 2031 flow base 渔业产值 value-of 60亿元",
            ],
        ),
        (
            "捕捞产值30亿元，占渔业产值的比重为33%。养殖产值60亿元，占比为67%。",
            [
                "30亿元 amount 捕捞产值 (before) 2031 flow",
                "33% share 捕捞产值占渔业产值比重 (level) 2031 flow base 渔业产值 value-of 30亿元",
                "60亿元 amount 养殖产值 (before) 2031 flow",
                "67% share 养殖产值占比 (level) 2031 flow base 渔业产值 value-of 60亿元",
            ],
        ),
        (
            "渔业产值90亿元。其中，捕捞产值占33%。",
            ["90亿元 amount 渔业产值 (before) 2031 flow", "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值"],
        ),
        (
            "渔业产值90亿元：捕捞产值占33%，养殖产值占67%。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值",
                "67% share 养殖产值占比 (before) 2031 flow base 渔业产值",
            ],
        ),
        ("渔业产值中，捕捞产值占33%。", ["33% share 捕捞产值占比 (before) 2031 flow base 渔业产值"]),
        ("全市渔业产值中，捕捞产值占33%。", ["33% share 捕捞产值占比 (before) 2031 flow base 渔业产值"]),
        ("2031年中，捕捞产值占33%。", ["33% share 捕捞产值占比 (before) 2031 flow"]),
        (
            "渔业产值90亿元。渔业总产值中，捕捞产值占33%。",
            ["90亿元 amount 渔业产值 (before) 2031 flow", "33% share 捕捞产值占比 (before) 2031 flow base 渔业总产值"],
        ),
        (
            "渔业总产值90亿元。渔业产值中，捕捞产值占33%。",
            ["90亿元 amount 渔业总产值 (before) 2031 flow", "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值"],
        ),
        (
            "渔业产值90亿元，渔业总产值80亿元。渔业产值中，捕捞产值占33%。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "80亿元 amount 渔业总产值 (before) 2031 flow",
                "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值",
            ],
        ),
        (
            "渔业产值90亿元，平均每户产值30万元，捕捞产值占33%。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "30万元 ratio 每户产值 (before) 2031 flow",
                "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值",
            ],
        ),
        (
            "渔业产值90亿元，上年80亿元，捕捞产值占33%。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "80亿元 amount 渔业产值 (silent) 2030 flow before-of 90亿元",
                "33% share 捕捞产值占比 (before) 2030 flow base 渔业产值",
            ],
        ),
        (
            "上年渔业产值80亿元，捕捞产值占33%。",
            ["80亿元 amount 渔业产值 (before) 2030 flow", "33% share 捕捞产值占比 (before) 2030 flow"],
        ),
        (
            "渔业产值90亿元，捕捞产值增长5%，占33%。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 捕捞产值 (before) 2031 flow base 上年同期",
                "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值",
            ],
        ),
        (
            "渔业产值90亿元，捕捞产值占比33%，比上年提高2个百分点。",
            [
                "90亿元 amount 渔业产值 (before) 2031 flow",
                "33% share 捕捞产值占比 (before) 2031 flow base 渔业产值",
                "2个百分点 change 捕捞产值占比 (level) 2031 flow base 上年同期 value-of 33%",
            ],
        ),
        (
            "渔民90人，渔船12艘。近海渔民占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "12艘 count 渔船 (before) 2031 stock",
                "33% share 近海渔民占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "渔民90人。\n近海渔民占33%。",
            ["90人 count 渔民 (before) 2031 flow", "33% share 近海渔民占比 (before) 2031 flow base 渔民"],
        ),
        (
            "按材质分，木质渔船30艘，占33%。",
            ["30艘 count 木质渔船 (before) 2031 stock", "33% share 木质渔船占比 (level) 2031 stock value-of 30艘"],
        ),
        (
            "渔船90艘。分材质看，木质渔船30艘，占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘，渔民80人。按材质分，木质渔船30艘，占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80人 count 渔民 (before) 2031 flow",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "渔民80人，渔船90艘。按材质分，木质渔船30艘，占33%。",
            [
                "80人 count 渔民 (before) 2031 flow",
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘。渔民80人，按材质分，木质渔船30艘，占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80人 count 渔民 (before) 2031 flow",
                "30艘 count 木质渔船 (before) 2031 stock",
                "33% share 木质渔船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "三次产业结构为8.0∶42.0∶50.0。",
            [
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "生产总值90亿元，三次产业结构为8.0∶42.0∶50.0。",
            [
                "90亿元 amount 生产总值 (before) 2031 flow",
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "地区生产总值90亿元。三次产业结构为8.0∶42.0∶50.0。",
            [
                "90亿元 amount 地区生产总值 (before) 2031 flow",
                "8.0 share 第一产业比重 (before) 2031 flow base 地区生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 地区生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 地区生产总值",
            ],
        ),
        (
            "生产总值90亿元。\n三次产业结构为8.0∶42.0∶50.0。",
            [
                "90亿元 amount 生产总值 (before) 2031 flow",
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "渔业从业人员收入占家庭收入的33%，占全部收入的20%。",
            [
                "33% share 渔业从业人员收入占家庭收入比重 (before) 2031 flow base 家庭收入",
                "20% share 渔业从业人员收入占全部收入比重 (carried-on) 2031 flow base 收入",
            ],
        ),
        (
            "渔民90人，占全省的3%。从区域看，东湾占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "3% share 渔民占全省比重 (level) 2031 flow base 全省 value-of 90人",
                "33% share 东湾占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "渔民90人，占全省的3%。从年龄看，青年30人，占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "3% share 渔民占全省比重 (level) 2031 flow base 全省 value-of 90人",
                "30人 count 青年 (before) 2031 flow",
                "33% share 青年占比 (level) 2031 flow base 渔民 value-of 30人",
            ],
        ),
        (
            "渔民90人，船员30人。从年龄看，青年占33%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30人 count 船员 (before) 2031 flow",
                "33% share 青年占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "渔船30艘（占全市的3%），渔民40人（占4%）。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "3% share 渔船占全市比重 (level) 2031 stock base 全市 value-of 30艘",
                "40人 count 渔民 (before) 2031 flow",
                "4% share 渔民占比 (level) 2031 flow base 全市 value-of 40人",
            ],
        ),
        (
            "地区生产总值90亿元。\n三次产业结构为8.0∶42.0∶50.0。",
            [
                "90亿元 amount 地区生产总值 (before) 2031 flow",
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "地区生产总值增长5%。三次产业结构为8.0∶42.0∶50.0。",
            [
                "5% growth 地区生产总值 (before) 2031 flow base 上年同期",
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "渔船90艘，三次产业结构为8.0∶42.0∶50.0。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "海洋渔业生产总值90亿元。三次产业结构为8.0∶42.0∶50.0。",
            [
                "90亿元 amount 海洋渔业生产总值 (before) 2031 flow",
                "8.0 share 第一产业比重 (before) 2031 flow base 生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "地区生产总值90亿元，渔业增加值9亿元。三次产业结构为8.0∶42.0∶50.0。",
            [
                "90亿元 amount 地区生产总值 (before) 2031 flow",
                "9亿元 amount 渔业增加值 (before) 2031 flow",
                "8.0 share 第一产业比重 (before) 2031 flow base 地区生产总值",
                "42.0 share 第二产业比重 (before) 2031 flow base 地区生产总值",
                "50.0 share 第三产业比重 (before) 2031 flow base 地区生产总值",
            ],
        ),
        (
            "渔船90艘，占全省的0.3%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "0.3% share 渔船占全省比重 (level) 2031 stock base 全省 value-of 90艘",
            ],
        ),
        (
            "渔船90艘，占全省的0.3%，比上年下降0.2个百分点。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "0.3% share 渔船占全省比重 (level) 2031 stock base 全省 value-of 90艘",
                "0.2个百分点 change 渔船占全省比重 (level) 2031 stock base 上年同期 value-of 0.3%",
            ],
        ),
    ],
)
def test_of_what_a_number_is_a_share(text: str, wanted: list[str]) -> None:
    assert list(told(text)) == wanted


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("全部渔船", "渔船"),
        ("其渔船", "渔船"),
        ("渔船", "渔船"),
        ("全部船", None),
        ("总值", None),
        ("全部", None),
        ("件数", None),
        ("", None),
        (None, None),
    ],
)
def test_a_printed_whole_is_named_without_its_quantifier(base: str | None, name: str | None) -> None:
    assert printed(RUN, base) == name


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("渔港支出占渔业支出的比重", "渔业支出"),
        ("渔港支出占渔业支出比重（%）", "渔业支出"),
        ("渔港支出占渔业支出份额比重", "渔业支出"),
        ("渔港支出占比重", None),
        ("渔港支出占渔业支出", None),
        ("渔港支出比重", None),
        ("渔港支出占的比重", None),
        ("", None),
    ],
)
def test_a_name_may_hold_its_whole(name: str, whole: str | None) -> None:
    assert whole_in(name, BOOK) == whole


def test_a_whole_in_a_name_that_names_nothing_is_none() -> None:
    assert in_name(RUN, "木质渔船占总量的比重") is None
    assert in_name(RUN, "木质渔船占全部渔船的比重") == "渔船"
    assert in_name(RUN, "木质渔船") is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("收案量", "收案"),
        ("渔船总数", "渔船"),
        ("渔船", "渔船"),
        ("数量", "数量"),
        ("船数", "船数"),
        ("渔船数", "渔船"),
        ("", ""),
    ],
)
def test_a_quantity_is_known_without_its_ending(name: str, short: str) -> None:
    assert core(RUN, name) == short
