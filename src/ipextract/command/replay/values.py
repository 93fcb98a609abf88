"""Two values of JSON, or two lists of lines, held against each other: what is other, missing, or too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final, TypeAlias

from ipextract.verify import Fault
from ipextract.writing.lines import encoded

Pair: TypeAlias = tuple[int, Any, Any]
"""A place in the written list with the written and the derived item; ``NOTHING`` where one of the two is missing."""

NOTHING: Final = object()

_SHOWN: Final = 120
_AROUND: Final = 24
_MANY: Final = 20_000
"""Items up to which the best way to pair two lists is looked for; longer ones are paired in order."""

_NAMED: Final = (
    ("finding_id",),
    ("claim_id",),
    ("char_start", "char_end", "printed"),
    ("kind", "claims"),
    ("indicator",),
    ("role", "page", "text"),
)
"""What tells one record of a list from the others, whatever else was changed in it."""


def compared(where: str, written: Any, derived: Any) -> Iterator[Fault]:
    """Every place at which a written value is not the derived one; types count, the order of keys does not."""
    if encoded(written) == encoded(derived):
        return
    if isinstance(written, dict) and isinstance(derived, dict):
        yield from _records(where, written, derived)
    elif _lists(written, derived):
        for at, one, other in aligned(written, derived):
            place = f"{where}[{at}]{_label(one if isinstance(one, dict) else other)}"
            yield from _items(place, one, other)
    else:
        yield differs(where, written, derived)


def one_sided(where: str, written: Any, derived: Any) -> Fault | None:
    """The fault of an item that only one of two lists or records has; ``None`` where both have one."""
    if written is NOTHING:
        return Fault(where, "record_missing", {"found": short(derived)})
    if derived is NOTHING:
        return Fault(where, "record_extra", {"written": short(written)})
    return None


def differs(where: str, written: Any, derived: Any) -> Fault:
    """A value that is another one, with as much of both as shows it."""
    if isinstance(written, str) and isinstance(derived, str):
        one, other = excerpts(written, derived)
        return Fault(where, "differs", {"written": one or "''", "found": other or "''"})
    return Fault(where, "differs", {"written": short(written), "found": short(derived)})


def aligned(written: Sequence[Any], derived: Sequence[Any]) -> Iterator[Pair]:
    """What is not the same in two lists, item beside item: those that follow from each other are put together."""
    ours, theirs = [encoded(each) for each in written], [encoded(each) for each in derived]
    head = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    tail = 0
    while tail < min(len(ours), len(theirs)) - head and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    ours, theirs = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if max(len(ours), len(theirs)) > _MANY:
        blocks: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(ours), 0, len(theirs))]
    else:
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for kind, first, last, begin, end in blocks:
        if kind != "equal":
            yield from _paired(head + first, written[head + first : head + last], derived[head + begin : head + end])


def excerpts(written: str, derived: str) -> tuple[str, str]:
    """What of two texts shows where they part; the whole of short ones."""
    if max(len(written), len(derived)) <= _SHOWN:
        return written, derived
    at = parting(written, derived)
    start = max(0, at - _AROUND)
    one, other = (_cut(text, start) for text in (written, derived))
    return one, other


def _cut(text: str, start: int) -> str:
    cut = text[start : start + _SHOWN]
    return f"{'...' * (start > 0)}{cut}{'...' * (start + len(cut) < len(text))}"


def parting(written: str, derived: str) -> int:
    """The offset of the first character that two texts do not share."""
    pairs = zip(written, derived, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(written), len(derived)))


def short(value: Any) -> str:
    """A value as text of one line."""
    text = value if isinstance(value, str) else encoded(value).decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _records(where: str, written: Mapping[str, Any], derived: Mapping[str, Any]) -> Iterator[Fault]:
    for key in [*derived, *(key for key in written if key not in derived)]:
        place = f"{where}.{key}" if where else key
        yield from _items(place, written.get(key, NOTHING), derived.get(key, NOTHING))


def _items(where: str, written: Any, derived: Any) -> Iterator[Fault]:
    alone = one_sided(where, written, derived)
    yield from compared(where, written, derived) if alone is None else (alone,)


def _lists(written: Any, derived: Any) -> bool:
    """True for two lists of records; lists of plain values are compared whole."""
    both = isinstance(written, list) and isinstance(derived, list)
    return both and any(isinstance(each, dict) for each in (*written, *derived))


def _paired(at: int, written: Sequence[Any], derived: Sequence[Any]) -> Iterator[Pair]:
    """Items of a block in which nothing is equal: by what names them, else in their order."""
    places: dict[object, int] = {}
    taken: set[int] = set()
    for i, each in enumerate(derived):
        if (name := _name(each)) is not None:
            places.setdefault(name, i)
    left: list[int] = []
    for i, each in enumerate(written):
        name = _name(each)
        twin = None if name is None else places.get(name)
        if name is None or twin is None:
            left.append(i)
        else:
            del places[name]
            taken.add(twin)
            yield at + i, each, derived[twin]
    others = [i for i in range(len(derived)) if i not in taken]
    for one, other in zip_longest(left, others):
        place = at + (len(written) if one is None else one)
        yield place, NOTHING if one is None else written[one], NOTHING if other is None else derived[other]


def _name(item: Any) -> bytes | str | None:
    if isinstance(item, bytes | str):
        return None
    if isinstance(item, dict):
        for keys in _NAMED:
            if all(key in item for key in keys):
                return encoded([item[key] for key in keys])
    return None


def _label(item: Any) -> str:
    """What a person knows a record by."""
    if not isinstance(item, dict):
        return ""
    keys = ("place", "finding_id", "claim_id", "kind", "role", "printed", "folder", "code", "indicator", "name")
    texts = [item[key] for key in keys if isinstance(item.get(key), str) and item[key]]
    return "".join(f" {text}" for text in texts[:2])
