"""Numbers in text: what each is worth, the interval it opens, and that none is lost, doubled or made up."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipextract.exact.interval import Interval
from ipextract.mentions import find
from ipextract.model import Mention
from ipextract.rulebook import load

RULEBOOK = load()


def quantities(text: str) -> list[Mention]:
    return [m for m in find(text, RULEBOOK) if m.is_quantity]


def one(text: str) -> Mention:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


def shown(interval: Interval | None) -> str:
    return str(interval).replace(" ", "")


# --- the interval of each opening ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "any_rounding", "nearest"),
    [
        ("签约项目240个", "[240,240]", "[240,240]"),
        ("签约项目２４０个", "[240,240]", "[240,240]"),
        ("签约项目1,240个", "[1240,1240]", "[1240,1240]"),
        ("十二个项目", "[12,12]", "[12,12]"),
        ("登记5.9万件", "(58000,60000)", "[58500,59500]"),
        ("登记43万件", "(420000,440000)", "[425000,435000]"),
        ("产量36吨", "(35,37)", "[35.5,36.5]"),
        ("增长4.4%", "(4.3,4.5)", "[4.35,4.45]"),
        ("增长4.40%", "(4.39,4.41)", "[4.395,4.405]"),
        ("增长41%", "(40,42)", "[40.5,41.5]"),
        ("提高1.1个百分点", "(1,1.2)", "[1.05,1.15]"),
        ("罚没174.50万元", "(1744900,1745100)", "[1744950,1745050]"),
        ("每万人39件/万人", "(38,40)", "[38.5,39.5]"),
        ("是上年的2.2倍", "(2.1,2.3)", "[2.15,2.25]"),
        ("出生率6.39‰", "(6.38,6.4)", "[6.385,6.395]"),
        ("增速为-2.6%", "(-2.7,-2.5)", "[-2.65,-2.55]"),
        ("一点五亿吨", "(140000000,160000000)", "[145000000,155000000]"),
    ],
)
def test_unhedged(text: str, any_rounding: str, nearest: str) -> None:
    mention = quantities(text)[-1]
    assert (shown(mention.interval), shown(mention.nearest)) == (any_rounding, nearest)
    assert mention.approx == "exact"


@pytest.mark.parametrize(
    ("text", "approx", "interval"),
    [
        # power, upwards: to the next round number
        ("走访7000余户", "over", "(7000,8000)"),
        ("走访3800余户", "over", "(3800,3900)"),
        ("走访246余户", "over", "(246,247)"),
        ("走访500余万户", "over", "(5000000,6000000)"),
        ("走访500万余户", "over", "(5000000,6000000)"),
        ("走访3000多户", "over", "(3000,4000)"),
        ("投入1.5亿多元", "over", "(150000000,160000000)"),
        ("百余户农家", "over", "(100,200)"),
        ("三十余户农家", "over", "(30,40)"),
        # step: less than one more of the unit
        ("历练十个多月", "over", "(10,11)"),
        ("压缩20个多小时", "over", "(20,21)"),
        ("提高2个多百分点", "over", "(2,3)"),
        ("六成多的商户", "over", "(60,70)"),
        ("坝高30米多", "over", "(30,31)"),
        # ray
        ("惠及超1200户", "over", "(1200,inf)"),
        ("突破30亿元", "over", "(3000000000,inf)"),
        ("逾5万人次", "over", "(50000,inf)"),
        ("超八成企业", "over", "(80,inf)"),
        # closed, upwards
        ("配备6人以上", "over", "[6,inf)"),
        ("至少12批次", "over", "[12,inf)"),
        ("上百家企业", "over", "[100,inf)"),
        # power, downwards
        ("走访近90家", "under", "(80,90)"),
        ("不足20家", "under", "(10,20)"),
        ("近七成", "under", "(60,70)"),
        ("不到千分之四", "under", "(0.3,0.4)"),
        ("近5.9万件", "under", "(58000,59000)"),
        # closed, downwards
        ("不超过3次", "under", "[0,3]"),
        ("控制在5%以内", "under", "[0,5]"),
        # half a step
        ("约300人", "about", "[250,350]"),
        ("约305人", "about", "[304.5,305.5]"),
        ("约70亿元", "about", "[6500000000,7500000000]"),
        ("增长5%左右", "about", "[4.5,5.5]"),
        ("约5.2%", "about", "[5.15,5.25]"),
    ],
)
def test_hedged(text: str, approx: str, interval: str) -> None:
    mention = one(text)
    assert (mention.approx, shown(mention.interval)) == (approx, interval)
    assert mention.nearest == mention.interval


def test_every_opening_of_the_hedge_file_is_covered() -> None:
    openings = {(hedge.approx, hedge.open) for hedge in RULEBOOK.hedges.values()}
    assert openings == {
        ("over", "power"),
        ("over", "step"),
        ("over", "ray"),
        ("over", "closed"),
        ("under", "power"),
        ("under", "closed"),
        ("about", "half"),
    }


def test_the_inner_hedge_decides_and_both_are_told() -> None:
    mention = one("约1600余万元")
    assert shown(mention.interval) == "(16000000,17000000)"
    assert mention.hedges == ("over-inner", "about-before")


@pytest.mark.parametrize("text", ["签约12家", "附近12家", "最近12家", "高超12家"])
def test_a_hedge_inside_another_word_is_none(text: str) -> None:
    assert quantities(text)[-1].approx == "exact"


# --- values and units ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("174.50万元", "1745000", "元"),
        ("174.505万元", "1745050", "元"),
        ("增长4.40%", "4.40", "%"),
        ("增长4.40％", "4.40", "%"),
        ("1亿3千万元", "130000000", "元"),
        ("3亿2千5百万元", "325000000", "元"),
        ("82.3万亿元", "82300000000000", "元"),
        ("1 240 件", "240", "件"),
        ("12 万 件", "120000", "件"),
        ("三亿零四百七十五万吨", "304750000", "吨"),
        ("罚款三十万元", "300000", "元"),
        ("罚款一千多万元", "10000000", "元"),
        ("亩产900斤", "900", "斤"),
        ("占比为负0.2%", "-0.2", "%"),
        ("占．5%", "0.5", "%"),
        ("（.5%）", "0.5", "%"),
        ("百分之七点八", "7.8", "%"),
        ("百分之一百二十点五", "120.5", "%"),
        ("千分之五", "0.5", "%"),
        ("万分之三", "0.03", "%"),
        ("十分之一", "10", "%"),
        ("四分之三的企业", "75", "%"),
        ("三分之一的企业", "33.33", "%"),
        ("百分之九十八点七六五四三二一零九八七六", "98.765432109876", "%"),
        ("百分之40.404040404040404", "40.404040404040404", "%"),
        ("占1/4", "25", "%"),
        ("三成", "30", "%"),
        ("三成五", "35", "%"),
        ("七成半", "75", "%"),
        ("6.5成", "65", "%"),
        ("翻一番", "100", "%"),
        ("翻了两番", "300", "%"),
        ("39件/万人", "39", "件/万人"),
    ],
)
def test_value(text: str, value: str, unit: str) -> None:
    mention = quantities(text)[-1]
    assert (str(mention.value), mention.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("每县10-20家", "10", "20", "家"),
        ("增长5%—5.5%", "5", "5.5", "%"),
        ("预计4.5-5%", "4.5", "5", "%"),
        ("3至5个工作日", "3", "5", "工作日"),
        ("20～30万元", "200000", "300000", "元"),
        ("8000万—1.2亿元", "80000000", "120000000", "元"),
    ],
)
def test_range(text: str, low: str, high: str, unit: str) -> None:
    mention = one(text)
    assert (str(mention.value), str(mention.value_high), mention.unit) == (low, high, unit)
    assert shown(mention.interval) == f"[{low},{high}]"


@pytest.mark.parametrize("text", ["20-10家", "5%—5%"])
def test_ends_that_do_not_rise_are_no_range(text: str) -> None:
    assert [m.value_high for m in find(text, RULEBOOK)] == [None, None]


def test_a_ratio_string_is_its_parts() -> None:
    found = quantities("三者之比为4.0∶37.7∶58.3")
    assert [(m.printed, str(m.value), m.unit) for m in found] == [
        ("4.0", "4.0", "%"),
        ("37.7", "37.7", "%"),
        ("58.3", "58.3", "%"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("查扣28.2万批次4亿件", ["28.2万批次", "4亿件"]),
        ("受理90件140人", ["90件", "140人"]),
        ("受理90件,办结88件", ["90件", "88件"]),
        ("近七成三", ["近七成三"]),
        ("约百分之三", ["约百分之三"]),
        ("三成五的企业", ["三成五"]),
        ("10—20家、30家", ["10—20家", "30家"]),
    ],
)
def test_nothing_is_counted_twice(text: str, printed: list[str]) -> None:
    assert [m.printed for m in quantities(text)] == printed


@pytest.mark.parametrize(
    "text", ["统一部署", "三位一体", "一体化", "万一", "第三四批", "二三线港口", "百花齐放", "第三批", "四分之一决赛"]
)
def test_words_are_no_quantities(text: str) -> None:
    assert not quantities(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024年", "date"),
        ("2023年1—11月", "date"),
        ("第12条", "ordinal"),
        ("云政发〔2021〕18号", "document-number"),
        ("12315热线", "telephone"),
        ("PM2.5", "name"),
        ("“3+2+N”体系", "name"),
        ("（2）优化服务", "list-number"),
        ("16-24岁劳动力", "age"),
        ("123456789012", "name"),
    ],
)
def test_numbers_that_are_no_claims_have_a_reason(text: str, reason: str) -> None:
    found = [m for m in find(text, RULEBOOK) if any(ch.isdecimal() for ch in m.printed)]
    assert {m.reason for m in found} == {reason}


def test_a_print_that_is_no_numeral_is_residue() -> None:
    (mention,) = find("9" * 60 + "件", RULEBOOK)
    assert (mention.reason, mention.value) == ("unexplained", None)


# --- generous reading ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("九百五十", ["950"]),
        ("一 百 六 十", ["160"]),
        ("7 万5 千4 百", ["75400"]),
        ("十 余 万", ["100000"]),
        ("五分之二", ["0.4"]),
        ("二十又八分之三", ["20.375"]),
        ("七 分  之 十四", ["2"]),
        ("2 5/8", ["2.625"]),
        ("百 分 之 七点八", ["7.8"]),
        ("九五折", ["95"]),
        ("八 点 五 折", ["85"]),
        ("第二十四", ["24"]),
        ("负四十", ["-40"]),
        ("6.02e23", ["602000000000000000000000"]),
        ("5e-3", ["0.005"]),
        ("三除以零分之五", ["3", "0", "5"]),
    ],
)
def test_generous_forms(text: str, values: list[str]) -> None:
    found = find(text, RULEBOOK, bare=True)
    assert [str(m.value) for m in found if m.is_quantity] == values


# --- properties ----------------------------------------------------------------------------------------------------

PIECES = (
    *"0123456789０５９.．,，。、：:；-—－+/%％‰（）()“”《》〔〕 \t\n\u3000",
    *"零〇一二两三四五十百千万亿兆点半余多几近约超逾负第每成折番元件人家个项次年月日号届级岁分之至到占其中",
    "2024", "1,234", "百分之", "分之", "翻", "个百分点", "万元", "亿元", "以上", "左右", "不足", "超过", "以下", "同比",
    "增长", "下降", "季度", "上半年", "人民币", "第", "图", "http://", "PM", "e", "K", "🙂", "𠀀", "é",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
DIGIT = re.compile("[0-9０-９]")


@given(TEXTS | st.text(max_size=30), st.booleans())
@settings(max_examples=300, deadline=None)
@example("1万.5:2:3", False)
@example("9" * 200 + ".5万亿元", False)
@example("1/0 零分之三 负３分之负一 ：１：：1：2：3", True)
@example("1e99 1e-99 1e100 9" + "0" * 39 + "亿亿亿", True)
@example("翻999999999999番，翻2.5番", False)
@example("0001,234级", False)
def test_spans_tile_the_numbers(text: str, bare: bool) -> None:
    found = find(text, RULEBOOK, bare=bare)
    at = 0
    for mention in found:
        assert at <= mention.start < mention.end <= len(text)
        assert mention.start <= mention.number_start < mention.number_end <= mention.end
        assert text[mention.start : mention.end] == mention.printed
        assert mention.printed == mention.printed.strip() or not mention.is_quantity
        at = mention.end
    for digit in DIGIT.finditer(text):
        assert sum(m.start <= digit.start() < m.end for m in found) == 1


@given(TEXTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_readings_hold_the_value(text: str, bare: bool) -> None:
    for mention in find(text, RULEBOOK, bare=bare):
        if not mention.is_quantity:
            assert mention.interval is None
            continue
        assert mention.value is not None
        assert mention.value.is_finite()
        assert mention.step is not None
        assert mention.step > 0
        assert "E+" not in str(mention.value)
        for reading in (mention.interval, mention.nearest):
            assert reading is not None
            ends = [end for end in (reading.lower, reading.upper) if end is not None]
            assert mention.value in reading or mention.value in [Decimal(e.numerator) / e.denominator for e in ends]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_half_and_full_width_digits_read_alike(text: str) -> None:
    wide = text.translate({ord("0") + i: chr(ord("０") + i) for i in range(10)})
    narrow = text.translate({ord("０") + i: chr(ord("0") + i) for i in range(10)})
    readings = [[(m.value, m.unit, m.interval) for m in quantities(each)] for each in (wide, narrow)]
    assert readings[0] == readings[1]


@pytest.mark.parametrize(
    ("text", "printed", "interval"),
    [
        ("处五万元以上十万元以下罚款", ["五万元以上", "十万元以下"], ["[50000,inf)", "[0,100000]"]),
        ("发生30次余震", ["30次"], ["[30,30]"]),
        ("发生300多次余震", ["300多次"], ["(300,400)"]),
        ("办成万余家小店", ["万余家"], ["(10000,20000)"]),
        ("建成3场多语种展览", ["3场"], ["[3,3]"]),
        ("铺设30米多功能看台", ["30米"], ["(29,31)"]),
    ],
)
def test_a_hedge_is_no_part_of_another_word(text: str, printed: list[str], interval: list[str]) -> None:
    found = quantities(text)
    assert [m.printed for m in found] == printed
    assert [shown(m.interval) for m in found] == interval


def test_a_verb_beside_another_hedge_is_no_second_one() -> None:
    assert one("突破40多种工艺").hedges == ("over-inner",)
    assert one("突破40种").hedges == ("passing-before",)


@pytest.mark.parametrize(
    ("text", "value", "high", "interval"),
    [
        ("票价5元5角", "5.5", "None", "(5.4,5.6)"),
        ("票价1元零6分", "1.06", "None", "(1.05,1.07)"),
        ("罚款陆万伍仟贰佰元整", "65200", "None", "(65199,65201)"),
        ("惠及渔工1千零20人", "1020", "None", "[1020,1020]"),
        ("走访渔户四五十户", "40", "50", "[40,50]"),
        ("耗资七八千万元", "70000000", "80000000", "[70000000,80000000]"),
        ("水温在18.5℃和21℃之间", "18.5", "21", "[18.5,21]"),
        ("用时不大于5个工作日", "5", "None", "[0,5]"),
        ("溶氧量≥6毫克/升", "6", "None", "[6,inf)"),
        ("库存超过了3吨", "3", "None", "(3,inf)"),
        ("放流鱼苗𝟏𝟐,𝟑𝟒𝟓尾", "12345", "None", "[12345,12345]"),
        ("渔获增长1O.5%", "10.5", "None", "(10.4,10.6)"),
    ],
)
def test_forms_that_are_one_number(text: str, value: str, high: str, interval: str) -> None:
    mention = one(text)
    assert (str(mention.value), str(mention.value_high), shown(mention.interval)) == (value, high, interval)


@given(st.integers(0, 99999), st.integers(1, 9), st.integers(1, 9))
def test_yuan_jiao_and_fen_are_one_amount(yuan: int, jiao: int, fen: int) -> None:
    mention = one(f"票价{yuan}元{jiao}角{fen}分")
    assert (mention.value, mention.unit) == (Decimal(f"{yuan}.{jiao}{fen}"), "元")


@given(st.integers(1, 99), st.integers(2, 9999))
def test_a_list_number_is_no_part_of_the_count_behind_it(number: int, count: int) -> None:
    assert one(f"{number}.{count}家渔企").value == count
