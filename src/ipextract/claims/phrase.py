"""The words around a number → what is counted: noun before the number, noun after the classifier, verb and object."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import regex

from ipextract.claims.fronts import behind_examples, behind_mark, is_price_basis, without_setting
from ipextract.claims.verbs import acted_on, item_ahead, with_currency
from ipextract.claims.words import Words
from ipextract.model import Word
from ipextract.rulebook import MASKS
from ipextract.structure.placed import Placed, cut

#: The form of a name that is what those who are counted do.
ACTING = "acting"
_BREAKS = frozenset("，；：。！？\n,;（）()\t")
_BREAK = regex.compile(f"[{''.join(sorted(_BREAKS))}]")
_OPENING, _CLOSING = "（(", "）)"
_SHORT_BRACKET = 8
#: No word of time that runs into a name is longer.
_TIME = 4
_SYMBOL = regex.compile(r"[（(][A-Za-z][A-Za-z0-9.&+/\-]*[）)]")
_QUOTES = frozenset('“”‘’"')
_PUNCTUATION = frozenset("，；：。！？、“”‘’《》（）()【】[]—…·,;:.\"'\n\t ")


#: Lists whose words link a phrase to its number and are no part of it.
TAIL = ("adverb", "be", "grammar_de", "tail")


#: Lists whose words are verbs, whatever jieba tags them.
_VERBS = ("procedure", "result_verb", "pivot", "anaphor", "negating")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a number counts.

    ``text`` is the indicator; ``verb`` its leading verb, ``object`` the rest; ``head`` the last word and ``prefix`` all
    before it. ``end`` is the offset behind a noun that follows the number, so that the next phrase starts there.
    ``total`` is the word that makes the number a sum (合计), ``bare`` is True for a verb without an object,
    ``open`` for a phrase that stops at a verb behind its subject. ``tag`` is jieba's tag of the head; ``addend`` is
    True for what is added to or taken from the number before (加上 … , 扣除 …). ``by`` names the form that made it.
    """

    text: str
    verb: str = ""
    object: str = ""
    head: str = ""
    prefix: str = ""
    end: int = 0
    total: str = ""
    bare: bool = False
    open: bool = False
    tag: str = ""
    addend: bool = False
    by: str = "before"


def boundary(text: str, start: int, floor: int) -> int:
    """Where the words before ``start`` begin: behind the last break, not before ``floor``."""
    at = start
    while at > floor:
        if text[at - 1] in _CLOSING:  # a short bracket belongs to the name: 在校（园）生
            opening = max(text.rfind(ch, floor, at) for ch in _OPENING)
            inside = text[opening:at]
            named = _SYMBOL.fullmatch(inside) is not None
            if opening < floor or len(inside) > _SHORT_BRACKET + 2 * named:
                return at
            if not named and any(ch.isdigit() or ch in "，。；" for ch in inside):
                return at
            at = opening
        elif text[at - 1] in _BREAKS:
            return at
        else:
            at -= 1
    return at


def subject(words: Words, end: int, floor: int) -> Phrase:
    """The phrase before ``end``, back to ``floor`` at most; of 尿素（按含氮量折算）由 3 万吨 it is 尿素."""
    text = words.text
    start = boundary(text, end, floor)
    found = before(words, start, end)
    if not found.text and start > floor and text[start - 1] in _CLOSING:
        opening = max(text.rfind(mark, floor, start) for mark in _OPENING)
        if opening > floor:
            named = before(words, boundary(text, opening, floor), opening)
            return named if named.text else found
    return found


def before(words: Words, start: int, end: int) -> Phrase:
    """The phrase that text[start:end], the words before a number, makes."""
    found = _seen(words, start, end)
    total = _total(words, found)
    while found and _frames_head(words, found) and not _of_rate(words, found):
        found = found[1:]
    if is_price_basis(words, found):
        found = []
    found = behind_examples(words, without_setting(words, found))
    summed = found
    found = _without_place(words, _without_tail(words, found))
    closing = found[-1].end if total and found and words.has(found[-1], "account_side") else 0
    while found and (words.has(found[0], "connective") or _is_punctuation(found[0])):
        found = found[1:]
    found = behind_mark(words, found)
    addend = len(found) > 1 and words.has(found[0], "addend")
    if addend:
        found = found[1:]
    if len(found) > 1 and words.has(found[0], "winning") and words.has(found[-1].text[-1], "parallel_ending"):
        found = found[1:]
    if found and closing:
        named = _phrase(words, found, "")
        return replace(named, text=named.text + _sum_word(words, summed, closing), addend=addend)
    return replace(_of_bearer(words, found, total), addend=addend)


#: First letters of the tags of what bears a measure: 渔业, 一产, 非油经济.
_BEARERS = "nljmb"


