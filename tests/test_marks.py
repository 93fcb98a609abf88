"""Numbers beside a mark that no rule reads are in doubt, and no error rests on them."""

import pytest

from ipextract import analyse
from ipextract.checks.doubts import Doubts, doubted
from ipextract.model import Issue
from ipextract.structure.marks import CODE, HEADLESS, NAME


def doubts(text):
    found = analyse(text)
    return {found.text[i.start : i.end] for i in found.document.issues if i.code == CODE}


def values(text):
    return {claim.quote: (str(claim.value), claim.direction) for claim in analyse(text).claims}


@pytest.mark.parametrize(
    ("text", "quote", "value", "direction"),
    [
        ("罐头产量同比增长-6.4%。", "-6.4%", "6.4", "down"),
        ("罐头产量比上年增长－6.4%。", "－6.4%", "6.4", "down"),
        ("罐头产量同比变动–6.4%。", "–6.4%", "-6.4", None),
        ("罐头产量增长—6.4%。", "—6.4%", "6.4", "down"),
        ("渔业公司净利润-82万元。", "-82万元", "-820000", None),
        ("渔业公司净利润‑82万元。", "‑82万元", "-820000", None),
        ("一月最低气温﹣11.5℃。", "﹣11.5℃", "-11.5", None),
        ("蛋价增速由上年的负2.6%转为增长1.9%。", "负2.6%", "2.6", "down"),
        ("最低气温零下11.5℃。", "零下11.5℃", "-11.5", None),
        ("产盐 41 207 吨。", "41 207吨", "41207", None),
        ("拨付渔民补助 3\u2009061\u2009450 元。", "3 061 450元", "3061450", None),
        ("出栏肉兔 7\u00a0315.6 万只。", "7 315.6万只", "73156000", None),
        ("产糖十亿三千万斤。", "十亿三千万斤", "1030000000", None),
        ("合格率 14.21319750912%。", "14.21319750912%", "14.21319750912", None),
    ],
)
def test_signs_and_groups_are_read(text, quote, value, direction):
    assert values(text)[quote] == (value, direction)
    assert doubts(text) == set()


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("完成投资—35万元。", "—35万元"),
        ("丙类－3 人到岗。", "－3人"),
        ("溶解氧±85%。", "±85%"),
        ("称量误差±4%。", "±4%"),
        ("产能 10^6吨。", "^6吨"),
        ("占地1/3亩。", "/3亩"),
        ("见表7 120 艘。", "7 120艘"),
        ("完成检测4l批。", "4l批"),
        ("2O31年建成渔港3座。", "2O31年"),
        ("含盐 12³吨。", None),
    ],
)
def test_a_mark_that_was_not_read_puts_its_number_in_doubt(text, mark):
    assert doubts(text) == ({mark} if mark else set())


@pytest.mark.parametrize(
    "text",
    [
        "每户 3—5 人。",
        "增长 5%—6.5%。",
        "个人自负 30%的药费。",
        "近海——远洋渔船 12 艘。",
        "渔船 12 艘、渔港 3 座。",
        "12-15 艘渔船。",
    ],
)
def test_ranges_and_other_dashes_are_no_marks(text):
    assert doubts(text) == set()


def test_no_error_rests_on_a_number_in_doubt():
    wrong = "渔港甲 3 座、渔港乙 4 座，合计 9 座。"
    (finding,) = analyse(wrong).findings
    assert (finding.severity, finding.doubts) == ("error", ())
    (finding,) = analyse(wrong.replace("合计 9", "合计 ±9")).findings
    assert (finding.severity, len(finding.doubts)) == ("info", 1)


def test_places_in_doubt_are_those_of_the_claims_they_touch():
    report = analyse("渔港甲 3 座、渔港乙 4 座，合计 9 座。")
    relation = next(each.relation for each in report.relations if each.relation.kind == "sum")
    part = relation.of_role("part")[1]
    cut = Issue("IPX803", "", None, part.char_start, part.char_start + 1)
    beside = Issue("IPX803", "", None, part.char_end, part.char_end + 1)
    nowhere = Issue("IPX803", "", 1)
    other = Issue("IPX808", "", None, part.char_start, part.char_end)
    assert doubted(relation, Doubts([cut])).doubts == (part.claim_id,)
    assert doubted(relation, Doubts([beside, nowhere, other])).doubts == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("称重误差正负 4 克。", "称重误差正负"),
        ("渔港泊位数※ 36 个。", "渔港泊位数※"),
        ("渔港泊位 36 个。", ""),
    ],
)
def test_a_name_that_ends_with_what_was_not_read_is_told(text, name):
    found = [i for i in analyse(text).document.issues if i.code == NAME]
    assert [name in i.message for i in found] == ([True] if name else [])


def test_a_row_with_more_cells_than_its_table_has_heads_is_in_doubt(tmp_path):
    lines = ["| 港口 | 渔船（艘） |", "|---|---|", "| 东港 | 12 |", "| 西港 | 9 | 7 |"]
    (tmp_path / "a.md").write_text("\n".join(lines), encoding="utf-8")
    report = analyse(tmp_path / "a.md")
    told = [i for i in report.document.issues if i.code == HEADLESS]
    assert [report.document.text[i.start : i.end] for i in told] == ["9", "7"]
