"""Columns in groups of which the first alone is dated: 2031年余额 | 利息 | 2030年余额 | 利息."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipextract.structure.table import Head

__all__ = ["dated_by_groups"]


def dated_by_groups(heads: Sequence[Head], labels: Sequence[int]) -> tuple[Head, ...]:
    """The heads, each with the date of the first of its group where groups of the same heads differ by that alone."""
    columns = range(max(labels, default=-1) + 1, len(heads))
    firsts = [j for j in columns if heads[j].period]
    width = firsts[1] - firsts[0] if len(firsts) > 1 else 0
    if width < 2 or firsts != list(range(columns.start, len(heads), width)) or len(columns) % width:
        return tuple(heads)
    names = [tuple(head.name for head in heads[j : j + width]) for j in firsts]
    if len(set(names)) > 1 or not all(names[0]) or len({heads[j].period for j in firsts}) < len(firsts):
        return tuple(heads)
    first = {j: heads[columns.start + (j - columns.start) // width * width] for j in columns}
    return tuple(
        replace(head, period=first[j].period, dated=first[j].dated) if j in first else head
        for j, head in enumerate(heads)
    )
