"""Words between the quantities: rjieba and jieba agree, spans are true, user words win."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipextract import mentions, segment
from ipextract.claims import masked
from ipextract.files.cache import cache_directory
from ipextract.rulebook import load

ROOT = Path(__file__).resolve().parent.parent
RULEBOOK = load()
SENTENCES = [
    "",
    " \t\n",
    "全年新开通公交线路 16 条，惠及沿线居民约 9.4 万人次。",
    "港口集装箱吞吐量比上年增长 5.2%，其中外贸箱占三成。",
    "水务部门查处违规取水案件二十三宗，较上年减少 4 宗。",
    "Wi-Fi 6、PM2.5 与 5G 基站；（一）总体情况：①概述……",
    "统一部署、三位一体、一体化推进。",
    "𠀀字和🙂表情",
    "繁體字：圖書館藏書量達到一百二十萬冊。",
]
REPORTS = sorted((ROOT / "samples").glob("*.md"))


def by_jieba(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[segment.Word, ...]:
    segment._tagger.cache_clear()
    monkeypatch.setattr(segment, "_RUST", False)
    found = segment.words(text, RULEBOOK.lexicon)
    monkeypatch.undo()
    segment._tagger.cache_clear()
    return found


@pytest.fixture(scope="module", autouse=True)
def rust() -> None:
    pytest.importorskip("rjieba", reason="rjieba has no wheel for this platform")


def places(words: tuple[segment.Word, ...]) -> list[tuple[int, int, str]]:
    return [(word.start, word.end, word.text) for word in words]


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_both_cut_the_sample_reports_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    ours = segment.words(text, RULEBOOK.lexicon)
    assert len(ours) > 1000
    assert places(by_jieba(text, monkeypatch)) == places(ours)


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_both_tag_the_masked_reports_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline tags masked text only; on bare figures the two differ (m and eng)."""
    text = path.read_text("utf-8")
    text = masked(text, mentions.find(text, RULEBOOK))
    assert by_jieba(text, monkeypatch) == segment.words(text, RULEBOOK.lexicon)


@pytest.mark.parametrize("text", SENTENCES)
def test_both_cut_sentences_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert places(by_jieba(text, monkeypatch)) == places(segment.words(text, RULEBOOK.lexicon))


@pytest.mark.parametrize("text", SENTENCES)
def test_words_stand_where_they_say(text: str) -> None:
    found = segment.words(text, RULEBOOK.lexicon)
    assert all(text[word.start : word.end] == word.text for word in found)
    covered = [at for word in found for at in range(word.start, word.end)]
    assert covered == [at for at, ch in enumerate(text) if not ch.isspace()]


def test_a_user_word_is_one_word_with_its_tag() -> None:
    text = "海绵水厂群落成"
    assert "海绵水厂群" not in [word.text for word in segment.words(text, ())]
    first = segment.words(text, (("海绵水厂群", "nz"),))[0]
    assert (first.text, first.tag) == ("海绵水厂群", "nz")


def test_jieba_keeps_no_file_in_the_shared_temporary_folder() -> None:
    import jieba

    segment.plain_tagger(RULEBOOK.lexicon)
    assert Path(jieba.dt.tmp_dir) == cache_directory() or "ipextract-" in jieba.dt.tmp_dir
