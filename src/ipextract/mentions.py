"""Document text → Mentions: every number explained once, as a quantity or as a named non-claim.

A quantity carries two intervals, exact over the rationals. With u the weight of the last printed digit and 10^k the
weight of the last printed digit that is not a trailing zero of an integer:

    240 件 (unhedged integer, count)   [240, 240]
    4.4 %, 5.9 万件, 36 元             any rounding (v - u, v + u), nearest rounding [v - u/2, v + u/2]
    N 余 (power)                       (v, v + 10^k)
    N 个多月 (step)                    (v, v + u)
    超 N (ray), N 以上 (closed)         (v, inf), [v, inf)
    近 N (power), N 以内 (closed)       (v - 10^k, v), [0, v]
    约 N (half)                        [v - 10^k/2, v + 10^k/2]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from fractions import Fraction

import regex

from ipextract.exact.interval import Interval, point
from ipextract.exact.numeral import half_width, parse, weight
from ipextract.model import Approx, Mention
from ipextract.rulebook import HedgeRule, QuantityRule, Rulebook
from ipextract.rulebook.patterns import matches

_DIGIT = regex.compile(r"[0-9]+")
#: A longer print is a code, whatever stands behind it; products of shorter ones are exact.
_LONGEST = 40
_CODE = regex.compile(r"[0-9]{100,}")
_EXACT = Context(prec=160)
_SHORT = Context(prec=12)
_PAIR = 2
_CENT = Decimal("0.01")
_LARGEST_EXPONENT = 99
_SEPARATOR = regex.compile(r"[:：∶]")


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A numeral as printed: its value, the weight of its last digit and of its last non-zero digit.

    ``endless`` is True for a fraction that is no decimal; its value is then rounded.
    """

    value: Decimal
    last: Decimal
    significant: Decimal
    whole: bool
    endless: bool = False


def find(text: str, rulebook: Rulebook, *, bare: bool = False) -> tuple[Mention, ...]:
    """Every number of ``text`` as one Mention, in text order; spans do not overlap and cover every Arabic digit.

    A report is read in numeral position only; with ``bare`` the generous rules read numerals anywhere.
    """
    printed, text = text, half_width(text)
    read = _CODE.sub(_gone, text)  # every rule would try a number at each of its digits
    chosen: list[Mention] = []
    for skip in rulebook.skips:
        if skip.first:  # a list number that is glued on would else be the head of the number behind it
            found = [m.span() for m in matches(skip.pattern, skip.near, read)]
            chosen += [_skipped(*span, text, skip.reason, skip.id, skip.dimension, None) for span in found]
            read = _without(read, found)
    with localcontext(_EXACT):
        candidates = [
            (each[0].start - each[-1].end, order, each) for order, each in enumerate(_candidates(read, rulebook, bare))
        ]
    candidates.sort(key=lambda c: (c[0], c[1]))
    taken = bytearray(len(text))
    for each in chosen:
        taken[each.start : each.end] = b"\x01" * (each.end - each.start)
    for _, _, mentions in candidates:
        start, end = mentions[0].start, mentions[-1].end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            chosen += mentions
    for match in _DIGIT.finditer(text):
        at = match.start()
        while (at := taken.find(0, at, match.end())) >= 0:  # 0001,234级: a rule may begin or end inside of a run
            end = taken.find(1, at, match.end())
            end = match.end() if end < 0 else end
            chosen.append(_skipped(at, end, text, "unexplained", "residue", "skip", None))
            at = end
    if printed != text:
        chosen = [replace(m, printed=printed[m.start : m.end]) for m in chosen]
    return tuple(sorted(chosen, key=lambda m: m.start))


