"""Where and of whom a figure is: bodies side by side, areas above the document's own, and what ends with a sentence."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.rulebook import load

RULEBOOK = load()
TITLE = "云州市2022年司法统计公报\n\n"


def scopes(text: str) -> dict[str, str]:
    """The scope of every claim by its quote."""
    return {c.quote: c.scope for c in pipeline.analyse_text(TITLE + text, rulebook=RULEBOOK).claims}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "石桥、青溪、白塔三家基层法院结案分别为396件、274件和142件。",
            ["石桥、青溪、白塔三家基层法院", "石桥法院", "青溪法院", "白塔法院"],
        ),
        ("石桥、青溪、白塔三县粮食产量均在31万吨以上。", ["石桥、青溪、白塔三县"]),
        ("石桥、青溪、白塔四县粮食产量31万吨。", ["云州市"]),  # the numeral counts something else
        ("青浦县法院、白石县法院民事调撤率分别为58.4%和70.1%。", ["青浦县法院", "白石县法院"]),
        (
            "从地域看，石桥县检察院起诉41件，青溪县检察院起诉29件。不起诉率8.5%。",
            ["石桥县检察院", "青溪县检察院", "云州市"],
        ),
        ("石桥县检察院起诉41件。纠正违法5件。", ["石桥县检察院", "石桥县检察院"]),
        ("全市湿地率5.1%，比全国平均水平（6.2%）低。", ["云州市", "全国"]),
        ("全市湿地占全国总量（2600公顷）的4%。", ["全国", "云州市"]),
        ("全国重点实验室4个。", ["云州市"]),
        ("云州仲裁委员会受理案件45件。13家调解组织化解纠纷216件。", ["云州仲裁委员会", "云州市", "云州市"]),
        ("我省新建泵站19座，全市新建泵站4座。", ["我省", "云州市"]),
    ],
)
def test_scope(text: str, wanted: list[str]) -> None:
    assert list(scopes(text).values()) == wanted


def test_a_body_that_reports_on_itself_keeps_what_courts_do_to_it() -> None:
    report = pipeline.analyse_text(
        "云州仲裁委员会2022年度报告\n\n受理案件450件。人民法院撤销裁决2件。", rulebook=RULEBOOK
    )
    assert {c.scope for c in report.claims} == {"云州仲裁委员会"}


def test_a_part_behind_of_which_does_not_take_over_the_paragraph() -> None:
    found = scopes("全市受理案件254件，办结231件。其中市渔业法院受理28件。结案率提高到99.4%。\n")
    assert (found["28件"], found["99.4%"]) == ("市渔业法院", "云州市")


def test_all_bodies_of_a_field_speak_in_their_sentence() -> None:
    said = (
        "2022年，全市渔业系统贯彻部署，工作取得进展。渔民收入提高到4万元。\n\n全市渔业系统培训船员30人。检验渔船5艘。\n"
    )
    found = scopes(said)
    assert (found["4万元"], found["5艘"]) == ("云州市", "全市渔业系统")
