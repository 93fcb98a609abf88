"""The point of view from which a sentence divides something: 从城乡看, 按年龄分."""

from __future__ import annotations

from typing import Final

from ipextract.rulebook import Rulebook

#: How many characters the words of a point of view may take.
_LONGEST: Final = 12


def view(sentence: str, rulebook: Rulebook) -> str:
    """从城乡看 of 从城乡看，城镇 …: the point of view that a sentence opens with; empty for none."""
    head = sentence.lstrip()[:_LONGEST]
    if not head.startswith(rulebook.words["view_opening"]):
        return ""
    ends = (head.find(word) + len(word) for word in rulebook.words["view_ending"] if word in head)
    return head[: min(ends, default=0)].rstrip("，")
