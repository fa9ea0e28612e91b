"""Printing: pictures of the pages of the very PDF, one at a time, on a printer or into a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from desktop_app.errors import AppError
from desktop_app.jobs.one_paper import write_new
from desktop_app.jobs.page_pictures import PagePictures
from desktop_app.jobs.print_memory import PrintSettings
from desktop_app.jobs.progress import Cancelled, Report
from desktop_app.ui.bundle.page_loader import image_of
from desktop_app.ui.bundle.printers import DPI, Printers

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MM = 25.4


@dataclass(frozen=True, slots=True)
class PrintTask:
    """A PDF, how many copies of it, and how; into a PDF file when one is named."""

    source: Path
    copies: int
    settings: PrintSettings
    pdf: Path | None = None


def print_pages(task: PrintTask, printers: Printers, report: Report) -> int:
    """Print every copy; returns how many sides came out. Stopped by what `report` raises.

    Raises AppError when there is nothing to print or the printer refuses.
    """
    pictures = PagePictures(task.source)
    try:
        if task.pdf is None:
            printer = printers.printer(task.settings)
            return _print(task, pictures, printer, report)
        made: list[int] = []
        write_new(
            task.pdf,
            "PDF 文件",
            lambda path: made.append(_print(task, pictures, printers.pdf_file(path), report)),
        )
        return made[0]
    finally:
        pictures.close()


def _print(task: PrintTask, pictures: PagePictures, printer: "QPrinter", report: Report) -> int:
    sides = list(_sides(len(pictures.sizes), task.copies, task.settings.duplex != "none"))
    if not sides:
        raise AppError("这份材料没有页面,不能打印;请重新生成材料。")
    painter = QPainter()
    printed = 0
    try:
        for index in sides:
            report(printed, len(sides), _told(index))
            _prepare(printer, task, pictures, index)
            if printed == 0:
                if not painter.begin(printer):
                    raise AppError(
                        "打印机没有接受打印任务;请检查打印机是否开机、连接正常、有纸,再打印一次,"
                        "或者用系统的阅读器打开打印。"
                    )
            elif not printer.newPage():
                raise AppError(f"打印到第 {printed + 1} 面时打印机停止了;请检查打印机后再打印。")
            if index is not None:
                _paint(painter, printer, task, pictures, index)
            printed += 1
    except Cancelled:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return printed


def _sides(pages: int, copies: int, is_duplex: bool) -> Iterator[int | None]:
    """The pages (from 0) of every copy; None is an empty back, so that a copy begins in front."""
    for copy in range(copies):
        yield from range(pages)
        if is_duplex and pages % 2 and copy < copies - 1:
            yield None


def _told(index: int | None) -> str:
    return "空白背面" if index is None else f"第 {index + 1} 页"


def _prepare(
    printer: "QPrinter", task: PrintTask, pictures: PagePictures, index: int | None
) -> None:
    """A file has sheets of the pages' own sizes; paper in a tray lies as it does."""
    if task.pdf is not None and index is not None:
        wide, high = pictures.sizes[index]
        size = QPageSize(
            QSizeF(min(wide, high), max(wide, high)),
            QPageSize.Unit.Millimeter,
            "",
            QPageSize.SizeMatchPolicy.FuzzyMatch,
        )
        turned = (
            QPageLayout.Orientation.Landscape if wide > high else (QPageLayout.Orientation.Portrait)
        )
        printer.setPageLayout(QPageLayout(size, turned, QMarginsF()))
        printer.setFullPage(True)


def _paint(
    painter: QPainter, printer: "QPrinter", task: PrintTask, pictures: PagePictures, index: int
) -> None:
    """A page at its own size in the middle of the sheet; a wide one with its left edge at the
    foot of upright paper, as the bundle binds it."""
    wide, high = pictures.sizes[index]
    picture = pictures.picture(index, round(wide / _MM * DPI), round(high / _MM * DPI))
    dots = printer.resolution() / _MM
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(sheet.center())
    if task.pdf is None and wide > high:
        painter.rotate(-90)
    target = QRectF(-wide * dots / 2, -high * dots / 2, wide * dots, high * dots)
    painter.drawImage(target, image_of(picture))
    painter.restore()
