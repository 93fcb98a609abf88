"""Sums are asserted by words: whatever their numbers are, the same numbers are held against each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipextract.relations.closed import all_kinds, so_many
from ipextract.relations.echoes import near, telling
from papers import BOOK, read

HOLDS = (
    "全县新建泵站217座、水闸135座、涵洞43座，共计395座。",
    "木质渔船12艘、钢质渔船18艘，合计30艘。",
    "渔港收入14.00亿元，加上补助收入59.28亿元，收入总计73.28亿元。",
    "登记渔船4175艘，其中钢质渔船3020艘，木质渔船920艘，其他235艘。",
    "建成码头93座，其中公用码头41座、非公用码头52座。",
    "渔港游客814万人次，其中，城镇居民游客533万人次，增长4.1%；农村居民游客281万人次，增长2.2%。",
    "登记渔船4175艘，分为两类，其中帆船1020艘，机动船3155艘。",
    "全市渔业投资641亿元。从城乡看，城镇投资263亿元；乡村投资378亿元。",
    "全市渔业用电641.5亿度。从用途看，捕捞用电213.2亿度；养殖用电328.1亿度；加工用电100.2亿度。",
    "邮电业务总量88.4亿元。其中，邮政业务总量49.2亿元，电信业务总量39.2亿元。",
)


def sums(text: str) -> list[tuple[int, ...]]:
    """The sums that words assert, by the offsets of their numbers."""
    found = (each.relation for each in read(text).relations if each.relation.kind == "sum")
    return [tuple(claim.char_start for claim in relation.claims) for relation in found if not relation.echo]


@pytest.mark.parametrize("text", HOLDS)
def test_the_parts_are_held_against_their_total(text: str) -> None:
    assert [each.standing for each in read(text).relations if each.relation.kind == "sum"] == ["holds"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HOLDS), st.data())
def test_no_digit_makes_a_sum_or_takes_one_away(text: str, data: st.DataObject) -> None:
    """Whether a sum is asserted never depends on what its numbers are."""
    [relation] = [each.relation for each in read(text).relations if each.relation.kind == "sum"]
    claim = data.draw(st.sampled_from(relation.claims))
    digits = [i for i in range(claim.char_start, claim.char_end) if text[i].isdecimal()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    assert sums(text[:at] + digit + text[at + 1 :]) == sums(text)


@pytest.mark.parametrize(
    "text",
    [
        "登记渔船4175艘，其中钢质渔船3020艘、木质渔船1155艘。",
        "渔港泊位4175个（大型1020个、小型3155个）。",
        "9所、中学4所，合计13所。",
    ],
)
def test_an_agreement_that_no_words_assert_is_an_echo(text: str) -> None:
    report = read(text)
    [echo] = [each for each in report.relations if each.relation.echo]
    assert (echo.standing, echo.outcome.power) == ("echo", 0.0)
    place = report.relations.index(echo)
    assert all(place not in each.relations for each in report.coverage)
    assert report.findings == ()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("登记渔船4817艘，其中木质渔船4306艘、钢质渔船391艘、玻璃钢渔船118艘。", "warning"),
        ("登记渔船41752艘，其中钢质渔船30204艘、木质渔船11458艘。", "warning"),
        # the list does not end the sentence, or other numbers stand between
        ("登记渔船41752艘，其中钢质渔船30204艘、木质渔船11458艘，均已检验。", "suspicion"),
        ("登记渔船41752艘，其中钢质渔船30204艘，增长3%，木质渔船11458艘，增长2%。", "suspicion"),
    ],
)
def test_one_slip_from_an_echo_is_told(text: str, severity: str) -> None:
    assert [(each.rule, each.severity) for each in read(text).findings] == [("but-for-one-slip", severity)]


@pytest.mark.parametrize(
    "text",
    [
        "登记渔船41752艘，其中主要是钢质渔船30204艘、木质渔船11458艘。",
        "登记渔船41752艘，其中钢质渔船30204艘、木质渔船11458艘等。",
        # no one slip, short numbers, and what rounding explains
        "登记渔船41752艘，其中钢质渔船30204艘、木质渔船1177艘。",
        "登记渔船42艘，其中钢质渔船30艘、木质渔船11艘。",
        "水产品产量41.7万吨，其中海水产品30.2万吨、淡水产品11.4万吨。",
    ],
)
def test_what_is_left_over_is_mostly_lawful(text: str) -> None:
    assert read(text).findings == ()


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("城镇渔民", "乡村渔民"), True),
        (("公用码头", "非公用码头"), True),
        (("合格鱼苗", "不合格鱼苗"), True),
        (("城镇渔民", "乡村渔船"), False),
        (("国有码头", "国有船厂"), False),
        (("钢质渔船", "木质渔船"), False),
        (("城镇渔民", "乡村渔民", "海岛渔民"), False),
    ],
)
def test_kinds_that_are_all(names: tuple[str, ...], wanted: bool) -> None:
    assert all_kinds(names, BOOK) is wanted


@pytest.mark.parametrize(
    ("said", "count", "wanted"),
    [("，分为两类：", 2, True), ("，分为2类，其中", 2, True), ("，分为三类：", 2, False), ("，其中两艘", 2, False)],
)
def test_how_many_kinds_there_are(said: str, count: int, wanted: bool) -> None:
    assert so_many(said, count, BOOK) is wanted


def test_short_numbers_come_near_by_chance() -> None:
    def numbers(text: str) -> tuple[bool, bool]:
        whole, *parts = read(text).claims
        return telling(whole, parts), near(whole, parts)

    assert numbers("渔船41752艘，钢质渔船30204艘、木质渔船11458艘。") == (True, True)
    assert numbers("渔船417艘，钢质渔船302艘、木质渔船105艘。") == (True, False)
    assert numbers("渔船42艘，钢质渔船30艘、木质渔船11艘。") == (False, False)
