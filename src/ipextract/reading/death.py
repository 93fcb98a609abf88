"""What it means when a reading process gives no answer: its bounds were reached, or the document broke it.

Both kinds of reading processes are judged here, so that one death has one name.
"""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass

# Where a process for pages says how far it is; no word about what went wrong.
PROGRESS = re.compile(rb"^([#@])(\d+)$", re.MULTILINE)
# What the C library says before it aborts for other reasons than memory.
_CORRUPTED = re.compile(rb"free\(\)|double free|malloc|corrupted|smash|assert", re.IGNORECASE)
# What is said without memory: by Python, by C++, by the loader of a library, by the allocator of lxml and OpenCV.
_STARVED = re.compile(
    rb"^MemoryError\b|bad_alloc|failed to map segment|cannot allocate memory|out of memory|insufficient memory",
    re.IGNORECASE | re.MULTILINE,
)


# A traceback that ends while modules are loaded, or that a module which cannot be had has caused.
_LOADING, _RUNNING = b", in <module>", b", in main"
_UNLOADED = re.compile(r"(?:ImportError|ModuleNotFoundError)\b")


@dataclass(frozen=True, slots=True)
class Ending:
    """Why there is no answer: an ``outcome`` of UnreadableDocument, and what is said of it."""

    outcome: str
    message: str


def died(code: int, said: bytes, *, task: str, seconds: float, memory: int) -> Ending:
    """The ending of a process with exit ``code`` (minus the signal) that ``said`` something on standard error.

    ``task`` names its work ("reading"); ``seconds`` of processor time and ``memory`` in bytes were its bounds. Raises
    RuntimeError for one that could not be loaded: that is no word about the document.
    """
    words = PROGRESS.sub(b"", said)
    sentence = words.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    if code == -_signal("SIGXCPU"):
        return Ending("limit", f"{task} took more than {seconds:g} seconds of processor time")
    if code == -_signal("SIGKILL"):
        return Ending("limit", f"the process for {task} was killed, as happens when memory runs out")
    # PDFium aborts without a word when it gets no memory.
    silent = code == -_signal("SIGABRT") and not _CORRUPTED.search(words)
    if silent or _STARVED.search(words):
        return Ending("limit", f"{task} needs more than {memory} bytes of memory")
    if _UNLOADED.match(sentence) or _loading(words):
        raise RuntimeError(f"the process for {task} cannot be loaded: {sentence}")
    message = f"the process for {task} ended with code {code}"
    return Ending("damaged", message + (f": {sentence}" if sentence else ""))


def _loading(words: bytes) -> bool:
    """True for a traceback whose innermost frame of the two is that of a module, not that of the work."""
    frames = [line for line in words.splitlines() if line.endswith((_LOADING, _RUNNING))]
    return bool(frames) and frames[-1].endswith(_LOADING)


def overdue(task: str, seconds: float) -> Ending:
    """The ending of a process that was stopped after so many seconds on the clock."""
    return Ending("limit", f"{task} took longer than {seconds:g} seconds")


def unclear(task: str, error: ValueError) -> Ending:
    """The ending of a process that came to its end and whose answer is none."""
    return Ending("damaged", f"the process for {task} gave no answer: {error}")


def _signal(name: str) -> int:
    """A signal by its name, 0 where the platform has none such."""
    return int(getattr(signal, name, 0))
