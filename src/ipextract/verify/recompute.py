"""The second arithmetic of each relation kind: every module of kinds/, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ipextract.distribution import modules
from ipextract.verify.arithmetic import Answer, Silent
from ipextract.verify.record import Relation

_KINDS: Final = {name.replace("_", "-"): module for name, module in modules("ipextract.verify.kinds")}

RECOMPUTED: Final[Mapping[str, Callable[[Relation], Answer]]] = MappingProxyType(
    {kind: module.recomputed for kind, module in _KINDS.items()}
)
"""The arithmetic of each relation kind."""

OF_WORDS: Final = frozenset(kind for kind, module in _KINDS.items() if getattr(module, "OF_WORDS", False))
"""The kinds that judge the words around a number, by which no number is covered."""


def recompute(relation: Relation) -> Answer | None:
    """What has to be decided of a relation; ``None`` for a kind that has no second arithmetic."""
    arithmetic = RECOMPUTED.get(relation.kind)
    if arithmetic is None:
        return None
    for figure in relation.figures:
        if figure.any is None or figure.nearest is None:
            return Silent(f"{figure.quote} has no value")
    if len({figure.modality for figure in relation.figures}) > 1:
        return Silent("some numbers are facts and some are targets")
    return arithmetic(relation)
