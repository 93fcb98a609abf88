"""Corrections of single numbers: what one of the numbers would have to be for all its relations to hold.

Nothing is searched for but the numbers of a violated relation. A correction counts when every relation that the number
takes part in is free of contradiction under some rounding; a number without such a correction cannot be the culprit.
Corrections are proposed, never applied. A fault among too many numbers is left without any: see ``Effort``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import ceil, floor

from ipextract.checks.registry import check_of, judge
from ipextract.checks.solve import leaves_whole, span
from ipextract.checks.verdicts import LEAST_POWER
from ipextract.exact.interval import Interval, meet
from ipextract.model import Claim, Evaluated, Relation, Repair, Role
from ipextract.model.slips import Edit, Numeral, numeral_of, other_powers, reprinted, rescaled, variants, widened
from ipextract.rulebook.checks import CheckRule

MOST_EACH = 3
"""Corrections kept of one number."""

MOST_NUMBERS = 3
"""Numbers that corrections are kept of."""

STEPS_AT_LEAST, STEPS_EACH, MOST_STEPS = 200_000, 100, 100_000
"""Steps for a report, for each claim of it, and for one fault; reports that people wrote need a hundredth of it."""

_NUMBER_STEPS = 30
_MOST_TRIED = 8
_MOST_MISREAD = 2
_WIDEST_GRID = 24
_ORDER: Mapping[str, int] = {"swap": 0, "digit": 1, "scale": 2, "drop": 3, "add": 3, "shift": 4, "other": 5}
#: What is only unusual may be lawful, and needs no correction, but where one value alone would do.
_CONTRADICTED = frozenset({"error", "warning"})


class TooManyStepsError(Exception):
    """A search for corrections took more steps than it may; nothing that it found so far is kept."""


class Effort:
    """How many steps the search for corrections may take: so many for each claim of a report, and for one fault.

    A step is one number of a relation, looked at once. Steps are counted, not seconds, so that every run gives up at
    the same fault; ``short`` counts the faults given up.
    """

    def __init__(self, claims: int) -> None:
        self.short = 0
        self._left = STEPS_AT_LEAST + STEPS_EACH * claims
        self._of_fault = 0

    def begin(self) -> None:
        """Starts on a fault; TooManyStepsError when nothing is left."""
        self._of_fault = min(MOST_STEPS, self._left)
        self.spend(1)

    def spend(self, steps: int) -> None:
        """Takes so many steps of what is left; TooManyStepsError when it is not enough."""
        self._left -= min(steps, self._of_fault)
        self._of_fault -= steps
        if self._of_fault < 0:
            self.short += 1
            raise TooManyStepsError


@dataclass(frozen=True, slots=True)
class Ledger:
    """The relations of each claim, and the rule of each kind; ``powers`` are the written powers of ten."""

    rules: Mapping[str, CheckRule]
    powers: Mapping[str, Decimal]
    of_claim: Mapping[str, Sequence[Evaluated]]
    effort: Effort

    @classmethod
    def over(
        cls,
        evaluated: Iterable[Evaluated],
        rules: Mapping[str, CheckRule],
        powers: Mapping[str, Decimal],
        effort: Effort | None = None,
    ) -> Ledger:
        """The ledger of a report's evaluated relations; ``rules`` are by kind."""
        found: dict[str, list[Evaluated]] = {}
        for each in evaluated:
            for claim_id in dict.fromkeys(c.claim_id for c in each.relation.claims):
                found.setdefault(claim_id, []).append(each)
        return cls(rules, powers, found, effort or Effort(len(found)))


@dataclass(frozen=True, slots=True)
class Correction:
    """A repair with what decides its rank; ``mends`` are the violated relations that it settles.

    ``echoes`` counts the sums that come out with it though no words assert them.
    """

    repair: Repair
    clean: bool
    moved: Fraction
    echoes: int = 0
    mends: tuple[Evaluated, ...] = field(default=())

    @property
    def telling(self) -> bool:
        """True when it is one slip, or settles relations that only one value in many satisfies."""
        return self.repair.edit != "other" or all(check_of(e.relation.kind).telling for e in self.mends)

    @property
    def rank(self) -> tuple[bool, int, bool, int, int, Fraction]:
        """Best first: one slip, confirmed by most other relations, by most echoes, the likelier slip, the nearest."""
        return (
            self.repair.edit == "other",
            -self.repair.confirmations,
            not self.clean,
            -self.echoes,
            _ORDER[self.repair.edit],
            self.moved,
        )


def corrections(fault: Evaluated, ledger: Ledger) -> tuple[Correction, ...]:
    """All corrections of one number that settle a violated relation and leave no other of that number contradicted.

    Where no number has one that settles all its relations, those that are violated already may stay so.
    """
    check = check_of(fault.relation.kind)
    if check.solve is None or not (fault.outcome.severity in _CONTRADICTED or check.one_value):
        return ()
    try:
        ledger.effort.begin()
        return _corrections(fault, ledger)
    except TooManyStepsError:
        return ()


