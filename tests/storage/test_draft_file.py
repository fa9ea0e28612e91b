import random
import sqlite3
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.core.changes import (
    Explain,
    RemoveRows,
    SetValue,
    Together,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.draft import Explanation, Row
from desktop_app.errors import AppError
from desktop_app.storage.draft_file import (
    DamagedDraft,
    DraftInUse,
    NewerDraft,
    NotADraft,
    NotSaved,
    create,
    open_draft,
)

NOON = datetime(2024, 11, 1, 12)


def now() -> datetime:
    return NOON


def a_draft(path: Path, rows: int = 3) -> Path:
    with create(path, "small", SetValue("basic/city", "", "某市"), author="甲", now=now) as file:
        new = [Row(f"r{n}", {"name": f"项目{n}", "investment": str(n)}) for n in range(rows)]
        file.do(append_rows(file.draft, "projects", new), "导入")
        file.do(set_path(file.draft, "projects/r0/name", "改名"), "改名")
    return path


def test_what_was_saved_is_there_again(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        assert file.draft.revision == 3
        assert file.draft.value("projects/r0/name") == "改名"
        assert [entry.label for entry in file.journal()] == ["新建草稿", "导入", "改名"]
        assert {entry.author for entry in file.journal()} == {"甲"}


def test_only_the_draft_is_left_after_closing(tmp_path):
    a_draft(tmp_path / "a.shenbao")
    assert [path.name for path in tmp_path.iterdir()] == ["a.shenbao"]


def test_an_existing_file_is_never_replaced(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    with pytest.raises(AppError, match="已经存在"):
        create(path, "small", None, author="", now=now)
    assert path.read_bytes() == before


def test_a_second_window_is_refused_while_the_first_is_open(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path), pytest.raises(DraftInUse, match="正在另一个窗口中使用"):
        open_draft(path)


@pytest.mark.parametrize(
    ("content", "refusal", "words"),
    [
        (b"", NotADraft, "不是申报匣的草稿"),
        (b"name,investment\n", NotADraft, "不是申报匣的草稿"),
        (b"\x00" * 4096, NotADraft, "不是申报匣的草稿"),
        (b"SQLite format 3\x00" + b"\x00" * 2000, AppError, "请"),
    ],
)
def test_what_is_not_a_draft_is_refused_with_a_sentence(tmp_path, content, refusal, words):
    path = tmp_path / "x.shenbao"
    path.write_bytes(content)
    with pytest.raises(refusal, match=words):
        open_draft(path)
    assert path.read_bytes() == content


def test_a_renamed_zip_or_a_strange_database_is_not_a_draft(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.shenbao", "w") as packed:
        packed.writestr("a", "b")
    other = sqlite3.connect(tmp_path / "db.shenbao")
    other.execute("create table t (x)")
    other.close()
    for name in ("z.shenbao", "db.shenbao"):
        with pytest.raises(NotADraft):
            open_draft(tmp_path / name)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(AppError, match="找不到草稿"):
        open_draft(tmp_path / "gone.shenbao")
    with pytest.raises(NotADraft, match="是文件夹"):
        open_draft(tmp_path)


def test_a_draft_of_a_newer_program_is_refused_and_not_touched(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerDraft, match="更新版本"):
        open_draft(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "update rows set cells = '{\"name\":\"别的\"}' where id = 'r1'",
        "update fields set typed = '别市'",
        "update journal set author = '乙' where seq = 2",
        "update journal set time = '2000-01-01' where seq = 1",
        "update journal set label = '别的' where seq = 3",
        "update journal set revision = 9 where seq = 3",
        "update journal set change = replace(change, '改名', '改错') where seq = 3",
        "delete from journal where seq = 3",
        "delete from rows where id = 'r2'",
        "insert into explanations values ('k', 't', 'f', 'a', 'n')",
        "update rows set position = 99 where id = 'r0'",
        "update rows set origin = '别处' where id = 'r0'",
        "delete from about",
    ],
)
def test_anything_changed_behind_our_back_is_noticed(tmp_path, sql):
    path = a_draft(tmp_path / "a.shenbao")
    db = sqlite3.connect(path)
    db.execute(sql)
    db.commit()
    db.close()
    with pytest.raises(DamagedDraft, match="已损坏"):
        open_draft(path)


def test_flipped_bits_and_cuts_are_never_silent(tmp_path):
    """A damaged file is refused, or it still holds exactly what was saved."""
    whole = a_draft(tmp_path / "a.shenbao", rows=400).read_bytes()
    with open_draft(tmp_path / "a.shenbao") as file:
        saved = file.draft
    chance = random.Random(7)
    refused = 0
    for n in range(90):
        broken = bytearray(whole)
        at = chance.randrange(100, len(whole))
        match n % 3:
            case 0:
                broken[at] ^= 1 << chance.randrange(8)
            case 1:
                broken = broken[:at]
            case _:
                page = at // 4096 * 4096
                broken[page : page + 4096] = bytes(len(broken[page : page + 4096]))
        path = tmp_path / f"b{n}.shenbao"
        path.write_bytes(broken)
        try:
            with open_draft(path, read_only=True) as file:
                assert file.draft == saved
        except AppError:
            refused += 1
        assert path.read_bytes() == broken
    assert refused > 60


def test_a_snapshot_opens_as_the_draft_it_was_made_from(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        file.snapshot(tmp_path / "copy.shenbao")
        with pytest.raises(AppError, match="已经存在"):
            file.snapshot(tmp_path / "copy.shenbao")
        saved = file.draft
    with open_draft(tmp_path / "copy.shenbao") as copy:
        assert copy.draft == saved


def test_half_a_surrogate_is_refused_before_anything_is_written(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        before = file.draft
        with pytest.raises(AppError, match="无法保存的字符"):
            file.do(set_path(before, "basic/city", "\ud800"), "坏字")
        assert file.draft == before


def test_a_change_that_does_not_fit_changes_nothing(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        before = file.draft
        wrong = SetValue("basic/city", "不是原来的", "别市")
        with pytest.raises(ValueError, match="basic/city"):
            file.do(wrong, "错")
        assert file.draft == before
    with open_draft(path) as file:
        assert file.draft == before


FULL_DISK = """
import resource, sys
from datetime import datetime
from pathlib import Path
from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import NotSaved, open_draft
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
with open_draft(path) as file:
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size,) * 2)
    for n in range(200):
        try:
            file.do(set_path(file.draft, f"basic/x{n}", "字" * 5000), "填")
        except NotSaved as reason:
            print(n, reason)
            break
"""


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    saved, _, sentence = done.stdout.partition(" ")
    assert "本次修改没有保存" in sentence
    with open_draft(path) as file:
        assert file.draft.revision == 3 + int(saved)


EDIT_LOOP = """
import sys
from pathlib import Path
from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import open_draft
with open_draft(Path(sys.argv[1])) as file:
    while True:
        file.do(set_path(file.draft, "basic/city", f"市{file.draft.revision}"), "填")
        print(file.draft.revision, flush=True)
"""


def test_killing_the_program_loses_no_acknowledged_change(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    chance = random.Random(3)
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", EDIT_LOOP, str(path)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            acknowledged = 0
            for _ in range(chance.randrange(1, 40)):
                acknowledged = int(child.stdout.readline())
            child.kill()
            for line in child.stdout:
                acknowledged = int(line) if line.strip() else acknowledged
        with open_draft(path) as file:
            assert file.draft.revision >= acknowledged
            assert file.draft.value("basic/city") == f"市{file.draft.revision - 1}"


def test_a_draft_opened_for_reading_takes_no_change(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path, read_only=True) as file:
        before = file.draft
        with pytest.raises(NotSaved, match="不能写入这个位置"):
            file.do(set_path(before, "basic/city", "别市"), "填")
        assert file.draft == before


TEXT = st.text("甲乙丙ab1 （）\u3000", max_size=6)
COLUMN = st.sampled_from(["name", "county", "investment"])


class DraftsAgainstAMapping(RuleBasedStateMachine):
    """Whatever is done, the file holds it, also after closing and opening again."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.shenbao"
        self.file = create(self.path, "small", None, author="", now=now)
        self.rows: list[dict[str, str]] = []
        self.values: dict[str, str] = {}
        self.serial = 0

    @rule(name=st.sampled_from(["a", "b", "c"]), text=TEXT)
    def set_value(self, name: str, text: str) -> None:
        self.file.do(set_path(self.file.draft, f"basic/{name}", text), "填")
        self.values.pop(f"basic/{name}", None)
        if text:
            self.values[f"basic/{name}"] = text

    @rule(texts=st.lists(TEXT, min_size=1, max_size=3))
    def add_rows(self, texts: list[str]) -> None:
        new = []
        for text in texts:
            self.serial += 1
            new.append(Row(f"r{self.serial}", {"name": text} if text else {}))
        self.file.do(append_rows(self.file.draft, "projects", new), "添")
        self.rows += [dict(row.cells) for row in new]

    @rule(at=st.integers(0, 20), column=COLUMN, text=TEXT)
    def set_cell(self, at: int, column: str, text: str) -> None:
        if not self.rows:
            return
        at %= len(self.rows)
        row = self.file.draft.rows("projects")[at]
        self.file.do(set_path(self.file.draft, f"projects/{row.id}/{column}", text), "填")
        self.rows[at].pop(column, None)
        if text:
            self.rows[at][column] = text

    @rule(at=st.integers(0, 20))
    def remove_a_row_and_put_it_back(self, at: int) -> None:
        if not self.rows:
            return
        row = self.file.draft.rows("projects")[at % len(self.rows)]
        gone: RemoveRows = remove_rows(self.file.draft, "projects", frozenset({row.id}))
        self.file.do(gone, "删")
        self.file.do(gone.inverse(), "撤销")

    @rule(at=st.integers(0, 20), text=TEXT)
    def do_several_together(self, at: int, text: str) -> None:
        draft = self.file.draft
        changes = [set_path(draft, "basic/a", text)]
        self.values.pop("basic/a", None)
        if text:
            self.values["basic/a"] = text
        if self.rows:
            row = draft.rows("projects")[at % len(self.rows)]
            changes.append(remove_rows(draft, "projects", frozenset({row.id})))
            del self.rows[at % len(self.rows)]
        self.file.do(Together("一起", tuple(changes)), "一起")

    @rule(text=TEXT)
    def explain(self, text: str) -> None:
        old = self.file.draft.explanations.get("X-1")
        self.file.do(Explain("X-1", old, Explanation(text, "f")), "说明")

    @rule()
    def reopen(self) -> None:
        before = self.file.draft
        self.file.close()
        self.file = open_draft(self.path)
        assert self.file.draft == before

    @invariant()
    def holds_what_was_done(self) -> None:
        assert dict(self.file.draft.values) == self.values
        assert [dict(row.cells) for row in self.file.draft.rows("projects")] == self.rows

    def teardown(self) -> None:
        self.file.close()
        open_draft(self.path).close()
        self.folder.cleanup()


DraftsAgainstAMapping.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None
)
TestDraftsAgainstAMapping = DraftsAgainstAMapping.TestCase
