"""A redacted draft: the findings of the original, and nobody in it who was named there."""

from collections import Counter
from types import MappingProxyType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.changes import InsertRows, SetValue
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.explaining import fingerprint
from desktop_app.core.findings import State
from desktop_app.core.names import fold
from desktop_app.core.redaction import redacted
from desktop_app.core.rules import audit
from tests.small_pack import PLAN, PROJECTS, RULES, a_passing_draft, a_small_programme

# Besides the checks of the small pack, those that read codes, names, words and single signs.
MORE_RULES = """
[[rule]]
code = "S-7"
title = "不重复"
severity = "must"
check = "duplicates"
basis = "derived"
[[rule]]
code = "S-8"
title = "数量一致"
severity = "must"
check = "same_counts"
basis = "derived"
[[rule]]
code = "S-9"
title = "信用代码"
severity = "explain"
check = "credit_code"
options = { column = "credit_code" }
basis = "derived"
[[rule]]
code = "S-10"
title = "行业都有项目"
severity = "must"
check = "same_industries"
options = { form = "basic/industries", column = "industry" }
basis = "derived"
[[rule]]
code = "S-11"
title = "不用于楼堂馆所"
severity = "must"
check = "forbidden_words"
options = { words = ["楼堂馆所", "办公楼"], chapters = ["funds"], tables = ["tasks"] }
basis = "derived"
[[rule]]
code = "S-12"
title = "印得出来"
severity = "must"
check = "printable"
basis = "derived"
[[rule]]
code = "S-13"
title = "看得见"
severity = "hint"
check = "seen"
basis = "derived"
[[rule]]
code = "S-14"
title = "章节"
severity = "must"
check = "chapters"
basis = "derived"
[[rule]]
code = "S-15"
title = "文号"
severity = "must"
require = "!form.basic.approval.matches('^(暂?无|待)')"
at = ["basic/approval"]
say = "文号「{form.basic.approval}」"
basis = "derived"
"""
MORE_FIELDS = "".join(
    f"""
[[section.field]]
id = "{field}"
label = "{label}"
kind = "{kind}"
"""
    for field, label, kind in (
        ("phone", "联系电话", "phone"),
        ("filled_by", "填报人", "text"),
        ("approval", "批复文号", "text"),
        ("address", "通讯地址", "text"),
        ("notes", "备注", "text"),
    )
)
MORE_COLUMNS = "".join(
    f"""
[[table.column]]
id = "{column}"
label = "{label}"
kind = "{kind}"
"""
    for column, label, kind in (
        ("contact", "联系人", "text"),
        ("phone", "电话", "phone"),
        ("provider", "服务商", "text"),
        ("content", "改造内容", "long_text"),
        ("note", "备注", "text"),
    )
)
PROGRAMME = a_small_programme(
    rules=RULES + MORE_RULES,
    plan=PLAN.replace("[[chapter]]", MORE_FIELDS + "[[chapter]]", 1),
    projects=PROJECTS + MORE_COLUMNS,
)
FIRMS = (
    "银杉瑞铭车身冲压有限公司", "盛垣橡胶机械（银杉）有限公司", "盛垣橡胶机械(银杉)有限公司",
    "金禾宏屹汽车配件股份有限公司", "金禾宏易汽车配件股份有限公司", "霁川同泽粮油有限责任公司",
    "松澜 鑫澜阀门有限公司", "松澜鑫澜阀门有限公司", "ＡＢＣ轴承厂", "ABC轴承厂", "沐泉肉类加工有限公司",
)  # fmt: skip
COUNTIES = ("银杉县", "霁川县", "沐泉县", "金禾县 ", "金禾县")
WORKS = (
    "数字化车间改造项目", "数控加工单元升级项目", "数控加工单元智能化技术升级改造项目",
    "焊装机器人工作站建设", "瑞铭牌冲压件追溯系统（ＭＥＳ）", "车身冲压产线改造", "XK-2000检测线",
)  # fmt: skip
PARTS = ("", "（一期）", "(一期)", "（1期）", "（二期）", " ", "\u200b", "\u00a0改", "\U0001f600")
PEOPLE = ("林晓舟", "程远", "欧阳若兰")
PHONES = ("024-71234567", "13812345678", "0410-7001014", "(024)71234567", "1381234567", "无")
CODES = (
    "91350100M000100Y43", "91350100M000100Y42", "91 3501 00m000100y43", "9135010OM000100Y43",
    "91350100M000100Y4", "",
)  # fmt: skip
ADDRESS = "临河市银杉县解放路18号"
SENTENCES = (
    "临河市共实施项目3个，由林晓舟负责，电话024-71234567。",
    "银杉县项目5个。",
    "银杉县5个项目总投资9万元。",
    "全市共实施项目二个，总投资0.5亿元。",
    "安排银杉瑞铭车身冲压有限公司建设办公楼200万元;",
    "依托霁川同泽粮油等企业，邮箱lin@linhe.gov.cn，账号6222020200112233445。",
    "不得用于楼堂馆所。",
    "临河的\u200b基础较好\U0001f600。",
)


