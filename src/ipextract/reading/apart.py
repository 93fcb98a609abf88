"""Both ends of the pipe to a reading child: how it is asked, how it confines itself, what its death means.

Nothing but a child process with bounds parses the bytes of a document.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
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
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    environment = {
        **os.environ,
        "PYTHONPATH": home + (os.pathsep + known if known else ""),
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    job = json.dumps({**asked.job, "limits": asdict(limits)})
    command = [sys.executable, "-P", "-m", asked.module, job]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=data, capture_output=True, timeout=asked.seconds, env=environment, check=False
        )
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


def confine(limits: Limits, seconds: float) -> None:
    """Bound memory and processor time where the platform can; the parent bounds the wall clock in any case."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, int(seconds) + 1)):
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