def _gone(match: regex.Match[str]) -> str:
    return "\0" * len(match[0])


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with characters that nothing reads in the place of ``spans``."""
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _candidates(text: str, rulebook: Rulebook, bare: bool) -> Iterator[tuple[Mention, ...]]:
    for period in rulebook.periods:
        for match in period.pattern.finditer(text):
            yield (_skipped(match.start(), match.end(), text, "date", period.id, "date", None),)
    if bare:
        yield from _quantities(text, rulebook, generous=True)
    for skip in rulebook.skips:
        for match in matches(skip.pattern, skip.near, text) if not skip.first else ():
            value = None
            if skip.dimension == "ordinal":
                value = parse(match[0][1:], rulebook.numerals)
            yield (_skipped(match.start(), match.end(), text, skip.reason, skip.id, skip.dimension, value),)
    yield from _quantities(text, rulebook, generous=False)


def _quantities(text: str, rulebook: Rulebook, *, generous: bool) -> Iterator[tuple[Mention, ...]]:
    for rule in rulebook.quantities:
        if rule.generous != generous:
            continue
        for match in matches(rule.pattern, rule.near, text):
            mentions = tuple(_parts(match, rule, rulebook)) if rule.parts else _quantity(match, rule, rulebook)
            if mentions:
                yield mentions


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


def _parts(match: regex.Match[str], rule: QuantityRule, rulebook: Rulebook) -> Iterator[Mention]:
    """The numbers of a ratio string: shares in per cent where they make up about a hundred, else bare proportions.

    Two that make no hundred (3∶7) are none of it.
    """
    printed = _SEPARATOR.split(match[0])
    scaled = [_scaled(part, "", rulebook) for part in printed]
    whole = sum((each.value for each in scaled if each is not None), Decimal(0))
    unit = "%" if abs(whole - 100) <= len(printed) else ""
    if not unit and len(printed) == _PAIR:
        return
    at = match.start()
    for part, each in zip(printed, scaled, strict=True):
        if each is not None:
            any_rounding, nearest = _readings(each, None, exact=False)
            yield Mention(
                start=at,
                end=at + len(part),
                number_start=at,
                number_end=at + len(part),
                printed=part,
                dimension="structure",
                value=each.value,
                unit=unit,
                approx="exact",
                interval=any_rounding,
                nearest=nearest,
                rule=rule.id,
                step=each.last,
            )
        at += len(part) + 1


def _quantity(match: regex.Match[str], rule: QuantityRule, rulebook: Rulebook) -> tuple[Mention, ...]:
    """The mention that a rule reads, or none when its numeral is malformed."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    unit, dimension = _unit(groups, rule, rulebook)
    if _at_odds(groups, unit, rulebook):
        return ()
    end = match.end()
    if dimension == "count" and groups.get("after") and rulebook.hedges["after", groups["after"]].open == "step":
        end = match.start("after")  # 一批多能互补项目, 30 次余震: more than a batch or a shock is no number of them
        del groups["after"]
    hedges = _hedges(groups, rulebook)
    high: _Scaled | None = None
    if "high" in groups:
        scaled, high = _ends(groups, rulebook)
        if scaled is None or high is None or scaled.value >= high.value:
            return ()
        any_rounding = nearest = Interval(Fraction(scaled.value), Fraction(high.value))
    else:
        scaled = _value(groups, rule, dimension, rulebook)
        if scaled is None:
            return ()
        exact = dimension in ("count", "ordinal") and scaled.whole and "/" not in unit
        any_rounding, nearest = _readings(scaled, hedges[0] if hedges else None, exact=exact)
    value = _printable(scaled) if dimension == "percent" else scaled.value
    if value != scaled.value:
        any_rounding, nearest = _holding(any_rounding, value), _holding(nearest, value)
    start = match.start()
    while match.string[start].isspace():
        start += 1
    while match.string[end - 1].isspace():
        end -= 1
    return (
        Mention(
            start=start,
            end=end,
            number_start=match.start("number"),
            number_end=match.end("number"),
            printed=match.string[start:end],
            dimension=dimension,
            value=value,
            unit=unit,
            approx=_approx(hedges),
            interval=any_rounding,
            nearest=nearest,
            rule=rule.id,
            value_high=high.value if high is not None else None,
            step=(high or scaled).last,
            hedges=tuple(h.id for h in hedges),
        ),
    )


