"""From readings to an outcome: the verdict, the severity, the arithmetic as text and the message in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from unicodedata import normalize

import regex

from ipextract.checks.readings import Readings, falls, in_every_reading, integer_power, readings, shift_power, up_to
from ipextract.exact.interval import Interval, gap, integers, meet, scale, show
from ipextract.model import SEVERITIES, Claim, Outcome, Relation, Severity
from ipextract.rulebook.checks import SLOTS, CheckRule

LEAST_POWER = Fraction(1, 20)
"""A check that would catch fewer than one in twenty other values reports nothing."""

PROOF_POWER = Fraction(1, 2)
"""A relation that is met counts as proved when at least half of the other values would have broken it."""

ECHO = "an echo: the numbers agree, but no words say that these are all"
"""Why an agreement that no words assert proves nothing."""

_SPELLED = regex.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(\D*)")


def one(relation: Relation, role: str) -> Claim:
    """The claim that plays ``role``; ValueError when there is not exactly one."""
    found = relation.of_role(role)
    if len(found) != 1:
        raise ValueError(f"relation {relation.kind} ({relation.rule}) needs one {role}, has {len(found)}")
    return found[0]


def one_or_none(relation: Relation, role: str) -> Claim | None:
    """The claim that plays ``role``, if any; ValueError when there are several."""
    return one(relation, role) if relation.of_role(role) else None


def several(relation: Relation, role: str, least: int) -> tuple[Claim, ...]:
    """The claims that play ``role``; ValueError when there are fewer than ``least``."""
    found = relation.of_role(role)
    if len(found) < least:
        raise ValueError(f"relation {relation.kind} ({relation.rule}) needs {least} {role}, has {len(found)}")
    return found


def unusable(relation: Relation, same_unit: Sequence[Claim] = ()) -> str:
    """Why the numbers of a relation cannot be held against each other, or an empty text."""
    for claim in relation.claims:
        if claim.interval is None or claim.nearest is None:
            return f"{printed(claim) or claim.quote} has no value"
    if len({claim.modality for claim in relation.claims}) > 1:
        return "some numbers are facts and some are targets"
    if len({claim.unit for claim in same_unit}) > 1:
        return f"units differ: {', '.join(dict.fromkeys(claim.unit for claim in same_unit))}"
    return ""


def mixed_counts(claims: Sequence[Claim]) -> str:
    """Why numbers do not add up: they count different things, per head or not; else an empty text."""
    counted = dict.fromkeys(claim.unit.counted for claim in claims)
    return f"units differ: {', '.join(dict.fromkeys(c.unit for c in claims))}" if len(counted) > 1 else ""


def not_evaluated(reason: str) -> Outcome:
    """The outcome of a relation that nothing can be said about, and why."""
    return Outcome("not_evaluated", reason=reason)


def settle(
    relation: Relation,
    rule: CheckRule,
    checked: Readings,
    computed: Readings,
    *,
    messages: tuple[str, str],
    left: str,
    right: str,
    spell: Callable[[Fraction], str] = show,
    operators: tuple[str, str] = ("=", "!="),
    proves: bool = True,
    cap: Severity | None = None,
    slots: Mapping[str, str] | None = None,
) -> Outcome:
    """Hold the checked number against what the others leave for it: the two must meet.

    ``messages`` are for a checked number that is too low and too high; ``left`` and ``right`` are the sides of the
    formula; ``spell`` writes a distance; ``operators`` are for a relation that is met and one that is not. ``proves``
    is False for an inequality, which can be contradicted but not proved; ``cap`` lowers the severity.
    """
    given = {"formula": left, "printed": right, **(slots or {})}
    rounding: Literal["any", "nearest"]
    for rounding, number, left_over in (
        ("any", checked.any, computed.any),
        ("nearest", checked.nearest, computed.nearest),
    ):
        if meet(number, left_over) is not None:
            continue
        distance = spell(gap(checked.printed, computed.printed))
        too_low = left_over.lower is not None and number.upper is not None and number.upper <= left_over.lower
        return violated(
            relation,
            rule,
            messages[0 if too_low else 1],
            rounding=rounding,
            computed=left_over,
            power=shift_power(number, left_over),
            formula=f"{left} {operators[1]} {right}",
            distance=distance,
            slots=given,
            cap=cap,
        )
    power = shift_power(checked.nearest, computed.nearest)
    operator = operators[0] if checked.printed == computed.printed or not proves else "~"
    formula = left if left.endswith(f"{operator} {right}") else f"{left} {operator} {right}"
    return met(relation, power, computed.nearest, formula, proves=proves)


def at_most(relation: Relation, rule: CheckRule, checked: Claim, limit: Claim) -> Outcome:
    """One number is no larger than another, under each reading; messages ``high``."""
    if reason := unusable(relation, (limit, checked)):
        return not_evaluated(reason)
    return settle(
        relation,
        rule,
        readings(checked),
        in_every_reading(lambda read: up_to(read(limit))),
        messages=("high", "high"),
        left=numeral(checked),
        right=numeral(limit),
        spell=speller(limit),
        operators=("<=", ">"),
        proves=False,
        slots={"printed": printed(checked), "limit": printed(limit), "indicator": checked.indicator},
    )


def settle_integer(
    relation: Relation,
    rule: CheckRule,
    count: int,
    factor: Readings,
    *,
    message: str,
    left: str,
    implied: Callable[[int], str],
    slots: Mapping[str, str] | None = None,
) -> Outcome:
    """Ask whether an integer lies in count·factor: a count of something that was itself counted.

    ``implied`` writes the rate that follows from a neighbouring integer.
    """
    rounding: Literal["any", "nearest"]
    for rounding, each in (("any", factor.any), ("nearest", factor.nearest)):
        base = scale(each, count)
        if integers(base) is not None:
            continue
        below = (base.lower or Fraction(0)).__floor__()
        near = [f"{n} -> {implied(n)}" for n in (below, below + 1) if n > 0]
        return violated(
            relation,
            rule,
            message,
            rounding=rounding,
            computed=base,
            power=integer_power(count, each),
            formula=f"{left} in {base}, which holds no integer",
            distance="",
            slots={"formula": left, "nearby": ", ".join(near), **(slots or {})},
        )
    power = integer_power(count, factor.nearest)
    base = scale(factor.nearest, count)
    if power < LEAST_POWER:
        # evaluated and not contradicted, though it would hardly have noticed: never a proof
        reason = _too_coarse(power)
        return Outcome("compatible", formula=f"{left} in {base}", computed=base, power=float(power), reason=reason)
    return met(relation, power, base, f"{left} in {base}", proves=True)


def met(relation: Relation, power: Fraction, computed: Interval, formula: str, *, proves: bool) -> Outcome:
    """The outcome of a relation that is not contradicted: proved where the numbers are exact enough to say so.

    Of an echo nothing would be said if the numbers were others, so it has no power.
    """
    if relation.echo:
        return Outcome("compatible", formula=formula, computed=computed, reason=ECHO)
    hedged = [claim for claim in relation.claims if claim.approx != "exact" or claim.hedges]
    reason = ""
    if not proves:
        reason = "an inequality can be contradicted, not proved"
    elif hedged:
        reason = f"{printed(hedged[0])} is hedged"
    elif power < PROOF_POWER:
        reason = _too_coarse(power)
    verdict: Literal["compatible", "holds"] = "compatible" if reason else "holds"
    return Outcome(verdict, formula=formula, computed=computed, power=float(power), reason=reason)


def violated(
    relation: Relation,
    rule: CheckRule,
    message: str,
    *,
    rounding: Literal["any", "nearest", ""],
    computed: Interval | None,
    power: Fraction,
    formula: str,
    distance: str,
    slots: Mapping[str, str],
    cap: Severity | None = None,
) -> Outcome:
    """The outcome of a contradiction, or of one that a check of so little power has no right to report."""
    if power < LEAST_POWER:
        return Outcome("not_evaluated", "info", "", formula, "", "", computed, "", float(power), _too_coarse(power))
    wording = rule.message(message)
    filled = dict.fromkeys(SLOTS, "")
    filled |= {"distance": distance, "computed": str(computed or ""), "cue": relation.cue}
    filled |= {"indicator": next((c.indicator for c in relation.claims if c.indicator), "")}
    filled |= slots
    text, text_zh = wording.text.format_map(filled), wording.text_zh.format_map(filled)
    doubt: Severity | None = "info" if relation.doubts else None
    if rounding == "nearest":
        tail = rule.message("rounding")
        text, text_zh = text + tail.text.format_map(filled), text_zh + tail.text_zh.format_map(filled)
    return Outcome(
        verdict="violated",
        severity=_severity((wording.severity or rule.severity, relation.severity, cap, doubt), rounding),
        rounding=rounding,
        formula=formula,
        message=text,
        message_zh=text_zh,
        computed=computed,
        distance=distance,
        power=float(power),
    )


def printed(claim: Claim) -> str:
    """A claim's number with its unit in half-width glyphs without white space, as in ``30`` and the classifier."""
    dense = _dense(claim)
    return dense if _in_multiples(claim, dense) else spelled(claim)


