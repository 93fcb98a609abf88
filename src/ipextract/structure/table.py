"""A table as it was read, once for everybody: its heads, its rows with their labels and depth, and its figures.

Claims name and value the figures, relations hold them against each other; neither looks at the text of a cell again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from ipextract.model import Cell, Kind, Mention, Period, Reason, Spans
from ipextract.structure.formulas import Formula

__all__ = ["RANKS", "Figure", "Head", "Row", "Sheet", "Total"]

Total: TypeAlias = Literal["subtotal", "total", "grand-total", "whole-area"]
"""What a label says that is the whole of others: of a few, of all, of sums, or the name of a whole area."""

RANKS: Final[Mapping[Total | None, int]] = MappingProxyType(
    {None: 0, "subtotal": 1, "total": 2, "grand-total": 3, "whole-area": 2}
)
"""How high a total stands: each takes in what is lower; the name of a part is lowest."""

_ALL = Decimal(100)
_NEVER = Period()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: all its words, the lowest of them, those above, and what they say.

    ``unit``, ``period`` and ``kind`` are those that it names, ``name`` its words without unit and dates; ``measure`` is
    that name where the columns measure several things, ``whole`` what its shares are of. ``prior`` is said of the
    period before, ``of_which`` of a part of the column before, ``rate`` of what adds up to nothing, ``taken_off`` of
    what a sum is without. ``spans`` and ``dated`` are where the head and the dates in it stand.
    """

    text: str
    last: str = ""
    above: str = ""
    unit: str = ""
    period: Period = _NEVER
    kind: Kind | None = None
    prior: bool = False
    name: str = ""
    measure: str = ""
    whole: str = ""
    total: Total | None = None
    of_which: bool = False
    rate: bool = False
    taken_off: bool = False
    spans: Spans = ()
    dated: Spans = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds one number, or 持平 below a head of growth, which is no ``mention``.

    ``name`` is what row and head call it, ``scope`` the place that its row names, empty for the whole of them. ``unit``
    is that of the cell, its head, its row or the table; the number as printed times ``factor`` is in it, below zero
    where brackets are a minus.
    ``beside`` is the column of the level in its row that a growth, change or share
    is of. ``unit_why`` and ``period_why`` say what gave them.
    """

    cell: Cell
    mention: Mention | None
    name: str
    kind: Kind
    unit: str
    factor: Decimal
    dimension: str
    unit_why: Reason
    period: Period
    period_why: Reason
    beside: int | None = None
    scope: str = ""

    @property
    def place(self) -> Cell | Mention:
        """What is printed there: the number, or the cell with its word."""
        return self.cell if self.mention is None else self.mention

    @property
    def all(self) -> bool:
        """True for a share of 100 %."""
        return self.kind == "share" and self.mention is not None and self.mention.value == _ALL


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the head of a table: its label, what its print says of its level, and its figures by column.

    ``name`` is what its figures are called by, of all columns of labels; ``label`` the last of them without marks,
    enumerator and brackets, ``group`` those before. ``period`` is that of a row that is named by a date alone, which
    has no name; ``unit`` the one that it prints for its figures, at ``unit_spans``. ``which`` is the depth of its # or
    其中 (0 for none), ``sharp`` where it is #; ``order`` the style of its enumerator (1 for 一、, 2 for the same in
    brackets), ``indent`` how far its label is set in, in levels. ``mean`` is a row of averages, ``taken_off`` one that
    a sum is without, ``partition`` one that says by what its whole is parted (一、按地区分), ``blank`` one of dashes or
    of numbers of columns; ``cuts`` is what stands between two pieces of a table. ``place`` is the place that the labels
    name below 地区, empty for the whole of those, ``None`` in other tables; ``item`` what else they name.
    """

    label: str
    name: str = ""
    group: str = ""
    which: int = 0
    sharp: bool = False
    order: int = 0
    indent: int = 0
    total: Total | None = None
    mean: bool = False
    taken_off: bool = False
    partition: bool = False
    period: Period = _NEVER
    unit: str = ""
    blank: bool = False
    figures: Mapping[int, Figure] = field(default_factory=dict)
    spans: Spans = ()
    unit_spans: Spans = ()
    cuts: bool = False
    place: str | None = None
    item: str = ""

    @property
    def rank(self) -> int:
        """How high a total it is, 0 for a part."""
        return RANKS[self.total]

    @property
    def heading(self) -> bool:
        """True for 一、按经营地分, which cuts a table and has no figures."""
        return self.cuts or (bool(self.label) and not self.figures and not self.blank)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed table with its heads and rows, the table ``number`` of the document, at ``start``.

    ``caption`` are the short lines above it with that of its unit, ``title`` those that say of what it is. A table that
    begins with figures has the heads of the one above. ``line`` is what cuts it from a table that it goes on with, its
    label empty where nothing stands between; ``None`` where it begins anew. ``wholes`` has by column of shares
    and row the row that is all of it. ``formulas`` are what the table prints of its own columns and rows (3=1+2), which
    bear the numbers of ``numbered`` (column) and ``lined`` (index of the row).
    """

    number: int
    start: int
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    unit: str
    year: str
    caption: str
    title: str
    section: tuple[str, ...]
    line: Row | None = None
    wholes: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    formulas: tuple[Formula, ...] = ()
    numbered: Mapping[str, int] = field(default_factory=dict)
    lined: Mapping[str, int] = field(default_factory=dict)

    def whole_of(self, row: int, column: int) -> Row | None:
        """The row whose share of 100 is the whole of that of another row; ``None`` where no row is it surely."""
        found = self.wholes.get(column, {}).get(row)
        return None if found is None else self.rows[found]
