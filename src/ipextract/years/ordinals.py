"""Numbers that count years: 第六届博览会 is followed by the seventh, 连续五年 by 连续六年."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import regex

from ipextract.exact.interval import point
from ipextract.exact.numeral import Numerals, parse
from ipextract.model import Claim, Period, Relation, Role, Unit
from ipextract.rulebook import Rulebook, alternatives
from ipextract.years.edition import Edition

#: A name or a statement this short is said of many things.
_SHORTEST = 4
_LONGEST = 24
_MARKS = regex.compile(r"[\s“”‘’《》〈〉「」（）()·]+")
_CLAUSE_ENDS = regex.compile(r"[，。；：！？,;:]")
_NOT_HAN = regex.compile(r"[^\p{Han}]+")
_SENTENCE_ENDS = "。！？\n"


def editions(earlier: Edition, later: Edition, rulebook: Rulebook) -> Iterator[Relation]:
    """The numbers of a yearly event in both reports; what is only planned in the earlier one is left out."""
    yield from _pairs("edition", _events(earlier, rulebook), _events(later, rulebook))


def streaks(earlier: Edition, later: Edition, rulebook: Rulebook) -> Iterator[Relation]:
    """How long the same has been so of the same, in both reports; a subject may be named with more words in one."""
    then, now = _streaks(earlier, rulebook), _streaks(later, rulebook)
    for (name, subject), claim in now.items():
        same = [each for (other, of), each in then.items() if other == name and _one_subject(of, subject)]
        if len(same) == 1:
            yield _follows("streak", same[0], claim)


def _one_subject(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and (bool(short) or not long)


def _pairs(kind: str, then: Mapping[str, Claim], now: Mapping[str, Claim]) -> Iterator[Relation]:
    for name, claim in now.items():
        if name in then:
            yield _follows(kind, then[name], claim)


def _follows(kind: str, earlier: Claim, later: Claim) -> Relation:
    roles = Role("earlier", earlier), Role("later", later)
    return Relation(kind, kind, roles, later.quote, severity="suspicion")


def _events(edition: Edition, rulebook: Rulebook) -> dict[str, Claim]:
    """The highest number of each event that a report speaks of as held."""
    words = rulebook.words
    short = tuple(words["event_short"])
    nouns = alternatives((*words["event_noun"], *short))
    pattern = regex.compile(
        rf"{rulebook.terms.ordinal_mark}\s?(?P<n>{_numeral(rulebook.numerals)})\s?(?P<unit>{rulebook.terms.event_count})"
        rf"(?P<name>[\p{{Han}}A-Za-z“”《》·]{{1,{_LONGEST}}}?(?:{nouns}))"
    )
    found: dict[str, Claim] = {}
    for match in pattern.finditer(edition.text):
        name = _MARKS.sub("", match["name"])
        shortest = _SHORTEST - name.endswith(short)
        if len(name) < shortest or any(word in name for word in words["term_event"]):
            continue
        if any(word in _sentence(edition.text, match) for word in words["event_ahead"]) or _planned(edition, match):
            continue
        claim = _counted(edition, match, name, rulebook.numerals)
        known = found.get(name)
        if claim is not None and (known is None or (known.value or 0) < (claim.value or 0)):
            found[name] = claim
    return found


def _streaks(edition: Edition, rulebook: Rulebook) -> dict[tuple[str, str], Claim]:
    """What has been so for years on end, by the words behind the number and those before it."""
    words = rulebook.words
    units = "|".join(map(regex.escape, words["streak_unit"]))
    pattern = regex.compile(
        rf"{rulebook.terms.streak}(?:{rulebook.terms.ordinal_mark})?\s?(?P<n>{_numeral(rulebook.numerals)})\s?"
        rf"(?P<unit>{units})(?P<name>[^\d，。；、！？\n]{{{_SHORTEST},{_LONGEST}}})"
    )
    found: dict[tuple[str, str], Claim] = {}
    for match in pattern.finditer(edition.text):
        name = _MARKS.sub("", match["name"])
        claim = _counted(edition, match, name, rulebook.numerals)
        if claim is not None and len(name) >= _SHORTEST:
            found.setdefault((name, _subject(edition.text, match.start())), claim)
    return found


def _subject(text: str, start: int) -> str:
    """The words of the clause before a number, else of the clause before that: whom it is said of."""
    clauses = _CLAUSE_ENDS.split(text[text.rfind("\n", 0, start) + 1 : start])
    own = _NOT_HAN.sub("", clauses[-1])
    return own or next((said for clause in reversed(clauses[:-1]) if (said := _NOT_HAN.sub("", clause))), "")


def _planned(edition: Edition, match: regex.Match[str]) -> bool:
    """True where the numbers of the report on both sides are targets: what is named between them is a plan, too."""
    before = max((c for c in edition.claims if c.char_end <= match.start()), key=lambda c: c.char_end, default=None)
    after = min((c for c in edition.claims if c.char_start >= match.end()), key=lambda c: c.char_start, default=None)
    return before is not None and after is not None and {before.modality, after.modality} == {"target"}


def _numeral(numerals: Numerals) -> str:
    worded = "".join(map(regex.escape, sorted({*numerals.digits, *numerals.powers})))
    return rf"(?:[0-9０-９]{{1,3}}|[{worded}]{{1,4}})"


def _sentence(text: str, match: regex.Match[str]) -> str:
    start = max(text.rfind(end, 0, match.start()) for end in _SENTENCE_ENDS) + 1
    ends = [at for end in _SENTENCE_ENDS if (at := text.find(end, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def _counted(edition: Edition, match: regex.Match[str], name: str, numerals: Numerals) -> Claim | None:
    """The number as a claim, so that a finding can show it like any other."""
    value = parse(match["n"], numerals)
    if value is None or value != int(value):
        return None
    start, end = match.start(), match.end("unit")
    exact = point(Fraction(int(value)))
    line = edition.text.count("\n", 0, start) + 1
    return Claim(
        claim_id=f"{edition.sha256[:8]}:{start}", kind="count", value=value, value_high=None, unit=Unit(match["unit"]),
        interval=exact, nearest=exact, approx="exact", indicator=name, scope=edition.area, period=Period(edition.year),
        basis="stock", direction=None, base=None, within=None, of=None, modality="fact",
        quote=edition.text[start:end], char_start=start, char_end=end, page=0, line=line, boxes=(), section=(),
        origin="prose", rule="ordinals", printed=match["n"], place=f"{edition.name}:{_near(edition, start)}",
    )  # fmt: skip


def _near(edition: Edition, start: int) -> str:
    """The place of the claim printed next to an offset: these numbers are no claims of the report and have none."""
    near = min(edition.claims, key=lambda claim: abs(claim.char_start - start), default=None)
    return "" if near is None else near.place.removeprefix(f"{edition.name}:")
