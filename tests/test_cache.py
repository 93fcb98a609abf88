"""What is cached between processes saves time and changes nothing: not when it is cut, forged, old or out of reach."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from ipextract.files.cache import cached
from ipextract.rulebook.cache import Cache

SOURCE = "(?P<count>[0-9]{1,9})(?:艘|座|尾|公顷|立方米)" + "(?:泊位|渔船|闸门|航标|灯塔|鱼塘|船坞|码头|浮标|堤坝)?" * 3
TEXT = "渔港有渔船12艘、码头3座。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / name))
    return tmp_path / "ipextract"


def cache() -> Cache[regex.Pattern[str]]:
    """As a new process sees it."""
    return Cache("patterns", regex.Pattern, regex.__version__)


def filled() -> None:
    """Caches one pattern."""
    first = cache()
    first.add(SOURCE, regex.compile(SOURCE))
    first.save()


def only(folder: Path) -> Path:
    """The one file there."""
    (file,) = folder.iterdir()
    return file


def test_a_pattern_is_the_same_in_the_next_process(folder: Path) -> None:
    filled()
    kept = cache().get(SOURCE)
    assert kept is not None
    assert kept.pattern == SOURCE
    assert [m["count"] for m in kept.finditer(TEXT)] == ["12", "3"]


def test_what_others_cache_meanwhile_stays(folder: Path) -> None:
    one, other = cache(), cache()
    one.add(SOURCE, regex.compile(SOURCE))
    other.add(SOURCE + "岸", regex.compile(SOURCE + "岸"))
    one.save()
    other.save()
    assert cache().get(SOURCE) is not None
    assert cache().get(SOURCE + "岸") is not None


def test_only_the_user_reads_and_writes_it(folder: Path) -> None:
    filled()
    if os.name != "posix":
        pytest.skip("permissions are those of POSIX")
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(only(folder).stat().st_mode) & 0o077 == 0


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-1],
    "empty": lambda data: b"",
    "changed": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
    "twice": lambda data: data * 2,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_counts_for_nothing_and_is_written_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    filled()
    file = only(folder)
    file.write_bytes(damage(file.read_bytes()))
    assert cache().get(SOURCE) is None
    filled()
    assert cache().get(SOURCE) is not None


class Forged:
    """An object whose reading would write a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("inside", [True, False])
def test_nothing_is_run_that_a_forged_file_names(folder: Path, tmp_path: Path, *, inside: bool) -> None:
    filled()
    mark = tmp_path / "mark"
    forged = pickle.dumps(Forged(mark))
    key = hashlib.sha256(SOURCE.encode()).digest()
    data = pickle.dumps({key: forged}) if inside else forged
    only(folder).write_bytes(hashlib.sha256(data).digest() + data)
    assert cache().get(SOURCE) is None
    assert not mark.exists()


def test_a_file_that_others_may_write_is_not_read(folder: Path) -> None:
    if os.name != "posix":
        pytest.skip("permissions are those of POSIX")
    filled()
    only(folder).chmod(0o666)
    assert cache().get(SOURCE) is None
    only(folder).chmod(0o600)
    folder.chmod(0o777)
    assert cache().get(SOURCE) is None


def test_where_nothing_can_be_cached_nothing_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / "file" / name))
    filled()
    assert cached("patterns") is None
    assert cache().get(SOURCE) is None


def test_patterns_are_written_alike_in_every_process() -> None:
    code = """if True:
        from ipextract.rulebook import load
        book = load()
        for rule in (*book.quantities, *book.skips, *book.periods, *book.claims):
            print(rule.pattern.source)"""
    made = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1
