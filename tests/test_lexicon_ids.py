"""What a record is called says nothing: with other ids the same is read, by rules of other names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import assembled
from ipextract import pipeline, rulebook
from ipextract.model import Report
from ipextract.rulebook.directory import RuleFile, read_files

ROOT = Path(__file__).resolve().parents[1]
BOOK = rulebook.load()
PAPERS = sorted([*(ROOT / "samples").glob("*.md"), *(ROOT / "tests" / "corpus").glob("*.txt")])
OTHER = "-other"
ID = re.compile(r"^id = '([^']+)'", re.MULTILINE)
BEFORE = re.compile(r"^before = \[.*?\]", re.MULTILINE | re.DOTALL)
#: What is tried: units and indicators are missing, for their ids are what a report is told in.
TABLES = ("claims/", "cues/", "quantities.toml", "skips.toml", "periods.toml", "hedges.toml", "definitions.toml")


def renamed(table: str) -> rulebook.Rulebook:
    files = read_files(rulebook.default_directory())
    for name, file in files.items():
        if name.startswith(table):
            text = ID.sub(rf"id = '\1{OTHER}'", file.text)
            text = BEFORE.sub(lambda found: re.sub(r"'([^']+)'", rf"'\1{OTHER}'", found[0]), text)
            files[name] = RuleFile(name, text)
    return assembled(files, BOOK.digest)


BOOKS = {table: renamed(table) for table in TABLES}


def said(report: Report, same: Callable[[str], str]) -> tuple[list[str], ...]:
    told = (report.claims, report.edges, report.relations, report.findings, report.mentions)
    return tuple([same(repr(each)) for each in records] for records in told)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("table", TABLES)
def test_ids_are_names_only(table: str, path: Path) -> None:
    there = said(pipeline.analyse_file(path, rulebook=BOOK), str)
    here = said(pipeline.analyse_file(path, rulebook=BOOKS[table]), lambda text: text.replace(OTHER, ""))
    assert here == there


@pytest.mark.parametrize("table", TABLES)
def test_ids_are_renamed(table: str) -> None:
    before, after = (read_files(rulebook.default_directory()) for _ in range(2))
    names = {each for name, file in before.items() if name.startswith(table) for each in ID.findall(file.text)}
    assert names
    assert repr(BOOKS[table]).count(OTHER) >= len(names)
    assert set(after) == set(before)


def test_examples_of_movements_and_ratios_hold_under_other_ids() -> None:
    """What code asks of a rule it asks of a field: both ends of a movement, the numbers between colons."""
    books = BOOK, BOOKS["claims/"], BOOKS["quantities.toml"]
    for text in (
        "渔船由2031年的44艘增加到2033年的53艘，增长20.5%。",
        "渔业生产总值90亿元，三次产业结构为8.0∶42.0∶50.0。",
    ):
        first, *others = (said(pipeline.analyse_text(text, rulebook=book), str) for book in books)
        assert all(
            [t.replace(OTHER, "") for t in each] == f for other in others for each, f in zip(other, first, strict=True)
        )
