"""What the document says of itself: area, issuer and report year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex

from ipextract.claims.plans import reviewed_year
from ipextract.model import Document, Mention, Word
from ipextract.numeral import half_width, parse
from ipextract.rulebook import Rulebook

_FRONT = 400
_FRONT_WEIGHT = 4
_OPENING = 1500


@dataclass(frozen=True, slots=True)
class Metadata:
    """The area that the document reports on, who issued it and the year it is about; empty where it does not say.

    ``subject`` is the company, commission or school that reports on itself: the scope of what names no other.
    ``published`` is the year of the day it was issued or spoken: 去年 counts from there.
    """

    area: str
    issuer: str
    year: str
    subject: str = ""
    published: str = ""


def metadata(
    document: Document, words: tuple[Word, ...], mentions: tuple[Mention, ...], rulebook: Rulebook
) -> Metadata:
    """Reads area, issuer and year from the title, the first page and the frequency of places and years."""
    return Metadata(
        area=_area(document, words, rulebook),
        issuer=_issuer(document, rulebook),
        year=_year(document, mentions, rulebook),
        published=_published(document, mentions, rulebook),
        subject=_subject(document, rulebook),
    )


def _year(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook) -> str:
    """The year the report is about: the title's, else the one named most often; for a speech the one it reviews."""
    head = _title(document)
    named = _year_in(head)
    year = named or reviewed_year(document, rulebook) or _most_named(document, mentions, rulebook)
    if not named or not _spoken(head, rulebook):
        return year
    before = str(int(year) - 1)
    start = len(head)
    half = start + (len(document.text) - start) // 2
    mark = rulebook.words["year_mark"][0]
    framed = Counter(regex.findall(rf"(?<!\d)(?:19|20)\d\d(?=\s?{mark}(?!\s?\d))", document.text[start:half]))
    opening = document.text[start : start + _OPENING]
    reviews = any(word in opening for word in rulebook.words["review"])
    return before if framed[before] > framed[year] or (reviews and year + mark not in opening) else year


def _most_named(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook) -> str:
    """The year named most often; a day is a date of meeting or print and hardly counts, and 比 1998 年末 not at all."""
    against = rulebook.words["against"]
    votes: Counter[str] = Counter()
    for mention in mentions:
        if document.text[mention.start - 1 : mention.start] in against:
            continue
        found = regex.match(r"[\p{N}○]{4}", mention.printed) if mention.dimension == "date" else None
        value = parse(found[0], rulebook.numerals) if found else None
        if value is None or not 1900 <= value <= 2100:
            continue
        weight = 1 if len(regex.findall(r"\p{N}+", mention.printed)) > 1 else _FRONT_WEIGHT
        votes[str(int(value))] += weight * (2 if mention.start < _FRONT else 1)
    if not votes:  # no date says the year; names such as “行动2024” may
        votes.update(m.printed for m in mentions if m.reason == "name" and regex.fullmatch(r"(?:19|20)\d\d", m.printed))
    return max(votes.items(), key=lambda v: (v[1], v[0]))[0] if votes else ""


def _title(document: Document) -> str:
    title = next((b for b in document.blocks if b.kind == "title"), None)
    return "" if title is None else document.text[title.start : title.end]


def _year_in(title: str) -> str:
    found = regex.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", half_width(title))
    return found[0] if found else ""


def _spoken(title: str, rulebook: Rulebook) -> bool:
    """True for the title of a report that is spoken in a year about the year before; print may space its letters."""
    return any(name in "".join(title.split()) for name in rulebook.words["speech"])


def _published(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook) -> str:
    """The year of the first full date of the front matter, or in the title of a speech; empty when there is none."""
    head = _title(document)
    if _year_in(head) and _spoken(head, rulebook):
        return _year_in(head)
    days = (
        regex.match(r"((?:19|20)\d\d)\D+\d+\D+\d+", half_width(m.printed)) for m in mentions if m.start < _FRONT // 2
    )
    return next((day[1] for day in days if day), "")


