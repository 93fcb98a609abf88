"""The commands that look after the rules: explain, list, lint and prove them, and tell what they notice."""

from __future__ import annotations

from pathlib import Path

from ipextract.command import commands
from ipextract.command.console import Exit, Settings, UsageFault, binary, indented, named, out
from ipextract.command.discovery import find


def explain(wanted: str, settings: Settings) -> Exit:
    """Prints a check in both languages, with an example that fails and one that passes."""
    from ipextract.review.waivers import NOTICES
    from ipextract.writing.terminal import say

    checks = commands.load(settings).checks
    if wanted.upper() in NOTICES:
        out(f"{wanted.upper()}\n" + "".join(f"\n{say(lang, f'about_{wanted.upper()}')}\n" for lang in ("en", "zh")))
        return Exit.OK
    rule = next((r for r in checks.values() if wanted.lower() in (r.id.lower(), r.name)), None)
    if rule is None:
        known = ", ".join(f"{r.id} ({r.name})" for r in sorted(checks.values(), key=lambda r: r.id))
        raise UsageFault(f"there is no check {wanted!r}; there are {known}")
    out(f"{rule.id} {rule.name} ({rule.severity})\n")
    for title, why in ((rule.title, rule.why), (rule.title_zh, rule.why_zh)):
        out(f"\n{title}\n    {indented(why)}\n")
    for verdict, key in (("violated", "fails"), ("silent", "passes")):
        case = next((c for c in rule.cases if c.verdict == verdict), None)
        if case is not None:
            text = f"{case.before.strip()}\n\n{case.text.strip()}" if case.before else case.text
            out(f"\n{say('en', key)} / {say('zh', key)}:\n    {indented(text)}\n")
    return Exit.OK


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
    from ipextract import pipeline
    from ipextract.trial import mutation
    from ipextract.writing import terminal_selftest

    if path.is_dir():
        raise UsageFault(f"{named(path)} is a folder: selftest reads one file")
    [document] = find([path])
    book = commands.load(settings)
    options = commands.reading_options(settings)
    read = commands.read_one(document, book, options, settings)
    if read.report is None:
        return read.code
    text = read.report.document.text
    result = mutation.bench(
        text,
        lambda changed: pipeline.analyse_text(changed, rulebook=book, options=options),
        book.numerals.powers,
        sample=sample,
        seed=seed,
    )
    out(terminal_selftest.summary(result, settings.style))
    return Exit.FINDINGS if any(result.noise.values()) else Exit.OK
