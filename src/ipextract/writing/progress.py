"""How far a run is, on standard error while a document is read; wiped off before anything else is printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column
from rich.theme import Theme

from ipextract.writing.speech import flat

_BAR = 16


@contextmanager
def reading(name: str, done: int, total: int) -> Iterator[None]:
    """Shows that ``name`` is being read after ``done`` of ``total`` documents, and for how long.

    Standard output is left alone: it may be a pipe, and what goes there is the result.
    """
    columns = [
        SpinnerColumn("line", style="cyan"),
        TextColumn("{task.completed}/{task.total}", markup=False),
        *([BarColumn(_BAR, complete_style="cyan", finished_style="cyan")] if total > 1 else []),
        TextColumn(
            "{task.fields[name]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1)
        ),
        TimeElapsedColumn(),
    ]
    console = Console(stderr=True, highlight=False, theme=Theme({"progress.elapsed": "dim"}))
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False, expand=True
    ) as bar:
        bar.add_task("", completed=done, total=total, name=flat(name))
        yield