def _area(document: Document, words: tuple[Word, ...], rulebook: Rulebook) -> str:
    """The place in the title, else the place named most often; the nation where a national body speaks."""
    lists = rulebook.words
    nation = lists["nation"][0]
    placed = _placed(words, rulebook)
    title = next((b for b in document.blocks if b.kind == "title"), None)
    if title is not None:
        named, behind = "", title.start
        for word, place in placed:
            if title.start <= word.start < title.end and (not named or word.start == behind):
                named, behind = place, word.start + len(place)  # 某市某区: the report is about the last of them
        at = behind - len(named)
        cut = document.text[title.start : at]
        if (
            named and 0 < len(cut) <= 2 and cut not in lists["title_opening"] and not any(c.isdigit() for c in cut)
        ):  # a name jieba does not know: 青|岚县
            named = cut + named
        if named and not named.endswith(lists["place_suffix"]):
            suffix = next((e for e in lists["place_suffix"] if document.text.startswith(e, behind)), "")
            named, behind = named + suffix, behind + len(suffix)
        if named:
            return _inner(document.text[behind : title.end], rulebook) or named
        seated = _known_seat(_title(document), rulebook)
        if seated:
            return seated
    front = document.text[:_FRONT]
    if any(body in front for body in lists["national_body"]) and not any(w.start < _FRONT // 4 for w, _ in placed):
        return nation
    seat = _seat(front, rulebook)
    if seat:
        return seat
    votes: Counter[str] = Counter()
    for word, place in placed:
        votes[place] += _FRONT_WEIGHT if word.start < _FRONT else 1
    said = Counter(word.text for word in words)
    nations = sum(said[name] for name in {*lists["nation_level"], nation})
    local = sum(said[name] for level in ("city_level", "county_level", "province_level") for name in lists[level])
    if not votes:
        return nation if nations > local else ""
    place, count = max(votes.items(), key=lambda v: (v[1], -len(v[0]), v[0]))
    return nation if nations > count + local else place


def _known_seat(title: str, rulebook: Rulebook) -> str:
    """The known place with its ending that a title opens with, where jieba took more than that for one word."""
    head = title.lstrip("0123456789 " + rulebook.words["year_mark"][0])
    place = next((p for p in rulebook.words["known_place"] if head.startswith(p)), "")
    behind = head[len(place) :]
    ending = next((e for e in rulebook.words["place_suffix"] if behind.startswith(e)), "")
    return place + ending if place and ending and not behind.startswith(rulebook.words["not_place_ending"]) else ""


def _seat(front: str, rulebook: Rulebook) -> str:
    """The place whose assembly or government the first lines name (在某市某区第三届人民代表大会): the innermost one."""
    lists = rulebook.words
    bodies = "|".join(lists["assembly"])
    endings = "|".join(map(regex.escape, sorted(lists["place_suffix"], key=len, reverse=True)))
    place = rf"\p{{Han}}{{2,7}}?(?:{endings})"
    found = regex.search(rf"(?<!\p{{Han}})\p{{Han}}?((?:{place})+)(?={bodies})", front)
    whole = found[0] if found else ""
    for word in lists["place_opening"]:
        whole = whole.rpartition(word)[2]
    name = str(next(reversed(regex.findall(place, whole)), ""))
    return "" if name.startswith((*lists["not_place"], *lists["area_word"])) else name


def _inner(behind: str, rulebook: Rulebook) -> str:
    """The district named directly behind its city, when jieba does not know it."""
    lists = rulebook.words
    for length in (3, 2, 4):
        name = behind[:length]
        if name.endswith(lists["district"]) and name not in lists["not_place"]:
            return name
    return ""


def _placed(words: tuple[Word, ...], rulebook: Rulebook) -> list[tuple[Word, str]]:
    """Every place named with its ending (云州市), and every bare place that is named with its ending elsewhere."""
    lists = rulebook.words
    endings = lists["place_suffix"]
    full: dict[str, str] = {}
    found: list[tuple[Word, str]] = []
    for word, following in zip(words, (*words[1:], None), strict=True):
        if not word.tag.startswith("ns") or any(word.text in lists[n] for n in ("nation", "area_word", "not_place")):
            continue
        name = word.text
        if following is not None and following.text in endings and following.start == word.end:
            name += following.text
        ending = next((e for e in endings if name.endswith(e) and len(name) > len(e) + 1), "")
        if ending:
            full.setdefault(name.removesuffix(ending), name)
        found.append((word, name))
    known = [(w, full.get(n, n)) for w, n in found]
    return [(w, n) for w, n in known if n.endswith(endings) or n in lists["known_place"]]


def _issuer(document: Document, rulebook: Rulebook) -> str:
    """The body that the title or the lines before the first sentence name; empty when they name none."""
    bodies, others = rulebook.words["body"], rulebook.words["not_body"]
    for block in document.blocks[:6]:
        text = document.text[block.start : block.end].strip()
        if len(text) <= 30 and text.endswith(bodies) and not text.endswith(others):
            return text
    return ""


def _subject(document: Document, rulebook: Rulebook) -> str:
    """The body at the head of the title that reports on itself; courts and bureaus report on their area."""
    text = _title(document)
    ends = [m.end() for body in rulebook.words["self_body"] for m in regex.finditer(regex.escape(body), text[:40])]
    name = text[: max(ends)] if ends else ""
    return "" if regex.search(r"[\p{P}\p{N}]", name) else name
