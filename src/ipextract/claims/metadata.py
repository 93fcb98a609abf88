"""What the document says of itself: area, issuer and report year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import regex

from ipextract.claims.area import area_of, areas_of, level_of, page_names, title_block, title_text, whole_title
from ipextract.claims.plans import reviewed_year
from ipextract.exact.numeral import half_width, parse
from ipextract.model import Candidate, Document, FrameField, Mention, Told, Word
from ipextract.rulebook import Rulebook
from ipextract.structure.dates import CELL_YEAR, normal

_FRONT = 400
_FRONT_WEIGHT = 4
_OPENING = 1500
#: The longest line that is the date of a document with its source and number.
_DATE_LINE = 60
_SIGN = regex.compile(r"[/|>_@]")
_MARKED = regex.compile(r"[\p{P}\p{N}]")
#: How long the name of a department may be.
_SHORTEST, _LONGEST = 3, 34
#: How far into a document it may still say what it reports on; lists of contents stand before it.
_NAMING = 4000
_NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Metadata:
    """The area that the document reports on, who issued it and the year it is about; empty where it does not say.

    ``subject`` is the company, commission or school that reports on itself: the scope of what names no other.
    ``level`` is the word for its area (全市) of a document that does not name it.
    ``published`` is the year in which it was issued or spoken, ``day`` the full day: 去年 counts from there.
    """

    area: str
    issuer: str
    year: str
    subject: str = ""
    published: str = ""
    day: str = ""
    level: str = ""
    title: str = ""

    @property
    def place(self) -> str:
        """The area, or the word for it where the document does not say which it is: 全县."""
        return self.area or self.level


def metadata(
    document: Document,
    words: tuple[Word, ...],
    mentions: tuple[Mention, ...],
    rulebook: Rulebook,
    told: Told = _NOTHING,
) -> Metadata:
    """Reads area, issuer and year from the title, the first page and the frequency of places and years.

    What the user told takes the place of what is read, a title also where others are read from it.
    """
    issuer = told.issuer or _issuer(document, rulebook)
    area = told.area or area_of(document, words, issuer, rulebook, told.title)
    return Metadata(
        area=area,
        level="" if area else level_of(document, words, rulebook),
        issuer=issuer,
        year=told.year or _year(document, mentions, rulebook, told.title),
        published=_published(document, mentions, rulebook, told.title),
        day=_printed_day(document, mentions, rulebook, told.title) or _first_day(mentions, rulebook),
        subject=_subject(told.title or title_text(document), document, rulebook),
        title=told.title or title_text(document),
    )


def candidates(
    document: Document, words: tuple[Word, ...], mentions: tuple[Mention, ...], meta: Metadata, rulebook: Rulebook,
    told: Told = _NOTHING,
) -> tuple[Candidate, ...]:  # fmt: skip
    """What the document may have as its area, issuer and year, each with its evidence; first what ``meta`` has.

    Its title is among them where the user told it.
    """
    areas = areas_of(document, words, meta.issuer, rulebook, told.title)
    names = _names(document, told.title)
    years = (
        ("title", next((year for year in map(_year_in, names) if year), "")),
        ("executed", _reported(document, rulebook)[0]),
        ("review", reviewed_year(document, rulebook)),
        ("most-named", _most_named(document, mentions, rulebook)),
    )
    printed = _issuer(document, rulebook)
    issuers = (Candidate("issuer", printed, "line", 0),) if printed else ()
    found = (*areas, *issuers, *(Candidate("year", year, by, 0) for by, year in years if year))
    return tuple(_judged(document, found, meta, told))


def _judged(document: Document, found: Sequence[Candidate], meta: Metadata, told: Told) -> Iterator[Candidate]:
    """The candidates of each field, first the one that was taken: told, by evidence, or as the year before a speech."""
    fields = (("area", meta.area), ("issuer", meta.issuer), ("year", meta.year), ("title", told.title))
    for name, value in fields:
        mine = [each for each in found if each.field == name]
        best = next((each for each in mine if each.value == value), None)
        if by := told.evidence(name):
            best = Candidate(cast(FrameField, name), value, by, 0)
        elif value and best is None:
            best = Candidate(cast(FrameField, name), value, "speech", 0)
        rest = [each for each in mine if each is not best]
        for each in (*([best] if best is not None else ()), *rest):
            at = document.text.find(each.value)
            spans = each.spans or (((at, at + len(each.value)),) if at >= 0 else ())
            yield replace(each, times=document.text.count(each.value), spans=spans, taken=each is best)


def _names(document: Document, title: str) -> tuple[str, ...]:
    """What the document is called, best first: the ``title`` that was told alone, else that printed, and its page."""
    return (title,) if title else (whole_title(document), *page_names(document))


def _year(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, title: str) -> str:
    """The year the report is about: the title's, else the one named most often; for a speech the one it reviews."""
    head = title or title_text(document)
    named = next((year for year in map(_year_in, _names(document, title)) if year), "")
    reported, split = _reported(document, rulebook)
    year = reported if split or not named else named
    reviewed = reviewed_year(document, rulebook)
    year = year or reviewed or _most_named(document, mentions, rulebook)
    # A speech whose title has no year is of the day under it, unless a heading says what it reviews.
    dated = bool(named) or (not reviewed and year == _printed(document, mentions, rulebook, title))
    if not year or not dated or not _spoken(head, rulebook):
        return year
    before = str(int(year) - 1)
    return before if reviewed == before or _looks_back(document, year, rulebook) else year


