"""The nouns: frozen values that the stages hand to each other. No behaviour beyond looking things up.

Reading makes a ``Source``; layout makes a ``Document``; quantities make ``Mention``s; claims make ``Claim``s;
relations make ``Relation``s; checks make ``Outcome``s and ``Finding``s; the pipeline gathers a ``Report``. Offsets are
half-open and count the characters of ``Document.text``. Boxes are points from the top left corner of the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ipextract.acceptance import Acceptance as Acceptance  # noqa: PLC0414 - offered from here
from ipextract.acceptance import Entries as Entries  # noqa: PLC0414 - offered from here
from ipextract.acceptance import Told as Told  # noqa: PLC0414 - offered from here
from ipextract.acceptance import Waiver as Waiver  # noqa: PLC0414 - offered from here
from ipextract.guidance import Coverage as Coverage  # noqa: PLC0414 - offered from here
from ipextract.guidance import Near as Near  # noqa: PLC0414 - offered from here
from ipextract.guidance import Related as Related  # noqa: PLC0414 - offered from here
from ipextract.guidance import Repair as Repair  # noqa: PLC0414 - offered from here
from ipextract.guidance import Term as Term  # noqa: PLC0414 - offered from here
from ipextract.guidance import Unknown as Unknown  # noqa: PLC0414 - offered from here
from ipextract.interval import Interval
from ipextract.printed import PAGED as PAGED  # noqa: PLC0414 - offered from here
from ipextract.printed import Doubts as Doubts  # noqa: PLC0414 - offered from here
from ipextract.printed import Floats as Floats  # noqa: PLC0414 - offered from here
from ipextract.printed import Furniture as Furniture  # noqa: PLC0414 - offered from here
from ipextract.printed import HowRead as HowRead  # noqa: PLC0414 - offered from here
from ipextract.printed import Issue as Issue  # noqa: PLC0414 - offered from here
from ipextract.printed import Line as Line  # noqa: PLC0414 - offered from here
from ipextract.printed import Page as Page  # noqa: PLC0414 - offered from here
from ipextract.printed import PageCell as PageCell  # noqa: PLC0414 - offered from here
from ipextract.printed import PageTable as PageTable  # noqa: PLC0414 - offered from here
from ipextract.printed import Source as Source  # noqa: PLC0414 - offered from here
from ipextract.printed import SourceFormat as SourceFormat  # noqa: PLC0414 - offered from here
from ipextract.reference import Reference as Reference  # noqa: PLC0414 - offered from here
from ipextract.unreadable import UnreadableDocument as UnreadableDocument  # noqa: PLC0414 - offered from here

Ints: TypeAlias = NDArray[np.int32]

Kind: TypeAlias = Literal["count", "amount", "growth", "change", "difference", "share", "ratio", "rank"]
Approx: TypeAlias = Literal["exact", "over", "under", "about"]
Basis: TypeAlias = Literal["flow", "stock", "cumulative", "new"]
Direction: TypeAlias = Literal["up", "down", "flat"]
Modality: TypeAlias = Literal["fact", "target"]
Verdict: TypeAlias = Literal["holds", "compatible", "violated", "not_evaluated"]
Severity: TypeAlias = Literal["error", "warning", "suspicion", "info"]
BlockKind: TypeAlias = Literal["title", "heading", "paragraph", "table"]

KINDS: tuple[Kind, ...] = ("count", "amount", "growth", "change", "difference", "share", "ratio", "rank")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "suspicion", "info")
#: Qualifiers of a claim: a growth averaged over several years, a level that the text prints for the year before.
ANNUAL, PRIOR = "annual", "prior"


# --- what layout yields --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph or table of the document text; ``section`` is the path of headings above it."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its place in the grid (0-based) and its span in the document text."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document text; ``start``/``end`` are those of its block."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """One rectangle on one page; a quote that wraps has one for each printed line."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The text of a report and where each of its characters came from.

    ``pages``, ``lines`` and ``columns`` are int32 arrays of shape (len(text),): 1-based page, 1-based line (on the
    page for PDF, in the file for text) and the 1-based column in that line; 0 for a character that layout put in.
    Without pages ``lines`` count paragraphs and cells, and ``labels`` has for each what a reader can find it by.
    ``boxes`` is float32 of shape (len(text), 4) or ``None``; ``scores`` is that of ``Line`` where any was recognised,
    NaN elsewhere. ``joins`` are the offsets where a number was put together
    again across a line or page end; ``folds`` the offsets of folded radicals, each with the character as printed.
    ``readers`` are those of the source.
    """

    name: str
    sha256: str
    format: SourceFormat
    text: str
    pages: Ints
    lines: Ints
    columns: Ints
    boxes: Floats | None
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    joins: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = ()
    page_count: int = 1
    folds: tuple[tuple[int, str], ...] = ()
    scores: Floats | None = None
    labels: tuple[str, ...] = ()
    readers: tuple[HowRead, ...] = ()

    def where(self, start: int, end: int) -> str:
        """The place of text[start:end] for a reader: p3:l12 on a page, the line of a text, else its label."""
        page, line = self.place(start, end)
        if self.labels:
            return self.labels[line]
        return f"p{page}:l{line}" if self.format in PAGED else str(line)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The 1-based page and line of the first printed character of text[start:end]; (0, 0) for none."""
        for i in range(start, end):
            if self.pages[i]:
                return int(self.pages[i]), int(self.lines[i])
        return 0, 0

    def rectangles(self, start: int, end: int) -> tuple[PlaceBox, ...]:
        """The boxes of text[start:end], one for each printed line, in points; empty for formats without geometry."""
        if self.boxes is None:
            return ()
        found: list[PlaceBox] = []
        i = start
        while i < end:
            page, line = int(self.pages[i]), int(self.lines[i])
            j = i
            while j < end and self.pages[j] == page and self.lines[j] == line:
                j += 1
            part = self.boxes[i:j]
            part = part[~np.isnan(part[:, 0])]
            if page and len(part):
                low, high = part.min(axis=0), part.max(axis=0)
                ends = (float(v) for v in (low[0], low[1], high[2], high[3]))
                found.append(PlaceBox(page, *(round(v, 2) for v in ends)))
            i = j
        return tuple(found)


