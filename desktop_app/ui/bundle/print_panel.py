"""打印: one paper on a printer of the system, checked before, with its settings remembered."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.print_check import Checked, PageToPrint, check_print
from desktop_app.jobs.page_pictures import pages_to_print
from desktop_app.jobs.print_memory import PrintMemory, PrintSettings
from desktop_app.paths import free_name
from desktop_app.ui.bundle.made_card import MadePaper
from desktop_app.ui.bundle.printers import DUPLEX, PAPERS, TRAYS, FoundPrinter, Printers
from desktop_app.ui.bundle.printing import PrintTask, print_pages
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import DropDown, add_row, button, card, say, words
from desktop_app.ui.work import Latest, Tick

_NO_PRINTER = (
    "这台电脑没有找到打印机。可以打印成 PDF 文件,拷到能打印的电脑上;或者装好打印机后再打开这一页。"
)
_AS_IS = "按原大小打印,不缩放。"
_MOST_COPIES = 30


class PrintPanel(QWidget):
    """`closed` when a person goes back; `open_asked` brings a file for the system's reader."""

    closed = Signal()
    open_asked = Signal(object)

    def __init__(
        self, desk: Desk, memory: PrintMemory, printers: Printers, *, back: str = "返回"
    ) -> None:
        super().__init__()
        self._desk, self._memory, self._printers = desk, memory, printers
        self._looking = Latest(self)
        self._checking = Latest(self)
        self._paper: MadePaper | None = None
        self._pages: tuple[PageToPrint, ...] = ()
        self._found: tuple[FoundPrinter, ...] = ()
        self._is_duplex = True
        self._where = ""
        self._title = words("", "lead", "print title")
        self._back = button(back, "back to bundle", "返回成册" if back == "返回" else back)
        self._printer = _choice("printer", "打印机")
        self._size = _choice("paper size", "纸张")
        self._duplex = _choice("print duplex", "单面或双面")
        self._tray = _choice("tray", "纸盒")
        for name in PAPERS:
            self._size.addItem(name, name)
        for key, told in DUPLEX.items():
            self._duplex.addItem(told, key)
        for number, told in TRAYS.items():
            self._tray.addItem(told, number)
        self._copies = _choice("print copies", "份数")
        for number in range(1, _MOST_COPIES + 1):
            self._copies.addItem(f"{number} 份", number)
        self._reset = button("恢复默认", "reset printing", "恢复这份材料的默认打印设置")
        self._verdict = words("", "", "print verdict")
        self._notes = words("", "soft", "print notes")
        self._print = button("打印", "print now", primary=True)
        self._pdf = button("打印成 PDF 文件…", "print to pdf")
        self._open = button("用系统的阅读器打开打印", "open in reader")
        self._job = JobLine("print", "打印")
        self._told = words("", "soft", "print told")
        self._lay_out()
        self._connect()
        self._show_check(None)

    @property
    def is_printing(self) -> bool:
        return self._job.is_running

    def show_paper(self, paper: MadePaper, *, is_duplex: bool) -> None:
        """Get ready to print a paper; `is_duplex` is how its bundle was made."""
        self._paper = paper
        self._is_duplex = is_duplex
        self._title.setText(f"打印 {paper.title}")
        self._set_copies(paper.copies)
        self._pages = ()
        say(self._told, "")
        self._show_check(None)
        self._verdict.setText("正在检查页面…")
        path = paper.pdf
        assert path is not None
        self._checking.drop()
        self._looking.ask(_looking(path, self._printers))

    def tell(self, sentence: str) -> None:
        """A sentence below the buttons."""
        say(self._told, sentence)

    def stop(self) -> None:
        """Cancel what is under way and wait for it."""
        self._job.cancel()
        self._looking.stop()
        self._checking.stop()
        self._job.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        form = QFormLayout()
        between(form, 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for one in (self._printer, self._size, self._duplex, self._tray, self._copies):
            add_row(form, one)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._print)
        deeds.addWidget(self._pdf)
        deeds.addStretch(1)
        others = QHBoxLayout()
        between(others, 2)
        others.addWidget(self._open)
        others.addWidget(self._reset)
        others.addStretch(1)
        frame, layout = card()
        between(layout, 2)
        layout.addLayout(head)
        layout.addLayout(form)
        layout.addWidget(self._verdict)
        layout.addWidget(self._notes)
        layout.addLayout(deeds)
        layout.addLayout(others)
        layout.addWidget(self._job)
        layout.addWidget(self._told)
        outer = QVBoxLayout(self)
        between(outer, 2)
        # As wide as the cards beside which it comes to stand.
        around(outer, 0, 0, 2, 0)
        outer.addWidget(frame)
        outer.addStretch(1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        for one in (self._printer, self._size, self._duplex, self._tray):
            one.activated.connect(self._choose)
        self._reset.clicked.connect(self._forget)
        self._print.clicked.connect(self._send)
        self._pdf.clicked.connect(self._save)
        self._open.clicked.connect(self._open_elsewhere)
        self._job.succeeded.connect(self._printed)
        self._job.failed.connect(self._end)
        self._job.cancelled.connect(self._stopped)
        self._looking.found.connect(self._looked)
        self._looking.failed.connect(self._not_checked)
        self._checking.found.connect(self._show_check)
        self._checking.failed.connect(self._not_checked)

    @property
    def _key(self) -> str:
        """What the settings are remembered by: the document, whatever draft it is of."""
        return f"{self._desk.programme.id}/{self._paper.key if self._paper else ''}"

    @property
    def _settings(self) -> PrintSettings:
        return PrintSettings(
            self._printer.currentData() or "",
            self._size.currentData(),
            self._duplex.currentData(),
            self._tray.currentData(),
        )

    @Slot(object)
    def _looked(self, found: "_Looked") -> None:
        self._found, self._pages = found.printers, found.pages
        self._printer.clear()
        for one in self._found:
            self._printer.addItem(f"{one.name}(默认)" if one.is_default else one.name, one.name)
        if not self._found:
            self._printer.addItem("没有找到打印机", "")
        self._take(self._memory.printing(self._key) or self._default())
        self._check()

    def _default(self) -> PrintSettings:
        first = self._found[0] if self._found else FoundPrinter("")
        wide = max((min(one.wide, one.high) for one in self._pages), default=0)
        paper = "A3" if wide > PAPERS["A4"][0] + 5 else "A4"
        duplex = "long" if self._is_duplex and first.can_duplex else "none"
        return PrintSettings(first.name, paper, duplex)

    def _take(self, settings: PrintSettings) -> None:
        for one, value in (
            (self._printer, settings.printer),
            (self._size, settings.paper),
            (self._duplex, settings.duplex),
            (self._tray, settings.tray),
        ):
            one.setCurrentIndex(max(one.findData(value), 0))

    def _set_copies(self, copies: int) -> None:
        self._copies.setCurrentIndex(min(copies, _MOST_COPIES) - 1)

    @Slot()
    def _choose(self) -> None:
        self._memory.keep_printing(self._key, self._settings)
        self._check()

    @Slot()
    def _forget(self) -> None:
        self._memory.forget_printing(self._key)
        self._take(self._default())
        if self._paper is not None:
            self._set_copies(self._paper.copies)
        self._check()

    def _check(self) -> None:
        """See what the chosen printer and paper would do to the pages."""
        self._show_check(None)
        if not self._found:
            self._checking.drop()
            self._verdict.setText(f"● {_NO_PRINTER}")
            mean(self._verdict, "weight", "explain")
            return
        self._verdict.setText("正在检查页面…")
        pages, printers, settings = self._pages, self._printers, self._settings
        self._checking.ask(lambda _: check_print(pages, printers.paper(settings)))

    @Slot(str)
    def _not_checked(self, sentence: str) -> None:
        self._show_check(None)
        self._verdict.setText(f"▲ {sentence}")
        mean(self._verdict, "weight", "must")

    @Slot(object)
    def _show_check(self, checked: Checked | None) -> None:
        is_bad = bool(checked and checked.troubles)
        if checked is None:
            told, weight = "", "hint"
        elif is_bad:
            told, weight = "\n".join(f"▲ {one}" for one in checked.troubles), "must"
        else:
            told, weight = f"✓ 共 {len(self._pages)} 页,纸张合适,没有会被裁掉的内容。", "ok"
        self._verdict.setText(told)
        mean(self._verdict, "weight", weight)
        say(self._notes, "\n".join([*checked.notes, _AS_IS]) if checked else "")
        self._print.setText("仍然打印" if is_bad else "打印")
        self._print.setAccessibleName(self._print.text())
        self._print.setEnabled(checked is not None and not self.is_printing)
        self._pdf.setEnabled(bool(self._pages) and not self.is_printing)

    @Slot()
    def _send(self) -> None:
        self._memory.keep_printing(self._key, self._settings)
        self._start(None)

    @Slot()
    def _save(self) -> None:
        if self._paper is None or self._paper.pdf is None:
            return
        folder = self._desk.session.standing.path.parent
        suggested = free_name(folder / f"{self._paper.pdf.stem}(打印).pdf")
        path = self._desk.prompts.pdf_to_save(self, suggested)
        if path is not None:
            is_pdf = path.suffix.lower() == ".pdf"
            self._start(path if is_pdf else path.with_name(f"{path.name}.pdf"))

    def _start(self, pdf: Path | None) -> None:
        if self._paper is None or self._paper.pdf is None:
            return
        task = PrintTask(self._paper.pdf, self._copies.currentData(), self._settings, pdf)
        printers = self._printers
        self._where = f"「{pdf.name}」" if pdf else f"打印机「{task.settings.printer}」"
        self._set_printing(True)
        say(self._told, "")
        self._job.run(lambda report: print_pages(task, printers, report), "正在准备…")

    def _set_printing(self, is_printing: bool) -> None:
        for one in (self._print, self._pdf, self._back, self._reset, self._copies):
            one.setEnabled(not is_printing)
        for one in (self._printer, self._size, self._duplex, self._tray):
            one.setEnabled(not is_printing)
        if not is_printing:
            self._print.setEnabled(bool(self._found))

    @Slot(object)
    def _printed(self, sides: int) -> None:
        self._end(f"已送到{self._where},共 {sides} 面。")

    @Slot()
    def _stopped(self) -> None:
        self._end("已停止打印;已经送到打印机的几页可能还会印出来。")

    @Slot(str)
    def _end(self, sentence: str) -> None:
        self._set_printing(False)
        say(self._told, sentence)

    @Slot()
    def _open_elsewhere(self) -> None:
        if self._paper is not None and self._paper.pdf is not None:
            self.open_asked.emit(self._paper.pdf)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A paper's pages, and the printers there are."""

    pages: tuple[PageToPrint, ...]
    printers: tuple[FoundPrinter, ...]


def _looking(path: Path, printers: Printers) -> Callable[[Tick], _Looked]:
    return lambda tick: _Looked(pages_to_print(path, lambda *_: tick()), printers.found())


def _choice(name: str, told: str) -> DropDown:
    # A long name of a printer must not widen the page.
    return DropDown(name, told, least=8)
