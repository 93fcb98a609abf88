"""Documents without pages (Word, HTML, Markdown) → Source. A child process with bounds parses their bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Literal, TypeAlias

from ipextract.model import Source, UnreadableDocument
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Answer, unpack

WholeFormat: TypeAlias = Literal["docx", "html", "markdown"]

_MENDS = {
    "encrypted": "save a copy without a password",
    "truncated": "fetch it again from its source",
    "damaged": "fetch it again from its source, or open and save it anew",
    "limit": "split the document or raise the limit",
    "empty": "check that it is whole when opened; a page that scripts build has to be printed as PDF",
    "no-text": "recognise its text first (OCR)",
    "encoding": "save it as UTF-8",
    "unsupported": "save it as .docx, as PDF, or as text in UTF-8",
}


def read_whole(name: str, digest: str, data: bytes, form: WholeFormat, limits: Limits) -> Source:
    """The paragraphs and tables of a document, as one page; raises UnreadableDocument with a typed outcome."""
    answer = _ask(name, data, form, limits)
    if answer.refusal is not None:
        outcome = answer.refusal.outcome
        mend = answer.refusal.mend or _MENDS.get(outcome, "")
        raise UnreadableDocument(name, outcome, answer.refusal.message, mend)
    return Source(name, digest, form, answer.pages, answer.issues, answer.furniture)


def _ask(name: str, data: bytes, form: WholeFormat, limits: Limits) -> Answer:
    """What a child process says of the document."""
    job = json.dumps({"format": form, "limits": asdict(limits)})
    seconds = limits.start_seconds + limits.whole_seconds
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    environment = {
        **os.environ,
        "PYTHONPATH": home + (os.pathsep + known if known else ""),
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-P", "-m", "ipextract.reading.whole_child", job]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        message = f"reading took longer than {seconds:.0f} seconds"
        raise UnreadableDocument(name, "limit", message, _MENDS["limit"]) from error
    if done.returncode != 0:
        raise _lost(name, done.returncode, done.stderr, limits)
    try:
        return unpack(done.stdout)
    except ValueError as error:
        message = f"the reading process gave no answer: {error}"
        raise UnreadableDocument(name, "damaged", message, _MENDS["damaged"]) from error


def _lost(name: str, code: int, said: bytes, limits: Limits) -> UnreadableDocument:
    """What to say of a child that died: of its bounds, or of the document."""
    last = said.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    bounds = {-getattr(signal, each) for each in ("SIGXCPU", "SIGKILL") if hasattr(signal, each)}
    if code in bounds or "MemoryError" in last or b"bad_alloc" in said:
        message = f"reading needs more than its time or {limits.memory} bytes of memory"
        return UnreadableDocument(name, "limit", message, _MENDS["limit"])
    message = f"the reading process ended with code {code}" + (f": {last}" if last else "")
    return UnreadableDocument(name, "damaged", message, _MENDS["damaged"])
