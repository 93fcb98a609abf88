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

from ipextract.decimals import plain
from ipextract.model import KINDS, PAGED, SEVERITIES, Claim, Evaluated, Mention, PlaceBox, Report
from ipextract.reading.facsimile import Facsimile
from ipextract.writing.drawing import shares
from ipextract.writing.json import ledger, readable
from ipextract.writing.page_findings import Shown, shown
from ipextract.writing.page_text import Part, claim_spans, other_spans, part_at, parts_of
from ipextract.writing.readers import Run, runs
from ipextract.writing.terminal import Lang, counted, flat, name_of, say

PICTURES: Final = "report-pages"
"""The folder beside the page that holds its page pictures."""

LISTED: Final = 400
"""Numbers that the ledger lists one by one; it counts them all."""

FINDINGS: Final = 300
"""Findings that the page shows, worst first; findings.csv has all."""

_PLACES: Final = 200
"""Characters of an indicator or a formula that the page repeats; report.json has them whole."""

_STATES: Final = ("confirmed", "compatible", "uncovered")


class Standing(NamedTuple):
    """How a claim stands: confirmed, compatible or uncovered, and the worst severity of the findings that cite it."""

    state: str
    severity: str


def to_bytes(
    report: Report, lang: Lang, pictures: Sequence[Facsimile] = (), *, unpictured: str = "", home: str = ""
) -> bytes:
    """The page of one report in ``lang``.

    ``pictures`` are the pages that stand as files in ``PICTURES`` beside it; ``unpictured`` says why there are none or
    not all. ``home`` is the address of the index, empty where there is none.
    """
    document = report.document
    found = shown(report, lang)
    standings = _standings(report)
    spans = claim_spans(report.claims, {c.claim_id: _classes(c, standings[c.claim_id]) for c in report.claims})
    others = _others(report)
    spans += other_spans((m, "n" if m.reason and m.reason != "unexplained" else "x", _reason(m, lang)) for m in others)
    parts = parts_of(document, spans, _sheets(report, pictures, lang), say(lang, "page_table"))
    style, script = themed("report.css"), sheet("report.js")
    page = environment().get_template("report.html").render(
        lang="zh-CN" if lang == "zh" else "en",
        policy=policy(style, script),
        style=style,
        script=script,
        say=lambda key, **values: say(lang, key, **values),
        counted=lambda noun, n: counted(lang, noun, n),
        severity=lambda name: say(lang, f"severity_{name}"),
        flat=flat,
        home=home,
        title=title_of(report),
        document=document,
        name=flat(readable(document.name).replace("\\", "/").rsplit("/", 1)[-1]),
        report=report,
        findings=[(each, _parts_of(each, parts), _kinds(each)) for each in found[:FINDINGS]],
        more=max(0, len(found) - FINDINGS),
        open_counts=Counter(e.finding.severity for e in found if not e.accepted),
        accepted=sum(bool(e.accepted) for e in found),
        severities=SEVERITIES,
        kinds=[(i, name_of(lang, "kinds", kind), n) for i, (kind, n) in enumerate(_kind_counts(report.claims)) if n],
        parts=parts,
        coverage=_coverage(report.claims, standings, parts, lang),
        states=Counter(each.state for each in standings.values()),
        numbers=_numbers(report, others, lang),
        listed=LISTED,
        readers=[_reader(run, lang) for run in runs(document.readers)],
        issues=[(each.code, flat(each.message)) for each in document.issues],
        unpictured=unpictured,
        data=data_block(_data(report, lang)),
    )  # fmt: skip
    return page.encode("utf-8", "replace")


