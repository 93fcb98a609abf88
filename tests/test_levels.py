"""Levels: what they count, what a shortened name takes from the level before, and of which list they are a part."""

from __future__ import annotations

import pytest

from ipextract.claims.levels import is_level
from ipextract.claims.readings import read
from sentences import BOOK, prepared, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "渔船90艘，包括木质渔船12艘、钢质渔船8艘；渔网30张，包括丝网12张。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "8艘 count 钢质渔船 (before) 2031 stock part-of 90艘",
                "30张 count 渔网 (before) 2031 flow",
                "12张 count 丝网 (before) 2031 flow part-of 30张",
            ],
        ),
        (
            "渔船90艘（其中木质渔船12艘），渔网30张（其中丝网8张）。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘",
                "30张 count 渔网 (before) 2031 flow",
                "8张 count 丝网 (before) 2031 flow part-of 30张",
            ],
        ),
        (
            "渔船保有量90艘，渔民90人，渔网30张。其中木质渔船12艘。",
            [
                "90艘 count 渔船保有量 (before) 2031 stock",
                "90人 count 渔民 (before) 2031 flow",
                "30张 count 渔网 (before) 2031 flow",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘, not 30张: same-unit, not 90人: same-unit",
            ],
        ),
        (
            "渔船90艘，渔民90人。其中，木质渔船12艘。其中，船员30人。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "90人 count 渔民 (before) 2031 flow",
                "12艘 count 木质渔船 (before) 2031 stock part-of 90艘, not 90人: same-unit",
                "30人 count 船员 (before) 2031 flow part-of 90人, not 12艘: same-unit",
            ],
        ),
        (
            "登记渔船90艘，其中新增木质渔船12艘，累计检验渔船8艘。",
            [
                "90艘 count 登记渔船 (before) 2031 flow",
                "12艘 count 新增木质渔船 (before) 2031 new part-of 90艘",
                "8艘 count 检验渔船 (before) 2031 cumulative",
            ],
        ),
        (
            "渔船30艘，比上年增加12艘，其中木质渔船8艘。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "12艘 change 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "8艘 count 木质渔船 (before) 2031 stock part-of 30艘, not 12艘: level",
            ],
        ),
        (
            "渔船由30艘增加到34艘，渔民由90人减少到80人。",
            [
                "30艘 count 渔船 (before) 2030 stock before-of 34艘",
                "34艘 count 渔船 (before) 2031 stock",
                "90人 count 渔民 (before) 2030 stock before-of 80人",
                "80人 count 渔民 (before) 2031 stock",
            ],
        ),
        (
            "2029年渔船由30艘增加到34艘。",
            ["30艘 count 渔船 (before) 2028 stock before-of 34艘", "34艘 count 渔船 (before) 2029 stock"],
        ),
        (
            "与2025年相比，渔船由30艘增加到34艘，渔网由50张减少到40张。",
            [
                "30艘 count 渔船 (before) 2025 stock before-of 34艘",
                "34艘 count 渔船 (before) 2031 stock",
                "50张 count 渔网 (before) 2025 stock before-of 40张",
                "40张 count 渔网 (before) 2031 stock",
            ],
        ),
        (
            "渔船由2029年的30艘增加到34艘，渔网由50张减少到40张。",
            [
                "30艘 count 渔船 (before) 2029 stock before-of 34艘",
                "34艘 count 渔船 (before) 2031 stock",
                "50张 count 渔网 (before) 2029 stock before-of 40张",
                "40张 count 渔网 (before) 2031 stock",
            ],
        ),
        (
            "渔业产值由30亿元增加到34亿元，水产品出口由8亿元增加到9亿元。",
            [
                "30亿元 amount 渔业产值 (before) 2030 flow before-of 34亿元",
                "34亿元 amount 渔业产值 (before) 2031 flow",
                "8亿元 amount 水产品出口 (before) 2030 flow before-of 9亿元",
                "9亿元 amount 水产品出口 (before) 2031 flow",
            ],
        ),
        (
            "渔民参保率由90%提高到92%。",
            ["90% ratio 渔民参保率 (before) 2030 flow before-of 92%", "92% ratio 渔民参保率 (before) 2031 flow"],
        ),
        (
            "渔民30人，由20人增加到30人。",
            [
                "30人 count 渔民 (before) 2031 flow",
                "20人 count 渔民 (before) 2030 stock before-of 30人",
                "30人 count 渔民 (before) 2031 stock",
            ],
        ),
        ("渔船检验周期15个月。", ["15个月 count 渔船检验周期 (before) 2031 flow"]),
        ("建立渔业专家库。共有30名专家。", ["30名 count 专家 (behind) 2031 stock"]),
        ("建立渔业专家库，面向全市，共有30名专家。", ["30名 count 渔业专家库专家 (behind) 2031 stock"]),
        ("成立渔民联盟，吸纳成员30家。", ["30家 count 吸纳成员 (before) 2031 flow in 渔民联盟"]),
        (
            "在第五届渔业大赛上，代表队获3金2银1铜。",
            [
                "3 count 第五届渔业大赛金奖 (before) 2031 flow",
                "2 count 第五届渔业大赛银奖 (before) 2031 flow",
                "1 count 第五届渔业大赛铜奖 (before) 2031 flow",
            ],
        ),
        ("渔网价格（12元）上涨。", ["12元 amount 渔网价格 (before) 2031 flow"]),
        ("登记渔船（不含木船）30艘。", ["30艘 count 登记渔船（不含木船） (before) 2031 flow"]),
        ("渔船（30艘）由渔民自用。", ["30艘 count 渔船 (before) 2031 stock"]),
        (
            "新收渔业案件87件（民事80件、刑事7件）。",
            [
                "87件 count 新收渔业案件 (before) 2031 flow",
                "80件 count 新收渔业民事案件 (in-bracket) 2031 flow part-of 87件",
                "7件 count 新收渔业刑事案件 (in-bracket) 2031 flow part-of 87件",
            ],
        ),
        (
            "居民收入4万元，城镇5万元，农村3万元。",
            [
                "4万元 amount 居民收入 (before) 2031 flow",
                "5万元 amount 城镇居民收入 (kind) 2031 flow",
                "3万元 amount 农村居民收入 (kind) 2031 flow",
            ],
        ),
        (
            "发放渔业贷款7笔，惠及渔场63家。",
            ["7笔 count 发放渔业贷款 (before) 2031 flow", "63家 count 渔业贷款惠及渔场 (resulting) 2031 flow"],
        ),
        (
            "赔偿渔民600万元，户均8万元。",
            ["600万元 amount 赔偿渔民 (before) 2031 flow", "8万元 amount 户均赔偿渔民 (average) 2031 flow"],
        ),
        (
            "赔偿渔民600万元、60户，户均10万元。",
            [
                "600万元 amount 赔偿渔民 (before) 2031 flow",
                "60户 count 赔偿渔民 (silent) 2031 flow",
                "10万元 amount 户均赔偿渔民 (average) 2031 flow",
            ],
        ),
        (
            "渔业产值9000万元，折合1300万美元。",
            ["9000万元 amount 渔业产值 (before) 2031 flow", "1300万美元 amount 渔业产值 (restated) 2031 flow"],
        ),
        (
            "渔民人均收入9000元，折合1300美元。",
            ["9000元 ratio 渔民人均收入 (before) 2031 flow", "1300美元 ratio 渔民人均收入 (restated) 2031 flow"],
        ),
        (
            "查扣渔具8批，涉及渔具900件。",
            ["8批 count 查扣渔具 (before) 2031 flow", "900件 count 查扣渔具 (pointing-back) 2031 flow"],
        ),
        (
            "渔场持有渔船9艘、渔民持有4艘。",
            ["9艘 count 渔场持有渔船 (before) 2031 stock", "4艘 count 渔民持有渔船 (stopped-at-verb) 2031 stock"],
        ),
        (
            "渔业大赛金奖6项、银奖7项、铜奖2项，合计15项。",
            [
                "6项 count 渔业大赛金奖 (before) 2031 flow",
                "7项 count 渔业大赛银奖 (parallel) 2031 flow",
                "2项 count 渔业大赛铜奖 (parallel) 2031 flow",
                "15项 count 渔业大赛合计 (total) 2031 flow total-of 6项 total-of 7项 total-of 2项",
            ],
        ),
        (
            "受理渔民申请900件，办结870件；登记渔船30艘。",
            [
                "900件 count 受理渔民申请 (before) 2031 flow",
                "870件 count 渔民申请办结 (bare-verb) 2031 flow",
                "30艘 count 登记渔船 (before) 2031 flow",
            ],
        ),
        (
            "受理渔民申请900件，其中工伤申请30件；办结870件。",
            [
                "900件 count 受理渔民申请 (before) 2031 flow",
                "30件 count 工伤申请 (before) 2031 flow part-of 900件",
                "870件 count 渔民申请办结 (bare-verb) 2031 flow",
            ],
        ),
        (
            "批准和决定逮捕渔民40人，不捕9人。",
            ["40人 count 批准和决定逮捕渔民 (before) 2031 flow", "9人 count 不捕 (before) 2031 flow"],
        ),
        (
            "装卸能力比上年增长5%，达30万吨。",
            [
                "5% growth 装卸能力 (before) 2031 flow base 上年同期 value-of 30万吨",
                "30万吨 count 装卸能力 (growth-before) 2031 flow",
            ],
        ),
        (
            "登记渔船80艘。全市累计登记900艘。",
            ["80艘 count 登记渔船 (before) 2031 flow", "900艘 count 登记渔船 (remembered) 2031 cumulative"],
        ),
        (
            "登记渔船80艘。检验渔船70艘。全年累计登记900艘。",
            [
                "80艘 count 登记渔船 (before) 2031 flow",
                "70艘 count 检验渔船 (before) 2031 stock",
                "900艘 count 登记渔船 (remembered) 2031 flow",
            ],
        ),
        (
            "新增备案渔场5家，累计60家。",
            ["5家 count 新增备案渔场 (before) 2031 new", "60家 count 备案渔场 (silent) 2031 cumulative"],
        ),
        (
            "新增渔船5艘，累计达60艘，其中木质渔船9艘。",
            [
                "5艘 count 新增渔船 (before) 2031 new",
                "60艘 count 渔船 (silent) 2031 cumulative",
                "9艘 count 木质渔船 (before) 2031 cumulative part-of 60艘",
            ],
        ),
        (
            "小学、初中在校生分别为300人和200人。",
            ["300人 count 小学在校生 (distributed) 2031 stock", "200人 count 初中在校生 (distributed) 2031 stock"],
        ),
        (
            "一、二审渔业案件分别为30件和20件。",
            ["30件 count 一审渔业案件 (distributed) 2031 flow", "20件 count 二审渔业案件 (distributed) 2031 flow"],
        ),
        (
            "捕捞（海水）、养殖（淡水）产量分别为30吨和20吨。",
            [
                "30吨 count 捕捞（海水）产量 (distributed) 2031 flow",
                "20吨 count 养殖（淡水）产量 (distributed) 2031 flow",
            ],
        ),
        (
            "近海、远洋、内河渔船分别为30艘、20艘和10艘。",
            [
                "30艘 count 近海渔船 (distributed) 2031 stock",
                "20艘 count 远洋渔船 (distributed) 2031 stock",
                "10艘 count 内河渔船 (distributed) 2031 stock",
            ],
        ),
        (
            "渔船和渔网分别为30艘和20张，渔民40人。",
            [
                "30艘 count 渔船 (distributed) 2031 stock",
                "20张 count 渔网 (distributed) 2031 flow",
                "40人 count 渔民 (before) 2031 flow",
            ],
        ),
        (
            "作品登记80件。全市累计登记900件。",
            ["80件 count 作品登记 (before) 2031 flow", "900件 count 作品登记 (remembered) 2031 cumulative"],
        ),
        (
            "登记渔船80艘。登记渔民30人。累计登记900艘。",
            [
                "80艘 count 登记渔船 (before) 2031 flow",
                "30人 count 登记渔民 (before) 2031 flow",
                "900艘 count 登记渔船 (remembered) 2031 cumulative",
            ],
        ),
        (
            "水产品出口增长8%，渔船30艘。",
            ["8% growth 水产品出口 (before) 2031 flow base 上年同期", "30艘 count 渔船 (before) 2031 stock"],
        ),
        (
            "渔船90艘（大型12艘、小型8艘）。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "12艘 count 大型渔船 (in-bracket) 2031 stock part-of 90艘",
                "8艘 count 小型渔船 (in-bracket) 2031 stock part-of 90艘",
            ],
        ),
        (
            "渔民90人（女性30人、男性60人）。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30人 count 女性渔民 (in-bracket) 2031 flow part-of 90人",
                "60人 count 男性渔民 (in-bracket) 2031 flow part-of 90人",
            ],
        ),
        (
            "检验渔船90艘（大型12艘）。",
            ["90艘 count 检验渔船 (before) 2031 stock", "12艘 count 检验大型渔船 (in-bracket) 2031 stock part-of 90艘"],
        ),
        (
            "渔民90人，其中女性30人、男性60人。",
            [
                "90人 count 渔民 (before) 2031 flow",
                "30人 count 女性渔民 (kind) 2031 flow part-of 90人",
                "60人 count 男性渔民 (kind) 2031 flow part-of 90人",
            ],
        ),
        (
            "渔民收入4万元，渔民支出3万元，其中城镇2万元。",
            [
                "4万元 amount 渔民收入 (before) 2031 flow",
                "3万元 amount 渔民支出 (before) 2031 flow",
                "2万元 amount 城镇渔民支出 (kind) 2031 flow part-of 3万元",
            ],
        ),
        (
            "渔港、泊位收入分别为3亿元、2亿元。渔船30艘。",
            [
                "3亿元 amount 渔港收入 (distributed) 2031 flow",
                "2亿元 amount 泊位收入 (distributed) 2031 flow",
                "30艘 count 渔船 (before) 2031 stock",
            ],
        ),
        ("建立专家库（渔业类），共有30名专家。", ["30名 count 专家库专家 (behind) 2031 stock"]),
        (
            "建立专家库，登记渔船30艘，共有30名专家。",
            ["30艘 count 登记渔船 (before) 2031 flow", "30名 count 专家库专家 (behind) 2031 stock"],
        ),
        ("渔船检验时限3天。", ["3天 count 渔船检验时限 (before) 2031 flow"]),
        ("渔船检验3天。", []),
        (
            "渔业技能大赛中，代表队获3金2银。",
            ["3 count 渔业技能大赛金奖 (before) 2031 flow", "2 count 渔业技能大赛银奖 (before) 2031 flow"],
        ),
        (
            "受理渔业申请9件、30人，办结7件、20人。",
            [
                "9件 count 受理渔业申请 (before) 2031 flow",
                "30人 count 受理渔业申请 (silent) 2031 flow",
                "7件 count 渔业申请办结 (bare-verb) 2031 flow",
                "20人 count 渔业申请办结 (silent) 2031 flow",
            ],
        ),
        (
            "受理渔业申请9件；办结7件。",
            ["9件 count 受理渔业申请 (before) 2031 flow", "7件 count 渔业申请办结 (bare-verb) 2031 flow"],
        ),
        (
            "查扣渔具30件，面积12公顷；渔港面积30公顷。",
            [
                "30件 count 查扣渔具 (before) 2031 flow",
                "12公顷 count 渔具面积 (relational) 2031 flow",
                "30公顷 count 渔港面积 (before) 2031 flow",
            ],
        ),
        (
            "查扣渔具30件，金额12万元，数量40件。",
            [
                "30件 count 查扣渔具 (before) 2031 flow",
                "12万元 amount 渔具金额 (relational) 2031 flow",
                "40件 count 渔具数量 (relational) 2031 flow",
            ],
        ),
        (
            "渔业大赛金奖6项、银奖7项；其他大赛铜奖2项。",
            [
                "6项 count 渔业大赛金奖 (before) 2031 flow",
                "7项 count 渔业大赛银奖 (parallel) 2031 flow",
                "2项 count 其他大赛铜奖 (before) 2031 flow",
            ],
        ),
        (
            "渔业大赛金奖6项、获奖渔民7人。",
            ["6项 count 渔业大赛金奖 (before) 2031 flow", "7人 count 获奖渔民 (before) 2031 flow"],
        ),
        (
            "渔船90艘，上年80艘。",
            ["90艘 count 渔船 (before) 2031 stock", "80艘 count 渔船 (silent) 2030 stock before-of 90艘"],
        ),
        (
            "渔船90艘，2030年80艘，2029年70艘。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "70艘 count 渔船 (silent) 2029 stock before-of 80艘",
            ],
        ),
        (
            "渔船90艘（上年80艘），渔网30张（上年20张）。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "30张 count 渔网 (before) 2031 flow",
                "20张 count 渔网 (silent) 2030 flow before-of 30张",
            ],
        ),
        (
            "渔船90艘，去年同期80艘，增长12.5%。",
            [
                "90艘 count 渔船 (before) 2031 stock",
                "80艘 count 渔船 (silent) 2030 stock before-of 90艘",
                "12.5% growth 渔船 (level) 2031 stock base 上年同期 value-of 90艘, not 80艘: not-prior",
            ],
        ),
        (
            "捕捞量为30吨，折合3万公斤。",
            ["30吨 count 捕捞量 (before) 2031 flow", "3万公斤 count 捕捞量 (restated) 2031 flow"],
        ),
        (
            "渔民收入由3万元增加到4万元，渔民支出3万元。",
            [
                "3万元 amount 渔民收入 (before) 2030 flow before-of 4万元",
                "4万元 amount 渔民收入 (before) 2031 flow",
                "3万元 amount 渔民支出 (before) 2031 flow",
            ],
        ),
        (
            "渔民收入从2030年的3万元增加到2031年的4万元。",
            ["3万元 amount 渔民收入 (before) 2030 flow before-of 4万元", "4万元 amount 渔民收入 (before) 2031 flow"],
        ),
        ("渔船登记证书（正本）30本。", ["30本 count 渔船登记证书 (before) 2031 flow"]),
        ("登记渔船（含帆船）中，木质渔船30艘。", ["30艘 count 木质渔船 (before) 2031 stock"]),
        (
            "渔业总产值（现价）30亿元，增长5%。",
            [
                "30亿元 amount 渔业总产值 (before) 2031 flow",
                "5% growth 渔业总产值 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
        ),
        ("海水（含滩涂）养殖面积30公顷。", ["30公顷 count 海水（含滩涂）养殖面积 (before) 2031 flow"]),
        (
            "渔业产值30亿元（现价），增长5%（可比价）。",
            [
                "30亿元 amount 渔业产值 (before) 2031 flow",
                "5% growth 渔业产值 (level) 2031 flow base 上年同期 value-of 30亿元",
            ],
        ),
        (
            "登记渔船30艘，其中：木质渔船12艘，钢质渔船18艘。",
            [
                "30艘 count 登记渔船 (before) 2031 flow",
                "12艘 count 木质渔船 (before) 2031 flow part-of 30艘",
                "18艘 count 钢质渔船 (before) 2031 flow part-of 30艘",
            ],
        ),
        (
            "登记渔船30艘，木质渔船12艘（其中近海8艘、远洋4艘），钢质渔船18艘。",
            [
                "30艘 count 登记渔船 (before) 2031 flow",
                "12艘 count 木质渔船 (before) 2031 stock",
                "8艘 count 近海 (before) 2031 stock part-of 12艘",
                "4艘 count 远洋 (before) 2031 stock part-of 12艘",
                "18艘 count 钢质渔船 (before) 2031 stock",
            ],
        ),
        (
            "登记渔船30艘，含木质渔船12艘。",
            ["30艘 count 登记渔船 (before) 2031 flow", "12艘 count 木质渔船 (before) 2031 flow part-of 30艘"],
        ),
        (
            "登记渔船30艘；其中木质渔船12艘。",
            ["30艘 count 登记渔船 (before) 2031 flow", "12艘 count 木质渔船 (before) 2031 flow part-of 30艘"],
        ),
        (
            "登记渔船30艘。包括木质渔船12艘。",
            ["30艘 count 登记渔船 (before) 2031 flow", "12艘 count 木质渔船 (before) 2031 flow part-of 30艘"],
        ),
        (
            "登记渔船30艘（含木质渔船12艘）、渔网40张。",
            [
                "30艘 count 登记渔船 (before) 2031 flow",
                "12艘 count 木质渔船 (before) 2031 flow part-of 30艘",
                "40张 count 渔网 (before) 2031 flow",
            ],
        ),
        (
            "登记渔船30艘（2030年28艘，其中木质渔船12艘）。",
            [
                "30艘 count 登记渔船 (before) 2031 flow",
                "28艘 count 登记渔船 (silent) 2030 flow before-of 30艘",
                "12艘 count 木质渔船 (before) 2030 flow part-of 28艘",
            ],
        ),
        (
            "渔业补贴30亿元，惠及渔民40人，其中近海渔民10人、远洋渔民30人。",
            [
                "30亿元 amount 渔业补贴 (before) 2031 flow",
                "40人 count 渔业补贴惠及渔民 (resulting) 2031 flow",
                "10人 count 近海渔民 (before) 2031 flow part-of 40人",
                "30人 count 远洋渔民 (before) 2031 flow part-of 40人",
            ],
        ),
        (
            "渔船30艘，增长5%，其中木质渔船12艘，增长3%；渔民40人，增长2%，其中船员10人，增长1%。",
            [
                "30艘 count 渔船 (before) 2031 stock",
                "5% growth 渔船 (level) 2031 stock base 上年同期 value-of 30艘",
                "12艘 count 木质渔船 (before) 2031 stock part-of 30艘, not 5%: level",
                "3% growth 木质渔船 (level) 2031 stock base 上年同期 value-of 12艘",
                "40人 count 渔民 (before) 2031 flow",
                "2% growth 渔民 (level) 2031 flow base 上年同期 value-of 40人",
                "10人 count 船员 (before) 2031 flow part-of 40人, not 2%: level",
                "1% growth 船员 (level) 2031 flow base 上年同期 value-of 10人",
            ],
        ),
        (
            "渔港3座、码头5座，两项合计8座。",
            [
                "3座 count 渔港 (before) 2031 stock",
                "5座 count 码头 (before) 2031 stock",
                "8座 count 两项合计 (total) 2031 stock total-of 3座 total-of 5座",
            ],
        ),
        (
            "近海渔船12艘、远洋渔船8艘，渔船合计20艘。",
            [
                "12艘 count 近海渔船 (before) 2031 stock",
                "8艘 count 远洋渔船 (before) 2031 stock",
                "20艘 count 渔船 (before) 2031 stock total-of 12艘 total-of 8艘",
            ],
        ),
        (
            "全市渔港12座，其中一级渔港3座、二级渔港4座。",
            [
                "12座 count 渔港 (before) 2031 stock",
                "3座 count 一级渔港 (before) 2031 stock part-of 12座",
                "4座 count 二级渔港 (before) 2031 stock part-of 12座",
            ],
        ),
        (
            "培训渔民300人次，发放证书200本，合格率95%。",
            [
                "300人次 count 培训渔民 (before) 2031 flow",
                "200本 count 发放证书 (before) 2031 flow",
                "95% ratio 合格率 (before) 2031 flow",
            ],
        ),
        (
            "渔港安全检查120次，发现隐患30处，整改28处，整改率93%。",
            [
                "120次 count 渔港安全检查 (before) 2031 flow",
                "30处 count 发现隐患 (before) 2031 flow",
                "28处 count 隐患整改 (bare-verb) 2031 flow",
                "93% ratio 整改率 (before) 2031 flow",
            ],
        ),
        (
            "受理渔民申请9件，加上旧存申请5件，办结12件。",
            [
                "9件 count 受理渔民申请 (before) 2031 flow",
                "5件 count 旧存申请 (before) 2031 flow",
                "12件 count 渔民申请办结 (bare-verb) 2031 flow",
            ],
        ),
    ],
)
def test_what_a_level_counts_and_is_part_of(text: str, wanted: list[str]) -> None:
    assert list(told(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔船30艘。", [True]),
        ("渔业收入3亿元。", [True]),
        ("养殖面积12公顷。", [True]),
        ("渔民参保率90%。", [False]),
        ("渔船30艘，增长5%。", [True, False]),
        ("渔船30艘，是上年的2倍。", [True, False]),
        ("每万人渔船5艘。", [True]),
        ("渔船30艘，比上年增加3艘。", [True, False]),
        ("渔船30艘，居第3位。", [True, False]),
    ],
)
def test_what_is_a_level(text: str, wanted: list[bool]) -> None:
    given = prepared(text)
    read_so = {each.mention: each for each in read(given.document.text, given.mask, given.mentions, BOOK)}
    asked = [i for i, mention in enumerate(given.mentions) if mention.is_quantity or i in read_so]
    assert [is_level(given.mentions[i], read_so.get(i)) for i in asked if given.mentions[i].start] == wanted
