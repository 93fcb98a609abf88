"""Relations that their words make across sentences, and between names with one front."""

from __future__ import annotations

import pytest

from papers import read


def told(text: str, kind: str) -> list[tuple[str, ...]]:
    found = (each.relation for each in read(text).relations if each.relation.kind == kind)
    return [tuple(claim.quote for claim in relation.claims) for relation in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔技服务进出口总额90亿元。其中，出口50亿元；进口41亿元。", [("90亿元", "50亿元", "41亿元")]),
        ("渔技服务进出口90亿元，渔技服务出口50亿元，渔技服务进口40亿元。", [("90亿元", "50亿元", "40亿元")]),
        ("渔技服务进出口90亿元，渔具出口50亿元，渔具进口40亿元。", []),
        ("渔技服务进出口90亿元，渔技服务出口50亿元，渔具进口40亿元。", []),
    ],
)
def test_parts_by_definition_have_the_front_of_their_whole(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert told(text, "sum") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔民总数9804人，比上年增加132人。渔民总量增长1.8%。", ("9804人", "132人", "1.8%")),
        ("渔民总数9804人，比上年增加132人，增长1.4%。渔船增长1.8%。", ("9804人", "132人", "1.4%")),
    ],
)
def test_a_growth_of_the_next_sentence_is_held_against_the_change(text: str, wanted: tuple[str, ...]) -> None:
    assert wanted in told(text, "change")


def test_a_growth_that_does_not_follow_from_level_and_change_warns() -> None:
    [finding] = read("渔民总数9804人，比上年增加132人。渔民总量增长1.8%。").findings
    assert (finding.code, finding.severity) == ("IPX203", "warning")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("旧存案件36件，新收案件412件，审结420件，未结28件。", [("36件", "412件", "420件", "28件")]),
        ("年末未结28件，审结420件，旧存案件36件，新收案件412件。", [("36件", "412件", "420件", "28件")]),
        ("上年末未结36件，新收案件412件，审结420件，未结28件。", [("36件", "412件", "420件", "28件")]),
        ("旧存案件36件，新收案件412件，审结420件。", []),
        ("旧存案件36件，新收案件412件，审结420人，未结28件。", []),
    ],
)
def test_four_numbers_of_a_balance(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert told(text, "balance") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("受理案件120件，审结108件，结案率90%。", 1),
        ("受理案件120件，审结108件，审限内结案率98%。", 0),
        ("渔企资产总额120亿元，负债总额60亿元，资产负债率50%。", 1),
    ],
)
def test_a_rate_is_of_the_levels_that_its_whole_name_says(text: str, wanted: int) -> None:
    found = [each for each in read(text).relations if each.relation.rule == "rate-of-names"]
    assert len(found) == wanted
