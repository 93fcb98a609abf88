"""What a run has written of the years: the comparisons of years.json, read again and told to a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from ipextract.command.console import UsageFault, named
from ipextract.files import textfile

YEARS: Final = "years.json"
Json: TypeAlias = dict[str, Any]


class Between(NamedTuple):
    """A finding between two reports: the file that tells it, the comparison and the finding itself."""

    file: Path
    comparison: Json
    finding: Json

    @property
    def document(self) -> str:
        """The name of the later report, which the finding is of."""
        return str(self.comparison["later"]["name"])

    @property
    def subject(self) -> tuple[list[str], list[str]]:
        """The quotes and the indicators of its numbers."""
        evidence = self.finding["evidence"]
        return [str(each["quote"]) for each in evidence], [str(each["indicator"]) for each in evidence]


def findings(paths: Sequence[Path]) -> Iterator[Between]:
    """Every finding between two years in the folders and files named; UsageFault for a years.json that is none."""
    files = [each for path in paths for each in (sorted(path.rglob(YEARS)) if path.is_dir() else [path])]
    for file in dict.fromkeys(files):
        if file.name == YEARS:
            for comparison in comparisons(file):
                for finding in comparison["findings"]:
                    yield Between(file, comparison, finding)


def comparisons(file: Path) -> list[Json]:
    """The comparisons of a years.json; UsageFault for a file that is none."""
    try:
        found = json.loads(textfile.text_of(file, textfile.LARGE))["comparisons"]
        for each in found:
            _ = each["earlier"]["sha256"], each["later"]["sha256"], each["later"]["name"], each["rows"]
            for finding in each["findings"]:
                _ = finding["finding_id"], finding["code"], finding["message"], finding["severity"]
                _ = [(claim["quote"], claim["indicator"], claim["place"]) for claim in finding["evidence"]]
    except textfile.TextFault as fault:
        raise UsageFault(f"{named(file)}: {fault}, or write it again with ipextract run") from fault
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageFault(f"{named(file)}: no comparison of years; write it again with ipextract run") from error
    return list(found)


def explained(found: Between) -> str:
    """A finding between two years in both languages: its numbers with their places, and the arithmetic."""
    from ipextract.writing.explanation import both
    from ipextract.writing.terminal import printable, role

    finding = found.finding
    severity = both(str(finding["severity"]), noun=True)
    lines = [f"{finding['finding_id']} {finding['code']} ({severity})  {printable(found.document)}", ""]
    lines += [printable(str(finding[key])) for key in ("message", "message_zh") if finding.get(key)]
    lines += ["", f"{both('explain_numbers')}:"]
    for each in finding["evidence"]:
        part = " / ".join(dict.fromkeys(role(lang, str(each["role"])) for lang in ("en", "zh")))
        lines.append(f"    {part}  {printable(' '.join(str(each['quote']).split()))}  {printable(str(each['place']))}")
    lines += ["", printable(str(finding.get("formula") or "")), both("explain_rule", code=str(finding["code"]))]
    lines.append(both("explain_file", file=printable(str(found.file))))
    return "\n".join(lines) + "\n"