def _ends(groups: dict[str, str], rulebook: Rulebook) -> tuple[_Scaled | None, _Scaled | None]:
    """The two ends of a range; the first takes the second's 万 or 亿 when it prints none.

    Of two digits side by side (四五十) both stand behind the same stem and before the same powers.
    """
    power = groups.get("power", "")
    if "low" in groups:
        stem, scale = groups.get("stem", ""), groups.get("scale", "")
        return (
            _scaled(stem + groups["low"] + scale, power, rulebook),
            _scaled(stem + groups["high"] + scale, power, rulebook),
        )
    first = groups.get("power_first") or power
    return _scaled(groups["number"], first, rulebook), _scaled(groups["high"], power, rulebook)


def _value(groups: dict[str, str], rule: QuantityRule, dimension: str, rulebook: Rulebook) -> _Scaled | None:
    """The number in its unit: 万 and 亿, halves, fractions, doublings and the sign worked in."""
    power = groups.get("power", "").removesuffix(groups.get("inner_late", ""))
    scaled = _scaled(groups["number"], power, rulebook)
    factor, below = _factor(groups, rule, rulebook)
    if scaled is None or not below or not factor:
        return None
    if "half" in groups:
        tail = rulebook.numerals.digits.get(groups["half"], 5)
        scaled = _Scaled(scaled.value + Decimal(tail) / 10, Decimal("0.1"), Decimal("0.1"), False)
    if dimension == "doubling":
        scaled = _Scaled(Decimal(2) ** min(int(scaled.value), _LONGEST) * 100 - 100, Decimal(100), Decimal(100), True)
    if factor != below:
        last, significant = (_short(step * factor / abs(below)) for step in (scaled.last, scaled.significant))
        exact = scaled.value * factor / below
        scaled = _Scaled(_settled(_short(exact), last), last, significant, False, _endless(exact))
    if "tenths" in groups or "hundredths" in groups:
        scaled = _with_coins(scaled, groups, rulebook)
    if "whole" in groups:
        whole = _scaled(groups["whole"], "", rulebook)
        if whole is None:
            return None
        both = _short(whole.value + scaled.value)
        scaled = _Scaled(both, scaled.last, scaled.significant, False, scaled.endless)
    return replace(scaled, value=-scaled.value) if "sign" in groups else scaled


def _with_coins(scaled: _Scaled, groups: dict[str, str], rulebook: Rulebook) -> _Scaled:
    """An amount with its smaller coins: 5 元 5 角 is 5.5 元, 1 元零 5 分 is 1.05 元."""
    value, last = scaled.value, scaled.last
    for name, worth in (("tenths", Decimal("0.1")), ("hundredths", _CENT)):
        if name in groups:
            coins = _scaled(groups[name], "", rulebook)
            value, last = value + (coins.value if coins else 0) * worth, worth
    return _Scaled(value, last, last, False)


def _at_odds(groups: dict[str, str], unit: str, rulebook: Rulebook) -> bool:
    """True where the ends of a range are printed in different units: they are two numbers."""
    first = rulebook.unit("".join(groups.get("unit_first", "").split()))
    return first is not None and first.id != unit


def _factor(groups: dict[str, str], rule: QuantityRule, rulebook: Rulebook) -> tuple[Decimal, Decimal]:
    """What a number is multiplied with and divided by; 0 where the print names neither."""
    factor, below = Decimal(rule.factor), Decimal(1)
    if "denominator" in groups:
        scaled = _scaled(groups["denominator"], "", rulebook)
        below = scaled.value if scaled else Decimal(0)
    if "exponent" in groups:
        exponent = parse(groups["exponent"].lstrip("+＋"), rulebook.numerals)
        inside = exponent is not None and abs(exponent) <= _LARGEST_EXPONENT
        factor = factor.scaleb(int(exponent)) if exponent is not None and inside else Decimal(0)
    return factor, below


