"""Report → text for a person: findings as a compiler prints them, what each number is, and one line of totals."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, Literal, TypeAlias, get_args

from ipextract.decimals import plain
from ipextract.interval import Interval, show
from ipextract.model import SEVERITIES, Claim, Finding, HowRead, Issue, Report, Severity, Verdict
from ipextract.waivers import Notice
from ipextract.writing.json import readable
from ipextract.writing.readers import runs

Lang: TypeAlias = Literal["zh", "en"]

CONTEXT: Final = 12
"""Characters of text shown on each side of a quote."""

REPAIRS: Final = 3
ISSUES: Final = 12
"""Corrections shown of one finding; report.json has all."""

_COLOURS: Final[Mapping[Severity, str]] = {"error": "31;1", "warning": "33;1", "suspicion": "35", "info": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: the language of the messages, with or without ANSI colours, findings in one line or in full."""

    lang: Lang = "en"
    colour: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run adds up to; ``findings`` counts findings by severity."""

    documents: int
    claims: int
    findings: Mapping[Severity, int]
    unread: int = 0
    failed: int = 0
    waived: int = 0
    known: int = 0


def say(lang: Lang, key: str, **values: object) -> str:
    """The message ``key`` of the catalogue in ``lang`` with its slots filled."""
    template = _catalogue()[lang][key]
    return str(template).format(**values)


def counted(lang: Lang, noun: str, n: int) -> str:
    """``n`` with its noun in the right number, as in ``1 claim``."""
    one, many = _catalogue()[lang][noun]
    return say(lang, "count", n=n, noun=one if n == 1 else many)


def findings(report: Report, path: str, style: Style) -> str:
    """The findings of one document, worst first and then in text order, each with its evidence; may be empty.

    What somebody has accepted is left to ``accepted``.
    """
    counted = (f for f in report.findings if f.waiver is None and not f.known)
    ordered = sorted(counted, key=lambda f: SEVERITIES.index(f.severity))
    return "".join(finding_text(finding, lambda _: report.document.text, path, style) for finding in ordered)


def accepted(report: Report, path: str, style: Style) -> str:
    """The findings that a waiver or the baseline covers, a line each; nothing where findings are printed briefly."""
    lines: list[str] = []
    for finding in report.findings if not style.brief else ():
        if finding.waiver is not None:
            waiver = finding.waiver
            values = {"reason": printable(waiver.reason), "owner": printable(waiver.owner), "expires": waiver.expires}
            lines.append(f"{headline(finding, path, style)} [{say(style.lang, 'waived', **values)}]\n")
        elif finding.known:
            lines.append(f"{headline(finding, path, style)} [{say(style.lang, 'known')}]\n")
    return "".join(lines) + ("\n" if lines else "")


def notices(found: Iterable[Notice], style: Style) -> str:
    """What the owners of waivers and of the baseline have to know, a line each."""
    lines = (
        f"{printable(each.place)}: {paint(each.severity, _COLOURS[each.severity], style)} {each.code} "
        + printable(say(style.lang, f"notice_{each.key}", **each.values))
        for each in found
    )
    return "".join(f"{line}\n" for line in lines)


def overview(report: Report, path: str, style: Style) -> str:
    """What became of the numbers of one document: the ledger, the relations and the claims that no relation reaches."""
    lang, document = style.lang, report.document
    residue = {(mention.start, mention.end) for mention in report.residue}
    explained = [mention for mention in report.mentions if (mention.start, mention.end) not in residue]
    quantities = sum(mention.is_quantity for mention in explained)
    verdicts = Counter(each.outcome.verdict for each in report.relations)
    pages = "" if document.labels else counted(lang, "page", document.page_count)
    about = [pages, report.area, report.year]
    claims = counted(lang, "claim", len(report.claims))
    lines = [
        f"{printable(path)} ({say(lang, 'comma').join(printable(part) for part in about if part)})",
        "    "
        + say(
            lang,
            "ledger",
            numbers=counted(lang, "number", len(explained) + len(residue)),
            quantities=quantities,
            claims=claims,
            named=len(explained) - quantities,
            residue=len(residue),
        ),
    ]
    if report.relations:
        relations = counted(lang, "relation", len(report.relations))
        lines.append("    " + say(lang, "verdicts", relations=relations, **_all_verdicts(verdicts)))
    if report.claims:
        checked = sum(each.checked for each in report.coverage)
        measurements = counted(lang, "measurement", len(report.claims))
        uncovered = len(report.claims) - checked
        lines.append("    " + say(lang, "uncovered", checked=checked, uncovered=uncovered, measurements=measurements))
    else:
        lines.append("    " + say(lang, "no_claims"))
    lines += _issues(document.issues, lang)
    return "\n".join(lines) + "\n"


def _issues(found: Iterable[Issue], lang: Lang) -> Iterable[str]:
    """The reader's doubts, of one kind no more than a screen can hold: report.json has them all."""
    by_code: dict[str, list[Issue]] = {}
    for issue in found:
        by_code.setdefault(issue.code, []).append(issue)
    for code, issues in by_code.items():
        yield from (f"    {code}: {printable(issue.message)}" for issue in issues[:ISSUES])
        if len(issues) > ISSUES:
            yield f"    {code}: " + say(lang, "more_issues", n=len(issues) - ISSUES)


