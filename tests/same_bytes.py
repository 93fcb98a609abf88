"""The reports of every kind of PDF as checksums, to be held against those of another machine.

    python tests/same_bytes.py FOLDER [FILE ...] > CHECKSUMS

Writes the PDFs of the tests to the folder and prints for each of them and for the other files the SHA-256 of
report.json, or why the file was refused. A report has the name of its file, so the folder has to be the same for both.
``.ci/run`` does so with and without the fonts of the machine, there in another locale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path

import pdf_fixtures as pdfs
import pdf_producers as producers
from ipextract.model import UnreadableDocument
from ipextract.pipeline import analyse_file
from ipextract.writing.json import to_bytes
from pdf_kinds import KINDS

PROSE = ["全港年末登记渔船 4175 艘，同比增长 4.4%，其中钢质渔船 2,380 艘，木质渔船 1,795 艘，总吨位 118,120 吨。"] * 9
FIXTURES: dict[str, Callable[[], bytes]] = {
    "prose": lambda: pdfs.prose(PROSE, title="某港渔业年报", header="某港渔业年报 2024", page_number="— {} —"),
    "turned": lambda: pdfs.turned(PROSE, page=False),
    "page_turned": lambda: pdfs.turned(PROSE, page=True),
    "columns": lambda: pdfs.two_columns(PROSE, PROSE),
    "picture": pdfs.picture,
    "blank": pdfs.blank,
    "descents": lambda: pdfs.mixed_descents("渔船 42 艘，增长 12.5%"),
    "without_meaning": pdfs.without_meaning,
    "reportlab": producers.by_reportlab,
    "reportlab_columns": lambda: producers.by_reportlab(columns=2),
    "reportlab_table": lambda: producers.table_by_reportlab([]),
}


def files(folder: Path) -> Iterator[Path]:
    """The PDFs of the tests, written to a folder."""
    kinds = list(KINDS.items())[::6]  # the tests read all of them
    makers = {**FIXTURES, **{name: lambda make=make: make().data for name, make in kinds}}
    for name, make in makers.items():
        place = folder / f"{name}.pdf"
        place.write_bytes(make())
        yield place


def said(place: Path) -> str:
    """The checksum of the report of a file, or the refusal."""
    try:
        return f"{sha256(to_bytes(analyse_file(place))).hexdigest()}  {place.name}"
    except UnreadableDocument as refused:
        return f"{refused.outcome}  {place.name}"


def main(folder: str, *others: str) -> int:
    """Print the checksums."""
    places = [*files(Path(folder)), *map(Path, others)]
    with ProcessPoolExecutor() as pool:
        lines = list(pool.map(said, places))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
