"""Tables of a run against those that follow: CSV and Parquet cell by cell, and then to the last byte."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ipextract.command.replay.values import NOTHING, aligned, compared, differs, short
from ipextract.verify import Fault
from ipextract.writing import parquet

MARK: Final = b"\xef\xbb\xbf"
"""What a CSV for spreadsheets begins with."""


def against_csv(written: bytes, derived: bytes) -> Iterator[Fault]:
    """Every cell that is another one, rows that only one of the two has, and else any byte that differs."""
    if written == derived:
        return
    told = False
    try:
        rows = _cells(written)
    except (UnicodeDecodeError, csv.Error) as fault:
        yield Fault("", "no_table", {"reason": str(fault)})
        return
    wanted = _cells(derived)
    head, *_ = wanted
    for at, one, other in aligned(rows, wanted):
        told = True
        yield from _row(f"row {at + 1}", head, one, other)
    if not told:
        yield Fault("", "other_bytes")


def against_parquet(written: bytes, derived: bytes) -> Iterator[Fault]:
    """Every cell, column and piece of metadata that is another one; bytes count where one library wrote both."""
    if written == derived:
        return
    wanted = parquet.content(derived)
    try:
        found = parquet.content(written, most=2 * len(wanted.rows) + 1)
    except ValueError as fault:
        yield Fault("", "no_table", {"reason": short(str(fault))})
        return
    faults = [
        *compared("metadata", found.metadata, wanted.metadata),
        *compared("columns", found.columns, wanted.columns),
    ]
    if found.columns == wanted.columns:
        names = [column.partition(" ")[0] for column in wanted.columns]
        for at, one, other in aligned(found.rows, wanted.rows):
            faults += _row(f"row {at + 1}", names, one, other)
    yield from faults
    if not faults and found.maker == wanted.maker:
        yield Fault("", "other_bytes")


def against_json(written: bytes, derived: bytes) -> Iterator[Fault]:
    """Every value that is another one, and else any byte that differs."""
    if written == derived:
        return
    try:
        faults = list(compared("", json.loads(written), json.loads(derived)))
    except (ValueError, RecursionError) as fault:
        yield Fault("", "no_table", {"reason": short(str(fault))})
        return
    yield from faults or [Fault("", "other_bytes")]


def _cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def _row(place: str, head: Sequence[str], written: Any, derived: Any) -> Iterator[Fault]:
    if written is NOTHING:
        yield Fault(f"{place} {derived[0]}", "record_missing", {"found": short(", ".join(derived))})
    elif derived is NOTHING:
        yield Fault(f"{place} {written[0] if written else ''}", "record_extra", {"written": short(", ".join(written))})
    elif len(written) != len(derived):
        yield differs(f"{place} {derived[0]}", ", ".join(written), ", ".join(derived))
    else:
        for name, one, other in zip(head, written, derived, strict=True):
            if one != other:
                yield differs(f"{place} {derived[0]}.{name}", one, other)
