"""Small reports built by hand, so that the writers and the schema are tested without the stages before them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from ipextract.checks import coverage_of
from ipextract.exact.interval import Interval, point
from ipextract.model import (
    Claim,
    Document,
    Evaluated,
    Finding,
    Furniture,
    HowRead,
    Issue,
    Mention,
    Outcome,
    PlaceBox,
    Related,
    Relation,
    Repair,
    Report,
    Role,
)

TEXT = "全年审结涉外案件5件、涉港案件8件、其他案件20件，合计30件，同比增长4.40%。办结率位居全国前列。"


def document(text: str = TEXT, name: str = "sample.pdf") -> Document:
    """A one-page document whose characters stand in one row, ten points each."""
    size = len(text)
    boxes = np.array([(10 * i, 100, 10 * i + 10, 112) for i in range(size)], dtype=np.float32).reshape(size, 4)
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        format="pdf",
        text=text,
        pages=np.ones(size, dtype=np.int32),
        lines=np.full(size, 3, dtype=np.int32),
        columns=np.arange(1, size + 1, dtype=np.int32),
        boxes=boxes,
        blocks=(),
        furniture=(Furniture("page_number", 1, "- 1 -"),),
        readers=(HowRead(1, "pdfium", "short", "pdfminer", numbers=6),),
        issues=(Issue("IPX801", "the page number was printed twice", page=1),),
    )


def claim(doc: Document, quote: str, number: str, claim_id: str, unit: str, **more: Any) -> Claim:
    """The claim of the first place where ``quote`` stands."""
    start = doc.text.index(quote)
    end = start + len(quote)
    value = Decimal(number) if number else None
    fields: dict[str, Any] = {
        "claim_id": claim_id,
        "kind": "count",
        "value": value,
        "value_high": None,
        "unit": unit,
        "interval": None if value is None else point(value),
        "nearest": None if value is None else point(value),
        "approx": "exact",
        "indicator": "审结案件",
        "scope": "某市",
        "period": "2024",
        "basis": "flow",
        "direction": None,
        "base": None,
        "within": None,
        "of": None,
        "modality": "fact",
        "quote": quote,
        "char_start": start,
        "char_end": end,
        "page": doc.place(start, end)[0],
        "line": doc.place(start, end)[1],
        "place": doc.where(start, end),
        "boxes": (PlaceBox(1, float(10 * start), 100.0, float(10 * end), 112.0),),
        "section": ("一、概况", "（一）审判"),
        "origin": "prose",
        "rule": "count.plain",
        "printed": number,
    }
    return Claim(**(fields | more))


def mention(doc: Document, quote: str, number: str, unit: str, reason: str = "", dimension: str = "count") -> Mention:
    """The mention of the first place where ``quote`` stands."""
    start = doc.text.index(quote)
    value = Decimal(number) if number else None
    exact = None if value is None else point(value)
    return Mention(
        start=start,
        end=start + len(quote),
        number_start=doc.text.index(number, start) if number else start,
        number_end=doc.text.index(number, start) + len(number) if number else start + len(quote),
        printed=number,
        dimension=dimension,
        value=value,
        unit=unit,
        approx="exact",
        interval=exact,
        nearest=exact,
        rule="plain",
        reason=reason,
    )


def report(text: str = TEXT, name: str = "sample.pdf") -> Report:
    """A report with a wrong total, a growth that holds, a rank without a value and a number nobody explained."""
    doc = document(text, name)
    parts = [
        claim(doc, quote, number, f"c{i}", "件")
        for i, (quote, number) in enumerate((("5件", "5"), ("8件", "8"), ("20件", "20")), start=1)
    ]
    total = claim(doc, "30件", "30", "c4", "件")
    spread = Interval(Fraction(439, 100), Fraction(441, 100), lower_open=True, upper_open=True)
    near = Interval(Fraction(4395, 1000), Fraction(4405, 1000))
    growth = claim(
        doc,
        "4.40%",
        "4.40",
        "c5",
        "%",
        kind="growth",
        of="c4",
        direction="up",
        base="上年同期",
        interval=spread,
        nearest=near,
    )
    rank = claim(doc, "全国前列", "", "c6", "位", kind="rank", within="全国", printed="")
    claims = (*parts, total, growth, rank)
    mentions = (
        mention(doc, "5件", "5", "件"),
        mention(doc, "8件", "8", "件"),
        mention(doc, "20件", "20", "件"),
        mention(doc, "30件", "30", "件"),
        mention(doc, "4.40%", "4.40", "%", dimension="percent"),
    )
    roles = (*(Role("part", part) for part in parts), Role("total", total))
    summed = Relation("sum", "IPX101", roles, "合计", exhaustive=True)
    grown = Relation("growth", "IPX201", (Role("level", total), Role("growth", growth)), "同比")
    wrong = Outcome(
        verdict="violated",
        severity="error",
        rounding="any",
        formula="5 + 8 + 20 = 33",
        message="sum: 5 + 8 + 20 = 33, printed 30件 (3 too few)",
        message_zh="合计不符：5 + 8 + 20 = 33，文中为30件，少3",
        computed=point(33),
        distance="3",
        power=0.99,
    )
    fine = Outcome(
        verdict="compatible",
        formula="30 / (1 + 4.40%)",
        computed=Interval(Fraction(3_000_000, 104_405), Fraction(3_000_000, 104_395)),
    )
    finding = Finding(
        finding_id="f-2b7c01",
        code="IPX101",
        rule="sum",
        severity="error",
        rounding="any",
        message=wrong.message,
        message_zh=wrong.message_zh,
        formula=wrong.formula,
        computed=wrong.computed,
        distance="3",
        power=0.99,
        roles=roles,
        cue="合计",
        repairs=(Repair(roles[0].claim.claim_id, "30件", "33件", "digit", 1),),
        related=(Related("f-99", "IPX102", "of-which", "part: too many", "部分过多", (roles[0].claim.claim_id,)),),
    )
    relations = (Evaluated(summed, wrong), Evaluated(grown, fine))
    return Report(
        document=doc,
        mentions=mentions,
        claims=claims,
        relations=relations,
        findings=(finding,),
        area="某市",
        issuer="某市法院",
        year="2024",
        rules_digest="d" * 64,
        version="0.1.0",
        coverage=coverage_of(claims, relations),
    )


def without_claims(text: str = "本页没有数字。") -> Report:
    """A report on a text that holds no number."""
    return replace(report(), document=document(text), mentions=(), claims=(), relations=(), findings=(), coverage=())


def with_severities(*severities: str) -> Report:
    """The sample report with one finding of each severity given."""
    base = report()
    found: Sequence[Finding] = [
        replace(base.findings[0], finding_id=f"f-{i}", severity=severity)  # type: ignore[arg-type]
        for i, severity in enumerate(severities)
    ]
    return replace(base, findings=tuple(found))
