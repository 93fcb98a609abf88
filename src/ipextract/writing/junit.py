"""Results → JUnit XML, which Jenkins, GitLab and most other CI servers show as tests.

A document is a suite. Its first test is that it was read; every finding is one more: a failure where it makes the run
fail, skipped where somebody has accepted it, else passed with what it says as output.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ipextract.writing.places import shown
from ipextract.writing.results import Entry, Results, Trouble, accepted, details
from ipextract.writing.terminal import Lang, say

_COUNTED: Final = ("failure", "error", "skipped")


def to_bytes(results: Results) -> bytes:
    """The suites in the order of the documents, then those that only findings name; no clock, equal bytes."""
    troubles = {document.path: trouble for document, trouble in results.unread}
    read = [document.path for document in results.documents]
    remarks = {document.path: text for document, text in results.unexplained()}
    paths = list(dict.fromkeys([*read, *(entry.path for entry in results.entries)]))
    root = Element("testsuites", {"name": "ipextract"})
    for path in paths:
        own = [entry for entry in results.entries if entry.path == path]
        root.append(_suite(path, own, troubles.get(path), remarks.get(path), results.lang, document=path in read))
    _count(root, list(root.iter("testcase")), _COUNTED[:2])
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _suite(
    path: Path, entries: Sequence[Entry], trouble: Trouble | None, remark: str | None, lang: Lang, *, document: bool
) -> Element:
    name = shown(path)
    suite = Element("testsuite", {"name": name})
    if document:
        case = _case(suite, name, say(lang, "ci_read"))
        if trouble is not None:
            error = SubElement(case, "error", {"type": trouble.outcome, "message": trouble.sentence})
            error.text = trouble.sentence
        if remark is not None:
            SubElement(case, "system-out").text = remark
    for entry in entries:
        _finding(_case(suite, name, f"{entry.code} {entry.id}"), entry, lang)
    _count(suite, list(suite), _COUNTED)
    return suite


def _case(suite: Element, of: str, name: str) -> Element:
    return SubElement(suite, "testcase", {"classname": of, "name": name, "time": "0"})


def _finding(case: Element, entry: Entry, lang: Lang) -> None:
    said = f"{entry.label}: {entry.severity}: {entry.said(lang)}"
    text = "\n".join([said, *(f"    {line}" for line in details(entry, lang))])
    if entry.state != "open":
        SubElement(case, "skipped", {"message": accepted(entry, lang)})
        SubElement(case, "system-out").text = text
    elif entry.fails:
        SubElement(case, "failure", {"type": entry.severity, "message": said}).text = text
    else:
        SubElement(case, "system-out").text = text


def _count(element: Element, cases: Sequence[Element], tags: Sequence[str]) -> None:
    """Says of a suite how many tests it has, and how they went; at the root the schema has no place for skipped."""
    element.set("tests", str(len(cases)))
    for tag in tags:
        plural = tag if tag == "skipped" else f"{tag}s"
        element.set(plural, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", "0")
