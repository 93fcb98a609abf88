"""The wheel carries the rules and runs from anywhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as built from the checkout, unpacked as an installation would be."""
    place = tmp_path_factory.mktemp("wheel with spaces")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir"]
    subprocess.run([*build, str(place), str(ROOT)], check=True, capture_output=True)
    [wheel] = place.glob("ipextract_audit-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def test_every_rule_file_is_in_the_wheel(unpacked: Path) -> None:
    rules = {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.toml")}
    shipped = {path.relative_to(unpacked / "ipextract/rules").as_posix() for path in unpacked.rglob("*.toml")}
    assert shipped == rules
    assert rules


def test_data_and_type_marker_are_in_the_wheel(unpacked: Path) -> None:
    assert (unpacked / "ipextract/writing/messages.json").is_file()
    templates = ROOT / "src/ipextract/writing/templates"
    shipped = {path.name for path in (unpacked / "ipextract/writing/templates").iterdir()}
    assert shipped == {path.name for path in templates.iterdir()}
    assert (unpacked / "ipextract/py.typed").is_file()


def test_the_installed_command_finds_its_own_rules(unpacked: Path, tmp_path: Path) -> None:
    probe = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from ipextract.rulebook import default_directory, load\n"
        "from ipextract.command.cli import main\n"
        "assert default_directory().as_posix().startswith(sys.argv[1]), default_directory()\n"
        "sys.exit(main(['explain', 'IPX101']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, unpacked.as_posix()], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "IPX101" in done.stdout
