"""The user's cache: files that only this user may write, of what can be made anew at any time."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def cache_directory() -> Path | None:
    """The user's folder of cached files, made where it is missing; None where it cannot be or others may write it."""
    import platformdirs  # noqa: PLC0415 - many runs cache nothing

    try:
        directory = Path(platformdirs.user_cache_dir("ipextract"))
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return directory if _ours(directory) else None
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        return None


def cached(name: str) -> bytes | None:
    """What stands in a cached file, or None where there is none that only this user may write."""
    directory = cache_directory()
    if directory is None:
        return None
    try:
        return (directory / name).read_bytes() if _ours(directory / name) else None
    except OSError:
        return None


def store(name: str, data: bytes) -> None:
    """Puts ``data`` into a cached file, whole or not at all; where nothing can be cached, nothing is."""
    directory = cache_directory()
    if directory is None:
        return
    with contextlib.suppress(OSError):
        handle, made = tempfile.mkstemp(prefix=name, dir=directory)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(made).replace(directory / name)
        except OSError:
            Path(made).unlink()
            raise


def _ours(path: Path) -> bool:
    """Whether only this user may write ``path``; where users have no numbers, their folders are their own."""
    if not hasattr(os, "getuid"):
        return True
    stat = path.stat()
    return stat.st_uid == os.getuid() and not stat.st_mode & 0o022
