"""Prints how fast the archive takes in reports and answers, with many reports in it.

    python bench/archive.py [--reports N] [--repeat N] [--keep FILE] [--json]

One text a year goes through the pipeline; the reports of all other places are that report with another name of the
place, so that what is measured is the archive and not the pipeline. Times of questions are the best of N, each with
opening and closing the file as the commands do.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from ipextract.archive import Archive
    from ipextract.model import Report
    from ipextract.rulebook import Rulebook

T = TypeVar("T")

YEARS: Final = range(2021, 2031)
PLACE: Final = "青岚"
#: Names of as many characters as ``PLACE``, so that no offset changes.
FIRST, LAST = "东西南北上下江河湖海山石云松", "陵川州阳宁平安原溪桥浦岭泉关林"
SERIES: Final = "patent.granted"

TEXT: Final = """{year}年青岚市知识产权发展白皮书
一、专利
{year}年，全市专利授权量{a}件，同比增长{g}%，其中发明专利授权量{b}件，占{s}%。年末有效发明专利量{c}件，比上年增加{d}件。
实用新型专利授权量{e}件，外观设计专利授权量{f}件。PCT国际专利申请量{d}件，同比下降3.2%。每万人口发明专利拥有量{p}件。
二、商标
全年商标申请量{c}件，商标注册量{e}件，同比增长6.8%。年末有效商标注册量{h}万件，位居全省第3位。
地理标志产品{k}个，比上年增加2个，涉及企业{f}家，年产值{m}亿元，同比增长{g}%。
三、保护
全市法院受理知识产权案件{e}件，审结{b}件，同比增长9.5%，结案率{p}%，涉案金额{m}亿元。
检察机关批准逮捕{k}人，提起公诉{f}人。公安机关立案{d}件，破案{k}件，抓获{f}人，为企业挽回损失{m}万元。
市场监管部门查处商标违法案件{d}件，罚没金额{h}万元，移送司法机关{k}件。海关扣留侵权货物{f}批，涉及商品{e}件。
四、运用
专利质押融资金额{m}亿元，同比增长{g}%，惠及企业{d}家。专利转让{a}次，许可{f}次，合同成交额{h}亿元。
五、服务
年末有专利代理机构{k}家，执业专利代理师{d}人，全年接待咨询{e}人次，举办培训{k}场，培训{c}人次。
发放资助资金{m}万元，资助项目{f}项。新增国家级示范企业{k}家，省级示范企业{d}家，累计{f}家。
"""


def main() -> int:
    """Builds an archive, asks it, and prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="Archive to make, or to ask when it is there.")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(asked.keep or Path(folder) / "archive.duckdb", asked.reports, asked.repeat)
    print(json.dumps(figures, indent=2) if asked.json else "\n".join(f"{k:<48}{v:>10,}" for k, v in figures.items()))
    return 0


def measured(path: Path, wanted: int, repeat: int) -> dict[str, Any]:
    """What each piece of work takes; an archive that is there already is only asked."""
    from ipextract.archive import Archive
    from ipextract.rulebook import load

    book = load()
    figures: dict[str, Any] = {}
    archive = Archive(path)
    if not path.exists():
        reports = list(generated(wanted, book))
        figures["reports"] = len(reports)
        figures["claims"] = sum(len(report.claims) for report in reports)
        began = time.perf_counter()
        for report in reports:
            archive.ingest(report, book)
        seconds = time.perf_counter() - began
        figures["ingest, reports/s"] = round(len(reports) / seconds, 1)
        again = reports[:: max(1, len(reports) // 100)]
        _, seconds = best(1, lambda: [archive.ingest(report, book) for report in again])
        figures["ingest of what is known, reports/s"] = round(len(again) / seconds, 1)
    figures["size, MB"] = round(path.stat().st_size / 1e6, 1)
    place = f"{FIRST[1]}{LAST[1]}市"
    for label, question in questions(archive, book, place).items():
        answer, seconds = best(repeat, question)
        figures[f"{label} ({len(answer)}), ms"] = round(seconds * 1e3, 1)
    return figures


def questions(archive: Archive, book: Rulebook, place: str) -> dict[str, Callable[[], Any]]:
    """What the commands ask, by name; each answer has a length."""
    from ipextract import years

    def series(indicator: str, area: str) -> Any:
        return years.listed(years.series_of(archive.editions(area=area, indicator=indicator), book), indicator)

    return {
        "opening and closing": lambda: [archive.path] if opened(archive) else [],
        "series of one place, by id": lambda: series(SERIES, place),
        "series of one place, by name": lambda: series("商标注册量", place),
        "all of one place": lambda: archive.editions(area=place),
        "two years of one place": lambda: archive.editions(area=place, years=["2029", "2030"]),
        "indicators()": archive.indicators,
        "documents()": archive.documents,
        "series of all places, by id": lambda: series(SERIES, ""),
    }


def opened(archive: Archive) -> bool:
    """Opens the archive and closes it again."""
    with archive.open():
        return True


def generated(wanted: int, book: Rulebook) -> Iterator[Report]:
    """So many reports of different places and years, year after year for one place after the other."""
    yearly = [yearly_report(year, book) for year in YEARS]
    count = 0
    for first, last in product(FIRST, LAST):
        for year, report in zip(YEARS, yearly, strict=True):
            if count == wanted:
                return
            count += 1
            yield moved(report, first + last, year)


def yearly_report(year: int, book: Rulebook) -> Report:
    """The report of one year, through the whole pipeline."""
    from ipextract import pipeline

    n = year - YEARS[0]
    values = {
        "a": 7421 + 831 * n, "b": 2210 + 217 * n, "c": 9035 + 911 * n, "d": 412 + 37 * n, "e": 5206 + 440 * n,
        "f": 63 + 4 * n, "g": f"{11.2 - n / 4:.2f}", "h": f"{12.4 + n:.1f}", "k": 21 + n, "m": f"{3.6 + n / 2:.1f}",
        "p": f"{81.1 + n / 3:.1f}", "s": f"{29.8 - n / 5:.1f}",
    }  # fmt: skip
    options = pipeline.Options(area=f"{PLACE}市")  # an invented place is in no list of places
    text = TEXT.format(year=year, **values)
    return pipeline.analyse_text(text, name=f"{PLACE}-{year}.txt", rulebook=book, options=options)


def moved(report: Report, place: str, year: int) -> Report:
    """The same report of another place whose name is as long."""
    document = report.document
    text = document.text.replace(PLACE, place)
    source = sha256(text.encode()).hexdigest()
    claims = tuple(replace(claim, scope=claim.scope.replace(PLACE, place)) for claim in report.claims)
    return replace(
        report,
        document=replace(document, text=text, name=f"{place}-{year}.txt", sha256=source),
        claims=claims,
        area=report.area.replace(PLACE, place),
    )


def best(repeat: int, action: Callable[[], T]) -> tuple[T, float]:
    """The result of an action and its least time in seconds."""
    least = float("inf")
    for _ in range(repeat):
        began = time.perf_counter()
        result = action()
        least = min(least, time.perf_counter() - began)
    return result, least


if __name__ == "__main__":
    sys.exit(main())
