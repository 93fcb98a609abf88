"""What a run found, the same for every format that CI reads: documents, findings, places, and what went unread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal, TypeAlias

from ipextract.model import SEVERITIES, Claim, Finding, Report, Severity
from ipextract.review.waivers import NOTICES, Notice
from ipextract.rulebook import CheckRule
from ipextract.writing.places import Place, flat, in_file, in_text, shown
from ipextract.writing.terminal import Lang, role, say
from ipextract.writing.terminal_finding import REPAIRS
from ipextract.years import Comparison

State: TypeAlias = Literal["open", "waived", "known"]

#: What the entries of documents that could not be read are called where a finding has the code of its check.
UNREAD: Final = "unread"

#: How many unexplained numbers are named.
_NAMED: Final = 5

_NOTICES: Final[Mapping[str, tuple[str, Severity]]] = {
    "IPX901": ("waiver-expired", "warning"),
    "IPX902": ("waiver-void", "warning"),
    "IPX903": ("waiver-unused", "info"),
    "IPX904": ("baseline-gone", "info"),
}

#: A label that says a page and a line of it, and one that is the line of a file.
_ON_PAGE: Final = re.compile(r"p(\d+):l(\d+)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a document was not read, or not to the end: which way (``outcome``), in words, and what helps."""

    outcome: str
    message: str
    mend: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.outcome}: {flat(self.message)}" + (f" ({flat(self.mend)})" if self.mend else "")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the run: its report and what was wrong with it, of which at least one is there.

    ``source`` is the text of the file for a format that is nothing but text, empty where it is not known.
    """

    path: Path
    report: Report | None = None
    trouble: Trouble | None = None
    source: str = ""

    @property
    def unexplained(self) -> tuple[str, ...]:
        """The numbers of it that are neither claims nor named as something else, with the character behind each."""
        if self.report is None:
            return ()
        text = self.report.document.text
        return tuple(" ".join(text[each.start : each.end + 1].split()) for each in self.report.residue)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for, in both languages; ``severity`` is the one that it has by default."""

    id: str
    name: str
    title: str
    title_zh: str
    why: str
    why_zh: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding of a document or between two, or a notice of a waiver; ``places`` has the number it is about first.

    ``id`` is unique among the entries of ``path``. ``fails`` is True where it makes the exit code 1. ``finding`` is
    ``None`` for a notice.
    """

    id: str
    code: str
    severity: Severity
    message: str
    message_zh: str
    path: Path
    places: tuple[Place, ...]
    state: State = "open"
    fails: bool = False
    finding: Finding | None = None

    def said(self, lang: Lang) -> str:
        """The message in one line."""
        return flat(self.message_zh if lang == "zh" and self.message_zh else self.message)

    def where(self, place: Place) -> str:
        """Where one of its numbers stands, with the name of the document where that is another one."""
        return place.label if place.path == self.path else f"{shown(place.path)}:{place.label}"

    @property
    def label(self) -> str:
        """Where the number stands, as a person looks it up: p3:l12, the line of a file, the paragraph."""
        return self.places[0].label if self.places else ""


@dataclass(frozen=True, slots=True)
class Results:
    """A run: documents in the order read, entries in the order of the terminal, the code that the process ends with.

    ``baseline`` is True where findings of adoption day were named. Equal results give equal bytes in every format.
    """

    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    rules: tuple[Rule, ...]
    exit_code: int
    version: str
    lang: Lang = "en"
    baseline: bool = False

    @property
    def unread(self) -> tuple[tuple[Document, Trouble], ...]:
        """The documents that were not read to the end, each with its trouble."""
        return tuple((each, each.trouble) for each in self.documents if each.trouble is not None)

    def unexplained(self) -> tuple[tuple[Document, str], ...]:
        """The documents with numbers that nobody could explain, each with the sentence that says so."""
        return tuple(
            (each, say(self.lang, "ci_unexplained", n=len(found), numbers=flat(", ".join(found[:_NAMED]))))
            for each in self.documents
            if (found := each.unexplained)
        )

    @property
    def ranked(self) -> tuple[Entry, ...]:
        """The entries that nobody has accepted, worst first, else in order."""
        return tuple(sorted((e for e in self.entries if e.state == "open"), key=lambda e: SEVERITIES.index(e.severity)))

    def counts(self) -> Counter[str]:
        """How many entries are open by severity, how many are waived, known, and how many documents went unread."""
        found: Counter[str] = Counter(e.severity if e.state == "open" else e.state for e in self.entries)
        found[UNREAD] = len(self.unread)
        return found


def gather(
    documents: Sequence[Document],
    compared: Iterable[Comparison],
    notices: Iterable[Notice],
    checks: Iterable[CheckRule],
    *,
    failing: Sequence[Severity],
    exit_code: int,
    version: str,
    lang: Lang,
    baseline: bool = False,
) -> Results:
    """All that there is to say of a run. A finding between two years belongs to the later report."""
    entries = [
        _entry(finding, each.path, _places(finding, each), failing)
        for each in documents
        if each.report is not None
        for finding in each.report.findings
    ]
    by_source = {each.report.document.sha256: each for each in documents if each.report is not None}
    for pair in compared:
        later = by_source.get(pair.later.sha256)
        path = Path(pair.later.name) if later is None else later.path
        entries += [_entry(f, path, _between(f, pair, by_source), failing) for f in pair.findings]
    entries += [_noticed(each, failing) for each in notices]
    return Results(
        tuple(documents), tuple(_numbered(entries)), tuple(rules_of(checks)), exit_code, version, lang, baseline
    )


def rules_of(checks: Iterable[CheckRule]) -> Iterator[Rule]:
    """Every code that a run can say, in order: the checks, then what is said of waivers."""
    for each in sorted(checks, key=lambda rule: rule.id):
        yield Rule(each.id, each.name, each.title, each.title_zh, each.why, each.why_zh, each.severity)
    for code in NOTICES:
        titles = [say(lang, f"title_{code}") for lang in ("en", "zh")]
        abouts = [say(lang, f"about_{code}") for lang in ("en", "zh")]
        name, severity = _NOTICES[code]
        yield Rule(code, name, titles[0], titles[1], abouts[0], abouts[1], severity)


def details(entry: Entry, lang: Lang) -> list[str]:
    """The evidence of an entry, a line each: every number with its part and place, the arithmetic, the corrections."""
    lines = [f"{role(lang, each.role)}: {each.quote} ({entry.where(each)})" for each in entry.places if each.quote]
    finding = entry.finding
    if finding is None:
        return lines
    if finding.formula:
        lines.append(flat(finding.formula))
    if finding.rounding:
        lines.append(say(lang, f"rounding_{finding.rounding}"))
    repairs = ((flat(each.printed), flat(each.proposed)) for each in finding.repairs[:REPAIRS])
    return [*lines, *(say(lang, "ci_right_if", printed=old, proposed=new) for old, new in repairs)]


def accepted(entry: Entry, lang: Lang) -> str:
    """Why an entry fails nothing: the waiver with its reason, owner and last day, or the baseline; else nothing."""
    if entry.finding is None or entry.state == "open":
        return ""
    waiver = entry.finding.waiver
    if waiver is None:
        return say(lang, "known")
    return say(lang, "waived", reason=flat(waiver.reason), owner=flat(waiver.owner), expires=waiver.expires)


def _entry(finding: Finding, path: Path, places: tuple[Place, ...], failing: Sequence[Severity]) -> Entry:
    state: State = "waived" if finding.waiver is not None else "known" if finding.known else "open"
    fails = state == "open" and finding.severity in failing
    return Entry(
        finding.finding_id, finding.code, finding.severity, finding.message, finding.message_zh, path, places, state,
        fails, finding,
    )  # fmt: skip


def _places(finding: Finding, document: Document) -> tuple[Place, ...]:
    """The numbers of a finding; the last in the text is the one that it is reported at."""
    claims = [role.claim for role in finding.roles]
    main = max(claims, key=lambda claim: claim.char_start, default=None)
    return _ordered(finding, main, lambda claim: _place(claim, claim.place, document.path, document))


def _between(finding: Finding, pair: Comparison, by_source: Mapping[str, Document]) -> tuple[Place, ...]:
    """The numbers of a finding between two reports; it is reported at the last one of the later report."""
    editions = {each.sha256[:8]: each for each in (pair.earlier, pair.later)}
    claims = [role.claim for role in finding.roles]
    ours = [claim for claim in claims if claim.claim_id.startswith(pair.later.sha256[:8])]
    main = max(ours or claims, key=lambda claim: claim.char_start, default=None)

    def place(claim: Claim) -> Place:
        edition = editions[claim.claim_id.partition(":")[0]]
        document = by_source.get(edition.sha256)
        label = claim.place.removeprefix(f"{edition.name}:")
        if document is None:
            return _place(claim, label, Path(edition.name), None, edition.text)
        return _place(claim, label, document.path, document)

    return _ordered(finding, main, place)


def _ordered(finding: Finding, main: Claim | None, place: Callable[[Claim], Place]) -> tuple[Place, ...]:
    places = [(role.claim is main, place(role.claim), role.name) for role in finding.roles]
    ordered = sorted(places, key=lambda each: not each[0])
    return tuple(replace(each, role=name) for _, each, name in ordered)


def _place(claim: Claim, label: str, path: Path, document: Document | None, text: str = "") -> Place:
    report = document.report if document is not None else None
    if document is not None and report is not None:
        if report.document.format == "text":
            return in_file(claim, label, path, report.document, document.source)
        text = report.document.text
    page = _ON_PAGE.fullmatch(label)
    return in_text(claim, label, path, text, int(page[1]) if page else None)


def _noticed(notice: Notice, failing: Sequence[Severity]) -> Entry:
    file, _, line = notice.place.rpartition(":")
    known = {key: shown(str(value)) for key, value in notice.values.items()}
    english, chinese = (say(lang, f"notice_{notice.key}", **known) for lang in ("en", "zh"))
    identity = "\n".join([notice.code, *(f"{key}={value}" for key, value in sorted(known.items()))])
    mark = "n" + blake2b(identity.encode("utf-8", "replace"), digest_size=5).hexdigest()
    place = Place(Path(file), f"{line}", line=int(line or 1))
    fails = notice.severity in failing
    return Entry(mark, notice.code, notice.severity, english, chinese, Path(file), (place,), fails=fails)


def _numbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries in order, those of one id and path told apart by an ordinal."""
    taken: set[tuple[Path, str]] = set()
    for each in entries:
        mark, ordinal = each.id, 1
        while (each.path, mark) in taken:
            ordinal += 1
            mark = f"{each.id}-{ordinal}"
        taken.add((each.path, mark))
        yield each if mark == each.id else replace(each, id=mark)
