"""Markdown → HTML, as CommonMark with tables has it, and then the same road."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from ipextract.reading.html import LINE, markup_reading
from ipextract.reading.limits import Limits
from ipextract.reading.markup_text import decoded
from ipextract.reading.wire import Reading, Refusal

_DEEP = 1000
_EMPHASIS = frozenset(("em_open", "em_close", "strong_open", "strong_close"))


def markdown_reading(data: bytes, limits: Limits) -> Reading:
    """The reading of a Markdown file; raises Refusal with the outcomes of UnreadableDocument."""
    text, lost = decoded(data)
    if len(text) > limits.chars:
        raise Refusal("limit", f"it has more than {limits.chars} characters")
    # Indented lines are paragraphs, since reports hold no programs; what looks like the target of a link stays text.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEP})
    parser.enable(["table", "strikethrough"]).disable(["code", "reference"]).use(front_matter_plugin)
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
