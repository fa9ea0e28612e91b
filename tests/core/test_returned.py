"""A paper that comes back edited: every change is found, and taken by itself in any order."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import remove_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.core.paper import ReadLine, ReadTable, Trace
from desktop_app.core.returned import accepting
from tests.builders import a_draft, a_programme, a_project
from tests.papers_back import as_read, paper_of, returned

PROGRAMME = a_programme()
GOALS = "chapters/goals"
TEXT = (
    "(一)总体目标。到2026年底完成改造120家。\n先诊断,后改造,再评估。\n(二)分年目标\n1、2025年60家。\n"
    "3、5G基站建设\n建立月调度机制。"
)


def a_base(**replaced):
    parts = {
        "projects": [a_project(1), a_project(2), a_project(3)],
        "tables": {
            "targets": [
                {"key": "a", "indicator": "改造企业数", "final": "120"},
                {"key": "b", "indicator": "培训人次", "final": "500"},
            ],
            "funding": [{"source": "省级", "total": "3000"}, {"source": "市级", "total": "1000"}],
        },
        "values": {
            GOALS: TEXT,
            "chapters/funds": "专款专用。",
            "chapters/safeguards": "加强领导。",
        },
    }
    return a_draft(**{**parts, **replaced})


def told(found):
    return [(one.kind, one.place, one.old, one.new) for one in found.items]


def taken(found, numbers, draft):
    return accepting(found, numbers, draft, "取回").apply(draft)


def all_of(found):
    return [one.number for one in found.items]


def lines_of(read):
    return [one.text for one in read if isinstance(one, ReadLine)]


def with_line(read, old, *new):
    """The paper with one paragraph replaced by others."""
    out = []
    for one in read:
        is_it = isinstance(one, ReadLine) and one.text == old
        out += [ReadLine(text) for text in new] if is_it else [one]
    assert len(out) != len(read) or out != list(read), f"no paragraph {old}"
    return out


def with_cell(read, old, new):
    out = []
    for one in read:
        if isinstance(one, ReadTable):
            one = ReadTable([[new if text == old else text for text in row] for row in one.rows])  # noqa: PLW2901
        out.append(one)
    return out


def test_an_unedited_paper_brings_nothing_back():
    for form in ("plan", "summary"):
        found = returned(PROGRAMME, a_base(), as_read(paper_of(PROGRAMME, a_base(), form)), form)
        assert (told(found), found.others, found.doubts) == ([], (), ())


def test_what_printing_makes_of_numbers_and_headings_is_no_change():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "summary"))
    read = with_cell(with_cell(read, "120.5", "１２０.50"), "2024年6月", "2024-06")
    assert told(returned(PROGRAMME, base, read, "summary")) == []
    plan = as_read(paper_of(PROGRAMME, base, "plan"))
    plan = with_line(
        plan, "（一）总体目标。到2026年底完成改造120家。", "(三)总体目标。到2026年底完成改造120家。"
    )
    plan = with_line(plan, "2.5G基站建设", "3.5G基站建设")
    assert told(returned(PROGRAMME, base, plan, "plan")) == []


def test_headings_stay_where_they_are_when_a_paragraph_moves_over_them():
    base = a_base(values={GOALS: "建立月调度机制。"})
    read = with_line(as_read(paper_of(PROGRAMME, base, "plan")), "建立月调度机制。")
    read = with_line(read, "三、资金使用方向", "三、资金使用方向", "建立月调度机制。")
    found = returned(PROGRAMME, base, read, "plan")
    assert ([one.kind for one in found.items], found.others) == (["paragraph_moved"], ())


def test_a_changed_paragraph_keeps_the_number_it_was_typed_with():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    read = with_line(read, "（二）分年目标", "（二）分年度目标")
    found = returned(PROGRAMME, base, read, "plan")
    assert told(found) == [
        ("paragraph_changed", "附件2 第一章 工作目标 第3段", "(二)分年目标", "(二)分年度目标")
    ]
    assert taken(found, [1], base).value(GOALS) == TEXT.replace("分年目标", "分年度目标")


def test_paragraphs_come_go_and_move():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    read = with_line(read, "先诊断,后改造,再评估。")
    read = with_line(read, "（二）分年目标", "全市统一组织。", "（二）分年目标")
    read = with_line(read, "建立月调度机制。")
    read = with_line(read, "加强领导。", "加强领导。", "建立月调度机制。")
    found = returned(PROGRAMME, base, read, "plan")
    assert [one[:2] for one in told(found)] == [
        ("paragraph_removed", "附件2 第一章 工作目标 原第2段"),
        ("paragraph_added", "附件2 第一章 工作目标 第2段"),
        ("paragraph_moved", "附件2 第一章 工作目标 原第6段 移至 第四章 保障措施 第2段"),
    ]
    moved = taken(found, [3], base)
    assert moved.value(GOALS) == TEXT.removesuffix("\n建立月调度机制。")
    assert moved.value("chapters/safeguards") == "加强领导。\n建立月调度机制。"


def test_a_paragraph_broken_in_two_by_a_line_break_is_two_lines():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    read = with_line(read, "建立月调度机制。", "建立月调度机制。\n每季通报一次。")
    found = returned(PROGRAMME, base, read, "plan")
    assert [(kind, new) for kind, _, _, new in told(found)] == [
        ("paragraph_added", "每季通报一次。")
    ]


def test_a_name_edited_in_the_plans_list_is_an_edit_of_the_summarys_row():
    base = a_base()
    read = with_cell(
        as_read(paper_of(PROGRAMME, base, "plan")), "智能产线改造项目2号", "智能产线改造项目(2号)"
    )
    (one,) = returned(PROGRAMME, base, read, "plan").items
    assert (one.kind, one.place) == ("name", "附件2 第二章 具体项目 表3 第3行 项目名称")
    assert "修改附件3 第2行 项目名称" in one.note
    found = returned(PROGRAMME, base, read, "plan")
    assert taken(found, [1], base).rows("projects")[1].cells["name"] == "智能产线改造项目(2号)"


def test_the_list_of_a_plan_that_was_taken_in_follows_what_is_accepted_in_the_printed_one():
    listed = [{"name": f"智能产线改造项目{n}号"} for n in (1, 2, 3)]
    base = a_base(tables={"plan_projects": listed})
    read = with_cell(
        as_read(paper_of(PROGRAMME, base, "plan")), "智能产线改造项目2号", "改名项目二"
    )
    tables = [n for n, one in enumerate(read) if isinstance(one, ReadTable)]
    head, _, third = read[tables[0]].rows[:3]
    read[tables[0]] = ReadTable([head, third, ["4", "检测线改造", "新厂", "东港区", "66"]])
    found = returned(PROGRAMME, base, read, "plan")
    now = taken(found, all_of(found), base)
    for table in ("projects", "plan_projects"):
        names = {row.cells["name"] for row in now.rows(table)}
        assert names == {"智能产线改造项目3号", "改名项目二", "检测线改造"}
    # The summary's own paper speaks for the summary alone.
    read = with_cell(
        as_read(paper_of(PROGRAMME, base, "summary")), "智能产线改造项目2号", "改名项目二"
    )
    now = taken(returned(PROGRAMME, base, read, "summary"), [1], base)
    assert [row.cells["name"] for row in now.rows("plan_projects")] == [
        one["name"] for one in listed
    ]


def test_a_row_whose_name_was_rewritten_is_found_by_what_else_it_says():
    base = a_base()
    read = with_cell(
        as_read(paper_of(PROGRAMME, base, "summary")), "智能产线改造项目2号", "全新的名字"
    )
    assert [one[0] for one in told(returned(PROGRAMME, base, read, "summary"))] == ["name"]


def test_rows_come_and_go():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "summary"))
    at = next(n for n, one in enumerate(read) if isinstance(one, ReadTable))
    head, first, _, third, total = read[at].rows
    new = ["2", "检测线改造", "新厂", "", "", "", "66", "", "", "", "", ""]
    read[at] = ReadTable([head, first, new, third, total])
    found = returned(PROGRAMME, base, read, "summary")
    assert [one[:2] for one in told(found)] == [
        ("row_removed", "附件3 第2行"),
        ("row_added", "附件3 第2行"),
    ]
    names = [row.cells["name"] for row in taken(found, [1, 2], base).rows("projects")]
    assert names == ["智能产线改造项目1号", "检测线改造", "智能产线改造项目3号"]


def test_a_row_added_to_the_list_of_an_industry_is_of_that_industry():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    at = [n for n, one in enumerate(read) if isinstance(one, ReadTable)][1]
    read[at] = ReadTable([*read[at].rows, ["4", "检测线改造", "新厂", "东港区", "66"]])
    found = returned(PROGRAMME, base, read, "plan")
    row = taken(found, [1], base).rows("projects")[-1]
    assert (row.cells["name"], row.cells["industry"]) == ("检测线改造", "通用设备制造业")


def test_a_value_in_a_cover_a_letter_or_a_foot_is_the_fields():
    base = a_base(values={GOALS: TEXT, "basic/filled_by": "李工", "basic/bureau": "某局"})
    read = [
        ReadLine(one.text.replace("李工", "王工").replace("2024年11月18日", "2024年11月20日"))
        if isinstance(one, ReadLine)
        else one
        for one in as_read(paper_of(PROGRAMME, base, "summary"))
    ]
    found = returned(PROGRAMME, base, read, "summary")
    assert sorted(told(found)) == [
        ("field", "附件3 填报人", "李工", "王工"),
        ("field", "附件3 编制日期", "2024-11-18", "2024年11月20日"),
    ]
    assert taken(found, all_of(found), base).value("basic/filled_by") == "王工"


def test_a_sum_is_told_only_when_it_is_neither_the_old_nor_that_of_the_rows():
    base = a_base()
    read = with_cell(as_read(paper_of(PROGRAMME, base, "plan")), "3000", "3200")
    for total, count in (("4000", 0), ("4200", 0), ("4300", 1)):
        found = returned(PROGRAMME, base, with_cell(read, "4000", total), "plan")
        assert len(found.doubts) == count
        assert [one[3] for one in told(found)] == ["3200"]


def test_what_the_draft_does_not_hold_is_told_beside():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    read = with_line(read, "特此声明。", "特此郑重声明。")
    read = with_line(read, "四、保障措施", "四、组织保障措施")
    found = returned(PROGRAMME, base, read, "plan")
    assert told(found) == []
    assert [(one.old, one.new) for one in found.others] == [
        ("四、保障措施", "四、组织保障措施"),
        ("特此声明。", "特此郑重声明。"),
    ]


def test_who_and_why_go_with_the_change_and_other_comments_are_remarks():
    base = a_base()
    tracked = Trace("inserted", "度", "张三", "2024-11-25T09:00:00Z")
    said = Trace("comment", "与附件3对一下", "李四", "2024-11-26T09:00:00Z", "领导")
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    read = with_line(read, "（二）分年目标", "（二）分年度目标")
    read = [
        ReadLine(one.text, (tracked,))
        if isinstance(one, ReadLine) and "分年度" in one.text
        else ReadLine(one.text, (said,))
        if isinstance(one, ReadLine) and one.text == "加强领导。"
        else one
        for one in read
    ]
    found = returned(PROGRAMME, base, read, "plan")
    (one,) = found.items
    assert (one.author, one.time) == ("张三", "2024-11-25T09:00:00Z")
    (remark,) = found.remarks
    assert (remark.place, remark.author, remark.quoted, remark.number) == (
        "附件2 第四章 保障措施 第1段",
        "李四",
        "领导",
        None,
    )


def test_what_changed_here_too_is_a_conflict_and_what_is_here_already_is_nothing():
    base = a_base()
    read = as_read(paper_of(PROGRAMME, base, "plan"))
    read = with_line(read, "加强领导。", "加强组织领导。")
    read = with_line(read, "专款专用。", "专款专用,不得挪用。")
    read = with_cell(read, "500", "600")
    ours = set_path(base, "chapters/safeguards", "加强统一领导。").apply(base)
    ours = set_path(ours, "chapters/funds", "专款专用,不得挪用。").apply(ours)
    ours = set_path(ours, "targets/targets2/final", "550").apply(ours)
    ours = set_path(ours, GOALS, f"我方新写的一段。\n{TEXT}").apply(ours)
    found = returned(PROGRAMME, base, read, "plan", ours)
    assert [(one.old, one.new, one.conflict) for one in found.items] == [
        ("500", "600", "550"),
        ("加强领导。", "加强组织领导。", "加强统一领导。"),
    ]
    now = taken(found, [1, 2], ours)
    assert now.value("chapters/safeguards") == "加强组织领导。"
    assert now.value("targets/targets2/final") == "600"
    assert now.value(GOALS) == ours.value(GOALS)


def test_a_row_that_is_gone_here_and_was_edited_there_is_one_conflict():
    base = a_base()
    read = with_cell(
        as_read(paper_of(PROGRAMME, base, "summary")), "智能产线改造项目2号", "智能产线改造二"
    )
    ours = remove_rows(base, "projects", frozenset({"projects2"})).apply(base)
    found = returned(PROGRAMME, base, read, "summary", ours)
    assert [one.conflict for one in found.items] == [""]
    assert taken(found, [1], ours).rows("projects")[1].cells["name"] == "智能产线改造二"


def test_a_paragraph_of_the_same_words_is_not_taken_for_another():
    text = "同上。\n甲段的内容。\n同上。\n乙段的内容。\n同上。"
    base = a_base(values={GOALS: text})
    paper = as_read(paper_of(PROGRAMME, base, "plan"))
    places = [
        n for n, one in enumerate(paper) if isinstance(one, ReadLine) and one.text == "同上。"
    ]
    del paper[places[1]]
    found = returned(PROGRAMME, base, paper, "plan")
    assert len(found.items) == 1
    assert taken(found, [1], base).value(GOALS) == "同上。\n甲段的内容。\n乙段的内容。\n同上。"


# Lines that no numbering or stripping touches, some of them alike, some headings.
LINES = st.sampled_from(
    [
        "加强组织领导,成立专班。",
        "加强组织领导,成立工作专班。",
        "同上。",
        "(一)总体要求",
        "(二)总体要求。坚持企业主体。",
        "1、云平台建设",
        "每季度通报一次进度。",
        "两年完成改造一百二十家。",
    ]
)  # fmt: skip
CHAPTERS = st.lists(LINES, max_size=6).map("\n".join)
NAMES = st.sampled_from(
    ["甲厂产线改造", "甲厂产线改造(一期)", "乙厂质检改造", "丙厂仓储", "丁厂ERP"]
)
PROJECTS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES, "enterprise": st.sampled_from(["甲厂", "乙厂", "丙厂"])},
        optional={"investment": st.sampled_from(["20", "30.5"])},
    ),
    max_size=5,
)


def a_state(goals, funds, projects):
    values = {path: text for path, text in ((GOALS, goals), ("chapters/funds", funds)) if text}
    return a_draft(projects, values=values)


STATES = st.builds(a_state, CHAPTERS, CHAPTERS, PROJECTS)
# Two lines of the same words, one of them taken, are told apart by nothing.
ONCE = st.lists(LINES, max_size=6, unique=True).map("\n".join)
ALONE = st.builds(a_state, ONCE, ONCE, PROJECTS)


def printed_cells(draft):
    return sorted(str(sorted(row.cells.items())) for row in draft.rows("projects"))


@given(STATES, STATES)
def test_whatever_was_edited_all_of_it_taken_prints_what_came_back(base, theirs):
    for form in ("plan", "summary"):
        # The order of rows is not taken back, and with it the lists' order by industry.
        edited = theirs if form == "summary" else replace(theirs, tables=base.tables)
        paper = as_read(paper_of(PROGRAMME, edited, form))
        found = returned(PROGRAMME, base, paper, form)
        now = taken(found, all_of(found), base)
        assert returned(PROGRAMME, now, paper, form).items == ()
        if form == "plan":
            assert lines_of(as_read(paper_of(PROGRAMME, now, form))) == lines_of(paper)
        elif base.rows("projects"):
            assert printed_cells(now) == printed_cells(edited)


@given(ALONE, ALONE, st.randoms(use_true_random=False))
def test_changes_are_taken_in_any_order(base, theirs, order):
    for form in ("plan", "summary"):
        edited = theirs if form == "summary" else replace(theirs, tables=base.tables)
        found = returned(PROGRAMME, base, as_read(paper_of(PROGRAMME, edited, form)), form)
        numbers = all_of(found)
        order.shuffle(numbers)
        now = base
        for number in numbers:
            now = taken(found, [number], now)
        assert now == taken(found, all_of(found), base)


@given(STATES, CHAPTERS, st.data())
def test_any_part_of_it_leaves_exactly_the_rest(base, goals, data):
    theirs = replace(base, values=MappingProxyType({**base.values, GOALS: goals}))
    paper = as_read(paper_of(PROGRAMME, theirs, "plan"))
    found = returned(PROGRAMME, base, paper, "plan")
    part = data.draw(st.sets(st.sampled_from(all_of(found)))) if found.items else set()
    now = taken(found, part, base)
    left = returned(PROGRAMME, now, paper, "plan")
    done = taken(left, all_of(left), now)
    assert lines_of(as_read(paper_of(PROGRAMME, done, "plan"))) == lines_of(paper)
    assert taken(found, [one for one in all_of(found) if one not in part], now) == taken(
        found, all_of(found), base
    )


def test_a_row_of_blanks_in_the_draft_stays_where_it_is():
    base = a_base()
    rows = (Row("blank"), *base.rows("projects"))
    base = replace(base, tables=MappingProxyType({**base.tables, "projects": rows}))
    read = with_cell(
        as_read(paper_of(PROGRAMME, base, "summary")), "智能产线改造项目2号", "改名项目2号"
    )
    found = returned(PROGRAMME, base, read, "summary")
    assert [row.id for row in taken(found, [1], base).rows("projects")] == [row.id for row in rows]
