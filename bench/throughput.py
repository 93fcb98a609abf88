"""Prints how fast each stage is, from the text in to the JSON out, and what the command costs to start.

    python bench/throughput.py [FILE ...] [--repeat N] [--chars N] [--json]

Files are PDF or text; without any, every document of raw/ is read. The text of each is run N times in one process
after a warm-up; times are the best of N. ``--chars`` repeats a text until it has at least so many characters. Memory
is measured in a process of its own for each document.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from ipextract.rulebook import Rulebook

ROOT: Final = Path(__file__).resolve().parents[1]
STAGES: Final = (
    "reading", "layout", "mentions", "segment", "claims", "relations", "checks", "schema",
)  # fmt: skip

T = TypeVar("T")


def main() -> int:
    """Measures the documents given and prints a table, or JSON; exit code 1 when one of them cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--chars", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.memory_of:
        print(peak_of(asked.memory_of))
        return 0
    files = asked.files or sorted(p for p in (ROOT / "raw").iterdir() if p.suffix.lower() in (".pdf", ".txt"))
    figures: list[dict[str, Any]] = [{"name": "ipextract --help", **start_up()}]
    failed = False
    for path in files:
        try:
            figures.append({"name": path.name, **document(path, asked.repeat, asked.chars)})
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            failed = True
    print(json.dumps(figures, indent=2, ensure_ascii=False) if asked.json else table(figures))
    return int(failed)


def document(path: Path, repeat: int, chars: int) -> dict[str, Any]:
    """Characters a second from text to JSON and of each stage, pages a second of the file, peak memory in MB."""
    from ipextract import pipeline, rulebook
    from ipextract.writing.json import to_bytes

    book = rulebook.load()
    report, reading = best(1, lambda: pipeline.analyse_file(path, rulebook=book))
    text = report.document.text
    if chars > len(text) > 0:
        text = "\n".join([text] * (chars // len(text) + 1))
    whole, seconds = best(repeat, lambda: to_bytes(pipeline.analyse_text(text, rulebook=book)))
    found: dict[str, Any] = {
        "characters": len(text),
        "claims": len(json.loads(whole)["claims"]),
        "text to JSON, characters/s": round(len(text) / seconds),
    }
    runs = [stages(text, book) for _ in range(repeat)]
    least = {stage: min(run.get(stage, 0.0) for run in runs) for stage in runs[0]}
    for stage, spent in sorted(least.items(), key=lambda pair: -pair[1]):
        found[f"  {stage}, characters/s"] = round(len(text) / spent) if spent else None
    if report.document.format == "pdf":
        _, again = best(max(1, repeat // 2), lambda: pipeline.analyse_file(path, rulebook=book))
        found["file to report, pages/s"] = round(report.document.page_count / min(again, reading), 1)
    found["peak memory, MB"] = memory(path)
    return found


def stages(text: str, book: Rulebook) -> dict[str, float]:
    """Seconds that one analysis of the text spends in each stage, its helpers included; other seconds are ``rest``.

    Measured by wrapping the functions through which the pipeline reaches each stage, so that it needs no second copy
    of the pipeline's order.
    """
    from ipextract import pipeline
    from ipextract.writing.json import to_bytes

    spent = dict.fromkeys((*STAGES, "json", "rest"), 0.0)
    depth = 0

    def timed(stage: str, function: Callable[..., T]) -> Callable[..., T]:
        def wrapper(*args: Any, **named: Any) -> T:
            nonlocal depth
            if depth:
                return function(*args, **named)
            depth += 1
            began = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                depth -= 1
                spent[stage] += time.perf_counter() - began

        return wrapper

    kept: list[tuple[Any, str, Any]] = []
    for holder, name, function, stage in doors(pipeline):
        kept.append((holder, name, function))
        setattr(holder, name, timed(stage, function))
    try:
        began = time.perf_counter()
        report = pipeline.analyse_text(text, rulebook=book)
        analysed = time.perf_counter()
        to_bytes(report)
        spent["json"] = time.perf_counter() - analysed
        spent["rest"] = analysed - began - sum(spent[stage] for stage in STAGES)
    finally:
        for holder, name, function in kept:
            setattr(holder, name, function)
    return {stage: seconds for stage, seconds in spent.items() if seconds > 0}


def doors(pipeline: Any) -> list[tuple[Any, str, Any, str]]:
    """(holder, name, function, stage) for each stage function that the pipeline calls by name or through its module."""
    found: list[tuple[Any, str, Any, str]] = []
    for name, value in list(vars(pipeline).items()):
        if owner := stage_of(getattr(value, "__module__", None)):
            if callable(value) and not isinstance(value, type):
                found.append((pipeline, name, value, owner))
        elif type(value) is type(sys) and (owner := stage_of(value.__name__)):
            found += [
                (value, inner, function, owner)
                for inner, function in list(vars(value).items())
                if callable(function) and not isinstance(function, type) and stage_of(function.__module__) == owner
            ]
    return found


def stage_of(module: str | None) -> str | None:
    """The stage that a module belongs to, or ``None``."""
    parts = (module or "").split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "ipextract" and parts[1] in STAGES else None


def best(repeat: int, action: Callable[[], T]) -> tuple[T, float]:
    """The result of an action and its least time in seconds, after one run to warm up."""
    result = action()
    least = float("inf")
    for _ in range(repeat):
        began = time.perf_counter()
        result = action()
        least = min(least, time.perf_counter() - began)
    return result, least


def memory(path: Path) -> float:
    """Peak memory in MB of a fresh process that analyses one file, child processes of the reader included."""
    command = [sys.executable, __file__, "--memory-of", os.fspath(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak_of(path: Path) -> float:
    """Peak resident memory in MB of this process and its largest child after analysing one file."""
    from ipextract import pipeline
    from ipextract.writing.json import to_bytes

    to_bytes(pipeline.analyse_file(path))
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(sum(peaks) * unit / 1e6, 1)


def start_up(repeat: int = 5) -> dict[str, Any]:
    """CPU and wall time in milliseconds of ``ipextract --help`` and of the imports of a run, best of several."""
    shown: dict[str, Any] = {}
    for label, code in (
        ("--help", "from ipextract.command.cli import main; main(['--help'])"),
        ("import of the pipeline", "import ipextract.pipeline"),
    ):
        cpu, wall = min(_process(code) for _ in range(repeat))
        shown[f"{label}, CPU ms"] = round(cpu * 1e3)
        shown[f"{label}, wall ms"] = round(wall * 1e3)
    return shown


def _process(code: str) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall


def table(figures: Sequence[dict[str, Any]]) -> str:
    """The figures as text, one document after the other."""
    lines: list[str] = []
    for each in figures:
        lines.append(str(each["name"]))
        for key, value in each.items():
            if key != "name":
                shown = f"{value:>14,}" if isinstance(value, int | float) else f"{value!s:>14}"
                lines.append(f"  {key:<36}{shown}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
