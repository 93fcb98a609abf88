"""What relations and checks yield: what numbers say of each other, whether it holds, and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ipextract.exact.interval import Interval
from ipextract.model.acceptance import Waiver
from ipextract.model.claim import Claim
from ipextract.model.guidance import Related, Repair, Term
from ipextract.model.reference import Reference

Verdict: TypeAlias = Literal["holds", "compatible", "violated", "not_evaluated"]
Standing: TypeAlias = Literal["holds", "compatible", "violated", "not_evaluated", "echo"]
Severity: TypeAlias = Literal["error", "warning", "suspicion", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "suspicion", "info")


@dataclass(frozen=True, slots=True)
class Role:
    """A claim's part in a relation, as in ``total``, ``part``, ``level``, ``growth``."""

    name: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text asserts about several claims: the check that can prove it, the cue that says so, who plays what.

    ``exhaustive`` is True where the words say that the parts are all there are. ``severity`` caps the severity of a
    violation below the check's own, where the cue is a weak one. ``doubts`` are the ids of claims whose reading is in
    doubt: a violation then says more of the reading than of the report. ``references`` are official numbers, from
    outside the report, that the claims can be held against. ``echo`` is True where no words say that the parts are all
    there are, only the numbers do, or would but for one slip: it proves nothing and counts for nothing.
    """

    kind: str
    rule: str
    roles: tuple[Role, ...]
    cue: str
    exhaustive: bool = False
    section: tuple[str, ...] = ()
    severity: Severity | None = None
    doubts: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    echo: bool = False

    def of_role(self, name: str) -> tuple[Claim, ...]:
        """The claims that play ``name``, in text order."""
        return tuple(r.claim for r in self.roles if r.name == name)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the relation, in role order."""
        return tuple(r.claim for r in self.roles)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: verdict, severity if violated, the reading it is violated under, and the arithmetic.

    ``computed`` is the interval that the other numbers leave for the checked one; ``distance`` how far off it is;
    ``power`` the share of other values that the check would have caught (0 to 1); ``formula`` the arithmetic as text.
    """

    verdict: Verdict
    severity: Severity = "info"
    rounding: Literal["any", "nearest", ""] = ""
    formula: str = ""
    message: str = ""
    message_zh: str = ""
    computed: Interval | None = None
    distance: str = ""
    power: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A relation together with its outcome, and the constants that the check took from its rule for each role."""

    relation: Relation
    outcome: Outcome
    terms: tuple[Term, ...] = ()

    @property
    def standing(self) -> Standing:
        """The verdict, or ``echo`` for an agreement that no words assert."""
        return "echo" if self.relation.echo and self.outcome.verdict == "compatible" else self.outcome.verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation that does not hold, in words a person can check.

    ``finding_id`` hashes the rule, the claim keys and the quoted numbers, so it survives re-wrapping. ``waiver`` is set
    on an accepted finding, ``known`` on one of the baseline: neither fails a run. ``repairs`` are best first,
    ``doubts`` and ``references`` are those of the relation.
    """

    finding_id: str
    code: str
    rule: str
    severity: Severity
    rounding: Literal["any", "nearest", ""]
    message: str
    message_zh: str
    formula: str
    computed: Interval | None
    distance: str
    power: float
    roles: tuple[Role, ...]
    cue: str
    waiver: Waiver | None = None
    known: bool = False
    repairs: tuple[Repair, ...] = ()
    related: tuple[Related, ...] = ()
    doubts: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