def spelled(claim: Claim) -> str:
    """A claim's number with its unit, which a table's head may give in multiples; what ids are made of."""
    dense = _dense(claim)
    return dense + claim.unit if claim.unit not in dense and dense[-1:].isdecimal() else dense


def _in_multiples(claim: Claim, dense: str) -> bool:
    """True for a table's cell whose head gives it in a multiple of the unit."""
    number = dense.replace(",", "").lstrip("+-")
    if claim.origin != "table" or claim.value is None or not number.replace(".", "", 1).isdecimal():
        return False
    return abs(claim.value) != Decimal(number)


def numeral(claim: Claim) -> str:
    """A claim's number as printed, without white space and unit, signed where a word says that it falls."""
    dense = _dense(claim)
    if claim.unit:
        before, _, after = dense.rpartition(claim.unit)
        dense = before + after
    return dense if dense.startswith(("+", "-")) or not falls(claim) else "-" + dense


def rate(claim: Claim) -> str:
    """A growth or change with its sign and unit, as in ``+4.4%``, or the words that stand in place of a number."""
    if claim.direction == "flat":
        return "".join(claim.quote.split())
    text = printed(claim)
    if not text[:1].isdecimal():
        return text
    return ("-" if falls(claim) else "+") + text


def signed(claim: Claim) -> str:
    """The same with its sign set apart, as in ``+ 4.4%``: a term behind another one."""
    return rate(claim).replace("+", "+ ").replace("-", "- ")


