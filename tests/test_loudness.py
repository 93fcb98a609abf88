"""What makes an accusation quieter: numbers that no slip parts, other words, another date. It stays asserted."""

from __future__ import annotations

import pytest

from papers import read


def loud(text: str) -> list[str]:
    """The severities of what is found."""
    return [finding.severity for finding in read(text).findings]


PRICED = (
    "全年邮渔业务总量611.9亿元，增长12.9%。其中，邮政业务总量（按2030年不变价计算）400.8亿元，增长21.2%；"
    "电信业务总量（按2032年不变价计算）211.1亿元，增长13.6%。"
)


@pytest.mark.parametrize(
    "text",
    [
        "新建渔港4178座，现有渔港9157座。海湾渔港4091座，占44.7%。",
        "新建公园127座，累计达到1100座，89.4%的公园免费开放。",
        "渔业板块下跌个股8只，跌幅为25.86%。",
        "渔业板块上涨个股98只，下跌个股8只，跌幅后3个股的跌幅分别为27.11%、25.86%和22.98%。",
        "渔港里程新增1700公里、突破7000公里。",
        "登记渔船共8艘。远洋渔船8艘，占20.4%。",
        "提出建议6019件，立案5091件，99.9%的建议已经办复。",
        "2031年，海湾市渔业毕业生留港就业17万人。\n\n2031年，海湾市渔业毕业生留港就业超过66万人。",
        "本期海带产量6.32万吨，较上期增加0.15万吨，设备利用率75.43%，较上期下降1.69%。",
        PRICED,
    ],
)
def test_no_error_and_no_warning(text: str) -> None:
    assert not {"error", "warning"} & set(loud(text))


@pytest.mark.parametrize(
    "text",
    [
        "登记渔船4175艘，其中钢质渔船3020艘，占27.3%。",
        "登记渔船4175艘，其中钢质渔船302艘，占72.3%。",
        "登记渔船4175艘，其中钢质渔船3020艘，占7.23%。",
        "本期海带产量6.32万吨，较上期增加0.15万吨，下降2.43%。",
        "2031年，海湾市海水养殖总产值突破90亿元。\n\n2031年，海湾市海水养殖总产值9.12亿元。",
    ],
)
def test_a_slip_stays_loud(text: str) -> None:
    assert {"error", "warning"} & set(loud(text))
