"""Report → one self-contained HTML page for an auditor, under a Content-Security-Policy that lets nothing in or out."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ipextract.model import KINDS, PAGED, SEVERITIES, Claim, Finding, Mention, Report
from ipextract.reading.facsimile import Facsimile
from ipextract.writing.drawing import shares
from ipextract.writing.json import ledger, readable
from ipextract.writing.page_data import data_of
from ipextract.writing.page_findings import Shown, accepted, message_of, place_in_words, shown
from ipextract.writing.page_text import Part, Ruler, claim_spans, other_spans, part_at, parts_of
from ipextract.writing.readers import Run, runs
from ipextract.writing.reasons import UNTITLED, Titles
from ipextract.writing.terminal import Lang, counted, flat, name_of, say

PICTURES: Final = "report-pages"
"""The folder beside the page that holds its page pictures."""

LISTED: Final = 400
"""Numbers that the ledger lists one by one; it counts them all."""

FINDINGS: Final = 300
"""Findings that the page shows, worst first; findings.csv has all."""

MANY: Final = 1000
"""Claims above which what is out of the window is not drawn: a browser then answers at once."""

_LONG: Final = 24
"""Characters up to which a number is not broken over lines."""

_QUOTED: Final = re.compile(r"('[^'\n]*'|`[^`]*`)")
"""Texts of a script: nothing in them is needless."""

_STATES: Final = ("confirmed", "compatible", "uncovered")


class Standing(NamedTuple):
    """How a claim stands: confirmed, compatible or uncovered, and the worst severity of the findings that cite it."""

    state: str
    severity: str


def to_bytes(
    report: Report, lang: Lang, pictures: Sequence[Facsimile] = (), *, unpictured: str = "", home: str = "",
    across: Sequence[Finding] = (), titles: Titles = UNTITLED,
) -> bytes:  # fmt: skip
    """The page of one report in ``lang``.

    ``pictures`` are the pages that stand as files in ``PICTURES`` beside it; ``unpictured`` says why there are none or
    not all. ``home`` is the address of the index, empty where there is none, and ``across`` are findings between this
    report and that of another year, which the index tells in full. ``titles`` are what the rules call that which read
    and joined the numbers.
    """
    document = report.document
    found = shown(report, lang)
    standings = _standings(report)
    spans = claim_spans(report.claims, {c.claim_id: _classes(c, standings[c.claim_id]) for c in report.claims})
    others = _others(report)
    spans += other_spans((m, "" if m.reason and m.reason != "unexplained" else "x", _reason(m, lang)) for m in others)
    ruler = Ruler(document.text)
    parts = parts_of(document, spans, _sheets(report, pictures, lang), say(lang, "page_table"), ruler)
    style, script = themed("report.css"), sheet("report.js")
    page = environment().get_template("report.html").render(
        lang="zh-CN" if lang == "zh" else "en",
        policy=policy(style, script),
        style=style,
        script=script,
        say=lambda key, **values: say(lang, key, **values),
        counted=lambda noun, n: counted(lang, noun, n),
        severity=lambda name: say(lang, f"severity_{name}"),
        where=lambda place: place_in_words(place, lang),
        drawn={each.page for each in pictures},
        paged=document.format in PAGED,
        flat=flat,
        home=home,
        title=title_of(report),
        document=document,
        chinese=Markup("") if lang == "zh" else Markup(' lang="zh-CN"'),
        name=flat(readable(document.name).replace("\\", "/").rsplit("/", 1)[-1]),
        report=report,
        findings=[(each, _parts_of(each, parts), _kinds(each)) for each in found[:FINDINGS]],
        more=max(0, len(found) - FINDINGS),
        across=[(each, message_of(each, lang), accepted(each, lang)) for each in across],
        open_counts=Counter(e.finding.severity for e in found if not e.accepted),
        many=len(report.claims) > MANY,
        present={e.finding.severity for e in found[:FINDINGS]},
        accepted=sum(bool(e.accepted) for e in found),
        severities=SEVERITIES,
        kinds=[(i, name_of(lang, "kinds", kind), n) for i, (kind, n) in enumerate(_kind_counts(report.claims)) if n],
        parts=parts,
        coverage=_coverage(report.claims, standings, parts, lang),
        states=Counter(each.state for each in standings.values()),
        numbers=_numbers(report, others, lang),
        listed=LISTED,
        readers=[_reader(run, lang) for run in runs(document.readers)],
        issues=[(each.code, flat(each.said(lang))) for each in document.issues],
        unpictured=unpictured,
        data=data_block(data_of(report, lang, ruler, titles)),
    )  # fmt: skip
    return page.encode("utf-8", "replace")


def title_of(report: Report) -> str:
    """The title as told or as printed in one line, else the name of the file."""
    document = report.document
    if report.told.title:
        return flat(report.told.title)
    block = next((b for b in document.blocks if b.kind == "title"), None)
    title = "" if block is None else flat(document.text[block.start : block.end])
    return title or flat(readable(document.name).replace("\\", "/").rsplit("/", 1)[-1])


def policy(style: str, script: str = "") -> str:
    """Nothing may be loaded but pictures from beside the page, nothing runs but these two texts, nothing is sent."""
    runs_and_shows = f"script-src '{_digest(script)}'; img-src 'self'; " if script else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; {runs_and_shows}"
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def data_block(record: object) -> Markup:
    """A record as JSON that no text in it can end: it stands between script tags and is never run."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


