"""Where and of whom: the small state that carries scope and period through paragraph, sentence and clause.

A paragraph starts with the document's own area and year. A clause that opens with a body (法院, 部门 …) makes that
body the scope until the paragraph ends; an area word gives the scope back to the area; a founded body or a staged event
takes over for the rest of its sentence. A date at the head of a clause sets the period until the sentence ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from ipextract.claims.metadata import Metadata
from ipextract.claims.period import period_of
from ipextract.model import Document, Mention, Word
from ipextract.rulebook import Rulebook

_SENTENCE = regex.compile(r"[^。！？\n]*[。！？\n]?[”’」）]?")
_CLAUSE = regex.compile(
    r"(?:[^，；：,;。！？\n（）()]|[（(](?:[^（()）\d，；。]{1,6}|[A-Za-z][A-Za-z0-9.&+/\-]{0,9})[）)])+"
)
_QUOTED = regex.compile(r"《[^《》]*》|“[^“”]*”")
_NUMBERING = regex.compile(r"^[（(]?[\p{N}]+[）)、.．\s]*")
_LONGEST_BODY = 34
_LONGEST_HEADING = 10


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, what it is about, and where its own words begin after subject and time.

    ``own_start`` is the offset behind the subject; ``sentence`` and ``paragraph`` number the units it stands in.
    """

    start: int
    end: int
    own_start: int
    scope: str
    period: str
    sentence: int
    sentence_start: int
    paragraph: int
    section: tuple[str, ...]


@dataclass(slots=True)
class _State:
    """What the next clause inherits: body holds for the paragraph, event and period for the sentence."""

    area: str
    year: str
    body: str = ""
    event: str = ""
    period: str = ""

    def scope(self) -> str:
        return self.event or self.body or self.area


class _Reader:
    """The words and numbers of one document with the lists that scope needs."""

    __slots__ = ("area", "ends", "mentions", "rulebook", "starts", "text", "words", "year")

    def __init__(
        self,
        text: str,
        words: tuple[Word, ...],
        mentions: tuple[Mention, ...],
        rulebook: Rulebook,
        area: str,
        year: str,
    ) -> None:
        self.text = text
        self.words = words
        self.starts = [w.start for w in words]
        self.mentions = mentions
        self.ends = [m.start for m in mentions]
        self.rulebook = rulebook
        self.area = area
        self.year = year

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def dates(self, start: int, end: int) -> tuple[Mention, ...]:
        low, high = bisect_left(self.ends, start), bisect_left(self.ends, end)
        return tuple(m for m in self.mentions[low:high] if m.dimension == "date")


def clauses(
    document: Document,
    words: tuple[Word, ...],
    mentions: tuple[Mention, ...],
    rulebook: Rulebook,
    meta: Metadata,
) -> tuple[Clause, ...]:
    """Every clause of the document's paragraphs, titles and headings, in text order."""
    reader = _Reader(document.text, words, mentions, rulebook, meta.area, meta.year)
    found: list[Clause] = []
    sentence = 0
    for paragraph, block in enumerate(document.blocks):
        if block.kind == "table":
            continue
        about = _heading_body(block.section, rulebook) or meta.subject or meta.area
        state = _State(about, meta.year, period=meta.year)
        for start, end in _spans(_SENTENCE, document.text, block.start, block.end):
            sentence += 1
            if not document.text.startswith(rulebook.words["of_which"], start):  # 其中 goes on with the sentence before
                state.event, state.period = "", meta.year
            for low, high in _spans(_CLAUSE, document.text, start, end):
                own = _advance(reader, state, low, high, opens=low == start or state.scope() == state.area)
                found.append(
                    Clause(low, high, own, state.scope(), state.period, sentence, start, paragraph, block.section)
                )
                _look_ahead(reader, state, low, high)
    return tuple(found)


def _heading_body(section: tuple[str, ...], rulebook: Rulebook) -> str:
    """The body that the nearest heading names alone (（一）公安机关): its paragraphs are about that body."""
    name = _NUMBERING.sub("", section[-1]) if section else ""
    lists = rulebook.words
    named = name.endswith(lists["body"]) and not name.endswith(lists["not_body"])
    return name if named and len(name) <= _LONGEST_HEADING and not name.startswith(lists["heading_verb"]) else ""


