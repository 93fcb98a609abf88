"""Flow, stock, cumulative or new: what the words around a number say of it, and look-alikes that say otherwise."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.rulebook import load

RULEBOOK = load()


def bases(text: str) -> str:
    """The basis of every claim of ``text``, one letter each."""
    letters = {"flow": "f", "stock": "s", "cumulative": "c", "new": "n"}
    return "".join(letters[c.basis] for c in pipeline.analyse_text(text, rulebook=RULEBOOK).claims)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全县有乡镇卫生院14家，乡村医生320人。", "ss"),
        ("全年检查乡镇卫生院14家，约谈负责人3人。", "ff"),
        ("年末全县户籍总人口41.2万人。男性20.9万人，女性20.3万人。全年出生人口2900人。", "sssf"),
        ("年末全市有公共图书馆9个。文化馆11个。全年接待读者36.4万人次，招收学徒120人。", "ssff"),
        ("全年旅客运输量820万人次。年末公路里程1200公里。", "fs"),
        ("在册调解员240名，其中女性95名，来自律师行业的近四成。调解员分布在12个乡镇。", "ssss"),
        ("全年培训调解员240名，其中女性95名。", "ff"),
        ("全年新登记个体工商户1800户，其中餐饮业420户。", "nn"),
        ("设有检验员18人（专职11人、兼职7人）。", "sss"),
        ("累计发放补贴340万元，惠及农户5200户；科技型企业达310家。", "ccs"),
        ("仓库新增货架120个，年末实有货架900个。", "ns"),
        ("12月份新建商品住宅销售价格指数为99.1。", "f"),
        ("举办创新设计比赛12场。", "f"),
        ("年末全市制造业采购经理指数为50.4，全年出生率为6.1‰。", "sf"),
        ("企业申请专利310件，高校120件。", "ff"),
        ("专利服务机构45家，服务企业1200家。", "sf"),
        ("贷款不良率1.4%，上诉率8.5%。", "sf"),
        ("全年检查仓库85个，商户3800户；现有检查员40人。", "ffs"),
        ("林业合作社由2019年的31家增加到58家。", "ss"),
        ("家庭农场310个，惠及老人900人。", "sf"),
        ("床位6200张，中医院占21.5%。", "ss"),
        ("门诊量6200人次，中医院占21.5%。", "ff"),
        ("截至9月底，全市聚集船舶企业52家，比上年末增加6家。", "ss"),
        ("全年生产水泵3.2万台，比上年末多0.4万台。", "ff"),
        ("在册渔民30人，渔网1张、2张、3张、4张、5张、6张、7张。其中，女性20人。", "sfffffffs"),
        ("在册渔民30人，渔网1张、2张、3张、4张、5张、6张、7张、8张。其中，女性20人。", "sfffffffff"),
        ("30万名在册渔民，其中女性16万名。", "ss"),
        ("渔港合计3座；在册渔民30人，另有25人（女性20人）。", "fsss"),
    ],
)
def test_basis(text: str, wanted: str) -> None:
    assert bases(text) == wanted
