"""What is claimed: one printed number with all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Literal, TypeAlias

from ipextract.exact.interval import Interval
from ipextract.model.document import PlaceBox
from ipextract.model.terms import Period, Unit

Kind: TypeAlias = Literal["count", "amount", "growth", "change", "difference", "share", "ratio", "rank"]
Approx: TypeAlias = Literal["exact", "over", "under", "about"]
Basis: TypeAlias = Literal["flow", "stock", "cumulative", "new"]
Direction: TypeAlias = Literal["up", "down", "flat"]
Modality: TypeAlias = Literal["fact", "target"]

#: The rule of a number that is a claim only because the words hold it against something printed: 三点意见.
ASIDE = "aside"
KINDS: tuple[Kind, ...] = ("count", "amount", "growth", "change", "difference", "share", "ratio", "rank")
#: Qualifiers of a claim: a growth averaged over several years, a level that the text prints for the year before.
ANNUAL, PRIOR = "annual", "prior"
#: Growth that is not of the printed levels: in constant prices, or of what is comparable.
REAL, COMPARABLE = "real", "comparable"
#: Growth of the levels in the money of their years, where it is told apart from growth in constant prices.
NOMINAL = "nominal"
#: Growth of what the level before says in other money.
RESTATED = "restated"


#: Qualifiers that say how a number is reckoned or when it was true; all other words of one tell of what it is said.
RECKONED: frozenset[str] = frozenset({ANNUAL, PRIOR, REAL, COMPARABLE, NOMINAL, RESTATED})


def claim_key(kind: str, indicator: str, scope: str, period: str, unit: str, quote: str) -> str:
    """The id of a claim: it hashes what is claimed and how it is printed, so that it survives re-wrapping."""
    key = "|".join((kind, indicator, scope, period, unit, "".join(quote.split())))
    return "c" + blake2b(key.encode("utf-8", "backslashreplace"), digest_size=5).hexdigest()


def apart(qualifier: str) -> bool:
    """True for a growth that two printed levels need not make: in constant prices, over several years."""
    return not {ANNUAL, REAL, COMPARABLE}.isdisjoint(qualifier.split())


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number with everything that is said of it; the columns of the claims table (see schema.py).

    value, lower, upper are in ``unit`` with 万/亿 multiplied out; ``interval`` is the widest reading (any rounding) and
    ``nearest`` the one under nearest rounding. ``of`` is the claim_id of the level that a growth, change, share
    or rank speaks of. ``period`` is 2024, 2024-12, 2024H1, 2024Q3 or a span 2021/2025, XXXX-12 for a part of a year
    that is not known. ``indicator_id`` is that of rules/indicators.toml, empty for an indicator that is not there.
    ``place`` is page and line for a reader. ``confidence``, 0 to 1, is that of the character of the quote that was
    recognised worst; ``None`` where nothing had to be recognised.
    """

    claim_id: str
    kind: Kind
    value: Decimal | None
    value_high: Decimal | None
    unit: Unit
    interval: Interval | None
    nearest: Interval | None
    approx: Approx
    indicator: str
    scope: str
    period: Period
    basis: Basis
    direction: Direction | None
    base: str | None
    within: str | None
    of: str | None
    modality: Modality
    quote: str
    char_start: int
    char_end: int
    page: int
    line: int
    boxes: tuple[PlaceBox, ...]
    section: tuple[str, ...]
    origin: Literal["prose", "table"]
    rule: str
    printed: str
    hedges: tuple[str, ...] = ()
    qualifier: str = ""
    place: str = ""
    confidence: Decimal | None = None
    indicator_id: str = ""

    @property
    def reckoned(self) -> str:
        """The words of the qualifier that say how it is reckoned, without those that tell of what it is said."""
        qualifier = self.qualifier
        if not qualifier or qualifier in RECKONED:
            return qualifier
        return " ".join(word for word in qualifier.split() if word in RECKONED)

    @property
    def prior(self) -> bool:
        """True for a level that the text prints for the year before."""
        return self.reckoned == PRIOR

    def __post_init__(self) -> None:
        # What is read from a file or told by a caller comes as text; what is no text stays, for the schema to refuse.
        for name, noun in (("unit", Unit), ("period", Period)):
            told = getattr(self, name)
            if isinstance(told, str):
                object.__setattr__(self, name, noun(told))
