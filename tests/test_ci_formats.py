"""One run, six formats: the same findings under the same ids, and what a report says does no more than stand there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html as page
from markdown_it import MarkdownIt

from factories_report import report
from factories_results import everything, pair, results, with_findings
from hostile_texts import HOSTILE, NAMES
from ipextract.command.reporting import FORMATS
from ipextract.model import SEVERITIES
from ipextract.writing import github, gitlab, jsonl, junit, sarif, summary
from ipextract.writing.places import flat, shown
from ipextract.writing.results import Document, Results, Trouble

UNREAD = "unread"


def unescaped(text: str) -> str:
    """What the runner makes of the data of a command."""
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def annotations(found: Results) -> list[dict[str, str]]:
    """The annotations as the runner reads them from the log: commands, at the start of a line, after white space."""
    told = []
    for line in github.to_bytes(found).decode().split("\n"):
        if command := re.fullmatch(r"\s*::(\w+)(?: ([^:]*))?::(.*)", line):
            properties = dict(part.split("=", 1) for part in command[2].split(","))
            told.append({k: unescaped(v) for k, v in properties.items()})
            told[-1] |= {"level": command[1], "message": unescaped(command[3])}
        else:
            assert not line.strip().startswith("::")
    return told


def cells(found: Results, most: int | None = None) -> list[list[str]]:
    """The rows of the summary's tables, as a page that is made of it has them."""
    text = summary.to_bytes(found, most).decode()
    rendered = page.fromstring(MarkdownIt("commonmark", {"linkify": False}).enable("table").render(text))
    assert not rendered.xpath("//script | //img | //a | //em | //strong | //code | //b")
    return [[cell.text_content() for cell in row.xpath("td")] for row in rendered.xpath("//tbody/tr")]


def in_sarif(found: Results) -> list[tuple[str, str, str]]:
    run = json.loads(sarif.to_bytes(found))["runs"][0]
    return [
        (each["ruleId"], each["partialFingerprints"]["findingId/v1"], each["properties"]["severity"])
        for each in run["results"]
    ]


def in_junit(found: Results) -> list[tuple[str, str, str]]:
    root = ElementTree.fromstring(junit.to_bytes(found))
    told = []
    for case in root.iter("testcase"):
        code, _, mark = case.attrib["name"].partition(" ")
        if mark:
            text = next(each.text for each in case if each.text and each.tag != "skipped")
            told.append((code, mark, next(s for s in SEVERITIES if f": {s}: " in text)))
    return told


def in_gitlab(found: Results) -> list[tuple[str, str]]:
    return [
        (e["check_name"], e["fingerprint"]) for e in json.loads(gitlab.to_bytes(found)) if e["check_name"] != UNREAD
    ]


def in_summary(found: Results) -> list[tuple[str, str, str]]:
    return [(row[1], row[4], row[0]) for row in cells(found) if len(row) > 2]


def in_jsonl(found: Results) -> list[tuple[str, str, str]]:
    records = [json.loads(line) for line in jsonl.to_bytes(found).decode().split("\n")[:-1]]
    return [(each["code"], each["id"], each["severity"]) for each in records if each["code"] != UNREAD]


def test_every_format_has_the_same_entries_under_the_same_ids() -> None:
    found = everything()
    expected = Counter((e.code, e.id, e.severity) for e in found.entries)
    assert len(found.entries) == 9
    assert {e.state for e in found.entries} == {"open", "waived", "known"}
    assert Counter(in_sarif(found)) == expected
    assert Counter(in_junit(found)) == expected
    assert Counter(in_summary(found)) == expected
    assert Counter(in_jsonl(found)) == expected
    ordinals = Counter((code, re.sub(r"^(f-0)-2$", r"\1", mark)) for code, mark in in_gitlab(found))
    assert ordinals == Counter((code, mark) for code, mark, _ in expected.elements())
    shown_there = Counter((a["title"].split()[0], a["title"].split()[-1]) for a in annotations(found))
    opened = Counter((e.code, e.id) for e in found.entries if e.state == "open")
    assert {key: n for key, n in shown_there.items() if key in opened} == dict(opened)