def _looks_back(document: Document, year: str, rulebook: Rulebook) -> bool:
    """True for a speech of a year that names the year before more often, or opens by looking back without its own.

    The day on which it is spoken stands in most openings and says nothing of what it reviews.
    """
    title = title_block(document)
    start = 0 if title is None else title.end
    half = start + (len(document.text) - start) // 2
    alone = rf"(?=\s?{rulebook.terms.year_mark}(?!\s?\d))"
    framed = Counter(regex.findall(rf"(?<!\d)(?:19|20)\d\d{alone}", document.text[start:half]))
    opening = document.text[start : start + _OPENING]
    reviews = any(word in opening for word in rulebook.words["review"])
    itself = regex.search(rf"(?<!\d){year}{alone}", opening)
    return framed[str(int(year) - 1)] > framed[year] or (reviews and itself is None)


def _reported(document: Document, rulebook: Rulebook) -> tuple[str, bool]:
    """The year whose execution the report names beside the plan of the next, and whether its title is only the plan's.

    A title may be set in two paragraphs, of which the second names the year of the plan.
    """
    front = half_width("".join(document.text[:_NAMING].split()))
    found = regex.search("|".join(rulebook.patterns["executed"]), front)
    if found is None:
        return "", False
    title = half_width("".join(title_text(document).split()))
    return found[0][:4], bool(title) and found.start() < front.find(title) < found.end()


def _most_named(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook) -> str:
    """The year named most often, and none after the day of print; 比 1998 年末 and 2031 | 2032E do not count.

    A day is a date of meeting or print and hardly counts.
    """
    latest = int(_printed(document, mentions, rulebook) or 2100)
    against = rulebook.words["against"]
    votes: Counter[str] = Counter()
    compared = _of_same_periods(document.text, mentions, rulebook)
    for mention in mentions:
        if mention.rule == CELL_YEAR or document.text[mention.start - 1 : mention.start] in against:
            continue
        if mention.start in compared:
            continue
        years = regex.findall(r"[\p{N}○]{4}", mention.printed) if mention.dimension == "date" else []
        value = parse(years[-1], rulebook.numerals) if years and mention.printed.startswith(years[0]) else None
        if value is None or not 1900 <= value <= latest:
            continue
        weight = 1 if len(regex.findall(r"\p{N}+", mention.printed)) > 1 else _FRONT_WEIGHT
        votes[str(int(value))] += weight * (2 if mention.start < _FRONT else 1)
    if not votes:  # no date says the year; names such as “行动2024” may
        names = (m for m in mentions if m.reason == "name" and m.start not in compared)
        votes.update(m.printed for m in names if regex.fullmatch(r"(?:19|20)\d\d", m.printed))
    return max(votes.items(), key=lambda v: (v[1], v[0]))[0] if votes else ""


def _of_same_periods(text: str, mentions: tuple[Mention, ...], rulebook: Rulebook) -> set[int]:
    """Where the years stand that a number is compared with: both of 2015和2016年同期."""
    found: set[int] = set()
    following = -1  # where such a year begins, if the mention behind is one
    for mention in reversed(mentions):
        same = mention.dimension == "date" and text.startswith(rulebook.words["same_period"], mention.end)
        joined = following >= 0 and text[mention.end : following].strip() in rulebook.words["list_mark"]
        following = mention.start if same or joined else -1
        if following >= 0:
            found.add(following)
    return found


def _year_in(title: str) -> str:
    """The first year of a title, in figures; that of a day, too (20240305)."""
    found = regex.search(r"(?<!\d)(?:19|20)\d\d(?=(?:(?:0[1-9]|1[0-2])[0-3]\d)?(?!\d))", half_width(title))
    return found[0] if found else ""


def _spoken(title: str, rulebook: Rulebook) -> bool:
    """True for the title of a report that is spoken in a year about the year before; print may space its letters."""
    return any(name in "".join(title.split()) for name in rulebook.words["speech"])


