"""The report against the file it was made from: hash, text, and the place of every quote."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract import layout, reading
from ipextract.model import PAGED, Document, UnreadableDocument
from ipextract.rulebook import Rulebook
from ipextract.verify.faults import Fault
from ipextract.verify.record import Written

_SHOWN = 12


def against_source(written: Written, path: str, rules: Rulebook) -> Iterator[Fault]:
    """What the source at ``path`` says against the report; the text is compared even where the hash differs."""
    try:
        source = reading.read(path)
    except UnreadableDocument as unreadable:
        yield Fault("document", "no_source", {"reason": str(unreadable)}, incomplete=True)
        return
    if source.sha256 != written.record["document"].get("sha256"):
        found = str(written.record["document"].get("sha256"))
        yield Fault("document.sha256", "other_source", {"written": found[:12], "found": source.sha256[:12]})
    if rules.digest != written.record.get("rules_digest"):
        found = str(written.record.get("rules_digest"))
        yield Fault("rules_digest", "other_rules", {"written": found, "found": rules.digest}, incomplete=True)
    document = layout.compose(source, rules.layout)
    if document.text != written.text:
        yield _first_difference(written.text, document)
        return
    for key, value in (("format", document.format), ("pages", document.page_count)):
        if written.record["document"].get(key) != value:
            noted = str(written.record["document"].get(key))
            yield Fault(f"document.{key}", "differs", {"written": noted, "found": str(value)})
    yield from _places(written, document)


def _first_difference(text: str, document: Document) -> Fault:
    pairs = zip(text, document.text, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(text), len(document.text)))
    page, line = document.place(at, len(document.text))
    where = f"p{page}:l{line}" if document.format in PAGED else str(line)
    around = slice(max(0, at - _SHOWN // 2), at + _SHOWN)
    return Fault(f"text {where}", "other_text", {"written": text[around], "found": document.text[around]})


def _places(written: Written, document: Document) -> Iterator[Fault]:
    """Page, line and boxes of each claim and of each piece of evidence, as the source has them."""
    placed = [(f"claims[{i}]", claim) for i, claim in enumerate(written.record["claims"])]
    for i, finding in enumerate(written.record["findings"]):
        roles = finding.get("evidence") if isinstance(finding.get("evidence"), list) else []
        placed += [(f"findings[{i}].evidence[{k}]", each) for k, each in enumerate(roles) if isinstance(each, dict)]
    for where, each in placed:
        start, end = each.get("char_start"), each.get("char_end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(document.text):
            continue  # the quote does not stand there, which is said of the claim
        page, line = document.place(start, end)
        if (each.get("page"), each.get("line")) != (page, line):
            noted = f"p{each.get('page')}:l{each.get('line')}"
            yield Fault(f"{where} {each.get('claim_id')}", "moved", {"written": noted, "found": f"p{page}:l{line}"})
        boxes = [(b.page, b.x0, b.top, b.x1, b.bottom) for b in document.rectangles(start, end)]
        if _boxes(each.get("box")) != [tuple(f"{v:.2f}" for v in box) for box in boxes]:
            yield Fault(f"{where}.box {each.get('claim_id')}", "box_moved")


def _boxes(value: object) -> list[tuple[str, ...]] | None:
    try:
        sides = ("page", "x0", "top", "x1", "bottom")
        return [tuple(f"{float(box[side]):.2f}" for side in sides) for box in value]  # type: ignore[attr-defined]
    except (TypeError, KeyError, ValueError):
        return None
