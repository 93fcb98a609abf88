"""What people look at, pages and workbook, against what follows from the reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Final, Literal

from ipextract.command import pages
from ipextract.command.replay.folder import Said, bytes_of
from ipextract.command.replay.origin import Means
from ipextract.command.replay.values import aligned, differs, one_sided
from ipextract.model import Finding, Report
from ipextract.reading import Limits
from ipextract.reading.facsimile import Facsimile
from ipextract.verify import Fault
from ipextract.writing.page import PICTURES
from ipextract.writing.speech import say

_LANG: Final = re.compile(rb'<!doctype html>\s*<html lang="(zh|en)')
_WITHIN: Final = 200
"""Bytes of a page within which it says its language."""


def against_page(
    folder: Path, report: Report, source: Path, means: Means, across: Sequence[Finding], lang: str | None
) -> Iterator[Said]:
    """The page of a report and the pictures beside it; ``across`` is what it has to tell of other years.

    ``lang`` is the language that the run is known to have written in, ``None`` where it is not known.
    """
    page, beside = folder / pages.PAGE, folder / PICTURES
    data = bytes_of(page)
    if data is None:
        yield Said(page, Fault("", "no_file", incomplete=True))
        return
    speaks = language(data)
    if lang is not None and speaks != lang:
        yield Said(page, Fault("", "other_run", incomplete=True))
    pictured, titles = f"{PICTURES}/".encode() in data, pages.titles_of(means.book)
    best: list[Fault] | None = None
    for pictures, why, proved in _drawings(report, source, means.limits, data):
        faults = list(against_text(data, pages.page_of(report, speaks, pictures, why, across, titles)))
        if not faults:
            yield from _pictures(beside, {f"p{picture.page}.webp": picture.data for picture in pictures})
            if not proved:
                yield Said(page, Fault("", "unpictured", {"reason": why}, incomplete=True))
            return
        undrawn = pictured and not pictures and bool(why)  # here it cannot be drawn
        best = best or [replace(fault, incomplete=True) if undrawn else fault for fault in faults]
    yield from (Said(page, fault) for fault in best or ())


def _drawings(
    report: Report, source: Path, limits: Limits, data: bytes
) -> Iterator[tuple[Sequence[Facsimile], str, bool]]:
    """The pictures that a page may have, with what it says of those that lack, and whether that is so here, too."""
    speaks, pictured = language(data), f"{PICTURES}/".encode() in data
    if report.document.format != "pdf":
        yield (), "", True
        return
    if not pictured:
        yield (), "", True
        before, _, after = say(speaks, "page_pictures_off", reason="\0").partition("\0")
        reasons = [line for line in data.decode("utf-8", "replace").split("<li>") if line.startswith(before)]
        for line in reasons[-1:]:
            yield (), unescape(line.partition("</li>")[0].removesuffix(after)) + after, False
    pictures, why = pages.drawn(report, source, speaks, limits)
    yield pictures, why, True


def language(page: bytes) -> Literal["zh", "en"]:
    """The language that a page says it is in; English for one that says none."""
    found = _LANG.match(page[:_WITHIN])
    return "zh" if found is not None and found[1] == b"zh" else "en"


def against_text(written: bytes, derived: bytes) -> Iterator[Fault]:
    """Every line that is another one."""
    if written == derived:
        return
    texts = [data.decode("utf-8", "replace").split("\n") for data in (written, derived)]
    told = False
    for at, one, other in aligned(*texts):
        told = True
        place = f"line {at + 1}"
        yield one_sided(place, one, other) or differs(place, one, other)
    if not told:
        yield Fault("", "other_bytes")


def against_file(
    file: Path, derived: bytes, against: Callable[[bytes, bytes], Iterator[Fault]], *, borne: bool = True
) -> Iterator[Said]:
    """A file as a whole; without ``borne`` what differs in it is not known to be wrong."""
    data = bytes_of(file)
    if data is None:
        yield Said(file, Fault("", "no_file", incomplete=True))
        return
    for fault in against(data, derived):
        yield Said(file, fault if borne else replace(fault, incomplete=True))


def _pictures(beside: Path, wanted: dict[str, bytes]) -> Iterator[Said]:
    """The pictures of pages: letters that a PDF does not bring look otherwise on another machine."""
    there = {each.name for each in beside.iterdir()} if beside.is_dir() else set()
    for name, data in wanted.items():
        written = bytes_of(beside / name)
        if written is None:
            yield Said(beside / name, Fault("", "no_file", incomplete=True))
        elif written != data:
            yield Said(beside / name, Fault("", "other_picture", incomplete=True))
    for name in sorted(there - wanted.keys()):
        yield Said(beside / name, Fault("", "extra_file"))
