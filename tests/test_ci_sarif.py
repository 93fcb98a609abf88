"""SARIF: what the schema asks for, and places that lead back to the file."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from factories_report import report
from factories_results import everything, results, rules
from ipextract import pipeline, rulebook
from ipextract.command import reporting
from ipextract.command.console import Exit
from ipextract.writing import sarif
from ipextract.writing.results import Document, Results

#: The schema of OASIS and the validator of its makers are not ours to ship: these variables name them.
SCHEMA = Path(os.environ.get("IPEXTRACT_TEST_SARIF_SCHEMA", ""))
VALIDATOR = Path(os.environ.get("IPEXTRACT_TEST_SARIF_VALIDATOR", ""))

#: The properties of SARIF 2.1.0 objects that this program writes, by the property that holds them: closed objects.
KNOWN = {
    "": "$schema version runs",
    "runs": "tool automationDetails language columnKind originalUriBaseIds invocations artifacts results",
    "tool": "driver",
    "automationDetails": "id",
    "driver": "name fullName version language rules notifications",
    "rules": "id name shortDescription fullDescription help defaultConfiguration properties",
    "notifications": "id name shortDescription fullDescription help defaultConfiguration",
    "shortDescription": "text",
    "fullDescription": "text",
    "help": "text markdown",
    "defaultConfiguration": "level",
    "description": "text",
    "originalUriBaseIds": "%SRCROOT%",
    "%SRCROOT%": "description",
    "invocations": "executionSuccessful exitCode exitCodeDescription toolExecutionNotifications",
    "toolExecutionNotifications": "descriptor level message locations properties",
    "descriptor": "id index",
    "artifacts": "location roles hashes mimeType",
    "location": "uri uriBaseId physicalLocation",
    "hashes": "sha-256",
    "results": "ruleId ruleIndex level message locations relatedLocations partialFingerprints suppressions properties "
    "baselineState",
    "message": "text",
    "locations": "physicalLocation properties",
    "relatedLocations": "id physicalLocation properties message",
    "physicalLocation": "artifactLocation region contextRegion",
    "artifactLocation": "uri uriBaseId",
    "region": "startLine startColumn endLine endColumn charOffset charLength snippet",
    "contextRegion": "startLine startColumn endLine endColumn charOffset charLength snippet",
    "snippet": "text",
    "partialFingerprints": "findingId/v1",
    "suppressions": "kind status justification location",
}


def log(found: Results) -> Any:
    return json.loads(sarif.to_bytes(found))


def strange(value: Any, under: str = "") -> list[str]:
    """The properties that the objects of SARIF do not have."""
    if isinstance(value, list):
        return [each for item in value for each in strange(item, under)]
    if not isinstance(value, dict) or under == "properties":
        return []
    unknown = [f"{under}.{key}" for key in value.keys() - set(KNOWN.get(under, "").split())]
    return unknown + [each for key, inner in value.items() for each in strange(inner, key)]


def test_objects_have_no_properties_of_our_own() -> None:
    assert strange(log(everything())) == []
    assert strange({"runs": [{"results": [{"ruleld": "x"}]}]}) == ["results.ruleld"]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="no schema of OASIS at hand: IPEXTRACT_TEST_SARIF_SCHEMA names it")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_official_schema_holds(lang: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for found in (everything(lang=lang), results(lang=lang), results([Document(Path("a.pdf"), report())], lang=lang)):
        assert [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(log(found))] == []
    broken = log(everything())
    broken["runs"][0]["results"][0]["level"] = "suspicion"
    assert not validator.is_valid(broken)


def checked(logs: dict[str, Any], folder: Path) -> list[str]:
    """What the validator holds for an error, by its own rules and by those of GitHub; ``file code: message`` each.

    It would fetch the schema that a log names, so the copy that it reads names one at a closed door.
    """
    for name, each in logs.items():
        copy = each | {"$schema": "http://127.0.0.1:9/sarif-schema-2.1.0.json"}
        (folder / name).write_text(json.dumps(copy, ensure_ascii=False, indent=1), "utf-8")
    rules_of = ["--rule-kind", "Sarif;Ghas", "--level", "Error", "--kind", "Fail"]
    call = [str(VALIDATOR), "validate", *logs, *rules_of, "--output", "said.sarif", "--log", "ForceOverwrite"]
    settings = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(folder)}
    done = subprocess.run(
        call, cwd=folder, env=os.environ | settings, capture_output=True, text=True, timeout=300, check=False
    )
    [run] = json.loads((folder / "said.sarif").read_text("utf-8-sig"))["runs"]
    assert all(each["executionSuccessful"] for each in run["invocations"]), done.stdout + done.stderr
    assert f"{len(logs)} files scanned" in done.stdout
    return [
        f"{each['locations'][0]['physicalLocation']['artifactLocation']['uri'].rpartition('/')[2]} {each['ruleId']}: "
        f"{each['message'].get('arguments')}"
        for each in run["results"]
        if each.get("level", "warning") == "error"
    ]


@pytest.mark.skipif(
    not VALIDATOR.is_file(), reason="no validator of SARIF at hand: IPEXTRACT_TEST_SARIF_VALIDATOR names it"
)
def test_the_validator_of_its_makers_finds_no_error(tmp_path: Path) -> None:
    broken = log(everything())
    del broken["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    logs = {"en.sarif": log(everything()), "zh.sarif": log(everything(lang="zh")), "none.sarif": log(results())}
    said = checked({**logs, "broken.sarif": broken}, tmp_path)
    assert [each for each in said if not each.startswith("broken.sarif ")] == []
    assert [each for each in said if each.startswith("broken.sarif GH2012: ")]


def test_an_upload_is_told_from_others_by_the_folder_of_its_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def category(*names: str | Path) -> str:
        told = log(results([Document(Path(name), report()) for name in names]))
        return str(told["runs"][0]["automationDetails"]["id"])

    assert category("raw/a.pdf", tmp_path / "raw" / "2024" / "b.pdf") == "ipextract/raw/"
    assert category("报告/a.pdf") == "ipextract/%E6%8A%A5%E5%91%8A/"
    assert {category(), category("a.pdf", "raw/a.pdf"), category("../a.pdf"), category("/srv/a.pdf", "a.pdf")} == {
        "ipextract/"
    }


def test_rules_stand_in_order_and_say_why_in_both_languages() -> None:
    run = log(everything())["runs"][0]
    told = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in told] == sorted(
        {*(rule.id for rule in rules()), "IPX901", "IPX902", "IPX903", "IPX904"}
    )
    assert all(told[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    for rule in told:
        assert re.search("[\u4e00-\u9fff]", rule["help"]["text"])
        assert re.search("[a-z]{3} [a-z]{2}", rule["help"]["text"])


def test_what_is_accepted_is_suppressed_or_in_the_baseline() -> None:
    told = {each["partialFingerprints"]["findingId/v1"]: each for each in log(everything())["runs"][0]["results"][:6]}
    [waived] = told["f-4"]["suppressions"]
    assert (waived["kind"], waived["status"]) == ("external", "accepted")
    assert waived["justification"] == "waived until 2027-01-31 by zhang: 原文勘误"
    assert waived["location"]["physicalLocation"]["artifactLocation"]["uri"] == "ci/waivers.toml"
    assert waived["location"]["physicalLocation"]["region"] == {"startLine": 7}
    assert [told[f"f-{n}"]["baselineState"] for n in range(6)] == ["new"] * 5 + ["unchanged"]
    assert [told[f"f-{n}"]["suppressions"] for n in (0, 1, 2, 3, 5)] == [[]] * 5
    without = log(everything(baseline=False))["runs"][0]["results"]
    assert not any("baselineState" in each for each in without)


def test_a_number_on_a_page_has_page_boxes_and_its_stretch_of_the_text() -> None:
    whole = report()
    [result] = log(results([Document(Path("raw/a.pdf"), whole)]))["runs"][0]["results"]
    text = whole.document.text
    places = [*result["locations"], *result["relatedLocations"]]
    quotes = []
    for place in places:
        region = place["physicalLocation"]["region"]
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
        assert (region["startLine"], region["startColumn"]) == (1, start + 1)
        around = place["physicalLocation"]["contextRegion"]
        assert around["charOffset"] <= start
        assert region["snippet"]["text"] in around["snippet"]["text"]
        assert place["properties"]["page"] == 1
        assert place["properties"]["boxes"]
        quotes.append(region["snippet"]["text"])
    assert quotes == ["30件", "5件", "8件", "20件"]
    assert result["relatedLocations"][0]["message"]["text"] == "part: 5件 (p1:l3)"


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\n"), ("utf-16", "\r\n")]
)
def test_a_number_of_a_text_file_is_where_the_file_has_it(tmp_path: Path, encoding: str, end: str) -> None:
    lines = ["年度报告", "", "𠀀市情况如下。", "", "𠀀全年新建小学 7 所、初中 5 所、高中 3 所，共计 16 所。", ""]
    path = tmp_path / "text file.txt"
    path.write_bytes(end.join(lines).encode(encoding))
    whole = pipeline.analyse_file(path, rulebook=rulebook.load())
    [result] = log(results([reporting.document(path, whole, None, Exit.OK)]))["runs"][0]["results"]
    content = path.read_bytes().decode(encoding)
    seen = []
    for place in [*result["locations"], *result["relatedLocations"]]:
        region = place["physicalLocation"]["region"]
        start = region["charOffset"]
        assert content[start : start + region["charLength"]] == region["snippet"]["text"]
        line, column = region["startLine"], region["startColumn"]
        assert lines[line - 1][column - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
        assert region["endLine"] == line
        assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("/text%20file.txt")
        seen.append((line, region["snippet"]["text"]))
    assert seen == [(5, "16 所"), (5, "7 所"), (5, "5 所"), (5, "3 所")]


def test_a_file_that_has_changed_is_given_no_offsets(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全年新建小学7所、初中5所、高中3所，共计16所。", "utf-8")
    whole = pipeline.analyse_file(path, rulebook=rulebook.load())
    path.write_text("别的", "utf-8")
    [result] = log(results([reporting.document(path, whole, None, Exit.OK)]))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["snippet"]["text"]) == (1, "16所")
    assert "charOffset" not in region


def test_paths_are_relative_below_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = tmp_path / "raw" / "报告.pdf", Path("/srv/reports/b.pdf")
    told = log(results([Document(inside, report()), Document(outside, report())]))["runs"][0]["artifacts"]
    assert told[0]["location"] == {"uri": "raw/%E6%8A%A5%E5%91%8A.pdf", "uriBaseId": "%SRCROOT%"}
    assert told[1]["location"] == {"uri": "file:///srv/reports/b.pdf"}
