import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import astuple, replace

import pytest

from desktop_app.core.changes import Cell, ReplaceCells, Together, append_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.journal import hash_of
from desktop_app.storage.opening import configure
from desktop_app.storage.refusals import (
    DamagedDraft,
    DraftInUse,
    MissingDraft,
    NewerDraft,
    NotADraft,
    NotSaved,
)
from tests.storage.storage_builders import a_draft, behind_our_back, everything, now

OPEN_IT = """
import sys
from pathlib import Path
from desktop_app.storage.draft_file import open_draft
open_draft(Path(sys.argv[1]), read_only=len(sys.argv) > 2)
"""


def opened_by_another_program(path, *options):
    return subprocess.run(
        [sys.executable, "-c", OPEN_IT, str(path), *options],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_second_window_is_told_by_whom_and_since_when_the_draft_is_in_use(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path, author="王工", now=now), pytest.raises(DraftInUse) as refusal:
        open_draft(path)
    assert "「a.shenbao」王工" in str(refusal.value)
    assert "从11月1日12:00起正在使用" in str(refusal.value)
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


@pytest.mark.parametrize("note", [None, b"", b"{", b'{"author": 1}'])
def test_a_note_that_is_gone_or_damaged_does_not_matter(tmp_path, note):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path, author="王工", now=now) as file:
        (beside,) = (found for found in tmp_path.iterdir() if found != path)
        if note is None:
            beside.unlink()
        else:
            beside.write_bytes(note)
        with pytest.raises(DraftInUse, match="正在另一个窗口中使用"):
            open_draft(path)
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


def test_a_note_left_by_a_crash_holds_nobody_up(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    script = OPEN_IT.replace("open_draft(", "file = open_draft(") + "import os; os._exit(9)"
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert len(list(tmp_path.iterdir())) == 2
    with open_draft(path, author="李工", now=now), pytest.raises(DraftInUse, match="李工"):
        open_draft(path)
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


def test_a_second_window_shows_what_the_first_saved_last(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path, author="王工", now=now) as file:
        for told in ("甲市", "乙市"):
            file.do(set_path(file.draft, "basic/city", told), "填")
            with open_draft(path, read_only=True) as second:
                assert everything(second) == everything(file)
                assert "王工" in second.notice
                assert "只读方式打开" in second.notice
                with pytest.raises(NotSaved):
                    second.do(set_path(second.draft, "basic/city", "丙市"), "填")
    with open_draft(path, read_only=True) as alone:
        assert alone.notice == ""


def test_another_program_shows_a_draft_that_is_being_written(tmp_path):
    """What is read between two pages of one change is never shown as the draft."""
    path = a_draft(tmp_path / "a.shenbao", rows=30)
    script = """
import sys
from pathlib import Path
from desktop_app.storage.draft_file import open_draft
for _ in range(12):
    with open_draft(Path(sys.argv[1]), read_only=True) as file:
        print(file.draft.revision, file.draft.value("basic/city"), flush=True)
        cells = {row.cells["name"] for row in file.draft.rows("projects")}
        print(file.draft.revision, "、".join(cells), flush=True)
"""
    with open_draft(path) as file:
        paste_everywhere(file, "第0次")
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
        ) as reader:
            while reader.poll() is None:
                paste_everywhere(file, f"第{file.draft.revision}次")
            assert reader.stdout is not None
            lines = reader.stdout.read().split("\n")
    assert reader.returncode == 0
    assert len(lines) == 25
    for line in lines[:-1]:
        revision, told = line.split(" ")
        assert told in (f"第{int(revision) - 1}次", "第0次")


def paste_everywhere(file, told):
    cells = tuple(
        Cell(row.id, "name", row.cells["name"], told) for row in file.draft.rows("projects")
    )
    city = set_path(file.draft, "basic/city", told)
    file.do(Together("填", (city, ReplaceCells("projects", cells))), "填")


