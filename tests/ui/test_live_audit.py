"""The audit beside the window: off its thread, the newest state wins."""

import pytest
from PySide6.QtCore import QObject, QThread

from desktop_app.core.changes import set_path
from desktop_app.core.rules import audit
from desktop_app.ui.live_audit import LiveAudit
from tests.small_pack import a_small_draft, a_small_programme


@pytest.fixture
def owner(qapp):
    del qapp
    return QObject()


def test_many_states_in_a_row_end_with_the_audit_of_the_last(owner, qtbot):
    programme, draft = a_small_programme(), a_small_draft(projects=[{"name": "甲"}])
    live = LiveAudit(programme, owner)
    found, threads = [], []
    live.checked.connect(lambda one: (found.append(one), threads.append(QThread.currentThread())))
    for n in range(40):
        draft = set_path(draft, "projects/p1/investment", str(n)).apply(draft)
        live.check(draft)
    qtbot.waitUntil(lambda: bool(found) and found[-1].draft is draft)
    live.stop()
    assert found[-1].audit == audit(programme, draft)
    assert len(found) <= 40
    assert set(threads) == {owner.thread()}


def test_a_fault_of_a_rule_is_told_and_the_next_state_is_audited_again(owner, qtbot):
    programme = a_small_programme()
    live = LiveAudit(programme, owner)
    with qtbot.waitSignal(live.failed) as told:
        live.check(None)  # pyright: ignore[reportArgumentType] - what no draft is
        live.check("不是草稿")  # pyright: ignore[reportArgumentType]
    assert "草稿没有损坏" in told.args[0]
    with qtbot.waitSignal(live.checked) as found:
        live.check(a_small_draft())
    assert found.args[0].audit == audit(programme, a_small_draft())
    live.stop()
