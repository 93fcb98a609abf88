"""What verification can find wrong: a place, the name of a message, and what the message speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a report that is not so. ``key`` names the message, ``values`` fill it, ``where`` is the place.

    ``incomplete`` is True where nothing could be compared: the report is then neither right nor wrong.
    """

    where: str
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    incomplete: bool = False
