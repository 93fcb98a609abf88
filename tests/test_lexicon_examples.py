"""Every list of rules/phrases.toml is shown by an example that fails without it: each gets nonsense for words."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from typing import cast

import pytest

from ipextract import pipeline, rulebook
from ipextract.rulebook import Rulebook
from ipextract.rulebook.directory import RuleFile, read_files
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.files import assemble
from ipextract.rulebook.lexicon import Lexicon
from ipextract.rulebook.list_examples import ListExample, Related, Says
from ipextract.trial.list_examples import wrong

FILES = read_files(rulebook.default_directory())
BOOK = rulebook.load()
SHOWN = {each.id: each.examples for each in BOOK.shown}
PHRASES = [each["id"] for each in tomllib.loads(FILES["phrases.toml"].text)["words"]]
#: A word that no text has.
NONSENSE = ("㐀㐁㐂",)
#: Lists that no example shows yet: their words change nothing that an example can say, or none was found.
UNSHOWN: set[str] = set()


def without(name: str) -> Rulebook:
    """The rulebook with nonsense in place of the words of a list."""
    if any(f"{{{name}}}" in file.text or f"['{name}']" in file.text for file in FILES.values()):
        return _assembled(name)
    return replace(BOOK, words=cast("Lexicon", {**BOOK.words, name: NONSENSE}))


def _assembled(name: str) -> Rulebook:
    """The same where patterns and cues hold the words."""
    text = FILES["phrases.toml"].text
    at = text.index("words = [", text.index(f"id = '{name}'\n"))
    changed = f"{text[:at]}words = ['{NONSENSE[0]}']{text[text.index(']', at) + 1 :]}"
    return assemble({**FILES, "phrases.toml": RuleFile("phrases.toml", changed)}, name)


@cache
def read(text: str) -> pipeline.Report:
    return pipeline.analyse_text(text, rulebook=BOOK)


@pytest.mark.parametrize("name", [each for each in PHRASES if each not in UNSHOWN])
def test_nonsense_in_place_of_a_list_is_noticed(name: str) -> None:
    book = without(name)
    assert any(wrong(each, pipeline.analyse_text(each.text, rulebook=book)) for each in SHOWN[name])


def test_lists_that_nothing_shows_are_known() -> None:
    assert set(PHRASES) - set(SHOWN) == UNSHOWN


QUOTE = "登记渔船4175艘，其中钢质3020艘。"


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (ListExample(text=QUOTE, fields=(Says(quote="3020艘", kind="count", of=""),)), ""),
        (ListExample(text=QUOTE, fields=(Says(quote="3020艘", basis="new"),)), "should have basis new, has basis "),
        (ListExample(text=QUOTE, fields=(Says(quote="99艘"),)), "99艘 should have , has no claim"),
        (ListExample(text=QUOTE, edges=("3020艘 part-of 4175艘",)), ""),
        (ListExample(text=QUOTE, edges=()), "has 3020艘 part-of 4175艘, not none"),
        (ListExample(text=QUOTE, relations=(Related(kind="part", claims=("4175艘", "3020艘")),)), ""),
        (ListExample(text=QUOTE, relations=()), "relates part 4175艘 3020艘, not nothing"),
    ],
)
def test_what_an_example_of_a_list_may_ask(example: ListExample, said: str) -> None:
    fault = wrong(example, read(QUOTE))
    assert bool(fault) == bool(said)
    assert said in fault


def test_an_example_that_asks_nothing_is_refused() -> None:
    text = FILES["phrases.toml"].text.replace("examples = [{", "examples = [{ text = '渔船4艘。' }, {", 1)
    with pytest.raises(RuleError, match=r"^phrases.toml:\d+: .*say what is read"):
        assemble({**FILES, "phrases.toml": RuleFile("phrases.toml", text)}, "")
