"""What Word says of a paragraph or run by its style: heading level, hidden or struck out, numbered, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_WORD = tuple(uri for uri, prefix in _PREFIXES.items() if prefix == "w")
_OFF = frozenset(("0", "false", "off", "none"))
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc(?: [1-9]| heading)|table of figures", re.IGNORECASE)
_BULLETS = frozenset(("bullet", "none"))
_DEEPEST = 8


def tag(element: Any) -> str:
    """The name of an element with the usual prefix, as in ``w:p``; empty for what is not of Word."""
    uri, _, local = element.tag[1:].partition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else ""


def attribute(element: Any, name: str) -> str | None:
    """The attribute ``name`` of Word's own namespace."""
    for uri in _WORD:
        value: str | None = element.get(f"{{{uri}}}{name}")
        if value is not None:
            return value
    return None


def child(element: Any, name: str) -> Any:
    """The first child with the name, as in ``w:pPr``, or ``None``."""
    return next((each for each in element if tag(each) == name), None) if element is not None else None


def switch(properties: Any, *names: str) -> bool | None:
    """Whether one of the switches among the properties is on, ``None`` where none is set."""
    found = [each for each in (properties if properties is not None else ()) if tag(each) in names]
    return any((attribute(each, "val") or "1").lower() not in _OFF for each in found) if found else None


def value(properties: Any, name: str) -> str:
    """The value of a property, empty where it is not set."""
    found = child(properties, name)
    return "" if found is None else attribute(found, "val") or ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it is based on worked in; ``None`` where it says nothing.

    ``level`` is 0 for a title and 1 to 9 for headings, ``numbering`` the id of a list and the level in it.
    """

    level: int | None = None
    contents: bool = False
    hidden: bool | None = None
    struck: bool | None = None
    raised: str = ""
    numbering: tuple[str, int] = ("", 0)


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids, and which lists print numbers."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: Style = field(default_factory=Style)
    counted: dict[str, dict[int, bool]] = field(default_factory=dict)

    def of(self, properties: Any, name: str) -> Style:
        """The style that paragraph or run properties name by ``w:pStyle`` or ``w:rStyle``."""
        named = value(properties, name)
        return self.styles.get(named, Style()) if named else (self.default if name == "w:pStyle" else Style())

    def level(self, properties: Any, style: Style) -> int | None:
        """The heading level of a paragraph: its own outline level, else that of its style."""
        own = value(properties, "w:outlineLvl")
        if own.isdecimal():
            return int(own) + 1 if int(own) <= _DEEPEST else None
        return style.level

    def numbered(self, properties: Any, style: Style) -> bool:
        """Whether Word puts a number before the paragraph; a bullet is none."""
        number, depth = _numbering(child(properties, "w:numPr"), style.numbering)
        return number not in ("", "0") and self.counted.get(number, {}).get(depth, True)


def styles_of(root: Any, numbering: Any) -> Styles:
    """The styles of styles.xml and the lists of numbering.xml; either may be ``None``."""
    made = Styles(counted=_counted(numbering))
    elements = [each for each in root if tag(each) == "w:style"] if root is not None else []
    by_id = {attribute(each, "styleId") or "": each for each in elements}
    for name, element in by_id.items():
        made.styles[name] = _resolved(list(_ancestry(element, by_id)))
        kind, default = attribute(element, "type"), attribute(element, "default")
        if kind == "paragraph" and (default or "0") not in _OFF:
            made.default = made.styles[name]
    return made


def _ancestry(element: Any, by_id: dict[str, Any]) -> Iterator[Any]:
    """A style and what it is based on, itself first; a circle ends where it closes."""
    seen: set[int] = set()
    while element is not None and id(element) not in seen:
        seen.add(id(element))
        yield element
        element = by_id.get(value(element, "w:basedOn"))


def _resolved(line: list[Any]) -> Style:
    found = Style()
    for element in reversed(line):
        paragraph, run = child(element, "w:pPr"), child(element, "w:rPr")
        name = value(element, "w:name").strip()
        heading = _HEADING.fullmatch(name)
        outline = value(paragraph, "w:outlineLvl")
        level = found.level
        if outline.isdecimal():
            level = int(outline) + 1 if int(outline) <= _DEEPEST else None
        elif heading:
            level = int(heading[1])
        elif name.lower() == "title":
            level = 0
        hidden, struck = switch(run, "w:vanish"), switch(run, "w:strike", "w:dstrike")
        found = Style(
            level=level,
            contents=found.contents or _CONTENTS.fullmatch(name) is not None,
            hidden=found.hidden if hidden is None else hidden,
            struck=found.struck if struck is None else struck,
            raised=value(run, "w:vertAlign") or found.raised,
            numbering=_numbering(child(paragraph, "w:numPr"), found.numbering),
        )
    return found


def _numbering(properties: Any, inherited: tuple[str, int]) -> tuple[str, int]:
    if properties is None:
        return inherited
    number, depth = value(properties, "w:numId") or inherited[0], value(properties, "w:ilvl")
    return number, int(depth) if depth.isdecimal() else inherited[1]


def _counted(root: Any) -> dict[str, dict[int, bool]]:
    """For each list and level whether it prints numbers."""
    abstract: dict[str, dict[int, bool]] = {}
    lists: dict[str, dict[int, bool]] = {}
    for element in root if root is not None else ():
        levels = {
            int(attribute(each, "ilvl") or 0): value(each, "w:numFmt") not in _BULLETS
            for each in element
            if tag(each) == "w:lvl" and (attribute(each, "ilvl") or "0").isdecimal()
        }
        if tag(element) == "w:abstractNum":
            abstract[attribute(element, "abstractNumId") or ""] = levels
        elif tag(element) == "w:num":
            lists[attribute(element, "numId") or ""] = abstract.get(value(element, "w:abstractNumId"), {})
    return lists
