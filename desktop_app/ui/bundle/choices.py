"""How a bundle is made: the order to print in, copies, both sides, codes, fonts, archive, place."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop_app.jobs.print_memory import BuildSettings
from desktop_app.ui.folders import short_folder
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import CutLine, DropDown, add_row, button, check_box

_ORDERS = {
    "set": "按套:排完一套再排下一套",
    "document": "按文件:一个文件印齐份数",
    "none": "不要打印文件",
}
_FONTS = ("软件自带的字体", "这台电脑上的公文字体(许可准许嵌入时)")
_MOST_COPIES = 20


class Choices(QWidget):
    """The choices of one draft; `changed` tells that a person made another one, `place_asked`
    that they want another folder."""

    changed = Signal()
    place_asked = Signal()

    def __init__(self, settings: BuildSettings, copies: int, papers: str) -> None:
        super().__init__()
        self._settings = settings
        self._order = DropDown("order", "打印文件")
        for key, told in _ORDERS.items():
            self._order.addItem(told, key)
        self._order.setCurrentIndex(max(self._order.findData(settings.order), 0))
        self._copies = DropDown("copies", f"{papers}份数")
        self._copies.addItem(f"按通知({copies} 份)" if copies else "按通知", 0)
        for number in range(1, _MOST_COPIES + 1):
            self._copies.addItem(f"{number} 份", number)
        self._copies.setCurrentIndex(max(self._copies.findData(settings.copies), 0))
        self._fonts = DropDown("fonts", "字体")
        self._fonts.addItems(_FONTS)
        self._fonts.setCurrentIndex(int(settings.office_fonts))
        self._duplex = _tick("双面,每份从正面开始", "duplex", settings.duplex)
        self._marks = _tick("印识别码,供扫描件核对", "marks", settings.marks)
        self._numbered = _tick("每份首页印「第几份」", "numbered", settings.numbered)
        self._zip = _tick("也打成压缩包", "with zip", settings.with_zip)
        self._place = CutLine("", "soft", "place")
        self._lay_out()
        for one in (self._order, self._copies, self._fonts):
            one.currentIndexChanged.connect(self._change)
        for one in (self._duplex, self._marks, self._numbered, self._zip):
            one.toggled.connect(self._change)

    @property
    def settings(self) -> BuildSettings:
        """What is chosen now."""
        return replace(
            self._settings,
            order=self._order.currentData(),
            duplex=self._duplex.isChecked(),
            marks=self._marks.isChecked(),
            numbered=self._numbered.isChecked(),
            office_fonts=bool(self._fonts.currentIndex()),
            with_zip=self._zip.isChecked(),
            copies=self._copies.currentData(),
        )

    def show_place(self, out: Path) -> None:
        """Where the bundle goes."""
        self._settings = replace(self._settings, out=str(out))
        self._place.setText(short_folder(out))
        self._place.setToolTip(str(out))

    def remember(self, folder: Path) -> None:
        """Where the last bundle lies."""
        self._settings = replace(self._settings, folder=str(folder))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        between(form, 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for one in (self._order, self._copies, self._fonts):
            add_row(form, one)
        change = button("换文件夹…", "change place", "换一个放材料的文件夹")
        change.clicked.connect(self.place_asked)
        place = QHBoxLayout()
        between(place, 2)
        place.addWidget(self._place, 1)
        place.addWidget(change)
        form.addRow(QLabel("放在"), place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 1)
        layout.addLayout(form)
        ticks = QGridLayout()
        between(ticks, 4, 0)
        for n, one in enumerate((self._duplex, self._marks, self._numbered, self._zip)):
            ticks.addWidget(one, n // 2, n % 2)
        layout.addLayout(ticks)

    def _change(self) -> None:
        self._marks.setEnabled(self._order.currentData() != "none")
        self._numbered.setEnabled(self._order.currentData() != "none")
        self.changed.emit()


def _tick(told: str, name: str, is_on: bool) -> QCheckBox:
    one = check_box(told, name)
    one.setChecked(is_on)
    return one