def title_of(report: Report) -> str:
    """The title as printed in one line, else the name of the file."""
    document = report.document
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
    """A style sheet or script of ours without the indentation, comments and needless spaces of its lines."""
    text = files("ipextract.writing").joinpath("templates", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    whole = "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))
    return Markup(re.sub(r"(?<=[{};:,])[ ]|[ ](?=[{}])", "", whole) if name.endswith(".css") else whole)  # noqa: S704


@lru_cache(maxsize=4)
def themed(name: str) -> Markup:
    """A style sheet behind the colours of both themes: the reader's system chooses, a button of the page overrides."""
    dark = sheet("dark.css")
    system = Markup("@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {} }} }}").format(dark)
    asked = Markup(":root[data-theme=dark] {{ {} }}").format(dark)
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
    return f"k{KINDS.index(claim.kind)}{state}{' s-' + standing.severity if standing.severity else ''}"


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
    text, groups = report.document.text, dict[str, list[tuple[str, str]]]()
    for mention in others:
        where = report.document.where(mention.start, mention.end)
        groups.setdefault(_reason(mention, lang), []).append((flat(text[mention.start : mention.end]), where))
    unexplained = say(lang, "page_unexplained")
    ordered = sorted(groups.items(), key=lambda each: (each[0] != unexplained, -len(each[1]), each[0]))
    residue = len(report.residue)
    return {"groups": ordered, "claims": len(report.claims), "named": len(others) - residue, "residue": residue}


def _coverage(
    claims: Iterable[Claim], standings: Mapping[str, Standing], parts: Sequence[Part], lang: Lang
) -> list[tuple[str, int, Counter[str], Markup]]:
    """For each part of the text its title, how many claims it has, how they stand, and a bar of that."""
    counts = [Counter[str]() for _ in parts]
    for claim in claims:
        counts[part_at(parts, claim.char_start)][standings[claim.claim_id].state] += 1
    rows = []
    for part, count in zip(parts, counts, strict=True):
        says = say(lang, "page_states", **{state: count[state] for state in _STATES})
        bar = shares([(state, count[state]) for state in _STATES], says)
        rows.append((part.title or say(lang, "page_opening"), count.total(), count, bar))
    return [row for row in rows if row[1]]


def _sheets(report: Report, pictures: Sequence[Facsimile], lang: Lang) -> dict[int, Markup]:
    """What stands where a page begins: its number, and its picture where there is one, loaded when it is opened."""
    if report.document.format not in PAGED:
        return {}
    drawn = {each.page: each for each in pictures}
    plain_mark = Markup('<p class="pg" id="p{}">{}</p>')
    opened = Markup(
        '<details class="pg" id="p{n}" data-size="{w:g} {h:g}"><summary>{name}</summary><div class="sheet">'
        '<img loading="lazy" src="{folder}/p{n}.webp" width="{wide}" height="{high}" alt="{alt}"></div></details>'
    )
    found: dict[int, Markup] = {}
    for n in range(1, report.document.page_count + 1):
        name = say(lang, "page_number", n=n)
        if n in drawn:
            each = drawn[n]
            found[n] = opened.format(
                n=n, w=each.width, h=each.height, name=name, folder=PICTURES, wide=each.pixels[0],
                high=each.pixels[1], alt=say(lang, "page_picture", n=n),
            )  # fmt: skip
        else:
            found[n] = plain_mark.format(n, name)
    return found


def _reader(run: Run, lang: Lang) -> str:
    pages = str(run.first) if run.first == run.last else f"{run.first}-{run.last}"
    said = say(lang, "page_read", pages=pages, reader=run.how.reader or "-")
    return said + (say(lang, "page_witness", witness=run.how.witness) if run.how.witness else "")


def _data(report: Report, lang: Lang) -> dict[str, Any]:
    """What the script tells of each claim: rows in text order, texts by their place in one list."""
    texts: dict[str, int] = {"": 0}

    def text(value: str) -> int:
        value = flat(value)
        return texts.setdefault(value if len(value) <= _PLACES else value[:_PLACES] + "\u2026", len(texts))

    used = sorted({i for each in report.coverage for i in each.relations})
    places = {i: k for k, i in enumerate(used)}
    relations = [
        [text(name_of(lang, "checks", each.relation.kind)), _STATE_OF[each.outcome.verdict], text(_formula(each))]
        for each in (report.relations[i] for i in used)
    ]
    covered = {each.claim_id: [places[i] for i in each.relations] for each in report.coverage}
    claims = [
        [
            text(c.indicator), text(c.scope), text(c.period), text(_value(c)), text(c.place),
            covered.get(c.claim_id, []), *([_box(box) for box in c.boxes]),
        ]
        for c in sorted(report.claims, key=lambda c: (c.char_start, c.char_end))
    ]  # fmt: skip
    words = {
        name: say(lang, f"page_js_{name}")
        for name in ("indicator", "scope", "period", "value", "place", "kind", "checks", "none", "shown", "page")
    }  # fmt: skip
    verdicts = [say(lang, f"page_verdict_{name}") for name in ("holds", "compatible", "violated")]
    kinds = [name_of(lang, "kinds", kind) for kind in KINDS]
    return {"s": list(texts), "c": claims, "r": relations, "t": words, "v": verdicts, "k": kinds}


def _formula(each: Evaluated) -> str:
    """The arithmetic of a relation; of a single number only the limits, which are the same for many."""
    alone = len(each.relation.roles) == 1 and each.outcome.computed is not None
    return str(each.outcome.computed) if alone else each.outcome.formula


_STATE_OF: Final = {"holds": 0, "compatible": 1, "violated": 2, "not_evaluated": 1}


def _value(claim: Claim) -> str:
    """The value with its unit, and what a rounded print may stand for."""
    value = "" if claim.value is None else plain(claim.value)
    if claim.value_high is not None:
        value += f"..{plain(claim.value_high)}"
    spread = "" if claim.nearest is None or claim.nearest.exact else f"  {claim.nearest}"
    return f"{value} {claim.unit}{spread}".strip()


def _box(box: PlaceBox) -> list[int]:
    """Page, left, top, width and height in whole points, no smaller than the box."""
    left, top = int(box.x0), int(box.top)
    return [box.page, left, top, int(box.x1) + 1 - left, int(box.bottom) + 1 - top]
