"""Tracked changes and comments of a Word file: who, when, what, where; nothing hostile hurts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.intake import word_comments, word_marks
from desktop_app.intake.docx_raw import read_docx
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Spot
from desktop_app.intake.plan import read_plan
from tests.small_pack import a_small_programme
from tests.word_files import (
    a_word_file,
    change,
    comment,
    commented,
    deleted,
    inserted,
    paragraph,
    run,
    table,
)


def read(folder, body, comments="", threads=""):
    return read_docx(a_word_file(folder, body, comments, threads))


def told(raw):
    return [(one.kind, one.text, one.spot) for one in raw.tracked]


def lines(raw):
    return [line.text for line in raw.lines]


def test_the_text_is_as_if_all_was_accepted_and_each_change_is_told(tmp_path):
    body = paragraph(f"{run('全市共')}{deleted('106')}{inserted('108')}{run('个项目')}")
    raw = read(tmp_path, body)
    assert lines(raw) == ["全市共108个项目"]
    assert told(raw) == [("deleted", "106", Spot(0, 3)), ("inserted", "108", Spot(0, 3))]
    assert {(one.author, one.time) for one in raw.tracked} == {("张三", "2024-11-25T09:30:00Z")}
    assert raw.tracked_count == 2


def test_one_change_in_runs_of_several_faces_is_one(tmp_path):
    body = paragraph(inserted("甲") + inserted("乙") + run("丙") + inserted("丁"))
    assert [text for _, text, _ in told(read(tmp_path, body))] == ["甲乙", "丁"]


def test_changes_of_two_people_are_two(tmp_path):
    raw = read(tmp_path, paragraph(inserted("甲", "张三") + inserted("乙", "李四")))
    assert [(one.text, one.author) for one in raw.tracked] == [("甲", "张三"), ("乙", "李四")]


def test_what_was_moved_is_told_where_it_was_and_where_it_is(tmp_path):
    body = (
        paragraph(change("moveFrom", run("搬走的话。")), "moveFrom")
        + paragraph(run("留下的话。"))
        + paragraph(change("moveTo", run("搬走的话。")))
    )
    raw = read(tmp_path, body)
    assert lines(raw) == ["留下的话。", "搬走的话。"]
    assert told(raw) == [
        ("moved_away", "搬走的话。\n", Spot(0)),
        ("moved_here", "搬走的话。", Spot(1)),
    ]


def test_a_deleted_paragraph_stands_at_the_line_behind_it(tmp_path):
    body = paragraph(run("甲")) + paragraph(deleted("整段"), "del") + paragraph(run("乙"))
    raw = read(tmp_path, body)
    assert (lines(raw), told(raw)) == (["甲", "乙"], [("deleted", "整段\n", Spot(1))])


def test_paragraphs_joined_by_deleting_the_end_of_one_are_one_line(tmp_path):
    raw = read(tmp_path, paragraph(run("前半"), "del") + paragraph(run("后半") + inserted("加")))
    assert lines(raw) == ["前半后半加"]
    assert told(raw) == [("deleted", "\n", Spot(0, 2)), ("inserted", "加", Spot(0, 4))]


def test_the_end_of_a_paragraph_that_was_moved_away_is_gone_with_it(tmp_path):
    moved = paragraph(change("moveFrom", run("搬走")) + run("余下"), "moveFrom")
    assert lines(read(tmp_path, moved + paragraph(run("后文")))) == ["余下后文"]


def test_what_one_inserted_and_another_deleted_is_gone(tmp_path):
    both = change("ins", change("del", run("来了又走", "delText"), "李四"), "张三")
    wrong = change("del", change("ins", run("甲"), "张三"), "李四")
    raw = read(tmp_path, paragraph(run("留") + both + wrong))
    assert lines(raw) == ["留"]
    assert [(one.kind, one.author) for one in raw.tracked] == [("deleted", "李四")]


def test_changes_in_cells_are_told_by_row_and_column(tmp_path):
    cell = paragraph(run("甲厂") + deleted("(一期)") + inserted("（一期）"))
    two = paragraph(run("上"), "del") + paragraph(run("下"))
    body = table([paragraph(run("名称")), paragraph(run("备注"))], [cell, two])
    raw = read(tmp_path, body)
    assert raw.sheets[0].rows == [["名称", "备注"], ["甲厂（一期）", "上下"]]
    assert [(text, spot.sheet, spot.row, spot.column) for _, text, spot in told(raw)] == [
        ("(一期)", 0, 1, 0),
        ("（一期）", 0, 1, 0),
        ("\n", 0, 1, 1),
    ]


def test_rows_inserted_and_deleted_are_told_at_the_rows_that_stand(tmp_path):
    def row(text):
        return [paragraph(run(text)), paragraph(run("1"))]

    raw = read(tmp_path, table(row("头"), ("del", row("走的")), ("ins", row("来的")), row("尾")))
    assert [cells[0] for cells in raw.sheets[0].rows] == ["头", "来的", "尾"]
    assert told(raw) == [
        ("deleted", "走的、1\n", Spot(-1, 0, 0, 1, -1)),
        ("inserted", "来的、1\n", Spot(-1, 0, 0, 1, -1)),
    ]


def test_a_table_of_which_all_rows_are_deleted_is_told_at_the_line_behind(tmp_path):
    cells = [paragraph(run("甲")), paragraph(run("乙"))]
    raw = read(tmp_path, table(("del", cells)) + paragraph(run("后")))
    assert (raw.sheets, told(raw)) == ([], [("deleted", "甲、乙\n", Spot(0))])


def test_a_comment_has_its_words_its_author_and_what_it_is_about(tmp_path):
    body = paragraph(run("目标是") + commented(run("建成108个")) + run("项目"))
    (one,) = read(tmp_path, body, comment("与附件3核对")).comments
    assert (one.text, one.author, one.quoted, one.spot) == (
        "与附件3核对",
        "李四",
        "建成108个",
        Spot(0, 3),
    )


def test_a_comment_in_a_cell_or_over_several_paragraphs(tmp_path):
    body = (
        '<w:commentRangeStart w:id="1"/>'
        + paragraph(run("第一段"))
        + paragraph(run("第二段") + '<w:commentRangeEnd w:id="1"/>')
        + table([paragraph(commented(run("120"))), paragraph(run("x"))])
    )
    raw = read(tmp_path, body, comment("金额?") + comment("两段合并", "1"))
    assert [(one.quoted, one.spot) for one in raw.comments] == [
        ("120", Spot(-1, 0, 0, 0, 0)),
        ("第一段第二段", Spot(0)),
    ]


def test_an_answer_is_told_with_the_comment_it_answers(tmp_path):
    threads = (
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
    )
    raw = read(
        tmp_path,
        paragraph(commented(run("甲"))),
        comment("核实") + comment("已核实", "1", "王五", "00000002"),
        threads,
    )
    assert [(one.text, one.answers, one.is_done) for one in raw.comments] == [
        ("核实", -1, True),
        ("已核实", 0, False),
    ]
    assert raw.comments[1].spot == Spot(0)


def test_a_comment_without_an_anchor_and_an_anchor_without_a_comment(tmp_path):
    raw = read(tmp_path, paragraph(commented(run("甲"), "77")), comment("无处", "3"))
    assert [(one.text, one.spot) for one in raw.comments] == [("无处", Spot())]
    assert lines(raw) == ["甲"]


def test_an_import_tells_that_changes_were_taken_as_accepted(tmp_path):
    body = paragraph(run("一、工作目标")) + paragraph(commented(inserted("新目标")))
    raw = read(tmp_path, body, comment("好"))
    found = read_plan(raw, a_small_programme(), file="改.docx")
    assert [(one.kind, "张三" in one.message) for one in found.doubts] == [
        ("tracked_changes", True),
        ("comments", False),
    ]


def test_more_marks_than_anybody_reads_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(word_marks, "MOST", 3)
    monkeypatch.setattr(word_comments, "MOST", 2)
    body = "".join(paragraph(commented(inserted("甲"), str(n)) + run("乙")) for n in range(5))
    raw = read(tmp_path, body, "".join(comment(f"第{n}条", str(n)) for n in range(5)))
    assert (len(raw.tracked), raw.tracked_count) == (3, 5)
    assert (len(raw.comments), raw.comment_count) == (2, 5)


@pytest.mark.parametrize(
    ("body", "comments", "threads"),
    [
        ("".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(20_000))
         + paragraph(run("字") * 3_000),
         "".join(comment("x", str(n)) for n in range(20_000)), ""),
        (paragraph("<w:ins>" * 120 + run("深") + "</w:ins>" * 120), "", ""),
        (paragraph("".join(inserted("甲") + deleted("乙") for _ in range(30_000))), "", ""),
        (paragraph(commented(run("甲"))), comment("x") * 4,
         '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000001"/>'),
        (paragraph(commented(run("甲"))),
         comment("x") + comment("y", "1", paragraph_id="2"),
         '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="2"/>'
         '<w15:commentEx w15:paraId="2" w15:paraIdParent="00000001"/>'),
        (paragraph('<w:commentRangeEnd w:id="0"/><w:commentRangeEnd/><w:ins/>'), "<w:comment/>", ""),
    ],
)  # fmt: skip
def test_hostile_marks_are_read_up_to_what_anybody_reads(tmp_path, body, comments, threads):
    raw = read_raw(a_word_file(tmp_path, body, comments, threads))
    assert len(raw.tracked) <= word_marks.MOST
    assert len(raw.comments) <= word_comments.MOST


PIECES = st.recursive(
    st.sampled_from(["甲", "乙", "12"]).map(run) | st.sampled_from(["丙"]).map(deleted),
    lambda inner: (
        st.builds(
            lambda kind, parts: change(kind, "".join(parts)),
            st.sampled_from(["ins", "del", "moveTo", "moveFrom"]),
            st.lists(inner, max_size=3),
        )
        | st.lists(inner, max_size=3).map(lambda parts: commented("".join(parts)))
    ),
    max_leaves=8,
)
PARAGRAPHS = st.lists(
    st.builds(
        lambda parts, mark: paragraph("".join(parts), mark),
        st.lists(PIECES, max_size=4),
        st.sampled_from(["", "", "ins", "del"]),
    ),
    max_size=4,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARAGRAPHS)
def test_every_inserted_text_stands_where_its_mark_says(tmp_path, body):
    raw = read(tmp_path, body, comment("x"))
    texts = [*lines(raw), ""]
    for one in raw.tracked:
        if one.kind in ("inserted", "moved_here"):
            start = one.spot.at
            assert texts[one.spot.line][start:].startswith(one.text.strip("\n"))
        assert 0 <= one.spot.line <= len(texts)
