"""When what a paragraph counts came about: from dates at its head, the day it was told and the report it quotes."""

from __future__ import annotations

from ipextract.claims.bodies import Reader
from ipextract.claims.state import State
from ipextract.model import Period
from ipextract.structure.placed import cut, spans_of


def carries(reader: Reader, state: State, start: int) -> None:
    """前5个月 at the head of a paragraph dates all of it, until another date does; a moment dates what stands then."""
    period, spans = state.period, state.dated
    if not spans or spans == state.base_at or spans[0][0] < start or not period.part or period.end.year != period.year:
        return
    date = reader.date_at(spans[0][0])
    said = reader.text[start : spans[0][1]]
    if date is None or not reader.frames.part(date, reader.frames.at(start)):
        return
    if not any(word in said for word in reader.rulebook.words["moment"]):
        state.base, state.base_at = period, spans


def not_when_told(reader: Reader, state: State, sentence: int, start: int, end: int) -> None:
    """2023年3月5日，渔业局举行发布会: the day says when it was told, not when that happened which was told."""
    if state.dated == state.base_at or len(state.period) != len("2023-03-05") or reader.counts(sentence, end):
        return
    lists = reader.rulebook.words
    said = reader.text[start:end].rstrip("：:“ ")
    if said.endswith(lists["speaking"]) or any(word.text in lists["staging"] for word in reader.between(start, end)):
        state.period, state.dated = state.base, state.base_at


def looks_back(reader: Reader, state: State, start: int) -> None:
    """2031年，渔业局推进港口建设。登记渔船30艘: told in spring, the year that is over holds for its paragraph.

    So it does behind months of it (2031年1至11月); a moment in it dates what stood then.
    """
    frame = reader.frames.at(start)
    if not state.first or state.dated == state.base_at or not state.dated or state.dated[0][0] < start:
        return
    low, high = state.dated[0]
    said = reader.text[max(start, low - 1) : high]
    moment = reader.rulebook.words["moment"]
    year = frame.year_over.year
    months = bool(year) and "/" in state.period and state.period.year == state.period.end.year == year
    over = months or state.period == frame.year_over
    if over and not any(word in said for word in moment) and not reader.text.endswith(moment, start, low):
        state.base, state.base_at = state.period, state.dated


def quotes(reader: Reader, state: State, start: int, end: int, stop: int) -> None:
    """渔业工作报告显示，登记渔船30艘: told in spring, what a yearly report says is of the year that is over.

    ``stop`` is the end of the sentence; what it plans is not of a year that is over.
    """
    year = reader.frames.at(start).year_over
    if not year or state.dated != state.base_at:
        return
    lists = reader.rulebook.words
    said = reader.text[start:end].rstrip("：:“ ")
    word = next((word for word in lists["yearly_report"] if word in said), "")
    if not word or not said.endswith(lists["speaking"]) or any(w in reader.text[start:stop] for w in lists["target"]):
        return
    at = reader.text.rindex(word, start, end)
    state.period = state.base = year
    state.dated = state.base_at = spans_of(cut(reader.text, at, at + len(word)))


def turns_to_now(reader: Reader, state: State, start: int) -> None:
    """目前 in a release that looks back on the year that is over is of the day that it is told."""
    frame = reader.frames.at(start)
    word = next((word for word in reader.rulebook.words["at_present"] if reader.text.startswith(word, start)), "")
    if not word or not frame.day:
        return
    told = Period(frame.day.year)
    if frame.since and state.period == told.before:
        state.period, state.dated = told, spans_of(cut(reader.text, start, start + len(word)))
