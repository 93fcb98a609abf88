"""Waivers and baseline: what is accepted does not fail a run, and nothing that is accepted is hidden or lost."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories_report import report
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.model import Finding, Waiver
from ipextract.review import waivers

TEXT = "全年审结民事案件 412 件、刑事案件 96 件、行政案件 31 件，合计 549 件。\n年末抽检合格率为 109.5%。\n"
TODAY = ("--today", "2026-03-01")
NEXT_YEAR = ("--today", "2027-03-01")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a report that has two errors, read into output/."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPEXTRACT_LANG", "en")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_bytes(TEXT.encode())
    assert main(["run", "-q"]) == Exit.FINDINGS
    assert [f["code"] for f in found()] == ["IPX101", "IPX501"]
    capsys.readouterr()
    return tmp_path


def found(name: str = "a") -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(Path(f"output/{name}/report.json").read_text("utf-8"))["findings"]
    return findings


def waive(code: str = "IPX101", *, expires: str = "2026-12-31") -> int:
    [finding] = [f["finding_id"] for f in found() if f["code"] == code]
    given = ("--reason", "原文勘误", "--owner", "zhang", "--expires", expires, *TODAY)
    return main(["waive", code, finding, *given])


def edit(old: str, new: str, file: str = "waivers.toml") -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), "utf-8")


# --- waivers -------------------------------------------------------------------------------------------------------


def test_a_waived_finding_stays_in_the_report_and_fails_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert waive() == Exit.OK
    assert capsys.readouterr().out.startswith("waivers.toml:1: f")
    assert main(["run", *TODAY]) == Exit.FINDINGS
    assert waive("IPX501") == Exit.OK
    assert main(["run", *TODAY]) == Exit.OK
    out = capsys.readouterr().out
    assert "[waived until 2026-12-31 by zhang: 原文勘误]" in out
    assert out.splitlines()[-1] == "1 document, 5 claims: 0 errors, 0 warnings, 0 suspicions, 0 notes, 2 waived"
    [first, _] = found()
    assert first["waiver"] == {
        "reason": "原文勘误",
        "owner": "zhang",
        "created": "2026-03-01",
        "expires": "2026-12-31",
        "evidence": "",
        "place": "waivers.toml:1",
    }
    assert (first["severity"], first["baseline"]) == ("error", False)
    assert main(["check", "raw", "-q", *TODAY]) == Exit.OK
    assert main(["verify", "-q"]) == Exit.OK


def test_what_is_waived_is_waived_until_its_last_day(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive(expires="2026-12-31")
    waive("IPX501")
    assert main(["check", "raw", "-q", "--today", "2026-12-31"]) == Exit.OK
    assert main(["check", "raw", "-q", "--today", "2027-01-01"]) == Exit.FINDINGS
    out = capsys.readouterr().out
    assert "waivers.toml:1: warning IPX901" in out
    assert "expired on 2026-12-31" in out
    assert "error IPX101 sum" in out


def test_a_waiver_whose_numbers_changed_is_void(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive()
    waive("IPX501")
    (desk / "raw/a.txt").write_bytes(TEXT.replace("549", "559").encode())
    capsys.readouterr()
    assert main(["run", "-q", *TODAY]) == Exit.FINDINGS
    out = capsys.readouterr().out
    assert "waivers.toml:1: warning IPX902" in out
    assert "waived are" not in out
    assert "549件" in out
    assert "559件" in out
    assert [f["waiver"] is None for f in found()] == [True, False]


def test_numbers_that_are_edited_in_the_file_void_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive()
    edit("'549件'", "'594件'")
    assert main(["check", "raw", "-q", *TODAY]) == Exit.FINDINGS
    assert "IPX902" in capsys.readouterr().out


def test_an_unused_waiver_is_reported_and_fails_only_where_notes_do(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waive()
    (desk / "raw/a.txt").write_bytes("全年审结案件 412 件。\n".encode())
    assert main(["check", "raw", "-q", *TODAY]) == Exit.OK
    assert "waivers.toml:1: info IPX903" in capsys.readouterr().out
    assert main(["check", "raw", "-q", "--fail-on", "info", *TODAY]) == Exit.FINDINGS


def test_a_waiver_of_a_document_that_was_not_read_is_left_alone(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive()
    (desk / "raw/b.txt").write_bytes("全年审结案件 412 件。\n".encode())
    assert main(["check", "raw/b.txt", "-q", "--fail-on", "info", *TODAY]) == Exit.OK
    assert capsys.readouterr().out.count("IPX9") == 0


def test_a_waiver_of_one_document_does_not_reach_another(desk: Path) -> None:
    waive()
    waive("IPX501")
    (desk / "raw/b.txt").write_bytes(TEXT.encode())
    assert main(["check", "raw/a.txt", "-q", *TODAY]) == Exit.OK
    assert main(["check", "raw/b.txt", "-q", *TODAY]) == Exit.FINDINGS


def test_a_waiver_may_quote_the_numbers_instead_of_the_id(desk: Path) -> None:
    text = "rule = 'IPX101'\nnumbers = ['31 件', '549件', '96件', '412件']\nreason = 'r'\nowner = 'o'\n"
    Path("waivers.toml").write_text(f"[[waiver]]\n{text}expires = 2026-12-31\n", "utf-8")
    main(["run", "-q", *TODAY])
    assert [f["waiver"] is None for f in found()] == [False, True]


def test_waivers_survive_that_the_place_changes(desk: Path) -> None:
    waive()
    waive("IPX501")
    (desk / "raw/a.txt").write_bytes(("一、概况\n\n" + TEXT.replace(" ", "")).encode())
    assert main(["check", "raw", "-q", *TODAY]) == Exit.OK


def test_numbers_that_are_read_otherwise_void_it_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive()
    capsys.readouterr()
    assert main(["check", "raw", "-q", "--area", "北滨县", *TODAY]) == Exit.FINDINGS
    assert "are now read with another indicator, scope or period" in capsys.readouterr().out


# --- ipextract waive -----------------------------------------------------------------------------------------------


def test_waiving_keeps_what_stands_in_the_file(desk: Path) -> None:
    mine = "# why we waive: see the minutes\n\n[[waiver]]\nrule = 'IPX201'\nfinding = 'f0123456789'\nreason = 'r'\n"
    mine += "owner = 'o'\nexpires = '2026-12-31'"
    Path("waivers.toml").write_text(mine, "utf-8")
    assert waive() == Exit.OK
    text = Path("waivers.toml").read_text("utf-8")
    assert text.startswith(mine + "\n\n[[waiver]]\n")
    assert [each.rule for each in waivers.read_waivers(Path("waivers.toml"))] == ["IPX201", "IPX101"]


def test_the_beginning_of_an_id_is_enough(desk: Path) -> None:
    beginning = found()[0]["finding_id"][1:6]
    given = ("--reason", "r", "--owner", "o", "--expires", "2030-01-01")
    assert main(["waive", "ipx101", beginning, *given]) == Exit.OK


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("IPX101", "f0000000000", "--reason", "r", "--owner", "o", "--expires", "2030-01-01"), "begins with f000"),
        (("IPX501", "", "--reason", " ", "--owner", "o", "--expires", "2030-01-01"), "--reason is blank"),
        (("IPX501", "", "--reason", "r", "--owner", "\t", "--expires", "2030-01-01"), "--owner is blank"),
        (("IPX501", "", "--reason", "r", "--owner", "o", "--expires", "2020-01-01"), "is past"),
        (("IPX501", "", "--reason", "r", "--owner", "o"), "--expires"),
        (("IPX501", "", "--owner", "o", "--expires", "2030-01-01"), "--reason"),
        (("IPX501", "", "--reason", "r", "--owner", "o", "--expires", "soon"), "--expires"),
        (("IPX501", "", "--reason", "r", "--owner", "o", "--expires", "2030-01-01", "--output", "none"), "no such"),
    ],
)
def test_a_waiver_that_cannot_be_given_is_a_usage_fault(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(["waive", *arguments]) == Exit.USAGE
    assert said in capsys.readouterr().err
    assert not Path("waivers.toml").exists()


def test_nothing_is_waived_twice(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive()
    before = Path("waivers.toml").read_bytes()
    assert waive() == Exit.USAGE
    assert "waivers.toml:1: waives it already" in capsys.readouterr().err
    assert Path("waivers.toml").read_bytes() == before


def test_an_id_that_two_documents_have_is_not_guessed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "raw/b.txt").write_bytes(TEXT.encode())
    main(["run", "-q"])
    assert waive() == Exit.USAGE
    assert "--output" in capsys.readouterr().err
    [finding] = [f["finding_id"] for f in found() if f["code"] == "IPX101"]
    given = ("--reason", "r", "--owner", "o", "--expires", "2030-01-01", "--output", "output/b")
    assert main(["waive", "IPX101", finding, *given]) == Exit.OK
    assert "document = 'b.txt'" in Path("waivers.toml").read_text("utf-8")


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(lambda text: text.strip())


@given(texts, texts, texts)
def test_any_text_survives_the_file(reason: str, owner: str, number: str) -> None:
    entry = Waiver(
        "IPX101", "f0123456789", (number,), (), "a.txt", reason, owner, date(2026, 1, 1), date(2027, 1, 1), "", "x:1"
    )
    [read] = tomllib.loads(waivers.waiver_text(entry))["waiver"]
    assert (read["reason"], read["owner"], read["numbers"]) == (reason, owner, [number])


# --- files that cannot be used -------------------------------------------------------------------------------------

GOOD = {"rule": "'IPX101'", "finding": "'f0123456789'", "reason": "'r'", "owner": "'o'", "expires": "2026-12-31"}


def entry(**changes: str | None) -> str:
    values = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return "# mine\n[[waiver]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry(reason=None), "waivers.toml:2: reason: missing"),
        (entry(reason="' '"), "waivers.toml:5: reason: must be a text that is not blank"),
        (entry(owner=None), "waivers.toml:2: owner: missing"),
        (entry(expires=None), "waivers.toml:2: expires: missing"),
        (entry(expires="'soon'"), "waivers.toml:7: expires: must be a day"),
        (entry(expires="2026-12-31T10:00:00"), "waivers.toml:7: expires: must be a day"),
        (entry(created="2027-01-01"), "waivers.toml:7: expires: 2026-12-31 lies before"),
        (entry(finding=None), "waivers.toml:2: finding: missing; name the finding, or quote its numbers"),
        (entry(finding="'x'"), "waivers.toml:4: finding: 'x' is not the id of a finding"),
        (entry(rule="101"), "waivers.toml:3: rule: must be a text"),
        (entry(numbers="'30件'"), "waivers.toml:8: numbers: must be a list of texts"),
        (entry(reasons="'r'"), "waivers.toml:8: reasons: unknown key"),
        (entry() + entry().removeprefix("# mine\n"), "waivers.toml:8: says again what waivers.toml:2 says"),
        ("waiver = 3\n", "waivers.toml:1: waiver must be tables"),
        ("\n[[waivers]]\n", "waivers.toml:2: unknown key 'waivers'"),
        ("[[waiver]]\nreason = r\n", "waivers.toml:2: no TOML"),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_malformed_file_stops_the_run_before_anything_is_read(
    desk: Path, capsys: pytest.CaptureFixture[str], text: str, said: str, command: str
) -> None:
    Path("waivers.toml").write_text(text, "utf-8")
    before = Path("output/a/report.json").read_bytes()
    assert main([command, "raw"]) == Exit.USAGE
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert Path("output/a/report.json").read_bytes() == before


def test_a_malformed_file_is_not_added_to(desk: Path) -> None:
    Path("waivers.toml").write_text(entry(reason=None), "utf-8")
    assert waive() == Exit.USAGE
    assert Path("waivers.toml").read_text("utf-8") == entry(reason=None)


def test_a_file_that_is_no_text_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("waivers.toml").write_bytes(b"\xff\xfe")
    assert main(["check", "raw"]) == Exit.USAGE
    assert "waivers.toml: not UTF-8 at byte 0" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--waivers", "--baseline"])
def test_a_file_that_is_named_must_be_there(desk: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main(["check", "raw", option, "none.toml"]) == Exit.USAGE
    assert f"{option} none.toml: no such file" in capsys.readouterr().err


def test_a_file_by_another_name(desk: Path) -> None:
    waive()
    waive("IPX501")
    Path("waivers.toml").rename("ours.toml")
    assert main(["check", "raw", "-q", *TODAY]) == Exit.FINDINGS
    assert main(["check", "raw", "-q", "--waivers", "ours.toml", *TODAY]) == Exit.OK


# --- baseline ------------------------------------------------------------------------------------------------------


def test_only_new_findings_fail_after_a_baseline(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline"]) == Exit.OK
    assert capsys.readouterr().out == "baseline.toml: 2 known, 0 taken out, 0 new left out\n"
    assert main(["run"]) == Exit.OK
    assert capsys.readouterr().out.splitlines()[-1].endswith("0 notes, 2 known from the baseline")
    assert [f["baseline"] for f in found()] == [True, True]
    assert main(["verify", "-q"]) == Exit.OK
    (desk / "raw/a.txt").write_bytes((TEXT + "全年抽检药品 60 批次，合格率为 119.5%。\n").encode())
    assert main(["run", "-q"]) == Exit.FINDINGS
    assert sorted(f["baseline"] for f in found()) == [False, True, True]


def test_a_known_finding_with_other_numbers_is_new(desk: Path) -> None:
    main(["baseline"])
    (desk / "raw/a.txt").write_bytes(TEXT.replace("549", "559").encode())
    assert main(["check", "raw", "-q"]) == Exit.FINDINGS


def test_a_baseline_only_shrinks(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline"])
    (desk / "raw/a.txt").write_bytes(TEXT.replace("549", "539").replace("109.5", "119.5").encode())
    assert main(["run", "-q"]) == Exit.FINDINGS
    assert capsys.readouterr().out.count("info IPX904") == 2
    assert main(["baseline"]) == Exit.OK
    assert capsys.readouterr().out == "baseline.toml: 0 known, 2 taken out, 1 new left out\n"
    assert main(["run", "-q"]) == Exit.FINDINGS


def test_a_baseline_keeps_documents_that_were_not_read(desk: Path) -> None:
    (desk / "raw/b.txt").write_bytes(TEXT.encode())
    main(["run", "-q"])
    main(["baseline"])
    before = Path("baseline.toml").read_bytes()
    assert main(["baseline", "output/a"]) == Exit.OK
    assert Path("baseline.toml").read_bytes() == before
    assert main(["check", "raw", "-q"]) == Exit.OK


def test_an_expired_waiver_brings_its_finding_back_from_the_baseline_too(desk: Path) -> None:
    main(["baseline"])
    waive()
    assert main(["check", "raw", "-q", *TODAY]) == Exit.OK
    assert main(["check", "raw", "-q", *NEXT_YEAR]) == Exit.FINDINGS


def test_waived_findings_do_not_enter_a_baseline(desk: Path) -> None:
    waive()
    main(["run", "-q", *TODAY])
    main(["baseline"])
    assert [each.rule for each in waivers.read_baseline(Path("baseline.toml"))] == ["IPX501"]


def test_what_was_waived_since_the_run_does_not_enter_a_baseline(desk: Path) -> None:
    waive()
    assert main(["baseline", *TODAY]) == Exit.OK
    assert [each.rule for each in waivers.read_baseline(Path("baseline.toml"))] == ["IPX501"]


def test_a_finding_of_another_rule_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [finding] = [f["finding_id"] for f in found() if f["code"] == "IPX101"]
    told = ["--reason", "a", "--owner", "b", "--expires", "2033-01-01"]
    assert main(["waive", "IPX501", finding, *told, *TODAY]) == Exit.USAGE
    assert "that is one of IPX101" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[known]]\nrule = 'IPX101'\nfinding = 'f0123456789'\n", "baseline.toml:1: document: missing"),
        ("[[known]]\nrule = 'IPX1'\n", "baseline.toml:2: rule: 'IPX1' is not IPX and three digits"),
        ("[[waiver]]\n", "baseline.toml:1: unknown key 'waiver'; this file holds [[known]]"),
    ],
)
def test_a_malformed_baseline_is_named(desk: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    Path("baseline.toml").write_text(text, "utf-8")
    assert main(["check", "raw"]) == Exit.USAGE
    assert said in capsys.readouterr().err
    assert main(["baseline"]) == Exit.USAGE
    assert Path("baseline.toml").read_text("utf-8") == text


def test_a_document_that_could_not_be_read_shrinks_nothing(desk: Path) -> None:
    main(["baseline"])
    (desk / "raw/a.txt").write_bytes(b"")
    assert main(["run", "-q"]) == Exit.INCOMPLETE
    before = Path("baseline.toml").read_bytes()
    assert main(["baseline"]) == Exit.OK
    assert Path("baseline.toml").read_bytes() == before


# --- marks and notices, by hand ------------------------------------------------------------------------------------


def finding_with_waiver(**changes: Any) -> tuple[Finding, Waiver]:
    [finding] = report().findings
    finding = replace(finding, finding_id="f0123456789")
    numbers, indicators = waivers.subject(
        (role.claim.quote for role in finding.roles), (role.claim.indicator for role in finding.roles)
    )
    day = date(2026, 1, 1)
    base = Waiver(
        "IPX101", finding.finding_id, numbers, indicators, "", "r", "o", day, date(2026, 12, 31), "", "waivers.toml:1"
    )
    return finding, replace(base, **changes)


@pytest.mark.parametrize(
    ("changes", "today", "marked", "codes"),
    [
        ({}, date(2026, 5, 1), True, []),
        ({"document": "a.pdf"}, date(2026, 5, 1), True, []),
        ({"document": "b.pdf"}, date(2026, 5, 1), False, []),
        ({"rule": "IPX102"}, date(2026, 5, 1), False, ["IPX903"]),
        ({}, date(2027, 1, 1), False, ["IPX901"]),
        ({"finding": "fffffffffff", "numbers": ("1件",)}, date(2026, 5, 1), False, ["IPX902"]),
        ({"finding": "fffffffffff", "numbers": ("1件",)}, date(2027, 5, 1), False, ["IPX902"]),
        ({"finding": "fffffffffff", "indicators": ()}, date(2026, 5, 1), False, ["IPX903"]),
        ({"finding": "fffffffffff", "indicators": ("别的",)}, date(2027, 5, 1), False, ["IPX903"]),
    ],
)
def test_marks_and_notices(changes: dict[str, Any], today: date, marked: bool, codes: list[str]) -> None:
    finding, waiver = finding_with_waiver(**changes)
    accepted = waivers.Accepted((waiver,))
    [after] = waivers.apply([finding], "a.pdf", accepted, today)
    assert (after.waiver is not None) is marked
    assert replace(after, waiver=None) == finding
    told = waivers.notices(accepted, {"a.pdf": [after]}, today)
    assert [notice.code for notice in told] == codes


def test_a_waiver_does_not_become_void_by_a_finding_that_another_one_covers() -> None:
    finding, waiver = finding_with_waiver()
    old = replace(waiver, finding="fffffffffff", numbers=("1件",), place="waivers.toml:9")
    told = waivers.notices(waivers.Accepted((waiver, old)), {"a.pdf": [finding]}, date(2026, 5, 1))
    assert [(notice.code, notice.place) for notice in told] == [("IPX903", "waivers.toml:9")]


def test_an_id_that_quiet_prints_is_what_waive_takes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "raw", "-q", *TODAY]) == Exit.FINDINGS
    captured = capsys.readouterr()
    assert captured.err == ""
    for line in captured.out.splitlines():
        code, mark = line.split(" ")[2], line.rpartition("(")[2].rstrip(")")
        accept = ["--reason", "r", "--owner", "o", "--expires", "2026-12-31"]
        assert main(["waive", code, mark, *accept, "-q", *TODAY]) == Exit.OK
    assert main(["check", "raw", "-q", *TODAY]) == Exit.OK
    assert main(["baseline", "-q", *TODAY]) == Exit.OK
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")
