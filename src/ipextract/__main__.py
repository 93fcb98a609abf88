"""``python -m ipextract`` and the console script: whatever breaks, at import too, never looks like findings.

Nothing of ours but ``streams`` is imported before ``main`` can catch what that raises.
"""

from __future__ import annotations

import sys
from typing import Final

from ipextract.command import streams

USAGE: Final = 2
INTERNAL: Final = 4
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
"""Those of ``console.Exit`` that have to be known when nothing else can be imported."""


def main() -> int:
    """Runs the command line of this process and returns its exit code, whatever happens."""
    output = streams.guarded()
    try:
        code = _run()
    except KeyboardInterrupt:
        _say("interrupted; what is written is whole")
        code = INTERRUPTED
    except BaseException as fault:  # noqa: BLE001 - a traceback exits 1, which CI would read as findings
        code = INTERNAL
        _report(fault)
    return _ended(code, output)


def _run() -> int:
    from ipextract.command.cli import main as command_line

    return command_line()


def _report(fault: BaseException) -> None:
    """Says in one line what nobody expected, with the traceback where asked for."""
    told = f"internal error: {type(fault).__name__}: {fault}"
    if "-v" in sys.argv or "--verbose" in sys.argv:
        import traceback

        sys.stderr.write("".join(traceback.format_exception(fault)))
        _say(told)
    else:
        _say(f"{told} (run with -v for the traceback, and please report it)")


def _ended(code: int, output: streams.Guarded | None) -> int:
    """The exit code when the last of the output has gone where it goes, or has not."""
    try:
        sys.stdout.flush()
    except streams.PipeClosed:
        return code if code in (INTERNAL, INTERRUPTED) else PIPE_CLOSED
    if output is None or not output.lost:
        return code
    _say(f"standard output: {output.lost}; what should have been printed is lost: send it where it can be written")
    return code if code in (INTERNAL, INTERRUPTED) else USAGE


def _say(text: str) -> None:
    """A line on standard error, on which nothing in it can act."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    sys.stderr.write(f"ipextract: {shown}\n")


if __name__ == "__main__":
    sys.exit(main())
