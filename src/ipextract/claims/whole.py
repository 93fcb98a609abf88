"""The whole of a share: printed behind 占, or left unsaid because the text spoke of it before."""

from __future__ import annotations

from collections.abc import Iterable

from ipextract.claims.draft import Draft
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.exact.interval import Interval, divide, meet, scale
from ipextract.rulebook import Rulebook

#: How many numbers back a whole is looked for.
_REACH = 40
#: How many characters before a number may say that it is a mean.
_LEAD = 6
#: How many characters the words of a point of view may take.
_VIEW = 12


def printed(run: Run, base: str | None) -> str | None:
    """The printed name of a whole without its quantifier (全部案件); ``None`` where it is no name at all (总值)."""
    lists = run.rulebook.words
    name = base or ""
    for word in lists["quantifier"]:
        name = name.removeprefix(word)
    return None if len(name) < 2 or name in lists["quantity_ending"] or name in lists["unnamed_whole"] else name


def in_name(run: Run, name: str) -> str | None:
    """The whole that a name such as 民生支出占财政支出的比重 holds."""
    return printed(run, whole_in(name, run.rulebook))


def whole_in(name: str, rulebook: Rulebook) -> str | None:
    """What stands between 占 and 比重 in a name or in the header of a column; a unit in brackets may follow."""
    lists = rulebook.words
    _, found, rest = name.partition(rulebook.terms.share_of)
    found_at = [at for word in lists["share_header"] if (at := rest.find(word)) > 0]
    whole = rest[: min(found_at)] if found and found_at else ""
    for particle in lists["particle"]:
        whole = whole.removesuffix(particle)
    return whole or None


def implied(
    run: Run, clause: Clause, subject: str, part: Draft | None, share: Interval | None, start: int
) -> str | None:
    """The whole that the text leaves unsaid.

    In this order: what the part and its share work out to, the level before 其中, the whole of the share before it in
    the sentence, the nearest level of the sentence that is no part itself, and what the paragraph is about.
    """
    recent = run.drafts[: -_REACH - 1 : -1]
    near = [d for d in recent if d.section == clause.section and _countable(run, d)]
    if part is not None and not (part.kind in ("count", "amount") or _countable(run, part)):
        return None
    fitting = next((d for d in near if _fits(d, part, share)), None)
    if fitting is not None:
        return fitting.indicator
    here = [d for d in near if d.sentence == clause.sentence and d.start < start]
    opened = _last_opening(run, clause, start)
    shares = [d for d in recent if d.paragraph == clause.paragraph and d.kind == "share" and d.base]
    same = [d for d in shares if d.sentence == clause.sentence and d.start >= opened]
    if same:
        return same[0].base  # 占总值的 57%；…，占 30%: the second share is of the same whole
    if opened >= 0:
        before = [d for d in here if d.start < opened] or _topics(near, clause)
        open_ended = [d for d in before if not any(w in d.indicator for w in run.rulebook.words["limit"])]
        return next((d.indicator for d in open_ended or before if part is None or _larger(d, part)), None)
    if part is not None:
        topics = [*here[::-1], *_topics(near, clause)]
        topic = next(
            (d.indicator for d in topics if _larger(d, part) and core(run, d.indicator) in part.indicator), None
        )
        parallel = next((d.base for d in shares if d.of is not None and d.of.unit == part.unit), None)
        return topic or parallel  # 甲占总值的 12%。…；乙占 9%: the sentences run in parallel
    if here and not (subject and _sums(run, subject)):
        return here[0].indicator
    areas = run.rulebook.words["area"]
    divided = [
        d for d in recent if d.section == clause.section and d.kind == "share" and d.base and d.base not in areas
    ]
    return _of_paragraph(run, clause, subject, near, divided)


def of_sectors(run: Run, clause: Clause, base: str) -> str:
    """The name under which the paragraph printed the whole that a structure always has."""
    recent = [d for d in run.drafts[: -_REACH - 1 : -1] if d.paragraph == clause.paragraph and d.level]
    return next((d.indicator for d in recent if d.indicator.endswith(base) and len(d.indicator) < len(base) + 3), base)


