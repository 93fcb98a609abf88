"""Some pages of a PDF in a process of their own, with bounds on memory and time; every end of it has a type."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from dataclasses import asdict
from threading import Semaphore

from ipextract.model import UnreadableDocument
from ipextract.reading.apart import run
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
_TOLD = re.compile(rb"^([#@])(\d+)$", re.MULTILINE)
# What the C library says before it aborts for other reasons than memory.
_CORRUPTED = re.compile(rb"free\(\)|double free|malloc|corrupted|smash|assert", re.IGNORECASE)


class _Lost(Exception):  # noqa: N818 - named for what happened
    """A child that gave no answer: ``outcome``, why, the page it was at, and how many there are (0 for unknown)."""

    def __init__(self, outcome: str, message: str, said: bytes) -> None:
        super().__init__(outcome, message)
        self.outcome, self.message = outcome, message
        told = {kind: int(number) for kind, number in _TOLD.findall(said)}
        self.page, self.count = told.get(b"@", 0), told.get(b"#", 0)


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
            message = f"reading took longer than {seconds:g} seconds"
            raise _Lost("limit", message, error.stderr or b"") from error
        if done.returncode:
            raise self._death(done.returncode, done.stderr, first, last)
        try:
            answer = unpack(done.stdout)
        except ValueError as error:
            raise _Lost("damaged", f"the reading process gave no answer: {error}", done.stderr) from error
        if answer.refusal is not None:
            outcome = answer.refusal.outcome
            raise UnreadableDocument(self._name, outcome, answer.refusal.message, MENDS.get(outcome, ""))
        return answer

    def _death(self, code: int, said: bytes, first: int, last: int) -> _Lost:
        """Of what a child died: of its bounds, or of the document."""
        words = _TOLD.sub(b"", said)
        sentence = words.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        if code == -_signal("SIGXCPU"):
            lost = _Lost("limit", "", said)
            seconds = self._limits.busy(min(last, lost.count or last) - first)
            lost.message = f"reading took more than {seconds:g} seconds of processor time"
            return lost
        if code == -_signal("SIGKILL"):
            return _Lost("limit", "the reading process was killed, as happens when memory runs out", said)
        # PDFium aborts without a word when it gets no memory.
        starved = code == -_signal("SIGABRT") and not _CORRUPTED.search(words)
        if starved or "MemoryError" in sentence or b"bad_alloc" in words:
            return _Lost("limit", f"reading needs more than {self._limits.memory} bytes of memory", said)
        message = f"the reading process ended with code {code}" + (f": {sentence}" if sentence else "")
        return _Lost("damaged", message, said)


def _signal(name: str) -> int:
    """A signal by its name, 0 where the platform has none such."""
    return int(getattr(signal, name, 0))