def _unit(groups: dict[str, str], rule: QuantityRule, rulebook: Rulebook) -> tuple[str, str]:
    """The normal spelling of the unit and what it measures."""
    if rule.unit or rule.dimension:
        known = rulebook.unit(rule.unit) if not rule.dimension else None
        return rule.unit, known.dimension if known is not None else rule.dimension
    printed = "".join(groups.get("unit", "").split())
    if not printed:
        return "", "bare"
    found = rulebook.unit(printed)
    if found is not None:
        return found.id, found.dimension
    above, _, below = printed.replace("／", "/").partition("/")
    head = rulebook.unit(above)
    return f"{head.id if head else above}/{below}", head.dimension if head else "measure"


def _scaled(printed: str, power: str, rulebook: Rulebook) -> _Scaled | None:
    if len(printed) > _LONGEST:
        return None
    powers = rulebook.numerals.powers
    if printed.isdecimal() and printed.isascii():  # what parse and weight would say, for most numbers of a report
        value, last = Decimal(printed), Decimal(1)
    else:
        parsed = parse(printed, rulebook.numerals)
        if parsed is None and all(ch in powers for ch in printed):
            parsed = _product(printed, powers)
        if parsed is None:
            return None
        value, last = parsed, weight(printed, rulebook.numerals)
    scale = _product(power, powers)
    significant = last if last < 1 else _trailing(value)
    whole = last * scale == 1 and value == value.to_integral()
    return _Scaled(_settled(value * scale, last * scale), last * scale, significant * scale, whole)


def _product(symbols: str, powers: Mapping[str, Decimal]) -> Decimal:
    found = Decimal(1)
    for ch in symbols:
        found *= powers[ch]
    return found


def _trailing(value: Decimal) -> Decimal:
    """The weight of the last digit that is not a trailing zero: 3800 → 100, 246 → 1, 0 → 1."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _settled(value: Decimal, last: Decimal) -> Decimal:
    """The same value without an exponent above 0 and without decimals that nothing printed: 59000, not 59000.0."""
    exponent = value.as_tuple().exponent
    if not exponent or not isinstance(exponent, int):
        return value
    whole = exponent > 0 or (last >= 1 and value == value.to_integral())
    return value.quantize(Decimal(1)) if whole else value


def _endless(value: Decimal) -> bool:
    """True for a quotient that fills all digits: no printed decimal has so many."""
    return len(value.as_tuple().digits) >= _EXACT.prec


def _short(value: Decimal) -> Decimal:
    """The value itself when it ends, else 12 significant digits: one third is no decimal."""
    return _SHORT.plus(value) if _endless(value) else value


def _printable(scaled: _Scaled) -> Decimal:
    """Two decimals of a fraction that does not end: one third is 33.33 %; its interval stays exact."""
    return scaled.value.quantize(_CENT) if scaled.endless else scaled.value


def _holding(interval: Interval, value: Decimal) -> Interval:
    """The interval widened, where rounding moved the value out of it, to the value itself."""
    v, low, high = Fraction(value), interval.lower, interval.upper
    return replace(
        interval,
        lower=low if low is None else min(low, v),
        upper=high if high is None else max(high, v),
    )


def _hedges(groups: dict[str, str], rulebook: Rulebook) -> list[HedgeRule]:
    """The hedges around a number, the deciding one first: the inner one outranks those before and after."""
    found: list[HedgeRule] = []
    for position, word in (
        ("inner", groups.get("inner") or groups.get("inner_late")),
        ("before", groups.get("before")),
        ("after", groups.get("after")),
        ("part", groups.get("part")),
    ):
        if not word:
            continue
        rule_of = rulebook.hedges.get((position, word)) or rulebook.hedges.get(("round", word))
        if rule_of is not None and not (found and rule_of.verb):
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
        case "over", "step":
            reading = Interval(v, v + Fraction(scaled.last), True, True)
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
