"""从备份找回: an earlier state, and what can be read of a damaged draft."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QListWidget,
)

from desktop_app.jobs import recent
from desktop_app.jobs.recent import Recent
from tests.ui.start.person import NOW


def test_an_earlier_state_comes_back_as_a_draft_of_its_own(person, kept):
    recent.remember(Recent(kept, "铁岭市", "样板工程", NOW))
    one = person()
    one.press("recover")
    one.until(lambda: one.visible(QListWidget, "copies"))
    (listed,) = one.visible(QListWidget, "copies")
    assert "铁岭市" in listed.item(0).text() and "2 份备份" in listed.item(0).text()
    one.key(Qt.Key.Key_Return)
    one.until(lambda: one.visible(QAbstractButton, "restore"))
    lines = [listed.item(n).text() for n in range(listed.count())]
    assert lines[0].startswith("✓ 完好") and "今天 10:40" in lines[0] and "成册前" in lines[0]
    assert lines[1].startswith("▲ 不能用")
    one.press("restore")
    one.until(lambda: one.opened)
    assert one.opened[0].parent == kept.parent and "恢复自" in one.opened[0].name
    assert kept.exists()


def test_who_has_opened_another_draft_meanwhile_is_not_taken_away_from_it(person, kept):
    recent.remember(Recent(kept, "铁岭市", "样板工程", NOW))
    one = person()
    one.press("recover")
    one.until(lambda: one.visible(QListWidget, "copies"))
    one.key(Qt.Key.Key_Return)
    one.until(lambda: one.visible(QAbstractButton, "restore"))
    one.press("restore")
    one.page.hide()
    one.until(lambda: list(kept.parent.glob("*恢复自*")))
    one.page.stop()
    QApplication.sendPostedEvents()
    assert one.opened == []


def test_without_any_copy_one_is_told_where_they_will_be(person, backups):
    one = person()
    one.press("recover")
    one.until(lambda: "还没有任何备份" in "".join(one.labels("recovery state")))
    assert str(backups) in one.labels("recovery state")[0]
    assert not one.visible(QListWidget, "copies")


def test_a_file_that_has_no_copies_is_told(person, tmp_path):
    one = person()
    one.press("recover")
    one.prompts.path = tmp_path / "没有.shenbao"
    one.press("choose file")
    one.until(lambda: one.labels("recovery fault"))
    assert "找不到草稿" in one.labels("recovery fault")[0]
    one.press("another draft")
    one.until(lambda: one.labels("recovery state"))


def test_what_can_be_read_of_a_damaged_draft_is_saved(person, kept):
    raw = bytearray(kept.read_bytes())
    raw[-2000:-1900] = b"\xff" * 100
    kept.write_bytes(raw)
    damaged = kept.read_bytes()
    one = person()
    one.page.recover(kept)
    one.until(lambda: one.visible(QAbstractButton, "restore"))
    one.press("salvage")
    one.until(lambda: one.visible(QAbstractButton, "open rescued"))
    assert "原来的文件没有动" in one.labels("recovery state")[0]
    one.press("open rescued")
    assert "抢救" in one.opened[0].name
    assert kept.read_bytes() == damaged
