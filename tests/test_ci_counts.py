"""One run, every face: the formats of CI, report.json, report.html, the index, audit.xlsx and the terminal count alike.

Two reports of one file name, a waived finding, one from the baseline, one whose waiver has expired, one between two
years, and a file that cannot be read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import openpyxl
import pytest
from lxml import html as page
from markdown_it import MarkdownIt

from ipextract.command.cli import main
from ipextract.command.reporting import FORMATS
from ipextract.writing.speech import role, say

THEN = """青岚市2031年民政工作报告

2031年，全市新建养老机构7所、托育机构5所、福利机构3所，共计15所。全市办理结婚登记12000对。
"""
NOW = """青岚市2032年民政工作报告

2032年，全市新建养老机构7所、托育机构5所、福利机构3所，共计16所。

其中城区新建小学2所、初中4所、高中1所，共计8所。

全年救助流浪人员30人次、走失人员40人次、其他人员50人次，合计130人次。

全年审结涉外案件5件、涉港案件8件、其他案件20件，合计31件。

2032年，全市办理结婚登记13200对，上年为12500对，同比增长5.6%。
"""
TODAY = ["--today", "2033-06-01"]
OPEN, WAIVED, KNOWN = "open", "waived", "known"


class Ran(NamedTuple):
    """A folder after the run, what was printed, its exit code, and the finding ids by state."""

    folder: Path
    said: str
    code: int
    states: dict[str, str]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    folder = tmp_path_factory.mktemp("counts")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("GITHUB_STEP_SUMMARY", str(folder / "step.md"))
        for year, text in (("2031", THEN), ("2032", NOW)):
            Path("raw", year).mkdir(parents=True)
            Path("raw", year, "年报.txt").write_text(text, "utf-8")
        Path("raw/broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
        patch.setattr("sys.stdout", io.StringIO())
        main(["run", "raw", "--no-archive", "--no-pages", "-q", "--lang", "en"])
        first, second, third, _ = findings(folder)
        accept = ["--reason", "原文勘误", "--owner", "zhang", "--lang", "en"]
        main(["waive", "IPX101", first, *accept, "--expires", "2033-12-31", *TODAY])
        main(["waive", "IPX101", second, *accept, "--expires", "2033-01-31", "--today", "2033-01-01"])
        Path("baseline.toml").write_text(
            f'[[known]]\nrule = "IPX101"\nfinding = "{third}"\ndocument = "年报.txt"\nmessage = ""\n', "utf-8"
        )
        formats = [word for form in FORMATS for word in ("--report", f"{form}=ci/{form}")]
        printed = io.StringIO()
        patch.setattr("sys.stdout", printed)
        code = main(["run", "raw", "--lang", "en", "--fail-on", "warning", *formats, *TODAY])
        yield Ran(folder, printed.getvalue(), code, {first: WAIVED, third: KNOWN})


def findings(folder: Path) -> list[str]:
    """The ids of the findings in the reports that a run wrote, in text order."""
    return [each["finding_id"] for path in written(folder, "report.json") for each in loaded(path)["findings"]]


def written(folder: Path, name: str) -> list[Path]:
    return [path for path in sorted((folder / "output").rglob(name)) if "年报" in str(path)]


def loaded(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def state(finding: dict[str, Any]) -> str:
    return WAIVED if finding["waiver"] else KNOWN if finding["baseline"] else OPEN


Told = Counter[tuple[str, str, str, str]]


def in_json(ran: Ran) -> Told:
    """Code, id, severity and state of every finding, as report.json and years.json have them: what all others say."""
    single = [each for path in written(ran.folder, "report.json") for each in loaded(path)["findings"]]
    between = [each for pair in loaded(ran.folder / "output/years.json")["comparisons"] for each in pair["findings"]]
    return Counter((e["code"], e["finding_id"], e["severity"], state(e)) for e in [*single, *between])


def in_jsonl(ran: Ran) -> Told:
    lines = (json.loads(line) for line in (ran.folder / "ci/jsonl").read_text("utf-8").splitlines())
    return Counter((e["code"], e["id"], e["severity"], e["state"]) for e in lines if e["code"] != "unread")


def in_sarif(ran: Ran) -> Told:
    [run] = loaded(ran.folder / "ci/sarif")["runs"]
    told: Told = Counter()
    for each in run["results"]:
        accepted = WAIVED if each["suppressions"] else KNOWN if each["baselineState"] == "unchanged" else OPEN
        mark = each["partialFingerprints"]["findingId/v1"]
        told[each["ruleId"], mark, each["properties"]["severity"], accepted] += 1
    return told


def in_junit(ran: Ran) -> Told:
    told: Told = Counter()
    for case in ElementTree.fromstring((ran.folder / "ci/junit").read_bytes()).iter("testcase"):
        code, _, mark = case.attrib["name"].partition(" ")
        if mark:
            skipped = case.find("skipped")
            reason = "" if skipped is None else skipped.attrib["message"]
            accepted = OPEN if skipped is None else WAIVED if reason.startswith("waived") else KNOWN
            said = next(each.text for each in case if each.text and each.tag != "skipped")
            told[code, mark, said.split(": ")[1], accepted] += 1
    return told


def in_summary(ran: Ran, file: str = "ci/markdown") -> Told:
    shown = page.fromstring(MarkdownIt("commonmark").enable("table").render((ran.folder / file).read_text("utf-8")))
    rows = [[cell.text_content() for cell in row.xpath("td")] for row in shown.xpath("//tbody/tr")]
    told: Told = Counter()
    for severity, code, _, _, mark, *reason in (row for row in rows if len(row) > 2):
        told[code, mark, severity, WAIVED if "waived" in str(reason) else KNOWN if reason else OPEN] += 1
    return told


def in_step(ran: Ran) -> Told:
    return in_summary(ran, "step.md")


def in_workbook(ran: Ran) -> Told:
    book = openpyxl.load_workbook(ran.folder / "output/audit.xlsx")
    head, *rows = book[say("en", "sheet_findings")].iter_rows(values_only=True)
    at = {title.split("\n")[-1]: number for number, title in enumerate(head)}
    code, mark, severity, waiver = (at[say("en", f"column_{n}")] for n in ("code", "finding_id", "severity", "waiver"))
    severities = {role("en", name): name for name in ("error", "warning", "suspicion", "info")}
    told: Told = Counter()
    for row in rows:
        note = str(row[waiver] or "")
        accepted = WAIVED if note.startswith("waived") else KNOWN if note else OPEN
        told[row[code], row[mark], severities[row[severity]], accepted] += 1
    return told


def notices(told: Told) -> Told:
    return Counter({key: n for key, n in told.items() if key[0].startswith("IPX9")})


def test_the_run_came_to_everything_there_is(ran: Ran) -> None:
    told = in_json(ran)
    assert ran.code == 3
    assert Counter(code for code, *_ in told.elements()) == {"IPX101": 4, "IPX403": 1}
    assert {mark: accepted for _, mark, _, accepted in told if accepted != OPEN} == ran.states
    assert [key[0] for key in notices(in_jsonl(ran))] == ["IPX901"]
    assert len(written(ran.folder, "report.json")) == 2


@pytest.mark.parametrize("face", [in_jsonl, in_sarif, in_junit, in_summary, in_step, in_workbook])
def test_every_face_has_the_findings_of_the_reports(ran: Ran, face: Any) -> None:
    told = face(ran)
    assert told - notices(told) == in_json(ran)
    if face is not in_workbook:  # it holds what the reports say, and notices are about other files
        assert notices(told) == notices(in_jsonl(ran))


def test_code_quality_has_one_fingerprint_for_each(ran: Ran) -> None:
    told = Counter((e["check_name"], e["fingerprint"]) for e in loaded(ran.folder / "ci/gitlab"))
    expected = Counter((code, mark) for code, mark, *_ in in_jsonl(ran).elements())
    assert told == expected | Counter({("unread", "unread-raw/broken.pdf"): 1})


def test_annotations_are_the_open_ones(ran: Ran) -> None:
    lines = (ran.folder / "ci/github").read_text("utf-8").splitlines()
    marks = Counter(m[1] for line in lines if (m := re.match(r"::\w+ .*?([fn][0-9a-f]{10})::", line)))
    assert marks == Counter(mark for _, mark, _, accepted in in_jsonl(ran).elements() if accepted == OPEN)
    assert sum(line.startswith("::error file=raw/broken.pdf,title=ipextract: ".replace(": ", "%3A ")) for line in lines)


def test_pages_hold_the_findings_of_their_reports(ran: Ran) -> None:
    for path in written(ran.folder, "report.html"):
        tree = page.fromstring(path.read_bytes().decode("utf-8"))
        told = Counter(
            (each.get("id"), each.get("data-severity"), "accepted" in each.get("class").split())
            for each in tree.xpath("//article[contains(@class, 'finding')]")
        )
        expected = loaded(path.with_name("report.json"))["findings"]
        assert told == Counter((e["finding_id"], e["severity"], state(e) != OPEN) for e in expected)


def test_tables_hold_the_findings_of_their_reports(ran: Ran) -> None:
    for path in written(ran.folder, "findings.csv"):
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
        expected = loaded(path.with_name("report.json"))["findings"]
        assert Counter((r["code"], r["finding_id"]) for r in rows) == Counter(
            (e["code"], e["finding_id"]) for e in expected
        )


def test_the_index_shows_what_is_open_and_what_is_accepted(ran: Ran) -> None:
    tree = page.fromstring((ran.folder / "output/index.html").read_bytes().decode("utf-8"))
    everything = [(mark, accepted == OPEN) for code, mark, _, accepted in in_json(ran) if not code.startswith("IPX4")]
    for path, opened in (("//a[not(ancestor::details)]/@href", True), ("//details//a/@href", False)):
        linked = {href.partition("#")[2] for href in tree.xpath(path) if "#f" in href}
        assert linked == {mark for mark, open_ in everything if open_ == opened}
    between = [each.text_content() for each in tree.xpath("//article") if "IPX403" in each.text_content()]
    assert len(between) == 1


def test_the_terminal_says_what_is_open_and_counts_the_rest(ran: Ran) -> None:
    told = in_jsonl(ran)
    opened = Counter((code, severity) for code, _, severity, accepted in told.elements() if accepted == OPEN)
    heads = re.findall(r": (error|warning|suspicion|info) (IPX\d{3}) (?!.*\[(?:waived|known))", ran.said)
    assert Counter((code, severity) for severity, code in heads) == opened
    marks = set(re.findall(r"finding (f[0-9a-f]{10});", ran.said))
    assert marks == {mark for _, mark, _, accepted in told if accepted == OPEN and mark.startswith("f")}
    counts = Counter(severity for _, severity in opened.elements())
    last = ran.said.rstrip().splitlines()[-1]
    assert last.startswith("3 documents, ")
    assert f"{counts['error']} errors, {counts['warning']} warning, {counts['suspicion']} suspicion" in last
    assert last.endswith("1 waived, 1 known from the baseline, 1 not read")
