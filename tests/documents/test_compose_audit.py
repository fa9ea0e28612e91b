"""核对情况报告 and 问题清单: what stands in them, and in which order."""

from datetime import date

from desktop_app.core.changes import Together
from desktop_app.core.findings import Audit, Finding, Fix, Place, RuleOutcome, Severity, State
from desktop_app.documents.compose_audit import compose_audit, compose_register
from desktop_app.documents.tree import Paragraph, Table
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
DRAFT = a_small_draft([{"name": "甲"}], basic_city="临河市")
DAY = date(2024, 11, 15)
OUTCOMES = (
    RuleOutcome("S-1", "单个项目投资额", State.FAILED),
    RuleOutcome("S-2", "项目数量", State.NO_DATA, "缺少数据:规上企业数"),
    RuleOutcome("S-3", "名称一致", State.NOT_APPLICABLE, "方案的项目清单由汇总表生成"),
    RuleOutcome("S-4", "填写完整", State.PASSED),
)


def a_finding(code="S-1", severity=Severity.MUST, message="问题", **more):
    return Finding(code, severity, message, **more)


def page(*findings, most=20, outcomes=OUTCOMES):
    audit = Audit(tuple(findings), outcomes)
    (section,) = compose_audit(PROGRAMME, DRAFT, audit, DAY, "送审稿", most).sections
    return section.blocks


def told(blocks):
    return "\n".join(
        "".join(run.text for run in one.runs) for one in blocks if isinstance(one, Paragraph)
    )


def rows(blocks):
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def test_the_page_says_whose_which_revision_when_and_the_verdict():
    document = compose_audit(PROGRAMME, DRAFT, Audit((), OUTCOMES), DAY, "送审稿")
    text = told(document.sections[0].blocks)
    assert "临河市人民政府　2024年11月15日" in text
    assert "核对通过。必须改0项，须说明0项，提示0项。" in text
    assert f"送审稿 · 数据版本 1 · 校验码 {DRAFT.check_code()}" in text
    assert "没有发现问题" in text
    assert "程序只核对规则包里的部分条件，一切以通知原文为准" in text


def test_must_comes_before_explain_before_hint_and_the_order_of_the_rules_stays():
    kinds = [Severity.HINT, Severity.EXPLAIN, Severity.MUST, Severity.HINT, Severity.MUST]
    findings = [
        a_finding(severity=kind, message=f"第{n}个", row=f"第{n}行") for n, kind in enumerate(kinds)
    ]
    assert [(row[0], row[1]) for row in rows(page(*findings))] == [
        ("必须改", "S-1 第2行"), ("必须改", "S-1 第4行"), ("须说明", "S-1 第1行"),
        ("提示", "S-1 第0行"), ("提示", "S-1 第3行"),
    ]  # fmt: skip
    register = compose_register(PROGRAMME, DRAFT, Audit(tuple(findings)), DAY)
    assert [row[3] for row in register.sheets[0].rows] == [
        "第2个", "第4个", "第1个", "第0个", "第3个",
    ]  # fmt: skip


def test_what_does_not_stand_on_the_page_is_counted():
    blocks = page(*(a_finding(message=f"第{n}个") for n in range(9)), most=4)
    assert len(rows(blocks)) == 4
    assert "另有5条，见问题清单（Excel）。" in told(blocks)


def test_rules_that_were_not_decided_are_told_those_without_data_by_name():
    text = told(page())
    assert "审核公式共4条，其中1条缺数据、1条不适用，没有作出判断" in text
    assert "缺数据的是：S-2 项目数量。" in text


def test_an_explanation_that_is_missing_keeps_the_audit_from_passing_and_is_counted():
    one = a_finding(severity=Severity.EXPLAIN)
    text = told(page(one, a_finding(severity=Severity.EXPLAIN, explanation="已核实")))
    assert "核对未通过。" in text
    assert "须说明的2项中有1项尚未说明" in text


def test_punctuation_on_paper_is_full_width_but_names_are_kept():
    (row,) = rows(page(a_finding(message="项目「甲厂(一期)」不一致,请改正")))
    assert row[2] == "项目「甲厂(一期)」不一致，请改正"


def test_a_sign_without_a_font_is_told_by_its_number():
    (row,) = rows(page(a_finding(message="「甲\U0001f600」印不出来")))
    assert row[2] == "「甲〈U+1F600〉」印不出来"


def list_row(**finding):
    register = compose_register(PROGRAMME, DRAFT, Audit((a_finding(**finding),)), DAY)
    sheet = register.sheets[0]
    titles = [one.title for one in sheet.headings]
    return dict(zip(titles, sheet.rows[0], strict=True))


NO_CHANGE = Together("", ())
FIXES = (Fix("以方案为准", NO_CHANGE), Fix("以汇总表为准", NO_CHANGE))
PLAN, SUMMARY = Place("p", "附件2 第五章 表3 第2行"), Place("s", "附件3 第7行")
FIELD = Place("basic/firms", "基本信息 规上企业数")


def test_the_list_has_a_row_for_each_finding_and_a_column_for_each_thing_to_know():
    row = list_row(
        code="S-3", message="写法不一致,请改", places=(PLAN, SUMMARY), clause="三、(一)",
        quote="完全一致", left="=甲(一期)", right=" 甲(一期)", fixes=FIXES,
        kind="differs_in_form", row="第7行", gap="差 1 个字", explanation="已核实",
    )  # fmt: skip
    assert row == {
        "序号": "1", "轻重": "必须改", "电话编号": "S-3 第7行", "问题": "写法不一致，请改",
        "附件2的位置": "附件2 第五章 表3 第2行", "附件2的内容": "=甲(一期)",
        "附件3的位置": "附件3 第7行", "附件3的内容": " 甲(一期)", "相差": "差 1 个字",
        "怎么办": "以方案为准；\n以汇总表为准", "通知条款": "三、（一）", "通知原文": "完全一致",
        "情况说明": "已核实", "核实人": "", "处理结果": "",
    }  # fmt: skip


def test_what_stands_in_one_form_only_stands_under_that_form():
    row = list_row(places=(SUMMARY,), left="19.8")
    assert (row["附件2的内容"], row["附件3的内容"]) == ("", "19.8")
    row = list_row(places=(FIELD,), left="三百", right="一个整数")
    assert row["附件2的位置"] == "基本信息 规上企业数"
    assert (row["附件2的内容"], row["附件3的内容"]) == ("三百", "")
    row = list_row(places=(SUMMARY, SUMMARY), left="甲(1)", right="甲（1）", kind="duplicate")
    assert (row["附件2的内容"], row["附件3的内容"]) == ("", "甲(1)\n甲（1）")
    row = list_row(places=(PLAN,), left="项目106个", right="108 个", kind="count_stated")
    assert (row["附件2的内容"], row["附件3的内容"]) == ("项目106个", "108 个")


def test_a_lapsed_explanation_asks_for_a_new_one():
    assert list_row(lapsed="数据已变,请重新说明")["情况说明"] == "数据已变，请重新说明"


def test_the_second_sheet_tells_how_every_rule_ended():
    findings = (a_finding(), a_finding())
    sheet = compose_register(PROGRAMME, DRAFT, Audit(findings, OUTCOMES), DAY).sheets[1]
    assert sheet.rows == (
        ("1", "S-1", "单个项目投资额", "未通过", "", "2"),
        ("2", "S-2", "项目数量", "缺数据", "缺少数据：规上企业数", "0"),
        ("3", "S-3", "名称一致", "不适用", "方案的项目清单由汇总表生成", "0"),
        ("4", "S-4", "填写完整", "通过", "", "0"),
    )
