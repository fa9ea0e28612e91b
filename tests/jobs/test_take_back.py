"""Papers that were printed, edited and read back: from real files, against real drafts."""

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.core.changes import remove_rows, set_path
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.errors import AppError
from desktop_app.intake.plain import Comment, Line, Raw, Sheet, Spot, Tracked
from desktop_app.intake.worker import read_here
from desktop_app.jobs.take_back import accept, compare_file
from tests.builders import a_draft, a_programme, a_project

PROGRAMME = a_programme()
GOALS = "chapters/goals"
TEXT = (
    "(一)总体目标。两年完成改造120家。\n先诊断,后改造(分步实施)。\n1、5G基站建设\n建立月调度机制。"
)


def a_city(**replaced):
    parts = {
        "projects": [a_project(n) for n in range(1, 5)],
        "tables": {"targets": [{"key": "a", "indicator": "改造企业数", "final": "≥120家"}]},
        "values": {GOALS: TEXT, "chapters/safeguards": "加强领导。"},
    }
    return a_draft(**{**parts, **replaced})


def printed(folder, draft, form="plan", kind="docx"):
    compose = {"plan": compose_plan, "summary": compose_summary}[form]
    path = folder / f"{form}.{kind}"
    write = {"docx": write_docx, "xlsx": write_xlsx}[kind]
    write(compose(PROGRAMME, draft), path)
    return path


def back(path, draft, former=lambda revision: None, read=read_here):
    return compare_file(PROGRAMME, draft, path, former, read=read)


def told(found):
    return [(one.kind, one.old, one.new) for one in found.items]


PAPERS = pytest.mark.parametrize(
    ("form", "kind"), [("plan", "docx"), ("summary", "docx"), ("summary", "xlsx")]
)


@PAPERS
def test_an_unedited_paper_brings_nothing_back(tmp_path, form, kind):
    draft = a_city()
    found = back(printed(tmp_path, draft, form, kind), draft)
    assert (found.items, found.beside, found.doubts, found.comments) == ((), (), (), ())
    assert (found.form, found.revision) == (form, draft.revision)


SIGNS = st.text(
    st.sampled_from('甲乙（）()一二12.、 　:：,，“"“\t“&<-—Ⅱ\u200b\x07'), min_size=1, max_size=12
)


@PAPERS
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(SIGNS, min_size=1, max_size=4), st.lists(SIGNS, max_size=5))
@example(["1"], ["1 \x07"])
def test_whatever_was_typed_an_unedited_paper_brings_nothing_back(
    tmp_path, form, kind, names, lines
):
    projects = [a_project(n, name=name, start=name) for n, name in enumerate(names, 1)]
    draft = a_city(projects=projects, values={GOALS: "\n".join(lines), "basic/bureau": names[0]})
    found = back(printed(tmp_path, draft, form, kind), draft)
    assert (told(found), found.beside) == ([], ())


def test_the_revision_that_was_printed_is_what_the_file_is_held_against(tmp_path):
    old = a_city(revision=3)
    path = printed(tmp_path, old)
    document = docx.Document(str(path))
    next(one for one in document.paragraphs if one.text == "加强领导。").runs[0].text = "加强组织。"
    document.save(str(path))
    now = set_path(old, "projects/projects1/name", "这边改的名称").apply(old).at_revision(5)
    found = back(path, now, {3: old}.get)
    assert (told(found), found.revision) == (
        [("paragraph_changed", "加强领导。", "加强组织。")],
        3,
    )
    assert "数据版本 3" in found.doubts[0]
    # Without that state, what was changed here would be taken for a change of theirs.
    unknown = back(path, now)
    assert ("name", "这边改的名称", "智能产线改造项目1号") in told(unknown)
    assert "没有这一版" in unknown.doubts[0]


def test_a_revision_of_the_same_number_in_another_draft_is_not_believed(tmp_path):
    path = printed(tmp_path, a_city(revision=3))
    other = a_city(projects=[a_project(9)], revision=3)
    assert "没有这一版" in back(path, other, {3: other}.get).doubts[0]


def test_what_is_accepted_is_one_change_with_a_name_and_an_inverse(tmp_path):
    draft = a_city()
    edited = set_path(draft, "projects/projects2/name", "改了的名称").apply(draft)
    edited = set_path(edited, "projects/projects3/investment", "99").apply(edited)
    found = back(printed(tmp_path, edited, "summary", "xlsx"), draft, {1: draft}.get)
    change = accept(found, [1, 2], draft)
    assert change.label == "取回 summary.xlsx:附件3 第2行 项目名称等2处"
    assert change.apply(draft).rows("projects") == edited.rows("projects")
    assert change.inverse().apply(change.apply(draft)) == draft
    with pytest.raises(AppError, match="没有第 3 处"):
        accept(found, [3], draft)


def at(raw, text):
    return next(n for n, line in enumerate(raw.lines) if line.text == text)


