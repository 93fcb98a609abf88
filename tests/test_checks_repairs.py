from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import change, check_rules, claim, growth, relation
from ipextract.checks import findings_of, judge
from ipextract.model import Claim, Evaluated, Finding, Relation
from ipextract.model.slips import numeral_of, reprinted
from ipextract.rulebook import load

RULES = check_rules()
POWERS = load().numerals.powers


def findings(*relations: Relation) -> tuple[Finding, ...]:
    evaluated = [Evaluated(each, judge(each, RULES[each.kind])) for each in relations]
    return findings_of(evaluated, RULES, POWERS)


def proposed(finding: Finding) -> list[tuple[str, str, str]]:
    return [(each.printed, each.proposed, each.edit) for each in finding.repairs]


def total(value: str, *parts: str, start: int = 0) -> Relation:
    listed = [claim(each, start=start + i) for i, each in enumerate(parts)]
    return relation("sum", total=claim(value, start=start + 50), part=listed)


def repeat(*claims: Claim) -> Relation:
    return relation("repeat", claim=list(claims))


def test_the_total_is_the_likeliest_where_one_digit_mends_it() -> None:
    (found,) = findings(total("30项", "6项", "7项", "25项"))
    assert proposed(found) == [("30项", "38项", "digit"), ("25项", "17项", "other")]


def test_a_number_that_another_relation_holds_fast_is_cleared() -> None:
    sums = total("30项", "6项", "7项", "25项")
    again = repeat(sums.roles[3].claim, claim("25项", start=90))
    (found,) = findings(sums, again)
    assert proposed(found) == [("30项", "38项", "digit")]


def test_what_confirms_a_correction_ranks_it_first() -> None:
    inner = total("13件", "5件", "8件", start=100)
    outer = relation("sum", total=claim("66件", start=300), part=[inner.roles[0].claim, claim("53件", start=301)])
    wrong = claim("40件", start=400)
    shared = relation("sum", total=claim("50件", start=402), part=[wrong, claim("15件", start=401)])
    helped = relation("sum", total=claim("65件", start=500), part=[claim("30件", start=501), claim("35件", start=502)])
    (found,) = findings(inner, outer, shared, helped)
    assert {each.printed for each in found.repairs} <= {"40件", "50件", "15件"}
    assert found.repairs[0].edit == "digit"


def test_one_fault_behind_two_relations_is_one_finding() -> None:
    whole = claim("576件", start=9)
    by_kind = relation("sum", total=whole, part=[claim("412件", start=1), claim("155件", start=2)])
    by_place = relation("sum", total=whole, part=[claim("300件", start=20), claim("267件", start=21)])
    (found,) = findings(by_kind, by_place)
    assert proposed(found)[0] == ("576件", "567件", "swap")
    assert len(found.repairs) == 1
    assert [(each.code, each.claims[0]) for each in found.related] == [("IPX101", whole.claim_id)]


def test_two_faults_with_a_number_in_common_stay_two() -> None:
    whole = claim("576件", start=9)
    one = relation("sum", total=whole, part=[claim("412件", start=1), claim("155件", start=2)])
    other = relation("sum", total=whole, part=[claim("300件", start=20), claim("203件", start=21)])
    found = findings(one, other)
    assert len(found) == 2
    assert all(not each.related for each in found)
    assert all(whole.claim_id not in {r.claim_id for r in each.repairs if r.edit != "other"} for each in found)


def test_a_power_of_ten_may_be_the_slip() -> None:
    (found,) = findings(repeat(claim("3.2万元", "amount"), claim("3.2亿元", "amount", start=9)))
    assert ("3.2万元", "3.2亿元", "scale") in proposed(found)


def test_rates_and_levels_are_solved_for() -> None:
    level, prior = claim("3260件", start=1), claim("2840件", start=2)
    (found,) = findings(relation("growth", level=level, growth=growth("24.8%", start=3), prior=prior))
    assert ("24.8%", "14.8%", "digit") in proposed(found)
    roles: dict[str, Any] = {"part": claim("589宗", start=1), "whole": claim("1392宗", start=2)}
    (found,) = findings(relation("share", **roles, share=claim("43.2%", start=3)))
    assert ("43.2%", "42.3%", "swap") in proposed(found)
    roles = {"level": claim("2316人", start=1), "prior": claim("2190人", start=2)}
    (found,) = findings(relation("change", **roles, change=change("162人", start=3)))
    assert ("162人", "126人", "swap") in proposed(found)


