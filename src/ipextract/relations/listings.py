"""Lists that a count announces or closes, and how many things they name: 提出三点意见：一是…，二是…，三是…."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple, TypeAlias

import regex

from ipextract.exact.numeral import parse
from ipextract.model import ASIDE, Claim, Relation, Role, Severity
from ipextract.relations.asides import worded
from ipextract.relations.ground import Ground
from ipextract.rulebook import Rulebook, alternatives

NAMES_AMONG: Final = "names-among"
JOINT: Final = "; "
"""Joins the names in the cue of a relation."""
DOUBT: Final = " & "
"""Joins what may be two names or one."""

#: The place of the number in the form of what opens a point.
_SLOT: Final = "N"
_ENDS: Final = ("", "。", "\n")
#: Nobody lists more than so many things behind their number.
_MOST: Final = 30
_LEAST: Final = 2
#: Characters of the longest list in quotation marks.
_QUOTED_LIST: Final = 64
#: Letters of a name and of what is shown of a long one.
_LONGEST: Final = 24
_SHOWN: Final = 12
_BRACKET: Final = regex.compile(r"[（(](?P<list>[^（()）\n]*)[）)]")
_ASIDE: Final = regex.compile(r"[（(][^（()）\n]*[）)]")
_GAP: Final = regex.compile(r"[：:，,。；;—\s]{1,4}")
_COLON: Final = regex.compile(r"\s?[：:]\s?")
TO_STOP: Final = regex.compile(r"[^，。；！？\n：,;:]*")
_TO_PERIOD: Final = regex.compile(r"[^。！？\n]*")
_NAME: Final = regex.compile(rf"(?=.*[^\p{{Nd}}.,%])[\p{{Han}}\p{{L}}\p{{Nd}}·《》“”\-—－.+ ]{{2,{_LONGEST}}}")
#: A figure behind a name of a list: 青湾 12.9%.
_FIGURE: Final = regex.compile(r"(?<=\p{Han})\s?\p{Nd}[\p{Nd}.,]*\s?[%％‰]$")
_COUNTED: Final = regex.compile(r"\p{Nd}\s?\p{Han}{1,2}$")
_MARKS: Final = regex.compile(r"[，。；：！？“”‘’\s,;:（()）]")
_QUOTE_END: Final = regex.compile(r"“(?P<list>[^“”\n]{3,60})”$")
_CLAUSES: Final = regex.compile(r"[，；,;]")
_QUOTE: Final = regex.compile(r"[：:]?“(?P<list>[^“”\n]{3,60})”(?![“、])")
_QUOTES: Final = regex.compile(r"[：:](?:[“《][^“”《》\n]{1,40}[”》][、，]?){2,30}")
_NAMES_END: Final = regex.compile(r"(?:[“《][^“”《》、\n]{1,40}[”》][、，]?){2,20}(?<![、，])$")
_NAMED: Final = regex.compile(r"[“《]([^“”《》]+)[”》]")
_LATIN: Final = r"[A-Za-z][A-Za-z0-9.&+\-/]{0,24}"


class Words(NamedTuple):
    """The lists of rules/checks/enum.toml."""

    tallied: tuple[str, ...]
    bodies: tuple[str, ...]
    series: tuple[str, ...]
    naming: tuple[str, ...]
    open_list: tuple[str, ...]
    alternate: tuple[str, ...]
    joint: tuple[str, ...]
    leading: tuple[str, ...]
    lastly: tuple[str, ...]
    firstly: tuple[str, ...]
    nextly: tuple[str, ...]
    view: tuple[str, ...]
    acting: tuple[str, ...]
    foremost: tuple[str, ...]
    being: tuple[str, ...]
    letters: tuple[str, ...]
    heights: tuple[str, ...]
    told_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A count with its unit and the words behind it up to a mark, a bracket or a numeral."""

    start: int
    end: int
    unit: str
    noun: str

    @property
    def after(self) -> int:
        """Where the words behind the count end."""
        return self.end + len(self.noun)


@dataclass(frozen=True, slots=True)
class Listed:
    """What is named beside a count: by which rule, in which names, and how loud a difference may be."""

    rule: str
    names: tuple[str, ...]
    cap: Severity | None = None
    exhaustive: bool = True


