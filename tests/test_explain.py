"""`ipextract explain` of one finding: numbers, places, both readings and every step, in English and Chinese."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.review.waivers import NOTICES

TEXT = """全年审结民事案件 412 件、刑事案件 96 件、行政案件 31 件，合计 549 件。
全年受理申诉 118 件，同比增长 4.40%；驳回申诉 37 件，同比增长 486%。
年末有效商标 5.91 万件，其中驰名商标 640 件，占有效商标的 1.92%。
年末在岗医生 2316 人，上年末为 2190 人，增加 162 人。
专项整治期间，查获假冒商品 327 余件，抽检合格率为 109.5%。
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    assert main(["run", "a.txt", "-q"]) == Exit.FINDINGS
    capsys.readouterr()
    return tmp_path


def findings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path("output/a/report.json").read_text("utf-8"))["findings"]
    return found


def explained(number: str, capsys: pytest.CaptureFixture[str]) -> str:
    [finding] = [f["finding_id"] for f in findings() if number in f["formula"]]
    assert main(["explain", finding]) == Exit.OK
    return capsys.readouterr().out


def test_every_finding_is_explained_with_quotes_places_and_both_messages(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(findings()) >= 5
    for finding in findings():
        assert main(["explain", finding["finding_id"], "output"]) == Exit.OK
        out = capsys.readouterr().out
        assert finding["message"] in out
        assert finding["message_zh"] in out
        for each in finding["evidence"]:
            assert f"  {''.join(each['quote'].split())}  {each['line']}\n" in out
        assert f"ipextract explain {finding['code']}" in out
        assert "output/a/report.json" in out


def test_a_sum_is_added_up_step_by_step(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = explained("549", capsys)
    steps = out[out.index("arithmetic / 推算:") :].splitlines()
    assert steps[1:5] == [
        "  412件 + 96件",
        "    any rounding / 任何取整: 508",
        "    to the nearest / 四舍五入: 508",
        "  412件 + 96件 + 31件",
    ]
    assert "8" not in steps[5].replace("508", "")
    assert "they have nothing in common: 10 apart / 没有共同的值：相差 10" in out
    assert "wrong under every rounding / 任何取整方式下都不成立" in out


def test_a_share_shows_both_readings(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = explained("1.92%", capsys)
    assert "    any rounding / 任何取整: (59000, 59200)" in out
    assert "    to the nearest / 四舍五入: [59050, 59150]" in out
    assert "  640件 / 5.91万件\n" in out
    assert "  640件 / 5.91万件 * 100\n" in out


def test_a_growth_shows_that_no_whole_number_fits(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = explained("486%", capsys)
    assert "  37件 * 1 / (1 + 486%)\n" in out
    assert "whole numbers inside: 0 / 其中的整数：0" in out


def test_explaining_asks_for_a_run_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "f0123456789"]) == Exit.USAGE


def test_an_id_that_is_not_there_is_a_usage_fault(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "f0123456789"]) == Exit.USAGE
    assert "no finding 'f0123456789' in output" in capsys.readouterr().err


def test_a_broken_report_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [first, *_] = findings()
    file = Path("output/a/report.json")
    file.write_bytes(file.read_bytes()[:-200])
    assert main(["explain", first["finding_id"]]) == Exit.USAGE
    assert "output/a/report.json" in capsys.readouterr().err


@pytest.mark.parametrize("code", NOTICES)
def test_notices_are_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code.lower()]) == Exit.OK
    out = capsys.readouterr().out
    assert out.startswith(f"{code}\n")
    assert len(out.split("\n\n")) == 3


def test_what_would_settle_a_finding_is_told_in_both_languages(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = explained("549", capsys)
    assert "right if 549件 were 539件 (one digit changed) / 若549件应为539件则相符（一位数字不同）" in said
