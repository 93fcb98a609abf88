"""The tree of a text: what is a sentence, a clause, a bracket, and what stands in which."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipextract.model import Block, Document
from ipextract.structure import Tree, grown


def tree(*paragraphs: str) -> Tree:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for each in paragraphs:
        blocks.append(Block("paragraph", at, at + len(each)))
        at += len(each) + 1
    none = np.zeros(len(text), np.int32)
    return grown(Document("a.txt", "0" * 64, "text", text, none, none, none, None, tuple(blocks)))


def clauses(text: str) -> list[str]:
    found = tree(text)
    return [found.text[c.start : c.end] for c in found.clauses]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("渔船 12 艘，渔港 3 座；船员 40 人。", ["渔船 12 艘", "渔港 3 座", "船员 40 人"]),
        ("甲港：渔船 12 艘，增长 9%。", ["甲港", "渔船 12 艘", "增长 9%"]),
        ("渔船 12 艘（木船 5 艘，钢船 7 艘），渔港 3 座。", ["渔船 12 艘", "木船 5 艘", "钢船 7 艘", "渔港 3 座"]),
        ("在校（园）生 90 人，颗粒物（PM10）浓度 58。", ["在校（园）生 90 人", "颗粒物（PM10）浓度 58"]),
        ("化肥（折纯，含氮）12 吨。", ["化肥", "折纯", "含氮", "12 吨"]),
        ("渔港（甲港（北） 3 座、乙港 1 座） 4 座。", ["渔港", "甲港（北） 3 座、乙港 1 座", " 4 座"]),
        ("渔船）12 艘（木船。", ["渔船", "12 艘", "木船"]),
        ("在校（园），学生 90 人（（旧） 2 人）。", ["在校（园）", "学生 90 人", "（旧） 2 人"]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_sentences_end_with_their_stops_quotes_and_lines() -> None:
    found = tree("“渔船多。”船员少！渔港呢？\n好", "第二段。")
    assert [found.text[s.start : s.end] for s in found.sentences] == [
        "“渔船多。”",
        "船员少！",
        "渔港呢？",
        "\n",
        "好",
        "第二段。",
    ]
    assert [s.paragraph for s in found.sentences] == [0, 0, 0, 0, 0, 1]


def test_who_stands_where() -> None:
    text = "渔船 12 艘（木船 5 艘（旧 2 艘）），渔港 3 座；船员 40 人。"
    found = tree(text)
    outer, inner = found.bracket_at(text.index("木")), found.bracket_at(text.index("旧"))
    assert (found.depth(text.index("木")), found.depth(text.index("旧")), found.depth(text.index("港"))) == (1, 2, 0)
    assert found.brackets[inner].outer == outer
    assert found.bracket_at(text.index("渔港")) == -1
    assert found.closes_before(text.index("旧"), text.index("渔港"))
    assert not found.closes_before(text.index("渔港"), text.index("船员"))
    assert found.sentence_at(len(text) - 1) == 0
    assert found.sentence_at(len(text)) == -1
    assert found.clause_at(text.index("，")) == -1
    assert found.clauses[found.clause_at(text.index("船员"))].mark == "；"


def test_brackets_stand_in_the_innermost_one_around_them() -> None:
    found = tree(
        "渔船 9 艘（木船 5 艘（旧 2 艘（坏 1 艘）、新 3 艘（大 1 艘）））。", "渔港（甲港 3 座）、码头（乙港 1 座）。"
    )
    said = [(found.text[b.start + 1], b.outer) for b in found.brackets]
    assert said == [("木", -1), ("旧", 0), ("坏", 1), ("大", 1), ("甲", -1), ("乙", -1)]
    assert [found.depth(found.text.index(ch)) for ch in "木旧坏新大甲头"] == [1, 2, 3, 2, 3, 1, 0]
    assert [found.closes_before(found.text.index("坏"), found.text.index(ch)) for ch in "坏新大甲"] == [
        False,
        True,
        True,
        True,
    ]


def test_how_far_apart_two_characters_stand() -> None:
    found = tree("渔船 12 艘，渔港 3 座。船员 40 人。", "码头 2 座。")
    spots = {ch: found.text.index(ch) for ch in "船港员码"}
    far = [found.distance(spots[one], spots[other]) for one, other in ("船船", "船港", "船员", "船码", "码船")]
    assert far == ["clause", "sentence", "paragraph", "document", "document"]
    assert found.distance(len(found.text), 0) == found.distance(0, len(found.text)) == "document"
    assert found.distance(len(found.text), spots["码"]) == found.distance(spots["码"], len(found.text)) == "document"


def test_what_stands_below_a_heading_or_title_is_as_far_as_that() -> None:
    lines = (("title", "渔业公报"), ("heading", "一、渔船"), ("paragraph", "船员 40 人。"), ("table", "渔港 3"))
    text, blocks = "", []
    for kind, line in (*lines, ("paragraph", "码头 2 座。")):
        blocks.append(Block(kind, len(text), len(text) + len(line)))
        text += line + "\n"
    none = np.zeros(len(text), np.int32)
    found = grown(Document("a.txt", "0" * 64, "text", text, none, none, none, None, tuple(blocks)))
    spots = {ch: text.index(ch) for ch in "公一员港码"}
    far = {one + other: found.distance(spots[one], spots[other]) for one, other in ("公码", "一码", "一公", "员码")}
    assert far == {"公码": "title", "一码": "heading", "一公": "heading", "员码": "document"}
    assert (found.distance(spots["一"], spots["港"]), found.distance(spots["港"], spots["一"])) == (
        "heading",
        "document",
    )
    assert found.sentence_at(spots["港"]) == -1
    assert [paragraph.kind for paragraph in found.paragraphs] == ["title", "heading", "paragraph", "paragraph"]


def test_clauses_say_which_mark_and_bracket_they_are_behind() -> None:
    found = tree("渔船（旧）5艘（木质）（新造，7艘）；渔港：3座。")
    said = [(found.text[c.start : c.end], c.mark, c.bracket) for c in found.clauses]
    assert said == [
        ("渔船（旧）5艘（木质）", "", -1),
        ("新造", "（", 2),
        ("7艘", "，", 2),
        ("渔港", "；", -1),
        ("3座", "：", -1),
    ]
    assert [bracket.named for bracket in found.brackets] == [True, True, False]
    assert found.depth(found.text.index("旧")) == 0  # a bracket inside a name is none


def test_a_bracket_closes_in_its_paragraph_and_line() -> None:
    assert tree("渔船12艘（钢船7艘", "）渔港3座（甲\n乙）").brackets == ()


def test_a_mark_at_the_very_start_parts() -> None:
    found = tree("；渔船 12 艘，渔港 3 座。")
    assert found.parted(0, 3)
    assert not found.parted(1, 3)


def test_what_stands_outside_of_brackets_parts() -> None:
    text = "渔船（木船；钢船）12 艘，增长 9%；船员 40 人。"
    found = tree(text)
    assert found.plain(0, text.index("艘")) == "渔船12 "
    assert not found.parted(0, text.index("9%"))
    assert found.parted(0, text.index("船员"))
    assert found.parted(text.index("木船"), text.index("钢船"))


@given(st.text(alphabet="渔船12，；：。（()）\n多", max_size=60))
def test_every_character_is_a_mark_or_of_one_clause(text: str) -> None:
    found = tree(text)
    held = [0] * len(text)
    for clause in found.clauses:
        sentence = found.sentences[clause.sentence]
        assert sentence.start <= clause.start < clause.end <= sentence.end
        assert (clause.bracket >= 0) == (found.bracket_at(clause.start) >= 0)
        for at in range(clause.start, clause.end):
            held[at] += 1
    assert max(held, default=0) <= 1
    assert all(text[at] in "，；：。（()）\n" for at, n in enumerate(held) if not n)
    for sentence in found.sentences:
        assert all(
            found.clauses[i].sentence == found.sentences.index(sentence) for i in range(sentence.first, sentence.last)
        )
    for bracket in found.brackets:
        assert text[bracket.start] in "（("
        assert text[bracket.end - 1] in "）)"
        outer = found.brackets[bracket.outer] if bracket.outer >= 0 else None
        assert outer is None or (outer.start < bracket.start and bracket.end <= outer.end)
