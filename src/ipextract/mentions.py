"""Document text → Mentions: every number explained once, as a quantity or as a named non-claim.

A quantity carries two intervals, exact over the rationals. With u the weight of the last printed digit and 10^k the weight of
the last printed digit that is not a trailing zero of an integer:

    240 件 (unhedged integer, count)   [240, 240]
    4.4 %, 5.9 万件, 36 元             any rounding (v - u, v + u), nearest rounding [v - u/2, v + u/2]
    N 余 (power)                       (v, v + 10^k)
    超 N (ray), N 以上 (closed)         (v, inf), [v, inf)
    近 N (power), N 以内 (closed)       (v - 10^k, v), [0, v]
    约 N (half)                        [v - 10^k/2, v + 10^k/2]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import regex

from ipextract.interval import Interval, point
from ipextract.model import Approx, Mention
from ipextract.numeral import fold_digits, parse
from ipextract.rulebook import HedgeRule, Rulebook

_DIGIT = regex.compile(r"[0-9０-９]+")
_WINDOW = 32
_SEPARATOR = regex.compile(r"[:：∶]")


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A numeral as printed: its value, the weight of its last digit and of its last non-zero digit."""

    value: Decimal
    last: Decimal
    significant: Decimal
    whole: bool


def find(text: str, rulebook: Rulebook) -> tuple[Mention, ...]:
    """Every number of ``text`` as one Mention, in text order; spans do not overlap and cover every Arabic digit."""
    candidates: list[tuple[int, int, tuple[Mention, ...]]] = []
    for order, each in enumerate(_candidates(text, rulebook)):
        candidates.append((each[0].start - each[-1].end, order, each))
    candidates.sort(key=lambda c: (c[0], c[1]))
    taken = bytearray(len(text))
    chosen: list[Mention] = []
    for _, _, mentions in candidates:
        start, end = mentions[0].start, mentions[-1].end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            chosen += mentions
    for match in _DIGIT.finditer(text):
        if not taken[match.start()]:
            chosen.append(_skipped(match.start(), match.end(), text, "unexplained", "residue", "skip", None))
    return tuple(sorted(chosen, key=lambda m: m.start))


def _candidates(text: str, rulebook: Rulebook) -> Iterator[tuple[Mention, ...]]:
    for period in rulebook.periods:
        for match in period.pattern.finditer(text):
            yield (_skipped(match.start(), match.end(), text, "date", period.id, "date", None),)
    for skip in rulebook.skips:
        for match in _matches(skip.pattern, skip.near, text):
            value = None
            if skip.dimension == "ordinal":
                value = parse(match[0][1:], rulebook.numerals)
            yield (_skipped(match.start(), match.end(), text, skip.reason, skip.id, skip.dimension, value),)
    for rule in rulebook.quantities:
        for match in _matches(rule.pattern, rule.near, text):
            if rule.id == "structure":
                yield tuple(_parts(match, rulebook))
            else:
                mention = _quantity(match, rule.id, rulebook)
                if mention is not None:
                    yield (mention,)


def _matches(pattern: regex.Pattern[str], near: tuple[str, ...], text: str) -> Iterator[regex.Match[str]]:
    """All matches; a rule that names words it must stand near is tried only around those words."""
    if not near:
        yield from pattern.finditer(text)
        return
    windows: list[tuple[int, int]] = []
    for at in sorted({at for word in near for at in _places(word, text)}):
        low, high = max(0, at - _WINDOW), min(len(text), at + _WINDOW)
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], high)
        else:
            windows.append((low, high))
    for low, high in windows:
        yield from pattern.finditer(text, low, high)


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _skipped(start: int, end: int, text: str, reason: str, rule: str, dimension: str, value: Decimal | None) -> Mention:
    return Mention(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        printed=text[start:end],
        dimension=dimension,
        value=value,
        unit="",
        approx="exact",
        interval=None,
        nearest=None,
        rule=rule,
        reason=reason,
    )


def _parts(match: regex.Match[str], rulebook: Rulebook) -> Iterator[Mention]:
    """The numbers of a ratio string, each a share in per cent."""
    at = match.start()
    for part in _SEPARATOR.split(match[0]):
        scaled = _scaled(part, "", rulebook)
        if scaled is not None:
            any_rounding, nearest = _readings(scaled, None, exact=False)
            yield Mention(
                start=at,
                end=at + len(part),
                number_start=at,
                number_end=at + len(part),
                printed=part,
                dimension="structure",
                value=scaled.value,
                unit="%",
                approx="exact",
                interval=any_rounding,
                nearest=nearest,
                rule="structure",
                step=scaled.last,
            )
        at += len(part) + 1


def _quantity(match: regex.Match[str], rule: str, rulebook: Rulebook) -> Mention | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    power = groups.get("power", "")
    late = groups.get("inner_late", "")
    scaled = _scaled(groups["number"], power.removesuffix(late), rulebook)
    if scaled is None:
        return None
    unit, dimension, factor = _unit(groups, rule, rulebook)
    if "denominator" in groups:
        below = _denominator(groups["denominator"], rulebook)
        if not below:
            return None
        factor = Decimal(100) / below
    if "half" in groups:
        tail = rulebook.numerals.digits.get(groups["half"], 5)
        scaled = _Scaled(scaled.value + Decimal(tail) / 10, Decimal("0.1"), Decimal("0.1"), False)
    if rule == "doubling":
        scaled = _Scaled(Decimal(2) ** int(scaled.value) * 100 - 100, Decimal(100), Decimal(100), True)
    scaled = _Scaled(
        _scaled_up(scaled.value, factor, scaled.last),
        scaled.last * factor,
        scaled.significant * factor,
        scaled.whole and factor == 1,
    )
    if "sign" in groups:
        scaled = _Scaled(-scaled.value, scaled.last, scaled.significant, scaled.whole)
    hedges = _hedges(groups, late, rule, rulebook)
    exact = dimension == "count" and scaled.whole and "/" not in unit
    high = _scaled(groups["high"], power, rulebook) if "high" in groups else None
    if "high" in groups:
        if high is None:
            return None
        first = groups.get("power_first") or power
        low = _scaled(groups["number"], first, rulebook)
        if low is None or low.value * factor >= high.value * factor:
            return None
        ends = (Fraction(low.value * factor), Fraction(high.value * factor))
        any_rounding = nearest = Interval(*ends)
        scaled = _Scaled(low.value * factor, high.last * factor, high.significant * factor, high.whole)
    else:
        any_rounding, nearest = _readings(scaled, hedges[0] if hedges else None, exact=exact)
    start, end = match.span()
    while match.string[start].isspace():
        start += 1
    while match.string[end - 1].isspace():
        end -= 1
    return Mention(
        start=start,
        end=end,
        number_start=match.start("number"),
        number_end=match.end("number"),
        printed=match.string[start:end],
        dimension=dimension,
        value=scaled.value,
        unit=unit,
        approx=_approx(hedges),
        interval=any_rounding,
        nearest=nearest,
        rule=rule,
        value_high=_plain(high.value * factor) if high is not None else None,
        step=scaled.last,
        hedges=tuple(h.id for h in hedges),
    )


def _unit(groups: dict[str, str], rule: str, rulebook: Rulebook) -> tuple[str, str, Decimal]:
    """The normal spelling of the unit, what it measures, and the factor that brings the number into it."""
    if rule in ("fraction-words", "doubling"):
        return "%", "doubling" if rule == "doubling" else "percent", Decimal(1)
    if rule == "tenths":
        return "%", "percent", Decimal(10)
    printed = "".join(groups.get("unit", "").split())
    if not printed:
        return "", "bare", Decimal(1)
    found = rulebook.unit(printed)
    if found is not None:
        return found.id, found.dimension, Decimal(1)
    above, _, below = printed.replace("／", "/").partition("/")
    head = rulebook.unit(above)
    return f"{head.id if head else above}/{below}", head.dimension if head else "measure", Decimal(1)


