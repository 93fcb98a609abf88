"""Every example and counterexample of every rule file, one test each, and an explanation for every id they print."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from ipextract import years
from ipextract.claims.basis import TESTS
from ipextract.claims.owners import TAKES, WISHES
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.command.upkeep import explained
from ipextract.model import Report, against_id
from ipextract.pipeline import analyse_file, analyse_text
from ipextract.rulebook import files_of, load
from ipextract.rulebook.directory import RuleFile
from ipextract.rulebook.entries import entries_of, ids_of
from ipextract.structure.links import CONDITIONS
from ipextract.structure.tree import Distance
from ipextract.trial.selftest import Case, cases

ROOT = Path(__file__).resolve().parents[1]
RULEBOOK = load()


@cache
def analyse(text: str) -> Report:
    return analyse_text(text, rulebook=RULEBOOK)


CASES = tuple(cases(RULEBOOK, analyse))


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_example(case: Case) -> None:
    assert not case.run(), case.file


def test_every_case_has_its_own_id() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_every_case_says_of_which_rule_it_is() -> None:
    assert [case.id for case in CASES if not case.rules or not case.called(case.rules[0])] == []


def test_every_kind_of_rule_has_cases() -> None:
    kinds = {case.id.partition("-")[0] for case in CASES}
    assert kinds >= {
        "unit",
        "hedge",
        "quantity",
        "skip",
        "period",
        "claim",
        "cue",
        "list",
        "mechanism",
        "indicator",
        "check",
    }


# --- explain -------------------------------------------------------------------------------------------------------


def printed(report: Report) -> Iterator[str]:
    """Every id that stands in a column of a report."""
    for mention in report.mentions:
        yield from (mention.rule, mention.reason, mention.unit, *mention.hedges)
    for claim in report.claims:
        yield from (claim.rule, claim.unit, claim.indicator_id, *claim.hedges)
    for each in report.relations:
        yield from (each.relation.rule, each.relation.kind)
    for finding in report.findings:
        yield from (finding.rule, finding.code)
    yield from (issue.code for issue in report.document.issues)
    yield from (edge.cue for edge in report.edges)
    yield from told_of(report)


def told_of(report: Report) -> Iterator[str]:
    """Every id of what gave a field of a claim, and of why an edge passed a number over."""
    yield from (origin.id for origin in report.origins)
    yield from (against_id(against) for edge in report.edges for _, against in edge.refused)


def between(earlier: Report, later: Report) -> Iterator[str]:
    compared = years.compare(years.edition_of(earlier), years.edition_of(later), RULEBOOK)
    for each in compared.relations:
        yield from (each.relation.rule, each.relation.kind, *(claim.rule for claim in each.relation.claims))
    yield from (finding.rule for finding in compared.findings)


def test_whatever_is_printed_is_explained() -> None:
    claims, checks = RULEBOOK.claims, [case for check in RULEBOOK.checks.values() for case in check.cases]
    texts = [example.text for claim in claims for example in claim.examples] + [case.text for case in checks]
    mechanisms = [text for each in RULEBOOK.mechanisms for text in each.examples if isinstance(text, str)]
    samples = [analyse_file(path) for path in sorted((ROOT / "samples").glob("report-*.md"))]
    reports = [*map(analyse, [*texts, *mechanisms]), *samples, analyse_file(min((ROOT / "raw").glob("*.pdf")))]
    ids = {name for report in reports for name in printed(report)}
    ids |= {name for case in checks if case.before for name in between(analyse(case.before), analyse(case.text))}
    ids |= {*between(*samples), *ids_of(files_of(RULEBOOK)), *RULEBOOK.checks, "residue"}
    ids.discard("")
    assert len(ids) > 1000
    assert sorted(name for name in ids if not explained(name, RULEBOOK)) == []


def test_whatever_gives_a_field_or_bars_a_number_has_a_mechanism() -> None:
    paths = [*sorted((ROOT / "samples").glob("report-*.md")), *sorted((ROOT / "tests" / "corpus").glob("*.txt"))]
    ids = {name for path in paths for name in told_of(analyse_file(path))}
    ids |= {f"basis:{test.__name__.replace('_', '-')}" for test in TESTS}
    ids |= {f"{field}:{distance}" for field in ("scope", "period") for distance in get_args(Distance)}
    ids |= {against_id(name) for name in (*CONDITIONS, *TAKES, *WISHES)}
    known = {each.id: each.of for each in RULEBOOK.mechanisms}
    assert len(ids) > 70
    assert {name: known.get(name) for name in ids} == {
        name: "condition" if name.startswith("not:") else "field" for name in ids
    }


def test_titles_are_told_in_both_languages() -> None:
    files = [
        file for path in ("claims/*", "cues/*", "quantities", "skips") for file in (ROOT / "rules").glob(f"{path}.toml")
    ]
    records = [each for file in files for table in tomllib.loads(file.read_text("utf-8")).values() for each in table]
    assert [each["id"] for each in records if not each.get("title_zh")] == []


def test_mechanisms_are_where_they_say() -> None:
    for each in RULEBOOK.mechanisms:
        source = (ROOT / "src" / "ipextract" / each.code).read_text("utf-8")
        name = each.id.partition(":")[2] or each.id
        named = f'"{name}"' in source or f"def {name.replace('-', '_')}(" in source.replace("def _", "def ")
        assert each.of == "issue" or named, each.id


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (
            "growth-verb",
            [
                "rules/claims/growth.toml:",
                "Verb of growth",
                "genre means",
                "4.1% growth up of",
                "占 12.5%",
                "增长动词后的百分数",
            ],
        ),
        ("of-which", ["rules/cues/part-of.toml:", "3020艘 part-of 4175艘", "rules/mechanisms.toml:"]),
        ("table-rows", ["src/ipextract/relations/tables.py", "合计行与各分行", "A row of totals", "例:", "反例:"]),
        ("telephone", ["rules/skips.toml:", "Telephone numbers", "电话和热线号码", "拨打热线12388反映"]),
        ("件/万人", ["rules/units.toml:", "附件3", "三十五人获奖"]),
        ("over-inner", ["rules/hedges.toml:", "余; 餘"]),
        ("fall", ["IPX501 domain", "rules/checks/domain.toml:", "most: 100"]),
        ("basis:stands", ["src/ipextract/claims/basis.py", "现有", "a moment", "反例:"]),
        ("not:same-unit", ["src/ipextract/structure/links.py", "another unit", "单位不同"]),
        ("ipx841", ["IPX841", "src/ipextract/structure/marks.py", "数字旁的符号"]),
    ],
)
def test_an_explanation_says_what_why_and_where(
    wanted: str, told: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", wanted, "--lang", lang]) == Exit.OK
    said = capsys.readouterr().out
    assert [part for part in told if part not in said] == []


def test_records_of_the_user_stand_for_ours() -> None:
    ours = RuleFile("units.toml", "unit = [{ id = '桩', examples = ['打桩 3 桩'] }, { id = '宗' }, { id = '艘' }]")
    own = RuleFile("units.toml", "without = ['宗']\n[[unit]]\nid = '桩'\nexamples = ['打桩 9 桩']")
    files = (("own/units.toml", own), ("units.toml", ours))
    assert [(each.line, each.told["examples"]) for each in entries_of(files, "桩")] == [(3, ["打桩 9 桩"])]
    assert entries_of(files, "宗") == ()
    assert [each.line for each in entries_of(files, "艘")] == [1]


def test_an_id_that_nothing_has_is_told_with_what_is_like_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "growth-verbs"]) == Exit.USAGE
    assert "growth-verb," in capsys.readouterr().err
