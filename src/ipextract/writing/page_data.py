"""What the script of a page tells of each number, as one block of data in the order of the marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, Final, TypeVar

from ipextract.exact.decimals import plain
from ipextract.model import Claim, Evaluated, Report
from ipextract.writing.page_readings import read_of, short, signed
from ipextract.writing.page_text import Ruler
from ipextract.writing.reasons import Titles
from ipextract.writing.speech import Lang, check_name, flat, name_of, say

T = TypeVar("T", bound=Any)

_BASE, _DIGIT, _LAST = 31, ord("="), ord("]")

_FINE: Final = re.compile(r"(?<!\d)(\d+)\.(\d{3,})")
_DIGITS: Final = 7
"""Digits of a number in a formula, at least two of them behind the point; report.json has all."""

_WORDS: Final = ("value", "place", "none", "shown", "page", "how")
_PLACES: Final = ("p", "l", "para", "table", "row", "col", "join")
_VERDICTS: Final = ("holds", "compatible", "violated", "echo")
_VERDICT_OF: Final = {"holds": 0, "compatible": 1, "violated": 2, "not_evaluated": 1, "echo": 3}


def data_of(report: Report, lang: Lang, ruler: Ruler, titles: Titles) -> dict[str, Any]:
    """Claims in text order (``c``), what was read of them (``o``) and relations (``r``) as packed rows.

    A row of a claim is value, place (a line of its first box's page as that number below zero), the relations that
    check it or echo it, what was read of it, and its boxes: page, left, top, width and height, of which page, top
    and height are what they differ by from those of the box before. A row of ``o`` is a reason (in ``w``), a value
    and words. The value is a text, or how many rows away another claim stands; no text where the words say it.
    Words are a place and a length in the text of the page without white space: a place below zero counts from the
    mark of the claim, and words of no length are a text. Texts are in ``s``. A reason is its label, what the rules
    call it, and for another claim the label that the edge has at its other end. Lists are told with their length.
    """
    shown = _shown(report)
    used = sorted({i for mine in shown.values() for i in mine})
    relations = [_checked(report.relations[i], lang) for i in used]
    claims = sorted(report.claims, key=lambda claim: (claim.char_start, claim.char_end))
    told = [(short(_value(claim)), _place(claim)) for claim in claims]
    read = read_of(report, claims, ruler, titles, lang)
    entries = _by_use(entry for each in read for entry in each)
    reasons = _by_use(entry.reason for entry in entries)
    named = chain(*told, *relations, *(each.texts() for each in entries), *(each.texts() for each in reasons))
    # What is used most gets the shortest number: references are a third of the block.
    texts = ["", *filter(None, _by_use(each for each in named if isinstance(each, str)))]
    at = {text: i for i, text in enumerate(texts)}
    heads = ([at[value], signed(at[where] if isinstance(where, str) else -where)] for value, where in told)
    numbers = (_list([entries[entry] for entry in mine]) for mine in read)
    return {
        "s": texts,
        "c": packed(chain(*map(chain, heads, _checks(claims, shown, used), numbers, _boxes(claims)))),
        "o": packed(chain(*(entry.row(reasons, at) for entry in entries))),
        "w": [reason.row(at) for reason in reasons],
        "r": packed(n for name, verdict, formula in relations for n in (at[name], verdict, at[formula])),
        **_messages(lang),
    }


def _messages(lang: Lang) -> dict[str, Any]:
    """What the script says: its own words, verdicts and places."""
    return {
        "t": {"indicator": say(lang, "column_indicator"), **{name: say(lang, f"page_js_{name}") for name in _WORDS}},
        "v": [say(lang, f"page_verdict_{name}") for name in _VERDICTS],
        "p": {name: name_of(lang, "places", name) for name in _PLACES},
    }


def packed(numbers: Iterable[int]) -> str:
    """Numbers from 0 in digits of base 31, the lowest first: = to [, and ] to { for the last digit of each.

    None of these characters needs an escape where the block stands: "]^]" is 0, 1, 0, and "=^" is 31.
    """
    found: list[str] = []
    for number in numbers:
        rest = number
        while rest >= _BASE:
            rest, digit = divmod(rest, _BASE)
            found.append(chr(_DIGIT + digit))
        found.append(chr(_LAST + rest))
    return "".join(found)


def _by_use(all_of: Iterable[T]) -> dict[T, int]:
    """Numbers for what is used, the most used first."""
    uses = Counter(all_of)
    return {each: i for i, each in enumerate(sorted(uses, key=lambda each: (-uses[each], str(each))))}


def _list(numbers: Sequence[int]) -> list[int]:
    return [len(numbers), *numbers]


def _shown(report: Report) -> dict[str, list[int]]:
    """The places of the relations that check each claim, and of the echoes that it has a part in."""
    found = {each.claim_id: list(each.relations) for each in report.coverage}
    for i, each in enumerate(report.relations):
        for claim in each.relation.claims if each.standing == "echo" else ():
            found.setdefault(claim.claim_id, []).append(i)
    return found


def _checks(claims: Sequence[Claim], shown: Mapping[str, list[int]], used: Sequence[int]) -> Iterator[list[int]]:
    """The relations that are shown of each claim, by their place among those that are used."""
    places = {i: k for k, i in enumerate(used)}
    return (_list([places[i] for i in shown.get(claim.claim_id, ())]) for claim in claims)


def _boxes(claims: Sequence[Claim]) -> Iterator[list[int]]:
    """The boxes of each claim in whole points, none smaller than it is."""
    last = 0, 0, 0
    for claim in claims:
        row = [len(claim.boxes)]
        for box in claim.boxes:
            left, top = max(0, int(box.x0)), int(box.top)
            here = box.page, top, max(1, int(box.bottom) + 1 - top)
            page, down, taller = (signed(new - old) for new, old in zip(here, last, strict=True))
            row += [page, left, down, max(1, int(box.x1) + 1 - left), taller]
            last = here
        yield row


def _place(claim: Claim) -> str | int:
    """The place of a claim, only the line where its boxes have the page."""
    lined = bool(claim.boxes) and claim.place == f"p{claim.boxes[0].page}:l{claim.line}"
    return claim.line if lined else short(claim.place)


def _checked(each: Evaluated, lang: Lang) -> tuple[str, int, str]:
    """The name of a relation, its verdict, and its arithmetic: of a single number the limits, the same for many."""
    alone = len(each.relation.roles) == 1 and each.outcome.computed is not None
    formula = str(each.outcome.computed) if alone else each.outcome.formula
    name = short(check_name(lang, each.relation.kind))
    return name, _VERDICT_OF[each.standing], _FINE.sub(_rounded, short(formula))


def _rounded(found: re.Match[str]) -> str:
    places = max(2, _DIGITS - len(found[1]))
    return found[0] if places >= len(found[2]) else f"{round(Decimal(found[0]), places):f}"


def _value(claim: Claim) -> str:
    """The value with its unit, and what a rounded print may stand for: this alone where the quote says the value."""
    value = "" if claim.value is None else plain(claim.value)
    if claim.value_high is not None:
        value += f"..{plain(claim.value_high)}"
    spread = "" if claim.nearest is None or claim.nearest.exact else str(claim.nearest)
    said = "" if f"{value}{claim.unit}" == flat(claim.quote).replace(" ", "") else f"{value} {claim.unit} "
    return f"{said}{spread}".rstrip()
