"""What a table prints of its own columns and rows: 3=1+2, 第一项加第二项之和，等于第三项加第四项之和."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias
from unicodedata import normalize

import regex

from ipextract.rulebook import Rulebook
from ipextract.rulebook.lexicon import Words

__all__ = ["Formula", "Signs", "formulas_in", "key_of", "numbering", "signs_of"]

Axis: TypeAlias = Literal["columns", "rows"]

_TERM: Final = r"\(?(?:(?:{nth})\(?)?(?P<key>\d{{1,2}}|[{han}]{{1,3}}|[A-Z])\)?(?:(?P<of>{of})\)?)?"
_NUMBER: Final = regex.compile(r"\(?(?P<key>\d{1,2}|[A-Z])\)?(?:=(?P<rest>.{3,40}))?")
_FEWEST: Final = 3
_TEN: Final = 10


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of formulas: what adds, takes off and divides, what stands between sides, what terms are called."""

    plus: Words
    minus: Words
    equals: Words
    nth: Words
    columns: Words
    rows: Words
    numerals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Formula:
    """A total, its parts and what is taken off, by the numbers that columns or rows of a table bear; ``text`` says so.

    ``axis`` is None where the words do not say of which.
    """

    text: str
    axis: Axis | None
    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The numbers of all its columns or rows."""
        return (self.total, *self.parts, *self.less)


def signs_of(rulebook: Rulebook) -> Signs:
    """The words of formulas in the rules."""
    words = rulebook.words
    tens = tuple(word for word, power in rulebook.numerals.powers.items() if power == _TEN)
    small = _numerals(tuple(rulebook.numerals.digits.items()), tens)
    return Signs(
        words["formula_plus"],
        words["formula_minus"],
        words["formula_equals"],
        words["formula_nth"],
        words["formula_column"],
        words["formula_row"],
        small,
    )


@lru_cache(maxsize=8)
def _numerals(digits: tuple[tuple[str, int], ...], tens: tuple[str, ...]) -> Mapping[str, int]:
    """The numerals in words up to 90: 三, 十二, 二十."""
    ones = {word: value for word, value in digits if value and not word.isdecimal()}
    found = {**ones, **dict.fromkeys(tens, _TEN)}
    for ten in tens:
        found |= {ten + word: _TEN + value for word, value in ones.items()}
        found |= {word + ten: _TEN * value for word, value in ones.items()}
    return found


def key_of(text: str, signs: Signs) -> str:
    """3 for 3, ③, (3) and 三, C for C; empty for what numbers nothing."""
    text = normalize("NFKC", text).strip("()")
    if text.isdecimal():
        return str(int(text))
    if len(text) == 1 and text.isascii() and text.isupper():
        return text
    return str(signs.numerals[text]) if text in signs.numerals else ""


def numbering(texts: Mapping[int, str], signs: Signs) -> dict[str, int]:
    """Which column bears which number, where a row of a table numbers them (1, 2, 3=1+2); empty for other rows."""
    found: dict[str, int] = {}
    for j, text in texts.items():
        match = _NUMBER.fullmatch(_plain(text, signs))
        if match is None:
            return {}
        found[match["key"]] = j
    keys = list(found)
    one_by_one = [int(key) if key.isdecimal() else ord(key) for key in keys]
    steps = all(after - before == 1 for before, after in pairwise(one_by_one))
    return found if len(found) == len(texts) >= _FEWEST and steps and keys[0] in ("1", "A") else {}


def formulas_in(texts: Iterable[str], signs: Signs) -> Iterator[Formula]:
    """The formulas that texts spell out."""
    for text in texts:
        plain = _plain(text, signs)
        for match in _equation(signs).finditer(plain):
            formula = _formula(match, signs)
            if formula is not None:
                yield formula


def _plain(text: str, signs: Signs) -> str:
    """A text with every sign as one character and nothing between: 3=1+2."""
    text = "".join(normalize("NFKC", text).split())
    for words, sign in ((signs.equals, "="), (signs.plus, "+"), (signs.minus, "-")):
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(normalize("NFKC", word), sign)
    return text


@lru_cache(maxsize=8)
def _pattern(nth: Words, columns: Words, rows: Words, han: str) -> regex.Pattern[str]:
    term = _TERM.format(nth="|".join(nth), of="|".join((*columns, *rows)), han=han)
    side = rf"{term}(?:[-+]{term}){{0,11}}"
    named = side.replace("(?P<key>", "(?P<left>").replace("(?P<of>", "(?P<left_of>")
    other = side.replace("(?P<key>", "(?P<right>").replace("(?P<of>", "(?P<right_of>")
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}.%])(?P<one>{named})=(?P<other>{other})(?![\p{{N}}.%*/×÷])")


def _equation(signs: Signs) -> regex.Pattern[str]:
    return _pattern(signs.nth, signs.columns, signs.rows, "".join(sorted(set("".join(signs.numerals)))))


def _formula(match: regex.Match[str], signs: Signs) -> Formula | None:
    """The formula of an equation: what stands alone on a side is the total, else the last of what is added."""
    one = _side(match["one"], match.captures("left"), signs)
    other = _side(match["other"], match.captures("right"), signs)
    axis = _axis({*match.captures("left_of"), *match.captures("right_of")}, signs)
    if len(one) > 1 and len(other) > 1:
        plus = [key for key, sign in other if sign > 0]
        if not plus:
            return None
        terms = [*one, *((key, -sign) for key, sign in other if key != plus[-1])]
        return _written(match[0], axis, plus[-1], terms)
    (total, sign), terms = (one[0], other) if len(one) == 1 else (other[0], one)
    return _written(match[0], axis, total, terms) if sign > 0 else None


def _written(text: str, axis: Axis | None, total: str, terms: Sequence[tuple[str, int]]) -> Formula | None:
    """A formula of terms with their signs; ``None`` for one that equates two numbers, or that names one twice."""
    keys = [total, *(key for key, _ in terms)]
    parts = tuple(key for key, sign in terms if sign > 0)
    if len(terms) < len(("a", "b")) or len(set(keys)) < len(keys) or not all(keys) or not parts:
        return None
    return Formula(text, axis, total, parts, tuple(key for key, sign in terms if sign < 0))


def _side(text: str, keys: Sequence[str], signs: Signs) -> list[tuple[str, int]]:
    """The terms of a side with their signs."""
    marks = [mark for mark in text if mark in "+-"]
    return [(key_of(key, signs), -1 if mark == "-" else 1) for key, mark in zip(keys, ["+", *marks], strict=True)]


def _axis(of: set[str], signs: Signs) -> Axis | None:
    """Columns or rows, as the words behind the numbers say; ``None`` where they say nothing, or both."""
    said: set[Axis] = {"columns" for word in of if word in signs.columns}
    said |= {"rows" for word in of if word in signs.rows}
    return next(iter(said)) if len(said) == 1 else None