# --- what quantities yield -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of the text, explained once: a quantity, or a non-claim with its ``reason``.

    start/end          span of the whole expression with hedges and unit; number_start/number_end the numeral alone
    value              multiplied out, ``None`` for a non-claim without a value
    low, high          the ends of the widest reading (any rounding); nearest is the reading under nearest rounding
    unit, dimension    unit without 万/亿 and what it measures (count, measure, amount, percent, point, times, bare …)
    rule               id of the rule that explained it
    """

    start: int
    end: int
    number_start: int
    number_end: int
    printed: str
    dimension: str
    value: Decimal | None
    unit: str
    approx: Approx
    interval: Interval | None
    nearest: Interval | None
    rule: str
    reason: str = ""
    value_high: Decimal | None = None
    step: Decimal | None = None
    hedges: tuple[str, ...] = ()

    @property
    def is_quantity(self) -> bool:
        """True when the number may become a claim."""
        return not self.reason


class Word(NamedTuple):
    """A word between the quantities with jieba's part of speech (``n``, ``v``, ``ns``, …); a report has thousands."""

    start: int
    end: int
    text: str
    tag: str


# --- what claims yield ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number with everything that is said of it; the columns of the claims table (see schema.py).

    value, lower, upper are in ``unit`` with 万/亿 multiplied out; ``interval`` is the widest reading (any rounding) and
    ``nearest`` the one under nearest rounding. ``of`` is the claim_id of the level that a growth, change, share
    or rank speaks of. ``period`` is 2024, 2024-12, 2024H1, 2024Q3 or a span 2021/2025. ``indicator_id`` is that of
    rules/indicators.toml, empty for an indicator that is not there. ``place`` is page and line for a reader.
    ``confidence``, 0 to 1, is that of the character of the quote that was recognised worst; ``None`` where nothing had
    to be recognised.
    """

    claim_id: str
    kind: Kind
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    interval: Interval | None
    nearest: Interval | None
    approx: Approx
    indicator: str
    scope: str
    period: str
    basis: Basis
    direction: Direction | None
    base: str | None
    within: str | None
    of: str | None
    modality: Modality
    quote: str
    char_start: int
    char_end: int
    page: int
    line: int
    boxes: tuple[PlaceBox, ...]
    section: tuple[str, ...]
    origin: Literal["prose", "table"]
    rule: str
    printed: str
    hedges: tuple[str, ...] = ()
    qualifier: str = ""
    place: str = ""
    confidence: Decimal | None = None
    indicator_id: str = ""


# --- what relations and checks yield -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Role:
    """A claim's part in a relation, as in ``total``, ``part``, ``level``, ``growth``."""

    name: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text asserts about several claims: the check that can prove it, the cue that says so, who plays what.

    ``exhaustive`` is True where the words say that the parts are all there are. ``severity`` caps the severity of a
    violation below the check's own, where the cue is a weak one. ``doubts`` are the ids of claims whose reading is in
    doubt: a violation then says more of the reading than of the report. ``references`` are official numbers, from
    outside the report, that the claims can be held against.
    """

    kind: str
    rule: str
    roles: tuple[Role, ...]
    cue: str
    exhaustive: bool = False
    section: tuple[str, ...] = ()
    severity: Severity | None = None
    doubts: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    def of_role(self, name: str) -> tuple[Claim, ...]:
        """The claims that play ``name``, in text order."""
        return tuple(r.claim for r in self.roles if r.name == name)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the relation, in role order."""
        return tuple(r.claim for r in self.roles)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: verdict, severity if violated, the reading it is violated under, and the arithmetic.

    ``computed`` is the interval that the other numbers leave for the checked one; ``distance`` how far off it is;
    ``power`` the share of other values that the check would have caught (0 to 1); ``formula`` the arithmetic as text.
    """

    verdict: Verdict
    severity: Severity = "info"
    rounding: Literal["any", "nearest", ""] = ""
    formula: str = ""
    message: str = ""
    message_zh: str = ""
    computed: Interval | None = None
    distance: str = ""
    power: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A relation together with its outcome, and the constants that the check took from its rule for each role."""

    relation: Relation
    outcome: Outcome
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation that does not hold, in words a person can check.

    ``finding_id`` hashes the rule, the claim keys and the quoted numbers, so it survives re-wrapping. ``waiver`` is set
    on an accepted finding, ``known`` on one of the baseline: neither fails a run. ``repairs`` are best first,
    ``doubts`` and ``references`` are those of the relation.
    """

    finding_id: str
    code: str
    rule: str
    severity: Severity
    rounding: Literal["any", "nearest", ""]
    message: str
    message_zh: str
    formula: str
    computed: Interval | None
    distance: str
    power: float
    roles: tuple[Role, ...]
    cue: str
    waiver: Waiver | None = None
    known: bool = False
    repairs: tuple[Repair, ...] = ()
    related: tuple[Related, ...] = ()
    doubts: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Everything about one document: same bytes and rules in, same report out.

    ``told`` is what the user said of it, ``engines`` the libraries that read it with their versions, ``accepted`` what
    people have accepted of its findings: with them whoever has the source can make the same report again.
    """

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Evaluated, ...]
    findings: tuple[Finding, ...]
    area: str
    issuer: str
    year: str
    rules_digest: str
    version: str
    residue: tuple[Mention, ...] = field(default=())
    unknown_indicators: tuple[Unknown, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    told: Told = field(default=Told())
    engines: tuple[tuple[str, str], ...] = ()
    accepted: Acceptance | None = None
