"""The command `verify`: every report named, what stands beside it, and what its run wrote of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final

from ipextract.command.console import Exit, Settings, log, named, out, watching, worst
from ipextract.command.recorded import REPORT, RUN, reports
from ipextract.command.replay.folder import Folder, Said, read
from ipextract.command.replay.origin import Means
from ipextract.command.replay.output import ENDS, Output
from ipextract.verify import Fault
from ipextract.writing.terminal import counted, printable, say

_TOLD: Final = 40
"""Faults of one file that are told; of the others only how many there are."""


def verify(paths: Sequence[Path], means: Means, settings: Settings) -> Exit:
    """Holds written reports, and all that their run wrote, against what follows from their sources.

    The exit code is 1 for what does not agree, else 3 where not all could be compared.
    """
    files = reports(paths)
    folders = [path for path in paths if path.is_dir()]
    roots = sorted({file.parent for path in folders for name in (RUN, *ENDS) for file in path.rglob(name)})
    reader = cache(lambda file: read(file, means))
    output = cache(lambda root: Output(root, means, reader))
    codes: list[Exit] = []
    for i, file in enumerate(files):
        with watching(file, i, len(files), settings):
            folder = reader(file)
            said = list(folder.said)
            if file.name == REPORT:
                said += _bounded(file, partial(_page, output, folder))
        codes.append(_told(said, file, settings))
        if not said and not settings.quiet:
            out(_fine(folder, settings))
    for root in roots:
        said = _bounded(root / RUN, partial(_ends, output, root))
        codes.append(_told(said, root, settings))
        there = [name for name in ENDS if (root / name).is_file()]
        if not said and there and not settings.quiet:
            out(f"{named(root)}: {say(settings.lang, 'verify_fine_run', files=', '.join(there))}\n")
    # What is wrong is known to be wrong, whatever else could not be compared.
    return Exit.FINDINGS if Exit.FINDINGS in codes else worst(codes)


def _page(output: Callable[[Path], Output], folder: Folder) -> list[Said]:
    return list(output(folder.file.parent.parent).page(folder))


def _ends(output: Callable[[Path], Output], root: Path) -> list[Said]:
    return list(output(root).ends())


def _bounded(file: Path, ask: Callable[[], list[Said]]) -> list[Said]:
    """What is said; of records that nest without end that they cannot be read."""
    try:
        return ask()
    except RecursionError as fault:
        return [Said(file, Fault("", "no_report", {"reason": str(fault)}, incomplete=True))]


def _told(said: Sequence[Said], about: Path, settings: Settings) -> Exit:
    """Prints what is not so, and gives the exit code of it."""
    lang = settings.lang
    by_file: dict[Path, list[Fault]] = {}
    for file, fault in said:
        by_file.setdefault(file, []).append(fault)
    for file, faults in by_file.items():
        for fault in faults[:_TOLD]:
            place = f"{printable(fault.where)}: " if fault.where else ""
            text = say(lang, f"fault_{fault.key}", **fault.values)
            out(f"{named(file)}: {place}{printable(text)}\n")
        if faults[_TOLD:]:
            out(f"{named(file)}: {say(lang, 'verify_more', n=len(faults) - _TOLD)}\n")
    if not said:
        return Exit.OK
    wrong = sum(not fault.incomplete for _, fault in said)
    left = len(said) - wrong
    parts = [counted(lang, "fault", wrong)] if wrong else []
    parts += [say(lang, "verify_left", n=left)] if left else []
    log(f"ipextract: {named(about)}: {say(lang, 'verify_failed', n=say(lang, 'comma').join(parts))}")
    return Exit.FINDINGS if wrong else Exit.INCOMPLETE


def _fine(folder: Folder, settings: Settings) -> str:
    lang = settings.lang
    nouns = {key + "s": counted(lang, key, len(folder.record[key + "s"])) for key in ("claim", "relation", "finding")}
    return f"{named(folder.file)}: {say(lang, 'verify_fine', source=printable(str(folder.source)), **nouns)}\n"
