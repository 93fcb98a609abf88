"""The frames of the releases and reports that a document prints one after another.

Each release has its day (2023年3月5日 above a headline, 【20230305】, 今天（3月5日）) and each report its title;
a headline that names a year or a part of one has a frame, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipextract.claims.area import known_at
from ipextract.claims.frames import Frame, Frames
from ipextract.claims.landmarks import landmark
from ipextract.claims.lines import AROUND, Lines
from ipextract.claims.metadata import Metadata
from ipextract.claims.reports import Opening, openings, titled
from ipextract.model import Block, Document, Mention, Period, Spans
from ipextract.rulebook import Rulebook
from ipextract.structure.dates import normal

#: What ends a part of a headline.
_PARTED = frozenset("：:，, \u3000\n")
#: How many blocks below a headline may speak again of what it names.
_BELOW = 3
#: The longest name of who printed a release.
_LONGEST_NAME = 16
_DAY_PART = len("-03-05")
#: Forms of dates that say of a headline's release neither in which year nor in which part of one it is.
_NO_HEADLINE = frozenset(("day", "day-in-year", "day-span", "plan", "years-back", "years-ago"))


def framed(document: Document, mentions: Sequence[Mention], meta: Metadata, rulebook: Rulebook) -> Frames:
    """The frames of a document: its own, and behind it those of its releases, reports and headlines."""
    frames = Frames(document, mentions, meta, rulebook)
    lines = Lines(document, [m for m in mentions if m.dimension == "date"], rulebook)
    releases = _Releases(frames, lines, () if meta.subject else tuple(openings(lines, meta.title)), meta.place)
    frames.opened(releases.frames(), releases.heads)
    return frames


class _Releases:
    """The frames behind that of the document: one for each release with its day, and each headline with a date."""

    def __init__(self, frames: Frames, lines: Lines, reports: Sequence[Opening], place: str) -> None:
        self.known = frames
        self.base = frames.at(0)
        self.rulebook = frames.rulebook
        self.lines = lines
        self.text = lines.text
        self.blocks = lines.blocks
        self.reports = reports
        self.place = place
        self.heads: list[int] = []

    def frames(self) -> Iterator[Frame]:
        """The frames in text order."""
        days = [self._day(block) for block in self.blocks]
        releases = self._groups(days)
        several = len({day for _, _, day in releases}) > 1
        reports = self._reports(releases if several else ())
        heads = [(each.first, each.lead) for each in reports.values()]
        taken = {i for first, last in heads for i in range(first, last)}
        opened = {i: (last, day) for i, last, day in releases if several and taken.isdisjoint(range(i, last + 1))}
        self._dated((*heads, *((first, last) for first, (last, _) in opened.items())))
        frame, below = self.base, False
        i = 0
        while i < len(self.blocks):
            if i in reports:
                frame = self._report(reports[i], frame)
                yield frame
                i, below, several = reports[i].lead, False, False
                continue
            if i in opened:
                last, day = opened[i]
                head, frame = self._release(i, last, day)
                yield head
                i, below, several = last + 1, False, True
                continue
            block = self.blocks[i]
            headed = self._headed(i, frame, several=several)
            if headed is not None:
                yield headed
            elif below and self.lines.is_line(block):
                yield replace(frame, start=block.start)  # the next headline names no date
            below = headed is not None or (below and not self.lines.is_line(block))
            told = self._today(block, frame)
            if told is not None:
                frame = told
                yield frame
            i += 1

    def _dated(self, heads: Sequence[tuple[int, int]]) -> None:
        """Remembers the days in the heads of releases and reports, from the first block of each to the last."""
        for first, last in heads:
            inside = self.lines.inside(self.blocks[first].start, self.blocks[last].end)
            self.heads += (date.start for date in inside if self._is_day(date))

    def _reports(self, releases: Sequence[tuple[int, int, Period]]) -> dict[int, Opening]:
        """The heads of further reports by their first blocks; a release with its day is none, unless it was read."""
        inside = {i for first, last, _ in releases for i in range(first, last + 1)}
        return {each.first: each for each in self.reports if each.meeting or inside.isdisjoint((each.first, each.lead))}

    def _report(self, head: Opening, frame: Frame) -> Frame:
        """The frame of a further report: its year is that of its title, else that which its first sentences name.

        Where they name none, it tells of the year before the meeting at which it was read. A report that
        says neither its year nor its day has those of what stands above it.
        """
        start = self.blocks[head.first].start
        dates = self.lines.inside(start, self.blocks[head.lead].start)
        printed = head.meeting or next((date for date in dates if self.lines.is_day(date)), None)
        rule = None if printed is None else self.known.rule(printed)
        day = Period() if printed is None or rule is None else self.known.read(printed, rule, self.base)
        own = Frame(start, day.year, Period(day.year), day.year, day, place=head.place, since=start)
        named = self._of_line(head.title, own) if head.title is not None else None
        if named is not None and not day and (head.place, named.period.year) == (frame.place or self.place, frame.year):
            return replace(frame, start=start)  # the title of the same report, printed again
        if named is not None:
            return self._spoken_of(head, replace(named, year=named.period.year))
        if not day:
            return replace(frame, start=start, place=head.place, since=start)
        for i in range(head.lead, min(head.lead + _BELOW, len(self.blocks))):
            year, spans = self._lead(self.blocks[i], own)
            if spans:
                return replace(own, year=year, period=Period(year), spans=spans)
        return self._spoken_of(head, own)

    def _spoken_of(self, head: Opening, own: Frame) -> Frame:
        """The frame of a speech whose title or day names its own year: it tells of the year before."""
        speech = head.title is not None and self.lines.printed(head.title).endswith(self.rulebook.words["speech"])
        spoken = head.meeting is not None and not own.spans
        if not own.year or own.period.part or not (spoken or (speech and own.year == own.told)):
            return own
        year = str(int(own.year) - 1)
        return replace(own, year=year, period=Period(year), published=own.told)

    def _day(self, block: Block) -> Period:
        """The full day that a short line begins or ends with, or has behind a colon; empty where there is none."""
        if not self.lines.is_line(block):
            return Period()
        for date in self.lines.of(block):
            rule = self.known.rule(date)
            if rule is None or rule.form != "day":
                continue
            if self.lines.is_marked(self.text[block.start : block.end]):
                return self.known.read(date, rule, self.base)
            before, behind = self.text[block.start : date.start], self.text[date.end : block.end]
            if not before.strip(AROUND) or not behind.strip(AROUND) or before.rstrip().endswith(("：", ":")):
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
            while j < len(days) and self.lines.is_line(self.blocks[j]) and j - last <= 2:
                last = j if days[j] or j == i + 1 else last
                j += 1
            if not self.lines.is_prose(last + 1) and not self.lines.is_prose(last + 2):
                i = j
                continue
            first = i
            bare = self._bare(self.blocks[i])
            floor = found[-1][1] if found else -1
            while bare and first - 1 > floor and i - first < 2 and self.lines.is_line(self.blocks[first - 1]):
                first -= 1
            found.append((first, last, days[i]))
            i = last + 1
        return found

    def _bare(self, block: Block) -> bool:
        """True for a line that has a day and perhaps who printed it, and is no headline itself."""
        words = self.rulebook.words
        rest = self.lines.rest(block)
        return not rest or (len(rest) <= _LONGEST_NAME and rest.endswith((*words["press"], *words["authority"])))

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
                together = any(self._is_day(date) for date in self.lines.of(each))
                return head, head if together else replace(own, place="")
        lead = next((i for i in range(last + 1, min(last + 3, len(self.blocks))) if self.lines.is_prose(i)), None)
        if lead is not None:
            year, spans = self._lead(self.blocks[lead], own)
            return replace(own, year=year, period=Period(year), spans=spans), replace(own, place="")
        return own, replace(own, place="")

    def _is_day(self, date: Mention) -> bool:
        rule = self.known.rule(date)
        return rule is not None and rule.form == "day"

    def _lead(self, block: Block, own: Frame) -> tuple[str, Spans]:
        """The year that the first paragraph of a release opens with: that of its day, or the one before."""
        for date in self.lines.of(block):
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
        for date in self.lines.of(block):
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
        if block.kind != "paragraph" or not self.lines.is_line(block) or not self.lines.is_prose(i + 1):
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
        for date in self.lines.of(block) if block.kind == "paragraph" else ():
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
            text = self.lines.rest(block)
            below = self.text[self.blocks[last].end : self.blocks[min(last + _BELOW, len(self.blocks) - 1)].end]
            place = landmark(text, below, self.rulebook) or titled(text, self.rulebook) or known_at(text, self.rulebook)
            if place:
                return place
        return ""
