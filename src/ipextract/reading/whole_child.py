"""The child process that touches the bytes of documents without pages: from stdin to one packed answer on stdout.

Run as ``python -m ipextract.reading.whole_child JOB`` with JOB as JSON: the format and the limits. Exit code 0 also
when the document cannot be read; any other code means that the process did not survive the document.
"""

from __future__ import annotations

import json
import sys

from ipextract.reading.docx import docx_reading
from ipextract.reading.html import html_reading
from ipextract.reading.limits import Limits
from ipextract.reading.markdown import markdown_reading
from ipextract.reading.wire import Refusal, pack

_READERS = {"docx": docx_reading, "html": html_reading, "markdown": markdown_reading}


def main() -> int:
    """Read the job and the bytes, write the answer."""
    job = json.loads(sys.argv[1])
    limits = Limits(**job["limits"])
    _confine(limits)
    data = sys.stdin.buffer.read()
    try:
        answer = pack(1, (_READERS[job["format"]](data, limits),))
    except Refusal as refusal:
        answer = pack(0, (), refusal)
    except RecursionError:
        answer = pack(0, (), Refusal("limit", "its parts are nested too deeply"))
    except MemoryError:
        answer = pack(0, (), Refusal("limit", f"reading needs more than {limits.memory} bytes of memory"))
    sys.stdout.buffer.write(answer)
    return 0


def _confine(limits: Limits) -> None:
    """Bound memory and processor time and forbid to write files, where the platform can."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    seconds = int(limits.start_seconds + limits.whole_seconds) + 1
    bounds = ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0))
    for kind, value in bounds:
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (ceiling, hard))
        except (ValueError, OSError):
            continue  # a platform that knows the limit but does not let it be set


if __name__ == "__main__":
    sys.exit(main())