def readers(report: Report, path: str, style: Style) -> str:
    """Who read which pages of a document, who read their numbers once more, and why, a line for each run of pages."""
    lang = style.lang
    lines = []
    for run in runs(report.document.readers):
        how = run.how
        pages = f"p{run.first}" if run.first == run.last else f"p{run.first}-p{run.last}"
        said = [_read_by(how, lang)] if how.reader else []
        if how.recognised == "missing":
            said.append(say(lang, "unrecognised"))
        elif how.why != "unread":
            said.append(say(lang, f"witness_{how.why}", witness=how.witness))
        if how.agreement:
            said.append(say(lang, f"witnesses_{how.agreement}", numbers=run.numbers, differ=run.differ))
        lines.append(f"{printable(path)}:{pages}: {say(lang, 'comma').join(said)}\n")
    return "".join(lines)


def _read_by(how: HowRead, lang: Lang) -> str:
    recognised = how.recognised in ("picture", "fonts")
    return say(lang, f"recognised_{how.recognised}" if recognised else "read_by", reader=how.reader)


def claims(report: Report, path: str) -> str:
    """The claims of one document, one line each: place, quote, reading and what it is of."""
    rows = [
        (
            claim.place,
            flat(claim.quote),
            claim.kind,
            "-" if claim.value is None else f"{_span(claim)} {claim.unit}".strip(),
            flat(claim.period) or "-",
            flat(claim.scope) or "-",
            flat(claim.indicator) or "-",
        )
        for claim in report.claims
    ]
    return "".join(f"{printable(path)}:{line}\n" for line in aligned(rows))


def total(totals: Totals, style: Style) -> str:
    """The last line: documents, claims and findings by severity, and what could not be read or failed."""
    lang = style.lang
    line = say(
        lang,
        "total",
        documents=counted(lang, "document", totals.documents),
        claims=counted(lang, "claim", totals.claims),
        errors=counted(lang, "error", totals.findings.get("error", 0)),
        warnings=counted(lang, "warning", totals.findings.get("warning", 0)),
        suspicions=counted(lang, "suspicion", totals.findings.get("suspicion", 0)),
        notes=counted(lang, "info", totals.findings.get("info", 0)),
    )
    rest = {
        "n_waived": totals.waived, "n_known": totals.known, "unread": totals.unread, "failed": totals.failed
    }  # fmt: skip
    more = [say(lang, key, n=n) for key, n in rest.items() if n]
    return say(lang, "comma").join([line, *more]) + "\n"


def printable(text: str) -> str:
    """Text from a file made safe for a terminal: control and direction characters cannot act, bad bytes are shown."""
    safe = "".join(" " if unicodedata.category(ch) == "Cc" else ch for ch in readable(text))
    return "".join(ch for ch in safe if unicodedata.category(ch) != "Cf")


def finding_text(
    finding: Finding, text_of: Callable[[Claim], str], path: str, style: Style, at: Claim | None = None
) -> str:
    """One finding with its evidence; ``text_of`` is the text that prints a claim, ``path`` may be empty.

    It stands at ``at``, else at the last of its claims.
    """
    lang = style.lang
    message = _message(finding, lang)
    lines = [headline(finding, path, style, at)]
    if style.brief:
        return lines[0] + "\n"
    rows = [
        (
            role(lang, each.name),
            flat(each.claim.quote),
            each.claim.place,
            _context(text_of(each.claim), each.claim, style),
        )
        for each in finding.roles
    ]
    lines += [f"    {line}" for line in aligned(rows)]
    said = f"{message} {finding.formula}"
    facts = [printable(finding.formula)] if finding.formula and finding.formula not in message else []
    if finding.computed is not None and not _says(said, _interval(finding.computed)):
        facts.append(say(lang, "computed", computed=_interval(finding.computed)))
    if finding.distance and not _says(said, finding.distance):
        facts.append(say(lang, "distance", distance=printable(finding.distance)))
    if finding.rounding:
        facts.append(say(lang, f"rounding_{finding.rounding}"))
    if finding.power:
        facts.append(say(lang, "power", power=f"{finding.power * 100:.0f}"))
    facts += _doubts(finding, lang)
    facts += _repairs(finding, lang)
    facts.append(say(lang, "explain", code=finding.code, id=finding.finding_id))
    lines += [f"    = {fact}" for fact in facts]
    return "\n".join(lines) + "\n\n"