def _published(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, title: str) -> str:
    """The year of the first full date of the front matter, or in the title of a speech; empty when there is none."""
    head = title or title_text(document)
    if _year_in(head) and _spoken(head, rulebook):
        return _year_in(head)
    return _printed(document, mentions, rulebook, title) or _first_day(mentions, rulebook)[:4]


def _first_day(mentions: tuple[Mention, ...], rulebook: Rulebook) -> str:
    """The first full date of the front matter; empty when there is none."""
    dates = (m for m in mentions if m.start < _FRONT // 2)
    return next((day for m in dates if (day := _day_in(m, rulebook))), "")


def _day_in(mention: Mention, rulebook: Rulebook) -> str:
    """2023-03-05 for a day with its year; empty for all else."""
    if mention.dimension != "date":
        return ""
    rule = next((r for r in rulebook.periods if r.id == mention.rule and r.form == "day"), None)
    return "" if rule is None else normal(mention.printed, rule, rulebook.numerals, "")


def _printed(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, title: str = "") -> str:
    """The year of the day in the title, or in a short line under it or at the beginning; empty where there is none."""
    return _printed_day(document, mentions, rulebook, title)[:4]


def _printed_day(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, told: str = "") -> str:
    """The day in the title, or in a short line under it or at the beginning; empty where there is none."""
    head = half_width(told or title_text(document))
    day = regex.search(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)", head)
    if day:
        return f"{day[1]}-{day[2]}-{day[3]}"
    title = title_block(document)
    below = 0 if title is None else title.end
    stops = rulebook.layout.sentence_stop
    short = (b for b in document.blocks if b.kind == "paragraph" and b.end - b.start <= _DATE_LINE)
    lines = [b for b in short if stops.isdisjoint(document.text[b.start : b.end])]
    for start in (below, 0):
        near = [b for b in lines if start <= b.start < start + _FRONT // 2]
        for mention in mentions:
            found = _day_in(mention, rulebook)
            if found and any(b.start <= mention.start < b.end for b in near):
                return found
    return ""


def _issuer(document: Document, rulebook: Rulebook) -> str:
    """The body that the title or the lines around it name, alone or as the source; empty when they name none."""
    bodies, others = rulebook.words["body"], rulebook.words["not_body"]
    title = next((i for i, block in enumerate(document.blocks) if block.kind == "title"), 0)
    for block in (*document.blocks[title : title + 6], *document.blocks[:6]):
        text = regex.split(r"[：:]", document.text[block.start : block.end])[-1].strip()
        if len(text) <= 30 and text.endswith(bodies) and not text.endswith(others) and not _SIGN.search(text):
            return text
    return ""


def _subject(text: str, document: Document, rulebook: Rulebook) -> str:
    """The body at the head of a title that reports on itself; courts and bureaus report on their area.

    A department whose own accounts these are reports on itself, too.
    """
    ends = [m.end() for body in rulebook.words["self_body"] for m in regex.finditer(regex.escape(body), text[:40])]
    name = text[: max(ends)] if ends else _listed_company(text, rulebook)
    return (name and not _MARKED.search(name) and name) or _accounting(document, rulebook)


def _listed_company(title: str, rulebook: Rulebook) -> str:
    """青山股份 of 青山股份发布2031年财报: the short name of a company that tells of itself; empty for other titles."""
    ends, says = ("|".join(map(regex.escape, rulebook.words[name])) for name in ("listed_company", "announcing"))
    found = regex.match(rf"(?P<name>\p{{Han}}{{1,6}}?(?:{ends}))(?:[（(][^（()）]*[）)])?(?:{says})", title)
    return found["name"] if found is not None else ""


def _accounting(document: Document, rulebook: Rulebook) -> str:
    """海城市渔业局 of 海城市渔业局2031年度部门决算, in one line or two; empty for what is no such account."""
    accounts = regex.compile("|".join(rulebook.patterns["own_account"]))
    before = ""
    for line in document.text[:_FRONT].split("\n"):
        found = accounts.search(line)
        name = line[: found.start()].strip() if found is not None else ""
        name = rulebook.undated(name)
        if found is not None:
            name = _bare(name, rulebook) or before
            return name if _SHORTEST <= len(name) <= _LONGEST and not _MARKED.search(name) else ""
        before = line.strip()
    return ""


def _bare(name: str, rulebook: Rulebook) -> str:
    """A name without the number of its part (第三部分) and the words that open a title (关于)."""
    for form in rulebook.layout.headings:
        led = form.pattern.match(name)
        name = name[led.end() :] if led is not None else name
    for word in rulebook.words["title_opening"]:
        name = name.removeprefix(word)
    return name.strip()
