"""The names at the head of a clause: bodies, places, several side by side, and areas above the document's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

import regex

from ipextract.claims.frames import Frames
from ipextract.claims.metadata import Metadata
from ipextract.exact.numeral import parse
from ipextract.model import Mention, Word
from ipextract.rulebook import MASKS, Rulebook
from ipextract.rulebook.lexicon import Lexicon, by_name
from ipextract.structure.placed import cut

_BREAKS, _ENDS = "，；：。、（）", "。！？\n"
LONGEST_NAME = 34
#: A body's kind shows in its last characters: 区局, 法院.
KIND = 2
#: How far before a bracket the population stands that it speaks of.
_NEAR = 18
#: How far ahead a sentence is searched for its end.
_SENTENCE = 200
#: jieba's tags of marks and foreign words, of verbs and adverbs, of numbers and particles.
_MARK_TAGS = ("x", "eng")
_ACTING_TAGS = ("v", "vd", "vi", "ul", "d")
_NUMBER_TAGS = ("m", "u", "y")
_DATE = frozenset(MASKS["date"])
#: Names between the first and the last of a list whose number is one digit; a longer list never has it.
_MOST_LISTED = 9


class Reader:
    """The words and numbers of one document with the lists that scope needs; ``lists`` are for whole words."""

    __slots__ = (
        "above",
        "area",
        "areas",
        "ends",
        "frames",
        "lists",
        "lone",
        "mentions",
        "opening",
        "own",
        "own_words",
        "rulebook",
        "selves",
        "several",
        "starts",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        words: tuple[Word, ...],
        mentions: tuple[Mention, ...],
        rulebook: Rulebook,
        meta: Metadata,
        frames: Frames,
    ) -> None:
        self.text = text
        self.words = words
        self.starts = [w.start for w in words]
        self.mentions = mentions
        self.ends = [m.start for m in mentions]
        self.rulebook = rulebook
        self.lists = {name: frozenset(listed) for name, listed in by_name(rulebook.words).items()}
        self.opening = self.lists["founding"] | self.lists["staging"]
        self.area = meta.area
        self.own = tuple(w for w in (meta.area, _short(meta.area, rulebook)) if w)
        self.areas = (*rulebook.words["area_word"], *rulebook.words["region"], *self.own)
        self.frames = frames
        title = meta.title
        self.lone = frozenset(word for word in rulebook.words["lone_body"] if word not in title)
        self.above, self.own_words = _levels(meta.place, rulebook)
        self.selves = (meta.subject, *rulebook.words["oneself"]) if meta.subject else ()
        self.several = _several(rulebook)

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that start in [start, end)."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def word_at(self, offset: int) -> Word | None:
        """The word that starts at ``offset``."""
        i = bisect_left(self.starts, offset)
        return self.words[i] if i < len(self.starts) and self.starts[i] == offset else None

    def date_at(self, offset: int) -> Mention | None:
        """The date that starts at ``offset``."""
        i = bisect_left(self.ends, offset)
        found = i < len(self.ends) and self.ends[i] == offset and self.mentions[i].dimension == "date"
        return self.mentions[i] if found else None

    def counts(self, start: int, end: int) -> bool:
        """True when a quantity stands in [start, end)."""
        low, high = bisect_left(self.ends, start), bisect_left(self.ends, end)
        return any(m.is_quantity for m in self.mentions[low:high])

    def dates(self, start: int, end: int) -> tuple[Mention, ...]:
        """The dates that start in [start, end)."""
        low, high = bisect_left(self.ends, start), bisect_left(self.ends, end)
        return tuple(m for m in self.mentions[low:high] if m.dimension == "date")


def _short(area: str, rulebook: Rulebook) -> str:
    """The document's own area without its ending, where that is a name: 湖州 of 湖州市."""
    short = next((w for w in rulebook.words["known_place"] if area.startswith(w)), "")
    return short if short != area else ""


