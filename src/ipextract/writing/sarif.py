"""Results → SARIF 2.1.0, what code scanning and editors read.

Offsets are code points. In a text file they count in the file; elsewhere the artifact is not text, and they, lines and
columns count in the text read from it, while ``properties`` of a location say page, line and boxes on the page.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Final

from ipextract.model import Severity
from ipextract.writing.places import Place, Region, columns_of, flat, relative, shown, uri
from ipextract.writing.results import UNREAD, Document, Entry, Results, Rule, Trouble, accepted, details
from ipextract.writing.terminal import Lang, role, say

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_BASE: Final = "%SRCROOT%"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "suspicion": "note", "info": "note"}
_LANGUAGES: Final[dict[Lang, str]] = {"en": "en", "zh": "zh-CN"}
_TYPES: Final = {
    "pdf": "application/pdf",
    "text": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "markdown": "text/markdown",
}
#: What SARIF would take for a link; reports say [a](b) without meaning one.
_LINK: Final = re.compile(r"\](?=\()")

_Record = dict[str, Any]


def to_bytes(results: Results) -> bytes:
    """One run with its rules, artifacts, results and notifications; equal results give equal bytes."""
    rules = {rule.id: number for number, rule in enumerate(results.rules)}
    run: _Record = {
        "tool": {"driver": _driver(results)},
        "automationDetails": {"id": _category(results)},
        "language": _LANGUAGES[results.lang],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder in which ipextract ran."}}},
        "invocations": [_invocation(results)],
        "artifacts": [_artifact(each) for each in results.documents],
        "results": [_result(each, rules, results) for each in results.entries],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _driver(results: Results) -> _Record:
    title, about = ([say(lang, f"{name}_{UNREAD}") for lang in ("en", "zh")] for name in ("title", "about"))
    notification = {
        "id": UNREAD,
        "name": UNREAD.capitalize(),
        "shortDescription": {"text": title[0]},
        "fullDescription": {"text": about[0]},
        "help": _help(*title, *about),
        "defaultConfiguration": {"level": "error"},
    }
    return {
        "name": "ipextract",
        "fullName": f"ipextract {results.version}",
        "version": results.version,
        "language": "en",
        "rules": [_rule(each) for each in results.rules],
        "notifications": [notification],
    }


def _rule(rule: Rule) -> _Record:
    """A rule with its reason in both languages; placeholders and links are none."""
    english, chinese = (" ".join(text.split()) for text in (rule.why, rule.why_zh))
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": english},
        "help": _help(rule.title, rule.title_zh, english, chinese),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"severity": rule.severity, "title_zh": rule.title_zh},
    }


def _help(title: str, title_zh: str, about: str, about_zh: str) -> _Record:
    return {
        "text": f"{title}\n{about}\n\n{title_zh}\n{about_zh}",
        "markdown": f"**{title}**\n\n{about}\n\n**{title_zh}**\n\n{about_zh}",
    }


def _category(results: Results) -> str:
    """What tells this upload from others of the same commit: the folder that holds all its documents."""
    folders = [relative(each.path).parent for each in results.documents]
    inside = folders and not any(each.is_absolute() or ".." in each.parts for each in folders)
    common = Path(os.path.commonpath(folders)) if inside else Path()
    return f"ipextract/{uri(common)}/" if common.parts else "ipextract/"


def _invocation(results: Results) -> _Record:
    return {
        "executionSuccessful": results.exit_code in (0, 1),
        "exitCode": results.exit_code,
        "exitCodeDescription": say(results.lang, f"ci_exit_{results.exit_code}"),
        "toolExecutionNotifications": [
            *(_notification(each, trouble, results) for each, trouble in results.unread),
            *(_remark(each, text) for each, text in results.unexplained()),
        ],
    }


def _notification(document: Document, trouble: Trouble, results: Results) -> _Record:
    text = say(results.lang, "ci_not_read", reason=trouble.sentence)
    return {
        "descriptor": {"id": UNREAD, "index": 0},
        "level": "error",
        "message": _message(f"{shown(document.path)}: {text}"),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(document.path)}}],
        "properties": {"outcome": flat(trouble.outcome)},
    }


def _remark(document: Document, text: str) -> _Record:
    """What does not stop the run: a number in an unknown unit takes no part in any check."""
    return {
        "level": "note",
        "message": _message(f"{shown(document.path)}: {text}"),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(document.path)}}],
    }


def _artifact(document: Document) -> _Record:
    found: _Record = {"location": _artifact_location(document.path), "roles": ["analysisTarget"]}
    if document.report is not None:
        printed = document.report.document
        found["hashes"] = {"sha-256": printed.sha256}
        if kind := _TYPES.get(printed.format):
            found["mimeType"] = kind
    return found


def _artifact_location(path: Path) -> _Record:
    return {"uri": uri(path)} if relative(path).is_absolute() else {"uri": uri(path), "uriBaseId": _BASE}


def _result(entry: Entry, rules: dict[str, int], results: Results) -> _Record:
    lang = results.lang
    found: _Record = {
        "ruleId": entry.code,
        "ruleIndex": rules[entry.code],
        "level": _LEVELS[entry.severity],
        "message": _message("\n".join([entry.said(lang), *details(entry, lang)])),
        "locations": [_location(place) for place in entry.places[:1]] or [_whole(entry.path)],
        "relatedLocations": _related(entry, lang),
        "partialFingerprints": {"findingId/v1": entry.id},
        "suppressions": [_suppression(entry, lang)] if entry.state == "waived" else [],
        "properties": _properties(entry),
    }
    if results.baseline:
        found["baselineState"] = "unchanged" if entry.state == "known" else "new"
    return found


def _properties(entry: Entry) -> _Record:
    found: _Record = {
        "severity": entry.severity,
        "state": entry.state,
        "message_en": flat(entry.message),
        "message_zh": flat(entry.message_zh),
    }
    if entry.finding is not None:
        found["repairs"] = [
            {"printed": flat(each.printed), "proposed": flat(each.proposed), "edit": each.edit}
            for each in entry.finding.repairs
        ]
    return found


def _suppression(entry: Entry, lang: Lang) -> _Record:
    found: _Record = {"kind": "external", "status": "accepted", "justification": accepted(entry, lang)}
    waiver = entry.finding.waiver if entry.finding is not None else None
    file, _, line = waiver.place.rpartition(":") if waiver is not None else ("", "", "")
    if file:
        physical: _Record = {"artifactLocation": _artifact_location(Path(file))}
        if line.isdigit() and int(line):
            physical["region"] = {"startLine": int(line)}
        found["location"] = {"physicalLocation": physical}
    return found


def _related(entry: Entry, lang: Lang) -> list[_Record]:
    """The other numbers of a finding, each with its part in it."""
    found: list[_Record] = []
    for number, place in enumerate(entry.places[1:], 1):
        text = f"{role(lang, place.role)}: {place.quote} ({entry.where(place)})"
        found.append({"id": number, **_location(place), "message": _message(text)})
    return found


def _location(place: Place) -> _Record:
    physical: _Record = {"artifactLocation": _artifact_location(place.path)}
    if place.region is not None:
        physical["region"] = _region(place.region)
        if place.context is not None and place.region.offset is not None:
            physical["contextRegion"] = _region(place.context)
    elif place.line is not None:
        physical["region"] = {"startLine": max(1, place.line)}
    return {"physicalLocation": physical, "properties": columns_of(place)}


def _whole(path: Path) -> _Record:
    return {"physicalLocation": {"artifactLocation": _artifact_location(path)}}


def _region(region: Region) -> _Record:
    found: _Record = {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    if region.offset is not None:
        found |= {"charOffset": region.offset, "charLength": len(region.snippet)}
    return found | {"snippet": {"text": region.snippet}}


def _message(text: str) -> _Record:
    return {"text": _LINK.sub("] ", text)}
