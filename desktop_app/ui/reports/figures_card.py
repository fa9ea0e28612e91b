"""The figures of a period: against the one before and the targets, and by group."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.period_report import Grouped, Line, ReportView, Told, number_words
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.spacing import between, px, sized
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import DropDown, card, say, words

_FIGURES = ("指标", "单位", "上期", "本期", "累计", "目标", "完成率")
_HIGH, _WIDE = 300, 128


class _GroupLines(TextLines):
    """Lines under headings that are others for every grouping."""

    def show_under(self, columns: Sequence[str], lines: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()
        self.put(lines)


class FiguresCard(QWidget):
    """Shows a `ReportView`; nothing of it can be changed here."""

    def __init__(self, count: str, theme: Theme) -> None:
        super().__init__()
        # What heads the number of rows: 项目数.
        self._count = count
        self._view: ReportView | None = None
        self._figures = TextLines(_FIGURES, theme, "explain", self)
        self._groups = _GroupLines(("名称", count), theme, "explain", self)
        self._table = LineTable(
            self._figures, "本期数字", "report figures", (230, 56, 72, 72, 84, 72, 72), 0
        )
        self._by = DropDown("report by", "分类", 12)
        self._lines = LineTable(self._groups, "分类数字", "report groups", (150, 72), 0)
        self._told = words("", "soft", "figures told")
        self._late = words("", "", "report late")
        self._otherwise = words("", "soft", "report otherwise")
        self._lay_out()
        self._by.currentIndexChanged.connect(self._show_group)

    def show_view(self, view: ReportView, otherwise: Sequence[str]) -> None:
        """The figures of a period, and what is otherwise than the last report said."""
        self._view = view
        say(self._told, "")
        self._figures.show([_cells(one) for one in view.figures])
        late = [
            f"▲ {one.title}已到期:{one.group}共 {one.rows} 个,尚有 {one.left} 个没有完成"
            for one in view.phases
            if one.is_late
        ]
        say(self._late, "\n".join(late))
        mean(self._late, "weight", "explain")
        say(self._otherwise, "\n".join(["与上次报告不同:", *otherwise]) if otherwise else "")
        labels = [one.label for one in view.groups]
        if labels != [self._by.itemText(n) for n in range(self._by.count())]:
            self._by.blockSignals(True)
            self._by.clear()
            self._by.addItems(labels)
            self._by.blockSignals(False)
        self._show_group()

    def show_none(self, told: str) -> None:
        """There are no figures now, and why."""
        self._view = None
        self._figures.show([])
        self._groups.put([])
        for one in (self._late, self._otherwise):
            say(one, "")
        say(self._told, told)

    def _lay_out(self) -> None:
        for table in (self._table, self._lines):
            sized(table, minimumHeight=_HIGH)
        label = QLabel("分类(&Y):")
        label.setBuddy(self._by)
        chooser = QHBoxLayout()
        between(chooser, 2)
        chooser.addWidget(label)
        chooser.addWidget(self._by)
        chooser.addStretch(1)
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words("本期数字", "lead"))
        layout.addWidget(self._told)
        layout.addWidget(self._late)
        layout.addWidget(self._table)
        layout.addWidget(self._otherwise)
        layout.addLayout(chooser)
        layout.addWidget(self._lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    @Slot()
    def _show_group(self) -> None:
        groups = self._view.groups if self._view is not None else ()
        at = self._by.currentIndex()
        if self._view is None or not 0 <= at < len(groups):
            return
        shown = self._view.columns()
        columns = (groups[at].label, self._count, *(_heading(one) for one in shown))
        self._groups.show_under(columns, _lines(groups[at], shown))
        for column in range(2, len(columns)):
            self._lines.setColumnWidth(column, px(_WIDE))


def _cells(one: Told) -> tuple[str, ...]:
    share = "—" if one.share is None else f"{number_words(round(float(one.share), 1))}%"
    numbers = (one.before, one.period, one.total, one.target)
    return (one.title, one.unit, *(number_words(number) for number in numbers), share)


def _heading(one: Told) -> str:
    return f"{one.title}\n本期 / 累计" if one.period is not None else f"{one.title}\n累计"


def _lines(grouped: Grouped, shown: Sequence[Told]) -> list[tuple[str, ...]]:
    return [_line(line, shown) for line in (*grouped.lines, grouped.whole)]


def _line(line: Line, shown: Sequence[Told]) -> tuple[str, ...]:
    cells = [
        f"{number_words(period)} / {number_words(total)}"
        if one.period is not None
        else number_words(total)
        for one, (period, total) in zip(shown, line.figures, strict=True)
    ]
    return (line.name, str(line.rows), *cells)
