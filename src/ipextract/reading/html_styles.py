"""What the style sheets within a page of HTML hide or strike out: by display, visibility, opacity and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import cssselect
import tinycss2
from lxml import etree

MOST_RULES = 1000
STRUCK = "line-through"
_LINE = "text-decoration-line"
_LINES = (_LINE, "text-decoration")
_FOLLOWED = frozenset(("display", "visibility", "opacity", *_LINES))
_MEDIA = frozenset(("", "all", "screen", "only screen"))
_NONE = frozenset(("none",))
_HIDDEN = frozenset(("hidden", "collapse"))

Weight: TypeAlias = tuple[bool, bool, tuple[int, int, int], int]
"""What outweighs what: important, inline, the specificity of the selector, the place in the sheets."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector as XPath, with the declarations that can hide: property, value, whether it is important."""

    path: str
    specificity: tuple[int, int, int]
    declared: tuple[tuple[str, str, bool], ...]


@dataclass(slots=True)
class _Styled:
    """The declaration that holds for each property of an element, and by what weight."""

    values: dict[str, tuple[Weight, str]] = field(default_factory=dict)

    def declare(self, name: str, value: str, weight: Weight) -> None:
        if name not in self.values or self.values[name][0] <= weight:
            self.values[name] = weight, value

    def value(self, name: str) -> str:
        return self.values[name][1] if name in self.values else ""


class Unread(NamedTuple):
    """The elements that no browser shows, those with a line through their text, and whether there are too many rules.

    Those are more than ``MOST_RULES``, of which no more are followed.
    """

    hidden: frozenset[Any]
    struck: frozenset[Any]
    too_many: bool


def unread_by_sheets(root: Any) -> Unread:
    """What the style sheets hide or strike out.

    Rules for print and for narrow screens are left aside, and so are sheets in files of their own.
    """
    found = (rule for sheet in _sheets(root) for rule in _rules(sheet))
    rules = list(islice(found, MOST_RULES))
    if not any(_conceals(name, value) or value == STRUCK for rule in rules for name, value, _ in rule.declared):
        return Unread(frozenset(), frozenset(), next(found, None) is not None)
    styled: dict[Any, _Styled] = {}
    for order, rule in enumerate(rules):
        for element in root.xpath(rule.path):
            own = styled.setdefault(element, _Styled())
            for name, value, important in rule.declared:
                own.declare(name, value, (important, False, rule.specificity, order))
    for element, own in styled.items():
        for name, value, important in _declared(tinycss2.parse_blocks_contents(element.get("style", ""))):
            own.declare(name, value, (important, True, (0, 0, 0), 0))
    hidden = frozenset(element for element in styled if _is_hidden(element, styled))
    struck = frozenset(element for element, own in styled.items() if own.value(_LINE) == STRUCK)
    return Unread(hidden, struck, next(found, None) is not None)


def _is_hidden(element: Any, styled: dict[Any, _Styled]) -> bool:
    own = styled[element]
    if _conceals("display", own.value("display")) or _conceals("opacity", own.value("opacity")):
        return True
    if not _conceals("visibility", own.value("visibility")):
        return False
    # What is in it may be shown all the same; nobody shows a part of a page that is not displayed.
    return not any(
        each in styled and styled[each].value("visibility") == "visible" for each in element.iterdescendants()
    )


def _conceals(name: str, value: str) -> bool:
    if name == "opacity":
        return value == "0"
    return value in (_NONE if name == "display" else _HIDDEN)


def _sheets(root: Any) -> Iterator[str]:
    for element in root.iterfind(".//style"):
        kind = (element.get("type") or "text/css").strip().lower()
        if kind == "text/css" and (element.get("media") or "").strip().lower() in _MEDIA:
            yield element.text or ""


def _rules(sheet: str) -> Iterator[_Rule]:
    yield from _within(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _within(parsed: Sequence[Any]) -> Iterator[_Rule]:
    for rule in parsed:
        if rule.type == "qualified-rule":
            declared = tuple(_declared(tinycss2.parse_blocks_contents(rule.content)))
            if declared:
                yield from _selected(tinycss2.serialize(rule.prelude), declared)
        elif _for_screens(rule):
            yield from _within(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _for_screens(rule: Any) -> bool:
    media = rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None
    return media and tinycss2.serialize(rule.prelude).strip().lower() in _MEDIA


def _selected(prelude: str, declared: tuple[tuple[str, str, bool], ...]) -> Iterator[_Rule]:
    """A rule for each selector; what is said of states, as :hover, and of ::before and ::after matches nothing."""
    translator = cssselect.HTMLTranslator()
    try:
        for selector in cssselect.parse(prelude):
            if selector.pseudo_element is None:
                path = translator.selector_to_xpath(selector)
                etree.XPath(path)
                yield _Rule(path, selector.specificity(), declared)
    except (cssselect.SelectorError, etree.XPathError, RecursionError):
        return  # a browser drops a rule that it does not understand


def _declared(parsed: Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    for each in parsed:
        if each.type != "declaration" or each.lower_name not in _FOLLOWED:
            continue
        tokens = [token for token in each.value if token.type not in ("whitespace", "comment")]
        if each.lower_name in _LINES:
            lined = any(token.type == "ident" and token.lower_value == STRUCK for token in tokens)
            yield _LINE, STRUCK if lined else "none", each.important
        elif len(tokens) == 1 and tokens[0].type == "ident":
            yield each.lower_name, tokens[0].lower_value, each.important
        elif len(tokens) == 1 and tokens[0].type in ("number", "percentage"):
            yield each.lower_name, f"{tokens[0].value:g}", each.important
