"""One report in four forms gives the same claims; archives and pages that mean harm end with a type and in time."""

from __future__ import annotations

import io
import struct
import zipfile
from operator import attrgetter
from pathlib import Path

import pytest

from ipextract import pipeline
from ipextract.command.cli import main
from ipextract.model import Report, UnreadableDocument
from ipextract.reading import Limits, read
from ipextract.reading.docx import docx_reading
from ipextract.reading.html import html_reading
from ipextract.reading.wire import Refusal
from ipextract.rulebook import load
from office_fixtures import archive, as_docx, as_html, as_markdown, as_text, cell, docx, para, said, table

RULEBOOK = load()
FORMS = {"a.docx": as_docx, "a.html": as_html, "a.md": as_markdown}


def told(report: Report) -> list[tuple[object, ...]]:
    names = "claim_id kind value unit interval indicator indicator_id scope period basis direction base within of quote"
    read_all = attrgetter(*names.split(), "char_start", "section", "origin")
    return [read_all(claim) for claim in report.claims]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_bytes(as_text())
    return pipeline.analyse_file(path, rulebook=RULEBOOK)


# --- the same report -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_the_form_does_not_change_what_a_report_says(name: str, text: Report, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name]())
    report = pipeline.analyse_file(path, rulebook=RULEBOOK)
    assert report.document.text == text.document.text
    assert [(b.kind, b.level, b.section) for b in report.document.blocks] == [
        (b.kind, b.level, b.section) for b in text.document.blocks
    ]
    assert told(report) == told(text)
    assert len(report.claims) == 21
    assert [f.finding_id for f in report.findings] == [f.finding_id for f in text.findings]
    assert [f.code for f in report.findings] == ["IPX101"]
    assert report.document.issues == ()


@pytest.mark.parametrize(("name", "prose", "cell"), [("a.docx", "para3", "table1:row3:col2"), ("a.md", "5", "20")])
def test_every_claim_has_a_place_that_a_reader_finds(name: str, prose: str, cell: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name]())
    claims = pipeline.analyse_file(path, rulebook=RULEBOOK).claims
    assert {claim.quote: claim.place for claim in claims if claim.quote in ("1210艘", "2100")} == {
        "1210艘": prose,
        "2100": cell,
    }


def test_a_folder_of_word_and_web_files_is_read_written_and_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/a.docx").write_bytes(as_docx())
    Path("raw/b.html").write_bytes(as_html())
    assert main(["run", "raw", "-q"]) == main(["check", "raw", "-q"])
    out = capsys.readouterr().out
    assert "raw/a.docx:para5: " in out
    assert "raw/b.html:para5: " in out
    assert main(["verify", "output"]) == 0
    row = Path("output/a/claims.csv").read_text("utf-8").splitlines()[-1]
    assert ",table1:row4:col3," in row


def test_paragraphs_of_a_format_that_knows_them_are_never_joined() -> None:
    # As lines of a text the second would go on where the first stops.
    first, second = (
        "全年全港检验渔船，督促渔民更新救生设备，逐户走访登记，确保",
        "出海安全，共检验4175艘，合格率98.0%。",
    )
    reading = html_reading(f"<p>{first}</p><p>{second}</p>".encode(), Limits())
    assert said(reading) == [f"para1: {first}", f"para2: {second}"]


# --- what means harm -----------------------------------------------------------------------------------------------


def refusal(data: bytes, limits: Limits | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        docx_reading(data, limits or Limits())
    return caught.value


def patched(data: bytes, **fields: int) -> bytes:
    """A ZIP file whose central directory says something else of its first entry."""
    at = data.index(b"PK\x01\x02")
    offsets = {"flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<I"), "size": (24, "<I")}
    changed = bytearray(data)
    for name, value in fields.items():
        offset, form = offsets[name]
        struct.pack_into(form, changed, at + offset, value)
    return bytes(changed)


SOUND = docx(para("码头12座。"))
DEEP = "<w:sdt><w:sdtContent>" * 150 + para("码头12座。") + "</w:sdtContent></w:sdt>" * 150
ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
WIDE = cell("12", '<w:gridSpan w:val="60000"/>')
LAUGHS = "<!DOCTYPE d [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i + 1} '{f'&a{i};' * 10}'>" for i in range(12)) + "]>"


def with_main(document: str) -> bytes:
    files = {name: SOUND_FILES[name] for name in SOUND_FILES} | {"word/document.xml": document.encode()}
    return archive(files)


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


SOUND_FILES = _files(SOUND)


@pytest.mark.parametrize(
    ("data", "limits", "outcome", "part"),
    [
        (SOUND[: len(SOUND) // 2], Limits(), "truncated", "directory at the end"),
        (SOUND[:200] + b"\0" * 40 + SOUND[240:], Limits(), "damaged", "cannot be read"),
        (patched(SOUND, flags=1), Limits(), "encrypted", "password"),
        (archive({**SOUND_FILES, "../../escape.xml": b"x"}), Limits(), "damaged", "leads out"),
        (archive({**SOUND_FILES, "/etc/x": b"x"}), Limits(), "damaged", "leads out"),
        (docx(para("码头12座。" * 400_000)), Limits(), "limit", "times its size"),
        (docx(para("码头12座。")), Limits(archive_bytes=500), "limit", "500 bytes"),
        (docx(para("码头12座。")), Limits(archive_entries=3), "limit", "entries"),
        (docx(para("码头12座。")), Limits(chars=5), "limit", "5 characters"),
        (docx(DEEP), Limits(), "limit", "depth"),
        (with_main(ENTITY + "<w:document xmlns:w='x'>&x;</w:document>"), Limits(), "damaged", "DTD"),
        (with_main(LAUGHS + "<d>&a12;</d>"), Limits(), "limit", "cannot be parsed"),
        (with_main("<w:document"), Limits(), "damaged", "cannot be parsed"),
        (with_main("<workbook xmlns='x'/>"), Limits(), "unsupported", "spreadsheet"),
        (archive({"a.txt": b"12"}), Limits(), "unsupported", "ZIP archive"),
        (archive({"OFD.xml": b"<a/>"}), Limits(), "unsupported", "OFD"),
        (archive({"[Content_Types].xml": b"<a/>"}), Limits(), "damaged", "main part"),
        (docx(""), Limits(), "empty", "no text"),
        (docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"), Limits(), "no-text", "pictures"),
        (docx(table(WIDE * 20, WIDE)), Limits(), "limit", "columns"),
    ],
)  # fmt: skip
def test_archives_that_are_not_what_they_should_be(data: bytes, limits: Limits, outcome: str, part: str) -> None:
    found = refusal(data, limits)
    assert (found.outcome, part in found.message) == (outcome, True), found.message


def test_a_child_that_needs_too_much_is_stopped_and_the_document_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(para("码头12座。") * 20_000))
    with pytest.raises(UnreadableDocument) as caught:
        read(path, limits=Limits(memory=64 * 1024 * 1024))
    assert (caught.value.outcome, caught.value.name) == ("limit", str(path))


def test_html_that_is_nested_without_end_is_refused_and_a_page_with_long_lines_read() -> None:
    with pytest.raises(Refusal) as caught:
        html_reading(("<div>" * 100_000 + "码头12座。").encode(), Limits())
    assert caught.value.outcome == "limit"
    with pytest.raises(Refusal) as caught:
        html_reading(("<p>" + "码" * 11_000_000).encode(), Limits())
    assert caught.value.outcome == "limit"
    assert len(said(html_reading(("<b>" * 200 + "码头12座。" * 10_000).encode(), Limits()))) == 1
