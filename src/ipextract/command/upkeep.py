"""The commands that look after the rules: explain, list, lint and prove them, and tell what they notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ipextract.command import commands
from ipextract.command.console import Exit, Settings, UsageFault, binary, indented, named, out

if TYPE_CHECKING:
    from ipextract.rulebook import CheckRule, Rulebook

_CODE: Final = "IPX"


def explain(wanted: str, settings: Settings) -> Exit:
    """Prints what an id of the outputs is: a check, a rule, a unit, a mechanism, a notice, why a number is no claim."""
    book = commands.load(settings)
    told = explained(wanted, book)
    if not told:
        raise UsageFault(_unknown(wanted, book))
    out(told)
    return Exit.OK


def explained(wanted: str, book: Rulebook) -> str:
    """What there is to say of an id, in English and Chinese; empty for one that nothing has."""
    return "\n".join((*_notices(wanted), *_records(wanted, book)))


def _notices(wanted: str) -> Iterator[str]:
    from ipextract.review.waivers import NOTICES
    from ipextract.writing.terminal import say

    code = wanted.upper()
    if code in NOTICES:
        yield f"{code}\n" + "".join(f"\n{say(lang, f'about_{code}')}\n" for lang in ("en", "zh"))


def _records(wanted: str, book: Rulebook) -> Iterator[str]:
    """The check, the records of rule files and the units that answer to an id."""
    from ipextract import rulebook
    from ipextract.rulebook.entries import entries_of
    from ipextract.writing import rule_explanation

    files = rulebook.files_of(book)
    key = wanted.upper() if wanted.upper().startswith(_CODE) else wanted
    found = entries_of(files, key)
    limited = {each.file for each in found if each.table == "limit"}
    for rule in book.checks.values():
        if wanted.lower() in (rule.id.lower(), rule.name) or rule.file in limited:
            yield _check(rule)
    yield from (rule_explanation.explain(each) for each in found if each.id == key)
    if reasons := [each for each in found if each.told.get("reason") == key]:
        yield rule_explanation.reason(key, reasons)
    if not found:
        powers = "".join(book.numerals.powers)
        units = (book.unit(part) or book.unit(part.lstrip(powers)) for part in wanted.split("/"))
        for unit in dict.fromkeys(each.id for each in units if each is not None):
            yield from (rule_explanation.explain(each) for each in entries_of(files, unit) if each.table == "unit")


def _check(rule: CheckRule) -> str:
    """A check in both languages: why, what must hold, what a text says first, and a case of each kind."""
    from ipextract.writing.rule_explanation import labels

    lines = [
        f"{rule.id} {rule.name} ({rule.severity})  rules/{rule.file}\n",
        _about("en", rule.title, rule.why, rule.relation, rule.cue),
        _about("zh", rule.title_zh, rule.why_zh, rule.relation_zh, rule.cue_zh),
    ]
    for verdict, key in (("violated", "fails"), ("silent", "passes")):
        case = next((c for c in rule.cases if c.verdict == verdict), None)
        if case is not None:
            text = f"{case.before.strip()}\n\n{case.text.strip()}" if case.before else case.text
            lines.append(f"{labels(key)}:\n    {indented(text)}\n")
    return "\n".join(lines)


def _about(lang: Literal["en", "zh"], title: str, why: str, relation: str, cue: str) -> str:
    from ipextract.writing.terminal import say

    told = f"{title}\n    {indented(why)}\n"
    if relation and cue:
        told += f"    {say(lang, 'explain_holds', relation=relation)}\n    {say(lang, 'explain_cue', cue=cue)}\n"
    return told


def _unknown(wanted: str, book: Rulebook) -> str:
    """What to say of an id that nothing has: the nearest that there are, and the checks."""
    from difflib import get_close_matches

    from ipextract import rulebook
    from ipextract.rulebook.entries import ids_of

    near = get_close_matches(wanted, sorted(ids_of(rulebook.files_of(book))), n=3)
    known = ", ".join(f"{r.id} ({r.name})" for r in sorted(book.checks.values(), key=lambda r: r.id))
    like = f"; like it are {', '.join(near)}" if near else ""
    return f"there is no check and no rule {wanted!r}{like}; the rules are in docs/rules.md, the checks are {known}"


def rules_list(settings: Settings) -> Exit:
    """Prints each check with its id, name, severity and title."""
    for rule in sorted(commands.load(settings).checks.values(), key=lambda r: r.id):
        title = rule.title_zh if settings.lang == "zh" else rule.title
        out(f"{rule.id}  {rule.name:<10}  {rule.severity:<9}  {title}\n")
    return Exit.OK


def rules_lint(settings: Settings) -> Exit:
    """Prints what is wrong with the rule files, file and line first; exit code 2 when anything is."""
    from ipextract import rulebook
    from ipextract.writing.terminal import say

    faults = rulebook.lint(settings.rules or rulebook.default_directory())
    if not faults:
        commands.load(settings)
    for fault in faults:
        out(f"{fault}\n")
    if not faults and not settings.quiet:
        out(say(settings.lang, "lint_fine") + "\n")
    return Exit.USAGE if faults else Exit.OK


def rules_test(pattern: str, form: str, settings: Settings) -> Exit:
    """Runs the examples of the rules that are asked for and prints those that fail; exit code 2 when one does."""
    from dataclasses import asdict

    from ipextract import pipeline
    from ipextract.writing import lines
    from ipextract.writing.terminal import say

    book = commands.load(settings)
    trial = pipeline.selftest(book, pattern)
    if not trial.examples:
        raise UsageFault(
            f"no example of a rule {pattern!r}; it takes an id or a pattern such as 'growth-*' or 'IPX10?'"
        )
    if form == "json":
        record = {"examples": trial.examples, "failures": [asdict(each) for each in trial.failures]}
        binary(lines.whole(lines.pieces(record)))
        return Exit.USAGE if trial.failures else Exit.OK
    for failure in trial.failures:
        out(f"{failure}\n")
    if not trial.failures and not settings.quiet:
        out(say(settings.lang, "rules_fine", n=trial.examples) + "\n")
    return Exit.USAGE if trial.failures else Exit.OK


def selftest(path: Path, sample: int | None, seed: int, settings: Settings) -> Exit:
    """Changes one number of a report at a time and prints how many of the changes the audit notices."""
    from ipextract import pipeline, reading
    from ipextract.trial import mutation
    from ipextract.writing import terminal_selftest

    if path.is_dir():
        raise UsageFault(f"{named(path)} is a folder: selftest reads one file")
    document, options = commands.one(path, settings)
    book = commands.load(settings)
    read = commands.read_one(document, book, options, settings)
    if read.report is None:
        return read.code
    result = mutation.bench(
        reading.read(document, limits=options.limits),
        lambda changed: pipeline.analyse_source(changed, rulebook=book, options=options),
        book.numerals.powers,
        sample=sample,
        seed=seed,
    )
    out(terminal_selftest.summary(result, settings.style))
    return Exit.FINDINGS if any(result.noise.values()) else Exit.OK
