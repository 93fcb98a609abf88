"""Edges between numbers: who is part of whom, by which cue, and who was passed over for what."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipextract.model import Edge, Report
from ipextract.rulebook.cues import PartCondition
from ipextract.structure.links import CONDITIONS, changes, compared, one_measure, opened
from papers import BOOK, PAPERS, paper, read


def edges(text: str) -> list[str]:
    quotes = {claim.claim_id: claim.quote for claim in read(text).claims}
    return [f"{quotes[each.source]} {quotes[each.target]}" for each in parts(read(text))]


def parts(report: Report) -> list[Edge]:
    return [each for each in report.edges if each.role == "part-of"]


def passed_over(text: str) -> dict[str, str]:
    quotes = {claim.claim_id: claim.quote for claim in read(text).claims}
    return {quotes[other]: why for each in parts(read(text)) for other, why in each.refused}


def test_every_condition_that_a_cue_may_name_is_one() -> None:
    assert set(CONDITIONS) == set(get_args(PartCondition))


@pytest.mark.parametrize(
    ("lead", "word"),
    [
        ("，其中", "其中"),
        ("，其中海水", "其中"),
        ("，不包括", ""),
        ("、含", "含"),
        ("，硫含", ""),
        ("包括近海", "包括"),
        ("包括近海、远洋，渔民", ""),
    ],
)
def test_where_parts_are_opened(lead: str, word: str) -> None:
    cue = next(each for each in BOOK.cues if each.id == "of-which")
    found = opened(cue, lead, BOOK.words)
    assert (found[1] if found else "") == word


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        ("（木质", "（"),
        (" （另木质", ""),
        ("（木质，", "（"),
        ("，木质", ""),
        ("木质（", ""),
    ],
)
def test_where_a_bracket_opens_parts(lead: str, wanted: str) -> None:
    cue = next(each for each in BOOK.cues if each.at == "mark")
    found = opened(cue, lead, BOOK.words)
    assert (found[1] if found else "") == wanted
    assert found is None or lead.startswith(wanted, found[0])


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        ("比上年增加", True),
        ("比上年增加了", True),
        ("略有减少的", True),
        ("净增加", True),
        ("新增", False),
        ("增加渔船", False),
        ("登记渔船", False),
    ],
)
def test_what_a_level_rose_by_has_no_parts(lead: str, wanted: bool) -> None:
    assert changes(lead, BOOK.words) == wanted


@pytest.mark.parametrize(
    ("lead", "behind", "wanted"),
    [
        ("渔网价格比常规的", "高出近一倍", True),
        ("渔网价格比常规的", "，其中", False),
        ("渔网比往年多，渔网价格为", "高出近一倍", False),
        ("渔网价格为", "高出近一倍", False),
    ],
)
def test_what_a_level_is_held_against_has_no_parts(lead: str, behind: str, wanted: bool) -> None:
    assert compared(lead, behind, BOOK.words) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("渔业产值", "渔业增加值", False),
        ("渔港收入", "渔港支出（含码头）", False),
        ("渔港收入（含码头）", "泊位收入", True),
        ("渔港收入", "泊位", True),
        ("泊位", "渔港收入", True),
        ("渔港", "泊位", True),
    ],
)
def test_parts_are_of_one_measure_with_their_whole(one: str, other: str, wanted: bool) -> None:
    assert one_measure(one, other, BOOK.definitions) == wanted


@pytest.mark.parametrize(
    ("text", "other", "condition"),
    [
        ("登记渔船4175艘，从业渔民9300人，其中钢质渔船3020艘。", "9300人", "same-unit"),
        ("登记渔船4175艘（外省籍210艘），其中钢质渔船3020艘。", "210艘", "outside-brackets"),
        ("登记渔船4175艘，比上年增加96艘，其中钢质渔船3020艘。", "96艘", "level"),
        ("渔业增加值21亿元，产值46亿元，其中捕捞业增加值6亿元。", "46亿元", "one-measure"),
        ("登记渔船4175艘，增长5%，其中钢质渔船3020艘。", "5%", "level"),
        ("登记渔船4175艘，上年为4079艘，其中钢质渔船3020艘。", "4079艘", "not-prior"),
    ],
)
def test_nearer_numbers_are_passed_over_for_a_reason(text: str, other: str, condition: str) -> None:
    assert passed_over(text).get(other) == condition


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("渔港12座，其中有人值守。登记渔船4175艘，其中钢质渔船3020艘，木质渔船90艘。", ["其中", "其中"]),
        ("登记渔船4175艘，包括钢质渔船3020艘。", ["包括"]),
        ("登记渔船4175艘（钢质3020艘）。", ["（"]),
        ("登记渔船4175艘。其中，钢质渔船3020艘。", ["其中"]),
        ("登记渔船4175艘，同比增长2%。", ["同比增长2%"]),
        ("登记渔船4175艘，占全省的2%。", ["占全省的2%"]),
    ],
)
def test_edges_say_where_the_words_of_their_cue_stand(text: str, words: list[str]) -> None:
    assert [text[each.start : each.end] for each in read(text).edges] == words


@pytest.mark.parametrize(
    "text",
    [
        "登记渔船4175艘；渔港吞吐量77万吨，外贸8万吨。",
        "登记渔船4175艘，同比增长5%，渔港12座，其中新建率8%。",
        "登记渔船4175艘。\n其中有人反映渔港太小，全年受理3件。",
    ],
)
def test_numbers_that_no_cue_joins_have_no_edge(text: str) -> None:
    assert edges(text) == []


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(1, 99_999))
def test_no_edge_hangs_on_how_large_a_number_is(first: int, second: int, part: int) -> None:
    made = read(f"登记渔船{first}艘，检验渔船{second}艘，其中钢质{part}艘。")
    assert [(each.source, each.target) for each in parts(made)] == [(made.claims[2].claim_id, made.claims[1].claim_id)]


def wholes(report: Report) -> dict[str, str]:
    return {each.source: each.target for each in parts(report)}


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_relations_of_parts_name_the_whole_of_the_edge(path: Path) -> None:
    """What 其中, 包括 and brackets assert of a part is asserted of the number that its edge names."""
    report = paper(path)
    joined = wholes(report)
    for each in report.relations:
        relation = each.relation
        if relation.rule != "of-which":
            continue
        whole, parts = relation.of_role("whole")[0], relation.of_role("part")
        assert all(joined.get(part.claim_id, whole.claim_id) == whole.claim_id for part in parts), relation.cue


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_edges_join_claims_of_one_unit_to_one_before_them(path: Path) -> None:
    report = paper(path)
    by_id = {claim.claim_id: claim for claim in report.claims}

    def holds(edge: Edge) -> bool:
        source, target = by_id[edge.source], by_id[edge.target]
        told = report.document.text[edge.start : edge.end]
        return source.unit == target.unit and target.char_end <= edge.start < source.char_start and bool(told)

    assert all(holds(edge) for edge in parts(report))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全校招收学员1200人，毕业学员980人，其中女性510人、男性470人。", ["女性毕业学员", "男性毕业学员"]),
        ("登记渔民9300人，持证渔民8800人，其中男性6100人、女性2700人。", ["男性持证渔民", "女性持证渔民"]),
        ("建成码头30座，海港泊位42个，其中新建12个、改建30个。", None),
    ],
)
def test_name_and_relation_say_the_same_whole(text: str, names: list[str] | None) -> None:
    found = read(text)
    whole, parts = found.claims[1], found.claims[2:]
    assert names is None or [claim.indicator for claim in parts] == names
    [total] = [each.relation.of_role("total")[0] for each in found.relations if each.relation.kind == "sum"]
    assert {edge.target for edge in found.edges if edge.role == "part-of"} == {total.claim_id} == {whole.claim_id}
