"""Scores a report against an annotated passage, field by field."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ipextract.model import Claim, Report

FIELDS = ("kind", "approx", "direction", "base", "within", "indicator", "scope", "period", "basis", "of")


@dataclass
class Score:
    """Counts over one or several passages; ``wrong`` names what was missed or misread."""

    wanted: int = 0
    found: int = 0
    extracted: int = 0
    matched: int = 0
    whole: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Adds another passage's counts."""
        self.wanted += other.wanted
        self.found += other.found
        self.extracted += other.extracted
        self.matched += other.matched
        self.whole += other.whole
        self.right.update(other.right)
        self.wrong += other.wrong

    def figures(self) -> dict[str, float]:
        """Recall, precision, the share of found claims with each field right, and with all of them right."""
        found = max(1, self.found)
        return {
            "recall": self.found / max(1, self.wanted),
            "precision": self.matched / max(1, self.extracted),
            **{name: self.right[name] / found for name in FIELDS},
            "tuple": self.whole / max(1, self.wanted),
        }


def load(path: Path) -> dict[str, Any]:
    """An annotation file."""
    parsed: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return parsed


def score(report: Report, gold: dict[str, Any]) -> Score:
    """How the claims of a report meet the annotated ones: same place, same value and unit, then field by field."""
    dense = _dense_offsets(report.document.text)
    claims = [(dense[c.char_start], dense[c.char_end], c) for c in report.claims]
    pairs: dict[str, Claim] = {}
    taken: set[str] = set()
    for row in gold["claims"]:
        for start, end, claim in claims:
            if claim.claim_id not in taken and start < row["end"] and end > row["start"] and _same_number(row, claim):
                pairs[row["id"]] = claim
                taken.add(claim.claim_id)
                break
    result = Score(extracted=len(claims), matched=len(pairs))
    for row in gold["claims"]:
        if row.get("optional"):
            continue
        result.wanted += 1
        claim = pairs.get(row["id"])
        if claim is None:
            result.wrong.append(f"missed {row['quote']}")
            continue
        result.found += 1
        bad = [name for name in FIELDS if not _agrees(name, row, claim, pairs)]
        result.right.update(name for name in FIELDS if name not in bad)
        result.whole += not bad
        if bad:
            told = "; ".join(f"{n}: wanted {row.get(n)}, read {getattr(claim, n)}" for n in bad)
            result.wrong.append(f"{row['quote']}: {told}")
    spare = [c for _, _, c in claims if c.claim_id not in taken]
    result.wrong += [f"spurious {c.quote} ({c.kind}, {c.indicator})" for c in spare]
    return result


def _dense_offsets(text: str) -> list[int]:
    offsets, count = [0], 0
    for ch in text:
        count += not ch.isspace()
        offsets.append(count)
    return offsets


def _accepted(row: dict[str, Any], name: str) -> list[Any]:
    also = row.get("also" if name == "indicator" else f"{name}_also", [])
    return [row.get(name), *(also if isinstance(also, list) else [also])]


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _same_number(row: dict[str, Any], claim: Claim) -> bool:
    if claim.value not in [_number(v) for v in _accepted(row, "value")]:
        return False
    if row["kind"] == "rank" or claim.kind == "rank":
        return row["kind"] == claim.kind
    return claim.unit in [u or "" for u in _accepted(row, "unit")]


def _agrees(name: str, row: dict[str, Any], claim: Claim, pairs: dict[str, Claim]) -> bool:
    if name == "of":
        level = row.get("of")
        return level is None or row.get("of_optional") or (level in pairs and pairs[level].claim_id == claim.of)
    wanted, got = _accepted(row, name), getattr(claim, name)
    if name in ("direction", "base", "within") and row.get(name) is None:
        return True
    if name == "period":
        return any(str(got)[:4] == str(w)[:4] for w in wanted)
    if name in ("indicator", "scope", "base", "within"):
        least = {"indicator": 0.55, "scope": 0.6}.get(name, 0.5)
        return any(_likeness(str(w or ""), str(got or "")) >= least for w in wanted)
    return (got or ("exact" if name == "approx" else None)) in wanted


def _likeness(a: str, b: str) -> float:
    """Twice the shared pairs of characters over all pairs; 1 for two empty texts."""
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} or {s} for s in (_plain(a), _plain(b))]
    if not _plain(a) and not _plain(b):
        return 1.0
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))


def _plain(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum() and ch != "的")