def speller(claim: Claim) -> Callable[[Fraction], str]:
    """A writer of values at the magnitude in which ``claim`` is printed, without its unit."""
    found = _SPELLED.fullmatch(_dense(claim).removesuffix(claim.unit))
    if found is None or not claim.value or claim.hedges:
        return show
    number = Fraction(found[1].replace(",", ""))
    magnitude = Fraction(claim.value) / number if number else Fraction(1)
    if magnitude <= 1:
        return show
    return lambda value: show(value / magnitude) + found[2]


def total_of(interval: Interval, spell: Callable[[Fraction], str]) -> str:
    """`` = value`` where the interval is one value, else `` in (low, high)``; both spelled by ``spell``."""
    if interval.exact and interval.lower is not None:
        return f"= {spell(interval.lower)}"
    return f"in {interval}"


def _dense(claim: Claim) -> str:
    return normalize("NFKC", "".join(claim.printed.split()))


def _too_coarse(power: Fraction) -> str:
    return f"too coarse to tell: {show(100 * power, 1)} % of other values would be noticed"


def _severity(limits: Iterable[Severity | None], rounding: str) -> Severity:
    place = max(SEVERITIES.index(each) for each in limits if each) + (rounding == "nearest")
    return SEVERITIES[min(place, len(SEVERITIES) - 1)]
