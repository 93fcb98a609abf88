"""Which level another one was before: the cues of rules/cues/before-of.toml, in order.

上年为 4079 艘 is what there was before 4175 艘, and so is the first end of 由 4079 艘增加到 4175 艘. A number may have
been before several others (2029 年 40 艘, 2030 年 44 艘 and 2031 年 53 艘，比 2029 年增长 32.5%). Nothing here looks at
how large a number is: a fall that is said to be a rise is found out because the two were joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final

from ipextract.claims.draft import Draft, Link
from ipextract.claims.readings import Reading
from ipextract.claims.run import Run
from ipextract.model import ANNUAL
from ipextract.rulebook.cues import BeforeCondition, Cue, Way

#: What is said to be a share may stand in brackets as a mere percentage: 占 36.8%，比上年（36.9%）下降.
_PERCENTAGES: Final = frozenset({"share", "ratio"})
#: Numbers of these kinds are measured against an earlier level.
_MEASURED: Final = frozenset({"growth", "change", "ratio"})


def join_ends(run: Run, draft: Draft, reading: Reading) -> None:
    """由 44 件增加到 53 件: the second end, just read, with the first; of two strings each number with its own."""
    half = reading.many // 2
    cue = next((cue for cue in run.rulebook.cues_of("before-of") if cue.way == "end-points"), None)
    if cue is None or reading.position < half or len(run.drafts) < half:
        return
    first = run.drafts[-half]
    if first.rule == draft.rule and first.sentence == draft.sentence:
        first.before.append(Link(draft, cue.id, reading.start, reading.end))


def join_counterparts(run: Run) -> None:
    """Joins the levels of each sentence to those that they were before; two ends are joined to each other alone."""
    for _, group in groupby(run.drafts, key=lambda draft: draft.sentence):
        told = list(group)
        levels = [draft for draft in told if draft.level]
        dated: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        for draft in levels:
            dated[draft.period.year, draft.period.part].append(draft)
        for earlier in (d for d in levels if len(levels) > 1 and not run.rulebook.moves(d.rule)):
            for link in _links(_Asked(run, earlier, levels, told, dated)):
                if all(known.target is not link.target for known in earlier.before):
                    earlier.before.append(link)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A level that may have been before others of its sentence, and all that the sentence says."""

    run: Run
    earlier: Draft
    levels: list[Draft]
    told: list[Draft]
    dated: Mapping[tuple[str, str], list[Draft]]


def _links(asked: _Asked) -> Iterable[Link]:
    for cue in asked.run.rulebook.cues_of("before-of"):
        if cue.way in WAYS:
            yield from WAYS[cue.way](asked, cue)


def _said_before(asked: _Asked, cue: Cue) -> Iterable[Link]:
    """上年为 2190 人: before the nearest level of its name, back first."""
    earlier = asked.earlier
    if not earlier.prior:
        return
    back = [d for d in asked.levels if d.start < earlier.start][::-1]
    refused: list[tuple[Draft, str]] = []
    for level in (*back, *(d for d in asked.levels if d.start > earlier.start)):
        against = _not_taken(asked, level, cue)
        if not against:
            yield Link(level, cue.id, *_words(earlier), tuple(refused))
            return
        refused.append((level, against))


def _year_apart(asked: _Asked, cue: Cue) -> Iterable[Link]:
    """2030 年 44 艘，2031 年 53 艘: before the levels of its name of the year after."""
    earlier = asked.earlier
    year = earlier.period.year
    following = asked.dated.get((str(int(year) + 1), earlier.period.part), ()) if year else ()
    for level in following:
        if not _not_taken(asked, level, cue):
            yield Link(level, cue.id, *_words(earlier))


def _named_year(asked: _Asked, cue: Cue) -> Iterable[Link]:
    """比 2029 年增长 32.5%: before the level whose growth, change or multiple names its year, or averages since it."""
    earlier = asked.earlier
    year = earlier.period.year
    for number in asked.told if year else ():
        level = number.of
        base = number.base or ""
        yearly = number.qualifier == ANNUAL and not base[:1].isdecimal() and _alone(asked, number.of)
        named = number.kind in _MEASURED and (base.startswith(year) or yearly)
        if (
            named
            and level is not None
            and level is not earlier
            and level.sentence == earlier.sentence
            and not _not_taken(asked, level, cue)
        ):
            yield Link(level, cue.id, *_words(earlier))


def _alone(asked: _Asked, level: Draft | None) -> bool:
    """True for 2026 年 30 艘，2031 年 41 艘，年均增长 6.4%: no third level has the name, and the years are printed."""
    if level is None or level.period.year <= asked.earlier.period.year:
        return False
    return all(d in (level, asked.earlier) or d.indicator != level.indicator for d in asked.levels)


def _words(earlier: Draft) -> tuple[int, int]:
    """Where the words stand that give an earlier level its period; the number itself where none do."""
    reason = earlier.why.get("period")
    spans = reason.spans if reason is not None else ()
    return spans[-1] if spans else (earlier.start, earlier.end)


def _not_taken(asked: _Asked, level: Draft, cue: Cue) -> str:
    """The first condition of the cue that the level does not meet, in the order of ``TAKES``; empty for none."""
    return next((name for name, holds in TAKES.items() if name in cue.takes and not holds(asked, level)), "")


def _same_name(asked: _Asked, level: Draft) -> bool:
    """True for two numbers of one name and kind, a share in brackets being called a mere percentage of its part."""
    earlier = asked.earlier
    if earlier.kind == level.kind:
        return earlier.indicator == level.indicator
    return {earlier.kind, level.kind} == _PERCENTAGES and level.indicator.startswith(earlier.indicator)


WAYS: Final[Mapping[Way, Callable[[_Asked, Cue], Iterable[Link]]]] = MappingProxyType(
    {"said-before": _said_before, "year-apart": _year_apart, "named-year": _named_year}
)
"""What a cue's ``way`` may name beside ``end-points``, which is read with the ends themselves."""

TAKES: Final[Mapping[BeforeCondition, Callable[[_Asked, Draft], bool]]] = MappingProxyType(
    {
        "fact": lambda asked, level: level.target == asked.earlier.target,
        "not-prior": lambda _, level: not level.prior,
        "same-unit": lambda asked, level: level.unit == asked.earlier.unit,
        "same-scope": lambda asked, level: level.scope == asked.earlier.scope,
        "same-name": _same_name,
    }
)
"""What ``takes`` of a cue of this role may name: conditions for the later level."""
