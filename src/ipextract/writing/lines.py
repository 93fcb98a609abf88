"""Records → JSON with each item of a list on a line of its own, and the digest that seals them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, TypeAlias

Piece: TypeAlias = tuple[str, list[bytes] | bytes]
"""An entry of a record encoded; of a list each item."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def digest(parts: Sequence[Piece]) -> str:
    """The digest of the entries on one line, taken piece by piece."""
    sealed = blake2b(b"{", digest_size=8)
    for number, (key, value) in enumerate(parts):
        sealed.update(f'{", " if number else ""}"{key}": '.encode())
        if isinstance(value, list):
            sealed.update(b"[")
            for place, item in enumerate(value):
                sealed.update(b", " + item if place else item)
            sealed.update(b"]")
        else:
            sealed.update(value)
    sealed.update(b"}")
    return sealed.hexdigest()


def pieces(record: Mapping[str, Any]) -> list[Piece]:
    """Each entry of a record encoded, the items of a list one by one; an empty list is one piece."""
    return [
        (key, [encoded(item) for item in value] or b"[]")
        if isinstance(value, list | Iterator)
        else (key, encoded(value))
        for key, value in record.items()
    ]


def encoded(value: object) -> bytes:
    """A value as JSON on one line."""
    return _encode(value).encode("utf-8", "backslashreplace")  # a lone surrogate becomes \udcXX, which is JSON


def whole(parts: Sequence[Piece]) -> bytes:
    """The entries as a document, the items of a list a line each."""
    lines: list[bytes] = []
    for number, (key, value) in enumerate(parts):
        lines.append(f'{"," if number else "{"}\n  "{key}": '.encode())
        if isinstance(value, list):
            for place, item in enumerate(value):
                lines += [b",\n    " if place else b"[\n    ", item]
            lines.append(b"\n  ]")
        else:
            lines.append(value)
    return b"".join([*lines, b"\n}\n"])
