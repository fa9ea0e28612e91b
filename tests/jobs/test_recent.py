"""The list of recent drafts: newest first, whole or empty, and never in the way."""

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desktop_app.core.rules import audit
from desktop_app.jobs import recent
from desktop_app.jobs.recent import Recent
from desktop_app.jobs.recent_entry import entry_of
from desktop_app.paths import data_folder
from tests.small_pack import a_city_programme, a_small_draft, a_small_programme

NOON = datetime(2024, 11, 11, 12)


def an_entry(path, hours=0, **others):
    return Recent(Path(path), "某市", "样板工程", NOON + timedelta(hours=hours), **others)


def test_what_is_remembered_comes_back_as_it_was(data_folder):
    entry = an_entry("/文档/甲.shenbao", state=recent.FROZEN, projects=106, must=2, explain=1)
    entry = replace(entry, place="projects/p1/name", place_title="项目汇总表(附件3)")
    assert recent.remember(entry) == (entry,)
    assert recent.load() == (entry,)
    assert recent.place_of(Path("/文档/甲.shenbao")) == "projects/p1/name"
    assert [one.name for one in data_folder.iterdir()] == ["最近的草稿.json"]


def test_the_newest_is_first_and_a_draft_stands_there_once(data_folder):
    recent.remember(an_entry("/a", 0))
    recent.remember(an_entry("/b", 1))
    recent.remember(an_entry("/x/../a", 2, projects=7))
    assert [(one.path.name, one.projects) for one in recent.load()] == [("a", 7), ("b", 0)]


def test_twelve_are_kept(data_folder):
    for n in range(15):
        recent.remember(an_entry(f"/{n}", n))
    assert [one.path.name for one in recent.load()] == [str(n) for n in range(14, 2, -1)]


def test_what_is_forgotten_is_gone_and_its_file_is_not(data_folder, tmp_path):
    file = tmp_path / "a.shenbao"
    file.touch()
    recent.remember(an_entry(file))
    recent.remember(an_entry("/b", 1))
    assert [one.path.name for one in recent.forget(file)] == ["b"]
    assert [one.path.name for one in recent.load()] == ["b"]
    assert file.exists()


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\xff\xfe", b"[]", b"null", b'{"format": 1}', b'{"format": 2, "drafts": [{}]}',
        b'{"format": 1, "drafts": 3}', b'{"format": 1, "drafts": [1, null, {"path": 5}]}',
        b'{"format": 1, "drafts": [{"path": "/a", "opened": "gestern"}]}', b"[" * 100_000,
        b"\x00" * 1_500_000,
    ],
)  # fmt: skip
def test_a_damaged_list_is_an_empty_one_and_is_written_anew(data_folder, text):
    data_folder.mkdir()
    (data_folder / "最近的草稿.json").write_bytes(text)
    assert recent.load() == ()
    recent.remember(an_entry("/a"))
    assert [one.path.name for one in recent.load()] == ["a"]


def test_one_entry_that_cannot_be_read_does_not_cost_the_others(data_folder):
    recent.remember(an_entry("/a"))
    file = data_folder / "最近的草稿.json"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"drafts": [', '"drafts": [{"path": "/b", "projects": -1}, '))
    assert [one.path.name for one in recent.load()] == ["a"]


def test_a_list_that_cannot_be_written_is_no_error(data_folder):
    data_folder.write_text("hier liegt eine Datei")
    assert [one.path.name for one in recent.remember(an_entry("/a"))] == ["a"]
    assert recent.load() == ()
    assert data_folder.read_text() == "hier liegt eine Datei"


def test_nothing_is_left_beside_the_list_when_it_cannot_be_replaced(data_folder):
    (data_folder / "最近的草稿.json" / "in the way").mkdir(parents=True)
    recent.remember(an_entry("/a"))
    assert [one.name for one in data_folder.iterdir()] == ["最近的草稿.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_not_unicode_is_kept(data_folder):
    path = Path(os.fsdecode(b"/tmp/\xff.shenbao"))
    recent.remember(an_entry(path))
    assert recent.load()[0].path == path


def test_missing_files_are_told_with_what_to_do_by_where_they_were(data_folder, tmp_path):
    there = tmp_path / "a.shenbao"
    there.touch()
    away = tmp_path / "weg" / "b.shenbao"
    gone = tmp_path / "c.shenbao"
    stick = Path("/media/某人/U盘/d.shenbao")
    share = Path("\\\\server\\share\\e.shenbao")
    found = recent.missing([an_entry(one) for one in (there, away, gone, stick, share)])
    assert set(found) == {away, gone, stick, share}
    assert "文件夹" in found[away]
    assert "备份找回" in found[gone]
    assert "U 盘" in found[stick]
    assert "共享文件夹" in found[share]


def test_the_entry_of_a_draft_says_how_it_stands():
    programme = a_city_programme()
    draft = a_small_draft(projects=[{"name": "甲", "investment": "18"}], basic_city=" 某市 ")
    found = audit(programme, draft).findings
    entry = entry_of(
        programme, draft, Path("/a.shenbao"), NOON, findings=found, place="projects/p1/name"
    )
    assert (entry.title, entry.programme) == ("某市", "2024年样板工程")
    assert (entry.projects, entry.state) == (1, recent.SAVED)
    assert entry.must == sum(one.severity == "must" for one in found) > 0
    assert entry.place_title == "项目汇总表(附件3)"


@pytest.mark.parametrize(
    ("state", "findings", "word"),
    [
        ("draft", None, recent.SAVED),
        ("draft", (), recent.PASSED),
        ("changed", (), recent.PASSED),
        ("frozen", None, recent.FROZEN),
        ("reported", (), recent.REPORTED),
    ],
)
def test_the_four_states_are_four_words(state, findings, word):
    programme = a_small_programme()
    entry = entry_of(
        programme, a_small_draft(), Path("/铁岭.shenbao"), NOON, state=state, findings=findings
    )
    assert entry.state == word
    assert entry.title == "铁岭"
    assert (entry.must is None) == (findings is None)


def test_a_step_is_a_place_too():
    entry = entry_of(a_small_programme(), a_small_draft(), Path("/a"), NOON, place="bundle")
    assert (entry.place, entry.place_title) == ("bundle", "成册与打印")


def test_the_folder_is_the_accounts_own(monkeypatch, home):
    monkeypatch.delenv("SHENBAO_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert data_folder() == home / "data" / "shenbao"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert data_folder() == home / ".local" / "share" / "shenbao"


def test_an_entry_says_what_the_rows_of_its_programme_are_called(data_folder, tmp_path):
    form = msgspec.structs.replace(a_small_programme().summary, noun="企业", counter="家")
    firms = msgspec.structs.replace(a_small_programme(), summary=form)
    entry = entry_of(firms, a_small_draft(), tmp_path / "甲.shenbao", NOON)
    recent.remember(entry)
    (kept,) = recent.load()
    assert kept.noun == "家企业"
    assert an_entry("/乙.shenbao").noun == "个项目"
