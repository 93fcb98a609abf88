"""The same things in the reports of several years: pairing, checks over two years, series, differences.

Nothing here reads files or archives: editions come in, values go out.
"""

from __future__ import annotations

from ipextract.years.comparison import Comparison, compare
from ipextract.years.difference import Difference, Row, difference
from ipextract.years.edition import (
    Edition,
    at_home,
    corrects,
    edition_of,
    file_name,
    line_starts,
    place_key,
    series_title,
    title_of,
)
from ipextract.years.keys import LEVELS, Key, key_of, period_of, unkeyed
from ipextract.years.levels import Levels
from ipextract.years.pairs import pairs, predecessor
from ipextract.years.series import Point, Print, Series, listed, series_of

__all__ = [
    "LEVELS",
    "Comparison",
    "Difference",
    "Edition",
    "Key",
    "Levels",
    "Point",
    "Print",
    "Row",
    "Series",
    "at_home",
    "compare",
    "corrects",
    "difference",
    "edition_of",
    "file_name",
    "key_of",
    "line_starts",
    "listed",
    "pairs",
    "period_of",
    "place_key",
    "predecessor",
    "series_of",
    "series_title",
    "title_of",
    "unkeyed",
]
