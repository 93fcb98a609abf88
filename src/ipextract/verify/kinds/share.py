"""A share, its part and its whole, a second time."""

from __future__ import annotations

from ipextract.verify.arithmetic import (
    Answer,
    Meeting,
    Silent,
    fixed,
    integer,
    mixed_units,
    quotient,
    reading,
    running_total,
    times,
)
from ipextract.verify.record import Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """Part / whole = share, the whole printed or part and rest; without either an integer lies in part / share."""
    if len(relation.of("part")) > 1:
        return _of_several(relation.of("part"), relation.one("whole"), relation.one("share"))
    part, whole, share = relation.one("part"), relation.maybe("whole"), relation.one("share")
    rest = relation.maybe("rest")
    if reason := mixed_units(part, *(each for each in (whole, rest) if each)):
        return Silent(reason)
    if share.whole is None:
        return Silent(f"{share.unit} is no unit of a share")
    if rest is not None:
        return _share_of_two(part, rest, share)
    if whole is None:
        return integer(part, f"{share.whole} / {share.quote}", quotient(fixed(share.whole), reading(share)))
    ratio = quotient(reading(part), reading(whole))
    if ratio is None:
        return Silent("the part is negative or the whole is not positive")
    divided = f"{part.quote} / {whole.quote}"
    return Meeting(
        (share.quote, reading(share)),
        ((divided, ratio), (f"{divided} * {share.whole}", times(ratio, share.whole))),
    )


def _of_several(parts: tuple[Figure, ...], whole: Figure, share: Figure) -> Answer:
    """The parts are added up one by one before they are divided."""
    if reason := mixed_units(*parts, whole):
        return Silent(reason)
    steps = running_total(parts)
    ratio = quotient(steps[-1][1], reading(whole))
    if ratio is None or share.whole is None:
        return Silent(f"the whole is not positive, or {share.unit} is no unit of a share")
    divided = f"that / {whole.quote}"
    return Meeting(
        (share.quote, reading(share)),
        (*steps, (divided, ratio), (f"{divided} * {share.whole}", times(ratio, share.whole))),
    )


def _share_of_two(part: Figure, rest: Figure, share: Figure) -> Answer:
    """1 / (1 + rest / part), in which each number stands once."""
    others = quotient(reading(rest), reading(part))
    ratio = None if others is None else quotient(fixed(1), times(others, 1, plus=1))
    if ratio is None or share.whole is None:
        return Silent("the part is not positive or the rest is negative")
    divided = f"{part.quote} / ({part.quote} + {rest.quote})"
    return Meeting(
        (share.quote, reading(share)),
        ((divided, ratio), (f"{divided} * {share.whole}", times(ratio, share.whole))),
    )