def strange(run: Run, clause: Clause, part: Draft, start: int) -> bool:
    """True for a level of an earlier sentence in a unit that this sentence, which prints levels, does not count in."""
    here = [d for d in run.levels(clause.sentence) if d.start < start and _countable(run, d)]
    return part.sentence != clause.sentence and bool(here) and all(d.unit != part.unit for d in here)


def core(run: Run, name: str) -> str:
    """收案量 → 收案: the name of a quantity without its ending, when enough is left to recognise it."""
    ending = next((w for w in run.rulebook.words["quantity_ending"] if name.endswith(w)), "")
    return name[: -len(ending)] if ending and len(name) - len(ending) > 1 else name


def _of_paragraph(run: Run, clause: Clause, subject: str, near: list[Draft], divided: list[Draft]) -> str | None:
    """What the text before was about, when the subject is a kind of it, a view of it, or only sums up a list."""
    named = next((d for d in near[::-1] if core(run, d.indicator) and subject.endswith(core(run, d.indicator))), None)
    if named is not None and named.indicator != subject:
        return named.indicator
    topics = _topics(near, clause)
    shares = [d for d in divided if d.paragraph == clause.paragraph]
    if _views(run, clause):  # 从区域看: another division of the same whole
        again = shares or ([] if topics else divided)
        return again[0].base if again else next((d.indicator for d in topics or near[-1:]), None)
    summing = _sums(run, subject)
    for each in shares:
        if summing or _pairs(subject) & _pairs(each.base or ""):
            return each.base
    kind = run.words.has(subject, "category")
    return next((d.indicator for d in topics if kind or _pairs(subject) & _pairs(d.indicator)), None)


def _sums(run: Run, subject: str) -> bool:
    """True for no subject at all and for one that sums up a list (三者合计); a bare 占比 is none of its own either."""
    lists = run.rulebook.words
    listed = tuple(w for w in lists["summed_subject"] if not w.endswith(lists["share_header"]))
    return not subject or subject in lists["summed_subject"] or subject.endswith(listed)


def _views(run: Run, clause: Clause) -> bool:
    """True in a sentence that opens with the point of view from which a whole is divided: 从区域看, 按年龄分."""
    lists = run.rulebook.words
    text = run.document.text
    start = clause.sentence_start
    while start < clause.start and text[start].isspace():
        start += 1
    head = text[start : start + _VIEW]
    return head.startswith(lists["view_opening"]) and any(word in head for word in lists["view_ending"])


def _topics(near: Iterable[Draft], clause: Clause) -> list[Draft]:
    """The first level of each sentence before in the paragraph, the nearest sentence first."""
    firsts: dict[int, Draft] = {}
    for draft in near:
        if draft.paragraph == clause.paragraph and draft.sentence != clause.sentence:
            firsts[draft.sentence] = draft
    return list(firsts.values())


def _last_opening(run: Run, clause: Clause, start: int) -> int:
    """Where the last 其中 of the sentence before ``start`` stands; -1 where none does."""
    said = run.document.text[clause.sentence_start : start]
    at = max(said.rfind(word) for word in run.rulebook.words["among_them"])
    return at + clause.sentence_start if at >= 0 else -1


def _countable(run: Run, draft: Draft) -> bool:
    """True for a level that can have parts: no rate, no mean, no level of the year before."""
    rate = draft.kind == "share" or not draft.unit or draft.unit in run.percents
    if rate or draft.prior or not draft.level or not draft.indicator:
        return False
    said = run.document.text[max(0, draft.start - _LEAD) : draft.start]
    return draft.table or not any(word in said for word in run.rulebook.words["mean"])


def _larger(whole: Draft, part: Draft) -> bool:
    return (
        whole is not part
        and whole.unit == part.unit
        and whole.value is not None
        and part.value is not None
        and whole.value > part.value
        and whole.indicator != part.indicator
    )


def _fits(whole: Draft, part: Draft | None, share: Interval | None) -> bool:
    """True for a whole of which the part is the printed share."""
    if part is None or share is None or not _larger(whole, part) or whole.nearest is None or part.nearest is None:
        return False
    if part.approx != "exact" or whole.approx != "exact" or (part.nearest.lower or 0) < 0:
        return False
    if (whole.nearest.lower or 0) <= 0:
        return False
    return meet(scale(divide(part.nearest, whole.nearest), 100), share) is not None


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
