"""Little documents through the whole road, and what must not change a report: a second run, line and digit widths."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipextract import pipeline
from ipextract.model import Claim, Report
from ipextract.rulebook import load
from ipextract.writing import json

ROOT = Path(__file__).resolve().parent.parent
RULEBOOK = load()
DIGIT = re.compile("[0-9０-９]")
WIDE = {ord("0") + i: chr(ord("０") + i) for i in range(10)}
NARROW = {wide: chr(narrow) for narrow, wide in ((n, ord(w)) for n, w in WIDE.items())}

WETLANDS = """江川市2022年湿地保护公报

一、总体情况

2022年，全市新建湿地公园12个，同比增长20.0%。全年巡护湿地5.4万人次，比上年增加0.3万人次。\
查处违规捕捞案件45宗，其中拖网案件18宗、电鱼案件15宗、其他案件12宗。

二、重点工作

全年完成退塘还湖800公顷，其中生态鱼塘240公顷，占30.0%。志愿者巡湖里程3.6万公里，同比下降2.5%，居全省第二位。\
公众满意度为91.6%，比上年提高1.2个百分点。
"""

SLIPS = """江川市2022年湿地保护公报

一、总体情况

查处违规捕捞案件共计45宗，其中拖网案件18宗、电鱼案件15宗、其他案件16宗。\
全年新增公益诉讼线索11件，同比增长30.0%。

二、设施建设

全年新增观鸟平台3420个。

三、附述

全年新增观鸟平台3240个。
"""


def analyse(text: str, name: str = "湿地.txt") -> Report:
    return pipeline.analyse_text(text, name=name, rulebook=RULEBOOK)


@cache
def sample(year: int) -> str:
    """The prose of a shipped sample report as plain text."""
    body = (ROOT / "samples" / f"report-{year}.md").read_text("utf-8").split("+++\n", 2)[2]
    body = re.sub(r"\{/{1,2}\}", "", body)
    body = re.sub(r"^#+ ", "", body, flags=re.MULTILINE)
    return re.sub(r"^[|:].*\n", "", body, flags=re.MULTILINE).strip() + "\n"


PROSE = """
四、保障措施

湿地保护是一项长期任务。各县区要把巡护责任落实到人，把修复资金用在实处，把监测数据管好用好。\
监测站点要按月报送水位、水质和鸟类活动情况，发现异常及时处置，不得迟报、漏报和瞒报。

社会各界要共同爱护湿地。学校可以开设自然课堂，社区可以组织观鸟活动，企业可以认养小微湿地。\
全年开设自然课堂86节，参加学生4300余人次；组织观鸟活动52场；认养小微湿地27处，投入养护资金118.5万元。

