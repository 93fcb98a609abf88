"""The pages in a browser: marks, filters, keys, print and pictures, without the network, a fault or a barrier."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ipextract import pipeline, rulebook, years
from ipextract.command import pages
from ipextract.model import Claim, Report
from ipextract.rulebook.entries import titles_of
from ipextract.writing import difference_page, page, page_index, reasons
from ipextract.writing.speech import Lang, flat, say

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make setup")

CHROMIUM = os.environ.get("IPEXTRACT_TEST_CHROMIUM") or shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path: apt-get install chromium")

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = [ROOT / "raw" / f"guangzhou-ip-{year}.pdf" for year in (2023, 2024)]
HOSTILE = (
    "<script>document.title='ran'</script>县2024年年报\n"
    "“<img src=x onerror=\"document.title='ran'\">”全县新建小学7所、初中5所、高中3所，共计16所。\n"
    '=HYPERLINK("http://c.example","看")全县建成公路35公里。\u202e\u200f全县建成桥梁9座。\n'
    f"</script><!--全县植树{'7' * 200}棵。\n"
)
WHY = (
    "海城市2031年渔业统计公报\n"
    "2031年末，登记渔船4175艘（外省籍210艘），从业渔民9300人，其中持证\u200b8800人。\n"
    "水产品产量51万吨，比上年增长3.2%，其中海水养殖30万吨，占比58.8%。\n\n"
    "登记渔船4175艘，从业渔民9300人，其中钢质渔船3020艘。\n\n"
    "| 港口 | 泊位（个） | 比上年增长（%） |\n|---|---|---|\n"
    "| 东𠮷 港 | 12 | 20.0 |\n| 西 港 | 30 | 3.4 |\n| 合计 | 42 | 7.7 |\n"
)
LANGS: tuple[Lang, ...] = ("zh", "en")
TITLES = titles_of(rulebook.files_of(rulebook.load()))
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


@dataclass
class Shown:
    """A page in a browser with what it asked for and complained of."""

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def inside(self, selector: str) -> bool:
        """Whether the first element of a selector stands inside the window."""
        box = self.page.locator(selector).first.bounding_box()
        size = self.page.viewport_size
        return bool(
            box and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
            and box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
        )  # fmt: skip

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.className"))

    def barriers(self) -> list[str]:
        """What an accessibility scan finds that is serious or critical, each with its first place."""
        found = axe.Axe().run(self.page).response["violations"]
        grave = [each for each in found if each["impact"] in ("serious", "critical")]
        return [f"{each['id']}: {each['nodes'][0]['target']} {each['nodes'][0]['failureSummary']}" for each in grave]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [pipeline.analyse_file(path) for path in SAMPLES]


@pytest.fixture(scope="module")
def output(reports: list[Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a run writes it, with Chinese pages."""
    place = tmp_path_factory.mktemp("output with spaces")
    book = rulebook.load()
    entries = [page_index.unread_entry("raw/locked.pdf", "asks for a password")]
    for report, source in zip(reports, SAMPLES, strict=True):
        (place / source.stem).mkdir()
        pages.write_pages(report, place / source.stem, "zh", source, titles=TITLES)
        entries.append(page_index.entry_of(report, source.stem, "zh"))
    editions = [years.edition_of(report) for report in reports]
    pages.write_index(entries, [years.compare(editions[0], editions[1], book)], place, "zh", book)
    (place / "hostile").mkdir()
    (place / "quiet").mkdir()
    quiet = pipeline.analyse_text("云岭县2024年年报\n全县建成公路35公里，新建小学7所。\n", name="quiet.txt")
    (place / "quiet" / "report.html").write_bytes(page.to_bytes(quiet, "en"))
    hostile = pipeline.analyse_text(HOSTILE, name="<img src=x>.txt")
    (place / "hostile" / "report.html").write_bytes(page.to_bytes(hostile, "en"))
    (place / "why").mkdir()
    for lang in LANGS:
        (place / "why" / f"{lang}.html").write_bytes(page.to_bytes(why_report(), lang, titles=TITLES))
    return place


@lru_cache(maxsize=1)
def why_report() -> Report:
    return pipeline.analyse_text(WHY, name="why.md")


