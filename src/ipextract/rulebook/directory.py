"""The rule files of a folder, as text, and ours with those of the user on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ipextract.files import textfile
from ipextract.files.folders import below
from ipextract.rulebook.errors import RuleError

WORD_FILES = ("words.toml", "phrases.toml", "scopes.toml", "relations.toml", "naming.toml", "years.toml")
#: Files that are one list of records with ids.
_LISTS = frozenset(
    {
        *WORD_FILES,
        "terms.toml",
        "synonyms.toml",
        "definitions.toml",
        "units.toml",
        "hedges.toml",
        "quantities.toml",
        "skips.toml",
        "indicators.toml",
        "places.toml",
        "mechanisms.toml",
    }
)


#: Before the name of a file of the user's that adds to one of ours.
OWN: Final = "own/"
_FOLDERS = ("claims/", "cues/", "checks/", "reference/")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule file: its name relative to the rules directory and its text."""

    name: str
    text: str


def read_files(directory: Path) -> dict[str, RuleFile]:
    """Every TOML file below ``directory`` by its relative name. What is hidden, as editors leave it, is no rule file.

    Raises RuleError when there is none, when one cannot be read and where one may be that nobody can reach.
    """
    if not directory.is_dir():
        raise RuleError(str(directory), 0, "no such rules directory; name one with --rules")
    inside = below(directory)
    for folder, why in inside.closed:
        raise RuleError(str(folder), 0, f"the folder cannot be searched: {why}; check the permissions")
    for folder in inside.folders:
        if folder.suffix == ".toml":
            raise RuleError(folder.relative_to(directory).as_posix(), 0, "a folder, not a file")
    for link in inside.links:
        raise RuleError(str(link), 0, "a link to a folder, which is not followed; put the folder itself there")
    found: dict[str, RuleFile] = {}
    for path in inside.files:
        place = path.relative_to(directory)
        if path.suffix == ".toml" and not any(part.startswith(".") for part in place.parts):
            name = place.as_posix()
            try:
                found[name] = RuleFile(name, textfile.text_of(path))
            except textfile.TextFault as fault:
                raise RuleError(name, fault.line, str(fault)) from fault
    if not found:
        raise RuleError(str(directory), 0, "no rule file (*.toml) in it")
    return found


def overlaid(default: Mapping[str, RuleFile], own: Mapping[str, RuleFile]) -> dict[str, RuleFile]:
    """Our files with those of the user: lists of records are added to (see ``_records``), other files take our place.

    RuleError for a file that nothing would read.
    """
    files = dict(default)
    for name, file in own.items():
        if name not in default and not name.startswith(_FOLDERS):
            known = ", ".join(sorted(n for n in default if "/" not in n))
            raise RuleError(
                name, 0, f"no rule file of this name; there are {known}, and files below claims/, cues/ and checks/"
            )
        files[OWN + name if name in default and name in _LISTS else name] = file
    return files


def line_of(text: str, needle: str) -> int:
    """The 1-based line on which ``needle`` first stands, 0 when it does not."""
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
