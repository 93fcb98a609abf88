"""Texts that would take for ever: what is bounded is said, and what is looked up says what a search would say."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from factories import check_rules, claim, relation
from ipextract import pipeline
from ipextract.checks import Effort, findings_of, judge
from ipextract.checks.repairs import MOST_STEPS, STEPS_AT_LEAST, STEPS_EACH
from ipextract.exact.interval import meet, point
from ipextract.mentions import find
from ipextract.model import Evaluated, Finding, Relation
from ipextract.model.slips import numeral_of, reaches, variants, widened
from ipextract.relations.above import Above
from ipextract.relations.misread import slipped
from ipextract.relations.passage import REACH, Passage, passages
from ipextract.relations.table_sums import Line, _nested
from ipextract.rulebook import load
from ipextract.structure.sentences import LONGEST, overlong, pieces
from ipextract.structure.tree import grown

RULES = check_rules()
BOOK = load()
SENTENCE = regex.compile(r"[^。]*。?")


def codes(text: str) -> list[str]:
    return [issue.code for issue in pipeline.analyse_text(text).document.issues]


# --- sentences --------------------------------------------------------------------------------------------------------


def test_a_sentence_is_left_whole_up_to_the_bound() -> None:
    text = "渔" * (LONGEST - 1) + "。" + "港3座。"
    assert list(pieces(SENTENCE, text, 0, len(text))) == [(0, LONGEST), (LONGEST, LONGEST + 4)]
    assert overlong(text) is None


@given(st.lists(st.sampled_from(["甲县新建渔港3座，", "乙县", "7", "、", "。", "（2座）"]), max_size=3000))
def test_pieces_join_to_the_text_and_are_short(parts: list[str]) -> None:
    text = "".join(parts)
    found = list(pieces(SENTENCE, text, 0, len(text)))
    assert "".join(text[low:high] for low, high in found) == text
    assert all(0 < high - low <= LONGEST for low, high in found)


def test_a_long_sentence_is_cut_behind_a_mark_not_in_a_number() -> None:
    text = "，".join("建成渔港123座" for _ in range(1000)) + "。"
    found = list(pieces(SENTENCE, text, 0, len(text)))
    assert len(found) > 1
    assert all(text[high - 1] in "，。" for _, high in found)


def test_a_report_says_that_a_sentence_was_read_in_pieces() -> None:
    listed = "，".join(f"第{k}号渔港{k % 90 + 3}座" for k in range(600))
    found = pipeline.analyse_text(f"江海市2031年渔业报告\n建成渔港9座。\n全市{listed}。")
    assert [(issue.code, issue.message.split(":")[0]) for issue in found.document.issues] == [("IPX808", "3")]
    assert len(found.claims) == 601
    assert codes("全市建成渔港9座。") == []


def test_a_run_of_digits_is_one_number_that_nothing_reads() -> None:
    (found,) = find("编号" + "3" * 5000 + "座", BOOK)
    assert (found.end - found.start, found.reason) == (5000, "unexplained")


# --- the sentences above ----------------------------------------------------------------------------------------------


def prose(text: str) -> tuple[Passage, ...]:
    report = pipeline.analyse_text(text)
    return passages(grown(report.document), report.claims)


@given(st.lists(st.sampled_from(["渔港3座", "（", "）", "，", "码头7座"]), min_size=1, max_size=12))
def test_brackets_are_found_as_a_reader_finds_them(parts: list[str]) -> None:
    for passage in prose("全市" + "".join(parts) + "。"):
        pairs, open_at = [], []
        for at, ch in enumerate(passage.text):
            if ch == "（":
                open_at.append(at)
            elif ch == "）" and open_at:
                pairs.append((open_at.pop(), at))
        for i, each in enumerate(passage.claims):
            first, behind = each.char_start - passage.start, each.char_end - passage.start
            around = [(opened, closed) for opened, closed in pairs if opened < first and behind <= closed]
            assert passage.closings[i] == max(around, default=(0, len(passage.text)))[1]
            assert passage.depths[i] == len(around)


def test_a_paragraph_is_remembered_so_far_back() -> None:
    found = prose("全市建成渔港3座。" * (REACH + 5))
    assert found[-1].earlier == tuple(reversed(found[-REACH - 1 : -1]))


def test_nothing_above_is_looked_at_twice() -> None:
    found = prose("\n".join(f"全市建成渔港{k}座。" for k in range(3, 33)))
    above, asked = Above(), []

    def look(place: Passage) -> str | None:
        asked.append(place)
        return place.text if "渔港5座" in place.text else None

    for passage in found:
        nearest = above.nearest("key", look)
        assert nearest == ("全市建成渔港5座。" if passage.start > found[2].start else None)
        above.add(passage)
    assert len(asked) == len(found) - 1


# --- tables -----------------------------------------------------------------------------------------------------------

VALUES = st.integers(1, 400)


@given(st.lists(VALUES, min_size=2, max_size=8), VALUES)
def test_a_slip_in_a_line_is_the_one_that_a_search_finds(values: list[int], total: int) -> None:
    parts = tuple(claim(f"{value}座", start=i) for i, value in enumerate(values))
    line = Line(claim(f"{total}座", start=50), parts)
    wanted = [(line.total, sum(values)), *((part, total - sum(values) + int(part.value or 0)) for part in parts)]
    assert slipped(line.total, line.parts) == any(reaches(each, point(value)) for each, value in wanted)
    nested = any(values[i] == sum(values[i + 1 : k]) for i in range(len(values)) for k in range(i + 3, len(values) + 1))
    assert _nested(line) == nested


@given(st.decimals(1, 999, places=1), st.decimals(1, 999, places=1))
def test_a_number_reaches_what_one_of_its_slips_reaches(printed: Any, meant: Any) -> None:
    each = claim(f"{printed}万吨")
    numeral = numeral_of(each)
    assert numeral is not None
    wanted = point(Fraction(meant) * 10000)
    room = widened(each, wanted)
    searched = any(meet(point(numeral.value(text)), room) is not None for _, text in variants(numeral.text))
    assert reaches(each, wanted) == searched


# --- corrections ------------------------------------------------------------------------------------------------------


def wrong_sum(parts: int, start: int) -> Relation:
    listed = [claim("10座", start=start + i) for i in range(parts)]
    return relation("sum", total=claim(f"{10 * parts + 3}座", start=start + parts), part=listed)


def audited(effort: Effort, *relations: Relation) -> tuple[Finding, ...]:
    return findings_of([Evaluated(each, judge(each, RULES[each.kind])) for each in relations], RULES, {}, effort)


def test_a_sum_of_very_many_is_found_but_not_corrected_and_others_still_are() -> None:
    effort = Effort(1000)
    long, short = audited(effort, wrong_sum(1000, 0), wrong_sum(3, 2000))
    assert (long.code, long.repairs) == ("IPX101", ())
    assert short.repairs
    assert effort.short == 1


def test_the_steps_for_one_fault_and_for_a_report_are_bounded() -> None:
    effort = Effort(0)
    found = audited(effort, *(wrong_sum(700, 1000 * k) for k in range(6)))
    assert len(found) == effort.short == 6
    assert -(-(STEPS_AT_LEAST + STEPS_EACH * 0) // MOST_STEPS) < 6  # so the last ones found nothing left


def test_a_report_says_that_corrections_were_not_looked_for() -> None:
    parts = "，".join(f"渔港{k % 7 + 3}座" for k in range(500))
    total = sum(k % 7 + 3 for k in range(500))
    assert codes(f"江海市2031年渔业报告\n{parts}，合计{total + 8}座。") == ["IPX844", "IPX809"]


@pytest.mark.parametrize("parts", [3, 40])
def test_sums_of_usual_length_are_corrected(parts: int) -> None:
    effort = Effort(parts)
    (found,) = audited(effort, wrong_sum(parts, 0))
    assert found.repairs
    assert effort.short == 0
