"""Patterns that take more than linear time: which are told, that those which pass do not, and that all of ours pass."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ipextract import rulebook
from ipextract.command.cli import main
from ipextract.rulebook import RuleError
from ipextract.rulebook.linear import slow
from step_counter import Counter, TooMany

ROOT = Path(__file__).resolve().parents[1]


def growths(source: str, **told: bool) -> set[str]:
    return {each.growth for each in slow(source, **told)}


# --- what is told -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "growth"),
    [
        ("(?:a+)+b", "exponential"),
        ("(?:a|a)*b", "exponential"),
        ("(?:a|ab|b)*c", "exponential"),
        (r"(?:\d+|[a-z]+)+!", "exponential"),
        (r"(?:\s?\d{1,3})*年", "exponential"),
        (r"(?<!\p{Han})(?:\p{Han}{2,7}?(?:市|县))+人民", "exponential"),
        (r"(?:\d{1,9}){1,40}年", "exponential"),
        (r"\d+年", "restarted"),
        (r"\d++年", "restarted"),
        (r"(?>\d+)年", "restarted"),
        (r"\s*年", "restarted"),
        (r"\d(?:\d*年)?", "restarted"),
        ("其中[^。]*合计", "restarted"),
        ("渔(?=[^。]*。)", "restarted"),
        (r"\d{1,3}(?:,\d{3})+(?!\d)", "restarted"),
        (r"(?<!\d)\d{1,3}(?:,\d{3})+年", "restarted"),
        (r".{3,5000}年", "restarted"),
        (r"(?<!\d)\d+(?:[.,]\d+)*年", "restarted"),
        (r"(?:\d+港)*\d+年", "restarted"),
        (r"(?<!\d)\d+\d+年", "shared"),
        (r"(?<!\d)\d+(?:[.,]?\d+)+年", "exponential"),
        (r"^\s*，?\s*年", "shared"),
        (r"^.{1,99}港.{1,99}船.{1,99}网", "window"),
        ("(?:a*)*b", "hollow"),
        ("(?:a?b?)+c", "hollow"),
        (r"(?<=第\d*)章", "backward"),
        (r"(?P<one>\d)(?P=one)", "unjudged"),
        (r"(\d)\1", "unjudged"),
        ("(?:港){e<=1}", "unjudged"),
        ("(?R)?港", "unjudged"),
        (r"\X+", "unjudged"),
    ],
)
def test_what_takes_longer_is_told(source: str, growth: str) -> None:
    assert growth in growths(source)


@pytest.mark.parametrize(
    "source",
    [
        "渔港",
        "[0-9]+",
        r"\d{1,40}年",
        r"(?<!\d)\d+年",
        r"(?<!\d)\d++\d+x",
        r"第\d+章",
        r"第\d+(?:[、和]\d+)*章",
        "其中[^。其]*合计",
        "其中[^。]{0,60}合计",
        r"(?<!\d)(?<!\d,)\d{1,3}(?:,\d{3})+年",
        r"(?<!\d|\d[,，])\d{1,3}(?:[,，]\d{3})+年",
        r"(?<!\d[,，]?)\d{1,3}(?:[,，]\d{3})+年",
        r"(?:\d{3})+",
        r"(?<!\d)(?:\d{3})+年",
        r"(?<![\d.,])\d+(?:[.,]\d+)*年",
        r"(?m)^[ \t]*\d+[.]",
        r"^\s+$",
        r"^(?:(?>a+)b)+c",
        r"^(?:(?>a|ab)c)+d",
        r"(?<![“”])[“][^“”]*[”]",
        r"(?i)(?:港|船)+",
        r"[-+]?[0-9]+(?:\.[0-9]+)?%?",
        r"\p{Nd}+(?:[,，]+\p{Nd}+)*(?:[.．]\p{Nd}+)?",
        "(?:甲港|乙港|丙港)(?:、(?:甲港|乙港|丙港))*",
    ],
)
def test_what_is_linear_passes(source: str) -> None:
    assert growths(source) == set()


def test_a_pattern_for_one_place_may_read_on() -> None:
    assert growths(r"\d+年") == {"restarted"}
    assert growths(r"\d+年", anchored=True) == set()
    assert growths(r"(?:\d+)+年", anchored=True) == {"exponential"}


def test_what_is_told_names_the_part_and_a_text() -> None:
    (found,) = slow(r"[A-Z](?<!\d)(?:[a-z][0-9])+年|渔(?=[^。]*。)")
    assert found.parts == ("[^。]*",)
    assert "`[^。]*`" in str(found)
    assert found.word.startswith("渔")


# --- an independent judge ---------------------------------------------------------------------------------------------

ONE = st.sampled_from(["a", "b", "[ab]", "[^a]", "c", "."])
PATTERNS = st.recursive(
    ONE,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "*?", "++", "{1,3}", "{2}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?>{one})"),
        st.tuples(st.sampled_from(["(?=", "(?!", "(?<=", "(?<!"]), ONE).map(lambda two: f"{two[0]}{two[1]})"),
        inner.map(lambda one: f"(?={one})"),
    ),
    max_leaves=7,
)
WORDS = ("a", "b", "c", "ab", "ba", "ac", "bc", "aab", "abb", "abc")
ENDS = ("", "c", "a", "ca")


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.text("abc", max_size=12))
def test_the_tree_means_what_the_pattern_means(source: str, text: str) -> None:
    assume("*?" not in source)  # the counter is greedy: where it reads less first, the spans are others
    assume(not growths(source) & {"hollow", "unjudged"})
    found = (regex.compile(source).match(text, at) for at in range(len(text) + 1))
    assert Counter(source).ends(text) == [match and match.end() for match in found]


@settings(max_examples=120, deadline=None)
@given(PATTERNS)
@example("(?>(?:a){1,3})(?:a){1,3}")  # steps that depend on the length modulo three: noise in the shortest texts
def test_what_passes_takes_steps_in_proportion(source: str) -> None:
    assume(not slow(source))
    counter = Counter(source)
    for word in WORDS:
        for end in ENDS:
            steps = []
            for times in (16, 32, 64):
                counter.spans(word * times + end)
                steps.append(counter.steps)
            # Twice the text is twice the steps; four times the steps would be the square.
            assert steps[2] - steps[1] <= 2.6 * (steps[1] - steps[0]) + 40, (word, end, steps)


@pytest.mark.parametrize(
    ("source", "end"),
    [("(?:a+)+b", "c"), ("(?:a|ab|b)*c", "d"), ("a+b", "c"), ("(?:ab)+c", ""), ("^a+a+b", "c"), ("a(?=[^c]*c)", "")],
)
def test_the_text_that_is_named_shows_it(source: str, end: str) -> None:
    found = slow(source)[0]
    counter = Counter(source, most=200_000)
    few, many = 0, 0
    try:
        counter.spans(found.word * 6 + end)
        few = counter.steps
        counter.spans(found.word * 24 + end)
        many = counter.steps
    except TooMany:
        many = counter.most
    assert many > 8 * few


# --- ours -------------------------------------------------------------------------------------------------------------


def test_our_rules_are_linear() -> None:
    assert rulebook.lint(rulebook.default_directory()) == []


def test_the_patterns_of_the_program_are_linear() -> None:
    """Every pattern that a module holds or that the program makes while it reads reports, among them hostile ones."""
    command = [sys.executable, os.fspath(ROOT / "tests" / "pattern_collector.py")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"})
    found = json.loads(done.stdout)
    assert len(found) > 150
    assert {each["made"] for each in found} == {"when loaded", "while reading"}
    told = [
        f"{each['place']}: {each['source'][:60]!r}: {fault}"
        for each in found
        for fault in slow(each["source"], each["flags"], anchored=each["anchored"])
    ]
    assert told == []


# --- the user's -------------------------------------------------------------------------------------------------------

SKIP = """[[skip]]
id = 'pier-code'
reason = 'name'
title = 'Codes of piers'
pattern = '{}'
examples = ['{}']
"""
WORDS_FILE = """[[words]]
id = 'executed'
note = 'What tells of a year that is over.'
patterns = ['{}']
"""


def own(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"skips": SKIP.format("(?:[A-Z]+[0-9]*)+港", "A1港")}, "skips.toml:2: rule pier-code: the pattern can read "),
        ({"skips": SKIP.format("[A-Z]+港", "A港")}, "skips.toml:2: rule pier-code: the pattern begins anew at each "),
        ({"words": WORDS_FILE.format(r"第\p{Han}*届渔民大会")}, "words.toml:2: rule executed: the pattern begins "),
    ],
)
def test_own_rules_are_judged_before_they_are_used(
    files: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own(tmp_path, **files)
    with pytest.raises(RuleError) as refused:
        rulebook.load(folder)
    assert str(refused.value).startswith(said)
    assert all(line.startswith(said) for line in rulebook.lint(folder))
    assert main(["rules", "lint", "--rules", os.fspath(folder)]) == 2
    assert said in capsys.readouterr().out
    assert main(["check", os.fspath(ROOT / "samples" / "report-2024.md"), "--rules", os.fspath(folder)]) == 2
    assert said in capsys.readouterr().err


def test_own_rules_that_are_linear_are_used(tmp_path: Path) -> None:
    folder = own(tmp_path, skips=SKIP.format("(?<![A-Z])[A-Z]+港", "A港"))
    assert any(rule.id == "pier-code" for rule in rulebook.load(folder).skips)
    assert rulebook.lint(folder) == []
