"""What was read of each claim as its page holds it: reasons, values, and words by their place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ipextract.model import Claim, Report
from ipextract.writing.page_text import Ruler
from ipextract.writing.reasons import Reading, Titles, readings, title
from ipextract.writing.speech import Lang, flat, name_of, say

_KEPT: Final = 200
"""Characters of an indicator or a formula that the page repeats; report.json has them whole."""


class Reason(NamedTuple):
    """What read a field or joined two numbers, as both are told; ``back`` is ``None`` for a field."""

    label: str
    title: str
    back: str | None

    def texts(self) -> Iterator[str]:
        """The texts that it names by number."""
        yield self.label
        yield self.back or ""

    def row(self, texts: Mapping[str, int]) -> list[int | str]:
        """Its label, what the rules call it, and the label at the other end."""
        return [texts[self.label], self.title, *([] if self.back is None else [texts[self.back]])]


class Words(NamedTuple):
    """Words in the text of the page; ``text`` is empty but where they do not stand there in one piece."""

    at: int
    length: int
    text: str = ""


class Entry(NamedTuple):
    """What was read of a claim: ``value`` is a text, or another claim by its distance in rows."""

    reason: Reason
    value: str | int
    words: tuple[Words, ...]

    def texts(self) -> Iterator[str]:
        """The texts that it names."""
        if isinstance(self.value, str):
            yield self.value
        yield from (each.text for each in self.words)

    def row(self, reasons: Mapping[Reason, int], texts: Mapping[str, int]) -> Iterator[int]:
        """Its reason, its value, how many words it has, and two numbers for each of them."""
        yield reasons[self.reason]
        yield signed(self.value) if isinstance(self.value, int) else texts[self.value]
        yield len(self.words)
        for each in self.words:
            yield signed(texts[each.text] if each.text else each.at)
            yield each.length


@lru_cache(maxsize=4096)
def short(text: str) -> str:
    """A text in one line, cut off where it is very long."""
    text = flat(text)
    return text if len(text) <= _KEPT else f"{text[:_KEPT]}\u2026"


def signed(number: int) -> int:
    """Twice a number, and one less for what is below zero turned over: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return 2 * number if number >= 0 else -2 * number - 1


def read_of(report: Report, claims: Sequence[Claim], ruler: Ruler, titles: Titles, lang: Lang) -> list[list[Entry]]:
    """What was read of each claim, its words counted from its mark or from the beginning, as more others have it."""
    rows, told = {claim.claim_id: i for i, claim in enumerate(claims)}, readings(report)
    reasons: dict[tuple[str, str, str, bool], Reason] = {}
    both: list[list[tuple[Entry, Entry]]] = []
    for i, claim in enumerate(claims):
        kind = Reading("page_js_kind", name_of(lang, "kinds", claim.kind), "", claim.rule, claim.rule)
        mark = ruler.opened.get(claim.claim_id, 0)
        both.append([])
        for each in (kind, *told.get(claim.claim_id, ())):
            if each.other and each.other not in rows:
                continue
            asked = each.label, each.by, each.otherwise, bool(each.other)
            reason = reasons.get(asked) or reasons.setdefault(asked, _reason(each, titles, lang))
            words = tuple(_words(report, ruler, *span) for span in each.spans)
            value = rows[each.other] - i if each.other else _said(report, each, words, lang)
            near = tuple(_near(word, mark) for word in words)
            both[-1].append((Entry(reason, value, words), Entry(reason, value, near)))
    uses = Counter(entry for mine in both for pair in mine for entry in dict.fromkeys(pair))
    return [[max(pair, key=lambda entry: uses[entry]) for pair in mine] for mine in both]


def _near(word: Words, mark: int) -> Words:
    """Words before the mark of their claim, counted from it."""
    return Words(word.at - mark, word.length) if word.length and word.at < mark else word


def _reason(each: Reading, titles: Titles, lang: Lang) -> Reason:
    back = say(lang, each.back) if each.back else "" if each.other else None
    return Reason(say(lang, each.label), short(title(titles, each.by, lang, each.otherwise)), back)


def _words(report: Report, ruler: Ruler, start: int, end: int) -> Words:
    """Where words stand in the page; the words themselves where they do not stand there in one piece."""
    place = ruler.stretch(start, end)
    return Words(0, 0, short(report.document.text[start:end])) if place is None else Words(*place)


def _said(report: Report, each: Reading, words: Sequence[Words], lang: Lang) -> str:
    """The value of a field; nothing where its words say it, one behind the other."""
    printed = "".join(report.document.text[a:b] for a, b in each.spans)
    value = short(each.value)
    if printed and printed == each.value == value and not any(word.text for word in words):
        return ""
    return value or say(lang, "explain_none")
