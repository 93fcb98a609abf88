"""The tables of the archive and how values go in and come out: a claim read back equals the one that went in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final

from ipextract.exact.decimals import fitting, plain
from ipextract.exact.interval import Interval
from ipextract.model import Claim, Evaluated, Finding, PlaceBox, Role
from ipextract.tabular.exchange import EXACT
from ipextract.tabular.rows import COLUMNS, DECIMALS, FLAGS, WHOLE, table

SCHEMA_VERSION: Final = 2
OLDEST: Final = 1
"""The oldest version that this program brings up to date."""

TOOL: Final = "ipextract"
"""What ``about`` says, and nobody else."""

CLAIMS: Final = ("reading", "number", *COLUMNS, *EXACT)
RELATIONS: Final = ("reading", "number", "kind", "rule", "verdict", "severity", "formula", "reason", "cue", "claims")
FINDINGS: Final = (
    "reading", "number", "finding_id", "code", "rule", "severity", "rounding", "message", "message_zh", "formula",
    "distance", "waived", "known", "claims",
)  # fmt: skip
YEAR_FINDINGS: Final = ("earlier_reading", *FINDINGS)
"""The columns of findings between two readings: ``reading`` is the later one."""


def _claim_type(name: str) -> str:
    if name in DECIMALS:
        return "DECIMAL(38,12)"
    if name in WHOLE or name == "number":
        return "INTEGER"
    return "BOOLEAN" if name in FLAGS else "VARCHAR"


def _typed(names: Sequence[str], types: Mapping[str, str]) -> dict[str, str]:
    return {name: types.get(name, "VARCHAR") for name in names}


_FINDING_TYPES: Final = {"number": "INTEGER", "waived": "BOOLEAN", "known": "BOOLEAN", "claims": "VARCHAR[]"}

#: The views, which an older archive gets anew.
VIEW_NAMES: Final = (
    "current_readings", "current_claims", "current_relations", "current_findings", "current_year_findings",
)  # fmt: skip
VIEWS: Final = (
    """CREATE OR REPLACE VIEW current_readings AS SELECT r.*, d.name, d.title, d.series, d.format FROM readings r
       JOIN documents d USING (sha256) WHERE r.current AND d.superseded_by IS NULL""",
    *(
        f"CREATE OR REPLACE VIEW current_{name} AS SELECT c.name AS document, c.sha256, c.area AS report_area, "
        f"c.year AS report_year, t.* FROM {name} t JOIN current_readings c USING (reading)"
        for name in ("claims", "relations", "findings")
    ),
    """CREATE OR REPLACE VIEW current_year_findings AS SELECT l.name AS document, l.sha256, l.area AS report_area,
       l.year AS report_year, e.sha256 AS earlier_sha256, e.name AS earlier_document, e.year AS earlier_year, t.*
       FROM year_findings t JOIN current_readings l USING (reading)
       JOIN current_readings e ON e.reading = t.earlier_reading""",
)
#: Every table with its columns, in their order, and their types as DuckDB names them.
SHAPE: Final[Mapping[str, Mapping[str, str]]] = {
    "about": {"schema_version": "INTEGER", "tool": "VARCHAR"},
    "documents": {
        "sha256": "VARCHAR", "name": "VARCHAR", "format": "VARCHAR", "title": "VARCHAR", "series": "VARCHAR",
        "corrected": "BOOLEAN", "area": "VARCHAR", "issuer": "VARCHAR", "year": "VARCHAR", "first_read": "TIMESTAMP",
        "superseded_by": "VARCHAR",
    },
    "readings": {
        "reading": "VARCHAR", "sha256": "VARCHAR", "rules_digest": "VARCHAR", "version": "VARCHAR", "area": "VARCHAR",
        "issuer": "VARCHAR", "year": "VARCHAR", "read_at": "TIMESTAMP", "claims": "INTEGER", "relations": "INTEGER",
        "findings": "INTEGER", "current": "BOOLEAN", "text": "VARCHAR", "line_starts": "VARCHAR",
    },
    "claims": {name: _claim_type(name) for name in CLAIMS},
    "relations": _typed(RELATIONS, {"number": "INTEGER", "claims": "VARCHAR[]"}),
    "findings": _typed(FINDINGS, _FINDING_TYPES),
    "year_findings": _typed(YEAR_FINDINGS, _FINDING_TYPES),
    "runs": {
        "run": "BIGINT", "started": "TIMESTAMP", "version": "VARCHAR", "rules_digest": "VARCHAR",
        "documents": "INTEGER", "ingested": "INTEGER",
    },
}  # fmt: skip

_KEYS: Final = {"documents": "sha256", "readings": "reading"}


def _made(name: str, *, anew: bool = True) -> str:
    columns = (
        f'"{column}" {kind}' + (" PRIMARY KEY" if _KEYS.get(name) == column else "")
        for column, kind in SHAPE[name].items()
    )
    return f"CREATE TABLE {'' if anew else 'IF NOT EXISTS '}{name} ({', '.join(columns)})"


#: What an older archive lacks: where printed lines begin, findings between two years. Each step may have been taken.
UPGRADE: Final = (
    "ALTER TABLE readings ADD COLUMN IF NOT EXISTS line_starts VARCHAR",
    _made("year_findings", anew=False),
    *VIEWS,
    f"UPDATE about SET schema_version = {SCHEMA_VERSION}",
)

#: One statement a table or view. ``readings`` keeps every reading of a document; one of them is current.
DDL: Final = (
    *(_made(name) for name in SHAPE),
    f"INSERT INTO about VALUES ({SCHEMA_VERSION}, '{TOOL}')",
    *VIEWS,
)


def claim_columns(reading: str, claims: Sequence[Claim]) -> dict[str, list[Any]]:
    """The columns of ``CLAIMS`` for some claims, decimals as text for the database to cast."""
    columns = table(claims)
    found: dict[str, list[Any]] = {"reading": [reading] * len(claims), "number": list(range(len(claims)))}
    for name in COLUMNS:
        values = columns[name]
        found[name] = [_decimal_text(value) for value in values] if name in DECIMALS else values
    found["value_text"] = [_plain(claim.value) for claim in claims]
    found["value_high_text"] = [_plain(claim.value_high) for claim in claims]
    found["confidence_text"] = [_plain(claim.confidence) for claim in claims]
    found["any_reading"] = [_spelled(claim.interval) for claim in claims]
    found["nearest_reading"] = [_spelled(claim.nearest) for claim in claims]
    return found


def relation_columns(reading: str, relations: Sequence[Evaluated]) -> dict[str, list[Any]]:
    """The columns of ``RELATIONS``; ``claims`` are role=claim_id."""
    rows = [
        (
            reading, number, each.relation.kind, each.relation.rule, each.outcome.verdict, each.outcome.severity,
            each.outcome.formula, each.outcome.reason, each.relation.cue, _roles(each.relation.roles),
        )
        for number, each in enumerate(relations)
    ]  # fmt: skip
    return _turned(RELATIONS, rows)


def finding_columns(reading: str, findings: Sequence[Finding]) -> dict[str, list[Any]]:
    """The columns of ``FINDINGS``; ``claims`` are role=claim_id."""
    rows = [
        (
            reading, number, each.finding_id, each.code, each.rule, each.severity, each.rounding, each.message,
            each.message_zh, each.formula, each.distance, each.waiver is not None, each.known, _roles(each.roles),
        )
        for number, each in enumerate(findings)
    ]  # fmt: skip
    return _turned(FINDINGS, rows)


def starts_text(starts: Sequence[int]) -> str:
    """Ascending offsets as the steps between them."""
    return " ".join(str(each - before) for before, each in pairwise((0, *starts)))


def starts_of(text: str | None) -> tuple[int, ...]:
    """The offsets again; none for a reading that an older version wrote."""
    return tuple(accumulate(map(int, text.split()))) if text else ()


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim that a row of ``claims`` was made of."""
    return Claim(
        claim_id=row["claim_id"], kind=row["kind"], value=_decimal(row["value_text"]),
        value_high=_decimal(row["value_high_text"]), unit=row["unit"], interval=_interval(row["any_reading"]),
        nearest=_interval(row["nearest_reading"]), approx=row["approx"], indicator=row["indicator"],
        scope=row["scope"], period=row["period"], basis=row["basis"], direction=row["direction"], base=row["base"],
        within=row["within"], of=row["of"], modality=row["modality"], quote=row["quote"],
        char_start=row["char_start"], char_end=row["char_end"], page=row["page"], line=row["line"],
        boxes=_boxes(row["box"]), section=tuple(row["section"].split(" / ")) if row["section"] else (),
        origin=row["origin"], rule=row["rule"], printed=row["printed"], hedges=tuple(row["hedges"].split()),
        qualifier=row["qualifier"], place=row["place"], confidence=_decimal(row["confidence_text"]),
        indicator_id=row["indicator_id"],
    )  # fmt: skip