def _scaled(printed: str, power: str, rulebook: Rulebook) -> _Scaled | None:
    value = parse(printed, rulebook.numerals)
    if value is None and printed and all(ch in rulebook.numerals.powers for ch in printed):
        value = Decimal(1)
        for ch in printed:
            value *= rulebook.numerals.powers[ch]
    if value is None:
        return None
    scale = Decimal(1)
    for ch in power:
        scale *= rulebook.numerals.powers[ch]
    folded = fold_digits("".join(printed.split()), rulebook.numerals)
    _, dot, decimals = folded.partition(".")
    if dot and folded.replace(".", "").isdigit():
        last = significant = Decimal(1).scaleb(-len(decimals))
    else:
        significant = _trailing(value)
        last = _last_power(folded, rulebook)
    return _Scaled(
        _plain(value * scale), last * scale, significant * scale, value == value.to_integral() and last * scale == 1
    )


def _last_power(folded: str, rulebook: Rulebook) -> Decimal:
    """The weight of the last digit of a worded numeral: 万 and above round, 百 and 千 are written out."""
    weight = Decimal(1)
    for ch in reversed(folded):
        if ch not in rulebook.numerals.powers or rulebook.numerals.powers[ch] < 10_000:
            break
        weight *= rulebook.numerals.powers[ch]
    return weight


def _trailing(value: Decimal) -> Decimal:
    """The weight of the last digit that is not a trailing zero: 3800 → 100, 246 → 1, 0 → 1."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _plain(value: Decimal) -> Decimal:
    """The same value without an exponent above 0, so that 5.9E+4 reads 59000; decimals stay as printed."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def _scaled_up(value: Decimal, scale: Decimal, last: Decimal) -> Decimal:
    """value · scale; the zeros that the scale fills are no decimals: 5.9 万 is 59000, not 59000.0."""
    product = _plain(value * scale)
    return product.quantize(Decimal(1)) if last * scale >= 1 else product


def _denominator(printed: str, rulebook: Rulebook) -> Decimal:
    scaled = _scaled(printed, "", rulebook)
    return scaled.value if scaled else Decimal(0)


def _hedges(groups: dict[str, str], late: str, rule: str, rulebook: Rulebook) -> list[HedgeRule]:
    """The hedges around a number, the deciding one first: the inner one outranks those before and after."""
    found: list[HedgeRule] = []
    for position, word in (
        ("inner", groups.get("inner") or late),
        ("before", groups.get("before")),
        ("after", groups.get("after")),
    ):
        if not word:
            continue
        rule_of = rulebook.hedges.get((position, word)) or rulebook.hedges.get(("round", word))
        if rule_of is not None:
            found.append(rule_of)
    return found


def _approx(hedges: list[HedgeRule]) -> Approx:
    return hedges[0].approx if hedges else "exact"


def _readings(scaled: _Scaled, hedge: HedgeRule | None, *, exact: bool) -> tuple[Interval, Interval]:
    """The intervals of a number under any rounding and under nearest rounding (see the module's table)."""
    v = Fraction(scaled.value)
    if hedge is None:
        if exact:
            reading = point(v)
            return reading, reading
        u = Fraction(scaled.last)
        return Interval(v - u, v + u, True, True), Interval(v - u / 2, v + u / 2)
    k = Fraction(scaled.significant)
    match hedge.approx, hedge.open:
        case "over", "power":
            reading = Interval(v, v + k, True, True)
        case "over", "ray":
            reading = Interval(v, None, True, True)
        case "over", _:
            reading = Interval(v, None, False, True)
        case "under", "power":
            reading = Interval(v - k, v, True, True)
        case "under", _:
            reading = Interval(min(Fraction(0), v), v)
        case _:
            reading = Interval(v - k / 2, v + k / 2)
    return reading, reading
