"""Both ends of the pipe to a reading child: how it is asked, how it confines itself, what its death means.

Nothing but a child process with bounds parses the bytes of a document.
"""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ipextract.model import UnreadableDocument
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Answer, unpack


@dataclass(frozen=True, slots=True)
class Asked:
    """What a child is to do: the ``module`` that is run with the ``job``, and within how many seconds.

    ``task`` names it in messages; ``mends`` has for each outcome what the user can do.
    """

    module: str
    job: Mapping[str, object]
    seconds: float
    task: str
    mends: Mapping[str, str]


def ask(name: str, data: bytes, asked: Asked, limits: Limits) -> Answer:
    """The answer of a child process that gets ``data`` on its standard input; UnreadableDocument when it has none."""
    job = json.dumps({**asked.job, "limits": asdict(limits)})
    try:
        done = run(asked.module, job, data, asked.seconds)
    except subprocess.TimeoutExpired as error:
        message = f"{asked.task} took longer than {asked.seconds:.0f} seconds"
        raise UnreadableDocument(name, "limit", message, asked.mends["limit"]) from error
    if done.returncode != 0:
        raise _lost(name, done.returncode, done.stderr, asked, limits)
    try:
        answer = unpack(done.stdout)
    except ValueError as error:
        message = f"the reading process gave no answer: {error}"
        raise UnreadableDocument(name, "damaged", message, asked.mends["damaged"]) from error
    if answer.refusal is not None:
        outcome = answer.refusal.outcome
        mend = answer.refusal.mend or asked.mends.get(outcome, "")
        raise UnreadableDocument(name, outcome, answer.refusal.message, mend)
    return answer


def run(module: str, job: str, data: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """A module of ours with a job, in a process of its own; subprocess.TimeoutExpired beyond so many seconds."""
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    environment = {
        **os.environ,
        "PYTHONPATH": home + (os.pathsep + known if known else ""),
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-P", "-m", module, job]
    return subprocess.run(  # noqa: S603 - our own module, no shell
        command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
    )


def confine(limits: Limits, seconds: float) -> None:
    """Bound memory and processor time where the platform can; the parent bounds the wall clock in any case.

    No file can be written, and a crash leaves no core.
    """
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: math.ceil(time.process_time() + seconds),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in bounds.items():
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (ceiling, hard))
        except (ValueError, OSError):
            continue  # a platform that knows the limit but does not let it be set


def _lost(name: str, code: int, said: bytes, asked: Asked, limits: Limits) -> UnreadableDocument:
    """What to say of a child that died: of its bounds, or of the document."""
    last = said.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    bounds = {-getattr(signal, each) for each in ("SIGXCPU", "SIGKILL") if hasattr(signal, each)}
    if code in bounds or "MemoryError" in last or b"bad_alloc" in said:
        message = f"reading needs more than its time or {limits.memory} bytes of memory"
        return UnreadableDocument(name, "limit", message, asked.mends["limit"])
    message = f"the reading process ended with code {code}" + (f": {last}" if last else "")
    return UnreadableDocument(name, "damaged", message, asked.mends["damaged"])
