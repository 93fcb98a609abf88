"""What a shortened phrase takes from the levels before it: 审结 7 件 after 受理上诉案件 9 件 speaks of 上诉案件.

``completed`` tries the forms of shortening in the order of ``_FORMS``; the first that fits names the number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from ipextract.claims.draft import Draft
from ipextract.claims.kinds import is_part_of, kind_and_noun, kindless, measureless, siblings
from ipextract.claims.phrase import Phrase
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.claims.told import as_told
from ipextract.model import Mention
from ipextract.rulebook.definitions import Sum

_SHORT = 4
_MEMORY = 40


@dataclass(frozen=True, slots=True)
class _Short:
    """A phrase that may be shortened, with what it is read against.

    ``earlier`` are the named levels of its sentence, the nearest first; ``glued`` is True where no noun follows;
    ``whole`` is the level that it is a part of.
    """

    run: Run
    mention: Mention
    phrase: Phrase
    clause: Clause
    earlier: list[Draft]
    glued: bool
    whole: Draft | None = None

    @property
    def last(self) -> Draft:
        return self.earlier[0]

    @property
    def of_item(self) -> list[Draft]:
        """The levels before it since the last ；, in a bracket those of the bracket where there are any."""
        found = [d for d in self.earlier if not self.run.parted(d.end, self.mention.start)]
        inside = self.run.bracket(self.mention.start)
        return [d for d in found if inside is not None and d.start > inside[0]] or found

    @property
    def said(self) -> str:
        """The words between the last level and this number."""
        return self.run.document.text[self.last.end : self.mention.start]


def completed(
    run: Run, mention: Mention, phrase: Phrase, clause: Clause, *, glued: bool, whole: Draft | None = None
) -> Phrase:
    """The phrase with what its words leave to the levels before it: prefix, object or the whole indicator."""
    earlier = [d for d in run.levels(clause.sentence) if d.phrase.text and not run.is_yardstick(d)]
    moved = _moved_first(run, mention, clause)
    if moved is not None and not phrase.text and moved.of is None and moved.phrase.text:
        return _of_move(moved, phrase)
    told = as_told(run, mention, phrase, clause) if glued else None
    if told is not None:
        return told
    if not earlier and whole is not None:
        divided = _by_definition(_Short(run, mention, phrase, clause, [whole], glued, whole))
        if divided is not None:
            return replace(divided, by="by-definition")
    if not earlier:
        return _remembered(run, mention, _of_move(moved, phrase), clause)
    short = _Short(run, mention, phrase, clause, earlier, glued, whole)
    for form in _FORMS:
        longer = form(short)
        if longer is phrase:
            return phrase
        if longer is not None:
            return replace(longer, by=form.__name__.strip("_").replace("_", "-"))
    return phrase


def _total(short: _Short) -> Phrase | None:
    """金奖 6 项、银奖 7 项，合计 13 项: the sum is named by what its parts share."""
    phrase, run = short.phrase, short.run
    if not phrase.total:
        return None
    if phrase.text:
        counted = len(phrase.text) <= _SHORT and phrase.text[0] in run.rulebook.numerals.digits
        return replace(phrase, text=phrase.text + phrase.total) if counted else None
    same = [d for d in short.earlier if d.unit == short.mention.unit]
    prefix = same[0].phrase.prefix if same else ""
    ending = shared_ending([d.phrase.text for d in same])
    if len(ending) > 1:
        first = same[-1].phrase
        verb = first.verb if first.object.endswith(ending) else ""
        return replace(phrase, text=verb + ending + phrase.total, object=ending, head=ending, prefix=verb)
    return replace(phrase, text=(prefix or ending) + phrase.total, prefix=prefix, head=phrase.total)


def _sibling(short: _Short) -> Phrase | None:
    """受理案件 9 件，其中旧存 2 件，新收 7 件: parts by definition of one whole, each in its own name."""
    names = (short.phrase.text, short.last.phrase.text)
    return short.phrase if siblings(short.run, names, [d.phrase.text for d in short.earlier]) else None


def _silent(short: _Short) -> Phrase | None:
    """审结 6 件 9 人: a number without words of its own counts what the one before it counted."""
    if short.phrase.text:
        return None
    if short.last.phrase.text.startswith(short.run.rulebook.words["other"]) and short.said.startswith("，"):
        return _over_parts(short.run, short.earlier).phrase  # behind 其他 9 件，… the whole is spoken of again
    return _repeated(short.run, short.last.phrase, short.phrase, short.said) if short.glued else short.phrase


def _pointing_back(short: _Short) -> Phrase | None:
    """查扣货物 8 批，涉及货物 900 件: 涉及 counts the same goods in another unit."""
    phrase, last = short.phrase, short.last
    back = short.run.words.has(phrase.verb, "anaphor") and phrase.object and last.phrase.text.endswith(phrase.object)
    return replace(last.phrase, end=phrase.end) if back else None


def _restated(short: _Short) -> Phrase | None:
    """人均产值 9000 元，折合 1300 美元: the same level in other money."""
    again = short.run.words.has(short.phrase.text, "restated")
    return replace(short.last.phrase, end=0, total="") if again else None


def _average(short: _Short) -> Phrase | None:
    """赔偿 600 万元，件均 8 万元: an average without a noun is of the level in the same unit before it."""
    run, phrase = short.run, short.phrase
    if not run.words.has(phrase.text, "average"):
        return None
    of = next((d for d in short.earlier if d.unit == short.mention.unit), None)
    if of is None:
        return None
    return replace(phrase, text=phrase.text + of.indicator, object=of.indicator, head=of.phrase.head)


def _in_bracket(short: _Short) -> Phrase | None:
    """新收案件 87 件（民事 80 件、刑事 7 件）: an attribute alone names a kind of what stands before the bracket."""
    run, phrase = short.run, short.phrase
    parent = _before_bracket(short)
    if parent is None or parent.unit != short.mention.unit or not _attributive(run, phrase):
        return None
    whole = parent.phrase
    if len(whole.head) > 1 and whole.prefix and not run.words.has(whole.head, "relational"):
        text = whole.prefix + phrase.text + whole.head
    else:
        text = phrase.text + (whole.object if whole.verb and whole.object else whole.text)
    return replace(phrase, text=text, head=whole.head, prefix=text[: -len(whole.head)] if whole.head else "")


def _before_bracket(short: _Short) -> Draft | None:
    """The level printed directly before the bracket that holds the number."""
    inside = short.run.bracket(short.mention.start)
    return next((d for d in short.earlier if d.end == inside[0]), None) if inside else None


def _attributive(run: Run, phrase: Phrase) -> bool:
    """True for one short word that only tells kinds apart."""
    if not 1 < len(phrase.text) <= _SHORT or phrase.text != (phrase.head or phrase.verb):
        return False
    listed = run.words.has(phrase.text, "category")
    return listed or (phrase.tag == "b" and not run.words.has(phrase.text, "procedure"))


def _next_step(short: _Short) -> Phrase | None:
    """渔政法庭收案 40 件，结案 30 件: what went through one step goes through the next; 收案 holds its object."""
    run, phrase, last = short.run, short.phrase, short.last.phrase
    if not phrase.bare or not last.object or not _same_measure(short.mention, short.earlier):
        return None
    if phrase.text.endswith(last.object) or ("；" in short.said and short.clause.own_start > short.clause.start):
        return phrase
    stem = _without_procedure(run, last.text, phrase.text)
    return replace(phrase, text=stem + phrase.text, object=stem, prefix=stem) if stem else None


def _bare_verb(short: _Short) -> Phrase | None:
    """受理上诉 9 件，审结 7 件: a verb alone takes the object of the level before; behind ； that of the whole."""
    run, phrase = short.run, short.phrase
    if not phrase.bare or any(run.words.has(phrase.text, name) for name in ("complete_act", "relational")):
        return None
    earlier = [d for d in short.earlier if not d.phrase.addend] or short.earlier
    last = earlier[0]
    if "；" in short.said:
        last = _over_parts(run, earlier)
    leading = last.phrase.prefix
    if leading and run.words.has(last.phrase.head, "procedure") and last.phrase.verb.startswith(leading):
        # 监督立案 5 件、撤案 3 件: the verb before took a verb for its object, and takes this one, too
        return replace(phrase, text=leading + phrase.text, verb=leading + phrase.text, prefix=leading)
    if _planned(run, last.phrase.text) != last.phrase.text:
        return replace(last.phrase, text=_planned(run, last.phrase.text), end=phrase.end)
    if not last.phrase.object or not _same_measure(short.mention, earlier):
        return None
    if last.phrase.object.startswith(run.rulebook.words["list_mark"]):
        return None  # 批准和决定逮捕 40 人，不捕 9 人: two verbs, of which the second is no object
    whole = last
    if last.phrase.bare:
        whole = next((d for d in earlier if d.phrase.object and not d.phrase.bare), last)
    return replace(phrase, text=whole.phrase.object + phrase.verb, object=whole.phrase.object)


def _without_procedure(run: Run, name: str, verb: str) -> str:
    """渔政法庭 of 渔政法庭收案 before 结案: what went through one step goes through the next; empty for other names."""
    steps = (w for w in run.rulebook.words["procedure"] if name.endswith(w) and w[-1] == verb[-1] and len(w) > 1)
    step = max(steps, key=len, default="")
    return name[: len(name) - len(step)] if step and len(name) > len(step) + 1 else ""


def _planned(run: Run, name: str) -> str:
    """招生年初计划 300 人，完成 310 人: what was done goes by the name without the plan, which may stand before it."""
    plans = run.rulebook.words["plan_noun"]
    plan = next((w for w in plans if name.endswith(w) and len(name) > len(w) + 1), "")
    if plan:
        return name[: -len(plan)]
    opening = next((w for w in plans if name.startswith(w) and len(name) > len(w) + 1), "")
    return name[len(opening) :]


def _over_parts(run: Run, levels: list[Draft]) -> Draft:
    """The level before the last 其中, else the nearest: behind ； the parts are over."""
    for draft, before in pairwise(levels):
        if any(word in run.document.text[before.end : draft.start] for word in run.rulebook.words["of_which"]):
            return before
    return levels[0]


def _stopped_at_verb(short: _Short) -> Phrase | None:
    """企业持有专利 9 件、高校持有 4 件: a phrase that stops at the verb takes the object that followed it before."""
    phrase, earlier = short.phrase, short.last.phrase
    verb = phrase.head
    if len(verb) < 2 or not phrase.open or earlier.text.endswith(verb):
        return None
    if phrase.text.endswith(short.run.rulebook.words["plan_noun"]):
        return None  # 年初预算 90 万元 behind 预算收入 names the plan
    _, found, tail = earlier.text.partition(verb)
    measures = ("total", "quantity_ending")
    if not found or len(tail) < 2 or earlier.text == phrase.text or any(short.run.words.has(tail, w) for w in measures):
        return None
    return replace(phrase, text=phrase.text + tail, object=tail, head=tail)


def _resulting(short: _Short) -> Phrase | None:
    """发行债券 7 支，惠及企业 63 家: what came of the level before."""
    run, phrase = short.run, short.phrase
    if not run.words.has(phrase.verb, "result_verb") or not phrase.object:
        return None
    source = short.last.phrase.object or short.last.phrase.text
    return replace(phrase, text=source + phrase.text, object=source)


def _kind(short: _Short) -> Phrase | None:
    """居民收入 4 万元，城镇 5 万元，农村居民 2 万元: kinds of what was spoken of; 9 个省的 20 个城市 are none of 省."""
    run, phrase = short.run, short.phrase
    held = not short.glued and short.said.endswith(run.rulebook.words["particle"])
    kind, noun = kind_and_noun(run, phrase)
    if held or not kind:
        return None
    of = short.whole or next((d for d in reversed(short.earlier) if d.unit == short.mention.unit), short.last)
    rest = kindless(run, of.phrase.text)
    if noun and (not rest.startswith(noun) or rest == noun):
        return None
    if run.words.has(phrase.text, "holder") and is_part_of(run, phrase.text, of.phrase.text):
        return None  # 市场主体 9 户，其中企业 3 户: a part by definition, in its own name
    return replace(phrase, text=kind + rest, object=rest, prefix=kind, head=rest)


def _by_definition(short: _Short) -> Phrase | None:
    """服务进出口 90 亿元，其中出口 50 亿元: what a name is made of by definition keeps what stands before it."""
    run, phrase = short.run, short.phrase
    for each in run.rulebook.definitions.sums:
        if not each.fronted or not each.has_part(phrase.text):
            continue
        if short.whole is not None and short.whole.phrase.text in each.whole:
            return phrase
        front = _front_of(run, short, each)
        if front:
            return replace(phrase, text=front + phrase.text, prefix=front, head=phrase.text)
    return None


def _front_of(run: Run, short: _Short, definition: Sum) -> str:
    """对岛国 of 对岛国进出口总额, the whole, or of 对岛国出口, the part before it; empty for neither."""
    if short.whole is not None:
        return _stem(run, short.whole.phrase.text, definition.whole)
    last = short.last.phrase.text
    if short.last.unit != short.mention.unit or _stem(run, last, definition.whole):
        return ""
    return _stem(run, last, tuple(name for names in definition.parts for name in names))


def _stem(run: Run, name: str, endings: tuple[str, ...]) -> str:
    """What stands in a name before one of ``endings``; 总额 may follow them."""
    bare = next((name.removesuffix(w) for w in run.rulebook.words["quantity_ending"] if name.endswith(w)), name)
    found = ((full, end) for end in endings for full in (name, bare) if full.endswith(end))
    return next((full.removesuffix(end) for full, end in found if full != end), "")


def _enumerated(short: _Short) -> Phrase | None:
    """普通高中招生 2 万人，在校生 6 万人: one subject goes through what is told of each of its kind."""
    run, phrase = short.run, short.phrase
    if short.clause.own_start > short.clause.start:
        return None
    for each in run.rulebook.definitions.enumerations:
        if phrase.text not in each.names:
            continue
        if short.last.phrase.by == "distributed":
            return None  # 小学、初中在校生分别为 3 人和 5 人: of several
        for draft in short.of_item or short.earlier:
            ending = next((n for n in each.names if draft.phrase.text.endswith(n) and draft.phrase.text != n), "")
            front = _told_of(run, draft.phrase.text.removesuffix(ending)) if ending else ""
            if front:
                return replace(phrase, text=front + phrase.text, prefix=front, head=phrase.text)
            if ending or draft.phrase.text in each.names:
                return None
    return None


def _told_of(run: Run, front: str) -> str:
    """技工院校 of 技工院校共: who is told of, without the words that only link them to their number; 完成 is nobody."""
    lists = run.rulebook.words
    for word in (*lists["weak_total"], *lists["stated_total"]):
        front = front.removesuffix(word)
    return "" if front in lists["tail_verb"] else front


def _of_holders(short: _Short) -> Phrase | None:
    """渔业企业 7 家，从业人员 90 人，营业收入 3 亿元: measures of those that the sentence counted first."""
    run, phrase = short.run, short.phrase
    lists, first = run.rulebook.words, next(iter(short.of_item[::-1]), None)
    if first is None or not run.words.has(phrase.text, "holder_measure"):
        return None
    counted = first.unit in lists["held_unit"] and first.unit not in lists["person_unit"]
    if not counted or not first.phrase.text.endswith(lists["holder"]):
        return None
    source = first.phrase.object or first.phrase.text
    return replace(phrase, text=source + phrase.text, object=source, prefix=source, head=phrase.text)


def _relational(short: _Short) -> Phrase | None:
    """案件 12 件，标的额 3 亿元: a noun that names no subject of its own; not behind ； with a new subject."""
    run, phrase, last = short.run, short.phrase, short.last.phrase
    if not run.words.has(phrase.text, "relational") or run.words.has(last.text, "relational"):
        return None
    renewed = "；" in short.said and short.clause.own_start > short.clause.start
    if renewed or last.addend:
        return None
    source = measureless(run, last) or last.object or last.prefix or last.text
    return replace(phrase, text=source + phrase.text, object=source, prefix=source, head=phrase.text)


def _parallel(short: _Short) -> Phrase | None:
    """某赛金奖 6 项、银奖 7 项: nouns of one ending share the prefix."""
    run, phrase, last = short.run, short.phrase, short.last
    ending = phrase.text[-1:]
    parallel = (
        last.unit == short.mention.unit
        and ending == last.phrase.head[-1:]
        and run.words.has(ending, "parallel_ending")
        and last.phrase.prefix
        and not phrase.prefix
        and not phrase.verb
    )
    if not parallel:
        return None
    return replace(phrase, text=last.phrase.prefix + phrase.text, prefix=last.phrase.prefix, head=phrase.text)


_FORMS: tuple[Callable[[_Short], Phrase | None], ...] = (
    _total,
    _sibling,
    _silent,
    _pointing_back,
    _restated,
    _average,
    _in_bracket,
    _next_step,
    _enumerated,
    _bare_verb,
    _stopped_at_verb,
    _resulting,
    _by_definition,
    _of_holders,
    _kind,
    _relational,
    _parallel,
)


def _moved_first(run: Run, mention: Mention, clause: Clause) -> Draft | None:
    """The growth just before, or the change in the same unit: 出口增长 8%，达 20 亿元; 床位增加了 32 张，达 540 张."""
    last = run.drafts[-1] if run.drafts else None
    if last is None or last.sentence != clause.sentence:
        return None
    return last if last.kind == "growth" or (last.kind == "change" and last.unit == mention.unit) else None


def _of_move(moved: Draft | None, phrase: Phrase) -> Phrase:
    """装机比上年增长 5%，达 30 万千瓦: the level behind a growth or a change is of its subject."""
    if phrase.text or moved is None:
        return phrase
    return replace(moved.phrase, end=phrase.end, total=phrase.total, by="growth-before")


def _remembered(run: Run, mention: Mention, phrase: Phrase, clause: Clause) -> Phrase:
    """全省累计登记 900 件 after 登记作品 80 件: a verb alone at the head of a sentence keeps its paragraph's object."""
    if not phrase.bare or run.words.has(phrase.text, "complete_act"):
        return phrase
    for draft in run.drafts[: -_MEMORY - 1 : -1]:
        if draft.paragraph != clause.paragraph:
            break
        if not draft.level or draft.unit != mention.unit or draft.phrase.bare:
            continue
        if draft.phrase.verb == phrase.verb and draft.phrase.object:
            return replace(
                phrase, text=phrase.verb + draft.phrase.object, object=draft.phrase.object, bare=False, by="remembered"
            )
        stem = draft.phrase.text.removesuffix(phrase.verb)
        if draft.phrase.text != stem and len(stem) > 1:
            return replace(phrase, text=draft.phrase.text, object=stem, bare=False, by="remembered")
    return phrase


def _repeated(run: Run, earlier: Phrase, phrase: Phrase, said: str) -> Phrase:
    """The phrase before once more; 新增备案 5 家，累计 60 家 counts 备案, no longer the new ones."""
    words = run.rulebook.words
    summed = any(word in said for word in words["cumulative"])
    inflow = next((w for w in words["inflow"] if summed and earlier.text.startswith(w)), "")
    text = earlier.text[len(inflow) :] or earlier.text
    return replace(earlier, text=text, verb="" if inflow else earlier.verb, end=0, total=phrase.total)


def shared_ending(names: list[str]) -> str:
    """What all names end with: 一审案件 and 二审案件 share 审案件; one name alone shares nothing."""
    if len(names) < 2:
        return ""
    shortest = min(names, key=len)
    return next((shortest[i:] for i in range(len(shortest)) if all(n.endswith(shortest[i:]) for n in names)), "")


def _same_measure(mention: Mention, earlier: list[Draft]) -> bool:
    """True when one of the levels just before counts in the same unit; 件 … 人 pairs stand between."""
    return any(d.unit == mention.unit and d.phrase.object for d in earlier[:4])
