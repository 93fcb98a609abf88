"""Expands the {macros} of rule patterns and compiles them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import regex

from ipextract.exact.numeral import Numerals
from ipextract.rulebook.lexicon import Lexicon
from ipextract.rulebook.patterns import Judged, Pattern, PatternFault
from ipextract.rulebook.records import HedgeRecord, UnitRecord
from ipextract.rulebook.terms import Terms

#: A dash as wide as a character parts sentences; only behind words that can be below zero is it a minus.
_DASH = "—"
#: 元/美元 is a rate of exchange; longer names of money stand behind no stroke.
_CURRENCY = 2
_LATIN_END = regex.compile(r"[A-Za-z0-9]\Z")
_MACRO = regex.compile(r"\{([a-z_]+)\}")
#: Digits of the longest run that is looked at, alone and inside of a numeral such as 3亿2千万; both are longer than any
#: number that is believed (mentions.py), and bounded, for a rule may begin at each of their digits.
_LONGEST_RUN, _LONGEST_INNER, _SHORTER = 99, 40, 16

#: The class of a masked number → (its first character, the character of the rest), in the Unicode private use area.
MASKS: Mapping[str, tuple[str, str]] = {
    name: (chr(0xE000 + 2 * i), chr(0xE001 + 2 * i))
    for i, name in enumerate(
        (
            "percent",
            "point",
            "times",
            "count",
            "measure",
            "amount",
            "bare",
            "ordinal",
            "doubling",
            "structure",
            "date",
            "skip",
        )
    )
}

#: Slots of claim patterns: which classes of masked numbers they take.
SLOTS: Mapping[str, tuple[str, ...]] = {
    "percent": ("percent",),
    "point": ("point",),
    "times": ("times",),
    "count": ("count", "measure"),
    "amount": ("amount",),
    "level": ("count", "measure", "amount"),
    "bare": ("bare",),
    "ordinal": ("ordinal",),
    "doubling": ("doubling",),
    "structure": ("structure",),
    "date": ("date",),
    "skip": ("skip", "date", "ordinal"),
}


#: Slots that frame a reading and are no number of it.
FRAMES = frozenset({"date", "skip"})


def alternatives(words: Iterable[str]) -> str:
    """A group of alternatives, the longest first so that no word hides a longer one."""
    return "(?:" + "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def number_macros(
    numerals: Numerals,
    units: Iterable[UnitRecord],
    hedges: Iterable[HedgeRecord],
    words: Lexicon,
    terms: Terms,
) -> dict[str, str]:
    """The macros of quantity, skip and period patterns."""
    ten = "".join(c for c, value in numerals.powers.items() if value == 10)
    digits = "".join(numerals.digits)
    powers = "".join(numerals.powers)
    scale = "".join(c for c, value in numerals.powers.items() if 100 <= value <= 10_000)
    big = "".join(c for c, value in numerals.powers.items() if value >= 10_000)
    points = regex.escape("".join(c for c in sorted(numerals.points) if c not in numerals.digits and not c.isalpha()))
    worded_points = "".join(c for c in sorted(numerals.points) if c.isalpha())
    d = "[0-9０-９]"
    plain, inner, short = (_figures(d, points, longest) for longest in (_LONGEST_RUN, _LONGEST_INNER, _SHORTER))
    zero = "".join(sorted(numerals.zero))
    pairs = rf"(?:(?:\s?[{powers}]{{1,2}}\s?[{zero}]?{inner}(?=\s?[{powers}])){{1,16}}\s?[{powers}]{{1,2}})?"
    year = regex.escape(terms.year_mark)
    tail = rf"(?:\s?[{big}]{{1,2}}{d}{{4}}|(?:(?<=[{powers}])|\s?[{powers}])[{zero}]{d}{{1,3}})(?!{d}|[.．]|{year})"
    mixed = rf"{plain}{pairs}(?:{tail})?"  # 3亿2000, 1千零20
    first = f"(?:[{digits}]|[{ten}](?![{big}](?![{digits}{ten}])))"
    chinese = rf"{first}[{digits}{powers}]{{0,60}}(?:[{worded_points}][{digits}]{{1,60}}[{powers}]{{0,60}})?"
    figure = f"[{digits}{powers}]"
    spaced = rf"(?:{plain}|{figure})(?:\s{{0,3}}[{powers}]|(?<={figure})\s{{0,3}}(?:[{digits}]|{short})){{0,40}}"
    spaced += rf"(?:\s{{0,3}}[{worded_points}](?:\s{{0,3}}[{digits}]){{1,40}}(?:\s{{0,3}}[{powers}]){{0,40}})?"
    unit_list, hedges = list(units), list(hedges)
    by_position: dict[str, list[tuple[str, str]]] = {
        position: [] for position in ("before", "inner", "after", "round", "part")
    }
    for hedge in hedges:
        guard = f"(?<![{regex.escape(hedge.not_after)}])" if hedge.not_after else ""
        ahead = f"(?!{alternatives(hedge.not_before)})" if hedge.not_before else ""
        by_position[hedge.position] += [(w, guard + regex.escape(w) + _with(hedge, w) + ahead) for w in hedge.words]
    leading = {word[0] for hedge in hedges if hedge.position == "before" for word in hedge.words}
    leading |= {word[0] for word in words["currency"]} | set(numerals.signs)
    return {
        "s": r"[ \u3000]?",  # no tab: that parts two cells
        "d": f"{d}{{1,{_LONGEST_RUN}}}",
        "num": f"(?:{mixed})",
        "cnum": f"(?:{chinese})",
        "cn": f"(?:{chinese})",
        "spaced": f"(?:{spaced})",
        "n": f"(?:{mixed}|{chinese})",
        "cdigits": digits + powers,
        "lead": regex.escape("".join(sorted(leading))) + r" \t\u30000-9０-９",
        "power": f"[{powers}]",
        "y": rf"(?:(?:1[89]|20){d}{{2}}|[１２][０-９]{{3}}|[{digits}]{{4}})",
        "md": rf"(?:[0-3０-３]?{d}|[{digits}{ten}]{{1,3}})",
        "unit": _unit_group(unit_list, scale),
        "unit_ahead": _any_unit(unit_list),
        "counted": _counted(unit_list),
        "alike": "".join(map(chr, numerals.alike)),
        "spelled": _unit_group((u for u in unit_list if u.spelled), scale),
        "latin_unit": _longest_first(
            (symbol, _symbol(symbol))
            for unit in unit_list
            for symbol in unit.symbols
            if symbol[0].isascii() and symbol[0].isalpha()
        ),
        "currency": alternatives(words["currency"]),
        "acronym": alternatives(words["acronym"]),
        "minus": f"[{regex.escape(''.join(c for c in sorted(numerals.signs) if not c.isalpha() and c != _DASH))}]",
        "signed_before": alternatives(words["signed_before"]),
        "not_signed": alternatives(words["not_signed"]),
        "ordinal_noun": alternatives(words["ordinal_noun"]),
        **{name: _longest_first(listed) for name, listed in by_position.items()},
    }


def _with(hedge: HedgeRecord, word: str) -> str:
    """The particle that may follow a hedge: 超过了, 至少有."""
    return f"[{hedge.particles}]?" if hedge.particles and len(word) > 1 else ""


def _counted(units: Iterable[UnitRecord]) -> str:
    """The units of what is counted one by one, and so never in decimals; not where a longer one of a measure begins."""
    known = [(symbol, unit.dimension == "count", unit.not_before) for unit in units for symbol in unit.symbols]
    counted = [
        (symbol, _symbol(symbol) + (f"(?![{regex.escape(no)}])" if no else "")) for symbol, yes, no in known if yes
    ]
    starts = {symbol for symbol, _ in counted}
    longer = [symbol for symbol, yes, _ in known if not yes and any(symbol.startswith(s) for s in starts)]
    return (
        rf"(?:(?!{alternatives(longer)}){_longest_first(counted)}(?!\s?[/／]))" if longer else _longest_first(counted)
    )


def _figures(d: str, points: str, longest: int) -> str:
    """A number in figures, none of its runs of digits longer than ``longest``; in groups of three with commas."""
    grouped = "|".join(
        rf"{each}{{1,3}}(?:{separator}{each}{{3}}){{1,{longest // 4}}}(?!{each})"
        for each, separator in ((d, ","), ("[0-9]", "，"), ("[０-９]", "，"))
    )
    run = rf"{d}{{1,{longest}}}"
    return rf"(?:{grouped}|{run})(?:[{points}]{run})?"


def word_macros(words: Mapping[str, tuple[str, ...]], patterns: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The macros of claim patterns: slots for masked numbers and the shared lists of words and patterns of words."""
    macros = {name: _slot(classes, name) for name, classes in SLOTS.items()}
    macros["quantity"] = "".join(first + rest for first, rest in MASKS.values())
    for name, listed in words.items():
        plain = [alternatives(listed)[3:-1]] if listed else []
        macros[name] = "(?:" + "|".join([*patterns.get(name, ()), *plain]) + ")"
    macros["structures"] = f"{macros['structure']}(?:[:：∶]{macros['structure']})*"
    macros["rise"] = f"(?P<up>{macros['rise']})"
    macros["fall"] = f"(?P<down>{macros['fall']})"
    macros["move"] = f"(?:{macros['fall']}|{macros['rise']})"
    for plural, singular in (("percents", "percent"), ("points", "point"), ("levels", "level")):
        # 分别下降 6.2% 和增长 1.7%: a list may turn direction, but only behind a word that joins
        each = f"(?:{macros['list_mark']}{macros['move']}|{macros['and']})?{macros[singular]}"
        macros[plural] = f"{macros[singular]}(?:{each})*"
    return macros


