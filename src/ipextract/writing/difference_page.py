"""Differences as one self-contained HTML page without scripts, under a strict Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from jinja2 import Template

from ipextract.writing.page import environment
from ipextract.writing.terminal import Lang, name_of, printable, say
from ipextract.writing.years import difference_records
from ipextract.years import Difference

#: The order of the tables.
STATUSES: Final = ("both", "changed", "new", "vanished")


def to_bytes(found: Sequence[Difference], lang: Lang) -> bytes:
    """The page: for each pair of reports its findings with both quotes, then the rows by status."""
    page = _template().render(
        lang="zh-CN" if lang == "zh" else "en",
        say=lambda key, **values: say(lang, key, **values),
        shown=printable,
        changes=lambda names: say(lang, "comma").join(name_of(lang, "status", each) for each in names.split()),
        basis=lambda name: name_of(lang, "basis", name),
        reason=lambda name: name_of(lang, "uncompared", name),
        pairs=[
            {
                "difference": each,
                "findings": [(f, f.message_zh if lang == "zh" and f.message_zh else f.message) for f in each.findings],
                "tables": [
                    (status, [record for record in difference_records(each) if record["status"] == status])
                    for status in STATUSES
                ],
            }
            for each in found
        ],
    )
    return page.encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _template() -> Template:
    return environment().get_template("difference.html")
