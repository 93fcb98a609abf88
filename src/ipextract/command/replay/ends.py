"""The index, the workbook and the comparisons of a run against those that follow from its reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from ipextract import years
from ipextract.command import faces, pages, recorded
from ipextract.command.between import YEARS
from ipextract.command.replay.between import Between, Pair
from ipextract.command.replay.faces import against_file, against_text
from ipextract.command.replay.folder import Said, bytes_of
from ipextract.command.replay.sheets import against_workbook
from ipextract.command.replay.tables import against_json
from ipextract.command.replay.values import compared
from ipextract.command.runs import Read, notices
from ipextract.review.waivers import Accepted
from ipextract.verify import Fault
from ipextract.writing import years as records
from ipextract.years import Comparison


@dataclass(frozen=True, slots=True)
class Known:
    """What the files beside the folders of a run are made of.

    ``missing`` are the folders of documents that are not known, ``pairs`` the comparisons of the run, ``None`` where
    one of the two reports is not known. ``noticed`` is True where it is known what people had accepted, ``borne`` where
    all of it is borne out; else what differs is not known to be wrong.
    """

    reads: Sequence[Read]
    folders: Sequence[str]
    paged: Sequence[bool]
    between: Between
    pairs: Mapping[Pair, Comparison | None]
    lang: Literal["zh", "en"]
    missing: Sequence[str]
    noticed: bool
    borne: bool

    @property
    def comparisons(self) -> list[Comparison]:
        """The comparisons that are known."""
        return [each for each in self.pairs.values() if each is not None]


def against_ends(name: str, root: Path, known: Known) -> Iterator[Said]:
    """One of the files beside the folders."""
    file = root / name
    if name == YEARS:
        yield from _against_years(file, known)
        return
    unknown = [pair for pair, each in known.pairs.items() if each is None]
    left = [*known.missing, *(f"{one[:8]}-{other[:8]}" for one, other in unknown)]
    if left or (name == pages.INDEX and not known.noticed):
        values = {"files": ", ".join(left) or "waivers.toml, baseline.toml"}
        yield Said(file, Fault("", "not_known", values, incomplete=True))
    elif name == pages.INDEX:
        yield from against_file(file, _index(known), against_text, borne=known.borne)
    else:
        yield from against_file(file, _workbook(known), against_workbook, borne=known.borne)


def comparisons_of(file: Path) -> dict[Pair, list[Any]]:
    """The findings that years.json has of each two reports, as they are written; none where it cannot be read."""
    return {pair: each["findings"] for pair, each in _written(file) if isinstance(each.get("findings"), list)}


def _written(file: Path) -> list[tuple[Pair, dict[str, Any]]]:
    """The comparisons of years.json with the reports that they are of; what has no reports is left out."""
    try:
        record = recorded.parsed(file)
        found = record["comparisons"]
        return [(Pair(str(each["earlier"]["sha256"]), str(each["later"]["sha256"])), each) for each in found]
    except (recorded.Unusable, KeyError, TypeError):
        return []


def _against_years(file: Path, known: Known) -> Iterator[Said]:
    """The comparisons of the run, and those that an earlier run has left where both reports are known."""
    data = bytes_of(file)
    if data is None:
        yield Said(file, Fault("", "no_file", incomplete=True))
        return
    written = _written(file)
    wanted = [(pair, _difference(each, known)) for pair, each in known.pairs.items() if each is not None]
    ours = [each for pair, each in written if pair in known.pairs]
    faults = list(compared("comparisons", ours, [each for _, each in wanted]))
    faults = faults if known.borne and None not in known.pairs.values() else [_unborne(fault) for fault in faults]
    for pair, each in written:
        if pair in known.pairs:
            continue
        found = known.between.compared(pair)
        name = f"comparisons {pair.earlier[:8]}-{pair.later[:8]}"
        if found is None:
            faults.append(Fault(name, "not_known", {"files": f"{pair.earlier[:8]}, {pair.later[:8]}"}, incomplete=True))
        else:
            faults += [_unborne(fault) for fault in compared(name, each, _difference(found, known))]
        wanted.append((pair, each))
    listed = sorted((each for _, each in wanted), key=records.order)
    if not faults and data != records.to_bytes({"tool": "ipextract", "comparisons": listed}):
        faults = list(against_json(data, records.to_bytes({"tool": "ipextract", "comparisons": listed})))
    yield from (Said(file, fault) for fault in faults)


def _unborne(fault: Fault) -> Fault:
    return replace(fault, incomplete=True)


def _difference(each: Comparison, known: Known) -> dict[str, Any]:
    found: dict[str, Any] = records.difference_json(years.difference(each, known.between.book))
    return found


def _index(known: Known) -> bytes:
    entries = [
        pages.entry(each.path, each.report, each.unreadable, folder, known.lang)
        for each, folder in zip(known.reads, known.folders, strict=True)
    ]
    told = notices(known.reads, known.comparisons, known.between.marks.accepted or Accepted(), known.between.marks.day)
    return pages.index_of(entries, known.comparisons, known.lang, known.between.book, told)


def _workbook(known: Known) -> bytes:
    documents = zip(known.reads, known.folders, known.paged, strict=True)
    homes = {read.path: quote(f"{folder}/{pages.PAGE}") for read, folder, paged in documents if paged}
    differences = [years.difference(each, known.between.book) for each in known.comparisons]
    return faces.workbook_of(known.reads, homes, differences, known.lang)