def test_comments_are_told_with_their_answers_and_their_places(tmp_path):
    draft = a_city()
    path = printed(tmp_path, draft)
    raw = read_here(path)
    comments = [
        Comment(Spot(at(raw, "加强领导。")), "领导", "写明谁", "张三", "2024-11-25T09:00:00Z"),
        Comment(Spot(at(raw, "加强领导。")), "", "已补", "李四", answers=0),
        Comment(Spot(sheet=1, row=1, column=1), "智能", "名称太长", "张三"),
        Comment(Spot(), "", "整体不错", "王五"),
    ]
    marked = Raw(raw.kind, raw.sheets, raw.lines, mark=raw.mark, comments=comments, comment_count=4)
    found = back(path, draft, read=lambda _: marked)
    assert [(one.place, one.author, one.text) for one in found.comments] == [
        ("附件2 第四章 保障措施 第1段", "张三", "写明谁;李四回复:已补"),
        ("附件2 第二章 具体项目 表2 第1行 项目名称", "张三", "名称太长"),
        ("位置不明", "王五", "整体不错"),
    ]


def test_a_tracked_change_and_a_comment_at_its_place_go_with_the_change(tmp_path):
    draft = a_city()
    edited = set_path(draft, "chapters/safeguards", "加强组织领导。").apply(draft)
    edited = set_path(edited, "projects/projects1/name", "改了的名称").apply(edited)
    path = printed(tmp_path, edited)
    raw = read_here(path)
    line, cell = Spot(at(raw, "加强组织领导。"), 2), Spot(sheet=1, row=1, column=1)
    tracked = [
        Tracked("inserted", line, "组织", "张三", "2024-11-25T09:00:00Z"),
        Tracked("inserted", cell, "改了", "李四", "2024-11-24T09:00:00Z"),
    ]
    comments = [Comment(line, "组织", "补上组织二字", "张三")]
    marked = Raw(
        raw.kind, raw.sheets, raw.lines, mark=raw.mark,
        tracked=tracked, tracked_count=2, comments=comments, comment_count=1,
    )  # fmt: skip
    found = back(path, draft, {1: draft}.get, read=lambda _: marked)
    assert [(one.author, one.time[:10], one.comment) for one in found.items] == [
        ("李四", "2024-11-24", ""),
        ("张三", "2024-11-25", "补上组织二字"),
    ]
    assert [one.number for one in found.comments] == [2]
    assert found.tracked == 2


def test_a_deleted_paragraph_and_a_deleted_row_are_told_with_who_deleted_them(tmp_path):
    draft = a_city()
    edited = set_path(draft, GOALS, TEXT.removesuffix("\n建立月调度机制。")).apply(draft)
    edited = remove_rows(edited, "projects", frozenset({"projects3"})).apply(edited)
    path = printed(tmp_path, edited, "plan")
    raw = read_here(path)
    row = Spot(sheet=1, row=2)
    tracked = [
        Tracked("deleted", Spot(at(raw, "表1 绩效目标表")), "建立月调度机制。\n", "张三"),
        Tracked("deleted", row, "3、智能产线改造项目3号、样板机械\n", "李四"),
    ]
    marked = Raw(raw.kind, raw.sheets, raw.lines, mark=raw.mark, tracked=tracked, tracked_count=2)
    found = back(path, draft, {1: draft}.get, read=lambda _: marked)
    assert [(one.kind, one.author) for one in found.items] == [
        ("paragraph_removed", "张三"),
        ("row_removed", "李四"),
    ]


def test_a_table_that_is_gone_is_told_and_its_projects_are_gone(tmp_path):
    draft = a_city()
    path = printed(tmp_path, draft)
    document = docx.Document(str(path))
    gone = next(one for one in document.tables if one.rows[0].cells[1].text == "项目名称")
    gone._tbl.getparent().remove(gone._tbl)
    document.save(str(path))
    found = back(path, draft)
    assert [kind for kind, _, _ in told(found)] == ["row_removed", "row_removed"]
    assert any("其中的各行按删去列出" in one for one in found.doubts)


@pytest.mark.parametrize(
    "extra",
    [
        Raw("text", [], [Line("建立月调度机制。")] * 60_000),
        Raw("text", [], [Line(f"第{n}行文字,全不相同") for n in range(30_000)]),
        Raw("text", [], [Line("甲乙" * 200_000)] * 3),
        Raw("text", [Sheet("表", [["序号", "项目名称", "项目总投资"], *[["1", "同名", "2"]] * 40_000])],
            [Line("", table=0)]),
        Raw("text", [Sheet(f"表{n}", [["序号", "项目名称"]] * 9) for n in range(3_000)],
            [Line("", table=n) for n in range(3_000)]),
    ],
)  # fmt: skip
def test_a_file_stuffed_with_whatever_is_compared_nevertheless(tmp_path, extra):
    draft = a_city()
    path = printed(tmp_path, draft)
    raw = read_here(path)
    shift = len(raw.sheets)
    lines = [
        Line(one.text, table=one.table + shift if one.table >= 0 else -1) for one in extra.lines
    ]
    stuffed = Raw("text", [*raw.sheets, *extra.sheets], [*raw.lines[:9], *lines, *raw.lines[9:]])
    found = back(path, draft, read=lambda _: stuffed)
    accept(found, [one.number for one in found.items], draft).apply(draft)


def test_a_pdf_and_a_strangers_file_are_refused_with_what_to_do(tmp_path):
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(AppError, match="是 PDF"):
        back(pdf, a_city())
    other = docx.Document()
    other.add_paragraph("会议通知")
    other.save(str(tmp_path / "通知.docx"))
    with pytest.raises(AppError, match="别人另写的方案和表格请用「导入」"):
        back(tmp_path / "通知.docx", a_city())