@st.composite
def names(draw):
    firm = draw(st.sampled_from((*FIRMS, "")))
    return firm + draw(st.sampled_from(WORKS)) + draw(st.sampled_from(PARTS))


@st.composite
def rows(draw, table, columns):
    many = draw(st.integers(0, 5))
    cells = st.fixed_dictionaries({}, optional=columns)
    return tuple(
        Row(f"{table}{n}", MappingProxyType(draw(cells)), draw(st.sampled_from(ORIGINS)))
        for n in range(many)
    )


ORIGINS = (
    "",
    "1.银杉县项目汇总表.xlsx Sheet1 第5行",
    "第五章 表3 第2行",
    "霁川县报送.xls 项目 第9行",
)
INDUSTRIES = st.sampled_from(("铸造", "农产品加工"))
MONEY = st.sampled_from(("30", "19.8", "约三十", "1,200万元", "林晓舟说50"))
LISTED = {
    "name": names(),
    "county": st.sampled_from(COUNTIES),
    "industry": INDUSTRIES,
    "investment": MONEY,
}
SUMMARY = {
    **LISTED,
    "enterprise": st.sampled_from(FIRMS),
    "credit_code": st.sampled_from(CODES),
    "contact": st.sampled_from(PEOPLE),
    "phone": st.sampled_from(PHONES),
    "provider": st.sampled_from(("衡远自动化工程有限公司", "云栈软件")),
    "content": st.sampled_from(("在霁川同泽粮油部署系统，联系13812345678", "甲")),
    "note": st.sampled_from(("银杉瑞铭的项目", "无", "程远经手")),
    "start": st.sampled_from(("2024年6月", "林晓舟")),
}
VALUES = {
    "basic/city": st.just("临河市"),
    "basic/industries": st.sampled_from(("铸造、农产品加工", "铸造、家具")),
    "basic/firms": st.sampled_from(("170", "林晓舟不知道")),
    "basic/phone": st.sampled_from(PHONES),
    "basic/filled_by": st.sampled_from((*PEOPLE, "林晓舟、程远", "-")),
    "basic/approval": st.sampled_from(("临政纪要〔2024〕18号", "无", "待审议")),
    "basic/address": st.just(ADDRESS),
    "basic/notes": st.sampled_from(("临河 市银杉县", "沐泉肉类加工的林晓舟", "1234567890")),
    "chapters/goals": st.lists(st.sampled_from(SENTENCES)).map("".join),
    "chapters/funds": st.lists(st.sampled_from(SENTENCES)).map("\n".join),
}


@st.composite
def drafts(draw):
    draft = Draft(
        PROGRAMME.id,
        draw(st.integers(1, 9)),
        MappingProxyType(draw(st.fixed_dictionaries({}, optional=VALUES))),
        MappingProxyType(
            {
                "projects": draw(rows("projects", SUMMARY)),
                "plan_projects": draw(rows("plan_projects", LISTED)),
                "tasks": draw(rows("tasks", {"task": st.sampled_from(SENTENCES)})),
            }
        ),
    )
    explained = {
        one.key: Explanation(
            draw(st.sampled_from(("林晓舟已核实", "程远\u200b说明"))),
            fingerprint(draft, one) if draw(st.booleans()) else "0",
            "林晓舟",
        )
        for one in audit(PROGRAMME, draft).findings
        if draw(st.integers(0, 3)) == 0
    }
    return Draft(
        draft.programme, draft.revision, draft.values, draft.tables, MappingProxyType(explained)
    )


def told(draft):
    """Everything that a redacted draft says, but for the ids."""
    for path, text in draft.values.items():
        yield from (path, text)
    for table in draft.tables.values():
        for row in table:
            yield from (row.origin, *row.cells.values())
    for key, one in draft.explanations.items():
        yield from (key, one.text, one.author)


