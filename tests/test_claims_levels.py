"""What is read of sentences about changes, parts, shares and periods, each number with its level and whole."""

from __future__ import annotations

import pytest

from sentences import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "导航、挖掘等分析报告12份，渔网、鱼饵等渔具3万件。",
            ["12份 count 分析报告 (before) 2031 flow", "3万件 count 渔具 (before) 2031 flow"],
        ),
        (
            "将靠泊时间缩短3小时，使渔民收入增加2万元。",
            ["3小时 change 靠泊时间 (before) 2031 flow", "2万元 amount 渔民收入增加 (before) 2031 flow"],
        ),
        ("2032年计划建成渔港3座。", ["3座 count 建成渔港 (before) 2032 flow target"]),
        (
            "前5个月，渔获3万吨，出口2亿元。6月，渔获1万吨。",
            [
                "3万吨 count 渔获 (before) 2031-01/2031-05 flow",
                "2亿元 amount 渔获出口 (relational) 2031-01/2031-05 flow",
                "1万吨 count 渔获 (before) 2031-06 flow",
            ],
        ),
        (
            "截至6月底，渔船90艘，渔民300人。",
            ["90艘 count 渔船 (before) 2031-06 stock", "300人 count 渔民 (before) 2031-06 stock"],
        ),
        (
            "东湾县、西湾县和北湾县三县渔船分别为3艘、4艘和5艘。",
            [
                "3艘 count 渔船 (before) 2031 stock in 东湾县",
                "4艘 count 渔船 (silent) 2031 stock in 西湾县",
                "5艘 count 渔船 (silent) 2031 stock in 北湾县",
            ],
        ),
        (
            "全省渔业产值比全国高2个百分点，低于东部3个百分点。",
            [
                "2个百分点 difference 渔业产值 (before) 2031 flow base 全国",
                "3个百分点 difference 渔业产值 (carried-on) 2031 flow base 东部",
            ],
        ),
        (
            "渔船90艘，比去年同期多3艘；渔民300人，比2030年末少20人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "300人 count 渔民 (before) 2031 flow",
                "20人 change 渔民 (level) 2031 flow base 2030年末 value-of 300人",
            ],
        ),
        (
            "从城乡看，城镇渔民300人，增长3%；农村渔民200人，下降2%。",
            [
                "300人 count 城镇渔民 (before) 2031 flow",
                "3% growth 城镇渔民 (level) 2031 flow base 上年同期 value-of 300人",
                "200人 count 农村渔民 (before) 2031 flow",
                "2% growth 农村渔民 (level) 2031 flow base 上年同期 value-of 200人",
            ],
        ),
        (
            "按海域分，近海渔船30艘，远洋渔船60艘。",
            ["30艘 count 近海渔船 (before) 2031 stock", "60艘 count 远洋渔船 (before) 2031 stock"],
        ),
        (
            "渔获9万吨，其中：近海3万吨，占33.3%，远洋6万吨，占66.7%。",
            [
                "9万吨 count 渔获 (before) 2031 flow",
                "3万吨 count 近海 (before) 2031 flow part-of 9万吨",
                "33.3% share 近海占比 (level) 2031 flow base 渔获 value-of 3万吨 share-of 9万吨",
                "6万吨 count 远洋 (before) 2031 flow part-of 9万吨",
                "66.7% share 远洋占比 (level) 2031 flow base 渔获 value-of 6万吨 share-of 9万吨",
            ],
        ),
        (
            "渔获9万吨，近海、远洋分别占33.3%和66.7%。",
            [
                "9万吨 count 渔获 (before) 2031 flow",
                "33.3% share 近海占比 (before) 2031 flow base 渔获",
                "66.7% share 远洋占比 (before) 2031 flow base 渔获",
            ],
        ),
        (
            "渔业增加值3亿元，占全市生产总值的比重为5%。",
            [
                "3亿元 amount 渔业增加值 (before) 2031 flow",
                "5% share 渔业增加值占全市生产总值比重 (level) 2031 flow base 全市生产总值 value-of 3亿元",
            ],
        ),
        (
            "渔业收入、利润分别为30亿元、3亿元，分别增长5%、下降6%。",
            [
                "30亿元 amount 渔业收入 (distributed) 2031 flow",
                "3亿元 amount 利润 (distributed) 2031 flow",
                "5% growth 渔业收入 (level) 2031 flow base 上年同期 value-of 30亿元",
                "6% growth 利润 (level) 2031 flow base 上年同期 value-of 3亿元",
            ],
        ),
        (
            "渔船由上年的80艘增加到90艘，增加10艘，增长12.5%。",
            [
                "80艘 count 渔船 (before) 2030 stock before-of 90艘",
                "90艘 count 渔船 (before) 2031 stock",
                "10艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "12.5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "渔船从2026年的50艘增长到2031年的90艘，年均增长12.5%。",
            [
                "50艘 count 渔船 (before) 2026 stock before-of 90艘",
                "90艘 count 渔船 (before) 2031 stock",
                "12.5% growth 渔船 (level) 2031 stock base 2026 value-of 90艘",
            ],
        ),
        (
            "五年来，新建渔港12座，累计投资30亿元，年均增长8%。",
            [
                "12座 count 新建渔港 (before) 2027/2031 new",
                "30亿元 amount 投资 (before) 2027/2031 cumulative",
                "8% growth 投资 (level) 2027/2031 cumulative base 年均 value-of 30亿元",
            ],
        ),
        (
            "渔业贷款占全部贷款的5%，不良率为1.2%，下降0.3个百分点。",
            [
                "5% share 渔业贷款占全部贷款比重 (before) 2031 stock base 贷款",
                "1.2% ratio 不良率 (before) 2031 stock",
                "0.3个百分点 change 不良率 (level) 2031 stock base 上年同期 value-of 1.2%",
            ],
        ),
        (
            "每百户渔民拥有渔船12艘，人均收入5万元。",
            ["12艘 ratio 每百户渔民拥有渔船 (before) 2031 stock", "5万元 ratio 人均收入 (before) 2031 flow"],
        ),
        (
            "渔港泊位使用率从80%提高到85%。",
            [
                "80% ratio 渔港泊位使用率 (before) 2030 flow before-of 85%",
                "85% ratio 渔港泊位使用率 (before) 2031 flow",
            ],
        ),
        (
            "受理渔事纠纷90件，办结85件，办结率94.4%，调解成功率98%。",
            [
                "90件 count 受理渔事纠纷 (before) 2031 flow",
                "85件 count 渔事纠纷办结 (bare-verb) 2031 flow",
                "94.4% ratio 办结率 (before) 2031 flow",
                "98% ratio 调解成功率 (before) 2031 flow",
            ],
        ),
        (
            "渔民满意度达98.5%，居全省首位。",
            ["98.5% ratio 渔民满意度 (before) 2031 flow", "首位 rank 渔民满意度 (level) 2031 flow value-of 98.5%"],
        ),
        (
            "渔业产值首次突破100亿元大关，达到102亿元。",
            ["突破100亿元 amount 渔业产值 (before) 2031 flow", "102亿元 amount 渔业产值 (silent) 2031 flow"],
        ),
        (
            "渔船保有量稳定在90艘左右，渔民近300人，渔港逾3座。",
            [
                "90艘左右 count 渔船保有量 (before) 2031 stock",
                "近300人 count 渔民 (before) 2031 flow",
                "逾3座 count 渔港 (before) 2031 stock",
            ],
        ),
        (
            "渔业补贴超过3亿元，其中中央2亿元，省级不足1亿元。",
            [
                "超过3亿元 amount 渔业补贴 (before) 2031 flow",
                "2亿元 amount 中央渔业补贴 (kind) 2031 flow part-of 超过3亿元",
                "不足1亿元 amount 省级渔业补贴 (kind) 2031 flow part-of 超过3亿元",
            ],
        ),
        (
            "人均渔业产值9000元，折合1300美元。",
            ["9000元 ratio 人均渔业产值 (before) 2031 flow", "1300美元 ratio 人均渔业产值 (restated) 2031 flow"],
        ),
        (
            "赔偿渔民600万元，件均8万元。",
            ["600万元 amount 赔偿渔民 (before) 2031 flow", "8万元 amount 件均赔偿渔民 (average) 2031 flow"],
        ),
        (
            "查扣渔获8批，涉及渔获900件。",
            ["8批 count 查扣渔获 (before) 2031 flow", "900件 count 查扣渔获 (pointing-back) 2031 flow"],
        ),
        (
            "渔船90艘、480千瓦，渔港3座、12个泊位。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "480千瓦 count 渔船 (silent) 2031 stock",
                "3座 count 渔港 (before) 2031 stock",
                "12个 count 泊位 (behind) 2031 flow",
            ],
        ),
        (
            "渔业学校3所，在校生300人，专任教师30人，其中女教师12人。",
            [
                "3所 count 渔业学校 (before) 2031 stock",
                "300人 count 渔业学校在校生 (of-holders) 2031 stock",
                "30人 count 渔业学校专任教师 (enumerated) 2031 stock",
                "12人 count 女教师 (before) 2031 stock part-of 30人",
            ],
        ),
        (
            "渔船90艘，其中木质30艘、钢质60艘，分别占33.3%、66.7%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质 (before) 2031 stock part-of 90艘",
                "60艘 count 钢质 (before) 2031 stock part-of 90艘",
                "33.3% share 木质占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "66.7% share 钢质占比 (level) 2031 stock base 渔船 value-of 60艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘，渔民300人，分别增长3%和5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "300人 count 渔民 (before) 2031 flow",
                "3% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "5% growth 渔民 (level) 2031 flow base 上年同期 value-of 300人",
            ],
        ),
        (
            "渔船、渔民分别增长3%和5%，渔港下降2%。",
            [
                "3% growth 渔船 (before) 2031 flow base 上年同期",
                "5% growth 渔民 (before) 2031 flow base 上年同期",
                "2% growth 渔港 (before) 2031 stock base 上年同期",
            ],
        ),
        (
            "渔获9万吨，增长3%，增速比上年提高1个百分点，比全省高2个百分点。",
            [
                "9万吨 count 渔获 (before) 2031 flow",
                "3% growth 渔获 (level) 2031 flow base 上年同期 value-of 9万吨",
                "1个百分点 change 渔获 (level) 2031 flow base 上年 value-of 3%",
                "2个百分点 difference 渔获 (level) 2031 flow base 全省 value-of 3%, not 1个百分点: rate",
            ],
        ),
        (
            "渔获9万吨，增长3%，增幅居全省第2位。",
            [
                "9万吨 count 渔获 (before) 2031 flow",
                "3% growth 渔获 (level) 2031 flow base 上年同期 value-of 9万吨",
                "第2位 rank 渔获 (level) 2031 flow value-of 3%",
            ],
        ),
        (
            "渔船90艘，减少3艘，下降3.2%；其中木质30艘，减少5艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "3.2% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "30艘 count 木质 (before) 2031 stock part-of 90艘, not 3.2%: level, not 3艘: level",
                "5艘 change 木质 (level) 2031 stock base 上年同期 value-of 30艘",
            ],
        ),
        (
            "渔民培训300人次，是上年的1.5倍，人均培训2次。",
            [
                "300人次 count 渔民培训 (before) 2031 flow",
                "1.5倍 ratio 渔民培训 (level) 2031 flow base 上年 value-of 300人次",
                "2次 ratio 人均培训 (before) 2031 flow",
            ],
        ),
        (
            "登记渔船90艘，注销渔船5艘，净增85艘。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "5艘 count 注销渔船 (before) 2031 flow",
                "85艘 count 渔船净增 (bare-verb) 2031 new",
            ],
        ),
        (
            "渔船由木质改为钢质30艘，更新率33%。",
            ["30艘 count 渔船由木质改为钢质 (before) 2031 flow", "33% ratio 更新率 (before) 2031 flow"],
        ),
        (
            "累计发放渔业补贴30亿元，惠及渔民3万户、12万人。",
            [
                "30亿元 amount 发放渔业补贴 (before) 2031 cumulative",
                "3万户 count 渔业补贴惠及渔民 (resulting) 2031 cumulative",
                "12万人 count 渔业补贴惠及渔民 (silent) 2031 cumulative",
            ],
        ),
        (
            "渔业保险参保率98%，赔付率60%，同比提高2个和3个百分点。",
            [
                "98% ratio 渔业保险参保率 (before) 2031 flow",
                "60% ratio 赔付率 (before) 2031 flow",
                "2个 change 渔业保险参保率 (level) 2031 flow base 上年同期 value-of 98%",
                "3个百分点 change 赔付率 (level) 2031 flow base 上年同期 value-of 60%",
            ],
        ),
        (
            "渔民人均收入5.2万元，增长6.1%，扣除价格因素实际增长5%。",
            [
                "5.2万元 ratio 渔民人均收入 (before) 2031 flow",
                "6.1% growth 渔民人均收入 (level) 2031 flow base 上年同期 value-of 5.2万元",
                "5% growth 渔民人均收入 (level) 2031 flow base 上年同期 value-of 5.2万元",
            ],
        ),
        (
            "渔民恩格尔系数为28.5%，下降0.3个百分点。",
            [
                "28.5% ratio 渔民恩格尔系数 (before) 2031 flow",
                "0.3个百分点 change 渔民恩格尔系数 (level) 2031 flow base 上年同期 value-of 28.5%",
            ],
        ),
        (
            "渔船事故3起，死亡1人，受伤2人，直接损失30万元。",
            [
                "3起 count 渔船事故 (before) 2031 flow",
                "1人 count 死亡 (before) 2031 flow",
                "2人 count 受伤 (before) 2031 flow",
                "30万元 amount 损失 (before) 2031 flow",
            ],
        ),
        (
            "渔业用海面积3000公顷，其中：养殖用海2000公顷，占三分之二。",
            [
                "3000公顷 count 渔业用海面积 (before) 2031 flow",
                "2000公顷 count 养殖用海 (before) 2031 flow part-of 3000公顷",
                "三分之二 share 养殖用海占比 (level) 2031 flow base 渔业用海面积 value-of 2000公顷 share-of 3000公顷",
            ],
        ),
        (
            "全市有渔业乡镇12个、渔村90个，渔业户3000户、渔业人口1.2万人。",
            [
                "12个 count 渔业乡镇 (before) 2031 flow",
                "90个 count 渔村 (before) 2031 flow",
                "3000户 count 渔业户 (before) 2031 flow",
                "1.2万人 count 渔业人口 (before) 2031 stock",
            ],
        ),
        (
            "渔业贷款余额12亿元，不良贷款0.3亿元，不良率2.5%。",
            [
                "12亿元 amount 渔业贷款余额 (before) 2031 stock",
                "0.3亿元 amount 不良贷款 (before) 2031 stock",
                "2.5% ratio 不良率 (before) 2031 stock",
            ],
        ),
        (
            "渔获量居全省第2位、全国第9位。",
            ["第2位 rank 渔获量 (before) 2031 flow", "第9位 rank 渔获量 (carried-on) 2031 flow"],
        ),
        (
            "上半年，渔获3万吨；三季度，2万吨；四季度，4万吨。",
            [
                "3万吨 count 渔获 (before) 2031H1 flow",
                "2万吨 count 渔获 (silent) 2031Q3 flow",
                "4万吨 count 渔获 (silent) 2031Q4 flow",
            ],
        ),
        (
            "渔船90艘（上年80艘），渔民300人（增长3%）。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "300人 count 渔民 (before) 2031 flow",
                "3% growth 渔民 (level) 2031 flow base 上年同期 value-of 300人",
            ],
        ),
        (
            "渔船90艘（其中木质30艘，占33.3%），渔港3座。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质 (before) 2031 stock part-of 90艘",
                "33.3% share 木质占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "3座 count 渔港 (before) 2031 stock",
            ],
        ),
    ],
)
def test_what_is_said_of_a_level(text: str, wanted: list[str]) -> None:
    assert list(told(text)) == wanted
