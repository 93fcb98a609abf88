"""All reports of a run on one page: how each stands, what differs between years, main indicators as small curves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from ipextract.model import SEVERITIES, Claim, Finding, Report, Severity
from ipextract.review.waivers import Notice
from ipextract.writing.curve import Spot, curve, missing
from ipextract.writing.json import readable
from ipextract.writing.page import environment, policy, themed, title_of
from ipextract.writing.page_findings import accepted, main_claim, message_of, place_in_words
from ipextract.writing.terminal import Lang, counted, flat, role, say
from ipextract.writing.years import percent, printed_growth
from ipextract.years import Comparison, Point, Series

WORST: Final = 3
"""Findings that the index names of one report."""

SERIES: Final = 16
"""Series that the index shows; `ipextract series` has all."""

_PERIODS: Final = 10


class Settled(NamedTuple):
    """A finding that somebody accepted, who says so and why, and where it stands."""

    code: str
    severity: Severity
    message: str
    note: str
    address: str


class Worst(NamedTuple):
    """A finding of a report by name: its address is that of the report with its id."""

    severity: Severity
    code: str
    message: str
    finding_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the index: a report whose page stands at ``href``, or one that was not read and why (``unread``).

    ``counts`` are findings by severity without those that somebody accepted; ``worst`` are the first of them.
    """

    name: str
    href: str = ""
    title: str = ""
    area: str = ""
    year: str = ""
    sha256: str = ""
    claims: int = 0
    checked: int = 0
    counts: Mapping[Severity, int] | None = None
    worst: tuple[Worst, ...] = ()
    settled: tuple[Settled, ...] = ()
    unread: str = ""

    @property
    def rank(self) -> tuple[int, ...]:
        """Least for the document that somebody should look at first: not read, then by its worst findings."""
        counts = self.counts or {}
        return (not self.unread, *(-counts.get(severity, 0) for severity in SEVERITIES))


def entry_of(report: Report, folder: str, lang: Lang) -> Entry:
    """What the index says of a report whose files stand in ``folder`` beside it."""
    loud = [each for each in report.findings if each.waiver is None and not each.known]
    ordered = sorted(loud, key=lambda each: SEVERITIES.index(each.severity))
    return Entry(
        name=_file(report.document.name),
        href=f"{quote(readable(folder))}/report.html",
        title=title_of(report),
        area=flat(report.area),
        year=flat(report.year),
        sha256=report.document.sha256,
        claims=len(report.claims),
        checked=sum(each.checked for each in report.coverage),
        counts=Counter(each.severity for each in loud),
        worst=tuple(_worst(each, lang) for each in ordered[:WORST]),
        settled=tuple(
            _settled(each, lang, f"{quote(readable(folder))}/report.html#{each.finding_id}")
            for each in report.findings
            if each not in loud
        ),
    )


def unread_entry(name: str, why: str) -> Entry:
    """What the index says of a document that was not read."""
    return Entry(_file(name), unread=flat(why))


def to_bytes(
    entries: Sequence[Entry], comparisons: Sequence[Comparison], series: Iterable[Series], lang: Lang,
    notices: Sequence[Notice] = (),
) -> bytes:  # fmt: skip
    """The index, the documents in most need of a look first; it loads nothing and has no script.

    ``notices`` are what the owners of waivers and of the baseline have to know.
    """
    homes = {each.sha256: each.href for each in entries if each.href}
    style = themed("index.css")
    between = [
        _between(each, finding, homes, lang)
        for each in comparisons
        for finding in each.findings
        if finding.waiver is None and not finding.known
    ]
    settled = [each for entry in entries for each in entry.settled]
    across = [
        _settled(finding, lang, next((at for *_, at in _between(each, finding, homes, lang)["quotes"][::-1] if at), ""))
        for each in comparisons
        for finding in each.findings
        if finding.waiver is not None or finding.known
    ]
    settled += across
    page = environment().get_template("index.html").render(
        lang="zh-CN" if lang == "zh" else "en",
        policy=policy(style),
        style=style,
        say=lambda key, **values: say(lang, key, **values),
        severity=lambda name: say(lang, f"severity_{name}"),
        where=lambda place: place_in_words(place, lang),
        severities=SEVERITIES,
        total=sum(
            (Counter(each.counts or {}) for each in entries),
            Counter([*(each["finding"].severity for each in between), *(each.severity for each in notices)]),
        ),
        notices=[(each.code, each.severity, _notice(each, lang)) for each in notices],
        documents=counted(lang, "document", len(entries)),
        unread=sum(bool(each.unread) for each in entries),
        entries=sorted(entries, key=lambda each: (each.rank, each.area, each.year, each.name)),
        compared=bool(comparisons),
        accepted=settled,
        across_accepted=bool(across),
        between=sorted(between, key=lambda each: SEVERITIES.index(each["finding"].severity)),
        series=[_row(each, homes, lang) for each in chosen(series)],
    )  # fmt: skip
    return page.encode("utf-8", "replace")


