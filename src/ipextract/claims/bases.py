"""What growth, change and difference are measured against: an earlier level, or another population."""

from __future__ import annotations

from ipextract.claims.draft import Draft
from ipextract.claims.readings import Reading
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.structure.dates import years_in
from ipextract.structure.placed import split

#: How far before 以来 the year stands from which something is counted: 自 2021 年 4 月挂牌成立以来.
_SINCE = 24
#: Up to so many numbers back, those of a bracket passed over, the change stands whose base a growth keeps.
_ASIDE = 2


def carried(run: Run, reading: Reading, level: Draft | None, clause: Clause) -> Draft | None:
    """The change beside it whose base a growth without one of its own keeps: 比上年末增加 12 吨（24 千斤），增长 3%."""
    last = next((d for d in run.drafts[: -_ASIDE - 1 : -1] if not run.tree.closes_before(d.end, reading.start)), None)
    if reading.stated or last is None:
        return None
    if reading.rule.form == "contribution":
        beside = last.sentence == clause.sentence and last.kind in ("change", "ratio")
    else:
        moved = reading.kind in ("growth", "change") and level is not None
        beside = moved and last.of is level and last.kind in ("growth", "change")
    return last if beside and last.base else None


def base_of(run: Run, reading: Reading, clause: Clause) -> str | None:
    """What a number says that it is measured against, or what its kind usually is; nothing for a share."""
    if reading.kind == "share":
        return None
    if reading.rule.form == "annual":
        return _since(run, reading, clause) or clause.against or reading.rule.base
    if reading.kind in ("growth", "change") and not reading.stated and reading.base == reading.rule.base:
        return _unsaid(run, reading, clause)
    if reading.kind == "growth" and reading.base == run.rulebook.terms.month_ago and "Q" in clause.period:
        return run.rulebook.terms.quarter_ago
    if reading.kind == "difference" and reading.many > 1 and reading.base:
        return _of_place(run, reading, reading.base)
    return reading.base


def _unsaid(run: Run, reading: Reading, clause: Clause) -> str | None:
    """What the sentence compares with, or the first of two ends just printed; else what is usual."""
    if clause.against:
        return clause.against
    first = _end_point(run, clause)
    return first.period if first is not None and not first.prior else reading.base


def _of_place(run: Run, reading: Reading, base: str) -> str:
    """高出全省、全国平均水平 3 件和 5 件: each number takes its own population, with the shared ending."""
    areas = run.rulebook.words["area"]
    parts = split(base, run.rulebook.words["list_mark"])
    if len(parts) != reading.many:
        return base
    part, last = parts[reading.position], parts[-1]
    area = next((w for w in areas if last.startswith(w)), "")
    return part + last[len(area) :] if area and part in areas else part


def _end_point(run: Run, clause: Clause) -> Draft | None:
    """由 2018 年的 44 件增加到 53 件，增长 20%: the first of the two levels just printed."""
    for first in run.drafts[-3:-1]:
        joined = first.before and first.indicator == first.before[0].target.indicator
        if joined and first.period != first.before[0].target.period and first.sentence == clause.sentence:
            return first
    return None


def _since(run: Run, reading: Reading, clause: Clause) -> str | None:
    """The start of an average growth: 2019 年 before 以来, or the end point just printed."""
    since = run.rulebook.words["since"]
    if reading.stated and reading.base and reading.base.endswith(since) and reading.base[:4].isdecimal():
        return next(reading.base.removesuffix(w) for w in since if reading.base.endswith(w))
    first = _end_point(run, clause)
    return first.period if first is not None else _opened(run, reading, clause)


def _opened(run: Run, reading: Reading, clause: Clause) -> str | None:
    """自 2021 年 4 月挂牌以来，累计装卸 9 万吨，年均增长 5%: the year from which the sentence counts."""
    said = run.document.text[clause.sentence_start : reading.start]
    at = max((said.rfind(word) for word in run.rulebook.words["since"][:1]), default=-1)
    years = years_in(said[max(0, at - _SINCE) : at], run.rulebook) if at > 0 else []
    return years[-1] if years else None
