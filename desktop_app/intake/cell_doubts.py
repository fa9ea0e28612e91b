"""What a person should know of single cells: digits that are gone, dates as numbers, looks."""

import re
from dataclasses import dataclass, field

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Kind, plain
from desktop_app.intake.places import cell_place, cells_words, rows_words
from desktop_app.intake.plain import Doubt, Sheet

# Excel keeps 15 digits: a code of digits alone that ends so was a number on its way here.
_CUT_CODE = re.compile(r"\d{15}000")
_DAYS = (Kind.MONTH, Kind.DATE)
_LOOKED_AT = (Kind.CREDIT_CODE, *_DAYS)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Days between the two ways of counting: the first of 1904 is 0, or 1462.
_LATER_START = 1462


@dataclass
class CellDoubts:
    """Looks at the cells of one sheet as they are read; what many share is told once."""

    sheet: Sheet
    doubts: list[Doubt] = field(default_factory=list)
    serials: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._damaged = {(at, index) for at, index in self.sheet.damaged}
        self._doubtful = {(at, index) for at, index in self.sheet.doubtful}
        self._shown = {(at, index) for at, index in self.sheet.shown_otherwise}
        self._struck = {(at, index) for at, index in self.sheet.struck}
        self._is_marked = bool(self._damaged or self._doubtful or self._shown or self._struck)

    def may_tell(self, column: Field) -> bool:
        """Whether there is anything to look for in a column; in most cells there is nothing."""
        return self._is_marked or column.kind in _LOOKED_AT

    def marked_rows(self) -> set[int]:
        """The rows with a cell to tell of, whatever it says."""
        cells = (self._damaged, self._doubtful, self._shown, self._struck)
        return {at for places in cells for at, _ in places}

    def look(self, column: Field, place: tuple[int, int], typed: str) -> None:
        """Look at one cell of a project's row."""
        if not self._is_marked and not (typed.endswith("000") or typed.strip()[:5].isdecimal()):
            return
        where = cell_place(self.sheet, *place)
        if place in self._damaged:
            message = f"{where} 的长数字「{typed}」在表格里已丢失末几位,请对照原件重填"
            self.doubts.append(Doubt("damaged", where, message))
        elif column.kind is Kind.CREDIT_CODE and not is_plain(column, typed):
            message = f"{where} 的「{typed}」末三位都是0,可能是在表格里丢失的,请对照原件核实"
            self.doubts.append(Doubt("damaged", where, message))
        if column.kind is Kind.MONTH and place in self._doubtful:
            message = f"{where} 的「{typed}」可能是1月,也可能是10月(末尾的0会丢失),请核实"
            self.doubts.append(Doubt("ambiguous_month", where, message))
        elif column.kind in _DAYS and not is_plain(column, typed):
            self.serials.append(where)
        if place in self._shown:
            self.shown.append(where)
        if place in self._struck and place[0] not in self.struck:
            self.struck.append(place[0])

    def told(self) -> list[Doubt]:
        """All doubts of the sheet."""
        name = self.sheet.name
        doubts = [*self.doubts]
        if self.serials:
            how = "从1904年起算" if self.sheet.counts_from_1904 else ""
            message = (
                f"{cells_words(self.serials)} 是没有日期格式的数字,按表格{how}的日期序号读取,请核对"
            )
            doubts.append(Doubt("serial_date", name, message))
        if self.shown:
            message = (
                f"{cells_words(self.shown)} 的格式(百分比或缩放)使显示的数与存的数不同,"
                "读取的是存的数,请核对"
            )
            doubts.append(Doubt("shown_otherwise", name, message))
        if self.struck:
            words = rows_words(self.sheet, self.struck)
            message = f"「{name}」的{words}有删除线,已照常读取,请确认是否作废"
            doubts.append(Doubt("struck", name, message))
        return doubts


def is_plain(column: Field, typed: str) -> bool:
    """Whether there is nothing to tell of a cell by its text alone."""
    if column.kind is Kind.CREDIT_CODE:
        return not _CUT_CODE.fullmatch(typed.strip())
    return column.kind not in _DAYS or not _is_serial(typed)


def counted_from_1900(typed: str) -> str:
    """A day without a date's format in a workbook that counts from 1904, as others count it."""
    if not _is_serial(typed):
        return typed
    days, stop, part = plain(typed).partition(".")
    return f"{int(days) + _LATER_START}{stop}{part}"


def _is_serial(typed: str) -> bool:
    return typed.strip()[:5].isdecimal() and _SERIAL.fullmatch(plain(typed)) is not None
