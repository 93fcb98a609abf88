"""Names without their kind or their measure: what 城镇居民收入 is a kind of, and whose 渔业总产值 is."""

from __future__ import annotations

from dataclasses import replace

from ipextract.claims.phrase import Phrase
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.model import Mention


def kind_of_rate(run: Run, mention: Mention, phrase: Phrase, clause: Clause) -> Phrase:
    """溺水率 5‰，其中：城市 3‰，农村 6‰: a kind alone is one of the rate before it in the same unit."""
    if not run.words.has(phrase.text, "category"):
        return phrase
    of = next((d for d in run.levels(clause.sentence) if d.unit == mention.unit and d.phrase.text), None)
    if of is None:
        return phrase
    opened = any(word in run.document.text[of.end : mention.start] for word in run.rulebook.words["of_which"])
    if not opened and of.phrase.by != "kind":
        return phrase
    rest = of.phrase.object if of.phrase.by == "kind" else kindless(run, of.phrase.text)
    return replace(phrase, text=phrase.text + rest, object=rest, prefix=phrase.text, head=rest, by="kind")


def kind_and_noun(run: Run, phrase: Phrase) -> tuple[str, str]:
    """城镇 and 居民 of 城镇居民, 城镇 alone of 城镇: a kind, and the noun behind it; nothing where no kind is named."""
    if run.words.has(phrase.text, "category"):
        return phrase.text, ""
    opening = (word for word in run.rulebook.words["category"] if phrase.text.startswith(word))
    kind = max(opening, key=len, default="")
    return (phrase.text[: len(kind)], phrase.text[len(kind) :]) if kind else ("", "")


def kindless(run: Run, name: str) -> str:
    """居民收入 of 城镇居民收入, 园区 of 市级以上园区: a name without the kind that it begins with, nor its bound."""
    named = next((c for c in run.rulebook.words["category"] if name.startswith(c)), "")
    rest = name.removeprefix(named)
    bound = next((w for w in run.rulebook.words["kind_bound"] if named and rest.startswith(w)), "")
    return rest.removeprefix(bound)


def measureless(run: Run, phrase: Phrase) -> str:
    """渔业基金 of 渔业基金收入, 渔业 of 渔业总产值: whose measure a name is; empty where it ends with none."""
    lists = run.rulebook.words
    done = phrase.object and any(run.words.has(phrase.verb, name) for name in ("tail_verb", "procedure", "adverb"))
    name = phrase.object if done else phrase.text
    measure = max((w for w in lists["relational"] if name.endswith(w)), key=len, default="")
    front = name.removesuffix(measure) if measure else ""
    gross = next((w for w in lists["gross"] if front.endswith(w)), "")
    return front.removesuffix(gross)


def is_part_of(run: Run, name: str, whole: str) -> bool:
    """True for 企业 of 实有市场主体: by definition it is a part of what such a name ends with."""
    sums = (each for each in run.rulebook.definitions.sums if each.has_part(name))
    return any(whole.endswith(each.whole) for each in sums)


def siblings(run: Run, names: tuple[str, str], wholes: list[str]) -> bool:
    """True for 旧存 and 新收 behind 受理案件: by definition both are parts of what was named before."""
    sums = (each for each in run.rulebook.definitions.sums if all(each.has_part(name) for name in names))
    return any(whole.endswith(each.whole) for each in sums for whole in wholes)
