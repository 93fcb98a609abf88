"""Writes what can be generated: docs/rules.md and the digest of rules/, and the findings that both READMEs show.

    python docs/build.py            (or: make docs)

tests/test_docs.py fails when a generated page is not what this makes.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
#: The id behind a finding in one line: a README has no use for it.
_ID: Final = re.compile(r" \(f[0-9a-f]{10}(?:-\d+)?\)$", re.MULTILINE)
#: Rules of this digest load without a look at each of their patterns.
JUDGED: Final = "src/ipextract/rulebook/judged.txt"
READMES: Final = {"README.md": "en", "README.zh-CN.md": "zh"}
FINDINGS: Final = re.compile(r"(<!-- findings: make docs -->\n```text\n).*?(```\n)", re.DOTALL)

CHECKS: Final = re.compile(r"(<!-- checks: make docs -->\n(?:\|[^\n]*\n){2}).*?(<!-- /checks -->\n)", re.DOTALL)

#: Tables whose records are so many and so alike that each is one row of a table.
# Lists that are looked up, not read: the page says what they hold.
TOO_LONG: Final = ("places.toml",)
IN_ROWS: Final = {
    "population": ("place", "year", "kind", "value", "source", "publisher", "published"),
    "unit": ("id", "symbols", "dimension", "examples", "counterexamples"),
    "hedge": ("id", "position", "approx", "open", "words", "not_after", "examples"),
    "period": ("id", "form", "pattern", "examples"),
    "words": ("id", "note", "words", "patterns", "examples"),
    "term": ("id", "note", "word"),
    "synonym": ("id", "note", "name", "words"),
    "sum": ("id", "whole", "parts"),
    "rate": ("id", "rate", "part", "whole"),
    "outcome": ("id", "rate", "part", "rest"),
    "narrower": ("part", "whole"),
    "vital": ("id", "rate", "of"),
    "average": ("id", "word", "units"),
    "procedure": ("id", "stages"),
    "measure": ("id", "names"),
    "complete": ("id", "names"),
    "lexicon": ("tag", "note", "words"),
    "power": ("exponent", "symbols"),
    "mechanism": ("id", "of", "title", "title_zh", "why", "why_zh", "code", "examples", "counterexamples"),
    "indicator": (
        "id",
        "name",
        "name_en",
        "aliases",
        "vague",
        "where",
        "unless",
        "units",
        "kind",
        "basis",
        "examples",
        "counterexamples",
    ),
    "limit": ("name", "kind", "unit", "least", "most", "direction", "indicator", "unless"),
}
PROSE: Final = ("id", "name", "title", "title_zh", "why", "why_zh", "note", "pattern", "examples", "counterexamples")


def main() -> int:
    """Writes every generated page that has changed and names it."""
    for name, text in pages().items():
        path = ROOT / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{name}\n")
    return 0


def pages() -> dict[str, str]:
    """The text of each generated page by its path in the repository."""
    return {"docs/rules.md": rules(), JUDGED: judged(), **{name: readme(name, lang) for name, lang in READMES.items()}}


def judged() -> str:
    """The digest of the rules, which are refused here when one of them cannot be used."""
    from ipextract import rulebook  # noqa: PLC0415 - with the packages that only this page needs

    return f"{rulebook.load().digest}\n"


def readme(name: str, lang: str) -> str:
    """A README with the checks, and the findings of today: the first of the sums in full, the others in one line."""
    text = (ROOT / name).read_text("utf-8")
    shown, listed = findings(lang), checks(lang)
    text = CHECKS.sub(lambda found: found[1] + listed + found[2], text)
    return FINDINGS.sub(lambda found: found[1] + shown + found[2], text)


def checks(lang: str) -> str:
    """A row for each check: its id, what must hold, and what the text must say first."""
    end, colon = ("_zh", "\uff1a") if lang == "zh" else ("", ": ")
    found = [tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "rules" / "checks").glob("*.toml")]
    rows = [(str(d["id"]), f"{d['name']}{colon}{d['relation' + end]}", str(d["cue" + end])) for d in found]
    return "".join(f"| {' | '.join(row)} |\n" for row in sorted(rows))


def findings(lang: str) -> str:
    """What `ipextract check raw/` says, with the evidence of one finding."""
    from dataclasses import replace  # noqa: PLC0415 - with the packages that only this page needs
    from typing import cast  # noqa: PLC0415

    from ipextract import pipeline, rulebook, years  # noqa: PLC0415
    from ipextract.writing import run_table, terminal, terminal_years  # noqa: PLC0415

    spoken = cast("terminal.Lang", lang)
    in_full, brief = terminal.Style(spoken), terminal.Style(spoken, brief=True)
    paths = [f"raw/{path.name}" for path in sorted((ROOT / "raw").glob("*.pdf"))]
    reports = [pipeline.analyse_file(ROOT / path) for path in paths]
    shown: list[str] = []
    for path, report in zip(paths, reports, strict=True):
        for finding in report.findings:
            alone = replace(report, findings=(finding,))
            if finding.code == "IPX101":
                shown.append(f"\n{terminal.findings(alone, path, in_full)}")
            else:
                shown.append(terminal.findings(alone, path, brief))
    editions = [years.edition_of(report) for report in reports]
    compared = [years.compare(earlier, later, rulebook.load()) for earlier, later in pairwise(editions)]
    shown += [terminal_years.comparison(each, brief) for each in compared]
    shown = [_ID.sub("", each) for each in shown]
    documents = [(path, report, "ok") for path, report in zip(paths, reports, strict=True)]
    return "".join([*shown, "\n", run_table.table_of(documents, compared, in_full)]).rstrip("\n") + "\n"


def rules() -> str:
    """docs/rules.md: every record of rules/ with its reason, pattern and examples."""
    files = {path.relative_to(ROOT / "rules").as_posix(): path for path in (ROOT / "rules").rglob("*.toml")}
    names = sorted(files, key=lambda name: (not name.startswith("checks/"), not name.startswith("claims/"), name))
    parts = [
        "# Rules\n",
        "Made from `rules/` by `make docs`; change a rule there. In a pattern `{name}` stands for a class of masked",
        "numbers or for the word list of that name.\n",
        "".join(f"- [{name}](#{_anchor(f'rules/{name}')})\n" for name in names),
    ]
    for name in names:
        text = files[name].read_text("utf-8")
        parts.append(f"## rules/{name}\n")
        if head := _head(text):
            parts.append(f"```text\n{head}\n```\n")
        data = tomllib.loads(text)
        if name not in TOO_LONG:
            parts += _check(data) if name.startswith("checks/") else _file(data)
    return "\n".join(parts)


def _file(data: Mapping[str, Any]) -> Iterator[str]:
    plain = {key: value for key, value in data.items() if not isinstance(value, dict) and not _records(value)}
    if plain:
        yield _facts(plain)
    for table, value in data.items():
        if isinstance(value, dict):
            yield from _record(table, value)
        elif _records(value):
            if table in IN_ROWS:
                yield _rows(IN_ROWS[table], value)
            else:
                for record in value:
                    yield from _record(str(record["id"]), record)


def _record(name: str, record: Mapping[str, Any]) -> Iterator[str]:
    kind = record.get("kind") or record.get("reason")
    title = record.get("title") or ""
    yield f"### {name}" + (f" ({kind})" if kind else "") + "\n"
    said = [title + "." if title and not title.endswith((".", "?")) else title, record.get("why", "")]
    if any(said):
        yield " ".join(part for part in said if part) + "\n"
    if "pattern" in record:
        yield f"```text\n{record['pattern']}\n```\n"
    rest = {key: value for key, value in record.items() if key not in (*PROSE, "kind", "reason")}
    if rest:
        yield _facts(rest)
    examples = [f"- {_example(each)}" for each in record.get("examples", ())]
    examples += [f"- not: {_example(each)}" for each in record.get("counterexamples", ())]
    if examples:
        yield "\n".join(examples) + "\n"


def _check(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {data['id']} {data['name']} ({data['severity']})\n"
    yield f"**{data['title']}.** {' '.join(data['why'].split())}\n"
    yield f"**{data['title_zh']}。** {''.join(data['why_zh'].split())}\n"
    if "limit" in data:
        yield _rows(IN_ROWS["limit"], data["limit"])
    yield from (_rows(IN_ROWS[table], data[table]) for table in ("words", "mechanism") if table in data)
    for case in data["case"]:
        verdict = case["verdict"] + (f", {case['severity']}" if "severity" in case else "")
        before = f"{_flat(case['before'])} … " if "before" in case else ""
        yield f"- {verdict}: {before}{_flat(case['text'])}"
    yield ""


def _rows(columns: tuple[str, ...], records: list[dict[str, Any]]) -> str:
    used = [column for column in columns if any(record.get(column) not in (None, "", []) for record in records)]
    lines = ["| " + " | ".join(used) + " |", "|" + "---|" * len(used)]
    lines += ["| " + " | ".join(_cell(column, record.get(column)) for column in used) + " |" for record in records]
    return "\n".join(lines) + "\n"


def _cell(column: str, value: object) -> str:
    if value is None or value in ("", []):
        return ""
    if column in ("pattern", "indicator", "unless", "where"):
        return f"`{value}`".replace("|", "\\|")
    if isinstance(value, list):
        joint, within = (" / ", " … ") if column in ("examples", "counterexamples") else (" ", "、")
        told = (within.join(each) if isinstance(each, list) else _example(each) for each in value)
        return joint.join(map(_flat, told)).replace("|", "\\|")
    return _flat(str(value)).replace("|", "\\|")


def _facts(facts: Mapping[str, Any]) -> str:
    shown = (
        f"`{key}`: {_cell(key, value) if isinstance(value, list | str) else value}" for key, value in facts.items()
    )
    return "\n".join(f"- {fact}" for fact in shown) + "\n"


def _example(example: object) -> str:
    if not isinstance(example, dict):
        return str(example)
    if "names" in example:  # a stage of a procedure
        return "、".join(example["names"]) + (" (sure)" if example.get("sure") else "") + ";"
    made = [*example.get("claims", ()), *example.get("edges", ()), *map(_fields, example.get("fields", ()))]
    made += [f"{each['kind']} {' '.join(each['claims'])}" for each in example.get("relations", ())]
    return f"{_flat(example['text'])} -> {', '.join(made) or example.get('period', 'none')}"


def _fields(fields: Mapping[str, str]) -> str:
    """What an example says of the columns of a claim: 9.1% (scope 白浪县, period 2031)."""
    told = ", ".join(f"{key} {value or 'none'}" for key, value in fields.items() if key != "quote")
    return f"{fields['quote']} ({told})"


def _records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _head(text: str) -> str:
    """The comment that a rule file opens with."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    return "\n".join(lines).strip()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _anchor(heading: str) -> str:
    """The fragment that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
