"""What ``import ipextract`` offers: ``analyse()``, ``quantities()`` and the values they return."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ipextract.exact.decimals import ends
from ipextract.model import Approx, Claim, Document, Evaluated, Finding, Listing, Mention
from ipextract.model import Report as Result

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES: Final = (".pdf", ".txt", ".docx", ".docm", ".html", ".htm", ".xhtml", ".md", ".markdown")
"""The file names that are taken for documents, in lower case."""

PICTURES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""Pictures are read where they are named; in a folder they may be anything, logos and charts too."""

UNREAD: Final = (
    ".doc", ".dot", ".dotx", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ett",
    ".ods", ".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".dps", ".odp", ".ofd", ".ceb", ".cebx", ".caj", ".xps",
    ".epub", ".mht", ".mhtml", ".zip", ".rar", ".7z",
)  # fmt: skip
"""Files that may be reports and cannot be read, unless they are something else than their names say.

In a folder each counts as a document all the same, so that nobody takes it for one that was read.
"""

_LONGEST_PATH: Final = 1024
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}|2100")


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A document, its numbers, claims, relations and findings; equal input gives equal ``to_dict()``."""

    result: Result

    @property
    def document(self) -> Document:
        """The text with the page, line and box of each character."""
        return self.result.document

    @property
    def text(self) -> str:
        """The joined text that every offset counts in."""
        return self.result.document.text

    @property
    def numbers(self) -> tuple[Mention, ...]:
        """Every number of the text: a quantity, or a non-claim with its reason."""
        return self.result.mentions

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in text order; ``text[char_start:char_end] == quote``."""
        return self.result.claims

    @property
    def relations(self) -> tuple[Evaluated, ...]:
        """What the text asserts about several claims, each with its verdict."""
        return self.result.relations

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The relations that do not hold."""
        return self.result.findings

    def to_dict(self) -> dict[str, Any]:
        """The report as ``ipextract extract --format json`` prints it: decimals are strings, no float anywhere."""
        from ipextract.writing.json import to_dict

        return to_dict(self.result)

    def to_frame(self) -> pd.DataFrame:
        """The claims table, validated; the columns of claims.csv, values as ``decimal.Decimal``.

        Raises ``ipextract.tabular.schema.SchemaFailure`` when a row breaks the schema.
        """
        from ipextract.tabular.schema import validate

        return validate(self.result.claims, self.result.document)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of a text: half-open span, value and interval ends in ``unit`` with multipliers worked in.

    ``lower`` and ``upper`` are the widest reading, ``None`` where it is unbounded; ``approx`` is exact, over, under or
    about.
    """

    start: int
    end: int
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    unit: str
    approx: Approx


def analyse(
    source: str | Path, *, rules: Path | None = None, limits: Sequence[str] = (), area: str = "", year: str | int = "",
    title: str = "", issuer: str = "", manifest: str | Path | None = None,
) -> Report:  # fmt: skip
    """Reads a file or a text and audits its numbers.

    A ``Path`` is a file. A ``str`` is a file when it names one or ends in one of ``SUFFIXES``, and otherwise the text.
    ``rules`` is a directory that replaces or extends the shipped rules; ``limits`` are bounds on what a file may ask,
    as ``["pages=9000", "memory=4G"]``, ValueError for one that is none. The analysis runs in this process and takes
    the time it takes, unless ``analyse-seconds`` is among them: then it runs in another one that is ended when its
    time is up. ``area``, ``year``, ``title`` and ``issuer`` take the place of what is read; so does what a ``manifest``
    (.csv or .toml, as ``--manifest`` takes it) says of the file, where they are not given. Raises
    ``ipextract.model.UnreadableDocument`` and ``ipextract.rulebook.RuleError``, and ValueError for a manifest that
    cannot be used, with file and line, for a year that is none, and for a manifest beside a text.
    """
    from ipextract import pipeline, reading, rulebook

    options = pipeline.Options(area, _year(year), title, issuer, reading.adjusted(reading.Limits(), limits))
    book = rulebook.load(rules)
    if isinstance(source, Path) or names_file(source):
        options = options if manifest is None else options.listed(_listing(Path(manifest), Path(source)))
        found = reading.read(Path(source), limits=options.limits)
    elif manifest is not None:
        raise ValueError("a manifest says what files are, and this is a text; name its file, or its area and year")
    else:
        found = reading.read_string(source, "<text>", limits=options.limits)
    if any(limit.startswith("analyse-seconds=") for limit in limits):
        from ipextract.batch import bounded

        return Report(bounded.analyse_source(found, book=book, options=options))
    return Report(pipeline.analyse_source(found, rulebook=book, options=options))


def _listing(manifest: Path, file: Path) -> Listing | None:
    """What a manifest says of a file; FileFault, a ValueError, for one that cannot be used."""
    from ipextract.review import manifest as manifests

    return manifests.read([manifest]).of(file)


def _year(year: str | int) -> str:
    text = str(year)
    if text and _YEAR.fullmatch(text) is None:
        raise ValueError(f"year {text!r} is no year from 1900 to 2100; write four digits, as 2024")
    return text


def quantities(text: str, *, rules: Path | None = None) -> list[Quantity]:
    """The quantities of a text in order, without claims or checks. Raises ``ipextract.rulebook.RuleError``."""
    from ipextract import pipeline, rulebook

    found = pipeline.quantities(text, rulebook=rulebook.load(rules))
    return [
        Quantity(mention.start, mention.end, mention.value, *ends(mention.interval), mention.unit, mention.approx)
        for mention in found
        if mention.is_quantity
    ]


def names_file(text: str) -> bool:
    """True when a string is to be read as the path of a file rather than as the text of a report."""
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file() or text.lower().endswith(SUFFIXES)
    except OSError:  # a sentence longer than a file name may be
        return False
