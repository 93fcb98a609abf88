"""``ipextract why``: which words gave a number what is said of it, and who was passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipextract.command.cli import main

TEXT = (
    "海城市2031年渔业统计公报\n"
    "2031年末，登记渔船4175艘（外省籍210艘），从业渔民9300人，其中持证8800人。\n"
    "水产品产量51万吨，比上年增长3.2%，其中海水养殖30万吨，占比58.8%。\n"
    "详见图3。\n"
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "公报.txt"
    path.write_text(TEXT, "utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main(["why", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def records(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(capsys, *arguments, "--format", "json"))
    return found


def test_fields_are_told_with_the_words_that_gave_them(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, paper, "8800人").splitlines()
    rows = {line.split()[0]: line for line in lines if line.startswith("    ")}
    assert lines[0].startswith(f"{paper}:2  8800人  c")
    assert "[8800人]" in lines[1]
    for field, value, words in (
        ("indicator", "渔民持证", ("“渔民” (2)", "“持证” (2)")),
        ("scope", "海城市", ("“海城市” (1)",)),
        ("period", "2031", ("“2031年末” (2)",)),
        ("part", "9300人 从业渔民 (2)", ("“其中” (2)", "[of-which]")),
    ):
        assert value in rows[field]
        assert all(word in rows[field] for word in words)


def test_chinese_readers_get_chinese(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, paper, "8800人", "--lang", "zh")
    assert "属于" in said
    assert "“其中”“包括”“含”列出前一水平数的各部分" in said


def test_json_holds_offsets_of_the_text(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [found] = records(capsys, paper, "58.8%")["claims"]
    words = [word for origin in found["origins"] for word in origin["words"]]
    assert words
    assert all(TEXT[word["start"] : word["end"]] == word["text"] for word in words)
    edge, divided = found["edges"]
    assert (divided["role"], divided["target_quote"], divided["cue"]) == ("share-of", "51万吨", "whole-of-the-part")
    assert (edge["role"], edge["target_quote"], edge["cue"]) == ("value-of", "30万吨", "nearest-that-is-held")
    base = next(origin for origin in found["origins"] if origin["field"] == "base")
    assert (base["value"], base["by"]) == ("水产品产量", "base:of-edge")
    assert [each["verdict"] for each in found["relations"] if each["kind"] == "share"] == ["holds"]


def test_who_was_passed_over_is_told(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper.write_text("登记渔船4175艘，从业渔民9300人，其中钢质渔船3020艘。\n", "utf-8")
    [found] = records(capsys, paper, "3020艘")["claims"]
    [edge] = [each for each in found["edges"] if each["role"] == "part-of"]
    assert [(each["quote"], each["because_not"]) for each in edge["refused"]] == [("9300人", "same-unit")]


@pytest.mark.parametrize("wanted", ["8800人", "8800", "８８００人"])
def test_a_number_is_found_with_and_without_its_unit(
    wanted: str, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [found] = records(capsys, paper, wanted)["claims"]
    assert found["claim"]["quote"] == "8800人"
    again = records(capsys, paper, found["claim"]["claim_id"])["claims"]
    assert again == [found]


def test_what_speaks_of_a_level_is_told(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [found] = records(capsys, paper, "51万吨")["claims"]
    assert {(each["source_quote"], each["role"]) for each in found["joined_to_it"]} == {
        ("3.2%", "value-of"),
        ("30万吨", "part-of"),
        ("58.8%", "share-of"),
    }


def test_a_number_that_is_no_claim_says_why(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(capsys, paper, "图3")
    assert found["claims"] == []
    assert [each["reason"] for each in found["others"]] == ["label"]
    assert "label" in told(capsys, paper, "图3")


def test_a_number_that_is_not_there_is_a_wrong_call(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", str(paper), "8801人"]) == 2
    said = capsys.readouterr().err
    assert f"{paper}: no number '8801人'" in said
    assert "8800人" in said
    assert main(["why", str(paper.parent), "8800人"]) == 2


def test_a_file_that_is_not_read_ends_with_three(tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    assert main(["why", str(broken), "1"]) == 3


def test_what_the_document_is_taken_to_be_about_has_its_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "渔讯.txt"
    path.write_text(
        "现在，我代表省人民政府报告工作。2031年，贵州渔船31艘，广东渔船9艘，贵州渔港2座，渔民7人。\n", "utf-8"
    )
    frame = records(capsys, path, "31艘")["frame"]
    assert [(each["field"], each["value"], each["by"], each["taken"]) for each in frame[:1]] == [
        ("area", "贵州省", "level", True)
    ]
    assert ("year", "2031", "most-named", True) in [
        (each["field"], each["value"], each["by"], each["taken"]) for each in frame
    ]
    said = told(capsys, path, "31艘")
    assert "named most often among places of its level" in said
    assert "提及最多" in told(capsys, path, "31艘", "--lang", "zh")
    assert ("area", "青岚县", "told") in [
        (each["field"], each["value"], each["by"])
        for each in records(capsys, path, "31艘", "--area", "青岚县")["frame"]
        if each["taken"]
    ]
