"""Where and of whom: the small state that carries scope and period through paragraph, sentence and clause.

A paragraph starts with the document's own area and year. A clause that opens with a body (法院, 部门 …) makes that
body the scope until the paragraph ends; an area word gives the scope back to the area; a founded body or a staged event
takes over for the rest of its sentence. A date at the head of a clause sets the period until the sentence ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field

import regex

from ipextract.claims.bodies import (
    KIND,
    LONGEST_NAME,
    Reader,
    body_end,
    compared_with,
    compares,
    counts_bodies,
    exemplifies,
    own_area,
    place_end,
    siblings,
)
from ipextract.claims.frames import Frame, Frames
from ipextract.claims.metadata import Metadata
from ipextract.claims.state import State
from ipextract.claims.telling import carries, looks_back, not_when_told, quotes, turns_to_now
from ipextract.model import Mention, Period, Spans, Word
from ipextract.rulebook import Rulebook
from ipextract.structure import Paragraph, Tree
from ipextract.structure.dates import year_of_heading
from ipextract.structure.placed import cut, spans_of, split, trimmed
from ipextract.structure.sentences import CLOSED

_NUMBERING = regex.compile(r"^(?:[（(]\S{1,3}[）)]|\S{1,3}[、.．])\s*")
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_LONGEST_HEADING = 10
_STOPS = "，；。！？\n"
_QUOTES = frozenset("“”")
#: How many headings back one may stand that a paragraph is below.
_HEADINGS = 64


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, what it is about, and where its own words begin after subject and time.

    ``own_start`` is the offset behind the subject; ``sentence`` and ``paragraph`` number the units it stands in.
    ``against`` is what 与…相比 at their head compares with, ``against_period`` its period; ``dated`` are the spans of
    the date that gave ``period``.
    """

    start: int
    end: int
    own_start: int
    scope: str
    period: Period
    sentence: int
    sentence_start: int
    paragraph: int
    section: tuple[str, ...]
    places: tuple[str, ...] = ()
    against: str = ""
    against_period: Period = field(default_factory=Period)
    dated: Spans = ()

    def place(self, position: int, many: int) -> str:
        """The scope of one of ``many`` numbers: its own place of a list as long as theirs, else that of the clause."""
        return self.places[position] if len(self.places) == many > 1 else self.scope


class _Front:
    """Where the document says what it is about, and the headings so far."""

    __slots__ = ("about", "heads", "tree")

    def __init__(self, tree: Tree, meta: Metadata) -> None:
        self.tree = tree
        self.heads: deque[Paragraph] = deque(maxlen=_HEADINGS)
        self.about = self._first(meta.subject or meta.place)

    def passes(self, paragraph: Paragraph) -> None:
        """Remembers a heading; paragraphs come in text order."""
        if paragraph.kind in ("heading", "title"):
            self.heads.append(paragraph)

    def in_heading(self, name: str, floor: int = 0) -> str:
        """The name where the nearest heading prints it, none of those before ``floor``."""
        for head in reversed(self.heads) if name else ():
            at = self.tree.text.find(name, head.start, head.end)
            if at >= floor:
                return cut(self.tree.text, at, at + len(name))
        return name

    def _first(self, name: str) -> str:
        """The name where a title prints it, else where the text does for the first time."""
        titles = ((p.start, p.end) for p in self.tree.paragraphs if p.kind == "title")
        for start, end in (*titles, (0, len(self.tree.text))) if name else ():
            at = self.tree.text.find(name, start, end)
            if at >= 0:
                return cut(self.tree.text, at, at + len(name))
        return name


