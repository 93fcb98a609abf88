"""What a document says of itself: its area, who issued it, its year, on which body it reports, and on which day."""

from __future__ import annotations

import pytest

from ipextract.claims.frames import Frames
from ipextract.claims.metadata import metadata
from ipextract.model.acceptance import Told
from sentences import BOOK, prepared


def said(text: str) -> str:
    """Area, issuer, year, subject, day and the word for an area without a name, each where there is one."""
    meta = prepared(text).meta
    named = {
        "area": meta.area,
        "issuer": meta.issuer,
        "year": meta.year,
        "subject": meta.subject,
        "published": meta.published,
        "day": meta.day,
        "level": meta.level,
    }
    return " ".join(f"{name}={value}" for name, value in named.items() if value)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "2031年湖州市渔业统计公报\n湖州市渔业局\n2032年3月5日\n\n全市渔船90艘，占全省的3%。",
            "area=湖州市 issuer=湖州市渔业局 year=2031 published=2032 day=2032-03-05",
        ),
        ("湖州市德清县2031年渔业统计公报\n全县渔船90艘。", "area=德清县 year=2031"),
        ("云川市2031年渔业统计公报\n渔船90艘。云川市渔港3座。", "area=云川市 year=2031"),
        ("云川市渔业统计公报\n渔船90艘。渔港3座。", ""),
        ("云川市渔业统计公报\n渔船90艘。云川市渔港3座。", "area=云川市"),
        ("2031年渔业统计公报\n浙江省渔业局\n全省渔船90艘，全省渔港3座。", "area=浙江省 issuer=浙江省渔业局 year=2031"),
        (
            "2031年渔业统计公报\n浙江省渔业局\n全市渔船90艘，全县渔港3座，全市渔民5人。",
            "issuer=浙江省渔业局 year=2031 level=全市",
        ),
        ("2031年渔业统计公报\n国家渔业局\n全国渔船90艘，全国渔港3座。", "area=中国 issuer=国家渔业局 year=2031"),
        ("2031年全国渔业统计公报\n农业农村部\n全国渔船90艘。", "area=中国 issuer=农业农村部 year=2031"),
        (
            "渔业工作报告\n——在湖州市第三届人民代表大会第二次会议上\n2032年2月3日\n渔船90艘。2031年，渔港3座。",
            "area=湖州市 year=2031 published=2032 day=2032-02-03",
        ),
        (
            "渔业工作报告\n——2032年2月3日在德清县第三届人民代表大会上\n过去一年，渔船90艘。",
            "area=德清县 year=2031 published=2032 day=2032-02-03",
        ),
        (
            "2032年政府工作报告\n湖州市市长\n一、2031年工作回顾\n渔船90艘。\n二、2032年工作安排\n渔港3座。",
            "area=湖州市 year=2031 published=2032",
        ),
        ("关于湖州市2031年预算执行情况和2032年预算草案的报告\n渔业收入3亿元。", "area=湖州市 year=2031"),
        ("湖州市渔业局2031年度部门决算\n渔业收入3亿元。", "area=湖州市 year=2031 subject=湖州市渔业局"),
        (
            "湖州市渔业局\n2031年度部门决算\n渔业收入3亿元。",
            "area=湖州市 issuer=湖州市渔业局 year=2031 subject=湖州市渔业局",
        ),
        ("第一部分 湖州市渔业局2031年部门预算\n渔业收入3亿元。", "area=湖州市 year=2031 subject=湖州市渔业局"),
        ("海城渔业股份有限公司2031年年度报告\n渔业收入3亿元。", "year=2031 subject=海城渔业股份有限公司"),
        ("渔业情况\n2031年，全县渔船90艘，全县渔港3座，占全市的3%。2030年渔船80艘。", "year=2031 level=全县"),
        ("渔业情况\n2031年，渔船90艘。比2029年增长3%。2031年渔港3座。", "year=2031"),
        ("渔业情况20310305\n渔船90艘。", "year=2031 published=2031 day=2031-03-05"),
        (
            "渔业情况\n来源：湖州市渔业局　2031年3月5日\n渔船90艘。",
            "area=湖州市 year=2031 published=2031 day=2031-03-05",
        ),
        ("渔业情况\n渔船90艘，渔港3座，码头2座。\n2031年3月5日", "year=2031 published=2031 day=2031-03-05"),
        ("青岚县2031年渔业统计公报\n青岚县渔船90艘。", "area=青岚县 year=2031"),
        ("湖州地区2031年渔业公报\n渔船90艘。", "area=湖州地区 year=2031"),
        ("湖州市渔民2031年收入\n渔船90艘。湖州市、宁波市、宁波市、宁波市渔船3艘。", "area=湖州市 year=2031"),
        ("渔业简报\n宁波市渔船90艘。宁波市渔港3座。湖州市渔船3艘。", "area=宁波市"),
        ("渔业简报\n湖州渔船90艘，全市渔港3座，全市渔民5人，全市码头2座。湖州2031年渔船3艘。", "area=湖州市 year=2031"),
        ("渔业简报\n全国渔船90艘，全国渔港3座。", "area=中国"),
        ("渔业简报\n浙江省渔船90艘，全市渔港3座，全县渔民5人，全市码头2座。", "level=全市"),
        ("湖州市渔业局关于2031年渔业情况的通报\n渔船90艘。", "area=湖州市 year=2031"),
        ("2031年度渔业公报（湖州市渔业局）\n渔船90艘。", "area=湖州市 year=2031"),
        (
            "渔业公报\n湖州市渔业局\n渔船90艘。2031年渔船3艘，2030年渔船2艘，2031年渔港2座。",
            "area=湖州市 issuer=湖州市渔业局 year=2031",
        ),
        ("渔业公报\n2030年1月5日，渔船90艘。2031年渔船3艘。", "year=2031 published=2030 day=2030-01-05"),
        ("全市2031年渔业公报\n全市渔船90艘，全省渔港3座。", "year=2031 level=全市"),
        ("湖州市人民政府2031年渔业公报\n全市渔船90艘。", "area=湖州市 year=2031"),
        ("省人民政府2031年渔业公报\n全省渔船90艘。浙江省渔港3座，浙江省渔民2人，江苏省1人。", "area=浙江省 year=2031"),
        ("省人民政府2031年渔业公报\n全省渔船90艘。浙江省渔港3座，江苏省1人。", "year=2031 level=全省"),
        ("2031年浙江省湖州市渔业公报\n渔船90艘。", "area=湖州市 year=2031"),
        ("2031年浙江渔业公报\n渔船90艘。", "area=浙江 year=2031"),
        ("2031年湖州渔业公报\n全市渔船90艘。", "area=湖州 year=2031"),
    ],
)
def test_what_a_document_says_of_itself(text: str, wanted: str) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("海城市2031年上半年渔业公报", "2031H1"),
        ("海城市2031年8月渔业公报", "2031-08"),
        ("海城市2031年渔业公报", "2031"),
        ("2031年上半年渔业工作会议", "2031"),  # when it met, not what it is about
    ],
)
def test_a_title_that_the_user_told_says_of_which_part_of_a_year_it_is(title: str, period: str) -> None:
    given = prepared("渔业情况\n渔船90艘。今年以来，渔港3座。")
    meta = metadata(given.document, given.words, given.mentions, BOOK, Told(title=title))
    frame = Frames(given.document, given.mentions, meta, BOOK).at(0)
    assert (meta.year, str(frame.period), frame.spans) == ("2031", period, frame.spans if period == "2031" else ())
