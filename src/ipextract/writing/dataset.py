"""Archive → a Parquet dataset: files named by their content, split by report year, and datapackage.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from importlib.resources import files
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ipextract.exact.decimals import DIGITS, PLACES
from ipextract.tabular.exchange import DOCUMENTS, TABLES, Column, Row, Table

DESCRIPTOR: Final = "datapackage.json"
NAME: Final = "ipextract-archive"

#: What Hive and its readers call the partition of rows without a year.
_NO_YEAR: Final = "__HIVE_DEFAULT_PARTITION__"
#: Rows of a row group: readers take one at a time.
_GROUP: Final = 65_536
#: Paths that an export may have written, so that a later one may take them away.
_OURS: Final = re.compile(
    rf"(?:{'|'.join(table.name for table in TABLES)})/(?:year=(?:\d{{4}}|{_NO_YEAR})/)?part-[0-9a-f]{{32}}\.parquet"
)
_TYPES: Final[Mapping[str, Any]] = {
    "text": pa.string(),
    "decimal": pa.decimal128(DIGITS, PLACES),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}
#: The same types as the Table Schema of the Data Package standard calls them.
_SPOKEN: Final = {"text": "string", "decimal": "number", "integer": "integer", "boolean": "boolean", "list": "array"}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a table: its path below the folder, with slashes, how many rows, and its SHA-256."""

    path: str
    rows: int
    size: int
    digest: str


def is_part(path: str) -> bool:
    """True for a path that an export may have written."""
    return _OURS.fullmatch(path) is not None


def part(table: Table, year: str, rows: Iterable[Row]) -> tuple[Part, bytes]:
    """Some rows of a table as a Parquet file; equal rows give equal bytes and so the same name.

    Decimals are decimal128(38, 12), whole numbers int32, lists lists of strings. A file without rows is of no year:
    readers cannot tell the type of a year that is never there.
    """
    listed = list(rows)
    columns = zip(*listed, strict=True) if listed else ((),) * len(table.columns)
    arrays = [pa.array(values, type=_TYPES[c.type]) for c, values in zip(table.columns, columns, strict=True)]
    schema = pa.schema([pa.field(c.name, _TYPES[c.type], nullable=c.optional) for c in table.columns])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd", row_group_size=_GROUP)
    data = bytes(sink.getvalue())
    name = f"part-{blake2b(data, digest_size=16).hexdigest()}.parquet"
    folder = f"year={year if re.fullmatch(r'[0-9]{4}', year) else _NO_YEAR}/" if table.yearly and listed else ""
    return Part(f"{table.name}/{folder}{name}", len(listed), len(data), sha256(data).hexdigest()), data


def descriptor(parts: Mapping[str, Sequence[Part]]) -> bytes:
    """The datapackage.json (Data Package 2.0) of the files of each table, by its name."""
    texts = _texts()
    record = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        **texts["package"],
        "resources": [_resource(table, parts[table.name], texts["tables"][table.name]) for table in TABLES],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def is_ours(data: bytes) -> bool:
    """True for the datapackage.json of an export, whatever its version."""
    try:
        record = json.loads(data)
    except ValueError:
        return False
    return isinstance(record, dict) and record.get("name") == NAME


def _resource(table: Table, parts: Sequence[Part], texts: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, texts["columns"][column.name]) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [],  # an empty text is a text
    }
    if table is not DOCUMENTS:
        reference = {"resource": DOCUMENTS.name, "fields": list(DOCUMENTS.key)}
        schema["foreignKeys"] = [{"fields": [name], "reference": reference} for name in table.documents]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": table.name,
        "type": "table",
        "title": texts["title"],
        "title_zh": texts["title_zh"],
        "path": [each.path for each in parts],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum(each.size for each in parts),
        "rows": sum(each.rows for each in parts),
        "hashes": {each.path: f"sha256:{each.digest}" for each in parts},
        "schema": schema,
    }


def _field(column: Column, texts: Sequence[str]) -> dict[str, Any]:
    english, chinese = texts
    field: dict[str, Any] = {
        "name": column.name,
        "type": _SPOKEN[column.type],
        "description": english,
        "description_zh": chinese,
    }
    return field if column.optional else field | {"constraints": {"required": True}}


@cache
def _texts() -> dict[str, Any]:
    data = files("ipextract.writing").joinpath("fields.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(data)
    for table in found["tables"].values():
        table["columns"] = found["shared"] | table["columns"]
    return found
