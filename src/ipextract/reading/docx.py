"""Word (.docx) → paragraphs and tables: the text as it stands when every tracked change is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ipextract.reading.archive import Archive
from ipextract.reading.docx_styles import Style, Styles, attribute, child, styles_of, switch, tag, value
from ipextract.reading.limits import Limits
from ipextract.reading.passages import Block, Paragraph, Sheet, SheetCell, inferior, superior, whole
from ipextract.reading.wire import Reading, Refusal

_OTHERS = {
    "workbook": "a spreadsheet (.xlsx)",
    "presentation": "a set of slides (.pptx)",
}
_KNOWN = {
    "OFD.xml": "an OFD file",
    "META-INF/container.xml": "an e-book (.epub)",
    "content.xml": "an OpenDocument file (.odt, .ods)",
    "xl/workbook.bin": "a spreadsheet (.xlsb)",
    "xl/workbook.xml": "a spreadsheet (.xlsx)",
    "ppt/presentation.xml": "a set of slides (.pptx)",
    "FixedDocSeq.fdseq": "an XPS file",
    "FixedDocumentSequence.fdseq": "an XPS file",
}
_THROUGH = frozenset((
    "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:fldSimple", "w:dir", "w:bdo", "w:customXml", "w:sdtContent",
    "w:ruby", "w:rubyBase",
))  # fmt: skip
_GONE = frozenset(("w:del", "w:moveFrom"))
_MATHS = frozenset(("m:oMath", "m:oMathPara"))
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_PICTURES = frozenset(("a:blip", "v:imagedata"))
_DRAWN = frozenset(("c:chart", "dgm:relIds"))
_PRIVATE = range(0xE000, 0xF900)


def docx_reading(data: bytes, limits: Limits) -> Reading:
    """The reading of a Word file; raises Refusal with the outcomes of UnreadableDocument."""
    archive = Archive(data, limits)
    main = _main_part(archive)
    root = archive.xml(main)
    if tag(root) != "w:document":
        kind = _OTHERS.get(root.tag.rpartition("}")[2], "no Word document")
        raise Refusal("unsupported", f"the file is {kind}")
    related = archive.relations(main)

    def part(kind: str) -> Any:
        names = [name for name in related.get(kind, ()) if name in archive]
        return archive.xml(names[0]) if names else None

    text = _Text(styles_of(part("styles"), part("numbering")))
    body = child(root, "w:body")
    blocks = list(text.blocks(body)) if body is not None else []
    for kind, one in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = part(kind)
        blocks += text.notes(notes, one) if notes is not None else []
    aside = list(text.contents)
    for kind in ("header", "footer"):
        names = [name for name in dict.fromkeys(related.get(kind, ())) if name in archive]
        aside += [(kind, _Text(text.styles).words(archive.xml(name))) for name in names]
    return whole(blocks, dict.fromkeys(aside), text.counts, limits)


def _main_part(archive: Archive) -> str:
    for known, kind in _KNOWN.items():
        if known in archive:
            raise Refusal("unsupported", f"the file is {kind}")
    related = archive.relations("").get("officeDocument", ())
    found = next((name for name in related if name in archive), "")
    if not found:
        office = "[Content_Types].xml" in archive
        if office:
            raise Refusal("damaged", "the archive lacks the main part of the document")
        raise Refusal("unsupported", "the file is a ZIP archive", "unpack it and give the documents in it")
    return found


class _Text:
    """Walks through a part and collects blocks, contents lists and what was left out.

    A paragraph whose end mark is deleted or hidden runs on in the next one, so what it says is carried there.
    """

    __slots__ = ("_boxes", "_carried", "_fields", "_style", "contents", "counts", "styles")

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.counts: Counter[str] = Counter()
        self.contents: list[tuple[str, str]] = []
        self._boxes: list[Any] = []
        self._fields: list[bool] = []
        self._carried = ""
        self._style = Style()

    def words(self, root: Any) -> str:
        """All paragraphs of a part as one line."""
        return " ".join(line.strip() for each in self.blocks(root) for line in _lines(each) if line.strip())

    def notes(self, root: Any, kind: str) -> Iterator[Paragraph]:
        """The footnotes or endnotes of their part, each with its own place; the lines that part them are none."""
        number = 0
        for note in root:
            if attribute(note, "type") not in (None, "normal"):
                continue
            number += 1
            for block in self.blocks(note):
                yield Paragraph(tuple(_lines(block)), None, f"{kind}{number}")

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The paragraphs and tables of a body, cell, note or text box; text boxes stand behind their paragraph."""
        for element in parent:
            name = tag(element)
            if name == "w:p":
                yield from self._paragraph(element)
            elif name == "w:tbl":
                yield from self._flushed()
                yield self._sheet(element)
            elif name == "w:sdt":
                yield from self._control(element)
            elif name in _THROUGH:
                yield from self.blocks(element)
            elif name == "mc:AlternateContent":
                yield from self.blocks(_chosen(element))
            elif name in ("w:altChunk", "w:subDoc"):
                self.counts["embedded"] += 1
            elif name in _MATHS:
                self.counts["formula"] += 1
        yield from self._flushed()

    def _flushed(self) -> Iterator[Paragraph]:
        if self._carried:
            yield Paragraph(tuple(self._carried.split("\n")))
            self._carried = ""

    def _control(self, element: Any) -> Iterator[Block]:
        """A content control around paragraphs; a list of contents in one is furniture."""
        properties = child(element, "w:sdtPr")
        gallery = next((each for each in _all(properties) if tag(each) == "w:docPartGallery"), None)
        content = child(element, "w:sdtContent")
        if content is None or switch(properties, "w:showingPlcHdr"):
            return
        inside = self.blocks(content)
        if gallery is not None and attribute(gallery, "val") == "Table of Contents":
            lines = [line.strip() for block in inside for line in _lines(block) if line.strip()]
            self.contents.append(("navigation", "\n".join(lines)))
        else:
            yield from inside

    def _paragraph(self, element: Any) -> Iterator[Block]:
        properties = child(element, "w:pPr")
        mark = child(properties, "w:rPr")
        style = self._style = self.styles.of(properties, "w:pStyle")
        text: list[str] = [self._carried]
        self._carried = ""
        self._fields.clear()  # an instruction that does not end here was never closed, and hides nothing
        outer, self._boxes = self._boxes, []
        self._inline(element, text)
        boxes, self._boxes = self._boxes, outer
        written = "".join(text)
        gone = mark is not None and any(tag(each) in _GONE for each in mark)
        if gone or switch(mark, "w:vanish"):
            self._carried = written
        elif style.contents:
            self.contents.append(("navigation", written.strip()))
        elif written.strip():
            if self.styles.numbered(properties, style):
                self.counts["numbered"] += 1
            yield Paragraph(tuple(written.split("\n")), self.styles.level(properties, style))
        for box in boxes:
            carried, self._carried = self._carried, ""
            yield from self.blocks(box)
            self._carried = carried

    def _inline(self, parent: Any, text: list[str]) -> None:
        for element in parent:
            name = tag(element)
            if name == "w:r":
                self._run(element, text)
            elif name in _THROUGH:
                self._inline(element, text)
            elif name in _GONE:
                self.counts["deleted"] += _says(element)
            elif name == "w:sdt":
                content = child(element, "w:sdtContent")
                if content is not None and not switch(child(element, "w:sdtPr"), "w:showingPlcHdr"):
                    self._inline(content, text)
            elif name == "mc:AlternateContent":
                self._inline(_chosen(element), text)
            elif name in _MATHS:
                self.counts["formula"] += 1

    def _run(self, run: Any, text: list[str]) -> None:
        properties = child(run, "w:rPr")
        style = self.styles.of(properties, "w:rStyle")
        # Two styles that both hide show the text again, so the standard says; the run itself has the last word.
        hidden, struck = switch(properties, "w:vanish"), switch(properties, "w:strike", "w:dstrike")
        if hidden if hidden is not None else bool(style.hidden) != bool(self._style.hidden):
            self._pass_over(run, "hidden")
        elif struck if struck is not None else bool(style.struck) != bool(self._style.struck):
            self._pass_over(run, "struck")
        else:
            written: list[str] = []
            self._content(run, written)
            raised = value(properties, "w:vertAlign") or style.raised or self._style.raised
            whole_run = "".join(written)
            text.append(
                superior(whole_run)
                if raised == "superscript"
                else inferior(whole_run)
                if raised == "subscript"
                else whole_run
            )

    def _pass_over(self, run: Any, why: str) -> None:
        """Leave out a run but for the marks of fields, whose ends may lie in other runs."""
        self.counts[why] += _says(run)
        for element in run:
            if tag(element) == "w:fldChar":
                self._field(element)

    def _content(self, run: Any, text: list[str]) -> None:
        for element in run:
            name = tag(element)
            if name == "w:fldChar":
                self._field(element)
            elif any(self._fields):
                continue
            elif name == "w:t":
                text.append(
                    " ".join((element.text or "").splitlines()) if "\n" in (element.text or "") else element.text or ""
                )
            elif name == "w:br" and attribute(element, "type") in ("page", "column"):
                continue
            elif name in _MARKS:
                text.append(_MARKS[name])
            elif name == "w:sym":
                text.append(self._symbol(element))
            elif name in ("w:drawing", "w:pict", "w:object"):
                self._drawing(element)
            elif name == "mc:AlternateContent":
                self._content(_chosen(element), text)
            elif name in _THROUGH:
                self._inline(element, text)

    def _field(self, element: Any) -> None:
        """Between begin and separate stands the field's instruction, which is not printed."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, element: Any) -> str:
        """A character by its number in a font; fonts of symbols have numbers that no other font knows."""
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            code = 0
        if not 0x20 <= code < 0x110000 or code in _PRIVATE or 0xD800 <= code < 0xE000:
            self.counts["symbol"] += 1
            return "\ufffd"
        return chr(code)

    def _drawing(self, parent: Any) -> None:
        for element in parent:
            name = tag(element)
            if name == "w:txbxContent":
                self._boxes.append(element)
            elif name in _PICTURES:
                self.counts["picture"] += 1
            elif name in _DRAWN:
                self.counts["chart"] += 1
            elif name == "o:OLEObject":
                self.counts["embedded"] += 1
            else:
                self._drawing(_chosen(element) if name == "mc:AlternateContent" else element)

    def _sheet(self, table: Any) -> Sheet:
        cells: list[SheetCell] = []
        open_cells: dict[int, int] = {}  # the column at which a cell that is merged downward stands → its index
        r = 0
        for row in _inside(table, "w:tr"):
            properties = child(row, "w:trPr")
            gone = properties is not None and any(tag(each) in _GONE for each in properties)
            if gone or switch(properties, "w:hidden"):
                self.counts["deleted" if gone else "hidden"] += _says(row)
                continue
            c = _number(value(properties, "w:gridBefore"), 0)
            still: dict[int, int] = {}
            for cell in _inside(row, "w:tc"):
                own = child(cell, "w:tcPr")
                span = _number(value(own, "w:gridSpan"), 1)
                down, across = child(own, "w:vMerge"), child(own, "w:hMerge")
                if across is not None and attribute(across, "val") != "restart" and cells and cells[-1].row == r:
                    cells[-1] = _grown(cells[-1], columns=span)
                elif down is not None and attribute(down, "val") != "restart" and c in open_cells:
                    cells[open_cells[c]] = _grown(cells[open_cells[c]], rows=1)
                    still[c] = open_cells[c]
                else:
                    deleted = child(own, "w:cellDel") is not None
                    self.counts["deleted"] += _says(cell) if deleted else 0
                    blocks = () if deleted else self._cell(cell)
                    still |= {c: len(cells)} if down is not None else {}
                    cells.append(SheetCell(r, c, 1, span, blocks))
                c += span
            open_cells = still
            r += 1
        return Sheet(tuple(cells))

    def _cell(self, cell: Any) -> tuple[Block, ...]:
        carried, self._carried = self._carried, ""
        found = tuple(self.blocks(cell))
        self._carried = carried
        return found


def _grown(cell: SheetCell, *, rows: int = 0, columns: int = 0) -> SheetCell:
    return SheetCell(cell.row, cell.column, cell.row_span + rows, cell.column_span + columns, cell.blocks)


def _number(text: str, least: int) -> int:
    return max(least, int(text)) if text.isdecimal() and len(text) < 6 else least


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those within content controls included."""
    for element in parent:
        name = tag(element)
        if name == wanted:
            yield element
        elif name == "w:sdt" or name in _THROUGH:
            yield from _inside(element, wanted)


def _chosen(alternatives: Any) -> Any:
    """What a reader of today takes of alternative contents: the first choice; the fallback says the same once more."""
    return next((each for each in alternatives if tag(each) in ("mc:Choice", "mc:Fallback")), ())


def _all(element: Any) -> Iterator[Any]:
    return element.iter() if element is not None else iter(())


def _says(element: Any) -> bool:
    """Whether there is any text in what is left out."""
    return any(tag(each) in ("w:t", "w:delText") and (each.text or "").strip() for each in element.iter())


def _lines(block: Block) -> Iterator[str]:
    """The lines of a block; of a table row by row."""
    if isinstance(block, Paragraph):
        yield from block.lines
        return
    for cell in block.cells:
        for inner in cell.blocks:
            yield from _lines(inner)
