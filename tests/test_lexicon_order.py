"""Where a rule stands says nothing: neither the order of files nor that of the records in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factories import assembled
from ipextract import pipeline, rulebook
from ipextract.model import Report
from ipextract.rulebook.directory import RuleFile, read_files
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.order import in_order
from ipextract.trial.selftest import cases

ROOT = Path(__file__).resolve().parents[1]
BOOK = rulebook.load()
PAPERS = sorted([*(ROOT / "samples").glob("*.md"), *(ROOT / "tests" / "corpus").glob("*.txt")])
RECORD = re.compile(r"^(?=\[\[)", re.MULTILINE)
#: Files in which one record may hold lists of others, whose order is theirs: the limits and cases of a check.
NESTED = ("checks/", "layout.toml", "numerals.toml", "radicals.toml")


def turned(file: RuleFile) -> RuleFile:
    """A file with its records last to first."""
    if file.name.startswith(NESTED):
        return file
    head, *records = RECORD.split(file.text)
    return RuleFile(file.name, head + "\n".join(each.rstrip("\n") + "\n" for each in reversed(records)))


def said(report: Report) -> tuple[object, ...]:
    told = (report.claims, report.edges, report.relations, report.findings, report.mentions)
    return tuple(frozenset(map(repr, each)) for each in told)


def books() -> Iterator[tuple[str, rulebook.Rulebook]]:
    files = read_files(rulebook.default_directory())
    yield "files", assembled(dict(reversed(files.items())), BOOK.digest)
    yield "records", assembled({name: turned(file) for name, file in files.items()}, BOOK.digest)
    # what no record says is left to chance: the other way round it is the same
    others = {
        name: in_order(reversed(getattr(BOOK, name))) for name in ("claims", "quantities", "skips", "periods", "cues")
    }
    yield "ties", replace(BOOK, **others)


TURNED = dict(books())


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("what", TURNED)
def test_order_means_nothing(what: str, path: Path) -> None:
    there = said(pipeline.analyse_file(path, rulebook=BOOK))
    assert said(pipeline.analyse_file(path, rulebook=TURNED[what])) == there


def test_no_example_hangs_on_what_no_record_says() -> None:
    book = TURNED["ties"]
    for case in cases(book, lambda text: pipeline.analyse_text(text, rulebook=book)):
        if case.id.partition("-")[0] in ("claim", "cue", "quantity", "skip", "period"):
            assert not case.run(), case.id


def test_files_are_turned() -> None:
    assert [rule.id for rule in TURNED["ties"].claims] != [rule.id for rule in BOOK.claims]
    text = "[[a]]\nid = '1'\n\n[[a]]\nid = '2'\n"
    assert turned(RuleFile("a", text)).text == "[[a]]\nid = '2'\n\n[[a]]\nid = '1'\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("before = ['share-noun'", "before = ['share-nouns'", "share-of: before: there is no claim 'share-nouns'"),
        ("id = 'share-noun'", "id = 'share-noun'\nbefore = ['share-of']", "'share-of' before 'share-noun'"),
    ],
)
def test_what_stands_before_nothing_or_itself_is_refused(old: str, new: str, fault: str) -> None:
    files = read_files(rulebook.default_directory())
    name = "claims/share.toml"
    files[name] = RuleFile(name, files[name].text.replace(old, new, 1))
    with pytest.raises(RuleError, match=r"^claims/.*\.toml:[1-9]") as error:
        assembled(files, "")
    assert fault in str(error.value) or "'share-noun' before 'share-of'" in str(error.value)


def test_one_word_is_no_two_hedges() -> None:
    files = read_files(rulebook.default_directory())
    text = files["hedges.toml"].text
    files["hedges.toml"] = RuleFile("hedges.toml", text.replace("words = ['突破', ", "words = ['突破', '逾', "))
    with pytest.raises(RuleError, match=r"hedges.toml:\d+: .*'逾', before a number, belongs to 'over-before' already"):
        assembled(files, "")


def test_one_word_has_one_tag() -> None:
    files = read_files(rulebook.default_directory())
    text = files["lexicon.toml"].text.replace("words = ['在售'", "words = ['金牌', '在售'")
    files["lexicon.toml"] = RuleFile("lexicon.toml", text)
    with pytest.raises(RuleError, match=r"lexicon.toml:\d+: .*'金牌' has the tag 'n' already"):
        assembled(files, "")
