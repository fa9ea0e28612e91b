"""Undo and redo over the whole draft, versions, 定稿 and 报送, kept over a restart."""

import pytest

from desktop_app.core.changes import Origin, SetOrigins, append_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.storage.about import Source, last_said, saying
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.refusals import NotSaved
from tests.storage.storage_builders import WORKBOOK, a_draft, everything, no_file_above, now


def city(file) -> str:
    return file.draft.value("basic/city")


def set_city(file, text):
    file.do(set_path(file.draft, "basic/city", text), f"填写 {text}")


def test_the_making_of_a_draft_is_not_undone(tmp_path):
    with open_draft(a_draft(tmp_path / "a.shenbao")) as file:
        labels = []
        while (moment := file.undo()) is not None:
            labels.append(moment.label)
        assert labels == ["说明", "改名", "导入"]
        assert city(file) == "某市"
        assert file.history.undoable is None


def test_undo_and_redo_go_on_after_a_restart(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        wanted = file.draft
        file.undo()
        file.undo()
    with open_draft(path) as file:
        assert file.draft.value("projects/r0/name") == "项目0"
        assert file.history.redoable is not None
        assert file.history.redoable.label == "改名"
        file.redo()
        file.redo()
        assert file.redo() is None
        assert file.draft.at_revision(0) == wanted.at_revision(0)
        assert file.draft.revision == wanted.revision + 4


def test_something_new_ends_what_could_be_done_again(tmp_path):
    with open_draft(a_draft(tmp_path / "a.shenbao")) as file:
        set_city(file, "甲市")
        file.undo()
        set_city(file, "乙市")
        assert file.redo() is None
        assert city(file) == "乙市"
        file.undo()
        assert city(file) == "某市"


def test_undo_is_itself_told_in_the_journal(tmp_path):
    with open_draft(a_draft(tmp_path / "a.shenbao"), author="乙", now=now) as file:
        file.undo()
        last = file.journal()[-1]
        assert (last.label, last.author, last.kind, last.detail) == ("撤销:说明", "乙", "undo", "4")
        file.redo()
        assert file.journal()[-1].label == "重做:说明"


def test_a_file_whose_import_was_undone_may_come_again(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    again = Source(WORKBOOK.sha256, "改名后的表.xlsx", 20480, "projects")
    with open_draft(path) as file:
        for _ in range(3):
            file.undo()
        assert file.sources() == ()
        file.redo()
        assert file.sources() == (WORKBOOK,)
        file.undo()
        file.do(append_rows(file.draft, "projects", [Row("n", {"name": "新"})]), "导入", [again])
    with open_draft(path) as file:
        assert [(one.name, one.revision) for one in file.sources()] == [("改名后的表.xlsx", 10)]


def test_versions_keep_the_revision_they_name(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        before = file.draft
        file.mark("version", "版本:送审稿", "送审稿")
        assert file.draft == before
        set_city(file, "甲市")
        file.mark("version", "版本:报批稿", "报批稿")
        set_city(file, "乙市")
    with open_draft(path) as file:
        assert [(one.detail, one.revision) for one in file.history.versions] == [
            ("送审稿", 4), ("报批稿", 5),
        ]  # fmt: skip
        for name, told in (("送审稿", "某市"), ("报批稿", "甲市"), ("6", "乙市")):
            named = file.history.named(name)
            assert named is not None
            assert file.at(named.revision).value("basic/city") == told
        assert file.at(4) == before
        assert file.history.named("备案版") is None


def test_a_mark_changes_no_value_and_cannot_be_undone(tmp_path):
    with open_draft(a_draft(tmp_path / "a.shenbao")) as file:
        file.mark("freeze", "定稿", "定稿")
        undone = file.undo()
        assert undone is not None
        assert undone.label == "说明"
        assert [one.detail for one in file.history.versions] == ["定稿"]


def test_a_draft_is_frozen_until_it_is_changed(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        assert file.history.state == "draft"
        file.mark("freeze", "定稿", "报批稿")
        assert file.history.state == "frozen"
        set_city(file, "甲市")
        assert file.history.state == "changed"
        file.mark("report", "已报送", "{}", revision=4)
        assert file.history.state == "changed"
    with open_draft(path) as file:
        assert file.draft.revision == 5
        assert file.history.state == "changed"
        file.mark("freeze", "定稿", "备案版")
        assert file.history.state == "frozen"
        file.mark("report", "已报送", "{}")
        assert file.history.state == "reported"
        assert [one.revision for one in file.history.reports] == [4, 5]


def test_a_mark_on_a_draft_without_any_change_is_a_mark(tmp_path):
    path = tmp_path / "a.shenbao"
    with create(path, "small", None, author="", now=now) as file:
        file.mark("version", "版本:空白", "空白")
    with open_draft(path) as file:
        assert (file.draft.revision, file.history.versions[0].revision) == (0, 0)


def test_an_undo_that_cannot_be_saved_leaves_all_as_it_was(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        before = everything(file)
        with no_file_above(0), pytest.raises(NotSaved):
            file.undo()
        assert everything(file) == before
        undone = file.undo()
        assert undone is not None
        assert undone.label == "说明"


def test_a_file_that_said_nothing_new_is_remembered_without_a_new_revision(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    again = Source("cd" * 32, "又一份.xlsx", 7, "projects", counties="某县", rows=3)
    with open_draft(path, now=now) as file:
        before = file.draft
        file.receive("收到 又一份.xlsx", [again])
        assert file.draft == before
    with open_draft(path) as file:
        assert (file.draft, file.history.moments[-1].label) == (before, "收到 又一份.xlsx")
        told = file.sources()[-1]
        assert (told.name, told.counties, told.rows) == ("又一份.xlsx", "某县", 3)
        assert (told.revision, told.time) == (before.revision, now().isoformat())


def test_where_rows_came_from_is_kept_and_taken_back(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        first = file.draft.rows("projects")[0]
        file.do(
            SetOrigins("projects", (Origin(first.id, first.origin, "新表.xlsx 第2行"),)), "更新"
        )
    with open_draft(path) as file:
        assert file.draft.rows("projects")[0].origin == "新表.xlsx 第2行"
        file.undo()
    with open_draft(path) as file:
        assert file.draft.rows("projects")[0] == first


def test_what_files_said_of_each_row_is_kept_until_a_newer_one_says_it(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    first = saying({"r0": {"name": "甲"}, "r1": {"name": "乙"}})
    second = saying({"r1": {"name": "丙"}})
    with open_draft(path) as file:
        file.receive("收到", [Source("01" * 32, "一.xlsx", 1, "projects", said=first)])
        file.do(
            set_path(file.draft, "basic/city", "别市"),
            "导入",
            [Source("02" * 32, "二.xlsx", 1, "projects", said=second)],
        )
    with open_draft(path) as file:
        told = last_said(file.sources())
        assert {row: (one.cells["name"], one.source.name) for row, one in told.items()} == {
            "r0": ("甲", "一.xlsx"), "r1": ("丙", "二.xlsx"),
        }  # fmt: skip
        file.undo()
        assert last_said(file.sources())["r1"].cells == {"name": "乙"}
