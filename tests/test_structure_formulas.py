"""What a table prints of its own columns and rows: the numbers that they bear, and the sums made of them."""

from __future__ import annotations

import pytest

from ipextract.rulebook import load
from ipextract.structure.formulas import formulas_in, key_of, numbering, signs_of

SIGNS = signs_of(load())


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("3", "3"),
        ("03", "3"),
        ("③", "3"),
        ("（3）", "3"),
        ("(3)", "3"),
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("九十", "90"),
        ("二十一", ""),  # no table has so many
        ("C", "C"),
        ("c", ""),
        ("CD", ""),
        ("渔", ""),
        ("", ""),
    ],
)
def test_what_number_a_mark_is(printed: str, wanted: str) -> None:
    assert key_of(printed, SIGNS) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (("1", "2", "3"), {"1": 0, "2": 1, "3": 2}),
        (("1", "2", "3=1+2"), {"1": 0, "2": 1, "3": 2}),
        (("（1）", "（2）", "（3）＝（1）＋（2）"), {"1": 0, "2": 1, "3": 2}),
        (("A", "B", "C", "D=A+B-C"), {"A": 0, "B": 1, "C": 2, "D": 3}),
        (("1", "2"), {}),  # two numbers may be figures
        (("2", "3", "4"), {}),
        (("1", "3", "5"), {}),
        (("3", "2", "1"), {}),
        (("1", "1", "2"), {}),
        (("1", "2", "三艘"), {}),
        ((), {}),
    ],
)
def test_a_row_that_numbers_the_columns(row: tuple[str, ...], wanted: dict[str, int]) -> None:
    assert numbering(dict(enumerate(row)), SIGNS) == wanted


def told(text: str) -> list[str]:
    """Each formula: what is the total, its parts, what is taken off, and of what the numbers are."""
    return [
        f"{each.total} = {'+'.join(each.parts)}" + "".join(f" -{key}" for key in each.less) + f" {each.axis or ''}"
        for each in formulas_in([text], SIGNS)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3=1+2", ["3 = 1+2 "]),
        ("3＝1＋2", ["3 = 1+2 "]),
        ("③=①+②", ["3 = 1+2 "]),
        ("1+2=3", ["3 = 1+2 "]),
        ("4=1+2-3", ["4 = 1+2 -3 "]),
        ("4 = 1 + 2 - 3", ["4 = 1+2 -3 "]),
        ("D=A+B", ["D = A+B "]),
        ("1+2=3+4", ["4 = 1+2 -3 "]),  # the last of what is added closes the sum
        ("1+2=3-4", ["3 = 1+2+4 "]),
        ("第3栏=第1栏+第2栏", ["3 = 1+2 columns"]),
        ("第3行=第1行+第2行", ["3 = 1+2 rows"]),
        ("第三项加第四项之和，等于第一项", ["1 = 3+4 rows"]),
        ("3=1", []),  # equates two numbers and sums nothing
        ("3=1+1", []),
        ("3=3+1", []),
        ("3=1×2", []),
        ("3=1+2%", []),
        ("3=1+2.5", []),
        ("3=1+2*4", []),
        ("渔船3=1+2", []),
        ("1.3=1+2", []),
        ("渔船3艘", []),
        ("3=1+2；6=4+5", ["3 = 1+2 ", "6 = 4+5 "]),
    ],
)
def test_sums_that_are_spelled_out(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_a_formula_names_all_its_numbers() -> None:
    (formula,) = formulas_in(["4=1+2-3"], SIGNS)
    assert (formula.text, formula.keys) == ("4=1+2-3", ("4", "1", "2", "3"))
