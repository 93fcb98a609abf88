"""Analysis in processes that can be ended: a text that would take for ever takes its time, and the run goes on.

Reading has processes with bounds of its own (reading/apart.py) and stays in the caller's.
"""

from __future__ import annotations

import atexit
import faulthandler
import gc
import io
import multiprocessing
import os
import pickle
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from pebble import CONSTS, ProcessExpired, ProcessPool

from ipextract import model, pipeline, reading, rulebook
from ipextract.exact import interval
from ipextract.model import PageTable, Report, Source, UnreadableDocument
from ipextract.pipeline import Options
from ipextract.reading.death import died, overdue
from ipextract.rulebook import Files, Rulebook

__all__ = ["Analysts", "analyse_file", "analyse_source"]

_TASK: Final = "analysis"
_MEND: Final = "split the document or raise the limit (--limit {}=N)"
_TIME, _MEMORY = _MEND.format("analyse-seconds"), _MEND.format("memory")
#: Characters for which a document is given the limit once.
_SHARE: Final = 100_000
#: A process that does nothing but wait for its end gets it so much later.
_GRACE: Final = 10.0
#: How often the pool looks after its processes, in seconds; at the end of a program somebody waits for it.
_TICK: Final = 0.02
#: A line of a trace that is ours, by where this package lies: a folder above it may have any name, its own among them.
#: A trace spells what is not ASCII as ``backslashreplace`` does.
_HOME: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__))).encode("ascii", "backslashreplace")  # noqa: PTH100, PTH120
_FRAME: Final = re.compile(rb'"' + re.escape(_HOME) + rb'[/\\](\w{1,40})[^"\n]{0,99}", line')
_OURS: Final = frozenset({"batch", "pipeline"})

#: A copy of this process has rules and words at hand; where copies are not safe, they are read again.
_COPIED: Final = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class _Task:
    """A document that is being analysed: its name, the seconds it has, and the packed report to come."""

    name: str
    seconds: float
    memory: int
    packed: Future[bytes]


