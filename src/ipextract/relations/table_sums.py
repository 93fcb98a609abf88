"""SUM in tables: the lines of one total and its parts, held against each other, and how loud one may be that is off.

What is one structure in a table (a total and its parts) holds in each of its columns. A column that does not come out
is told apart from a structure that was misread by the other columns, and by whether one slip would explain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from ipextract.exact.interval import add, meet, negate
from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.loudness import Loudness
from ipextract.relations.misread import comes_out, distance, misread, one_too_many, slipped
from ipextract.relations.outline import Force

_COARSE = Fraction(1, 20)
_PAIR = 2
_REST = Fraction(1, 20)
_PROOF = 3
#: Numbers below are so few that two are easily the same.
FEW = 100
#: What may be chance, unless most lines of a structure come out.
_WEAK: tuple[Force, ...] = ("nested", "placed")


@dataclass(frozen=True, slots=True)
class Line:
    """A total and its parts in one column or row.

    ``sure`` where nothing in the table makes the parts doubtful; ``closed`` where nothing can be left out of them: they
    stand above their total, or are said to part it. ``less`` is what is taken off the parts, ``cue`` what says that
    they are parts where the lines of a structure have several.
    """

    total: Claim
    parts: tuple[Claim, ...]
    sure: bool = True
    closed: bool = True
    less: tuple[Claim, ...] = ()
    cue: str = ""

    @property
    def off(self) -> Fraction:
        """By how much the total is more than its parts."""
        return distance(self.total, self.parts, self.less)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All its numbers, the total first."""
        return (self.total, *self.parts, *self.less)

    @property
    def mends(self) -> dict[str, Fraction]:
        """By the id of each of its numbers what has to be added to it for the line to come out."""
        ups = dict.fromkeys((each.claim_id for each in self.parts), self.off)
        return ups | dict.fromkeys((each.claim_id for each in (self.total, *self.less)), -self.off)


def holds(line: Line) -> bool:
    """True when the parts of a line come to its total under some rounding."""
    return comes_out(line.total, line.parts, line.less)


def likely(line: Line) -> bool:
    """True for a line of one part that comes out, or would but for one slip: else more belongs to it than was read."""
    return holds(line) or slipped(line.total, line.parts)


def telling(whole: Claim, parts: Sequence[Claim]) -> list[Claim]:
    """The parts without those printed as 0 below a whole in decimals: nothing, not a rounded number, if others are."""
    more = [each for each in parts if each.value or _in_decimals(each)]
    return more if more and _in_decimals(whole) else list(parts)


@dataclass(frozen=True, slots=True)
class _Structure:
    """The lines of one total and its parts: those that come out, and those that do not.

    ``left`` counts by how much they do not. What one part hands to another is in both and in the total once: in its own
    line and in every sum over it; ``handed`` are such differences. ``telling`` of the good lines need not have.
    """

    force: Force
    good: list[Line]
    bad: list[Line]
    left: Counter[Fraction]
    handed: set[Fraction]
    telling: int

    @classmethod
    def of(cls, lines: Sequence[Line], force: Force) -> _Structure:
        """The lines of one structure, told apart."""
        good: list[Line] = []
        bad: list[Line] = []
        for line in lines:
            (good if holds(line) else bad).append(line)
        left = Counter(line.off for line in bad)
        twice = (line for line in bad if not line.less and _great(one_too_many(line.total, line.parts)))
        handed = {line.off for line in twice}
        return cls(force, good, bad, left, handed, sum(not _coarse(line) for line in good))

    @property
    def tells(self) -> bool:
        """True where all lines but one come out, several of them."""
        return len(self.bad) == 1 and len(self.good) >= _PROOF and self.telling > 0

    @property
    def single(self) -> bool:
        """True where one number, changed by one amount, would make all lines come out: it may be in several of them."""
        first, *others = (set(line.mends.items()) for line in self.bad) if self.bad else (set(),)
        return len(self.bad) == 1 or bool(first.intersection(*others))

    @property
    def incomplete(self) -> bool:
        """True when all lines are off to one side: a column or row of the parts was not read."""
        return len(self.bad) >= _PROOF and (min(self.left) > 0 or max(self.left) < 0)


def _great(part: Claim | None) -> bool:
    """True for a part of 100 or more, which no other is by chance."""
    return part is not None and abs(Fraction(part.value or 0)) >= FEW


