"""Changes small sound files at random and looks for anything but a report or a refusal that names the file.

    python bench/fuzz.py [--examples N] [--seed N] [--only pdf|drawing|text|raw]

``pdf``: bytes of little PDFs are turned over, cut out, doubled, moved or swapped for words of the format; ``drawing``:
the same with what a page draws, in a file that is otherwise whole. ``text``: the same with texts, which then go all the
way to report.json. ``raw``: any bytes under either name. A file that can be read must not be read as nothing.
Hypothesis makes the smallest example of what it finds; exit code 1 when it finds something.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ipextract import pipeline, rulebook
from ipextract.model import Line, UnreadableDocument
from ipextract.reading import Limits, read
from ipextract.writing.json import to_bytes

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
hostile, pdfs = import_module("hostile"), import_module("pdf_fixtures")

KINDS: Final = ("text", "raw", "drawing", "pdf")
BOUNDS: Final = Limits(memory=1 << 30, stream_bytes=64 << 20, seconds=4.0, chars=20_000)
PDFS: Final = (
    hostile.sound(),
    hostile.with_programs(),
    pdfs.prose([hostile.SENTENCE.strip() * 3] * 2, page_number="- {} -"),
    pdfs.table([["渔港", "2024年"], ["泊位", "12"], ["渔船", "4,175"]]),
    pdfs.mixed_descents("检验渔船112920艘，增长4.4%。"),
    pdfs.encrypted(""),
)
TEXTS: Final = tuple(
    (hostile.SENTENCE * 2 + "全年新建小学7所、初中5所、高中3所，共计16所，占全市的4.5%，比上年增加2所。\n").encode(
        encoding
    )
    for encoding in ("utf-8", "gb18030", "utf-16")
)
WORDS: Final = (
    *b"obj endobj stream endstream /Length /Kids /Count << >> [ ] ( ) xref trailer startxref %%EOF %PDF- null".split(),
    *b"BT ET Tj TJ Tf Td Tm Do q Q cm re f 0 R -1 99999999999 1e99 1,234.5 4.4%".split(),
    *(word.encode() for word in ("亿", "％", "一二三", "（", "～", "同比增长", "其中", "\0", "\x1b[", "\r", "\f")),
    b"\xff\xfe",
)


@st.composite
def changed(draw: st.DrawFn, sources: tuple[bytes, ...]) -> bytes:
    """One of the sources with up to four changes."""
    data = bytearray(draw(st.sampled_from(sources)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 40))
        kind = draw(st.sampled_from(("flip", "cut", "double", "move", "word", "end")))
        piece = bytes(data[at : at + length])
        if kind == "flip" and piece:
            data[at] ^= draw(st.integers(1, 255))
        elif kind == "cut":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = piece * draw(st.integers(1, 30))
        elif kind == "move":
            del data[at : at + length]
            to = draw(st.integers(0, len(data)))
            data[to:to] = piece
        elif kind == "word":
            data[at : at + draw(st.integers(0, 4))] = draw(st.sampled_from(WORDS))
        else:
            del data[-length:]
    return bytes(data)


def mended(data: bytes) -> bytes:
    """The data without what is no UTF-8, so that more of the texts can be read."""
    return data.decode("utf-8", "ignore").encode()


def judged(data: bytes, suffix: str, folder: Path, counts: dict[str, int]) -> None:
    """Read a file; AssertionError for a success without text and for a refusal that does not say of what."""
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    refusal = None
    try:
        source = read(path, limits=BOUNDS)
    except UnreadableDocument as error:
        refusal = error
    if refusal is not None:
        assert str(refusal).startswith(f"{path}: {refusal.outcome}: "), refusal  # noqa: S101
        assert refusal.message, refusal  # noqa: S101
        counts[refusal.outcome] = counts.get(refusal.outcome, 0) + 1
        return
    lines = [
        each for page in source.pages for item in page.items for each in ([item] if isinstance(item, Line) else [])
    ]
    tables = any(not isinstance(item, Line) for page in source.pages for item in page.items)
    assert tables or any(line.text.strip() for line in lines), "an empty success"  # noqa: S101
    counts["read"] = counts.get("read", 0) + 1
    if source.format == "text":
        to_bytes(pipeline.analyse_source(source, rulebook=rulebook.load()))


def fuzz(kind: str, examples: int, start: int, folder: Path) -> bool:
    """Run one kind of fuzzing and print how its files ended; true when nothing was found."""
    strategies: dict[str, tuple[st.SearchStrategy[bytes], tuple[str, ...]]] = {
        "pdf": (changed(PDFS), (".pdf",)),
        "drawing": (changed((hostile.SHOWN * 3,)).map(hostile.with_content), (".pdf",)),
        "text": (changed(TEXTS) | changed(TEXTS[:1]).map(mended), (".txt",)),
        "raw": (st.binary(max_size=400), (".pdf", ".txt")),
    }
    strategy, suffixes = strategies[kind]
    counts: dict[str, int] = {}

    def check(data: bytes) -> None:
        for suffix in suffixes:
            judged(data, suffix, folder, counts)

    bounds = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run: Callable[[], None] = seed(start)(bounds(given(strategy)(check)))
    try:
        run()
    except Exception:  # noqa: BLE001 - whatever comes out is what was looked for
        print(f"{kind}: found something")
        traceback.print_exc()
        return False
    finally:
        print(f"{kind}: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())))
    return True


def main() -> int:
    """Fuzz with what was asked for; exit code 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=KINDS)
    asked = parser.parse_args()
    kinds = [asked.only] if asked.only else KINDS
    with tempfile.TemporaryDirectory() as folder:
        fine = [fuzz(kind, asked.examples, asked.seed, Path(folder)) for kind in kinds]
    return int(not all(fine))


if __name__ == "__main__":
    sys.exit(main())