def _spans(pattern: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()


def _advance(reader: _Reader, state: _State, start: int, end: int, *, opens: bool) -> int:
    """Reads time, area and body at the head of a clause into the state; returns where the clause's own words begin."""
    lists = reader.rulebook.words
    at = _skip_time(reader, state, start, end)
    if reader.text[start - 1 : start] in ("（", "）", "(", ")"):
        return at  # inside or behind brackets a name goes on; nothing new opens
    if reader.text.startswith(lists["partner"], start, end):
        return at  # 会同香港海关: a partner or a setting, not the subject
    for word in (*lists["area_word"], *lists["region"], reader.area):
        if word and reader.text.startswith(word, at, end):
            body = _body_end(reader, at, end)
            if body > at:
                break
            state.event = ""
            if word in lists["area_word"] or word == reader.area:
                state.body = ""
            else:
                state.event = word
            return _skip_time(reader, state, at + len(word), end)
    body = _body_end(reader, at, end)
    if body > at:
        name = reader.text[at:body]
        if opens:
            state.body, state.event = name, ""
        else:
            state.event = name  # one among others that a sentence compares; the next sentence is not about it
        return _skip_time(reader, state, body, end)
    place = _place_end(reader, at, end)
    if place > at:
        state.event = _own_area(reader, reader.text[at:place])
        return _skip_time(reader, state, place, end)
    return at


def _skip_time(reader: _Reader, state: _State, start: int, end: int) -> int:
    """Steps over connectives and dates at ``start``; a date with a period of its own sets the state's period."""
    connectives = reader.rulebook.words["connective"]
    at = start
    while at < end:
        date = next((m for m in reader.dates(at, at + 1) if m.start == at), None)
        if date is not None:
            period = period_of(date, reader.rulebook, reader.year)
            if period:
                state.period = period
            at = date.end
            continue
        word = next((w for w in reader.between(at, at + 1) if w.text in connectives), None)
        if word is None and not reader.text[at].isspace():
            return at
        at = word.end if word is not None else at + 1
    return at


def _body_end(reader: _Reader, start: int, end: int) -> int:
    """The end of a body's name that opens the clause at ``start``, or ``start`` when it opens with something else."""
    lists = reader.rulebook.words
    words = reader.between(start, min(end, start + _LONGEST_BODY))
    best = start
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        if word.tag == "x" or word.tag == "eng":
            if word.text not in lists["list_mark"]:
                break
            continue
        if (
            word.text.endswith(lists["body"])
            and not word.text.endswith(lists["not_body"])
            and (i or len(word.text) > 2)
            and (word.text in lists["closed_body"] or _may_follow(following, lists))
        ):
            best = word.end
            if following is None or following.text not in lists["list_mark"]:
                break
            continue
        if word.text in lists["grammar_de"] or word.tag == "p" or word.text in lists["joint"]:
            break
        if word.tag == "c" and word.text not in lists["list_mark"]:
            break
        if word.tag in ("v", "vd", "vi", "ul", "d") and word.text not in lists["name_verb"]:
            break
        if word.text in lists["inflow"] or word.text in lists["building"]:
            break
        acts = word.tag.startswith("v") or word.text in lists["procedure"]
        if i == 0 and (word.tag in ("m", "u", "y") or (acts and not _names_alone(following, lists))):
            break
    return best


def _names_alone(word: Word | None, lists: Mapping[str, tuple[str, ...]]) -> bool:
    """True for what a verb can name with one word (调解组织); 监督公安机关 is a verb and its object."""
    return word is not None and word.text in lists["name_verb_ending"]


def _may_follow(word: Word | None, lists: Mapping[str, tuple[str, ...]]) -> bool:
    """True when the word behind a body's ending cannot carry its name on."""
    if word is not None and "\ue000" <= word.text[0] <= "\uf8ff":
        return False  # 三级医院 67 个 counts hospitals
    if word is None or word.tag == "x" or word.text in lists["list_mark"] or word.text in lists["joint"]:
        return True
    if word.text.endswith(lists["body"]):
        return False
    return word.tag[0] in "vdptmcfr" or word.tag in ("a", "ad", "ul") or word.text in lists["procedure"]


def _place_end(reader: _Reader, start: int, end: int) -> int:
    """The end of the place names (天河区、越秀区) that open the clause before a verb or a number; else ``start``."""
    lists = reader.rulebook.words
    words = reader.between(start, min(end, start + _LONGEST_BODY))
    best = at = start
    for word in words:
        if word.start != at or word.text in lists["category"]:
            break
        at = word.end
        if word.text in lists["list_mark"] and best > start:
            continue
        named = word.tag.startswith("n") and word.text.endswith(lists["place_suffix"]) and len(word.text) > 2
        if named or (word.text in lists["place_suffix"] and word.start > start):
            best = at
        elif not word.tag.startswith("n") or len(word.text) > 3:
            break
    return best


def _own_area(reader: _Reader, place: str) -> str:
    """The place, or nothing when it is the document's own area under another ending (广州地区 for 广州市)."""
    suffixes = reader.rulebook.words["place_suffix"]
    stems = {name.removesuffix(next((s for s in suffixes if name.endswith(s)), "")) for name in (place, reader.area)}
    return "" if len(stems) == 1 else place


def _look_ahead(reader: _Reader, state: _State, start: int, end: int) -> None:
    """A body that this clause founds, or an event that it stages, is what the next clauses speak of."""
    lists = reader.rulebook.words
    words = reader.between(start, end)
    for i, word in enumerate(words):
        name_start = word.end
        if word.text not in lists["founding"] and word.text not in lists["staging"]:
            continue
        rest = words[i + 1 :]
        while rest and (rest[0].text in lists["grammar_de"] or rest[0].tag == "m"):
            rest = rest[1:]
        if not rest:
            return
        name_start, last = rest[0].start, rest[-1]
        if any(m.is_quantity for m in reader.mentions[bisect_left(reader.ends, start) : bisect_left(reader.ends, end)]):
            return
        name = reader.text[name_start : last.end]
        if word.text in lists["founding"] and last.text.endswith(lists["body"]) and 4 <= len(name) <= _LONGEST_BODY:
            if not last.text.endswith(lists["not_body"]):
                state.body, state.event = name, ""
        elif word.text in lists["staging"] and last.text.endswith(lists["event"]):
            state.event = name.replace("“", "").replace("”", "")
        return
