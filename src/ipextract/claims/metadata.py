"""What the document says of itself: area, issuer and report year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex

from ipextract.model import Document, Mention, Word
from ipextract.numeral import parse
from ipextract.rulebook import Rulebook

_FRONT = 400
_FRONT_WEIGHT = 4


@dataclass(frozen=True, slots=True)
class Metadata:
    """The area that the document reports on, who issued it and the year it is about; empty where it does not say."""

    area: str
    issuer: str
    year: str


def metadata(
    document: Document, words: tuple[Word, ...], mentions: tuple[Mention, ...], rulebook: Rulebook
) -> Metadata:
    """Reads area, issuer and year from the title, the first page and the frequency of places and years."""
    return Metadata(_area(words, rulebook), _issuer(document, rulebook), _year(document, mentions, rulebook))


def _year(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook) -> str:
    """The year that is named most often, front matter counting more; the title's year outranks all."""
    title = next((b for b in document.blocks if b.kind == "title"), None)
    votes: Counter[str] = Counter()
    for mention in mentions:
        if mention.dimension != "date":
            continue
        found = regex.match(r"[\p{N}○]{4}", mention.printed)
        value = parse(found[0], rulebook.numerals) if found else None
        if value is None or not 1900 <= value <= 2100:
            continue
        year = str(int(value))
        if title is not None and title.start <= mention.start < title.end:
            return year
        votes[year] += _FRONT_WEIGHT if mention.start < _FRONT else 1
    for match in regex.finditer(
        r"(?<!\d)(?:19|20)\d\d(?!\d)", "" if title is None else document.text[title.start : title.end]
    ):
        return match[0]
    return max(votes.items(), key=lambda v: (v[1], v[0]))[0] if votes else ""


def _area(words: tuple[Word, ...], rulebook: Rulebook) -> str:
    """The place that is named most often, as its full name; the nation where nation words outweigh every place."""
    lists = rulebook.words
    suffixes = lists["place_suffix"]
    votes: Counter[str] = Counter()
    full: Counter[str] = Counter()
    for i, word in enumerate(words):
        weight = _FRONT_WEIGHT if word.start < _FRONT else 1
        if word.tag.startswith("ns") and word.text not in lists["nation"] and word.text not in lists["area_word"]:
            name = word.text
            if name.endswith(suffixes) and len(name) > 2:
                full[name] += weight
                name = next(
                    (name[: -len(s)] for s in sorted(suffixes, key=len, reverse=True) if name.endswith(s)), name
                )
            elif i + 1 < len(words) and words[i + 1].text in suffixes and words[i + 1].start == word.end:
                full[name + words[i + 1].text] += weight
            votes[name] += weight
    nation = sum(1 for w in words if w.text in lists["nation_level"] or w.text == lists["nation"][0])
    if not votes:
        return lists["nation"][0] if nation else ""
    place, count = max(votes.items(), key=lambda v: (v[1], v[0]))
    city = sum(w.text in lists["city_level"] or w.text in lists["county_level"] for w in words)
    province = sum(w.text in lists["province_level"] for w in words)
    if nation > count + city + province:
        return lists["nation"][0]
    named = [(n, name) for name, n in full.items() if name.startswith(place)]
    return max(named)[1] if named else place


def _issuer(document: Document, rulebook: Rulebook) -> str:
    """The body that the title or the lines before the first sentence name; empty when they name none."""
    bodies, others = rulebook.words["body"], rulebook.words["not_body"]
    for block in document.blocks[:6]:
        text = document.text[block.start : block.end].strip()
        if len(text) <= 30 and text.endswith(bodies) and not text.endswith(others):
            return text
    return ""
