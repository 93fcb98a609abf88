"""A finding as a good compiler prints it: the printed lines with their numbers underlined, what follows, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ipextract.exact.interval import Interval, show
from ipextract.model import SEVERITIES, Claim, Finding
from ipextract.writing import underlined
from ipextract.writing.columns import width, wrapped
from ipextract.writing.speech import (
    COLOURS,
    DIM,
    Lang,
    Style,
    arithmetic,
    doubt_of,
    edit,
    flat,
    paint,
    printable,
    role,
    say,
    severity,
)
from ipextract.writing.underlined import Mark, Printed

#: Corrections shown of one finding; report.json has all.
REPAIRS: Final = 3
#: Notes of one document or of two years that are shown; ``-q`` prints all.
NOTES: Final = 5
#: The widest place that stands beside its line, in terminal columns; a longer one stands above it.
_PLACE: Final = 16
#: The narrowest column of places, so that findings of one report stand below each other.
_GUTTER: Final = 6


def findings_text(
    findings: Iterable[Finding], line_of: Callable[[Claim], Printed], path: str, style: Style,
    at: Callable[[Finding], Claim | None] = lambda finding: None,  # noqa: ARG005
) -> str:  # fmt: skip
    """Findings worst first, each with its evidence; notes take a line each, and of many the first few are shown.

    Those that were printed in doubtful digits are told whole. Printed briefly each takes a line, and none is left out.
    """
    ordered = sorted(findings, key=lambda each: SEVERITIES.index(each.severity))
    notes = [each for each in ordered if each.severity == "info" and not style.brief and not each.doubts]
    whole = (each for each in ordered if each not in notes)
    shown = [finding_text(each, line_of, path, style, at(each)) for each in whole]
    for each in notes[:NOTES]:
        shown += [f"{line}\n" for line in wrapped(_note(each, path, style, at(each)), style.columns, "", style.margin)]
    if len(notes) > NOTES:
        more = say(style.lang, "more_notes", n=len(notes) - NOTES)
        shown += [f"{line}\n" for line in wrapped(more, style.columns, style.margin)]
    return "".join(shown) + ("\n" if notes else "")


def _note(finding: Finding, path: str, style: Style, at: Claim | None) -> str:
    """A finding in one line, with the id that `ipextract waive` asks for."""
    return f"{headline(finding, path, style, at)} {paint(f'({finding.finding_id})', DIM, style)}"


def finding_text(
    finding: Finding, line_of: Callable[[Claim], Printed], path: str, style: Style, at: Claim | None = None
) -> str:
    """One finding with its evidence; ``line_of`` is the line that prints a claim, ``path`` may be empty.

    It stands at ``at``, else at the last of its claims.
    """
    if style.brief:
        return _note(finding, path, style, at) + "\n"
    head = headline(finding, path, style, at)
    told = {say(style.lang, f"part_{part}"): facts for part, facts in _facts(finding, style.lang).items() if facts}
    lines = _lines(finding, line_of, style.lang)
    beside = _PLACE if style.columns is None else min(_PLACE, style.columns // 4)
    beneath = [line.place for line in lines if width(line.place) <= beside]
    gutter = max(_GUTTER, *map(width, (*told, *beneath)))
    shown = wrapped(head, style.columns, "", style.margin)
    for line in lines:
        place = line.place
        if width(place) > beside:
            shown += wrapped(place, style.columns, style.margin)
            place = ""
        shown += _underlined(line, place, gutter, finding, style)
    for label, facts in told.items():
        for number, fact in enumerate(facts):
            left = _gutter("" if number else label, gutter, style)
            shown += wrapped(fact, style.columns, left, _gutter("", gutter, style))
    return "\n".join(shown) + "\n\n"


@dataclass(slots=True)
class _Line:
    """A printed line of a finding with the numbers in it."""

    place: str
    printed: Printed
    marks: list[Mark]


def _lines(finding: Finding, line_of: Callable[[Claim], Printed], lang: Lang) -> list[_Line]:
    """The printed lines of a finding, each once, in text order; those of another report come after those of the first.

    A number that goes on in the next line takes what it needs of it along.
    """
    texts: list[str] = []
    found: dict[tuple[int, str], _Line] = {}
    for each in finding.roles:
        claim, line = each.claim, line_of(each.claim)
        rank = next((i for i, text in enumerate(texts) if text is line.text), len(texts))
        if rank == len(texts):
            texts.append(line.text)
        place = printable(claim.place)
        group = found.setdefault((rank, place), _Line(place, line, []))
        start, end = min(group.printed.start, line.start), max(group.printed.end, line.end, claim.char_end)
        group.printed = Printed(line.text, start, end)
        group.marks.append(Mark(claim.char_start, claim.char_end, role(lang, each.name)))
    return [found[key] for key in sorted(found, key=lambda key: (key[0], found[key].printed.start))]


def _underlined(line: _Line, place: str, gutter: int, finding: Finding, style: Style) -> list[str]:
    left = _gutter("", gutter, style)
    room = min(underlined.LONGEST, (style.columns or underlined.LONGEST + width(left)) - width(left))
    tone = COLOURS[finding.severity]
    rows = underlined.rows(line.printed, line.marks, room, printable, lambda text: paint(text, tone, style))
    return [f"{left if i else _gutter(place, gutter, style)}{row}".rstrip() for i, row in enumerate(rows)]


def _gutter(text: str, wide: int, style: Style) -> str:
    return style.margin + " " * (wide - width(text)) + text + paint(" |", DIM, style) + " "


def _facts(finding: Finding, lang: Lang) -> dict[str, list[str]]:
    """What follows from the numbers, which of them may have been misread, how to mend them, and where to read on."""
    message = message_of(finding, lang)
    said = f"{message} {finding.formula}"
    computed = (
        [printable(arithmetic(lang, finding.formula))] if finding.formula and finding.formula not in message else []
    )
    if finding.computed is not None and not _says(said, _interval(finding.computed)):
        computed.append(say(lang, "computed", computed=_interval(finding.computed)))
    if finding.distance and not _says(said, finding.distance):
        computed.append(say(lang, "distance", distance=printable(finding.distance)))
    rounding = [say(lang, f"rounding_{finding.rounding}")] if finding.rounding else []
    power = [say(lang, "power", power=f"{finding.power * 100:.0f}")] if finding.power else []
    return {
        "computed": [*computed, *rounding, *power],
        "doubt": list(_doubts(finding, lang)),
        "mend": list(_repairs(finding, lang)),
        "more": [say(lang, "explain", code=finding.code, id=finding.finding_id)],
    }


def headline(finding: Finding, path: str, style: Style, at: Claim | None = None) -> str:
    """Place, severity, code and message of a finding in one line."""
    last = at or max((role.claim for role in finding.roles), key=lambda claim: claim.char_start, default=None)
    where = printable(":".join(part for part in (path, last.place if last else "") if part))
    doubt = say(style.lang, "in_doubt") if finding.doubts else ""
    said = printable(message_of(finding, style.lang))
    return f"{where}: {severity(finding.severity, style)} {finding.code} {doubt}{said}"


def message_of(finding: Finding, lang: Lang) -> str:
    """What a finding says, in ``lang`` where it says it in that."""
    return finding.message_zh if lang == "zh" and finding.message_zh else finding.message


def _doubts(finding: Finding, lang: Lang) -> Iterable[str]:
    """The numbers whose reading is in doubt and that somebody should look at first."""
    claims = {each.claim.claim_id: each.claim for each in finding.roles}
    for claim in (claims[each] for each in finding.doubts):
        yield doubt_of(claim, lang)


def _repairs(finding: Finding, lang: Lang) -> Iterable[str]:
    """The likeliest corrections, each with its slip, and what else they settle."""
    for each in finding.repairs[:REPAIRS]:
        key = "repair_confirmed" if each.confirmations else "repair"
        printed, proposed = flat(each.printed), flat(each.proposed)
        yield say(lang, key, printed=printed, proposed=proposed, edit=edit(lang, each.edit), n=each.confirmations)
    for other in finding.related:
        message = other.message_zh if lang == "zh" and other.message_zh else other.message
        yield say(lang, "related", code=other.code, message=printable(message))


def _says(text: str, number: str) -> bool:
    """True when the number stands in the text, and not as a part of a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", text) is not None


def _interval(value: Interval) -> str:
    return show(value.lower) if value.exact and value.lower is not None else str(value)
