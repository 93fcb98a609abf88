"""Which printed level a share is a share of: the cues of rules/cues/share-of.toml, in order.

The first cue that finds a level decides. None of them looks at how large a number is: a whole that is chosen because
the share fits it can never be found wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import Final

import regex

from ipextract.claims.draft import Draft, Link
from ipextract.claims.run import Run
from ipextract.claims.whole import Whole
from ipextract.rulebook import Rulebook
from ipextract.rulebook.cues import Cue, ShareCondition, Way
from ipextract.structure.names import bare, core, ends_in, namings, narrower, of_area, one_name, undone

#: How many numbers of a name back a whole may stand; what is farther is of another chapter.
_MOST: Final = 20
#: Ways in which words name a whole.
_SAID: Final = frozenset({"said", "in-name", "beside", "of-frame"})
#: A bracket at the end of a name: 固定资产投资（不含农户）.
_ASIDE: Final = regex.compile(r"[（(][^（()）]*[）)]$")
#: A name of so many characters means one thing in a whole document.
_LONG: Final = 4
#: So many numbers that are not the whole are named with what speaks against them.
_SHOWN: Final = 8
#: Ways of claims/whole.py that follow the edge of the part or its 其中.
_BY_THE_PART: Final = frozenset({"of-edge", "before-among"})


@dataclass(frozen=True, slots=True)
class Divided:
    """A share with its part, the whole that the words name, and the way that they name it."""

    run: Run
    share: Draft
    part: Draft
    whole: Whole

    @property
    def base(self) -> str:
        """The name of the whole; empty where no words name one."""
        return self.whole.name or ""


def divided(asked: Divided) -> Link | None:
    """The level that is the whole of the share, with the cue that chose it; ``None`` where none is printed before."""
    return _chosen(asked, behind=False)


def join_wholes(run: Run) -> None:
    """Joins the shares whose whole is printed only behind them: 占产值的 5%，产值为 50 亿元."""
    for share in run.drafts:
        base = share.why.get("base")
        if share.kind == "share" and share.of is not None and share.whole is None and base is not None:
            share.whole = _chosen(Divided(run, share, share.of, Whole(share.base, base.by)), behind=True)


def _chosen(asked: Divided, *, behind: bool) -> Link | None:
    """The level that the first cue takes, of those whose levels stand before the share, or of those behind."""
    if asked.part.unit in asked.run.rulebook.words["time_unit"]:
        return None  # of 4 年 nothing is divided
    for cue in asked.run.rulebook.cues_of("share-of"):
        if (cue.way == "by-name-behind") != behind:
            continue
        refused: list[tuple[Draft, str]] = []
        others = (each for each in WAYS[cue.way](asked, cue) if each is not asked.part)
        for level in (each for each in others if not asked.run.is_yardstick(each)):
            against = _not_taken(asked, level, cue)
            if not against:
                return Link(level, cue.id, asked.share.start, asked.share.end, tuple(refused))
            if (level.unit, level.kind) == (asked.part.unit, asked.part.kind) and len(refused) < _SHOWN:
                refused.append((level, against))
    return None


def _not_taken(asked: Divided, level: Draft, cue: Cue) -> str:
    """The first condition of the cue that the level does not meet, in the order of ``TAKES``; empty for none."""
    return next((name for name, holds in TAKES.items() if name in cue.takes and not holds(asked, level)), "")


def _of_the_part(asked: Divided, _: Cue) -> Iterator[Draft]:
    """招生 300 人，其中男生 180 人，占 60%: what the part is a part of."""
    if asked.whole.level is not None and asked.whole.by in _BY_THE_PART:
        yield asked.whole.level


def _spoken_of(asked: Divided, _: Cue) -> Iterator[Draft]:
    """What the text spoke of before, where the words at the share name no whole."""
    if asked.whole.level is not None:
        yield asked.whole.level


def _by_name(asked: Divided, cue: Cue) -> Iterator[Draft]:
    """The levels before the share that have a name, the nearest first."""
    if not asked.base or asked.whole.by not in _SAID:
        return iter(())
    if cue.reaches == "document":
        return _nearest(asked, _called(asked))
    share = asked.share
    if cue.reaches == "sentence":
        return asked.run.of_sentence(share.sentence)
    return takewhile(lambda draft: draft.paragraph == share.paragraph, reversed(asked.run.drafts))


def _behind(asked: Divided, _: Cue) -> Iterator[Draft]:
    """The levels behind the share that have a name, to the end of the sentence behind its own."""
    if not asked.base or asked.whole.by not in _SAID:
        return
    share, drafts = asked.share, asked.run.drafts
    for draft in drafts[bisect_right(drafts, share.start, key=lambda each: each.start) :]:
        if draft.paragraph != share.paragraph or draft.sentence > share.sentence + 1:
            return
        yield draft


def _by_name_of_part(asked: Divided, _: Cue) -> Iterator[Draft]:
    """登记渔船 behind 东港登记渔船: the levels further up whose name that of the part ends with, the nearest first."""
    if asked.whole.by not in _SAID:
        return iter(())
    name = core(undone(asked.part.indicator, asked.run.rulebook), asked.run.rulebook)
    return _nearest(asked, (name[i:] for i in range(len(name) - 1)))


def _nearest(asked: Divided, names: Iterable[str]) -> Iterator[Draft]:
    """The levels so far of these names, in the unit of the part, the nearest first."""
    levels = (level for name in names for level in asked.run.named(name, asked.part.unit))
    return iter(sorted(levels, key=lambda level: level.start)[: -_MOST - 1 : -1])


def _called(asked: Divided) -> frozenset[str]:
    """What the whole is called, and what else that means by definition: 外贸 is 进出口."""
    name = core(asked.base, asked.run.rulebook)
    known = (names for names in asked.run.rulebook.definitions.namings if name in names)
    return frozenset((name,)).union(*known)


def _one_name(asked: Divided, level: Draft) -> bool:
    return one_name(level.indicator, asked.base, asked.run.rulebook)


def _name_ends_so(asked: Divided, level: Draft) -> bool:
    """建材业总产值 for 占总产值的: the name of the level has words before that of the whole.

    A part is not meant where what it is a part of is called so, too: 投资 30 亿元，其中国有投资 9 亿元，占投资的 30%.
    """
    return _ends_so(asked, level) and (level.part is None or not _ends_so(asked, level.part.target))


def _ends_so(asked: Divided, level: Draft) -> bool:
    rulebook = asked.run.rulebook
    name = undone(_ASIDE.sub("", level.indicator), rulebook)
    return ends_in(name, core(asked.base, rulebook), rulebook) or name.endswith(asked.base)


def _as_wide(asked: Divided, level: Draft) -> bool:
    """False for 对沿线国家出口 where 占全省出口的 names all of the area."""
    area, name = of_area(asked.base, asked.run.rulebook)
    return not area or not narrower(level.indicator, bare(name, asked.run.rulebook), asked.run.rulebook)


def _not_divided(asked: Divided, level: Draft) -> bool:
    """渔船 30 艘，占 6% behind 渔轮 40 艘，占 8%: a level with a share of its own is another part."""
    shares = (d for d in asked.run.drafts[: -_MOST - 1 : -1] if d.kind == "share" and d.paragraph == level.paragraph)
    return all(d.of is not level for d in shares)


def _alone(asked: Divided, level: Draft) -> bool:
    """建材业总产值 alone ends with 总产值 where no other level of the paragraph does."""
    others = (d for d in asked.run.drafts if d.paragraph == asked.share.paragraph and d.level)
    alike = (d for d in others if d is not asked.part and d is not level and d.unit == level.unit)
    return not any(_name_ends_so(asked, d) and _not_divided(asked, d) for d in alike)


def _of_the_area(asked: Divided, level: Draft) -> bool:
    """False for 占全省渔船的 where the level is of a county, or where nothing says of what area it is."""
    run = asked.run
    area, _ = of_area(asked.base, run.rulebook)
    if not area or level.scope.endswith(area[1:]):
        return True
    sentence = run.tree.sentences[level.sentence]
    return not level.scope and area in run.document.text[sentence.start : level.start]


def _long_name(asked: Divided, _: Draft) -> bool:
    """False for 职工, which each chapter says of others, unless 全市 says that all are meant, or it is a term: 出口."""
    area, name = of_area(asked.base, asked.run.rulebook)
    return bool(area) or len(bare(name, asked.run.rulebook)) >= _LONG or len(_called(asked)) > 1


def _dated(asked: Divided, level: Draft) -> bool:
    """False for 8 月 and 前 8 个月 of an unknown year, which have no period that would tell them apart."""
    if level.period and asked.part.period:
        return True
    run = asked.run
    since = run.tree.sentences[level.sentence].start
    return not any(mention.dimension == "date" for mention in run.mentions_in(since, asked.share.start))


def _same_period(asked: Divided, level: Draft) -> bool:
    """True for one period and for one of a whole year beside a part of it: 2031 年 and the end of 2031."""
    one, other = level.period, asked.part.period
    return one == other or (one.year == other.year and "" in (one.part, other.part))


def _of_the_area_alone(asked: Divided, level: Draft) -> bool:
    """True for 占全省的 and 占同期全省总量的 where the level is what the part is called, of the area."""
    run = asked.run
    area = _area_alone(asked.base, run.rulebook)
    if not area or not level.scope.endswith(area[1:]):
        return False
    names = [core(undone(each, run.rulebook), run.rulebook) for each in namings(level.indicator)]
    part = core(undone(asked.part.indicator, run.rulebook), run.rulebook)
    return any(part == name or ends_in(part, name, run.rulebook) for name in names)


def _area_alone(base: str, rulebook: Rulebook) -> str:
    """全省 of 全省, 同期全省 and 全省总量, which say nothing else of the whole; empty for other names."""
    words = rulebook.words
    area, name = of_area(base, rulebook)
    for word in words["whole_prefix"] if not area else ():
        name = name.removeprefix(word)
    if not area:
        return name if name in (*words["area_word"], *words["nation"]) else ""
    return area if name in words["unnamed_whole"] else ""


def _subject_before(asked: Divided, level: Draft) -> bool:
    """接待渔民 900 人 behind 渔港 for 占渔港接待渔民的: the words before the level say the rest of the name."""
    run = asked.run
    name = core(level.indicator, run.rulebook)
    front = asked.base.removesuffix(name)
    if len(name) < _LONG or front in ("", asked.base):
        return False
    return front in run.document.text[run.tree.paragraphs[level.paragraph].start : level.start]


def _outside_brackets(asked: Divided, level: Draft) -> bool:
    return not asked.run.tree.closes_before(level.end, asked.share.start)


WAYS: Final[Mapping[Way, Callable[[Divided, Cue], Iterator[Draft]]]] = MappingProxyType(
    {
        "of-the-part": _of_the_part,
        "spoken-of": _spoken_of,
        "by-name": _by_name,
        "by-name-of-part": _by_name_of_part,
        "by-name-behind": _behind,
    }
)
"""What a cue's ``way`` may name."""

TAKES: Final[Mapping[ShareCondition, Callable[[Divided, Draft], bool]]] = MappingProxyType(
    {
        "fact": lambda asked, level: level.target == asked.part.target,
        "same-kind": lambda asked, level: level.kind == asked.part.kind,
        "same-unit": lambda asked, level: level.unit == asked.part.unit,
        "same-period": _same_period,
        "same-scope": lambda asked, level: level.scope == asked.part.scope,
        "not-prior": lambda asked, level: level.prior == asked.part.prior,
        "outside-brackets": _outside_brackets,
        "not-divided": _not_divided,
        "before-the-part": lambda asked, level: level.start < asked.part.start,
        "of-that-name": _one_name,
        "name-ends-so": _name_ends_so,
        "of-the-area": _of_the_area,
        "as-wide": _as_wide,
        "alone": _alone,
        "long-name": _long_name,
        "dated": _dated,
        "subject-before": _subject_before,
        "of-the-area-alone": _of_the_area_alone,
    }
)
"""What ``takes`` of a cue of this role may name: conditions for the level."""
