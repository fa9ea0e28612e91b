"""倒排日程: each stage with its latest days, and what today already eats into."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.core.schedule import (
    IsWorkday,
    Pace,
    Schedule,
    Standing,
    day_words,
    standing,
    warnings,
)
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import emptied, words

_CUSTOM = "各环节的工作日数是常用数,不是通知的规定,请按本市实际掌握;按截止当日寄到计算。"
_HOLIDAYS = "已避开法定节假日,调休上班的周末算工作日。"
_WEEKENDS = "这一年的放假调休安排程序还不知道,只避开了周末;公布后请自行核对。"
_NO_DAY = "填写了报送截止日,这里就按工作日倒排各环节。"
_HEADS = ("环节", "工作日", "最迟开始", "最迟完成", "今天看")


class ScheduleCard(QWidget):
    """The stages of a plan as they stand on a day."""

    def __init__(self, is_workday: IsWorkday, knows_holidays: Callable[[Schedule], bool]) -> None:
        super().__init__()
        self._is_workday, self._knows_holidays = is_workday, knows_holidays
        self._shown: tuple[date, Schedule | None] | None = None
        self._note = words("", "soft", "schedule note")
        self._warnings = QVBoxLayout()
        between(self._warnings, 2)
        self._grid = QGridLayout()
        between(self._grid, 4, 2)
        self._grid.setColumnStretch(len(_HEADS) - 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(self._warnings)
        layout.addLayout(self._grid)
        layout.addWidget(self._note)

    def show_day(self, today: date, plan: Schedule | None) -> None:
        """Show how the stages of a plan stand on a day; no plan while the last day is not known."""
        if (today, plan) == self._shown:
            return
        self._shown = today, plan
        self._clear()
        if plan is None:
            self._note.setText(_NO_DAY)
            return
        known = _HOLIDAYS if self._knows_holidays(plan) else _WEEKENDS
        self._note.setText(f"{known}{_CUSTOM}")
        is_late = today > plan.deadline
        for told in warnings(plan, today, self._is_workday):
            line = words(f"{'▲' if is_late else '●'} {told}", "", "schedule warning")
            mean(line, "weight", "must" if is_late else "explain")
            self._warnings.addWidget(line)
            line.show()
        for column, head in enumerate(_HEADS):
            self._put(0, column, head, "heading")
        stages = standing(plan, today, self._is_workday)
        for line, one in enumerate(stages, start=1):
            self._show(line, one)

    def _clear(self) -> None:
        emptied(self._warnings)
        while (one := self._grid.takeAt(0)) is not None:
            if (widget := one.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, line: int, one: Standing) -> None:
        planned = one.planned
        hint = f"({planned.stage.hint})" if planned.stage.hint else ""
        texts = (
            planned.stage.title,
            str(planned.stage.days),
            day_words(planned.start),
            day_words(planned.end),
        )
        for column, text in enumerate(texts):
            self._put(line, column, text, "" if column == 0 else "soft")
        self._put(line, len(texts), f"{_told(one)}{hint}", "soft", name="stage standing")

    def _put(self, line: int, column: int, text: str, tone: str, name: str = "") -> None:
        label = words(text, tone, name)
        label.setWordWrap(column == len(_HEADS) - 1)
        self._grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignTop)
        label.show()


def _told(one: Standing) -> str:
    if one.pace is Pace.PAST:
        return "● 最迟日期已过"
    if one.pace is Pace.AHEAD:
        return "○ 还没到"
    return f"▶ 现在该办,还剩 {one.left} 个工作日"
