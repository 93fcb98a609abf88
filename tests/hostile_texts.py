"""Text that a report may print and that a reader of some format would act on: one list for the tests of every face."""

from __future__ import annotations

import re
import unicodedata

HOSTILE = {
    "lines": "第一行\n第二行\r\n::error file=x::假的",
    "workflow commands": "::stop-commands::x%0A::warning::y%25",
    "scripts": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "ends of elements": "</style></title></textarea></script>--><!-- x",
    "attributes": "' onmouseover='alert(1)\" autofocus onfocus=\"alert(1) javascript:alert(1)",
    "ends of XML": "]]>&amp;<![CDATA[ x",
    "entities": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;&lt;b&#x41;',
    "directions": "\u202e倒着写\u202c\u200f\u2066x\u2069",
    "controls": "零\x00一\x1b[31m\x07\x85二",
    "terminal": "\x1b]8;;https://example.org\x07x\x1b]8;;\x07\x9b2J\x1b[?1049h\x08",
    "no characters": "孤\ud800立\udfff\ufffe",
    "200 digits": "9" * 200,
    "Markdown": "| a | b |\n|---|---|\n# 标题 *星* _线_ `码` [链接](https://example.org) ![图](x) www.example.org",
    "links": "见 https://example.org/a_b 与 <https://example.org> @someone #1",
    "templates": "{0} {{x}} {% raw %} ${{ secrets.X }} $(id) `id`",
    "HYPERLINK": '=HYPERLINK("https://example.org","x")',
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-1+1",
    "at": "@SUM(1+1)*2",
    "wide": "＝1+1",
    "tab": "\t=1+1",
}

#: What a file may be called.
NAMES = {
    "separators": "a b,c;d.pdf",
    "colon": "a:b.pdf",
    "line": "a\nb.pdf",
    "command": "::error::x.pdf",
    "percent": "报告%0A.pdf",
    "marks": "a|b<b>[x](y).pdf",
    "formula": "=1+1.pdf",
    "byte": "\udcff.pdf",
    "half": "\ud800.pdf",
    "long": "长" * 80 + ".pdf",
}

#: What no face may hand on as it is: it acts on a terminal or on what stands beside it, or is no character.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def bare(text: str) -> str:
    """A text without blanks and what is shown as something else: what is left has to be there in every face."""
    shown = "".join(ch for ch in text if unicodedata.category(ch)[0] not in "CZ" and ch not in "\ufffd?")
    return re.sub(r"\\u[0-9a-f]{4}", "", shown)
