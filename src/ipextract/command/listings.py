"""The manifests of a call: where they are found, and what there is to say of those that do not fit it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipextract.command.console import Settings, UsageFault, log, named
from ipextract.files.entries import FileFault

if TYPE_CHECKING:
    from ipextract.command.discovery import Survey
    from ipextract.review.manifest import Manifest

MANIFEST: Final = Path("reports.toml")
"""What is used where it stands in the current folder, in a folder that is named, or beside a file that is."""

#: Names that a note has.
_NAMED: Final = 3


def manifest_of(paths: Sequence[Path], settings: Settings) -> Manifest:
    """What the manifest that was named says, else those that are found. UsageFault for one that cannot be used."""
    from ipextract.review import manifest

    files = [settings.manifest] if settings.manifest is not None else _found(paths)
    try:
        return manifest.read(files)
    except FileFault as fault:
        raise UsageFault(str(fault)) from fault


def absent(found: Manifest, documents: Sequence[Path], settings: Settings) -> bool:
    """Says which entries of a manifest lead to no file; True where one does."""
    from ipextract.review import manifest

    lost = [each for each in found.beside(documents) if not manifest.there(each)]
    for each in lost:
        _say("manifest_absent", settings, place=each.place, file=each.file)
    return bool(lost)


def unmatched(found: Survey, settings: Settings) -> None:
    """Says which entries of manifests are about no document of a call; notes whether a file is absent."""
    from ipextract.review import manifest

    if found.manifest is None:
        return
    found.absent = absent(found.manifest, found.documents, settings)
    if settings.quiet:
        return
    beside = [each for each in found.manifest.beside(found.documents) if manifest.there(each)]
    for file in dict.fromkeys(each.manifest for each in beside):
        names = [each.file for each in beside if each.manifest == file]
        total = sum(each.manifest == file for each in found.manifest.listings.values())
        _say("manifest_beside", settings, file=file, n=len(names), all=total, names=_listed(names, settings))


def silent(found: Manifest, document: Path, settings: Settings) -> None:
    """Says that the manifest that was named has nothing about the one document that is read."""
    if settings.manifest is not None and not settings.quiet and found.of(document) is None:
        _say("manifest_silent", settings, file=str(settings.manifest), names=named(document))


def _found(paths: Sequence[Path]) -> list[Path]:
    """The manifests where one may stand, each once: here, then in the folders of the call in its order."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    found: dict[str, Path] = {}
    for file in (MANIFEST, *(folder / MANIFEST for folder in folders)):
        # Whatever stands there is meant: a folder or a broken link of that name must not let it go unread.
        if os.path.lexists(file):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _listed(names: Sequence[str], settings: Settings) -> str:
    from ipextract.writing.terminal import printable, say

    more = say(settings.lang, "and_more", n=len(names) - _NAMED) if names[_NAMED:] else ""
    return say(settings.lang, "comma").join(map(printable, names[:_NAMED])) + more


def _say(key: str, settings: Settings, **values: object) -> None:
    from ipextract.writing.terminal import say

    log(f"ipextract: {say(settings.lang, key, **values)}")
