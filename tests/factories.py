"""Claims and relations built by hand, for tests that need no text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ipextract.exact.interval import Interval, point
from ipextract.model import Claim, Relation, Role
from ipextract.rulebook import Rulebook
from ipextract.rulebook.checks import CheckRule, parse_check
from ipextract.rulebook.directory import RuleFile
from ipextract.rulebook.files import assemble

RULES = Path(__file__).parents[1] / "rules" / "checks"

_PRINTED = re.compile(
    r"(?P<before>近|约|超|不足)?(?P<number>-?[0-9]+(?:\.[0-9]+)?)(?P<scale>[万亿]?)(?P<after>余|多|左右)?(?P<unit>\D*)"
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_RATES = {"%", "‰", "倍", "个百分点", "百分点"}
_MONEY = {"元", "美元"}


def assembled(files: Mapping[str, RuleFile], digest: str) -> Rulebook:
    """The rulebook of a set of files, every pattern of which is compiled."""
    return assemble(files, digest, judged=lambda _: False)


@cache
def check_rule(name: str) -> CheckRule:
    """The shipped rule of the check ``name``."""
    path = RULES / f"{name}.toml"
    return parse_check(tomllib.loads(path.read_text("utf-8")), f"rules/checks/{path.name}")


def check_rules() -> dict[str, CheckRule]:
    """Every shipped check rule, by name."""
    return {path.stem: check_rule(path.stem) for path in sorted(RULES.glob("*.toml"))}


def claim(text: str, kind: str = "", /, **fields: Any) -> Claim:
    """A claim such as ``claim("5.9万件")`` or ``claim("3.5%", "growth", direction="down")``; any field may be given."""
    found = _PRINTED.fullmatch(text)
    assert found is not None, text
    number, unit = Decimal(found["number"]), found["unit"]
    scale = _SCALES[found["scale"]]
    value = number * scale
    hedges = tuple(word for word in (found["before"], found["after"]) if word)
    counted = unit not in _RATES | _MONEY
    any_, nearest = _intervals(found["number"], scale, hedges, counted)
    start = fields.pop("start", 0)
    defaults: dict[str, Any] = {
        "claim_id": f"c{start}-{text}",
        "kind": kind or ("count" if counted else "amount" if unit in _MONEY else "share"),
        "value": value,
        "value_high": None,
        "unit": unit,
        "interval": any_,
        "nearest": nearest,
        "approx": _approx(hedges),
        "indicator": "受理案件",
        "scope": "某市",
        "period": "2023",
        "basis": "flow",
        "direction": None,
        "base": None,
        "within": None,
        "of": None,
        "modality": "fact",
        "quote": text,
        "char_start": start,
        "char_end": start + len(text),
        "page": 1,
        "line": 1,
        "place": "p1:l1",
        "boxes": (),
        "section": (),
        "origin": "prose",
        "rule": "by-hand",
        "printed": text,
        "hedges": hedges,
    }
    return Claim(**(defaults | fields))


def growth(text: str, direction: str = "up", /, **fields: Any) -> Claim:
    """A growth claim."""
    return claim(text, "growth", direction=direction, **fields)


def change(text: str, direction: str = "up", /, **fields: Any) -> Claim:
    """A claim of an absolute change."""
    return claim(text, "change", direction=direction, **fields)


def relation(
    kind: str, *, rule: str = "", cue: str = "", severity: Any = None, exhaustive: bool = False, **roles: Any
) -> Relation:
    """A relation from claims by role; a role's value is a claim or a list of them."""
    played = tuple(
        Role(name, each)
        for name, claims in roles.items()
        for each in (claims if isinstance(claims, list | tuple) else [claims])
    )
    return Relation(kind, rule or f"{kind}-by-hand", played, cue, exhaustive=exhaustive, severity=severity)


def _intervals(number: str, scale: int, hedges: tuple[str, ...], counted: bool) -> tuple[Interval, Interval]:
    value = Fraction(number) * scale
    digits = number.lstrip("-")
    step = Fraction(1, 10 ** len(digits.partition(".")[2])) * scale
    coarse = step if "." in digits else scale * 10 ** (len(digits) - len(digits.rstrip("0")))
    hedge = _approx(hedges)
    if "余" in hedges or "多" in hedges:
        both = Interval(value, value + coarse, lower_open=True, upper_open=True)
        return both, both
    if hedge == "over":
        both = Interval(value, None, lower_open=True)
        return both, both
    if hedge == "under":
        both = Interval(value - coarse, value, lower_open=True, upper_open=True)
        return both, both
    if hedge == "about":
        both = Interval(value - Fraction(coarse) / 2, value + Fraction(coarse) / 2)
        return both, both
    if counted and scale == 1 and "." not in digits:
        return point(value), point(value)
    wide = Interval(value - step, value + step, lower_open=True, upper_open=True)
    return wide, Interval(value - step / 2, value + step / 2)


def _approx(hedges: tuple[str, ...]) -> str:
    if {"余", "多", "超"} & set(hedges):
        return "over"
    if {"近", "不足"} & set(hedges):
        return "under"
    return "about" if hedges else "exact"
