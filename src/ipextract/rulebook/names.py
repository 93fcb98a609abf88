"""What checks and their roles are called: read from our rule files by who prints a report, without the rulebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ipextract.files import textfile
from ipextract.rulebook import default_directory
from ipextract.rulebook.checks import CheckRole, CheckRule, parse_check


@cache
def check_name(kind: str) -> str:
    """The Chinese name of a check; the kind itself where our rules have no such check or it has no name."""
    path = _folder() / f"{kind}.toml"
    return _rule(path).name_zh or kind if path.is_file() else kind


@cache
def role_name(role: str) -> CheckRole:
    """What a role is called that some check alone has; the role itself where none of our rules names it."""
    named = (each for path in sorted(_folder().glob("*.toml")) for each in _rule(path).roles)
    return next((each for each in named if each.name == role), CheckRole(role, role, role))


def _folder() -> Path:
    return default_directory() / "checks"


@cache
def _rule(path: Path) -> CheckRule:
    return parse_check(textfile.tables_of(textfile.text_of(path)), f"checks/{path.name}")
