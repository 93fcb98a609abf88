"""What is made of rules at every start, cached between processes: to make it anew takes longer than to read a report.

One file for each kind and version, in the user's own cache; a file that is cut, changed or written by
somebody else counts for nothing, and what it held is made anew.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import pickle
import sys
from typing import Any, Final, Generic, TypeVar

import regex

from ipextract.files.cache import cached, store

T = TypeVar("T")

#: Bytes of a file beyond which it is begun anew; ours take less than four million.
_LARGEST: Final = 16_000_000
#: Characters of a source below which making is as fast as looking up.
_SHORT: Final = 100
_DIGEST: Final = hashlib.sha256().digest_size


class _Plain(pickle.Unpickler):
    """Reads compiled patterns and plain values: no other name is looked up, whatever the file says."""

    def find_class(self, module: str, name: str) -> Any:
        if (module.rpartition(".")[2], name) != ("_regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is nothing that is cached")
        return super().find_class(module, name)


class Cache(Generic[T]):
    """Values of one kind, each by the text that it is made of; of ``version`` hangs what is made."""

    def __init__(self, name: str, kind: type[T], version: str) -> None:
        self._name = f"{name}-{version}-{sys.implementation.cache_tag}"
        self._kind = kind
        self._known: dict[bytes, bytes] | None = None
        self._new: dict[bytes, bytes] = {}

    def get(self, source: str) -> T | None:
        """What was made of ``source``, a value of the caller's own; None where it is not cached."""
        if len(source) < _SHORT:
            return None
        if self._known is None:
            self._known = self._read()
        packed = self._known.get(_key(source))
        found = None if packed is None else _unpacked(packed)
        return found if isinstance(found, self._kind) else None

    def add(self, source: str, value: T) -> None:
        """Has a value cached as it is now when this process ends, unless it cannot be read: a date in a rule file."""
        packed = pickle.dumps(value) if len(source) >= _SHORT else b""
        if _unpacked(packed) is None:
            return
        if not self._new:
            atexit.register(self.save)
        self._new[_key(source)] = packed

    def save(self) -> None:
        """Writes the file with what is new, beside what other processes have put into it by now."""
        known = self._read()
        new = {key: packed for key, packed in self._new.items() if key not in known}
        self._new.clear()
        if not new:
            return
        both = pickle.dumps(known | new)
        data = both if len(both) <= _LARGEST else pickle.dumps(new)
        store(self._name, hashlib.sha256(data).digest() + data)

    def _read(self) -> dict[bytes, bytes]:
        data = cached(self._name) or b""
        whole = hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]
        found = _unpacked(data[_DIGEST:]) if whole else None
        return found if isinstance(found, dict) else {}


def _key(source: str) -> bytes:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()


def _unpacked(data: bytes) -> object:
    """What was packed, or None: the bytes may be anybody's, and what reads them may raise anything."""
    try:
        return _Plain(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001
        return None


PATTERNS: Final[Cache[regex.Pattern[str]]] = Cache("patterns", regex.Pattern, regex.__version__)
PARSED: Final[Cache[dict[str, Any]]] = Cache("tables", dict, "1")
