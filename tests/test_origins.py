"""Each field of a claim says which words gave it, and those words stand where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from papers import BOOK, PAPERS, paper, read

TITLE = "海城市2031年渔业统计公报\n"
#: Name, kinds of weight and rates of the rules' own words stand in no text.
FIXED = frozenset("的").union(*BOOK.terms.share, BOOK.terms.ranking_name, BOOK.terms.prize)


def told(text: str, quote: str, field: str) -> tuple[str, list[str]]:
    """The reason and the words of a field of the claim printed as ``quote``."""
    report = read(text)
    claim = next(each for each in report.claims if each.quote == quote)
    origin = next(each for each in report.origins if (each.claim, each.field) == (claim.claim_id, field))
    return origin.by, [report.document.text[a:b] for a, b in origin.spans]


@pytest.mark.parametrize(
    ("text", "quote", "by", "words"),
    [
        ("登记渔船4175艘。", "4175艘", "before", ["登记渔船"]),
        ("建成12座渔港。", "12座", "behind", ["建成", "渔港"]),
        ("受理渔民申请900件，办结870件。", "870件", "bare-verb", ["渔民申请", "办结"]),
        ("登记渔船4175艘，增长2%。", "2%", "level", ["登记渔船"]),
        ("海水、淡水养殖面积分别为30公顷和20公顷。", "20公顷", "distributed", ["淡水养殖面积"]),
        ("近海渔船12艘、远洋渔船8艘，合计20艘。", "20艘", "total", ["渔船", "合计"]),
        ("渔船检验年初计划30艘，完成31艘。", "31艘", "bare-verb", ["渔船检验"]),
    ],
)
def test_names_say_their_words_and_form(text: str, quote: str, by: str, words: list[str]) -> None:
    assert told(TITLE + text, quote, "indicator") == (by, words)


@pytest.mark.parametrize(
    ("text", "field", "by", "words"),
    [
        (TITLE + "登记渔船4175艘。", "scope", "title", ["海城市"]),
        (TITLE + "东湾镇登记渔船4175艘。", "scope", "clause", ["东湾镇"]),
        (TITLE + "东湾镇渔民众多，登记渔船4175艘。", "scope", "sentence", ["东湾镇"]),
        (TITLE + "登记渔船4175艘。", "period", "title", ["2031"]),
        (TITLE + "2030年，登记渔船4175艘。", "period", "sentence", ["2030年"]),
        (TITLE + "2030年登记渔船4175艘。", "period", "clause", ["2030年"]),
        (TITLE + "渔港12座，上年登记渔船4175艘。", "period", "year-before", ["2031", "上年"]),
        (TITLE + "登记渔船8350艘，是上年（4175艘）的2倍。", "period", "year-before", ["2031", "上年"]),
        (TITLE + "登记渔船8350艘，比五年前的4175艘多。", "period", "own-date", ["五年前"]),
        (TITLE + "年末登记渔船4175艘。", "basis", "stands", ["年末"]),
        (TITLE + "累计登记渔船4175艘。", "basis", "ran-up", ["累计"]),
        (TITLE + "新增渔船4175艘。", "basis", "came-in", ["新增"]),
    ],
)
def test_place_time_and_basis_say_their_words(text: str, field: str, by: str, words: list[str]) -> None:
    assert told(text, "4175艘", field) == (by, words)


@pytest.mark.parametrize(
    ("text", "by", "words"),
    [
        ("登记渔船4175艘，比上年增长2%。", "said", ["比上年"]),
        ("登记渔船4175艘，增长2%。", "usual", []),
        ("登记渔船4175艘，比年初增加96艘，增长2%。", "beside", ["比年初"]),
    ],
)
def test_what_a_growth_is_held_against_says_its_words(text: str, by: str, words: list[str]) -> None:
    assert told(TITLE + text, "2%", "base") == (by, words)


@pytest.mark.parametrize(
    ("text", "whole", "by"),
    [
        ("登记渔船4175艘，其中钢质渔船3020艘，占比72%。", "登记渔船", "of-edge"),
        ("登记渔船4175艘。登记渔船中，钢质渔船3020艘，占比72%。", "登记渔船", "of-frame"),
        ("登记渔船4175艘。\n登记渔船中：\n钢质渔船3020艘，占比72%；", "登记渔船", "of-frame"),
        ("教师620人。专任教师中，硕士以上210人，占比72%。", "专任教师", "of-frame"),
        ("登记渔船4175艘。从材质看，钢质渔船3020艘，占比72%。", "登记渔船", "of-divided-in-its-unit"),
        ("登记渔船4175艘，钢质的3020艘，占比72%。", "登记渔船", "of-topic"),
        ("渔民90人，占渔民总数的30%；船员60人，占比72%。", "渔民", "as-share-before"),
        ("渔民90人，占渔民总数的30%。从区域看，渔民代表占72%。", "渔民", "of-divided"),
        ("登记渔船4175艘，其中钢质渔船3020艘，木质渔船占72%。", "登记渔船", "before-among"),
        ("登记渔船4175艘，渔民占72%。", "登记渔船", "of-nearest"),
        ("渔船4175艘。登记渔船占72%。", "渔船", "of-named-in-subject"),
        ("渔船4175艘，占登记船舶的30%。近海船舶占72%。", "登记船舶", "as-alike-share"),
        ("渔民90人。城镇占72%。", "渔民", "of-alike-topic"),
        ("渔民90人。从区域看，东湾占72%。", "渔民", "of-divided"),
    ],
)
def test_the_whole_of_a_share_is_found_by_words(text: str, whole: str, by: str) -> None:
    report = read(TITLE + text)
    share = next(claim for claim in report.claims if claim.quote == "72%")
    assert (share.base, told(TITLE + text, "72%", "base")[0]) == (whole, by)


def test_cells_say_their_row_and_column() -> None:
    rows = "渔港\t2030年泊位（个）\t2031年泊位（个）\t增长（%）\n东湾港\t40\t42\t5.0\n西湾港\t34\t35\t2.9\n"
    assert told(TITLE + rows, "42", "indicator") == ("row", ["东湾港"])
    assert told(TITLE + rows, "40", "period") == ("head", ["2030年"])
    assert told(TITLE + rows, "5.0", "indicator") == ("level", ["东湾港"])
    assert told(TITLE + rows, "5.0", "period") == ("beside", [])
    years = "年份\t渔港（座）\t码头（座）\n2030年\t11\t28\n2031年\t12\t30\n"
    assert told(TITLE + years, "28", "indicator") == ("head", ["码头（座）"])
    assert told(TITLE + years, "28", "period") == ("row", ["2030年"])


@pytest.mark.parametrize("part", [3020, 30, 41750])
def test_no_whole_hangs_on_how_large_a_number_is(part: int) -> None:
    report = read(f"{TITLE}登记渔船4175艘。从材质看，钢质渔船{part}艘，占比72%。")
    assert report.claims[-1].base == "登记渔船"


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_names_are_made_of_the_words_that_they_name(path: Path) -> None:
    report = paper(path)
    text, by_id = report.document.text, {claim.claim_id: claim for claim in report.claims}
    prose = {claim.claim_id for claim in report.claims if claim.origin == "prose"}
    names = [each for each in report.origins if each.field == "indicator" and each.spans and each.claim in prose]
    assert names or not prose
    for each in names:
        said = "".join(text[a:b] for a, b in each.spans)
        name = by_id[each.claim].indicator
        rest = iter(name)
        assert all(ch in rest for ch in said), (name, said)
        base = by_id[each.claim].base or ""
        assert not [ch for ch in name if ch not in said and ch not in FIXED and ch not in base], (name, said)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_edges_and_columns_of_a_claim_say_the_same(path: Path) -> None:
    """What ``of`` names is the target of an edge, and no number is its own level or part."""
    report = paper(path)
    owners = {each.source: each.target for each in report.edges if each.role == "value-of"}
    assert {claim.claim_id: claim.of for claim in report.claims if claim.of is not None} == owners
    assert all(each.source != each.target for each in report.edges)
