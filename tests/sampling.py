"""Which of many alike cases a run of the tests takes: every so manieth, or all with IPEXTRACT_TEST_ALL=1."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final, TypeVar

Case = TypeVar("Case")

ALL: Final = bool(os.environ.get("IPEXTRACT_TEST_ALL"))


def some(cases: Iterable[Case], each: int = 5) -> list[Case]:
    """The first case and every ``each``-th behind it; all of them where the environment asks for all."""
    return list(cases)[:: 1 if ALL else each]