def _nearest(name: str, macros: Mapping[str, str]) -> str:
    found = get_close_matches(name, macros, n=3)
    if not found:
        return "the macros are named at the head of the rule files"
    return f"did you mean {' or '.join('{' + each + '}' for each in found)}?"


def pattern_of(source: str, macros: Mapping[str, str], *, judged: Judged) -> Pattern:
    """The pattern with its macros filled in.

    Raises PatternFault for an unknown macro and, unless it is ``judged``, for bad syntax and a pattern that matches
    nothing at all.
    """
    unknown = sorted({m for m in _MACRO.findall(source) if m not in macros})
    if unknown:
        raise PatternFault(f"unknown slot {{{unknown[0]}}}; {_nearest(unknown[0], macros)}")
    found = Pattern(_MACRO.sub(lambda m: macros[m.group(1)], source))
    if not judged(found.source) and found.compiled.match(""):
        raise PatternFault("pattern matches the empty string; make one part required")
    return found


def _slot(classes: tuple[str, ...], name: str) -> str:
    """A masked number; group ``n`` collects the numbers that the pattern speaks of, dates and skips frame it only."""
    group = "?:" if name in FRAMES else "?P<n>"
    return f"({group}" + "|".join(f"{MASKS[c][0]}{MASKS[c][1]}{{0,99}}" for c in classes) + ")"


