"""练习一遍: made with progress, called off, refused in a sentence."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QProgressBar,
)

from desktop_app.core.draft import Draft
from desktop_app.storage.draft_file import open_draft


def test_the_practice_city_is_made_with_progress_and_opened(person, tmp_path):
    one = person()
    one.press("practise")
    assert one.visible(QProgressBar, "practice progress")
    assert not one.visible(QAbstractButton, "practise")[0].isEnabled()
    one.until(lambda: one.opened)
    assert one.opened == [tmp_path / "练习" / "练习城市.shenbao"]
    assert not one.visible(QProgressBar, "practice progress")
    with open_draft(one.opened[0], read_only=True) as file:
        assert isinstance(file.draft, Draft) and file.draft.revision == 3


def test_practice_can_be_called_off(person, tmp_path):
    one = person()
    one.press("practise")
    one.press("stop practice")
    one.until(lambda: one.can("practise"))
    assert one.opened == []
    assert not (tmp_path / "练习").exists()


def test_practice_that_cannot_be_is_told(person, tmp_path):
    (tmp_path / "练习").touch()
    one = person()
    one.press("practise")
    one.until(lambda: one.labels("told"))
    assert "换一个可以写入的文件夹" in one.labels("told")[0]
    one.press("start noted")
    assert not one.labels("told")
