"""PDF → Source. This process looks at the bytes from outside only; a child process with bounds parses them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from ipextract.model import Issue, Source, UnreadableDocument
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Answer, unpack

_TAIL = 2048
_START = re.compile(rb"startxref\s+(\d+)")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)", re.DOTALL)
_MENDS = {
    "encrypted": "save a copy without a password",
    "truncated": "fetch it again from its source",
    "damaged": "fetch it again from its source",
    "limit": "split the document or raise the limit",
    "no-text": "recognise its text first (OCR)",
    "garbage": "its fonts do not tell their characters; print it anew from its source, or recognise its text (OCR)",
    "layout": "give the text of the document, or a PDF set in one upright column",
}


def read_pdf(name: str, digest: str, data: bytes, limits: Limits) -> Source:
    """The pages of a PDF; raises UnreadableDocument with a typed outcome, never returns part of a document."""
    _whole(name, data)
    first = _ask(name, data, 0, limits.chunk_pages, limits)
    ranges = [
        (low, min(low + limits.chunk_pages, first.count))
        for low in range(limits.chunk_pages, first.count, limits.chunk_pages)
    ]
    with ThreadPoolExecutor(max_workers=max(1, limits.workers)) as pool:
        rest = list(pool.map(lambda bounds: _ask(name, data, bounds[0], bounds[1], limits), ranges))
    answers = [first, *rest]
    pages = tuple(page for answer in answers for page in answer.pages)
    if len(pages) != first.count:
        raise UnreadableDocument(
            name, "damaged", f"{len(pages)} of {first.count} pages could be read", _MENDS["damaged"]
        )
    pictures = [number for answer in answers for number in answer.pictures]
    if not any(answer.glyphs for answer in answers):
        what = "its pages are pictures without text" if pictures else "its pages are blank"
        raise UnreadableDocument(name, "no-text", what, _MENDS["no-text"])
    issues = [issue for answer in answers for issue in answer.issues]
    if len(pictures) == len(pages):
        message = "its pages are pictures with hardly any text"
        raise UnreadableDocument(name, "no-text", message, _MENDS["no-text"])
    issues.extend(
        Issue("IPX806", f"page {number}: a picture; what is printed in it was not read", number) for number in pictures
    )
    return Source(name, digest, "pdf", pages, tuple(issues))


def _whole(name: str, data: bytes) -> None:
    """Refuse a file that was cut off: PDFium would repair it and lose pages without a word."""

    def cut(why: str) -> UnreadableDocument:
        return UnreadableDocument(name, "truncated", why, _MENDS["truncated"])

    tail = data[-_TAIL:]
    promised = _LINEARIZED.search(data[:_TAIL])
    if promised and int(promised[1]) > len(data):
        raise cut(f"the file says it has {int(promised[1])} bytes and has {len(data)}")
    if b"%%EOF" not in tail:
        raise cut("the end mark %%EOF is missing")
    starts = _START.findall(tail)
    if not starts:
        raise cut("the pointer to the table of contents (startxref) is missing")
    if int(starts[-1]) >= len(data):
        raise cut(f"the table of contents should be at byte {int(starts[-1])} of {len(data)}")


def _ask(name: str, data: bytes, first: int, last: int, limits: Limits) -> Answer:
    """What a child process reads of the pages first ≤ page < last, counted from 0."""
    job = json.dumps({"first": first, "last": last, "limits": asdict(limits)})
    seconds = limits.start_seconds + limits.seconds + limits.page_seconds * (last - first)
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    environment = {
        **os.environ,
        "PYTHONPATH": home + (os.pathsep + known if known else ""),
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-P", "-m", "ipextract.reading.child", job]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        message = f"reading pages {first + 1} to {last} took longer than {seconds:.0f} seconds"
        raise UnreadableDocument(name, "limit", message, _MENDS["limit"]) from error
    if done.returncode != 0:
        raise _lost(name, done.returncode, done.stderr, limits)
    try:
        answer = unpack(done.stdout)
    except ValueError as error:
        message = f"the reading process gave no answer: {error}"
        raise UnreadableDocument(name, "damaged", message, _MENDS["damaged"]) from error
    if answer.refusal is not None:
        outcome = answer.refusal.outcome
        raise UnreadableDocument(name, outcome, answer.refusal.message, _MENDS.get(outcome, ""))
    return answer


def _lost(name: str, code: int, said: bytes, limits: Limits) -> UnreadableDocument:
    """What to say of a child that died: of its bounds, or of the document."""
    last = said.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    bounds = {-getattr(signal, each) for each in ("SIGXCPU", "SIGKILL") if hasattr(signal, each)}
    if code in bounds or "MemoryError" in last or b"bad_alloc" in said:
        message = f"reading needs more than its time or {limits.memory} bytes of memory"
        return UnreadableDocument(name, "limit", message, _MENDS["limit"])
    message = f"the reading process ended with code {code}" + (f": {last}" if last else "")
    return UnreadableDocument(name, "damaged", message, _MENDS["damaged"])