def settled(
    lines: Sequence[Line],
    force: Force,
    cue: str,
    rule: str,
    section: tuple[str, ...],
    *,
    most: Severity | None = None,
) -> Iterator[Relation]:
    """The lines of one structure as relations, as loud as its words and its other lines allow, at most ``most``."""
    structure = _Structure.of(lines, force)
    exhaustive = force not in _WEAK
    for line in structure.good:
        if not _coarse(line) or (exhaustive and _by_nearest(line)):
            yield _sum(line, cue, rule, section, None, exhaustive=exhaustive)
    for line in () if structure.incomplete else structure.bad:
        if any(test(line, structure) for test in _NO_FAULT):
            continue
        loudness = _loudness(line, structure)
        if loudness is not False:
            alone: Severity | None = "warning" if len(line.parts) == 1 and not line.less else None
            cap = "suspicion" if line.off in structure.handed else loudness or most or alone
            yield _sum(line, cue, rule, section, cap, exhaustive=exhaustive)


def _of_another_grain(line: Line, structure: _Structure) -> bool:
    """True for 12.5 under 合计 where all that comes out in the same unit is whole: rates, whose head was not read."""
    alike = [other for other in structure.good if other.total.unit == line.total.unit]
    return bool(alike) and _decimals(line) and not any(map(_decimals, alike))


def _handed_on(line: Line, structure: _Structure) -> bool:
    """True for 上级补助 of two parts, or of the same amount in several lines: one part hands it to another."""
    off = line.off
    return off in structure.handed and (structure.left[off] > 1 or len(line.parts) == _PAIR)


def _left_out(line: Line, structure: _Structure) -> bool:
    """True where 合计 stands above a list that leaves the same out in several columns."""
    off = line.off
    return not line.closed and off > 0 and structure.left[off] > 1


#: Asked in order of a line that does not come out: one that is True says that it asserts no sum.
_NO_FAULT: tuple[Callable[[Line, _Structure], bool], ...] = (_of_another_grain, _handed_on, _left_out)


@dataclass(frozen=True, slots=True)
class _Miss:
    """A line that does not come out, in its structure; ``slip`` where one slip in one number would explain it."""

    line: Line
    structure: _Structure
    slip: bool

    @property
    def only(self) -> bool:
        """True for a slip in the only line that does not come out, or in a number of all that do not."""
        return self.slip and self.structure.single

    @property
    def proved(self) -> bool:
        """True for a slip in the only line that does not come out, beside several that do."""
        return self.only and self.structure.telling >= _PROOF

    @property
    def outnumbered(self) -> bool:
        """True where as many lines come out as do not."""
        return self.structure.telling >= len(self.structure.bad)

    @property
    def stated(self) -> bool:
        """True for 合计, which says itself that it is a sum."""
        return self.structure.force == "stated"


def _loudness(line: Line, structure: _Structure) -> Loudness:
    """How loud it may be said that a line does not come out: the first answer of ``_LOUDNESS``, else not at all."""
    if structure.force in _WEAK and not _often(structure):
        return False
    miss = _Miss(line, structure, slipped(line.total, line.parts, line.less))
    if _rounded_off(line) or (any(test(line) for test in _NO_SUM) and not (miss.stated and structure.tells)):
        return False
    return next((loudness for test, loudness in _LOUDNESS if test(miss)), False)


def _often(structure: _Structure) -> bool:
    """True for a first row that is the sum of the others in 4 columns of 6: its place alone may be chance."""
    return structure.telling > 1 and structure.telling >= 2 * len(structure.bad)


def _misread(miss: _Miss) -> bool:
    """True for 合计 900 of 小学 60 and 中学 38: too far off for a slip, where no other lines tell."""
    if miss.stated and miss.structure.tells and miss.line.sure:
        return False
    return not miss.slip and misread(miss.line.total, miss.line.parts, miss.line.less)


def _placed_slip(miss: _Miss) -> bool:
    """True for 全县 89 above 东乡 60 and 西乡 38: a slip in a row that its place alone makes the whole."""
    return miss.slip and _placed(miss)


def _placed(miss: _Miss) -> bool:
    """True for 全县 96 above 东乡 60 and 西乡 38."""
    return miss.structure.force == "placed"


def _nested_slip(miss: _Miss) -> bool:
    """True for one slip in a table whose other rows are the sums of those below them; in 12 a slip is easily found."""
    told = miss.only and miss.structure.telling >= _PAIR and abs(Fraction(miss.line.total.value or 0)) >= FEW
    return told and _by_depth(miss)


def _by_depth(miss: _Miss) -> bool:
    """True for 一、渔港 96 above （一）护岸 60 and （二）疏浚 38."""
    return miss.structure.force == "nested"


def _slip_beside_rest(miss: _Miss) -> bool:
    """True for 合计 189 above 小学 60 and 中学 38: a slip, and more than a list leaves out."""
    total = Fraction(miss.line.total.value or 0)
    small = miss.line.off <= total * _REST
    told = miss.outnumbered or (miss.stated and miss.only and not miss.structure.good)  # 合计 above its only column
    return _may_leave_out(miss) and miss.slip and miss.line.sure and told and not small


