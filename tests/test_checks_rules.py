from __future__ import annotations

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from factories import RULES, check_rule, check_rules, claim, growth, relation
from ipextract import rulebook
from ipextract.checks import checks, judge, verify
from ipextract.rulebook.checks import parse_check

NAMES = sorted(path.stem for path in RULES.glob("*.toml"))


def table(**changes: Any) -> dict[str, Any]:
    """A check rule that is in order, with some keys changed; a key given as None is left out."""
    whole = {
        "id": "IPX199",
        "name": "sum",
        "title": "t",
        "title_zh": "题",
        "why": "w",
        "why_zh": "因",
        "severity": "error",
        "message": [{"name": "low", "text": "sum: {formula}", "text_zh": "合计：{formula}"}],
        "case": [{"text": "合计 3 件", "verdict": "violated"}, {"text": "合计 2 件", "verdict": "silent"}],
    }
    return {key: value for key, value in deepcopy(whole | changes).items() if value is not None}


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_file_is_named_for_its_check_and_says_all_the_check_needs(name: str):
    rule = check_rule(name)
    assert rule.name == name
    verify({name: rule})


def test_there_is_a_rule_for_every_check_and_every_id_is_its_own():
    rules = check_rules()
    assert set(rules) == set(checks())
    assert len({rule.id for rule in rules.values()}) == len(rules)


@pytest.mark.parametrize("name", NAMES)
def test_half_of_the_cases_are_lawful(name: str):
    cases = check_rule(name).cases
    silent = [case for case in cases if case.verdict == "silent"]
    assert len(cases) >= 6
    assert 0.4 <= len(silent) / len(cases) <= 0.6
    assert len({(case.before, case.text) for case in cases}) == len(cases)
    assert all(case.severity and case.numbers for case in cases if case.verdict == "violated")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_rule_says_can_be_printed_on_a_chinese_console(name: str):
    rule = check_rule(name)
    for text in (rule.title, rule.why, *(m.text for m in rule.messages.values())):
        assert text.isascii()
    for text in (rule.name_zh, rule.title_zh, rule.why_zh, *(m.text_zh for m in rule.messages.values())):
        text.encode("gbk")


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_says_in_one_line_what_holds_and_what_the_text_says_first(name: str):
    rule = check_rule(name)
    assert all((rule.name_zh, rule.relation, rule.relation_zh, rule.cue, rule.cue_zh))


def test_a_rule_in_order_is_read():
    rule = parse_check(table(unit=[{"name": "%", "whole": 100}]), "rules/checks/x.toml")
    assert (rule.id, rule.severity, rule.file) == ("IPX199", "error", "rules/checks/x.toml")
    assert rule.whole("%") == 100
    assert rule.whole("件") is None
    assert [case.verdict for case in rule.cases] == ["violated", "silent"]


def test_a_rule_may_have_words_and_roles_of_its_own():
    words, role = {"id": "low_tide", "note": "n", "words": ["低潮"]}, {"name": "ebb", "text": "ebb", "text_zh": "退潮"}
    rule = parse_check(table(words=[words], role=[role]), "rules/checks/x.toml")
    assert rule.words_of("low_tide") == ("低潮",)
    assert [(each.name, each.text_zh) for each in rule.roles] == [("ebb", "退潮")]
    with pytest.raises(ValueError, match=r"rules/checks/x\.toml: words: .*'high_tide'"):
        rule.words_of("high_tide")


LOW = {"name": "low", "text": "sum", "text_zh": "合计"}
CASES = table()["case"]
SHARE = {"name": "s", "kind": "share", "unit": "%", "most": 100}


@pytest.mark.parametrize(
    ("changes", "key", "says"),
    [
        ({"colour": "red"}, "colour", "unknown key"),
        ({"title": None}, "title", "missing"),
        ({"why": "  "}, "why", "blank"),
        ({"id": "IPX1"}, "id", "three digits"),
        ({"severity": "fatal"}, "severity", "none of error"),
        ({"message": None}, "message", r"\[\[message\]\]"),
        ({"message": "x"}, "message", "array of tables"),
        ({"message": [LOW, LOW]}, "message", "two are named 'low'"),
        ({"message": [LOW | {"text": "sum: {total}"}]}, r"message\[1\].text", "unknown slot {total}"),
        ({"message": [LOW | {"text_zh": "{formula:>9}"}]}, r"message\[1\].text_zh", "unknown slot"),
        ({"message": [LOW | {"text": "{formula"}]}, r"message\[1\].text", "malformed"),
        ({"message": [LOW | {"zh": "合计"}]}, r"message\[1\].zh", "unknown key"),
        ({"case": None}, "case", r"\[\[case\]\]"),
        ({"case": CASES[:1]}, "case", "silent"),
        ({"case": CASES[1:]}, "case", "violated"),
        ({"case": [*CASES, {"text": "合计 2 件", "verdict": "fine"}]}, r"case\[3\].verdict", "none of violated"),
        ({"case": [CASES[0] | {"numbers": ["7"]}, CASES[1]]}, r"case\[1\].numbers", "does not stand"),
        ({"case": [CASES[0] | {"numbers": [3]}, CASES[1]]}, r"case\[1\].numbers", "list of texts"),
        ({"case": [CASES[0], CASES[1] | {"severity": "error"}]}, r"case\[2\].verdict", "neither severity nor"),
        ({"words": [{"id": "low", "note": "n", "words": []}]}, r"words\[1\].words", "at least one"),
        ({"words": [{"id": "low", "words": ["低"]}]}, r"words\[1\].note", "missing"),
        ({"role": [{"name": "low", "text": "low"}]}, r"role\[1\].text_zh", "missing"),
        ({"unit": [{"name": "%", "whole": 0}]}, r"unit\[1\].whole", "positive"),
        ({"unit": [{"name": "%", "whole": 0.5}]}, r"unit\[1\].whole", "integer"),
        ({"limit": [SHARE | {"kind": "part"}]}, r"limit\[1\].kind", "none of count"),
        ({"limit": [{k: v for k, v in SHARE.items() if k != "most"}]}, r"limit\[1\].most", "least, most or both"),
        ({"limit": [SHARE | {"least": 200}]}, r"limit\[1\].most", "below the least"),
        ({"limit": [SHARE | {"indicator": "(率"}]}, r"limit\[1\].indicator", "does not compile"),
        ({"limit": [SHARE | {"unless": "率?"}]}, r"limit\[1\].unless", "empty text"),
    ],
)
def test_a_rule_that_is_not_in_order_is_refused_by_file_and_key(changes: dict[str, Any], key: str, says: str):
    with pytest.raises(ValueError, match=rf"^rules/checks/x\.toml: {key}: .*{says}"):
        parse_check(table(**changes), "rules/checks/x.toml")


