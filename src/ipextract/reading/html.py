"""HTML → paragraphs and tables of the main text; scripts, menus and what is hidden stay out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ipextract.reading.html_styles import STRUCK, Unread, unread_by_sheets
from ipextract.reading.html_tables import Rows
from ipextract.reading.limits import Limits
from ipextract.reading.markup_text import decoded
from ipextract.reading.passages import Block, Paragraph, inferior, superior, whole
from ipextract.reading.wire import Reading, Refusal

LINE = "data-ipextract-line"
"""The attribute by which a text that became HTML says on which of its lines a block begins."""

_HEADS = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "title", "audio", "video", "map", "area", "rt", "rp",
    "select", "option", "textarea", "button", "input", "datalist", "dialog",
))  # fmt: skip
_UNREAD = {
    "iframe": "embedded", "frame": "embedded", "object": "embedded", "embed": "embedded",
    "svg": "chart", "canvas": "chart", "math": "formula", "img": "picture",
}  # fmt: skip
#: How pages tell the title of an article from that of the site it stands on.
_ARTICLE = frozenset(("articletitle", "og:title"))
_STRUCK = frozenset(("del", "s", "strike"))
_MENUS = frozenset(("nav", "menu", "aside"))
_MENU_ROLES = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "search": "navigation",
    "complementary": "navigation", "banner": "header", "contentinfo": "footer",
}  # fmt: skip
_INNER = frozenset(("main", "article", "section", "td", "th", "figure", "blockquote"))
_BLOCKS = frozenset((
    "html", "body", "div", "p", "section", "article", "main", "header", "footer", "address", "blockquote", "center",
    "pre", "ul", "ol", "li", "dl", "dt", "dd", "hr", "figure", "figcaption", "fieldset", "legend", "form", "details",
    "nav", "menu", "aside", "summary", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hgroup",
    "listing", "xmp", "dir",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*(?:0+(?:\.0+)?|\.0+)\s*(?:!|;|$))",
    re.IGNORECASE,
)
_SIZELESS = re.compile(r"(?:^|;)\s*font-size\s*:\s*(?:0+(?:\.0+)?|\.0+)\s*(?:[a-z%]+\s*)?(?:!|;|$)", re.IGNORECASE)
_LINED = re.compile(rf"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\b{STRUCK}\b", re.IGNORECASE)
_STANDS_ALONE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_UNCOUNTED = re.compile(r"list-style(?:-type)?\s*:\s*(?:none|disc|circle|square)", re.IGNORECASE)
_ENDS = re.compile(r"</(?:html|body)\s{0,40}>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORDS = "[not(parent::script or parent::style or parent::noscript)]"
_MOST_OF_IT = 0.5


def html_reading(data: bytes, limits: Limits) -> Reading:
    """The reading of a web page; raises Refusal with the outcomes of UnreadableDocument."""
    text, lost = decoded(data)
    counts = Counter({"lost": lost}) if lost else Counter()
    head, tail = text[:4096].lower(), text[-4096:].lower()
    if "<html" in head and "</html" not in tail and "</body" not in tail:
        counts["open-ended"] = 1
    return markup_reading(text, counts, limits)


def markup_reading(text: str, counts: Counter[str], limits: Limits, aside: Sequence[tuple[str, str]] = ()) -> Reading:
    """The reading of HTML in memory; ``counts`` and ``aside`` are what was left out before it."""
    root = _parsed(text)
    if root is None:
        raise Refusal("empty", "it holds no text")
    aside = [*_names(root), *aside, *_set_aside(root, counts)]
    main = _main(root)
    above = _title_above(main)
    walk = _Walk(counts, sole_title=above is not None or _sole_title(main))
    for part in (above, main):
        if part is not None:
            walk.through(part)
    if main is not root:
        aside += _outside(main, above)
    return whole(walk.blocks, dict.fromkeys(aside), counts, limits)


def _names(root: Any) -> list[tuple[str, str]]:
    """What the head of the page says its title is: that of the article, where it tells it from that of the site."""
    found = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if (meta.get("name") or meta.get("property") or "").strip().lower() in _ARTICLE
    ]
    found += ["".join(title.itertext()) for title in root.iterfind("head/title")]
    return [("title", name) for name in dict.fromkeys(_joined([each]) for each in found) if name]


def _parsed(text: str) -> Any:
    # A browser shows what stands behind the end of the page in its body; this parser would leave it out.
    text = _ENDS.sub("", text)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if not text.strip():
            return None
        raise Refusal("damaged", f"it cannot be parsed ({error.msg})") from error
    for entry in parser.error_log:
        # What a browser forgives is no fatal error; what stops the parser before the end is.
        if entry.level == etree.ErrorLevels.FATAL and entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Refusal("limit", f"it cannot be parsed to its end ({entry.message})")
    _open_body(root)
    return root


def _open_body(root: Any) -> None:
    """Move out of the head what belongs into the body: where no tag opens it, the first other element does."""
    head = None if root is None else root.find("head")
    strays = [] if head is None else [each for each in head if each.tag not in _HEADS]
    if strays:
        body = root.find("body")
        if body is None:
            body = etree.SubElement(root, "body")
        for place, stray in enumerate(strays):
            body.insert(place, stray)


def _hides(element: Any) -> bool:
    if "hidden" in element.attrib or element.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = element.get("style")
    if style is None or not _SIZELESS.search(style):
        return style is not None and _HIDDEN.search(style) is not None
    # Frames are set in no size to lose the gaps between what is in them, which has a size of its own.
    return not any("font-size" in each.get("style", "") for each in element.iterdescendants())


def _set_aside(root: Any, counts: Counter[str]) -> list[tuple[str, str]]:
    """Take out what is hidden, no text, or furniture; the furniture as role and text."""
    furniture: list[tuple[str, str]] = []
    gone: list[tuple[Any, str]] = []
    titles = sum(1 for _ in root.iter("h1"))
    unread = unread_by_sheets(root)
    counts["styles"] += unread.too_many
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        why = _reason(element, titles) or _styled_away(element, unread)
        if why:
            gone.append((element, why))
            walk.skip_subtree()
    for element, why in gone:
        said = _said(element)
        if why in ("header", "footer", "navigation"):
            furniture.append((why, said))
        elif why in ("hidden", "struck"):
            counts[why] += bool(said)
        elif why != "silent":
            counts[why] += 1
        _empty(element, why)
    return furniture


def _styled_away(element: Any, unread: Unread) -> str:
    """Hidden or struck, as the style sheets say."""
    if element in unread.hidden:
        return "hidden"
    return "struck" if element in unread.struck else ""


def _reason(element: Any, titles: int) -> str:
    """Why an element is not read: silent, hidden, struck, a kind of what cannot be read, or a role of furniture."""
    name = element.tag
    if name in _SILENT:
        return "silent"
    if name in ("html", "body"):
        return ""
    if _hides(element):
        return "hidden"
    if name in _STRUCK or _LINED.search(element.get("style") or ""):
        return "struck"
    if name in _UNREAD:
        return _UNREAD[name]
    role = element.get("role", "").strip().lower()
    if role.startswith("doc-"):
        return "navigation" if role == "doc-toc" else ""
    if name in _MENUS or role in _MENU_ROLES:
        return _MENU_ROLES.get(role, "navigation")
    if name in ("header", "footer") and not any(above.tag in _INNER for above in element.iterancestors()):
        heads = name == "header" and titles == 1 and next(element.iter("h1"), None) is not None
        return "" if heads else name
    return ""


def _empty(element: Any, why: str) -> None:
    """Leave nothing of an element but the place where it stood: a block still parts paragraphs, a picture words."""
    alone = _stands_alone(element)
    element.clear(keep_tail=True)
    element.tag = "hr" if alone else "span"
    if why in _UNREAD.values():
        element.text = " "


def _said(element: Any) -> str:
    return _joined(element.xpath(f"descendant::text(){_WORDS}"))


def _joined(words: Sequence[str]) -> str:
    return _SPACE.sub(" ", " ".join(words)).strip()


def _main(root: Any) -> Any:
    """The one main element or article that holds most of the text, else the whole."""
    everything = len(_said(root))
    for path in ("//main|//*[@role='main']", "//article"):
        found = root.xpath(path)
        if len(found) == 1 and len(_said(found[0])) >= _MOST_OF_IT * everything:
            return found[0]
    return root


def _outside(main: Any, title: Any) -> list[tuple[str, str]]:
    """What stands before and behind the main text, but for its title."""
    if title is not None:
        _empty(title, "silent")
    return [("navigation", _joined(main.xpath(f"{axis}::text(){_WORDS}"))) for axis in ("preceding", "following")]


def _sole_title(main: Any) -> bool:
    return sum(1 for _ in main.iter("h1")) == 1


def _title_above(main: Any) -> Any:
    """The only first heading of a page, where it stands before the main text and not in it."""
    above = main.xpath("preceding::h1")
    return above[0] if len(above) == 1 and next(main.iter("h1"), None) is None else None


@dataclass(slots=True)
class _Walk:
    """One pass over the elements, without recursion; ``blocks`` are what it found."""

    counts: Counter[str]
    sole_title: bool
    blocks: list[Block] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _tables: list[Rows] = field(default_factory=list)
    _levels: list[int] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _kept: int = 0
    _raised: int = 0
    _lowered: int = 0

    def through(self, main: Any) -> None:
        """Collect the blocks of an element and all in it."""
        for event, element in etree.iterwalk(main, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._enter(element)
                self._say(element.text)
            else:
                self._leave(element)
                self._say(element.tail if element is not main else None)
        self._flush()

    def _enter(self, element: Any) -> None:
        name = element.tag
        if _stands_alone(element):
            self._flush()
        self._place(element, 1)
        if name == "br":
            self._text.append("\n")
        elif name == "pre":
            self._kept += 1
        elif name == "sup":
            self._raised += 1
        elif name == "sub":
            self._lowered += 1
        elif name in _HEADINGS:
            level = _HEADINGS[name]
            self._levels.append(0 if level == 1 and self.sole_title else level)
        elif name == "table":
            self._tables.append(Rows())
        elif name == "li" and _is_counted(element):
            self.counts["numbered"] += 1
        elif self._tables:
            self._tables[-1].enter(element, self.blocks)
            if name in ("td", "th"):
                self.blocks = []

    def _leave(self, element: Any) -> None:
        name = element.tag
        if _stands_alone(element):
            self._flush()
        if name == "pre":
            self._kept -= 1
        elif name == "sup":
            self._raised -= 1
        elif name == "sub":
            self._lowered -= 1
        elif name in _HEADINGS:
            self._levels.pop()
        elif name == "table":
            self.blocks.append(self._tables.pop().sheet())
        elif name in ("td", "th") and self._tables:
            self.blocks = self._tables[-1].leave(self.blocks)
        self._place(element, -1)

    def _place(self, element: Any, step: int) -> None:
        line = element.get(LINE)
        if line and step > 0:
            self._lines.append(line)
        elif line:
            self._lines.pop()

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if not self._kept:
            text = _SPACE.sub(" ", text)
        if self._raised:
            text = superior(text)
        elif self._lowered:
            text = inferior(text)
        self._text.append(text)

    def _flush(self) -> None:
        lines = tuple("".join(self._text).split("\n"))
        self._text.clear()
        if any(line.strip(" \u200b") for line in lines):
            self.blocks.append(
                Paragraph(lines, self._levels[-1] if self._levels else None, self._lines[-1] if self._lines else "")
            )


def _stands_alone(element: Any) -> bool:
    style = element.get("style")
    name = element.tag
    return name in _BLOCKS or name in _HEADINGS or (style is not None and _STANDS_ALONE.search(style) is not None)


def _is_counted(item: Any) -> bool:
    above = item.getparent()
    if above is None or above.tag != "ol":
        return False
    return not any(_UNCOUNTED.search(each.get("style", "")) for each in (item, above))
