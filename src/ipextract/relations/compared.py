"""COMPARED: two printed numbers that words hold against each other: 用时 38 分钟，优于 45 分钟的标准."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import regex

from ipextract.model import Claim, Mention, Relation, Role
from ipextract.relations.beside import beside_others
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import alternatives

_KINDS: Final = frozenset({"count", "amount", "ratio", "share", "growth"})
#: Characters between a level and what it is compared with, and between the verb and that number.
_LEVEL: Final = 24
_FAR: Final = 16
_PAIR: Final = 2
#: Characters before a comparison in which its two numbers stand.
_PARAGRAPH: Final = 400
_STOP: Final = regex.compile(r"[。；;！？\n]")
_CLAUSE_ENDS: Final = "，。；、;,）)\n"
_LAST: Final = regex.compile(r"[，；：。,;:\n（()）]")


class _Words(NamedTuple):
    """The lists of rules/checks/compared.toml."""

    higher: tuple[str, ...]
    lower: tuple[str, ...]
    better: tuple[str, ...]
    denied: tuple[str, ...]
    standard: tuple[str, ...]
    short_of: tuple[str, ...]
    than: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    less_is_better: tuple[str, ...]
    rate_name: tuple[str, ...]
    still: tuple[str, ...]
    against: tuple[str, ...]
    doubled: tuple[str, ...]
    heads: tuple[str, ...]
    reason: tuple[str, ...]
    amount_word: tuple[str, ...]
    both_fall: tuple[str, ...]
    both_rise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, the ground it is of, and the lists."""

    ground: Ground
    passage: Passage
    words: _Words

    def text(self, start: int, end: int) -> str:
        """text[start:end] of the document."""
        return self.ground.asides.text[start:end]

    @property
    def end(self) -> int:
        """Where the sentence ends in the document."""
        return self.passage.start + len(self.passage.text)


def find(ground: Ground) -> Iterator[Relation]:
    """The comparisons in words of which both numbers are printed."""
    lists = ground.words("compared", *_Words._fields)
    if lists is None:
        return
    words = _Words(*lists)
    for passage in ground.prose:
        said = _Said(ground, passage, words)
        for level in passage.claims:
            yield from _against_standard(said, level)
            yield from _against_printed(said, level)
            yield from _doubled(said, level)
        yield from _both_ways(said)
        yield from _outnumbered(said)
    yield from _explained(ground, words)
    yield from beside_others(ground)


def _relation(rule: str, cue: str, said: Passage, *roles: tuple[str, Claim]) -> Relation:
    return Relation("compared", rule, tuple(Role(*role) for role in roles), cue, section=said.section)


def _compares(level: Claim) -> bool:
    """True for what may be more or less than another; a fall of so much is less the more it is."""
    return level.kind in _KINDS and level.value is not None and level.direction != "down"


# --- 用时 38 分钟，优于 45 分钟的标准 ---


def _against_standard(said: _Said, level: Claim) -> Iterator[Relation]:
    """A level that is said to be more, less or better than a standard that is printed with its number."""
    other = _next(said, level.char_end)
    if other is None or not _compares(level) or other.unit not in (level.unit, level.unit.counted):
        return
    words = said.words
    found = _than_standard(words).fullmatch(said.text(level.char_end, other.number_start))
    still = found is not None and _still(said, found, other)
    if found is None or not (still or _of_standard(said, level, found["gap"], other)):
        return
    verb = found["verb"]
    timed = level.unit in (*said.ground.rulebook.words["time_unit"], *words.less_is_better)
    if verb in words.better and not timed:
        return
    claim = said.ground.asides.said(other, "", level.unit)
    if claim is not None and claim is not level and claim.kind in _KINDS and claim.unit == level.unit:
        if still and claim.indicator == level.indicator and level.approx == "exact":
            return  # a bound of the same name is another check's
        rule = "said-more" if verb in words.higher and not (verb in words.better and timed) else "said-less"
        yield _relation(rule, verb, said.passage, ("level", level), ("other", claim))


def _next(said: _Said, start: int) -> Mention | None:
    """The next quantity of the sentence, if nothing but dates and names stands before it."""
    for number in said.ground.asides.numbers_in(start, min(said.end, start + 2 * _LEVEL)):
        if number.is_quantity:
            return number
        if number.reason not in ("date", "name"):
            return None
    return None


@cache
def _than_standard(words: _Words) -> regex.Pattern[str]:
    verb = _either(words.higher, words.lower, words.better)
    denied, still = "".join(words.denied), _either(words.still)
    return regex.compile(
        rf"(?:(?P<still>[，,](?:{still})*)|(?:(?!{verb})[^。；;\n\p{{Nd}}%％]){{0,{_LEVEL}}})"
        rf"(?<![{denied}])(?P<verb>{verb})(?P<gap>[^。；;，,\n\p{{Nd}}]{{0,{_FAR}}})"
    )


