"""Some pages of a PDF in a process of their own, with bounds on memory and time; every end of it has a type."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict
from threading import Semaphore

from ipextract.model import UnreadableDocument
from ipextract.reading.apart import run
from ipextract.reading.death import PROGRESS, Ending, died, overdue, unclear
from ipextract.reading.limits import Limits
from ipextract.reading.recognise import INSTALL
from ipextract.reading.wire import Answer, unpack

MENDS = {
    "encrypted": "save a copy without a password",
    "truncated": "fetch it again from its source",
    "damaged": "fetch it again from its source, or print it anew",
    "limit": "split the document or raise the limit (--limit)",
    "no-text": "scan it again, upright and at 200 dots an inch or more",
    "garbage": f"its fonts do not tell their characters; print it anew from its source, or {INSTALL}",
    "layout": "give the text of the document, or a PDF set in plain columns",
}
_TASK = "reading"


class _Lost(Exception):  # noqa: N818 - named for what happened
    """A child that gave no answer: ``outcome``, why, the page it was at, and how many there are (0 for unknown)."""

    def __init__(self, ending: Ending, page: int, count: int) -> None:
        super().__init__(ending)
        self.outcome, self.message, self.page, self.count = ending.outcome, ending.message, page, count


class Asking:
    """Asks for the pages of one document; a chunk that is lost is asked for once more, page by page."""

    __slots__ = ("_data", "_limits", "_name", "_retries")

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self._name, self._data, self._limits = name, data, limits
        # One for the document: with one a chunk, a long document of slow pages would take hours.
        self._retries = Semaphore(1)

    def pages(self, first: int, last: int) -> list[Answer]:
        """What can be read of the pages first ≤ page < last, counted from 0; UnreadableDocument otherwise."""
        try:
            return [self._ask(first, last, opening=first == 0)]
        except _Lost as lost:
            last = min(last, lost.count)
            if last - first == 1 or not lost.page or not self._retries.acquire(blocking=False):
                raise self._unreadable(lost) from lost
            suspect = lost.page - 1
        # The page it was at comes first: most often it is the one, and the others need not be read.
        answers = {suspect: self._alone(suspect)}
        for page in range(first, last):
            if page != suspect:
                answers[page] = self._alone(page)
        return [answers[page] for page in sorted(answers)]

    def _alone(self, page: int) -> Answer:
        try:
            return self._ask(page, page + 1, opening=False)
        except _Lost as lost:
            raise self._unreadable(lost) from lost

    def _unreadable(self, lost: _Lost) -> UnreadableDocument:
        where = f"page {lost.page}: " if lost.page else ""
        return UnreadableDocument(self._name, lost.outcome, where + lost.message, MENDS[lost.outcome])

    def _ask(self, first: int, last: int, *, opening: bool) -> Answer:
        """The answer of one child process; _Lost when there is none, UnreadableDocument when it says no.

        The child bounds its own processor time once it knows how many pages there are; this clock is the last resort.
        """
        limits = self._limits
        job = json.dumps({"first": first, "last": last, "opening": opening, "limits": asdict(limits)})
        seconds = limits.start_seconds + limits.busy(last - first)
        try:
            done = run("ipextract.reading.child", job, self._data, seconds)
        except subprocess.TimeoutExpired as error:
            raise _lost(overdue(_TASK, seconds), error.stderr or b"") from error
        if done.returncode:
            busy = limits.busy(min(last, _told(done.stderr)[1] or last) - first)
            ending = died(done.returncode, done.stderr, task=_TASK, seconds=busy, memory=limits.memory)
            raise _lost(ending, done.stderr)
        try:
            answer = unpack(done.stdout)
        except ValueError as error:
            raise _lost(unclear(_TASK, error), done.stderr) from error
        if answer.refusal is not None:
            outcome = answer.refusal.outcome
            mend = answer.refusal.mend or MENDS.get(outcome, "")
            raise UnreadableDocument(self._name, outcome, answer.refusal.message, mend)
        return answer


def _lost(ending: Ending, said: bytes) -> _Lost:
    return _Lost(ending, *_told(said))


def _told(said: bytes) -> tuple[int, int]:
    """The page a child was at and the number of pages, 0 for what it did not tell."""
    told = {kind: int(number) for kind, number in PROGRESS.findall(said)}
    return told.get(b"@", 0), told.get(b"#", 0)