def _of_bearer(words: Words, found: list[Word], total: str) -> Phrase:
    """渔业在渔港带动下实现产值: the product of who brought it about, without the verb and what it came about by."""
    at = next((i for i, word in enumerate(found) if i and words.has(word, "light_verb")), 0)
    settings = [i for i, word in enumerate(found[:at]) if i and word.tag == "p" and found[at - 1].tag == "f"]
    last = settings[0] if settings else at
    if not last or found[last - 1].tag[0] not in _BEARERS or not _is_measured(words, found[at:]):
        return _phrase(words, found, total)
    front, measure = _clean(_said(words, found[:last])), _phrase(words, found[at + 1 :], total)
    return replace(measure, text=front + measure.text, object=front + measure.object, prefix=front + measure.prefix)


def _is_measured(words: Words, found: list[Word]) -> bool:
    """True for 实现渔业产值 and 实现出口; 实现就业 is what was done."""
    return len(found) > 1 and (found[-1].tag.startswith("n") or words.has(found[-1], "relational"))


def _seen(words: Words, start: int, end: int) -> list[Word]:
    """The words of text[start:end]; those that run over an end are cut there."""
    found = words.between(start, end)
    cut_into = words.at(start)
    if cut_into is not None and cut_into.start < start < min(cut_into.end, end) and _behind_time(words, start):
        found.insert(0, cut_into._replace(text=words.text[start : cut_into.end], start=start))
    if found and found[-1].end > end:  # 价格比|上年: the last word runs into what follows
        found[-1] = found[-1]._replace(text=words.text[found[-1].start : end], end=end)
    return found


def _behind_time(words: Words, start: int) -> bool:
    """True behind 本年 of 本|年收入: the word that jieba sees begins with the end of a word of time."""
    said = words.text[max(0, start - _TIME) : start]
    return any(said.endswith(word) for name in ("within_year", "last_year") for word in words.lists[name])


def _sum_word(words: Words, found: list[Word], behind: int) -> Placed:
    """总计 of 收入支出总计: the sum of an account is called so."""
    return _said(words, next([word] for word in found if word.start >= behind and words.has(word, "total")))


def _of_rate(words: Words, found: list[Word]) -> bool:
    """首次检验合格率: the first word tells one rate from another."""
    rate = words.lists["percent_name"]
    return len(found) > 1 and words.has(found[0], "rate_adverb") and found[-1].text.endswith(tuple(rate))


def _without_tail(words: Words, found: list[Word]) -> list[Word]:
    """Drops the words that link a phrase to its number, a bracket that ends it, and 每人每月 behind a name."""
    while found:
        last = found[-1]
        framing = any(words.has(last, name) for name in TAIL) or _is_punctuation(last)
        named = any(not words.has(w, "adverb") for w in found[:-1])
        if not framing and not (named and (words.has(last, "per_each") or words.has(last, "tail_verb"))):
            break
        opening = next((i for i in range(len(found) - 1, 0, -1) if found[i].text in _OPENING), 0)
        captions = tuple(words.lists["caption_bracket"])
        if last.text in _CLOSING and opening and words.text.startswith(captions, found[opening].end):
            break
        found = found[: opening if last.text in _CLOSING and opening else -1]
    return found


def _without_place(words: Words, found: list[Word]) -> list[Word]:
    """出口额在沿海省份中 names 出口额; 在某指数中 alone names the index."""
    if not found or not words.has(found[-1], "place_end"):
        return found
    opening = next((i for i in range(len(found) - 2, -1, -1) if words.has(found[i], "place_opening")), -1)
    if opening < 0:
        return found
    return found[:opening] or found[opening + 1 : -1]


def after(words: Words, left: Phrase, start: int, limit: int) -> Phrase | None:
    """The phrase of a noun that follows a number at ``start``, or ``None`` when no noun follows.

    ``left`` are the words before the number: its verb joins the noun; a verb such as 组织, or no word at all, lets
    what the noun goes on to do name it (组织 12 家企业参展 → 参展的企业).
    """
    end = _noun_limit(words, start, limit)
    following = words.between(start, end)
    if not following or following[0].start != start or not _opens_noun(words, following[0]):
        return None if left.text else acting(words, start, limit)
    noun: list[Word] = []
    rest: list[Word] = []
    for i, word in enumerate(following):
        if noun and words.has(word, "predicate"):
            rest = following[i:]
            break
        if noun and _frames_what_follows(words, following[i:]):
            break
        if words.has(word, "list_mark") and item_ahead(words, word.end, end):
            rest = _shared_predicate(words, word.end, end)
            break
        if _is_masked(words, word):
            rest = _shared_predicate(words, word.start, end)
            break
        noun.append(word)
    noun = _trimmed(words, noun, end)
    if not noun:
        return None
    counted = _counted(words, noun, end)
    measured = len(counted) < len(noun)
    noun = counted
    core = cut(words.text, with_currency(words, noun[0].start), noun[-1].end)
    predicate = _predicate(words, rest)
    pivot = not left.text or words.has(left.verb, "pivot")
    named = pivot and bool(predicate)
    verb = _said(words, rest[:1]) if named else left.verb
    front = verb or _acted_on(words, left, start)
    text = _clean(predicate + _de(words) + core if named else front + core)
    return Phrase(
        text=text,
        verb=verb,
        object=_clean(core),
        head=_said(words, noun[-1:]),
        prefix=text[: -len(noun[-1].text)],
        end=start if measured else noun[-1].end,
        total=left.total,
        by="behind",
    )


