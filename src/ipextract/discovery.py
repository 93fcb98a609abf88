"""Which documents the paths of a call name, and where the results of each go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ipextract.console import UsageFault, log, named

#: How pages and summaries that this program wrote begin: they are no reports, wherever they lie.
_OURS: Final = (b'<meta name="generator" content="ipextract">', b"## ipextract\n")
_BEGINNING: Final = 512


def find(paths: Sequence[Path]) -> list[Path]:
    """The documents that paths name, each once: files as given, folders searched for ``SUFFIXES`` in name order.

    A README is no report, a name with ``~$`` is what Word leaves while a file is open, and the files of a saved web
    page (page_files beside page.html) are parts of it: none of them is taken from a folder, nor is what this program
    wrote itself.

    What a folder holds under such a name is named even if it is a broken link or a pipe: its reading says so. Raises
    UsageFault for a path that does not exist and for a folder without documents: nothing was there to read.
    """
    from ipextract.api import PICTURES, SUFFIXES, UNREAD

    found: list[Path] = []
    for path in paths:
        if _folder(path):
            inside = sorted(
                each
                for each in path.rglob("*")
                if each.suffix.lower() in SUFFIXES and _may_be_report(each) and not each.is_dir()
            )
            passed = sorted(e for e in path.rglob("*") if e.suffix.lower() in UNREAD and e.is_file())
            for each in passed:
                why = f"{each.suffix} is not read (save it as .docx, PDF or text)"
                if each.suffix.lower() in PICTURES:
                    why = "a picture is read only where it is named"
                log(f"ipextract: {named(each)}: passed over: {why}")
            ours = [each for each in inside if _ours(each)]
            if ours:
                log(f"ipextract: {named(path)}: passed over: {len(ours)} pages or summaries that ipextract wrote")
            inside = [each for each in inside if each not in set(ours)]
            if not inside:
                raise UsageFault(f"{named(path)}: no {', '.join(SUFFIXES)} file in this folder; name another")
            found += inside
        elif path.exists() or path.is_symlink():
            found.append(path)
        else:
            raise UsageFault(f"{named(path)}: no such file or folder; check the path")
    return list(dict.fromkeys(found))


def _folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name that no file can have, a folder that nobody may enter
        raise UsageFault(f"{named(path)}: {error.strerror}; check the path") from error


def _ours(path: Path) -> bool:
    """Whether this program wrote a file of a folder."""
    try:
        if not path.is_file():
            return False  # a pipe would make us wait
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        return False  # its reading says why
    return any(mark in beginning for mark in _OURS)


def _may_be_report(path: Path) -> bool:
    """Whether a file of a folder is a document of its own."""
    if path.name.startswith((".", "~$")) or path.stem.lower() == "readme":
        return False
    for folder in path.parents:
        page, mark, ending = (
            folder.name.rpartition("_") if folder.name.endswith("_files") else folder.name.rpartition(".")
        )
        if (
            mark
            and ending == "files"
            and any((folder.parent / f"{page}{each}").is_file() for each in (".html", ".htm"))
        ):
            return False
    return True


def result_folders(documents: Sequence[Path]) -> dict[Path, str]:
    """The folder below output/ for each document: its stem, its name where stems clash, numbered where names do."""
    stems = Counter(path.stem for path in documents)
    names = Counter(path.name for path in documents)
    taken: Counter[str] = Counter()
    folders: dict[Path, str] = {}
    for path in documents:
        stem, name = path.stem, path.name
        chosen = stem if stems[stem] == 1 else name
        if stems[stem] > 1 and names[name] > 1:
            taken[name] += 1
            chosen = f"{name}-{taken[name]}"
        folders[path] = chosen
    return folders
