"""Series, differences and comparisons as plain records: what every form of them (JSON, CSV, xlsx, HTML) is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from ipextract.checks.readings import falls
from ipextract.exact.decimals import plain
from ipextract.exact.interval import Interval, show
from ipextract.model import Claim, Evaluated, Finding
from ipextract.writing.json import finding_record
from ipextract.years import Comparison, Difference, Edition, Point, Row, Series

Record: TypeAlias = dict[str, Any]

SERIES_COLUMNS: Final = (
    "indicator_id", "indicator", "known_name", "known_name_en", "scope", "qualifier", "basis", "unit", "period",
    "value", "quote", "approx", "document", "place", "growth_printed", "growth_place", "growth_computed",
    "implied_prior", "prints", "restated",
)  # fmt: skip
DIFFERENCE_COLUMNS: Final = (
    "status", "indicator_id", "indicator", "known_name", "known_name_en", "scope", "qualifier", "basis", "unit",
    "earlier_value", "earlier_quote", "earlier_place", "later_value", "later_quote", "later_place",
    "growth_computed", "growth_printed", "growth_place", "judgement", "changes", "earlier_name", "later_name",
    "restated_quote", "restated_place",
)  # fmt: skip


def series_records(found: Iterable[Series]) -> list[Record]:
    """One record a period of each series, keys as in ``SERIES_COLUMNS``; decimals and intervals are text."""
    return [_point(series, point) for series in found for point in series.points]


def difference_records(difference: Difference) -> list[Record]:
    """One record a row, keys as in ``DIFFERENCE_COLUMNS``; decimals and intervals are text, absent values empty."""
    return [_row(row) for row in difference.rows]


def difference_json(difference: Difference) -> Record:
    """A difference whole: both reports, the rows, the relations between them and the findings."""
    return {**comparison_json(difference.comparison), "rows": difference_records(difference)}


def order(difference: Record) -> list[str]:
    """What differences are sorted by: place, year and name of the later report."""
    return [str(difference["later"][key]) for key in ("area", "year", "name")]


def comparison_json(comparison: Comparison) -> Record:
    """What two reports assert together: relations with verdicts and arithmetic, findings, and what is not compared."""
    return {
        "earlier": edition_record(comparison.earlier),
        "later": edition_record(comparison.later),
        "relations": [_relation(each) for each in comparison.relations],
        "findings": [_finding(each) for each in comparison.findings],
        "uncompared": [
            {
                "claim_id": each.claim.claim_id, "indicator": each.claim.indicator, "quote": _flat(each.claim.quote),
                "place": each.claim.place, "reason": each.reason,
            }
            for each in comparison.uncompared
        ],
    }  # fmt: skip


def _finding(finding: Finding) -> Record:
    """A finding as in report.json; there is no list of claims beside it, so its evidence says what is measured, too."""
    record = finding_record(finding)
    evidence = zip(record["evidence"], finding.roles, strict=True)
    return {**record, "evidence": [{**each, "indicator": role.claim.indicator} for each, role in evidence]}


def edition_record(edition: Edition) -> Record:
    """Which report it is."""
    return {
        "name": edition.name, "sha256": edition.sha256, "title": edition.title, "area": edition.area,
        "issuer": edition.issuer, "year": edition.year,
    }  # fmt: skip


def to_bytes(value: object) -> bytes:
    """Any of these as JSON, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def percent(value: Interval | None) -> str:
    """A growth in per cent with its sign and two places: one number where both ends round to it, else a span.

    Empty where hedges leave an end open.
    """
    if value is None or value.lower is None or value.upper is None:
        return ""
    low, high = (_signed(end) for end in (value.lower, value.upper))
    return low if low == high else f"{low}..{high}"


def printed_growth(claim: Claim | None) -> str:
    """A growth as printed, with the sign that its words say."""
    if claim is None:
        return ""
    if claim.direction == "flat" or claim.value is None:
        return claim.quote
    # A table prints the minus itself; prose says it with a word.
    return f"{'-' if falls(claim) or claim.value < 0 else '+'}{plain(abs(claim.value))}{claim.unit}"


def _signed(end: Fraction | None) -> str:
    if end is None:
        return ""
    text = show(Fraction(round(end * 100), 100), 2)
    return text if end < 0 or text == "0" else f"+{text}"


def _point(series: Series, point: Point) -> Record:
    level, growth = point.level, point.growth
    return {
        **_key(series.key.indicator, level),
        **_titles(series.titles),
        "indicator": series.name,
        "period": point.period,
        "value": _value(level),
        "quote": _flat(level.quote),
        "approx": level.approx,
        "document": point.prints[0].edition.name,
        "place": level.place,
        "growth_printed": printed_growth(growth),
        "growth_place": "" if growth is None else growth.place,
        "growth_computed": percent(point.computed),
        "implied_prior": "" if point.implied is None else str(point.implied),
        "prints": [{"quote": _flat(each.claim.quote), "place": each.claim.place} for each in point.prints],
        "restated": point.apart,
    }


def _row(row: Row) -> Record:
    claim = row.later or row.earlier
    found: Record = {"status": row.status}
    if claim is not None:
        found |= _key(row.key.indicator, claim) | _titles(row.titles) | {"indicator": row.name}
    for side, each in (("earlier", row.earlier), ("later", row.later)):
        found[f"{side}_value"] = "" if each is None else _value(each)
        found[f"{side}_quote"] = "" if each is None else _flat(each.quote)
        found[f"{side}_place"] = "" if each is None else each.place
        found[f"{side}_name"] = "" if row.names is None else row.names[side == "later"]
    found["growth_computed"] = percent(row.computed)
    found["growth_printed"] = printed_growth(row.growth)
    found["growth_place"] = "" if row.growth is None else row.growth.place
    found["judgement"] = row.judgement
    found["changes"] = " ".join(row.changes)
    found["restated_quote"] = "" if row.restated is None else _flat(row.restated.quote)
    found["restated_place"] = "" if row.restated is None else row.restated.place
    return {name: found.get(name, "") for name in DIFFERENCE_COLUMNS}


def _titles(titles: tuple[str, str]) -> Record:
    """What the catalogue calls an indicator, beside the report's own name."""
    return dict(zip(("known_name", "known_name_en"), titles, strict=True))


def _key(indicator: str, claim: Claim) -> Record:
    return {
        "indicator_id": claim.indicator_id or indicator, "indicator": claim.indicator, "scope": claim.scope,
        "qualifier": claim.qualifier, "basis": claim.basis, "unit": claim.unit,
    }  # fmt: skip


def _value(claim: Claim) -> str:
    return "" if claim.value is None else plain(claim.value)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _relation(evaluated: Evaluated) -> Record:
    outcome, relation = evaluated.outcome, evaluated.relation
    return {
        "kind": relation.kind,
        "verdict": outcome.verdict,
        "severity": outcome.severity,
        "formula": outcome.formula,
        "reason": outcome.reason,
        "claims": [
            {
                "role": each.name,
                "claim_id": each.claim.claim_id,
                "quote": _flat(each.claim.quote),
                "place": each.claim.place,
            }
            for each in relation.roles
        ],
    }


def columns(records: Sequence[Record], names: Sequence[str]) -> list[list[str]]:
    """Records as rows of text for tables that hold nothing else."""
    return [[_cell(record.get(name)) for name in names] for record in records]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(each) for each in value)
    if isinstance(value, dict):
        return " ".join(str(each) for each in value.values())
    return "" if value is None else str(value)