def clauses(
    tree: Tree,
    words: tuple[Word, ...],
    mentions: tuple[Mention, ...],
    rulebook: Rulebook,
    meta: Metadata,
    frames: Frames,
) -> tuple[Clause, ...]:
    """Every clause of the document's paragraphs, titles and headings, in text order."""
    reader = Reader(tree.text, words, mentions, rulebook, meta, frames)
    found: list[Clause] = []
    paragraph = -1
    state = State(meta.place, Period(meta.year))
    front = _Front(tree, meta)
    for index, sentence in enumerate(tree.sentences):
        start, end = sentence.start, sentence.end
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            section = tree.paragraphs[paragraph].section
            frame = frames.at(start)
            about = front.in_heading(_heading_body(section, rulebook)) or frame.place or front.about
            itself = bool(meta.subject) and about == meta.subject
            base, base_at = _of_headings(reader, front, section, frame)
            state = State(about, base, own=itself, period=base, base_at=base_at, dated=base_at)
            front.passes(tree.paragraphs[paragraph])
        if not tree.text.startswith(rulebook.words["of_which"], start):  # 其中 goes on with the sentence before
            _next_sentence(state)
        for each in tree.clauses[sentence.first : sentence.last]:
            low, high = each.start, each.end
            _brackets(state, tree.text[found[-1].end if found and found[-1].sentence == index else low : low])
            _compares(reader, state, low, high)
            _forget(reader, state, low)
            part = tree.text.startswith(rulebook.words["of_which"], low)  # 其中市法院 is spoken of in its sentence only
            opens = (low == start or state.scope() == state.area) and not part
            own = _advance(reader, state, low, high, opens=opens, first=low == start)
            if state.first and low == start:
                carries(reader, state, low)
            turns_to_now(reader, state, low)
            scope = compared_with(reader, start, low, high) or state.scope()
            places = state.places or _listed(scope, rulebook)
            found.append(
                Clause(
                    low,
                    high,
                    own,
                    scope,
                    state.period,
                    index,
                    start,
                    paragraph,
                    section,
                    places,
                    state.against,
                    state.against_period,
                    state.dated,
                )
            )
            _look_ahead(reader, state, low, high)
            not_when_told(reader, state, start, low, high)
            quotes(reader, state, low, high, end)
        looks_back(reader, state, start)
        if state.body.endswith(rulebook.words["whole_body"]) and not reader.counts(start, end):
            state.body = state.before  # 全国渔业系统 did this and that; what is counted next is of the area
        state.first = state.first and not reader.counts(start, end)
    return tuple(found)


def _of_headings(reader: Reader, front: _Front, section: tuple[str, ...], frame: Frame) -> tuple[Period, Spans]:
    """The period of what names none: that of the heading above it, or of its frame; with the words that say so."""
    year = year_of_heading(section, reader.rulebook)
    named = front.in_heading(year, frame.since)
    at = spans_of(named)
    if not year or (not at and frame.since):
        return frame.period, frame.spans
    if not at:
        return Period(year), ()
    date = reader.date_at(at[0][0])
    period = reader.frames.period(date) if date is not None and reader.frames.part(date, frame) else Period(year)
    return (period, ((date.start, date.end),)) if date is not None and period.part else (Period(year), at)


def _compares(reader: Reader, state: State, start: int, end: int) -> None:
    """与“十二五”末相比 at the head of a paragraph says what all its growth is against; later, that of its sentence."""
    lists = reader.rulebook.words
    said = reader.text[start:end].strip()
    if not said.endswith(lists["compared_end"]):
        return
    words = [w for w in reader.between(start, end) if w.text in lists["comparing"]]
    if not words:
        return
    closing = next(w for w in sorted(lists["compared_end"], key=len, reverse=True) if said.endswith(w))
    stop = reader.text.rindex(closing, start, end)
    name = trimmed(cut(reader.text, words[0].end, stop))
    periods = map(reader.frames.period, reader.dates(words[0].end, stop))
    period = next((p for p in periods if p), Period())
    if not name or name.startswith(lists["last_year"]) or not period:
        return
    state.against, state.against_period = name, period.end
    state.lasting = state.first


def _brackets(state: State, gap: str) -> None:
    """A date in brackets holds until they close: （2021 年为下降 3%）."""
    if any(mark in gap for mark in _CLOSING) and state.outer:
        state.period, state.outer, state.dated = state.outer, Period(), state.outer_dated
    if gap.endswith(_OPENING):
        state.outer, state.outer_dated = state.period, state.dated


def _next_sentence(state: State) -> None:
    """What ends with a sentence; behind siblings that it compared, the body before them is spoken of again."""
    state.body = state.before if state.siblings else state.body
    state.event, state.period, state.before = "", state.base, state.body
    state.dated = state.base_at
    state.brief = state.founded = False
    if not state.lasting:
        state.against, state.against_period = "", Period()
    state.places, state.endings, state.siblings, state.outer = (), (), False, Period()


def _listed(scope: str, rulebook: Rulebook) -> tuple[str, ...]:
    marks = rulebook.words["list_mark"]
    return tuple(split(scope, marks)) if any(mark in scope for mark in marks) else ()


