"""How loud a misfit may be said, where the words leave room for another reading."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ipextract.model import Severity

#: The loudest that a misfit may be: as loud as its check says (None), no louder than this, or not at all (False).
Loudness: TypeAlias = Severity | Literal[False] | None
