"""Prints what PDFs cost: processor time beside pdfplumber's for the characters alone, memory, two workers.

    python bench/pdf.py FILE [FILE ...] [--repeat N] [--json]

Each figure is the best of N fresh processes. ``reading`` ends with the Source, ``whole`` with the bytes of report.json;
both count the processes that they start. ``wall`` is that of reading with one worker and with two.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

PDFPLUMBER: Final = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for i in range(len(pdf.pages)):
        page = pdf.pages[i]
        len(page.chars)
        page.close()
"""
READING: Final = """
import sys
from pathlib import Path
from ipextract.reading import Limits, read
read(Path(sys.argv[1]), limits=Limits(workers=int(sys.argv[2])))
"""
WHOLE: Final = """
import sys
from pathlib import Path
from ipextract import pipeline
from ipextract.writing.json import to_bytes
to_bytes(pipeline.analyse_file(Path(sys.argv[1])))
"""
NOTHING: Final = "import ipextract.pipeline, ipextract.writing.json"


def main() -> int:
    """Measures the documents given and prints a table, or JSON; exit code 1 when one of them cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures: list[dict[str, Any]] = []
    failed = False
    for path in asked.files:
        try:
            figures.append({"name": path.name, **document(path, asked.repeat)})
        except subprocess.CalledProcessError as error:
            print(f"{path}: {error.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            failed = True
    print(json.dumps(figures, indent=2, ensure_ascii=False) if asked.json else table(figures))
    return int(failed)


def document(path: Path, repeat: int) -> dict[str, Any]:
    """CPU seconds of pdfplumber, of reading and of a whole run, their ratios, wall seconds with workers, peak in MB."""
    plumber, _, _ = best(repeat, PDFPLUMBER, path)
    start, _, _ = best(repeat, NOTHING, path)
    reading, one, small = best(repeat, READING, path, "1")
    _, two, _ = best(repeat, READING, path, "2")
    whole, _, peak = best(repeat, WHOLE, path)
    return {
        "pdfplumber, characters only, CPU s": round(plumber, 2),
        "reading, CPU s": round(reading, 2),
        "reading / pdfplumber": round(reading / plumber, 2),
        "whole, CPU s": round(whole, 2),
        "whole / pdfplumber": round(whole / plumber, 2),
        "whole without start-up / pdfplumber": round((whole - start) / plumber, 2),
        "one worker, wall s": round(one, 2),
        "two workers, times as fast": round(one / two, 2),
        "reading, largest process, MB": small,
        "whole, largest process, MB": peak,
    }


def best(repeat: int, code: str, path: Path, *told: str) -> tuple[float, float, float]:
    """The least CPU seconds, wall seconds and peak resident MB of a fresh process that runs ``code`` on a file."""
    # The kernel keeps one high-water mark for all children: the process reports its own and that of its children.
    report = "import resource as r; print(max(r.getrusage(w).ru_maxrss for w in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)))"
    runs = []
    for _ in range(repeat):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-c", f"{code}\n{report}", str(path), *told]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        unit = 1 if sys.platform == "darwin" else 1024
        runs.append((cpu, wall, round(int(done.stdout) * unit / 1e6, 1)))
    return min(run[0] for run in runs), min(run[1] for run in runs), min(run[2] for run in runs)


def table(figures: Sequence[dict[str, Any]]) -> str:
    """The figures as text, one document after the other."""
    lines: list[str] = []
    for each in figures:
        lines.append(str(each["name"]))
        lines += [f"  {key:<40}{value:>10,}" for key, value in each.items() if key != "name"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
