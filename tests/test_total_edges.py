"""Which numbers a total closes: said by words, and unmoved by what the numbers are."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from ipextract.model import Report
from ipextract.rulebook.cues import ListTest, TotalCondition
from ipextract.structure.totals import CONDITIONS, TESTS, closing
from papers import BOOK, PAPERS, paper, read

HOLDS = (
    "全县新建泵站217座、水闸135座、涵洞43座，共计395座。",
    "木质渔船12艘、钢质渔船18艘，合计30艘。",
    "近海渔船12艘、远洋渔船18艘，一共30艘。",
    "渔港收入14.00亿元，加上补助收入59.28亿元，收入总计73.28亿元。",
    "渔港支出50.2亿元，转贷支出9.4亿元，加上结转支出3.1亿元，支出总计62.7亿元。",
    "海港35座（其中一级12座）、内河港43座，合计78座，新建码头127座，改建码头91座，合计218座。",
    "登记渔船4175艘，其中钢质渔船3020艘，木质渔船920艘，共计3940艘。",
)


CLOSED = (
    "登记渔船4175艘，其中钢质渔船3020艘，木质渔船920艘，其他235艘。",
    "建成码头93座，其中公用码头41座、非公用码头52座。",
    "登记渔船4175艘，分为两类，其中帆船1020艘，机动船3155艘。",
)
TABLE = """| 指标 | 登记 | 在港 |
|---|---|---|
| 渔船（艘） | 4175 | 4079 |
| 其中：钢质渔船（艘） | 3020 | 2950 |
| 渔港（座） | 12 | 11 |
"""


def joined(report: Report) -> set[tuple[str, str]]:
    """Each total with each of its parts, as edges join them."""
    return {(edge.source, edge.target) for edge in report.edges if edge.role == "total-of"}


def places(text: str) -> list[tuple[int, int]]:
    """The same by the offsets of their numbers."""
    report = read(text)
    at = {claim.claim_id: claim.char_start for claim in report.claims}
    return sorted((at[total], at[part]) for total, part in joined(report))


def asserted(report: Report) -> set[tuple[str, str]]:
    """Each total with each of its parts, as sums of 合计 assert it."""
    sums = (each.relation for each in report.relations if each.relation.rule == "stated-total")
    return {
        (relation.of_role("total")[0].claim_id, part.claim_id)
        for relation in sums
        if not relation.echo
        for part in relation.of_role("part")
    }


def test_every_condition_and_test_that_a_cue_may_name_is_one() -> None:
    assert set(CONDITIONS) == set(get_args(TotalCondition))
    assert set(TESTS) == set(get_args(ListTest))


@pytest.mark.parametrize("text", HOLDS)
def test_edge_and_relation_say_the_same_total(text: str) -> None:
    assert joined(read(text)) == asserted(read(text)) != set()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_in_papers_edge_and_relation_say_the_same_total(path: Path) -> None:
    report = paper(path)
    names = {claim.claim_id: claim.indicator for claim in report.claims}
    assert asserted(report) <= joined(report)
    wholes = {edge.source: edge.target for edge in report.edges if edge.role == "part-of"}
    for total, part in joined(report):
        assert wholes.get(total) != part, names[part]  # no number is a part of what it is the total of


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(HOLDS), st.data())
def test_no_digit_joins_a_total_to_other_parts(text: str, data: st.DataObject) -> None:
    """Who is joined to whom never depends on what the numbers are."""
    claim = data.draw(st.sampled_from(read(text).claims))
    digits = [i for i in range(claim.char_start, claim.char_end) if text[i].isdecimal()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    assert places(text[:at] + digit + text[at + 1 :]) == places(text)


def held(text: str, rules: set[str]) -> set[tuple[int, ...]]:
    """The relations of some rules that words assert, by the places of their numbers among all numbers."""
    report = read(text)
    place = {claim.claim_id: i for i, claim in enumerate(report.claims)}
    found = (each.relation for each in report.relations if each.relation.rule in rules and not each.relation.echo)
    return {tuple(place[claim.claim_id] for claim in relation.claims) for relation in found}


@settings(max_examples=120, deadline=None)
@given(st.sampled_from((*HOLDS, *CLOSED, TABLE)), st.data())
def test_no_number_is_so_far_off_that_a_relation_is_gone(text: str, data: st.DataObject) -> None:
    """A total that nobody can have meant is suspected at most, but it is held against the same parts."""
    rules = {"stated-total", "with-rest", "all-kinds", "so-many-kinds", "table-of-which"}
    claim = data.draw(st.sampled_from(read(text).claims))
    number = regex.search(r"[0-9.]+", text[claim.char_start :])
    assert number is not None
    other = str(data.draw(st.integers(3, 99_999)))
    start = claim.char_start + number.start()
    changed = text[:start] + other + text[start + len(number[0]) :]
    assert held(changed, rules) == held(text, rules) != set()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("木质渔船12艘、钢质渔船18艘，合计9712艘。", "suspicion"),
        ("登记渔船4175艘，其中钢质渔船3020艘，其他9235艘。", "suspicion"),
        ("登记渔船4175艘，其中钢质渔船9820艘，其他235艘。", "error"),
        ("登记渔船4175艘，其中钢质渔船12艘，其他81艘。", "suspicion"),
        ("渔港收入512.4亿元，财力收入913.3亿元；调入资金204.1亿元，合计1117.4亿元。", "info"),
    ],
)
def test_what_is_far_off_or_comes_out_otherwise_is_said_softly(text: str, severity: str) -> None:
    assert [each.severity for each in read(text).findings] == [severity]


@pytest.mark.parametrize(
    ("lead", "strong", "weak"),
    [
        ("，合计", "合计", ""),
        ("，合计建成", "合计", ""),
        ("，渔港合计", "合计", ""),
        ("，建成合计渔港", "", ""),
        ("，共计", "共计", ""),
        ("，共", "", "共"),
        ("，共有", "", ""),
        ("，总数", "", "总数"),
        ("，渔港总数", "", ""),
        ("，渔港总数达", "总数达", ""),
        ("，总共建成", "总共", ""),
    ],
)
def test_where_a_word_makes_a_total(lead: str, strong: str, weak: str) -> None:
    cues = [cue for cue in BOOK.cues_of("total-of") if cue.way == "words"]
    found = {cue.at: word for cue in cues if (word := closing(lead, cue))}
    assert (found.get("edge", ""), found.get("all", "")) == (strong, weak)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("渔港3座、码头5座，两项合计8座。", ["合计", "合计"]),
        ("渔港3座、码头5座，合计建成8座。", ["合计", "合计"]),
        ("渔港收入14亿元，加上补助收入59亿元，收入总计73亿元。", ["加上", "总计"]),
    ],
)
def test_edges_say_where_the_words_of_their_cue_stand(text: str, words: list[str]) -> None:
    made = [edge for edge in read(text).edges if edge.role == "total-of"]
    assert [text[edge.start : edge.end] for edge in made] == words


@pytest.mark.parametrize(
    ("text", "other", "condition"),
    [
        ("渔港3座、渔船90艘、码头5座，合计8座。", "90艘", "same-unit"),
        ("渔港3座、增长5%，码头5座，合计8座。", "5%", "level"),
        ("渔港3座、码头5座（其中一级2座），合计8座。", "2座", "outside-brackets"),
        ("海港3座、内河港4座，合计7座，新建码头12座，改建码头9座，合计21座。", "7座", "no-total"),
        ("渔港收入340万元，完成预算400万元的85%，码头收入120万元，合计460万元。", "400万元", "no-base-of-a-rate"),
    ],
)
def test_numbers_are_passed_over_for_a_reason(text: str, other: str, condition: str) -> None:
    report = read(text)
    quotes = {claim.claim_id: claim.quote for claim in report.claims}
    refused = {quotes[each]: why for edge in report.edges if edge.role == "total-of" for each, why in edge.refused}
    assert refused[other] == condition


@pytest.mark.parametrize(
    "text",
    [
        "建成渔港12座，合计建成49座。",
        "新增渔港12座，新建码头20座，总数达320座。",
        "注销渔船36艘，检修渔船63艘，现有渔船合计306艘。",
        "获得渔具许可证23个、渔港许可证19个，累计获得许可证合计333个。",
        "新增渔港8座、新设码头5座，总数60座。",
        "9座、码头4座，合计21座。",
        "海湾镇渔港5座、沙洲镇渔港3座；登记渔船总计80座。",
        "补助渔港12万元，贷款30万元，其中再融资合计8万元。",
        "建成渔港12座、码头4座，计划合计达到49座。",
        "渔港3座、码头5座。共有8人值守。",
    ],
)
def test_numbers_that_no_words_make_a_total_have_no_edge(text: str) -> None:
    assert joined(read(text)) == asserted(read(text)) == set()