Reader: TypeAlias = "Callable[[str, Count, Words, Rulebook], Listed | None]"


def listings(ground: Ground, more: tuple[Reader, ...] = ()) -> Iterator[Relation]:
    """Each count with the list that it announces or closes; a list with 等 or 包括 is open and says nothing here.

    ``more`` are readers that are asked where none of these finds a list.
    """
    lists = ground.words("enum", *Words._fields)
    if lists is None:
        return
    words = Words(*lists)
    text = ground.asides.text
    for block in ground.document.blocks:
        if block.kind == "table":
            continue
        for count in _counts(text, block.start, block.end, words, ground.rulebook):
            found = _named(ground, count, words, more)
            if found is None or not _LEAST <= len(found.names) <= _MOST:
                continue
            claim = ground.asides.at(count.start, count.end, count.unit, count.noun, planned=True)
            if claim is not None and _few(claim) and not _found_elsewhere(found, claim, ground.rulebook):
                yield _relation(found, claim, block.section)


def _found_elsewhere(found: Listed, claim: Claim, rulebook: Rulebook) -> bool:
    """True for names in quotes, or before 等, before a count that is a claim of its own."""
    return (
        found.rule in (_QUOTED_NAMES, NAMES_AMONG)
        and claim.rule != ASIDE
        and claim.unit in rulebook.words["named_unit"]
    )


def _few(claim: Claim) -> bool:
    return claim.value is not None and _LEAST <= claim.value <= _MOST


def _relation(found: Listed, claim: Claim, section: tuple[str, ...]) -> Relation:
    cue = JOINT.join(name.replace(JOINT, " ") for name in found.names)
    return Relation("enum", found.rule, (Role("count", claim),), cue, found.exhaustive, section, found.cap)


def _counts(text: str, start: int, end: int, words: Words, rulebook: Rulebook) -> Iterator[Count]:
    pattern = _counted(words.tallied, worded(rulebook.numerals))
    for match in pattern.finditer(text, start, end):
        yield Count(match.start(), match.end("unit"), match["unit"], match["noun"])


@cache
def _counted(units: tuple[str, ...], spelled: str) -> regex.Pattern[str]:
    """三点意见, 5 家单位, 七大场景: a small number, a unit and the words that say of what."""
    unit = alternatives(units)
    return regex.compile(
        rf"(?<![{spelled}\p{{Nd}}.,．]\s?)(?:\p{{Nd}}{{1,2}}|[{spelled}]{{1,3}})\s?(?P<unit>{unit})"
        rf"(?P<noun>(?:(?![{spelled}])\p{{Han}}){{0,16}})"
    )


_QUOTED_NAMES: Final = "quoted-names"


def _named(ground: Ground, count: Count, words: Words, more: tuple[Reader, ...]) -> Listed | None:
    """The list of a count: the series that follows it, or the names in a bracket, behind a colon or in quotes."""
    text = ground.asides.text
    behind: tuple[Reader, ...] = (
        _series,
        _in_turn,
        _bracketed,
        _told,
        _named_before,
        _quoted_before,
        _quoted_behind,
        _latin,
    )
    readers = more if _said_before(text, count, words) else (*behind, *more)
    return next((found for reader in readers if (found := reader(text, count, words, ground.rulebook))), None)


def _said_before(text: str, count: Count, words: Words) -> bool:
    """True for 从供给和需求两方面采取措施 and 三项推进: what is counted stands before it."""
    clause = _MARKS.split(text[max(0, count.start - _QUOTED_LIST) : count.start])[-1]
    view = max((clause.rfind(word) + len(word) for word in words.view if word in clause), default=-1)
    listed = view >= 0 and any(word in clause[view:] for word in words.joint)
    return listed or count.noun.startswith(words.acting)


