"""The area that a document reports on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from ipextract.model import Block, Candidate, Document, Spans, Word
from ipextract.rulebook import Rulebook, alternatives

_FRONT = 400
_FRONT_WEIGHT = 4
#: The longest first line that may be a title.
_FRONT_LINE = 60
#: Characters that may stand between the head of a line and the place that speaks.
_LED = 6
#: How much more often a document names its own level (全市) than those above it.
_OWN = 2


def title_block(document: Document) -> Block | None:
    """The block of the title; ``None`` where there is none."""
    return next((b for b in document.blocks if b.kind == "title"), None)


def title_text(document: Document) -> str:
    """The title as printed; empty where there is none."""
    title = title_block(document)
    return "" if title is None else document.text[title.start : title.end]


def page_names(document: Document) -> tuple[str, ...]:
    """What a web page says its name is."""
    return tuple(each.text for each in document.furniture if each.role == "title")


def whole_title(document: Document) -> str:
    """The title, or the name of the page where that is longer: a title may be set in two paragraphs."""
    title = "".join(title_text(document).split())
    names = ("".join(name.split()) for name in page_names(document))
    return next((name for name in names if title and title in name), title_text(document))


def area_of(document: Document, words: tuple[Word, ...], issuer: str, rulebook: Rulebook, title: str = "") -> str:
    """The place in the title, else that of the issuer, else the one named most often; the nation of a national body.

    ``title`` takes the place of the printed one.
    """
    return next((place for _, place, known in _ranked(document, words, issuer, rulebook, title) if known), "")


def areas_of(
    document: Document, words: tuple[Word, ...], issuer: str, rulebook: Rulebook, title: str = ""
) -> tuple[Candidate, ...]:
    """Every place that the document may be about, with what speaks for it, the best evidence first."""
    ranked = _ranked(document, words, issuer, rulebook, title)
    taken = next((i for i, (_, _, known) in enumerate(ranked) if known), -1)
    return tuple(
        Candidate("area", place, by, document.text.count(place), _first(document, place), i == taken)
        for i, (by, place, _) in enumerate(ranked)
        if place
    )


def _first(document: Document, name: str) -> Spans:
    """Where the title prints a name, else where the text does first."""
    title = title_block(document)
    at = -1 if title is None else document.text.find(name, title.start, title.end)
    at = document.text.find(name) if at < 0 else at
    return ((at, at + len(name)),) if at >= 0 else ()


def _ranked(
    document: Document, words: tuple[Word, ...], issuer: str, rulebook: Rulebook, title: str
) -> list[tuple[str, str, bool]]:
    """The evidence for an area in its rank, the place that it says, and whether that place may be taken.

    A bare 省人民政府 asks for a place of that level: where it finds none, no lesser evidence gives one.
    """
    placed = _placed(words, rulebook)
    said = _Said.of(words, rulebook)
    nation = rulebook.terms.nation
    seat, level = _seat(document.text, rulebook)
    found = [
        ("title", _named_in(title, document, rulebook) if title else _in_title(document, placed, rulebook)),
        ("page-name", _in_page_names(document, rulebook)),
        ("nation", nation if _of_nation(document, placed, said, rulebook) else ""),
        ("seat", seat),
        ("level", _most_named_at(level, placed, rulebook) if level else ""),
        ("issuer", _of_issuer(issuer, said, rulebook)),
        ("most-named", _most_named(placed, said, rulebook)),
    ]
    ranked: list[tuple[str, str, bool]] = []
    for by, place in found:
        sure = by not in ("issuer", "most-named")
        known = sure or (not level and (place == nation or _printed(document, place) or _is_place(place, rulebook)))
        ranked.append((by, place, bool(place) and known))
    if any(by == "issuer" and place for by, place, _ in ranked):  # whoever issues it is not passed over for a frequency
        ranked = [(by, place, known and by != "most-named") for by, place, known in ranked]
    return ranked


def level_of(document: Document, words: tuple[Word, ...], rulebook: Rulebook) -> str:
    """全市 of a document that does not say which: the word for an area that it says most often, the first of equals.

    占全省的 2% and 高于全省 speak of the area above.
    """
    lists = rulebook.words
    known = {*lists["city_level"], *lists["province_level"], *lists["county_level"]} & {*lists["unnamed_area"]}
    spoken = (word for word in words if word.text in known)
    against = (*lists["comparing"], *lists["against"])
    said = Counter(w.text for w in spoken if not document.text.endswith(against, 0, w.start))
    return max(said, key=lambda word: said[word], default="")


def _in_page_names(document: Document, rulebook: Rulebook) -> str:
    """湖州市 of 湖州市渔业局网站: the place that a web page or its site is named after."""
    return next((place for name in page_names(document) if (place := _in_name(name, rulebook))), "")


def _of_nation(document: Document, placed: list[tuple[Word, str]], said: _Said, rulebook: Rulebook) -> bool:
    """True for a report of 国家林业局 that opens with no other place and speaks more of 全国 than of 全市."""
    elsewhere = any(word.start < _FRONT // 4 for word, _ in placed)
    return _national(document.text[:_FRONT], rulebook) and said.local <= said.nation and not elsewhere


def _of_issuer(issuer: str, said: _Said, rulebook: Rulebook) -> str:
    """The place of 浙江省渔业局, unless a document speaks less of the province than of cities and counties."""
    place = _in_name(issuer, rulebook)
    above = _provincial(place, rulebook) and said.province < said.city + said.county
    return "" if above else place


def _printed(document: Document, place: str) -> bool:
    """True for a place in the title, or in the first line, or more than once in the text."""
    first = document.text.partition("\n")[0]  # above a table the title is a paragraph
    heads = (whole_title(document), first if len(first) <= _FRONT_LINE else "")
    return any(place in head for head in heads) or document.text.count(place) > 1


@dataclass(frozen=True, slots=True)
class _Said:
    """How often a document says that it is about the nation, a province, a city, a county."""

    nation: int
    province: int
    city: int
    county: int

    @classmethod
    def of(cls, words: tuple[Word, ...], rulebook: Rulebook) -> _Said:
        lists = rulebook.words
        said = Counter(word.text for word in words)
        nations = {*lists["nation_level"], rulebook.terms.nation}
        levels = (nations, *(lists[name] for name in ("province_level", "city_level", "county_level")))
        return cls(*(sum(said[name] for name in level) for level in levels))

    @property
    def local(self) -> int:
        return self.province + self.city + self.county


def _in_title(document: Document, placed: list[tuple[Word, str]], rulebook: Rulebook) -> str:
    """The place in the title; of a city with its district the last."""
    title = title_block(document)
    if title is None:
        return ""
    place, behind = "", title.start
    for word, name in placed:
        if title.start <= word.start < title.end and (not place or word.start == behind):
            place, behind = name, word.start + len(name)  # 某市某区: the report is about the last of them
    if not place:
        return _named_in(title_text(document), document, rulebook)
    place = _cut_off(document.text[title.start : behind - len(place)], rulebook) + place
    suffix = _ending_behind(document.text, place, behind, rulebook)
    return _inner(document.text[behind + len(suffix) : title.end], rulebook) or place + suffix


def _named_in(title: str, document: Document, rulebook: Rulebook) -> str:
    """The place that a title names in words that nobody has segmented."""
    return _known_seat(title, rulebook) or _in_name(title, rulebook) or _opening_name(document, title, rulebook)


def _opening_name(document: Document, head: str, rulebook: Rulebook) -> str:
    """云川市 at the head of a title: a name that nobody knows, where its year follows or the text prints it again."""
    lists = rulebook.words
    endings = "|".join(map(regex.escape, sorted(lists["place_suffix"], key=len, reverse=True)))
    found = regex.match(rf"\s*(\p{{Han}}{{2,5}}?(?:{endings}))(?!{'|'.join(lists['not_place_ending'])})", head)
    name = found[1] if found else ""
    none = (*lists["not_place"], *lists["area_word"], *lists["not_place_tail"])
    if (
        found is None
        or any(word in name for word in none)
        or name.startswith((*lists["title_opening"], *lists["each"]))
    ):
        return ""
    return name if head[found.end() :].lstrip()[:1].isdigit() or document.text.count(name) > 1 else ""


def _cut_off(before: str, rulebook: Rulebook) -> str:
    """青 of 青|岚县, a name jieba does not know: what opens a title before a place, where that is short."""
    if not 0 < len(before) <= 2 or before in rulebook.words["title_opening"] or any(c.isdigit() for c in before):
        return ""
    return before


def _ending_behind(text: str, place: str, behind: int, rulebook: Rulebook) -> str:
    """地区 of 湖州|地区: the ending that a known name has behind it, where it has none of its own."""
    endings = rulebook.words["place_suffix"]
    if place.endswith(endings):
        return ""
    return next((ending for ending in endings if text.startswith(ending, behind)), "")


def _in_name(name: str, rulebook: Rulebook) -> str:
    """The known place with its ending that a page names itself or its site after; a province where no other is."""
    lists = rulebook.words
    keys = ("known_place", "known_with_ending", "place_suffix", "short_ending", "not_place_ending")
    found = [m[0] for m in _place_in_name(*map(lists.__getitem__, keys)).finditer(name)]
    return next((place for place in found if not _provincial(place, rulebook)), found[0] if found else "")


@lru_cache(maxsize=4)  # one for each rulebook in use: the alternatives are thousands of places
def _place_in_name(
    places: tuple[str, ...],
    with_ending: tuple[str, ...],
    suffixes: tuple[str, ...],
    short: tuple[str, ...],
    others: tuple[str, ...],
) -> regex.Pattern[str]:
    known, endings, other = (alternatives(names) for names in ((*places, *with_ending), (*suffixes, *short), others))
    return regex.compile(rf"{known}(?!{other}){endings}")


def _provincial(place: str, rulebook: Rulebook) -> bool:
    lists = rulebook.words
    return place.endswith(lists["province_suffix"]) or place in lists["province"]


def _national(front: str, rulebook: Rulebook) -> bool:
    """Whether a national body speaks in the first lines, not a report of what it decided."""
    bodies = "|".join(map(regex.escape, rulebook.words["national_body"]))
    deciding, more = ("|".join(rulebook.words[key]) for key in ("deciding", "not_national"))
    return regex.search(rf"(?<!{deciding})(?:{bodies})(?!{more})", front) is not None


def _most_named(placed: list[tuple[Word, str]], said: _Said, rulebook: Rulebook) -> str:
    """The place named most often; a document that speaks of all the city is about no province."""
    lists = rulebook.words
    nation = rulebook.terms.nation
    votes: Counter[str] = Counter()
    for word, place in placed:
        votes[place] += _FRONT_WEIGHT if word.start < _FRONT else 1
    if said.city + said.county > _OWN * said.province:
        votes = Counter({p: n for p, n in votes.items() if not _provincial(p, rulebook)})
    if not votes:
        return nation if said.nation > said.local else ""
    place, count = max(votes.items(), key=lambda v: (v[1], -len(v[0]), v[0]))
    if said.nation > count + said.local:
        return nation
    bare = place in lists["known_place"] and not place.endswith(lists["place_suffix"])
    urban = bare and not _provincial(place, rulebook) and said.city > _OWN * (said.county + said.province)
    return place + rulebook.terms.city_ending if urban else place


def _known_seat(title: str, rulebook: Rulebook) -> str:
    """The known place with its ending that a title opens with, where jieba took more than that for one word."""
    head = title.lstrip("0123456789 " + rulebook.terms.year_mark)
    place = next((p for p in rulebook.words["known_place"] if head.startswith(p)), "")
    behind = head[len(place) :]
    ending = next((e for e in rulebook.words["place_suffix"] if behind.startswith(e)), "")
    return place + ending if place and ending and not behind.startswith(rulebook.words["not_place_ending"]) else ""


def _seat(text: str, rulebook: Rulebook) -> tuple[str, str]:
    """The place whose assembly or government the first lines name (在某市某区第三届人民代表大会), the innermost one.

    A bare 省人民政府 names a level only. A name that nobody knows is one where the text prints it again.
    """
    lists = rulebook.words
    endings = sorted(lists["place_suffix"], key=len, reverse=True)
    place = rf"\p{{Han}}{{2,7}}?(?:{'|'.join(map(regex.escape, endings))})"
    whole = _before_body(text[:_FRONT], endings, regex.compile("|".join(lists["assembly"])))
    for word in lists["before_place"]:
        whole = whole.rpartition(word)[2]
    if whole in lists["place_suffix"]:
        return "", whole
    known = rulebook.places.ending(whole)
    name = known or str(next(reversed(regex.findall(place, whole)), ""))
    if name.startswith((*lists["not_place"], *lists["area_word"])):
        return "", ""
    return (name, "") if known or text.count(name) > 1 else ("", "")


def _before_body(front: str, endings: Sequence[str], body: regex.Pattern[str]) -> str:
    """The first row of places, or bare ending, with a ``body`` behind it and few characters before it; else empty.

    The places are as short as may be. From each character it is asked once how far they go: a pattern would divide a
    list of places in every way.
    """
    for run in regex.finditer(r"\p{Han}+", front):
        known: dict[int, int] = {}
        for start in range(run.end(), run.start() - 1, -1):
            for end in _place_ends(front, start, run.end(), endings):
                further = known.get(end, end if body.match(front, end) else 0)
                if further:
                    known[start] = further
                    break
        for start in range(run.start(), min(run.start() + _LED, run.end()) + 1):
            bare = (start + len(ending) for ending in endings if front.startswith(ending, start))
            end = known.get(start) or next((each for each in bare if body.match(front, each)), 0)
            if end:
                return front[run.start() : end]
    return ""


def _place_ends(front: str, start: int, limit: int, endings: Sequence[str]) -> Iterator[int]:
    """Where a place that begins at ``start`` can end, the nearest end first."""
    for at in range(start + 2, min(start + 7, limit) + 1):
        yield from (at + len(ending) for ending in endings if front.startswith(ending, at))


def _most_named_at(level: str, placed: list[tuple[Word, str]], rulebook: Rulebook) -> str:
    """The place of a level (省, 市, 自治区, 县) that a document names most often, in its own name as it names it.

    Nothing where two are named equally often: one of them may be a neighbour, or who is helped.
    """
    provinces = rulebook.words["province"]
    votes: Counter[str] = Counter()
    first: dict[str, str] = {}
    for _, place in placed:
        full = place if place.endswith(level) else ""
        short = place.removesuffix(level)
        bare = rulebook.places.level(place) is None and not place.endswith(rulebook.words["place_suffix"])
        if rulebook.places.level(full) == "province" or (bare and place in provinces):
            at_level = _provincial(full, rulebook) or level in rulebook.words["province_suffix"]
        else:
            at_level = bool(full) or (bare and level == rulebook.terms.city_ending)
        if at_level:
            votes[short] += 1
            first.setdefault(short, place)
            if full:
                first[short] = full
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return rulebook.places.full(first[ranked[0][0]], level)


def _is_place(name: str, rulebook: Rulebook) -> bool:
    """True for a name that rules/places.toml has, in full or without its ending."""
    return rulebook.places.level(name) is not None or name.startswith(rulebook.words["known_place"])


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
    for word, following in zip(words, (*words[1:], None), strict=False):  # no words, and then nothing follows either
        if not word.tag.startswith("ns") or any(word.text in lists[n] for n in ("nation", "area_word", "not_place")):
            continue
        name = word.text + _ending_of(word, following, rulebook)
        ending = next((e for e in endings if name.endswith(e) and len(name) > len(e) + 1), "")
        if ending:
            full.setdefault(name.removesuffix(ending), name)
        found.append((word, name))
    known = [(w, full.get(n, n)) for w, n in found]
    return [(word, name) for word, name in known if _is_named(name, rulebook)]


def _ending_of(word: Word, following: Word | None, rulebook: Rulebook) -> str:
    """市 or 市委 directly behind the short name of a place; empty for one that has its ending."""
    if following is None or following.start != word.end or _ended(word.text, rulebook):
        return ""
    endings = rulebook.words["place_suffix"]
    return following.text if following.text in endings else _ruled(following.text, rulebook)


def _is_named(name: str, rulebook: Rulebook) -> bool:
    """True for 云州市 and for a bare place that is known; 各县 and what only ends like a place are none."""
    lists = rulebook.words
    none = name.endswith(lists["not_place_tail"]) or name.startswith(lists["each"])
    return (name.endswith(lists["place_suffix"]) and not none) or name in lists["known_place"]


def _ruled(word: str, rulebook: Rulebook) -> str:
    """The ending of an area in the short name of what rules it: 市 of 市委."""
    return word[:1] if word in rulebook.words["ruling"] else ""


def _ended(name: str, rulebook: Rulebook) -> bool:
    """Whether a place is named with its ending already; 新乡 is none that ends."""
    return name.endswith(rulebook.words["place_suffix"]) and name not in rulebook.words["known_place"]


def known_at(text: str, rulebook: Rulebook) -> str:
    """The known place that a text opens with, in full; empty where it opens with none."""
    tops = (text[:n] for n in range(min(rulebook.places.longest, len(text)), 1, -1))
    full = next((top for top in tops if rulebook.places.level(top) is not None), "")
    if full:
        return full
    short = next((name for name in rulebook.words["known_place"] if text.startswith(name)), "")
    for ending in (*rulebook.words["province_suffix"], rulebook.terms.city_ending) if short else ():
        place = rulebook.places.full(short, ending)
        if rulebook.places.level(place) is not None:
            return place
    return ""
