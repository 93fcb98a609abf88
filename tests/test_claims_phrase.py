"""The phrase of a number: the words before or behind it, cut into verb and object, head and prefix, sum and addend."""

from __future__ import annotations

import pytest

from ipextract.claims.phrase import Phrase, after, before, boundary, subject
from ipextract.claims.words import Words
from sentences import BOOK, prepared


def _said(phrase: Phrase, text: str) -> str:
    fields = (
        phrase.text,
        phrase.verb and f"verb {phrase.verb}",
        phrase.object and f"object {phrase.object}",
        phrase.head and f"head {phrase.head}",
        phrase.prefix and f"prefix {phrase.prefix}",
        phrase.total and f"total {phrase.total}",
        "bare" if phrase.bare else "",
        "open" if phrase.open else "",
        "addend" if phrase.addend else "",
        f"ends before {text[phrase.end :][:4]}" if phrase.end else "",
    )
    return " ".join(filter(None, fields))


def phrases(text: str) -> list[str]:
    """What stands before each number since the one before it, then what stands behind it where a noun does."""
    given = prepared(text)
    words = Words(text, given.mask, given.words, BOOK.words)
    found: list[str] = []
    floor = 0
    for number in (each for each in given.mentions if each.is_quantity):
        left = before(words, boundary(text, number.start, floor), number.start)
        behind = after(words, left, number.end, len(text))
        found.append(_said(left, text))
        if behind is not None:
            found.append(f"{behind.by}: {_said(behind, text)}")
        floor = number.end
    return found


