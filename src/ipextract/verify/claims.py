"""Each claim against its own print: the quote at its offsets, the id, and the interval around the printed number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import blake2b
from unicodedata import normalize

from ipextract.exact.interval import Interval, show
from ipextract.verify.faults import Fault
from ipextract.verify.record import Json, Written, bounds, number

_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_POINT = re.compile(r"(?<=\d)[·・•‧∙⋅](?=\d)")
"""What else stands for a decimal point in print."""
_LONG = 8
"""Decimal places that no printed number has."""
_ROUNDED = Fraction(1, 100)
"""How exactly the value of a fraction is written."""
_KEPT = 10**11
"""Digits that a fraction keeps."""
_DOUBLINGS = 40
"""More doublings than this are read as this many."""


def against_print(written: Written) -> Iterator[Fault]:
    """What the text and the claims say against each other, claim by claim."""
    ids: Counter[str] = Counter()
    for i, claim in enumerate(written.record["claims"]):
        where = f"claims[{i}] {written.place(claim['claim_id'])} {claim['claim_id']}"
        if written.text[claim["char_start"] : claim["char_end"]] != claim["quote"]:
            found = written.text[claim["char_start"] : claim["char_end"]]
            yield Fault(where, "quote", {"written": claim["quote"], "found": found})
        own_id = _claim_id(claim)
        ids[own_id] += 1
        expected = own_id if ids[own_id] == 1 else f"{own_id}-{ids[own_id]}"
        if claim["claim_id"] != expected:
            yield Fault(where, "claim_id", {"written": claim["claim_id"], "found": expected})
        if claim.get("of") is not None and str(claim["of"]) not in written.claims:
            yield Fault(f"{where}.of", "no_claim", {"written": str(claim["of"])})
        yield from _interval(claim, where)


def against_numbers(written: Written) -> Iterator[Fault]:
    """What the ledger of numbers says against the text and the claims."""
    for i, each in enumerate(written.record["numbers"]):
        where = f"numbers[{i}]"
        start, end = each.get("char_start"), each.get("char_end")
        found = written.text[start:end] if type(start) is int and type(end) is int else ""
        if not found or _dense(str(each.get("printed"))) not in _dense(found):
            yield Fault(where, "quote", {"written": str(each.get("printed")), "found": found})
        owner = each.get("claim_id")
        if owner is not None and str(owner) not in written.claims:
            yield Fault(where, "no_claim", {"written": str(owner)})


def _interval(claim: Json, where: str) -> Iterator[Fault]:
    """The value is printed in the quote, and the interval lies around it as the print and its hedge say."""
    value, high = number(claim.get("value"), where), number(claim.get("value_high"), where)
    wide, nearest = bounds(claim, where)
    if value is None or wide is None or nearest is None:
        if value is not None or claim.get("lower") is not None or claim.get("upper") is not None:
            yield Fault(where, "interval", {"value": str(claim.get("value")), "interval": str(wide)})
        return
    for printed in (value, high):
        if printed is not None and not _printed(printed, claim["quote"]):
            yield Fault(f"{where}.value", "not_printed", {"value": str(claim["value"]), "quote": claim["quote"]})
    for each in (wide, nearest):
        if not _surrounds(each, value, high, claim["approx"], _slack(value, claim["quote"], each)):
            yield Fault(where, "interval", {"value": str(claim["value"]), "interval": str(each)})
    exact = claim["approx"] == "exact" and not _endless(wide)
    if not _inside(nearest, wide) or (exact and wide.width not in (nearest.width, _twice(nearest))):
        yield Fault(where, "interval", {"value": str(nearest), "interval": str(wide)})


def _slack(value: Fraction, quote: str, each: Interval) -> Fraction:
    """How far the interval may lie off: a fraction that never ends is written rounded, and so are its ends."""
    known = value and any(_significant(Fraction(numeral)) == _significant(abs(value)) for numeral in _numerals(quote))
    return Fraction(0) if known and not _endless(each) else max(_ROUNDED, abs(value) / _KEPT)


def _surrounds(each: Interval, value: Fraction, high: Fraction | None, approx: str, slack: Fraction) -> bool:
    """True when the interval starts, ends or is centred where a number with such a hedge has it.

    Of a number below zero, more is less: 不足 -5 lies beyond it on the other side.
    """
    below = None if each.lower is None else value - each.lower
    above = None if each.upper is None else each.upper - (value if high is None else high)
    gaps = below, above
    if any(gap is not None and gap < -slack for gap in gaps):
        return False
    ends = high is None and approx in ("over", "under") and any(gap is not None and abs(gap) <= slack for gap in gaps)
    return ends or (below is not None and above is not None and abs(below - above) <= 2 * slack)


def _twice(each: Interval) -> Fraction | None:
    return None if each.width is None else 2 * each.width


def _endless(each: Interval) -> bool:
    return any(end is not None and end.denominator > 10**_LONG for end in (each.lower, each.upper))


def _inside(inner: Interval, outer: Interval) -> bool:
    low = outer.lower is None or (inner.lower is not None and inner.lower >= outer.lower)
    return low and (outer.upper is None or (inner.upper is not None and inner.upper <= outer.upper))


def _printed(value: Fraction, quote: str) -> bool:
    """True when the digits of the value are those of a numeral in the quote, or the quote has no such numeral."""
    numerals = _numerals(quote)
    if not numerals or any(_significant(Fraction(each)) == _significant(abs(value)) for each in numerals):
        return True
    if len(numerals) > 1:  # one number in several numerals, as 1 of 10^8 and 3 of 10^7; or one over another
        one, other = map(Fraction, numerals[:2])
        joined: bool = show(abs(value)).replace("0", "") == "".join(numerals).replace("0", "")
        quotients = (100 * top / bottom for top, bottom in ((one, other), (other, one)) if bottom)
        return joined or any(abs(each - abs(value)) <= _ROUNDED for each in quotients)
    return bool(value == 100 * (2 ** min(int(Fraction(numerals[0])), _DOUBLINGS) - 1))


def _numerals(quote: str) -> list[str]:
    return _NUMERAL.findall(_POINT.sub(".", _dense(quote)).replace(",", ""))


def _significant(value: Fraction) -> Fraction:
    """The value without its power of ten, from 1 up to 10; 0 stays 0."""
    while value and value < 1:
        value *= 10
    while value >= 10:
        value /= 10
    return value


def _claim_id(claim: Json) -> str:
    quote = "".join(claim["quote"].split())
    key = "|".join((claim["kind"], claim["indicator"], claim["scope"], claim["period"], claim["unit"], quote))
    return "c" + blake2b(key.encode("utf-8", "backslashreplace"), digest_size=5).hexdigest()


def finding_id(code: str, claims: Sequence[Json]) -> str:
    """The id of a finding: a digest over the code and what identifies its claims and their numbers."""
    keys = sorted((c["indicator"], c["scope"], c["period"], c["kind"], c["unit"], _number_and_unit(c)) for c in claims)
    text = "\n".join("\t".join("".join(part.split()) for part in key) for key in keys)
    return "f" + blake2b(f"{code}\n{text}".encode(), digest_size=5).hexdigest()


def _number_and_unit(claim: Json) -> str:
    dense = _dense(str(claim.get("printed", "")))
    needs = claim["unit"] not in dense and dense[-1:].isdecimal()
    return dense + claim["unit"] if needs else dense


def _dense(text: str) -> str:
    return normalize("NFKC", "".join(text.split()))