class Analysts:
    """So many processes that analyse documents by one rulebook; they begin with the first document.

    One that takes longer than ``analyse_seconds`` of its document's limits is ended and another takes its place. Its
    memory is bounded by ``memory``. Close them, or they are closed when the program ends.
    """

    def __init__(self, book: Rulebook, *, memory: int, workers: int = 1) -> None:
        self.book = book
        self.memory = memory
        self._files = rulebook.files_of(book)
        self._workers = workers
        self._pool: ProcessPool | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def submit(self, source: Source, options: Options) -> Callable[[], Report]:
        """Has a document analysed; what is returned waits for the report.

        It raises UnreadableDocument (``limit``) where there is none in time, and whatever the analysis raises.
        """
        seconds = allowed(source, options.limits)
        pool = self._running()
        packed = pool.schedule(_analysed, args=(source, options, seconds), timeout=seconds + _GRACE)
        task = _Task(source.name, seconds, self.memory, packed)
        return lambda: self._report(task)

    def analyse(self, source: Source, options: Options) -> Report:
        """The report of one document; see ``submit``."""
        return self.submit(source, options)()

    def close(self) -> None:
        """Ends the processes, whatever they are at."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _running(self) -> ProcessPool:
        if self._pool is None or not self._pool.active:
            self.close()
            self._folder = tempfile.TemporaryDirectory(prefix="ipextract-")
            told = (self._files, self.memory, self._folder.name)
            CONSTS.sleep_unit = _TICK
            context = multiprocessing.get_context("fork" if _COPIED else "spawn")
            if _COPIED:
                _warm(self.book)
            self._pool = ProcessPool(max_workers=self._workers, initializer=_begin, initargs=told, context=context)
        return self._pool

    def _report(self, task: _Task) -> Report:
        try:
            return _unpacked(task.packed.result())
        except ProcessExpired as expired:
            raise self._lost(task, expired) from expired
        except TimeoutError as error:
            raise UnreadableDocument(task.name, "limit", overdue(_TASK, task.seconds).message, _TIME) from error
        except MemoryError as error:
            message = f"{_TASK} needs more than {task.memory} bytes of memory"
            raise UnreadableDocument(task.name, "limit", message, _MEMORY) from error
        except KeyboardInterrupt:
            self.close()
            raise

    def _lost(self, task: _Task, expired: ProcessExpired) -> Exception:
        """What became of a process that gave no answer: its time was up, the system ended it, or it broke."""
        code = expired.exitcode or 0
        where = _stage(Path(self._folder.name if self._folder else "", str(expired.pid)))
        if where is not None:
            message = overdue(_TASK, task.seconds).message + (f", in {where}" if where else "")
            return UnreadableDocument(task.name, "limit", message, _TIME)
        ending = died(code, b"", task=_TASK, seconds=task.seconds, memory=task.memory)
        if ending.outcome == "limit":
            return UnreadableDocument(task.name, "limit", ending.message, _MEMORY)
        return RuntimeError(ending.message)


def analyse_file(path: Path, *, book: Rulebook, options: Options) -> Report:
    """``pipeline.analyse_file`` with a limit on its time: UnreadableDocument where it is reached."""
    return analyse_source(reading.read(path, limits=options.limits), book=book, options=options)


def analyse_source(source: Source, *, book: Rulebook, options: Options) -> Report:
    """``pipeline.analyse_source`` with a limit on its time: UnreadableDocument where it is reached."""
    return _analysts(book, options.limits.memory).analyse(source, options)


def allowed(source: Source, limits: reading.Limits) -> float:
    """The seconds that the analysis of a document may take, ``analyse_seconds`` for every 100,000 characters."""
    chars = 0
    for page in source.pages:
        for item in page.items:
            lines = [each for cell in item.cells for each in cell.lines] if isinstance(item, PageTable) else [item]
            chars += sum(len(line.text) for line in lines)
    return limits.analyse_seconds * max(1, -(-chars // _SHARE))


_kept: list[Analysts] = []


def _analysts(book: Rulebook, memory: int) -> Analysts:
    """The analysts of this program, who stay for the next document."""
    if not _kept or _kept[0].book is not book or _kept[0].memory != memory:
        _close()
        _kept.append(Analysts(book, memory=memory))
    return _kept[0]


@atexit.register
def _close() -> None:
    while _kept:
        _kept.pop().close()


# --- in the process ---------------------------------------------------------------------------------------------------

_book: Rulebook
_trace: int


def _begin(files: Files, memory: int, folder: str) -> None:
    """Makes ready: the rules, the bounds, and where to say what was done when the time was up."""
    global _book, _trace  # noqa: PLW0603 - a process has nobody to hand them on
    # The one at the keyboard ends the program, which ends us; and it must not have to wait.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _book = rulebook.of_files(files)
    _trace = os.open(Path(folder, str(os.getpid())), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    if not _COPIED:
        _warm(_book)
    _confine(memory)
    gc.freeze()


def _warm(book: Rulebook) -> None:
    """Loads what only the first document would load, whose time it is not to take."""
    pipeline.analyse_text("1", rulebook=book)


def _analysed(source: Source, options: Options, seconds: float) -> bytes:
    faulthandler.dump_traceback_later(seconds, exit=True, file=_trace)
    try:
        return _packed(pipeline.analyse_source(source, rulebook=_book, options=options))
    finally:
        faulthandler.cancel_dump_traceback_later()


def _confine(memory: int) -> None:
    """Bounds what this process takes beyond what it began with, where the platform can; a crash leaves no core."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _mapped() + memory
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    except (ValueError, OSError):
        return  # a platform that knows the limit but does not let it be set


def _mapped() -> int:
    """The bytes of address space that this process has; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _stage(trace: Path) -> str | None:
    """What was at work when the time of a process was up; ``None`` when it was not that which ended it."""
    try:
        said = trace.read_bytes()
    except OSError:
        return None
    if not said:
        return None
    stages = (name.decode("ascii", "replace") for name in _FRAME.findall(said))
    return next((name for name in stages if name not in _OURS), "")


# --- what goes over the pipe ------------------------------------------------------------------------------------------


class _Pickler(pickle.Pickler):
    """Takes our nouns apart by their fields, and fractions by their terms, in half the time that pickle needs."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.dispatch_table = _table()


@cache
def _table() -> Mapping[type, Callable[[Any], tuple[Any, ...]]]:
    nouns = (each for module in (model, interval) for each in vars(module).values() if isinstance(each, type))
    taken = {noun: _taken_apart(noun) for noun in nouns if is_dataclass(noun)}
    return {**taken, Fraction: lambda each: (Fraction, (each.numerator, each.denominator))}


def _taken_apart(noun: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(noun)]
    if len(names) < 2:
        return lambda each: (noun, tuple(getattr(each, name) for name in names))
    values = attrgetter(*names)
    return lambda each: (noun, values(each))


def _packed(report: Report) -> bytes:
    file = io.BytesIO()
    _Pickler(file).dump(report)
    return file.getvalue()


def _unpacked(packed: bytes) -> Report:
    collecting = gc.isenabled()
    gc.disable()  # nothing in it is garbage, and the collector would look at all of it again and again
    try:
        found: Report = pickle.loads(packed)  # noqa: S301 - what our own process said
        return found
    finally:
        if collecting:
            gc.enable()
