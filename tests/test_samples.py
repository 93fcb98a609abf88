"""The sample reports in raw/: what they print, that samples/ makes them, and that only the planted faults are wrong."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import operator
import re
import tomllib
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pdfminer.pdftypes import PDFStream

ROOT = Path(__file__).resolve().parent.parent
FONT = "Noto Serif CJK SC"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_build", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = _load(ROOT / "samples" / "build.py")
ARITHMETIC: dict[str, Any] = tomllib.loads((ROOT / "samples" / "arithmetic.toml").read_text(encoding="utf-8"))
YEARS: tuple[int, ...] = build.YEARS


def _pdf(year: int) -> Path:
    return ROOT / "raw" / str(build.file_name(year))


def _pages(path: Path) -> list[str]:
    texts = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text())
            page.close()
    return texts


def _body(year: int) -> str:
    """The report text without front matter and cuts."""
    text = str(build.source(year)).split("+++\n", 2)[2]
    return text.replace(str(build.LINE_CUT), "").replace(str(build.PAGE_CUT), "")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _numbers(text: str) -> list[str]:
    return [n.replace(",", "") for n in NUMBER.findall(text)]


def _flow(pages: Iterable[str]) -> str:
    """The pages' text in one string, white space, running header and page number off."""
    return "".join(_bare("".join(page.split("\n")[1:-1])) for page in pages)


def _font_streams(path: Path) -> dict[str, str]:
    """Font name → SHA-256 of its embedded program, for every font descriptor of the file."""
    found = {}
    with pdfplumber.open(path) as pdf:
        for number in {n for xref in pdf.doc.xrefs for n in xref.get_objids()}:
            entry = pdf.doc.getobj(number)
            if isinstance(entry, dict) and str(entry.get("Type")) == "/'FontDescriptor'":
                programs = [entry[k].resolve() for k in ("FontFile", "FontFile2", "FontFile3") if k in entry]
                data = b"".join(p.get_data() for p in programs if isinstance(p, PDFStream))
                found[str(entry["FontName"])] = hashlib.sha256(data).hexdigest() if data else ""
    return found


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    typst = pytest.importorskip("typst", reason="the typst package (extra dev) is not installed")
    if FONT not in typst.Fonts().families():
        pytest.skip(f"the font {FONT} (Debian package fonts-noto-cjk) is not installed")
    directory = tmp_path_factory.mktemp("samples")
    build.build(directory)
    return directory


# --- the files in raw/ ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_pages_carry_header_and_number(year: int) -> None:
    pages = _pages(_pdf(year))
    header = build.parse(build.source(year))["header"]
    assert 6 <= len(pages) <= 12
    for number, text in enumerate(pages, 1):
        lines = text.split("\n")
        assert _bare(lines[0]) == header
        assert lines[-1] == f"— {number} —"


@pytest.mark.parametrize("year", YEARS)
def test_table_has_every_cell(year: int) -> None:
    (wanted,) = (b for b in build.parse(build.source(year))["blocks"] if b["kind"] == "table")
    with pdfplumber.open(_pdf(year)) as pdf:
        (table,) = (t for page in pdf.pages for t in page.extract_tables())
    assert [[_bare(cell or "") for cell in row] for row in table] == [wanted["head"], *wanted["rows"]]


@pytest.mark.parametrize("year", YEARS)
def test_text_is_the_source_text(year: int) -> None:
    report = build.parse(build.source(year))
    body = re.sub(r"^(#+|:) ", "", _body(year), flags=re.MULTILINE).replace("|", "")
    top = report["title"] + report["edition"] + report["number"] + report["issued"]
    assert _flow(_pages(_pdf(year))) == _bare(top + body + report["note"])


@pytest.mark.parametrize("year", YEARS)
def test_every_number_is_in_the_text_of_both_readers(year: int) -> None:
    document = pypdfium2.PdfDocument(_pdf(year))
    try:
        other = _flow(page.get_textpage().get_text_range().replace("\r\n", "\n").strip() for page in document)
    finally:
        document.close()
    for text in (_flow(_pages(_pdf(year))), other):
        missing = [n for n in NUMBER.findall(_body(year)) if n not in text]
        assert not missing


@pytest.mark.parametrize("year", YEARS)
def test_numbers_are_cut_where_the_source_says(year: int) -> None:
    source = str(build.source(year))
    pages = _pages(_pdf(year))
    lines = [_bare(line) for page in pages for line in page.split("\n")[1:-1]]
    last = {_bare(page.split("\n")[-2]) for page in pages}
    cuts = re.findall(r"(\d+)(\{/{1,2}\})(\d+)", source)
    assert cuts
    for left, mark, right in cuts:
        ends = [k for k, line in enumerate(lines[:-1]) if line.endswith(left) and lines[k + 1].startswith(right)]
        assert len(ends) == 1
        assert (lines[ends[0]] in last) == (mark == build.PAGE_CUT)


