"""Which level another one was before: said by words, and unmoved by what the numbers are."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipextract.claims.before import TAKES, WAYS
from ipextract.rulebook.cues import BeforeCondition
from papers import BOOK, PAPERS, paper, read

HOLDS = (
    "渔业产值由上年的46.0亿元提高到52.0亿元，增长13.0%。",
    "登记渔船4175艘（上年4079艘），增长2.4%。",
    "登记渔港12座，上年为10座，增加2座。",
    "2027年登记渔船3800艘，2030年登记渔船4175艘，比2027年增长9.9%。",
    "2029年登记渔船4079艘，2030年登记渔船4175艘，比上年增加96艘。",
    "渔船完好率为86.4%，上年为84.9%，提高1.5个百分点。",
)


def earlier(text: str) -> list[str]:
    """The edges of this role as texts."""
    by_id = {claim.claim_id: claim.quote for claim in read(text).claims}
    return [f"{by_id[e.source]} {by_id[e.target]}" for e in read(text).edges if e.role == "before-of"]


def told(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """The relations with a level before, by kind and the offsets of their numbers."""
    found = (each.relation for each in read(text).relations if each.relation.of_role("prior"))
    return [(relation.kind, tuple(claim.char_start for claim in relation.claims)) for relation in found]


def test_every_condition_and_way_that_a_cue_may_name_is_one() -> None:
    assert set(TAKES) == set(get_args(BeforeCondition))
    assert {cue.way for cue in BOOK.cues_of("before-of")} == {*WAYS, "end-points"}


@pytest.mark.parametrize("text", HOLDS)
def test_the_level_before_is_held_against_what_is_said_of_it(text: str) -> None:
    assert len(earlier(text)) == 1
    assert told(text)


@settings(max_examples=60)
@given(st.sampled_from(HOLDS), st.data())
def test_no_digit_makes_a_relation_or_takes_one_away(text: str, data: st.DataObject) -> None:
    """Whether a relation is asserted never depends on what its numbers are."""
    claim = data.draw(st.sampled_from(read(text).claims))
    digits = [i for i in range(claim.char_start, claim.char_end) if text[i].isdecimal()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    other = text[:at] + digit + text[at + 1 :]
    assert told(other) == told(text)
    assert len(earlier(other)) == len(earlier(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("登记渔船4175艘，渔港12座，上年登记渔船为4079艘。", ["4079艘 4175艘"]),
        ("登记渔船4175艘，上年为4079艘；渔港12座，上年为10座。", ["4079艘 4175艘", "10座 12座"]),
        ("登记渔船4175艘，上年渔港为12座。", []),
        ("登记渔船4175艘，上年鱼苗产量为12万吨。", []),
        ("渔港由2026年的9座增加到2031年的12座，比2026年增长33.3%。", ["9座 12座"]),
        ("2026年渔港9座，2028年渔港10座，2031年渔港12座，比2026年增长33.3%。", ["9座 12座"]),
        ("2029年渔港9座，2030年渔港10座，2031年渔港12座。", ["9座 10座", "10座 12座"]),
        ("上年登记渔船4079艘，登记渔船力争达到4175艘。", []),
    ],
)
def test_what_was_before_what(text: str, wanted: list[str]) -> None:
    assert earlier(text) == wanted


def test_the_nearer_numbers_are_told_with_what_speaks_against_them() -> None:
    report = read("登记渔船4175艘，渔港12座，上年登记渔船为4079艘。")
    by_id = {claim.claim_id: claim.quote for claim in report.claims}
    [edge] = [e for e in report.edges if e.role == "before-of"]
    assert [(by_id[other], why) for other, why in edge.refused] == [("12座", "same-unit")]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_edge_and_relation_say_the_same_level_before(path: Path) -> None:
    report = paper(path)
    joined = {(edge.source, edge.target) for edge in report.edges if edge.role == "before-of"}
    for each in report.relations:
        priors, levels = each.relation.of_role("prior"), each.relation.of_role("level")
        if priors and levels and levels[0].origin == "prose":
            assert (priors[0].claim_id, levels[0].claim_id) in joined, levels[0].quote
