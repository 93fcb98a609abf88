"""Names that say two things get what stands around them; what is left with two values is told, and doubts nothing."""

import json

import pytest

from ipextract import analyse
from ipextract.claims.clashes import CODE
from ipextract.command.cli import main

TITLE = "青岭县2031年渔业统计公报\n\n"


def fields(text, name):
    return {claim.quote: getattr(claim, name) for claim in analyse(TITLE + text).claims}


def told(text):
    return [issue for issue in analyse(TITLE + text).document.issues if issue.code == CODE]


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        (
            "发生渔船事故125起，下降12.6%；死亡103人，下降2.8%。发生渔港事故408起；死亡295人，下降16.7%。",
            {
                "103人": "发生渔船事故",
                "2.8%": "发生渔船事故",
                "295人": "发生渔港事故",
                "16.7%": "发生渔港事故",
                "125起": "",
            },
        ),
        ("渔港300座（其中公办286座）。渔场265处（其中公办264座）。", {"286座": "", "264座": ""}),
        (
            "在第五届渔业博览会上，我县渔企共获得40枚金牌。在第七届渔具展上，我县渔企共获得94枚金牌。",
            {"40枚": "在第五届渔业博览会上", "94枚": "在第七届渔具展上"},
        ),
        (
            "渔港按泊位数分：100～199个泊位渔港22座，产值超8亿元渔港5座。",
            {"22座": "", "5座": ""},
        ),
        ("渔民死亡3人。渔民死亡3人。", {"3人": ""}),
        ("渔船90艘。渔船由上年的80艘增加到90艘。", {"90艘": "", "80艘": "prior"}),
    ],
)
def test_a_name_with_two_values_gets_what_stands_around_it(text, qualifiers):
    found = fields(text, "qualifier")
    assert {quote: found[quote] for quote in qualifiers} == qualifiers
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年渔船登记 7421 件。\n\n一、渔船\n\n全年渔船登记 5241 件。",
        "渔民 9 人。全年渔船登记 7421 件。\n\n渔港 3 座。全年渔船登记 5241 件。",
    ],
)
def test_no_heading_or_paragraph_parts_what_is_said_in_the_same_words(text):
    found = [claim for claim in analyse(TITLE + text).claims if claim.indicator == "渔船登记"]
    assert [claim.qualifier for claim in found] == ["", ""]
    [issue] = told(text)
    assert "7421件 and 5241件" in issue.message


def test_words_that_name_nothing_tell_no_two_facts_apart():
    [issue] = told("渔网产量增长较快，其中又分别增长3%、连续增长5%。")
    assert "3%" in issue.message
    assert set(fields("渔网产量增长较快，其中又分别增长3%、连续增长5%。", "qualifier").values()) == {""}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("三次产业结构③为8∶42∶50。", {"8": "第一产业比重", "42": "第二产业比重", "50": "第三产业比重"}),
        ("民营经济三次产业结构为8∶42∶50。", {"42": "民营经济第二产业比重"}),
        ("三次产业占比由上年的9∶42∶49调整为8∶43∶49。", {"9": "第一产业比重", "43": "第二产业比重"}),
        (
            "年末0-14岁（含不满15周岁）渔民为22人，60岁及以上渔民31人。",
            {"22人": "0-14岁渔民", "31人": "60岁及以上渔民"},
        ),
        ("渔民补助标准3351元/月，船员补助标准1030元/月。", {"3351元/月": "渔民补助标准", "1030元/月": "船员补助标准"}),
        (
            "共有市级以上渔业园区176个，其中国家级15个，市级130个。",
            {"15个": "国家级渔业园区", "130个": "市级渔业园区"},
        ),
        (
            "年末共有625人享受城市渔业补助，439人享受渔民救助供养。",
            {"625人": "享受城市渔业补助", "439人": "享受渔民救助供养"},
        ),
        ("二级渔港中，65%开展远程调度，90%开展优质服务。", {"65%": "开展远程调度", "90%": "开展优质服务"}),
        (
            "渔民溺水率5.6‰，其中：城市3.4‰，农村6.6‰；船员溺水率4.0‰，其中：城市2.6‰。",
            {"3.4‰": "城市渔民溺水率", "6.6‰": "农村渔民溺水率", "2.6‰": "城市船员溺水率"},
        ),
        (
            "网衣、浮标、渔灯等智能产品产量增长较快，分别比上年增长7%、61%、27%。",
            {"7%": "网衣产量", "61%": "浮标产量", "27%": "渔灯产量"},
        ),
        (
            "中职学校29所（含技工学校7所，在校生2万人），在校生8万人。",
            {"2万人": "技工学校在校生", "8万人": "中职学校在校生"},
        ),
        ("鲈鱼产量69万吨，减产2万吨。", {"2万吨": "鲈鱼产量"}),
    ],
)
def test_names_are_not_cut_off(text, names):
    found = fields(text, "indicator")
    assert {quote: found[quote] for quote in names} == names


def test_what_is_left_with_two_values_is_told_with_both_places():
    text = "轻重渔业产值比例为47∶53。"
    [issue] = told(text)
    assert issue.message.startswith("3: 47 and 53 (3) are read under one name, 轻重渔业产值比例 (青岭县, 2031):")
    assert issue.message_zh.startswith("3：47与53（3）读作同一指标“轻重渔业产值比例”（青岭县, 2031）")
    assert (issue.said("zh"), issue.said("en")) == (issue.message_zh, issue.message)
    assert issue.quote == "47"


def test_it_is_one_issue_for_a_key_and_says_how_many_more():
    [issue] = told("渔网、浮标、鱼饵和渔灯销量好，又增长3%、连续增长5%、再增长7%。")
    assert "(+1)" in issue.message


def test_no_number_is_in_doubt_for_it():
    report = analyse(TITLE + "轻重渔业产值比例为47∶54。")
    assert all(not each.relation.doubts for each in report.relations)


def test_a_contradiction_is_not_told_twice():
    text = "2031年，青岭县渔业总产值84617万元。\n\n2031年，青岭县渔业总产值84167万元。"
    report = analyse(TITLE + text)
    assert [finding.rule for finding in report.findings] == ["same-fact"]
    assert told(text) == []


def test_it_is_in_the_report_and_fails_no_run(tmp_path, capsys):
    source = tmp_path / "a.txt"
    source.write_text(TITLE + "轻重渔业产值比例为47∶53。", encoding="utf-8")
    assert main(["extract", str(source), "--format", "json"]) == 0
    [issue] = [each for each in json.loads(capsys.readouterr().out)["issues"] if each["code"] == CODE]
    assert {"message", "message_zh", "page", "char_start", "char_end"} <= issue.keys()