def _acted_on(words: Words, left: Phrase, start: int) -> str:
    """What the noun at ``start`` takes from a phrase that stops at a verb; empty for every other phrase."""
    return acted_on(words, left.text, left.head, start) if left.open else ""


def acting(words: Words, start: int, limit: int) -> Phrase | None:
    """439 人享受渔民补助: without a noun, what those that are counted do, with its object, names them."""
    end = _noun_limit(words, start, limit)
    following = words.between(start, end)
    if not following or following[0].start != start or not words.has(following[0], "predicate"):
        return None
    if following[-1].end != end or not any(word.tag.startswith(_OBJECTS) for word in following[1:]):
        return None
    if any(mark in words.text[start:end] for mark in words.lists["particle"]):
        return None  # 12 支来自邻县的船队: the noun comes behind
    text, verb = _clean(_predicate(words, following)), _said(words, following[:1])
    if not text:
        return None
    return Phrase(text, verb=verb, object=text[len(verb) :], head=_said(words, following[-1:]), end=end, by=ACTING)


def _frames_what_follows(words: Words, rest: list[Word]) -> bool:
    """True for 分别, and for 中 of 9 个县中排名第 3 位."""
    setting = words.has(rest[0], "place_end") and len(rest) > 1 and words.has(rest[1], "unnaming")
    return setting or words.has(rest[0], "respectively")


def _counted(words: Words, noun: list[Word], end: int) -> list[Word]:
    """9 个镇税收收入增长 4% counts 镇: what is measured of them goes with the number that its clause goes on to."""
    if noun[-1].end >= end or words.text[noun[-1].end] in _PUNCTUATION:
        return noun
    measures = tuple(words.lists["measured_subject"])
    kept = len(noun)
    while kept > 1 and noun[kept - 1].text.endswith(measures):
        kept -= 1
    return noun[:kept] if kept and not noun[kept - 1].text.endswith(measures) else noun


def _noun_limit(words: Words, start: int, limit: int) -> int:
    """Where the words behind a number end: at the next break, past a short bracket inside a name (小类（主类）目录)."""
    text, end = words.text, start
    while end < limit and text[end] not in _BREAKS:
        end = _next_break(text, end, limit)
        if end < len(text) and text[end] in _OPENING:
            near = end + _SHORT_BRACKET
            closing = min((i for i in (text.find(ch, end, near) for ch in _CLOSING) if i > 0), default=0)
            behind = text[closing + 1 : closing + 2]
            if 0 < closing - end < _SHORT_BRACKET and behind not in _BREAKS and behind:
                end, limit = closing + 1, _next_break(text, closing + 1, len(text))
    return end


def _next_break(text: str, start: int, limit: int) -> int:
    found = _BREAK.search(text, start, limit)
    return limit if found is None else found.start()


def _trimmed(words: Words, noun: list[Word], end: int) -> list[Word]:
    """The noun without the marks and particles behind it; 网点中，… counts 网点."""
    while noun and (
        _is_punctuation(noun[-1]) or words.has(noun[-1], "list_mark") or noun[-1].text in words.lists["grammar_de"]
    ):
        noun = noun[:-1]
    within = len(noun) > 1 and noun[-1].end == end and words.has(noun[-1], "within_noun")
    return noun[:-1] if within else noun


def _phrase(words: Words, found: list[Word], total: str) -> Phrase:
    if not found:
        return Phrase("", total=total)
    text = _clean(cut(words.text, found[0].start, found[-1].end))
    verbs = 0
    while verbs < len(found) and _is_verb(words, found[verbs]):
        verbs += 1
    bare = verbs == len(found)
    verb = _said(words, found[: min(verbs, 1)])
    return Phrase(
        text=text,
        verb=_said(words, found) if bare else verb,
        object="" if bare else text[len(verb) :],
        head=_said(words, found[-1:]),
        prefix=text[: -len(found[-1].text)] if len(found) > 1 else "",
        total=total,
        bare=bare,
        open=not bare and found[-1].tag == "v",
        tag=found[-1].tag,
    )


