"""Markdown → HTML, as CommonMark with tables has it, and then the same road."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from ipextract.reading.html import LINE, markup_reading
from ipextract.reading.limits import Limits
from ipextract.reading.markup_text import decoded
from ipextract.reading.wire import Reading, Refusal

_DEEP = 1000
#: A figure of a table, or what stands where there is none.
_FIGURE = re.compile(
    r"[-+−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[%％‰]?|[（(]\d[\d.,，]*[%％]?[）)]|[-—–－/…]{1,3}"
)
_CLAUSE = re.compile(r"[。！？；!?;]|，(?!\d{3})")
_STOP = re.compile(r"[。！？；!?;]")
_LONGEST_CAPTION = 24
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_EMPHASIS = frozenset(("em_open", "em_close", "strong_open", "strong_close"))


def markdown_reading(data: bytes, limits: Limits) -> Reading:
    """The reading of a Markdown file; raises Refusal with the outcomes of UnreadableDocument."""
    text, lost = decoded(data)
    if len(text) > limits.chars:
        raise Refusal("limit", f"it has more than {limits.chars} characters")
    # Indented lines are paragraphs, since reports hold no programs; what looks like the target of a link stays text.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEP})
    parser.enable(["table", "strikethrough"]).disable(["code", "reference"]).use(front_matter_plugin)
    parser.core.ruler.after("block", "long_rows", _keep_long_rows)
    parser.core.ruler.after("long_rows", "set_rows", _keep_set_rows)
    tokens = parser.parse(text.removeprefix("\ufeff"))
    number = ""
    for token in tokens:
        if token.map is not None and token.nesting >= 0:
            token.attrSet(LINE, str(token.map[0] + 1))
        if token.type == "list_item_open" and token.info:
            token.attrSet("style", "list-style: none")
            number = f"{token.info}{token.markup} "
        elif token.type == "list_item_open" or token.nesting < 0:
            number = ""
        elif token.type == "inline" and token.children:
            token.children = [*_typed(number), *_whole_numbers(token.children)]
            number = ""
    html = str(parser.renderer.render(tokens, parser.options, {}))
    counts = Counter({"lost": lost}) if lost else Counter()
    fronts = [("header", token.content) for token in tokens if token.type == "front_matter"]
    return markup_reading(html, counts, limits, fronts)


def _typed(number: str) -> list[Token]:
    """The number of a list item, which in Markdown is text that somebody typed."""
    return [Token("text", "", 0, content=number)] if number else []


def _whole_numbers(children: Sequence[Token]) -> list[Token]:
    """Inline tokens without emphasis between digits: 5*3*2 is a product, not 532 with a slanted 3."""
    found: list[Token] = []
    for before, token, after in zip([None, *children], children, [*children[1:], None], strict=False):
        left, right = before.content[-1:] if before else "", after.content[:1] if after else ""
        cuts = token.type in _EMPHASIS and left.isdigit() and right.isdigit()
        found.append(Token("text", "", 0, content=token.markup) if cuts else token)
    return found


# --- rows that are longer than the head of their table ----------------------------------------------------------------


def _keep_long_rows(state: StateCore) -> None:
    """The cells of a table's rows beyond those of its head, which the rules of Markdown leave out.

    Where the first row below the head says the same again below each of its cells (2030 | 2031 | 2030 | 2031), each of
    them heads as many columns.
    """
    lines = state.src.split("\n")
    kept: list[Token] = []
    table: list[Token] = []
    for token in state.tokens:
        (table if table or token.type == "table_open" else kept).append(token)
        if token.type == "table_close":
            kept += _whole_table(table, lines)
            table = []
    state.tokens = [*kept, *table]


def _whole_table(table: Sequence[Token], lines: Sequence[str]) -> list[Token]:
    """The tokens of a table with those of the cells that were left out."""
    heads = [token for token in table if token.type == "th_open"]
    rows = [_cells(lines[token.map[0]]) for token in table if token.type == "tr_open" and token.map is not None]
    if max(map(len, rows), default=0) <= len(heads):
        return list(table)
    across = _across(rows)
    for token in heads[1:] if across > 1 else ():
        token.attrSet("colspan", str(across))
    found: list[Token] = []
    row = -1
    for token in table:
        row += token.type == "tr_open"
        if token.type == "tr_close" and row:
            for text in rows[row][len(heads) :]:
                inline = Token("inline", "", 0, content=text, map=token.map, level=token.level + 2, block=True)
                inline.children = []
                found += [Token("td_open", "td", 1), inline, Token("td_close", "td", -1)]
        found.append(token)
    return found


def _cells(line: str) -> list[str]:
    """The cells of a line of a table, whatever quotes it or sets it in."""
    cells = escapedSplit(line.strip(" \t>"))
    cells = cells[1:] if cells[:1] == [""] else cells
    return [cell.strip() for cell in (cells[:-1] if cells[-1:] == [""] else cells)]


def _across(rows: Sequence[Sequence[str]]) -> int:
    """How many columns each cell of the head but the first is above; 1 where nothing says so."""
    head, *body = rows
    said = list(body[0][1:]) if body else []
    several = len(head) - 1
    wide, rest = divmod(len(said), several) if several else (0, 1)
    same = not rest and wide > 1 and all(text and text == said[k % wide] for k, text in enumerate(said))
    return wide if same else 1


# --- rows without bars ------------------------------------------------------------------------------------------------


def _keep_set_rows(state: StateCore) -> None:
    """The lines of a paragraph that are rows of figures, with those of their head, each as it is set.

    Markdown takes the lines of a paragraph for one text; a table whose cells stand between tabs or blanks has no bars
    that say otherwise.
    """
    lines = state.src.split("\n")
    kept: list[Token] = []
    for token in state.tokens:
        kept.append(token)
        opened, inline = (kept[-3], kept[-2]) if token.type == "paragraph_close" else (token, token)
        if inline.type != "inline" or opened.map is None:
            continue
        first, stop = opened.map
        rows = _set_rows([line.strip(" >") for line in lines[first:stop]])
        if rows and len(inline.content.split("\n")) == stop - first:
            kept[-3:] = _as_set(opened, inline, token, lines[first:stop], rows)
    state.tokens = kept


def _set_rows(lines: Sequence[str]) -> range:
    """Which lines are rows: from the head above two or more that end in figures, up to the last of those."""
    counted = [_figures(line) for line in lines]
    full = [k for k, (one, other) in enumerate(pairwise(counted)) if one and one == other]
    if not full:
        return range(0)
    first = full[0]
    while first and not (_STOP if len(lines[first - 1]) <= _LONGEST_CAPTION else _CLAUSE).search(lines[first - 1]):
        first -= 1
    last = max(k for k, count in enumerate(counted) if count and k <= full[-1] + 1)
    while last + 1 < len(lines) and counted[last + 1]:
        last += 1
    return range(first, last + 1)


def _figures(line: str) -> int:
    """How many figures end a line that has a word before them and is no sentence; of ['渔船', '12'], its items."""
    if line[:1] == "[" and line[-1:] == "]":
        return len(_QUOTED.findall(line))
    words = line.replace("*", " ").split()
    figures = len(list(takewhile(_FIGURE.fullmatch, reversed(words))))
    return figures if figures < len(words) and not _CLAUSE.search(line) else 0


def _as_set(opened: Token, inline: Token, closed: Token, lines: Sequence[str], rows: range) -> list[Token]:
    """The tokens of a paragraph in which some lines stand for themselves."""
    found: list[Token] = []
    said = inline.content.split("\n")
    number = (opened.map or [0])[0]
    parts = [range(rows.start), *(range(k, k + 1) for k in rows), range(rows.stop, len(lines))]
    for part in (part for part in parts if part):
        tag = "pre" if part.start in rows else "p"
        place = [number + part.start, number + part.stop]
        text = lines[part.start].strip("\r") if part.start in rows else "\n".join(said[part.start : part.stop])
        begin = Token("paragraph_open", tag, 1, map=place, level=opened.level, block=True)
        inner = Token("inline", "", 0, content=text, map=place, level=inline.level, block=True, children=[])
        found += [begin, inner, Token("paragraph_close", tag, -1, level=closed.level, block=True)]
    return found
