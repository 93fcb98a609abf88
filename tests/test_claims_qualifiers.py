"""What tells two numbers of one name apart: the words around them become the qualifier of each claim."""

from __future__ import annotations

import pytest

from sentences import built


def qualifiers(text: str) -> list[str]:
    """QUOTE NAME | QUALIFIER of each claim that has one."""
    return [f"{each.quote} {each.indicator} | {each.qualifier}" for each in built(text)[0] if each.qualifier]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔港9座（从业80人），渔船12艘（从业60人）。", ["80人 从业 | 渔港", "60人 从业 | 渔船"]),
        ("渔港9座（从业80人），渔船12艘（从业80人）。", []),  # no two values
        ("渔港9座，网工80人；渔船12艘，网工60人。", ["80人 网工 | 渔港", "60人 网工 | 渔船"]),
        ("渔港9座，女工80人，女工60人。", []),  # nothing parts them
        (
            "在第五届渔业博览会上，获金奖9项。在第六届渔业博览会上，获金奖7项。",
            ["9项 金奖 | 在第五届渔业博览会上", "7项 金奖 | 在第六届渔业博览会上"],
        ),
        ("渔民3人。渔民9人。", []),
        ("一、近海\n渔民3人。\n二、远洋\n渔民9人。", []),  # the same words may be misprinted
    ],
)
def test_what_tells_two_numbers_of_one_name_apart(text: str, wanted: list[str]) -> None:
    assert qualifiers(text) == wanted
