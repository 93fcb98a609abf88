"""Levels: what is counted stands before the number, behind its classifier, or was said of the number before."""

from __future__ import annotations

from dataclasses import replace

import regex

from ipextract.claims.draft import Draft
from ipextract.claims.period import period_of
from ipextract.claims.phrase import Phrase, after, before, boundary
from ipextract.claims.readings import Reading
from ipextract.claims.run import Run, is_prior, made, year_before
from ipextract.claims.scope import Clause
from ipextract.model import Kind, Mention

_BRACKET_END = regex.compile(r"（[^（）]*）$")
_LEVEL_DIMENSIONS = frozenset({"count", "measure", "amount"})


def is_level(mention: Mention, reading: Reading | None) -> bool:
    """True when the number is a level: nothing was read into it, or only its unit or kind."""
    if reading is None:
        return mention.dimension in _LEVEL_DIMENSIONS
    return reading.kind in ("count", "amount") or (reading.kind == "ratio" and mention.dimension in _LEVEL_DIMENSIONS)


def level(run: Run, mention: Mention, reading: Reading | None, clause: Clause) -> Draft | None:
    """A level: what is counted stands before the number, behind its classifier, or was said of the number before."""
    lists = run.rulebook.words
    text = run.document.text
    floor = max(run.floor, clause.own_start)
    start = boundary(text, mention.start, min(floor, mention.start))
    left = before(run.words, start, mention.start)
    if mention.unit in lists["time_unit"] and reading is None and not _measured(run, mention, clause):
        return None
    right = after(run.words, left, mention.end, clause.end)
    if right is not None and not left.text:
        right = _of_collection(run, right, clause)
    prior = is_prior(run, max(run.floor, clause.start), mention.start)
    phrase = _inherit(run, mention, right or left, clause, glued=right is None)
    phrase = _distributed(run, phrase, start, mention)
    kind: Kind = (
        "ratio" if reading and reading.kind == "ratio" else "amount" if mention.dimension == "amount" else "count"
    )
    unit = reading.unit if reading and reading.unit else mention.unit
    indicator = phrase.text
    if reading and reading.noun:
        phrase = _award(run, reading, clause)
        indicator = phrase.text
    return made(
        run,
        mention,
        clause,
        kind=kind,
        indicator=indicator,
        period=year_before(clause.period) if prior else clause.period,
        phrase=phrase,
        rule=reading.rule.id if reading else mention.rule,
        prior=prior,
        unit=unit,
    )


def end_point(run: Run, mention: Mention, reading: Reading, clause: Clause) -> Draft:
    """由 44 件增加到 53 件: two levels under the name before 由, the first of an earlier period."""
    text = run.document.text
    opening = run.clause_at(reading.start) or clause
    start = boundary(text, reading.start, min(max(run.floor, opening.own_start), reading.start))
    first = reading.position == 0
    phrase = before(run.words, start, reading.start) if first else run.drafts[-1].phrase
    if not phrase.text and run.levels(clause.sentence):
        phrase = run.levels(clause.sentence)[0].phrase
    dated = [m for m in run.mentions if reading.start <= m.start < reading.end and m.dimension == "date"]
    dates = [p for p in (period_of(m, run.rulebook, run.year) for m in dated) if p]
    own = dates[0] if first and dates else dates[-1] if len(dates) > 1 else ""
    percent = mention.dimension == "percent"
    share = percent and phrase.text.endswith(run.rulebook.words["share_header"])
    kind: Kind = "share" if share else "ratio" if percent else "amount" if mention.dimension == "amount" else "count"
    return made(
        run,
        mention,
        clause,
        kind=kind,
        indicator=phrase.text,
        period=own or (year_before(clause.period) if first else clause.period),
        phrase=phrase,
        rule=reading.rule.id,
        prior=first and not dates,
    )


