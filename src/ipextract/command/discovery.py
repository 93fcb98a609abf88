"""Which documents the paths of a call name, and where the results of each go."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipextract.command.console import UsageFault, named
from ipextract.files.folders import below

if TYPE_CHECKING:
    from ipextract.model import Listing, UnreadableDocument
    from ipextract.review.manifest import Manifest

#: How pages and summaries that this program wrote begin: they are no reports, wherever they lie.
_OURS: Final = (b'<meta name="generator" content="ipextract">', b"## ipextract\n")
_BEGINNING: Final = 512
#: The part of a workbook that says what it is, and what ours say there.
_PROPERTIES, _TITLE = "docProps/core.xml", b"<dc:title>ipextract "
#: What programs put behind a name; a name that goes on with anything else has no ending.
_ENDING: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
#: How files begin of which their reading says what they are, whatever their names say.
_DOCUMENTS: Final = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
#: Names that a note on what was passed over has.
_NAMED: Final = 3


@dataclass(slots=True)
class Survey:
    """What the paths of a call come to: the documents, each once, in the order in which they are to be read.

    ``refused`` are those among them that need not be opened, each with the reason; ``notes`` say what was passed over
    because it is no report. ``manifest`` is what somebody says of them, and ``absent`` whether it names a file that is
    not there.
    """

    documents: list[Path] = field(default_factory=list)
    refused: dict[Path, UnreadableDocument] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    manifest: Manifest | None = None
    absent: bool = False

    def said_of(self, path: Path) -> Listing | None:
        """What a manifest says of a document."""
        return None if self.manifest is None else self.manifest.of(path)


def survey(paths: Sequence[Path]) -> Survey:
    """The documents that paths name: files as given, folders searched in name order, their sub-folders too.

    From a folder comes what has one of ``SUFFIXES``, and what has one of ``UNREAD``: whoever reads it says that it
    cannot be read, so that no file which may be a report is passed over. So does a sub-folder that cannot be searched.
    A README is no report, a name with ``~$`` is what Word leaves while a file is open, and the files of a saved web
    page (page_files beside page.html) are parts of it: none of them is taken from a folder, nor is a picture, nor what
    this program wrote itself.

    What a folder holds under such a name is named even if it is a broken link or a pipe: its reading says so. Raises
    UsageFault for a path that does not exist and for a folder without documents: nothing was there to read.
    """
    found = Survey()
    folders = [path for path in paths if _folder(path)]
    roots = [os.path.realpath(path) for path in folders]
    for path in paths:
        if path in folders:
            _search(path, roots, found)
        elif path.exists() or path.is_symlink():
            found.documents.append(path)
        else:
            raise UsageFault(f"{named(path)}: no such file or folder; check the path")
    found.documents = list(dict.fromkeys(found.documents))
    return found


def find(paths: Sequence[Path]) -> list[Path]:
    """The documents of a ``survey``."""
    return survey(paths).documents


def refusal(path: Path) -> UnreadableDocument | None:
    """Why what stands at ``path`` in a folder is not opened; ``None`` where its reading has more to say."""
    from ipextract.api import UNREAD

    if not path.is_dir():
        return _refusal(path) if path.suffix.lower() in UNREAD else None
    if path.is_symlink():
        return _linked(path)
    return next((_closed(path, why) for each, why in below(path).closed if each == path), None)


def _search(folder: Path, roots: Sequence[str], found: Survey) -> None:
    """Adds what a folder holds. ``roots`` are all folders of the call, as no link names them."""
    from ipextract.api import PICTURES, SUFFIXES, UNREAD

    inside = below(folder)
    taken = [each for each in inside.files if _may_be_report(each)]
    pictures = [each for each in taken if each.suffix.lower() in PICTURES]
    known = [each for each in taken if each.suffix.lower() in (*SUFFIXES, *UNREAD) or _is_document(each)]
    ours = {each for each in known if _ours(each)}
    documents = [each for each in known if each not in ours]
    refused = {each: _closed(each, why) for each, why in inside.closed}
    refused |= {each: _linked(each) for each in inside.links if not _inside(os.path.realpath(each), roots)}
    for each in documents:
        if each.suffix.lower() in UNREAD and (reason := _refusal(each)) is not None:
            refused[each] = reason
    documents = sorted({*documents, *refused})
    for things, why in (
        (pictures, "pictures (one is read only where it is named)"), (sorted(ours), "files that ipextract wrote"),
    ):  # fmt: skip
        if things:
            more = f" and {len(things) - _NAMED} more" if things[_NAMED:] else ""
            names = ", ".join(named(each.relative_to(folder)) for each in things[:_NAMED])
            found.notes.append(f"{named(folder)}: passed over: {len(things)} {why}: {names}{more}")
    if not documents:
        raise UsageFault(f"{named(folder)}: no {', '.join(SUFFIXES)} file in this folder; name another")
    found.documents += documents
    found.refused |= refused


def _closed(folder: Path, why: str) -> UnreadableDocument:
    from ipextract.model import UnreadableDocument

    message = f"the folder cannot be searched: {why}"
    return UnreadableDocument(str(folder), "missing", message, "check the permissions and the disk")


def _linked(folder: Path) -> UnreadableDocument:
    from ipextract.model import UnreadableDocument

    message = "a link to a folder, which is not followed"
    return UnreadableDocument(str(folder), "unsupported", message, "name that folder itself")


def _inside(place: str, roots: Sequence[str]) -> bool:
    return any(place == root or place.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name that no file can have, a folder that nobody may enter
        raise UsageFault(f"{named(path)}: {error.strerror}; check the path") from error


def _ours(path: Path) -> bool:
    """Whether this program wrote a file of a folder."""
    if path.suffix.lower() == ".xlsx":
        return _TITLE in _properties(path)
    beginning = _beginning(path)
    return any(mark in beginning for mark in _OURS)


def _is_document(path: Path) -> bool:
    """Whether a file begins like a document and has a name without an ending, as downloads have."""
    return _ENDING.fullmatch(path.suffix) is None and _beginning(path).startswith(_DOCUMENTS)


def _refusal(path: Path) -> UnreadableDocument | None:
    """Why a file that is named like one nobody reads is not opened; ``None`` where its reading has more to say.

    Many a .doc is a web page or a .docx, but a text below such a name is a web archive or a dump of a table.
    """
    from ipextract.model import UnreadableDocument

    start = _beginning(path)
    if not start or start.startswith(_DOCUMENTS) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    message = f"{path.suffix} files are not read"
    return UnreadableDocument(str(path), "unsupported", message, "save it as .docx, as PDF, or as text in UTF-8")


def _beginning(path: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, as its reading will say."""
    try:
        if not path.is_file():
            return b""  # a pipe would make us wait
        with path.open("rb") as file:
            return file.read(_BEGINNING)
    except OSError:
        return b""


def _properties(path: Path) -> bytes:
    """What a workbook says of itself; nothing where it cannot be read, as its reading will say."""
    try:
        if not path.is_file():
            return b""
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            return part.read(_BEGINNING * 4)
    except (OSError, KeyError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        return b""


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
