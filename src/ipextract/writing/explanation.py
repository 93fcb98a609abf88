"""A finding of report.json → its arithmetic for a person: numbers with places and steps in both readings, bilingual."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.exact.interval import Interval, gap, integers, meet, scale, show
from ipextract.verify import Answer, Figure, Integer, Meeting, Reading, Room, Written, judged
from ipextract.verify.record import Json, Relation
from ipextract.writing.speech import edit
from ipextract.writing.terminal import Lang, printable, role, say
from ipextract.writing.terminal_finding import REPAIRS

_READINGS = ("any", "nearest")
#: Characters of text shown on each side of a quote.
CONTEXT = 12


def explain(written: Written, finding: Json, file: str) -> str:
    """What a finding rests on, step by step, as the report says and as the second implementation computes it."""
    name = printable(str(written.record["document"].get("name")))
    severity = both(str(finding["severity"]), noun=True)
    lines = [f"{finding['finding_id']} {finding['code']} ({severity})  {name}", ""]
    lines += [printable(str(finding[key])) for key in ("message", "message_zh") if finding.get(key)]
    waiver = finding.get("waiver")
    if isinstance(waiver, dict):
        lines += [printable(say(lang, "waived", **waiver)) for lang in ("en", "zh")]
    relation = _relation(written, finding)
    if relation is not None:
        lines += ["", f"{both('explain_numbers')}:", *_numbers(written, relation)]
        found = judged(relation)
        if found is None:
            lines += ["", both("fault_not_recomputed", kind=relation.kind)]
        else:
            lines += ["", f"{both('explain_steps')}:", *_arithmetic(found[0])]
            if found[1].rounding:
                lines += ["", both(f"rounding_{found[1].rounding}")]
    repairs = [each for each in finding.get("repairs") or [] if isinstance(each, dict)]
    if repairs:
        lines += ["", f"{both('explain_repairs')}:", *(f"  {_repair(each)}" for each in repairs[:REPAIRS]), ""]
    power = f"{float(str(finding.get('power') or 0)) * 100:.0f}"
    lines += [both("power", power=power), both("explain_rule", code=str(finding["code"]))]
    lines.append(both("explain_file", file=printable(file)))
    return "\n".join(lines) + "\n"


def _repair(told: Json) -> str:
    """A correction that would settle the finding, in both languages."""
    n = int(str(told.get("confirmations") or 0))
    values = {key: printable(" ".join(str(told.get(key)).split())) for key in ("printed", "proposed")}
    key = "repair_confirmed" if n else "repair"
    langs: tuple[Lang, ...] = ("en", "zh")
    return " / ".join(say(lang, key, edit=edit(lang, str(told.get("edit"))), n=n, **values) for lang in langs)


def both(key: str, *, noun: bool = False, **values: str) -> str:
    """A message in English and Chinese, once where they are the same; of a noun with two numbers the first."""
    texts = [role(lang, key) if noun else say(lang, key, **values) for lang in ("en", "zh")]
    return " / ".join(dict.fromkeys(texts))


def _relation(written: Written, finding: Json) -> Relation | None:
    """The relation that the finding tells of: same rule, same roles, same words."""
    roles = [(each["role"], each["claim_id"]) for each in finding["evidence"]]
    for i, each in enumerate(written.record["relations"]):
        same = (each.get("rule"), each.get("message")) == (finding.get("rule"), finding.get("message"))
        if same and [(r["role"], r["claim_id"]) for r in each["roles"]] == roles:
            return written.relation(i)
    return None


def _numbers(written: Written, relation: Relation) -> Iterator[str]:
    for figure in relation.figures:
        claim = written.claims[figure.claim_id]
        start, end = claim["char_start"], claim["char_end"]
        left, right = written.text[max(0, start - CONTEXT) : start], written.text[end : end + CONTEXT]
        around = " ".join(f"...{left}[{claim['quote']}]{right}...".split())
        yield f"  {both(figure.role, noun=True)}  {figure.quote}  {written.place(figure.claim_id)}"
        yield f"    {printable(around)}"
        about = (claim["indicator"], claim["scope"], claim["period"])
        yield f"    {printable(', '.join(part for part in about if part))}"
        if figure.any is not None and figure.nearest is not None:
            yield from _both_readings(figure)


def _both_readings(figure: Figure) -> Iterator[str]:
    for name, value in zip(_READINGS, (figure.any, figure.nearest), strict=True):
        yield f"    {both(f'explain_{name}')}: {value}"


def _arithmetic(answer: Answer) -> Iterator[str]:
    if isinstance(answer, Meeting):
        for expression, value in answer.steps:
            yield from _step(expression, value)
        yield from _step(answer.checked[0], answer.checked[1])
        yield from _decided(answer)
    elif isinstance(answer, Integer):
        for expression, value in answer.steps:
            yield from _step(expression, value)
        yield from _wholes(answer)
    elif isinstance(answer, Room):
        yield f"  {printable(answer.expression)}"


def _step(expression: str, value: Reading) -> Iterator[str]:
    yield f"  {printable(expression)}"
    for name in _READINGS:
        yield f"    {both(f'explain_{name}')}: {_value(getattr(value, name))}"


def _decided(answer: Meeting) -> Iterator[str]:
    checked, left = answer.checked[1], answer.steps[-1][1]
    yield f"  {printable(answer.checked[0])} : {printable(answer.steps[-1][0])}"
    for name in _READINGS:
        one, other = getattr(checked, name), getattr(left, name)
        shared = meet(one, other)
        told = both("explain_apart", gap=show(gap(one, other))) if shared is None else both(
            "explain_meet", shared=_value(shared)
        )  # fmt: skip
        yield f"    {both(f'explain_{name}')}: {told}"


def _wholes(answer: Integer) -> Iterator[str]:
    yield f"  {printable(answer.expression)}"
    for name in _READINGS:
        base = scale(getattr(answer.steps[-1][1], name), answer.count)
        inside = integers(base)
        if inside is None:
            told = both("explain_count", n="0")
        else:
            told = both("explain_count", n="..".join(str(n) for n in dict.fromkeys(inside)))
        yield f"    {both(f'explain_{name}')}: {base}; {told}"


def _value(value: Interval) -> str:
    return show(value.lower) if value.exact and value.lower is not None else str(value)
