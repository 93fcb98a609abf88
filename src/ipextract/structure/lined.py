"""The numbers that the columns and rows of a table bear, and the formulas that are printed with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from ipextract.rulebook import Rulebook
from ipextract.structure.formulas import Formula, Signs, formulas_in, key_of, numbering, signs_of
from ipextract.structure.grid import Grid
from ipextract.structure.heads import Header
from ipextract.structure.table import Sheet

__all__ = ["with_formulas"]

_FIRST: Final = regex.compile(r"(?P<key>\p{Han}{1,3})、")


def with_formulas(sheet: Sheet, grid: Grid, header: Header, notes: Iterable[str], rulebook: Rulebook) -> Sheet:
    """The sheet with the formulas of its corner, of the row that numbers its columns and of the lines below it."""
    signs = signs_of(rulebook)
    columns, said = _numbered(grid, header, signs)
    corner = (sheet.heads[j].text for j in header.labels)
    formulas = tuple(dict.fromkeys(_of(columns, formulas_in([*said, *corner, *notes], signs))))
    if not formulas:
        return sheet
    return replace(sheet, formulas=formulas, numbered=columns, lined=_lined(sheet, grid, header, signs, rulebook))


def _of(columns: dict[str, int], found: Iterable[Formula]) -> Iterator[Formula]:
    """Formulas with what they are of: bare numbers are those of the columns, where these are numbered."""
    for formula in found:
        axis = formula.axis or ("columns" if columns else None)
        if axis is not None:
            yield replace(formula, axis=axis)


def _numbered(grid: Grid, header: Header, signs: Signs) -> tuple[dict[str, int], list[str]]:
    """The columns by their numbers, and what the row that numbers them prints; the last row of the head may be it."""
    for i in range(max(0, header.rows - 1), min(header.rows + 2, grid.table.rows)):
        texts = {j: text for j in range(grid.table.columns) if j not in header.labels and (text := grid.at(i, j))}
        found = numbering(texts, signs)
        if found:
            return found, list(texts.values())
    return {}, []


def _lined(sheet: Sheet, grid: Grid, header: Header, signs: Signs, rulebook: Rulebook) -> dict[str, int]:
    """The rows by their numbers: those of a column 行次, else 一、 and 二、; of several rows below 三、 their total."""
    column = next((j for j in header.labels if sheet.heads[j].text in rulebook.words["line_header"]), None)
    held: dict[str, list[int]] = {}
    for i in range(len(sheet.rows)):
        at = header.rows + i
        if column is not None:
            key = key_of(grid.at(at, column), signs)
        else:
            first = _FIRST.match(next((text for j in header.fronts if (text := grid.at(at, j))), ""))
            key = "" if first is None else key_of(first["key"], signs)
        if key:
            held.setdefault(key, []).append(i)
    found: dict[str, int] = {}
    for key, rows in held.items():
        totals = [i for i in rows if sheet.rows[i].rank]
        if len(rows) == 1 or totals:
            found[key] = totals[-1] if totals else rows[0]
    return found
