"""Report → claims.parquet: decimal128 numbers, quotes with the text around them, provenance in the file's metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ipextract.exact.decimals import DIGITS, PLACES, decimal_places, fitting, plain
from ipextract.model import Report
from ipextract.tabular.rows import DECIMALS, FLAGS, WHOLE, table
from ipextract.writing.json import readable

CONTEXT: Final = 32
"""Characters of text kept on each side of a quote, as in a W3C Web Annotation text quote selector."""


def to_bytes(report: Report) -> bytes:
    """The claims table as Parquet; equal reports give equal bytes.

    value, value_high, lower and upper are decimal128(38, 12); a number that does not fit is null there and exact in the
    text column ``value_text``. ``exact``, ``prefix`` and ``suffix`` are the quote and 32 characters to each side.
    The metadata carry the tool version, the rules digest and the name and SHA-256 of the source.
    """
    document = report.document
    columns = table(report.claims)
    number = pa.decimal128(DIGITS, PLACES)
    arrays: dict[str, pa.Array] = {}
    for name, values in columns.items():
        if name in DECIMALS:
            arrays[name] = pa.array([fitting(value) for value in values], type=number)
        elif name in WHOLE:
            arrays[name] = pa.array(values, type=pa.int32())
        elif name in FLAGS:
            arrays[name] = pa.array(values, type=pa.bool_())
        else:
            arrays[name] = _texts(values)
        if name == "value":
            arrays["value_text"] = _texts([None if value is None else plain(value) for value in values])
            arrays["decimals"] = pa.array([decimal_places(value) for value in values], type=pa.int32())
        if name == "quote":
            spans = [(claim.char_start, claim.char_end) for claim in report.claims]
            arrays["exact"] = _texts([document.text[start:end] for start, end in spans])
            arrays["prefix"] = _texts([document.text[max(0, start - CONTEXT) : start] for start, _ in spans])
            arrays["suffix"] = _texts([document.text[end : end + CONTEXT] for _, end in spans])
    provenance = {
        "ipextract.version": report.version,
        "ipextract.rules_digest": report.rules_digest,
        "ipextract.source": readable(document.name),
        "ipextract.source_sha256": document.sha256,
        "ipextract.year": report.year,
    }
    schema = pa.schema([(name, array.type) for name, array in arrays.items()], metadata=provenance)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(list(arrays.values()), schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue())


def _texts(values: Sequence[str | None]) -> pa.Array:
    return pa.array([None if v is None else v.encode("utf-8", "replace").decode() for v in values], type=pa.string())


class Content(NamedTuple):
    """What a Parquet file says: metadata, columns with their types, rows as text, and the library that wrote it."""

    metadata: dict[str, str]
    columns: list[str]
    rows: list[list[str]]
    maker: str


def content(data: bytes, most: int | None = None) -> Content:
    """What a file says; ValueError for no Parquet and for more than ``most`` rows, which are not read."""
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        if most is not None and file.metadata.num_rows > most:
            raise ValueError(f"{file.metadata.num_rows} rows")
        schema = file.schema_arrow
        told = {key.decode("utf-8", "replace"): value.decode("utf-8", "replace") for key, value in _metadata(schema)}
        rows = [[_shown(value) for value in row.values()] for row in file.read().to_pylist()]
        return Content(told, [f"{each.name} {each.type}" for each in schema], rows, str(file.metadata.created_by))
    except (pa.ArrowException, OSError, TypeError) as fault:  # whatever a damaged file makes of the reader
        raise ValueError(" ".join(str(fault).split())) from fault


def _metadata(schema: pa.Schema) -> list[tuple[bytes, bytes]]:
    return list((schema.metadata or {}).items())


def _shown(value: object) -> str:
    """A cell as text; nothing and an empty text are not the same."""
    return "null" if value is None else repr(value) if value in ("null", "") else str(value)
