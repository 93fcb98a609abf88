"""Lists of words are shown by examples that fail without them: each list gets nonsense for words in turn."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import cast

import pytest

from factories import assembled
from ipextract import pipeline, rulebook, years
from ipextract.files import textfile
from ipextract.rulebook import Rulebook
from ipextract.rulebook.directory import WORD_FILES, RuleFile, read_files
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.files import assemble
from ipextract.rulebook.lexicon import IN_PATTERNS, Lexicon
from ipextract.rulebook.list_examples import Found, ListExample, Related, Says
from ipextract.trial.list_examples import wrong

FILES = read_files(rulebook.default_directory())
BOOK = rulebook.load()
SHOWN = {each.id: each.examples for each in BOOK.shown}
FILE_OF = {each["id"]: file for file in WORD_FILES for each in tomllib.loads(FILES[file].text)["words"]}
#: A word that no text has.
NONSENSE = ("㐀㐁㐂",)
#: What is made of words when rules are loaded.
MADE = "".join(path.read_text("utf-8") for path in Path(rulebook.__file__).parent.glob("*.py"))
PARTS = re.compile(r"^(words|patterns) = \[.*?\]$", re.MULTILINE | re.DOTALL)
#: What no text shows: its words stand in the names of files and tell reports apart, which the test below shows.
BY_NAME = ("correction_mark",)


@pytest.fixture(autouse=True, scope="module")
def files_are_parsed_once() -> Iterator[None]:
    """Of what a rulebook is assembled again only one list is another; loading does not write into what was parsed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textfile, "tables_of", cache(textfile.tables_of))
        yield


def without(name: str) -> Rulebook:
    """The rulebook with nonsense in place of the words of a list."""
    named = any(f"{{{name}}}" in file.text or f"['{name}']" in file.text for file in FILES.values())
    made = f'["{name}"]' in MADE or name in IN_PATTERNS
    if named or made or name.startswith("name_") or name in ("area", "region"):
        return _assembled(name)
    return replace(BOOK, words=cast("Lexicon", {**BOOK.words, name: NONSENSE}))


def _assembled(name: str) -> Rulebook:
    """The same where patterns, cues, the catalogue or the tagger hold the words; patterns compile as they are tried."""
    file, text = FILE_OF[name], FILES[FILE_OF[name]].text
    start = text.index(f"id = '{name}'\n")
    stop = text.find("\n[[", start) % (len(text) + 1)
    mine = PARTS.sub(rf"\1 = ['{NONSENSE[0]}']", text[start:stop])
    return assemble({**FILES, file: RuleFile(file, text[:start] + mine + text[stop:])}, name, judged=lambda _: True)


@cache
def read(text: str) -> pipeline.Report:
    return pipeline.analyse_text(text, rulebook=BOOK)


@pytest.mark.parametrize("name", SHOWN)
def test_nonsense_in_place_of_a_list_is_noticed(name: str) -> None:
    book = without(name)
    assert any(wrong(each, book, partial(pipeline.analyse_text, rulebook=book)) for each in SHOWN[name])


def test_every_list_is_shown() -> None:
    assert tuple(name for name in FILE_OF if name not in SHOWN) == BY_NAME


def test_without_its_mark_a_correction_is_a_report_of_its_own() -> None:
    title, plain = "海城市2031年渔业统计公报（更正）", "海城市2030年渔业统计公报"
    assert years.corrects("a.pdf", title, BOOK)
    assert years.series_title(title, BOOK) == years.series_title(plain, BOOK)
    book = without("correction_mark")
    assert not years.corrects("a.pdf", title, book)
    assert years.series_title(title, book) != years.series_title(plain, book)


QUOTE = "登记渔船4175艘，其中钢质3020艘。"
MORE = "登记渔船4175艘，其中钢质4178艘。"
EARLIER = "海城市2030年渔业统计公报\n登记渔船4097艘。\n"
LATER = "海城市2031年渔业统计公报\n登记渔船4175艘，增长9%。\n"
GREW = ("4175艘", "9%", "4097艘")


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (ListExample(text=QUOTE, fields=(Says(quote="3020艘", kind="count", of=""),)), ""),
        (ListExample(text=QUOTE, fields=(Says(quote="3020艘", basis="new"),)), "should have basis new, has basis "),
        (ListExample(text=QUOTE, fields=(Says(quote="99艘"),)), "99艘 should have , has no claim"),
        (ListExample(text=QUOTE, edges=("3020艘 part-of 4175艘",)), ""),
        (ListExample(text=QUOTE, edges=()), "has 3020艘 part-of 4175艘 by of-which, not none"),
        (ListExample(text=QUOTE, relations=(Related(kind="part", claims=("4175艘", "3020艘")),)), ""),
        (ListExample(text=QUOTE, relations=()), "relates part 4175艘 3020艘, not nothing"),
        (ListExample(text=QUOTE, findings=()), ""),
        (ListExample(text=MORE, findings=(Found(severity="error", claims=("4175艘", "4178艘")),)), ""),
        (ListExample(text=MORE, findings=()), "finds error 4175艘 4178艘, not nothing"),
        (ListExample(text=LATER, before=EARLIER, relations=(Related(kind="year-growth", claims=GREW),)), ""),
        (ListExample(text=LATER, before=EARLIER, relations=()), "relates year-growth 4175艘 9% 4097艘, not nothing"),
        (ListExample(text=LATER, before=EARLIER, findings=()), "finds suspicion 4175艘 9% 4097艘, not nothing"),
    ],
)
def test_what_an_example_of_a_list_may_ask(example: ListExample, said: str) -> None:
    fault = wrong(example, BOOK, read)
    assert bool(fault) == bool(said)
    assert said in fault


def test_an_example_that_asks_nothing_is_refused() -> None:
    text = FILES["phrases.toml"].text.replace("examples = [{", "examples = [{ text = '渔船4艘。' }, {", 1)
    with pytest.raises(RuleError, match=r"^phrases.toml:\d+: .*say what is read"):
        assembled({**FILES, "phrases.toml": RuleFile("phrases.toml", text)}, "")
