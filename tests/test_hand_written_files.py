"""Rules, waivers and baselines that are no files, no text, or ask for more than there is: named and refused at once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from ipextract import rulebook
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.files import textfile
from ipextract.rulebook import RuleError
from ipextract.rulebook.patterns import LONGEST, MOST, PatternFault, bound, compiled, steps
from own_unit import UNIT

SOUND = "2031年全县新建泵站36座，同比增长12.5%。\n"
CLAIM = """[[claim]]
id = 'mine'
kind = 'count'
title = 'Mine'
why = 'So.'
pattern = '{pattern}'
examples = [{{ text = 'a', claims = ['3 count'] }}]
"""
HEDGE = """[[hedge]]
id = 'x'
position = 'before'
approx = 'about'
open = 'step'
words = ['']
examples = ['约 3 座']
"""
WORDS = "[[words]]\nid = 'mine'\nnote = 'n'\nwords = "
PATTERNS = "[[words]]\nid = 'past'\nnote = 'n'\npatterns = "
BOM = b"\xef\xbb\xbf"

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this platform")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def nested(path: Path) -> None:
    path.write_text(f"x = {'[' * 3000}{']' * 3000}\n", "utf-8")


def dotted(path: Path) -> None:
    path.write_text(f"a{'.a' * 3000} = 1\n", "utf-8")


def closed(path: Path) -> None:
    path.symlink_to("nowhere.toml")


#: What stands where a file should be, and what is said of it.
ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "a folder, not a file"),
    "device": (device, "a pipe or a device, not a file; save it as a file first"),
    "broken link": (closed, "cannot be read: No such file or directory; check the path and the permissions"),
    "nested": (nested, "more than 32 tables or lists in each other"),
    "dotted": (dotted, "more than 32 tables or lists in each other"),
    "large": (lambda path: path.write_bytes(b"#" * (textfile.MOST + 1)), f"more than {textfile.MOST} bytes"),
    "utf-16": (lambda path: path.write_text("x = 1", "utf-16"), "not UTF-8 at byte 0 (it begins as UTF-16 does)"),
    "gbk": (lambda path: path.write_text("# 规则", "gbk"), "not UTF-8 at byte 2; save the file as UTF-8"),
    "long number": (lambda path: path.write_text(f"x = {'9' * 5000}"), "no TOML: a whole number with thousands of"),
    "no toml": (lambda path: path.write_text("\nx = = 1\n"), "no TOML: Invalid value (at line 2"),
}
if hasattr(os, "mkfifo"):
    ODD["pipe"] = (os.mkfifo, "a pipe or a device, not a file; save it as a file first")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("IPEXTRACT_WAIVERS", "IPEXTRACT_BASELINE", "IPEXTRACT_RULES"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(SOUND, "utf-8")
    (tmp_path / "mine/claims").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("rule", ["units.toml", "claims/mine.toml"])
def test_a_rule_file_that_is_none_is_named(
    name: str, rule: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, said = ODD[name]
    make(desk / "mine" / rule)
    for call in (["check", "a.txt"], ["rules", "lint"]):
        assert main([*call, "--rules", "mine"]) == Exit.USAGE
        told = capsys.readouterr()
        assert f"{rule}: {said}" in (told.out + told.err).replace(f"{rule}:2: ", f"{rule}: ")


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("option", ["waivers", "baseline"])
def test_what_stands_where_accepted_findings_should_is_named(
    name: str, option: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, said = ODD[name]
    make(desk / f"{option}.toml")
    for call in (["check", "a.txt"], ["check", "a.txt", f"--{option}", f"{option}.toml"]):
        assert main(call) == Exit.USAGE  # one that lies there is used, whatever it is
        told = capsys.readouterr().err.replace(f"{option}.toml:2: ", f"{option}.toml: ")
        assert told.startswith(f"ipextract: {option}.toml: {said}")


@pipes
def test_no_command_waits_for_a_pipe(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "a.txt", "-q", "--no-archive"]) == Exit.OK
    for name in ("p.toml", "output/years.json"):
        os.mkfifo(name)
    (desk / "output/a/report.json").unlink()
    os.mkfifo(desk / "output/a/report.json")
    accept = ["--reason", "r", "--owner", "o", "--expires", "2999-01-01"]
    calls = (
        ["waive", "IPX101", "f0123456789", *accept, "--waivers", "p.toml"],
        ["baseline", "--baseline", "p.toml"],
        ["explain", "f0123456789"],
        ["run", "a.txt", "--archive", "p.toml"],
        ["catalog", "--archive", "p.toml"],
    )
    for call in calls:
        assert main(call) == Exit.USAGE
        assert "a pipe or a device" in capsys.readouterr().err
    assert stat.S_ISFIFO((desk / "p.toml").stat().st_mode)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_line_ends_of_others_change_nothing(ending: str, desk: Path) -> None:
    def written(name: str, text: str) -> None:
        (desk / name).write_bytes(BOM + text.replace("\n", ending).encode())

    written("mine/units.toml", UNIT)
    assert rulebook.load(desk / "mine").unit("爿") is not None
    (desk / "plain").mkdir()
    (desk / "plain/units.toml").write_text(UNIT, "utf-8")
    assert rulebook.load(desk / "mine").digest == rulebook.load(desk / "plain").digest
    (desk / "a.txt").write_text("全县新建泵站7座、水闸5座、堤坝3座，共计16座。\n", "utf-8")
    assert main(["run", "a.txt", "-q", "--no-archive"]) == Exit.FINDINGS
    written("waivers.toml", "# ours\n")
    [found] = [line for line in (desk / "output/a/findings.csv").read_text("utf-8").splitlines() if "IPX101" in line]
    accept = ["--reason", "r", "--owner", "o", "--expires", "2999-01-01"]
    assert main(["waive", "IPX101", found.split(",")[0], *accept, "-q"]) == Exit.OK
    assert main(["check", "a.txt", "-q"]) == Exit.OK


@pytest.mark.parametrize("name", ["units.toml", "checks"])
def test_rules_behind_a_link_are_not_left_out_without_a_word(name: str, desk: Path) -> None:
    (desk / "elsewhere").mkdir()
    (desk / "mine" / name).symlink_to(desk / "elsewhere", target_is_directory=True)
    with pytest.raises(RuleError, match="a link to a folder, which is not followed; put the folder itself there"):
        rulebook.load(desk / "mine")


def test_a_folder_of_rules_that_may_not_be_searched_is_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "claims" and Path(path).parent.name == "mine":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    (desk / "mine/units.toml").write_text(UNIT, "utf-8")
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(RuleError, match=r"mine/claims: the folder cannot be searched: Permission denied"):
        rulebook.load(desk / "mine")


def test_what_editors_leave_is_no_rule_file(desk: Path) -> None:
    (desk / "mine/units.toml").write_text(UNIT, "utf-8")
    (desk / "mine/.#units.toml").symlink_to("me@here.1234")
    (desk / "mine/._units.toml").write_bytes(bytes(100))
    (desk / "mine/.git").mkdir()
    (desk / "mine/.git/x.toml").write_text("[", "utf-8")
    assert rulebook.load(desk / "mine").unit("爿") is not None


TERM = "[[term]]\nid = 'share_of'\nnote = 'x'\n"
SYNONYM = "[[synonym]]\nid = 'fish'\nnote = 'x'\nname = '鱼'\nwords = []\n"
RATE = "[[rate]]\nid = 'landing'\nrate = ['上岸率']\npart = ['上岸']\n"
AVERAGE = "[[average]]\nid = 'per-boat'\nword = '船均'\nunits = "
NARROWER = "[[narrower]]\nid = 'x'\npart = 'fishing.boats'\nwhole = 'fishing.fleet'\n"
PROCEDURE = "[[procedure]]\nid = 'voyage'\nstages = [{ names = ['出海'] }]\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("units.toml", "unit = 5\n", "units.toml:1: unit must be tables, each headed [[unit]]"),
        ("units.toml", "without = 'a'\n", "units.toml:1: without: needs a list of ids in quotes"),
        ("units.toml", "without = [['a']]\n", "units.toml:1: without: needs a list of ids in quotes"),
        ("words.toml", "without = ['rise']\n", "words.toml:1: without: a list of words cannot be left out"),
        ("words.toml", f"{WORDS.replace('mine', 'bases')}['x']\n", "words.toml:2: bases: no code, pattern or cue"),
        ("words.toml", f"{WORDS.replace('mine', 'stok')}['x']\n", "words.toml:2: stok: no code, pattern or cue"),
        ("terms.toml", "without = ['prize']\n", "terms.toml:1: without: a term cannot be left out"),
        ("terms.toml", f"{TERM}word = ['x', 'y']\n", "terms.toml:2: share_of: word: Input should be a valid string"),
        ("terms.toml", f"{TERM.replace('share_of', 'share')}word = 'x'\n", "terms.toml:2: no term is called 'share'"),
        ("synonyms.toml", SYNONYM, "synonyms.toml:2: fish: words: "),
        ("definitions.toml", "[[rates]]\nid = 'x'\n", "definitions.toml:1: unknown key 'rates'"),
        ("definitions.toml", RATE, "definitions.toml:2: landing: whole: Field required"),
        ("definitions.toml", RATE + "whole = []\n", "definitions.toml:2: landing: whole: "),
        ("definitions.toml", "without = ['nets']\n", "definitions.toml:1: without: no sum 'nets' to leave out"),
        ("definitions.toml", f"{AVERAGE}['艇']\n", "definitions.toml:2: per-boat: there is no unit '艇'"),
        ("definitions.toml", NARROWER, "definitions.toml:2: x: there is no indicator 'fishing.boats'"),
        ("definitions.toml", PROCEDURE, "definitions.toml:2: voyage: stages: "),
        ("hedges.toml", HEDGE, "hedges.toml:2: x: words.0: "),
        ("reference/a.toml", "population = 1\n", "reference/a.toml:1: population must be tables"),
    ],
)  # fmt: skip
def test_a_rule_file_of_the_wrong_shape_is_a_rule_fault(name: str, text: str, said: str, desk: Path) -> None:
    (desk / "mine" / name).parent.mkdir(exist_ok=True)
    (desk / "mine" / name).write_text(text, "utf-8")
    with pytest.raises(RuleError) as fault:
        rulebook.load(desk / "mine")
    assert str(fault.value).startswith(said)


# --- patterns that ask for gigabytes ---------------------------------------------------------------------------------

#: Patterns that take gigabytes to compile, or for ever.
LARGE = [
    "(?:x){1000000000}",
    "x{1000000000}",
    "x{1000000000,}",
    "(?:x{1000}){1000}",
    "(?:(?:x{100}){100}){100}",
    "[xy]{500000,1000000}",
    "(?<=x{1000000})y",
    "(?:(?=x){1000000})y",
    "(?:a|(?:bc|d){700}e){700}",
    r"\d{ 1000000 }",
    "[(]x{1000000}",
    "(?:" + "x" * 1000 + "[)(]){1000}",
    "(?#(){1}(?:x){1000000}",
    "(?x)(?:x # (\n){1000000}",
    "(?V1)(?:[[(]a]){1000000}",
    "x" * (LONGEST + 1),
]


@pytest.mark.parametrize("pattern", LARGE, ids=[each[:24] for each in LARGE])
def test_a_pattern_that_asks_for_gigabytes_is_not_compiled(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("it was compiled"))
    with pytest.raises(PatternFault, match=r"the limit is|repeats"):
        compiled(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "x{0,1000000000}",
        r"\{1000000000}",
        "[{1000000000}]",
        "x{2,9}",
        "(?:x{0,1000}){0,1000}",
        "x{100}" * 100,
        "词|" * 9000,
    ],
)
def test_a_pattern_that_only_looks_large_is(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(" * 2000 + "x" + ")" * 2000, "pattern does not compile: its groups are nested too deeply"),
        (f"x{{{'9' * 5000}}}", "pattern repeats its parts"),
        ("x{4294967295}", "pattern repeats its parts"),
        (f"(?:x){{0,{'9' * 5000}}}", "pattern does not compile: "),
        ("(x", "pattern does not compile: missing )"),
    ],
)
def test_a_pattern_that_cannot_be_compiled_is_a_fault_of_the_pattern(pattern: str, said: str) -> None:
    with pytest.raises(PatternFault) as fault:
        compiled(pattern)
    assert str(fault.value).startswith(said)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("claims/mine.toml", CLAIM.format(pattern="(?:x){1000000000}{level}"), "2: rule mine: pattern repeats"),
        ("claims/mine.toml", CLAIM.format(pattern="(?:{level}){1000000}"), "2: rule mine: pattern repeats"),
        ("words.toml", f"{PATTERNS}['\\d{{1000000000}}']\n", "4: past: '\\\\d{1000000000}': pattern repeats"),
        ("words.toml", f"{PATTERNS}['a{{1000000000}}']\n", "4: past: 'a{1000000000}': pattern repeats"),
    ],
)
def test_the_rule_is_named_with_its_line(
    name: str, text: str, said: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "mine" / name).write_text(text, "utf-8")
    assert main(["rules", "lint", "--rules", "mine"]) == Exit.USAGE
    assert capsys.readouterr().out.startswith(f"{name}:{said}")


def test_patterns_in_every_kind_of_rule_go_through_the_same_door(desk: Path) -> None:
    shipped = rulebook.default_directory()
    for name in (
        "quantities.toml",
        "skips.toml",
        "periods.toml",
        "layout.toml",
        "indicators.toml",
        "checks/domain.toml",
    ):
        text = (shipped / name).read_text("utf-8")
        found = regex.search(r"(?m)^(pattern|where|unless|indicator) = '", text)
        assert found is not None, name
        (desk / "mine" / name).parent.mkdir(exist_ok=True)
        (desk / "mine" / name).write_text(f"{text[: found.end()]}z{{1000000000}}{text[found.end() :]}", "utf-8")
        with pytest.raises(RuleError, match="repeats its parts"):
            rulebook.load(desk / "mine")
        (desk / "mine" / name).unlink()


Part = st.recursive(
    st.sampled_from([("x", 1), (".", 1), (r"\{", 1), (r"\d", 1), ("[ab(]", 1), ("[^]{9}]", 1), ("词", 1)]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(
            lambda parts: (f"(?:{''.join(p for p, _ in parts)})", sum(n for _, n in parts))
        ),
        st.tuples(inner, st.integers(1, 90)).map(
            lambda told: (f"(?:{told[0][0]}){{{told[1]},}}", told[0][1] * told[1])
        ),
        st.tuples(inner, st.integers(1, 90)).map(lambda told: (f"(?:{told[0][0]}){{0,{told[1]}}}?", told[0][1])),
    ),
    max_leaves=12,
)


@given(Part)
def test_steps_are_counted_right(part: tuple[str, int]) -> None:
    pattern, count = part
    assert count <= steps(pattern) <= count + len(pattern)


def test_the_bound_is_in_proportion_to_what_compiling_takes() -> None:
    for pattern in ("x", "(?:xyz)"):
        bound(f"{pattern}{{{MOST // 3}}}")
        with pytest.raises(PatternFault):
            bound(f"{pattern}{{{MOST + 100}}}" + "z" * 90)
    assert compiled(f"(?:xy){{{MOST // 2}}}").fullmatch("xy" * (MOST // 2))
