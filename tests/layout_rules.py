"""The shipped layout rules, read without the rest of the rulebook."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ipextract.rulebook.layout import LayoutRules, parse_layout, parse_radicals

RULES = Path(__file__).parents[1] / "rules"


@cache
def layout_rules() -> LayoutRules:
    radicals = tomllib.loads((RULES / "radicals.toml").read_text("utf-8"))
    layout = tomllib.loads((RULES / "layout.toml").read_text("utf-8"))
    return parse_layout(layout, "layout.toml", parse_radicals(radicals, "radicals.toml"))


def dense(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())