def _levels(area: str, rulebook: Rulebook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words for areas above that of the document (全国 and 全省 for a city), and those for its own."""
    lists = rulebook.words
    nation, province, city = lists["nation_level"], lists["province_level"], lists["city_level"]
    if not area or area in lists["nation"]:
        return (), nation
    if area.endswith(lists["province_suffix"]) or area in (*lists["municipality"], *province):
        return nation, (*province, *city, *lists["county_level"])
    if area.endswith(lists["district"]) or area in lists["county_level"]:
        return (*nation, *province, *city), lists["county_level"]
    return (*nation, *province), city


def _several(rulebook: Rulebook) -> regex.Pattern[str]:
    """Names in a list, how many they are, and what they are."""
    lists = rulebook.words
    marks, endings, classifiers = (
        "|".join(regex.escape(w) for w in sorted(lists[name], key=len, reverse=True))
        for name in ("list_mark", "sibling", "sibling_unit")
    )
    digits = "".join(regex.escape(d) for d in rulebook.numerals.digits)
    name = r"(?:(?!" + marks + r")\p{Han}){2,8}?"
    return regex.compile(
        rf"(?>(?P<first>{name})(?:{marks}))(?>(?P<next>{name})(?:{marks})){{0,{_MOST_LISTED}}}(?P<last>{name})"
        rf"(?P<many>[{digits}])(?:{classifiers})?(?P<ending>{endings})"
    )


def body_end(reader: Reader, start: int, end: int, endings: tuple[str, ...] = ()) -> int:
    """The end of a body's name that opens the clause at ``start``, or ``start`` when it opens with something else.

    What ends like a body of the same sentence (``endings``) is one, whatever noun follows it.
    """
    marks = reader.lists["list_mark"]
    words = reader.between(start, min(end, start + LONGEST_NAME))
    best = start
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        if word.tag in _MARK_TAGS:
            if word.text not in marks:
                break
        elif _ends_body(reader, start, words, i, endings):
            if reader.text[start : word.end].endswith(reader.rulebook.words["not_body"]):
                break
            best = word.end
            endings = (*endings, reader.text[max(start, best - KIND) : best])
            if following is None or following.text not in marks:
                break
        elif any(test(word, reader) for test in _ENDS_NAME) or (i == 0 and _opens_no_name(word, following, reader)):
            break
    return best


def _ends_body(reader: Reader, start: int, words: tuple[Word, ...], i: int, endings: tuple[str, ...]) -> bool:
    """True for 局 of 天河区渔业局 before a verb; not for 医院 of 医院 67 个, nor for 学校 of 学校操场."""
    lists, word = reader.rulebook.words, words[i]
    if not word.text.endswith(lists["body"]) or word.text.endswith(lists["not_body"]):
        return False
    said = reader.text[start : word.end]
    said = said.removeprefix(next((area for area in reader.areas if said.startswith(area)), ""))
    if said.startswith(lists["class_front"]) and said.endswith(lists["facility"]):
        return False  # 中等职业学校招生: a kind of schools, and none of them
    if i == 0 and len(word.text) <= KIND:
        return word.text in reader.lone and _goes_to_work(words[i + 1 : i + 2], reader)
    if _counted(words[i + 1 : i + 5], lists):
        return False
    if word.text in reader.lists["closed_body"] or reader.text[start : word.end].endswith(endings):
        return True
    return _may_follow(words[i + 1] if i + 1 < len(words) else None, lists)


def _goes_to_work(following: Sequence[Word], reader: Reader) -> bool:
    """True for 共 of 海关共查扣, 受理 of 法院受理; 海关货物 goes on with a noun."""
    if not following:
        return False
    word = following[0]
    return word.tag.startswith("d") or word.text in reader.lists["joint"] or word.text in reader.lists["procedure"]


def _binds(word: Word, reader: Reader) -> bool:
    """True for 的, for a preposition (对, 在) and for 及其: what stands before them is no name of a body."""
    lists = reader.lists
    return word.text in lists["grammar_de"] or word.tag == "p" or word.text in lists["joint"]


def _links(word: Word, reader: Reader) -> bool:
    """True for 但 and 并; 和 may stand in a name."""
    return word.tag == "c" and word.text not in reader.lists["list_mark"]


def _acts(word: Word, reader: Reader) -> bool:
    """True for 组织 in 渔业部门组织巡查; 管理 may stand in a name (水利管理局)."""
    return word.tag in _ACTING_TAGS and word.text not in reader.lists["name_verb"]


def _makes(word: Word, reader: Reader) -> bool:
    """True for 新增 and 建成: what follows is made, and does not act."""
    return word.text in reader.lists["inflow"] or word.text in reader.lists["building"]


def _foresees(word: Word, reader: Reader) -> bool:
    """True for 预计 of 我们预计公司2031年收入: what is foreseen stands behind it."""
    return word.text in reader.lists["target"] and word.text not in reader.lists["name_verb"]


#: Words of which one is True end a name without a body.
_ENDS_NAME: tuple[Callable[[Word, Reader], bool], ...] = (_binds, _links, _acts, _makes, _foresees)


def _opens_no_name(word: Word, following: Word | None, reader: Reader) -> bool:
    """True for a number, and for 监督 of 监督公安机关, which opens a verb with its object."""
    acts = word.tag.startswith("v") or word.text in reader.lists["procedure"]
    return word.tag in _NUMBER_TAGS or (acts and not _names_alone(following, reader.rulebook.words))


def _names_alone(word: Word | None, lists: Lexicon) -> bool:
    """True for what a verb can name with one word (调解组织); 监督公安机关 is a verb and its object."""
    return word is not None and word.text in lists["name_verb_ending"]


def _counted(behind: Sequence[Word], lists: Lexicon) -> bool:
    """True for 开发区达 20 家 and 研究中心累计总数 20 家: the number behind counts such bodies."""
    links = (*lists["be"], *lists["cumulative"], *lists["whole_subject"], *lists["stated_total"])
    linked = next((i for i, word in enumerate(behind) if word.text not in links), 0)
    return linked > 0 and "\ue000" <= behind[linked].text[0] <= "\uf8ff"


def _may_follow(word: Word | None, lists: Lexicon) -> bool:
    """True when the word behind a body's ending cannot carry its name on."""
    if word is not None and "\ue000" <= word.text[0] <= "\uf8ff":
        return word.text[0] in _DATE  # 三级医院 67 个 counts hospitals, 渔业银行一季度发放 does not
    if word is None or word.tag == "x" or word.text in lists["list_mark"] or word.text in lists["joint"]:
        return True
    if word.text.endswith(lists["body"]):
        return False
    return word.tag[0] in "vdptmcfr" or word.tag in ("a", "ad", "ul") or word.text in lists["procedure"]


def place_end(reader: Reader, start: int, end: int) -> int:
    """The end of the place names (天河区、越秀区) that open the clause before a verb or a number; else ``start``."""
    lists, whole = reader.rulebook.words, reader.lists
    words = reader.between(start, min(end, start + LONGEST_NAME))
    best = at = start
    for word in words:
        if word.start != at or word.text in whole["category"]:
            break
        at = word.end
        if word.text in whole["list_mark"] and best > start:
            continue
        named = word.tag.startswith("n") and word.text.endswith(lists["place_suffix"]) and len(word.text) > 2
        if named or (word.text in whole["place_suffix"] and word.start > start):
            best = at
        elif not word.tag.startswith("n") or len(word.text) > 3:
            break
    return best


def exemplifies(reader: Reader, start: int, end: int) -> bool:
    """True for 云县 of 云县等 9 个地区 and 渔业局 of 渔业局等四部门: it is one of many, and they are spoken of."""
    for word in reader.rulebook.words["and_others"]:
        at = reader.text.find(word, start, end + len(word))
        many = reader.text[at + len(word) : at + len(word) + 1] if at > start else ""
        if many and (many in reader.rulebook.numerals.digits or reader.counts(at + len(word), at + len(word) + 1)):
            return True
    return False


def own_area(reader: Reader, place: str) -> str:
    """The place, or nothing when it is the document's own area under another ending (广州地区 for 广州市)."""
    suffixes = reader.rulebook.words["place_suffix"]
    stems = {name.removesuffix(next((s for s in suffixes if name.endswith(s)), "")) for name in (place, reader.area)}
    return "" if len(stems) == 1 else place


def siblings(reader: Reader, start: int, end: int) -> tuple[int, tuple[str, ...]] | None:
    """甲、乙、丙三家法院: where the list ends, and the full name of each; the numeral must count the names."""
    found = reader.several.match(reader.text, start, end)
    if found is None:
        return None
    spans = (span for group in ("first", "next", "last") for span in found.spans(group))
    names = [cut(reader.text, *span) for span in spans if span[1] > span[0]]
    if parse(found["many"], reader.rulebook.numerals) != len(names):
        return None
    ending = cut(reader.text, *found.span("ending"))
    return found.end(), tuple(name if name.endswith(ending) else name + ending for name in names)


def counts_bodies(reader: Reader, start: int, end: int) -> bool:
    """True for 13 家调解组织化解…: a sentence about several bodies is no longer about the one before."""
    low = bisect_left(reader.ends, start)
    number = reader.mentions[low] if low < len(reader.mentions) else None
    if number is None or number.start != start or not number.is_quantity or number.end >= end:
        return False
    following = reader.between(number.end, min(end, number.end + _NEAR))[:3]
    return any(reader.text[number.end : word.end].endswith(reader.rulebook.words["body"]) for word in following)


def compares(reader: Reader, start: int, end: int) -> bool:
    """True when 全国 at the head of a clause is the subject of its number; 全国重点实验室 is a title of one's own.

    A noun behind it is a title unless it is a measure (全国用电量增长 5%) or the sentence comes back to the document's
    own area.
    """
    if _measured(reader, start, end):
        return True
    word = next(iter(reader.between(start, min(end, start + 1))), None)
    if word is None or word.start != start or word.tag[0] in "vdpcfmxur":
        return word is None or not word.text.endswith(reader.rulebook.words["place_suffix"])
    stop = min(
        (i for i in (reader.text.find(ch, end, end + _SENTENCE) for ch in _ENDS) if i >= 0), default=end + _SENTENCE
    )
    return any(word in reader.text[end:stop] for word in (*reader.own_words, reader.area) if word)


def _measured(reader: Reader, start: int, end: int) -> bool:
    """True for 用电量 of 用电量比上年增长 5% and 产量为 30 吨: the words up to the number end in a measure."""
    low = bisect_left(reader.ends, start)
    first = reader.mentions[low] if low < len(reader.mentions) else None
    if first is None or not first.is_quantity or first.start >= end:
        return False
    lists = reader.rulebook.words
    said = reader.text[start : first.start]
    if any(word in said for word in lists["distinction"]):
        return False  # 全国名牌产品产值 90 亿元 is of those that one has
    links = (
        *lists["rise"],
        *lists["fall"],
        *lists["grown_to"],
        *lists["reached"],
        *lists["year_ago"],
        *lists["adverb"],
    )
    while said != (shorter := said.removesuffix(max((w for w in links if said.endswith(w)), key=len, default=""))):
        said = shorter.rstrip()
    return said.endswith((*lists["measured_subject"], *lists["flow_noun"]))


def compared_with(reader: Reader, sentence: int, start: int, end: int) -> str:
    """全国 in 比全国平均水平（2.6%）: a number alone in brackets is of the population just named; else nothing."""
    if reader.text[start - 1 : start] not in ("（", "("):
        return ""
    low = bisect_left(reader.ends, start)
    number = reader.mentions[low] if low < len(reader.mentions) else None
    if number is None or not number.is_quantity or (number.start, number.end) != (start, end):
        return ""
    before = reader.text[max(sentence, start - _NEAR) : start - 1]
    before = before[max(before.rfind(ch) for ch in _BREAKS) + 1 :]
    if number.dimension == "percent" and reader.rulebook.terms.share_of in before:
        return ""
    floor = start - 1 - len(before)
    places = ((floor + before.find(word), word) for word in reader.above if word in before)
    return next((cut(reader.text, at, at + len(word)) for at, word in places), "")
