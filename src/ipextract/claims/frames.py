"""From which year, month and day a part of the document speaks, and what its dates mean there.

A document has a frame of its own; where it prints several releases, each with its day (2023年3月5日 above a headline,
【20230305】, 今天（3月5日）), each of them has one, and a headline that names a year or a part of one has, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ipextract.claims.area import known_at, title_block, title_text
from ipextract.claims.landmarks import landmark
from ipextract.claims.metadata import Metadata
from ipextract.model import Block, Document, Mention, Period, Spans
from ipextract.rulebook import PeriodRule, Rulebook
from ipextract.structure.dates import normal

#: The longest line that may be a headline or the day of a release.
_LINE = 60
#: Marks around the day of a release: 【2023年3月5日】, （2023年3月5日）, —— 2023年3月5日.
_AROUND = "【】〔〕［］[]（）()—-–·•*#|｜:： \t\u3000\u00a0"
#: What ends a part of a headline.
_PARTED = frozenset("：:，, \u3000\n")
#: How many months ahead of its day a release may speak of a month without saying that of which year it is.
_AHEAD = 6
_MONTHS = 12
#: Days between that of a release and one that it names as near: 昨天（3月4日）.
_NEAR = 3
#: How many blocks below a headline may speak again of what it names.
_BELOW = 3
_DAY_PART = len("-03-05")
#: A document that names one part of its year so often, and no other, speaks of that part throughout.
_THROUGHOUT = 3
#: The last month of spring: until then a release that tells of a year tells of the one that is over.
_SPRING = 4
#: Forms of dates that are parts of one year, none of them a day.
_PARTS = frozenset(
    ("half", "quarter", "quarters-from-start", "month", "month-in-year", "months-from-start", "month-span")
)
#: Forms of dates that say of a headline's release neither in which year nor in which part of one it is.
_NO_HEADLINE = frozenset(("day", "day-in-year", "day-span", "plan", "years-back", "years-ago"))
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
        releases = _Releases(self, document, dates)
        for frame in releases.frames():
            self._all.append(frame)
            self._starts.append(frame.start)
        self._heads = frozenset(releases.heads)

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
        if rule.form == "year-to-date" and year == frame.told:
            return self._so_far(frame)
        return Period(normal(date.printed, rule, self.rulebook.numerals, year))

    def directly_before(self, date: Mention) -> Mention | None:
        """The date that stands directly before another one: 去年 of 去年|6月末."""
        at = date.start
        while at and self.text[at - 1].isspace():
            at -= 1
        return self._by_end.get(at)

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
        if not frame.day or rule.form not in ("day-in-year", *_PARTS):
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
        rules = [rule for rule in self.rulebook.periods if rule.form in _PARTS]
        found = [(match[0], rule) for rule in rules for match in rule.pattern.finditer(title)]
        printed, rule = max(found, key=lambda each: len(each[0]), default=("", None))
        period = Period() if rule is None else Period(normal(printed, rule, self.rulebook.numerals, own.year))
        return replace(own, period=period, spans=()) if period and period.year == own.year else own

    def part(self, date: Mention, frame: Frame) -> bool:
        """True for a half, a quarter, a month or several, but for a month in brackets: that is when it was printed."""
        rule = self._rules.get(date.rule)
        if rule is None or rule.form not in _PARTS or not self.read(date, rule, frame):
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


class _Releases:
    """The frames behind that of the document: one for each release with its day, and each headline with a date."""

    def __init__(self, frames: Frames, document: Document, dates: Sequence[Mention]) -> None:
        self.known = frames
        self.base = frames.at(0)
        self.rulebook = frames.rulebook
        self.text = document.text
        self.blocks = [block for block in document.blocks if document.text[block.start : block.end].strip()]
        self.dates = dates
        self.starts = [date.start for date in dates]
        self.heads: list[int] = []

    def frames(self) -> Iterator[Frame]:
        """The frames in text order."""
        days = [self._day(block) for block in self.blocks]
        releases = self._groups(days)
        several = len({day for _, _, day in releases}) > 1
        frame, below = self.base, False
        opened = {first: (last, day) for first, last, day in releases} if several else {}
        for first, last, _ in releases if several else ():
            inside = self._inside(self.blocks[first].start, self.blocks[last].end)
            self.heads += (date.start for date in inside if self._is_day(date))
        i = 0
        while i < len(self.blocks):
            if i in opened:
                last, day = opened[i]
                head, frame = self._release(i, last, day)
                yield head
                i, below = last + 1, False
                continue
            block = self.blocks[i]
            headed = self._headed(i, frame, several=several) if block.kind == "paragraph" else None
            if headed is not None:
                yield headed
            elif below and block.kind != "table" and self._line(block):
                yield replace(frame, start=block.start)  # the next headline names no date
            below = headed is not None or (below and not self._line(block))
            if block.kind == "paragraph":
                told = self._today(block, frame)
                if told is not None:
                    frame = told
                    yield frame
            i += 1

    def _inside(self, start: int, end: int) -> Sequence[Mention]:
        return self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _line(self, block: Block) -> bool:
        """True for a short line that is no sentence and no table."""
        text = self.text[block.start : block.end].strip()
        stops = self.rulebook.layout.sentence_stop
        return block.kind != "table" and 0 < len(text) <= _LINE and stops.isdisjoint(text)

    def _prose(self, i: int) -> bool:
        """True where the block ``i`` is a paragraph of sentences."""
        return i < len(self.blocks) and self.blocks[i].kind == "paragraph" and not self._line(self.blocks[i])

    def _day(self, block: Block) -> Period:
        """The full day that a short line begins or ends with, or has behind a colon; empty where there is none."""
        if not self._line(block):
            return Period()
        for date in self._inside(block.start, block.end):
            rule = self.known.rule(date)
            if rule is None or rule.form != "day":
                continue
            before, behind = self.text[block.start : date.start], self.text[date.end : block.end]
            if not before.strip(_AROUND) or not behind.strip(_AROUND) or before.rstrip().endswith(("：", ":")):
                return self.known.read(date, rule, self.base)
        return Period()

    def _groups(self, days: Sequence[Period]) -> list[tuple[int, int, Period]]:
        """The releases: the index of the line that opens each, of the last line of its head, and its day.

        Lines with a day between which no sentence stands belong to one release; behind each release stand sentences.
        """
        found: list[tuple[int, int, Period]] = []
        i = 0
        while i < len(days):
            if not days[i]:
                i += 1
                continue
            last = i
            j = i + 1
            while j < len(days) and self._line(self.blocks[j]) and j - last <= 2:
                last = j if days[j] or j == i + 1 else last
                j += 1
            if not self._prose(last + 1) and not self._prose(last + 2):
                i = j
                continue
            first = i
            bare = not self._rest(i)
            floor = found[-1][1] if found else -1
            while bare and first - 1 > floor and i - first < 2 and self._line(self.blocks[first - 1]):
                first -= 1
            found.append((first, last, days[i]))
            i = last + 1
        return found

    def _rest(self, i: int) -> str:
        """What a line says beside its day."""
        block = self.blocks[i]
        text = self.text[block.start : block.end]
        for date in self._inside(block.start, block.end):
            text = text.replace(date.printed, "")
        return text.strip(_AROUND)

    def _release(self, first: int, last: int, day: Period) -> tuple[Frame, Frame]:
        """The frame of a release, and that of its headlines without a date.

        Its period is what its head names, else the year that its first paragraph opens with, else that of its day.
        A head in a line of its own is the first headline of several.
        """
        block = self.blocks[first]
        own = Frame(block.start, day.year, Period(day.year), day.year, day, since=block.start)
        own = replace(own, place=self._place(first, last))
        for each in self.blocks[first : last + 1]:
            headed = self._of_line(each, own)
            if headed is not None:
                head = replace(own, year=headed.period.year, period=headed.period, spans=headed.spans)
                together = any(self._is_day(date) for date in self._inside(each.start, each.end))
                return head, head if together else replace(own, place="")
        lead = next((i for i in range(last + 1, min(last + 3, len(self.blocks))) if self._prose(i)), None)
        if lead is not None:
            year, spans = self._lead(self.blocks[lead], own)
            return replace(own, year=year, period=Period(year), spans=spans), replace(own, place="")
        return own, replace(own, place="")

    def _is_day(self, date: Mention) -> bool:
        rule = self.known.rule(date)
        return rule is not None and rule.form == "day"

    def _lead(self, block: Block, own: Frame) -> tuple[str, Spans]:
        """The year that the first paragraph of a release opens with: that of its day, or the one before."""
        for date in self._inside(block.start, block.end):
            rule = self.known.rule(date)
            period = self.known.read(date, rule, own) if rule is not None and rule.frame else Period()
            if rule is None or not period:
                continue
            until = self.text[block.start : date.start].rstrip().endswith(self.rulebook.words["moment"])
            if rule.form in ("day", "day-in-year") and not (rule.form == "day" and until):
                continue
            if rule.form in ("year", "day", "past-year") and period.year in (own.year, str(int(own.year) - 1)):
                return period.year, ((date.start, date.end),)
            break
        return own.year, ()

    def _of_line(self, block: Block, own: Frame) -> Frame | None:
        """The frame of the year, or part of one, that a headline names."""
        for date in self._inside(block.start, block.end):
            rule = self.known.rule(date)
            if rule is None or rule.form in _NO_HEADLINE or not (rule.frame or self._spoken(block, date)):
                continue
            period = self.known.read(date, rule, own)
            one_year = bool(period.year) and period.end.year == period.year
            if one_year and period.year <= (own.told or period.year):
                return replace(
                    own, start=block.start, since=block.start, period=period, spans=((date.start, date.end),)
                )
        return None

    def _spoken(self, block: Block, date: Mention) -> bool:
        """True for 去年 at the head of a headline or of a part of it: 渔业报告：去年登记渔船30艘."""
        words = self.rulebook.words
        if not date.printed.startswith(words["spoken_last_year"]) or date.printed.endswith(words["same_period"]):
            return False
        return date.start == block.start or self.text[date.start - 1] in _PARTED

    def _headed(self, i: int, frame: Frame, *, several: bool) -> Frame | None:
        """The frame below a headline over prose: of the date that opens it; among releases, each headline has one."""
        block = self.blocks[i]
        if not self._line(block) or not self._prose(i + 1):
            return None
        text = self.text[block.start : block.end].strip()
        words = self.rulebook.words
        if text.startswith(words["captioned"]) or text.endswith(words["captioned"]):
            return None
        named = self._of_line(block, frame)
        if several:
            place = self._place(i, i)
            found = named or replace(frame, start=block.start)
            return replace(found, year=found.period.year or found.year, place=place)
        if named is None or self.text[block.start : named.spans[0][0]].strip():
            return None
        year = named.period.year
        return replace(named, year=year) if year <= (frame.told or year) else None

    def _today(self, block: Block, frame: Frame) -> Frame | None:
        """The frame from a paragraph that says which day it is told: 记者今天（3月5日）."""
        for date in self._inside(block.start, block.end):
            rule = self.known.rule(date)
            if rule is None or rule.form not in ("day", "day-in-year"):
                continue
            before = self.text[block.start : date.start].rstrip("（( ")
            if not before.endswith(self.rulebook.words["today"]) or not frame.told:
                continue
            day = Period(normal(date.printed, rule, self.rulebook.numerals, frame.told))
            if len(day.part) == _DAY_PART and day != frame.day:
                return replace(frame, start=block.start, day=day, published=max(frame.published, day.year))
            return None
        return None

    def _place(self, first: int, last: int) -> str:
        """The thing of its own name, or the known place, that the headline of a release opens with; else empty."""
        for block in self.blocks[first : last + 1]:
            text = self.text[block.start : block.end]
            for date in self._inside(block.start, block.end):
                text = text.replace(date.printed, "")
            below = self.text[self.blocks[last].end : self.blocks[min(last + _BELOW, len(self.blocks) - 1)].end]
            place = landmark(text.strip(_AROUND), below, self.rulebook) or known_at(text.strip(_AROUND), self.rulebook)
            if place:
                return place
        return ""
