"""Violated relations → findings: one for a fault, under an id that survives re-wrapping, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b

from ipextract.checks.registry import judge
from ipextract.checks.repairs import Correction, Effort, Ledger, corrections
from ipextract.checks.verdicts import spelled
from ipextract.model import SEVERITIES, Claim, Evaluated, Finding, Related, Relation
from ipextract.rulebook.checks import CheckRule


def findings_of(
    evaluated: Sequence[Evaluated],
    rules: Mapping[str, CheckRule],
    powers: Mapping[str, Decimal] | None = None,
    effort: Effort | None = None,
) -> tuple[Finding, ...]:
    """The findings of a report's evaluated relations, by severity and then by place, each with its repairs.

    ``rules`` hold one for each relation kind, under any keys; ``powers`` are the written powers of ten. One fault gives
    one finding. Left out are: the same check on the same claims a second time; a part that is too large in a sum that
    is wrong already, or the sum where that part is said louder; and a relation that is met once a disputed number is
    read as it is printed elsewhere, for there the repeat is the finding. A relation that a correction of an earlier
    finding settles, too, is ``related`` to it.
    ``effort`` is what the search for corrections may take.
    """
    by_kind = {rule.name: rule for rule in rules.values()}
    faults = _faults(evaluated, by_kind)
    if not faults:
        return ()
    ledger = Ledger.over(evaluated, by_kind, powers or {}, effort)
    ids: Counter[str] = Counter()
    found: list[Finding] = []
    settled: dict[int, int] = {}
    related: dict[int, list[Related]] = {}
    for fault in faults:
        finding = _finding(fault, by_kind[fault.relation.kind], ids)
        primary = settled.get(id(fault.relation))
        if primary is not None:
            related.setdefault(primary, []).append(_related(finding))
            continue
        mended = _widest(corrections(fault, ledger))
        for each in _mended(fault, mended):
            settled.setdefault(id(each), len(found))
        found.append(replace(finding, repairs=tuple(each.repair for each in mended)))
    for place, others in related.items():
        found[place] = replace(found[place], related=tuple(others))
    return tuple(found)


def _widest(found: Sequence[Correction]) -> list[Correction]:
    """The corrections that settle the most violated relations: where one settles several, one fault made them."""
    most = max((len(each.mends) for each in found if each.telling), default=1)
    return [each for each in found if len(each.mends) >= most] if most > 1 else list(found)


def _mended(fault: Evaluated, mended: Sequence[Correction]) -> list[Relation]:
    """The other violated relations that a correction of the fault settles with it."""
    others = (e.relation for each in mended if each.telling for e in each.mends if e is not fault)
    return list({id(relation): relation for relation in others}.values())


def _related(finding: Finding) -> Related:
    claims = tuple(dict.fromkeys(role.claim.claim_id for role in finding.roles))
    return Related(finding.finding_id, finding.code, finding.rule, finding.message, finding.message_zh, claims)


def _faults(evaluated: Iterable[Evaluated], by_kind: Mapping[str, CheckRule]) -> list[Evaluated]:
    """The violated relations, worst first, without those that say again what another one says."""
    faults = sorted((e for e in evaluated if e.outcome.verdict == "violated"), key=_rank)
    # What rests on a doubtful reading explains nothing away.
    firm = [fault for fault in faults if not fault.relation.doubts]
    repeats, sums, parts = (_by_claim(e for e in firm if e.relation.kind == kind) for kind in ("repeat", "sum", "part"))
    seen: set[tuple[str, frozenset[str]]] = set()
    found: list[Evaluated] = []
    for fault in faults:
        relation = fault.relation
        claims = _identity(relation)
        if (relation.kind, claims) in seen:
            continue
        seen.add((relation.kind, claims))
        if relation.kind == "part" and any(_tells(each, fault) for each in sums.get(min(claims), ())):
            continue
        if relation.kind == "sum" and any(_overrules(each, fault) for id_ in claims for each in parts.get(id_, ())):
            continue
        rule = by_kind[relation.kind]
        if relation.kind != "repeat" and _explained(relation, rule, repeats):
            continue
        found.append(fault)
    return found


def _tells(sum_: Evaluated, part: Evaluated) -> bool:
    """True where a sum that is wrong already holds a part that is too large, and is not said more softly."""
    return _identity(part.relation) <= _identity(sum_.relation) and not _overrules(part, sum_)


def _overrules(part: Evaluated, sum_: Evaluated) -> bool:
    """True where a part that is too large is said louder than the sum that holds it, which words assert."""
    inside = not sum_.relation.echo and _identity(part.relation) <= _identity(sum_.relation)
    return inside and SEVERITIES.index(part.outcome.severity) < SEVERITIES.index(sum_.outcome.severity)


def _by_claim(faults: Iterable[Evaluated]) -> dict[str, list[Evaluated]]:
    found: dict[str, list[Evaluated]] = {}
    for fault in faults:
        for claim_id in _identity(fault.relation):
            found.setdefault(claim_id, []).append(fault)
    return found


def finding_id(code: str, claims: Sequence[Claim]) -> str:
    """``f`` and 10 hexadecimal digits over the rule code, the claims' keys and their numbers without white space."""
    keys = sorted((c.indicator, c.scope, c.period, c.kind, c.unit, spelled(c)) for c in claims)
    text = "\n".join("\t".join("".join(part.split()) for part in key) for key in keys)
    return "f" + blake2b(f"{code}\n{text}".encode(), digest_size=5).hexdigest()


def _finding(fault: Evaluated, rule: CheckRule, ids: Counter[str]) -> Finding:
    outcome, relation = fault.outcome, fault.relation
    own_id = finding_id(rule.id, relation.claims)
    ids[own_id] += 1
    return Finding(
        finding_id=own_id if ids[own_id] == 1 else f"{own_id}-{ids[own_id]}",
        code=rule.id,
        rule=relation.rule,
        severity=outcome.severity,
        rounding=outcome.rounding,
        message=outcome.message,
        message_zh=outcome.message_zh,
        formula=outcome.formula,
        computed=outcome.computed,
        distance=outcome.distance,
        power=outcome.power,
        roles=relation.roles,
        cue=relation.cue,
        doubts=relation.doubts,
        references=relation.references,
    )


def _explained(relation: Relation, rule: CheckRule, repeats: Mapping[str, Sequence[Evaluated]]) -> bool:
    """True when another print of one of the relation's own numbers makes it come out right."""
    for i, role in enumerate(relation.roles):
        for repeat in repeats.get(role.claim.claim_id, ()):
            for other in repeat.relation.claims:
                roles = (*relation.roles[:i], replace(role, claim=other), *relation.roles[i + 1 :])
                if judge(replace(relation, roles=roles), rule).verdict in {"holds", "compatible"}:
                    return True
    return False


def _identity(relation: Relation) -> frozenset[str]:
    return frozenset(claim.claim_id for claim in relation.claims)


def _rank(fault: Evaluated) -> tuple[int, int, int, str, str]:
    claims = fault.relation.claims
    start, end = min(c.char_start for c in claims), max(c.char_end for c in claims)
    return SEVERITIES.index(fault.outcome.severity), start, end, fault.relation.kind, fault.relation.rule