def _heading_body(section: tuple[str, ...], rulebook: Rulebook) -> str:
    """The body that the nearest heading names alone (（一）公安机关): its paragraphs are about that body."""
    name = _NUMBERING.sub("", section[-1]) if section else ""
    lists = rulebook.words
    named = name in lists["closed_body"] or (name.endswith(lists["authority"]) and name not in lists["body"])
    named = named and not name.endswith((*lists["not_body"], *lists["facility"]))
    return name if named and len(name) <= _LONGEST_HEADING and not name.startswith(lists["heading_verb"]) else ""


def _forget(reader: Reader, state: State, start: int) -> None:
    """Ends a body of one clause, and a founded one where something else is founded or built."""
    lists = reader.rulebook.words
    if reader.text[start - 1 : start] in (*_OPENING, *_CLOSING):
        return
    word = reader.word_at(start) if state.founded else None
    again = word is not None and (word.text in lists["founding"] or word.text in lists["building"])
    if state.brief or again:
        state.event, state.brief, state.founded = "", False, False


def _advance(reader: Reader, state: State, start: int, end: int, *, opens: bool, first: bool) -> int:
    """Reads time, area and body at the head of a clause into the state; returns where the clause's own words begin."""
    at = _skip_time(reader, state, start, end)
    if reader.text[start - 1 : start] in (*_OPENING, *_CLOSING):
        return at  # inside or behind brackets a name goes on; nothing new opens
    if reader.text.startswith(reader.rulebook.words["partner"], start, end):
        return at  # 会同香港海关: a partner or a setting, not the subject
    itself = next((name for name in reader.selves if reader.text.startswith(name, at, end)), "")
    if itself:
        state.body, state.event, state.places = "", "", ()
        return _skip_time(reader, state, at + len(itself), end)
    several = siblings(reader, at, end)
    if several is not None:
        state.event, state.places = cut(reader.text, at, several[0]), several[1]
        return _skip_time(reader, state, several[0], end)
    if opens and counts_bodies(reader, at, end):
        state.body, state.event, state.places = "", "", ()
        return at
    word = cut(reader.text, at, at + len(_area_word(reader, state, at, end)))
    if word:
        _to_area(reader, state, word, at + len(word), end)
        return _skip_time(reader, state, _behind_region(reader, at + len(word)), end)
    body = body_end(reader, at, end, state.endings)
    if body > at and (_speaks(reader, body) or exemplifies(reader, at, body)):
        return at
    if body > at and not (state.own and reader.text[at:body] in reader.rulebook.words["closed_body"]):
        _to_body(reader, state, cut(reader.text, at, body), opens=opens, first=first)
        return _skip_time(reader, state, body, end)
    place = place_end(reader, at, end)
    if place > at and not exemplifies(reader, at, place):
        state.event, state.places = own_area(reader, cut(reader.text, at, place)), ()
        return _skip_time(reader, state, place, end)
    return at


def _to_area(reader: Reader, state: State, word: str, behind: int, end: int) -> None:
    """全县 gives the scope back to the area; 全国 takes over for the sentence where it is what is spoken of."""
    state.event, state.places = "", ()
    if word in reader.above:
        state.event = word if compares(reader, behind, end) else ""
    if word in reader.rulebook.words["area_word"] or word in reader.own:
        state.body = ""
    else:
        state.event = word


def _to_body(reader: Reader, state: State, name: str, *, opens: bool, first: bool) -> None:
    """渔业局 at the head of a sentence is spoken of until its paragraph ends, any other until its sentence does."""
    authority = name.endswith(reader.rulebook.words["authority"])
    state.siblings |= not opens and name.endswith(state.endings)
    state.endings, state.places = (*state.endings, name[-KIND:]), ()
    if opens and authority:
        state.body, state.event = name, ""
    else:
        state.event = name  # one among others that a sentence compares; the next sentence is not about it
        state.brief = not first and not authority


def _speaks(reader: Reader, start: int) -> bool:
    """True for 渔业厅最新数据显示, 渔业厅今天（3月5日）介绍: who says something is not whom it is said of."""
    stop = next(
        (at for at in range(start, min(start + LONGEST_NAME, len(reader.text))) if reader.text[at] in _STOPS), 0
    )
    said = CLOSED.sub("", reader.text[start:stop]).rstrip("：:\u201c ")
    return said.endswith(reader.rulebook.words["speaking"]) and not reader.counts(start, stop)


