"""Basis: did a number come about in its period (flow, new), run up (cumulative), or does it stand at a moment (stock)?

TESTS are asked in order and the first that answers decides; what none of them knows is a flow. A test reads what is
printed around the number and the levels before it, by the word lists of rules/phrases.toml.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ipextract.claims.draft import Draft, Reason
from ipextract.claims.phrase import Phrase
from ipextract.claims.scope import Clause
from ipextract.model import Basis, Spans
from ipextract.rulebook.lexicon import Lexicon, by_name
from ipextract.structure.placed import blanked, cut, spans_of

if TYPE_CHECKING:
    from ipextract.claims.run import Run

_OPENING, _CLOSING, _STOP = ("（", "("), ("）", ")"), "；"
_JOINED = "、，, \n"
#: The longest clause that is nothing but a moment: 截至2023年12月末.
_MOMENT = 14
#: How far back in its paragraph a moment (年末) may have been said.
_REACH = 320


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tests look at.

    ``printed`` are the words since the number before, ``clause`` and ``sentence`` those since their beginnings,
    ``paragraph`` those of the paragraph so far; ``noun`` is the phrase with the noun behind the number; ``levels`` are
    those of the sentence and ``earlier`` those of the paragraph, the nearest first; ``alone`` is a subject of its own.
    ``after`` is the rest of the clause behind the number, and ``moved`` says that it is an end of 由…增加到….
    ``heard`` are the words of lists that the tests have come upon.
    """

    lists: Lexicon
    phrase: Phrase
    unit: str
    percent: bool
    alone: bool
    printed: str
    clause: str
    sentence: str
    sentence_start: int
    paragraph: str
    levels: list[Draft]
    earlier: list[Draft]
    after: str = ""
    moved: bool = False
    heard: list[str] = field(default_factory=list)

    def says(self, name: str, text: str) -> bool:
        """True when a word of the list ``name`` stands in ``text``."""
        word = next((word for word in by_name(self.lists)[name] if word in text), "")
        if word:
            at = text.rfind(word)
            self.heard.append(text[at : at + len(word)])
        return bool(word)

    def ends(self, name: str) -> bool:
        """True when what is counted ends with a word of the list ``name``."""
        word = next((word for word in by_name(self.lists)[name] if self.noun.endswith(word)), "")
        if word:
            self.heard.append(self.noun[-len(word) :])
        return bool(word)

    @property
    def noun(self) -> str:
        """What is counted, with what it takes from the levels before."""
        return self.phrase.text

    @property
    def in_a_stretch(self) -> bool:
        """True when this part of the sentence is about a stretch of time: 全年检查 85 次，商户 300 户."""
        part = self.sentence.rpartition(_STOP)[2]
        return self.last("within_year", part) > self.moment(part)

    @property
    def passes_on(self) -> bool:
        """True for what is handed on, carried or received (收到来信, 住房交付): none of it is held by who does it."""
        verb = self.lists["passed_on"]
        return (self.noun.startswith(verb) or self.noun.endswith(verb)) and not self.ends("stock_rate")

    @property
    def dealt_with(self) -> bool:
        """True for a verb and its object that look like a noun (检查商户), but not for names (服务中心)."""
        named = self.ends("name_verb_ending")
        return self.noun.startswith(self.lists["dealing"]) and not named

    @property
    def stands_now(self) -> bool:
        """True when the sentence's last word of time is a moment (年末), not a stretch (全年)."""
        return self.last("within_year", self.sentence) < self.moment(self.sentence)

    @property
    def headed_by_moment(self) -> bool:
        """True where the clause before is nothing but a moment: 年末，渔船检验合格率….

        The end of the year before is what a growth compares with.
        """
        before = self.sentence[: len(self.sentence) - len(self.clause)].rstrip("，, ")
        head = before[max(before.rfind(mark) for mark in "，；,;") + 1 :].strip()
        word = next((word for word in self.lists["moment"] if head.endswith(word)), "")
        return bool(word) and self.moment(head) >= 0 and len(head) <= _MOMENT

    def moment(self, text: str) -> int:
        """The end of the last moment in ``text``; the end of the year before is only compared with."""
        if not self.says("moment", text):
            return -1
        for word in self.lists["last_year"]:
            text = blanked(text, word)
        return self.last("moment", text)

    def last(self, name: str, text: str) -> int:
        """The end of the last word of the list ``name`` in ``text``, or -1."""
        end, longest = -1, ""
        for word in by_name(self.lists)[name]:
            if word not in text:
                continue
            behind = text.rfind(word) + len(word)
            if (behind, len(word)) > (end, len(longest)):
                end, longest = behind, word
        if longest:
            self.heard.append(text[end - len(longest) : end])
        return end


class Judged(NamedTuple):
    """A basis, and the test that knew it with the words that it heard."""

    basis: Basis
    why: Reason


