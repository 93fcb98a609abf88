"""PART in tables: 其中 and # rows below the row that is their whole, in the columns that hold levels."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.narrower import adds_up
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled, FilledRow
from ipextract.rulebook import Rulebook

#: No rate is printed so large, so a column of rates that holds such a number has another column's head.
_NO_RATE = 1000
#: A part so many times its whole is that of another row.
_MOST_TIMES = 2
_Pair = tuple[Claim, Claim]


def parts_below(sheet: Filled, summed: set[tuple[str, str]], rulebook: Rulebook) -> Iterator[Relation]:
    """# and 其中 rows are parts of the row above that has none; so are the 其中 columns of the column before."""
    columns = _levels(sheet)
    wholes: list[tuple[int, FilledRow]] = []
    earlier: FilledRow | None = None
    before: FilledRow | None = None
    for row in sheet.rows:
        if row.heading:
            wholes, earlier, before = [], None, None
            continue
        if not row.read.which:
            wholes, before = [(0, row)], row
            continue
        while wholes and wholes[-1][0] >= row.read.which:
            wholes.pop()
        likely = _likely(row, wholes[-1][1] if wholes else None, before, earlier)
        if len(likely) == 1:
            yield from _below(_pairs(likely[0], row, columns, rulebook), row, summed, sheet)
            earlier = likely[0]
        else:
            earlier = next((w for w in likely if _fits(_pairs(w, row, columns, rulebook))), None) or earlier
            yield from _echoed(earlier, row, _pairs(earlier, row, columns, rulebook) if earlier else [], summed, sheet)
        wholes.append((row.read.which, row))
        before = row


def _echoed(
    whole: FilledRow | None, part: FilledRow, pairs: list[_Pair], summed: set[tuple[str, str]], sheet: Filled
) -> Iterator[Relation]:
    """A row that may be part of one of several, held against the one that it is no more than: that asserts nothing."""
    for above, claim in pairs if whole is not None and _fits(pairs) else ():
        if (above.claim_id, claim.claim_id) not in summed:
            roles = (Role("whole", above), Role("part", claim))
            yield Relation("part", "table-of-which", roles, part.label, section=sheet.section, echo=True)


def _likely(
    row: FilledRow, above: FilledRow | None, before: FilledRow | None, earlier: FilledRow | None
) -> list[FilledRow]:
    """What may be the whole of a # or 其中 row, the likeliest first.

    The row ``before`` it where # stands below 其中, the nearest of less depth ``above`` it, and the whole of the row
    that went ``earlier``.
    """
    likely = [] if above is None else [above]
    if before is not None and before.read.which == row.read.which and before.read.sharp != row.read.sharp:
        likely.insert(0, before)
    if earlier is None or before is earlier or any(earlier is first for first in likely[:1]):
        return likely
    return [*likely, earlier]


def _levels(sheet: Filled) -> set[int]:
    """The columns whose numbers may be held against each other, row by row.

    Heads that do not stand above their columns (one has none, a rate is in the thousands) tell nothing of what is a
    level: there a column counts when none of its numbers has decimals, as rates mostly have.
    """
    held: dict[int, list[Claim]] = {}
    for row in sheet.rows:
        for j, claim in row.claims.items():
            held.setdefault(j, []).append(claim)
    named = {j for j in held if sheet.heads[j].text}
    shifted = len(named) < len(held) or any(_too_large(c) for claims in held.values() for c in claims)
    found = {j for j in held if not sheet.heads[j].rate}
    return {j for j in found if not shifted or all(_whole_number(c) for c in held[j])}


def _too_large(claim: Claim) -> bool:
    printed = claim.printed.endswith(("%", "％"))
    return claim.kind not in LEVELS and claim.unit == "%" and not printed and abs(claim.value or Decimal(0)) >= _NO_RATE


def _whole_number(claim: Claim) -> bool:
    return claim.kind not in LEVELS or not any(mark in claim.printed for mark in ".．")


def _pairs(whole: FilledRow, part: FilledRow, columns: set[int], rulebook: Rulebook) -> list[_Pair]:
    """The numbers of a row and of the row above it that may be its whole, in each column that holds levels."""
    both = ((whole.claims[j], c) for j, c in part.claims.items() if j in columns and j in whole.claims)
    return [(w, c) for w, c in both if c.kind in LEVELS and _comparable(w, c, rulebook)]


def _comparable(whole: Claim, part: Claim, rulebook: Rulebook) -> bool:
    same = whole.kind == part.kind and whole.unit == part.unit and whole.period == part.period
    signed = any(w in c.indicator for c in (part, whole) for w in rulebook.words["signed_name"])
    return same and not signed and (whole.value or 0) >= 0 and adds_up(part, rulebook) and adds_up(whole, rulebook)


def _fits(pairs: list[_Pair]) -> bool:
    return bool(pairs) and all(_held(whole, part) for whole, part in pairs)


def _held(whole: Claim, part: Claim) -> bool:
    return (part.value or Decimal(0)) <= (whole.value or Decimal(0))


def _below(pairs: list[_Pair], part: FilledRow, summed: set[tuple[str, str]], sheet: Filled) -> Iterator[Relation]:
    """A row and its whole; where most columns say otherwise, or the only one by far, it may be of another whole."""
    broken = [(w, c) for w, c in pairs if not _held(w, c)]
    held = len(pairs) - len(broken)
    far = not held and any((c.value or 0) > (w.value or 0) * _MOST_TIMES for w, c in broken)
    doubted: Severity | None = None if held >= len(broken) or len(pairs) == 1 else "suspicion"
    cap = "info" if far or (len(broken) > 1 and held <= len(broken)) else doubted
    for whole, claim in pairs:
        if (whole.claim_id, claim.claim_id) not in summed:
            roles = (Role("whole", whole), Role("part", claim))
            loud = None if _held(whole, claim) else cap
            yield Relation("part", "table-of-which", roles, part.label, section=sheet.section, severity=loud)
