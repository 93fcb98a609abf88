"""The standard streams as a program can rely on them: open, and never the reason why a run ends half-way.

Only what Python itself brings along is imported here: this has to work when everything else is broken.
"""

from __future__ import annotations

import io
import os
import select
import sys
from typing import Any, Final

_IN: Final = 0
_OUT: Final = 1
_ERR: Final = 2


class PipeClosed(Exception):  # noqa: N818 - named for what happened
    """The reader of standard output has gone; click would turn the bare BrokenPipeError into exit code 1."""


class Guarded(io.FileIO):
    """A stream whose writes do not fail: what cannot be written is dropped, and ``lost`` says why.

    ``closed_before`` is True for one that only stands in for a stream that was closed. Where the reader ``counts``,
    PipeClosed says once that it has gone.
    """

    def __init__(self, handle: int, *, closed_before: bool, counts: bool) -> None:
        super().__init__(handle, "w", closefd=False)
        self._why = "it is closed" if closed_before else ""
        self._counts = counts
        self._over = closed_before
        self.lost = ""

    def write(self, data: Any, /) -> int:
        """Takes all of the data, one way or another."""
        left = memoryview(data).cast("B")
        size = len(left)
        while left and not self._over:
            left = left[self._taken(left) :]
        if left:
            self.lost = self._why
        return size

    def _taken(self, data: memoryview) -> int:
        """How much of the data could be written now."""
        try:
            done = super().write(data)
        except BrokenPipeError as gone:
            self._over = True
            if self._counts:
                raise PipeClosed from gone
            return 0
        except OSError as error:
            self._over, self._why = True, error.strerror or str(error)
            return 0
        if done is None:  # somebody else has told this stream not to wait
            select.select([], [self], [])
        return done or 0


def guarded() -> Guarded | None:
    """Puts safe streams in the place of those of the process; gives the one below standard output.

    A closed stream is opened on nothing: else the next file that is opened would take its number, and what is meant
    for people would be written into it. ``None`` where standard output is no file, as on a console of Windows.
    """
    closed = {handle for handle in (_IN, _OUT, _ERR) if not _is_open(handle)}
    for _ in closed:
        os.open(os.devnull, os.O_RDWR)
    for name, handle in (("stderr", _ERR), ("stdout", _OUT)):
        stream = getattr(sys, name)
        if stream is not None and not _is_file(stream):
            continue
        raw = Guarded(handle, closed_before=handle in closed, counts=handle == _OUT)
        setattr(
            sys,
            name,
            io.TextIOWrapper(
                io.BufferedWriter(raw),
                encoding=getattr(stream, "encoding", "utf-8"),
                errors="backslashreplace",
                newline="\n" if os.linesep == "\n" else None,
                line_buffering=handle == _ERR or raw.isatty(),
            ),
        )
        if handle == _OUT:
            return raw
    return None


def _is_open(handle: int) -> bool:
    try:
        os.fstat(handle)
    except OSError:
        return False
    return True


def _is_file(stream: object) -> bool:
    buffer = getattr(stream, "buffer", None)
    return type(getattr(buffer, "raw", buffer)) is io.FileIO
