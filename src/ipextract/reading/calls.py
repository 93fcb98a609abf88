"""Calls of PDFium that are made for every character or object: without checks that take longer than they do."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def fast(function: object, result: type, *arguments: type) -> Callable[..., Any]:
    """A function of PDFium that takes addresses and numbers as they are; a wrong one is no error, but the end."""
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
