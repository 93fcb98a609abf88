"""The child process that touches the bytes of documents without pages: from stdin to one packed answer on stdout.

Run as ``python -m ipextract.reading.whole_child JOB`` with JOB as JSON: the format and the limits. Exit code 0 also
when the document cannot be read; any other code means that the process did not survive the document.
"""

from __future__ import annotations

import json
import sys

from ipextract.reading.apart import confine
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
    confine(limits, job["busy"])
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


if __name__ == "__main__":
    sys.exit(main())