def test_every_format_says_what_was_not_read() -> None:
    found = everything()
    names = ["raw/locked.pdf", "raw/blank.pdf"]
    run = json.loads(sarif.to_bytes(found))["runs"][0]
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    assert [n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for n in notifications] == names
    assert (run["invocations"][0]["exitCode"], run["invocations"][0]["executionSuccessful"]) == (3, False)
    root = ElementTree.fromstring(junit.to_bytes(found))
    assert [c.attrib["classname"] for c in root.iter("testcase") if c.find("error") is not None] == names
    assert [e["location"]["path"] for e in json.loads(gitlab.to_bytes(found)) if e["severity"] == "blocker"] == names
    assert [a["file"] for a in annotations(found)][:2] == names
    assert [row[0] for row in cells(found) if len(row) == 2] == names
    last = [json.loads(line) for line in jsonl.to_bytes(found).decode().splitlines()][-2:]
    assert [(each["document"], each["code"], each["id"]) for each in last] == [(name, UNREAD, None) for name in names]


@pytest.mark.parametrize("form", FORMATS)
def test_equal_results_give_equal_bytes(form: str) -> None:
    to_bytes: Callable[[Results], bytes] = import_module(f"ipextract.writing.{FORMATS[form]}").to_bytes
    assert to_bytes(everything()) == to_bytes(everything())
    assert to_bytes(everything(lang="zh")) != to_bytes(everything()) or form == "jsonl"


# --- junit -----------------------------------------------------------------------------------------------------------


def test_junit_fails_at_the_threshold_and_skips_what_is_accepted() -> None:
    root = ElementTree.fromstring(junit.to_bytes(everything()))
    first = root.findall("testsuite")[0]
    kinds = {case.attrib["name"]: [child.tag for child in case] for case in first}
    assert kinds == {
        "read": [],
        "IPX101 f-0": ["failure"],
        "IPX101 f-1": ["failure"],
        "IPX101 f-2": ["system-out"],
        "IPX101 f-3": ["system-out"],
        "IPX101 f-4": ["skipped", "system-out"],
        "IPX101 f-5": ["skipped", "system-out"],
    }
    skipped = first.find("testcase[@name='IPX101 f-4']/skipped")
    assert skipped is not None
    assert skipped.attrib["message"] == "waived until 2027-01-31 by zhang: 原文勘误"


def test_junit_counts_what_it_holds() -> None:
    root = ElementTree.fromstring(junit.to_bytes(everything()))
    assert [suite.attrib["name"] for suite in root] == [
        "raw/a.pdf", "raw/b 2.pdf", "raw/locked.pdf", "raw/blank.pdf", "ci/waivers.toml",
    ]  # fmt: skip
    for each in (root, *root):
        counts = {
            "tests": len(list(each.iter("testcase"))),
            "failures": len(list(each.iter("failure"))),
            "errors": len(list(each.iter("error"))),
        } | ({} if each is root else {"skipped": len(list(each.iter("skipped")))})
        assert {name: int(each.attrib[name]) for name in counts} == counts


#: What the schema lets an element have: attributes (the first of them must be there) and children.
JUNIT = {
    "testsuites": ("name tests failures errors time", "testsuite"),
    "testsuite": ("name tests failures errors skipped time", "testcase"),
    "testcase": ("name classname time", "error failure skipped system-out"),
    "error": ("type message", ""),
    "failure": ("type message", ""),
    "skipped": ("message type", ""),
    "system-out": ("", ""),
}


def beyond(element: ElementTree.Element) -> list[str]:
    """What an element and those in it have that the schema of Jenkins does not let them have, or lack."""
    attributes, children = (each.split() for each in JUNIT[element.tag])
    wrong = [f"{element.tag} @{name}" for name in element.attrib.keys() - set(attributes)]
    wrong += [f"{element.tag} without {name}" for name in attributes[:1] if name not in element.attrib]
    wrong += [f"{element.tag} > {child.tag}" for child in element if child.tag not in children]
    wrong += [f"text in {element.tag}" for _ in element[:1] if (element.text or "").strip()]
    return wrong + [each for child in element if child.tag in JUNIT for each in beyond(child)]


