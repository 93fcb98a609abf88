"""Whatever a text prints, what a run writes of it passes `verify`: nobody is accused for a number of unusual form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ipextract import pipeline
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.command.replay import values
from ipextract.model import Report
from ipextract.verify import against_tables, verify
from ipextract.writing import csv
from ipextract.writing import json as writer

WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
ONES = "一二三四五六七八九"


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def one_of(texts: str) -> st.SearchStrategy[str]:
    """One of some texts that stand apart by a space; ``_`` is none."""
    return st.sampled_from(["" if each == "_" else each for each in texts.split(" ")])


def grouped(digits: str, mark: str) -> str:
    return f"{int(digits):,}".replace(",", mark)


digits = st.text("0123456789", min_size=1, max_size=14) | st.text("0123456789", min_size=1, max_size=40)
whole = digits | st.builds(grouped, digits, st.sampled_from([",", "，", "’", " ", "\u2009", "\u00a0"]))
spoken = st.one_of(
    st.text("零" + ONES, min_size=1, max_size=5),
    joined(one_of(" ".join(ONES)), one_of("十 百 千"), one_of("_ 零"), one_of(" ".join(ONES)), one_of("_ 十")),
    joined(one_of(" ".join(ONES)), one_of("万 亿"), one_of(" ".join(ONES)), st.just("千")),
    joined(one_of(" ".join(ONES)), st.just("点"), st.text("零" + ONES, min_size=1, max_size=14)),
)
decimal = joined(whole, one_of(". . . ． · 点 ・ •"), digits)
number = st.one_of(whole, decimal, decimal.map(lambda text: text.translate(WIDE)), spoken)
signed = joined(one_of("_ _ _ _ - － − — + ±"), number)
power = one_of("_ _ _ 万 亿 千 百 千万 百万 万亿 多万 余万 几万")
unit = one_of(
    "件 元 亿元 万元 吨 公里 户 人 平方米 万元/人 ℃ 天 小时 % ％ ‰ 个百分点 倍 番 名 人次 千瓦时 所 项 斤 立方米 "
    "元/吨 人/平方公里 美元 成 折 分 点"
)
quantity = st.one_of(
    joined(signed, power, unit),
    joined(signed, power, unit),
    joined(st.just("百分之"), number),
    joined(one_of("三分之二 千分之五 7/9 11/12 43/4 1/3 90/80 一又三分之一"), one_of("_ 倍")),
    joined(number, one_of("— - ～ ~ 至 到 －"), number, power, unit),
    joined(number, one_of("×10^6 ×10⁶ ×10^-3 ×108 ×10^90"), unit),
    joined(one_of("翻一番 翻两番 翻了三番 增长一倍 一倍多 两倍半 半数 大半 数百"), unit),
    joined(st.just("第"), number, one_of("位 名 个")),
    joined(digits, st.just(":"), digits, st.just(":"), digits),
    joined(digits, one_of("亿 万"), digits, one_of("千 百 百万"), unit),
)
hedged = joined(
    one_of("_ _ _ _ 约 近 超过 不足 达 突破 至少 接近 逾 不少于 ≥ ≤ ＞ < 最多 不超过"),
    quantity,
    one_of("_ _ _ _ 以上 左右 以下 多 余 上下 以内"),
)
subject = one_of(
    "新建公路 完成投资 参保人数 同比增长 比上年增长 下降 同比减少 占比 占全市的 其中工业 平均每人 合格率为 由 "
    "增加到 增长到 累计 收入 支出 总额 合计"
)
clause = joined(subject, hedged)
sentence = joined(st.lists(clause, min_size=1, max_size=3).map("，".join), one_of("。 ；"))
row = joined(
    st.just("| "), one_of("甲 乙 合计 其中：丁"), st.just(" | "), signed, unit, st.just(" | "), signed, one_of("_ %")
)
heads = joined(one_of("数量（件） 金额（万元） 2023年 增长（%）"), st.just(" | "), one_of("比上年增减 占比（%）"))
rows = st.lists(row, min_size=1, max_size=3).map(" |\n".join)
table = joined(st.just("\n| 项目 | "), heads, st.just(" |\n|---|---|---|\n"), rows, st.just(" |\n\n"))
texts = st.lists(st.one_of(sentence, sentence, table), min_size=1, max_size=3).map("".join).map("2024年".__add__)


def complaints(report: Report) -> list[str]:
    """What the second opinion and the tables say against a report that nobody has touched."""
    record = json.loads(writer.to_bytes(report))
    found = [f"{fault.where}: {fault.key}" for fault in verify(record)]
    for excel in (False, True):
        for name, data in (
            ("claims.csv", csv.to_bytes(report, excel=excel)),
            ("findings.csv", csv.findings_to_bytes(report, excel=excel)),
        ):
            found += [f"{name}: {fault.where}: {fault.key}" for fault in against_tables(name, data, record)]
    return found


@example("2024年投资2·5—3·5亿元，同比增长12·5%。")
@example("2024年合格率为百分之九十八点七六五四三二一零一二三，同比增长14.21319750912%。")
@example("2024年至少91/6，约43/4，超3—5万户。")
@example("2024年增长－92467857122640761249449872875862036302万个百分点。")
@example("\n| 项目 | 数量（件） |\n|---|---|\n| 甲 | 403391856.1589870480260703313311 |\n")
@example("2024年完成7×10^90吨，比上年增长5.5%，达−40人。")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=texts)
def test_no_print_is_accused(text: str) -> None:
    assert complaints(pipeline.analyse_text(text)) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=texts)
def test_the_same_text_gives_the_same_record(text: str) -> None:
    one, other = (json.loads(writer.to_bytes(pipeline.analyse_text(text))) for _ in range(2))
    assert list(values.compared("", one, other)) == []


def test_what_a_run_writes_of_them_passes_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    written: list[str] = []

    @settings(max_examples=40, deadline=None, database=None, derandomize=True)
    @given(text=texts)
    def gather(text: str) -> None:
        written.append(text)

    gather()
    for i, suffix in enumerate((".txt", ".md")):
        (tmp_path / f"raw/{i}{suffix}").write_bytes("\n\n".join(written[i::2]).encode("utf-8", "replace"))
    assert main(["run", "-q", "--fail-on", "never"]) == Exit.OK
    assert main(["verify", "-q"]) == Exit.OK
