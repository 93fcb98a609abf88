"""Prints every pattern that the program holds or makes while it reads reports, as JSON.

A process of its own: what was compiled before it is watched would be missed.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import regex

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ipextract"
WHOLE = frozenset({"match", "fullmatch", "prefixmatch"})
FLAGS = regex.ASCII | regex.IGNORECASE | regex.MULTILINE | regex.DOTALL | regex.VERBOSE
#: Modules that cannot be loaded without an extra, or that run when they are.
LEFT_OUT = ("__main__", "scan", "facsimile_child")
NAMES = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")

found: dict[tuple[str, int], dict[str, Any]] = {}


def keep(pattern: Any, place: str, made: str, *, anchored: bool) -> None:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    entry = {"source": source, "flags": int(pattern.flags & FLAGS), "place": place, "made": made, "anchored": anchored}
    known = found.setdefault((source, entry["flags"]), entry)
    known["anchored"] = known["anchored"] and anchored


def caller() -> str | None:
    """The line of ours that made a pattern, when it is in a function."""
    frame = sys._getframe(2)
    name = Path(frame.f_code.co_filename)
    inside = frame.f_code.co_name != "<module>" and SOURCE in name.parents
    return f"{name.relative_to(SOURCE)}:{frame.f_lineno}" if inside else None


def watched(module: Any, name: str) -> Callable[..., Any]:
    real, compiled = getattr(module, name), module.compile

    def call(pattern: Any, *rest: Any, **told: Any) -> Any:
        place = caller()
        # The rules have a judge of their own.
        if place is not None and isinstance(pattern, str | bytes) and not place.startswith("rulebook"):
            flags = told.get("flags", rest[0] if name == "compile" and rest else 0)
            keep(compiled(pattern, flags), place, "while reading", anchored=name in WHOLE)
        return real(pattern, *rest, **told)

    return call


def held(value: Any) -> Iterator[Any]:
    if isinstance(value, regex.Pattern | re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from held(each)
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))


def used() -> dict[tuple[str, str], set[str]]:
    """(module, constant) → the methods that are called on it, there and where it is imported; ``?`` for other uses."""
    ways: dict[tuple[str, str], set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        here = ".".join(("ipextract", *path.relative_to(SOURCE).with_suffix("").parts))
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        homes = {
            each.asname or each.name: node.module or ""
            for node in nodes if isinstance(node, ast.ImportFrom)
            for each in node.names
        }  # fmt: skip
        called = {id(node.value): node.attr for node in nodes if isinstance(node, ast.Attribute)}
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id.isupper():
                ways.setdefault((homes.get(node.id, here), node.id), set()).add(called.get(id(node), "?"))
    return ways


def main() -> None:
    """Loads every module, reads what reports there are, and prints what was found."""
    for module in (regex, re):
        for name in NAMES:
            setattr(module, name, watched(module, name))
    ways = used()
    package = importlib.import_module("ipextract")
    for info in pkgutil.walk_packages(package.__path__, "ipextract."):
        if info.name.endswith(LEFT_OUT):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if (info.name, name) not in ways and any(each == name for _, each in ways):
                continue  # imported from where it is looked at
            for pattern in held(value):
                anchored = ways.get((info.name, name), {"?"}) <= WHOLE
                keep(pattern, f"{info.name}.{name}", "when loaded", anchored=anchored)
    read_all()
    json.dump(sorted(found.values(), key=lambda each: (each["place"], each["source"])), sys.stdout)


def read_all() -> None:
    """Reads every text at hand, so that what is compiled in functions is compiled."""
    sys.path.insert(0, str(ROOT / "tests"))
    from growing_texts import FAMILIES
    from ipextract import pipeline, rulebook, years
    from ipextract.writing.json import to_bytes

    book = rulebook.load()
    reports = [pipeline.analyse_text(make(300), rulebook=book) for make in FAMILIES.values()]
    files = [
        *(ROOT / "tests" / "corpus").glob("*.txt"),
        *(ROOT / "samples").glob("*.md"),
        *(ROOT / "raw").glob("*.pdf"),
    ]
    for path in sorted(files):
        report = pipeline.analyse_file(path, rulebook=book)
        to_bytes(report)
        reports.append(report)
    editions = [years.edition_of(report) for report in reports if report.year]
    for one, other in years.pairs(editions, book)[:20]:
        years.difference(years.compare(one, other, book), book)


if __name__ == "__main__":
    main()
