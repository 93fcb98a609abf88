"""report.html and index.html as files: every number marked once, nothing let in, the same counts as the report."""

from __future__ import annotations

import base64
import html
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html as markup

from ipextract import pipeline, rulebook, years
from ipextract.command import pages
from ipextract.exact.interval import Interval, point
from ipextract.model import Finding, Report, UnreadableDocument, Waiver
from ipextract.reading.facsimile import facsimiles
from ipextract.rulebook.entries import titles_of
from ipextract.writing import page, page_index, reasons
from ipextract.writing.curve import Spot, curve, missing
from ipextract.writing.drawing import Bar, axis_of, bars, wholes
from ipextract.writing.json import ledger
from ipextract.writing.page_data import packed
from ipextract.writing.page_findings import place_in_words, shown
from ipextract.writing.page_text import Ruler

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "raw" / "guangzhou-ip-2024.pdf"
LIMIT = 100 * 1024
TITLES = titles_of(rulebook.files_of(rulebook.load()))
WRONG = "全县新建小学7所、初中5所、高中3所，共计16所。\n"
TABLE = "| 名 | 数 |\n|---|---|\n| 东 港 | 12 |\n"
HOSTILE = (
    "<script>alert('a')</script>县2024年年报\n"
    f"“<img src=x onerror=alert(1)>”{WRONG}"
    '=HYPERLINK("http://c.example","看")全县建成公路35公里。\u202e\u200f全县建成桥梁9座。\n'
    f"</script><!--全县植树{'7' * 200}棵。\n"
)


@pytest.fixture(scope="module")
def sample() -> Report:
    return pipeline.analyse_file(SAMPLE)


@pytest.fixture(scope="module")
def whole(sample: Report) -> bytes:
    drawn = facsimiles(SAMPLE, sample.document.sha256, range(1, sample.document.page_count + 1))
    return page.to_bytes(sample, "zh", drawn, home="../index.html", titles=TITLES)


def tree(data: bytes) -> Any:
    return markup.fromstring(data.decode())


def squeezed(text: str) -> str:
    return "".join(text.split())


def units(text: str) -> bytes:
    """A text without white space as a script counts it, two bytes a unit."""
    return squeezed(text).encode("utf-16-le")


def test_the_sample_fits_into_a_hundred_kilobytes(sample: Report, whole: bytes) -> None:
    assert len(whole) <= LIMIT
    assert len(page.to_bytes(sample, "en", titles=TITLES)) <= LIMIT


def test_every_claim_is_marked_once_in_text_order_with_its_quote(sample: Report, whole: bytes) -> None:
    marks = [(mark.get("id"), mark.text_content()) for mark in tree(whole).xpath("//*[@id='text']//mark")]
    ordered = sorted(sample.claims, key=lambda claim: claim.char_start)
    assert marks == [(claim.claim_id, claim.quote) for claim in ordered]


def test_the_text_is_whole(sample: Report, whole: bytes) -> None:
    shown = tree(whole).xpath("//*[@id='text']/section")
    for added in [each for part in shown for each in part.xpath(".//*[contains(@class, 'pg')]")]:
        added.drop_tree()
    assert squeezed("".join(part.text_content() for part in shown)) == squeezed(sample.document.text)


def test_numbers_that_are_no_claims_are_marked_with_their_reason(sample: Report, whole: bytes) -> None:
    marked = tree(whole).xpath("//*[@id='text']//i[not(@class)]")
    assert {each.get("title") for each in marked} >= {"日期", "序数", "文号", "电话"}
    listed = tree(whole).xpath("//ul[@class='ledger']/li/small")
    inside = [m for m in ledger(sample) if any(c.char_start < m.end and m.start < c.char_end for c in sample.claims)]
    assert len(listed) == len(marked) == len(ledger(sample)) - len(inside)


def test_an_unexplained_number_comes_first_in_the_ledger() -> None:
    report = pipeline.analyse_text(WRONG)
    [total] = [m for m in report.mentions if m.printed == "16所"]
    left = replace(report, claims=tuple(c for c in report.claims if c.quote != "16所"), residue=(total,), findings=())
    found = tree(page.to_bytes(left, "en"))
    assert [each.text_content() for each in found.xpath("//*[@id='text']//i[@class='x']")] == ["16所"]
    assert found.xpath("//details[@class='group']/summary")[0].text_content().split() == ["unexplained", "1"]