def _inherit(run: Run, mention: Mention, phrase: Phrase, clause: Clause, *, glued: bool) -> Phrase:
    """What an elliptical phrase takes from the level before it: prefix, object or the whole indicator."""
    earlier = [d for d in run.levels(clause.sentence) if d.phrase.text]
    if not earlier:
        return _of_growth(run, phrase, clause)
    last = earlier[0]
    if phrase.total and not phrase.text:
        same = [d for d in earlier if d.unit == mention.unit]
        prefix = same[0].phrase.prefix if same else ""
        named = prefix or shared_ending([d.phrase.text for d in same])
        return replace(phrase, text=f"{named}{phrase.total}", prefix=prefix, head=phrase.total)
    if not phrase.text:
        said = run.document.text[last.end : mention.start]
        return _repeated(run, last.phrase, phrase, said) if glued else phrase
    if run.words.has(phrase.verb, "anaphor") and phrase.object and last.phrase.text.endswith(phrase.object):
        return replace(last.phrase, end=phrase.end)
    if phrase.bare and last.phrase.object and _same_measure(mention, earlier):
        whole = next((d for d in earlier if d.phrase.object and not d.phrase.bare), last) if last.phrase.bare else last
        return replace(phrase, text=whole.phrase.object + phrase.verb, object=whole.phrase.object)
    tail = _object_of(last.phrase, phrase)
    if tail:
        return replace(phrase, text=phrase.text + tail, object=tail, head=tail)
    if run.words.has(phrase.verb, "result_verb") and phrase.object:
        source = last.phrase.object or last.phrase.text
        return replace(phrase, text=source + phrase.text, object=source)
    if run.words.has(phrase.text, "category"):
        parent = next((d for d in reversed(earlier) if d.unit == mention.unit), last).phrase.text
        named = next((c for c in run.rulebook.words["category"] if parent.startswith(c)), "")
        rest = parent.removeprefix(named)
        return replace(phrase, text=phrase.text + rest, object=rest, prefix=phrase.text, head=rest)
    if run.words.has(phrase.text, "relational") and not run.words.has(last.phrase.text, "relational"):
        source = last.phrase.object or last.phrase.prefix or last.phrase.text
        return replace(phrase, text=source + phrase.text, object=source, prefix=source, head=phrase.text)
    ending = phrase.text[-1:]
    parallel = (
        last.unit == mention.unit and ending == last.phrase.head[-1:] and run.words.has(ending, "parallel_ending")
    )
    if parallel and last.phrase.prefix and not phrase.prefix and not phrase.verb:
        return replace(phrase, text=last.phrase.prefix + phrase.text, prefix=last.phrase.prefix, head=phrase.text)
    return phrase


def _of_collection(run: Run, phrase: Phrase, clause: Clause) -> Phrase:
    """建立了专家库，共 30 名专家: the collection of the clause before says which 专家."""
    lists = run.rulebook.words
    index = run.clauses.index(clause)
    earlier = [c for c in run.clauses[max(0, index - 2) : index] if c.sentence == clause.sentence]
    for each in reversed(earlier):
        text = _BRACKET_END.sub("", run.document.text[each.own_start : each.end])
        verb = next((w for w in lists["founding"] if text.startswith(w)), "")
        if verb and text.endswith(lists["collection"]):
            name = before(run.words, each.own_start + len(verb), each.own_start + len(text)).text
            return replace(phrase, text=name + phrase.text, prefix=name)
    return phrase


def _of_growth(run: Run, phrase: Phrase, clause: Clause) -> Phrase:
    """装机比上年增长 5%，达 30 万千瓦: the level behind a growth is of the growth's own subject."""
    last = run.drafts[-1] if run.drafts else None
    if phrase.text or last is None or last.sentence != clause.sentence or last.kind != "growth":
        return phrase
    return replace(last.phrase, end=phrase.end, total=phrase.total)


def _object_of(earlier: Phrase, phrase: Phrase) -> str:
    """企业持有专利 9 件、高校持有 4 件: a phrase that stops at the verb takes the object that followed it before."""
    verb = phrase.head
    if len(verb) < 2 or not phrase.open or earlier.text.endswith(verb):
        return ""
    _, found, tail = earlier.text.partition(verb)
    return tail if found and len(tail) > 1 and earlier.text != phrase.text else ""