def test_a_rule_that_lacks_a_message_of_its_check_is_refused():
    rule = parse_check(table(), "rules/checks/x.toml")
    with pytest.raises(ValueError, match=r"rules/checks/x\.toml: message: .*'high'"):
        verify({"sum": rule})
    with pytest.raises(ValueError, match=r"rules/checks/x\.toml: name: there is no check 'sums'"):
        verify({"sums": parse_check(table(name="sums"), "rules/checks/x.toml")})


def test_the_file_of_a_check_may_explain_its_finder(tmp_path: Path):
    own = tmp_path / "checks" / "funnel.toml"
    own.parent.mkdir()
    mechanism = [
        "id = 'tide-line'",
        "of = 'relation'",
        "code = 'relations/funnel.py'",
        "title = 't'",
        "title_zh = '题'",
    ]
    mechanism += ["why = 'w'", "why_zh = '因'", "examples = ['潮高 3 米。']", "counterexamples = ['渔港 2 座。']"]
    shipped = (RULES / "funnel.toml").read_text("utf-8")
    own.write_text("\n".join([shipped, "[[mechanism]]", *mechanism, ""]), "utf-8")
    book = rulebook.load(tmp_path)
    assert [each.title for each in book.mechanisms if each.id == "tide-line"] == ["t"]
    assert len(book.mechanisms) == len(rulebook.load().mechanisms) + 1


def test_judge_refuses_relations_it_has_no_check_or_another_rule_for():
    with pytest.raises(ValueError, match="no check for relations of kind 'detour'"):
        judge(relation("detour", claim=claim("3件")), check_rule("sum"))
    with pytest.raises(ValueError, match="'sum' cannot judge a relation of kind 'part'"):
        judge(relation("part", whole=claim("3件"), part=claim("2件")), check_rule("sum"))


@pytest.mark.parametrize(
    ("kind", "roles", "says"),
    [
        ("sum", {"total": claim("3件")}, "needs 1 part, has 0"),
        ("sum", {"part": [claim("1件"), claim("2件")]}, "needs one total, has 0"),
        ("part", {"whole": [claim("3件"), claim("4件")], "part": claim("1件")}, "needs one whole, has 2"),
        ("growth", {"level": claim("3件")}, "needs one growth, has 0"),
        ("share", {"part": claim("3件"), "whole": [claim("4件")] * 2, "share": claim("75%")}, "needs one whole, has 2"),
        ("repeat", {"claim": claim("3件")}, "needs 2 claim, has 1"),
        ("domain", {}, "needs one claim, has 0"),
        ("change", {"level": claim("3件"), "growth": growth("5%")}, "needs one change, has 0"),
    ],
)
def test_a_relation_without_its_roles_is_our_fault_and_raises(kind: str, roles: dict[str, Any], says: str):
    with pytest.raises(ValueError, match=says):
        judge(relation(kind, **roles), check_rule(kind))


def test_the_sources_hold_no_chinese():
    package = Path(__file__).parents[1] / "src" / "ipextract"
    for path in (
        *(package / "checks").glob("*.py"),
        package / "rulebook" / "checks.py",
        package / "exact" / "interval.py",
    ):
        assert not any("\u2e80" <= ch <= "\u9fff" or "\uff00" <= ch <= "\uffef" for ch in path.read_text("utf-8")), path


def test_the_limits_speak_of_the_claims_they_are_for():
    rule = check_rule("domain")
    fall = growth("124%", "down", indicator="火灾起数")
    assert rule.limit(fall) is not None
    assert rule.limit(growth("124%", "up", indicator="火灾起数")) is None
    assert rule.limit(growth("124%", "down", indicator="净利润")) is None
    assert rule.limit(claim("105%", indicator="个人所得税", quote="完成年度预算的105%")) is None
    assert rule.limit(claim("105%", "ratio", indicator="药品抽检合格率")) is not None
    assert rule.limit(claim("105%", "ratio", indicator="小学毛入学率")) is None
    assert tomllib.loads((RULES / "domain.toml").read_text("utf-8"))["limit"]
