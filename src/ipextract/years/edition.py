"""A report as one of a row of reports: its claims under names that stay apart from those of the other years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import regex

from ipextract.model import ASIDE, Claim, Document, Report
from ipextract.rulebook import Rulebook

#: How many digits of the source's hash tell the claims of two reports apart.
_HASH = 8
#: Forms of dates that are parts of a year.
_PARTS = frozenset(
    ("half", "quarter", "quarters-from-start", "month", "month-in-year", "months-from-start", "month-span")
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One report of a series: whose it is, the year it is about, and its claims.

    ``title`` is printed without white space. The ``claim_id`` of a claim starts with the hash of its source and its
    ``place`` with the name of the file, so that a finding over two reports says of each number where it stands.
    ``starts`` are the offsets in ``text`` at which its printed lines begin, none where they are not known.
    """

    name: str
    sha256: str
    title: str
    area: str
    issuer: str
    year: str
    text: str
    claims: tuple[Claim, ...]
    starts: tuple[int, ...] = ()

    def line(self, start: int, end: int) -> tuple[int, int]:
        """The span of the printed line that text[start:end] begins in; of its paragraph where no lines are known."""
        at = bisect_right(self.starts, start)
        if at:
            return self.starts[at - 1], max(end, (*self.starts, len(self.text))[at])
        after = self.text.find("\n", end)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if after < 0 else after


def edition_of(report: Report) -> Edition:
    """The report as an edition."""
    document = report.document
    name = file_name(document.name)
    return Edition(
        name=name,
        sha256=document.sha256,
        title=title_of(report),
        area=report.area,
        issuer=report.issuer,
        year=report.year,
        text=document.text,
        claims=at_home([c for c in report.claims if c.rule != ASIDE], name, document.sha256),
        starts=line_starts(document),
    )


def line_starts(document: Document) -> tuple[int, ...]:
    """The offsets at which the printed lines of a text begin; what layout put in belongs to the line before it."""
    places = np.stack((document.pages, document.lines))[:, printed := np.flatnonzero(document.pages)]
    if not len(printed):
        return ()
    turns = np.flatnonzero((places[:, 1:] != places[:, :-1]).any(axis=0)) + 1
    return (0, *(int(each) for each in printed[turns]))


def file_name(path: str) -> str:
    """The last part of a path as text that can be stored, whatever the locale made of its bytes."""
    return Path(path).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def title_of(report: Report) -> str:
    """The title of a report without white space, as the user told it or as printed; empty where it has none."""
    document = report.document
    if report.told.title:
        return "".join(report.told.title.split())
    title = next((block for block in document.blocks if block.kind == "title"), None)
    return "" if title is None else "".join(document.text[title.start : title.end].split())


def series_title(title: str, rulebook: Rulebook) -> str:
    """What the titles of all years' reports of one series share: the title without its year and marks of correction.

    A month or quarter stays: the reports of two months are not the same report.
    """
    words, terms = rulebook.words, rulebook.terms
    plain = regex.sub(rf"(?<!\d)(?:19|20)\d\d(?!\d){terms.year_mark}?(?:{terms.year_word})?", "", title)
    for mark in words["correction_mark"]:
        plain = plain.replace(mark, "")
    return regex.sub(r"[\p{P}\p{S}\s]+", "", plain)


def part_of(title: str, rulebook: Rulebook) -> str:
    """The part of a year that a title names, printed without its year: 上半年, 1—8月; empty for a whole year."""
    found = [m for rule in rulebook.periods if rule.form in _PARTS for m in rule.pattern.finditer(title)]
    longest = max((m[0] for m in found), key=len, default="")
    return regex.sub(rf"^(?:19|20)\d\d{rulebook.terms.year_mark}", "", longest)


def corrects(name: str, title: str, rulebook: Rulebook) -> bool:
    """True for a report whose title or file name says that it takes the place of another."""
    return any(mark in name.lower() or mark in title for mark in rulebook.words["correction_mark"])


def place_key(area: str, rulebook: Rulebook) -> str:
    """A place under one name: 广州 and 广州市 are the same."""
    ending = next((e for e in rulebook.words["place_suffix"] if area.endswith(e) and len(area) > len(e) + 1), "")
    return area.removesuffix(ending)


def at_home(claims: Sequence[Claim], name: str, sha256: str) -> tuple[Claim, ...]:
    """The claims with ids and places that say which document they are of."""
    mark = sha256[:_HASH]
    return tuple(
        replace(
            claim,
            claim_id=f"{mark}:{claim.claim_id}",
            of=None if claim.of is None else f"{mark}:{claim.of}",
            place=f"{name}:{claim.place}",
        )
        for claim in claims
    )
