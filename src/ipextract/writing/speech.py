"""How the program speaks: messages in both languages, colours, and text of files made safe for a terminal."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, Literal, TypeAlias

from ipextract.exact.decimals import plain
from ipextract.model import Claim, Severity
from ipextract.writing.json import readable

Lang: TypeAlias = Literal["zh", "en"]

COLOURS: Final[Mapping[Severity, str]] = {"error": "31;1", "warning": "33;1", "suspicion": "35", "info": "36"}
DIM: Final = "2"
#: Terminals narrower than this get a smaller margin.
_NARROW: Final = 60


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: the language of the messages, with or without ANSI colours, findings in one line or in full.

    ``columns`` is the width of the terminal, ``None`` where there is none: then no line is broken.
    """

    lang: Lang = "en"
    colour: bool = False
    brief: bool = False
    columns: int | None = None

    @property
    def margin(self) -> str:
        """What stands before all that belongs to the line above it."""
        return "    " if self.columns is None or self.columns >= _NARROW else "  "


def say(lang: Lang, key: str, **values: object) -> str:
    """The message ``key`` of the catalogue in ``lang`` with its slots filled."""
    template = catalogue()[lang][key]
    return str(template).format(**values)


def counted(lang: Lang, noun: str, n: int) -> str:
    """``n`` with its noun in the right number, as in ``1 claim``."""
    one, many = catalogue()[lang][noun]
    return say(lang, "count", n=n, noun=one if n == 1 else many)


def name_of(lang: Lang, group: str, key: str) -> str:
    """The name of one of a group (edits, kinds, reasons), as it is where the catalogue has none."""
    return str(catalogue()[lang][group].get(key, key))


def check_name(lang: Lang, kind: str) -> str:
    """The name of a check in ``lang``: its rule file has the Chinese one."""
    from ipextract.rulebook import names  # noqa: PLC0415 - rules take longer to load than most messages take

    return names.check_name(kind) if lang == "zh" else kind


def role(lang: Lang, name: str) -> str:
    """The name of a role or severity in ``lang``, of a check's own role as its rule file has it."""
    if name in catalogue()["zh"]["roles"]:
        return str(catalogue()[lang]["roles"].get(name, name))
    from ipextract.rulebook import names  # noqa: PLC0415 - rules take longer to load than most messages take

    own = names.role_name(name)
    return own.text_zh if lang == "zh" else own.text


def edit(lang: Lang, name: str) -> str:
    """The name of a slip in ``lang``, as it is where the catalogue has none."""
    return str(catalogue()[lang]["edits"].get(name, name))


def arithmetic(lang: Lang, formula: str) -> str:
    """A formula with its few words in ``lang``; numbers and signs are the same in all."""
    for word, said in catalogue()[lang]["arithmetic"].items():
        formula = formula.replace(word, said)
    return formula


def printable(text: str) -> str:
    """Text from a file made safe for a terminal: control and direction characters cannot act, bad bytes are shown."""
    safe = "".join(" " if unicodedata.category(ch) == "Cc" else ch for ch in readable(text))
    return "".join(ch for ch in safe if unicodedata.category(ch) != "Cf")


def doubt_of(claim: Claim, lang: Lang) -> str:
    """Why the reading of a number is in doubt: it was recognised in a picture, or its reader doubts the place."""
    if claim.confidence is None:
        return say(lang, "doubt_placed", quote=flat(claim.quote))
    return say(lang, "doubt", quote=flat(claim.quote), confidence=plain(claim.confidence))


def flat(text: str) -> str:
    """Text from a file in one line, safe for a terminal."""
    return " ".join(printable(text).split())


def paint(text: str, code: str, style: Style) -> str:
    """The text in a colour where colours are asked for."""
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text


def severity(name: Severity, style: Style) -> str:
    """A severity in words, in its colour."""
    return paint(role(style.lang, name), COLOURS[name], style)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, Any]]:
    """Every message by language and key."""
    text = files("ipextract.writing").joinpath("messages.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded
