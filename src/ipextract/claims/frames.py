"""From which year, month and day a part of the document speaks, and what its dates mean there.

A document has a frame of its own; ``claims/releases.py`` finds those of the releases and reports that it prints.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ipextract.claims.area import title_block, title_text
from ipextract.claims.metadata import Metadata
from ipextract.model import YEAR_UNKNOWN, Document, Mention, Period, Spans
from ipextract.rulebook import PeriodRule, Rulebook
from ipextract.structure.dates import PARTS, normal

#: How many months ahead of its day a release may speak of a month without saying that of which year it is.
_AHEAD = 6
_MONTHS = 12
#: Days between that of a release and one that it names as near: 昨天（3月4日）.
_NEAR = 3
_DAY_PART = len("-03-05")
#: A document that names one part of its year so often, and no other, speaks of that part throughout.
_THROUGHOUT = 3
#: The last month of spring: until then a release that tells of a year tells of the one that is over.
_SPRING = 4
_RELATIVE = frozenset(("relative", "year-to-date"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds from ``start`` on: the ``year`` and ``period`` of what names none, and the ``day`` of the release.

    ``period`` is the year or a part of it (2023H1) and ``spans`` the words that say so. ``published`` is the year in
    which it is told: 今年 and 去年 count from there, 上年 from ``year``. ``place`` is that of its headline.
    Headings before ``since`` say nothing of it.
    """

    start: int
    year: str
    period: Period
    published: str = ""
    day: Period = field(default_factory=Period)
    spans: Spans = ()
    place: str = ""
    since: int = 0

    @property
    def told(self) -> str:
        """The year from which 今年 and 去年 count."""
        return max(self.published, self.year)

    @property
    def year_over(self) -> Period:
        """The year before that of a release of spring, which is told of then; empty for all else."""
        spring = len(self.day.part) == _DAY_PART and int(self.day.part[1:3]) <= _SPRING
        return Period(str(int(self.year) - 1)) if spring and self.day.year == self.year == self.told else Period()

    def months_back(self, back: int) -> Period:
        """本月 (0), 上月 (1), from the last month of the period, else that of the day; empty where none is known."""
        own = next((p for p in (self.period.end, self.day) if p.part.startswith("-")), Period())
        if own and not own.year:
            month = (own.months or (0, 0))[1] - back
            return Period(f"{YEAR_UNKNOWN}-{month:02d}") if month > 0 else Period()
        if not own:
            return Period()
        year, month = divmod(int(own.year) * _MONTHS + int(own.part[1:3]) - 1 - back, _MONTHS)
        return Period(f"{year:04d}-{month + 1:02d}")


