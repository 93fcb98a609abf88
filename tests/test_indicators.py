"""The catalogue: one id for one indicator over years and spellings, and none where the name leaves a doubt."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import claim
from factories_report import document
from ipextract import pipeline
from ipextract.claims import indicators
from ipextract.model import Report
from ipextract.rulebook import RuleError, load
from ipextract.writing.json import to_dict

ROOT = Path(__file__).resolve().parents[1]
BOOK = load()
KNOWN = BOOK.catalogue.rules

# Printed names in the two samples, and the id that both years' claims of that name must have.
MAIN = {
    ("专利授权量", "件"): "patent.granted",
    ("发明专利授权量", "件"): "patent.invention.granted",
    ("实用新型专利授权量", "件"): "patent.utility.granted",
    ("有效发明专利量", "件"): "patent.invention.valid",
    ("高价值发明专利量", "件"): "patent.invention.high-value",
    ("每万人口发明专利拥有量", "件/万人"): "patent.invention.per-10000",
    ("每万人口高价值发明专利拥有量", "件/万人"): "patent.invention.high-value.per-10000",
    ("提交PCT国际专利申请", "件"): "patent.pct.applied",
    ("金奖", "项"): "award.patent.gold",
    ("商标注册量", "件"): "trademark.registered",
    ("有效商标注册量", "件"): "trademark.valid",
    ("地理标志用标企业", "家"): "gi.users",
    ("新增地理标志用标企业", "家"): "gi.users.new",
    ("作品著作权登记量", "件"): "copyright.works",
    ("办结专利行政执法案件", "宗"): "enforcement.patent.concluded",
    ("专利行政执法案件办结量", "宗"): "enforcement.patent.concluded",
    ("办结商标行政处罚案件", "宗"): "enforcement.trademark.concluded",
    ("侦破侵犯知识产权案件", "宗"): "police.cases-solved",
    ("受理提请逮捕案件", "件"): "procuratorate.arrest.accepted",
    ("受理提请逮捕案件", "人"): "procuratorate.arrest.accepted.persons",
    ("新收案件", "件"): "court.received",
    ("审结案件", "件"): "court.concluded",
    ("广州知识产权法院审结案件", "件"): "court.concluded",
    ("法官人均结案", "件/人"): "court.concluded-per-judge",
    ("受理知识产权案件", "件"): "arbitration.ip.accepted",
    ("专利商标质押融资登记额", "元"): "finance.pledge.amount",
    ("登记项目", "笔"): "finance.pledge.projects",
    ("专利预审案件接收量", "件"): "preexam.received",
    ("新增备案主体", "家"): "preexam.entities.new",
    ("备案主体", "家"): "preexam.entities",
    ("专利代理机构", "家"): "service.agencies",
}


@cache
def sample(year: int) -> Report:
    return pipeline.analyse_file(ROOT / "raw" / f"guangzhou-ip-{year}.pdf", rulebook=BOOK)


def found(name: str, unit: str = "件", **more: object) -> str:
    """The id of a claim with this name and unit, with nothing around it."""
    kind = more.pop("kind", "amount" if unit == "元" else "ratio" if "/" in unit or unit == "%" else "count")
    each = replace(claim("1件"), indicator=name, unit=unit, kind=kind, **more)  # type: ignore[arg-type]
    [got] = indicators.identify((each,), document(""), BOOK)
    return got.indicator_id


# --- the samples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize(("name", "unit"), MAIN, ids=[" ".join(key) for key in MAIN])
def test_main_figures_have_one_id_in_both_years(name: str, unit: str, year: int) -> None:
    ids = {c.indicator_id for c in sample(year).claims if (c.indicator, c.unit) == (name, unit) and not c.of}
    assert ids == {MAIN[name, unit]}


def test_one_name_has_one_id_in_both_years() -> None:
    ids: list[dict[tuple[str, str], set[str]]] = [{}, {}]
    for year, each in zip((2023, 2024), ids, strict=True):
        for c in sample(year).claims:
            if c.indicator_id and c.kind in ("count", "amount", "ratio"):
                each.setdefault((c.indicator, c.unit), set()).add(c.indicator_id)
    both = ids[0].keys() & ids[1].keys()
    assert len(both) > 80
    assert {key: (ids[0][key], ids[1][key]) for key in both if ids[0][key] != ids[1][key]} == {}


@pytest.mark.parametrize("year", [2023, 2024])
def test_most_claims_of_a_report_of_the_field_are_known(year: int) -> None:
    claims = sample(year).claims
    assert sum(1 for c in claims if c.indicator_id) > 0.9 * len(claims)


@pytest.mark.parametrize("year", [2023, 2024])
def test_another_contest_is_not_the_patent_award(year: int) -> None:
    teams = [c for c in sample(year).claims if "代表队" in c.indicator]
    assert teams
    assert {c.indicator_id for c in teams} == {""}


def test_what_speaks_of_a_level_has_its_id() -> None:
    claims = {c.claim_id: c for c in sample(2024).claims}
    spoken = [c for c in claims.values() if c.of and c.kind in ("growth", "change", "rank")]
    assert len(spoken) > 50
    assert {(c.indicator_id, claims[c.of].indicator_id) for c in spoken if c.of} == {
        (claims[c.of].indicator_id,) * 2 for c in spoken if c.of
    }


def test_nothing_but_the_id_is_changed() -> None:
    claims = sample(2024).claims
    again = indicators.identify(tuple(replace(c, indicator_id="") for c in claims), sample(2024).document, BOOK)
    assert again == claims


# --- what is one name, and what is not -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "unit", "wanted"),
    [
        ("全市专利授权量", "件", "patent.granted"),
        ("全年 专利 授权总量", "件", "patent.granted"),
        ("授权发明专利", "件", "patent.invention.granted"),
        ("发明专利拥有量", "件", "patent.invention.valid"),
        ("版权登记量", "件", "copyright.registered"),
        ("ＰＣＴ国际专利申请量", "件", "patent.pct.applied"),
        ("办结各类专利行政执法案件", "宗", "enforcement.patent.concluded"),
        ("知识产权质押融资总额", "元", "finance.pledge.amount"),
        ("提起公诉", "件", "procuratorate.prosecuted"),
        ("提起公诉", "人", "procuratorate.prosecuted.persons"),
        ("某市中级人民法院审结案件", "件", "court.concluded"),
        ("某市仲裁委员会审结案件", "件", "arbitration.concluded"),
    ],
)
def test_spellings_of_one_indicator(name: str, unit: str, wanted: str) -> None:
    assert found(name, unit) == wanted


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("发明专利授权量", "%"),
        ("发明专利授权量", "元"),
        ("失效发明专利量", "件"),
        ("国外在华发明专利有效量", "件"),
        ("审结案件", "件"),
        ("受理案件", "件"),
        ("金奖", "项"),
        ("某队获金奖", "项"),
        ("教育经费支出占地区生产总值比重", "%"),
        ("地方一般公共预算收入年初预算", "元"),
        ("审结毒品犯罪案件", "件"),
        ("规模以上工业企业净增", "家"),
        ("", "件"),
        ("——", "件"),
    ],
)
def test_a_doubt_gives_no_id(name: str, unit: str) -> None:
    assert not found(name, unit, scope="", section=())


@pytest.mark.parametrize(
    ("whole", "wanted", "other"),
    [
        ("居民人均可支配收入", "economy.income", "居民人均可支配收入中位数"),
        ("生产总值", "economy.gdp", "海洋生产总值"),
        ("固定资产投资", "economy.investment", "铁路完成固定资产投资"),
        ("外贸出口", "economy.exports", "对东盟外贸出口"),
        ("进口额", "economy.imports", "欧洲联盟进口额"),
        ("工业增加值", "economy.industry", "能源工业增加值"),
        ("高新技术企业", "enterprise.high-tech", "认定高新技术企业"),
        ("国内旅游收入", "tourism.domestic.revenue", "乡村国内旅游收入"),
        ("粮食产量", "agriculture.grain.output", "粮食种子产量"),
    ],
)
def test_a_word_left_over_makes_it_another_thing(whole: str, wanted: str, other: str) -> None:
    unit = "家" if wanted.startswith("enterprise") else "吨" if wanted.startswith("agriculture") else "元"
    assert found(whole, unit, scope="", section=()) == wanted
    assert found(other, unit, scope="", section=()) != wanted


@pytest.mark.parametrize(
    "name",
    [
        "实现地区生产总值",
        "全年实现地区生产总值",
        "地区生产总值[2]",
        "（1）地区生产总值",
        "地区生产总值（GDP）②",
        "全市生产总值",
    ],
)
def test_light_verbs_and_marks_change_nothing(name: str) -> None:
    assert found(name, "元", scope="", section=()) == "economy.gdp"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全市发生生产安全事故 42 起，死亡 37 人。", {"42起": "safety.accidents", "37人": ""}),
        ("全市出生人口 4.1 万人，死亡 3.6 万人。", {"4.1万人": "economy.births", "3.6万人": "economy.deaths"}),
        ("年末，全市各类经营主体累计 61.3 万户。", {"61.3万户": "market.entities"}),
        ("全市 600 万元以上固定资产投资增长 4.2%。", {"600万元以上": ""}),
        ("货物进出口总额 910 亿元，其中对东盟出口 82 亿元。", {"82亿元": ""}),
        ("货物进出口总额 910 亿元，其中出口 520 亿元。", {"520亿元": "economy.exports"}),
        ("农村居民人均可支配收入中位数 19600 元。", {"19600元": "income.median.rural"}),
    ],
)
def test_what_a_text_says_of_a_name(text: str, wanted: dict[str, str]) -> None:
    got = {"".join(c.quote.split()): c.indicator_id for c in pipeline.analyse_text(text, rulebook=BOOK).claims}
    assert {quote: got[quote] for quote in wanted} == wanted


def test_a_place_in_a_name_is_that_of_its_claim() -> None:
    assert found("广东进出口总额", "元", scope="广东省", section=()) == "economy.trade"
    assert not found("广东进出口总额", "元", scope="全国", section=())


def test_only_what_bodies_do_takes_the_name_of_a_body() -> None:
    assert found("白石县人民法院执行案件收案", "件", scope="", section=()) == "court.enforcement.received"
    assert not found("白石县税务局税收收入", "元", scope="", section=())


@pytest.mark.parametrize(
    ("unit", "kind", "wanted"),
    [("‰", "ratio", "population.birth-rate"), ("人", "count", "")],
)
def test_unit_and_kind_must_agree(unit: str, kind: str, wanted: str) -> None:
    assert found("人口出生率", unit, kind=kind, scope="", section=()) == wanted


def test_a_count_is_no_change_of_another_unit() -> None:
    assert found("森林覆盖率", "百分点", kind="change", scope="", section=()) == "environment.forest-coverage"
    assert not found("餐饮收入", "户", kind="change", scope="", section=())


def test_words_around_a_vague_name_count_from_near_to_far() -> None:
    assert found("审结案件", scope="某市仲裁委员会", section=("审判工作",)) == "arbitration.concluded"
    assert found("审结案件", scope="某市", section=("审判工作",)) == "court.concluded"


def test_a_word_cut_from_the_front_of_a_name_still_counts() -> None:
    claims = pipeline.analyse_text("有效注册商标 38 万件。", rulebook=BOOK).claims
    assert [c.indicator_id for c in claims] == ["trademark.valid"]


# --- the catalogue -------------------------------------------------------------------------------------------------


def test_the_catalogue_is_large_enough() -> None:
    assert len(KNOWN) >= 690
    assert {"patent", "trademark", "gi", "copyright", "variety", "layout", "data", "secret"} <= {
        rule.field for rule in KNOWN.values()
    }


@pytest.mark.parametrize("rule", KNOWN.values(), ids=KNOWN)
def test_every_clear_name_finds_its_indicator(rule) -> None:
    for name in rule.names:
        for unit in sorted(rule.units):
            assert found(name, unit, scope="", section=(), kind=rule.kind) in ("", rule.id), (name, unit)
    assert any(found(rule.name, unit, scope="", section=(), kind=rule.kind) == rule.id for unit in rule.units)


@given(st.sampled_from(sorted(KNOWN)), st.sampled_from(["", " ", "的", "\n", "　"]), st.integers(0, 20))
def test_space_and_particles_do_not_matter(known: str, more: str, at: int) -> None:
    rule = KNOWN[known]
    key = BOOK.catalogue.naming.key
    name = rule.name
    if more == "的" and 0 < at < len(name):
        assert key(name + more) == key(name)
    else:
        assert key(name[:at] + (more if more != "的" else "") + name[at:]) == key(name)


@given(st.text(max_size=30))
def test_any_name_has_a_stable_key_and_neighbours_in_order(name: str) -> None:
    near = indicators.nearest(name, BOOK, 5)
    assert near == indicators.nearest(name, BOOK, 5)
    assert len(near) <= 5
    assert [n.score for n in near] == sorted((n.score for n in near), reverse=True)
    assert all(0.2 <= n.score <= 1 for n in near)


def test_a_known_name_is_its_own_nearest() -> None:
    for rule in KNOWN.values():
        assert indicators.nearest(rule.name, BOOK)[0].score == 1


# --- what is not known ---------------------------------------------------------------------------------------------


def test_unknown_indicators_are_listed_with_their_nearest() -> None:
    report = pipeline.analyse_text("全年发明专利转让量 240 件，专利授权量 310 件。", rulebook=BOOK)
    [unknown] = to_dict(report)["unknown_indicators"]
    assert unknown["indicator"] == "发明专利转让量"
    assert len(unknown["nearest"]) == 3
    assert all(set(near) == {"id", "name", "score"} and near["id"] in KNOWN for near in unknown["nearest"])


# --- rule files that are refused -----------------------------------------------------------------------------------

RECORD = """[[indicator]]
id = 'test.one'
name = '甲类事项'
name_en = 'One'
units = ['件']
kind = 'count'
basis = 'flow'
examples = ['甲类事项 3 件']
counterexamples = ['乙类事项 3 件']
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("'件'", "'瓩'"), "no unit is spelled '瓩'"),
        (("kind = 'count'", "kind = 'growth'"), "kind"),
        (("id = 'test.one'", "id = 'One'"), "id"),
        (("basis = 'flow'", "basis = 'flow'\nvague = ['事项']"), "vague names and where go together"),
        (("basis = 'flow'", "basis = 'flow'\nunless = '(甲'"), "does not compile"),
        (("basis = 'flow'", "basis = 'flow'\nunless = '甲?'"), "matches the empty string"),
        (("counterexamples = ['乙类事项 3 件']\n", ""), "counterexamples"),
    ],
    ids=["unit", "kind", "id", "vague", "pattern", "empty", "no counterexample"],
)
def test_a_bad_record_is_refused(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(RECORD.replace(*change), "utf-8")
    with pytest.raises(RuleError, match=message) as error:
        load(tmp_path)
    assert error.value.file == "indicators.toml"


def test_two_indicators_of_one_name_and_unit_are_refused(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(RECORD + "\n" + RECORD.replace("test.one", "test.two"), "utf-8")
    with pytest.raises(RuleError, match=r"test\.two: test\.one has the name"):
        load(tmp_path)


def test_one_name_in_two_units_is_two_indicators(tmp_path: Path) -> None:
    other = RECORD.replace("test.one", "test.two").replace("'件'", "'人'")
    (tmp_path / "indicators.toml").write_text(RECORD + "\n" + other, "utf-8")
    assert {"test.one", "test.two"} <= set(load(tmp_path).catalogue.rules)