def test_another_program_is_refused_even_after_a_second_window_was(tmp_path):
    """The refused window must not drop the lock that its own process holds."""
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        with pytest.raises(DraftInUse):
            open_draft(path)
        open_draft(path, read_only=True).close()
        assert opened_by_another_program(path, "read-only").returncode == 0
        assert "DraftInUse" in opened_by_another_program(path).stderr
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
    assert opened_by_another_program(path).returncode == 0


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "refusal", "words"),
    [
        (b"", NotADraft, "空文件"),
        (b"name,investment\n", NotADraft, "不是申报匣的草稿"),
        ("项目,投资额\n".encode() * 999, NotADraft, "不是申报匣的草稿"),
        (b"\x00" * 8192, NotADraft, "不是申报匣的草稿"),
        (b"SQLite format 3\x00", NotADraft, "不是申报匣的草稿"),
        (b"SQLite format 3\x00" + b"\x00" * 8192, NotADraft, "不是申报匣的草稿"),
    ],
)
def test_what_is_not_a_draft_is_refused_and_not_touched(
    tmp_path, content, refusal, words, read_only
):
    path = tmp_path / "x.shenbao"
    path.write_bytes(content)
    with pytest.raises(refusal, match=words):
        open_draft(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["x.shenbao"]


def test_a_renamed_zip_or_a_strange_database_is_not_a_draft(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.shenbao", "w") as packed:
        packed.writestr("a", "b")
    behind_our_back(tmp_path / "db.shenbao", "create table t (x)")
    for name in ("z.shenbao", "db.shenbao"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(NotADraft, match=name):
            open_draft(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before


def test_a_strange_database_is_not_touched_even_where_its_writing_was_cut_off(tmp_path):
    path = tmp_path / "db.shenbao"
    behind_our_back(path, "create table t (x)")
    path.with_name("db.shenbao-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(600))
    before = {found.name: found.read_bytes() for found in tmp_path.iterdir()}
    with pytest.raises(NotADraft):
        open_draft(path)
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == before


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path):
    with pytest.raises(MissingDraft, match="找不到草稿"):
        open_draft(tmp_path / "gone.shenbao")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotADraft, match="是文件夹"):
        open_draft(tmp_path)
    os.mkfifo(tmp_path / "pipe.shenbao")
    with pytest.raises(NotADraft, match="不是申报匣的草稿"):
        open_draft(tmp_path / "pipe.shenbao")


def test_a_draft_of_a_newer_program_can_be_seen_and_not_changed(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        draft = file.draft
    behind_our_back(path, "alter table journal add column more text not null default ''")
    behind_our_back(path, "pragma user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerDraft, match=r"更新版本.*升级程序"):
        open_draft(path)
    with open_draft(path, read_only=True) as file:
        assert file.draft == draft
        assert "更新版本" in file.notice
        assert file.journal() == ()
        with pytest.raises(NotSaved):
            file.do(set_path(draft, "basic/city", "别市"), "填")
    assert path.read_bytes() == before


def test_a_newer_draft_that_is_not_understood_is_refused(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    behind_our_back(path, "alter table rows rename to lines")
    behind_our_back(path, "pragma user_version = 99")
    with pytest.raises(NewerDraft, match="看不懂"):
        open_draft(path, read_only=True)


@pytest.mark.parametrize(
    "sql",
    [
        "update rows set cells = '{\"name\":\"别的\"}' where id = 'r1'",
        "update rows set cells = '[]' where id = 'r1'",
        "update rows set cells = '{' where id = 'r1'",
        "update rows set id = 'r9' where id = 'r1'",
        "update rows set origin = '别处' where id = 'r0'",
        "update rows set position = 1 << 40 where id = 'r0'",
        "update rows set position = 0",
        "update rows set \"table\" = '别的表'",
        "delete from rows where id = 'r2'",
        "update fields set typed = '别市'",
        "insert into fields values ('basic/more', '多')",
        "insert into explanations values ('k', 't', 'f', 'a', 'n')",
        "update explanations set text = '别的'",
        "update explanations set fingerprint = '别的'",
        "update explanations set author = '乙'",
        "update explanations set time = '2000'",
        "update journal set seq = 9 where seq = 4",
        "update journal set time = '2000-01-01' where seq = 1",
        "update journal set author = '乙' where seq = 2",
        "update journal set label = '别的' where seq = 3",
        "update journal set revision = 9 where seq = 4",
        "update journal set change = replace(change, '改名', '改错') where seq = 3",
        "update journal set previous = hash where seq = 4",
        "update journal set hash = previous where seq = 4",
        "delete from journal where seq = 4",
        "delete from journal",
        "update about set value = 'other' where key = 'programme'",
        "update about set value = '2000' where key = 'created'",
        "insert into about values ('more', '多')",
        "delete from about",
        "update sources set name = '别的.xlsx'",
        "update sources set sha256 = 'cd'",
        "update sources set size = 1",
        "update sources set kind = 'plan'",
        "update sources set revision = 1",
        "delete from sources",
        "drop table sources",
        "alter table journal drop column author",
        "create table more (x)",
        "create index more on rows (origin)",
        "pragma user_version = 0",
    ],
)
def test_anything_changed_behind_our_back_is_noticed(tmp_path, sql):
    path = a_draft(tmp_path / "a.shenbao")
    behind_our_back(path, sql)
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(DamagedDraft, match="已损坏"):
            open_draft(path, read_only=read_only)
    assert path.read_bytes() == before


def test_an_entry_rewritten_with_a_hash_that_fits_it_breaks_the_chain_after_it(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        entry = replace(file.journal()[2], author="乙")
    parts = [str(part) for part in astuple(entry)[:-1]]
    behind_our_back(
        path, f"update journal set author = '乙', hash = '{hash_of(parts)}' where seq = 3"
    )
    with pytest.raises(DamagedDraft):
        open_draft(path)


def test_a_draft_is_written_under_the_settings_that_were_measured(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as db:
        configure(db)
        expected = {
            "trusted_schema": 0,
            "cell_size_check": 1,
            "foreign_keys": 1,
            "secure_delete": 1,
            "locking_mode": "exclusive",
            "journal_mode": "delete",
            "synchronous": 3,
        }
        assert {key: db.execute(f"pragma {key}").fetchone()[0] for key in expected} == expected


def test_a_header_that_asks_for_another_kind_of_journal_is_damage(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    broken = bytearray(path.read_bytes())
    broken[18:20] = b"\x02\x02"
    path.write_bytes(broken)
    with pytest.raises(DamagedDraft):
        open_draft(path)
    assert path.read_bytes() == broken
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


def test_cells_that_say_the_same_are_in_memory_once(tmp_path):
    new = [Row(f"k{n}", {"name": "改造" * (n + 1), "county": "青砚县"}) for n in range(5)]
    with open_draft(a_draft(tmp_path / "甲.shenbao"), now=now) as file:
        file.do(append_rows(file.draft, "projects", new), "导入")
    with open_draft(tmp_path / "甲.shenbao") as file:
        rows = file.draft.rows("projects")[-5:]
    assert [dict(row.cells) for row in rows] == [row.cells for row in new]
    assert len({id(row.cells["county"]) for row in rows}) == 1
