"""The only user of jieba: words and parts of speech between the quantities.

rjieba is the same algorithm and dictionary in Rust (tests/test_segment.py holds the two to equal tokens); jieba itself
steps in where rjieba has no wheel. Both run without the HMM, which invents words that no dictionary knows.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate

from ipextract.files.cache import cache_directory
from ipextract.model import Word

try:
    import rjieba
except ImportError:  # no wheel for this platform
    _RUST = False
else:
    _RUST = True

PACKAGE = "rjieba" if _RUST else "jieba"
"""What cuts the words here."""

Tagger = Callable[[str], Iterable[tuple[str, str]]]

#: A frequency that no dictionary word reaches, so that a user word always wins.
_FREQUENCY = 1_000_000


def words(text: str, lexicon: tuple[tuple[str, str], ...]) -> tuple[Word, ...]:
    """The words of ``text`` with their spans and jieba's tags; white space belongs to no word."""
    own = dict(lexicon)  # jieba keeps its own tag for a word that its dictionary has
    pairs = list(_tagger(lexicon)(text))
    one = dict[str, str]()  # each word of the text once in memory: most stand in it many times
    parts = [one.setdefault(word, word) for word, _ in pairs]
    ends = list(accumulate(map(len, parts)))
    tags = [own.get(word) or one.setdefault(tag, tag) for word, tag in pairs]
    cut = map(Word._make, zip([0, *ends], ends, parts, tags, strict=False))
    return tuple(word for word in cut if not word[2].isspace())


@lru_cache(maxsize=4)
def _tagger(lexicon: tuple[tuple[str, str], ...]) -> Tagger:
    if not _RUST:
        return plain_tagger(lexicon)
    cutter = rjieba.Jieba()
    for word, tag in lexicon:
        cutter.add_word(word, _FREQUENCY, tag)
    return lambda text: cutter.tag(text, hmm=False)


@lru_cache(maxsize=2)
def plain_tagger(lexicon: tuple[tuple[str, str], ...]) -> Tagger:
    """The tagger on jieba itself; slower, same words."""
    import jieba  # noqa: PLC0415 - reads a 5 MB dictionary
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel(logging.WARNING)
    # jieba trusts a file of a fixed name in the shared temporary folder; a private one cannot be planted.
    jieba.dt.tmp_dir = str(cache_directory() or tempfile.mkdtemp(prefix="ipextract-"))
    tokenizer = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    tokenizer.tokenizer.tmp_dir = jieba.dt.tmp_dir
    for word, tag in lexicon:
        tokenizer.add_word(word, _FREQUENCY, tag)
    return lambda text: [(pair.word, pair.flag) for pair in tokenizer.lcut(text, HMM=False)]
