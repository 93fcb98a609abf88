"""When the name of a level and the name of a whole mean one thing: by their words alone."""

from __future__ import annotations

from typing import Final

import regex

from ipextract.rulebook import Rulebook

#: So many characters before the name of a whole say whose it is: 岛屿国家进出口.
_PARTNER: Final = 4
#: No name is shorter.
_SHORTEST: Final = 2
_NOTE: Final = regex.compile(r"\[\d+\]|【\d+】")
_ASIDE: Final = regex.compile(r"([^（()）]+)[（(]([^（()）]+)[）)]([^（()）]*)")


def core(base: str, rulebook: Rulebook) -> str:
    """The noun of a whole without 全部, 同期全省 … before it, 总数, 量 … behind it and footnote marks."""
    _, name = of_area(base, rulebook)
    end = next((word for word in rulebook.words["whole_end"] if name.endswith(word)), "")
    return bare(name.removesuffix(end) if len(name) - len(end) >= _SHORTEST else name, rulebook)


def of_area(base: str, rulebook: Rulebook) -> tuple[str, str]:
    """全省 and 进出口 of 同期全省进出口: the word of the area that a whole is of, empty for none, and what is left."""
    words, name, area = rulebook.words, _NOTE.sub("", base), ""
    areas = (*words["area_word"], *words["nation"])
    while True:
        front = next((w for w in (*words["whole_prefix"], *areas) if name.startswith(w)), "")
        if not front or len(name) - len(front) < _SHORTEST:
            return area, name
        area = area or (front if front in areas else "")
        name = name.removeprefix(front)


def bare(name: str, rulebook: Rulebook) -> str:
    """A name without 总数, 总额, 量 … behind it, but for one that is nothing else."""
    for suffix in (*rulebook.words["whole_suffix"], *rulebook.words["quantity_ending"]):
        if len(name) - len(suffix) >= _SHORTEST:
            name = name.removesuffix(suffix)
    return name


def namings(name: str) -> tuple[str, ...]:
    """研究与试验发展（R&D）经费 is also 研究与试验发展经费 and R&D经费: the names that a bracket gives."""
    marked = _NOTE.sub("", name)
    found = _ASIDE.fullmatch(marked)
    if found is None:
        return (marked,)
    front, aside, rest = found.groups()
    return (front + rest, aside + rest) if rest else (front, aside)


def undone(name: str, rulebook: Rulebook) -> str:
    """契税收入 of 契税收入完成 and 契税收入安排."""
    verbs = (*rulebook.words["tail_verb"], *rulebook.words["planned_verb"])
    return next((name.removesuffix(verb) for verb in verbs if name.endswith(verb)), name)


def one_name(name: str, base: str, rulebook: Rulebook) -> bool:
    """True when the name of a level and that of a whole are one, 总额 and 全市 left out, or two of one thing."""
    one, other = ({core(undone(each, rulebook), rulebook) for each in namings(full)} for full in (name, base))
    if one & other:
        return True
    return any(one & names and other & names for names in rulebook.definitions.namings)


def spelled_alike(name: str, base: str, rulebook: Rulebook) -> bool:
    """True when one name ends with the other, 总额 and 全市 left out; 进出口 and 贸易 are one by the rules alone."""
    pairs = ((core(one, rulebook), core(other, rulebook)) for one in namings(name) for other in namings(base))
    return any(one.endswith(other) or other.endswith(one) for one, other in pairs)


def ends_in(name: str, noun: str, rulebook: Rulebook) -> bool:
    """True when a name is a noun with words in front; one more character makes another word (进出口, 非税收入)."""
    front = name.removesuffix(noun)
    if len(noun) < 2 or front == name or (front and front.endswith(rulebook.words["not_before_name"])):
        return False
    return len(front) != 1 or front in rulebook.words["whole_prefix"]


def narrower(name: str, noun: str, rulebook: Rulebook) -> bool:
    """True for 对沿线国家进出口 where the words name all 进出口 of the area."""
    front = bare(name, rulebook).removesuffix(noun)
    return bool(noun) and (front.startswith(rulebook.words["partner"]) or len(front) >= _PARTNER)
