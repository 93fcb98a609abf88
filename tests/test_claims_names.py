"""Names of what numbers count, in short paragraphs: what is dropped, what is shared, and whose it is."""

from __future__ import annotations

import pytest

from sentences import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "渔业在渔港带动下实现产值31亿元，木船业实现利润3亿元，渔民实现就业90人。",
            [
                "31亿元 amount 渔业产值 (before) 2031 flow",
                "3亿元 amount 木船业利润 (before) 2031 flow",
                "90人 count 渔民实现就业 (before) 2031 flow",
            ],
        ),
        (
            "外贸进出口总额90亿元，其中出口增长8%，达到60亿元；进口增长2%。",
            [
                "90亿元 amount 外贸进出口总额 (before) 2031 flow",
                "8% growth 出口 (relational) 2031 flow base 上年同期 value-of 60亿元",
                "60亿元 amount 出口 (growth-before) 2031 flow",
                "2% growth 进口 (relational) 2031 flow base 上年同期",
            ],
        ),
        (
            "首次检验合格率达98%，鱼价每公斤31元。",
            ["98% ratio 检验合格率 (before) 2031 flow", "31元 ratio 鱼价 (before) 2031 flow"],
        ),
        (
            "渔船出口额在沿海县份中居第3位，在渔业指数中居第2位。",
            ["第3位 rank 渔船出口额 (before) 2031 flow", "第2位 rank 渔船出口额 (carried-on) 2031 flow"],
        ),
        (
            "组织12家渔企参展，接待渔民35人次，帮助渔民增收3万元。",
            [
                "12家 count 参展的渔企 (behind) 2031 flow",
                "35人次 count 接待渔民 (before) 2031 flow",
                "3万元 amount 帮助渔民增收 (before) 2031 flow",
            ],
        ),
        (
            "共有渔船90艘，合计渔网30张，渔港总数为3座。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30张 count 渔网 (before) 2031 flow",
                "3座 count 渔港总数 (before) 2031 flow",
            ],
        ),
        (
            "加上上年结转3万元，渔业收入合计33万元。",
            ["3万元 amount 上年结转 (before) 2031 flow", "33万元 amount 渔业收入合计 (before) 2031 flow"],
        ),
        (
            "扣除折旧2万元后，净收入31万元。",
            ["2万元 amount 折旧 (before) 2031 flow", "31万元 amount 净收入 (before) 2031 flow"],
        ),
        (
            "平均单价3元，有效备案30件，平均每船渔民4人。",
            [
                "3元 amount 平均单价 (before) 2031 flow",
                "30件 count 有效备案 (before) 2031 stock",
                "4人 count 每船渔民 (before) 2031 flow",
            ],
        ),
        (
            "计划建成渔港3座，计划目标5座，力争渔获量达9万吨。",
            [
                "3座 count 建成渔港 (before) 2031 flow target",
                "5座 count 计划目标 (before) 2031 flow target",
                "9万吨 count 渔获量 (before) 2031 flow target",
            ],
        ),
        (
            "2031年以来新增渔船3艘，第七届渔展会成交3亿元。",
            ["3艘 count 新增渔船 (before) 2031 new", "3亿元 amount 第七届渔展会成交 (before) 2031 flow"],
        ),
        (
            "上级拨款3万元，中层干部12人。",
            ["3万元 amount 上级拨款 (before) 2031 flow", "12人 count 中层干部 (before) 2031 flow"],
        ),
        (
            "荣获省级渔业奖3项，获评先进渔港2座。",
            ["3项 count 省级渔业奖 (before) 2031 flow", "2座 count 获评先进渔港 (before) 2031 flow"],
        ),
        (
            "渔业小类（主类）目录12种，渔民（含船员）90人。",
            ["12种 count 渔业小类（主类）目录 (before) 2031 flow", "90人 count 渔民 (before) 2031 flow"],
        ),
        (
            "“远洋”渔船12艘，每船每月补助300元。",
            ["12艘 count 远洋渔船 (before) 2031 stock", "300元 amount 每船每月补助 (before) 2031 flow"],
        ),
        (
            "尿素（按含氮量折算）由3万吨增加到4万吨。",
            ["3万吨 count 尿素 (before) 2030 flow before-of 4万吨", "4万吨 count 尿素 (before) 2031 flow"],
        ),
        (
            "本年收入30万元，上年收入20万元，年内支出5万元。",
            [
                "30万元 amount 收入 (before) 2031 flow",
                "20万元 amount 收入 (before) 2030 flow before-of 30万元",
                "5万元 amount 支出 (before) 2031 flow",
            ],
        ),
        (
            "渔船90艘，渔民、船员分别为30人和40人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30人 count 渔民 (distributed) 2031 flow",
                "40人 count 船员 (distributed) 2031 flow",
            ],
        ),
        (
            "渔港3座，比上年增加1座；码头5座，与上年持平。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "1座 change 渔港 (level) 2031 stock base 上年同期 value-of 3座",
                "5座 count 码头 (before) 2031 stock",
                "持平 growth 码头 (level) 2031 stock base 上年同期 value-of 5座",
            ],
        ),
        (
            "渔获量比上年增加2万吨，达到9万吨，增长28.6%。",
            [
                "2万吨 change 渔获量 (before) 2031 flow base 上年同期",
                "9万吨 count 渔获量 (growth-before) 2031 flow",
                "28.6% growth 渔获量 (level) 2031 flow base 上年同期 value-of 9万吨",
            ],
        ),
        (
            "渔民中，男性60人，占66.7%；女性30人，占33.3%。",
            [
                "60人 count 男性 (before) 2031 flow",
                "66.7% share 男性占比 (level) 2031 flow base 渔民 value-of 60人",
                "30人 count 女性 (kind) 2031 flow",
                "33.3% share 女性占比 (level) 2031 flow base 渔民 value-of 30人",
            ],
        ),
        (
            "渔船总吨位达12.5万吨，位居全省第2。",
            ["12.5万吨 count 渔船总吨位 (before) 2031 flow", "第2 rank 渔船总吨位 (level) 2031 flow value-of 12.5万吨"],
        ),
        (
            "渔业税收占一般公共预算收入的比重为12.5%，比上年提高0.8个百分点。",
            [
                "12.5% share 渔业税收占一般公共预算收入比重 (before) 2031 flow base 一般公共预算收入",
                "0.8个百分点 change 渔业税收占一般公共预算收入比重 (level) 2031 flow base 上年同期 value-of 12.5%",
            ],
        ),
        (
            "渔船数量比2026年翻了一番，渔民减少一半。",
            [
                "翻了一番 growth 渔船数量 (before) 2031 flow base 2026年",
                "一半 growth 渔民 (before) 2031 flow base 上年同期",
            ],
        ),
        (
            "养殖面积1.2万公顷，较上年扩大300公顷，其中海水养殖8000公顷、淡水养殖4000公顷。",
            [
                "1.2万公顷 count 养殖面积 (before) 2031 flow",
                "300公顷 change 养殖面积 (level) 2031 flow base 上年同期 value-of 1.2万公顷",
                "8000公顷 count 海水养殖 (before) 2031 flow part-of 1.2万公顷, not 300公顷: level",
                "4000公顷 count 淡水养殖 (before) 2031 flow part-of 1.2万公顷, not 300公顷: level",
            ],
        ),
        (
            "渔船检验率达到98.5%，较年初提高2.1个百分点。",
            [
                "98.5% ratio 渔船检验率 (before) 2031 flow",
                "2.1个百分点 change 渔船检验率 (level) 2031 flow base 年初 value-of 98.5%",
            ],
        ),
        (
            "第一季度渔获量2万吨，上半年5万吨，全年9万吨。",
            [
                "2万吨 count 渔获量 (before) 2031Q1 flow",
                "5万吨 count 渔获量 (silent) 2031H1 flow",
                "9万吨 count 渔获量 (silent) 2031 flow",
            ],
        ),
        (
            "渔业贷款余额12亿元，比年初增加1.5亿元，增长14.3%。",
            [
                "12亿元 amount 渔业贷款余额 (before) 2031 stock",
                "1.5亿元 change 渔业贷款余额 (level) 2031 stock base 年初 value-of 12亿元",
                "14.3% growth 渔业贷款余额 (level) 2031 stock base 年初 value-of 12亿元",
            ],
        ),
        (
            "渔业总产值中，捕捞占40%，养殖占60%。",
            [
                "40% share 捕捞占比 (before) 2031 flow base 渔业总产值",
                "60% share 养殖占比 (before) 2031 flow base 渔业总产值",
            ],
        ),
        (
            "每万人拥有渔船3.2艘，渔民平均年龄48岁。",
            ["3.2艘 ratio 每万人拥有渔船 (before) 2031 stock", "48岁 count 渔民平均年龄 (before) 2031 stock"],
        ),
        (
            "渔业投资完成3亿元，同比增长12%，其中民间投资1.2亿元，下降3%，占比40%。",
            [
                "3亿元 amount 渔业投资 (before) 2031 flow",
                "12% growth 渔业投资 (level) 2031 flow base 上年同期 value-of 3亿元",
                "1.2亿元 amount 民间投资 (before) 2031 flow part-of 3亿元, not 12%: level",
                "3% growth 民间投资 (level) 2031 flow base 上年同期 value-of 1.2亿元",
                "40% share 民间投资占比 (level) 2031 flow base 渔业投资 value-of 1.2亿元 share-of 3亿元",
            ],
        ),
        (
            "全县12个渔村中，8个通了公路，占66.7%。",
            [
                "12个 count 渔村 (behind) 2031 flow",
                "8个 count 通了公路 (behind) 2031 flow",
                "66.7% share 通了公路占比 (level) 2031 flow base 渔村 value-of 8个 share-of 12个",
            ],
        ),
        (
            "东湾区渔业局查获违规渔船12艘，西湾区渔业局查获8艘。",
            [
                "12艘 count 查获违规渔船 (before) 2031 flow in 东湾区渔业局",
                "8艘 count 违规渔船查获 (bare-verb) 2031 flow in 西湾区渔业局",
            ],
        ),
        (
            "全省渔船9000艘，增长2%，高于全国1个百分点。",
            [
                "9000艘 count 渔船 (before) 2031 stock",
                "2% growth 渔船 (level) 2031 stock base 上年同期 value-of 9000艘",
                "1个百分点 difference 渔船 (level) 2031 stock base 全国 value-of 2%",
            ],
        ),
        (
            "渔业部门组织巡查30次，监督渔企12家，海事局共查扣货物8批。",
            [
                "30次 count 组织巡查 (before) 2031 flow in 渔业部门",
                "12家 count 监督渔企 (before) 2031 flow in 渔业部门",
                "8批 count 查扣货物 (before) 2031 flow in 海事局",
            ],
        ),
        (
            "三级渔港67个，渔业研究中心累计总数20家。",
            ["67个 count 三级渔港 (before) 2031 stock", "20家 count 渔业研究中心累计总数 (before) 2031 cumulative"],
        ),
        (
            "13家渔业协会调解纠纷90件，渔船碰撞30件。",
            [
                "13家 count 渔业协会调解纠纷 (behind) 2031 flow",
                "90件 count 渔业协会调解纠纷 (silent) 2031 flow",
                "30件 count 渔船碰撞 (before) 2031 flow",
            ],
        ),
        (
            "渔政处和海事局联合执法30次，并查处案件5件。",
            [
                "30次 count 联合执法 (before) 2031 flow in 渔政处和海事局",
                "5件 count 查处案件 (before) 2031 flow in 渔政处和海事局",
            ],
        ),
        (
            "海城地区渔船90艘，海城市渔港3座。",
            ["90艘 count 渔船 (before) 2031 stock", "3座 count 渔港 (before) 2031 stock"],
        ),
        (
            "近海捕捞、远洋捕捞和海水养殖产值分别增长3%、4%和5%，占比分别为30%、40%和30%。",
            [
                "3% growth 近海捕捞产值 (before) 2031 flow base 上年同期",
                "4% growth 远洋捕捞产值 (before) 2031 flow base 上年同期",
                "5% growth 海水养殖产值 (before) 2031 flow base 上年同期",
                "30% share 近海捕捞产值占比 (before) 2031 flow",
                "40% share 远洋捕捞产值占比 (before) 2031 flow",
                "30% share 海水养殖产值占比 (before) 2031 flow",
            ],
        ),
        (
            "渔网、鱼饵等产量分别增长3%、4%。",
            [
                "3% growth 渔网产量 (relational) 2031 flow base 上年同期",
                "4% growth 鱼饵产量 (relational) 2031 flow base 上年同期",
            ],
        ),
        (
            "木质（旧）、钢质（新）渔船分别为3艘和4艘。",
            ["3艘 count 木质（旧）渔船 (distributed) 2031 stock", "4艘 count 钢质（新）渔船 (distributed) 2031 stock"],
        ),
        (
            "渔港9座，从业人员80人；渔船12艘，从业人员60人。",
            [
                "9座 count 渔港 (before) 2031 stock",
                "80人 count 渔港从业人员 (of-holders) 2031 stock",
                "12艘 count 渔船 (before) 2031 stock",
                "60人 count 渔船从业人员 (of-holders) 2031 stock",
            ],
        ),
        (
            "渔船90艘，其中公办7艘、民办83艘；渔网30张，其中公办4张。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "7艘 count 公办渔船 (kind) 2031 stock part-of 90艘",
                "83艘 count 民办渔船 (kind) 2031 stock part-of 90艘",
                "30张 count 渔网 (before) 2031 flow",
                "4张 count 公办渔网 (kind) 2031 flow part-of 30张",
            ],
        ),
        (
            "渔业协会共有会员300人，其中女性80人。",
            [
                "300人 count 会员 (before) 2031 stock in 渔业协会",
                "80人 count 女性会员 (kind) 2031 stock in 渔业协会 part-of 300人",
            ],
        ),
        (
            "渔获9万吨，出口占53%，比重提高1.5个百分点。",
            [
                "9万吨 count 渔获 (before) 2031 flow",
                "53% share 出口占比 (relational) 2031 flow base 渔获",
                "1.5个百分点 change 出口占比 (level) 2031 flow base 上年同期 value-of 53%",
            ],
        ),
        (
            "渔船90艘，不含木船30艘。",
            ["90艘 count 渔船 (before) 2031 stock", "30艘 count 不含木船 (before) 2031 stock"],
        ),
        (
            "渔船90艘，含木船30艘。",
            ["90艘 count 渔船 (before) 2031 stock", "30艘 count 木船 (before) 2031 stock part-of 90艘"],
        ),
        (
            "渔获9万吨，比上年（8万吨）增长12.5%。",
            [
                "9万吨 count 渔获 (before) 2031 flow",
                "8万吨 count 渔获 (silent) 2030 flow before-of 9万吨",
                "12.5% growth 渔获 (level) 2031 flow base 上年同期 value-of 9万吨",
            ],
        ),
        (
            "渔船90艘，不包括木船30艘。",
            ["90艘 count 渔船 (before) 2031 stock", "30艘 count 不包括木船 (before) 2031 stock"],
        ),
    ],
)
def test_what_a_number_counts(text: str, wanted: list[str]) -> None:
    assert list(told(text)) == wanted
