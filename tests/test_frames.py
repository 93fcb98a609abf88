"""From which year and month a part of the document speaks: titles, releases with their day, headlines, paragraphs."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.rulebook import load

RULES = load()
COUNTY = "海安县渔业"


def periods(text: str) -> list[str]:
    return [str(claim.period) for claim in pipeline.analyse_text(text, rulebook=RULES).claims]


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("2023年上半年运行情况", "产量3.2万吨，同比增长4.1%。一季度，产量1.1万吨。", ["2023H1", "2023H1", "2023Q1"]),
        ("2024年前三季度运行情况", "产量8.3万吨。9月产量1.1万吨。", ["2024-01/2024-09", "2024-09"]),
        ("2024年1—8月运行情况", "产量8.3万吨。今年以来，新建渔港2座。", ["2024-01/2024-08", "2024-01/2024-08"]),
        ("2024年8月份价格情况", "鲜鱼价格每公斤31元。", ["2024-08"]),
        ("2024年1月份价格情况", "上月入港渔船31艘，本月出港27艘，比上月增加3艘。", ["2023-12", "2024-01", "2024-01"]),
        ("运行情况（2024年8月）", "产量8.3万吨。", ["2024"]),  # a month in brackets is that of print
        ("2023年上半年和2024年上半年运行情况", "产量3.2万吨。", ["2023"]),
        ("2024年运行情况", "前5个月，产量3.1万吨，增长2%。销量2.2万吨。", ["2024-01/2024-05"] * 3),
        ("2024年运行情况", "前5个月，产量3.1万吨。\n\n全年产量8.4万吨。", ["2024-01/2024-05", "2024"]),
        ("2024年运行情况", "截至6月底，渔船31艘。全年产量8.4万吨。", ["2024-06", "2024"]),
        ("2024年运行情况", "上半年末，渔船31艘。产量8.4万吨。", ["2024H1", "2024"]),
        ("运行情况", "2023年内，产量3.1万吨。", ["2023"]),
        ("运行情况", "2021年3月至2023年6月，入港渔船4120艘，出港3010艘。", ["2021-03/2023-06"] * 2),
        ("运行情况", "2023年1月1日至6月30日，入港渔船4120艘。", ["2023-01/2023-06"]),
        ("运行情况", "2022年3月5日至2023年4月12日，入港渔船4120艘。", ["2022-03-05/2023-04-12"]),
    ],
)
def test_a_part_of_a_year_stays_a_part(title: str, text: str, wanted: list[str]) -> None:
    assert periods(f"{COUNTY}{title}\n\n{text}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("上年末，全县有渔船260艘。2022年末，全县有渔船281艘。", ["2021", "2022"]),
        ("去年底，全县有渔船260艘，渔港3座。渔民700人。", ["2021", "2021", "2022"]),
        ("截至上年末，全县有渔船260艘。", ["2021"]),
        ("去年下半年，全县新建渔港3座。", ["2021H2"]),
        ("去年全年新建渔港3座。", ["2021"]),
        ("前年新建渔港3座。", ["2020"]),
        ("新建渔港3座，上年为2座。", ["2022", "2021"]),
        ("1—5月，新建渔港3座，上年同期为2座。", ["2022-01/2022-05", "2021-01/2021-05"]),
        ("渔船281艘，比上年末增加21艘。", ["2022", "2022"]),
    ],
)
def test_the_year_before(text: str, wanted: list[str]) -> None:
    assert periods(f"海安县渔业情况（2022年）\n\n{text}") == wanted


@pytest.mark.parametrize(
    "frame",
    [
        "【20240609】{}\n\n{}\n\n【20250312】{}\n\n{}",
        "2024年6月9日　{}\n\n{}\n\n2025年3月12日　{}\n\n{}",
        "{}\n（2024年6月9日）\n\n{}\n\n{}\n（2025年3月12日）\n\n{}",
    ],
)
def test_a_collection_is_read_release_by_release(frame: str) -> None:
    first = "今年上半年，全县新建渔港3座，去年同期2座。去年，新建渔港8座。"
    second = "今年以来，全县新建渔港4座。去年新建渔港9座。12月，新建渔港1座。"
    text = "海安县渔讯汇编\n\n" + frame.format("海安县渔港建设", first, "海安县渔港又有进展", second)
    found = periods(text)
    assert found == ["2024H1", "2023H1", "2023", "2025-01/2025-03", "2024", "2024-12"]


def test_headlines_of_a_release_date_what_stands_below_them() -> None:
    text = (
        "海安县渔讯汇编\n\n"
        "2025年1月27日　渔讯两则\n2024年12月份水产品价格上涨\n鲜鱼价格上涨2.1%，虾价下降0.4%。\n"
        "海安县渔港开工\n渔港建设资金3.1亿元已经到位。\n\n"
        "2025年1月17日　2024年渔业稳中有进\n全县水产品产量6.1万吨，比上年增长5.0%。四季度，产量1.7万吨。\n"
        "渔民收入增加\n渔民人均收入3.1万元。\n"
    )
    assert periods(text) == ["2024-12", "2024-12", "2025", "2024", "2024", "2024Q4", "2024"]


def test_sections_of_several_years() -> None:
    text = (
        "海安县渔业工作汇编\n一、2021年工作情况\n新建渔港3座。\n二、2022年工作情况\n新建渔港4座，去年为3座。\n"
        "三、2023年上半年工作情况\n新建渔港2座。\n"
    )
    assert periods(text) == ["2021", "2022", "2021", "2023H1"]


def test_headlines_of_several_years_without_numbers() -> None:
    text = "海安县渔业大事\n\n2021年\n\n全县新建渔港3座。\n\n2022年\n\n全县新建渔港4座。\n\n结语\n\n全县有渔港31座。\n"
    assert periods(text)[:2] == ["2021", "2022"]


def test_a_heading_holds_below_headlines_without_a_date() -> None:
    text = (
        "海安县渔业工作报告\n\n2021年做的事\n\n新建渔港3座。\n\n二、2022年工作情况\n\n新建渔港4座。\n\n渔民增收\n\n"
        "渔民人均收入3.1万元。\n"
    )
    assert periods(text) == ["2021", "2022", "2022"]


def test_the_day_of_telling_dates_nothing() -> None:
    text = "2024年3月5日，记者从海安县渔业局获悉，去年全县水产品产量6.1万吨，今年前两个月产量1.1万吨。"
    assert periods(text) == ["2023", "2024-01/2024-02"]


def test_today_gives_the_months_so_far() -> None:
    text = "海安县2023年渔讯\n\n记者今天（6月9日）从渔业局获悉，今年以来，全县新建渔港3座。"
    assert periods(text) == ["2023-01/2023-06"]


SPRING = "海安县渔讯汇编\n\n2032年{}　渔业局通报\n今日天气晴朗。\n{}\n\n2032年9月9日　渔民增收\n渔民人均收入3万元。\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔业局长在报告中指出，2031年，渔业局履职尽责。全县登记渔船30艘，检验28艘。", ["2031", "2031"]),
        ("局长指出，2031年是丰收的一年。一年来共培训渔民40人。检查渔港22处。", ["2031", "2031"]),
        ("渔业工作报告显示，全县培训船员500人。检验渔船8艘。", ["2031", "2031"]),
        ("渔业工作报告显示，今年计划培训船员800人。", ["2032"]),
        ("渔业工作报告显示，全县计划培训船员800人。", ["2032"]),
        ("渔业局调度显示，全县培训船员500人。", ["2032"]),
        ("过去一年，全县建成冷库6座。", ["2031"]),
        ("去年，渔业局推进改革。全县登记渔船30艘。", ["2031"]),
        ("2031年，全县登记渔船30艘。检验28艘。\n会议应到代表28人。", ["2031", "2031", "2032"]),
        ("2031年底，渔港31座。新登记渔民30人。", ["2031", "2032"]),  # a moment dates what stands then
        ("2031年，渔业局推进改革。目前，全县登记渔船30艘。", ["2032"]),
        ("2030年，渔业局推进改革。全县登记渔船30艘。", ["2032"]),
        ("局长介绍，2031年1至11月，登记渔船30艘。渔民满意率98%。", ["2031-01/2031-11", "2031-01/2031-11"]),
        ("截至2031年11月，全县有渔船30艘。渔民满意率98%。", ["2031-11", "2032"]),
    ],
)
def test_in_spring_a_paragraph_about_the_year_that_is_over_stays_there(text: str, wanted: list[str]) -> None:
    assert periods(SPRING.format("3月5日", text))[:-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2031年，渔业局推进改革。全县登记渔船30艘。", "2032"),
        ("渔业工作报告显示，全县培训船员500人。", "2032"),
        ("过去一年，全县建成冷库6座。", "2032"),
    ],
)
def test_in_summer_nothing_says_that_it_goes_on_to_look_back(text: str, wanted: str) -> None:
    assert periods(SPRING.format("6月5日", text))[0] == wanted


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("渔业报告：去年新建渔港3座", ["2031", "2031"]),
        ("新建渔港比去年增加", ["2032"]),
        ("去年同期新建渔港较少", ["2032"]),
    ],
)
def test_a_headline_may_say_last_year(headline: str, wanted: list[str]) -> None:
    below = f"{headline}\n全县渔港建设资金3.1亿元已经到位。"
    assert (
        periods(f"海安县渔讯汇编\n\n2032年6月5日　渔讯\n{below}\n\n2032年9月9日　渔民增收\n收入3万元。\n")[:-1]
        == wanted
    )


def test_months_of_one_year_grow_against_the_same_months() -> None:
    text = "海安县2022年渔业公报\n\n1—5月，渔船由31艘增加到118艘，增长2.8倍。"
    [found] = [each for each in pipeline.analyse_text(text, rulebook=RULES).relations if each.relation.kind == "growth"]
    assert found.outcome.verdict == "holds"
    assert periods(text)[:2] == ["2021-01/2021-05", "2022-01/2022-05"]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("一季度捕捞30吨。", "一季度检验渔船12艘。", "截至3月末，渔民20人。", "2031年一季度销售9吨。"), "2031Q1"),
        (("一季度捕捞30吨。", "上半年检验渔船12艘。", "截至3月末，渔民20人。", "2031年一季度销售9吨。"), "2031"),
        (("一季度捕捞30吨。", "2031年捕捞90吨。", "全年检验渔船12艘。", "2031年登记渔船12艘。"), "2031"),
    ],
)
def test_a_part_of_the_year_that_is_named_throughout_is_that_of_the_document(lines: tuple[str, ...], last: str) -> None:
    assert periods("\n".join(("海城市渔业平稳开局", *lines, "加工鱼12吨。")))[-1] == last


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("宁波市人民法院工作报告\n\n——2032年2月9日在宁波市第十七届人民代表大会第三次会议上", "宁波市 2031"),
        (
            "宁波市人民法院工作报告\n\n发布时期：2032-02-11 信息来源：渔讯网\n\n2032年2月9日在宁波市渔民大会上",
            "宁波市 2031",
        ),
        ("——2032年9月2日在宁波市第七届人民代表\n\n大会常务委员会第二十八次会议上\n\n宁波市渔业局", "宁波市 2031"),
        ("2028年我国渔业发展统计公报\n\n发布时间: 2029-06-06 来源: 渔讯网", "中国 2028"),
        ("关于2027年宁波市渔业资金决算（草案）的报告\n\n宁波市渔业局局长 陈海", "宁波市 2027"),
        ("2027年宁波市渔业白皮书", "宁波市 2027"),
        ("宁波市渔业局", "宁波市 2030"),
        ("各地渔业运行情况", "海城市 2030"),
        ("宁波渔港集团有限公司2027年年度报告", "海城市 2030"),
        ("宁波市渔民30人，分为三组报告", "海城市 2030"),
    ],
)
def test_the_title_of_a_further_report_opens_a_frame(head: str, wanted: str) -> None:
    text = (
        "海城市2030年渔业统计公报\n\n全市登记渔船30艘，渔港建设加快。\n\n"
        + head
        + "\n\n各位代表：\n\n现在，我向大会报告工作，请予审议。\n\n登记渔民50人，渔港3座。\n"
    )
    claims = pipeline.analyse_text(text, rulebook=RULES).claims
    assert [f"{claim.scope} {claim.period}" for claim in claims if claim.quote in ("30艘", "50人")] == [
        "海城市 2030",
        wanted,
    ]


def test_years_below_the_title_of_a_further_report_are_its_own() -> None:
    text = (
        "海城市2030年渔业统计公报\n\n全市登记渔船30艘，渔港建设加快。\n\n"
        "宁波市人民法院工作报告\n\n2035年1月21日在宁波市第六届人民代表大会第六次会议上\n\n各位代表：\n\n请予审议。\n\n"
        "2034年主要工作\n\n登记渔民50人，去年为40人。\n\n一、渔港建设\n\n今年建成渔港3座。\n"
    )
    assert periods(text) == ["2030", "2034", "2034", "2035"]


def test_the_line_of_a_paper_or_a_site_gives_a_release_its_day() -> None:
    text = (
        "上半年渔船出海增加\n\n登记渔船稳步增加\n\n《 海城日报 》( 2031年08月13日   第 01 版)\n\n"
        "今年，全县登记渔船30艘。渔港3座。\n\n"
        "渔民增收\n\n来源:海城渔讯网2033-04-20 16:52:15\n\n今年，全县登记渔民50人。\n\n"
        "2034年2月5日 海城渔讯网\n\n去年，全县登记渔民70人。\n"
    )
    assert periods(text) == ["2031", "2031H1", "2033", "2033"]


def test_the_title_of_the_same_report_printed_again_opens_nothing() -> None:
    text = (
        "2030年海城市渔业统计公报\n\n2031年3月5日\n\n全市登记渔船30艘，渔港建设加快。\n\n海城市2030年渔业统计公报\n\n"
        "去年，全市登记渔民50人，渔港建设加快。\n"
    )
    assert periods(text) == ["2030", "2030"]