def _corrections(fault: Evaluated, ledger: Ledger) -> tuple[Correction, ...]:
    claims = {c.claim_id: c for c in fault.relation.claims}
    for strict in (True, False):
        found: list[Correction] = []
        for claim in claims.values():
            involved = ledger.of_claim.get(claim.claim_id, (fault,))
            bound = [e for e in involved if e is fault or (_binds(e) and (strict or e.outcome.verdict != "violated"))]
            found += _of_number(claim, fault, bound, ledger)
        if found:
            return _in_turn(_nearest(sorted(_likely(found), key=lambda each: each.rank)))
    return ()


def _binds(each: Evaluated) -> bool:
    """True for a relation that a correction has to respect: one that would notice, not of mere words, and no echo."""
    words_alone = check_of(each.relation.kind).of_words
    return not words_alone and not each.relation.echo and each.outcome.power >= LEAST_POWER


def _nearest(ranked: list[Correction]) -> list[Correction]:
    """Those of the likeliest numbers: of a long list any number may have slipped, which is no help to a reader."""
    numbers = list(dict.fromkeys(each.repair.claim_id for each in ranked))[:MOST_NUMBERS]
    return [each for each in ranked if each.repair.claim_id in numbers]


def _in_turn(ranked: list[Correction]) -> tuple[Correction, ...]:
    """The best correction of each number, then the second best of each: which number is wrong is asked first."""
    turns = Counter[str]()
    placed: list[tuple[int, Correction]] = []
    for each in ranked:
        placed.append((turns[each.repair.claim_id], each))
        turns[each.repair.claim_id] += 1
    return tuple(each for _, each in sorted(placed, key=lambda pair: pair[0]))


def _likely(found: list[Correction]) -> list[Correction]:
    """Where one slip in some number explains a fault, rewriting another number altogether is no explanation.

    Beside a single number that one slip would mend, the nearest misreading of another is kept as the second choice.
    """
    slips = [each for each in found if each.repair.edit != "other"]
    if not slips:
        return found
    others = [each for each in found if each.repair.edit == "other" and _misread(each.repair)]
    if len({each.repair.claim_id for each in slips}) > 1 or not others:
        return slips
    return [*slips, min(others, key=lambda each: each.rank)]


def _misread(repair: Repair) -> bool:
    """True for two numbers of one length that differ in two places at most, as a misread line or column leaves them."""
    one, other = repair.printed, repair.proposed
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _MOST_MISREAD


def _of_number(claim: Claim, fault: Evaluated, bound: Sequence[Evaluated], ledger: Ledger) -> list[Correction]:
    numeral = numeral_of(claim)
    if numeral is None:
        return []
    found: list[Correction] = []
    for edit, proposed in _candidates(claim, numeral, fault, bound, ledger):
        each = _settles(claim, proposed, edit, fault, bound, ledger)
        if each is not None:
            found.append(each)
        if len(found) == MOST_EACH:
            break
    found.sort(key=lambda each: each.rank)
    slips = [each for each in found if each.repair.edit != "other"]
    return (slips or found[:1])[:MOST_EACH]


def _candidates(
    claim: Claim, numeral: Numeral, fault: Evaluated, bound: Sequence[Evaluated], ledger: Ledger
) -> Iterator[tuple[Edit, Claim]]:
    """Prints of the claim that its formulas leave room for, the likeliest first; the checks have the last word."""
    ledger.effort.spend(_NUMBER_STEPS + sum(len(each.relation.roles) for each in bound))
    room = _room(claim, fault, bound, ledger)
    if room is None:
        return
    read = _nearest_only(claim) if _of_rounding(fault) else claim
    unique = {text: (edit, moved) for edit, text, moved in (*_grid(read, numeral, room), *_slips(read, numeral, room))}
    tried = sorted(unique, key=lambda text: (_ORDER[unique[text][0]], unique[text][1]))
    tests = [test for each in bound if (test := _whole_test(claim, each, ledger)) is not None]
    fitting = (t for t in tried if all(test(numeral.value(t), numeral.step_of(t)) for test in tests))
    for text in islice(fitting, _MOST_TRIED):
        yield unique[text][0], reprinted(claim, numeral, text)
    for word, instead, factor in other_powers(numeral.after, ledger.powers):
        printed = numeral.before + numeral.shown + instead + numeral.after[len(word) :]
        yield "scale", rescaled(claim, printed, factor)


def _whole_test(claim: Claim, each: Evaluated, ledger: Ledger) -> Callable[[Fraction, Fraction], bool] | None:
    index = next(i for i, role in enumerate(each.relation.roles) if role.claim.claim_id == claim.claim_id)
    return leaves_whole(each.relation, index, ledger.rules[each.relation.kind])


