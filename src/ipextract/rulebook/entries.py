"""The records of rule files as they stand there, by what the outputs print of them: for whoever explains a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import regex

from ipextract.files import textfile
from ipextract.rulebook.directory import OWN, RuleFile

#: Tables whose records are known by a name, and those that only belong to a rule.
_NAMED: Final = {"limit": "name", "place": "name"}
#: Files and folders of what reads and joins numbers.
_READING: Final = ("quantities.toml", "skips.toml", "mechanisms.toml")
_FOLDERS: Final = ("claims/", "cues/")
#: What the file of a check says of its finder.
_MECHANISM: Final = "mechanism"
_PARTS: Final = frozenset({"case", "message", "role"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a rule file: the table it stands in, its id, the name and text of the file, and what it tells.

    ``key`` is the one that its id stands under; ``line``, 1-based, is looked for when it is asked for.
    """

    table: str
    id: str
    file: str
    text: str
    key: str
    told: Mapping[str, Any]

    @property
    def line(self) -> int:
        """The line on which the record says its id, 0 where it is written in a way of its own."""
        said = regex.search(rf"\b{self.key}\s*=\s*['\"]{regex.escape(self.id)}['\"]", self.text)
        return 0 if said is None else self.text.count("\n", 0, said.start()) + 1


def entries_of(files: Iterable[tuple[str, RuleFile]], wanted: str) -> tuple[Entry, ...]:
    """The records that answer to ``wanted``, an id or the reason of skips; those of the user's files stand for ours."""
    found: dict[tuple[str, str], Entry] = {}
    ordered = sorted(files, key=lambda named: named[0].startswith(OWN))
    for _, file in ordered:
        if wanted not in file.text:
            continue
        left_out, entries = _read(file)
        found = {key: entry for key, entry in found.items() if entry.file != file.name or entry.id not in left_out}
        found |= {(each.table, each.id): each for each in entries if wanted in (each.id, each.told.get("reason"))}
    return tuple(found.values())


def ids_of(files: Iterable[tuple[str, RuleFile]]) -> frozenset[str]:
    """Every id that a record of the files has."""
    return frozenset(entry.id for _, file in files for entry in _read(file)[1])


def titles_of(files: Iterable[tuple[str, RuleFile]]) -> Mapping[str, tuple[str, str]]:
    """What reads and joins numbers is called, in English and in Chinese, by id; the user's records stand for ours."""
    # A cue and the relation that it leads to may have one id: what joins numbers is asked for.
    ordered = sorted(files, key=lambda named: (named[0].startswith(OWN), "cues/" in named[0]))
    entries = (
        entry
        for _, file in ordered
        for entry in _read(file)[1]
        if entry.table == _MECHANISM or entry.file.endswith(_READING) or any(f in entry.file for f in _FOLDERS)
    )
    entries = (entry for entry in entries if isinstance(entry.told.get("title"), str))
    return {each.id: (each.told["title"], str(each.told.get("title_zh") or each.told["title"])) for each in entries}


@lru_cache(maxsize=256)
def _read(file: RuleFile) -> tuple[frozenset[str], tuple[Entry, ...]]:
    """The ids that a file leaves out, and its records."""
    parsed = dict(textfile.tables_of(file.text))
    return frozenset(parsed.pop("without", ())), tuple(_entries(file, parsed))


def _entries(file: RuleFile, parsed: Mapping[str, Any]) -> Iterator[Entry]:
    for table, records in parsed.items():
        if table in _PARTS or not isinstance(records, list):
            continue
        key = _NAMED.get(table, "id")
        for told in records:
            identity = told.get(key) if isinstance(told, dict) else None
            if isinstance(identity, str):
                yield Entry(table, identity, file.name, file.text, key, told)
