"""Whether a total names something that none of its parts is a kind of."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ipextract.model import Claim

_CLAUSE = regex.compile(r"[，,。；;：:、\n（()）]")
_SHORTEST_NAME = 4
_SHORTEST_HEAD = 2


def of_its_own(lead: str, cue: str, parts: Sequence[Claim]) -> bool:
    """True for 公司 5 家，注册资本共计 9 亿元: the total names something that none of the parts is a kind of."""
    said = _CLAUSE.split(lead.strip("，,；;、 \n"))[-1]
    name = said.removesuffix(cue).strip()
    if len(name) < _SHORTEST_NAME or name == said:
        return False
    heads = {name[-_SHORTEST_HEAD:], name[:-_SHORTEST_HEAD][-_SHORTEST_HEAD:]}
    return not any(head in part.indicator for head in heads for part in parts)
