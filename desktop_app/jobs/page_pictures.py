"""The pages of a finished PDF: as pictures to look at and to print, and what is to be checked."""

from pathlib import Path

from desktop_app.core.print_check import PageToPrint
from desktop_app.errors import AppError, in_words
from desktop_app.intake.pdf_pictures import PdfPictures, Picture
from desktop_app.jobs.progress import Report, quiet

__all__ = ["PagePictures", "Picture"]

_MM = 25.4 / 72
# Far more than a set of thousands of projects.
_LARGEST = 500_000_000


class PagePictures:
    """An open PDF of the bundle; raises AppError for one that cannot be shown.

    It is in memory: the file may be moved or deleted. Made, asked and closed in any one thread.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            if path.stat().st_size > _LARGEST:
                raise AppError(f"「{path.name}」太大,不能在这里预览;请用系统的阅读器打开。")
            content = path.read_bytes()
        except OSError as reason:
            raise AppError(
                f"「{path.name}」打不开({in_words(reason)});文件可能被移走了,请重新生成材料。"
            ) from reason
        try:
            self._pictures = PdfPictures(content)
        except ValueError as reason:
            raise self._damaged() from reason

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """The width and height of every page, in mm."""
        return tuple((wide * _MM, high * _MM) for wide, high in self._pictures.sizes)

    def picture(self, index: int, wide: int, high: int) -> Picture:
        """Page `index` (from 0), as large as fits into so many dots."""
        try:
            return self._pictures.picture(index, wide, high)
        except ValueError as reason:
            raise self._damaged() from reason

    def to_print(self, report: Report = quiet) -> tuple[PageToPrint, ...]:
        """Every page with its size and where its ink begins."""
        pages: list[PageToPrint] = []
        for index, (wide, high) in enumerate(self.sizes):
            report(index, len(self.sizes), f"第 {index + 1} 页")
            try:
                ink = self._pictures.ink(index)
            except ValueError as reason:
                raise self._damaged() from reason
            pages.append(PageToPrint(index + 1, wide, high, ink))
        return tuple(pages)

    def close(self) -> None:
        self._pictures.close()

    def _damaged(self) -> AppError:
        return AppError(f"「{self._name}」已损坏或被改动过,不能显示;请重新生成材料。")


def pages_to_print(path: Path, report: Report = quiet) -> tuple[PageToPrint, ...]:
    """What the check before printing must know of a PDF."""
    pictures = PagePictures(path)
    try:
        return pictures.to_print(report)
    finally:
        pictures.close()
