"""Series, differences and what the archive holds, as text for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from ipextract.model import Claim, Finding, Held, Period
from ipextract.writing.columns import aligned, table, width, wrapped
from ipextract.writing.speech import Lang, Style, counted, flat, name_of, paint, printable, say
from ipextract.writing.terminal import noted
from ipextract.writing.terminal_finding import findings_text
from ipextract.writing.underlined import FAR, Printed
from ipextract.writing.years import percent, printed_growth
from ipextract.years import Comparison, Difference, Edition, Row, Series

#: How wide an indicator's name may be before it is cut, in terminal columns.
_NAME: Final = 36
#: Years of the main series; a narrow terminal gets the last of them.
_YEARS: Final = 5
_PLAIN: Final = Style()
_GREEN, _RED, _DIM = "32", "31", "2"
_COLOURS: Final = {"confirmed": _GREEN, "contradicted": _RED, "disputed": _RED, "omitted-fall": "33"}


def comparison(found: Comparison, style: Style) -> str:
    """The findings between two reports, each with its evidence; may be empty."""
    editions = {each.sha256[:8]: each for each in (found.earlier, found.later)}
    return findings_text(
        (each for each in found.findings if each.waiver is None and not each.known),
        lambda claim: _printed(editions[claim.claim_id.partition(":")[0]], claim), "", style,
        lambda finding: _latest(finding, found.later),
    )  # fmt: skip


def _printed(edition: Edition, claim: Claim) -> Printed:
    """The printed line that a claim stands in."""
    start, end = edition.line(claim.char_start, claim.char_end)
    first, last = max(0, claim.char_start - FAR), min(len(edition.text), claim.char_end + FAR)
    return Printed(edition.text, max(start, first), min(end, last))


def _latest(finding: Finding, later: Edition) -> Claim | None:
    """The claim of the later report that a finding is about."""
    ours = [role.claim for role in finding.roles if role.claim.claim_id.startswith(later.sha256[:8])]
    return max(ours, key=lambda claim: claim.char_start, default=None)


def heading(found: Comparison, style: Style, title: str = "") -> str:
    """Which two reports are compared, behind a ``title``."""
    earlier, later = found.earlier, found.later
    names = [f"{printable(each.name)} ({each.year})" for each in (earlier, later)]
    said = say(style.lang, "compared", earlier=names[0], later=names[1], area=printable(later.area))
    said = f"{title}: {said}" if title else said
    return "\n".join(wrapped(said, style.columns, "", style.margin)) + "\n"


def difference(found: Difference, style: Style, most: int | None = None) -> str:
    """The rows of a difference as tables by status, then the counts; ``most`` rows of those in both years."""
    lang = style.lang
    both = found.of("both")
    years = (found.comparison.earlier.year, found.comparison.later.year)
    parts = [_table(both[:most], years, style)]
    if most is not None and len(both) > most:
        parts.append(noted(say(lang, "more_rows", n=len(both) - most), style))
    if most is None:
        for status in ("changed", "new", "vanished"):
            rows = found.of(status)
            if rows:
                parts.append(f"\n{say(lang, f'rows_{status}', n=len(rows))}\n{_table(rows, years, style)}")
        parts.append(_uncompared(found.comparison, style))
    parts.append(_summary(found, style))
    return "".join(parts)


def _uncompared(found: Comparison, style: Style) -> str:
    """What looks back at the year before and meets nothing in its report, with the reason; may be empty."""
    if not found.uncompared:
        return ""
    rows = [
        (
            _name(each.claim.indicator, each.claim.unit), flat(each.claim.quote), printable(each.claim.place),
            name_of(style.lang, "uncompared", each.reason),
        )
        for each in found.uncompared
    ]  # fmt: skip
    head = say(style.lang, "rows_uncompared", n=len(rows))
    titles = tuple(say(style.lang, name) for name in ("indicator_name", "printed_number", "place", "note"))
    return f"\n{head}\n{_tabled([titles, *rows], style, ())}"


def series(found: Sequence[Series], style: Style) -> str:
    """Each series with a line a period: level, growth as printed and computed, what it implies, where it stands."""
    return "\n".join(_series(each, style) for each in found)


def main_series(found: Iterable[Series], most: int, style: Style = _PLAIN) -> str:
    """The series that the last report speaks of most often, years as columns; empty where none has two years."""
    known = [each for each in found if len(each.points) > 1 and each.key.known]
    last = max((each.points[-1].period.year for each in known), default="")
    known = [each for each in known if each.points[-1].period == last]
    chosen = sorted(known, key=lambda each: -_mentions(each))[:most]
    if not chosen:
        return ""
    periods = sorted({point.period for each in chosen for point in each.points})[-_YEARS:]
    for fewer in range(len(periods) - 1):
        rows = [_main(each, periods[fewer:]) for each in chosen]
        rows.insert(0, ("", *periods[fewer:], "%"))
        shown = _tabled(rows, style, range(1, len(rows[0])))
        if shown.count("\n") == len(rows):
            break
    return shown


def _main(each: Series, periods: Sequence[Period]) -> tuple[str, ...]:
    levels = {point.period: point for point in each.points}
    cells = [_level(levels[period].level) if period in levels else "-" for period in periods]
    return (_name(each.name, each.key.unit), *cells, percent(each.points[-1].computed))


def documents(held: Sequence[Held], style: Style) -> str:
    """The reports of an archive, a line each: place, year, file, claims, and what took their place."""
    rows = [
        (
            flat(each.area) or "-", each.year or "-", printable(each.name), counted(style.lang, "claim", each.claims),
            say(style.lang, "superseded", name=printable(each.superseded_by)) if each.superseded_by else "",
        )
        for each in held
    ]  # fmt: skip
    lines = (each for line in aligned(rows) for each in wrapped(line, style.columns, "", style.margin))
    return "".join(f"{line}\n" for line in lines) + "\n"


def listing(names: Sequence[str], rows: Sequence[Sequence[object]], style: Style) -> str:
    """A table with its column names, then how many rows it has."""
    titles = tuple(say(style.lang, f"listed_{name}") for name in names)
    cells = [
        tuple(_worded(name, flat(str(cell)), style.lang) or "-" for name, cell in zip(names, row, strict=True))
        for row in rows
    ]
    lines = "".join(f"{line}\n" for line in table([titles, *cells], style.columns))
    return lines + say(style.lang, "rows", n=len(cells)) + "\n"


def _worded(name: str, cell: str, lang: Lang) -> str:
    """A cell of a listing; what other formats have as a code is said in words."""
    if name == "change":
        parts = (each.partition("-") for each in cell.split())
        return " ".join(say(lang, f"listed_{word}", year=year) for word, _, year in parts)
    group = {"kind": "kinds", "why": "unkeyed"}.get(name)
    return name_of(lang, group, cell) if group else cell


def _mentions(each: Series) -> int:
    """How much a report makes of an indicator: that it prints its growth, and in how many years it has it."""
    point = each.points[-1]
    return 2 * (point.growth is not None) + len(each.points) + len(point.prints)


def _series(each: Series, style: Style) -> str:
    lang, key = style.lang, each.key
    known, basis = key.indicator if key.known else say(lang, "by_name"), name_of(lang, "basis", key.basis)
    title = each.titles[lang == "en"]
    names = dict.fromkeys((flat(each.name), title, known, flat(key.scope), key.qualifier, basis))
    head = " · ".join(part for part in names if part)
    rows = []
    for point in each.points:
        notes = [say(lang, "implies", interval=str(point.implied))] if point.implied is not None else []
        if point.apart:
            other = "; ".join(f"{flat(p.claim.quote)} {printable(p.claim.place)}" for p in point.prints[1:])
            notes.append(say(lang, "printed_otherwise", other=other))
        growth = printed_growth(point.growth) or "-"
        rows.append(
            (
                point.period, _level(point.level) + key.unit, percent(point.computed) or "-", growth,
                printable(point.level.place), "; ".join(notes),
            )
        )  # fmt: skip
    titles = tuple(
        say(lang, name) for name in ("period", "level", "computed_growth", "printed_growth", "place", "note")
    )
    name = "\n".join(wrapped(head, style.columns, "", style.margin))
    return f"{name}\n{_tabled([titles, *rows], style, range(1, 4))}"


def _tabled(rows: Sequence[tuple[str, ...]], style: Style, right: Iterable[int]) -> str:
    return "".join(f"{line}\n" for line in table(rows, style.columns, style.margin, frozenset(right)))


def _table(rows: Sequence[Row], years: tuple[str, str], style: Style) -> str:
    if not rows:
        return ""
    lang = style.lang
    cells = [(say(lang, "indicator_name"), *years, say(lang, "computed_growth"), say(lang, "printed_growth"), "")]
    cells += [
        (
            _name(row.name, row.key.unit), _level(row.earlier), _level(row.later), percent(row.computed) or "-",
            printed_growth(row.growth) or "-", _remark(row, style),
        )
        for row in rows
    ]  # fmt: skip
    return _tabled(cells, style, range(1, 5))


def _remark(row: Row, style: Style) -> str:
    lang = style.lang
    said = (
        [paint(say(lang, f"judged_{row.judgement}"), _COLOURS.get(row.judgement, _DIM), style)] if row.judgement else []
    )
    if row.restated is not None:
        said.append(paint(say(lang, "now_printed", quote=flat(row.restated.quote)), _RED, style))
    for part in row.changes:
        earlier, later = (_part(claim, part, lang) for claim in (row.earlier, row.later))
        said.append(say(lang, f"changed_{part}", earlier=earlier, later=later))
    if row.names is not None and row.names[0] not in row.names[1] and row.names[1] not in row.names[0]:
        said.append(say(lang, "was_called", name=flat(row.names[0])))
    return say(lang, "comma").join(said)


def _part(claim: Claim | None, part: str, lang: Lang) -> str:
    value = "" if claim is None else flat(str(getattr(claim, part, ""))) or "-"
    return name_of(lang, "basis", value) if part == "basis" else value


def _summary(found: Difference, style: Style) -> str:
    lang = style.lang
    judged = Counter(row.judgement for row in found.of("both"))
    counts = {status: len(found.of(status)) for status in ("both", "changed", "new", "vanished")}
    said = say(
        lang, "difference_total", **counts, confirmed=judged["confirmed"], contradicted=judged["contradicted"],
        omitted=judged["omitted"] + judged["omitted-fall"], fell=judged["omitted-fall"],
    )  # fmt: skip
    return noted(said, style)


def _level(claim: Claim | None) -> str:
    if claim is None or claim.value is None:
        return "-"
    mark = {"over": ">", "under": "<", "about": "~"}.get(claim.approx, "")
    return f"{mark}{claim.value:,f}"


def _name(name: str, unit: str) -> str:
    shown = flat(name)
    while width(shown) > _NAME:
        shown = shown[:-1]
    return f"{shown}{'' if shown == flat(name) else '..'} ({unit})"
