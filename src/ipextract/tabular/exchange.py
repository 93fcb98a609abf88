"""What other systems get of the archive: its tables with their columns, types and keys, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from ipextract.tabular.rows import COLUMNS, DECIMALS, FLAGS, OPTIONAL, WHOLE

Type: TypeAlias = Literal["text", "decimal", "integer", "boolean", "list"]

#: A row of a table, in the order of its columns: str, Decimal, int, bool, list of str, or None.
Row: TypeAlias = tuple[object, ...]

#: What the decimal columns of a claim cannot hold exactly: long fractions, printed zeros, ends that never end.
EXACT: Final = ("value_text", "value_high_text", "confidence_text", "any_reading", "nearest_reading")


class ExportFault(Exception):  # noqa: N818 - named for what it says about the target
    """The target cannot be used as asked; the message names it and the mend, and never a password."""


class Column(NamedTuple):
    """A column: text and lists of text, exact decimals (38 digits, 12 of them behind the point), whole numbers."""

    name: str
    type: Type = "text"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is exported; ``key`` names a row for good, ``yearly`` tables can be split by the report's year."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    yearly: bool = True
    documents: tuple[str, ...] = ("sha256",)
    """The columns that name a document."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _claim_column(name: str) -> Column:
    kinds: dict[str, Type] = {
        **dict.fromkeys(DECIMALS, "decimal"),
        **dict.fromkeys(WHOLE, "integer"),
        **dict.fromkeys(FLAGS, "boolean"),
    }
    return Column(name, kinds.get(name, "text"), name in OPTIONAL or name in EXACT)


#: What every row says of the report it is of.
_REPORT: Final = (
    Column("sha256"),
    Column("document"),
    Column("report_area"),
    Column("report_year"),
    Column("number", "integer"),
)

#: Every document with its current reading, also those that another one has taken the place of.
DOCUMENTS: Final = Table(
    "documents",
    (
        Column("sha256"),
        Column("name"),
        Column("format"),
        Column("title"),
        Column("series"),
        Column("area"),
        Column("issuer"),
        Column("year"),
        Column("corrected", "boolean"),
        Column("superseded_by", optional=True),
        Column("reading"),
        Column("version"),
        Column("rules_digest"),
        Column("claims", "integer"),
        Column("relations", "integer"),
        Column("findings", "integer"),
    ),
    key=("sha256",),
    yearly=False,
)

CLAIMS: Final = Table(
    "claims", (*_REPORT, *(_claim_column(name) for name in (*COLUMNS, *EXACT))), key=("sha256", "claim_id")
)

RELATIONS: Final = Table(
    "relations",
    (
        *_REPORT,
        Column("kind"),
        Column("rule"),
        Column("verdict"),
        Column("severity"),
        Column("formula"),
        Column("reason"),
        Column("cue"),
        Column("claims", "list"),
    ),
    key=("sha256", "number"),
)

FINDINGS: Final = Table(
    "findings",
    (
        *_REPORT,
        Column("finding_id"),
        Column("code"),
        Column("rule"),
        Column("severity"),
        Column("rounding"),
        Column("message"),
        Column("message_zh"),
        Column("formula"),
        Column("distance"),
        Column("waived", "boolean"),
        Column("known", "boolean"),
        Column("claims", "list"),
    ),
    key=("sha256", "finding_id"),
)

#: Findings between a report and the one of the year before, which the row names, too.
YEAR_FINDINGS: Final = Table(
    "year_findings",
    (
        *_REPORT,
        Column("earlier_sha256"),
        Column("earlier_document"),
        Column("earlier_year"),
        *FINDINGS.columns[len(_REPORT) :],
    ),
    key=("sha256", "earlier_sha256", "finding_id"),
    documents=("sha256", "earlier_sha256"),
)

#: In an order in which each table comes after the ones that it refers to.
TABLES: Final = (DOCUMENTS, CLAIMS, RELATIONS, FINDINGS, YEAR_FINDINGS)
