"""The second opinion: a written report against its own arithmetic, by an implementation that imports no check.

``verify()`` holds a report.json against itself: each claim against its print, each relation computed again, each
finding against its relation. What it shares with the checks is exact interval arithmetic, nothing else.
"""

from __future__ import annotations

from ipextract.verify.arithmetic import Answer, Integer, Meeting, Reading, Room, Silent
from ipextract.verify.beside import against_tables
from ipextract.verify.faults import Fault
from ipextract.verify.judge import Judged, judged
from ipextract.verify.recompute import RECOMPUTED
from ipextract.verify.record import Broken, Figure, Relation, Written, parse
from ipextract.verify.report import verify

__all__ = [
    "RECOMPUTED",
    "Answer",
    "Broken",
    "Fault",
    "Figure",
    "Integer",
    "Judged",
    "Meeting",
    "Reading",
    "Relation",
    "Room",
    "Silent",
    "Written",
    "against_tables",
    "judged",
    "parse",
    "verify",
]
