"""Where a further report begins within a text: its title, the meeting at which it was read, and who signs it.

海安县渔业局 or 海安县人民法院工作报告 in a line of its own opens what stands below it, down to the next such line.
A line is a title by the word for a document that it ends in and the place that it opens with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from ipextract.claims.area import known_at
from ipextract.claims.lines import AROUND, Lines
from ipextract.model import Block, Mention
from ipextract.rulebook import Rulebook

#: The longest title, and the longest name of who signs behind its place.
_TITLE: Final = 46
_NAME: Final = 14
#: How many lines may stand between the first of a head and the sentences below it.
_HEAD: Final = 8
_PARTED: Final = regex.compile(r"[，；：？！,;:?!]")
_NUMBER: Final = regex.compile(r"\p{N}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a report: the indices of its first block and of its first sentences, and its place.

    ``title`` is the block that names the report, ``meeting`` the day on which it was read.
    """

    first: int
    lead: int
    place: str
    title: Block | None = None
    meeting: Mention | None = None


def openings(lines: Lines, title: str) -> Iterator[Opening]:
    """The heads of the reports behind the first one, in text order; what repeats a ``title`` opens none."""
    seen = {_dense(title)}
    told = False
    i = 0
    while i < len(lines.blocks):
        found = _opening(lines, i) if told else None
        name = "" if found is None or found.title is None else _dense(lines.printed(found.title))
        if found is None or name in seen:
            told = told or lines.is_prose(i)
            i += 1
            continue
        yield found
        seen |= {name} - {""}
        told = False
        i = found.lead


def place_of(text: str, rulebook: Rulebook) -> str:
    """The innermost known place that a title or a signature opens with, the nation for 我国 and its bodies; else empty.

    A year before it (2031年海安县) and what opens titles (关于) are no part of it.
    """
    words = rulebook.words
    national = (*words["nation_level"], rulebook.terms.nation, *words["national_body"])
    before = ""
    while before != text and not text.startswith(national):
        before, text = text, rulebook.undated(text)
        for opening in () if text.startswith(national) else words["title_opening"]:
            text = text.removeprefix(opening)
    if text.startswith(national):
        return rulebook.terms.nation
    place = known_at(text, rulebook)
    behind = text.removeprefix(place)
    while behind != text and (inner := known_at(behind, rulebook)) and behind.startswith(inner):
        place, text, behind = inner, behind, behind.removeprefix(inner)
    return place


def titled(text: str, rulebook: Rulebook) -> str:
    """The place of a line that is the title of a report (海安县人民法院工作报告); empty for every other line."""
    words = rulebook.words
    text = _dense(text)
    if not text.endswith(words["report_title"]) or len(text) > _TITLE or _PARTED.search(text):
        return ""
    if any(body in text for body in words["self_body"]) or text.startswith(words["captioned"]):
        return ""
    return place_of(text, rulebook)


def _opening(lines: Lines, i: int) -> Opening | None:
    """The head that the block ``i`` opens; ``None`` where it opens none, or names another place than a later title."""
    block = lines.blocks[i]
    if block.kind == "heading" or not lines.is_line(block) or not _marks(lines, i):
        return None
    lead = _lead(lines, i)
    if not lead:
        return None
    head = [(lines.blocks[j], _met(lines, j)) for j in range(i, lead) if lines.blocks[j].kind != "heading"]
    titles = [each for each, _ in head if titled(lines.printed(each), lines.rulebook)]
    named = [titled(lines.printed(each), lines.rulebook) for each in titles]
    met = [found for _, found in head if found is not None]
    places = [*named, *filter(None, (place for _, place in met)), *_signatures(lines, [each for each, _ in head])]
    if not places or len(set(named)) > 1:
        return None
    return Opening(i, lead, places[0], titles[0] if titles else None, met[0][0] if met else None)


def _marks(lines: Lines, i: int) -> bool:
    """True for a line that may open a head."""
    text = lines.printed(lines.blocks[i])
    return bool(titled(text, lines.rulebook) or _signed(text, lines.rulebook)) or _met(lines, i) is not None


def _met(lines: Lines, i: int) -> tuple[Mention, str] | None:
    """The day and the place of ——2031年2月9日在海安县第三届人民代表大会上, which may go on in a second line."""
    block = lines.blocks[i]
    day = next((date for date in lines.of(block) if lines.is_day(date)), None)
    words = lines.rulebook.words
    if day is None or lines.text[block.start : day.start].strip(AROUND):
        return None
    said = _dense(lines.text[day.end : block.end])
    where = next((word for word in words["before_place"] if said.startswith(word)), "")
    following = lines.printed(lines.blocks[i + 1]) if i + 1 < len(lines.blocks) else ""
    ends = said.endswith(words["meeting_end"]) or _dense(following).endswith(words["meeting_end"])
    return (day, place_of(said.removeprefix(where), lines.rulebook)) if where and ends else None


def _signed(text: str, rulebook: Rulebook) -> str:
    """The place of a line that is the name of a body of a place, and nothing else: 海安县渔业局."""
    words = rulebook.words
    text = _dense(text)
    none = (*words["not_body"], *words["self_body"])
    if not text.endswith(words["authority"]) or text.endswith(none) or _NUMBER.search(text):
        return ""
    place = known_at(text, rulebook)
    return place if place and text.startswith(place) and len(text) - len(place) <= _NAME else ""


def _signatures(lines: Lines, head: Sequence[Block]) -> Iterator[str]:
    """The places of those lines of a head that are the name of a body."""
    return filter(None, (_signed(lines.printed(each), lines.rulebook) for each in head))


def _lead(lines: Lines, i: int) -> int:
    """The first block below the lines of the head at ``i``, where it is one of sentences; else 0."""
    last = min(i + _HEAD, len(lines.blocks))
    lead = next((j for j in range(i + 1, last) if not lines.is_line(lines.blocks[j])), 0)
    return lead if lead and lines.is_prose(lead) else 0


def _dense(text: str) -> str:
    """A line without blanks and without the marks around it."""
    return "".join(text.split()).strip(AROUND)