下一年，将继续完善制度、补齐短板、提升能力，让湿地成为城市的绿色名片和居民的休闲去处。
"""

TEXTS = {"wetlands": WETLANDS, "slips": SLIPS, "2023": sample(2023), "2024": sample(2024)}
every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def wrapped(text: str, columns: int) -> str:
    """The same words with every paragraph broken to fill ``columns``, where an ideograph takes two and a figure one.

    Numbers are broken like everything else, words of Latin letters are not.
    """
    out: list[str] = []
    for line in text.splitlines():
        room = columns
        out.append("")
        for unit in re.findall(r"[A-Za-z]+[A-Za-z0-9]*|.", line):
            need = sum(1 if ch.isascii() else 2 for ch in unit)
            if need > room:
                out.append("")
                room = columns
            out[-1] += unit
            room -= need
    return "\n".join(out) + "\n"


def told(claim: Claim) -> tuple[str, ...]:
    return (claim.quote, claim.kind, str(claim.value), claim.unit, claim.indicator)


# --- what holds for every report -----------------------------------------------------------------------------------


@every_text
def test_twice_is_the_same_bytes(text: str) -> None:
    assert json.to_bytes(analyse(text)) == json.to_bytes(analyse(text))


@every_text
def test_every_claim_is_where_it_says(text: str) -> None:
    report = analyse(text)
    assert report.claims
    for claim in report.claims:
        assert report.document.text[claim.char_start : claim.char_end] == claim.quote
        assert (claim.page, claim.line) == report.document.place(claim.char_start, claim.char_end)
        assert claim.of is None or claim.of in {each.claim_id for each in report.claims}
    assert len({claim.claim_id for claim in report.claims}) == len(report.claims)


@every_text
def test_every_digit_is_in_the_ledger_once(text: str) -> None:
    report = analyse(text)
    spans = [(m.start, m.end) for m in json.ledger(report)]
    for digit in DIGIT.finditer(report.document.text):
        assert sum(start <= digit.start() < end for start, end in spans) == 1
    assert len(DIGIT.findall(report.document.text)) == len(DIGIT.findall(text))


@pytest.mark.parametrize("text", [SLIPS + PROSE, sample(2023), sample(2024)], ids=["slips", "2023", "2024"])
@pytest.mark.parametrize("columns", [48, 61, 72, 77])
def test_line_widths_change_no_id(text: str, columns: int) -> None:
    plain, other = analyse(text), analyse(wrapped(text, columns))
    assert other.document.text == plain.document.text
    assert [claim.claim_id for claim in other.claims] == [claim.claim_id for claim in plain.claims]
    assert [each.finding_id for each in other.findings] == [each.finding_id for each in plain.findings]


@every_text
def test_full_width_digits_have_the_same_values(text: str) -> None:
    narrow, wide = analyse(text), analyse(text.translate(WIDE))
    assert [(c.value, c.unit, c.interval, c.kind, c.period) for c in wide.claims] == [
        (c.value, c.unit, c.interval, c.kind, c.period) for c in narrow.claims
    ]
    assert [c.quote.translate(NARROW) for c in wide.claims] == [c.quote for c in narrow.claims]
    assert [f.code for f in wide.findings] == [f.code for f in narrow.findings]
    assert wide.year == narrow.year


@given(
    st.lists(
        st.sampled_from([*"0123456789，。、；：（）%万亿元件个余近超第年月日\n 　", "其中", "同比增长", "合计", "占"])
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_report(pieces: list[str]) -> None:
    text = "".join(pieces)
    if text.strip():
        report = analyse(text)
        spans = [(m.start, m.end) for m in json.ledger(report)]
        assert all(any(s <= d.start() < e for s, e in spans) for d in DIGIT.finditer(report.document.text))


# --- little documents ----------------------------------------------------------------------------------------------


def test_a_report_that_adds_up() -> None:
    report = analyse(WETLANDS)
    assert not report.findings
    assert not report.residue
    assert (report.year, report.area) == ("2022", "江川市")
    assert [told(claim)[:4] for claim in report.claims] == [
        ("12个", "count", "12", "个"),
        ("20.0%", "growth", "20.0", "%"),
        ("5.4万人次", "count", "54000", "人次"),
        ("0.3万人次", "change", "3000", "人次"),
        ("45宗", "count", "45", "宗"),
        ("18宗", "count", "18", "宗"),
        ("15宗", "count", "15", "宗"),
        ("12宗", "count", "12", "宗"),
        ("800公顷", "count", "800", "公顷"),
        ("240公顷", "count", "240", "公顷"),
        ("30.0%", "share", "30.0", "%"),
        ("3.6万公里", "count", "36000", "公里"),
        ("2.5%", "growth", "2.5", "%"),
        ("第二位", "rank", "2", "位"),
        ("91.6%", "ratio", "91.6", "%"),
        ("1.2个百分点", "change", "1.2", "百分点"),
    ]
    verdicts = {each.relation.kind: each.outcome.verdict for each in report.relations}
    assert {"sum", "share", "growth"} <= verdicts.keys()
    assert verdicts["sum"] == "holds"
    assert "violated" not in verdicts.values()


def test_growth_points_at_its_level() -> None:
    claims = {claim.quote: claim for claim in analyse(WETLANDS).claims}
    assert claims["20.0%"].of == claims["12个"].claim_id
    assert claims["0.3万人次"].of == claims["5.4万人次"].claim_id
    assert claims["2.5%"].direction == "down"
    assert claims["第二位"].within == "全省"


def test_slips_are_found_and_named() -> None:
    report = analyse(SLIPS)
    found = {(f.code, f.severity): {role.claim.quote for role in f.roles} for f in report.findings}
    assert found == {
        ("IPX101", "error"): {"45宗", "18宗", "15宗", "16宗"},
        ("IPX202", "error"): {"11件", "30.0%"},
        ("IPX301", "error"): {"3420个", "3240个"},
    }


def test_a_sum_that_is_four_short() -> None:
    (finding,) = analyse("全年检修水闸共计45座，其中节制闸18座、分洪闸15座、其他水闸16座。").findings
    assert finding.formula
    assert "49" in finding.message
    assert "45" in finding.message


def test_words_without_a_number_are_no_claim() -> None:
    report = analyse("本市始终把水土保持放在突出位置，统一部署，三位一体推进，确保万无一失。")
    assert not report.claims
    assert not report.findings
    assert not report.residue


def test_dates_alone_are_no_claim() -> None:
    report = analyse("2023年3月15日印发。本办法自２０２３年5月1日起施行，有效期至2028年4月30日。")
    assert not report.claims
    assert not report.residue
    assert {mention.reason for mention in report.mentions} == {"date"}


def test_names_and_numbers_side_by_side() -> None:
    report = analyse("2021年，依据水发〔2020〕15号文件，第二批12家泵站接入“智水2021”平台，热线12345接听来电1,860件。")
    assert [(claim.quote, claim.value) for claim in report.claims] == [
        ("12家", Decimal(12)),
        ("1,860件", Decimal(1860)),
    ]
    assert not report.residue


def test_two_lists_in_parallel() -> None:
    report = analyse("2021年，全县新建泵站和水闸分别为14座和9座，同比分别增长16.7%和12.5%。")
    claims = {claim.quote: claim for claim in report.claims}
    assert claims["16.7%"].of == claims["14座"].claim_id
    assert claims["12.5%"].of == claims["9座"].claim_id
    assert not report.findings


def test_what_the_user_knows_better_wins() -> None:
    options = pipeline.Options(area="北滨县", year="2019")
    report = pipeline.analyse_text("全年疏浚河道35公里。", rulebook=RULEBOOK, options=options)
    (claim,) = report.claims
    assert (claim.scope, claim.period) == ("北滨县", "2019")


def test_the_rules_name_themselves() -> None:
    report = analyse(WETLANDS)
    assert report.rules_digest == RULEBOOK.digest
    known = {rule.id for rule in RULEBOOK.claims}
    assert {claim.rule for claim in report.claims} & known


# --- quantities of any text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("统一部署，三位一体，一体化", []),
        ("每人三个苹果和五分之二块饼", ["3", "0.4"]),
        ("答案是七", ["7"]),
        ("四川有五座大坝", ["5"]),
        ("受理1.5万件，其中约300件", ["15000", "300"]),
        ("2023年", []),
    ],
)
def test_quantities_are_generous_but_not_inside_words(text: str, values: list[str]) -> None:
    assert [str(m.value) for m in pipeline.quantities(text, rulebook=RULEBOOK)] == values


@pytest.mark.parametrize("text", ["— 3 —", "第 3 页 共12页", "3", "……"])
def test_a_text_without_words_is_read(text: str) -> None:
    assert pipeline.analyse_text(text).claims == ()