@pytest.mark.parametrize("year", YEARS)
def test_fonts_are_embedded_dates_fixed_and_file_small(year: int) -> None:
    streams = _font_streams(_pdf(year))
    assert streams
    assert all(streams.values())
    with pdfplumber.open(_pdf(year)) as pdf:
        used = {char["fontname"] for page in pdf.pages for char in page.chars}
        dates = {pdf.metadata["CreationDate"], pdf.metadata["ModDate"]}
    assert used <= {name.strip("/'") for name in streams}
    issued = build.parse(build.source(year))["date"]
    assert dates == {f"D:{issued:%Y%m%d}000000Z"}
    assert _pdf(year).stat().st_size < 1_000_000


# --- the build -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_two_builds_are_the_same_bytes(year: int, rebuilt: Path) -> None:
    assert build.typeset(year) == (rebuilt / build.file_name(year)).read_bytes()


@pytest.mark.parametrize("year", YEARS)
def test_build_gives_the_shipped_file(year: int, rebuilt: Path) -> None:
    fresh = rebuilt / build.file_name(year)
    assert _flow(_pages(fresh)) == _flow(_pages(_pdf(year)))
    with pdfplumber.open(fresh) as new, pdfplumber.open(_pdf(year)) as old:
        made_by = new.metadata["Creator"], old.metadata["Creator"]
    if made_by[0] != made_by[1] or _font_streams(fresh) != _font_streams(_pdf(year)):
        pytest.skip(f"another typst or font than the shipped file was made with: {made_by[0]}, shipped {made_by[1]}")
    assert fresh.read_bytes() == _pdf(year).read_bytes()


def test_a_text_without_front_matter_is_refused() -> None:
    with pytest.raises(ValueError, match="TOML"):
        build.parse("## heading\n")


# --- what the numbers say ------------------------------------------------------------------------------------------


def _value(expression: str) -> Fraction:
    def walk(node: ast.expr) -> Fraction:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](walk(node.left), walk(node.right))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -walk(node.operand)
        assert isinstance(node, ast.Constant)
        return Fraction(str(node.value))

    return walk(ast.parse(expression.strip(), mode="eval").body)


def _holds(says: str) -> bool:
    """Whether a line of arithmetic.toml is true; the signs are explained there."""
    parts = re.fullmatch(r"(.+) (=|~|<=|base) (.+)", says)
    assert parts, says
    left, sign, right = parts.groups()
    if sign == "=":
        return _value(left) == _value(right)
    if sign == "<=":
        return _value(left) <= _value(right)
    unit = Fraction(1, 10 ** len(right.partition(".")[2]))
    if sign == "base":
        low, high = (_value(left) / (1 + (_value(right) + step) / 100) for step in (unit, -unit))
        return floor(low) + 1 <= ceil(high) - 1
    scaled = _value(left) / unit
    rounded = floor(abs(scaled) + Fraction(1, 2)) * unit
    return (-rounded if scaled < 0 else rounded) == _value(right)


@pytest.mark.parametrize("says", [s for group in ("both", "r2024", "r2023") for s in ARITHMETIC[group]])
def test_relation_holds(says: str) -> None:
    assert _holds(says)


@pytest.mark.parametrize("fault", ARITHMETIC["faults"], ids=lambda f: f"fault{f['number']}")
def test_planted_fault_is_a_contradiction(fault: dict[str, Any]) -> None:
    assert not _holds(fault["says"])


def test_six_faults_and_each_is_documented() -> None:
    readme = (ROOT / "raw" / "README.md").read_text(encoding="utf-8")
    rows = [row for row in readme.splitlines() if re.match(r"\| \d \|", row)]
    assert [row[2] for row in rows] == [str(f["number"]) for f in ARITHMETIC["faults"]]
    for row, fault in zip(rows, ARITHMETIC["faults"], strict=True):
        _, _, name, page, printed, _, _ = (cell.strip() for cell in row.split("|"))
        assert name == build.file_name(fault["report"])
        pages = [_bare(text) for text in _pages(_pdf(fault["report"]))]
        for quote, number in zip(re.findall("`(.+?)`", printed), re.findall(r"\d+", page), strict=True):
            assert [k for k, text in enumerate(pages, 1) if _bare(quote) in text] == [int(number)]


@pytest.mark.parametrize("year", YEARS)
def test_every_number_is_related_or_listed_as_free(year: int) -> None:
    said = ARITHMETIC["both"] + ARITHMETIC[f"r{year}"]
    said += [f["says"] for f in ARITHMETIC["faults"] if f["report"] == year]
    known = {n for says in said for n in _numbers(says)} | set(ARITHMETIC[f"free{year}"])
    assert set(_numbers(_body(year))) <= known


@pytest.mark.parametrize("year", YEARS)
def test_summary_repeats_the_body_but_for_the_planted_slip(year: int) -> None:
    summary, _, body = _body(year).partition("\n## ")
    lone = {n for n in _numbers(summary) if len(n) >= 3} - set(_numbers(body))
    assert lone == ({"249"} if year == 2024 else {"84617"})