def _series(text: str, count: Count, words: Words, rulebook: Rulebook) -> Listed | None:
    """三点意见：一是…，二是…，三是…: the points of one series, up to the next or the end of the text."""
    gap = _GAP.match(text, count.after)
    if gap is None:
        return None
    at = gap.end()
    leading = next((word for word in words.leading if text.startswith(word, at)), "")
    if leading:
        at += len(leading)
        behind = _GAP.match(text, at)
        at = at if behind is None else behind.end()
    for form in words.series:
        pattern = _opening(form, worded(rulebook.numerals))
        first = pattern.match(text, at)
        if first is not None and parse(first["n"], rulebook.numerals) == 1:
            return _points(text, pattern.finditer(text, at), words, rulebook)
    return None


def _points(text: str, found: Iterator[regex.Match[str]], words: Words, rulebook: Rulebook) -> Listed | None:
    """The points that follow each other by their numbers; a series within a point, or one that skips, is none."""
    points: list[regex.Match[str]] = []
    for match in found:
        number = parse(match["n"], rulebook.numerals)
        if number == len(points) + 1:
            points.append(match)
        elif number == 1 and "\n" in text[points[-1].end() : match.start()]:
            break
        else:
            return None
    behind = text[points[-1].end() : _line_end(text, points[-1].end())] if points else ""
    cap: Severity | None = "suspicion" if any(word in behind for word in words.lastly) else None
    return Listed("series-of-points", tuple(match[0].strip() for match in points), cap)


@cache
def _opening(form: str, spelled: str) -> regex.Pattern[str]:
    """一是, 第一，, （1）, 1.: what opens a point; a bare number with a mark opens a line."""
    before, _, behind = form.partition(_SLOT)
    digits = r"\p{Nd}{1,2}|" if not behind.strip() or not behind[0].isalpha() else ""
    line = r"(?<=\n\s{0,8})" if not before and not behind[:1].isalpha() else r"(?<=[：:，,。；;、“\n\s])"
    return regex.compile(rf"{line}{regex.escape(before)}(?P<n>{digits}[{spelled}]{{1,3}}){regex.escape(behind)}")


