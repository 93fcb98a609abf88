"""What is no part of the number before it, what is no repeat of a name; and what stays one all the same."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Report
from ipextract.rulebook import load

RULEBOOK = load()
TITLE = "鹭江市2031年渔港事业发展情况"


def read(*lines: str) -> Report:
    return pipeline.analyse_text("\n".join((TITLE, "", *lines)), rulebook=RULEBOOK)


def loud(report: Report) -> list[tuple[str, str]]:
    """Severity and kind of each finding that is more than a note."""
    by_code = {rule.id: rule.name for rule in RULEBOOK.checks.values()}
    return [(f.severity, by_code[f.code]) for f in report.findings if f.severity != "info"]


def parts(report: Report) -> list[list[str]]:
    """The quotes of each whole and its part."""
    return [[c.quote for c in e.relation.claims] for e in report.relations if e.relation.kind == "part"]


@pytest.mark.parametrize(
    "sentence",
    [
        # the running total of the thing before is no whole of the next thing
        "新建市级示范泊位7个，累计61个；新增市级文明渔村83个，累计214个。",
        "新增国家级船厂4家、累计13家，新增国家级网厂76家、累计152家。",
        # a bracket that does not say what it holds: a wider scope, an outlet, a cause, what it was before
        "本市渔民获评能手5人（全省7人获评）。",
        "现有渔港医院3家（下设村医点8家）。",
        "渔港支出8.6亿元，下降41.2%（因上年发债15.4亿元，基数较高）。",
        "渔港收入214亿元（改列科目之前是265亿元）。",
        # other measures
        "全年渔业增加值为63.0亿元，比上年增长4.1%。其中，规模以上渔业实现产值382.5亿元，增长1.2%。",
        "渔港收入635.2亿元、支出618.4亿元。其中，船舶收入562.7亿元、支出551.3亿元。",
        # what was short of a target, and what came on top of it
        "渔港收入4.73亿元，完成预算的94.6%，短收0.27亿元（其中：泊位收入3.12亿元；检验收入1.61亿元）。",
        "渔港支出完成306.2亿元，比上年减支4.3亿元，其中：市本级支出完成9.1亿元。",
        # 其中 goes back to what all that was listed is of
        "查办船员6815人，移送379人。其中，查办船长164人、大副1273人。",
        "装机容量986.5千瓦。其中，柴油机组装机容量413千瓦；太阳能机组装机容量281.4千瓦。其中，岸上机组装机容量594.2千瓦。",
        "新建泊位12个、船台8个，其中公用17个。",
        "共设38个展区、142个展位。其中，首期的席位数量超1.9万个。",
        # lists of as many as there are wholes
        "渔港近三年欠款余额分别为214亿元、236亿元和247亿元，其中泊位欠款余额分别为201亿元、227亿元和243亿元。",
        "安全项目占40%，分别设备15分、人员25分；服务项目占60%，其中态度35分、效率25分。",
    ],
)
def test_what_is_no_part_of_the_number_before_it(sentence: str) -> None:
    assert [found for found in loud(read(sentence)) if found[1] == "part"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "发放船员补助0.83亿元，补助船员6.14万人次，落实免费培训资金1.07亿元，免费培训补助船员7.25万人次。",
        "完成平价渡运（客船、货船、快艇）业务量2714万件；急件业务量6953万件。",
        "船员中专31所，在校生6.42万人；船员中学258所，在校生34.18万人，其中高级中学在校生12.37万人。",
        "渔港专项债券387亿元。其中：再融资债券112亿元，用于还本；置换债券及特殊再融资债券275亿元。",
        "按级次划分，市级渔港欠款余额1324亿元，区市级渔港欠款余额2981亿元。",
        "最高赔付金额从6万元提高到14万元。",
        "最低泊位押金200元，最高泊位押金4000元。",
        "新增渔港债券31亿元（一般债券9亿元，专项债券22亿元）；使用限额发行新增专项债券187亿元。",
    ],
)
def test_a_longer_name_may_be_a_sibling(sentence: str) -> None:
    assert [found for found in loud(read(sentence)) if found[1] == "part"] == []


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("渔港收入51.3亿元，增长4.1%。其中，泊位收入53.1亿元。", "error"),
        ("渔港收入51.3亿元，增长4.1%。其中，泊位收入135亿元。", "suspicion"),
        ("全年登记渔船46艘（其中木船64艘），更换证书310本。", "error"),
        ("全年登记渔船46艘（含木船64艘），更换证书310本。", "error"),
        ("新增船厂83家，累计61家。", "warning"),
        ("比上年增加4.1万艘，年末渔船52.3万艘，其中木船57.6万艘。", "error"),
        ("近两年渔船分别为214艘和236艘，其中木船分别为241艘和227艘。", "error"),
        ("受理渔船案件318件，办结164件，其中木船案件251件。", "suspicion"),
    ],
)
def test_what_is_more_than_its_whole_all_the_same(sentence: str, severity: str) -> None:
    assert [found for found in loud(read(sentence)) if found[1] == "part"] == [(severity, "part")]


def test_parts_of_as_many_wholes_belong_to_them_in_order() -> None:
    report = read("近两年渔船分别为214艘和236艘，其中木船分别为201艘和227艘。")
    assert parts(report) == [["214艘", "201艘"], ["236艘", "227艘"]]


def test_each_measure_has_its_own_whole() -> None:
    report = read("渔港收入635亿元、支出618亿元。其中，船舶收入621亿元。")
    assert parts(report) == [["635亿元", "621亿元"]]
    assert loud(report) == []


HEADS = ("单位：万元", "项目\t预算数\t决算数\t占预算%\t增长%")


def test_rates_are_no_parts() -> None:
    rows = ("泊位收入\t13705\t12516\t91.3\t4.2", "其中：租金\t9218\t8865\t96.2\t7.7", "检验收入\t642\t586\t91.3\t2.8")
    assert loud(read(*HEADS, *rows)) == []
    shifted = ("项目\t预算数决算数\t占预算%增长%\t\t", *rows)
    assert loud(read("单位：万元", *shifted)) == []


def test_a_row_is_a_part_of_the_row_that_can_hold_it() -> None:
    heads = ("单位：万元", "项目\t2031年")
    rows = ("利息收入\t1552", "补贴收入\t2930", "其中：保费收入\t20803", "其他收入\t741")
    assert loud(read(*heads, *rows)) == []
    rows = ("补贴收入\t2930", "其中：渔船补贴\t3290", "其他收入\t741")
    assert loud(read(*heads, *rows)) == [("error", "part")]


def test_one_column_of_several_in_which_a_part_is_more_than_its_whole() -> None:
    heads = ("单位：艘", "项目\t2030年\t2031年\t2032年")
    rows = ("渔船\t412\t436\t451", "其中：木船\t308\t463\t322", "货船\t87\t92\t96")
    assert loud(read(*heads, *rows)) == [("error", "part")]
    rows = ("渔船\t412\t436\t451", "其中：木船\t508\t563\t322", "货船\t87\t92\t96")
    assert loud(read(*heads, *rows)) == []


LABELS = ("泊位收入", "检验收入", "租金收入", "罚没收入", "捐赠收入")


def sheet(title: str, *numbers: str) -> tuple[str, ...]:
    return title, "项目\t2031年", *(f"{name}\t{each}" for name, each in zip(LABELS, numbers, strict=True)), ""


def test_two_tables_that_agree_but_in_one_number_contradict_each_other() -> None:
    first = sheet("表1 渔港收入（万元）", "4216", "3187", "2745", "1893", "1368")
    second = sheet("表2 渔港财务（万元）", "4216", "3187", "2745", "1893", "1386")
    assert loud(read(*first, *second)) == [("error", "repeat")]


def test_two_tables_of_two_things_do_not() -> None:
    first = sheet("表1 渔港收入（万元）", "4216", "3187", "2745", "1893", "1368")
    second = sheet("表2 码头收入（万元）", "4126", "3087", "2545", "1893", "1328")
    assert loud(read(*first, *second)) == []


def test_a_label_that_two_tables_share_by_chance_is_no_repeat() -> None:
    first = ("表1 渔政支出（万元）", "项目\t2031年", "机关运行服务\t1040", "渔港巡查\t386")
    second = ("表2 船检支出（万元）", "项目\t2031年", "机关运行服务\t140", "船舶检验\t257")
    assert loud(read(*first, "", *second)) == []


@pytest.mark.parametrize(
    "lines",
    [
        # the rates of two levels
        (
            "全市渔港基金预算支出314.6亿元，完成预算的98.4%。",
            "市级渔港基金预算支出187.3亿元，完成预算的98.2%。",
        ),
        ("全市渔港预算收入135.2亿元，增长1.7%。", "市本级渔港预算收入82.6亿元，下降1.6%。"),
        # the level that the paragraph opened with
        (
            "全市渔港经营预算收入8.6亿元。渔港经营预算支出安排1.4亿元。",
            "市本级渔港经营预算收入1.2亿元。渔港经营预算支出安排1.1亿元。",
        ),
        # two paragraphs that agree in nothing
        (
            "全州渔港基金支出112亿元。当年收支结余6.8亿元，年末滚存结余142.6亿元。",
            "州本级渔港基金支出83亿元。当年收支结余7.3亿元，年末滚存结余146.2亿元。",
        ),
        # what many things have
        (
            "渔业中学6所，专任教师1046人。",
            "渔业小学18所，专任教师1246人。",
            "渔业大学2所，专任教师874人。",
        ),
        (
            "——泊位税。完成41.62亿元，占预算的108.2%。",
            "——检验税。完成36.17亿元，占预算的108.5%。",
        ),
    ],
)
def test_what_is_said_of_two_things(lines: tuple[str, ...]) -> None:
    assert [found for found in loud(read(*lines)) if found[1] == "repeat"] == []


def test_what_is_said_of_one_thing_under_two_headings() -> None:
    lines = ("一、概况", "2031年，全市渔港货物吞吐量4826万吨，接靠船舶1362艘。")
    other = ("二、运输", "2031年，全市渔港货物吞吐量4286万吨，接靠船舶1362艘。")
    assert loud(read(*lines, *other)) == [("error", "repeat")]
