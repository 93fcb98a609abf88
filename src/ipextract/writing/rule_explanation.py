"""A record of a rule file for a person: what it is, why, its examples and counterexamples and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ipextract.rulebook.entries import Entry
from ipextract.writing.speech import Lang, name_of, printable, say

_LANGS: Final[tuple[Lang, ...]] = ("en", "zh")
_PROSE: Final = ("title", "title_zh", "note", "why", "why_zh")
_WHY: Final = ("note", "why", "why_zh")
_EXAMPLES: Final = ("examples", "counterexamples")
#: Beside the text of an example, what has to come out of it.
_EXPECTED: Final = ("claims", "edges", "period", "fields")
_KNOWN: Final = frozenset({*_PROSE, *_EXAMPLES, "id", "code"})


def explain(entry: Entry) -> str:
    """A record in full, in both languages where it has both; what else it says stands as key and value."""
    kind = both("records", entry.table)
    lines = [f"{printable(entry.id)} ({kind})  {_place(entry)}", ""]
    lines += _titles(entry)
    lines += [f"    {_flat(entry.told[key])}" for key in _WHY if entry.told.get(key)]
    if entry.told.keys() & set(_PROSE):
        lines.append("")
    lines += [f"{key}: {_flat(value)}" for key, value in entry.told.items() if key not in _KNOWN]
    for key in _EXAMPLES:
        if entry.told.get(key):
            lines += [f"{both('records', key)}:", *(f"    {each}" for each in _texts(entry.told[key]))]
    return "\n".join(lines) + "\n"


def reason(wanted: str, entries: Iterable[Entry]) -> str:
    """A reason why numbers are no claims, with a line for each rule that gives it."""
    told = [f"    {each.id}: {' / '.join(_titles(each))}  {_place(each)}" for each in entries]
    return "\n".join([f"{both('reasons', wanted)} ({both('records', 'reason')})", "", *told]) + "\n"


def _titles(entry: Entry) -> list[str]:
    """What a record is called in each language, once where they are the same."""
    return list(dict.fromkeys(_flat(entry.told[key]) for key in ("title", "title_zh") if entry.told.get(key)))


def both(group: str, key: str) -> str:
    """A name of the catalogue in English and Chinese, once where they are the same."""
    return " / ".join(dict.fromkeys(name_of(lang, group, key) for lang in _LANGS))


def labels(key: str) -> str:
    """A message in English and Chinese."""
    return " / ".join(say(lang, key) for lang in _LANGS)


def _place(entry: Entry) -> str:
    place = f"rules/{entry.file}:{entry.line}" if entry.line else f"rules/{entry.file}"
    return f"{place}, src/ipextract/{entry.told['code']}" if "code" in entry.told else place


def _texts(examples: Iterable[object]) -> Iterator[str]:
    for each in examples:
        if isinstance(each, dict):
            expected = "; ".join(_flat(each[key]) for key in _EXPECTED if each.get(key))
            yield f"{_flat(each['text'])}  -> {expected or '-'}"
        elif isinstance(each, list):
            yield " || ".join(map(_flat, each))
        else:
            yield _flat(each)


def _flat(value: object) -> str:
    """A value of a rule file in one line, safe for a terminal."""
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(part)}" for key, part in value.items())
    return " ".join(printable(str(value).lower() if isinstance(value, bool) else str(value)).split())
