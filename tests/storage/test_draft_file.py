import shutil
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.core.changes import (
    Cell,
    InsertRows,
    ReplaceCells,
    SetValue,
    StaleChange,
    Together,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.draft import Row
from desktop_app.errors import AppError
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.refusals import DraftInUse, MissingDraft, NameTaken, NotSaved
from tests.storage.storage_builders import WORKBOOK, a_draft, everything, now


def test_what_was_saved_is_there_again(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        assert file.draft.programme == "small"
        assert file.draft.revision == 4
        assert file.draft.value("projects/r0/name") == "改名"
        assert file.draft.explanations["X-1"].text == "因为"
        assert file.sources() == (WORKBOOK,)


def test_the_journal_tells_who_did_what_when_and_can_do_it_again(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        entries = file.journal()
        assert [entry.label for entry in entries] == ["新建草稿", "导入", "改名", "说明"]
        assert [(entry.seq, entry.revision) for entry in entries] == [(n, n) for n in range(1, 5)]
        assert {(entry.author, entry.time) for entry in entries} == {("甲", "2024-11-01T12:00:00")}
        assert entries[2].read_change() == set_path(
            entries[2].read_change().inverse().apply(file.draft), "projects/r0/name", "改名"
        )


def test_what_was_done_before_closing_can_be_taken_back_after_opening(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        while file.undo() is not None:
            pass
        assert (dict(file.draft.values), dict(file.draft.tables)) == ({"basic/city": "某市"}, {})
        assert file.draft.revision == 7


def test_only_the_draft_is_left_after_closing(tmp_path):
    a_draft(tmp_path / "a.shenbao")
    assert [path.name for path in tmp_path.iterdir()] == ["a.shenbao"]


def test_an_existing_file_is_never_replaced_by_a_new_draft(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    with pytest.raises(NameTaken, match=r"「a\.shenbao」已经存在"):
        create(path, "small", None, author="", now=now)
    assert path.read_bytes() == before


def test_a_file_that_appears_while_a_draft_is_made_is_not_replaced(tmp_path):
    path = tmp_path / "a.shenbao"

    def meanwhile() -> datetime:
        path.write_text("somebody else's")
        return now()

    with pytest.raises(NameTaken):
        create(path, "small", None, author="", now=meanwhile)
    assert path.read_text() == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_opened_by_a_relative_path_stays_the_same_when_the_program_moves(
    tmp_path, monkeypatch
):
    a_draft(tmp_path / "a.shenbao")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with open_draft(Path("a.shenbao")) as file:
        monkeypatch.chdir(tmp_path / "folder")
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_new_draft_needs_its_folder(tmp_path):
    with pytest.raises(MissingDraft, match="请先建好文件夹"):
        create(tmp_path / "none" / "a.shenbao", "small", None, author="", now=now)


def test_a_new_draft_whose_first_change_does_not_fit_leaves_no_file(tmp_path):
    with pytest.raises(StaleChange):
        create(tmp_path / "a.shenbao", "small", SetValue("a/b", "旧", "新"), author="", now=now)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_left_by_a_lost_draft_does_not_get_into_a_new_one(tmp_path):
    left = tmp_path / "a.shenbao-journal"
    left.write_bytes(b"left behind")
    with pytest.raises(NameTaken, match=r"a\.shenbao-journal"):
        create(tmp_path / "a.shenbao", "small", None, author="", now=now)
    assert [path.name for path in tmp_path.iterdir()] == [left.name]


def test_names_with_signs_of_an_address_are_only_names(tmp_path):
    path = a_draft(tmp_path / "50%3F a?mode=ro#x 草稿.shenbao")
    with open_draft(path) as file:
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_draft_opened_by_a_link_is_written_where_it_lies(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    link = tmp_path / "link.shenbao"
    link.symlink_to(path)
    with open_draft(link) as file, pytest.raises(DraftInUse):
        open_draft(path)
    with open_draft(link) as file:
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
    with open_draft(path) as file:
        assert file.draft.value("basic/city") == "别市"


def test_files_taken_in_are_kept_with_the_change_they_brought_or_not_at_all(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    other = Source("cd" * 32, "另一县.xlsx", 1, "projects")
    with open_draft(path) as file:
        with pytest.raises(StaleChange):
            file.do(SetValue("basic/city", "不是", "别市"), "导入", [other])
        assert file.sources() == (WORKBOOK,)
        file.do(set_path(file.draft, "basic/city", "别市"), "导入", [other, WORKBOOK])
    with open_draft(path) as file:
        assert [(one.name, one.revision) for one in file.sources()] == [
            ("某县项目.xlsx", 2),
            ("另一县.xlsx", 5),
        ]


def test_a_snapshot_opens_as_the_draft_it_was_made_from(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
        file.snapshot(tmp_path / "copy.shenbao")
        with pytest.raises(NameTaken, match="已经存在"):
            file.snapshot(tmp_path / "copy.shenbao")
        file.do(set_path(file.draft, "basic/city", "第三市"), "填")
        saved = file.journal()[:-1]
    with open_draft(tmp_path / "copy.shenbao") as copy:
        assert copy.journal() == saved
        assert copy.draft.value("basic/city") == "别市"
        assert copy.sources() == (WORKBOOK,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.shenbao", "copy.shenbao"]


def test_a_draft_opened_for_reading_takes_no_change(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    with open_draft(path, read_only=True) as file:
        draft = file.draft
        with pytest.raises(NotSaved, match="以只读方式打开"):
            file.do(set_path(draft, "basic/city", "别市"), "填")
        assert file.draft == draft
    assert path.read_bytes() == before


def test_half_a_surrogate_is_refused_before_anything_is_written(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        before = everything(file)
        for change in (
            set_path(file.draft, "basic/city", "某\ud800市"),
            append_rows(file.draft, "projects", [Row("x", {"\udfff": "值"})]),
        ):
            with pytest.raises(NotSaved, match=r"□.*无法保存的字符"):
                file.do(change, "坏字")
        with pytest.raises(NotSaved, match="无法保存的字符"):
            file.do(set_path(file.draft, "basic/city", "别市"), "\ud800")
        bad_name = Source("b", "\udcc4.xlsx", 1, "projects")
        with pytest.raises(NotSaved, match="无法保存的字符"):
            file.do(set_path(file.draft, "basic/city", "别市"), "导入", [bad_name])
        assert everything(file) == before
    with open_draft(path) as file:
        assert everything(file) == before


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (SetValue("basic/city", "不是原来的", "别市"), StaleChange),
        (ReplaceCells("projects", (Cell("gone", "name", "", "x"),)), StaleChange),
        (
            Together(
                "一起", (SetValue("basic/a", "", "1"), SetValue("basic/a", "不是原来的", "2"))
            ),
            StaleChange,
        ),
        # The same id twice: the draft would take it, the file must not.
        (InsertRows("projects", ((0, Row("new")), (1, Row("new")))), Exception),
    ],
)
def test_a_change_that_does_not_fit_changes_nothing(tmp_path, change, fault):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        before = everything(file)
        with pytest.raises(fault):
            file.do(change, "错")
        assert everything(file) == before
    with open_draft(path) as file:
        assert everything(file) == before
        file.do(set_path(file.draft, "basic/city", "别市"), "填")


def test_rows_put_in_one_place_again_and_again_keep_their_order(tmp_path):
    path = a_draft(tmp_path / "a.shenbao", rows=4)
    with open_draft(path) as file:
        for n in range(60):
            at = (2, 0, 2 + n // 2)[n % 3]
            file.do(InsertRows("projects", ((at, Row(f"n{n}", {"name": str(n)})),)), "插入")
        scattered = remove_rows(
            file.draft, "projects", frozenset(r.id for r in file.draft.rows("projects")[::3])
        )
        file.do(scattered, "删除")
        file.do(scattered.inverse(), "撤销")
        wanted = file.draft
    with open_draft(path) as file:
        assert file.draft == wanted


def test_a_draft_that_was_moved_while_open_takes_no_change(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
        before = everything(file)
        path.rename(tmp_path / "elsewhere.shenbao")
        with pytest.raises(NotSaved, match=r"已被移动、改名或删除.*另存"):
            file.do(set_path(file.draft, "basic/city", "第三市"), "填")
        assert everything(file) == before
        file.snapshot(tmp_path / "saved.shenbao")
        shutil.copy(tmp_path / "saved.shenbao", path)
        with pytest.raises(NotSaved, match="已被移动、改名或删除"):
            file.do(set_path(file.draft, "basic/city", "第三市"), "填")
    for name in ("elsewhere.shenbao", "saved.shenbao"):
        with open_draft(tmp_path / name) as file:
            assert everything(file) == before


def test_every_refusal_is_one_sentence_that_names_the_file(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    (tmp_path / "text.shenbao").write_text("项目")
    with open_draft(path):
        for name in ("a.shenbao", "text.shenbao", "gone.shenbao"):
            with pytest.raises(AppError) as refusal:
                open_draft(tmp_path / name)
            sentence = str(refusal.value)
            assert name in sentence
            assert "请" in sentence
            assert sentence.count("。") == 1
