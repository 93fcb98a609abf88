"""Files that people write for us (rules, waivers, a baseline): regular files of a sane size, as text and as tables.

The one place that knows TOML. Whatever stands where a file should be, reading it ends at once and says what it is.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

MOST: Final = 4 << 20
"""Bytes of a file that somebody writes by hand: thirty times the longest of ours."""

LARGE: Final = 1 << 30
"""Bytes of a file that this program writes itself."""

#: Tables and lists in each other; ours need three.
_DEEPEST: Final = 32
_LINE: Final = re.compile(r"line (\d+)")
# A pipe that took the place of the file would hold us up until somebody writes to it.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


class TextFault(ValueError):  # noqa: N818 - named for whose fault it is
    """What is wrong with a file and how to mend it, without its name; ``line`` is 0 where it is about all of it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def text_of(path: Path, most: int = MOST) -> str:
    """The text of a file, lines ended by line feeds, without a byte order mark. Raises TextFault."""
    data = bytes_of(path, most)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        other = " (it begins as UTF-16 does)" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
        raise TextFault(f"not UTF-8 at byte {error.start}{other}; save the file as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tables_of(text: str) -> dict[str, Any]:
    """What a text says in TOML. Raises TextFault with the line, where the parser tells one."""
    try:
        tables = tomllib.loads(text)
    except RecursionError as error:
        raise TextFault(_TOO_DEEP) from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        raise TextFault(f"no TOML: {error}", int(line[1]) if line else 0) from error
    except ValueError as error:
        raise TextFault("no TOML: a whole number with thousands of digits") from error
    level: list[Any] = [tables]
    for _ in range(_DEEPEST):
        level = [part for each in level for part in _parts(each)]
        if not level:
            return tables
    raise TextFault(_TOO_DEEP)


_TOO_DEEP: Final = f"more than {_DEEPEST} tables or lists in each other; no file of this program needs that"


def _parts(value: object) -> list[Any]:
    """The tables and lists that a value holds."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in inside if isinstance(each, dict | list)]


def bytes_of(path: Path, most: int = MOST) -> bytes:
    """What a regular file of no more than ``most`` bytes holds. Raises TextFault."""
    try:
        _regular(path.stat().st_mode)
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            _regular(os.fstat(file.fileno()).st_mode)
            data = file.read(most + 1)
    except OSError as error:
        raise TextFault(f"cannot be read: {error.strerror}; check the path and the permissions") from error
    if len(data) > most:
        raise TextFault(f"more than {most} bytes; is it the right file?")
    return data


def _regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise TextFault("a folder, not a file")
    if not stat.S_ISREG(mode):
        raise TextFault("a pipe or a device, not a file; save it as a file first")
