"""Report → datapackage.json: what the tables beside it hold, column by column, for programs that exchange tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ipextract.model import Report
from ipextract.tabular.rows import COLUMNS, DECIMALS, FLAGS, OPTIONAL, WHOLE
from ipextract.writing.csv import FINDING_COLUMNS
from ipextract.writing.dataset import DESCRIPTOR as DESCRIPTOR  # noqa: PLC0414 - the name of the file, offered from here
from ipextract.writing.json import readable

NAME: Final = "ipextract-report"

_PROFILES: Final = "https://datapackage.org/profiles/2.0"
_CSV: Final = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
_PARQUET: Final = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}


def to_bytes(report: Report, tables: Mapping[str, bytes]) -> bytes:
    """The descriptor (Data Package 2.0) of the tables of a report, by file name; equal tables give equal bytes."""
    texts = _texts()
    schema = pq.read_schema(pa.BufferReader(tables["claims.parquet"]))
    columns: dict[str, tuple[str, Sequence[str], Mapping[str, Any]]] = {
        "claims.csv": ("claims", COLUMNS, _CSV),
        "findings.csv": ("findings", FINDING_COLUMNS, _CSV),
        "claims.parquet": ("claims-parquet", schema.names, _PARQUET),
    }
    record = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": NAME,
        **{key: texts[key] for key in ("title", "title_zh", "description", "description_zh")},
        "sources": [{"title": readable(report.document.name), "sha256": report.document.sha256}],
        "contributors": [{"title": f"ipextract {report.version}", "roles": ["creator"]}],
        "rules_digest": report.rules_digest,
        "resources": [_resource(path, tables[path], *told) for path, told in columns.items()],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _resource(
    path: str, data: bytes, name: str, columns: Sequence[str], form: Mapping[str, Any]
) -> dict[str, Any]:  # fmt: skip
    english, chinese = _texts()["resources"][name]
    about = "findings" if name == "findings" else "claims"
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "title": english,
        "title_zh": chinese,
        "path": path,
        **form,
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column, about) for column in columns],
            "primaryKey": ["finding_id" if about == "findings" else "claim_id"],
            "missingValues": [""] if form is _CSV else [],
        },
    }


def _field(column: str, about: str) -> dict[str, Any]:
    english, chinese = _texts()["columns"][about][column]
    field = {"name": column, "type": _type(column), "description": english, "description_zh": chinese}
    needed = column == "claim_id" or (about == "claims" and column in (*WHOLE, *FLAGS) and column not in OPTIONAL)
    return field | {"constraints": {"required": True}} if needed or column == "finding_id" else field


def _type(column: str) -> str:
    if column in DECIMALS:
        return "number"
    if column in (*WHOLE, "decimals"):
        return "integer"
    return "boolean" if column in FLAGS else "string"


@cache
def _texts() -> dict[str, Any]:
    """The texts of fields.json for a report, with the columns of both tables by name."""
    found: dict[str, Any] = json.loads(files("ipextract.writing").joinpath("fields.json").read_text("utf-8"))
    report: dict[str, Any] = found["report"]
    own, shared, tables = report["columns"], found["shared"], found["tables"]
    claims = shared | tables["claims"]["columns"] | own
    places = {name: claims[name] for name in ("page", "line", "place")}
    findings = shared | places | tables["findings"]["columns"] | own
    return report | {"columns": {"claims": claims, "findings": findings}}
