"""The check rules: what a check is called, why it exists, what it says in two languages, and its proof by cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Literal, TypeVar

import regex

from ipextract.model import KINDS, SEVERITIES, Claim, Direction, Kind, Severity
from ipextract.rulebook.patterns import PatternFault, compiled

SLOTS: frozenset[str] = frozenset(
    {
        "formula",
        "printed",
        "computed",
        "distance",
        "nearby",
        "indicator",
        "cue",
        "limit",
        "count",
        "place",
        "year",
        "source",
    }
)
"""What a message template may name: every check fills all of them, with an empty text where one has no meaning."""

_ID = regex.compile(r"IPX\d{3}")
_NAME = regex.compile(r"[a-z][a-z0-9_-]*")
_LIST = regex.compile(r"[a-z][a-z0-9_]*")
_DIRECTIONS: tuple[Direction, ...] = ("up", "down", "flat")
_VERDICTS: tuple[Literal["violated", "silent"], ...] = ("violated", "silent")

_T = TypeVar("_T", bound=str)


@dataclass(frozen=True, slots=True)
class CheckMessage:
    """A sentence that a check can say, as templates over ``SLOTS``; ``severity``, where set, stands for the rule's."""

    name: str
    text: str
    text_zh: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class CheckCase:
    """A little document and what the check must make of it, beside that of the year before where it needs ``before``.

    ``numbers`` are numerals, each of which must stand in the quote of some claim of the finding.
    """

    text: str
    verdict: Literal["violated", "silent"]
    severity: Severity | None = None
    numbers: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class CheckRole:
    """What a role is called in the two languages."""

    name: str
    text: str
    text_zh: str


