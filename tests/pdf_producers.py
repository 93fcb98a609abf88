"""One little report printed by reportlab and typst, and by Chromium and LibreOffice where they are installed."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

import pdf_fixtures

FONT = "Noto Serif CJK SC"
TITLE = "云港市渔业发展统计公报"
HEADER = "云港市渔业发展统计公报 2031"
PARAGRAPHS = tuple(
    """\
2031年，全市渔业生产保持平稳，年末登记渔船4175艘，同比增长4.4%，其中钢质渔船2380艘，木质渔船1795艘，\
总吨位118120吨，平均船龄11.6年。
全年水产品总产量63.42万吨，同比增长2.7%，其中海水产品41.85万吨，淡水产品21.57万吨。渔民人均收入32560元，\
比上年增加1410元，增长4.5%，高于全省平均水平0.3个百分点。
全年新建渔港3个、泊位16个、冷库7座，完成投资5.9亿元，下降11.8%；开展安全演练126次，参加渔民3600余人次，\
检验渔船5120艘次，查处违法行为45起。
年末水产养殖面积27.36千公顷，其中池塘养殖14.08千公顷，网箱养殖2.91千公顷。良种场24家，技术推广站58个，\
全年培训渔民18240人次，发放资料9.6万份。
""".splitlines()
)
TABLE = (
    ("指标名称", "计量单位", "2031年", "比上年增长（%）"),
    ("水产品总产量", "万吨", "63.42", "2.7"),
    ("规模以上水产品加工企业主营业务收入（不含冷链物流企业）", "亿元", "1,205.77", "-2.4"),
    ("渔业船舶检验艘次", "艘次", "5,120", "0.8"),
    ("渔民人均收入", "元", "32,560", "4.5"),
)  # fmt: skip


def paragraphs(times: int) -> list[str]:
    """The paragraphs so many times over."""
    return list(PARAGRAPHS) * times


def by_reportlab(times: int = 3, *, columns: int = 1, slip: str = "", size: tuple[float, float] = A4) -> bytes:
    """The report in one or two columns; ``slip`` is a watermark set askew over every page."""
    wide, high = size
    style = ParagraphStyle(
        "body", fontName=pdf_fixtures.FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK", alignment=4
    )
    step = (wide - 136 + 24) / columns
    frames = [Frame(68 + k * step, 80, step - 24, high - 160, 0, 0, 0, 0) for k in range(columns)]

    def decorate(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont(pdf_fixtures.FONT, 9)
        canvas.drawCentredString(wide / 2, high - 40, HEADER)
        canvas.drawCentredString(wide / 2, 36, f"— {template.page} —")
        if slip:
            canvas.saveState()
            canvas.setFillGray(0.85)
            canvas.translate(wide / 2, high / 2)
            canvas.rotate(40)
            canvas.setFont(pdf_fixtures.FONT, 60)
            canvas.drawCentredString(0, 0, slip)
            canvas.restoreState()

    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=size, invariant=1)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=decorate)])
    template.build([Paragraph(text, style) for text in paragraphs(times)])
    return out.getvalue()


def table_by_reportlab(rules: Sequence[tuple[object, ...]], rows: Sequence[Sequence[str]] = TABLE) -> bytes:
    """A table whose cells wrap; ``rules`` are commands of TableStyle, its first row is repeated on every page."""
    style = ParagraphStyle("cell", fontName=pdf_fixtures.FONT, fontSize=10.5, leading=16, wordWrap="CJK")
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, invariant=1)
    template.addPageTemplates([PageTemplate(frames=[Frame(68, 80, A4[0] - 136, A4[1] - 160)])])
    cells = [[Paragraph(html.escape(cell), style) for cell in row] for row in rows]
    template.build([Table(cells, colWidths=[150, 60, 80, 120], style=TableStyle(list(rules)), repeatRows=1)])
    return out.getvalue()


def by_typst(body: str, page: str = "") -> bytes:
    """A typst document on A4 with these arguments for its page."""
    import typst

    head = f'#set text(font: "{FONT}", size: 11pt, lang: "zh", region: "cn")\n#set page(paper: "a4"{page})\n'
    par = "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.9em)\n"
    made = typst.compile((head + par + body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def table_in_typst(arguments: str, rows: Sequence[Sequence[str]] = TABLE) -> str:
    """A typst table; ``HEAD`` and ``BODY`` in the arguments stand for the cells of its first row and of the others."""
    head, *body = (", ".join(f"[{cell.replace('-', chr(92) + '-')}]" for cell in row) for row in rows)
    return "#table(" + arguments.replace("HEAD", head).replace("BODY", ", ".join(body)) + ")\n"


def page_of_html(times: int, style: str = "") -> str:
    """The report as a web page."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs(times))
    css = f"@page{{size:A4;margin:25mm}}body{{font:11pt/1.7 '{FONT}'}}p{{text-indent:2em;margin:0;text-align:justify}}"
    return f"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>{css}{style}</style>{body}"


def by_chromium(page: str, place: Path) -> bytes:
    """What Chromium prints of a web page."""
    (place / "a.html").write_text(page, "utf-8")
    command = [
        chromium() or "", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        "--no-pdf-header-footer", f"--user-data-dir={place / 'profile'}", f"--print-to-pdf={place / 'a.pdf'}",
        (place / "a.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (place / "a.pdf").read_bytes()


def by_libreoffice(page: str, place: Path) -> bytes:
    """What LibreOffice Writer prints of a web page."""
    (place / "a.html").write_text(page, "utf-8")
    command = [
        libreoffice() or "", f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
        "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(place),
        str(place / "a.html"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (place / "a.pdf").read_bytes()


def chromium() -> str | None:
    """The path of Chromium, if it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def libreoffice() -> str | None:
    """The path of LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")
