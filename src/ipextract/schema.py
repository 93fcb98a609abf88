"""The claims table as a pandera schema: what *we* promise of every row. A broken row is our fault, never the report's.

Rules that look at several columns are checks of the whole frame: one costs 0.2 ms, while a text dtype on each column
costs half a millisecond, and a report of two hundred claims has to pass in a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, TypeAlias, get_args

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from ipextract import model
from ipextract.decimals import ends
from ipextract.model import Claim, Document

Table: TypeAlias = dict[str, list[Any]]
Holds: TypeAlias = Callable[[pd.DataFrame, str], list[bool]]

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
_REQUIRED: Final = tuple(c for c in TEXT if c not in OPTIONAL)
ENUMS: Final = {
    "kind": get_args(model.Kind),
    "approx": get_args(model.Approx),
    "basis": get_args(model.Basis),
    "direction": get_args(model.Direction),
    "modality": get_args(model.Modality),
    "origin": ("prose", "table"),
}

_MOMENT = r"\d{4}(?:-\d{2}(?:-\d{2})?|H[12]|Q[1-4])?"
_PERIOD = re.compile(rf"(?:{_MOMENT}(?:/{_MOMENT})?)?")


@dataclass(frozen=True, slots=True)
class Case:
    """One broken promise: the 0-based row (``None`` for the whole table), its claim_id, the column and the rule."""

    row: int | None
    claim_id: str
    column: str
    rule: str
    value: str

    def __str__(self) -> str:
        where = "table" if self.row is None else f"row {self.row} ({self.claim_id})"
        return f"{where}, {self.column}: {self.rule}, got {self.value}"


class SchemaFailure(Exception):  # noqa: N818 - named for what it says about the table
    """The claims table breaks its schema, a fault of the program or its rules; ``cases`` names row, column and rule."""

    def __init__(self, name: str, cases: Sequence[Case]) -> None:
        shown = "; ".join(str(case) for case in cases[:5])
        more = f"; and {len(cases) - 5} more" if len(cases) > 5 else ""
        super().__init__(f"{name}: the claims table breaks its schema: {shown}{more}")
        self.name = name
        self.cases = tuple(cases)


def table(claims: Iterable[Claim]) -> Table:
    """The claims as columns of plain values in the order of ``COLUMNS``, decimals exact, missing values ``None``."""
    rows = [_row(claim) for claim in claims]
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return {name: list(column) for name, column in zip(COLUMNS, columns, strict=True)}


def frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """The claims as a frame, one row each: offsets int64, flags bool, other columns objects (str, Decimal, None)."""
    cells = np.empty((0, len(COLUMNS)), dtype=object)
    if rows := [_row(claim) for claim in claims]:
        cells = np.array(rows, dtype=object)
    built = pd.DataFrame(cells, columns=list(COLUMNS), dtype=object)
    for names, kind in ((WHOLE, "int64"), (FLAGS, "bool")):
        for name in names:  # one by one: astype over all columns costs three times as much
            built[name] = built[name].to_numpy().astype(kind)
    return built


def validate(claims: Iterable[Claim], document: Document) -> pd.DataFrame:
    """The claims table of a document, checked whole. Raises SchemaFailure with every broken promise."""
    checked = frame(claims)
    check(checked, document)
    return checked


def check(claims: pd.DataFrame, document: Document) -> None:
    """Checks a table that ``frame`` made against its document. Raises SchemaFailure with every broken promise."""
    text = _TEXT.set(document.text)
    try:
        schema = _SCHEMA if tuple(claims.columns) == COLUMNS else _SHAPE
        schema.validate(claims, lazy=True)
    except SchemaErrors as error:
        raise SchemaFailure(document.name, _cases(error, claims)) from error
    finally:
        _TEXT.reset(text)


def _row(claim: Claim) -> tuple[object, ...]:
    interval = claim.interval
    lower, upper = ends(interval)
    boxes = ";".join(f"{b.page} {b.x0:g} {b.top:g} {b.x1:g} {b.bottom:g}" for b in claim.boxes)
    return (
        claim.claim_id, claim.kind, claim.value, claim.value_high, claim.unit,
        lower, interval is not None and interval.lower_open, upper, interval is not None and interval.upper_open,
        claim.approx, claim.indicator, claim.indicator_id, claim.scope, claim.period, claim.basis,
        claim.direction, claim.base, claim.within, claim.of, claim.modality, claim.qualifier,
        claim.quote, claim.char_start, claim.char_end, claim.page, claim.line, claim.place, boxes,
        " / ".join(claim.section), claim.origin, claim.rule, claim.printed, " ".join(claim.hedges), claim.confidence,
    )  # fmt: skip


def _rule(name: str, column: str, holds: Holds) -> pa.Check:
    def whole(rows: pd.DataFrame) -> pd.Series[bool]:
        return pd.Series(holds(rows, _TEXT.get()), index=rows.index, dtype=bool)

    return pa.Check(whole, name=f"{column}: {name}", ignore_na=False)


def _texts(rows: pd.DataFrame, _text: str) -> list[bool]:
    cells = zip(*(rows[name].tolist() for name in TEXT), strict=True)
    return [all(v is None or type(v) is str for v in row) for row in cells]


def _there(rows: pd.DataFrame, _text: str) -> list[bool]:
    return [None not in row for row in zip(*(rows[name].tolist() for name in _REQUIRED), strict=True)]


def _decimals(rows: pd.DataFrame, _text: str) -> list[bool]:
    cells = zip(*(rows[name].tolist() for name in DECIMALS), strict=True)
    return [all(_is(Decimal, v) for v in row) for row in cells]


def _quotes(rows: pd.DataFrame, text: str) -> list[bool]:
    spans = zip(rows["char_start"].tolist(), rows["char_end"].tolist(), rows["quote"].tolist(), strict=True)
    return [text[max(start, 0) : max(end, 0)] == quote for start, end, quote in spans]


def _spans(rows: pd.DataFrame, text: str) -> list[bool]:
    spans = zip(rows["char_start"].tolist(), rows["char_end"].tolist(), strict=True)
    return [0 <= start < end <= len(text) for start, end in spans]


def _places(rows: pd.DataFrame, _text: str) -> list[bool]:
    places = zip(rows["page"].tolist(), rows["line"].tolist(), strict=True)
    return [page >= 1 and line >= 1 for page, line in places]


def _order(rows: pd.DataFrame, _text: str) -> list[bool]:
    return [
        all(a <= b for a, b in pairwise(known))
        for known in (
            [v for v in row if isinstance(v, Decimal) and v.is_finite()]
            for row in zip(*(rows[name].tolist() for name in ("lower", "value", "value_high", "upper")), strict=True)
        )
    ]


def _valued(rows: pd.DataFrame, _text: str) -> list[bool]:
    return [
        v is not None or kind == "rank" for v, kind in zip(rows["value"].tolist(), rows["kind"].tolist(), strict=True)
    ]


def _links(rows: pd.DataFrame, _text: str) -> list[bool]:
    known = set(rows["claim_id"].tolist())
    pairs = zip(rows["of"].tolist(), rows["claim_id"].tolist(), strict=True)
    return [of is None or (of in known and of != own) for of, own in pairs]


def _periods(rows: pd.DataFrame, _text: str) -> list[bool]:
    return [isinstance(period, str) and _PERIOD.fullmatch(period) is not None for period in rows["period"].tolist()]


_RULES: Final[tuple[tuple[str, str, Holds], ...]] = (
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


#: Rules over many columns: which, and what each of their values has to be.
_MANY: Final[dict[str, tuple[tuple[str, ...], Callable[[object], bool]]]] = {
    "text": (TEXT, lambda value: _is(str, value)),
    "decimals": (DECIMALS, lambda value: _is(Decimal, value)),
    "required": (_REQUIRED, lambda value: value is not None),
}
#: The columns with more to check than that they are text and, unless optional, there: a column costs 0.25 ms.
_COLUMNS: Final = {
    name: pa.Column(
        "int64" if name in WHOLE else "bool" if name in FLAGS else None,
        pa.Check.isin(ENUMS[name], error=f"is one of {', '.join(ENUMS[name])}") if name in ENUMS else None,
        nullable=name in OPTIONAL,
        unique=name == "claim_id",
    )
    for name in COLUMNS
    if name in {*WHOLE, *FLAGS, *ENUMS, "claim_id"}
}

#: The document that the table at hand is checked against; building the schema anew for each would cost a quarter more.
_TEXT: Final[ContextVar[str]] = ContextVar("text")
_SCHEMA: Final = pa.DataFrameSchema(_COLUMNS, checks=[_rule(name, column, holds) for name, column, holds in _RULES])
#: Names what is missing or too much in a table that has not the columns of ``COLUMNS`` in their order.
_SHAPE: Final = pa.DataFrameSchema({name: pa.Column(nullable=True) for name in COLUMNS}, strict=True, ordered=True)


def _cases(error: SchemaErrors, claims: pd.DataFrame) -> list[Case]:
    """One case a row and rule, in row order: pandera lists a failed frame check once for every column it saw."""
    seen: dict[tuple[int, str, str], Case] = {}
    for fault in error.failure_cases.itertuples(index=False):
        named, rule = str(fault.column), str(fault.check)
        if fault.schema_context == "DataFrameSchema" and ": " in rule:
            named, rule = rule.split(": ", 1)
        row = int(fault.index) if isinstance(fault.index, int | float) and fault.index == fault.index else None
        for column in _culprits(named, row, claims):
            value = fault.failure_case if row is None or column not in claims else claims[column].tolist()[row]
            owner = "" if row is None else str(claims.at[row, "claim_id"])
            case = Case(row, owner, column, rule, repr(value))
            seen.setdefault((-1 if row is None else row, column, rule), case)
    return [seen[key] for key in sorted(seen, key=lambda k: (k[0], k[1], k[2]))]


def _culprits(named: str, row: int | None, claims: pd.DataFrame) -> list[str]:
    """The columns that a rule over many columns failed in; the named column for all other rules."""
    if row is None or named not in _MANY:
        return [named]
    columns, holds = _MANY[named]
    return [c for c in columns if not holds(claims[c].tolist()[row])]


def _is(wanted: type, value: object) -> bool:
    return value is None or (type(value) is wanted and not (isinstance(value, Decimal) and not value.is_finite()))