class Frames:
    """The frames of a document in text order, and the dates of its text read in them."""

    __slots__ = ("_all", "_by_end", "_heads", "_rules", "_starts", "rulebook", "text")

    def __init__(self, document: Document, mentions: Sequence[Mention], meta: Metadata, rulebook: Rulebook) -> None:
        dates = [m for m in mentions if m.dimension == "date"]
        self.text = document.text
        self.rulebook = rulebook
        self._rules = {rule.id: rule for rule in rulebook.periods}
        self._by_end = {date.end: date for date in dates}
        self._heads: frozenset[int] = frozenset()
        self._all = [_of_document(document, meta)]
        self._starts = [0]
        told = meta.title if meta.title != title_text(document) else ""
        self._all[0] = self._named(told) if told else self._titled(document, dates)

    def opened(self, frames: Iterable[Frame], heads: Iterable[int]) -> None:
        """Takes in the frames behind that of the document, in text order, and where the days of their heads stand."""
        for frame in frames:
            self._all.append(frame)
            self._starts.append(frame.start)
        self._heads = frozenset(heads)

    def at(self, offset: int) -> Frame:
        """The frame that holds at ``offset``."""
        return self._all[max(bisect_right(self._starts, offset) - 1, 0)]

    def period(self, date: Mention) -> Period:
        """The period that a date names where it stands; empty when it sets none, as the day above a release does."""
        rule = self._rules.get(date.rule)
        sets = rule is not None and rule.frame and date.start not in self._heads
        return self.read(date, rule, self.at(date.start)) if rule is not None and sets else Period()

    def before(self, date: Mention) -> Period:
        """The year that 去年 or 上年末 is; empty for every other date."""
        rule = self._rules.get(date.rule)
        return self.read(date, rule, self.at(date.start)) if rule is not None and not rule.frame else Period()

    def rule(self, date: Mention) -> PeriodRule | None:
        """The rule by which a date was read; ``None`` for what periods.toml does not know."""
        return self._rules.get(date.rule)

    def read(self, date: Mention, rule: PeriodRule, frame: Frame) -> Period:
        """The date under its rule in a frame: one without a year is of that of the date before it, or the frame's."""
        if rule.form == "past-year":
            return Period(frame.year) if frame.year < frame.told else frame.year_over
        year = self._year_before(date) or self._told(date, rule, frame)
        if not year and self.of_another_year(date):
            return Period()
        if rule.form == "year-to-date" and year == frame.told:
            return self._so_far(frame)
        return Period(normal(date.printed, rule, self.rulebook.numerals, year))

    def directly_before(self, date: Mention) -> Mention | None:
        """The date that stands directly before another one: 去年 of 去年|6月末."""
        at = date.start
        while at and self.text[at - 1].isspace():
            at -= 1
        return self._by_end.get(at)

    def of_another_year(self, date: Mention) -> bool:
        """True for 去年 and 去年|6月末 where no year is known: they are not of the one that the text speaks of."""
        rules = [self._rules.get(each.rule) for each in (date, self.directly_before(date)) if each is not None]
        return not self.at(date.start).year and any(rule is not None and rule.shift for rule in rules)

    def _year_before(self, date: Mention) -> str:
        """2023 of 2023年|全年, the year before of 去年|6月末: that of the date directly before this one."""
        earlier = self.directly_before(date)
        rule = self._rules.get(earlier.rule) if earlier is not None else None
        own = self._rules[date.rule]
        if earlier is None or rule is None or rule.form not in ("year", "relative") or own.shift:
            return ""
        return self.read(earlier, rule, self.at(earlier.start)).year

    def _told(self, date: Mention, rule: PeriodRule, frame: Frame) -> str:
        """The year from which a date counts: 今年 from that of the telling, 3月 from the one that fits its day."""
        words = self.rulebook.words
        if rule.form in _RELATIVE:
            spoken = (*words["spoken_this_year"], *words["spoken_last_year"])
            return frame.told if rule.form == "year-to-date" or date.printed.startswith(spoken) else frame.year
        if not frame.day or rule.form not in ("day-in-year", *PARTS):
            return frame.year
        year = frame.day.year
        found = Period(normal(date.printed, rule, self.rulebook.numerals, year))
        if found.year and rule.form == "day-in-year" and _apart(found, frame.day) <= _NEAR:
            return year
        if frame.year != year or not found.year:
            return frame.year
        ahead = _last_month(found) - int(frame.day.part[1:3])
        return str(int(year) - 1) if ahead > _AHEAD else year

    def _so_far(self, frame: Frame) -> Period:
        """今年以来: the part of the year that the frame is about, else the months up to its day, else the year."""
        year = frame.told
        if frame.period.year == year and frame.period.part:
            return frame.period
        if not year or frame.day.year != year:
            return Period(year)
        month = frame.day.part[1:3]
        return Period(f"{year}-01/{year}-{month}" if month != "01" else f"{year}-01")

    def _titled(self, document: Document, dates: Sequence[Mention]) -> Frame:
        """The document's own frame with the part of the year that its title names, but for when a meeting was held."""
        own = self._all[0]
        title = title_block(document)
        start, end = (0, 0) if title is None else (title.start, title.end)
        if any(word in document.text[start:end] for word in self.rulebook.words["meeting"]):
            return own
        inside = [date for date in dates if start <= date.start < end]
        parts = [date for date in inside if self.part(date, own)] or self._spoken(dates, own)
        if len(parts) != 1:
            return own
        period = self.read(parts[0], self._rules[parts[0].rule], own)
        return replace(own, period=period, spans=((parts[0].start, parts[0].end),)) if period.year == own.year else own

    def _spoken(self, dates: Sequence[Mention], own: Frame) -> list[Mention]:
        """The first date of the one part of its year that a document names throughout: 一季度 again, and 3 月末."""
        parts = {date: self.read(date, self._rules[date.rule], own) for date in dates if self.part(date, own)}
        (often, times), *_ = Counter(parts.values()).most_common(1) or [(own.period, 0)]
        whole = sum(self.period(date) == Period(own.year) for date in dates)
        once = len(set(map(_last_month, parts.values()))) == 1
        return [date for date in parts if parts[date] == often][:1] if once and times >= max(_THROUGHOUT, whole) else []

    def _named(self, title: str) -> Frame:
        """The document's own frame with the part of the year that a title names which is not printed."""
        own = self._all[0]
        if any(word in title for word in self.rulebook.words["meeting"]):
            return own
        rules = [rule for rule in self.rulebook.periods if rule.form in PARTS]
        found = [(match[0], rule) for rule in rules for match in rule.pattern.finditer(title)]
        printed, rule = max(found, key=lambda each: len(each[0]), default=("", None))
        period = Period() if rule is None else Period(normal(printed, rule, self.rulebook.numerals, own.year))
        return replace(own, period=period, spans=()) if period and period.year == own.year else own

    def part(self, date: Mention, frame: Frame) -> bool:
        """True for a half, a quarter, a month or several, but for a month in brackets: that is when it was printed."""
        rule = self._rules.get(date.rule)
        if rule is None or rule.form not in PARTS or not self.read(date, rule, frame):
            return False
        return not (rule.form == "month" and self.text[date.start - 1 : date.start] in ("（", "("))


def _of_document(document: Document, meta: Metadata) -> Frame:
    at = document.text.find(meta.year) if meta.year else -1
    title = title_block(document)
    if title is not None and meta.year:
        titled = document.text.find(meta.year, title.start, title.end)
        at = titled if titled >= 0 else at
    spans = ((at, at + len(meta.year)),) if at >= 0 else ()
    return Frame(0, meta.year, Period(meta.year), meta.published, Period(meta.day), spans)


def _last_month(period: Period) -> int:
    """The month with which a part of a year ends, and that of a day."""
    return period.months[1] if period.months else int(period.part[1:3])


def _apart(one: Period, other: Period) -> int:
    """Days between two days, months counted as 31."""
    days = [31 * int(each.part[1:3]) + int(each.part[4:6]) for each in (one, other)]
    return abs(days[0] - days[1])
