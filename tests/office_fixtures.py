"""Word files and one report in several forms, by hand: what Word itself writes is too much to see through."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from ipextract.model import Line
from ipextract.reading.wire import Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "header", "footer")

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="2x"><w:name w:val="own"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="list"/><w:pPr>
<w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="H"><w:name w:val="hid"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="HH"><w:name w:val="hid too"/><w:basedOn w:val="H"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>
"""


def said(reading: Reading) -> list[str]:
    """What a reading holds, a line of a paragraph or cell each, as ``place: text``."""
    found: list[Line] = []
    for item in reading.page.items:
        found += [item] if isinstance(item, Line) else [line for each in item.cells for line in each.lines]
    return [f"{line.place}: {line.text}" for line in found]


def run(text: str, properties: str = "") -> str:
    """A run with its text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain text becomes one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A table cell with one paragraph for each line of the text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(para(line) for line in text.splitlines() or [''])}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each the cells in a string."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """A Word file with the body and the inside of other parts (styles, numbering, footnotes, header …)."""
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    roots = {"header": "hdr", "footer": "ftr"}
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in _KINDS if kind in parts}),
    }
    for kind, inside in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{inside}</w:{root}>"
    return archive({name: text.encode() for name, text in files.items()})


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP file of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


# --- one report, four forms ----------------------------------------------------------------------------------------

TITLE = "澄江市2024年渔业工作报告"
PROSE = (
    ("一、渔船检验", 1),
    ("2024年，全市登记渔船4175艘，同比增长4.4%。其中，木船1210艘，占29.0%；钢船2965艘，占71.0%。", None),
    ("（一）检验机构", 2),
    ("全年新设检验站7个、流动点5个、服务窗口3个，合计16个。培训验船师超过240人次。", None),
    ("二、水产养殖", 1),
    ("全年水产品产量5.91万吨，比上年增加0.31万吨，实现产值12.6亿元，同比下降2.1%。", None),
)
CAPTION = "表1 各县渔船数量（单位：艘）"
ROWS = (("县", "2024年", "2023年"), ("全市", "4175", "3999"), ("东岭县", "2100", "2010"), ("西河县", "2075", "1989"))


def as_text() -> bytes:
    """The report as plain text, its table in columns parted by tabs."""
    prose = [text for text, _ in PROSE]
    return "\n".join([TITLE, *prose, CAPTION, *("\t".join(row) for row in ROWS), ""]).encode()


def as_docx() -> bytes:
    """The report as a Word file with styles."""
    styles = {None: "", 1: "1", 2: "2x"}
    prose = "".join(para(text, style=styles[level]) for text, level in PROSE)
    rows = [("".join(cell(text) for text in row)) for row in ROWS]
    return docx(para(TITLE, style="T") + prose + para(CAPTION) + table(*rows))


def as_html() -> bytes:
    """The report as a web page."""
    tags = {None: "p", 1: "h2", 2: "h3"}
    prose = "".join(f"<{tags[level]}>{text}</{tags[level]}>\n" for text, level in PROSE)
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
    table_ = f"<table><caption>{CAPTION}</caption>{rows}</table>"
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><h1>{TITLE}</h1>{prose}{table_}</body></html>"
    )
    return page.encode()


def as_markdown() -> bytes:
    """The report as Markdown."""
    marks = {None: "", 1: "## ", 2: "### "}
    rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    rows.insert(1, "|---|---|---|")
    prose = [f"{marks[level]}{text}\n" for text, level in PROSE]
    return "\n".join([f"# {TITLE}\n", *prose, f"{CAPTION}\n", *rows, ""]).encode()