def test_uncovered_claims_are_marked_as_such(sample: Report, whole: bytes) -> None:
    marked = {each.get("id") for each in tree(whole).xpath("//mark[contains(concat(' ', @class, ' '), ' u ')]")}
    assert marked == {each.claim_id for each in sample.coverage if not each.checked}
    assert marked


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_let_in_but_what_the_policy_names(sample: Report, lang: Any) -> None:
    found = tree(page.to_bytes(sample, lang))
    [policy] = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style] = found.xpath("//style/text()")
    [script] = found.xpath("//script[not(@type)]/text()")
    for text, kind in ((style, "style"), (script, "script")):
        assert f"{kind}-src 'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not found.xpath("//@style | //@*[starts-with(name(), 'on')] | //link | //iframe | //base")
    assert not [each for each in found.xpath("//@src | //@href") if re.match(r"[a-z]+:|//", each)]


def test_findings_come_worst_first_and_count_as_in_the_report() -> None:
    report = pipeline.analyse_text(WRONG)
    [found] = report.findings
    softer = replace(found, finding_id="f1", severity="suspicion")
    waiver = Waiver(found.code, "f2", (), (), "", "原文勘误", "li", None, date(2030, 1, 1))
    waived = replace(found, finding_id="f2", waiver=waiver)
    shown = tree(page.to_bytes(replace(report, findings=(waived, softer, found)), "en"))
    assert shown.xpath("//article/@id") == [found.finding_id, "f1", "f2"]
    assert [each.text for each in shown.xpath("//*[@class='tiles']//b")] == ["1", "0", "1", "0"]
    assert "原文勘误" in shown.xpath("//article[@id='f2']")[0].text_content()


def test_a_finding_tells_its_arithmetic_in_words_and_as_a_drawing() -> None:
    report = pipeline.analyse_text(WRONG)
    shown = tree(page.to_bytes(report, "en"))
    [card] = shown.xpath("//article")
    words = " ".join(card.text_content().split())
    assert "7所 + 5所 + 3所 makes 15; printed is 16所, 1 apart." in words
    assert "16所 were 15所" in words
    assert card.xpath(".//*[name()='svg']/@aria-label") == ["7所 + 5所 + 3所 makes 15; printed is 16所, 1 apart."]
    assert card.xpath(".//a[@class='go']/@href")[0][1:] in shown.xpath("//mark/@id")


def test_a_fact_printed_twice_is_told_as_such() -> None:
    report = pipeline.analyse_text("全市作品登记量4512件。\n\n全市作品登记量4521件，创新高。\n")
    [card] = tree(page.to_bytes(report, "zh")).xpath("//article")
    assert "另一处为 4512件，此处为 4521件，相差 9。" in card.text_content()


def test_a_page_of_very_many_findings_shows_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "FINDINGS", 1)
    report = pipeline.analyse_text(WRONG)
    [found] = report.findings
    softer = replace(found, finding_id="f1", severity="info")
    shown = tree(page.to_bytes(replace(report, findings=(softer, found)), "en"))
    assert shown.xpath("//article/@id") == [found.finding_id]
    assert "1 more findings are in findings.csv" in shown.text_content()
    assert [each.text for each in shown.xpath("//*[@class='tiles']//b")] == ["1", "0", "0", "1"]


def test_hostile_text_is_text() -> None:
    report = pipeline.analyse_text(HOSTILE, name="<b>&\u202e.txt")
    data = page.to_bytes(report, "zh")
    found = tree(data)
    assert len(found.xpath("//script")) == 2
    assert not found.xpath("//img")
    assert "\u202e" not in data.decode()
    assert "\u200f" not in data.decode()
    text = found.xpath("//*[@id='text']")[0].text_content()
    assert "<script>alert('a')</script>" in text
    assert '=HYPERLINK("http://c.example","看")' in text
    assert "U+202E" in text
    assert "7" * 200 in text
    [block] = found.xpath("//script[@id='data']/text()")
    assert "<" not in block


def test_what_rules_are_called_is_text() -> None:
    report = pipeline.analyse_text(WRONG)
    hostile = "</script><img src=x onerror=alert(1)>\u202e"
    found = tree(page.to_bytes(report, "en", titles={claim.rule: (hostile, hostile) for claim in report.claims}))
    assert len(found.xpath("//script")) == 2
    assert not found.xpath("//img")
    [block] = found.xpath("//script[@id='data']/text()")
    assert "<" not in block
    assert "\u202e" not in block
    assert "onerror" in block


