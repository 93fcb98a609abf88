"""Everything below a folder, and what of it nobody could look into."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Below:
    """Files and sub-folders, links to folders, and folders that nobody may search, each with the reason, all sorted."""

    files: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    links: list[Path] = field(default_factory=list)
    closed: list[tuple[Path, str]] = field(default_factory=list)


def below(folder: Path) -> Below:
    """What a folder and its sub-folders hold, however deep; links to folders are named and not followed."""
    found = Below()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    path = here / entry.name
                    if not _is_folder(entry):
                        found.files.append(path)
                    elif entry.is_symlink():
                        found.links.append(path)
                    else:
                        found.folders.append(path)
                        waiting.append(path)
        except OSError as error:
            found.closed.append((here, error.strerror or str(error)))
    for each in (found.files, found.folders, found.links, found.closed):
        each.sort()
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """False for what nobody can tell, such as a link that leads back to itself: whoever opens it says what it is."""
    try:
        return entry.is_dir()
    except OSError:
        return False
