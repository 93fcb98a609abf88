"""The nouns: frozen values that the stages hand to each other. No behaviour beyond looking things up.

Reading makes a ``Source``; layout makes a ``Document``; quantities make ``Mention``s; claims make ``Claim``s;
relations make ``Relation``s; checks make ``Outcome``s and ``Finding``s; the pipeline gathers a ``Report``. Offsets are
half-open and count the characters of ``Document.text``. Boxes are points from the top left corner of the page as shown.
"""

from __future__ import annotations

from ipextract.model.acceptance import TOLD_FIELDS, Acceptance, Cited, Entries, Listing, Told, Waiver
from ipextract.model.claim import (
    ANNUAL,
    ASIDE,
    COMPARABLE,
    KINDS,
    NOMINAL,
    PRIOR,
    REAL,
    RESTATED,
    Approx,
    Basis,
    Claim,
    Direction,
    Kind,
    Modality,
    apart,
    claim_key,
)
from ipextract.model.document import Block, BlockKind, Cell, Document, Ints, PlaceBox, Table
from ipextract.model.edge import Edge, EdgeRole, against_id
from ipextract.model.finding import (
    SEVERITIES,
    Evaluated,
    Finding,
    Outcome,
    Relation,
    Role,
    Severity,
    Standing,
    Verdict,
)
from ipextract.model.guidance import Coverage, Near, Related, Repair, Term, Unknown
from ipextract.model.kept import Held, Listed
from ipextract.model.mention import Mention, Word
from ipextract.model.origin import FIELDS, Candidate, Field, FrameField, Origin, Reason, Spans
from ipextract.model.printed import (
    PAGED,
    Doubts,
    Floats,
    Furniture,
    HowRead,
    Issue,
    Line,
    Page,
    PageCell,
    PageTable,
    Source,
    SourceFormat,
)
from ipextract.model.reference import PopulationKind, Reference
from ipextract.model.report import Report
from ipextract.model.terms import YEAR_UNKNOWN, Period, Unit, part_named
from ipextract.model.unreadable import UnreadableDocument

__all__ = [
    "ANNUAL",
    "ASIDE",
    "COMPARABLE",
    "FIELDS",
    "KINDS",
    "NOMINAL",
    "PAGED",
    "PRIOR",
    "REAL",
    "RESTATED",
    "SEVERITIES",
    "TOLD_FIELDS",
    "YEAR_UNKNOWN",
    "Acceptance",
    "Approx",
    "Basis",
    "Block",
    "BlockKind",
    "Candidate",
    "Cell",
    "Cited",
    "Claim",
    "Coverage",
    "Direction",
    "Document",
    "Doubts",
    "Edge",
    "EdgeRole",
    "Entries",
    "Evaluated",
    "Field",
    "Finding",
    "Floats",
    "FrameField",
    "Furniture",
    "Held",
    "HowRead",
    "Ints",
    "Issue",
    "Kind",
    "Line",
    "Listed",
    "Listing",
    "Mention",
    "Modality",
    "Near",
    "Origin",
    "Outcome",
    "Page",
    "PageCell",
    "PageTable",
    "Period",
    "PlaceBox",
    "PopulationKind",
    "Reason",
    "Reference",
    "Related",
    "Relation",
    "Repair",
    "Report",
    "Role",
    "Severity",
    "Source",
    "SourceFormat",
    "Spans",
    "Standing",
    "Table",
    "Term",
    "Told",
    "Unit",
    "Unknown",
    "UnreadableDocument",
    "Verdict",
    "Waiver",
    "Word",
    "against_id",
    "apart",
    "claim_key",
    "part_named",
]
