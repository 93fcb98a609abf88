"""Results → JSON lines: a finding a line, in the order of the run, then the documents that were not read."""

from __future__ import annotations

import json
from typing import Any

from ipextract.writing.places import exact, flat, shown
from ipextract.writing.results import UNREAD, Document, Entry, Results, Trouble


def to_bytes(results: Results) -> bytes:
    """A line for each entry, keys always in the same order; ``quotes`` and ``places`` in the order of ``roles``.

    The first place is the one that the finding is reported at. A document that was not read has the code ``unread``, no
    id and no quotes.
    """
    records = [_record(entry) for entry in results.entries]
    records += [_unread(document, trouble) for document, trouble in results.unread]
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return "".join(lines).encode("utf-8", "replace")


def _record(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    waiver = finding.waiver if finding is not None else None
    return {
        "document": shown(entry.path),
        "code": entry.code,
        "severity": entry.severity,
        "state": entry.state,
        "fails": entry.fails,
        "message": flat(entry.message),
        "message_zh": flat(entry.message_zh),
        "quotes": [exact(each.quote) for each in entry.places],
        "places": [f"{shown(each.path)}:{each.label}" for each in entry.places],
        "roles": [each.role for each in entry.places],
        "pages": [each.page for each in entry.places],
        "repairs": [] if finding is None else [
            {"printed": flat(each.printed), "proposed": flat(each.proposed), "edit": each.edit}
            for each in finding.repairs
        ],
        "waiver": None if waiver is None else {
            "reason": flat(waiver.reason), "owner": flat(waiver.owner), "expires": waiver.expires.isoformat(),
        },
        "id": entry.id,
    }  # fmt: skip


def _unread(document: Document, trouble: Trouble) -> dict[str, Any]:
    return {
        "document": shown(document.path),
        "code": UNREAD,
        "severity": "error",
        "state": "open",
        "fails": True,
        "message": trouble.sentence,
        "message_zh": trouble.sentence,
        "quotes": [],
        "places": [],
        "roles": [],
        "pages": [],
        "repairs": [],
        "waiver": None,
        "id": None,
    }
