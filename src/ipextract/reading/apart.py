"""Both ends of the pipe to a reading child: how it is asked, and how it confines itself.

Nothing but a child process with bounds parses the bytes of a document.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipextract.model import UnreadableDocument
from ipextract.reading.death import Ending, died, overdue, unclear
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Answer, unpack

if TYPE_CHECKING:
    import subprocess


@dataclass(frozen=True, slots=True)
class Asked:
    """What a child is to do: the ``module`` that is run with the ``job``, and within how many seconds of its processor.

    ``task`` names it in messages; ``mends`` has for each outcome what the user can do.
    """

    module: str
    job: Mapping[str, object]
    busy: float
    task: str
    mends: Mapping[str, str]


def ask(name: str, data: bytes, asked: Asked, limits: Limits) -> Answer:
    """The answer of a child process that gets ``data`` on its standard input; UnreadableDocument when it has none.

    The child bounds its own processor time (``busy`` of its job); the clock here is the last resort.
    """
    job = json.dumps({**asked.job, "busy": asked.busy, "limits": asdict(limits)})
    from subprocess import TimeoutExpired  # noqa: PLC0415 - the child, which needs confine only, starts sooner

    seconds = limits.start_seconds + asked.busy
    try:
        done = run(asked.module, job, data, seconds)
    except TimeoutExpired as error:
        raise _lost(name, overdue(asked.task, seconds), asked) from error
    if done.returncode != 0:
        ending = died(done.returncode, done.stderr, task=asked.task, seconds=asked.busy, memory=limits.memory)
        raise _lost(name, ending, asked)
    try:
        answer = unpack(done.stdout)
    except ValueError as error:
        raise _lost(name, unclear(asked.task, error), asked) from error
    if answer.refusal is not None:
        outcome = answer.refusal.outcome
        mend = answer.refusal.mend or asked.mends.get(outcome, "")
        raise UnreadableDocument(name, outcome, answer.refusal.message, mend)
    return answer


def run(module: str, job: str, data: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """A module of ours with a job, in a process of its own; subprocess.TimeoutExpired beyond so many seconds."""
    import subprocess  # noqa: PLC0415 - see above

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


def _lost(name: str, ending: Ending, asked: Asked) -> UnreadableDocument:
    return UnreadableDocument(name, ending.outcome, ending.message, asked.mends[ending.outcome])
