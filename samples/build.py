"""Typeset the sample reports: samples/report-YEAR.md → raw/guangzhou-ip-YEAR.pdf, the same bytes every time.

Run ``python samples/build.py [DIRECTORY]``; needs the ``typst`` package and the font Noto Serif CJK SC.
The texts are a small Markdown: TOML between ``+++`` lines, ``##`` and ``###`` headings, paragraphs, one table with its
caption on a ``: `` line. ``{/}`` cuts a number at a line end and ``{//}`` at a page end.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
YEARS = (2023, 2024)
LINE_CUT, PAGE_CUT = "{/}", "{//}"
HEADINGS = {"## ": "section", "### ": "subsection", ": ": "caption"}


def parse(text: str) -> dict[str, Any]:
    """The front matter of a report text with its ``blocks`` in order; ValueError when that is missing."""
    parts = text.split("+++\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError("a report text starts with TOML between two +++ lines")
    return {**tomllib.loads(parts[1]), "blocks": [_block(b) for b in re.split(r"\n{2,}", parts[2].strip())]}


def source(year: int) -> str:
    """The text of one year's report as written, cuts included."""
    return (HERE / f"report-{year}.md").read_text(encoding="utf-8")


def file_name(year: int) -> str:
    """The name of one year's report in raw/."""
    return f"guangzhou-ip-{year}.pdf"


def typeset(year: int) -> bytes:
    """One year's report as PDF; raises ImportError without typst and typst.TypstError for a fault in the layout."""
    import typst  # noqa: PLC0415 - the texts can be read where typst is not installed

    report = parse(source(year))
    day: datetime.date = report["date"]
    report["date"] = [day.year, day.month, day.day]
    made_at = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    content = json.dumps(report, ensure_ascii=False)
    return typst.compile(HERE / "report.typ", format="pdf", sys_inputs={"report": content}, timestamp=made_at)


def build(directory: Path) -> list[Path]:
    """Write all reports into ``directory``; returns their paths in order of year."""
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    for year in YEARS:
        path = directory / file_name(year)
        path.write_bytes(typeset(year))
        made.append(path)
    return made


def _block(text: str) -> dict[str, Any]:
    for mark, kind in HEADINGS.items():
        if text.startswith(mark):
            return {"kind": kind, "text": text.removeprefix(mark)}
    if text.startswith("|"):
        head, *rows = ([cell.strip() for cell in row.strip("|").split("|")] for row in text.splitlines())
        return {"kind": "table", "head": head, "rows": rows}
    return {"kind": "paragraph", "pieces": [piece.split(LINE_CUT) for piece in text.split(PAGE_CUT)]}


if __name__ == "__main__":
    for written in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "raw"):
        sys.stdout.write(f"{written}: {written.stat().st_size} bytes\n")
