"""Sums that only the numbers speak for: parts that leave nothing over, or would but for one slip.

其中 need not list everything, so parts that come to their whole assert no sum: their agreement is an echo. Parts that
one slip keeps from it are worth a look where chance would seldom bring them so near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import ceil, floor, gcd, lcm
from typing import Final

from ipextract.exact.interval import add, meet
from ipextract.model import Claim, Relation, Role, Severity
from ipextract.model.slips import Numeral, numeral_of, variants
from ipextract.relations.misread import comes_out, one_too_many
from ipextract.rulebook import Rulebook

_FEWEST: Final = 3
_PAIR: Final = 2
#: Two parts tell something where all numbers have so many digits.
_LEAST_DIGITS: Final = 3
MOST_CHANCE: Final = Fraction(1, 50)
"""One slip may explain so much of all that parts may leave over."""

#: Parts that leave over more than this of their whole are hardly meant to be all of it.
_NEAR: Final = Fraction(1, 4)
MOST_PARTS: Final = 30
"""Nobody lists more parts of a whole in a sentence, and each of them is tried with all its slips."""
_SLIPS: Final = frozenset({"digit", "swap", "shift"})
_GREAT: Final = 10**4


@dataclass(frozen=True, slots=True)
class Listed:
    """A whole and the parts that are listed of it, in words that do not say whether they are all.

    ``said`` are the words of the list; ``run`` is True where nothing but the marks of a list joins the parts, up to the
    end of the sentence.
    """

    whole: Claim
    parts: tuple[Claim, ...]
    said: str
    cue: str
    section: tuple[str, ...]
    run: bool = False


def echo(listed: Listed, rulebook: Rulebook) -> Relation | None:
    """The echo of a list that leaves nothing over, or that one slip keeps from it; ``None`` for any other."""
    if len(listed.parts) > MOST_PARTS:
        return None
    if agree(listed.whole, listed.parts):
        return _relation(listed, "covers-whole", None)
    severity = _nearly(listed, rulebook)
    return None if severity is None else _relation(listed, "but-for-one-slip", severity)


def agree(whole: Claim, parts: Sequence[Claim]) -> bool:
    """True when parts leave nothing of their whole over, as far as rounding lets one tell."""
    known = [p.nearest for p in parts if p.nearest is not None and p.approx == "exact"]
    if len(known) < len(parts) or whole.nearest is None or whole.approx != "exact":
        return False
    return meet(add(*known), whole.nearest) is not None


def _relation(listed: Listed, rule: str, severity: Severity | None) -> Relation:
    roles = (Role("total", listed.whole), *(Role("part", part) for part in listed.parts))
    return Relation("sum", rule, roles, listed.cue, section=listed.section, severity=severity, echo=True)


def _nearly(listed: Listed, rulebook: Rulebook) -> Severity | None:
    """How loud it may be said that one slip parts the sum from its whole; ``None`` where it does not, or may well."""
    whole, parts = listed.whole, listed.parts
    if any(word in listed.said for word in rulebook.words["open_list"]):
        return None
    if comes_out(whole, parts) or one_too_many(whole, parts) is not None:
        return None
    sum_ = _Sum.of(whole, parts)
    if sum_ is None or not sum_.tells or not sum_.near(MOST_CHANCE):
        return None
    return "warning" if listed.run and abs(sum_.rest) <= sum_.total * _NEAR else "suspicion"


def telling(whole: Claim, parts: Sequence[Claim]) -> bool:
    """True when the numbers are so many or so long that their sum tells something, whatever digits they have."""
    sum_ = _Sum.of(whole, parts)
    return sum_ is not None and sum_.tells


def near(whole: Claim, parts: Sequence[Claim], chance: Fraction = MOST_CHANCE) -> bool:
    """True when one slip parts the sum from the whole, and explains at most so much of all that may be left over."""
    sum_ = _Sum.of(whole, parts)
    return sum_ is not None and sum_.near(chance)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A whole and its parts in units of the finest step that any of them is printed in.

    ``steps`` are by how much the rest changes when one slip is undone, ``slack`` what rounding may add to it,
    ``digits`` how many digits that tell something each number has, the whole's first.
    """

    total: int
    rest: int
    steps: frozenset[Fraction]
    slack: Fraction
    digits: tuple[int, ...]

    @classmethod
    def of(cls, whole: Claim, parts: Sequence[Claim]) -> _Sum | None:
        """``None`` when a number is none, or not exactly what is printed, or there are too many."""
        claims = (whole, *parts)
        if len(parts) > MOST_PARTS:
            return None
        numerals = [numeral_of(claim) for claim in claims]
        if any(claim.approx != "exact" or claim.hedges for claim in claims) or not all(numerals):
            return None
        known = [n for n in numerals if n is not None]
        values = [n.value(n.text) for n in known]
        if min(values) <= 0:
            return None
        unit = _grid(values)
        first, *others = ({step / unit for step in _undone(n)} for n in known)
        total, *rest = (int(value / unit) for value in values)
        widths = (c.nearest.width or Fraction(0) for c in claims if c.nearest is not None)
        steps = frozenset({-step for step in first} | set(chain.from_iterable(others)))
        digits = tuple(len(n.text.replace(".", "").strip("0")) for n in known)
        return cls(total, total - sum(rest), steps, sum(widths, Fraction(0)) / 2 / unit, digits)

    @property
    def tells(self) -> bool:
        """True for three parts, and for two where no number is a short one."""
        parts = len(self.digits) - 1
        return parts >= _FEWEST or (parts == _PAIR and min(self.digits) >= _LEAST_DIGITS)

    def near(self, most: Fraction) -> bool:
        """True when one slip explains the rest, and at most so much of all others."""
        return any(abs(self.rest - step) <= self.slack for step in self.steps) and self._chance <= most

    @property
    def _chance(self) -> Fraction:
        """How much of all that parts may leave over, or have too much, one slip would explain: 0 to 1."""
        side = 1 if self.rest > 0 else -1
        likely = sorted(side * step for step in self.steps if 0 < side * step < self.total)
        return min(_covered(likely, self.slack, self.total) / self.total, Fraction(1))


def _covered(places: Iterable[Fraction], slack: Fraction, total: int) -> Fraction:
    """How many whole numbers from 1 to ``total`` lie within ``slack`` of one of ``places``, which are in order."""
    found, last = Fraction(0), 0
    for place in places:
        first, end = max(ceil(place - slack), last + 1), min(floor(place + slack), total)
        found += max(0, end - first + 1)
        last = max(last, end)
    return found


def _grid(values: Sequence[Fraction]) -> Fraction:
    """The largest step of which all values are multiples by a power of ten."""
    below = lcm(*(value.denominator for value in values))
    common = gcd(*(int(value * below) for value in values))
    step = Fraction(1, below)
    while common % 10 == 0:
        common //= 10
        step *= 10
    return step


def _undone(numeral: Numeral) -> Iterator[Fraction]:
    """By how much a number grows when one slip in it is undone."""
    value = numeral.value(numeral.text)
    for edit, text in variants(numeral.text):
        if edit in _SLIPS:
            yield numeral.value(text) - value
    yield value * (_GREAT - 1)
    yield value / _GREAT - value