@pytest.fixture
def visit(browser: Any, output: Path) -> Iterator[Any]:
    """Opens a file of the output; whatever the test does there, nothing may be fetched and nothing may go wrong."""
    opened: list[tuple[Any, Shown]] = []

    def open_file(name: str, size: dict[str, int] = WIDE, scheme: str = "light") -> Shown:
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        shown = Shown(context.new_page())
        shown.page.on("request", lambda request: shown.asked.append(request.url))
        shown.page.on("console", lambda message: shown.said.append(message.text))
        shown.page.on("pageerror", lambda fault: shown.said.append(str(fault)))
        file, _, anchor = name.partition("#")
        shown.page.goto((output / file).as_uri() + (f"#{anchor}" if anchor else ""))
        opened.append((context, shown))
        return shown

    yield open_file
    for context, shown in opened:
        context.close()
        assert shown.said == []
        assert [url for url in shown.asked if not url.startswith("file:")] == []


REPORT = "guangzhou-ip-2024/report.html"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_worst_finding_is_in_the_first_window(visit: Any, reports: list[Report], size: dict[str, int]) -> None:
    shown = visit(REPORT, size)
    first = shown.page.locator(".finding").first
    assert first.get_attribute("data-severity") == "error"
    assert shown.inside(".finding h3")
    assert shown.inside(".finding .draw")
    assert shown.page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_click_on_a_finding_brings_its_marks_into_view_and_a_click_on_a_mark_leads_back(
    visit: Any, reports: list[Report], size: dict[str, int]
) -> None:
    shown = visit(REPORT, size)
    for finding in reports[1].findings:
        card = f"#{finding.finding_id}"
        shown.page.locator(f"{card} a.go").click()
        ids = [role.claim.claim_id for role in finding.roles]
        assert shown.focused() in ids
        assert shown.inside(f"#{shown.focused()}")
        assert shown.page.locator("mark.on").evaluate_all("marks => marks.map(mark => mark.id).sort()") == sorted(ids)
        shown.page.locator("mark.on").first.click()
        assert shown.focused() == "go"
        assert shown.inside(f"{card} h3")


def test_enter_leads_to_the_marks_and_back(visit: Any) -> None:
    shown = visit(REPORT)
    shown.page.locator("a.go").nth(1).focus()
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.tagName") == "MARK"
    assert shown.inside("mark:focus")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.closest('.finding').id") == (
        shown.page.locator(".finding").nth(1).get_attribute("id")
    )


