"""Sentences of a few numbers, with all that is read of each: name, period, basis, base, level and whole."""

from __future__ import annotations

import pytest

from ipextract.claims.ellipsis import shared_ending
from sentences import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "渔业收入21亿元，渔业支出20亿元，其中捕捞12亿元。",
            [
                "21亿元 amount 渔业收入 (before) 2031 flow",
                "20亿元 amount 渔业支出 (before) 2031 flow",
                "12亿元 amount 渔业支出捕捞 (bare-verb) 2031 flow part-of 20亿元",
            ],
        ),
        (
            "渔船由2029年的44艘增加到53艘。登记渔船增长20%。",
            [
                "44艘 count 渔船 (before) 2029 stock before-of 53艘",
                "53艘 count 渔船 (before) 2031 stock",
                "20% growth 登记渔船 (before) 2031 flow base 上年同期",
            ],
        ),
        (
            "渔船由2029年的44艘增加到53艘，增长20%。",
            [
                "44艘 count 渔船 (before) 2029 stock before-of 53艘",
                "53艘 count 渔船 (before) 2031 stock",
                "20% growth 渔船 (level) 2031 stock base 2029 value-of 53艘",
            ],
        ),
        (
            "渔船由2029年的44艘增加到53艘，年均增长9%。渔民年均增长5%。",
            [
                "44艘 count 渔船 (before) 2029 stock before-of 53艘",
                "53艘 count 渔船 (before) 2031 stock",
                "9% growth 渔船 (level) 2031 stock base 2029 value-of 53艘",
                "5% growth 渔民 (before) 2031 flow base 年均",
            ],
        ),
        (
            "渔业产值46亿元，增长3%。渔民年均增长5%。",
            [
                "46亿元 amount 渔业产值 (before) 2031 flow",
                "3% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 46亿元",
                "5% growth 渔民 (before) 2031 flow base 年均",
            ],
        ),
        (
            "渔民9300人，船员120人，其中持证80人，占比30%。",
            [
                "9300人 count 渔民 (before) 2031 flow",
                "120人 count 船员 (before) 2031 flow",
                "80人 count 船员持证 (bare-verb) 2031 flow part-of 120人",
                "30% share 船员持证占比 (level) 2031 flow base 船员 value-of 80人 share-of 120人",
            ],
        ),
        (
            "登记渔船4175艘，其中钢质渔船3020艘，木质渔船90艘，占比72%。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
                "90艘 count 木质渔船 (before) 2031 flow part-of 4175艘",
                "72% share 木质渔船占比 (level) 2031 flow base 登记渔船 value-of 90艘 share-of 4175艘",
            ],
        ),
        (
            "登记渔船4175艘，其中钢质占72%，木质占12%。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "72% share 钢质占比 (before) 2031 flow base 登记渔船",
                "12% share 木质占比 (before) 2031 flow base 登记渔船",
            ],
        ),
        (
            "检验鱼苗9批次、70件，占批次的3%。",
            [
                "9批次 count 检验鱼苗 (before) 2031 flow",
                "70件 count 检验鱼苗 (silent) 2031 flow",
                "3% share 检验鱼苗占批次比重 (level) 2031 flow base 批次 value-of 9批次, not 70件: unit-of-base",
            ],
        ),
        (
            "检验鱼苗9批次、70件，占件数的3%。",
            [
                "9批次 count 检验鱼苗 (before) 2031 flow",
                "70件 count 检验鱼苗 (silent) 2031 flow",
                "3% share 检验鱼苗占件数比重 (level) 2031 flow value-of 70件",
            ],
        ),
        (
            "登记渔船4175艘，生产率2倍，增长3%。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "2倍 ratio 生产率 (before) 2031 flow",
                "3% growth 生产率 (level) 2031 flow base 上年同期 value-of 2倍",
            ],
        ),
        (
            "登记渔船4175艘，是上年的2倍，增长3%。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "2倍 ratio 登记渔船 (level) 2031 flow base 上年 value-of 4175艘",
                "3% growth 登记渔船 (level) 2031 flow base 上年同期 value-of 4175艘, not 2倍: not-a-multiple",
            ],
        ),
        (
            "出口水产20亿元，是上年的2倍，占总值的3%。",
            [
                "20亿元 amount 出口水产 (before) 2031 flow",
                "2倍 ratio 出口水产 (level) 2031 flow base 上年 value-of 20亿元",
                "3% share 出口水产占总值比重 (level) 2031 flow value-of 20亿元, not 2倍: not-a-multiple",
            ],
        ),
        (
            "发生溺水37起，发生碰撞21起，溺水起数比上年减少2起。",
            [
                "37起 count 发生溺水 (before) 2031 flow",
                "21起 count 发生碰撞 (before) 2031 flow",
                "2起 change 发生溺水 (level) 2031 flow base 上年同期 value-of 37起",
            ],
        ),
        (
            "发生溺水37起，发生碰撞21起，碰撞起数比上年减少2起。",
            [
                "37起 count 发生溺水 (before) 2031 flow",
                "21起 count 发生碰撞 (before) 2031 flow",
                "2起 change 发生碰撞 (level) 2031 flow base 上年同期 value-of 21起",
            ],
        ),
        (
            "海水养殖量30万吨，淡水养殖产量21万吨，养殖产量增长5%。",
            [
                "30万吨 count 海水养殖量 (before) 2031 flow",
                "21万吨 count 淡水养殖产量 (before) 2031 flow",
                "5% growth 淡水养殖产量 (level) 2031 flow base 上年同期 value-of 21万吨",
            ],
        ),
        (
            "登记渔船量90艘，登记渔民30人，登记渔船数增长5%。",
            [
                "90艘 count 登记渔船量 (before) 2031 flow",
                "30人 count 登记渔民 (before) 2031 flow",
                "5% growth 登记渔船量 (level) 2031 flow base 上年同期 value-of 90艘",
            ],
        ),
        (
            "渔船比上年增加3艘，渔港由2029年的44座增加到53座，较2028年增长20%。",
            [
                "3艘 change 渔船 (before) 2031 stock base 上年同期",
                "44座 count 渔港 (before) 2029 stock before-of 53座",
                "53座 count 渔港 (before) 2031 stock",
                "20% growth 渔港 (level) 2031 stock base 2028年 value-of 53座",
            ],
        ),
        ("渔民年均增长5%。", ["5% growth 渔民 (before) 2031 flow base 年均"]),
        (
            "渔船由2029年的44艘增加到53艘，增长20%。渔民年均增长5%。",
            [
                "44艘 count 渔船 (before) 2029 stock before-of 53艘",
                "53艘 count 渔船 (before) 2031 stock",
                "20% growth 渔船 (level) 2031 stock base 2029 value-of 53艘",
                "5% growth 渔民 (before) 2031 flow base 年均",
            ],
        ),
        (
            "渔船由44艘增加到53艘，增长20%。",
            [
                "44艘 count 渔船 (before) 2030 stock before-of 53艘",
                "53艘 count 渔船 (before) 2031 stock",
                "20% growth 渔船 (level) 2031 stock base 上年同期 value-of 53艘",
            ],
        ),
        (
            "2025年以来，渔船53艘，年均增长9%。",
            ["53艘 count 渔船 (before) 2031 stock", "9% growth 渔船 (level) 2031 stock base 2025 value-of 53艘"],
        ),
        (
            "三季度渔船53艘，环比增长9%。",
            ["53艘 count 渔船 (before) 2031Q3 flow", "9% growth 渔船 (level) 2031Q3 flow base 上季度 value-of 53艘"],
        ),
        (
            "渔港30座，船员120人，其中持证80人，占比30%。",
            [
                "30座 count 渔港 (before) 2031 stock",
                "120人 count 船员 (before) 2031 flow",
                "80人 count 船员持证 (bare-verb) 2031 flow part-of 120人",
                "30% share 船员持证占比 (level) 2031 flow base 船员 value-of 80人 share-of 120人",
            ],
        ),
        (
            "登记渔船4175艘，受检渔船900艘，钢质渔船占72%。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "900艘 count 受检渔船 (before) 2031 flow",
                "72% share 钢质渔船占比 (before) 2031 stock base 受检渔船",
            ],
        ),
        (
            "登记渔民200人，占人口的3%，其中女性30人，占15%。",
            [
                "200人 count 登记渔民 (before) 2031 flow",
                "3% share 登记渔民占人口比重 (level) 2031 flow base 人口 value-of 200人",
                "30人 count 女性登记渔民 (kind) 2031 flow part-of 200人, not 3%: level",
                "15% share 女性登记渔民占比 (level) 2031 flow base 人口 value-of 30人",
            ],
        ),
        (
            "渔业总产值46亿元。海水养殖占30%，淡水养殖占20%。",
            [
                "46亿元 amount 渔业总产值 (before) 2031 flow",
                "30% share 海水养殖占比 (before) 2031 flow",
                "20% share 淡水养殖占比 (before) 2031 flow",
            ],
        ),
        (
            "渔业总产值46亿元。从区域看，东湾占30%。",
            ["46亿元 amount 渔业总产值 (before) 2031 flow", "30% share 东湾占比 (before) 2031 flow base 渔业总产值"],
        ),
        (
            "渔业总产值46亿元。东湾产值6亿元，占13%。",
            [
                "46亿元 amount 渔业总产值 (before) 2031 flow",
                "6亿元 amount 东湾产值 (before) 2031 flow",
                "13% share 东湾产值占比 (level) 2031 flow base 渔业总产值 value-of 6亿元 share-of 46亿元",
            ],
        ),
        (
            "渔业总产值46亿元，渔民90人。从区域看，东湾6亿元，占13%。",
            [
                "46亿元 amount 渔业总产值 (before) 2031 flow",
                "90人 count 渔民 (before) 2031 flow",
                "6亿元 amount 东湾 (before) 2031 flow",
                "13% share 东湾占比 (level) 2031 flow base 渔业总产值 value-of 6亿元 share-of 46亿元",
            ],
        ),
        ("刑事案件占比30%。", ["30% share 刑事案件占比 (before) 2031 flow"]),
        (
            "案件90件。刑事案件占比30%。",
            ["90件 count 案件 (before) 2031 flow", "30% share 刑事案件占比 (before) 2031 flow base 案件"],
        ),
        (
            "渔民90人，占渔民总数的30%。从年龄看，青年占比20%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30% share 渔民占渔民比重 (level) 2031 flow base 渔民 value-of 90人",
                "20% share 青年占比 (before) 2031 flow base 渔民",
            ],
        ),
        ("渔船中，钢质占72%。", ["72% share 钢质占比 (before) 2031 flow base 渔船"]),
        (
            "渔业中，登记渔船90艘，占72%。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "72% share 登记渔船占比 (level) 2031 flow base 渔业 value-of 90艘",
            ],
        ),
        (
            "登记渔船4175艘。\n登记渔船中：\n钢质渔船3020艘，占72%；\n木质渔船90艘，占2%；",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 stock",
                "72% share 钢质渔船占比 (level) 2031 stock base 登记渔船 value-of 3020艘 share-of 4175艘",
                "90艘 count 木质渔船 (before) 2031 stock",
                "2% share 木质渔船占比 (level) 2031 stock base 登记渔船 value-of 90艘 share-of 4175艘",
            ],
        ),
        (
            "受理渔民申请900件，其中近海500件；办结870件。",
            [
                "900件 count 受理渔民申请 (before) 2031 flow",
                "500件 count 近海 (before) 2031 flow part-of 900件",
                "870件 count 渔民申请办结 (bare-verb) 2031 flow",
            ],
        ),
        (
            "监督拆船5件、撤销3件。",
            ["5件 count 监督拆船 (before) 2031 flow", "3件 count 监督拆船撤销 (bare-verb) 2031 flow"],
        ),
        (
            "查扣渔获8批，涉及渔获900件。",
            ["8批 count 查扣渔获 (before) 2031 flow", "900件 count 查扣渔获 (pointing-back) 2031 flow"],
        ),
        (
            "渔民人均产值9000元，折合1300美元。",
            ["9000元 ratio 渔民人均产值 (before) 2031 flow", "1300美元 ratio 渔民人均产值 (restated) 2031 flow"],
        ),
        (
            "赔偿渔民600万元，件均8万元。",
            ["600万元 amount 赔偿渔民 (before) 2031 flow", "8万元 amount 件均赔偿渔民 (average) 2031 flow"],
        ),
        (
            "登记渔船87艘（钢质80艘、木质7艘）。",
            [
                "87艘 count 登记渔船 (before) 2031 flow",
                "80艘 count 钢质 (before) 2031 flow part-of 87艘",
                "7艘 count 木质 (before) 2031 flow part-of 87艘",
            ],
        ),
        (
            "企业持有渔船9艘、合作社持有4艘。",
            ["9艘 count 企业持有渔船 (before) 2031 stock", "4艘 count 合作社持有渔船 (stopped-at-verb) 2031 stock"],
        ),
        (
            "发行渔业债券7支，惠及企业63家。",
            ["7支 count 发行渔业债券 (before) 2031 flow", "63家 count 渔业债券惠及企业 (resulting) 2031 flow"],
        ),
        (
            "渔民收入4万元，城镇5万元，农村3万元。",
            [
                "4万元 amount 渔民收入 (before) 2031 flow",
                "5万元 amount 城镇渔民收入 (kind) 2031 flow",
                "3万元 amount 农村渔民收入 (kind) 2031 flow",
            ],
        ),
        (
            "受理渔业案件12件，标的额3亿元。",
            ["12件 count 受理渔业案件 (before) 2031 flow", "3亿元 amount 渔业案件标的额 (relational) 2031 flow"],
        ),
        (
            "渔业大赛金奖6项、银奖7项，合计13项。",
            [
                "6项 count 渔业大赛金奖 (before) 2031 flow",
                "7项 count 渔业大赛银奖 (parallel) 2031 flow",
                "13项 count 渔业大赛合计 (total) 2031 flow total-of 6项 total-of 7项",
            ],
        ),
        (
            "新增备案渔船5艘，累计60艘。",
            ["5艘 count 新增备案渔船 (before) 2031 new", "60艘 count 备案渔船 (silent) 2031 cumulative"],
        ),
        (
            "登记渔船80艘。全省累计登记900艘。",
            ["80艘 count 登记渔船 (before) 2031 flow", "900艘 count 登记渔船 (remembered) 2031 cumulative in 全省"],
        ),
        (
            "小型、中型渔船分别增长3%、5%。",
            [
                "3% growth 小型渔船 (before) 2031 stock base 上年同期",
                "5% growth 中型渔船 (before) 2031 stock base 上年同期",
            ],
        ),
        (
            "渔船和渔港分别为3艘和5座，新增8个。",
            [
                "3艘 count 渔船 (distributed) 2031 stock",
                "5座 count 渔港 (distributed) 2031 stock",
                "8个 count 新增 (before) 2031 new",
            ],
        ),
        (
            "渔船增长8%，达20艘；渔网增长3%，达11张。",
            [
                "8% growth 渔船 (before) 2031 stock base 上年同期 value-of 20艘",
                "20艘 count 渔船 (growth-before) 2031 stock",
                "3% growth 渔网 (before) 2031 flow base 上年同期 value-of 11张",
                "11张 count 渔网 (growth-before) 2031 flow",
            ],
        ),
        (
            "装机比上年增长5%，达30万千瓦。",
            [
                "5% growth 装机 (before) 2031 flow base 上年同期 value-of 30万千瓦",
                "30万千瓦 count 装机 (growth-before) 2031 flow",
            ],
        ),
        (
            "渔船占比由2029年的30%提高到34%。",
            ["30% share 渔船占比 (before) 2029 flow before-of 34%", "34% share 渔船占比 (before) 2031 flow"],
        ),
        (
            "渔民收入占财政收入的比重由30%提高到34%。",
            [
                "30% share 渔民收入占财政收入的比重 (before) 2030 flow base 财政收入 before-of 34%",
                "34% share 渔民收入占财政收入的比重 (before) 2031 flow base 财政收入",
            ],
        ),
        (
            "近海渔业出口增长3%，所占比重由30%提高到34%。",
            [
                "3% growth 近海渔业出口 (before) 2031 flow base 上年同期",
                "30% share 近海渔业出口占比 (before) 2030 flow before-of 34%",
                "34% share 近海渔业出口占比 (before) 2031 flow",
            ],
        ),
        ("建立渔业专家库，共有30名专家。", ["30名 count 渔业专家库专家 (behind) 2031 stock"]),
        ("成立渔业人才库，入库专家30名。", ["30名 count 入库专家 (before) 2031 flow"]),
        (
            "渔业大赛获3金2银。",
            ["3 count 渔业大赛获金奖 (before) 2031 flow", "2 count 渔业大赛获银奖 (before) 2031 flow"],
        ),
        (
            "在第五届渔业技能大赛上，代表队获3金2银。",
            ["3 count 第五届渔业技能大赛金奖 (before) 2031 flow", "2 count 第五届渔业技能大赛银奖 (before) 2031 flow"],
        ),
        (
            "审查周期15个月，其中近海审查周期3个月。",
            ["15个月 count 审查周期 (before) 2031 flow", "3个月 count 近海审查周期 (before) 2031 flow part-of 15个月"],
        ),
        (
            "渔网价格为渔具平均价格的1.2倍，渔船价格是渔具的0.8倍。",
            [
                "1.2倍 ratio 渔网价格 (before) 2031 flow base 渔具平均价格",
                "0.8倍 ratio 渔船价格 (before) 2031 flow base 渔具",
            ],
        ),
        (
            "渔网产量由增长5%转为下降2%。",
            [
                "5% growth 渔网产量 (before) 2030 flow base 上年同期",
                "2% growth 渔网产量 (carried-on) 2031 flow base 上年同期",
            ],
        ),
        (
            "渔网产量由上年增长5%转为下降2%。",
            [
                "5% growth 渔网产量 (before) 2030 flow base 上年同期",
                "2% growth 渔网产量 (carried-on) 2031 flow base 上年同期",
            ],
        ),
        ("渔网产量与上年持平。", ["持平 growth 渔网产量 (before) 2031 flow base 上年同期"]),
        (
            "渔业增长5%，增速居第3位。",
            ["5% growth 渔业 (before) 2031 flow base 上年同期", "第3位 rank 渔业 (level) 2031 flow value-of 5%"],
        ),
        (
            "水产品产量居全国第3位，前移2位。",
            [
                "第3位 rank 水产品产量 (before) 2031 flow",
                "2位 change 水产品产量 (level) 2031 flow base 上年同期 value-of 第3位",
            ],
        ),
        (
            "海水养殖产量30万吨，增长5%，增速比上年回落3个百分点。",
            [
                "30万吨 count 海水养殖产量 (before) 2031 flow",
                "5% growth 海水养殖产量 (level) 2031 flow base 上年同期 value-of 30万吨",
                "3个百分点 change 海水养殖产量 (level) 2031 flow base 上年 value-of 5%",
            ],
        ),
        ("获奖总数9项。", ["9项 count 获奖总数 (before) 2031 flow"]),
        (
            "收入、支出分别增长5%、3%。",
            ["5% growth 收入 (before) 2031 flow base 上年同期", "3% growth 支出 (before) 2031 flow base 上年同期"],
        ),
        (
            "渔港收入、支出分别为30亿元和20亿元，分别增长5%、3%。",
            [
                "30亿元 amount 渔港收入 (distributed) 2031 flow",
                "20亿元 amount 支出 (distributed) 2031 flow",
                "5% growth 渔港收入 (level) 2031 flow base 上年同期 value-of 30亿元",
                "3% growth 支出 (level) 2031 flow base 上年同期 value-of 20亿元",
            ],
        ),
        (
            "渔船、渔网和渔民分别增长5%、3%和2%。",
            [
                "5% growth 渔船 (before) 2031 flow base 上年同期",
                "3% growth 渔网 (before) 2031 flow base 上年同期",
                "2% growth 渔民 (before) 2031 flow base 上年同期",
            ],
        ),
        (
            "渔船90艘、渔网30张和渔民20人，分别增长5%、3%和2%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30张 count 渔网 (before) 2031 flow",
                "20人 count 渔民 (before) 2031 flow",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "3% growth 渔网 (level) 2031 flow base 上年同期 value-of 30张",
                "2% growth 渔民 (level) 2031 flow base 上年同期 value-of 20人",
            ],
        ),
        (
            "支出下降11%，占渔业收入的10%。",
            [
                "11% growth 支出 (relational) 2031 flow base 上年同期",
                "10% share 支出占渔业收入比重 (relational) 2031 flow base 渔业收入",
            ],
        ),
        (
            "渔业收入占财政收入的30%，占支出的8%。",
            [
                "30% share 渔业收入占财政收入比重 (before) 2031 flow base 财政收入",
                "8% share 渔业收入占支出比重 (carried-on) 2031 flow base 支出",
            ],
        ),
        (
            "乡村渔业合格率由90%提高到95%，提高5个百分点。",
            [
                "90% ratio 乡村渔业合格率 (before) 2030 flow before-of 95%",
                "95% ratio 乡村渔业合格率 (before) 2031 flow",
                "5个百分点 change 乡村渔业合格率 (level) 2031 flow base 上年同期 value-of 95%",
            ],
        ),
        (
            "渔船合格率95%，比上年提高5个百分点，高于全省2个百分点。",
            [
                "95% ratio 渔船合格率 (before) 2031 flow",
                "5个百分点 change 渔船合格率 (level) 2031 flow base 上年同期 value-of 95%",
                "2个百分点 difference 渔船合格率 (level) 2031 flow base 全省 value-of 95%, not 5个百分点: rate",
            ],
        ),
        (
            "新增渔船（含改造）90艘，增长3%（2030年为下降2%）。",
            [
                "90艘 count 新增渔船 (before) 2031 new",
                "3% growth 新增渔船 (level) 2031 new base 上年同期 value-of 90艘",
                "2% growth 新增渔船 (carried-on) 2030 new base 上年同期",
            ],
        ),
        (
            "渔船90艘（上年80艘），增长12.5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "12.5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "渔船90艘，上年80艘，增长12.5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "12.5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘, not 80艘: not-prior",
            ],
        ),
        (
            "渔船90艘，去年同期为80艘，渔民30人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "30人 count 渔民 (before) 2031 flow",
            ],
        ),
        ("到2035年，建成渔港30座。", ["30座 count 建成渔港 (before) 2035 flow target"]),
        ("2033年建成渔港30座。", ["30座 count 建成渔港 (before) 2033 flow target"]),
        (
            "渔业收入（不含捐赠）30亿元（其中：近海20亿元），增长3%。",
            [
                "30亿元 amount 渔业收入（不含捐赠） (before) 2031 flow",
                "20亿元 amount 近海 (before) 2031 flow part-of 30亿元",
                "3% growth 渔业收入（不含捐赠） (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
        ),
        (
            "登记渔船4175艘。其中，钢质渔船3020艘。其中，近海渔船900艘。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
                "900艘 count 近海渔船 (before) 2031 flow part-of 3020艘",
            ],
        ),
        (
            "登记渔船4175艘。其中，钢质渔船3020艘，木质渔船900艘；渔民30人，渔港3座、码头2座。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
                "900艘 count 木质渔船 (before) 2031 flow part-of 4175艘",
                "30人 count 渔民 (before) 2031 flow",
                "3座 count 渔港 (before) 2031 stock",
                "2座 count 码头 (before) 2031 stock",
            ],
        ),
        (
            "登记渔船4175艘，其中钢质渔船3020艘，新增渔船30艘。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
                "30艘 count 新增渔船 (before) 2031 new",
            ],
        ),
        (
            "登记渔船4175艘（其中钢质渔船3020艘），木质渔船900艘。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
                "900艘 count 木质渔船 (before) 2031 flow",
            ],
        ),
        (
            "累计发放补贴30亿元；发放网具90套。",
            ["30亿元 amount 发放补贴 (before) 2031 cumulative", "90套 count 发放网具 (before) 2031 flow"],
        ),
        (
            "2031年末渔民30万人。其中，城镇20万人。",
            ["30万人 count 渔民 (before) 2031 stock", "20万人 count 城镇 (before) 2031 stock part-of 30万人"],
        ),
        (
            "年末渔民30万人，全年出生3万人，男性16万人。",
            [
                "30万人 count 渔民 (before) 2031 stock",
                "3万人 count 渔民出生 (bare-verb) 2031 flow",
                "16万人 count 男性渔民 (kind) 2031 flow",
            ],
        ),
        (
            "捕捞量30万吨，捕捞渔船20艘，捕捞量增长5%。",
            [
                "30万吨 count 捕捞量 (before) 2031 flow",
                "20艘 count 捕捞渔船 (before) 2031 flow",
                "5% growth 捕捞量 (level) 2031 flow base 上年同期 value-of 30万吨",
            ],
        ),
        (
            "登记渔船4175艘，其中钢质渔船3020艘，木质渔船占2%。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
                "2% share 木质渔船占比 (before) 2031 flow base 登记渔船",
            ],
        ),
        (
            "渔业增长5%，贡献率达64%。",
            ["5% growth 渔业 (before) 2031 flow base 上年同期", "64% ratio 贡献率 (before) 2031 flow"],
        ),
        (
            "捕捞业拉动渔业增长2个百分点。贡献率达64%。",
            ["2个百分点 change 捕捞业拉动渔业增长 (before) 2031 flow base 渔业", "64% ratio 贡献率 (before) 2031 flow"],
        ),
        (
            "捕捞业拉动渔业增长2个百分点，贡献率达64%。",
            [
                "2个百分点 change 捕捞业拉动渔业增长 (before) 2031 flow base 渔业",
                "64% ratio 贡献率 (before) 2031 flow base 渔业",
            ],
        ),
        (
            "30万名在册渔民，其中女性16万名。",
            ["30万名 count 在册渔民 (behind) 2031 stock", "16万名 count 女性在册渔民 (kind) 2031 stock part-of 30万名"],
        ),
        (
            "渔港12座。小型、中型渔船分别增长3%、5%。",
            [
                "12座 count 渔港 (before) 2031 stock",
                "3% growth 小型渔船 (before) 2031 stock base 上年同期",
                "5% growth 中型渔船 (before) 2031 stock base 上年同期",
            ],
        ),
        (
            "渔港3座。\n登记渔船4175艘。其中，钢质渔船3020艘。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "4175艘 count 登记渔船 (before) 2031 flow",
                "3020艘 count 钢质渔船 (before) 2031 flow part-of 4175艘",
            ],
        ),
        (
            "登记渔船4175艘。渔港众多。其中，钢质渔船3020艘。",
            ["4175艘 count 登记渔船 (before) 2031 flow", "3020艘 count 钢质渔船 (before) 2031 flow"],
        ),
        ("建立渔业专家库，面向全市，共有30名专家。", ["30名 count 渔业专家库专家 (behind) 2031 stock"]),
        (
            "近海、远洋两项指标合格率分别为95%和90%。",
            ["95% ratio 近海指标合格率 (before) 2031 flow", "90% ratio 远洋两项指标合格率 (before) 2031 flow"],
        ),
        (
            "小学、初中四类学生合格率分别为95%和90%。",
            ["95% ratio 小学学生合格率 (before) 2031 flow", "90% ratio 初中四类学生合格率 (before) 2031 flow"],
        ),
        (
            "新收一审案件87件（民事80件、刑事7件）。",
            [
                "87件 count 新收一审案件 (before) 2031 flow",
                "80件 count 新收一审民事案件 (in-bracket) 2031 flow part-of 87件",
                "7件 count 新收一审刑事案件 (in-bracket) 2031 flow part-of 87件",
            ],
        ),
        (
            "渔港收入由30亿元增加到33亿元，增长10%，支出下降2%。",
            [
                "30亿元 amount 渔港收入 (before) 2030 flow before-of 33亿元",
                "33亿元 amount 渔港收入 (before) 2031 flow",
                "10% growth 渔港收入 (level) 2031 flow base 上年同期 value-of 33亿元",
                "2% growth 渔港支出 (relational) 2031 flow base 上年同期",
            ],
        ),
        (
            "渔业增加值占全市生产总值的比重为5%。",
            ["5% share 渔业增加值占全市生产总值比重 (before) 2031 flow base 全市生产总值"],
        ),
        (
            "第一产业占全市的5%，第二产业占30%。",
            [
                "5% share 第一产业占全市比重 (before) 2031 flow base 全市",
                "30% share 第二产业占比 (before) 2031 flow base 全市",
            ],
        ),
        (
            "三次产业结构为5∶30∶65。",
            [
                "5 share 第一产业比重 (before) 2031 flow base 生产总值",
                "30 share 第二产业比重 (before) 2031 flow base 生产总值",
                "65 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "渔船90艘，居全省第3位，其中近海渔船30艘，居第5位。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "第3位 rank 渔船 (level) 2031 stock value-of 90艘",
                "30艘 count 近海渔船 (before) 2031 stock part-of 90艘, not 第3位: level",
                "第5位 rank 近海渔船 (level) 2031 stock value-of 30艘",
            ],
        ),
        (
            "渔船90艘，其中近海渔船30艘，其他60艘，居第5位。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 近海渔船 (before) 2031 stock part-of 90艘",
                "60艘 count 其他 (before) 2031 stock part-of 90艘",
                "第5位 rank 渔船 (level) 2031 stock value-of 90艘",
            ],
        ),
        (
            "渔船90艘，其中近海渔船30艘，总数增加5艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 近海渔船 (before) 2031 stock part-of 90艘",
                "5艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "渔船90艘，渔民30人，前者增长5%，后者增长3%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30人 count 渔民 (before) 2031 flow",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "3% growth 渔民 (level) 2031 flow base 上年同期 value-of 30人",
            ],
        ),
        (
            "渔港1座，渔船90艘，渔民30人，前者增长5%，后者增长3%。",
            [
                "1座 count 渔港 (before) 2031 stock",
                "90艘 count 渔船 (before) 2031 stock",
                "30人 count 渔民 (before) 2031 flow",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "3% growth 渔民 (level) 2031 flow base 上年同期 value-of 30人",
            ],
        ),
        (
            "登记渔船90艘，渔民占比近25%（比上年提高3个百分点）。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "近25% share 渔民占比 (before) 2031 flow base 登记渔船",
                "3个百分点 change 渔民占比 (level) 2031 flow base 上年同期 value-of 近25%",
            ],
        ),
        ("渔船出口增速高于全省2个百分点。", ["2个百分点 difference 渔船出口 (before) 2031 flow base 全省"]),
        (
            "渔业出口增长5%，渔业进口增长3%，增速高于全省2个百分点。",
            [
                "5% growth 渔业出口 (before) 2031 flow base 上年同期",
                "3% growth 渔业进口 (before) 2031 flow base 上年同期",
                "2个百分点 difference 渔业进口 (level) 2031 flow base 全省 value-of 3%",
            ],
        ),
        (
            "检验渔船9批次、70件、渔民30人，批次、件数、人数分别增长5%、3%和2%。",
            [
                "9批次 count 检验渔船 (before) 2031 flow",
                "70件 count 检验渔船 (silent) 2031 flow",
                "30人 count 渔民 (before) 2031 flow",
                "5% growth 检验渔船 (level) 2031 flow base 上年同期 value-of 9批次",
                "3% growth 检验渔船 (level) 2031 flow base 上年同期 value-of 70件",
                "2% growth 渔民 (level) 2031 flow base 上年同期 value-of 30人",
            ],
        ),
        (
            "登记渔船90艘。渔民众多，登记渔船增长5%。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "5% growth 登记渔船 (level) 2031 flow base 上年同期 value-of 90艘",
            ],
        ),
        (
            "登记渔船90艘。\n渔民众多，登记渔船增长5%。",
            ["90艘 count 登记渔船 (before) 2031 flow", "5% growth 登记渔船 (before) 2031 flow base 上年同期"],
        ),
        (
            "一、二、三级渔港分别为3座、5座和7座。",
            [
                "3座 count 一级渔港 (distributed) 2031 stock",
                "5座 count 二级渔港 (distributed) 2031 stock",
                "7座 count 三级渔港 (distributed) 2031 stock",
            ],
        ),
        (
            "省级、市级渔港分别为3座和5座。",
            ["3座 count 省级渔港 (distributed) 2031 stock", "5座 count 市级渔港 (distributed) 2031 stock"],
        ),
        (
            "新增渔船5艘，累计60艘，同比增长3%。",
            [
                "5艘 count 新增渔船 (before) 2031 new",
                "60艘 count 渔船 (silent) 2031 cumulative",
                "3% growth 渔船 (level) 2031 cumulative base 上年同期 value-of 60艘",
            ],
        ),
        (
            "全年累计新增渔船60艘，增长3%。",
            [
                "60艘 count 新增渔船 (before) 2031 flow",
                "3% growth 新增渔船 (level) 2031 flow base 上年同期 value-of 60艘",
            ],
        ),
        (
            "全年累计检验渔船60艘，增长3%。",
            [
                "60艘 count 检验渔船 (before) 2031 flow",
                "3% growth 检验渔船 (level) 2031 flow base 上年同期 value-of 60艘",
            ],
        ),
        (
            "累计发行债券7支，惠及渔企63家。",
            ["7支 count 发行债券 (before) 2031 cumulative", "63家 count 债券惠及渔企 (resulting) 2031 cumulative"],
        ),
        (
            "累计发行债券7支；惠及渔企63家。",
            ["7支 count 发行债券 (before) 2031 cumulative", "63家 count 债券惠及渔企 (resulting) 2031 flow"],
        ),
        (
            "设有渔网厂18家（国有11家，民营7家）。",
            [
                "18家 count 设有渔网厂 (before) 2031 stock",
                "11家 count 国有渔网厂 (in-bracket) 2031 stock part-of 18家",
                "7家 count 民营渔网厂 (in-bracket) 2031 stock part-of 18家",
            ],
        ),
        (
            "年末渔船30艘，钢质占70%。",
            ["30艘 count 渔船 (before) 2031 stock", "70% share 钢质占比 (before) 2031 stock base 渔船"],
        ),
        (
            "渔民覆盖率90%，出港率80%。",
            ["90% ratio 渔民覆盖率 (before) 2031 stock", "80% ratio 出港率 (before) 2031 flow"],
        ),
        ("规模以上渔企40家。", ["40家 count 规模以上渔企 (before) 2031 flow"]),
        (
            "检验渔企40家，规模以上渔企12家。",
            ["40家 count 检验渔企 (before) 2031 flow", "12家 count 规模以上渔企 (before) 2031 flow"],
        ),
        (
            "年末渔民30万人。男性16万人。全年出生3万人。女性2万人。",
            [
                "30万人 count 渔民 (before) 2031 stock",
                "16万人 count 男性 (before) 2031 stock",
                "3万人 count 出生 (before) 2031 flow",
                "2万人 count 女性 (before) 2031 flow",
            ],
        ),
        (
            "年末拥有渔船30艘，全年维修渔船12艘，渔企3家。",
            [
                "30艘 count 拥有渔船 (before) 2031 stock",
                "12艘 count 维修渔船 (before) 2031 flow",
                "3家 count 渔企 (before) 2031 flow",
            ],
        ),
        (
            "上年末渔船30艘，本年维修渔船12艘。",
            ["30艘 count 渔船 (before) 2030 stock", "12艘 count 维修渔船 (before) 2031 flow"],
        ),
        (
            "渔业总产值46亿元。其中，海水养殖占30%，淡水养殖占20%。",
            [
                "46亿元 amount 渔业总产值 (before) 2031 flow",
                "30% share 海水养殖占比 (before) 2031 flow base 渔业总产值",
                "20% share 淡水养殖占比 (before) 2031 flow base 渔业总产值",
            ],
        ),
        (
            "渔民中，女性占30%。\n分年龄看，青年占20%。",
            ["30% share 女性占比 (before) 2031 flow base 渔民", "20% share 青年占比 (before) 2031 flow base 渔民"],
        ),
        (
            "2031年末，渔民30人，平均每户渔船3艘，其中女性占20%。",
            [
                "30人 count 渔民 (before) 2031 stock",
                "3艘 ratio 每户渔船 (before) 2031 stock",
                "20% share 女性占比 (before) 2031 stock base 渔民",
            ],
        ),
        (
            "到2033年，渔港达30座，其中远洋渔港3座。",
            [
                "30座 count 渔港 (before) 2033 stock target",
                "3座 count 远洋渔港 (before) 2033 stock target part-of 30座",
            ],
        ),
        ("力争建成渔港30座。", ["30座 count 建成渔港 (before) 2031 flow target"]),
        (
            "全国渔船3000艘，全市渔船30艘，占全国的1%。",
            [
                "3000艘 count 渔船 (before) 2031 stock in 全国",
                "30艘 count 渔船 (before) 2031 stock",
                "1% share 渔船占全国比重 (level) 2031 stock base 全国 value-of 30艘 share-of 3000艘",
            ],
        ),
        (
            "东湾镇、西湾镇新建渔港5座和7座。",
            ["5座 count 新建渔港 (before) 2031 new in 东湾镇", "7座 count 新建渔港 (silent) 2031 new in 西湾镇"],
        ),
        (
            "渔船90艘，为上年（80艘）的1.1倍。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "1.1倍 ratio 渔船 (level) 2031 stock base 上年 value-of 90艘",
            ],
        ),
        (
            "渔民人均收入9000元，渔船合格率95%，其中女性渔民人均收入8000元。",
            [
                "9000元 ratio 渔民人均收入 (before) 2031 flow",
                "95% ratio 渔船合格率 (before) 2031 flow",
                "8000元 ratio 女性渔民人均收入 (before) 2031 flow",
            ],
        ),
        (
            "渔民30人、渔船90艘（钢质80艘），其中女性20人。",
            [
                "30人 count 渔民 (before) 2031 flow",
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 钢质 (before) 2031 stock part-of 90艘",
                "20人 count 女性渔民 (kind) 2031 flow part-of 30人, not 80艘: same-unit, not 90艘: same-unit",
            ],
        ),
        (
            "渔民30人（女性20人），其中青年12人。",
            [
                "30人 count 渔民 (before) 2031 flow",
                "20人 count 女性渔民 (in-bracket) 2031 flow part-of 30人",
                "12人 count 青年 (before) 2031 flow part-of 30人, not 20人: outside-brackets",
            ],
        ),
        (
            "渔民30人（其中女性20人，包括青年12人），渔船3艘。",
            [
                "30人 count 渔民 (before) 2031 flow",
                "20人 count 女性渔民 (in-bracket) 2031 flow part-of 30人",
                "12人 count 青年 (before) 2031 flow part-of 20人",
                "3艘 count 渔船 (before) 2031 stock",
            ],
        ),
        (
            "渔船90艘，含木质渔船12艘。",
            ["90艘 count 渔船 (before) 2031 stock", "12艘 count 木质渔船 (before) 2031 stock part-of 90艘"],
        ),
        (
            "渔船90艘，包括木质渔船12艘、钢质渔船70艘；渔网30张，铁网12张。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "70艘 count 钢质渔船 (before) 2031 stock part-of 90艘",
                "30张 count 渔网 (before) 2031 flow",
                "12张 count 铁网 (before) 2031 flow",
            ],
        ),
        (
            "渔民支出21亿元，上年20亿元，其中捕捞12亿元。",
            [
                "21亿元 amount 渔民支出 (before) 2031 flow",
                "20亿元 amount 渔民支出 (silent) 2030 flow before-of 21亿元",
                "12亿元 amount 渔民支出捕捞 (bare-verb) 2031 flow part-of 21亿元, not 20亿元: not-prior",
            ],
        ),
        (
            "渔船90艘，比常规的80艘多10艘，其中木质渔船12艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 多 (behind) 2031 flow",
                "10艘 count 多 (silent) 2031 flow",
                "12艘 count 木质渔船 (before) 2031 flow part-of 90艘, not 10艘: not-a-change, not 80艘: not-compared",
            ],
        ),
        (
            "渔船90艘（2029年：80艘），渔民30人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2029 stock",
                "30人 count 渔民 (before) 2031 flow",
            ],
        ),
        (
            "受理渔民申请900件，撤销3件，办结870件。",
            [
                "900件 count 受理渔民申请 (before) 2031 flow",
                "3件 count 渔民申请撤销 (bare-verb) 2031 flow",
                "870件 count 渔民申请办结 (bare-verb) 2031 flow",
            ],
        ),
        (
            "批准和决定拆船40艘，撤销9艘。",
            ["40艘 count 批准和决定拆船 (before) 2031 flow", "9艘 count 撤销 (before) 2031 flow"],
        ),
        (
            "银奖6项、金奖7项，渔业银奖8项、铜奖9项。",
            [
                "6项 count 银奖 (before) 2031 flow",
                "7项 count 金奖 (before) 2031 flow",
                "8项 count 渔业银奖 (before) 2031 flow",
                "9项 count 渔业铜奖 (parallel) 2031 flow",
            ],
        ),
        (
            "渔业大赛金奖6项，二等奖7项，三等奖8项。",
            [
                "6项 count 渔业大赛金奖 (before) 2031 flow",
                "7项 count 渔业大赛二等奖 (parallel) 2031 flow",
                "8项 count 渔业大赛三等奖 (parallel) 2031 flow",
            ],
        ),
        (
            "渔业增长5%，渔民收入30亿元。",
            ["5% growth 渔业 (before) 2031 flow base 上年同期", "30亿元 amount 渔民收入 (before) 2031 flow"],
        ),
        ("渔船合格率（钢质）95%。", ["95% ratio 渔船合格率 (before) 2031 flow"]),
        (
            "渔港吞吐量（外贸）30万吨，增长5%；集装箱吞吐量8万标箱，增长3%。",
            [
                "30万吨 count 渔港吞吐量 (before) 2031 flow",
                "5% growth 渔港吞吐量 (level) 2031 flow base 上年同期 value-of 30万吨",
                "8万标箱 count 集装箱吞吐量 (before) 2031 flow",
                "3% growth 集装箱吞吐量 (level) 2031 flow base 上年同期 value-of 8万标箱",
            ],
        ),
        (
            "渔业产值30亿元，增长5%，其中海水养殖20亿元、增长4%，淡水养殖10亿元、增长7%。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "20亿元 amount 海水养殖 (before) 2031 flow part-of 30亿元, not 5%: level",
                "4% growth 海水养殖 (level) 2031 flow base 上年同期 value-of 20亿元",
                "10亿元 amount 淡水养殖 (before) 2031 flow part-of 30亿元, not 5%: level",
                "7% growth 淡水养殖 (level) 2031 flow base 上年同期 value-of 10亿元",
            ],
        ),
        (
            "渔业产值达30亿元，增长5%（按可比价计算，下同）。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
        ),
        (
            "渔船90艘、渔民30人，同比分别增加5艘、3人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30人 count 渔民 (before) 2031 flow",
                "5艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "3人 change 渔民 (level) 2031 flow base 上年同期 value-of 30人",
            ],
        ),
        (
            "全市渔港12座，居全省第3位；渔船90艘，居全省第5位。",
            [
                "12座 count 渔港 (before) 2031 stock",
                "第3位 rank 渔港 (level) 2031 stock value-of 12座",
                "90艘 count 渔船 (before) 2031 stock",
                "第5位 rank 渔船 (level) 2031 stock value-of 90艘",
            ],
        ),
        (
            "渔业综合指数排名全国第7位，前移2位。",
            [
                "第7位 rank 渔业综合指数 (before) 2031 flow",
                "2位 change 渔业综合指数 (level) 2031 flow base 上年同期 value-of 第7位",
            ],
        ),
        (
            "渔业增长5%，增幅回落3个百分点。",
            [
                "5% growth 渔业 (before) 2031 flow base 上年同期",
                "3个百分点 change 渔业 (level) 2031 flow base 上年同期 value-of 5%",
            ],
        ),
        (
            "渔业产值30亿元，增长5%，居全省第3位，增幅回落3个百分点。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "第3位 rank 渔业产值 (level) 2031 flow value-of 30亿元",
                "3个百分点 change 渔业产值 (level) 2031 flow base 上年同期 value-of 5%",
            ],
        ),
        (
            "渔业产值30亿元，增长5%，渔民20人，增幅比上年回落3个百分点。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "20人 count 渔民 (before) 2031 flow",
                "3个百分点 change 渔业产值 (level) 2031 flow base 上年 value-of 5%",
            ],
        ),
        (
            "渔船90艘，占渔业登记的5%。登记渔民30人，占渔民的5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "5% share 渔船占渔业登记比重 (level) 2031 stock base 渔业登记 value-of 90艘",
                "30人 count 登记渔民 (before) 2031 flow",
                "5% share 登记渔民占渔民比重 (level) 2031 flow base 渔民 value-of 30人",
            ],
        ),
        (
            "渔业出口30亿元。渔网90张，铁网占渔业出口的5%。",
            [
                "30亿元 amount 渔业出口 (before) 2031 flow",
                "90张 count 渔网 (before) 2031 flow",
                "5% share 铁网占渔业出口比重 (before) 2031 flow base 渔业出口",
            ],
        ),
        (
            "渔民30人。渔船90艘，渔民20人，占比50%。",
            [
                "30人 count 渔民 (before) 2031 flow",
                "90艘 count 渔船 (before) 2031 stock",
                "20人 count 渔民 (before) 2031 flow",
                "50% share 渔民占比 (level) 2031 flow value-of 20人",
            ],
        ),
        (
            "渔船90艘，近海、远洋分别占75%和25%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "75% share 近海占比 (before) 2031 stock base 渔船",
                "25% share 远洋占比 (before) 2031 stock base 渔船",
            ],
        ),
        (
            "近海渔船90艘、远洋渔船30艘，分别占渔船的75%和25%。",
            [
                "90艘 count 近海渔船 (before) 2031 stock",
                "30艘 count 远洋渔船 (before) 2031 stock",
                "75% share 近海渔船占渔船比重 (level) 2031 stock base 渔船 value-of 90艘",
                "25% share 远洋渔船占渔船比重 (level) 2031 stock base 渔船 value-of 30艘",
            ],
        ),
        (
            "近海渔船90艘、远洋渔船30艘，分别占75%和25%。",
            [
                "90艘 count 近海渔船 (before) 2031 stock",
                "30艘 count 远洋渔船 (before) 2031 stock",
                "75% share 近海渔船占比 (level) 2031 stock value-of 90艘",
                "25% share 远洋渔船占比 (level) 2031 stock value-of 30艘",
            ],
        ),
        (
            "登记渔船120艘。近海渔船90艘、远洋渔船30艘，分别占75%和25%。",
            [
                "120艘 count 登记渔船 (before) 2031 flow",
                "90艘 count 近海渔船 (before) 2031 stock",
                "30艘 count 远洋渔船 (before) 2031 stock",
                "75% share 近海渔船占比 (level) 2031 stock base 登记渔船 value-of 90艘 share-of 120艘",
                "25% share 远洋渔船占比 (level) 2031 stock base 登记渔船 value-of 30艘 share-of 120艘",
            ],
        ),
        (
            "渔业产值30亿元、渔民收入20亿元，占比30%，分别增长5%和3%。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "20亿元 amount 渔民收入 (before) 2031 flow",
                "30% share 渔民收入占比 (level) 2031 flow base 渔业产值 value-of 20亿元 share-of 30亿元",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "3% growth 渔民收入 (level) 2031 flow base 上年同期 value-of 20亿元",
            ],
        ),
        (
            "检验渔船9批次、渔网30批次，渔船、渔网分别增长5%和3%。",
            [
                "9批次 count 检验渔船 (before) 2031 flow",
                "30批次 count 渔网 (before) 2031 flow",
                "5% growth 检验渔船 (level) 2031 flow base 上年同期 value-of 9批次",
                "3% growth 渔网 (level) 2031 flow base 上年同期 value-of 30批次",
            ],
        ),
        (
            "渔船90艘，减少3艘、下降5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "渔港12座，渔船比上年减少3艘、下降5%；渔民30人。",
            [
                "12座 count 渔港 (before) 2031 stock",
                "3艘 change 渔船 (before) 2031 stock base 上年同期",
                "5% growth 渔船 (before) 2031 stock base 上年同期",
                "30人 count 渔民 (before) 2031 flow",
            ],
        ),
        (
            "登记渔企30家，其中近海渔企20家，规模居全省第3位。",
            [
                "30家 count 登记渔企 (before) 2031 flow",
                "20家 count 近海渔企 (before) 2031 flow part-of 30家",
                "第3位 rank 登记渔企 (level) 2031 flow value-of 30家",
            ],
        ),
        (
            "登记渔企30家，全市渔企总数居全省第3位。",
            ["30家 count 登记渔企 (before) 2031 flow", "第3位 rank 登记渔企 (level) 2031 flow value-of 30家"],
        ),
        ("前者增长5%。", ["5% growth 前者 (before) 2031 flow base 上年同期"]),
        (
            "渔船90艘，增长5%；其中近海30艘，增长3%，远洋20艘，下降2%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "30艘 count 近海 (before) 2031 stock part-of 90艘, not 5%: level",
                "3% growth 近海 (level) 2031 stock base 上年同期 value-of 30艘",
                "20艘 count 远洋 (before) 2031 stock part-of 90艘, not 5%: level",
                "2% growth 远洋 (level) 2031 stock base 上年同期 value-of 20艘",
            ],
        ),
        (
            "渔民支出（含捐赠）下降11%，占渔业收入的10%。",
            [
                "11% growth 渔民支出 (before) 2031 flow base 上年同期",
                "10% share 渔民支出占渔业收入比重 (before) 2031 flow base 渔业收入",
            ],
        ),
        (
            "检验渔船30艘，合格率95%，比全省高2个百分点。",
            [
                "30艘 count 检验渔船 (before) 2031 stock",
                "95% ratio 合格率 (before) 2031 flow",
                "2个百分点 difference 合格率 (level) 2031 flow base 全省 value-of 95%",
            ],
        ),
        (
            "每万人拥有渔船5艘，比上年增加1艘。",
            [
                "5艘 ratio 每万人拥有渔船 (before) 2031 stock",
                "1艘 change 每万人拥有渔船 (level) 2031 stock base 上年同期 value-of 5艘",
            ],
        ),
        (
            "渔业产值30亿元，同比由增转降，下降5%。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
        ),
        (
            "渔船90艘，增长5%，增速居全省第3位，比上年前移2位。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "第3位 rank 渔船 (level) 2031 stock value-of 5%",
                "2位 change 渔船 (level) 2031 stock base 上年同期 value-of 第3位",
            ],
        ),
        (
            "3月份渔船53艘，环比增长9%。",
            ["53艘 count 渔船 (before) 2031-03 stock", "9% growth 渔船 (level) 2031-03 stock base 上月 value-of 53艘"],
        ),
        ("与2029年相比，渔船增长5%。", ["5% growth 渔船 (before) 2031 stock base 2029年"]),
        (
            "与2029年相比，渔船由30艘增加到53艘，渔网增加5张。",
            [
                "30艘 count 渔船 (before) 2029 stock before-of 53艘",
                "53艘 count 渔船 (before) 2031 stock",
                "5张 change 渔网 (before) 2031 flow base 2029年",
            ],
        ),
        ("与上年相比，渔船年均增长5%。", ["5% growth 渔船 (before) 2031 stock base 年均"]),
        (
            "渔船比2029年增长5%，渔网增长3%。",
            ["5% growth 渔船 (before) 2031 stock base 2029年", "3% growth 渔网 (before) 2031 flow base 上年同期"],
        ),
        (
            "渔船90艘，比2029年增长5%，增加3艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 2029年 value-of 90艘",
                "3艘 change 渔船 (level) 2031 stock base 2029年 value-of 90艘",
            ],
        ),
        (
            "渔船90艘，比2029年增长5%，渔网80张，增长3%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 2029年 value-of 90艘",
                "80张 count 渔网 (before) 2031 flow",
                "3% growth 渔网 (level) 2031 flow base 上年同期 value-of 80张",
            ],
        ),
        (
            "渔船90艘，比2029年增长5%，占渔业的3%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 2029年 value-of 90艘",
                "3% share 渔船占渔业比重 (level) 2031 stock base 渔业 value-of 90艘",
            ],
        ),
        (
            "累计发放补贴30亿元，在册渔民20人，奖励渔船3艘。",
            [
                "30亿元 amount 发放补贴 (before) 2031 cumulative",
                "20人 count 在册渔民 (before) 2031 stock",
                "3艘 count 奖励渔船 (before) 2031 flow",
            ],
        ),
        (
            "累计发放补贴30亿元，全年奖励渔船3艘。",
            ["30亿元 amount 发放补贴 (before) 2031 cumulative", "3艘 count 奖励渔船 (before) 2031 flow"],
        ),
        (
            "渔业协会在册会员300人，会员分布在9个乡镇。",
            ["300人 count 在册会员 (before) 2031 stock in 渔业协会", "9个 count 乡镇 (behind) 2031 stock in 渔业协会"],
        ),
        (
            "全年检查渔船300艘，渔企40家。",
            ["300艘 count 检查渔船 (before) 2031 flow", "40家 count 渔企 (before) 2031 flow"],
        ),
        (
            "全年检查渔船300艘；渔企40家。",
            ["300艘 count 检查渔船 (before) 2031 flow", "40家 count 渔企 (before) 2031 flow"],
        ),
        (
            "现有渔港30座，年接待渔民40人次。",
            ["30座 count 渔港 (before) 2031 stock", "40人次 count 年接待渔民 (before) 2031 flow"],
        ),
        (
            "渔民住房覆盖率由90%提高到95%。",
            [
                "90% ratio 渔民住房覆盖率 (before) 2030 stock before-of 95%",
                "95% ratio 渔民住房覆盖率 (before) 2031 stock",
            ],
        ),
        (
            "年末渔船合格率95%，存储量30万吨。",
            ["95% ratio 渔船合格率 (before) 2031 stock", "30万吨 count 存储量 (before) 2031 stock"],
        ),
        (
            "新增登记渔船3艘，其中钢质渔船2艘。",
            ["3艘 count 新增登记渔船 (before) 2031 new", "2艘 count 钢质渔船 (before) 2031 new part-of 3艘"],
        ),
        (
            "累计登记渔船30艘，其中钢质渔船20艘；检验渔网3张。",
            [
                "30艘 count 登记渔船 (before) 2031 cumulative",
                "20艘 count 钢质渔船 (before) 2031 cumulative part-of 30艘",
                "3张 count 检验渔网 (before) 2031 flow",
            ],
        ),
        (
            "累计登记渔船30艘，同比增长5%，占全省的3%。",
            [
                "30艘 count 登记渔船 (before) 2031 cumulative",
                "5% growth 登记渔船 (level) 2031 cumulative base 上年同期 value-of 30艘",
                "3% share 登记渔船占全省比重 (level) 2031 cumulative base 全省 value-of 30艘",
            ],
        ),
        (
            "渔船交易额30亿元，成交渔船20艘，均价3万元。",
            [
                "30亿元 amount 渔船交易额 (before) 2031 flow",
                "20艘 count 成交渔船 (before) 2031 flow",
                "3万元 amount 渔船均价 (relational) 2031 flow",
            ],
        ),
        (
            "水产品产量46万吨，捕捞产量30万吨。东湾产量占30%。",
            [
                "46万吨 count 水产品产量 (before) 2031 flow",
                "30万吨 count 捕捞产量 (before) 2031 flow",
                "30% share 东湾产量占比 (before) 2031 flow base 水产品产量",
            ],
        ),
        (
            "渔业贷款46亿元，养殖贷款占30%，捕捞贷款占20%，其他贷款占50%。",
            [
                "46亿元 amount 渔业贷款 (before) 2031 stock",
                "30% share 养殖贷款占比 (before) 2031 stock base 渔业贷款",
                "20% share 捕捞贷款占比 (before) 2031 stock base 渔业贷款",
                "50% share 其他贷款占比 (before) 2031 stock base 渔业贷款",
            ],
        ),
        ("全部渔船中，近海渔船占30%。", ["30% share 近海渔船占比 (before) 2031 stock base 渔船"]),
        ("五年中，渔船占30%。", ["30% share 渔船占比 (before) 2031 stock"]),
        (
            "渔船3艘中，木质占30%。",
            ["3艘 count 渔船 (before) 2031 stock", "30% share 木质占比 (before) 2031 stock base 渔船"],
        ),
        (
            "登记渔船90艘。渔船中，木质占30%。",
            ["90艘 count 登记渔船 (before) 2031 flow", "30% share 木质占比 (before) 2031 flow base 登记渔船"],
        ),
        (
            "渔船90艘。登记渔船中，木质占30%。",
            ["90艘 count 渔船 (before) 2031 stock", "30% share 木质占比 (before) 2031 flow base 登记渔船"],
        ),
        ("渔民收入占比30%，占比较高。", ["30% share 渔民收入占比 (before) 2031 flow"]),
        (
            "第一产业增加值30亿元，第二产业增加值40亿元，三次产业结构为5∶30∶65。",
            [
                "30亿元 amount 第一产业增加值 (before) 2031 flow",
                "40亿元 amount 第二产业增加值 (before) 2031 flow",
                "5 share 第一产业比重 (level) 2031 flow base 生产总值 value-of 30亿元",
                "30 share 第二产业比重 (level) 2031 flow base 生产总值 value-of 40亿元",
                "65 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "全市生产总值90亿元。三次产业结构为5∶30∶65。",
            [
                "90亿元 amount 生产总值 (before) 2031 flow",
                "5 share 第一产业比重 (before) 2031 flow base 生产总值",
                "30 share 第二产业比重 (before) 2031 flow base 生产总值",
                "65 share 第三产业比重 (before) 2031 flow base 生产总值",
            ],
        ),
        (
            "渔业综合排名居全国第7位，渔港排名居全国第3位。",
            ["第7位 rank 渔业综合排名 (before) 2031 flow", "第3位 rank 渔港排名 (before) 2031 flow"],
        ),
        (
            "外贸出口30亿元，其中渔网出口20亿元，占30%，占全省的5%。",
            [
                "30亿元 amount 外贸出口 (before) 2031 flow",
                "20亿元 amount 渔网出口 (before) 2031 flow part-of 30亿元",
                "30% share 渔网出口占比 (level) 2031 flow base 外贸出口 value-of 20亿元 share-of 30亿元",
                "5% share 渔网出口占全省比重 (level) 2031 flow base 全省 value-of 20亿元, not 30%: level",
            ],
        ),
        (
            "渔船和渔民分别为3艘和5人，分别占全省的1%和2%。",
            [
                "3艘 count 渔船 (distributed) 2031 stock",
                "5人 count 渔民 (distributed) 2031 flow",
                "1% share 渔船占全省比重 (level) 2031 stock base 全省 value-of 3艘",
                "2% share 渔民占全省比重 (level) 2031 flow base 全省 value-of 5人",
            ],
        ),
        (
            "一季度渔船产量3吨，二季度5吨，环比增长9%。",
            [
                "3吨 count 渔船产量 (before) 2031Q1 flow",
                "5吨 count 渔船产量 (silent) 2031Q2 flow",
                "9% growth 渔船产量 (level) 2031Q2 flow base 上季度 value-of 5吨",
            ],
        ),
        (
            "渔民人均收入3万元，城镇渔民人均收入4万元，占比30%。",
            [
                "3万元 ratio 渔民人均收入 (before) 2031 flow",
                "4万元 ratio 城镇渔民人均收入 (before) 2031 flow",
                "30% share 城镇渔民人均收入占比 (carried-on) 2031 flow",
            ],
        ),
        (
            "全市渔船中：\n近海渔船占30%。\n渔民3人。\n远洋渔船占70%。",
            [
                "30% share 近海渔船占比 (before) 2031 stock base 渔船",
                "3人 count 渔民 (before) 2031 flow",
                "70% share 远洋渔船占比 (before) 2031 stock",
            ],
        ),
        (
            "全省近海、远洋、内河渔船分别为3艘、5艘和7艘。",
            [
                "3艘 count 近海渔船 (distributed) 2031 stock in 全省",
                "5艘 count 远洋渔船 (distributed) 2031 stock in 全省",
                "7艘 count 内河渔船 (distributed) 2031 stock in 全省",
            ],
        ),
        (
            "国营近海、远洋、内河渔船分别为3艘、5艘和7艘。",
            [
                "3艘 count 国营近海渔船 (distributed) 2031 stock",
                "5艘 count 国营远洋渔船 (distributed) 2031 stock",
                "7艘 count 国营内河渔船 (distributed) 2031 stock",
            ],
        ),
        (
            "一审、二审案件分别为3件和5件。",
            ["3件 count 一审案件 (distributed) 2031 flow", "5件 count 二审案件 (distributed) 2031 flow"],
        ),
        (
            "一、二审案件分别为3件和5件。",
            ["3件 count 一审案件 (distributed) 2031 flow", "5件 count 二审案件 (distributed) 2031 flow"],
        ),
        (
            "对一、二审案件审查分别为3件和5件。",
            ["3件 count 对一审案件审查 (distributed) 2031 flow", "5件 count 对二审案件审查 (distributed) 2031 flow"],
        ),
        (
            "小学、初中在校生分别为3人和5人，教职工7人。",
            [
                "3人 count 小学在校生 (distributed) 2031 stock",
                "5人 count 初中在校生 (distributed) 2031 stock",
                "7人 count 教职工 (before) 2031 stock",
            ],
        ),
        (
            "查扣渔获8批、900件、30吨。",
            [
                "8批 count 查扣渔获 (before) 2031 flow",
                "900件 count 查扣渔获 (silent) 2031 flow",
                "30吨 count 查扣渔获 (silent) 2031 flow",
            ],
        ),
        ("查扣渔获8批900件。", ["8批 count 查扣渔获 (before) 2031 flow", "900件 count 查扣渔获 (silent) 2031 flow"]),
        (
            "登记渔船9艘，新登记3艘，注销2艘。",
            [
                "9艘 count 登记渔船 (before) 2031 flow",
                "3艘 count 新登记渔船 (stopped-at-verb) 2031 new",
                "2艘 count 渔船注销 (bare-verb) 2031 flow",
            ],
        ),
        (
            "登记渔船9艘、渔网8张，合计17件。",
            [
                "9艘 count 登记渔船 (before) 2031 flow",
                "8张 count 渔网 (before) 2031 flow",
                "17件 count 合计 (total) 2031 flow",
            ],
        ),
        (
            "登记近海渔船12艘、登记远洋渔船8艘，合计20艘。",
            [
                "12艘 count 登记近海渔船 (before) 2031 flow",
                "8艘 count 登记远洋渔船 (before) 2031 flow",
                "20艘 count 登记渔船合计 (total) 2031 flow total-of 12艘 total-of 8艘",
            ],
        ),
        (
            "奖励渔民12人，人均8万元。",
            ["12人 count 奖励渔民 (before) 2031 flow", "8万元 ratio 奖励渔民人均 (relational) 2031 flow"],
        ),
        (
            "合作社持有渔船9艘，企业持有4艘，个人登记3艘。",
            [
                "9艘 count 合作社持有渔船 (before) 2031 stock",
                "4艘 count 企业持有渔船 (stopped-at-verb) 2031 stock",
                "3艘 count 个人登记 (before) 2031 stock",
            ],
        ),
        (
            "合作社持有渔船9艘，企业持有渔船4艘。",
            ["9艘 count 合作社持有渔船 (before) 2031 stock", "4艘 count 企业持有渔船 (before) 2031 stock"],
        ),
        (
            "发行债券7支，服务渔民63人。",
            ["7支 count 发行债券 (before) 2031 flow", "63人 count 服务渔民 (before) 2031 flow"],
        ),
        (
            "城镇渔民收入4万元，农村3万元。",
            ["4万元 amount 城镇渔民收入 (before) 2031 flow", "3万元 amount 农村渔民收入 (kind) 2031 flow"],
        ),
        (
            "受理渔业案件12件，标的额3亿元，金额2亿元。",
            [
                "12件 count 受理渔业案件 (before) 2031 flow",
                "3亿元 amount 渔业案件标的额 (relational) 2031 flow",
                "2亿元 amount 渔业案件金额 (relational) 2031 flow",
            ],
        ),
        (
            "受理渔业案件12件；渔港标的额3亿元。",
            ["12件 count 受理渔业案件 (before) 2031 flow", "3亿元 amount 渔港标的额 (before) 2031 flow"],
        ),
        (
            "受理渔业案件12件；标的额3亿元。",
            ["12件 count 受理渔业案件 (before) 2031 flow", "3亿元 amount 渔业案件标的额 (relational) 2031 flow"],
        ),
        (
            "登记渔船80艘。\n全省累计登记900艘。",
            ["80艘 count 登记渔船 (before) 2031 flow", "900艘 count 登记 (before) 2031 cumulative in 全省"],
        ),
        (
            "登记渔船80艘。办理900件。全省累计登记900艘。",
            [
                "80艘 count 登记渔船 (before) 2031 flow",
                "900件 count 办理 (before) 2031 flow",
                "900艘 count 登记渔船 (remembered) 2031 cumulative in 全省",
            ],
        ),
        (
            "登记渔船80张。全省累计登记900艘。",
            ["80张 count 登记渔船 (before) 2031 flow", "900艘 count 登记 (before) 2031 cumulative in 全省"],
        ),
        (
            "渔船登记80艘。全省累计登记900艘。",
            ["80艘 count 渔船登记 (before) 2031 flow", "900艘 count 渔船登记 (remembered) 2031 cumulative in 全省"],
        ),
        (
            "渔港登记3座。渔船登记80艘。全省累计登记900艘。",
            [
                "3座 count 渔港登记 (before) 2031 flow",
                "80艘 count 渔船登记 (before) 2031 flow",
                "900艘 count 渔船登记 (remembered) 2031 cumulative in 全省",
            ],
        ),
        (
            "新收渔业案件87件，审结80件，其中调解30件、撤诉20件。",
            [
                "87件 count 新收渔业案件 (before) 2031 flow",
                "80件 count 渔业案件审结 (bare-verb) 2031 flow",
                "30件 count 渔业案件调解 (bare-verb) 2031 flow part-of 80件",
                "20件 count 渔业案件撤诉 (bare-verb) 2031 flow part-of 80件",
            ],
        ),
        (
            "渔业产值增长8%，达20亿元，渔民收入30亿元。",
            [
                "8% growth 渔业产值 (before) 2031 flow base 上年同期 value-of 20亿元",
                "20亿元 amount 渔业产值 (growth-before) 2031 flow",
                "30亿元 amount 渔民收入 (before) 2031 flow",
            ],
        ),
        (
            "渔业产值增长8%，20亿元。",
            [
                "8% growth 渔业产值 (before) 2031 flow base 上年同期 value-of 20亿元",
                "20亿元 amount 渔业产值 (growth-before) 2031 flow",
            ],
        ),
        (
            "渔业产值增长8%；渔民收入20亿元。",
            ["8% growth 渔业产值 (before) 2031 flow base 上年同期", "20亿元 amount 渔民收入 (before) 2031 flow"],
        ),
        (
            "渔船合格率分别高于全省、全国平均水平2个和3个百分点。",
            [
                "2个 difference 渔船合格率 (before) 2031 flow base 全省平均水平",
                "3个百分点 difference 渔船合格率 (before) 2031 flow base 全国平均水平",
            ],
        ),
        (
            "12艘新增渔船，其中钢质3艘。",
            ["12艘 count 新增渔船 (behind) 2031 new", "3艘 count 钢质 (before) 2031 new part-of 12艘"],
        ),
        (
            "渔船90艘。渔网3张，渔船占全省的5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3张 count 渔网 (before) 2031 flow",
                "5% share 渔船占全省比重 (before) 2031 stock base 全省",
            ],
        ),
        (
            "渔船90艘。渔网3艘，渔船占全省的5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3艘 count 渔网 (before) 2031 flow",
                "5% share 渔船占全省比重 (level) 2031 stock base 全省 value-of 90艘",
            ],
        ),
        (
            "渔船90艘（其中木质30艘）、渔网8张，其中铁网3张。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木质 (before) 2031 stock part-of 90艘",
                "8张 count 渔网 (before) 2031 flow",
                "3张 count 铁网 (before) 2031 flow part-of 8张",
            ],
        ),
        (
            "渔港3座，在册渔船90艘（木质占30%），增长5%。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "90艘 count 在册渔船 (before) 2031 stock",
                "30% share 木质占比 (before) 2031 stock base 在册渔船",
                "5% growth 在册渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "渔船占全省的比重由2029年的3%提高到5%，渔民占比由6%提高到7%。",
            [
                "3% share 渔船占全省的比重 (before) 2029 flow base 全省 before-of 5%",
                "5% share 渔船占全省的比重 (before) 2031 flow base 全省",
                "6% share 渔民占比 (before) 2029 flow base 全省 before-of 7%",
                "7% share 渔民占比 (before) 2031 flow base 全省",
            ],
        ),
        (
            "“十四五”期间渔港由3座增加到5座，年均增长9%。",
            [
                "3座 count 渔港 (before) 2021/2025 stock before-of 5座",
                "5座 count 渔港 (before) 2021/2025 stock",
                "9% growth 渔港 (level) 2021/2025 stock base 年均 value-of 5座",
            ],
        ),
        (
            "渔业合格率由90%提高到95%，渔网由80%提高到85%。",
            [
                "90% ratio 渔业合格率 (before) 2030 flow before-of 95%",
                "95% ratio 渔业合格率 (before) 2031 flow",
                "80% ratio 渔网 (before) 2030 flow before-of 85%",
                "85% ratio 渔网 (before) 2031 flow",
            ],
        ),
        (
            "渔港3座，总投资30亿元，折合4亿美元。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "30亿元 amount 总投资 (before) 2031 flow",
                "4亿美元 amount 总投资 (restated) 2031 flow",
            ],
        ),
        ("成立渔业协会，入会渔民300人。", ["300人 count 入会渔民 (before) 2031 flow in 渔业协会"]),
        ("组建渔业专家队伍（兼职），共有30名专家。", ["30名 count 渔业专家队伍专家 (behind) 2031 stock"]),
        (
            "渔业大赛获3金2银5铜，渔港大赛获1金。",
            [
                "3 count 渔业大赛获金奖 (before) 2031 flow",
                "2 count 渔业大赛获银奖 (before) 2031 flow",
                "5 count 渔业大赛获铜奖 (before) 2031 flow",
            ],
        ),
        ("渔船（3艘）、渔网（5张）。", ["3艘 count 渔船 (before) 2031 stock", "5张 count 渔网 (before) 2031 flow"]),
        ("渔船拥有量（艘）为90艘。", ["90艘 count 渔船拥有量 (before) 2031 stock"]),
        (
            "渔船比渔网多3艘，渔网比渔具少5张。",
            ["3艘 difference 渔船 (before) 2031 stock base 渔网", "5张 difference 渔网 (before) 2031 flow base 渔具"],
        ),
        (
            "渔港3座（近海2座，远洋1座）；渔船90艘（近海80艘）。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "2座 count 近海 (before) 2031 stock part-of 3座",
                "1座 count 远洋 (before) 2031 stock part-of 3座",
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 近海 (before) 2031 stock part-of 90艘",
            ],
        ),
        ("审批时限5个工作日，办理30天。", ["5个工作日 count 审批时限 (before) 2031 flow"]),
        ("渔期3个月，产量30万吨。", ["30万吨 count 产量 (before) 2031 flow"]),
        (
            "登记渔船90艘，较上年同期增长5%，较2029年同期增长8%。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "5% growth 登记渔船 (level) 2031 flow base 上年同期 value-of 90艘",
                "8% growth 登记渔船 (level) 2031 flow base 2029年同期 value-of 90艘",
            ],
        ),
        (
            "去年，登记渔船90艘。今年一季度，登记渔船30艘，同比增长5%。",
            [
                "90艘 count 登记渔船 (before) 2030 flow",
                "30艘 count 登记渔船 (before) 2031Q1 flow",
                "5% growth 登记渔船 (level) 2031Q1 flow base 上年同期 value-of 30艘",
            ],
        ),
        (
            "2030年登记渔船90艘，2031年登记渔船95艘，增长5%。",
            [
                "90艘 count 登记渔船 (before) 2030 flow before-of 95艘",
                "95艘 count 登记渔船 (before) 2031 flow",
                "5% growth 登记渔船 (level) 2031 flow base 上年同期 value-of 95艘",
            ],
        ),
        (
            "渔业产值约30亿元，增长近5%，占比超过3%。",
            [
                "约30亿元 amount 渔业产值 (before) 2031 flow",
                "近5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 约30亿元",
                "超过3% share 渔业产值占比 (level) 2031 flow value-of 约30亿元",
            ],
        ),
        ("渔港3座，船（含木质）90艘。", ["3座 count 渔港 (before) 2031 stock", "90艘 count 船 (before) 2031 flow"]),
        (
            "渔港3座，船（含木质）增长5%。",
            ["3座 count 渔港 (before) 2031 stock", "5% growth 船 (before) 2031 stock base 上年同期"],
        ),
        (
            "渔港3座，由2029年的2座增加到3座。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "2座 count 渔港 (before) 2029 stock before-of 3座",
                "3座 count 渔港 (before) 2031 stock",
            ],
        ),
        (
            "渔业合格率95%，由2029年的90%提高到2031年的95%。",
            [
                "95% ratio 渔业合格率 (before) 2031 flow",
                "90% ratio 渔业合格率 (before) 2029 flow before-of 95%",
                "95% ratio 渔业合格率 (before) 2031 flow",
            ],
        ),
        (
            "在建渔港3座（远洋2座），由2029年的2座增加到3座。",
            [
                "3座 count 在建渔港 (before) 2031 stock",
                "2座 count 远洋 (before) 2031 stock part-of 3座",
                "2座 count 在建渔港 (before) 2029 stock before-of 3座",
                "3座 count 在建渔港 (before) 2031 stock",
            ],
        ),
        (
            "渔船（不含木质）检验率由90%提高到95%，渔网检验率达80%。",
            [
                "90% ratio 渔船（不含木质）检验率 (before) 2030 flow before-of 95%",
                "95% ratio 渔船（不含木质）检验率 (before) 2031 flow",
                "80% ratio 渔网检验率 (before) 2031 flow",
            ],
        ),
        (
            "新建渔港3座，累计由2座增加到5座。",
            [
                "3座 count 新建渔港 (before) 2031 new",
                "2座 count 新建渔港 (before) 2030 cumulative before-of 5座",
                "5座 count 新建渔港 (before) 2031 cumulative",
            ],
        ),
        (
            "渔业产值30亿元，增长5%，渔民收入20亿元，增长3%，产值增速居全省第3位。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "20亿元 amount 渔民收入 (before) 2031 flow",
                "3% growth 渔民收入 (level) 2031 flow base 上年同期 value-of 20亿元",
                "第3位 rank 渔业产值 (level) 2031 flow value-of 5%",
            ],
        ),
        (
            "渔业产值30亿元，增长5%，渔民收入20亿元，增长3%，增速居全省第3位。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "20亿元 amount 渔民收入 (before) 2031 flow",
                "3% growth 渔民收入 (level) 2031 flow base 上年同期 value-of 20亿元",
                "第3位 rank 渔民收入 (level) 2031 flow value-of 3%",
            ],
        ),
        (
            "渔民90人。城镇占30%。",
            ["90人 count 渔民 (before) 2031 flow", "30% share 城镇占比 (before) 2031 flow base 渔民"],
        ),
        (
            "产值30亿元。渔业产值占30%。",
            ["30亿元 amount 产值 (before) 2031 flow", "30% share 渔业产值占比 (before) 2031 flow base 产值"],
        ),
        (
            "渔船90艘，上年为80艘，其中木质30艘，上年为20艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "30艘 count 木质 (before) 2031 stock part-of 90艘, not 80艘: not-prior",
                "20艘 count 木质 (silent) 2030 stock before-of 30艘",
            ],
        ),
        (
            "渔业贷款余额30亿元，比年初增加2亿元，增长5%，其中养殖贷款20亿元，比年初增加1亿元，增长4%。",
            [
                "30亿元 amount 渔业贷款余额 (before) 2031 stock",
                "2亿元 change 渔业贷款余额 (level) 2031 stock base 年初 value-of 30亿元",
                "5% growth 渔业贷款余额 (level) 2031 stock base 年初 value-of 30亿元",
                "20亿元 amount 养殖贷款 (before) 2031 stock part-of 30亿元, not 5%: level, not 2亿元: level",
                "1亿元 change 养殖贷款 (level) 2031 stock base 年初 value-of 20亿元",
                "4% growth 养殖贷款 (level) 2031 stock base 年初 value-of 20亿元",
            ],
        ),
        (
            "水产品产量30万吨。其中，海水产品20万吨，增长5%；淡水产品10万吨，增长4%。",
            [
                "30万吨 count 水产品产量 (before) 2031 flow",
                "20万吨 count 海水产品 (before) 2031 flow part-of 30万吨",
                "5% growth 海水产品 (level) 2031 flow base 上年同期 value-of 20万吨",
                "10万吨 count 淡水产品 (before) 2031 flow",
                "4% growth 淡水产品 (level) 2031 flow base 上年同期 value-of 10万吨",
            ],
        ),
        (
            "水产品产量30万吨，其中海水产品20万吨，占67%；淡水产品10万吨，占33%。",
            [
                "30万吨 count 水产品产量 (before) 2031 flow",
                "20万吨 count 海水产品 (before) 2031 flow part-of 30万吨",
                "67% share 海水产品占比 (level) 2031 flow base 水产品产量 value-of 20万吨 share-of 30万吨",
                "10万吨 count 淡水产品 (before) 2031 flow",
                "33% share 淡水产品占比 (level) 2031 flow base 水产品产量 value-of 10万吨 share-of 30万吨",
            ],
        ),
        (
            "按年龄分，青年渔民30人，占30%；老年渔民20人，占20%。",
            [
                "30人 count 青年渔民 (before) 2031 flow",
                "30% share 青年渔民占比 (level) 2031 flow value-of 30人",
                "20人 count 老年渔民 (before) 2031 flow",
                "20% share 老年渔民占比 (level) 2031 flow value-of 20人",
            ],
        ),
        (
            "渔民100人。按年龄分，青年渔民30人，占30%；老年渔民20人，占20%。",
            [
                "100人 count 渔民 (before) 2031 flow",
                "30人 count 青年渔民 (before) 2031 flow",
                "30% share 青年渔民占比 (level) 2031 flow base 渔民 value-of 30人 share-of 100人",
                "20人 count 老年渔民 (before) 2031 flow",
                "20% share 老年渔民占比 (level) 2031 flow base 渔民 value-of 20人 share-of 100人",
            ],
        ),
        (
            "渔民100人。渔船3艘。\n按年龄分，青年渔民占30%。",
            [
                "100人 count 渔民 (before) 2031 flow",
                "3艘 count 渔船 (before) 2031 stock",
                "30% share 青年渔民占比 (before) 2031 flow base 渔民",
            ],
        ),
        (
            "海水养殖占比40%，比上年提高2个百分点，淡水养殖占比30%，降低1个百分点。",
            [
                "40% share 海水养殖占比 (before) 2031 flow",
                "2个百分点 change 海水养殖占比 (level) 2031 flow base 上年同期 value-of 40%",
                "30% share 淡水养殖占比 (before) 2031 flow",
                "1个百分点 change 淡水养殖占比 (level) 2031 flow base 上年同期 value-of 30%",
            ],
        ),
        (
            "渔业（不含加工）增加值30亿元，增长5%。",
            [
                "30亿元 amount 渔业（不含加工）增加值 (before) 2031 flow",
                "5% growth 渔业（不含加工）增加值 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
        ),
        (
            "渔业增加值是2026年的1.5倍，年均增长8%。",
            [
                "1.5倍 ratio 渔业增加值 (before) 2031 flow base 2026年",
                "8% growth 渔业增加值 (level) 2031 flow base 年均 value-of 1.5倍",
            ],
        ),
        (
            "渔船90艘，比上年净增3艘，渔民30人，净减2人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "3艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "30人 count 渔民 (before) 2031 flow",
                "2人 change 渔民 (level) 2031 flow base 上年同期 value-of 30人",
            ],
        ),
        (
            "发放补贴30亿元、惠及渔民90人，同比增长5%、3%。",
            [
                "30亿元 amount 发放补贴 (before) 2031 flow",
                "90人 count 补贴惠及渔民 (resulting) 2031 flow",
                "5% growth 发放补贴 (level) 2031 flow base 上年同期 value-of 30亿元",
                "3% growth 补贴惠及渔民 (level) 2031 flow base 上年同期 value-of 90人",
            ],
        ),
        (
            "发放补贴30亿元，惠及渔民90人，其中女性20人。",
            [
                "30亿元 amount 发放补贴 (before) 2031 flow",
                "90人 count 补贴惠及渔民 (resulting) 2031 flow",
                "20人 count 女性补贴惠及渔民 (kind) 2031 flow part-of 90人",
            ],
        ),
        (
            "渔港3座、泊位90个，其中万吨级泊位20个、深水港1座。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "90个 count 泊位 (before) 2031 stock",
                "20个 count 万吨级泊位 (before) 2031 stock part-of 90个",
                "1座 count 深水港 (before) 2031 stock",
            ],
        ),
        (
            "渔船中，钢质占60%，木质占30%。从区域看，近海渔船占70%。",
            [
                "60% share 钢质占比 (before) 2031 flow base 渔船",
                "30% share 木质占比 (before) 2031 flow base 渔船",
                "70% share 近海渔船占比 (before) 2031 stock base 渔船",
            ],
        ),
        (
            "渔船90艘，占登记船舶的30%。从区域看，近海登记船舶占70%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30% share 渔船占登记船舶比重 (level) 2031 stock base 登记船舶 value-of 90艘",
                "70% share 近海登记船舶占比 (before) 2031 stock base 登记船舶",
            ],
        ),
        (
            "渔船90艘，占登记船舶的30%。近海登记船舶占70%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30% share 渔船占登记船舶比重 (level) 2031 stock base 登记船舶 value-of 90艘",
                "70% share 近海登记船舶占比 (before) 2031 stock base 登记船舶",
            ],
        ),
        (
            "渔船占比由3%提高到5%，其中木质占比由2%提高到3%。",
            [
                "3% share 渔船占比 (before) 2030 flow before-of 5%",
                "5% share 渔船占比 (before) 2031 flow",
                "2% share 木质占比 (before) 2030 flow before-of 3%",
                "3% share 木质占比 (before) 2031 flow",
            ],
        ),
        ("其中，渔民占5%。", ["5% share 渔民占比 (before) 2031 flow"]),
        (
            "水产贷款30亿元；水产存款40亿元，同比增长5%。",
            [
                "30亿元 amount 水产贷款 (before) 2031 stock",
                "40亿元 amount 水产存款 (before) 2031 stock",
                "5% growth 水产存款 (level) 2031 stock base 上年同期 value-of 40亿元",
            ],
        ),
        (
            "水产贷款、存款余额分别为30亿元和40亿元。",
            [
                "30亿元 amount 水产贷款余额 (distributed) 2031 stock",
                "40亿元 amount 水产存款余额 (distributed) 2031 stock",
            ],
        ),
        (
            "城镇渔民新增就业90人，失业率3%。",
            ["90人 count 城镇渔民新增就业 (before) 2031 new", "3% ratio 失业率 (before) 2031 flow"],
        ),
        (
            "举办渔业会议3次，参会渔民90人次，征集意见30条。",
            [
                "3次 count 举办渔业会议 (before) 2031 flow",
                "90人次 count 参会渔民 (before) 2031 flow",
                "30条 count 征集意见 (before) 2031 flow",
            ],
        ),
        (
            "创建渔业示范县3个、示范镇5个、示范村8个。",
            [
                "3个 count 创建渔业示范县 (before) 2031 flow",
                "5个 count 示范镇 (before) 2031 flow",
                "8个 count 示范村 (before) 2031 flow",
            ],
        ),
        (
            "审结渔业一审案件30件、二审案件5件，其中调解20件。",
            [
                "30件 count 审结渔业一审案件 (before) 2031 flow",
                "5件 count 二审案件 (before) 2031 flow",
                "20件 count 二审案件调解 (bare-verb) 2031 flow part-of 5件",
            ],
        ),
        (
            "审结渔业案件30件，同比上升5%，其中侵权案件20件，上升4%；合同案件10件，下降3%。",
            [
                "30件 count 审结渔业案件 (before) 2031 flow",
                "5% growth 审结渔业案件 (level) 2031 flow base 上年同期 value-of 30件",
                "20件 count 侵权案件 (before) 2031 flow part-of 30件, not 5%: level",
                "4% growth 侵权案件 (level) 2031 flow base 上年同期 value-of 20件",
                "10件 count 合同案件 (before) 2031 flow",
                "3% growth 合同案件 (level) 2031 flow base 上年同期 value-of 10件",
            ],
        ),
        (
            "处理渔业投诉30件，挽回损失3万元；办结率90%。",
            [
                "30件 count 处理渔业投诉 (before) 2031 flow",
                "3万元 amount 挽回损失 (before) 2031 flow",
                "90% ratio 办结率 (before) 2031 flow",
            ],
        ),
        (
            "全国渔业产值300亿元，增长5%；全市30亿元，增长6%，比全国高1个百分点。",
            [
                "300亿元 amount 渔业产值 (before) 2031 flow in 全国",
                "5% growth 渔业产值 (level) 2031 flow in 全国 base 上年同期 value-of 300亿元",
                "30亿元 amount 渔业产值 (silent) 2031 flow",
                "6% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
                "1个百分点 difference 渔业产值 (level) 2031 flow base 全国 value-of 6%",
            ],
        ),
        (
            "渔民消费30亿元，增长5%，其中餐饮10亿元，增长8%，增速比上年加快1个百分点。",
            [
                "30亿元 amount 渔民消费 (before) 2031 flow",
                "5% growth 渔民消费 (level) 2031 flow base 上年同期 value-of 30亿元",
                "10亿元 amount 餐饮 (before) 2031 flow part-of 30亿元, not 5%: level",
                "8% growth 餐饮 (level) 2031 flow base 上年同期 value-of 10亿元",
                "1个百分点 change 餐饮 (level) 2031 flow base 上年 value-of 8%",
            ],
        ),
        (
            "渔业出口额20亿元，下降5%，降幅收窄2个百分点。",
            [
                "20亿元 amount 渔业出口额 (before) 2031 flow",
                "5% growth 渔业出口额 (level) 2031 flow base 上年同期 value-of 20亿元",
                "2个百分点 change 渔业出口额 (level) 2031 flow base 上年同期 value-of 5%",
            ],
        ),
        (
            "渔船平均吨位30吨，比上年增加2吨。",
            [
                "30吨 count 渔船平均吨位 (before) 2031 flow",
                "2吨 change 渔船平均吨位 (level) 2031 flow base 上年同期 value-of 30吨",
            ],
        ),
        (
            "渔业专利授权30件，有效专利90件，同比分别增长5%、8%。",
            [
                "30件 count 渔业专利授权 (before) 2031 flow",
                "90件 count 有效专利 (before) 2031 stock",
                "5% growth 渔业专利授权 (level) 2031 flow base 上年同期 value-of 30件",
                "8% growth 有效专利 (level) 2031 stock base 上年同期 value-of 90件",
            ],
        ),
        (
            "渔业专利申请30件，授权20件，其中发明专利5件。",
            [
                "30件 count 渔业专利申请 (before) 2031 flow",
                "20件 count 渔业专利申请授权 (bare-verb) 2031 flow",
                "5件 count 发明专利 (before) 2031 flow part-of 20件",
            ],
        ),
        (
            "渔业产值首次突破30亿元，达到31亿元。",
            ["突破30亿元 amount 渔业产值 (before) 2031 flow", "31亿元 amount 渔业产值 (silent) 2031 flow"],
        ),
        (
            "渔港建设完成投资3亿元，为年度计划的80%。",
            [
                "3亿元 amount 渔港建设完成投资 (before) 2031 flow",
                "80% ratio 渔港建设完成投资 (level) 2031 flow base 年度计划 value-of 3亿元",
            ],
        ),
        (
            "渔船由上年的80艘增加至90艘，净增10艘，增长12.5%。",
            [
                "80艘 count 渔船 (before) 2030 stock before-of 90艘",
                "90艘 count 渔船 (before) 2031 stock",
                "10艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
                "12.5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "与2029年相比，渔船90艘，增长5%。",
            ["90艘 count 渔船 (before) 2031 stock", "5% growth 渔船 (level) 2031 stock base 2029年 value-of 90艘"],
        ),
        (
            "上年末渔船80艘，年末渔船90艘，增加10艘。",
            [
                "80艘 count 渔船 (before) 2030 stock before-of 90艘",
                "90艘 count 渔船 (before) 2031 stock",
                "10艘 change 渔船 (level) 2031 stock base 上年同期 value-of 90艘",
            ],
        ),
        (
            "小型渔船由3艘增加到5艘，中型渔船、大型渔船分别增长3%和5%。",
            [
                "3艘 count 小型渔船 (before) 2030 stock before-of 5艘",
                "5艘 count 小型渔船 (before) 2031 stock",
                "3% growth 中型渔船 (before) 2031 stock base 上年同期",
                "5% growth 大型渔船 (before) 2031 stock base 上年同期",
            ],
        ),
        (
            "渔企30家，渔民90人，总数比上年增加5家。",
            [
                "30家 count 渔企 (before) 2031 flow",
                "90人 count 渔民 (before) 2031 flow",
                "5家 change 渔企 (level) 2031 flow base 上年同期 value-of 30家",
            ],
        ),
        (
            "渔船90艘，木船30艘，占33%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 flow",
                "33% share 木船占比 (level) 2031 flow base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
        (
            "渔船90艘，木船30艘、占33%，铁船20艘、占22%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 flow",
                "33% share 木船占比 (level) 2031 flow base 渔船 value-of 30艘 share-of 90艘",
                "20艘 count 铁船 (before) 2031 flow",
                "22% share 铁船占比 (level) 2031 flow base 渔船 value-of 20艘 share-of 90艘",
            ],
        ),
        (
            "渔港3座，渔船90艘（木船30艘），其中铁船20艘。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 stock part-of 90艘",
                "20艘 count 铁船 (before) 2031 stock part-of 90艘, not 30艘: outside-brackets",
            ],
        ),
        (
            "渔港3座，其中东湾2座；渔船90艘，其中木船30艘；渔网80张。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "2座 count 东湾 (before) 2031 stock part-of 3座",
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 stock part-of 90艘",
                "80张 count 渔网 (before) 2031 flow",
            ],
        ),
        (
            "登记渔船4175艘（含木船210艘），渔港12座（含新建3座）。",
            [
                "4175艘 count 登记渔船 (before) 2031 flow",
                "210艘 count 木船 (before) 2031 flow part-of 4175艘",
                "12座 count 渔港 (before) 2031 stock",
                "3座 count 新建 (before) 2031 new part-of 12座",
            ],
        ),
        (
            "渔船90艘；其中，木船30艘，占33%，比上年提高2个百分点。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 stock part-of 90艘",
                "33% share 木船占比 (level) 2031 stock base 渔船 value-of 30艘 share-of 90艘",
                "2个百分点 change 木船占比 (level) 2031 stock base 上年同期 value-of 33%",
            ],
        ),
        (
            "东湾镇、西湾镇渔船分别为90艘和30艘，分别增长5%和3%。",
            [
                "90艘 count 渔船 (before) 2031 stock in 东湾镇",
                "30艘 count 渔船 (silent) 2031 stock in 西湾镇",
                "5% growth 渔船 (level) 2031 stock in 东湾镇 base 上年同期 value-of 90艘",
                "3% growth 渔船 (level) 2031 stock in 西湾镇 base 上年同期 value-of 30艘",
            ],
        ),
        (
            "东湾镇渔船90艘，增长5%；西湾镇30艘，下降3%。",
            [
                "90艘 count 渔船 (before) 2031 stock in 东湾镇",
                "5% growth 渔船 (level) 2031 stock in 东湾镇 base 上年同期 value-of 90艘",
                "30艘 count 渔船 (silent) 2031 stock in 西湾镇",
                "3% growth 渔船 (level) 2031 stock in 西湾镇 base 上年同期 value-of 30艘",
            ],
        ),
        (
            "一季度渔船产量3吨，增长5%；上半年7吨，增长8%。",
            [
                "3吨 count 渔船产量 (before) 2031Q1 flow",
                "5% growth 渔船产量 (level) 2031Q1 flow base 上年同期 value-of 3吨",
                "7吨 count 渔船产量 (silent) 2031H1 flow",
                "8% growth 渔船产量 (level) 2031H1 flow base 上年同期 value-of 7吨",
            ],
        ),
        (
            "年末渔船90艘，捕捞产量3万吨。",
            ["90艘 count 渔船 (before) 2031 stock", "3万吨 count 捕捞产量 (before) 2031 flow"],
        ),
        (
            "渔港3座，渔船90艘，其中木船30艘，规模居全省第3位。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 stock part-of 90艘",
                "第3位 rank 渔船 (level) 2031 stock value-of 90艘",
            ],
        ),
        (
            "渔网80张。渔船90艘。渔港3座。登记渔船中，木质占30%。",
            [
                "80张 count 渔网 (before) 2031 flow",
                "90艘 count 渔船 (before) 2031 stock",
                "3座 count 渔港 (before) 2031 stock",
                "30% share 木质占比 (before) 2031 flow base 登记渔船",
            ],
        ),
        (
            "在册登记渔船90艘。渔网80张。登记渔船中，木质占30%。",
            [
                "90艘 count 在册登记渔船 (before) 2031 stock",
                "80张 count 渔网 (before) 2031 flow",
                "30% share 木质占比 (before) 2031 flow base 在册登记渔船",
            ],
        ),
        (
            "渔民90人，占渔民总数的30%。按规定，东湾占72%。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30% share 渔民占渔民比重 (level) 2031 flow base 渔民 value-of 90人",
                "72% share 东湾占比 (before) 2031 flow",
            ],
        ),
        (
            "登记近海渔船12艘、远洋渔船8艘，合计20艘。",
            [
                "12艘 count 登记近海渔船 (before) 2031 flow",
                "8艘 count 远洋渔船 (before) 2031 flow",
                "20艘 count 登记渔船合计 (total) 2031 flow total-of 12艘 total-of 8艘",
            ],
        ),
        (
            "渔船由2029年的3艘增加到5艘，渔网由6张增加到7张。",
            [
                "3艘 count 渔船 (before) 2029 stock before-of 5艘",
                "5艘 count 渔船 (before) 2031 stock",
                "6张 count 渔网 (before) 2029 stock before-of 7张",
                "7张 count 渔网 (before) 2031 stock",
            ],
        ),
        (
            "批准逮捕嫌疑人90人，渔民30人，批捕人数增长5%。",
            [
                "90人 count 批准逮捕嫌疑人 (before) 2031 flow",
                "30人 count 渔民 (before) 2031 flow",
                "5% growth 批准逮捕嫌疑人 (level) 2031 flow base 上年同期 value-of 90人",
            ],
        ),
        (
            "渔港3座，渔船90艘，木船30艘，占33%。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "90艘 count 渔船 (before) 2031 stock",
                "30艘 count 木船 (before) 2031 flow",
                "33% share 木船占比 (level) 2031 flow base 渔船 value-of 30艘 share-of 90艘",
            ],
        ),
    ],
)
def test_all_that_is_read_of_each_number(text: str, wanted: list[str]) -> None:
    assert list(told(text)) == wanted


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["近海渔船", "远洋渔船"], "渔船"),
        (["近海渔船", "渔船", "远洋渔船"], "渔船"),
        (["近海", "远洋"], ""),
        (["渔船"], ""),
        (["渔船", "渔船"], "渔船"),
        ([], ""),
    ],
)
def test_what_all_names_end_with(names: list[str], wanted: str) -> None:
    assert shared_ending(names) == wanted
