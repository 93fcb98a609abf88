"""Sections on what shall be done, the year that a report looks back on, and how exact a number is that is a rate."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ipextract import pipeline
from ipextract.claims.draft import interval_of
from ipextract.claims.plans import planned, reviewed_year
from sentences import BOOK, prepared

TITLE = "渔业局2031年渔业工作报告\n"


@pytest.mark.parametrize(
    ("text", "plans", "year"),
    [
        (
            "一、2031年工作回顾\n渔船90艘。\n二、2032年工作安排\n渔港3座。\n三、渔民\n渔民5人。",
            ["渔港3座。"],
            "2031",
        ),
        ("2031年工作回顾\n渔船90艘。\n下一步工作打算\n渔港3座。", ["渔港3座。"], "2031"),
        ("渔船多。\n\n下一步工作打算\n\n渔港3座。", ["渔港3座。"], ""),
        ("渔船多。\n\n渔港多，下一步工作打算\n\n渔港3座。", [], ""),  # a sentence is no heading
        ("一、2031年工作安排\n渔港3座。", [], ""),  # of the year of the report
        ("一、渔业\n（一）下一步工作打算\n渔港3座。\n（二）渔民\n渔民3人。", ["渔港3座。"], ""),
        ("一、渔业\n（一）2032年工作安排\n渔港3座。\n（二）渔民\n渔民3人。", ["渔港3座。"], ""),
        ("一、今年以来工作完成情况和下一步打算\n渔港3座。", [], ""),
        (
            "一、2032年主要目标\n渔港3座。\n（一）捕捞\n渔获3吨。\n二、渔民\n渔民3人。",
            ["渔港3座。\n（一）捕捞\n渔获3吨。"],
            "",
        ),
    ],
)
def test_sections_of_plans(text: str, plans: list[str], year: str) -> None:
    document = prepared(TITLE + "\n" + text).document
    assert [document.text[start:end].strip() for start, end in planned(document, "2031", BOOK)] == plans
    assert reviewed_year(document, BOOK) == year


def bounds(text: str, *, rate: bool) -> list[Fraction | None]:
    number = next(each for each in prepared(text).mentions if each.is_quantity)
    found = interval_of(number, rate=rate)
    return [end for each in found if each is not None for end in (each.lower, each.upper)]


def test_an_integer_that_stands_for_a_rate_is_rounded() -> None:
    half = Fraction(1, 2)
    assert bounds("渔船39艘", rate=True) == [38, 40, 39 - half, 39 + half]
    assert bounds("渔船39艘", rate=False) == [39, 39, 39, 39]
    assert bounds("渔船约39艘", rate=True) == bounds("渔船约39艘", rate=False)
    assert bounds("渔获3.9吨", rate=True) == bounds("渔获3.9吨", rate=False)


@pytest.mark.parametrize(
    ("text", "aimed"),
    [
        ("计划登记渔船400艘，完成300艘，其中木船200艘。", ["400艘"]),
        ("计划登记渔船400艘，其中木船200艘。", ["400艘", "200艘"]),
        ("计划登记渔船400艘，完成300艘，明年计划登记500艘，其中木船300艘。", ["400艘", "500艘", "300艘"]),
    ],
)
def test_what_is_told_of_a_number_that_is_done_is_done(text: str, aimed: list[str]) -> None:
    claims = pipeline.analyse_text(TITLE + "\n" + text, rulebook=BOOK).claims
    assert [claim.quote for claim in claims if claim.modality == "target"] == aimed


def test_a_plan_is_held_against_itself_and_against_no_fact() -> None:
    held = "2032年，一般公共预算收入预期31.24亿元，其中税收收入21.11亿元、非税收入9.33亿元。"
    mixed = "2031年渔船90艘，2032年计划登记80艘，其中木船85艘。"
    report = pipeline.analyse_text(TITLE + "\n二、2032年工作安排\n\n" + held + mixed, rulebook=BOOK)
    (finding,) = [each for each in report.findings if each.severity in ("error", "warning")]
    assert (finding.code, finding.severity) == ("IPX101", "warning")
    assert [role.claim.quote for role in finding.roles] == ["31.24亿元", "21.11亿元", "9.33亿元"]