@dataclass(frozen=True, slots=True)
class Limit:
    """The values that claims of a kind and unit can have: ``least`` <= value <= ``most``, either may be ``None``.

    ``indicator`` must match somewhere in the claim's indicator, ``unless`` must match neither in it nor in the quote.
    """

    name: str
    kind: Kind
    unit: str
    least: int | None
    most: int | None
    indicator: regex.Pattern[str] | None = None
    unless: regex.Pattern[str] | None = None
    direction: Direction | None = None
    severity: Severity | None = None

    def covers(self, claim: Claim) -> bool:
        """True when the limit speaks of ``claim``."""
        if claim.kind != self.kind or claim.unit != self.unit:
            return False
        if self.direction is not None and claim.direction != self.direction:
            return False
        if self.indicator is not None and self.indicator.search(claim.indicator) is None:
            return False
        said = (claim.indicator, claim.quote, claim.base or "")
        return self.unless is None or not any(self.unless.search(text) for text in said)


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check as its rule file describes it; ``file`` is where it was read.

    ``units`` says for each unit a rate may be printed in how many of it make one whole: 100 for per cent. ``tolerance``
    is how far from an official number, in per cent of it, a check finds nothing strange; ``None`` asks for none.
    ``relation`` and ``cue`` say in one line what must hold and what the text must say first; ``words`` are lists that
    nobody but the finder of the relation needs, by their ids; ``roles`` are those that no other check has. What
    the file says of the finder (``[[mechanism]]``) is with the other mechanisms.
    """

    id: str
    name: str
    title: str
    title_zh: str
    why: str
    why_zh: str
    severity: Severity
    messages: Mapping[str, CheckMessage]
    cases: tuple[CheckCase, ...]
    file: str
    limits: tuple[Limit, ...] = ()
    units: Mapping[str, int] = field(default_factory=dict)
    tolerance: int | None = None
    name_zh: str = ""
    relation: str = ""
    relation_zh: str = ""
    cue: str = ""
    cue_zh: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: tuple[CheckRole, ...] = ()

    def message(self, name: str) -> CheckMessage:
        """The message called ``name``; ValueError when the rule file has none."""
        found = self.messages.get(name)
        if found is None:
            raise ValueError(f"{self.file}: message: no [[message]] is named {name!r}, but the check needs one")
        return found

    def words_of(self, name: str) -> tuple[str, ...]:
        """The list of words called ``name``; ValueError when the rule file has none."""
        found = self.words.get(name)
        if found is None:
            raise ValueError(f"{self.file}: words: no [[words]] has the id {name!r}, but the check needs it")
        return found

    def whole(self, unit: str) -> int | None:
        """How many of ``unit``, or of what stands behind its slash, make one whole; ``None`` for one not known."""
        return self.units.get(unit) or self.units.get(unit.rpartition("/")[2])

    def limit(self, claim: Claim) -> Limit | None:
        """The first limit that speaks of ``claim``, or ``None``."""
        return next((each for each in self.limits if each.covers(claim)), None)


def parse_check(table: dict[str, object], file: str) -> CheckRule:
    """One parsed TOML file as a ``CheckRule``.

    Raises ValueError, naming ``file`` and the key, for an unknown or missing key, a wrong type, a template slot outside
    ``SLOTS``, a pattern that does not compile or matches the empty text, and for cases without both verdicts.
    """
    top = _Table(table, file, "")
    top.only(
        "id", "name", "name_zh", "title", "title_zh", "relation", "relation_zh", "cue", "cue_zh", "why", "why_zh",
        "severity", "message", "case", "limit", "unit", "tolerance", "words", "role", "mechanism",
    )  # fmt: skip
    tolerance = top.integer("tolerance")
    if tolerance is not None and tolerance not in range(1, 100):
        raise top.wrong("tolerance", "must be a percentage from 1 to 99")
    messages = [_message(each) for each in top.tables("message")]
    cases = tuple(_case(each) for each in top.tables("case"))
    units = [(each.text("name"), _unit(each)) for each in top.tables("unit", needed=False)]
    limits = tuple(_limit(each) for each in top.tables("limit", needed=False))
    words = [_words(each) for each in top.tables("words", needed=False)]
    roles = tuple(_role(each) for each in top.tables("role", needed=False))
    top.unique("message", (m.name for m in messages))
    top.unique("unit", (name for name, _ in units))
    top.unique("limit", (each.name for each in limits))
    top.unique("words", (name for name, _ in words))
    top.unique("role", (each.name for each in roles))
    for verdict in _VERDICTS:
        if not any(c.verdict == verdict for c in cases):
            raise top.wrong("case", f"no case has verdict {verdict!r}; a check needs examples of both kinds")
    return CheckRule(
        id=top.match("id", _ID, "IPX and three digits"),
        name=top.match("name", _NAME, "a lower-case word"),
        title=top.text("title"),
        title_zh=top.text("title_zh"),
        why=top.text("why"),
        why_zh=top.text("why_zh"),
        severity=top.choice("severity", SEVERITIES),
        messages={m.name: m for m in messages},
        cases=cases,
        file=file,
        limits=limits,
        units=dict(units),
        tolerance=tolerance,
        **{key: top.text(key) for key in ("name_zh", "relation", "relation_zh", "cue", "cue_zh") if top.has(key)},
        words=dict(words),
        roles=roles,
    )


def _message(table: _Table) -> CheckMessage:
    table.only("name", "text", "text_zh", "severity")
    text, text_zh = table.template("text"), table.template("text_zh")
    return CheckMessage(
        name=table.match("name", _NAME, "a lower-case word"),
        text=text,
        text_zh=text_zh,
        severity=table.choice("severity", SEVERITIES) if table.has("severity") else None,
    )


def _case(table: _Table) -> CheckCase:
    table.only("text", "before", "verdict", "severity", "numbers")
    verdict = table.choice("verdict", _VERDICTS)
    if verdict == "silent" and (table.has("severity") or table.has("numbers")):
        raise table.wrong("verdict", "a silent case has neither severity nor numbers")
    numbers = table.texts("numbers")
    text, before = table.text("text"), table.text("before") if table.has("before") else ""
    for number in numbers:
        if number not in before + text:
            raise table.wrong("numbers", f"{number!r} does not stand in the text of the case")
    severity = table.choice("severity", SEVERITIES) if table.has("severity") else None
    return CheckCase(text, verdict, severity, numbers, before)


def _words(table: _Table) -> tuple[str, tuple[str, ...]]:
    table.only("id", "note", "words")
    table.text("note")
    words = table.texts("words")
    if not words:
        raise table.wrong("words", "missing; a list of words has at least one")
    return table.match("id", _LIST, "a lower-case word"), words


def _role(table: _Table) -> CheckRole:
    table.only("name", "text", "text_zh")
    return CheckRole(table.match("name", _LIST, "a lower-case word"), table.text("text"), table.text("text_zh"))


def _unit(table: _Table) -> int:
    table.only("name", "whole")
    whole = table.integer("whole")
    if whole is None or whole <= 0:
        raise table.wrong("whole", "how many of the unit make one whole must be a positive integer")
    return whole


def _limit(table: _Table) -> Limit:
    table.only("name", "kind", "unit", "least", "most", "indicator", "unless", "direction", "severity")
    least, most = table.integer("least"), table.integer("most")
    if least is None and most is None:
        raise table.wrong("most", "a limit needs least, most or both")
    if least is not None and most is not None and least > most:
        raise table.wrong("most", f"the most {most} lies below the least {least}")
    return Limit(
        name=table.match("name", _NAME, "a lower-case word"),
        kind=table.choice("kind", KINDS),
        unit=table.text("unit"),
        least=least,
        most=most,
        indicator=table.pattern("indicator"),
        unless=table.pattern("unless"),
        direction=table.choice("direction", _DIRECTIONS) if table.has("direction") else None,
        severity=table.choice("severity", SEVERITIES) if table.has("severity") else None,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table that answers for its types; every refusal names the file and the path of the key."""

    values: Mapping[str, object]
    file: str
    path: str

    def wrong(self, key: str, message: str) -> ValueError:
        return ValueError(f"{self.file}: {self.path}{key}: {message}")

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                raise self.wrong(key, f"unknown key; known are {', '.join(known)}")

    def unique(self, key: str, names: Iterable[str]) -> None:
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise self.wrong(key, f"two are named {name!r}")
            seen.add(name)

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "missing" if value is None else "must be a text that is not blank")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(value)

    def integer(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, "must be an integer")
        return value

    def match(self, key: str, pattern: regex.Pattern[str], shape: str) -> str:
        value = self.text(key)
        if pattern.fullmatch(value) is None:
            raise self.wrong(key, f"{value!r} is not {shape}")
        return value

    def choice(self, key: str, known: tuple[_T, ...]) -> _T:
        value = self.text(key)
        for each in known:
            if each == value:
                return each
        raise self.wrong(key, f"{value!r} is none of {', '.join(known)}")

    def pattern(self, key: str) -> regex.Pattern[str] | None:
        if not self.has(key):
            return None
        try:
            found = compiled(self.text(key))
        except PatternFault as fault:
            raise self.wrong(key, str(fault)) from fault
        if found.search("") is not None:
            raise self.wrong(key, "pattern matches the empty text")
        return found

    def template(self, key: str) -> str:
        value = self.text(key)
        try:
            parts = list(Formatter().parse(value))
        except ValueError as err:
            raise self.wrong(key, f"template is malformed: {err}") from err
        for _, slot, form, conversion in parts:
            if slot is None:
                continue
            if slot not in SLOTS or form or conversion:
                raise self.wrong(key, f"unknown slot {{{slot}}}; known are {', '.join(sorted(SLOTS))}, all plain")
        return value

    def tables(self, key: str, *, needed: bool = True) -> tuple[_Table, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.wrong(key, f"must be an array of tables, written [[{key}]]")
        if needed and not value:
            raise self.wrong(key, "missing; write at least one " + f"[[{key}]]")
        return tuple(_Table(each, self.file, f"{self.path}{key}[{i}].") for i, each in enumerate(value, 1))
