"""How much of a report the checks guard → lines for a person: what was noticed, by kind of slip and of relation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from ipextract.trial.mutation import CONTROLS, OPERATORS, Bench, Trial
from ipextract.writing.columns import aligned
from ipextract.writing.speech import Style, check_name, name_of, say


def summary(result: Bench, style: Style) -> str:
    """The figures as lines: changes noticed of those coverable and of all, by operator and by relation, and noise."""
    lang = style.lang
    trials = result.trials
    covered = [t for t in trials if t.mutant.claim.claim_id in result.kinds]
    killed = [t for t in trials if t.killed]
    repaired = say(lang, "comma").join(result.repaired) or say(lang, "bench_nothing")
    lines = [
        say(lang, "bench_repaired", repaired=repaired, left=result.left),
        say(lang, "bench_numbers", numbers=result.claims, related=len(result.kinds)),
        say(lang, "bench_mutants", mutants=len(trials), killed=len(killed), share=_share(len(killed), len(trials)),
            reached=_share(sum(t.killed for t in covered), len(covered)), covered=len(covered)),
        _power(result, style),
        say(lang, "bench_operators"),
    ]  # fmt: skip
    rows = []
    for name in OPERATORS:
        mine = [t for t in trials if t.mutant.operator == name]
        inside = sum(t.mutant.claim.claim_id in result.kinds for t in mine)
        rows.append((name_of(lang, "operators", name), sum(t.killed for t in mine), inside, len(mine)))
    lines += _rows(rows, style)
    lines.append(say(lang, "bench_relations"))
    every = sorted({kind for kinds in result.kinds.values() for kind in kinds} | {t.kind for t in killed})
    found = []
    for kind in every:
        mine = [t for t in trials if kind in result.kinds.get(t.mutant.claim.claim_id, ())]
        found.append((check_name(lang, kind), sum(t.kind == kind for t in killed), len(mine)))
    lines += _rows(found, style)
    lines.append(_blame(killed, style))
    lines.append(say(lang, "bench_stray", n=sum(t.stray for t in trials)))
    noise = starmap(
        lambda name, text: say(lang, "bench_control", name=text, new=result.noise[name], runs=result.runs[name]),
        ((name, name_of(lang, "controls", name)) for name in CONTROLS),
    )
    lines.append(say(lang, "bench_controls", noise=say(lang, "comma").join(noise)))
    return "\n".join(lines) + "\n"


def _power(result: Bench, style: Style) -> str:
    """What the audit says it would notice of the changes that were tried on checked numbers, beside what it noticed."""
    tried = [
        (result.stated[t.mutant.claim.claim_id], t.killed)
        for t in result.trials
        if t.mutant.claim.claim_id in result.stated
    ]
    stated = f"{100 * sum(power for power, _ in tried) / len(tried):.0f}%" if tried else "-"
    real = _share(sum(killed for _, killed in tried), len(tried))
    return say(style.lang, "bench_power", stated=stated, real=real, n=len(tried))


def _rows(rows: Sequence[tuple[str, *tuple[int, ...]]], style: Style) -> list[str]:
    cells = [(name, *map(str, numbers)) for name, *numbers in rows]
    return [f"{style.margin}{line}" for line in aligned(cells, range(1, 4))]


def _blame(killed: Sequence[Trial], style: Style) -> str:
    proposed = [t for t in killed if t.candidates]
    if not proposed:
        return say(style.lang, "bench_no_culprit")
    mean = sum(t.candidates for t in proposed) / len(proposed)
    first = _share(sum(t.rank == 1 for t in proposed), len(proposed))
    named = _share(sum(t.rank > 0 for t in proposed), len(proposed))
    return say(style.lang, "bench_culprit", mean=f"{mean:.1f}", first=first, named=named, n=len(proposed))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "-"
