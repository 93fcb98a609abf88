"""Families of texts that are made to take long: each is a fragment said over and over, between a sound head and end.

And how the time for a family grows with the size: the exponent is 1 for what is linear, 2 for what is quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

HEAD: Final = "江海市2031年渔业年报\n\n2031年，全市建成渔港9座，比上年增长12.5%。\n\n"
TAIL: Final = "年末渔船4175艘，占全省的8.4%。\n"

Family = Callable[[int], str]


def repeated(fragment: str, *, before: str = HEAD, behind: str = "\n" + TAIL) -> Family:
    """The family that says one fragment over and over, to about so many characters."""
    return lambda size: before + fragment * (size // len(fragment) + 1) + behind


def counted(template: str, *, before: str = HEAD, behind: str = "\n" + TAIL) -> Family:
    """The family whose fragment has the running number ``{k}``, a little one ``{i}`` and a Chinese one ``{z}``."""
    length = len(template.format(k=1000, i=10, z="三"))

    def make(size: int) -> str:
        count = size // length + 1
        rounds = (template.format(k=k + 100, i=k % 89 + 3, z="一二三四五六七八九"[k % 9]) for k in range(count))
        return before + "".join(rounds) + behind

    return make


def nested(size: int) -> str:
    """Brackets in brackets, each with a number of its own, and all of them closed at the end."""
    count = size // len("（大港3座）") + 1
    return HEAD + "渔港9座" + "（大港3座" * count + "）" * count + "，码头7座。\n" + TAIL


#: Name → family. A name says what grows.
FAMILIES: Final[Mapping[str, Family]] = {
    # characters
    "digits": repeated("7"),
    "digits in groups": repeated("123,"),
    "full-width digits": repeated("７"),
    "Arabic-Indic digits": repeated("٥"),
    "Bengali digits": repeated("৫"),
    "mathematical digits": repeated("𝟕"),
    "superscript digits": repeated("²"),
    "circled digits": repeated("③"),
    "Latin letters": repeated("k"),
    "Latin letters and digits": repeated("a7"),
    "Han numerals": repeated("三"),
    "powers of ten": repeated("万亿"),
    "mixed numerals": repeated("3亿"),
    "mixed numerals with blanks": repeated("3 千 "),
    "one character": repeated("渔"),
    "letters without stop": repeated("渔港码头船坞"),
    "combining marks": repeated("7\u0301"),
    "marks without width": repeated("7\u200b"),
    "emoji": repeated("🚢"),
    "points": repeated("."),
    "decimal points": repeated("1."),
    "commas": repeated("，"),
    "list marks": repeated("、"),
    "semicolons": repeated("；"),
    "colons": repeated("："),
    "stops": repeated("。"),
    "all punctuation": repeated("，。；：、！？…—～·“”‘’（）《》〈〉【】〔〕「」『』-/%‰#*&@+=<>|\\^_`~"),
    "dots of contents": repeated("……"),
    "dashes": repeated("－"),
    "minus signs": repeated("-"),
    "slashes": repeated("3/"),
    "per cent signs": repeated("%"),
    "spaces": repeated(" "),
    "ideographic spaces": repeated("\u3000"),
    "no-break spaces": repeated("\u00a0"),
    "tabs": repeated("\t"),
    "line ends": repeated("\n"),
    "spaces and digits": repeated("7 "),
    "opening brackets": repeated("（"),
    "closing brackets": repeated("）"),
    "pairs of brackets": repeated("（甲）"),
    "nested brackets": nested,
    "unclosed brackets with numbers": repeated("（大港3座"),
    "opening quotes": repeated("“"),
    "titles of books": repeated("《甲》"),
    "brackets with letters": repeated("(A)"),
    "underscores": repeated("_"),
    "vertical bars": repeated("|"),
    # numbers and words of a sentence
    "numbers with unit": repeated("3座"),
    "ratios": repeated("3:"),
    "ranges": repeated("3-"),
    "ranges in words": repeated("从3座到"),
    "fractions": repeated("三分之"),
    "per cent in words": repeated("百分之三"),
    "ordinals": repeated("第3"),
    "models": repeated("3+"),
    "hedges": repeated("约"),
    "hedges behind": repeated("3余"),
    "dates": repeated("2031年5月6日"),
    "years": repeated("2031、"),
    "years ago": repeated("上年同期"),
    "telephones": repeated("0755-8441234、"),
    "web addresses": repeated("http://a.b/"),
    "mail addresses": repeated("a@b."),
    "file names": repeated("附件a.pdf"),
    "case numbers": repeated("（2031）"),
    "footnotes": repeated("渔港[3]"),
    "rises": repeated("增长"),
    "growths": repeated("增长5%，"),
    "growths in order": counted("、{i}%", before=HEAD + "甲县和乙县分别增长3%"),
    "points of per cent": repeated("提高3个百分点，"),
    "shares": repeated("占8%，"),
    "of which": repeated("其中"),
    "of which with numbers": counted("其中渔港{k}座，"),
    "and": repeated("和"),
    "in order": repeated("分别"),
    "end points": counted("由{i}座增至{k}座，"),
    "totals": counted("渔港{i}座，码头{k}座，合计{k}座，"),
    "ranks": repeated("居全省第3位，"),
    "compared": repeated("比上年"),
    "times": repeated("是上年的3倍，"),
    # names
    "places": repeated("江海市"),
    "places before a body": repeated("江海市", before="在", behind="人民政府\n\n" + TAIL),
    "districts": repeated("云区"),
    "bodies": repeated("人民政府"),
    "places in a list": repeated("甲县、"),
    "places in a list, counted": counted("甲县{z}港、"),
    "quoted names": repeated("“甲港”、"),
    # lists, paragraphs, tables
    "items of a list": counted("渔港{k}座、"),
    "items with names": counted("第{z}港{k}座、"),
    "clauses": counted("建成渔港{k}座，"),
    "clauses of one number": repeated("建成渔港9座，"),
    "bracketed parts": counted("渔港{k}座（甲县{i}座、乙县{i}座），"),
    "sentences": counted("建成渔港{k}座。"),
    "sentences of one number": repeated("建成渔港9座。"),
    "sentences of two numbers": counted("渔港{k}座，比上年增长{i}%。"),
    "paragraphs": counted("全市建成渔港{k}座，增长{i}%。\n"),
    "paragraphs of one number": repeated("全市建成渔港9座。\n"),
    "paragraphs of parts": counted("渔港{k}座，其中大港{i}座，小港{i}座。\n"),
    "short lines": repeated("甲\n"),
    "list numbers": counted("{i}、建成渔港{k}座\n"),
    "Chinese list numbers": counted("（{z}）建成渔港{k}座\n"),
    "headings": counted("{z}、渔港\n"),
    "headings and sentences": counted("{z}、渔港建设\n全市建成渔港{k}座。\n"),
    "years as headings": counted("2{k}年\n建成渔港{i}座。\n"),
    "units of tables": repeated("单位：座\n"),
    "rows with tabs": counted("甲县\t{k}\t{i}\n", before=HEAD + "县\t渔港\t码头\n"),
    "rows with bars": counted("| 甲县 | {k} | {i} |\n", before=HEAD + "| 县 | 渔港 | 码头 |\n|---|---|---|\n"),
    "rows with blanks": counted("甲县{z}    {k}    {i}\n", before=HEAD + "县    渔港    码头\n"),
    "columns": counted("\t{k}", before=HEAD + "县\t渔港\n甲县"),
    "words of Chinese": counted("县里第{z}次下海捕鱼的人们回到岸上，"),
}

#: Sentences of every sort of claim; what they are made of is said over and over.
SEEDS: Final = (
    "2031年，全市（含云区）建成渔港约1,234座，比上年增长12.5%，居全省第3位；",
    "其中：大港2座、小港7座，分别占22.2%和77.8%。",
    "由十二万三千吨增至3亿2千万吨，提高4.5个百分点，",
    "“蓝湾”“白沙”等3个渔港每百户有船8.6—9.4艘，",
    "（一）渔业产值3.5亿元（不含税），同比下降约五分之一。",
)


def fragments(longest: int = 6) -> Iterator[str]:
    """Every stretch of up to so many characters of a seed, and each of its clauses, once."""
    known: dict[str, None] = {}
    for seed in SEEDS:
        clauses = "".join(mark if mark not in "，；、。：" else mark + "\0" for mark in seed).split("\0")
        known |= dict.fromkeys(filter(None, clauses))
        for length in range(1, longest + 1):
            known |= dict.fromkeys(seed[at : at + length] for at in range(len(seed) - length + 1))
    yield from known


#: How much larger the larger text is; the first size, the seconds that can be measured, the last size in search of it.
TIMES: Final = 4
FIRST, LEAST, MOST = 1000, 0.03, 16_000


@dataclass(frozen=True, slots=True)
class Growth:
    """The processor seconds for a text of ``size`` characters and for one of ``TIMES`` as many."""

    size: int
    small: float
    large: float

    @property
    def exponent(self) -> float:
        return log(self.large / self.small, TIMES)


def growth(run: Callable[[str], object], make: Family, *, first: int = FIRST) -> Growth:
    """How the time of ``run`` grows with a family, from the first size that takes long enough to be measured."""
    size = first
    small = _seconds(run, make(size))
    while small < LEAST and size < MOST:
        size *= 2
        small = _seconds(run, make(size))
    small = min(small, _seconds(run, make(size)))
    return Growth(size, small, _seconds(run, make(size * TIMES)))


def settled(run: Callable[[str], object], make: Family, bound: float, *, more: int = 3) -> Growth:
    """The first growth below ``bound`` of one and ``more``, each from a larger size than the one before, else the last.

    What grows in a bounded window only, a sentence, grows like the text beyond it; so does what another program
    disturbed once. What is quadratic grows the more.
    """
    found = growth(run, make)
    for _ in range(more):
        if found.exponent < bound:
            break
        found = growth(run, make, first=2 * found.size)
    return found


def _seconds(run: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    run(text)
    return max(time.process_time() - before, 1e-6)
