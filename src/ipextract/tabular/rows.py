"""The claims table as columns of plain values, and what *we* promise of every row, in rules that need no frame.

Every report is held to the rules here; schema.py says the same with pandera, which names row, column and rule of a
broken promise and checks frames. Neither pandas nor pandera is loaded for a table that keeps its promises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, TypeAlias, get_args

from ipextract import model
from ipextract.exact.decimals import ends
from ipextract.model import Claim

Table: TypeAlias = dict[str, list[Any]]
Holds: TypeAlias = Callable[[Table, str], list[bool]]

DECIMALS: Final = ("value", "value_high", "lower", "upper", "confidence")
WHOLE: Final = ("char_start", "char_end", "page", "line")
FLAGS: Final = ("lower_open", "upper_open")
OPTIONAL: Final = frozenset(
    {"value", "value_high", "lower", "upper", "direction", "base", "within", "of", "confidence"}
)
COLUMNS: Final = (
    "claim_id", "kind", "value", "value_high", "unit", "lower", "lower_open", "upper", "upper_open", "approx",
    "indicator", "indicator_id", "scope", "period", "basis", "direction", "base", "within", "of", "modality",
    "qualifier", "quote", "char_start", "char_end", "page", "line", "place", "box", "section", "origin", "rule",
    "printed", "hedges", "confidence",
)  # fmt: skip
TEXT: Final = tuple(c for c in COLUMNS if c not in {*DECIMALS, *WHOLE, *FLAGS})
REQUIRED: Final = tuple(c for c in TEXT if c not in OPTIONAL)
ENUMS: Final = {
    "kind": get_args(model.Kind),
    "approx": get_args(model.Approx),
    "basis": get_args(model.Basis),
    "direction": get_args(model.Direction),
    "modality": get_args(model.Modality),
    "origin": ("prose", "table"),
}

_MOMENT = rf"(?:\d{{4}}|{model.YEAR_UNKNOWN}(?=[-HQ]))(?:-\d{{2}}(?:-\d{{2}})?|H[12]|Q[1-4])?"
_PERIOD = re.compile(rf"(?:{_MOMENT}(?:/{_MOMENT})?)?")


def table(claims: Iterable[Claim]) -> Table:
    """The claims as columns of plain values in the order of ``COLUMNS``, decimals exact, missing values ``None``."""
    rows = [cells_of(claim) for claim in claims]
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return {name: list(column) for name, column in zip(COLUMNS, columns, strict=True)}


def kept(columns: Table, text: str) -> bool:
    """True when a table that ``table`` made of the claims of ``text`` keeps every promise."""
    named = all(columns[name].count(None) == 0 for name in ENUMS if name not in OPTIONAL)
    named = named and all(set(columns[name]) <= {*known, None} for name, known in ENUMS.items())
    once = len(set(columns["claim_id"])) == len(columns["claim_id"])
    typed = all(
        {*map(type, columns[name])} <= {kind} for names, kind in ((WHOLE, int), (FLAGS, bool)) for name in names
    )
    return named and once and typed and all(all(holds(columns, text)) for _, _, holds in RULES)


def cells_of(claim: Claim) -> tuple[object, ...]:
    """The cells of one claim in the order of ``COLUMNS``."""
    interval = claim.interval
    lower, upper = ends(interval)
    boxes = ";".join(f"{b.page} {b.x0:g} {b.top:g} {b.x1:g} {b.bottom:g}" for b in claim.boxes)
    return (
        claim.claim_id, claim.kind, claim.value, claim.value_high, _plain(claim.unit),
        lower, interval is not None and interval.lower_open, upper, interval is not None and interval.upper_open,
        claim.approx, claim.indicator, claim.indicator_id, claim.scope, _plain(claim.period), claim.basis,
        claim.direction, _plain(claim.base), claim.within, claim.of, claim.modality, claim.qualifier,
        claim.quote, claim.char_start, claim.char_end, claim.page, claim.line, claim.place, boxes,
        " / ".join(claim.section), claim.origin, claim.rule, claim.printed, " ".join(claim.hedges), claim.confidence,
    )  # fmt: skip


def _plain(noun: str | None) -> str | None:
    """Units and periods as the text that cells hold; what is no text stays, for ``kept`` to refuse."""
    return str(noun) if isinstance(noun, str) else noun


def is_a(wanted: type, value: object) -> bool:
    """True for nothing and for a value of just that type; a Decimal has to be finite."""
    return value is None or (type(value) is wanted and not (isinstance(value, Decimal) and not value.is_finite()))


def _texts(rows: Table, _text: str) -> list[bool]:
    cells = zip(*(rows[name] for name in TEXT), strict=True)
    return [all(v is None or type(v) is str for v in row) for row in cells]


def _there(rows: Table, _text: str) -> list[bool]:
    return [None not in row for row in zip(*(rows[name] for name in REQUIRED), strict=True)]


def _decimals(rows: Table, _text: str) -> list[bool]:
    cells = zip(*(rows[name] for name in DECIMALS), strict=True)
    return [all(is_a(Decimal, v) for v in row) for row in cells]


def _quotes(rows: Table, text: str) -> list[bool]:
    spans = zip(rows["char_start"], rows["char_end"], rows["quote"], strict=True)
    return [text[max(start, 0) : max(end, 0)] == quote for start, end, quote in spans]


def _spans(rows: Table, text: str) -> list[bool]:
    spans = zip(rows["char_start"], rows["char_end"], strict=True)
    return [0 <= start < end <= len(text) for start, end in spans]


def _places(rows: Table, _text: str) -> list[bool]:
    places = zip(rows["page"], rows["line"], strict=True)
    return [page >= 1 and line >= 1 for page, line in places]


def _order(rows: Table, _text: str) -> list[bool]:
    return [
        all(a <= b for a, b in pairwise(known))
        for known in (
            [v for v in row if isinstance(v, Decimal) and v.is_finite()]
            for row in zip(*(rows[name] for name in ("lower", "value", "value_high", "upper")), strict=True)
        )
    ]


def _valued(rows: Table, _text: str) -> list[bool]:
    return [v is not None or kind == "rank" for v, kind in zip(rows["value"], rows["kind"], strict=True)]


def _links(rows: Table, _text: str) -> list[bool]:
    known = set(rows["claim_id"])
    pairs = zip(rows["of"], rows["claim_id"], strict=True)
    return [of is None or (of in known and of != own) for of, own in pairs]


def _periods(rows: Table, _text: str) -> list[bool]:
    return [isinstance(period, str) and _PERIOD.fullmatch(period) is not None for period in rows["period"]]


RULES: Final[tuple[tuple[str, str, Holds], ...]] = (
    ("is text", "text", _texts),
    ("not_nullable", "required", _there),
    ("is an exact Decimal", "decimals", _decimals),
    ("lies inside the text", "char_start", _spans),
    ("equals the text at its span", "quote", _quotes),
    ("has a page and a line", "page", _places),
    ("lower <= value <= value_high <= upper", "value", _order),
    ("only a rank goes without a value", "value", _valued),
    ("names another claim of the table", "of", _links),
    ("is a year, part of a year or a span", "period", _periods),
)
