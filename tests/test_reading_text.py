"""Text files: what is read, what is refused and why."""

from __future__ import annotations

import hashlib
import pickle

import pytest

from ipextract.model import UnreadableDocument
from ipextract.reading import Limits, read

NOTE = "全港年末登记渔船4175艘，同比增长4.4%，渔民人均收入三万二千元，各项工作稳步推进，成效明显。"


def outcome(path, data: bytes, limits: Limits | None = None) -> UnreadableDocument:
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        read(path, limits=limits)
    return caught.value


def texts(path, data: bytes) -> list[list[tuple[int, str]]]:
    path.write_bytes(data)
    return [[(line.number, line.text) for line in page.items] for page in read(path).pages]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_the_same_lines(tmp_path, encoding):
    path = tmp_path / "a.txt"
    assert texts(path, f"{NOTE}\r\n\r\n渔港3个。\n".encode(encoding)) == [[(1, NOTE), (3, "渔港3个。")]]


def test_source_names_the_file_and_its_digest(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(NOTE.encode())
    source = read(str(path))
    assert (source.name, source.format) == (str(path), "text")
    assert source.sha256 == hashlib.sha256(NOTE.encode()).hexdigest()


def test_form_feed_turns_the_page_and_lines_count_on(tmp_path):
    path = tmp_path / "a.txt"
    assert texts(path, "一\n\n二\n\f三\n四\n".encode()) == [[(1, "一"), (3, "二")], [(4, "三"), (5, "四")]]


def test_one_leading_space_turns_the_page_where_blank_lines_part_all_lines(tmp_path):
    path = tmp_path / "a.txt"
    data = " 甲\n\n乙\n\n丙\n 丁\n\n戊\n\n己\n\n庚\n"
    assert texts(path, data.encode()) == [
        [(1, " 甲"), (3, "乙"), (5, "丙")],
        [(6, " 丁"), (8, "戊"), (10, "己"), (12, "庚")],
    ]


def test_one_leading_space_is_an_indent_elsewhere(tmp_path):
    assert len(texts(tmp_path / "a.txt", " 甲\n乙\n 丙\n丁\n".encode())) == 1


def test_text_is_told_by_its_bytes_not_by_its_suffix(tmp_path):
    assert texts(tmp_path / "report.dat", b"abc 12\n") == [[(1, "abc 12")]]


def test_missing(tmp_path):
    with pytest.raises(UnreadableDocument) as caught:
        read(tmp_path / "none.txt")
    assert caught.value.outcome == "missing"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", "\u3000\f\n".encode()])
def test_empty(tmp_path, data):
    assert outcome(tmp_path / "a.txt", data).outcome == "empty"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "XML"),
        (b"From: <Saved by Blink>\n", ".mht"),
        (b"abc\0def", "offset 3"),
    ],
)
def test_unsupported_says_what_it_looks_like(tmp_path, data, said):
    error = outcome(tmp_path / "a.txt", data)
    assert error.outcome == "unsupported"
    assert said in error.message


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"just text"])
def test_pdf_by_name_only_is_damaged(tmp_path, data):
    error = outcome(tmp_path / "a.pdf", data)
    assert error.outcome == "damaged"
    assert "looks like" in error.message


def test_bad_bytes_are_named(tmp_path):
    error = outcome(tmp_path / "a.txt", "渔港".encode() + b"\xff\xff" + "渔港".encode())
    assert error.outcome == "encoding"
    assert "offset 6" in error.message


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "koi8-r"])
def test_other_encodings_are_not_taken_for_gb18030(tmp_path, encoding):
    words = {
        "big5": "全港年末登記漁船總數較上年同期增長，漁民收入穩步提高，各項工作進展順利，水產品質量總體良好。",
        "shift_jis": "港の漁船はことし四千隻をこえ、まえの年とくらべて少し増えました。漁民の収入も増えています。",
        "koi8-r": "В порту зарегистрировано больше судов, чем в прошлом году, доходы выросли.",
    }
    assert outcome(tmp_path / "a.txt", words[encoding].encode(encoding)).outcome == "encoding"


def test_cut_utf8_is_not_read(tmp_path):
    assert outcome(tmp_path / "a.txt", (NOTE * 4).encode()[:-1]).outcome == "encoding"


def test_lost_characters_are_an_issue(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("渔船\ufffd175艘。", "utf-8")
    assert [issue.code for issue in read(path).issues] == ["IPX802"]


def test_size_limit(tmp_path):
    error = outcome(tmp_path / "a.txt", b"x" * 100, Limits(file_bytes=99))
    assert error.outcome == "limit"


def test_a_directory_is_no_document(tmp_path):
    with pytest.raises(UnreadableDocument) as caught:
        read(tmp_path)
    assert caught.value.outcome == "unsupported"


def test_errors_cross_process_borders(tmp_path):
    error = outcome(tmp_path / "a.txt", b"")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes
