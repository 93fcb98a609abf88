"""claims.csv and findings.csv against report.json, where no more can be told: the same rows with the same cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ipextract.verify.faults import Fault
from ipextract.verify.record import Broken, Json, Written, parse

_FORMS = {"section": " / ", "hedges": " "}


def against_tables(name: str, data: bytes, record: object) -> Iterator[Fault]:
    """Every cell of a table that says otherwise than the report, and rows that only one of the two has.

    ``name`` is that of the file; of one that is neither claims.csv nor findings.csv nothing is said, nor of a report
    whose shape is not right.
    """
    if name not in ("claims.csv", "findings.csv"):
        return
    try:
        written = parse(record)
        if name == "claims.csv":
            rows = [{key: _cell(key, value) for key, value in claim.items()} for claim in written.record["claims"]]
        else:
            rows = [_finding(finding, written) for finding in written.record["findings"]]
        yield from _rows(data.decode("utf-8-sig"), rows)
    except (UnicodeDecodeError, csv.Error) as fault:
        yield Fault("", "no_table", {"reason": str(fault)})
    except (Broken, KeyError, TypeError, ValueError):
        return  # the report is at fault, which is said of it


def _rows(text: str, wanted: Sequence[Mapping[str, str]]) -> Iterator[Fault]:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if len(rows) != len(wanted):
        yield Fault("rows", "differs", {"written": str(len(rows)), "found": str(len(wanted))})
    for line, (row, cells) in enumerate(zip(rows, wanted, strict=False), 2):
        for column, cell in row.items():
            found = cells.get(str(column), "")
            if cell not in (found, f"'{found}") or column not in cells:  # the apostrophe disarms it in spreadsheets
                where = f"row {line} {next(iter(cells.values()), '')}"
                yield Fault(where, "csv", {"column": str(column), "written": str(cell), "found": found})


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if column == "box":
        return ";".join(
            f"{box['page']} " + " ".join(_short(box[s]) for s in ("x0", "top", "x1", "bottom")) for box in value
        )
    if isinstance(value, list):
        return _FORMS[column].join(str(each) for each in value)
    return str(value)


def _short(points: str) -> str:
    return f"{float(points):g}"


def _finding(finding: Json, written: Written) -> dict[str, str]:
    """A row of findings.csv as the report has it: the place is that of its last number."""
    evidence = finding["evidence"]
    last = max(evidence, key=lambda each: int(each["char_start"]))
    doubts = [written.claims[each] for each in finding["doubts"]]
    return {
        **{key: str(finding[key]) for key in ("finding_id", "code", "severity", "message", "message_zh")},
        **{key: str(last[key]) for key in ("page", "line", "place")},
        "numbers": " | ".join(_dense(each["quote"]) for each in evidence),
        "repairs": " | ".join(f"{r['printed']} -> {r['proposed']} ({r['edit']})" for r in finding["repairs"]),
        "related": " | ".join(each["finding_id"] for each in finding["related"]),
        "doubts": " | ".join(_dense(e["quote"]) + (f" ({e['confidence']})" if e["confidence"] else "") for e in doubts),
    }


def _dense(text: str) -> str:
    return "".join(text.split())
