"""What is told of a subject before its number: of 渔业产值稳步增长，达到 30 亿元 it is 渔业产值 that did."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from ipextract.claims.phrase import Phrase, subject
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.model import Mention

_MARKS = '，、,“”" 　'
#: How many clauses without a subject may stand between it and its number: 总量稳步增长，再创新高，突破 30 亿元.
_CLAUSES = 3
_NOMINAL = ("n", "vn", "j", "l", "b")


def as_told(run: Run, mention: Mention, phrase: Phrase, clause: Clause) -> Phrase | None:
    """渔业产值稳步增长，达到 30 亿元, 渔业经济稳中向好，总量达到 30 亿元: the subject that had no number yet."""
    if not phrase.text:
        named = told_before(run, mention, clause)
        return None if named is None else replace(named, end=phrase.end, total=phrase.total, by="told-before")
    named = told_of(run, clause) if run.words.has(phrase.text, "relational") else None
    if named is None:
        return None
    measure = "" if named.text.endswith(run.rulebook.words["quantity_ending"]) else phrase.text
    return replace(phrase, text=named.text + measure, object=named.text, prefix=named.text, by="told-before")


def told_before(run: Run, mention: Mention, clause: Clause) -> Phrase | None:
    """The subject of the clause before, where that says how it stands and this one only what it came to."""
    return told_of(run, clause) if _only_reaches(run, mention, clause) else None


def told_of(run: Run, clause: Clause) -> Phrase | None:
    """渔业产值 of 渔业产值稳步增长，同比增长 8%: the subject of the clause before, which says only how it stands.

    ``None`` where a number or a ； stands between, where the subject of a sentence with numbers is none that is
    measured (产值 20 亿元，质量不断改善，增长 8%), and where it is somebody who acts.
    """
    index, behind = bisect_left(run.starts, clause.start), clause.start
    for each in reversed(run.clauses[max(0, index - _CLAUSES) : index]):
        joined, behind = run.document.text[each.end : behind], each.start
        if each.sentence != clause.sentence or run.parted(each.end, clause.start) or joined.strip(_MARKS):
            return None
        if any(m.is_quantity for m in run.mentions_in(each.start, clause.start)):
            return None
        end = _predicate_start(run, each)
        if end is None:
            return None
        named = _without_rate(run, subject(run.words, end, min(each.own_start, end)))
        if named.text:
            goes_on = bool(run.levels(clause.sentence))
            return named if _is_measured(run, named) or (not goes_on and _is_nominal(run, named)) else None
    return None


def _without_rate(run: Run, phrase: Phrase) -> Phrase:
    """渔业投资 of 渔业投资增速加快，增长 8%: the number is not of how fast, but of what."""
    name = _without(phrase.text, run.rulebook.words["growth_subject"])
    return phrase if name == phrase.text else replace(phrase, text=name, object=name, head=name, prefix="")


def _only_reaches(run: Run, mention: Mention, clause: Clause) -> bool:
    """True for 达到 30 亿元, 首次突破 30 亿元, 年末达到 30 亿元: the words say that something came to the number."""
    lists = run.rulebook.words
    printed = run.document.text[mention.start : mention.end]
    if printed.startswith(lists["reached"]):
        return True
    said = run.document.text[max(run.floor, clause.start) : mention.start].rstrip()
    return said.endswith((*lists["reached"], *lists["grown_to"]))


def _predicate_start(run: Run, clause: Clause) -> int | None:
    """Where the words begin that say how a subject stands (稳步增长, 再创新高); ``None`` without such words."""
    lists, low = run.rulebook.words, clause.own_start
    said = run.document.text[low : clause.end].rstrip(_MARKS)
    states = (*lists["standing"], *lists["rise"], *lists["fall"])
    rest = _without(said, states)
    if rest == said:
        return None
    record = next((w.start - low for w in run.words.between(low, low + len(rest)) if run.words.has(w, "record")), 0)
    rest = rest[:record] or rest
    while rest != (shorter := _without(rest.rstrip(_MARKS), (*states, *lists["standing_adverb"]))):
        rest = shorter
    return low + len(rest)


def _without(said: str, endings: tuple[str, ...]) -> str:
    """Words without the longest of ``endings`` that ends them."""
    return said.removesuffix(max((word for word in endings if said.endswith(word)), key=len, default=""))


def _is_measured(run: Run, phrase: Phrase) -> bool:
    """True for 渔业产值 and 渔民收入: numbers are told of it."""
    return phrase.text.endswith((*run.rulebook.words["measured_subject"], *run.rulebook.words["flow_noun"]))


def _is_nominal(run: Run, phrase: Phrase) -> bool:
    """False for 推动渔业经济: whoever does so is not what came to a number."""
    acts = bool(phrase.verb) and bool(phrase.object) and run.words.has(phrase.verb, "pivot")
    return not acts and (phrase.tag.startswith(_NOMINAL) or (phrase.open and not phrase.verb))
