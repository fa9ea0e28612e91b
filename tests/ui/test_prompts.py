"""File dialogs begin where a person was last for the same purpose."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.ui.prompts import Prompts
from desktop_app.ui.settings import Settings


class Dialogs:
    """What the system's dialogs are asked, and what they answer."""

    def __init__(self, monkeypatch):
        self.begun, self.answer = "", ""
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self._one)
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", self._several)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", self._folder)

    def _one(self, parent, title, begun, kinds, **options):
        del parent, title, options
        self.begun = begun
        return self.answer, kinds.partition(";;")[0]

    def _several(self, *told, **options):
        found, kind = self._one(*told, **options)
        return ([found] if found else []), kind

    def _folder(self, parent, title, begun):
        return self._one(parent, title, begun, "")[0]


@pytest.fixture
def dialogs(monkeypatch):
    return Dialogs(monkeypatch)


@pytest.fixture
def ask(qtbot, tmp_path, monkeypatch):
    """A dialog of a program that was started anew, by its name."""
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    parent = QWidget()
    qtbot.addWidget(parent)

    def of_a_new_start(name, *told):
        prompts = Prompts(Settings(tmp_path / "data"))
        return getattr(prompts, name)(parent, *told)

    return of_a_new_start


@pytest.mark.parametrize("name", ["draft_to_open", "files_to_import", "earlier_plan"])
def test_the_first_time_is_in_the_documents_then_in_the_last_folder(ask, dialogs, tmp_path, name):
    there = tmp_path / "县区报来"
    there.mkdir()
    ask(name)
    assert Path(dialogs.begun) == tmp_path / "Documents"
    dialogs.answer = str(there / "甲.xlsx")
    found = ask(name)
    assert found in (there / "甲.xlsx", [there / "甲.xlsx"])
    ask(name)
    assert Path(dialogs.begun) == there


def test_each_purpose_has_its_own_folder(ask, dialogs, tmp_path):
    (tmp_path / "县区报来").mkdir()
    dialogs.answer = str(tmp_path / "县区报来")
    assert ask("folder_to_import") == tmp_path / "县区报来"
    dialogs.answer = ""
    assert ask("files_to_import") == []
    assert Path(dialogs.begun) == tmp_path / "县区报来"
    assert ask("draft_to_open") is None
    assert Path(dialogs.begun) == tmp_path / "Documents"


@pytest.mark.parametrize(("name", "kind"), [("draft_to_save", "shenbao"), ("pdf_to_save", "pdf")])
def test_what_is_saved_begins_beside_the_draft_and_then_where_it_was_put(
    ask, dialogs, tmp_path, name, kind
):
    (tmp_path / "打印").mkdir()
    ask(name, tmp_path / "城市" / f"甲.{kind}")
    assert Path(dialogs.begun) == tmp_path / "城市" / f"甲.{kind}"
    dialogs.answer = str(tmp_path / "打印" / f"乙.{kind}")
    chosen = ask(name, tmp_path / "城市" / f"甲.{kind}")
    assert chosen == tmp_path / "打印" / f"乙.{kind}"
    ask(name, tmp_path / "城市" / f"甲.{kind}")
    assert Path(dialogs.begun) == tmp_path / "打印" / f"甲.{kind}"


def test_a_draft_gets_its_ending(ask, dialogs, tmp_path):
    dialogs.answer = str(tmp_path / "副本")
    assert ask("draft_to_save", tmp_path / "甲.shenbao") == tmp_path / "副本.shenbao"


def test_a_paper_gets_the_ending_of_its_kind_and_a_folder_that_is_gone_is_not_begun_in(
    ask, dialogs, tmp_path
):
    gone = tmp_path / "U盘"
    gone.mkdir()
    dialogs.answer = str(gone / "清单")
    assert ask("paper_to_save", "存为", tmp_path / "清单.pdf") == gone / "清单.pdf"
    gone.rmdir()
    ask("paper_to_save", "存为", tmp_path / "清单.pdf")
    assert Path(dialogs.begun) == tmp_path / "清单.pdf"
    dialogs.answer = str(tmp_path / "b.pdf")
    assert ask("scans_to_check", tmp_path) == (tmp_path / "b.pdf",)