@dataclass
class Numbers:
    """Numbers of a packed text, one after the other."""

    text: str
    at: int = 0

    def one(self) -> int:
        found, times = 0, 1
        while True:
            digit = ord(self.text[self.at]) - 61
            self.at += 1
            found += digit % 32 * times
            times *= 31
            if digit > 31:
                return found

    def signed(self) -> int:
        number = self.one()
        return -(number + 1) // 2 if number % 2 else number // 2


def test_packed_numbers_are_plain_letters_and_come_back() -> None:
    numbers = [0, 1, 30, 31, 32, 960, 961, 31 + 31**2, 31**4, 10**9]
    text = packed(numbers)
    assert text.startswith("]^{=^>^")
    assert not set(text) & set("<\\\"&'`")
    found = Numbers(text)
    assert [found.one() for _ in numbers] == numbers
    assert found.at == len(text)


@pytest.mark.parametrize(
    "text", [WRONG, "甲县年报\n\n全县新建\u200b小学 7所，其中𠮷乡3所。\n\n| 名 | 数 |\n|---|---|\n| 东 港 | 12 |\n"]
)
def test_the_block_holds_what_why_tells_with_words_by_their_place_in_the_text(text: str) -> None:
    report = pipeline.analyse_text(text, name="a.md")
    found = tree(page.to_bytes(report, "zh", titles=TITLES))
    shown = units("".join(each.text_content() for each in found.xpath("//*[@id='text']/section")))
    inside = "preceding::text()[ancestor::section[@class='part']]"
    marks = found.xpath("//*[@id='text']//mark")
    before = {mark.get("id"): len(units("".join(mark.xpath(inside)))) // 2 for mark in marks}
    data = json.loads(found.xpath("//script[@id='data']/text()")[0])
    numbers, entries = Numbers(data["o"]), []
    while numbers.at < len(data["o"]):
        reason, value = data["w"][numbers.one()], numbers.one()
        entries.append((reason, value, [(numbers.signed(), numbers.one()) for _ in range(numbers.one())]))
    numbers, told = Numbers(data["c"]), reasons.readings(report)
    for claim in sorted(report.claims, key=lambda each: each.char_start):
        numbers.one(), numbers.signed(), [numbers.one() for _ in range(numbers.one())]
        [kind, *mine] = [entries[numbers.one()] for _ in range(numbers.one())]
        numbers.one()
        assert kind[0][1] == reasons.title(TITLES, claim.rule, "zh", claim.rule)
        assert len(mine) == len(told[claim.claim_id])
        for (reason, value, words), each in zip(mine, told[claim.claim_id], strict=True):
            assert reason[1] == reasons.title(TITLES, each.by, "zh", each.otherwise)
            said = []
            for at, length in words:
                start = at + before[claim.claim_id] if at < 0 else at
                said.append(shown[2 * start : 2 * (start + length)].decode("utf-16-le"))
            raw = [squeezed(report.document.text[a:b]).replace("\u200b", "U+200B") for a, b in each.spans]
            assert said == raw
            if not each.other:
                assert (data["s"][value] or "".join(said)) == (each.value or "无")
    assert numbers.at == len(data["c"])


def test_words_that_are_not_written_in_one_piece_have_no_place() -> None:
    ruler = Ruler("一 二\n三\u200b四𠮷")
    ruler.write(0, 3)
    ruler.open("c1", 4, 5)
    ruler.write(4, 8)
    assert ruler.stretch(0, 3) == (0, 2)
    assert ruler.stretch(5, 8) == (3, 6 + 1 + 2)
    assert ruler.opened == {"c1": 3}
    assert ruler.stretch(2, 5) is None
    assert ruler.stretch(1, 2) is None
    assert Ruler("五").stretch(0, 1) is None


def test_a_report_without_numbers_has_a_page() -> None:
    found = tree(page.to_bytes(pipeline.analyse_text("县里没有数字。"), "en"))
    assert not found.xpath("//mark[@id] | //article")
    assert found.xpath("//p[@class='fine']")


def test_equal_reports_give_equal_bytes(sample: Report) -> None:
    assert page.to_bytes(sample, "en") == page.to_bytes(pipeline.analyse_file(SAMPLE), "en")


def test_pages_are_drawn_beside_the_page_and_loaded_when_opened(sample: Report, tmp_path: Path) -> None:
    (tmp_path / page.PICTURES).mkdir()
    (tmp_path / page.PICTURES / "p99.webp").write_bytes(b"of an earlier run")
    written = pages.write_pages(sample, tmp_path, "zh", SAMPLE).page
    found = tree(written.read_bytes())
    images = found.xpath("//details[not(@open)]//img[@loading='lazy']/@src")
    assert images == [f"report-pages/p{n}.webp" for n in range(1, sample.document.page_count + 1)]
    files = sorted(path.name for path in (tmp_path / page.PICTURES).iterdir())
    assert files == sorted(Path(each).name for each in images)
    assert all((tmp_path / each).read_bytes()[8:12] == b"WEBP" for each in images)


def test_of_a_long_document_only_pages_that_findings_cite_are_drawn(
    sample: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_PICTURES", 2)
    written = pages.write_pages(sample, tmp_path, "en", SAMPLE).page
    found = tree(written.read_bytes())
    cited = {box.page for each in sample.findings for role in each.roles for box in role.claim.boxes}
    assert found.xpath("//img/@src") == [f"report-pages/p{n}.webp" for n in sorted(cited)[:2]]
    assert "more than 2 pages" in found.text_content()


def test_a_source_that_changed_is_not_drawn(sample: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(SAMPLE.read_bytes() + b"\n")
    written = pages.write_pages(sample, tmp_path, "en", other).page
    assert not tree(written.read_bytes()).xpath("//img")
    assert "the file has changed since it was read" in written.read_text("utf-8")
    assert "no pictures of its pages" in capsys.readouterr().err
    assert not (tmp_path / page.PICTURES).exists()


def test_the_index_links_to_what_is_there(sample: Report, tmp_path: Path) -> None:
    earlier = pipeline.analyse_file(SAMPLE.with_name("guangzhou-ip-2023.pdf"))
    book = rulebook.load()
    entries = [page_index.unread_entry("raw/<locked>.pdf", "asks for a password")]
    for report, folder in ((earlier, "a b"), (sample, "2024 #1")):
        (tmp_path / folder).mkdir()
        pages.write_pages(report, tmp_path / folder, "en", None)
        entries.append(page_index.entry_of(report, folder, "en"))
    compared = years.compare(years.edition_of(earlier), years.edition_of(sample), book)
    written = pages.write_index(entries, [compared], tmp_path, "en", book)
    found = tree(written.read_bytes())
    errors = sum(each.severity == "error" for report in (earlier, sample) for each in report.findings)
    assert found.xpath("//*[@class='tiles']/li/b/text()")[0] == str(errors)
    assert found.xpath("//li/h2/text()")[0] == "<locked>.pdf"
    assert len(found.xpath("//section//article")) == len(compared.findings)
    assert found.xpath("//*[name()='svg' and @class='spark']")
    links = found.xpath("//a/@href")
    assert links
    for link in links:
        address, _, anchor = link.partition("#")
        target = tmp_path / address.replace("%20", " ").replace("%23", "#")
        assert not anchor or re.search(rf"id=\"?{anchor}\b", target.read_text("utf-8")), link
        assert target.is_file()


def numbers_in(drawing: str) -> list[float]:
    return [float(each) for each in re.findall(r"\b(?:x|cx|width)=\"(-?[\d.]+)\"", drawing)]


@pytest.mark.parametrize(
    ("computed", "printed"),
    [
        (point(34), point(26)),
        (point(10**400), point(3)),
        (Interval(None, Fraction(1204)), point(1240)),
        (Interval(Fraction(5), None), point(1)),
        (Interval(Fraction(1, 3), Fraction(2, 3)), Interval(Fraction(1), Fraction(4, 3))),
        (point(0), point(0)),
        (Interval(None, None), Interval(None, None)),
    ],
)
def test_intervals_of_any_size_are_drawn_inside_the_drawing(computed: Interval, printed: Interval) -> None:
    rows = Bar("a<b", computed, computed, "computed"), Bar("x" * 500, printed, printed, "printed")
    drawing = str(bars(*rows, "1", "says"))
    assert all(-2 <= each <= 340 for each in numbers_in(drawing))
    assert "a&lt;b" in drawing
    assert len(drawing) < 2000


def test_the_gap_between_two_intervals_is_shaded_and_no_other() -> None:
    def shaded(one: Interval, other: Interval) -> bool:
        return "apart" in bars(Bar("", one, one, "computed"), Bar("", other, other, "printed"), "", "")

    assert shaded(point(34), point(26))
    assert not shaded(point(26), Interval(Fraction(25), Fraction(27)))


def test_whole_numbers_stand_on_both_sides_of_an_interval_without_one() -> None:
    value = Interval(Fraction("22.34"), Fraction("22.41"), lower_open=True)
    drawing = str(wholes(Bar("", value, value, "computed"), "near", "says"))
    assert re.findall(r'class="tick"[^>]*>(\d+)<', drawing) == ["22", "23"]


def texts_in(drawing: str) -> list[tuple[float, float, str]]:
    """Where texts of a drawing stand from left to right at the width of its font, their line, and what they say."""
    found = re.findall(r'<text(?: class="(\w+)")? x="([\d.]+)" y="([\d.]+)">([^<]*)<', drawing)
    return [(float(x) - (wide(text) / 2 if name else 0), float(y), text) for name, x, y, text in found]


def wide(text: str) -> float:
    return sum(12 if ord(ch) > 0x2E80 else 8 for ch in text)


@pytest.mark.parametrize("values", [(34, 26), (100, 101), (1, 10**9), (10**9, 1), (3, 10**60)])
def test_the_words_of_a_drawing_stand_inside_it_and_apart(values: tuple[int, int]) -> None:
    one, other = (Bar(f"原文 {value}项", point(value), point(value), "computed") for value in values)
    third = Interval(values[1] + Fraction(1, 3), values[1] + Fraction(1, 2))
    crowd = [
        bars(one, other, f"相差 {values[0] - values[1]}", "says"),
        wholes(Bar(f"推算 {third}", third, third, "computed"), "附近的整数", "says"),
    ]
    for drawing in map(str, crowd):
        places = texts_in(drawing)
        for left, line, text in places:
            assert left >= -0.1
            assert left + wide(html.unescape(text)) <= 340.1
            beside = [each for each in places if each[1] == line and each[0] > left]
            assert all(left + wide(html.unescape(text)) <= each[0] for each in beside)


def test_a_gap_too_narrow_for_its_name_has_it_beside() -> None:
    hedged = Interval(Fraction(0), Fraction(1000))
    one, other = Bar("", hedged, point(500), "computed"), Bar("", hedged, point(501), "printed")
    drawing = str(bars(one, other, "相差 1", "says"))
    [shade] = re.findall(r'class="apart" x="([\d.]+)" y="\d+" width="([\d.]+)"', drawing)
    [(left, _, _)] = [each for each in texts_in(drawing) if each[2] == "相差 1"]
    assert left >= float(shade[0]) + float(shade[1])


def test_a_curve_breaks_where_years_are_missing_and_shows_what_was_restated() -> None:
    spots = [
        Spot("2020", "5", Fraction(5)),
        Spot("2021", "7", Fraction(7), (Fraction(9),)),
        Spot("2024", "6", Fraction(6)),
    ]
    drawing = str(curve(spots, "says"))
    assert re.findall(r'class="(line[^"]*)"', drawing) == ["line", "line miss"]
    assert drawing.count('class="other"') == 1
    assert re.findall(r'class="year"[^>]*>(\d+)<', drawing) == ["2020", "2021", "2024"]
    across = [float(each) for each in re.findall(r'class="dot" cx="([\d.]+)"', drawing)]
    assert across[2] - across[1] == pytest.approx(3 * (across[1] - across[0]), abs=0.3)
    assert missing([spot.period for spot in spots])
    assert not missing(["2020", "2021"])


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("p2:l18", "第2页第18行"), ("7", "第7行"), ("table1:row2:col3", "表1第2行第3列"), ("para9", "第9段"),
        ("a-2023.pdf:p5:l16", "a-2023.pdf 第5页第16行"), ("", ""),
    ],
)  # fmt: skip
def test_places_are_told_in_words(place: str, words: str) -> None:
    assert place_in_words(place, "zh") == words
    assert place_in_words("p2:l18", "en") == "page 2, line 18"


def test_the_words_beside_a_quote_end_with_its_paragraph_and_cut_no_number() -> None:
    text = "第一段。\n\n去年全县增长12.75%，全县今年一共新建小学7所、初中5所、高中3所，共计16所。\n\n第二段。"
    report = pipeline.analyse_text(text)
    quotes = {each.quote: each for each in shown(report, "zh")[0].quotes}
    assert quotes["16所"].after == "。"
    assert quotes["16所"].before.startswith("…")
    assert re.match("…[^，。、]", str(quotes["7所"].before))
    for each in quotes.values():
        around = f"{each.before}{each.quote}{each.after}".strip("…")
        assert around in text
        left, right = text.index(around), text.index(around) + len(around)
        assert not (text[left - 1].isdigit() and around[0] in "0123456789.%")
        assert not (around[-1].isdigit() and text[right : right + 1] in tuple("0123456789.%"))


def test_a_bound_is_told_as_one() -> None:
    report = pipeline.analyse_text("全县共有桥梁12座，其中石桥15座。\n")
    [card] = tree(page.to_bytes(report, "zh")).xpath("//article")
    assert "inf" not in card.text_content()
    assert "≤" in card.text_content()


def test_the_name_of_a_rule_is_not_shown_as_words_of_the_text() -> None:
    report = pipeline.analyse_text("全县建成公路约30余公里。\n")
    [card] = tree(page.to_bytes(report, "zh")).xpath("//article")
    assert report.findings[0].cue not in report.document.text
    assert report.findings[0].cue not in card.text_content()


def test_a_curve_of_equal_values_is_level() -> None:
    drawing = str(curve([Spot("2023", "5", Fraction(5)), Spot("2024", "5", Fraction(5))], html.escape("a")))
    assert len(set(re.findall(r'class="dot" cx="[\d.]+" cy="([\d.]+)"', drawing))) == 1


def test_an_axis_leaves_a_margin() -> None:
    axis = axis_of([Fraction(10), Fraction(20)])
    assert axis.low < 10 < 20 < axis.high


def test_an_accepted_finding_marks_no_number() -> None:
    report = pipeline.analyse_text(WRONG)
    known: Finding = replace(report.findings[0], known=True)
    shown = tree(page.to_bytes(replace(report, findings=(known,)), "en"))
    assert not shown.xpath("//mark[contains(@class, 's-')]")


def test_the_index_names_what_was_not_read_without_the_folders_of_this_machine(tmp_path: Path) -> None:
    shelf = pages.Shelf(tmp_path, "en", rulebook.load())
    fault = UnreadableDocument(f"{tmp_path}/cut.pdf", "truncated", "the end mark is missing", "fetch it again")
    shelf.unread(tmp_path / "cut.pdf", fault, "cut")
    found = tree(shelf.close([]).read_bytes())
    assert found.xpath("//li/h2/text()") == ["cut.pdf"]
    assert "truncated: the end mark is missing (fetch it again)" in found.text_content()
    assert "1 document, 1 not read" in found.text_content()
    assert str(tmp_path) not in found.text_content()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "表1 收入（单位：万元）\n\n| 项目 | 金额 |\n|---|---|\n| 税收 | 1200 |\n| 非税 | 300 |\n| 合计 | 1600 |\n",
            "1200 + 300 得 1500；原文为 1600，相差 100。按四舍五入，推算结果可为 [1499, 1501]，1600 代表 [1599.5",
        ),
        (
            "全市学生12.5万人，教师1.02万人，师生共计13.9万人。\n",
            "12.5万人 + 1.02万人 得 13.52万；原文为 13.9万人，相差 0.38万。按四舍五入，推算结果可为 [13.465万, 13.57",
        ),
        (
            "全县有学校500所，其中小学150所，占35.2%。\n",
            "150所 ÷ 500所 得 30%；原文为 35.2%，相差 5.2。按四舍五入，35.2% 代表 [35.15%, 35.25%]。",
        ),
        (
            "三次产业结构为10.2：40.3：48.5。\n",
            "10.2 + 40.3 + 48.5 得 99；应为 100，相差 1。按四舍五入，10.2 + 40.3 + 48.5 代表 [98.85, 99.15]。",
        ),
        (
            "全县有效发明专利1900件，每万人口有效发明专利拥有量9.5件；有效商标注册量52000件，每万人口有效商标注册量300件。\n",
            "1900件 ÷ 9.5件 × 10000 得 2000000；52000件 ÷ 300件 × 10000 得 1733333，相差 266666.7。按四舍五入，前者",
        ),
        ("全县共有桥梁12座，其中石桥15座。\n", "按其他数字，只能 ≤ 12座；原文为 15座，超出 3。"),
    ],
)  # fmt: skip
def test_the_sentence_counts_as_the_print_does(text: str, said: str) -> None:
    report = pipeline.analyse_text(text, name="a.md" if "|" in text else "a.txt")
    [card] = shown(report, "zh")
    assert card.sentence.startswith(said)
