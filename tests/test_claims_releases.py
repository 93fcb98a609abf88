"""Short dated releases: what their headlines, bodies that speak and spans of years make of a claim."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Claim
from ipextract.rulebook import load

RULEBOOK = load()


def claims(text: str) -> list[Claim]:
    return list(pipeline.analyse_text(text, rulebook=RULEBOOK).claims)


def names(text: str) -> list[str]:
    return [claim.indicator for claim in claims(text)]


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("我国渔船绿色化转型加快 年回收旧网超8亿张", ["年回收旧网"]),
        ("海州渔港二季度新开项目80个以上 总投资超200亿元", ["新开项目", "总投资"]),
        ("我国渔船绿色化转型加快年回收旧网", []),
        ("渔 业 人 口 达 80 万 人", ["渔业人口"]),  # letters set apart are no parts
    ],
)
def test_white_space_parts_a_headline(headline: str, wanted: list[str]) -> None:
    found = names(headline + "\n记者今天从渔业局了解到有关情况。")
    assert [name[-len(end) :] for name, end in zip(found, wanted, strict=True)] == wanted
