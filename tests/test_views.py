"""Lists from a point of view and what they divide."""

from __future__ import annotations

import pytest

from papers import read


def sums(text: str) -> list[list[str]]:
    found = (each.relation for each in read(text).relations if each.relation.kind == "sum")
    return [[claim.quote for claim in relation.claims] for relation in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔业投资64亿元。从城乡看，城镇投资26亿元；乡村投资38亿元。", [["64亿元", "26亿元", "38亿元"]]),
        # whatever the numbers are
        ("渔业投资64亿元。从城乡看，城镇投资26亿元；乡村投资83亿元。", [["64亿元", "26亿元", "83亿元"]]),
        # each view divides the same whole
        (
            "渔业投资64亿元。从城乡看，城镇投资26亿元；乡村投资38亿元。从来源看，国内投资60亿元；国外投资4亿元。",
            [["64亿元", "26亿元", "38亿元"], ["64亿元", "60亿元", "4亿元"]],
        ),
        (
            "渔业投资64亿元。从城乡看，城镇投资26亿元（其中设备9亿元）；乡村投资38亿元。",
            [["64亿元", "26亿元", "38亿元"]],
        ),
        # another measure, another unit, a list of examples, levels of the year before
        ("渔业投资64亿元。从城乡看，城镇收入26亿元；乡村收入38亿元。", []),
        ("渔业投资64亿元。从城乡看，城镇投资26万美元；乡村投资38万美元。", []),
        ("渔业投资64亿元。从行业看，捕捞投资26亿元；养殖投资9亿元。", []),
        ("渔业投资64亿元。从城乡看，上年城镇投资26亿元；上年乡村投资38亿元。", []),
        # no view, and nothing before it
        ("渔业投资64亿元。今年以来，捕捞投资26亿元；养殖投资38亿元。", []),
        # no view, but kinds that by the rules leave nothing out
        ("渔业投资64亿元。今年以来，城镇投资26亿元；乡村投资38亿元。", [["64亿元", "26亿元", "38亿元"]]),
        ("从城乡看，城镇投资26亿元；乡村投资38亿元。", []),
    ],
)
def test_what_a_view_divides(text: str, wanted: list[list[str]]) -> None:
    assert sums(text) == wanted


def test_a_list_that_is_complete_by_its_names_accuses_the_total() -> None:
    [finding] = read("渔业投资64亿元。从城乡看，城镇投资26亿元；乡村投资83亿元。").findings
    assert (finding.code, finding.severity) == ("IPX101", "warning")
