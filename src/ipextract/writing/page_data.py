"""What the script of a page tells of each number, as one block of data in the order of the marks."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final

from ipextract.exact.decimals import plain
from ipextract.model import KINDS, Claim, Evaluated, PlaceBox, Report
from ipextract.writing.speech import Lang, check_name, flat, name_of, say

_FINE: Final = re.compile(r"(?<!\d)(\d+)\.(\d{3,})")
_DIGITS: Final = 7
"""Digits of a number in a formula, at least two of them behind the point; report.json has all."""

_KEPT: Final = 200
"""Characters of an indicator or a formula that the page repeats; report.json has them whole."""

_WORDS: Final = ("indicator", "scope", "period", "value", "place", "kind", "checks", "none", "shown", "page")
_PLACES: Final = ("p", "l", "para", "table", "row", "col", "join")
_VERDICTS: Final = ("holds", "compatible", "violated")
_VERDICT_OF: Final = {"holds": 0, "compatible": 1, "violated": 2, "not_evaluated": 1}


def data_of(report: Report, lang: Lang) -> dict[str, Any]:
    """Rows of claims (``c``, in text order) and relations (``r``) that name their texts by place in one list (``s``).

    A row of a claim is indicator, scope, period, value and place (a line of its first box's page as that number below
    zero), then the relations that check it, then five numbers for each of its boxes.
    """
    used = sorted({i for each in report.coverage for i in each.relations})
    places = {i: k for k, i in enumerate(used)}
    covered = {each.claim_id: [places[i] for i in each.relations] for each in report.coverage}
    claims = sorted(report.claims, key=lambda claim: (claim.char_start, claim.char_end))
    told = [_told(each) for each in claims]
    relations = [_checked(report.relations[i], lang) for i in used]
    said = [text for words in told for text in words if isinstance(text, str)]
    uses = Counter([*said, *(text for name, _, formula in relations for text in (name, formula))])
    # What is used most gets the shortest number: references are a third of the block.
    texts = ["", *sorted((text for text in uses if text), key=lambda text: (-uses[text], text))]
    at = {text: i for i, text in enumerate(texts)}
    rows = [
        [
            *(-text if isinstance(text, int) else at[text] for text in words), covered.get(claim.claim_id, []),
            *(n for box in claim.boxes for n in _box(box)),
        ]
        for claim, words in zip(claims, told, strict=True)
    ]  # fmt: skip
    return {
        "s": texts,
        "c": rows,
        "r": [[at[name], verdict, at[formula]] for name, verdict, formula in relations],
        "t": {name: say(lang, f"page_js_{name}") for name in _WORDS},
        "v": [say(lang, f"page_verdict_{name}") for name in _VERDICTS],
        "k": [name_of(lang, "kinds", kind) for kind in KINDS],
        "p": {name: name_of(lang, "places", name) for name in _PLACES},
    }


def _told(claim: Claim) -> tuple[str | int, ...]:
    """Indicator, scope, period, value and place of a claim; the place is the line where its boxes have the page."""
    lined = bool(claim.boxes) and claim.place == f"p{claim.boxes[0].page}:l{claim.line}"
    place = claim.line if lined else _short(claim.place)
    return *map(_short, (claim.indicator, claim.scope, claim.period, _value(claim))), place


def _checked(each: Evaluated, lang: Lang) -> tuple[str, int, str]:
    """The name of a relation, its verdict, and its arithmetic: of a single number the limits, the same for many."""
    alone = len(each.relation.roles) == 1 and each.outcome.computed is not None
    formula = str(each.outcome.computed) if alone else each.outcome.formula
    name = _short(check_name(lang, each.relation.kind))
    return name, _VERDICT_OF[each.outcome.verdict], _FINE.sub(_rounded, _short(formula))


def _rounded(found: re.Match[str]) -> str:
    places = max(2, _DIGITS - len(found[1]))
    return found[0] if places >= len(found[2]) else f"{round(Decimal(found[0]), places):f}"


def _short(text: str) -> str:
    text = flat(text)
    return text if len(text) <= _KEPT else f"{text[:_KEPT]}\u2026"


def _value(claim: Claim) -> str:
    """The value with its unit, and what a rounded print may stand for: this alone where the quote says the value."""
    value = "" if claim.value is None else plain(claim.value)
    if claim.value_high is not None:
        value += f"..{plain(claim.value_high)}"
    spread = "" if claim.nearest is None or claim.nearest.exact else str(claim.nearest)
    said = "" if f"{value}{claim.unit}" == flat(claim.quote).replace(" ", "") else f"{value} {claim.unit} "
    return f"{said}{spread}".rstrip()


def _box(box: PlaceBox) -> list[int]:
    """Page, left, top, width and height in whole points, no smaller than the box."""
    left, top = int(box.x0), int(box.top)
    return [box.page, left, top, int(box.x1) + 1 - left, int(box.bottom) + 1 - top]