def _solved() -> dict[str, tuple[Relation, str]]:
    """Relations with one slip in a number, and what the number was before it."""
    heads = claim("7.24万人", "amount", start=5)
    rates = [claim("59件/万人", "ratio", start=2), claim("39.1件/万人", "ratio", start=4)]
    levels = [claim("17822件", start=1), claim("7335件", start=3)]
    return {
        "funnel": (relation("funnel", earlier=claim("418件", start=1), later=claim("1402件", start=2)), "402件"),
        "stock": (relation("stock", flow=claim("731家", start=1), stock=claim("264家", start=2)), "131家"),
        "average": (
            relation(
                "average",
                total=claim("6420万元", "amount", start=1),
                count=claim("214件", start=2),
                average=claim("300万元", "amount", start=3),
            ),
            "30万元",
        ),
        "percap": (relation("percap", level=levels, per=rates), "95件/万人"),
        "population": (
            relation(
                "percap", level=[claim("362件", start=1)], per=[claim("5件/万人", "ratio", start=2)], population=heads
            ),
            "50件/万人",
        ),
        "shares": (
            relation("shares", share=[claim(f"{n}%", start=i) for i, n in enumerate(("41.2", "35.8", "32.0"))]),
            "23.0%",
        ),
        "mix": (
            relation("mix", whole=growth("81.2%", start=1), part=[growth("6.4%", start=2), growth("31.5%", start=3)]),
            "18.2%",
        ),
        "enum": (relation("enum", count=claim("30项", start=1), cue="甲; 乙; 丙", exhaustive=True), "3项"),
    }


@pytest.mark.parametrize("name", sorted(_solved()))
def test_every_kind_that_contradicts_itself_is_solved_for_the_number_that_slipped(name: str) -> None:
    wrong, before = _solved()[name]
    (found,) = findings(wrong)
    assert before in {each.proposed for each in found.repairs}


def test_a_contradiction_of_rounding_is_mended_under_that_rounding() -> None:
    share = relation(
        "share", part=claim("3714件", start=1), whole=claim("10000件", start=2), share=claim("37.2%", start=3)
    )
    (found,) = findings(share)
    assert found.rounding == "nearest"
    assert {each.printed for each in found.repairs} == {"3714件", "37.2%"}
    assert ("37.2%", "37.1%", "digit") in proposed(found)


def test_wordings_have_no_number_to_correct() -> None:
    odd = relation("wording", claim=claim("246余件"), rule="hedge-on-odd")
    (found,) = findings(odd)
    assert found.repairs == ()


@pytest.mark.parametrize("hedged", ["约30项", "30余项"])
def test_no_correction_turns_a_hedge_into_a_contradiction(hedged: str) -> None:
    for found in findings(total(hedged, "6项", "7项", "25项")):
        assert all(each.proposed != each.printed for each in found.repairs)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 9999), min_size=2, max_size=5), st.integers(1, 99999))
def test_every_correction_mends_the_sum_and_the_true_one_is_among_them(parts: list[int], printed: int) -> None:
    if printed == sum(parts):
        return
    sums = total(f"{printed}件", *(f"{n}件" for n in parts))
    for found in findings(sums):
        assert all(_mends(sums, each.claim_id, each.proposed) for each in found.repairs)
        of_total = [each.proposed for each in found.repairs if each.printed == f"{printed}件"]
        if f"{printed}件" not in {f"{n}件" for n in parts}:
            # where one slip in a part explains it, a total of another length is no likely misprint
            assert f"{sum(parts)}件" in of_total or any(each.edit != "other" for each in found.repairs)


def _mends(sums: Relation, claim_id: str, text: str) -> bool:
    values = []
    for role in sums.roles:
        numeral = numeral_of(role.claim)
        assert numeral is not None
        mine = role.claim.claim_id == claim_id
        values.append(reprinted(role.claim, numeral, text.removesuffix("件")).value if mine else role.claim.value)
    return values[0] == sum(v or 0 for v in values[1:])
