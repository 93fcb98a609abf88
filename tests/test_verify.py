"""The second opinion: fresh reports pass it, and figures that do not follow from their own report are named.

Nothing but the report is looked at here; tests/test_replay.py holds reports against their sources.
"""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import change, check_rule, claim, growth, relation
from ipextract import pipeline
from ipextract.checks import checks, judge
from ipextract.exact.interval import Interval
from ipextract.model import Evaluated, Reference, Relation, Term
from ipextract.model.slips import numeral_of, reprinted
from ipextract.verify import RECOMPUTED, Broken, Fault, judged, parse, verify
from ipextract.verify.record import SCHEMA_VERSION
from ipextract.writing import json as writer

ROOT = Path(__file__).resolve().parents[1]

TEXT = """北滨县二〇二三年工作报告

一、司法
全年审结民事案件 412 件、刑事案件 96 件、行政案件 31 件，合计 549 件。
受理申诉 118 件，同比增长 4.40%；驳回申诉 37 件，同比增长 486%。
二、科技
年末有效商标 5.9 万件，其中驰名商标 640 件，占 1.08%。
专利申请 1260 件，比上年增加 160 件，增长 18.2%。
全年培训约 500 余人次，抽检合格率为 109.5%。
三、附记
全年专利申请 1620 件。
"""
"""A report with a violated sum, growth, change, wording and limit, and others that hold."""


def write(folder: Path, text: str = TEXT, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def record_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(writer.to_bytes(pipeline.analyse_file(path)))
    return found


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("verify"))


@pytest.fixture(scope="module")
def fresh(source: Path) -> dict[str, Any]:
    return record_of(source)


def told(found: list[Fault]) -> list[str]:
    return [f"{fault.where}: {fault.key}" for fault in found]


# --- fresh reports -------------------------------------------------------------------------------------------------


def test_a_fresh_report_has_nothing_wrong(fresh: dict[str, Any]) -> None:
    assert told(verify(fresh)) == []
    kinds = {each["kind"] for each in fresh["relations"] if each["verdict"] == "violated"}
    assert {"sum", "growth", "domain", "wording"} <= kinds


@pytest.mark.parametrize("path", sorted((ROOT / "raw").glob("*.pdf")), ids=lambda path: path.stem)
def test_the_sample_reports_verify(path: Path) -> None:
    assert told(verify(record_of(path))) == []


@pytest.mark.parametrize("name", sorted(checks()))
def test_the_cases_of_each_check_verify(name: str, tmp_path: Path) -> None:
    for i, case in enumerate(check_rule(name).cases):
        path = write(tmp_path, case.text, f"{i}.txt")
        assert told(verify(record_of(path))) == [], case.text


def test_the_second_opinion_never_loads_the_first() -> None:
    """Modules are found by name as it runs, which import-linter does not see."""
    code = "import sys, ipextract.verify; print(*(name for name in sys.modules if name.startswith('ipextract.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name.split(".")[1] for name in loaded} == {"distribution", "exact", "verify"}


def test_the_version_read_is_the_version_written() -> None:
    assert SCHEMA_VERSION == writer.SCHEMA_VERSION


# --- one digit -----------------------------------------------------------------------------------------------------


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(child, (*path, key))
    else:
        yield path, node