def basis_of(
    run: Run, phrase: Phrase, clause: Clause, end: int, *, unit: str = "", alone: bool = False, moved: bool = False
) -> Judged:
    """The basis of the number at ``end``, in ``unit``; one ``alone`` inherits nothing, one ``moved`` is an end."""
    text = run.document.text
    behind = cut(text, end, max(end, phrase.end))
    floor = max(0, end - _REACH)
    levels = run.levels(clause.sentence)
    return judged(
        Seen(
            lists=run.rulebook.words,
            phrase=phrase,
            unit=unit,
            percent=not unit or unit in run.percents,
            alone=alone,
            printed=cut(text, max(clause.start, run.floor), end) + behind,
            clause=cut(text, clause.start, end) + behind,
            sentence=cut(text, clause.sentence_start, end),
            sentence_start=clause.sentence_start,
            paragraph=cut(text, max(floor, text.rfind("\n", floor, end)), end),
            levels=levels,
            earlier=[d for d in run.drafts[:-9:-1] if d.level and d.paragraph == clause.paragraph],
            after=cut(text, end, max(end, clause.end)),
            moved=moved,
        )
    )


def of_name(said: str, name: str, unit: str, lists: Lexicon, *, percent: bool) -> Judged:
    """The basis that row and head of a table (``said``) say of ``name``."""
    return judged(Seen(lists, Phrase(name), unit, percent, True, said, said, "", 0, "", [], []))


def judged(seen: Seen) -> Judged:
    """The answer of the first test that knows one; a flow otherwise."""
    for test in TESTS:
        seen.heard.clear()
        answer = test(seen)
        if answer is not None:
            return Judged(answer, Reason(test.__name__.replace("_", "-"), _last_heard(seen)))
    return Judged("flow", Reason("nothing-said"))


def _last_heard(seen: Seen) -> Spans:
    return spans_of(seen.heard[-1]) if seen.heard else ()


def sums_up(seen: Seen) -> Basis | None:
    """合计 30 件: a total has the basis of its parts."""
    return seen.levels[0].basis if seen.phrase.total and seen.levels else None


def measures_a_stretch(seen: Seen) -> Basis | None:
    """Prices, indices and rates are of their period, but for rates of what is held (覆盖率, 生师比)."""
    if seen.ends("stock_rate"):
        return "stock"
    if seen.ends("flow_rate"):
        return "stock" if seen.says("moment", seen.clause) or seen.headed_by_moment else "flow"
    return None


def is_total(seen: Seen) -> Basis | None:
    """净增企业 5 家、总量达 60 家: all there is stands, whatever came in beside it."""
    alone = seen.printed.lstrip(_JOINED).startswith(seen.lists["in_all_now"])
    held = seen.unit in seen.lists["held_unit"]
    return "stock" if alone and held and seen.says("in_all_now", seen.printed) else None


def came_in(seen: Seen) -> Basis | None:
    """新增 12 家 is new, unless the number has run up: 新增备案 5 家，累计 60 家."""
    said = seen.clause
    for word in seen.lists["not_inflow"]:
        said = blanked(said, word)
    return "new" if seen.says("inflow", said) and not seen.says("cumulative", seen.printed) else None


def ran_up(seen: Seen) -> Basis | None:
    """累计 60 家 has run up; 全年累计 is the flow of one year."""
    if not seen.says("cumulative", seen.clause):
        return None
    return "flow" if seen.says("within_year", seen.clause) else "cumulative"


def is_part(seen: Seen) -> Basis | None:
    """其中女性 40 人, 20 人（专职 12 人）: a part is held, or came in, as its whole."""
    since = seen.sentence.rpartition(_STOP)[2]
    floor = seen.sentence_start + len(seen.sentence) - len(since)
    opened = max(seen.last("of_which", since), *(since.rfind(mark) + 1 for mark in _OPENING))
    if opened <= max(since.rfind(mark) for mark in _CLOSING):
        opened = seen.last("of_which", since)
    whole = [d for d in seen.levels if floor <= d.start < floor + opened] if opened > 0 else []
    if since.startswith(seen.lists["of_which"]) and not whole:  # 年末人口 30 万人。其中，城镇 20 万人
        whole = [d for d in seen.earlier if d.start < floor]
    alike = [d for d in whole if d.unit == seen.unit or seen.percent]
    return alike[0].basis if alike else None


def counts_acts(seen: Seen) -> Basis | None:
    """接待 300 人次, 立案 40 件: what is done is a flow, also behind a moment that opened the sentence.

    What was done until a day (截至) has run up, where no stretch of time says since when.
    """
    moment = seen.says("moment", seen.clause)
    unit = seen.unit.endswith(seen.lists["act_unit"])
    acted = unit or seen.phrase.verb.startswith(seen.lists["procedure"]) or seen.passes_on or seen.ends("flow_noun")
    part = seen.sentence.rpartition(_STOP)[2]
    if acted and seen.says("until", part) and not seen.says("stock", seen.clause):
        return "flow" if seen.says("within_year", part) else "cumulative"
    if unit:
        return _as_before(seen)
    done = seen.phrase.verb in seen.lists["procedure"] and seen.phrase.object and not seen.says("stock", seen.clause)
    return _as_before(seen) if done and not moment else None