_DATE = frozenset(MASKS["date"])
_SKIPPED = frozenset(MASKS["skip"])
#: Tags of what a verb acts on: a noun or a verb used as one.
_OBJECTS = ("n", "vn", "l", "j")
_NOUNS = frozenset({"n", "b", "vn", "nz", "nt", "l"})


def _is_verb(words: Words, word: Word) -> bool:
    """True for a verb that can take an object; nominal verbs (vn) only where a list says so."""
    plain = word.tag.startswith("v") and word.tag != "vn"
    return plain or any(words.has(word, name) for name in _VERBS)


def _frames_head(words: Words, found: list[Word]) -> bool:
    """True when the first word frames the phrase (connective, punctuation, adverb before more) and names nothing."""
    first = found[0]
    if len(found) == 2 and first.tag == "f" and len(first.text) == len(found[1].text) == 1 and found[1].tag == "n":
        return False  # one character is no name: 中|层, 上|肢 are words that jieba does not know
    if _is_masked(words, first):
        return words.masked[first.start] in _DATE or _since(words, first.start)  # 第七届 belongs to the name of a fair
    if words.has(first, "name_adverb") and _tells_apart(words, found[1:]):
        return False
    if words.has(first, "target") and len(found) > 1:  # 力争产值, 计划建成渔港; 计划目标 is a name
        return not words.has(first, "plan_noun") or found[1].tag == "v"
    if words.has(first, "light_verb"):
        return _is_measured(words, found)
    return (
        words.has(first, "connective")
        or words.has(first, "adverb")
        or (words.has(first, "be") and len(found) > 1)
        or (_is_punctuation(first) and first.text not in "“《")
    )


def _tells_apart(words: Words, behind: list[Word]) -> bool:
    """True for 单价 and 备案 of 平均单价, 有效备案: the adverb before it tells one measure from another."""
    if not behind:
        return False
    return behind[0].tag in _NOUNS or (len(behind) == 1 and words.has(behind[0], "procedure"))


def _since(words: Words, start: int) -> bool:
    """True inside of 2031年以来 and 近三年: since when it is counted, or how long, names nothing; 第七届 does."""
    low = high = start
    while low and words.masked[low - 1] in _SKIPPED:
        low -= 1
    while high < len(words.masked) and words.masked[high] in _SKIPPED:
        high += 1
    return words.text[low:high].endswith((*words.lists["since"], *words.lists["time_unit"]))


def _total(words: Words, found: list[Word]) -> str:
    for word in reversed(found):
        if words.has(word, "total"):
            return _said(words, [word])
        if not words.has(word, "adverb") and not words.has(word, "be"):
            return ""
    return ""


def _opens_noun(words: Words, word: Word) -> bool:
    if _is_punctuation(word) or _is_masked(words, word):
        return word.text in "“《"
    return (
        not words.has(word, "threshold")
        and not (words.has(word, "predicate") or words.has(word, "list_mark") or words.has(word, "grammar_de"))
        and word.tag
        not in (
            "p",
            "c",
            "d",
            "ul",
            "uj",
            "y",
            "f",
        )
    )


def _shared_predicate(words: Words, start: int, end: int) -> list[Word]:
    """What the last item of a list goes on to do: all items share it."""
    following = words.between(start, end)
    last = max((i for i, w in enumerate(following) if _is_masked(words, w)), default=-1)
    for i, word in enumerate(following[last + 1 :], last + 1):
        if words.has(word, "predicate"):
            return following[i:]
    return []


def _predicate(words: Words, rest: list[Word]) -> Placed:
    """The verb phrase that names the noun; comparisons, shares and further numbers name nothing."""
    if not rest or any(_is_masked(words, w) for w in rest) or words.has(rest[0], "unnaming"):
        return _said(words, [])
    return _said(words, [w for w in rest if w.tag != "ul" and not _is_punctuation(w)])


def _said(words: Words, found: list[Word]) -> Placed:
    """What words say, without what stands between them."""
    return reduce(add, (cut(words.text, w.start, w.start + len(w.text)) for w in found), cut(words.text, 0, 0))


def _de(words: Words) -> str:
    return min(words.lists["particle"])


def _is_masked(words: Words, word: Word) -> bool:
    return "\ue000" <= words.masked[word.start] <= "\uf8ff"


def _is_punctuation(word: Word) -> bool:
    return all(ch in _PUNCTUATION for ch in word.text)


def _clean(text: Placed) -> Placed:
    return text.without(_QUOTES)
