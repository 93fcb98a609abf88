"""Measures how the time for an analysis grows with texts that are made to take long.

    python bench/growth.py [--mixed] [--above N] [FAMILY ...]

Each family of tests/growing_texts.py is a fragment said over and over. Printed are its size in characters, the seconds
of the processor for it and for four times as much, and the exponent of the growth: 1 is linear, 2 quadratic. The
largest stand first; with ``--above`` those above N only. ``--mixed`` says every stretch of up to six characters of some
sentences over and over instead, which takes long. An exponent above 1.6 is asked for again from a larger size, as in
the test: what grows within a bounded window only, such as a sentence, is linear beyond it.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from ipextract import pipeline, rulebook
from ipextract.writing.json import to_bytes

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
texts = import_module("growing_texts")

BOUND: Final = 1.6


def main() -> None:
    """Measures the families that are asked for, or all of them, and prints a line for each."""
    parser = argparse.ArgumentParser(description="How the time for an analysis grows.")
    parser.add_argument("families", nargs="*", metavar="FAMILY")
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--above", type=float, default=float("-inf"), metavar="N")
    asked = parser.parse_args()
    known = {each: texts.repeated(each) for each in texts.fragments()} if asked.mixed else dict(texts.FAMILIES)
    unknown = set(asked.families) - set(known)
    if unknown:
        parser.error(f"no family {', '.join(sorted(unknown))}")
    book = rulebook.load()
    pipeline.analyse_text(texts.HEAD, rulebook=book)
    found = {}
    for name in asked.families or known:
        found[name] = texts.settled(
            lambda text: to_bytes(pipeline.analyse_text(text, rulebook=book)), known[name], BOUND
        )
        print(f"{len(found)} of {len(asked.families or known)}", end="\r", file=sys.stderr, flush=True)
    print(f"{'family':<32}{'size':>8}{'seconds':>10}{'x 4':>10}{'exponent':>10}")
    for name, each in sorted(found.items(), key=lambda item: -item[1].exponent):
        if each.exponent > asked.above:
            print(f"{name:<32}{each.size:>8}{each.small:>10.3f}{each.large:>10.3f}{each.exponent:>10.2f}")


if __name__ == "__main__":
    main()