def test_a_number_tells_what_is_known_of_it(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    related = {claim.claim_id for each in reports[1].relations for claim in each.relation.claims}
    uncovered = next(each.claim_id for each in reports[1].coverage if each.claim_id not in related)
    shown.page.locator(f"#{uncovered}").click()
    told = shown.page.locator("#about").inner_text()
    claim = next(each for each in reports[1].claims if each.claim_id == uncovered)
    assert claim.indicator in told
    assert "没有关系涉及这个数字" in told
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#about").is_hidden()
    assert shown.focused() == uncovered


def test_arrows_lead_through_the_numbers(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    ordered = [each.claim_id for each in sorted(reports[1].claims, key=lambda each: each.char_start)]
    shown.page.locator(f"#{ordered[0]}").focus()
    for _ in range(3):
        shown.page.keyboard.press("ArrowRight")
    shown.page.keyboard.press("ArrowLeft")
    assert shown.focused() == ordered[2]


def test_the_tab_key_goes_from_the_findings_to_the_filters_to_the_text_and_on(visit: Any) -> None:
    shown = visit(REPORT)
    area = """() => { const at = document.activeElement;
        for (const where of ['header', '.skip', '.tiles', '.finding', '.tools', '.pg', '#text mark', '#text', '.after'])
            if (at.closest(where)) return where; return at.tagName; }"""
    stops: list[str] = []
    while "BODY" not in stops and len(stops) < 200:
        shown.page.keyboard.press("Tab")
        stops.append(shown.page.evaluate(area))
    visited = [stop for stop, before in zip(stops, [None, *stops], strict=False) if stop != before]
    assert visited[:5] == [".skip", "header", ".tiles", ".finding", ".tools"]
    assert visited[-2:] == [".after", "BODY"]
    assert stops.count("#text mark") == 1


def test_filters_by_kind_severity_section_and_state(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    lit = "#text section:not([hidden]) mark[id]:not(.off)"
    growths = [claim for claim in reports[1].claims if claim.kind == "growth"]
    assert shown.page.locator(lit).count() == len(reports[1].claims)
    shown.page.locator("input[name=kind][value='2']").uncheck()
    assert shown.page.locator(lit).count() == len(reports[1].claims) - len(growths)
    shown.page.locator(".tools .reset").click()
    shown.page.locator("#state").select_option("u")
    assert shown.page.locator(lit).count() == sum(not each.checked for each in reports[1].coverage)
    shown.page.locator(".tools .reset").click()
    shown.page.locator("input[name=severity][value=error]").uncheck()
    assert shown.page.locator(".finding:visible").count() == 0
    assert shown.page.locator("#none").is_visible()
    shown.page.locator(".tools .reset").click()
    parts = shown.page.locator("#part option").count() - 1
    for i in range(1, parts + 1):
        shown.page.locator("#part").select_option(index=i)
        assert shown.page.locator("#text section:visible").count() == 1
        seen = shown.page.locator(".finding:visible a.q").evaluate_all("links => links.map(link => link.hash)")
        inside = shown.page.locator("#text section:visible mark").evaluate_all("all => all.map(mark => '#' + mark.id)")
        assert not seen or set(seen) & set(inside)
    total = len(reports[1].findings)
    assert f"/{total} 个发现" in shown.page.locator("#shown").inner_text()


def test_a_finding_leads_out_of_a_filter_that_hides_its_marks(visit: Any) -> None:
    shown = visit(REPORT)
    shown.page.locator("#state").select_option("u")
    shown.page.locator("a.go").first.click()
    assert shown.inside("mark:focus")
    assert shown.page.locator("mark.off").count() == 0


def test_pictures_are_loaded_when_a_page_is_opened_and_carry_boxes(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    shown.page.wait_for_load_state("networkidle")
    assert not [url for url in shown.asked if url.endswith(".webp")]
    shown.page.locator("#p2 summary").click()
    shown.page.wait_for_function("document.querySelector('#p2 img').naturalWidth > 0")
    assert [url.rsplit("/", 1)[1] for url in shown.asked if url.endswith(".webp")] == ["p2.webp"]
    boxes = sum(box.page == 2 for claim in reports[1].claims for box in claim.boxes)
    assert shown.page.locator("#p2 .box").count() == boxes
    image = shown.page.locator("#p2 img").bounding_box()
    edges = "all => all.map(b => b.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
    corners = shown.page.locator("#p2 .box").evaluate_all(edges)
    for left, top, right, bottom in corners:
        assert image["x"] <= left <= right <= image["x"] + image["width"]
        assert image["y"] <= top <= bottom <= image["y"] + image["height"]


def test_print_shows_findings_open_and_no_controls(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    shown.page.emulate_media(media="print")
    for control in ("#theme", ".tools .reset", "#about", "#back", ".skip"):
        assert not shown.page.locator(control).first.is_visible(), control
    printed = pypdfium2.PdfDocument(shown.page.pdf(format="A4"))
    text = "".join(printed[i].get_textpage().get_text_range() for i in range(len(printed)))
    printed.close()
    squeezed = "".join(text.split())
    for finding in reports[1].findings:
        assert finding.finding_id in squeezed
    assert "".join(reports[1].claims[-1].quote.split()) in squeezed


def test_an_address_with_a_finding_or_a_number_opens_there(visit: Any, reports: list[Report]) -> None:
    last = reports[1].findings[-1]
    shown = visit(f"{REPORT}#{last.finding_id}")
    assert shown.inside(f"#{last.finding_id} h3")
    claim = reports[1].claims[-1].claim_id
    shown = visit(f"{REPORT}#{claim}")
    assert shown.inside(f"#{claim}")


def test_the_way_back_of_the_browser_leads_to_the_finding(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    card = shown.page.locator(".finding").nth(1)
    card.locator("a.go").click()
    mark = shown.focused()
    assert shown.page.url.endswith(f"#{mark}")
    shown.page.go_back()
    shown.page.wait_for_selector("a.go:focus")
    assert shown.page.url.endswith(f"#{card.get_attribute('id')}")
    assert shown.page.evaluate("document.activeElement.closest('.finding').id") == card.get_attribute("id")
    assert shown.inside("a.go:focus")
    shown.page.go_forward()
    shown.page.wait_for_selector("mark:focus")
    assert shown.focused() == mark
    assert shown.inside("mark:focus")


def test_the_place_of_a_number_of_a_finding_opens_its_page(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    finding = reports[1].findings[-1]
    card = shown.page.locator(f"#{finding.finding_id}")
    page_number = max(finding.roles, key=lambda role: role.claim.char_start).claim.page
    card.locator(".badges .place").click()
    opened = f"details#p{page_number}[open]"
    shown.page.wait_for_selector(f"{opened} .box.on")
    ids = {role.claim.claim_id for role in finding.roles if role.claim.page == page_number}
    assert set(shown.page.locator(f"{opened} .box.on").evaluate_all("all => all.map(box => box.dataset.id)")) == ids
    assert shown.inside(f"{opened} .box.on")
    shown.page.keyboard.press("Escape")
    assert shown.page.evaluate("document.activeElement.closest('.finding').id") == finding.finding_id


def test_the_coverage_leads_to_the_numbers_that_nothing_checks(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    lit = "#text section:not([hidden]) mark[id]:not(.off)"
    link = shown.page.locator(".coverage a.un").nth(2)
    told = int(link.inner_text())
    link.click()
    assert shown.page.locator(lit).count() == told == shown.page.locator(f"{lit}.u").count()
    assert shown.inside("mark:focus")
    shown.page.locator("p > a.un").click()
    assert shown.page.locator(lit).count() == sum(not each.checked for each in reports[1].coverage)


def test_the_ledger_leads_to_each_number_that_is_no_data(visit: Any) -> None:
    shown = visit(REPORT)
    shown.page.locator(".group summary").first.click()
    shown.page.wait_for_selector(".group[open] small a")
    rows = shown.page.locator(".group").first.locator("li")
    most = max(range(rows.count()), key=lambda i: rows.nth(i).locator("a").count())
    row = rows.nth(most)
    tops = []
    for i in range(row.locator("a").count()):
        row.locator("a").nth(i).click()
        assert row.inner_text().startswith(shown.page.evaluate("document.activeElement.textContent").strip())
        assert shown.inside("#text i:focus")
        tops.append(shown.page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
    assert len(tops) > 1
    assert tops == sorted(tops)


def test_an_empty_filter_says_so_and_offers_the_way_out(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    absent = {"error", "warning", "suspicion", "info"} - {each.severity for each in reports[1].findings}
    off = shown.page.locator("input[name=severity]:disabled").evaluate_all("all => all.map(box => box.value)")
    assert set(off) == absent
    shown.page.locator("input[name=severity]:enabled").first.uncheck()
    shown.page.locator("#none button").click()
    assert shown.page.locator("#none").is_hidden()
    assert shown.page.locator(".finding:visible").count() == len(reports[1].findings)


def test_what_is_told_of_a_number_does_not_hide_it(visit: Any) -> None:
    shown = visit(REPORT, NARROW)
    mark = shown.page.locator("#text mark.u").nth(6)
    mark.evaluate("mark => mark.scrollIntoView({ block: 'end' })")
    mark.click()
    panel, place = shown.page.locator("#about").bounding_box(), mark.bounding_box()
    assert 0 <= place["y"] < place["y"] + place["height"] <= panel["y"]


def test_a_picture_moves_nothing_when_it_comes(visit: Any) -> None:
    shown = visit(REPORT)
    height = "document.documentElement.scrollHeight"
    before = shown.page.evaluate(f"document.querySelector('#p1').open = true, {height}")
    shown.page.locator("#p1").scroll_into_view_if_needed()
    shown.page.locator("#p1 img").evaluate("image => image.decode()")
    assert shown.page.evaluate(height) == before


def test_of_a_page_of_many_numbers_every_finding_is_still_found(
    visit: Any, output: Path, reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MANY", 10)
    (output / "many.html").write_bytes(page.to_bytes(reports[0], "zh"))
    shown = visit("many.html")
    assert shown.page.evaluate("getComputedStyle(document.querySelector('#text p')).contentVisibility") == "auto"
    for i in range(shown.page.locator("a.go").count()):
        shown.page.locator("a.go").nth(i).click()
        shown.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")
        assert shown.inside("mark:focus")


def test_paper_is_light_whatever_the_theme(visit: Any) -> None:
    shown = visit(REPORT, scheme="dark")
    ink = "getComputedStyle(document.body).color.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    assert shown.page.evaluate(ink) > 450
    shown.page.emulate_media(media="print", color_scheme="dark")
    assert shown.page.evaluate(ink) < 200
    shown.page.locator("#theme").dispatch_event("click")
    shown.page.locator("#theme").dispatch_event("click")
    assert shown.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert shown.page.evaluate(ink) < 200


def test_the_theme_can_be_turned(visit: Any) -> None:
    shown = visit(REPORT, scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = shown.page.evaluate(ground)
    shown.page.locator("#theme").click()
    assert shown.page.evaluate(ground) != dark
    shown.page.locator("#theme").click()
    assert shown.page.evaluate(ground) == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", [REPORT, "index.html", "hostile/report.html", "quiet/report.html"])
def test_nothing_bars_anybody(visit: Any, name: str, size: dict[str, int], scheme: str) -> None:
    shown = visit(name, size, scheme)
    assert shown.barriers() == []
    if name == REPORT:
        shown.page.evaluate("document.querySelectorAll('details:not(.pg)').forEach(each => { each.open = true; })")
        shown.page.locator("mark.u").first.click()
        assert shown.barriers() == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_hostile_text_is_shown_and_does_nothing(visit: Any, size: dict[str, int]) -> None:
    shown = visit("hostile/report.html", size)
    text = shown.page.locator("#text").inner_text()
    assert "<script>document.title='ran'</script>" in text
    assert '=HYPERLINK("http://c.example","看")' in text
    assert "U+202E" in text
    assert shown.page.title() != "ran"
    assert shown.page.locator("img").count() == 0
    assert shown.page.evaluate("document.documentElement.scrollWidth") == size["width"]
    shown.page.locator("a.go").first.click()
    assert shown.inside("mark:focus")


def test_the_index_leads_to_reports_and_findings(visit: Any, reports: list[Report]) -> None:
    shown = visit("index.html")
    assert shown.page.locator(".spark").count() > 5
    message = shown.page.locator(".worst a").first
    address = message.get_attribute("href")
    message.click()
    shown.page.wait_for_url("**/report.html#*")
    assert shown.page.url.endswith(address)
    assert shown.inside(f"#{address.split('#')[1]} h3")
    shown.page.locator("header a").click()
    shown.page.wait_for_url("**/index.html")


@pytest.mark.parametrize("wide", [320, 420, 1280])
def test_two_years_side_by_side_scroll_only_inside_their_tables(
    browser: Any, reports: list[Report], tmp_path: Path, wide: int
) -> None:
    book = rulebook.load()
    editions = [years.edition_of(each) for each in reports]
    long = replace(editions[1], name="白皮书" * 60 + "9" * 200 + ".pdf")
    found = years.difference(years.compare(editions[0], long, book), book)
    (tmp_path / "diff.html").write_bytes(difference_page.to_bytes([found], "zh"))
    opened = browser.new_page(viewport={"width": wide, "height": 900})
    opened.goto((tmp_path / "diff.html").as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= wide
    boxes = [each.bounding_box() for each in opened.locator("h1, h2, p, article, .scroll").all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= wide for box in boxes)
    assert len(opened.locator("tbody tr").all()) == len(found.rows)
    opened.close()


PANEL = """(id) => {
    const close = document.querySelector('#close');
    if (!close.parentNode.hidden) close.click();
    const mark = document.getElementById(id);
    mark.click();
    if (document.querySelector('#about').hidden) {
        const link = [...document.querySelectorAll('.finding .q')].find((each) => each.hash === `#${id}`);
        link.closest('li').querySelector('.how').click();
    }
    const label = (row) => row.previousElementSibling.textContent;
    const part = (row, what) => [...row.querySelectorAll(what)];
    return [...document.querySelectorAll('#facts dd')].filter((row) => row.querySelector('small')).map((row) => [
        label(row), part(row, ':scope > a').map((link) => link.hash.slice(1)).join(),
        part(row, 'small > [lang]').map((each) => each.textContent.slice(1, -1)),
        row.querySelector('small').lastChild.data, row.firstChild.textContent,
    ]).concat([[...(CSS.highlights.get('said') || [])].map((range) => range.toString().replace(/\\s+/g, ' '))]);
}"""


def told_by(report: Report, claim: Claim, lang: Lang) -> list[list[Any]]:
    """What ``why`` says of a claim: labels, other numbers, words, reasons and values."""
    by_id = {each.claim_id: each for each in report.claims}
    at_it = sorted(reasons.joined_to(report, claim), key=lambda each: by_id[each.other].char_start)
    found = []
    for each in (*reasons.readings(report)[claim.claim_id], *at_it):
        value = flat(each.value) or say(lang, "explain_none")
        if each.other:
            value = f"{printed(by_id[each.other].quote)} {flat(by_id[each.other].indicator)}"
        spans = [printed(report.document.text[a:b]) for a, b in each.spans]
        found.append(
            [say(lang, each.label), each.other, spans, reasons.title(TITLES, each.by, lang, each.otherwise), value]
        )
    return found


def printed(words: str) -> str:
    """Words as the page shows them: what acts unseen by its code."""
    return " ".join("".join(f"U+{ord(ch):04X}" if ch == "\u200b" else ch for ch in words).split())


def test_every_number_tells_what_why_says_of_it(visit: Any, reports: list[Report]) -> None:
    for name, report, lang in (
        (REPORT, reports[1], "zh"), ("why/zh.html", why_report(), "zh"), ("why/en.html", why_report(), "en"),
    ):  # fmt: skip
        shown = visit(name)
        for claim in report.claims:
            [kind, *told, lit] = shown.page.evaluate(PANEL, claim.claim_id)
            assert kind[3] == reasons.title(TITLES, claim.rule, lang, claim.rule)
            expected = told_by(report, claim, lang)
            assert told == expected, claim.claim_id
            own = len(reasons.readings(report)[claim.claim_id])
            assert sorted(lit) == sorted(words for row in expected[:own] for words in row[2])


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_words_that_gave_something_are_links_to_where_they_stand(visit: Any, size: dict[str, int]) -> None:
    shown = visit(REPORT, size)
    shown.page.locator("#text mark.u").last.click()
    words = shown.page.locator("#facts small a").filter(has_text="“广州")
    place = """() => { const tops = [...CSS.highlights.get('said')].map((range) => range.getBoundingClientRect().top);
        return [Math.min(...tops), document.querySelector('#about').getBoundingClientRect().top]; }"""
    assert shown.page.evaluate(place)[0] < 0
    words.first.focus()
    shown.page.keyboard.press("Enter")
    top, panel = shown.page.evaluate(place)
    assert 0 < top < panel


def test_a_number_of_a_finding_tells_how_it_was_read_from_its_card(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    finding = reports[1].findings[0]
    button = shown.page.locator(f"#{finding.finding_id} .how").first
    button.focus()
    shown.page.keyboard.press("Enter")
    mark = shown.focused()
    assert mark in [role.claim.claim_id for role in finding.roles]
    assert shown.inside("#about")
    shown.page.keyboard.press("Enter")
    assert shown.focused() == "close"
    shown.page.keyboard.press("Escape")
    assert shown.focused() == mark
    assert shown.page.locator("#about").is_hidden()
    assert shown.page.evaluate("CSS.highlights.get('said').size") == 0
    shown.page.keyboard.press("Escape")
    assert shown.page.evaluate("document.activeElement.closest('.finding').id") == finding.finding_id


def test_another_number_that_is_told_of_is_a_link_to_it(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    cited = {role.claim.claim_id for finding in reports[1].findings for role in finding.roles}
    edge = next(each for each in reports[1].edges if each.source not in cited)
    shown.page.locator(f"#{edge.source}").click()
    shown.page.locator(f"#facts a[href='#{edge.target}']").first.click()
    shown.page.wait_for_selector(f"#{edge.target}:focus")
    assert shown.inside(f"#{edge.target}")
    shown.page.go_back()
    shown.page.wait_for_selector(f"#{edge.source}:focus")


def test_what_is_open_is_printed_whole(visit: Any, reports: list[Report]) -> None:
    shown = visit(REPORT)
    shown.page.locator("#text mark.u").last.click()
    told = "".join(shown.page.locator("#facts dl").inner_text().split())
    printed_file = pypdfium2.PdfDocument(shown.page.pdf(format="A4"))
    text = "".join(printed_file[i].get_textpage().get_text_range() for i in range(len(printed_file)))
    printed_file.close()
    assert told[-20:] in "".join(text.split())


def test_a_browser_that_marks_no_words_tells_them_all_the_same(browser: Any, output: Path) -> None:
    opened = browser.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.add_init_script("delete window.Highlight")
    opened.goto((output / "why" / "zh.html").as_uri())
    opened.locator("#text mark").last.click()
    assert "“" in opened.locator("#facts").inner_text()
    assert faults == []
    opened.close()


def test_without_scripts_the_page_is_text_and_findings(browser: Any, output: Path, reports: list[Report]) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((output / REPORT).as_uri())
    assert opened.locator("#text mark").count() == len(reports[1].claims)
    assert opened.locator(".finding").count() == len(reports[1].findings)
    assert opened.locator("#about").is_hidden()
    assert opened.locator(".how").count() == 0
    context.close()
