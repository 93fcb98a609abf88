"""The bytes of a file: of a regular one only, taken in one go, and never more than may be."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from ipextract.model import UnreadableDocument
from ipextract.reading.limits import Limits

_WHOLE = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# A pipe that took the place of the file would hold us up until somebody writes to it.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_ABSENT = {errno.ENOENT, errno.ENOTDIR}


def content(place: Path, name: str, limits: Limits) -> bytes:
    """The whole file; raises UnreadableDocument (``missing``, ``unsupported``, ``empty``, ``limit``, ``damaged``)."""
    try:
        _regular(name, place.stat().st_mode)
        handle = os.open(place, os.O_RDONLY | _WHOLE | _AT_ONCE)
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            _regular(name, found.st_mode)
            _small(name, found.st_size, limits)
            data = file.read(limits.file_bytes + 1)
            _unchanged(name, found, os.fstat(handle))
    except OSError as error:
        raise _unread(name, error) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableDocument(name, "missing", f"no such file: {error}", "check the path") from error
    _small(name, len(data), limits)
    if not data:
        raise UnreadableDocument(name, "empty", "the file has 0 bytes", "fetch it again from its source")
    return data


def _unchanged(name: str, before: os.stat_result, after: os.stat_result) -> None:
    """Refuse a file that somebody wrote to meanwhile: half of it may be of another version."""
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        message = "it was written to while it was read"
        raise UnreadableDocument(name, "damaged", message, "wait until it is written, then run again")


def _regular(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableDocument(name, "unsupported", "a folder, not a file", "give the files inside it")
    if not stat.S_ISREG(mode):
        raise UnreadableDocument(name, "unsupported", "a pipe or a device, not a file", "save it as a file first")


def _small(name: str, size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        message = f"{size} bytes, the limit is {limits.file_bytes}"
        raise UnreadableDocument(name, "limit", message, "split the file or raise the limit (--limit)")


def _unread(name: str, error: OSError) -> UnreadableDocument:
    if error.errno in _ABSENT:
        return UnreadableDocument(name, "missing", "no such file", "check the path")
    if error.errno == errno.ELOOP:
        return UnreadableDocument(name, "missing", "a link that leads back to itself", "name the file it stood for")
    mend = "check the permissions" if error.errno in {errno.EACCES, errno.EPERM} else "check the path and the disk"
    return UnreadableDocument(name, "missing", f"cannot be read: {error.strerror}", mend)
