"""The check of the computer: every result with what to do, to read and to pass on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs.environment import HEALTH_WORDS, Health, Looked, worst
from desktop_app.ui.spacing import around, between
from desktop_app.ui.start.parts import View, chip
from desktop_app.ui.widgets import button, card, emptied, words
from desktop_app.ui.work import Work

SIGNS = {Health.OK: "✓", Health.HINT: "○", Health.EXPLAIN: "●", Health.MUST: "▲"}
Look = Callable[[], Sequence[Looked]]


class Environment(View):
    """`apart` looks off the window's thread, `here` in it."""

    looked = Signal(object)

    def __init__(self, pool: QThreadPool, apart: Look, here: Look) -> None:
        super().__init__(
            "检查电脑环境", "看看这台电脑有没有会耽误填写、成册和打印的地方。不用联网。"
        )
        self._pool, self._apart, self._here = pool, apart, here
        self._results: tuple[Looked, ...] = ()
        self._again = button("再检查一遍", "check computer again")
        self._copy = button("复制结果", "copy results", "复制结果,发给管电脑的同事")
        self._state = words("", "", "environment state")
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._again)
        deeds.addWidget(self._copy)
        deeds.addStretch(1)
        self._list = QVBoxLayout()
        between(self._list, 2)
        self.body.addWidget(self._state)
        self.body.addLayout(self._list)
        self.body.addLayout(deeds)
        self.body.addStretch(1)
        self._again.clicked.connect(self.look)
        self._copy.clicked.connect(self._copy_results)

    @Slot()
    def look(self) -> None:
        """Look at everything; results come when they come."""
        if not self._again.isEnabled():
            return
        self._again.setEnabled(False)
        self._copy.setEnabled(False)
        self._state.setText("正在检查…")
        work = Work(lambda: tuple(self._apart()), self)
        work.succeeded.connect(self._show)
        work.failed.connect(self._failed)
        work.start(self._pool)

    @Slot(object)
    def _show(self, results: tuple[Looked, ...]) -> None:
        order = list(Health)
        self._results = tuple(
            sorted((*results, *self._here()), key=lambda one: order.index(one.state), reverse=True)
        )
        emptied(self._list)
        for one in self._results:
            self._list.addWidget(_result(one))
        self._state.setText(told_state(self._results))
        self._again.setEnabled(True)
        self._copy.setEnabled(True)
        self.looked.emit(self._results)

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._state.setText(sentence)
        self._again.setEnabled(True)

    @Slot()
    def _copy_results(self) -> None:
        lines = [
            f"{HEALTH_WORDS[one.state]} {one.title}:{one.found}{one.deed}" for one in self._results
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._state.setText(f"{told_state(self._results)} 已复制,可以粘贴发给管电脑的同事。")


def told_state(results: Sequence[Looked]) -> str:
    """「8 项正常,1 项建议处理」"""
    counts = {one: sum(result.state is one for result in results) for one in reversed(Health)}
    told = [f"{count} 项{HEALTH_WORDS[one]}" for one, count in counts.items() if count]
    return f"{','.join(told)}。"


def told_briefly(results: Sequence[Looked]) -> tuple[str, str]:
    """The heaviest of the results in words, and how much it weighs; a hint is no trouble."""
    state = worst(results)
    if state in (Health.OK, Health.HINT):
        return f"{SIGNS[Health.OK]} 暂未发现问题", Health.OK.value
    return f"{SIGNS[state]} {HEALTH_WORDS[state]}", state.value


def _result(one: Looked) -> QWidget:
    frame, layout = card("true" if one.state is Health.OK else one.state.value)
    around(layout, 4, 2, 4, 2)
    line = QHBoxLayout()
    between(line, 2)
    title = words(one.title, "strong", "looked at")
    title.setWordWrap(False)
    told = f"{SIGNS[one.state]} {HEALTH_WORDS[one.state]}"
    line.addWidget(title)
    line.addStretch(1)
    line.addWidget(chip(told, one.state.value, "health"), 0, Qt.AlignmentFlag.AlignRight)
    layout.addLayout(line)
    layout.addWidget(words(one.found, "", "looked found"))
    if one.deed:
        layout.addWidget(words(one.deed, "soft", "looked deed"))
    return frame
