"""Which level a share is a share of: said by words, and unmoved by what the numbers are."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipextract.claims.divided import TAKES, WAYS
from ipextract.rulebook.cues import ShareCondition
from ipextract.structure.names import core, ends_in, namings, of_area, one_name
from papers import BOOK, PAPERS, paper, read

HOLDS = (
    "登记渔船4175艘，其中钢质渔船3020艘，占72.3%。",
    "登记渔船4175艘。从材质看，钢质渔船3020艘，占72.3%。",
    "渔业产值46.0亿元，增加值21.4亿元，捕捞产值9.2亿元，占渔业产值的20.0%。",
    "养殖业总产值46.0亿元。海水养殖产值29.9亿元，占总产值的65.0%。",
    "渔业产值46.0亿元。\n\n捕捞产值9.2亿元，占渔业产值的20.0%。",
    "2031年，海湾市登记渔船4175艘。沙洲县登记渔船1020艘，占全市的24.4%。",
    "受理案件3600件，审结3420件，结案率95.0%。",
)


def shares(text: str) -> list[tuple[int, ...]]:
    """The relations of shares by the offsets of their numbers."""
    found = (each.relation for each in read(text).relations if each.relation.kind == "share")
    return [tuple(claim.char_start for claim in relation.claims) for relation in found]


def test_every_condition_and_way_that_a_cue_may_name_is_one() -> None:
    assert set(TAKES) == set(get_args(ShareCondition))
    assert {cue.way for cue in BOOK.cues_of("share-of")} == set(WAYS)


@pytest.mark.parametrize("text", HOLDS)
def test_the_whole_is_held_against_its_share(text: str) -> None:
    [relation] = shares(text)
    assert len(relation) == 3


@settings(max_examples=60)
@given(st.sampled_from(HOLDS), st.data())
def test_no_digit_makes_a_share_or_takes_one_away(text: str, data: st.DataObject) -> None:
    """Whether a relation is asserted never depends on what its numbers are."""
    claims = [c for c in read(text).claims if c.kind in ("count", "amount", "share", "ratio")]
    claim = data.draw(st.sampled_from(claims))
    digits = [i for i in range(claim.char_start, claim.char_end) if text[i].isdecimal()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    assert shares(text[:at] + digit + text[at + 1 :]) == shares(text)


def test_of_two_levels_the_one_that_the_words_name_is_the_whole() -> None:
    """The share fits the level of all teachers and not that of the full-time ones, of which it is said."""
    text = "教师620人，专任教师480人。专任教师中，硕士以上210人，占33.9%。"
    by_id = {claim.claim_id: claim.quote for claim in read(text).claims}
    assert [by_id[e.target] for e in read(text).edges if e.role == "share-of"] == ["480人"]
    assert [finding.code for finding in read(text).findings] == ["IPX201"]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_edge_column_and_relation_say_the_same_whole(path: Path) -> None:
    report = paper(path)
    joined = {edge.source: edge.target for edge in report.edges if edge.role == "share-of"}
    asserted = [each.relation for each in report.relations if each.relation.kind == "share"]
    for relation in asserted:
        [share] = relation.of_role("share")
        wholes = [whole.claim_id for whole in relation.of_role("whole")]
        if share.claim_id in joined and wholes and relation.rule not in ("structure", "rate-of-names"):
            assert wholes == [joined[share.claim_id]], share.quote


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("同期全省进出口总值", ("全省", "进出口总值")),
        ("全部案件", ("", "案件")),
        ("全省", ("", "全省")),
        ("渔船", ("", "渔船")),
    ],
)
def test_the_area_is_no_part_of_a_name(name: str, wanted: tuple[str, str]) -> None:
    assert of_area(name, BOOK) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("渔业产值", ("渔业产值",)),
        ("渔业产值[3]", ("渔业产值",)),
        ("海水养殖（网箱）产值", ("海水养殖产值", "网箱产值")),
        ("海水养殖（网箱）", ("海水养殖", "网箱")),
    ],
)
def test_a_bracket_in_a_name_gives_two(name: str, wanted: tuple[str, ...]) -> None:
    assert namings(name) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("渔船", "全市渔船总数", True),
        ("渔业产值[3]", "渔业产值", True),
        ("渔业产值", "渔业增加值", False),
        ("远洋渔船", "渔船", False),
        ("捕捞量", "捕捞", True),
    ],
)
def test_names_of_one_thing(one: str, other: str, wanted: bool) -> None:
    assert one_name(one, other, BOOK) is wanted


@pytest.mark.parametrize(
    ("name", "wanted"), [("远洋渔船", True), ("渔船", True), ("非渔船", False), ("渔船网具", False), ("大渔船", False)]
)
def test_a_longer_name_ends_in_the_shorter_one(name: str, wanted: bool) -> None:
    assert ends_in(name, core("渔船", BOOK), BOOK) is wanted
