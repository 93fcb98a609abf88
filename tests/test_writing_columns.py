"""Lines, tables and underlined numbers in terminal columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipextract.writing import underlined
from ipextract.writing.columns import aligned, shortened, table, width, wrapped
from ipextract.writing.speech import printable
from ipextract.writing.underlined import Mark, Printed

LINE = "云崖市全年新建渔港12座、船坞340座、灯塔5600座，合计5952座，同比增长4.40%，居全省第二位。"


def marks(line: str, *quotes: str) -> list[Mark]:
    return [Mark(line.index(quote), line.index(quote) + len(quote), f"r{i}") for i, quote in enumerate(quotes)]


def rows(line: str, columns: int, *quotes: str) -> list[str]:
    return list(underlined.rows(Printed(line, 0, len(line)), marks(line, *quotes), columns, printable, str))


def carets(source: str, below: str) -> list[str]:
    """What stands above each run of carets, counted in columns."""
    cells = "".join(ch + ("\0" if width(ch) == 2 else "") for ch in source)
    return [cells[m.start() : m.end()].replace("\0", "") for m in re.finditer(r"\^+", below)]


# --- lines ---------------------------------------------------------------------------------------------------------


def test_a_chinese_character_is_two_wide_and_a_colour_is_nothing() -> None:
    assert width("合计 26项") == 9
    assert width("\x1b[31;1m合计\x1b[0m") == 4
    assert width("e\u0301") == 1


def test_no_terminal_no_end_of_line() -> None:
    assert wrapped("很长 " * 200, None, "  ") == ["  " + "很长 " * 200]


@given(
    st.text(alphabet="渔港座、。（）12345.% abc万亿", max_size=120),
    st.integers(min_value=12, max_value=60),
)
def test_a_wrapped_text_keeps_its_characters_and_its_numbers(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert re.findall(r"[\d.%]+", text) == [number for line in lines for number in re.findall(r"[\d.%]+", line)]
    assert [line for line in lines[1:] if line.startswith(tuple("、。）")) and " " not in text] == []


def test_a_number_stays_with_its_unit() -> None:
    lines = wrapped("原文为1234567件，少8件，多12345.67万元", 14)
    assert [line for line in lines if re.search(r"\d$", line)] == []
    assert lines == ["原文为", "1234567件，少", "8件，多", "12345.67万元"]


def test_what_cannot_be_broken_stands_out_whole() -> None:
    assert wrapped("共 " + "9" * 50, 20) == ["共", "9" * 50]


def test_what_hangs_is_indented() -> None:
    assert wrapped("one two three", 9, "> ", "    ") == ["> one two", "    three"]


# --- tables --------------------------------------------------------------------------------------------------------

TABLE = [
    ("指标", "2031", "2032", ""),
    ("有效渔港泊位数 (个)", "1,204", "1,310", "a long remark about it"),
    ("船坞", "3", "-", ""),
]


def test_columns_line_up_where_characters_are_two_wide() -> None:
    first, second = aligned([("渔港", "1", "a"), ("x", "22", "b")], right=(1,))
    assert (first, second) == ("渔港   1  a", "x     22  b")


def test_a_table_that_fits_is_left_alone() -> None:
    assert list(table(TABLE, None)) == list(table(TABLE, 200)) == list(aligned(TABLE))


@pytest.mark.parametrize("columns", [30, 40, 48, 56])
def test_a_table_that_does_not_fit_keeps_every_number(columns: int) -> None:
    lines = list(table(TABLE, columns, "  ", right=(1, 2)))
    assert max(width(line) for line in lines) <= columns
    whole = "\n".join(lines)
    assert all(cell in whole for cell in ("1,204", "1,310", "船坞"))
    assert whole.replace("\n", " ").split() != []
    assert "remark" in whole


def test_a_name_is_cut_in_its_middle_and_not_in_a_number() -> None:
    assert shortened("raw/annual-report-2031.pdf", 18) == "raw/annu..2031.pdf"
    assert shortened("raw/annual-report-2031.pdf", 15) == "raw/annual..pdf"
    assert shortened("短", 2) == "短"


@given(st.text(alphabet="渔港ab12.", min_size=1, max_size=40), st.integers(min_value=6, max_value=30))
def test_a_cut_name_fits(text: str, columns: int) -> None:
    assert width(shortened(text, columns)) <= columns


# --- numbers underlined --------------------------------------------------------------------------------------------


def test_two_numbers_of_a_line_share_it() -> None:
    source, below = rows(LINE, 120, "340座", "5952座")
    assert source == LINE
    assert carets(source, below) == ["340座", "5952座"]
    assert below.split() == ["^^^^^", "r0", "^^^^^^", "r1"]


@pytest.mark.parametrize("columns", [20, 28, 40, 60, 79])
def test_carets_stand_below_their_numbers_at_every_width(columns: int) -> None:
    shown = rows(LINE, columns, "12座", "340座", "5952座")
    assert max(width(row) for row in shown) <= columns
    pairs = [(shown[i - 1], row) for i, row in enumerate(shown) if "^" in row]
    assert [quote for source, below in pairs for quote in carets(source, below)] == ["12座", "340座", "5952座"]
    said = "\n".join(shown)
    assert [label for label in ("r0", "r1", "r2") if said.count(label) != 1] == []
    for source, _ in pairs:
        # Each number of a row is one of the line, whole.
        assert set(re.findall(r"\d[\d.]*%?", source.replace("...", " "))) <= {"12", "340", "5600", "5952", "4.40%"}


def test_a_number_that_is_too_long_for_the_terminal_stays_whole() -> None:
    number = "9" * 200
    source, below, label = rows(f"全年新建渔港{number}座，超过上年。", 40, f"{number}座")
    assert number in source
    assert "^" * 202 in below
    assert label.strip() == "r0"


def test_numbers_in_each_other_are_one() -> None:
    line = "每4.5万人有渔港2座"
    found = [Mark(1, 5, "whole"), Mark(1, 4, "part"), Mark(9, 11, "part")]
    source, below, labels = underlined.rows(Printed(line, 0, len(line)), found, 80, printable, str)
    assert carets(source, below) == ["4.5万", "2座"]
    assert labels.strip() == "part, whole"


def test_blanks_and_controls_of_a_line_move_no_caret() -> None:
    line = "  渔港\t\t12\x07座\u202e，\n船坞 3座 "
    source, below = tuple(underlined.rows(Printed(line, 0, len(line)), marks(line, "3座"), 80, printable, str))
    assert source == "渔港 12 座， 船坞 3座"
    assert carets(source, below) == ["3座"]


def test_only_the_line_is_shown() -> None:
    text = f"上一行12座\n{LINE}\n下一行"
    start = text.index(LINE)
    found = [Mark(text.index("340座"), text.index("340座") + 4, "r")]
    source, _ = underlined.rows(Printed(text, start, start + len(LINE)), found, 120, printable, str)
    assert source == LINE


def test_names_that_are_too_wide_are_wrapped_and_cut_only_where_nothing_breaks() -> None:
    name = "每万人口发明专利拥有量 (件/万人)"
    rows = [("", "2031", "%"), (name, "1,234.5", "未写增长"), ("raw/very-long.pdf", "7", "x")]
    told = list(table(rows, 33, "", range(1, 2)))
    assert max(map(width, told)) <= 33
    assert "".join(line.split()[0] for line in told[1:-1]) == name.replace(" ", "")
    assert told[1].split()[1:] == ["1,234.5", "未写增长"]
    assert told[-1].split() == [shortened("raw/very-long.pdf", 14), "7", "x"]