def _longest_first(spelled: Iterable[tuple[str, str]]) -> str:
    ordered = sorted(set(spelled), key=lambda pair: (-len(pair[0]), pair[0]))
    return "(?:" + "|".join(pattern for _, pattern in ordered) + ")"


def _symbol(symbol: str) -> str:
    """A unit as printed; no Latin one goes on with a letter or a figure."""
    return regex.escape(symbol) + (r"(?![A-Za-z0-9])" if _LATIN_END.search(symbol) else "")


def _any_unit(units: Iterable[UnitRecord]) -> str:
    """A unit at the end of a lookahead: where 微克 stands, nothing has to be known of 微克/立方米."""
    spelled = {symbol: _symbol(symbol) + _guard(unit) for unit in units for symbol in unit.symbols}
    plain = {symbol for symbol, pattern in spelled.items() if pattern == regex.escape(symbol)}
    longer = {symbol for symbol in spelled if any(symbol[:n] in plain for n in range(1, len(symbol)))}
    return _longest_first((symbol, pattern) for symbol, pattern in spelled.items() if symbol not in longer)


def _guard(unit: UnitRecord) -> str:
    """What may not follow a unit: 件 is none in 件套."""
    return f"(?![{regex.escape(unit.not_before)}])" if unit.not_before else ""


def _unit_group(units: Iterable[UnitRecord], scale: str) -> str:
    listed = [(unit, symbol, _symbol(symbol) + _guard(unit)) for unit in units for symbol in unit.symbols]
    one = _longest_first((symbol, pattern) for _, symbol, pattern in listed)
    divisors = [(symbol, pattern) for unit, symbol, pattern in listed if _divides(unit, symbol)]
    divisors += [(symbol, regex.escape(symbol)) for unit, _, _ in listed for symbol in unit.divides_as]
    per = _longest_first(divisors)
    return rf"(?:{one}(?:\s?[/／]\s?[{scale}]?{per})?)"


def _divides(unit: UnitRecord, symbol: str) -> bool:
    """False for what nothing is printed per: a rate, or a currency with a long name."""
    return "/" not in symbol and (unit.dimension != "amount" or len(symbol) <= _CURRENCY)
