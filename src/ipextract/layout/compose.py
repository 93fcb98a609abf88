"""The order of the steps from lines to a document, and the naming of its blocks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ipextract.layout.assemble import Assembled, Link, Piece, assemble
from ipextract.layout.doubts import doubted
from ipextract.layout.flow import LEADER, Margins, margins, margins_of, paragraphs
from ipextract.layout.furniture import take_off
from ipextract.layout.grid import Grid, column_grid, ruled_grid
from ipextract.layout.halves import halves
from ipextract.layout.notes import after_the_sentence
from ipextract.layout.recognised import as_printed, misread
from ipextract.layout.rows import Row, measure, tabular
from ipextract.layout.spaced import spaced_tables
from ipextract.layout.titles import title_of
from ipextract.layout.turned import shown
from ipextract.model import Block, Document, Issue, Line, PageTable, Source
from ipextract.rulebook.layout import HeadingForm, LayoutRules


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What becomes one block: its rows or grid, and the range of its pieces."""

    rows: tuple[Row, ...]
    grid: Grid | None
    first: int
    stop: int


def compose(source: Source, rules: LayoutRules) -> Document:
    """The document of a source: its text with blocks, tables and origins; all that is printed but named furniture."""
    items, furniture = take_off(source, rules)
    labels = _labels(source)
    items = after_the_sentence(items, rules)
    rows = measure([item for item in items if isinstance(item, Line)], rules)
    edges = margins(rows, rules)
    each = margins_of(rows, {page.number: page.width for page in source.pages}, edges, rules)
    parts, pieces = _parts(items, rows, edges, each, rules)
    made = assemble(pieces, rules.radicals)
    starts: list[int] = made.starts.tolist()
    ends = [
        after - (piece.link in {"block", "row", "cell"}) for after, piece in zip(starts[1:], pieces[1:], strict=True)
    ]
    ends.append(len(made.text))
    tables = {part.first: part.grid.placed(part.first, starts, ends) for part in parts if part.grid is not None}
    names = [each.text for each in source.furniture if each.role == "title"]
    doubts = doubted(made, (*source.issues, *_doubtful(parts, made)))
    return Document(
        name=source.name,
        sha256=source.sha256,
        format=source.format,
        text=made.text,
        pages=made.pages,
        lines=made.lines,
        columns=made.columns,
        boxes=shown(as_printed(made.boxes, made.pages, source.pages), made.pages, source.pages),
        blocks=_blocks(parts, made.text, starts, ends, edges, names, rules),
        tables=tuple(halves(tables.values(), made.text)),
        furniture=(*source.furniture, *furniture),
        joins=made.joins,
        issues=(*doubts, *misread(made)),
        page_count=len(source.pages),
        folds=made.folds,
        labels=labels,
        scores=made.scores,
        readers=source.readers,
    )


def _labels(source: Source) -> tuple[str, ...]:
    """What a reader finds each line by, at the index of its number; empty where pages and lines do."""
    items = [item for page in source.pages for item in page.items]
    lines = [item for item in items if isinstance(item, Line)]
    lines += [line for table in items if isinstance(table, PageTable) for cell in table.cells for line in cell.lines]
    known = {line.number: line.place for line in lines if line.place}
    return tuple(known.get(number, "") for number in range(max(known) + 1)) if known else ()


def _parts(
    items: Sequence[Line | PageTable], rows: Sequence[Row], usual: Margins, edges: Sequence[Margins], rules: LayoutRules
) -> tuple[list[_Part], list[Piece]]:
    walls: dict[int, list[PageTable]] = {}
    count = 0
    for item in items:
        if isinstance(item, Line):
            count += 1
        else:
            walls.setdefault(count, []).append(item)
    tables = tabular(rows, wrapped=usual.wrapped, full=[own.right for own in edges])
    spaced = {found.first: found for found in spaced_tables(rows, tables, walls.keys(), rules)}
    for number, found in enumerate(spaced.values(), max(tables, default=0) + 1):
        tables[found.first : found.stop] = [number] * (found.stop - found.first)
    parts: list[_Part] = []
    pieces: list[Piece] = []

    def add(made: Sequence[Piece], own: tuple[Row, ...], grid: Grid | None) -> None:
        parts.append(_Part(own, grid, len(pieces), len(pieces) + len(made)))
        pieces.extend(made)

    for group in paragraphs(rows, tables, walls.keys(), edges, rules):
        for table in walls.get(group[0], ()):
            grid = ruled_grid(table)
            add(grid.pieces, (), grid)
        own = tuple(rows[i] for i in group)
        if tables[group[0]]:
            grid = spaced[group[0]].grid if group[0] in spaced else column_grid(own)
            add(grid.pieces, own, grid)
        else:
            links: list[Link] = ["block", *["join"] * (len(own) - 1)]  # type: ignore[list-item]
            add([Piece(row.line, link) for row, link in zip(own, links, strict=True)], own, None)
    for table in walls.get(len(rows), ()):
        grid = ruled_grid(table)
        add(grid.pieces, (), grid)
    return parts, pieces