def _in_turn(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """三项改革，首先…，其次…，最后…: what is told in turn, where a word says which is the last."""
    gap = _GAP.match(text, count.after)
    if gap is None or not text.startswith(words.firstly, gap.end()):
        return None
    found: list[str] = []
    for match in _turns(words).finditer(text, gap.end(), _line_end(text, gap.end())):
        if match[0] in words.firstly and found:
            return None
        found.append(match[0])
        if match[0] in words.lastly:
            return Listed("told-in-turn", tuple(found))
    return None


@cache
def _turns(words: Words) -> regex.Pattern[str]:
    word = "|".join(map(regex.escape, (*words.firstly, *words.nextly, *words.lastly)))
    return regex.compile(rf"(?<=[：:，,。；;\n]\s?)(?:{word})")


def items_of(listing: str, words: Words) -> tuple[str, ...]:
    """The names of a closed list joined by marks, none where it is open or one of them is no name.

    The last may be two: 甲、乙和丙.
    """
    plain = _ASIDE.sub("", listing).strip()
    if any(word in plain for word in words.open_list):
        return ()
    names = [_FIGURE.sub("", name.strip()) for name in plain.split(words.joint[0])]
    if len(names) < _LEAST or any(_COUNTED.search(name) for name in names):
        return ()  # 专职 4 人、兼职 5 人 break 9 人 down
    if any(name in words.alternate or _NAME.fullmatch(name) is None for name in names):
        return ()
    last = next((word for word in words.joint[1:] if 0 < names[-1].find(word) < len(names[-1]) - len(word)), "")
    if last:
        names[-1] = names[-1].replace(last, DOUBT, 1)
    return tuple(names)


def _bracketed(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """5 家单位（甲、乙、丙、丁、戊): the bracket directly behind what is counted."""
    found = _BRACKET.match(text, count.after)
    names = items_of(found["list"], words) if found is not None else ()
    body = count.unit in words.bodies or count.noun.endswith(words.bodies)
    cap: Severity | None = None if body else "suspicion"
    return Listed("listed-in-bracket", names, cap) if names else None


def _told(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """三个阶段：甲、乙、丙。 六大发现揭晓，分别是甲、…: what stands behind a colon or a word that names all."""
    if count.noun.endswith(words.open_list):
        return None
    colon = _COLON.match(text, count.after)
    if colon is not None:
        return _behind_colon(text, colon.end(), words)
    naming = _naming(words.naming).match(text, count.after)
    listing = TO_STOP.match(text, naming.end()) if naming is not None else None
    names = items_of(listing[0], words) if listing is not None else ()
    return Listed("named-one-by-one", names) if names else None


@cache
def _naming(words: tuple[str, ...]) -> regex.Pattern[str]:
    """，分别是: a word that names all, in this clause or the next but one."""
    word = alternatives(words)
    return regex.compile(rf"”?\p{{Han}}{{0,6}}[，,](?:{word})[：:]?")


def _behind_colon(text: str, at: int, words: Words) -> Listed | None:
    """The names up to a stop, or the clauses that ； parts up to the end of the line."""
    listing = TO_STOP.match(text, at)
    names = items_of(listing[0], words) if listing is not None else ()
    if listing is not None and names and text[listing.end() : listing.end() + 1] in _ENDS:
        return Listed("listed-behind-colon", names)
    whole = _TO_PERIOD.match(text, at)
    if whole is None or not _ends_line(text, whole.end()) or any(word in whole[0] for word in words.open_list):
        return None
    clauses = regex.split(r"[；;]", _ASIDE.sub("", whole[0]))
    if len(clauses) < _LEAST or not all(clauses) or regex.search(r"[：:]", whole[0]):
        return None
    return Listed("clauses-behind-colon", tuple(clause.strip()[:_SHOWN] for clause in clauses), "suspicion")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _ends_line(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] in ("", "\n") or text[at : at + 1] in ("", "\n")


def _named_before(text: str, count: Count, _words: Words, _: Rulebook) -> Listed | None:
    """“甲”“乙”两个项目: names in quotation marks or brackets of titles directly before the count."""
    found = _NAMES_END.search(text, max(0, count.start - _QUOTED_LIST * _LEAST), count.start)
    return Listed(_QUOTED_NAMES, tuple(_NAMED.findall(found[0])), "warning") if found is not None else None


def _quoted_before(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """“食、住、行”三大场景: the names in one pair of quotation marks directly before the count."""
    found = _QUOTE_END.search(text, max(0, count.start - _QUOTED_LIST), count.start)
    if found is None or text[found.start() - 1 : found.start()] in ("”", words.joint[0]):
        return None
    return _in_quotes(found["list"], words)


def _in_quotes(listing: str, words: Words) -> Listed | None:
    """Three names and more, or two that are of one length; other marks in quotes may be of one name, or of a group."""
    if _CLAUSES.search(listing):
        return None  # “人多、船少，网新、港旧”: the names stand in groups
    names = listing.split(words.joint[0])
    alike = len({len(name) for name in names}) == 1
    if not all(names) or any(word in listing for word in words.open_list) or (len(names) == _LEAST and not alike):
        return None
    return Listed("quoted-list", tuple(names)) if len(names) >= _LEAST else None


def _quoted_behind(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """三大场景“食、住、行”, 三大品牌“甲”“乙”“丙”: the names in quotation marks directly behind what is counted."""
    if not count.noun:
        return None
    several = _QUOTES.match(text, count.after)
    found = _QUOTE.match(text, count.after)
    end = several.end() if several is not None else found.end() if found is not None else 0
    if text.startswith(words.open_list, end):
        return None
    if several is not None:
        cap: Severity | None = None if text[end : end + 1] in _ENDS else "suspicion"
        return Listed("titles-behind-colon", tuple(_NAMED.findall(several[0])), cap)
    return _in_quotes(found["list"], words) if found is not None else None


def _latin(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """三大组织ISO、IEC、ITU: names in letters directly behind the noun, which show where they begin and end."""
    found = _letters(words.joint).match(text, count.after)
    if found is None or not count.noun or text.startswith(words.open_list, found.end()):
        return None
    return Listed("listed-in-letters", tuple(regex.findall(_LATIN, found[0])))


@cache
def _letters(joints: tuple[str, ...]) -> regex.Pattern[str]:
    joint = "|".join(map(regex.escape, joints))
    return regex.compile(rf"{_LATIN}(?:\s?(?:{joint})\s?{_LATIN}){{1,30}}")
