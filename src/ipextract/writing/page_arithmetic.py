"""The arithmetic of a finding as the page tells it: a sentence in the scale of the print, and a drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from ipextract.exact.interval import Interval, gap, scale, show
from ipextract.model import Claim, Finding
from ipextract.verify import Answer, Integer, Meeting, Room
from ipextract.writing.drawing import Bar, bars, wholes
from ipextract.writing.speech import Lang, flat, printable, say

SIGNS: Final = (
    ("* ", "\u00d7 "), ("/ ", "\u00f7 "), ("<= ", "\u2264 "), (">= ", "\u2265 "), ("-> ", "\u2192\u00a0")
)  # fmt: skip
"""What a formula writes for a sign of print."""

#: Digits of a number show a hundredth of the gap that it is about, and no more.
_FINE: Final = 100
_DIGITS: Final = 6
_WORD: Final = re.compile("[A-Za-z]{2}")
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Scale:
    """How the print of a number counts: ``factor`` of its unit make one, and ``suffix`` says so behind the number."""

    factor: Fraction = Fraction(1)
    suffix: str = ""

    def value(self, value: Interval, apart: Fraction) -> str:
        """An interval with the digits that show a gap of ``apart`` and its ends apart; without an end it is a bound."""
        here = scale(value, 1 / self.factor)
        apart = min(apart, value.width or apart)
        low, high = (
            None if end is None else self._number(end, apart / self.factor) for end in (here.lower, here.upper)
        )
        if low is not None and high is not None:
            left, right = "(" if here.lower_open else "[", ")" if here.upper_open else "]"
            return low if here.exact else f"{left}{low}, {high}{right}"
        if high is not None:
            return f"{'<' if here.upper_open else chr(0x2264)} {high}"
        return str(value) if low is None else f"{'>' if here.lower_open else chr(0x2265)} {low}"

    def _number(self, end: Fraction, apart: Fraction) -> str:
        digits = next((n for n in range(_DIGITS) if apart * 10**n >= _FINE), _DIGITS)
        return f"{show(end, digits)}{self.suffix}"


def told(finding: Finding, answer: Answer | None, lang: Lang) -> tuple[str, Markup]:
    """The arithmetic as a sentence, and as a drawing where there are two intervals to draw."""
    if isinstance(answer, Meeting):
        return _met(answer, finding, lang)
    if isinstance(answer, Integer):
        return _whole(answer, lang)
    if isinstance(answer, Room):  # what is wrong with the words of one number: the message says it
        return "", Markup("")
    expression = _words(finding.formula)
    # Some formulas are English; the message says the same in both languages.
    return "" if lang == "zh" and _WORD.search(expression) else expression, Markup("")


def _met(answer: Meeting, finding: Finding, lang: Lang) -> tuple[str, Markup]:
    quote, checked = answer.checked
    expression, left = answer.steps[-1]
    quoted = {each.claim.quote: each.claim for each in finding.roles}
    here = _scale(quoted.get(quote), checked.printed)
    if here.suffix == "%":
        expression = _bare(expression.removesuffix(" * 100"))
    apart = gap(checked.nearest, left.nearest) if finding.rounding == "nearest" else gap(checked.any, left.any)
    between = gap(checked.printed, left.printed) or apart
    distance = flat(finding.distance) or (show(between) if between else "")
    result = here.value(left.printed if left.printed.exact else left.nearest, between)
    said, printed = _words(expression), _words(quote)
    key = _form(left.nearest, expression, quote, quoted)
    values = {
        "left": said, "result": result, "printed": printed, "apart": distance,
        "due": here.value(checked.printed if checked.printed.exact else checked.nearest, between),
        "bound": said if said[:1] in ("\u2264", "\u2265") else f"{result} ({said})",
        "range": here.value(checked.nearest, between), "computed": here.value(left.nearest, between),
    }  # fmt: skip
    wide = [name for name, each in (("computed", left), ("printed", checked)) if not each.nearest.exact]
    if key in ("bound", "other", "fixed"):
        wide = [name for name in wide if name == "printed"]
    sentence = say(lang, f"page_sentence_{key}", **values)
    if wide:
        which = wide[0] if len(wide) == 1 else "pair" if key == "both" else "both"
        sentence += say(lang, f"page_sentence_range_{which}", **values)
    labels = {
        "meeting": ("page_bar_computed", result, "page_bar_printed", printed),
        "both": ("page_bar_computed", result, "page_bar_computed", values["due"]),
        "bound": ("page_bar_computed", result, "page_bar_printed", printed),
        "other": ("page_bar_other", said, "page_bar_printed", printed),
        "fixed": ("page_bar_due", said, "page_bar_computed", values["due"]),
    }[key]
    upper = Bar(say(lang, labels[0], value=labels[1]), left.any, left.nearest, "computed", left.printed)
    lower = Bar(say(lang, labels[2], value=labels[3]), checked.any, checked.nearest, "printed", checked.printed)
    return sentence, bars(upper, lower, say(lang, "distance", distance=distance) if distance else "", sentence)


def _bare(expression: str) -> str:
    """An expression without the brackets around the whole of it."""
    depth = 0
    for i, ch in enumerate(expression):
        depth += (ch == "(") - (ch == ")")
        if not depth:
            return expression[1:-1] if i and i == len(expression) - 1 else expression
    return expression


def _form(left: Interval, expression: str, checked: str, quoted: dict[str, Claim]) -> str:
    """What is compared: a print with a bound, with another print, a fixed or a computed number; or two computed."""
    if left.lower is None or left.upper is None:
        return "bound"
    if expression in quoted:
        return "other"
    if " " not in expression:
        return "fixed"
    return "meeting" if checked in quoted else "both"


def _whole(answer: Integer, lang: Lang) -> tuple[str, Markup]:
    factor = answer.steps[-1][1]
    base, nearest = scale(factor.any, answer.count), scale(factor.nearest, answer.count)
    fine = nearest.width or Fraction(0)
    result = _Scale().value(nearest, fine)
    values = {"expression": _words(answer.expression), "result": result, "any": _Scale().value(base, fine)}
    sentence = say(lang, "page_sentence_whole", **values)
    row = Bar(say(lang, "page_bar_computed", value=result), base, nearest, "computed")
    return sentence, wholes(row, say(lang, "page_bar_wholes"), sentence)


def _scale(claim: Claim | None, printed: Interval) -> _Scale:
    """The scale of a number from its print: 1.4 with a value of 140,000,000 counts in what stands behind the 1.4."""
    found = None if claim is None else _NUMBER.search(claim.quote)
    if claim is None or found is None or not printed.exact or not printed.lower:
        return _Scale()
    number = Fraction(found[0].replace(",", ""))
    if claim.unit == "%":
        return _Scale(suffix="%")
    behind = claim.quote[found.end() :]
    word = behind.removesuffix(claim.unit) if behind.endswith(claim.unit) else behind
    factor = abs(printed.lower) / number if number else Fraction(1)
    # Thousands or ten thousands of a table's head stand behind no number of it.
    tens = factor.denominator == 1 and re.fullmatch("10+", str(factor))
    return _Scale(factor, word) if tens and (not behind or word) else _Scale()


def _words(expression: str) -> str:
    for sign, written in SIGNS:
        expression = expression.replace(sign, written)
    return printable(expression).replace("\u00d7 1 \u00f7", "\u00f7")
