"""What a clause takes over from those before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipextract.model import Period, Spans


@dataclass(slots=True)
class State:
    """What the next clause inherits: body holds for the paragraph, event and period for the sentence.

    ``places`` are the names behind a scope that lists several; ``before`` is the body that the sentence found, and
    ``endings`` how the bodies of the sentence end: a second one that ends like the first is its sibling.
    ``base`` is the period of what names none: that of the frame, or a part of a year that opens the paragraph.
    ``outer`` is the period before a bracket that is open. ``base_at``, ``dated`` and ``outer_dated`` are the spans that
    gave ``base``, ``period`` and ``outer``. ``against`` is what the sentence compares with, or the whole
    paragraph where its ``first`` sentence says so (``lasting``). A firm named inside a sentence is its clause's only
    (``brief``); a ``founded`` body is spoken of until something else is founded.
    """

    area: str
    base: Period
    own: bool = False
    body: str = ""
    event: str = ""
    period: Period = field(default_factory=Period)
    before: str = ""
    places: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    siblings: bool = False
    outer: Period = field(default_factory=Period)
    against: str = ""
    against_period: Period = field(default_factory=Period)
    first: bool = True
    lasting: bool = False
    brief: bool = False
    founded: bool = False
    base_at: Spans = ()
    dated: Spans = ()
    outer_dated: Spans = ()

    def scope(self) -> str:
        """The event or body spoken of, else the area."""
        return self.event or self.body or self.area