def outline(found):
    return [
        (one.code, one.kind, one.severity, one.key.partition("county.")[0], bool(one.explanation))
        for one in found.findings
    ]


def stretches(firm):
    own = firm.removesuffix("有限公司").removesuffix("有限责任公司").removesuffix("股份有限公司")
    folded = fold(own)
    return {folded[at : at + 4] for at in range(len(folded) - 3)}


ALWAYS_SECRET = {
    "lin@linhe", "71234567", "13812345678", "7001014", "1381234567", "350100", "1234567890",
    "6222020200112233445", "kx-2000", "xk-2000",
}  # fmt: skip


def secrets_of(draft):
    """What tells who somebody is, as far as a field of the draft or a name says it."""
    cells = [
        (column, text)
        for table in draft.tables.values()
        for row in table
        for column, text in row.cells.items()
    ]
    firms = {text for column, text in cells if column in ("enterprise", "provider")}
    firms |= {firm for firm in FIRMS for column, text in cells if column == "name" and firm in text}
    people = {text for column, text in cells if column == "contact"}
    people |= {one.author for one in draft.explanations.values()}
    people |= set(draft.values.get("basic/filled_by", "").split("、"))
    counties = {fold(text) for column, text in cells if column == "county"}
    secrets = {fold(firm) for firm in firms if len(fold(firm)) > 5}
    secrets |= {stretch for firm in firms for stretch in stretches(firm)}
    secrets |= counties | {county.removesuffix("县") for county in counties}
    secrets |= {fold(person) for person in people if len(person) > 1}
    secrets |= {"临河"} if "basic/city" in draft.values else set()
    secrets |= {"解放路"} if "basic/address" in draft.values else set()
    return secrets | ALWAYS_SECRET


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(drafts())
def test_the_findings_are_the_same_and_nobody_is_named(draft):
    before = audit(PROGRAMME, draft)
    made = redacted(PROGRAMME, draft)
    after = audit(PROGRAMME, made.draft)
    said = fold("\n".join([*told(made.draft), *(one.message for one in after.findings)]))
    assert [secret for secret in secrets_of(draft) if secret in said] == []
    assert made.is_faithful
    assert outline(after) == outline(before)
    failed = [
        [one.code for one in a.outcomes if one.state is State.FAILED] for a in (before, after)
    ]
    assert failed[0] == failed[1]
    assert made.audit == after
    assert Counter(one.code for one in after.findings) == Counter(
        one.code for one in before.findings
    )


def a_draft(projects=(), plan=(), explanations=(), **values):
    tables = {
        table: tuple(Row(f"{table}{n}", MappingProxyType(cells)) for n, cells in enumerate(listed))
        for table, listed in (("projects", projects), ("plan_projects", plan))
    }
    paths = {path.replace("_", "/", 1): text for path, text in values.items()}
    return Draft(
        PROGRAMME.id, 1, MappingProxyType(paths), MappingProxyType(tables), dict(explanations)
    )


def keys(found):
    return [(one.code, one.kind) for one in found.findings]


def test_a_misspelling_inside_the_firm_is_still_a_misspelling():
    draft = a_draft(
        [{"name": "金禾宏屹汽车配件有限公司装配线改造", "enterprise": "金禾宏屹汽车配件有限公司"}],
        [{"name": "金禾宏易汽车配件有限公司装配线改造"}],
    )
    made = redacted(PROGRAMME, draft)
    (summary, plan) = (
        made.draft.rows(table)[0].cells["name"] for table in ("projects", "plan_projects")
    )
    assert ("S-3", "near_match") in keys(made.audit)
    assert summary.startswith("企业01有限公司装配")
    assert plan.startswith("企业01甲有限公司装配")


def test_names_that_are_near_by_the_firm_alone_stay_near():
    """Short stand-ins would make them differ too much: then the firm is hidden sign by sign."""
    name = "金禾宏屹汽车零配件股份有限公司"
    draft = a_draft(
        [{"name": f"{name}冲压线改造", "enterprise": name}], [{"name": f"{name}冲淬线改造"}]
    )
    assert ("S-3", "near_match") in keys(audit(PROGRAMME, draft))
    made = redacted(PROGRAMME, draft)
    assert made.is_faithful
    assert ("S-3", "near_match") in keys(made.audit)
    assert "宏屹" not in "".join(told(made.draft))


