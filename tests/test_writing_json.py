from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from factories_report import claim, document, mention, report, without_claims
from ipextract.exact.interval import Interval
from ipextract.model import Told, UnreadableDocument
from ipextract.writing import json as writer


def values(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return [v for child in node.values() for v in values(child)]
    if isinstance(node, list):
        return [v for child in node for v in values(child)]
    return [node]


def test_the_bytes_are_the_golden_ones(snapshot: SnapshotAssertion) -> None:
    assert writer.to_bytes(report()).decode() == snapshot


def test_reading_back_gives_the_same_dicts() -> None:
    assert json.loads(writer.to_bytes(report())) == writer.to_dict(report())


def test_equal_reports_give_equal_bytes() -> None:
    assert writer.to_bytes(report()) == writer.to_bytes(report())


def test_no_float_leaves_the_program() -> None:
    assert not any(isinstance(v, float) for v in values(writer.to_dict(report())))


def test_every_quote_is_its_slice_of_the_text() -> None:
    whole = writer.to_dict(report())
    for each in [*whole["claims"], *whole["findings"][0]["evidence"]]:
        assert whole["text"][each["char_start"] : each["char_end"]] == each["quote"]


def test_numbers_name_their_claim_or_their_reason() -> None:
    base = report()
    extra = (
        mention(base.document, "全年", "", "", reason="date"),
        replace(mention(base.document, "其他", "", ""), value=Decimal(7)),
    )
    numbers = writer.to_dict(replace(base, mentions=(*base.mentions, *extra)))["numbers"]
    found = [(n["status"], n["claim_id"]) for n in numbers]
    assert [f for f in found if f[0] != "claim"] == [("date", None), ("residue", None)]
    assert [f for f in found if f[0] == "claim"] == [("claim", f"c{i}") for i in range(1, 6)]


def test_numbers_that_nothing_explains_are_listed_in_text_order() -> None:
    base = report()
    left = replace(mention(base.document, "其他", "", ""), reason="unexplained")
    numbers = writer.to_dict(replace(base, residue=(left, base.mentions[0])))["numbers"]
    assert len(numbers) == len(base.mentions) + 1
    assert [n["char_start"] for n in numbers] == sorted(n["char_start"] for n in numbers)
    assert [n["status"] for n in numbers].count("unexplained") == 1


def test_a_string_of_several_claims_names_the_first() -> None:
    doc = document("产业结构为4:37:59。")
    claims = tuple(claim(doc, n, n, f"c{i}", "%") for i, n in enumerate(("4", "37", "59"), start=1))
    whole = replace(without_claims(), document=doc, claims=claims, mentions=(mention(doc, "4:37:59", "4", "%"),))
    [number] = writer.to_dict(replace(whole, mentions=(replace(whole.mentions[0], number_end=12),)))["numbers"]
    assert (number["status"], number["claim_id"]) == ("claim", "c1")


def test_a_value_is_the_printed_decimal_without_exponent() -> None:
    doc = document("约5.9万件。")
    each = claim(doc, "约5.9万件", "5.9E+4", "c1", "件", interval=Interval(Fraction(58500), None, upper_open=True))
    [record] = writer.to_dict(replace(without_claims(), document=doc, claims=(each,)))["claims"]
    assert (record["value"], record["lower"], record["upper"], record["upper_open"]) == ("59000", "58500", None, True)


def test_ends_that_never_end_are_rounded_outward() -> None:
    assert writer.interval(Interval(Fraction(1, 3), Fraction(2, 3))) == {
        "lower": "0.333333333333",
        "upper": "0.666666666667",
        "lower_open": False,
        "upper_open": False,
    }


@pytest.mark.parametrize(
    "name", ["年报.pdf", "年报.pdf".encode().decode("ascii", "surrogateescape")], ids=["utf-8", "undecoded"]
)
def test_a_file_name_is_the_same_in_every_locale(name: str) -> None:
    assert writer.to_dict(report(name=name))["document"]["name"] == "年报.pdf"


def test_lone_surrogates_in_the_text_stay_readable_json() -> None:
    text = "共\ud83d5件。"
    doc = replace(document(), text=text)
    assert json.loads(writer.to_bytes(replace(without_claims(), document=doc)))["text"] == text


def test_an_unreadable_document_has_a_record_too() -> None:
    error = UnreadableDocument("a.pdf", "encrypted", "a password is needed", "save it without one")
    record = json.loads(writer.unreadable(error, "0.1.0", Told(limits=(("pages", "9"),))))
    assert record["unreadable"] == {
        "outcome": "encrypted",
        "message": "a password is needed",
        "mend": "save it without one",
    }
    told = {"area": "", "year": "", "title": "", "issuer": "", "manifest": None}
    assert record["told"] == {**told, "limits": {"pages": "9"}, "second_reader": False}
    assert "claims" not in record