def _blocks(
    parts: Sequence[_Part],
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    edges: Margins,
    names: Sequence[str],
    rules: LayoutRules,
) -> tuple[Block, ...]:
    spans = [(starts[part.first], ends[part.stop - 1]) for part in parts]
    firsts = [part.rows[0] if part.rows and part.grid is None else None for part in parts]
    title = title_of(firsts, spans, text, edges, names, rules)
    headed: dict[int, int] = {}
    marked = _marked_ranks(parts)
    for k, (part, (start, end)) in enumerate(zip(parts, spans, strict=True)):
        row = part.rows[0] if part.rows and part.grid is None else None
        if row is None or k == title or not _may_head(text[start:end], rules):
            continue
        if row.line.level:
            headed[k] = _rank(row.line.level)
        elif row.form is not None and _is_heading(text[start:end], row.form, rules):
            headed[k] = marked.get(row.form.rank, row.form.rank)
    ranks = sorted(set(headed.values()))
    blocks: list[Block] = []
    above: list[tuple[int, str]] = []
    for k, (part, (start, end)) in enumerate(zip(parts, spans, strict=True)):
        if k in headed:
            level = ranks.index(headed[k]) + 1
            while above and above[-1][0] >= level:
                above.pop()
            blocks.append(Block("heading", start, end, level, tuple(name for _, name in above)))
            above.append((level, text[start:end]))
            continue
        kind = "title" if k == title else ("paragraph" if part.grid is None else "table")
        blocks.append(Block(kind, start, end, 0, tuple(name for _, name in above)))  # type: ignore[arg-type]
    return tuple(blocks)


def _rank(level: int) -> int:
    """The rank of a heading that the format marks as one: further out than every form that is told by its words."""
    return level - 10


def _marked_ranks(parts: Sequence[_Part]) -> dict[int, int]:
    """The forms that marked headings have, with the rank of the mark: who marks one chapter may forget the next."""
    found: dict[int, int] = {}
    for part in parts:
        row = part.rows[0] if part.rows and part.grid is None else None
        if row is not None and row.form is not None and row.line.level:
            found.setdefault(row.form.rank, _rank(row.line.level))
    return found


def _may_head(text: str, rules: LayoutRules) -> bool:
    return len(text) <= rules.longest_heading and not any(character in rules.sentence_stop for character in text)


def _is_heading(text: str, form: HeadingForm, rules: LayoutRules) -> bool:
    if not form.strict:
        return True
    match = form.pattern.match(text)
    rest = text[match.end() :] if match else text
    return bool(rest) and not any(c.isdigit() or c in rules.clause_end for c in rest)


def _doubtful(parts: Sequence[_Part], made: Assembled) -> list[Issue]:
    """Digits that end one paragraph and begin the next: perhaps one number, which nobody should trust."""
    found: list[Issue] = []
    for before, part in itertools.pairwise(parts):
        if before.grid is not None or part.grid is not None:
            continue
        last, first = before.rows[-1], part.rows[0]
        if first.line.place:
            continue  # the format says where paragraphs end
        prose = any(character.isalpha() for character in last.text) and not LEADER.search(last.text)
        if prose and last.text[-1:].isdigit() and first.text[:1].isdigit() and first.form is None:
            place = f"page {last.line.page} line {last.line.number}"
            message = f"the number at the end of {place} may go on in the next line; they were not joined"
            start = int(made.starts[part.first])
            end = len(made.text[:start].rstrip())  # both halves are in doubt
            found.append(Issue("IPX803", message, first.line.page, end - 1, start + 1))
    return found
