"""Items of the accounts of a department: 渔政管理（项） is planned (年初预算) and spent (支出决算)."""

from __future__ import annotations

from dataclasses import replace

import regex

from ipextract.claims.phrase import Phrase
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause
from ipextract.structure.placed import Placed, cut

#: What may stand between the name of an item and its number.
_BEHIND = '）)”"’ 　'
#: Behind one of these the name of an item begins: those of its class and its section end with a bracket.
_OPENING = '）)、.．“"。：:；;\n\t '
#: The longest paragraph that is nothing but the name of an item.
_LINE = 120


def of_item(run: Run, phrase: Phrase, clause: Clause, start: int) -> Phrase | None:
    """年初预算 behind …渔政管理（项） is 渔政管理年初预算, and the number beside it 渔政管理; ``None`` for all else.

    ``start`` is where the number stands; its item is named by its paragraph, or by the line above.
    """
    text = run.document.text
    stage = run.words.has(phrase.text, "account_stage")
    if not stage and text[start - 1 : start] not in _BEHIND:
        return None
    low, closing = _item(run, clause, start)
    if closing is None or (not stage and text[closing.end() : start].strip(_BEHIND) != ""):
        return None
    name = _name(text, low, closing.start())
    if not name:
        return None
    named = name + phrase.text if stage else name
    head = phrase.text if stage else name
    return replace(
        phrase, text=named, prefix=name[:0] if head is name else name, head=head, bare=False, by="account-item"
    )


def _item(run: Run, clause: Clause, start: int) -> tuple[int, regex.Match[str] | None]:
    """Where to look for the name of the item that holds at ``start``, and what closes it; ``None`` for no item."""
    text, closing = run.document.text, regex.compile("|".join(run.rulebook.patterns["account_item"]))
    own = run.tree.paragraphs[clause.paragraph]
    above = run.tree.paragraphs[clause.paragraph - 1] if clause.paragraph else own
    found = next(reversed(list(closing.finditer(text, own.start, start))), None)
    if found is not None:
        return (own.start if text[own.start : found.start()].strip() else above.start), found
    if above.end - above.start > _LINE or any(m.is_quantity for m in run.mentions_in(above.start, above.end)):
        return own.start, None
    return above.start, next(reversed(list(closing.finditer(text, above.start, above.end))), None)


def _name(text: str, low: int, end: int) -> Placed:
    """The name of the item that ends at ``end``, which may stand a line above."""
    while end > low and text[end - 1].isspace():
        end -= 1
    start = max((text.rfind(mark, low, end) for mark in _OPENING), default=-1)
    return cut(text, max(start + 1, low), end)