def test_junit_is_what_the_schema_of_jenkins_lets_in() -> None:
    for found in (everything(), everything(lang="zh"), results()):
        assert beyond(ElementTree.fromstring(junit.to_bytes(found))) == []
    wrong = ElementTree.fromstring('<testsuites name="" skipped="1"><testsuite><failure/></testsuite></testsuites>')
    assert beyond(wrong) == [
        "testsuites @skipped", "testsuite without name", "testsuite > failure", "failure without type",
    ]  # fmt: skip


# --- github ----------------------------------------------------------------------------------------------------------


def test_github_shows_the_worst_ten_of_a_level_and_how_many_there_are() -> None:
    changes: list[dict[str, Any]] = [
        {"severity": s} for s in ("info", "error", "warning", "suspicion") for _ in range(12)
    ]
    found = results([Document(Path("a.pdf"), with_findings(report(), changes)), unread()])
    told = annotations(found)
    assert Counter(each["level"] for each in told) == {"error": 10, "warning": 10, "notice": 10}
    assert told[0]["title"] == "ipextract: encrypted"
    assert all("f-2" not in each["title"] or each["level"] != "notice" for each in told if "f-0" in each["title"])
    assert {each["title"].split()[-1] for each in told if each["level"] == "notice"} == {
        f"f-{n}" for n in range(36, 46)
    }
    assert github.to_bytes(found).decode().splitlines()[-1].startswith("ipextract: 30 of 49 ")
    assert len(in_summary(found)) == 48


def test_github_points_at_the_line_of_a_text_and_at_the_page_of_others() -> None:
    base = report(name="b.txt")
    text = replace(base, document=replace(base.document, format="text"))
    told = annotations(results([Document(Path("a.pdf"), report()), Document(Path("b.txt"), text)]))
    assert [each.get("line") for each in told] == [None, "3"]
    assert told[0]["title"].startswith("IPX101 p1:l3 ")


def unread() -> Document:
    return Document(Path("locked.pdf"), trouble=Trouble("encrypted", "it asks for a password"))


# --- gitlab ----------------------------------------------------------------------------------------------------------


def test_gitlab_tells_equal_findings_apart() -> None:
    documents = [Document(Path(f"{n}.pdf"), report()) for n in range(3)]
    marks = [mark for _, mark in in_gitlab(results(documents))]
    assert marks == ["f-2b7c01", "f-2b7c01-2", "f-2b7c01-3"]
    taken = with_findings(report(), [{"finding_id": mark} for mark in ("f-1", "f-1-2")])
    both = results([Document(Path("a.pdf"), taken), Document(Path("b.pdf"), taken)])
    assert len({mark for _, mark in in_gitlab(both)}) == 4


def test_gitlab_fails_nothing_on_what_is_accepted() -> None:
    told = json.loads(gitlab.to_bytes(everything()))
    by_mark = {each["fingerprint"]: each for each in told}
    assert [by_mark[f"f-{n}"]["severity"] for n in range(6)] == ["critical", "major", "minor", "info", "info", "info"]
    assert by_mark["f-4"]["description"].endswith("[waived until 2027-01-31 by zhang: 原文勘误]")
    assert all(each["location"]["lines"]["begin"] >= 1 for each in told)


# --- summary ---------------------------------------------------------------------------------------------------------


def test_summary_stays_within_its_room_and_says_what_is_missing() -> None:
    changes = [{"finding_id": f"f-{n}"} for n in range(400)]
    found = results([Document(Path("a.pdf"), with_findings(report(), changes))])
    whole, cut = summary.to_bytes(found), summary.to_bytes(found, 20_000)
    assert len(whole) > 20_000 > len(cut)
    rows = [row for row in cells(found, 20_000) if len(row) > 2]
    assert f"and {400 - len(rows)} more" in cut.decode()
    assert rows == [row for row in cells(found) if len(row) > 2][: len(rows)]