def chosen(series: Iterable[Series]) -> list[Series]:
    """The main series: of known indicators that the last report has, those whose growth is printed and often told."""
    known = [each for each in series if each.key.known and len(_levels(each)) > 1]
    last = max((each.points[-1].period.year for each in known), default="")
    return sorted((e for e in known if e.points[-1].period.year == last), key=_told, reverse=True)[:SERIES]


def _told(series: Series) -> tuple[bool, int, int]:
    prints = sum(len(point.prints) for point in series.points)
    return series.points[-1].growth is not None, len(series.points), prints


def _notice(notice: Notice, lang: Lang) -> str:
    """What a notice says, with the place in the file that it is about."""
    return flat(f"{notice.place}: {say(lang, f'notice_{notice.key}', **notice.values)}")


def _settled(finding: Finding, lang: Lang, address: str) -> Settled:
    return Settled(finding.code, finding.severity, message_of(finding, lang), accepted(finding, lang), address)


def _worst(finding: Finding, lang: Lang) -> Worst:
    claim = main_claim(finding)
    place = "" if claim is None else flat(claim.place)
    return Worst(finding.severity, finding.code, message_of(finding, lang), finding.finding_id, place)


def _between(compared: Comparison, finding: Finding, homes: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    editions = {each.sha256[:8]: each for each in (compared.earlier, compared.later)}
    quotes = []
    for each in finding.roles:
        edition = editions.get(each.claim.claim_id.partition(":")[0])
        address = "" if edition is None else _address(homes.get(edition.sha256, ""), each.claim)
        quotes.append((role(lang, each.name), flat(each.claim.quote), flat(each.claim.place), address))
    years = f"{compared.earlier.year} \u2013 {compared.later.year}"
    return {"finding": finding, "message": message_of(finding, lang), "quotes": quotes, "years": years}


def _address(home: str, claim: Claim) -> str:
    return f"{home}#{claim.claim_id.rpartition(':')[2]}" if home else ""


def _levels(series: Series) -> list[tuple[Point, Fraction]]:
    found = [(point, point.level.value) for point in series.points]
    return [(point, Fraction(value)) for point, value in found if value is not None][-_PERIODS:]


def _row(series: Series, homes: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    levels = _levels(series)
    spots = [Spot(flat(point.period), flat(point.level.quote), value, _others(point)) for point, value in levels]
    told = say(lang, "comma").join(f"{spot.period} {spot.quote}" for spot in spots)
    last = series.points[-1]
    return {
        "name": flat(series.name),
        "scope": flat(" ".join(part for part in (last.level.scope, last.level.qualifier) if part)),
        "curve": curve(spots, say(lang, "page_index_series_says", name=flat(series.name), values=told)),
        "restated": any(spot.others for spot in spots),
        "missing": missing([spot.period for spot in spots]),
        "points": [_point(point, homes) for point, _ in levels[-2:]],
        "computed": percent(last.computed),
        "printed": flat(printed_growth(last.growth)),
    }


def _others(point: Point) -> tuple[Fraction, ...]:
    """What other reports print for a period that was restated."""
    if not point.apart:
        return ()
    found = {Fraction(each.claim.value) for each in point.prints if each.claim.value is not None}
    return tuple(sorted(found - {Fraction(point.level.value or 0)}))


def _point(point: Point, homes: Mapping[str, str]) -> tuple[str, str, str]:
    home = homes.get(point.prints[0].edition.sha256, "")
    return flat(point.period), flat(point.level.quote), _address(home, point.level)


def _file(name: str) -> str:
    return flat(readable(name).replace("\\", "/").rsplit("/", 1)[-1])