def test_a_count_beside_a_county_is_still_that_count():
    rows_there = [{"name": "甲项目", "county": "银杉县"}, {"name": "乙项目", "county": "霁川县"}]
    found = 0
    for sentence in ("银杉县5个项目。", "本次共遴选3个银杉县项目。", "银杉县三个项目。"):
        draft = a_draft(rows_there, chapters_goals=sentence)
        after = redacted(PROGRAMME, draft).audit
        figures = [
            [one.right for one in a.findings if one.code == "S-6"]
            for a in (audit(PROGRAMME, draft), after)
        ]
        assert figures[0] == figures[1]
        assert "银杉" not in "".join(one.message for one in after.findings)
        found += len(figures[0])
    assert found


def test_long_text_is_cut_to_what_a_finding_quotes():
    draft = a_draft(
        [{"name": "甲项目"}],
        chapters_goals="我市历史悠久。全市共实施项目9个。物产丰饶，\n人杰地灵。",
        chapters_funds="工业门类齐全。",
    )
    values = redacted(PROGRAMME, draft).draft.values
    assert values["chapters/goals"] == "……(略,7字)\n全市共实施项目9个。\n……(略,10字)"
    assert values["chapters/funds"] == "……(略,7字)"


def test_an_explanation_still_holds_or_not_but_says_nothing():
    draft = a_draft([{"name": "甲项目", "credit_code": "91350100M000100Y42"}])
    (one,) = (one for one in audit(PROGRAMME, draft).findings if one.code == "S-9")
    for holds in (True, False):
        mark = fingerprint(draft, one) if holds else "another"
        explained = {one.key: Explanation("企业换照，林晓舟已核实", mark, "林晓舟", "2024-11-15")}
        made = redacted(
            PROGRAMME, a_draft([draft.rows("projects")[0].cells], (), explained.items())
        )
        (told_now,) = (found for found in made.audit.findings if found.code == "S-9")
        assert bool(told_now.explanation) is holds
        explanation = made.draft.explanations[one.key]
        assert (explanation.text, explanation.author, explanation.time) == (
            "(情况说明,11字)",
            "",
            "",
        )


CITY_FIELD = 'id = "city"\nlabel = "申报单位"\nkind = "text"'
LISTED_CITY = 'id = "city"\nlabel = "申报单位"\nkind = "choice"\noptions = ["临河市", "示范区", "东陵市", "西陵市"]'
CITY_RULE = """
[[rule]]
code = "S-16"
title = "不是西陵"
severity = "must"
require = "form.basic.city != '西陵市'"
at = ["basic/city"]
say = "{form.basic.city}"
basis = "derived"
"""


def test_a_city_that_must_be_of_a_list_becomes_another_of_which_the_rules_say_the_same():
    programme = a_small_programme(
        plan=PLAN.replace(CITY_FIELD, LISTED_CITY), rules=RULES + CITY_RULE
    )

    def made_of(text):
        made = redacted(programme, a_draft(basic_city=text, chapters_goals=f"{text}的项目。"))
        assert text not in "".join(told(made.draft))
        return made.draft.values["basic/city"], made.is_faithful

    for text in ("临河市", "临河"):
        city, is_faithful = made_of(text)
        assert is_faithful
        assert city in ("示范区", "东陵市")
    assert made_of("某个市") == ("某市", True)
    # Nothing else in the list is what this rule asks for: then the name goes before the finding.
    assert not made_of("西陵市")[1]


def test_another_draft_is_redacted_with_other_stand_ins():
    one = redacted(PROGRAMME, a_draft([{"name": "霁川深冲淬火"}])).draft.rows("projects")[0]
    other = redacted(PROGRAMME, a_draft([{"name": "霁川深冲淬火"}, {"name": "乙"}])).draft.rows(
        "projects"
    )[0]
    assert one.cells["name"] != other.cells["name"]


def test_what_has_no_place_in_the_programme_does_not_leave_the_house():
    programme = a_small_programme()
    draft = a_passing_draft(basic_gone="赵六机械厂")
    draft = SetValue("pack/version", "", "1").apply(draft)
    row = Row("x", MappingProxyType({"name": "甲厂改造项目", "boss": "赵六"}))
    draft = InsertRows("projects", ((2, row),)).apply(draft)
    draft = InsertRows("old", ((0, row),)).apply(draft)
    made = redacted(programme, draft).draft
    assert "赵六" not in repr(made)
    assert made.values["pack/version"] == "1"
    assert "old" not in made.tables
