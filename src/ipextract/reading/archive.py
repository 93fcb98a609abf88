"""An archive as Office writes it: entries read one by one with bounds, XML parsed without anything from outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from ipextract.reading.limits import Limits
from ipextract.reading.wire import Refusal

_BLOCK = 1 << 20
_SMALL = 1 << 20
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, OverflowError)


class Archive:
    """A ZIP file in memory; Refusal for one that is cut off, damaged, encrypted, or would unfold to too much."""

    __slots__ = ("_entries", "_limits", "_read", "_zip")

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits, self._read = limits, 0
        if b"PK\x05\x06" not in data[-(1 << 16) - 22 :]:
            raise Refusal("truncated", "the directory at the end of the archive is missing")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise Refusal("damaged", f"the archive cannot be opened ({error})") from error
        entries = self._zip.infolist()
        if len(entries) > limits.archive_entries:
            raise Refusal("limit", f"the archive has {len(entries)} entries, the limit is {limits.archive_entries}")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._admit(entry)

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
            raise Refusal("damaged", f"an entry of the archive leads out of it: {name[:80]!r}")
        if entry.flag_bits & 0x1:
            raise Refusal("encrypted", "the archive is locked with a password")
        if name in self._entries:
            raise Refusal("damaged", f"the archive holds {name[:80]!r} twice")
        self._entries[name] = entry

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all entries, in the order of the archive."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """The content of one entry. What the archive says of its size is not believed."""
        entry, limits = self._entries[name], self._limits
        parts: list[bytes] = []
        size = 0
        most = max(_SMALL, limits.archive_ratio * entry.compress_size)
        try:
            with self._zip.open(entry) as stream:
                while part := stream.read(_BLOCK):
                    size += len(part)
                    self._read += len(part)
                    if size > most:
                        raise Refusal(
                            "limit", f"{name} unfolds to more than {most // entry.compress_size} times its size"
                        )
                    if self._read > limits.archive_bytes:
                        raise Refusal("limit", f"the archive unfolds to more than {limits.archive_bytes} bytes")
                    parts.append(part)
        except _FAULTS as error:
            raise Refusal("damaged", f"{name} cannot be read ({error})") from error
        return b"".join(parts)

    def xml(self, name: str) -> Any:
        """The root element of an entry; no entity is resolved, no document type allowed, nothing fetched."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            dtd_validation=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            limit = error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "huge" in str(error).lower()
            raise Refusal("limit" if limit else "damaged", f"{name} cannot be parsed ({error.msg})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refusal("damaged", f"{name} brings a document type (DTD), which Office never writes")
        return root

    def relations(self, name: str) -> dict[str, list[str]]:
        """The parts that a part relates to inside the archive, by the last word of the relation's type."""
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, list[str]] = {}
        for each in self.xml(place) if place in self else ():
            target, mode = each.get("Target", ""), each.get("TargetMode", "")
            if not target or mode == "External":
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(each.get("Type", "").rsplit("/", 1)[-1], []).append(path)
        return found
