"""The claims table as a pandera schema: what *we* promise of every row. A broken row is our fault, never the report's.

Rules that look at several columns are checks of the whole frame: one costs 0.2 ms, while a text dtype on each column
costs half a millisecond, and a report of two hundred claims has to pass in a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from ipextract.model import Claim, Document
from ipextract.tabular.rows import (
    COLUMNS,
    DECIMALS,
    ENUMS,
    FLAGS,
    OPTIONAL,
    REQUIRED,
    RULES,
    TEXT,
    WHOLE,
    Holds,
    Table,
    cells_of,
    is_a,
)


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


def frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """The claims as a frame, one row each: offsets int64, flags bool, other columns objects (str, Decimal, None)."""
    cells = np.empty((0, len(COLUMNS)), dtype=object)
    if rows := [cells_of(claim) for claim in claims]:
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
    at_hand = _AT_HAND.set(({name: claims[name].tolist() for name in claims.columns}, document.text))
    try:
        schema = _SCHEMA if tuple(claims.columns) == COLUMNS else _SHAPE
        schema.validate(claims, lazy=True)
    except SchemaErrors as error:
        raise SchemaFailure(document.name, _cases(error, claims)) from error
    finally:
        _AT_HAND.reset(at_hand)


def _rule(name: str, column: str, holds: Holds) -> pa.Check:
    def whole(rows: pd.DataFrame) -> pd.Series[bool]:
        return pd.Series(holds(*_AT_HAND.get()), index=rows.index, dtype=bool)

    return pa.Check(whole, name=f"{column}: {name}", ignore_na=False)


#: Rules over many columns: which, and what each of their values has to be.
_MANY: Final[dict[str, tuple[tuple[str, ...], Callable[[object], bool]]]] = {
    "text": (TEXT, lambda value: is_a(str, value)),
    "decimals": (DECIMALS, lambda value: is_a(Decimal, value)),
    "required": (REQUIRED, lambda value: value is not None),
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

#: The table at hand and its text; building the schema anew for each would cost a quarter more.
_AT_HAND: Final[ContextVar[tuple[Table, str]]] = ContextVar("at_hand")
_SCHEMA: Final = pa.DataFrameSchema(_COLUMNS, checks=[_rule(name, column, holds) for name, column, holds in RULES])
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
