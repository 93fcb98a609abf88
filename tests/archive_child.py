"""What other processes do to an archive in the tests: take in reports, hold the file, die where they are told to."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ipextract import pipeline, years
from ipextract.archive import Archive, store
from ipextract.command import exports
from ipextract.command.console import Settings
from ipextract.model import Report
from ipextract.rulebook import load
from ipextract.years import Comparison

RULES = load()


def report(name: str, text: str) -> Report:
    return pipeline.analyse_text(text, name=f"in/{name}", rulebook=RULES)


#: Two places, three years, each restating the one before; the third of one place comes a second time, corrected.
#: The last sum is wrong.
REPORTS = (
    report(
        "qinglan-2031.txt", "2031年青岚市质量发展白皮书\n全年专利授权量 7421 件，同比增长 4.0%。商标注册量 5206 件。"
    ),
    report(
        "qinglan-2032.txt",
        "2032年青岚市质量发展白皮书\n全年专利授权量 8120 件，同比增长 9.4%。商标注册量 0.56 万件，上年为 5260 件。",
    ),
    report(
        "qinglan-2033.txt",
        "2033年青岚市质量发展白皮书\n全年专利授权量 9217 件，比上年增加 1097 件。商标注册量 6118 件，上年为 5062 件。",
    ),
    report(
        "qinglan-2033-gengzheng.txt",
        "2033年青岚市质量发展白皮书（更正）\n"
        "全年专利授权量 9271 件，比上年增加 1151 件。商标注册量 6118 件，上年为 5062 件。",
    ),
    report(
        "yunze-2032.txt", "2032年云泽县教育公报\n全年新建小学 7 所、初中 5 所、高中 3 所，共计 16 所，同比增长 12.50%。"
    ),
)


def rows(path: Path) -> dict[str, list[Any]]:
    """Everything that an archive holds but the times."""
    with Archive(path).open() as connection:
        return {
            name: connection.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()  # noqa: S608
            for name, columns in (
                ("documents", "* EXCLUDE (first_read)"),
                ("readings", "* EXCLUDE (read_at)"),
                ("claims", "*"),
                ("relations", "*"),
                ("findings", "*"),
            )
        }


def ingest(path: Path, which: Sequence[int], die: str = "", ready: Any = None) -> None:
    """Takes in some reports; with ``die`` the process kills itself at that point of the work."""
    if die:
        _arm(die, path)
    if ready is not None:
        ready.wait()
    for each in which:
        Archive(path).ingest(REPORTS[each], RULES)


def compare(path: Path) -> list[Comparison]:
    """Compares all reports that are neighbours in time, and keeps what that finds."""
    archive = Archive(path)
    held = [each for each in archive.documents() if not each.superseded_by]
    pairs = [(one.sha256, other.sha256) for one, other in years.pairs(held, RULES)]
    found = [years.compare(*archive.editions(sources=pair), RULES) for pair in pairs]
    archive.compared(found, pairs)
    return found


def hold(path: Path, held: Any, free: Any) -> None:
    """Has the archive open from ``held`` until ``free``."""
    with Archive(path).open():
        held.set()
        free.wait()


def hold_as_other_program(path: Path, held: Any, free: Any) -> None:
    """Has the file open without asking for our lock."""
    with duckdb.connect(str(path)):
        held.set()
        free.wait()


def export(path: Path, url: str) -> None:
    """Writes the archive into a database."""
    exports.export(path, url, Settings(quiet=True))


def now() -> None:
    """Dies as by kill -9: no handler, no clean-up."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def _arm(point: str, path: Path) -> None:
    insert, supersede, transaction = store._insert, store.supersede, store.transaction

    def dying_insert(connection: Any, name: str, *more: Any) -> None:
        if point == f"before {name}":
            now()
        insert(connection, name, *more)

    def dying_supersede(connection: Any, sha256: str) -> str:
        found = supersede(connection, sha256)
        if point == "before the commit":
            now()
        return found

    @contextmanager
    def dying_transaction(connection: Any) -> Iterator[None]:
        with transaction(connection):
            yield
            if point == "in the making" and not path.exists():
                now()
        if point == "after the commit" and path.exists():
            now()

    store._insert, store.supersede, store.transaction = dying_insert, dying_supersede, dying_transaction


def started(work: Callable[..., None], *arguments: Any) -> multiprocessing.process.BaseProcess:
    """A process of its own that does the work; forked from a server that has everything loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=work, args=arguments)
    with pytest.MonkeyPatch.context() as patch:
        # The server finds this module only there; it starts with the first process.
        patch.setenv("PYTHONPATH", os.pathsep.join(each for each in sys.path if each))
        process.start()
    return process
