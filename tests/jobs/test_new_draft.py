"""New drafts: what they are called, what is in them, and that nothing is replaced."""

from datetime import datetime

import pytest

from desktop_app.errors import AppError
from desktop_app.jobs.demo import DRAFT_NAME, practise
from desktop_app.jobs.new_draft import (
    fault_of_name,
    free_path,
    make_draft,
    path_of,
    proposed_name,
)
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.recovering import bring_back, kept_drafts
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.snapshots import BEFORE_BUILD, take
from tests.small_pack import a_city_programme

NOW = datetime(2024, 11, 11, 9)


def made(path, city="某市"):
    return make_draft(a_city_programme(), path, city, author="王工", now=lambda: NOW)


def test_a_new_draft_names_its_city_and_can_be_opened(tmp_path):
    path = made(tmp_path / "申报" / "a.shenbao", " 某市 ")
    with open_draft(path, read_only=True) as file:
        assert file.draft.value("basic/city") == "某市"
        assert file.draft.programme == "small-2024"
        # What a draft starts with is not undone.
        assert file.history.undoable is None


def test_the_city_may_be_left_open(tmp_path):
    with open_draft(made(tmp_path / "a.shenbao", "  "), read_only=True) as file:
        assert file.draft.value("basic/city") == ""


def test_what_is_there_is_not_replaced(tmp_path):
    path = tmp_path / "a.shenbao"
    path.write_text("etwas anderes")
    with pytest.raises(AppError, match="已经"):
        made(path)
    assert path.read_text() == "etwas anderes"


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(AppError, match="换一个可以写入的文件夹"):
        made(tmp_path / "file" / "a.shenbao")


def test_the_proposed_name_is_free_and_can_be_a_file_anywhere(tmp_path):
    programme = a_city_programme()
    name = proposed_name(programme, '某/市:*?"')
    assert name == "某市 2024年样板工程"
    assert proposed_name(programme, "") == "2024年样板工程"
    assert len(proposed_name(programme, "市" * 500).encode()) <= 150
    path_of(tmp_path, name).touch()
    assert free_path(tmp_path, name).name == "某市 2024年样板工程(2).shenbao"
    assert path_of(tmp_path, " a.SHENBAO ").name == "a.SHENBAO"


@pytest.mark.parametrize(
    "name", ["", "  ", ".shenbao", "a/b", "a:b", "a\tb", "con", "LPT1.txt", ".a", "a.", "长" * 60]
)
def test_a_name_that_no_file_can_have_is_told(name):
    assert fault_of_name(name)


@pytest.mark.parametrize("name", ["铁岭市", "铁岭市.shenbao", "送审稿(第3次)", "console"])
def test_other_names_are_fine(name):
    assert fault_of_name(name) == ""


def test_a_practice_city_has_its_faults_and_leaves_an_earlier_one_alone(tmp_path):
    told = []
    folder = tmp_path / "练习"
    first = practise(folder, report=lambda *how: told.append(how), now=lambda: NOW)
    assert first == folder / DRAFT_NAME
    assert told[0][0] == 0 and told[-1][0] == told[-1][1]
    with open_draft(first, read_only=True) as file:
        programme = load_programme(file.draft.programme)
        assert len(file.draft.rows(programme.summary.table.id)) > 100
        assert file.draft.values[f"chapters/{programme.plan.chapter[0].id}"]
    assert practise(folder, now=lambda: NOW).name == "练习城市(2).shenbao"


def test_practice_that_is_stopped_leaves_nothing_behind(tmp_path):
    class Enough(Exception):
        pass

    def stop(done, total, what):
        del total, what
        if done == 2:
            raise Enough

    folder = tmp_path / "练习"
    with pytest.raises(Enough):
        practise(folder, report=stop)
    assert not folder.exists()


@pytest.fixture
def kept(tmp_path, backups):
    """A draft with two copies."""
    path = made(tmp_path / "申报" / "铁岭市.shenbao")
    with open_draft(path) as file:
        take(file, backups, BEFORE_BUILD, NOW)
        take(file, backups, BEFORE_BUILD, NOW.replace(hour=10))
    return path


def test_drafts_with_copies_are_listed_wherever_they_were(kept, home):
    (one,) = kept_drafts([kept])
    assert (one.path, one.copies, one.newest) == (kept, 2, NOW.replace(hour=10))
    assert one.is_place_known
    (other,) = kept_drafts()
    assert other.path == home / "文档" / "铁岭市.shenbao"
    assert not other.is_place_known


def test_without_copies_there_is_nothing_to_list(backups):
    assert kept_drafts() == ()
    (backups / "铁岭市 abc").mkdir(parents=True)
    (backups / "file").touch()
    assert kept_drafts() == ()


def test_a_copy_comes_back_beside_the_draft_or_into_the_documents(kept, home):
    back = bring_back(kept, 1)
    assert back.parent == kept.parent and "恢复自11月11日10时00分" in back.name
    kept.unlink()
    back.unlink()
    kept.parent.rmdir()
    again = bring_back(kept, 2)
    assert again == home / "文档" / "铁岭市(恢复自11月11日09时00分).shenbao"
    with open_draft(again, read_only=True) as file:
        assert file.draft.value("basic/city") == "某市"
    with pytest.raises(AppError, match="没有第 3 个备份"):
        bring_back(kept, 3)