def _still(said: _Said, found: regex.Match[str], other: Mention) -> bool:
    """True for 约 2.2 万亿元，连续三年超过 2 万亿元: the clause behind the level has no subject of its own."""
    behind = said.text(other.end, other.end + 1)
    return found["still"] is not None and not found["gap"] and bool(behind) and behind in _CLAUSE_ENDS


def _of_standard(said: _Said, level: Claim, gap: str, other: Mention) -> bool:
    """True for 全省平均水平（66 分钟） and 国际上 60 分钟的标准: the number is that of what is compared with.

    Per cent in a bracket behind any other name may be the difference.
    """
    words = said.words
    rules = said.ground.rulebook.words
    if any(word in gap for word in (*rules["rise"], *rules["fall"])):
        return False
    bracket = regex.fullmatch(r"(?P<name>[^（(]{2,})[（(]\s?", gap)
    if bracket is not None:
        named = level.unit not in ("%", "‰") or bracket["name"].rstrip().endswith((*words.standard, *words.rate_name))
        return named and said.text(other.end, other.end + 1) in ("）", ")")
    particle = _either(rules["grammar_de"], rules["particle"])
    behind = said.text(other.end, other.end + _FAR)
    if any(word in behind for word in words.short_of):
        return False
    return regex.match(rf"(?:{particle})\p{{Han}}{{0,6}}?(?:{_either(words.standard)})", behind) is not None


# --- 占 52.9%，比 1985 年的 81.8%下降 28.9 个百分点 ---


def _against_printed(said: _Said, level: Claim) -> Iterator[Relation]:
    """A level, another one that 比 opens, and by how much the one is more or less than the other."""
    other = _next(said, level.char_end)
    by = _next(said, other.end) if other is not None else None
    if other is None or by is None or not _compares(level) or other.unit != level.unit:
        return
    points = said.ground.rulebook.units_of("point")
    if by.unit not in ((*points,) if level.unit in ("%", "‰") else (level.unit,)):
        return
    opened = _opened(said.words).fullmatch(said.text(level.char_end, other.start))
    verb = _moved(said.words).fullmatch(said.text(other.end, by.start))
    if opened is None or verb is None or bool(opened["bracket"]) != bool(verb["bracket"]):
        return
    one, step = said.ground.asides.said(other, ""), said.ground.asides.said(by, "")
    if (
        one is None
        or step is None
        or one.kind not in _KINDS
        or _known(said.passage, level, one)
        or step.value is None
        or step.value < 0
    ):
        return
    rule = "more-by" if verb["verb"] in said.words.more else "less-by"
    yield _relation(rule, verb["verb"], said.passage, ("level", level), ("other", one), ("by", step))


def _known(passage: Passage, level: Claim, other: Claim) -> bool:
    """True where an edge joins the two, so that the change between them is asked elsewhere."""
    at = passage.place(level)
    return any(earlier.claim_id == other.claim_id for earlier, _ in passage.before[at])


@cache
def _opened(words: _Words) -> regex.Pattern[str]:
    """，比 1985 年的 and ，比全国平均水平（: from the level to the other number."""
    return regex.compile(rf"[，,]?(?:{_either(words.than)})[^。；;，,\n]{{0,{_FAR}}}?(?P<bracket>[（(])?")


@cache
def _moved(words: _Words) -> regex.Pattern[str]:
    return regex.compile(rf"(?P<bracket>[）)])?\s?(?P<verb>{_either(words.more, words.less)})\s?")


# --- 2555 只，与 2012 年的 1000 只相比数量倍增 ---


def _doubled(said: _Said, level: Claim) -> Iterator[Relation]:
    """A level that is said to be twice the number that it is compared with."""
    other = _next(said, level.char_end)
    if other is None or level.kind not in ("count", "amount") or other.unit != level.unit:
        return
    if _with_other(said.words).fullmatch(said.text(level.char_end, other.start)) is None:
        return
    found = _twofold(said.words).match(said.text(other.end, other.end + 2 * _FAR))
    one = said.ground.asides.said(other, "") if found is not None else None
    if found is not None and one is not None and one.kind in _KINDS:
        yield _relation("doubled", found["verb"], said.passage, ("level", level), ("other", one))


@cache
def _with_other(words: _Words) -> regex.Pattern[str]:
    return regex.compile(rf"[，,]?(?:{_either(words.against, words.than)})[^。；;，,（(\n]{{0,{_FAR}}}")


@cache
def _twofold(words: _Words) -> regex.Pattern[str]:
    return regex.compile(rf"[^。；;\p{{Nd}}\n]{{0,12}}?(?P<verb>{_either(words.doubled)})(?![^。；，,]?\p{{Nd}})")


# --- 首次出现双下降，分别下降 3.1%和 4.6% ---