def _area_word(reader: Reader, state: State, start: int, end: int) -> str:
    """The word for an area that opens the clause, unless it opens the name of a body (全省法院)."""
    if not reader.text.startswith(reader.areas, start, end):
        return ""
    word = next(w for w in reader.areas if reader.text.startswith(w, start, end))
    if word != reader.area and word in reader.own and not _stands_alone(reader, start, start + len(word), end):
        return ""
    return "" if body_end(reader, start, end, state.endings) > start else word


def _stands_alone(reader: Reader, start: int, behind: int, end: int) -> bool:
    """False for the place in 湖州港吞吐量 and 湖州代表队: the word behind it makes a longer name of it."""
    word, following = reader.word_at(start), reader.word_at(behind)
    if behind >= end or word is None or word.end != behind or following is None:
        return behind >= end
    if reader.text.startswith(reader.rulebook.words["sent_by_place"], behind):
        return False
    return len(following.text) > 1 or following.tag[0] not in "nf"


def _behind_region(reader: Reader, at: int) -> int:
    """Behind 地区 in 湖州地区共登记, where a verb follows; 湖州地区生产总值 has it as the head of a name."""
    ending = reader.word_at(at)
    if ending is None or len(ending.text) == 1 or ending.text not in reader.lists["place_suffix"]:
        return at
    following = reader.word_at(ending.end)
    return ending.end if following is not None and following.tag[0] in "vd" else at


def _skip_time(reader: Reader, state: State, start: int, end: int) -> int:
    """Steps over connectives and dates at ``start``; a date with a period of its own sets the state's period."""
    connectives = reader.lists["connective"]
    at = start
    compared = False
    while at < end:
        date = reader.date_at(at)
        if date is not None:
            period = reader.frames.period(date)
            past = Period() if period else _of_last_year(reader, date, end)
            other = reader.frames.of_another_year(date) and not _against(reader, date, end)
            if (period or past or other) and not compared:
                before = reader.frames.directly_before(date)
                own = (date.start if before is None else before.start, date.end)
                state.period, state.dated = period or past, (own, *(state.base_at if past else ()))
            at = date.end
            continue
        behind, month = _month_of(reader, at, end)
        if month and not compared:
            state.period, state.dated = month, ((at, behind),)
            at = behind
            continue
        word = reader.word_at(at)
        word = word if word is not None and word.text in connectives else None
        if word is None and not reader.text[at].isspace():
            return at
        compared = word is not None and word.text in reader.lists["comparing"]  # 与 2021 年相比
        at = word.end if word is not None else at + 1
    return at


def _month_of(reader: Reader, at: int, end: int) -> tuple[int, Period]:
    """Where 上月 or 本月 at ``at`` ends, and the month that it is where the frame knows its own."""
    lists = reader.rulebook.words
    for words, back in ((lists["last_month"], 1), (lists["this_month"], 0)):
        word = next((w for w in words if reader.text.startswith(w, at, end)), "")
        if word:
            return at + len(word), reader.frames.at(at).months_back(back)
    return at, Period()


def _of_last_year(reader: Reader, date: Mention, end: int) -> Period:
    """The year of 上年末 or 去年 at the head of a clause that speaks of then; none for 上年同期 and 上年为."""
    return Period() if _against(reader, date, end) else reader.frames.before(date)


def _against(reader: Reader, date: Mention, end: int) -> bool:
    """True for 上年同期 and 上年为, with which another number is compared."""
    lists = reader.rulebook.words
    return date.printed.endswith(lists["same_period"]) or reader.text.startswith(lists["then"], date.end, end)


def _look_ahead(reader: Reader, state: State, start: int, end: int) -> None:
    """A body that this clause founds, or an event that it stages, is what the next clauses speak of."""
    lists, opening = reader.rulebook.words, reader.opening
    words = reader.between(start, end)
    for i, word in enumerate(words):
        if word.text not in opening:
            continue
        rest = words[i + 1 :]
        while rest and (rest[0].text in lists["grammar_de"] or rest[0].tag == "m"):
            rest = rest[1:]
        if not rest:
            return
        name_start, last = rest[0].start, rest[-1]
        if any(m.is_quantity for m in reader.mentions[bisect_left(reader.ends, start) : bisect_left(reader.ends, end)]):
            return
        name = cut(reader.text, name_start, last.end)
        if word.text in lists["founding"] and last.text.endswith(lists["body"]) and 4 <= len(name) <= LONGEST_NAME:
            if not last.text.endswith(lists["not_body"]):
                state.event, state.founded = name, True
        elif word.text in lists["staging"] and last.text.endswith(lists["event"]):
            state.event = name.without(_QUOTES)
        return
