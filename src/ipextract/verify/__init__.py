"""A written report against its source and its own arithmetic, by a second implementation that imports no check.

``verify()`` holds a report.json against the file it was made from and repeats the arithmetic of every relation from
report.json alone. What it shares with the checks is exact interval arithmetic, nothing else.
"""

from __future__ import annotations

from ipextract.verify.arithmetic import Answer, Integer, Meeting, Reading, Room, Silent
from ipextract.verify.faults import Fault
from ipextract.verify.further import RECOMPUTED
from ipextract.verify.judge import Judged, judged
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
    "judged",
    "parse",
    "verify",
]