def _both_ways(said: _Said) -> Iterator[Relation]:
    """The two rates behind a word that says that both fell, or both rose."""
    words = said.words
    for rule, lists in (("both-fall", words.both_fall), ("both-rise", words.both_rise)):
        found = regex.search(_either(lists), said.passage.text)
        if found is None:
            continue
        behind = [c for c in said.passage.claims if c.char_start >= said.passage.start + found.end()]
        pair = [c for c in behind[:_PAIR] if c.kind in ("growth", "change") and c.direction in ("up", "down")]
        if len(pair) == _PAIR and len({c.unit for c in pair}) == 1:
            yield from (_relation(rule, found[0], said.passage, ("rate", rate)) for rate in pair)


# --- 预算 135.9 万元，决算 135.25 万元。决算数小于预算数的原因： ---


def _explained(ground: Ground, words: _Words) -> Iterator[Relation]:
    """Two numbers of which the next sentence says which is the larger: 决算数小于预算数的主要原因是."""
    pattern = _saying(words)
    for block in ground.document.blocks:
        if block.kind == "table":
            continue
        for match in pattern.finditer(ground.asides.text, block.start, block.end):
            one = _called(ground, match["one"], block.start, match.start(), words)
            other = _called(ground, match["other"], block.start, match.start(), words)
            if one is None or other is None or one is other or one.unit != other.unit:
                continue
            first, last = sorted((one, other), key=lambda c: c.char_start)
            if _STOP.search(ground.asides.text, first.char_end, last.char_start) is not None:
                continue
            rule = "said-more" if match["verb"] in words.higher else "said-less"
            roles = (Role("level", one), Role("other", other))
            yield Relation("compared", rule, roles, match[0], section=block.section)


@cache
def _saying(words: _Words) -> regex.Pattern[str]:
    """决算数小于年初预算数的主要原因: two names and the verb between them, at the beginning of a sentence."""
    verb, reason, amount = _either(words.higher, words.lower), _either(words.reason), _either(words.amount_word)
    return regex.compile(
        rf"(?<=[。；，\n]\s?)(?P<one>\p{{Han}}{{2,10}}?)(?:{amount})?(?P<verb>{verb})(?P<other>\p{{Han}}{{2,10}}?)(?:{amount})?(?=(?:{reason}))"
    )


# --- 修复 266 万人次，新纳入 233 万人次，修复人次超过新纳入人次 ---


def _outnumbered(said: _Said) -> Iterator[Relation]:
    """Two numbers of a sentence, or of the one before, and the verb between their names behind them."""
    for match in _naming_both(said.words).finditer(said.passage.text):
        at = said.passage.start + match.start()
        before = [c for c in said.passage.claims if c.char_end <= at and c.kind in ("count", "amount")]
        one, other = _holding(said, before, match["one"]), _holding(said, before, match["other"])
        if one is not None and other is not None and one is not other and one.unit == other.unit:
            rule = "said-more" if match["verb"] in said.words.higher else "said-less"
            yield _relation(rule, match[0], said.passage, ("level", one), ("other", other))


@cache
def _naming_both(words: _Words) -> regex.Pattern[str]:
    """信用修复人次连续 7 个季度超过新纳入失信名单人次: two names that end with what is counted."""
    verb, head = _either(words.higher, words.lower), _either(words.heads)
    return regex.compile(
        rf"(?<=[，。；]|^)(?P<one>\p{{Han}}{{2,10}}?)(?:{head})(?:(?!{verb})[^，。；;\n]){{0,10}}(?P<verb>{verb})"
        rf"(?P<other>\p{{Han}}{{2,12}}?)(?:{head})(?=[，。；\n]|$)"
    )


def _holding(said: _Said, claims: list[Claim], name: str) -> Claim | None:
    """The one number in whose clause a name stands."""
    found = [c for c in claims if name in _clause_of(said, c)]
    exact = len(found) == 1 and found[0].approx == "exact" and found[0].modality == "fact"
    return found[0] if exact else None


def _clause_of(said: _Said, claim: Claim) -> str:
    text = said.ground.asides.text
    before = _LAST.split(text[max(0, claim.char_start - 2 * _LEVEL) : claim.char_start])[-1]
    return before + _LAST.split(text[claim.char_end : claim.char_end + 2 * _LEVEL], maxsplit=1)[0]


def _called(ground: Ground, name: str, start: int, end: int, words: _Words) -> Claim | None:
    """The nearest number before it whose lead ends with a name: 支出决算为."""
    text = ground.asides.text
    for claim in reversed(ground.asides.claims_in(max(start, end - _PARAGRAPH), end)):
        lead = _LAST.split(text[max(start, claim.char_start - _LEVEL) : claim.char_start])[-1].rstrip()
        plain = _shorn(_shorn(lead, ground.rulebook.words["be"]), words.amount_word)
        if lead.endswith(name) or plain.endswith(name):
            exact = claim.kind == "amount" and claim.approx == "exact" and claim.modality == "fact"
            return claim if exact else None
    return None


def _shorn(said: str, words: tuple[str, ...]) -> str:
    """The words without one of ``words`` at their end, the longest that is there."""
    return said.removesuffix(max((word for word in words if said.endswith(word)), key=len, default=""))


@cache
def _either(*lists: tuple[str, ...]) -> str:
    return alternatives(word for each in lists for word in each)