def _repeated(run: Run, earlier: Phrase, phrase: Phrase, said: str) -> Phrase:
    """The phrase before once more; 新增备案 5 家，累计 60 家 counts 备案, no longer the new ones."""
    words = run.rulebook.words
    summed = any(word in said for word in words["cumulative"])
    inflow = next((w for w in words["inflow"] if summed and earlier.text.startswith(w)), "")
    text = earlier.text[len(inflow) :] or earlier.text
    return replace(earlier, text=text, verb="" if inflow else earlier.verb, end=0, total=phrase.total)


def shared_ending(names: list[str]) -> str:
    """What all names end with: 一审案件 and 二审案件 share 审案件; one name alone shares nothing."""
    if len(names) < 2:
        return ""
    shortest = min(names, key=len)
    return next((shortest[i:] for i in range(len(shortest)) if all(n.endswith(shortest[i:]) for n in names)), "")


def _same_measure(mention: Mention, earlier: list[Draft]) -> bool:
    """True when one of the levels just before counts in the same unit; 件 … 人 pairs stand between."""
    return any(d.unit == mention.unit and d.phrase.object for d in earlier[:4])


def _distributed(run: Run, phrase: Phrase, start: int, mention: Mention) -> Phrase:
    """甲和乙分别为 3 件和 2 件: the first number takes the first part and queues the rest."""
    lists = run.rulebook.words
    said = run.document.text[start : mention.start]
    if any(word in said for word in lists["respectively"]):
        parts = split(phrase.text, lists["list_mark"])
        if len(parts) > 1:
            parts = _with_shared_ending(run, parts, start, mention.start)
            run.queue = parts[1:]
            return replace(phrase, text=parts[0], prefix="", head=parts[0])
    elif run.queue and said in ("", *lists["list_mark"], "，"):
        part = run.queue.pop(0)
        return replace(phrase, text=part, prefix="", head=part)
    else:
        run.queue = []
    return phrase


def _with_shared_ending(run: Run, parts: list[str], start: int, end: int) -> list[str]:
    """小学、初中在校生: when all items but the last are one word, what follows the last one's first word is of all."""
    found = [w.text for w in run.words.between(start, end)]
    first = next((w for w in reversed(found) if parts[-1].startswith(w) and w != parts[-1]), "")
    tail = parts[-1][len(first) :]
    single = all(part in found for part in parts[:-1])
    if not first or not single or len(tail) < 2:
        return parts
    return [*(part + tail for part in parts[:-1]), parts[-1]]


def split(phrase: str, marks: tuple[str, ...]) -> list[str]:
    """The items of a coordinated phrase."""
    return [
        p for p in regex.split("|".join(regex.escape(m) for m in sorted(marks, key=len, reverse=True)), phrase) if p
    ]


def _award(run: Run, reading: Reading, clause: Clause) -> Phrase:
    """The prize a tally counts: the competition named before the list and the prize with its 奖."""
    prize = run.rulebook.words["prize"][0]
    noun = reading.noun if reading.noun.endswith(prize) else reading.noun + prize
    if reading.position:
        prefix = run.drafts[-1].phrase.prefix
    else:
        start = boundary(run.document.text, reading.start, max(run.floor, clause.own_start))
        prefix = _event(run, clause) or before(run.words, start, reading.start).text
    return Phrase(prefix + noun, object=prefix + noun, head=noun, prefix=prefix)


def _event(run: Run, clause: Clause) -> str:
    """The competition that the clause before a tally names: 在第五届…大赛上，代表队获 3 金."""
    lists = run.rulebook.words
    index = run.clauses.index(clause)
    earlier = run.clauses[index - 1] if index else clause
    text = run.document.text[earlier.start : earlier.end]
    stem = next((text[: -len(w)] for w in lists["at_event"] if text.endswith(w)), "")
    if earlier.sentence != clause.sentence or not stem.endswith(lists["event"]):
        return ""
    return before(run.words, earlier.own_start, earlier.start + len(stem)).text


def _measured(run: Run, mention: Mention, clause: Clause) -> bool:
    """True when a duration is a figure (审查周期 15 个月), not a frame (3 年)."""
    said = run.document.text[clause.start : mention.start]
    return any(word in said for word in run.rulebook.words["duration_head"])