def of_subject(text: str) -> str:
    """The phrase before the end of a text."""
    given = prepared(text)
    return _said(subject(Words(text, given.mask, given.words, BOOK.words), len(text), 0), text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "建成渔港3座，其中新建渔港2座。",
            ["建成渔港 verb 建成 object 渔港 head 渔港 prefix 建成", "新建渔港 object 新建渔港 head 渔港 prefix 新建"],
        ),
        ("首次检验合格率达98%。", ["检验合格率 object 检验合格率 head 合格率 prefix 检验"]),
        (
            "共有渔船90艘，合计30张，渔港总数为3座。",
            ["渔船 object 渔船 head 渔船", "total 合计", "渔港总数 object 渔港总数 head 总数 prefix 渔港"],
        ),
        ("收入支出总计50万元。", ["收入支出总计 object 收入支出 head 收入支出"]),
        ("扣除折旧2万元。", ["折旧 verb 折旧 head 折旧 bare addend"]),
        ("加上上年结转收入3万元。", ["上年结转收入 object 上年结转收入 head 收入 prefix 上年结转 open addend"]),
        (
            "平均单价3元，有效备案30件。",
            ["平均单价 object 平均单价 head 单价 prefix 平均", "有效备案 object 有效备案 head 备案 prefix 有效"],
        ),
        (
            "计划建成渔港3座，计划目标5座。",
            ["建成渔港 verb 建成 object 渔港 head 渔港 prefix 建成", "计划目标 object 计划目标 head 目标 prefix 计划"],
        ),
        ("2031年以来新增渔船3艘。", ["新增渔船 verb 新增 object 渔船 head 渔船 prefix 新增"]),
        ("第七届渔展会成交3亿元。", ["第七届渔展会成交 object 第七届渔展会成交 head 成交 prefix 第七届渔展会 open"]),
        (
            "上级拨款3万元，中层干部12人，上肢伤3例。",
            [
                "上级拨款 object 上级拨款 head 拨款 prefix 上级 open",
                "中层干部 object 中层干部 head 中层干部",
                "上肢伤 object 上肢伤 head 伤 prefix 上肢 open",
            ],
        ),
        ("荣获省级渔业奖3项。", ["省级渔业奖 object 省级渔业奖 head 奖 prefix 省级渔业"]),
        (
            "在校（园）生90人，颗粒物（PM10）浓度58微克。",
            [
                "在校（园）生 verb 在校 object （园）生 head 生 prefix 在校（园）",
                "颗粒物（PM10）浓度 object 颗粒物（PM10）浓度 head 浓度 prefix 颗粒物（PM10）",
            ],
        ),
        ("化肥（折纯，含氮）12吨。", [""]),
        ("“远洋”渔船12艘。", ["远洋渔船 object 远洋渔船 head 渔船 prefix 远洋"]),
        ("渔船出口额在沿海县份中居第3位。", []),
        ("在渔业指数中居第2位。", []),
        (
            "每人每月补助300元，渔民每人每月300元。",
            ["每人每月补助 object 每人每月补助 head 补助 prefix 每人每月 open", "渔民 object 渔民 head 渔民"],
        ),
        (
            "组织12家渔企参展，组织30名渔民。",
            [
                "组织 verb 组织 head 组织 bare",
                "behind: 参展的渔企 verb 参展 object 渔企 head 企 prefix 参展的渔 ends before 参展，组",
                "组织 verb 组织 head 组织 bare",
                "behind: 组织渔民 verb 组织 object 渔民 head 渔民 prefix 组织 ends before 。",
            ],
        ),
        ("439人享受渔民补助。", ["", "acting: 享受渔民补助 verb 享受 object 渔民补助 head 补助 ends before 。"]),
        ("渔民3人，受伤5人。", ["渔民 object 渔民 head 渔民", "受伤 verb 受伤 head 受伤 bare"]),
        (
            "9个镇税收收入增长4%。",
            [
                "",
                "behind: 镇 object 镇 head 镇 ends before 镇税收收",
                "镇税收收入增长 object 镇税收收入增长 head 增长 prefix 镇税收收入 open",
            ],
        ),
        (
            "12种小类（主类）目录，3本渔业（旧）。",
            [
                "",
                "behind: 小类（主类）目录 object 小类（主类）目录 head 目录 prefix 小类（主类） ends before ，3本渔",
                "",
                "behind: 渔业 object 渔业 head 渔业 ends before （旧）。",
            ],
        ),
        (
            "查处3起非法捕捞、5起电鱼案件被曝光。",
            [
                "查处 verb 查处 head 查处 bare",
                "behind: 查处非法捕捞 verb 查处 object 非法捕捞 head 捕捞 prefix 查处非法 ends before 、5起电",
                "非法捕捞 object 非法捕捞 head 捕捞 prefix 非法 open",
                "behind: 电鱼案件 object 电鱼案件 head 案件 prefix 电鱼 ends before 被曝光。",
            ],
        ),
        ("3本渔业（旧），渔船多。", ["", "behind: 渔业 object 渔业 head 渔业 ends before （旧），"]),
        ("排名第3位，9个县中排名第3位。", ["", "behind: 县 object 县 head 县 ends before 中排名第"]),
        ("面向全国招收学员30人。", ["面向全国招收学员 object 面向全国招收学员 head 学员 prefix 面向全国招收"]),
        ("导航、挖掘等分析报告12份。", ["分析报告 object 分析报告 head 分析报告"]),
        ("因台风受损渔船3艘。", ["台风受损渔船 object 台风受损渔船 head 渔船 prefix 台风受损"]),
        (
            "渔民的3艘渔船，新的3艘渔船。",
            [
                "渔民 object 渔民 head 渔民",
                "behind: 渔船 object 渔船 head 渔船 ends before ，新的3",
                "新 object 新 head 新",
                "behind: 渔船 object 渔船 head 渔船 ends before 。",
            ],
        ),
        (
            "渔业部门和渔政处共3家。",
            ["渔业部门和渔政处 object 渔业部门和渔政处 head 处 prefix 渔业部门和渔政 total 共"],
        ),
        (
            "又新增渔船3艘，并建成渔港2座，但减少码头1座。",
            [
                "新增渔船 verb 新增 object 渔船 head 渔船 prefix 新增",
                "建成渔港 verb 建成 object 渔港 head 渔港 prefix 建成",
                "但减少码头 object 但减少码头 head 码头 prefix 但减少",
            ],
        ),
        ("渔船分别为3艘。", ["渔船 object 渔船 head 渔船"]),
    ],
)
def test_the_words_that_a_number_counts(text: str, wanted: list[str]) -> None:
    assert phrases(text) == wanted


def test_the_subject_before_a_bracket_that_says_more() -> None:
    assert of_subject("尿素（按含氮量折算）") == "尿素 object 尿素 head 尿素"
    assert of_subject("渔网3张，尿素（按含氮量折算）") == "尿素 object 尿素 head 尿素"
    assert of_subject("登记渔船（含远洋，不含木船）") == of_subject("登记渔船")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔港3座，渔船", "渔船"),
        ("渔港3座，在校（园）生", "在校（园）生"),
        ("渔港3座（渔船", "渔船"),
        ("渔港）渔船", "渔船"),
        ("化肥（折纯，含氮）渔船", "渔船"),
        ("化肥（第3种）渔船", "渔船"),
        ("颗粒物（PM10）浓度", "颗粒物（PM10）浓度"),
        ("渔船", "渔船"),
        ("渔船，", ""),
    ],
)
def test_where_the_words_before_a_number_begin(text: str, wanted: str) -> None:
    assert text[boundary(text, len(text), 0) :] == wanted
    assert boundary(text, len(text), len(text) - 1) >= len(text) - 1