def _turned(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    listed = list(rows)
    columns = zip(*listed, strict=True) if listed else ((),) * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _roles(roles: Sequence[Role]) -> list[str]:
    return [f"{role.name}={role.claim.claim_id}" for role in roles]


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _decimal_text(value: Decimal | None) -> str | None:
    held = fitting(value)
    return None if held is None else plain(held)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _spelled(interval: Interval | None) -> str | None:
    """An interval with exact ends: [59000,59500), [1/3,inf)."""
    if interval is None:
        return None
    low = "-inf" if interval.lower is None else str(interval.lower)
    high = "inf" if interval.upper is None else str(interval.upper)
    return f"{'(' if interval.lower_open else '['}{low},{high}{')' if interval.upper_open else ']'}"


@lru_cache(maxsize=4096)
def _interval(text: str | None) -> Interval | None:
    if text is None:
        return None
    low, high = text[1:-1].split(",")
    return Interval(
        None if low == "-inf" else Fraction(low),
        None if high == "inf" else Fraction(high),
        lower_open=text[0] == "(",
        upper_open=text[-1] == ")",
    )


def _boxes(text: str) -> tuple[PlaceBox, ...]:
    found: list[PlaceBox] = []
    for each in text.split(";") if text else ():
        page, *ends = each.split()
        x0, top, x1, bottom = map(float, ends)
        found.append(PlaceBox(int(page), x0, top, x1, bottom))
    return tuple(found)