def _room(claim: Claim, fault: Evaluated, bound: Sequence[Evaluated], ledger: Ledger) -> Interval | None:
    """What all formulas leave for the number itself, or ``None`` when they leave nothing.

    A contradiction under nearest rounding is solved under that: under any rounding it is none.
    """
    room: Interval | None = Interval(None, None)
    for each in bound:
        relation = each.relation
        places = [i for i, role in enumerate(relation.roles) if role.claim.claim_id == claim.claim_id]
        if len(places) != 1 or any(c.interval is None for c in relation.claims):
            continue
        if each is fault and _of_rounding(fault):
            relation = replace(relation, roles=tuple(Role(r.name, _nearest_only(r.claim)) for r in relation.roles))
        try:
            allowed = span(relation, places[0], ledger.rules[relation.kind])
        except ValueError:
            return None
        if allowed is not None and room is not None:
            room = meet(room, allowed)
    return room


def _slips(claim: Claim, numeral: Numeral, room: Interval) -> Iterator[tuple[Edit, str, int]]:
    """The one-slip neighbours of the numeral in the room, and how far off: in whole numbers, for there are hundreds."""
    places = len(numeral.text.partition(".")[2]) + 1
    exact = widened(claim, room)
    low, high = _units(exact, numeral, places, Fraction(0))
    # a slip may leave a coarser print, whose reading is ten times as wide
    least, most = _units(exact, numeral, places, numeral.step * 10)
    whole, _, rest = numeral.text.partition(".")
    printed = int(whole + rest.ljust(places, "0"))
    for edit, text in variants(numeral.text):
        whole, _, rest = text.partition(".")
        number = int(whole + rest.ljust(places, "0"))
        same = len(rest) == places - 1
        bottom, top = (low, high) if same else (least, most)
        if (bottom is None or number >= bottom) and (top is None or number <= top):
            yield edit, text, abs(number - printed)


def _grid(claim: Claim, numeral: Numeral, room: Interval) -> Iterator[tuple[Edit, str, int]]:
    """Every numeral of the printed precision in the room, where there are few."""
    places = len(numeral.text.partition(".")[2])
    exact = widened(claim, room)
    if exact.width is None or exact.width > numeral.step * _WIDEST_GRID:
        return
    low, high = _units(exact, numeral, places, Fraction(0))
    printed = int(numeral.text.replace(".", ""))
    for number in range(max(low or 0, 0), (high or 0) + 1):
        digits = str(number).rjust(places + 1, "0")
        text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
        if text != numeral.text:
            yield "other", text, 10 * abs(number - printed)


def _units(room: Interval, numeral: Numeral, places: int, slack: Fraction) -> tuple[int | None, int | None]:
    """The ends of a room in units of 10**-places of the numeral, rounded outward, with some slack."""
    unit = numeral.magnitude / 10**places
    ends = [
        None if room.lower is None else (room.lower - slack) / unit,
        None if room.upper is None else (room.upper + slack) / unit,
    ]
    if unit < 0:
        ends.reverse()
    return (None if ends[0] is None else floor(ends[0]), None if ends[1] is None else ceil(ends[1]))


def _settles(
    claim: Claim, proposed: Claim, edit: Edit, fault: Evaluated, bound: Sequence[Evaluated], ledger: Ledger
) -> Correction | None:
    """The correction, when no bound relation contradicts it, with the relations that confirm it."""
    confirmed, clean = 0, True
    for each in bound:
        ledger.effort.spend(len(each.relation.roles))
        relation, rule = _with(each.relation, proposed), ledger.rules[each.relation.kind]
        outcome = judge(relation, rule)
        by_rounding = outcome.rounding == "nearest" and not (each is fault and _of_rounding(fault))
        if outcome.verdict == "violated" and not by_rounding:
            return None
        if outcome.verdict in ("violated", "not_evaluated"):
            clean = False
            if each is fault and outcome.verdict == "not_evaluated":
                return None
        confirmed += each is not fault and outcome.verdict == "holds"
    was, now = Fraction(claim.value or 0), Fraction(proposed.value or 0)
    moved = abs(now - was) / (abs(was) or 1)
    mends = tuple(each for each in bound if each.outcome.verdict == "violated")
    repair = Repair(claim.claim_id, claim.printed, proposed.printed, edit, confirmed)
    return Correction(repair, clean, moved, _echoes(claim, proposed, fault, ledger), mends)


def _echoes(claim: Claim, proposed: Claim, fault: Evaluated, ledger: Ledger) -> int:
    """How many echoes of the claim agree with the correction: they decide between two, and forbid none."""
    echoes = [e for e in ledger.of_claim.get(claim.claim_id, ()) if e.relation.echo and e is not fault]
    ledger.effort.spend(sum(len(each.relation.roles) for each in echoes))
    told = (judge(_with(e.relation, proposed), ledger.rules[e.relation.kind]) for e in echoes)
    return sum(each.verdict == "compatible" for each in told)


def _nearest_only(claim: Claim) -> Claim:
    return replace(claim, interval=claim.nearest)


def _of_rounding(fault: Evaluated) -> bool:
    """True for a contradiction under nearest rounding only: a correction must leave none under that."""
    return fault.outcome.rounding == "nearest"


def _with(relation: Relation, claim: Claim) -> Relation:
    """The relation with ``claim`` in the place of the claim that has its id."""
    roles = (Role(r.name, claim) if r.claim.claim_id == claim.claim_id else r for r in relation.roles)
    return replace(relation, roles=tuple(roles))