def _may_leave_out(miss: _Miss) -> bool:
    """True for 合计 100 above 小学 60 and 中学 38: what the list leaves out may be the rest."""
    return not miss.proved and not miss.line.closed and miss.line.off > 0


def _shifted(miss: _Miss) -> bool:
    """True where cells are empty: a number may stand in its neighbour's column."""
    return not miss.proved and not miss.line.sure


def _sure_exception(miss: _Miss) -> bool:
    """True for one column of a table whose others come out."""
    return _exception(miss) and miss.line.sure


def _exception(miss: _Miss) -> bool:
    """True for one column of a table whose others come out, though cells are empty."""
    return miss.structure.telling > 0 and miss.outnumbered


def _stated_slip(miss: _Miss) -> bool:
    """True for 小学 60, 中学 38, 合计 89."""
    return miss.stated and _sure_slip(miss)


def _sure_slip(miss: _Miss) -> bool:
    """True for 生产总值 89 of 第一产业 9, 第二产业 38 and 第三产业 51."""
    return miss.only and miss.line.sure


def _stated_alone(miss: _Miss) -> bool:
    """True for 小学 60, 中学 38, 技校 7, 合计 101: no other line tells whether it is meant as their sum."""
    one = len(miss.structure.good) + len(miss.structure.bad) == 1 and len(miss.line.parts) > _PAIR
    return one and miss.stated and miss.line.sure and miss.line.closed


#: Asked in order of a line that does not come out; the first that is True says how loud that is.
_LOUDNESS: tuple[tuple[Callable[[_Miss], bool], Loudness], ...] = (
    (_misread, False),
    (_nested_slip, "warning"),
    (_by_depth, False),
    (_placed_slip, "warning"),
    (_placed, "suspicion"),
    (_slip_beside_rest, "suspicion"),
    (_may_leave_out, False),
    (_shifted, False),
    (_sure_exception, None),
    (_exception, "warning"),
    (_stated_slip, None),
    (_sure_slip, "warning"),
    (_stated_alone, "suspicion"),
)


def _nested(line: Line) -> bool:
    """True when one of the parts is itself the sum of those that follow: the list has a level that nothing marks."""
    values = [Fraction(c.value or 0) for c in line.parts]
    sums = list(accumulate(values, initial=Fraction(0)))
    last = {value: i for i, value in enumerate(sums)}
    # Parts i+1 to k come to part i where the sum up to k is the sum up to i and part i once more.
    return any(value > 0 and last.get(sums[i + 1] + value, 0) > i + 2 for i, value in enumerate(values))


def _one_is_all(line: Line) -> bool:
    """True when one of three parts or more is the total: the others stand in a column that is not theirs."""
    return len(line.parts) > _PAIR and any(part.value == line.total.value for part in line.parts)


def _numbering(line: Line) -> bool:
    """True when the numbers follow each other by one: they number the rows or columns."""
    claims = line.claims
    values = sorted(int(c.printed) for c in claims if c.printed.isdecimal())
    return len(values) == len(claims) and all(after - before == 1 for before, after in pairwise(values))


def _rounded_off(line: Line) -> bool:
    """True for 合计 12, 甲 7.6, 乙 4.8: some are in whole, others in decimals, and rounding explains it."""
    whole = [c for c in line.claims if not _in_decimals(c)]
    return 0 < len(whole) <= len(line.parts) and abs(line.off) < len(whole)


#: Asked in order of a line that does not come out: one that is True says that it was read as a sum and is none.
_NO_SUM: tuple[Callable[[Line], bool], ...] = (_nested, _one_is_all, _numbering)


def _decimals(line: Line) -> bool:
    return any(map(_in_decimals, line.claims))


def _in_decimals(claim: Claim) -> bool:
    return any(mark in claim.printed for mark in ".．")


def _by_nearest(line: Line) -> bool:
    """True when a line comes out with every number rounded to nearest."""
    known = [c.nearest for c in line.parts if c.nearest is not None]
    taken = [negate(c.nearest) for c in line.less if c.nearest is not None]
    return line.total.nearest is not None and meet(line.total.nearest, add(*known, *taken)) is not None


def _coarse(line: Line) -> bool:
    """True when rounding leaves so much room that coming out tells nothing."""
    width = sum((c.interval.width or 0 for c in line.claims if c.interval is not None), Fraction(0))
    size = abs(Fraction(line.total.value or 0))
    return size == 0 or width > size * _COARSE


def _sum(
    line: Line, cue: str, rule: str, section: tuple[str, ...], severity: Severity | None, *, exhaustive: bool
) -> Relation:
    taken = (Role("less", each) for each in line.less)
    roles = (Role("total", line.total), *(Role("part", part) for part in line.parts), *taken)
    return Relation("sum", rule, roles, line.cue or cue, exhaustive=exhaustive, section=section, severity=severity)
