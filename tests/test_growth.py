"""Texts that are made to take long take longer in proportion to their length: no family is quadratic.

What is held to is the exponent of the growth, never a time; bench/growth.py prints both.
"""

from __future__ import annotations

from functools import cache

import pytest

from growing_texts import FAMILIES, TIMES, Growth, fragments, growth, repeated, settled
from ipextract import pipeline, rulebook
from ipextract.writing.json import to_bytes
from sampling import some

BOUND = 1.6


@cache
def book() -> rulebook.Rulebook:
    found = rulebook.load()
    pipeline.analyse_text("1", rulebook=found)
    return found


def run(text: str) -> bytes:
    return to_bytes(pipeline.analyse_text(text, rulebook=book()))


@pytest.mark.parametrize("name", some(FAMILIES, each=3))
def test_no_family_takes_more_than_its_share(name: str) -> None:
    book()
    found = settled(run, FAMILIES[name], BOUND)
    assert found.exponent < BOUND, f"{found.small:.3f} s for {found.size} characters, {found.large:.3f} s for {TIMES} x"


def test_what_is_quadratic_is_told() -> None:
    def pairs(text: str) -> int:
        return sum(one == other for one in text for other in text)

    assert settled(pairs, repeated("港"), BOUND, more=1).exponent > BOUND
    assert growth(lambda text: sum(map(ord, text * 99)), repeated("港")).exponent < BOUND


def test_the_exponent_is_that_of_the_seconds() -> None:
    assert Growth(1000, 1.0, 4.0).exponent == pytest.approx(1)
    assert Growth(1000, 1.0, 16.0).exponent == pytest.approx(2)


def test_there_are_families_and_fragments_enough() -> None:
    assert len(FAMILIES) >= 25
    assert len(list(fragments())) > 500