# --- two years -------------------------------------------------------------------------------------------------------


def test_a_finding_between_years_belongs_to_the_later_report_and_names_the_earlier() -> None:
    first, second = report(name="raw/2023.pdf"), report("一、" + report().document.text, "raw/2024.pdf")
    compared = pair(first, second)
    here = results([Document(Path("raw/2023.pdf"), first), Document(Path("raw/2024.pdf"), second)], [compared])
    [entry] = [each for each in here.entries if each.code == "IPX403"]
    assert entry.path == Path("raw/2024.pdf")
    assert [(str(place.path), place.label) for place in entry.places] == [
        ("raw/2024.pdf", "p1:l3"), ("raw/2023.pdf", "p1:l3"),
    ]  # fmt: skip
    alone = results([Document(Path("raw/2024.pdf"), second)], [compared])
    [entry] = [each for each in alone.entries if each.code == "IPX403"]
    assert [str(place.path) for place in entry.places] == ["raw/2024.pdf", "2023.pdf"]
    assert "earlier: 30件 (2023.pdf:p1:l3)" in annotations(alone)[-1]["message"]


# --- hostile text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_a_report_says_is_shown_as_text(kind: str) -> None:
    text = HOSTILE[kind]
    whole = report(
        "全年审结涉外案件5件、涉港案件8件、其他案件20件，合计30件，同比增长4.40%。办结率位居全国前列。" + text
    )
    roles = whole.findings[0].roles
    quoted = tuple(replace(role, claim=replace(role.claim, quote=text)) for role in roles)
    hostile = with_findings(whole, [{"message": text, "message_zh": text, "formula": text, "roles": quoted}])
    check_shown(results([Document(Path("a.pdf"), hostile)]), flat(text))


@pytest.mark.parametrize("kind", NAMES)
def test_names_of_files_are_shown_as_text(kind: str) -> None:
    name = NAMES[kind]
    path = Path("raw") / name
    found = results([Document(path, report(name=str(path)))])
    check_shown(found, found.entries[0].said("en"))
    assert annotations(found)[0]["file"] == shown(path)
    assert cells(found)[0][2] == " ".join(f"{shown(path)}:p1:l3".split())
    assert ElementTree.fromstring(junit.to_bytes(found))[0].attrib["name"] == shown(path)
    assert json.loads(gitlab.to_bytes(found))[0]["location"]["path"] == shown(path)
    assert "\n" not in shown(path)
    uri = json.loads(sarif.to_bytes(found))["runs"][0]["artifacts"][0]["location"]["uri"]
    assert re.fullmatch(r"raw/[\w.~%-]+", uri, re.ASCII)


def check_shown(found: Results, said: str) -> None:
    """Every format can be read by its reader, and says ``said``."""
    for data in (m.to_bytes(found) for m in (sarif, junit, github, gitlab, jsonl, summary)):
        decoded = data.decode("utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200f]", decoded)
        assert not re.search(r"\\u(?:00[01]|d[89a-f]|202|206)", decoded)
    [result] = json.loads(sarif.to_bytes(found))["runs"][0]["results"]
    assert result["properties"]["message_en"] == said
    assert "](" not in result["message"]["text"]
    [failure] = ElementTree.fromstring(junit.to_bytes(found)).iter("failure")
    assert said in failure.attrib["message"]
    assert said in (failure.text or "")
    [annotation] = annotations(found)
    assert annotation["message"].split("\n")[0] == said
    [quality] = json.loads(gitlab.to_bytes(found))
    assert said in quality["description"]
    [line] = jsonl.to_bytes(found).decode().split("\n")[:-1]
    assert json.loads(line)["message"] == said
    [row] = cells(found)
    assert " ".join(row[3].split()) == said