@lru_cache(maxsize=8)
def sheet(name: str) -> Markup:
    """A style sheet or script of ours without its indentation, comments and needless spaces."""
    text = files("ipextract.writing").joinpath("templates", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    whole = "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))
    if name.endswith(".css"):
        return Markup(re.sub(r"(?<=[{};:,])[ ]|[ ](?=[{}])|;(?= ?})", "", whole))  # noqa: S704
    code = _QUOTED.split(whole)
    code[::2] = [re.sub(r" ?([=<>{}()\[\],;?:&|!]) ?", r"\1", each) for each in code[::2]]
    return Markup("".join(code))  # noqa: S704


@lru_cache(maxsize=4)
def themed(name: str) -> Markup:
    """A style sheet behind the colours of both themes: the reader's system chooses, a button of the page overrides.

    Paper is always light.
    """
    dark = sheet("dark.css")
    system = Markup("@media screen and (prefers-color-scheme: dark) {{:root:not([data-theme=light]) {{{}}}}}").format(
        dark
    )
    asked = Markup("@media screen {{:root[data-theme=dark] {{{}}}}}").format(dark)
    return Markup("\n").join([sheet("colours.css"), system, asked, sheet(name)])


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with every value escaped unless it is markup of ours."""
    return Environment(
        loader=PackageLoader("ipextract.writing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()


def _standings(report: Report) -> dict[str, Standing]:
    verdicts = [each.outcome.verdict for each in report.relations]
    worst: dict[str, int] = {}
    for finding in report.findings:
        if finding.waiver is None and not finding.known:
            rank = SEVERITIES.index(finding.severity)
            for player in finding.roles:
                worst[player.claim.claim_id] = min(rank, worst.get(player.claim.claim_id, rank))
    found: dict[str, Standing] = {}
    for each in report.coverage:
        held = any(verdicts[i] == "holds" for i in each.relations)
        state = "confirmed" if held else "compatible" if each.checked else "uncovered"
        found[each.claim_id] = Standing(state, SEVERITIES[worst[each.claim_id]] if each.claim_id in worst else "")
    return {c.claim_id: found.get(c.claim_id, Standing("uncovered", "")) for c in report.claims}


def _classes(claim: Claim, standing: Standing) -> str:
    """The shape of a mark: its kind, how it stands (nothing for compatible), the severity of its finding."""
    state = {"confirmed": " h", "uncovered": " u"}.get(standing.state, "")
    long = " long" if len(claim.quote) > _LONG else ""
    return f"k{KINDS.index(claim.kind)}{state}{' s-' + standing.severity if standing.severity else ''}{long}"


def _kind_counts(claims: Iterable[Claim]) -> list[tuple[str, int]]:
    counts = Counter(claim.kind for claim in claims)
    return [(kind, counts[kind]) for kind in KINDS]


def _parts_of(each: Shown, parts: Sequence[Part]) -> str:
    return " ".join(str(i) for i in sorted({part_at(parts, q.claim.char_start) for q in each.quotes}))


def _kinds(each: Shown) -> str:
    return " ".join(str(i) for i in sorted({KINDS.index(quote.claim.kind) for quote in each.quotes}))


def _others(report: Report) -> list[Mention]:
    """The numbers that stand in no claim, in text order."""
    claims = sorted((c.char_start, c.char_end) for c in report.claims)
    found: list[Mention] = []
    at = 0
    for mention in ledger(report):
        while at < len(claims) and claims[at][1] <= mention.start:
            at += 1
        if at == len(claims) or claims[at][0] >= mention.end:
            found.append(mention)
    return found


def _reason(mention: Mention, lang: Lang) -> str:
    return name_of(lang, "reasons", mention.reason or "unexplained")


def _numbers(report: Report, others: Sequence[Mention], lang: Lang) -> dict[str, Any]:
    """The ledger: how many numbers became what, and those that are no claims one by one, grouped by reason."""
    text, groups = report.document.text, dict[str, list[Mention]]()
    for mention in others:
        groups.setdefault(_reason(mention, lang), []).append(mention)
    unexplained = say(lang, "page_unexplained")
    ordered = []
    for reason, found in sorted(groups.items(), key=lambda each: (each[0] != unexplained, -len(each[1]), each[0])):
        places: dict[str, list[str]] = {}
        for each in found[:LISTED]:
            where = report.document.where(each.start, each.end)
            places.setdefault(flat(text[each.start : each.end]), []).append(
                flat(where) if report.document.format in PAGED else place_in_words(where, lang)
            )
        ordered.append((reason, len(found), places))
    residue = len(report.residue)
    return {"groups": ordered, "claims": len(report.claims), "named": len(others) - residue, "residue": residue}


def _coverage(
    claims: Iterable[Claim], standings: Mapping[str, Standing], parts: Sequence[Part], lang: Lang
) -> list[tuple[int, str, Counter[str], Markup]]:
    """For each part of the text with claims its place, its title, how they stand, and a bar of that."""
    counts = [Counter[str]() for _ in parts]
    for claim in claims:
        counts[part_at(parts, claim.char_start)][standings[claim.claim_id].state] += 1
    rows = []
    for i, (part, count) in enumerate(zip(parts, counts, strict=True)):
        bar = shares([(state, count[state]) for state in _STATES])
        rows.append((i, part.title or say(lang, "page_opening"), count, bar))
    return [row for row in rows if row[2].total()]


def _sheets(report: Report, pictures: Sequence[Facsimile], lang: Lang) -> dict[int, Markup]:
    """What stands where a page begins: its number, and its picture where there is one, loaded when it is opened."""
    if report.document.format not in PAGED:
        return {}
    drawn = {each.page: each for each in pictures}
    plain_mark = Markup("<p class=pg id=p{}>{}")
    opened = Markup(
        '<details class=pg id=p{n} data-size="{w:g} {h:g}"><summary>{name}<small>{look}</small></summary>'
        '<div class=sheet><img loading=lazy src="{folder}/p{n}.webp" width={wide} height={high} alt="{alt}">'
        "</div></details>"
    )
    found: dict[int, Markup] = {}
    for n in range(1, report.document.page_count + 1):
        name = say(lang, "page_number", n=n)
        if n in drawn:
            each = drawn[n]
            found[n] = opened.format(
                n=n, w=each.width, h=each.height, name=name, look=say(lang, "page_look"), folder=PICTURES,
                wide=each.pixels[0], high=each.pixels[1], alt=say(lang, "page_picture", n=n),
            )  # fmt: skip
        else:
            found[n] = plain_mark.format(n, name)
    return found


def _reader(run: Run, lang: Lang) -> str:
    pages = str(run.first) if run.first == run.last else f"{run.first}-{run.last}"
    said = say(lang, "page_read", pages=pages, reader=run.how.reader or "-")
    return said + (say(lang, "page_witness", witness=run.how.witness) if run.how.witness else "")
