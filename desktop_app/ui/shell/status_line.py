"""The line at the foot: the totals a clerk is asked for on the telephone, and where the data is."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import words

# The line is there before a draft is, and what reads drafts is loaded with the first of them.
if TYPE_CHECKING:
    from desktop_app.core.programme import Programme
    from desktop_app.core.totals import Totals

ONLY_SOME = "程序只核对规则包里的部分条件,一切以通知原文为准"
# Steps, at the ends and from one to the next.
_EDGE, _BETWEEN = 4, 6
_OFFLINE = "离线运行 · 数据只在本机"


class StatusLine(QWidget):
    """Totals on the left, the program's limits and where it runs on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._totals = words("", "", "totals")
        self._some = words(ONLY_SOME, "", "only some")
        self._offline = words(_OFFLINE, "", "offline")
        row = QHBoxLayout(self)
        around(row, _EDGE, 0, _EDGE, 0)
        between(row, _BETWEEN)
        for one in (self._totals, self._some, self._offline):
            one.setWordWrap(False)
            # The line never asks the window for more room than there is.
            one.setMinimumWidth(1)
        row.addWidget(self._totals)
        row.addStretch(1)
        row.addWidget(self._some)
        row.addWidget(self._offline)

    def show_totals(self, totals: "Totals | None", programme: "Programme | None" = None) -> None:
        """The totals of the open draft; None for none."""
        if totals is None or programme is None:
            self._totals.clear()
        else:
            self._totals.setText(_told(totals, programme))
        self._totals.setToolTip(self._totals.text())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the right side gives way, its last part first."""
        row = self.layout()
        edges, gap = row.contentsMargins(), row.spacing()
        room = self.width() - edges.left() - edges.right() - self._totals.sizeHint().width()
        for one in (self._some, self._offline):
            room -= one.sizeHint().width() + gap
            one.setVisible(room >= 0)


def _told(totals: "Totals", programme: "Programme") -> str:
    from desktop_app.core.own_words import own_words
    from desktop_app.core.values import MONEY_UNITS, show_decimal

    summary, plan, called = programme.summary, programme.plan, own_words(programme)
    county = next((c.label for c in summary.table.column if c.id == summary.county), "")
    unit = "亿元" if totals.investment >= MONEY_UNITS["亿元"] else "万元"
    amount = (totals.investment / MONEY_UNITS[unit]).quantize(Decimal("0.01"))
    told = [
        f"{called.noun} {totals.projects} {called.counter}",
        f"{totals.counties} 个{county}" if county else "",
        f"总投资 {show_decimal(amount)} {unit}",
        f"{plan.attachment if plan.marked else plan.named} 已写 {totals.characters:,} 字",
    ]
    return " · ".join(filter(None, told))
