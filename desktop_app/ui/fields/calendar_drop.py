"""A calendar that drops down under a date."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeySequence, QShortcut, QTextCharFormat
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.drop import GoesWithItsAnchor, place_below
from desktop_app.ui.spacing import around

_MONTHS = (
    ("qt_calendar_prevmonth", "‹ 上月", "上一个月"),
    ("qt_calendar_nextmonth", "下月 ›", "下一个月"),
)


class CalendarDrop(QFrame):
    """`picked` brings a day; Esc gives up."""

    picked = Signal(object)

    def __init__(self, anchor: QWidget, told: str) -> None:
        super().__init__(anchor)
        self.setObjectName("drop")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()
        self._anchor = anchor
        self._calendar = QCalendarWidget()
        self._calendar.setObjectName("calendar")
        self._calendar.setAccessibleName(f"{told} 日历")
        self._calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setGridVisible(False)
        quiet = QTextCharFormat()
        quiet.setForeground(self.palette().placeholderText())
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, quiet)
        for name, text, spoken in _MONTHS:
            to_month = self._calendar.findChild(QToolButton, name)
            if to_month is not None:
                to_month.setIcon(QIcon())
                to_month.setText(text)
                to_month.setAccessibleName(spoken)
        layout = QVBoxLayout(self)
        around(layout, 1, 1, 1, 1)
        layout.addWidget(self._calendar)
        self._with_anchor = GoesWithItsAnchor(self, anchor)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look_who_has_it)
        self._calendar.activated.connect(self._pick)
        self._calendar.clicked.connect(self._pick)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)
        # It is the window's once it dropped down, and goes with its field all the same.
        anchor.destroyed.connect(self.deleteLater)

    def open(self, day: date) -> None:
        """Drop down with a day chosen; a second time closes it."""
        if self.isVisible():
            self.hide()
            return
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._with_anchor.watch()
        metrics = self.fontMetrics()
        size = QSize(metrics.horizontalAdvance("国") * 24, metrics.height() * 16)
        place_below(self, self._anchor, size.expandedTo(self.sizeHint()))
        self._calendar.setFocus()

    @Slot(QWidget, QWidget)
    def _look_who_has_it(self, _: QWidget | None, now: QWidget | None) -> None:
        """Who tabs on or clicks elsewhere has done with the calendar."""
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.hide()

    @Slot(QDate)
    def _pick(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.picked.emit(date(day.year(), day.month(), day.day()))