def spreads(seen: Seen) -> Basis | None:
    """会员分布在 9 个区: what is spread is what was counted before."""
    return seen.earlier[0].basis if seen.earlier and seen.says("spread", seen.printed) else None


def goes_along(seen: Seen) -> Basis | None:
    """建成渔港 3 座、码头 5 个: what ``、`` lists behind a verb with its number is done as that."""
    last = seen.levels[0] if seen.levels else None
    if last is None or not last.phrase.verb or seen.phrase.verb or not seen.printed.startswith(seen.lists["list_mark"]):
        return None
    named = seen.says("stock", seen.printed) or seen.moment(seen.clause) >= 0
    return last.basis if last.basis in ("flow", "new") and not named else None


def befalls(seen: Seen) -> Basis | None:
    """共有渔民 5 人获奖: what befell them is counted, not how many there are."""
    held = seen.says("exist", seen.clause) and not seen.moment(seen.sentence) >= 0
    return "flow" if held and seen.says("befallen", seen.after) else None


def stands(seen: Seen) -> Basis | None:
    """Words of holding in the clause, or a moment that the sentence names: 现有, 在册, 年末."""
    noun = seen.phrase.object if seen.phrase.end else seen.noun  # 开展存量专利盘活的高校: the noun is 高校
    if seen.says("stock", seen.clause + noun) or seen.moment(seen.clause) >= 0:
        return "stock"
    return "stock" if seen.stands_now and not seen.ends("flow_noun") else None


def happens(seen: Seen) -> Basis | None:
    """Nouns of what comes about in a period, whatever stands around: 产量, 毕业生."""
    return _as_before(seen) if seen.ends("flow_noun") else None


def rose_to(seen: Seen) -> Basis | None:
    """渔港增至 31 座, 由 22 座增加到 31 座: what rises to a number was there before, if no verb made it."""
    if seen.phrase.verb or seen.percent or seen.unit not in seen.lists["held_unit"] or seen.dealt_with:
        return None
    return "stock" if seen.moved or seen.says("grown_to", seen.printed) else None


def is_held(seen: Seen) -> Basis | None:
    """律师 300 人, 规上企业 40 家: held without a verb; 企业 471 件 counts what they did, 检查企业 40 家 an act."""
    if seen.phrase.verb or seen.phrase.end or seen.in_a_stretch or seen.dealt_with:
        return None
    if seen.ends("stock_noun"):
        return "stock"
    counted = _counts_them(seen) if seen.percent else seen.unit in seen.lists["held_unit"]
    return "stock" if counted and seen.ends("holder") else None


def _counts_them(seen: Seen) -> bool:
    """False for 分规模看，大型企业增长 10.8%: of what they make, where nothing counts how many there are."""
    counted = bool(seen.levels) or any(level.unit in seen.lists["held_unit"] for level in seen.earlier)
    return counted or not seen.ends("producer")


def goes_on(seen: Seen) -> Basis | None:
    """年末人口 30 万人。男性 16 万人: what a paragraph holds at a moment, until a stretch is named."""
    if seen.alone or seen.unit not in seen.lists["held_unit"]:
        return None
    if seen.noun.startswith(seen.lists["category"]):
        alike = next((d for d in seen.earlier if d.unit == seen.unit), None)
        return "stock" if alike is not None and alike.basis == "stock" else None
    if seen.phrase.verb or seen.phrase.end or seen.dealt_with:
        return None
    lasting = seen.moment(seen.paragraph) > seen.last("within_year", seen.paragraph)
    return "stock" if lasting and seen.noun else None


def ran_up_before(seen: Seen) -> Basis | None:
    """累计发行 7 支，惠及企业 63 家: the levels behind one that has run up, until the sentence turns."""
    return "cumulative" if _as_before(seen) == "cumulative" else None


def _as_before(seen: Seen) -> Basis:
    """Cumulative behind a level that has run up in the same part of a sentence without 全年; else flow."""
    if seen.alone or not seen.levels or seen.says("within_year", seen.sentence):
        return "flow"
    between = seen.sentence[seen.levels[0].end - seen.sentence_start :]
    return "cumulative" if seen.levels[0].basis == "cumulative" and _STOP not in between else "flow"


#: The tests in the order in which they are asked.
TESTS: tuple[Callable[[Seen], Basis | None], ...] = (
    sums_up,
    measures_a_stretch,
    is_total,
    came_in,
    ran_up,
    is_part,
    counts_acts,
    spreads,
    goes_along,
    befalls,
    stands,
    happens,
    rose_to,
    is_held,
    goes_on,
    ran_up_before,
)
