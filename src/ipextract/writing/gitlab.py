"""Results → the code quality report of GitLab: a JSON list that a merge request shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from ipextract.model import Severity
from ipextract.writing.places import shown
from ipextract.writing.results import UNREAD, Entry, Results, accepted
from ipextract.writing.terminal import say

_SEVERITIES: Final[Mapping[Severity, str]] = {
    "error": "critical",
    "warning": "major",
    "suspicion": "minor",
    "info": "info",
}


def to_bytes(results: Results) -> bytes:
    """Unread documents, then every entry; what somebody has accepted is ``info`` and says so.

    Of two entries with one fingerprint GitLab drops one, so a second equal one gets an ordinal. A line is that of the
    file; in formats without lines it is 1, and the description begins with the place.
    """
    taken: set[str] = set()
    found = [
        _record(UNREAD, say(results.lang, "ci_not_read", reason=trouble.sentence), "blocker", shown(document.path), 1,
                _unused(f"{UNREAD}-{shown(document.path)}", taken))
        for document, trouble in results.unread
    ]  # fmt: skip
    found += [_entry(entry, results, taken) for entry in results.entries]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _entry(entry: Entry, results: Results, taken: set[str]) -> dict[str, Any]:
    place = entry.places[0] if entry.places else None
    line = place.line if place is not None else None
    label = f"{entry.label}: " if line is None and entry.label else ""
    note = accepted(entry, results.lang)
    description = f"{label}{entry.said(results.lang)}" + (f" [{note}]" if note else "")
    severity = _SEVERITIES[entry.severity] if entry.state == "open" else "info"
    path = shown(place.path if place is not None else entry.path)
    return _record(entry.code, description, severity, path, max(1, line or 1), _unused(entry.id, taken))


def _record(code: str, text: str, severity: str, path: str, line: int, mark: str) -> dict[str, Any]:
    return {
        "check_name": code,
        "description": text,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }


def _unused(mark: str, taken: set[str]) -> str:
    """The mark, or the first of mark-2, mark-3 … that no other entry has."""
    found, ordinal = mark, 1
    while found in taken:
        ordinal += 1
        found = f"{mark}-{ordinal}"
    taken.add(found)
    return found