def put(record: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(record)
    node: Any = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


def other_digit(value: Any, at: int) -> Any:
    """The value with its digit number ``at`` made another one."""
    text = str(value)
    places = [i for i, ch in enumerate(text) if ch in "0123456789"]
    i = places[at % len(places)]
    changed = text[:i] + str((int(text[i]) + 1) % 10 or 1) + text[i + 1 :]
    return int(changed) if isinstance(value, int) else changed


def has_digit(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | str) and any(ch in "0123456789" for ch in str(value))


#: What the seal and the source alone guard, since nothing else in the report says it a second time.
SEALED = {
    "page",
    "line",
    "place",
    "proposed",
    "confirmations",
    "rule",
    "base",
    "within",
    "indicator_id",
    "dimension",
    "section",
    "hedges",
    "printed",
    "reason",
    "cue",
}


def test_no_digit_of_a_claim_or_finding_can_change_unseen(fresh: dict[str, Any]) -> None:
    for path, value in leaves(fresh):
        if path[0] not in ("claims", "findings", "relations") or not has_digit(value):
            continue
        found = verify(put(fresh, path, other_digit(value, len(path))))
        assert "seal: seal" in told(found), path
        if set(path).isdisjoint(SEALED | {"formula", "message", "message_zh"}):
            assert any(fault.key != "seal" for fault in found), (path, value)


@pytest.mark.parametrize("key", ["value", "lower", "upper"])
def test_the_place_of_a_changed_claim_is_named(key: str, fresh: dict[str, Any]) -> None:
    [index] = [i for i, each in enumerate(fresh["claims"]) if each["quote"].replace(" ", "") == "118件"]
    found = verify(put(fresh, ("claims", index, key), "119"))
    assert any(fault.where.startswith(f"claims[{index}] 5 ") for fault in found), told(found)


def test_the_place_of_a_changed_finding_is_named(fresh: dict[str, Any]) -> None:
    for i, finding in enumerate(fresh["findings"]):
        text = other_digit(finding["message"], 1)
        found = verify(put(fresh, ("findings", i, "message"), text))
        assert f"findings[{i}] {finding['finding_id']}.message: differs" in told(found)


def test_a_figure_changed_everywhere_still_fails_by_the_arithmetic(fresh: dict[str, Any]) -> None:
    """A forger who changes value and interval of a claim alike, and renews the seal, meets the relation."""
    changed = copy.deepcopy(fresh)
    [each] = [c for c in changed["claims"] if c["quote"].replace(" ", "") == "549件"]
    for node in (each, each["nearest"]):
        node["lower"] = node["upper"] = "539"
    each["value"] = "539"
    changed["seal"] = writer.seal(changed)
    found = told(verify(changed))
    assert any("sum" in each and "verdict: differs" in each for each in found)
    assert "seal: seal" not in found


@pytest.mark.parametrize("verdict", ["holds", "compatible", "not_evaluated"])
def test_a_hidden_contradiction_is_found_again(verdict: str, fresh: dict[str, Any]) -> None:
    for i, each in enumerate(fresh["relations"]):
        if each["verdict"] == "violated":
            changed = put(fresh, ("relations", i, "verdict"), verdict)
            changed["findings"] = []
            changed["seal"] = writer.seal(changed)
            assert any(f"relations[{i}]" in told and ".verdict: differs" in told for told in told(verify(changed)))


# --- what cannot be verified ---------------------------------------------------------------------------------------


def test_an_unknown_kind_is_not_recomputed_and_fails(fresh: dict[str, Any]) -> None:
    [fault, *_] = [f for f in verify(put(fresh, ("relations", 0, "kind"), "tides")) if f.key == "not_recomputed"]
    assert fault.values == {"kind": "tides"}
    assert not fault.incomplete


def test_another_version_of_the_format_is_incomplete(fresh: dict[str, Any]) -> None:
    [fault] = verify(put(fresh, ("schema_version",), "1"))
    assert (fault.key, fault.incomplete) == ("other_schema", True)


@pytest.mark.parametrize("record", [None, [], 7, "x", {}, {"schema_version": SCHEMA_VERSION}])
def test_what_is_no_report_is_never_verified(record: object) -> None:
    assert verify(record)


DAMAGE: tuple[Any, ...] = (None, -1, 10**30, "", "nan", "1e999999999", "-", [], {}, [[]], [None], True)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_damage_is_always_reported_and_never_crashes(fresh: dict[str, Any], seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - which place is damaged is no secret
    changed = copy.deepcopy(fresh)
    node: Any = changed
    while True:
        key = dice.choice(list(node) if isinstance(node, dict) else range(len(node)))
        if not (isinstance(node[key], dict | list) and node[key] and dice.random() < 0.8):
            break
        node = node[key]
    if dice.random() < 0.3:
        del node[key]
    else:
        node[key] = dice.choice([each for each in DAMAGE if each != node[key]])
    assert verify(changed)


# --- the two arithmetics agree -------------------------------------------------------------------------------------


def numerals(unit: str, most: int = 3000) -> st.SearchStrategy[str]:
    hedged = st.sampled_from(["{}", "{}", "{}", "{}余", "约{}", "近{}", "超{}"])
    return st.builds(lambda form, n: form.format(n) + unit, hedged, st.integers(0, most))


def rates(unit: str = "%") -> st.SearchStrategy[str]:
    return st.builds(lambda n, digits: f"{n / 10**digits:.{digits}f}{unit}", st.integers(0, 30000), st.integers(0, 2))


counts = numerals("件")
ways = st.sampled_from(["up", "down"])


def official(tens_of_thousands: int) -> Reference:
    """An official population of some place, rounded to ten thousand."""
    persons = tens_of_thousands * 10_000
    known = Interval(Fraction(persons - 5000), Fraction(persons + 5000))
    printed = f"{tens_of_thousands}万"
    return Reference("云崖市", "2023", "resident, year end", printed, known, "统计公报", "统计局", "2024")


claims = st.one_of(counts, st.builds("{}万元".format, st.integers(1, 900))).map(claim)
fallings = st.builds(growth, rates(), ways)
changes = st.builds(change, counts, ways)


@st.composite
def of_cases(draw: st.DrawFn, kind: str) -> Relation:
    """A relation that a case of the check states, with other numerals as precise as those that are printed."""
    asserted = draw(st.sampled_from(stated(kind)))
    roles = []
    for role in asserted.roles:
        numeral, moved = numeral_of(role.claim), role.claim
        if numeral is not None:
            whole, point, rest = numeral.text.partition(".")
            number = str(draw(st.integers(0, 10 ** len(whole + rest)))).rjust(len(rest) + 1, "0")
            text = number[: len(number) - len(rest)] + point + number[len(number) - len(rest) :]
            moved = reprinted(role.claim, numeral, text)
        roles.append(replace(role, claim=moved))
    return replace(asserted, roles=tuple(roles))


@cache
def stated(kind: str) -> list[Relation]:
    reports = (pipeline.analyse_text(case.text) for case in check_rule(kind).cases)
    return [each.relation for report in reports for each in report.relations if each.relation.kind == kind]


#: What the cases of a check do not come to; a new check needs no entry.
RELATIONS: dict[str, st.SearchStrategy[Relation]] = {
    "sum": st.builds(lambda t, p: relation("sum", total=t, part=p), claims, st.lists(claims, min_size=2, max_size=4)),
    "part": st.builds(lambda w, p: relation("part", whole=w, part=p), claims, st.lists(claims, min_size=1, max_size=3)),
    "share": st.builds(
        lambda p, w, s: relation("share", part=p, share=s, **({"whole": w} if w else {})),
        claims,
        st.none() | claims,
        rates().map(lambda text: claim(text, "share")),
    ),
    "growth": st.builds(
        lambda now, g, p: relation("growth", level=now, growth=g, **({"prior": p} if p else {})),
        claims,
        fallings | st.just(growth("0.2%", "flat")),
        st.none() | claims,
    ),
    "change": st.builds(
        lambda now, c, p, g: relation(
            "change", level=now, change=c, **({"prior": p} if p else {}), **({"growth": g} if g else {})
        ),
        claims,
        changes,
        st.none() | claims,
        st.none() | fallings,
    ),
    "repeat": st.lists(claims, min_size=2, max_size=4).map(lambda c: relation("repeat", claim=c)),
    "domain": st.one_of(rates().map(lambda t: claim(t, "share")), fallings).map(lambda c: relation("domain", claim=c)),
    "wording": st.builds(
        lambda c, rule: relation("wording", claim=c, rule=rule),
        claims,
        st.sampled_from(["hedge-on-odd", "stacked-hedges", "new-body"]),
    ),
    "funnel": st.builds(lambda e, n: relation("funnel", earlier=e, later=n), claims, claims),
    "stock": st.builds(lambda f, s: relation("stock", flow=f, stock=s), claims, claims),
    "dual": st.builds(
        lambda c, p, n: relation("dual", cases=c[:n], persons=p[:n]),
        st.lists(counts.map(claim), min_size=2, max_size=2),
        st.lists(numerals("人").map(claim), min_size=2, max_size=2),
        st.integers(1, 2),
    ),
    "percap": st.builds(
        lambda levels, heads, people, more, official: replace(
            relation(
                "percap",
                level=levels[: 1 if people or official else 2],
                per=heads[: 1 if people or official else 2],
                **(
                    {"population": people, "change": more}
                    if people and more
                    else {"population": people}
                    if people
                    else {}
                ),
            ),
            references=official,
        ),
        st.lists(claims, min_size=2, max_size=2),
        st.lists(rates("件").map(lambda t: claim(t, "ratio", unit="件/万人")), min_size=2, max_size=2),
        st.none() | numerals("万人", 900).map(claim),
        st.none() | st.builds(change, numerals("万人", 20), ways),
        st.just(()) | st.lists(st.integers(1, 900).map(official), min_size=1, max_size=3).map(tuple),
    ),
    "average": st.builds(
        lambda t, n, a: relation("average", total=t, average=a, **({"count": n} if n else {})),
        claims,
        st.none() | numerals("人", 60).map(claim),
        rates("件").map(lambda t: claim(t, "ratio", unit="件/人")),
    ),
    "shares": st.lists(rates().map(lambda t: claim(t, "share")), min_size=2, max_size=4).map(
        lambda s: relation("shares", share=s)
    ),
    "mix": st.builds(
        lambda w, p, level: relation("mix", whole=w, part=p, level=level),
        fallings,
        st.lists(fallings | st.just(growth("0.2%", "flat")), min_size=2, max_size=3),
        claims,
    ),
    "enum": st.builds(
        lambda n, names, complete: replace(
            relation("enum", count=n, cue="; ".join("甲" * i for i in range(1, names + 1))), exhaustive=complete
        ),
        numerals("个", 6).map(claim),
        st.integers(2, 5),
        st.booleans(),
    ),
    "opensum": st.builds(
        lambda t, p: relation("opensum", total=t, part=p), claims, st.lists(claims, min_size=2, max_size=4)
    ),
}


@pytest.mark.parametrize("kind", sorted(RECOMPUTED))
def test_the_second_arithmetic_agrees_with_the_check(kind: str) -> None:
    rule = check_rule(kind)

    @settings(max_examples=150, deadline=None)
    @given(of_cases(kind) | RELATIONS.get(kind, of_cases(kind)))
    def agree(asserted: Relation) -> None:
        roles = [(role, f"c{i}") for i, role in enumerate(asserted.roles)]
        outcome = judge(asserted, rule)
        limits = [rule.limit(role.claim) for role, _ in roles]
        terms = tuple(
            Term(
                rule.whole(role.claim.unit),
                *((None, None) if limit is None else (limit.least, limit.most)),
                rule.tolerance if asserted.references else None,
            )
            for (role, _), limit in zip(roles, limits, strict=True)
        )
        record = writer._relation(Evaluated(asserted, outcome, terms))
        written = [{**writer.claim_record(role.claim), "claim_id": claim_id} for role, claim_id in roles]
        for each, (_, claim_id) in zip(record["roles"], roles, strict=True):
            each["claim_id"] = claim_id
        report = parse(
            {"claims": written, "relations": [record], "findings": [], "numbers": [], "document": {}, "text": ""}
        )
        found = judged(report.relation(0))
        assert found is not None
        assert found[1].verdict == outcome.verdict
        assert found[1].rounding == outcome.rounding
        assert found[1].computed == outcome.computed
        assert float(found[1].power) == outcome.power

    agree()


def test_a_relation_without_its_numbers_is_broken(fresh: dict[str, Any]) -> None:
    sums = [i for i, each in enumerate(fresh["relations"]) if each["kind"] == "sum"]
    changed = put(fresh, ("relations", sums[0], "roles"), fresh["relations"][sums[0]]["roles"][:1])
    with pytest.raises(Broken, match="sum: a part is needed"):
        judged(parse(changed).relation(sums[0]))