def headline(finding: Finding, path: str, style: Style, at: Claim | None = None) -> str:
    """Place, severity, code and message of a finding in one line."""
    last = at or max((role.claim for role in finding.roles), key=lambda claim: claim.char_start, default=None)
    where = f"{printable(path)}:{last.place}" if last and path else last.place if last else printable(path)
    severity = paint(finding.severity, _COLOURS[finding.severity], style)
    doubt = say(style.lang, "in_doubt") if finding.doubts else ""
    return f"{where}: {severity} {finding.code} {doubt}{printable(_message(finding, style.lang))}"


def _message(finding: Finding, lang: Lang) -> str:
    return finding.message_zh if lang == "zh" and finding.message_zh else finding.message


def _doubts(finding: Finding, lang: Lang) -> Iterable[str]:
    """The numbers that were recognised in a picture and that somebody should look at first."""
    claims = {each.claim.claim_id: each.claim for each in finding.roles}
    for claim in (claims[each] for each in finding.doubts):
        confidence = "" if claim.confidence is None else plain(claim.confidence)
        yield say(lang, "doubt", quote=flat(claim.quote), confidence=confidence)


def _repairs(finding: Finding, lang: Lang) -> Iterable[str]:
    """The likeliest corrections, each with its slip, and what else they settle."""
    for each in finding.repairs[:REPAIRS]:
        key = "repair_confirmed" if each.confirmations else "repair"
        edit = name_of(lang, "edits", each.edit)
        printed, proposed = flat(each.printed), flat(each.proposed)
        yield say(lang, key, printed=printed, proposed=proposed, edit=edit, n=each.confirmations)
    for other in finding.related:
        message = other.message_zh if lang == "zh" and other.message_zh else other.message
        yield say(lang, "related", code=other.code, message=printable(message))


def _says(text: str, number: str) -> bool:
    """True when the number stands in the text, and not as a part of a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", text) is not None


def role(lang: Lang, name: str) -> str:
    """The name of a role or severity in ``lang``, as it is where the catalogue has none."""
    return str(_catalogue()[lang]["roles"].get(name, name))


def name_of(lang: Lang, group: str, key: str) -> str:
    """The name of one of a group (edits, kinds, reasons, checks), as it is where the catalogue has none."""
    return str(_catalogue()[lang][group].get(key, key))


def _context(text: str, claim: Claim, style: Style) -> str:
    start, end = claim.char_start, claim.char_end
    left = ("..." if start > CONTEXT else "") + text[max(0, start - CONTEXT) : start]
    right = text[end : end + CONTEXT] + ("..." if end + CONTEXT < len(text) else "")
    marked = paint(f"[{flat(claim.quote)}]", "1", style)
    return f"{flat(left)}{marked}{flat(right)}"


def _interval(value: Interval) -> str:
    return show(value.lower) if value.exact and value.lower is not None else str(value)


def _span(claim: Claim) -> str:
    value = "" if claim.value is None else plain(claim.value)
    return value if claim.value_high is None else f"{value}..{plain(claim.value_high)}"


def _all_verdicts(verdicts: Mapping[Verdict, int]) -> dict[str, int]:
    return {name: verdicts.get(name, 0) for name in get_args(Verdict)}


def flat(text: str) -> str:
    """Text from a file in one line, safe for a terminal."""
    return " ".join(printable(text).split())


def paint(text: str, code: str, style: Style) -> str:
    """The text in a colour where colours are asked for."""
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Rows as lines whose columns start at the same place on a terminal, where a Chinese character is two wide."""
    if not rows:
        return
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row[:-1], widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def width(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, Any]]:
    text = files("ipextract.writing").joinpath("messages.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded
