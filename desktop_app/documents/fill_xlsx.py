"""The issuer's own workbook filled in: nothing of it changes but the cells that are filled.

The XML of the one sheet is edited itself: openpyxl would lose pictures, buttons, themes of charts
and newer rules. Where more projects come than there are blank rows, rows are put in as by hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.names import fold
from desktop_app.core.own_form import FormMap, OwnTable
from desktop_app.core.sheet_places import address
from desktop_app.documents.calc_chain import update_chain
from desktop_app.documents.compose_own import OwnContent, OwnRows, OwnValue
from desktop_app.documents.office_package import OfficePackage
from desktop_app.documents.sheet_formulas import Insertion, speaks_of
from desktop_app.documents.sheet_looks import Choices, Looks
from desktop_app.documents.sheet_rows import insert_rows
from desktop_app.documents.sheet_sums import Cell, Unknown, result
from desktop_app.documents.sheet_xml import S, SheetXml, unshared
from desktop_app.errors import AppError

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HUNDRED = Decimal(100)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The filled file; what a person should know of it; by how many rows what stands below a table
    moved down, by the number of the sheet or table."""

    content: bytes
    notes: tuple[str, ...] = ()
    added: Mapping[int, int] = field(default_factory=dict[int, int])


def fill_xlsx(content: bytes, form: FormMap, own: OwnContent) -> FilledForm:
    """Fill in the workbook; raises AppError for one that cannot be filled without harm."""
    try:
        return _Filling(OfficePackage(content), form, own).filled()
    except (etree.XMLSyntaxError, LookupError, ValueError) as reason:
        raise AppError(
            f"「{form.file}」的内部结构不标准,不能自动填写;"
            "请用 Excel 或 WPS 打开后另存为 .xlsx,再重新选择官方表样。"
        ) from reason


def ready_rows(content: bytes, number: int, first: int, column: int) -> int:
    """How many rows from `first` on were given a look in a column: rows made to be filled in."""
    package = OfficePackage(content)
    sheet = _sheet(package, sheets_of(package)[number][1])
    count = 0
    while (cell := sheet.cell(first + count, column)) is not None and cell.get("s", "0") != "0":
        count += 1
    return count


def sheets_of(package: OfficePackage) -> list[tuple[str, str]]:
    """Name and part of each worksheet, in the order of the workbook."""
    main = package.main_part()
    relations = package.relations(main)
    found: list[tuple[str, str]] = []
    for one in package.tree(main).iterfind(f"{S}sheets/{S}sheet"):
        kind, part = relations[one.get(f"{_R}id", "")]
        if kind.endswith("/worksheet"):
            found.append((one.get("name", ""), part))
    return found


class _Filling:
    """One file while it is filled, sheet by sheet."""

    def __init__(self, package: OfficePackage, form: FormMap, own: OwnContent) -> None:
        self._package, self._form, self._own = package, form, own
        self._notes: list[str] = []
        self._added: dict[int, int] = {}
        self._recalculates = False
        styles = _related(package, "/styles")
        self._looks = Looks(None if styles is None else package.tree(styles))

    def filled(self) -> FilledForm:
        used = {one.table.sheet for one in self._own.tables}
        used |= {cell.sheet for cell, _ in self._own.cells}
        listed = sheets_of(self._package)
        for number in sorted(used):
            name, part = listed[number]
            self._sheet(number, name, part)
        if self._recalculates:
            self._ask_to_calculate()
        return FilledForm(self._package.packed(), tuple(self._notes), self._added)

    def _sheet(self, number: int, name: str, part: str) -> None:
        sheet = _sheet(self._package, part)
        unshared(sheet)
        before = _formula_cells(sheet)
        moved: Insertion | None = None
        for rows in self._own.tables:
            if rows.table.sheet == number:
                moved = self._table(number, name, part, sheet, rows)
        for cell, text in sorted(self._own.cells, key=lambda one: -one[0].start):
            if cell.sheet == number:
                row = cell.row if moved is None else moved.row(cell.row + 1) - 1
                sheet.put_between(row, cell.column, cell.start, cell.end, text)
        self._calculate(name, sheet)
        self._package.put(part, sheet.root)
        after = _formula_cells(sheet)
        if before != after:
            update_chain(self._package, part, after)
        self._recalculates |= any(
            speaks_of(one.text or "", name)
            for _, other in sheets_of(self._package)
            if other != part
            for one in self._package.tree(other).iter(f"{S}f")
        )

    def _table(
        self, number: int, name: str, part: str, sheet: SheetXml, rows: OwnRows
    ) -> Insertion:
        table = rows.table
        missing = max(0, len(rows.rows) - table.ready)
        insertion = Insertion(name, table.first + 1, table.first + table.ready, missing)
        if missing:
            insert_rows(self._package, part, sheet, insertion, table.first)
            self._added[number] = missing
        filler = _Rows(sheet, rows, self._looks)
        filler.fill(insertion)
        self._notes += filler.notes(table)
        return insertion

    def _calculate(self, name: str, sheet: SheetXml) -> None:
        """What the sheet's formulas come to now, in place of what they came to when blank."""
        results = Results(sheet)
        unknown: list[str] = []
        for row, column, cell in list(sheet.cells()):
            if cell.find(f"{S}f") is None:
                continue
            try:
                number = results.value(row, column)
            except Unknown:
                unknown.append(address(row, column))
                continue
            if isinstance(number, Decimal) and sheet.value(row, column) != number:
                sheet.put_result(row, column, number)
        if unknown:
            self._recalculates = True
            more = "等" if len(unknown) > _NAMED else ""
            self._notes.append(
                f"「{name}」{'、'.join(unknown[:_NAMED])}{more}的公式由 Excel 或 WPS 打开时计算,"
                "打开后请看一看结果。"
            )

    def _ask_to_calculate(self) -> None:
        """Have whoever opens the file compute what is not computed here."""
        main = self._package.main_part()
        root = self._package.tree(main)
        found = root.find(f"{S}calcPr")
        if found is None:
            found = etree.Element(f"{S}calcPr")
            behind = [root.find(f"{S}{one}") for one in ("definedNames", "sheets")]
            next(one for one in behind if one is not None).addnext(found)
        found.set("fullCalcOnLoad", "1")
        self._package.put(main, root)


class _Rows:
    """The rows of one table while they are written."""

    def __init__(self, sheet: SheetXml, rows: OwnRows, looks: Looks) -> None:
        self._sheet, self._rows, self._looks = sheet, rows, looks
        self._choices = Choices(sheet)
        self._hidden: dict[int, str] = {}
        self._others: dict[int, str] = {}
        self._computed: list[str] = []

    def fill(self, insertion: Insertion) -> None:
        table = self._rows.table
        kept: list[tuple[int, int, OwnValue]] = []
        for at, values in enumerate(self._rows.rows, start=table.first):
            if table.serial >= 0 and not self._sheet.formula(at, table.serial):
                number = Decimal(at - table.first + 1)
                self._sheet.put_number(at, table.serial, number, self._style(table.serial))
            for column, value in values.items():
                if self._sheet.formula(at, column):
                    kept.append((at, column, value))
                else:
                    self._put(at, column, value)
        self._clear(insertion)
        if table.total >= 0:
            row = insertion.row(table.total + 1) - 1
            for column, value in self._rows.sums.items():
                if self._sheet.formula(row, column):
                    kept.append((row, column, value))
                else:
                    self._put(row, column, value, "")
        self._hold_against(kept)

    def notes(self, table: OwnTable) -> Iterator[str]:
        """What a person should know of these rows."""
        headings = {one.column: one.heading for one in table.columns}
        for column, place in self._hidden.items():
            yield (
                f"{table.name} {place} 等格的格式只显示部分小数,「{headings.get(column, '')}」"
                "填入的是完整的数,请看一看显示的样子。"
            )
        for column, told in self._others.items():
            heading = headings.get(column, "")
            yield f"{table.name} 「{heading}」的下拉选项中没有{told},已照草稿填入。"
        if self._computed:
            more = f"等 {len(self._computed)} 格" if len(self._computed) > _NAMED else ""
            yield (
                f"{table.name} {'、'.join(self._computed[:_NAMED])}{more}的公式算出的数与草稿不同,"
                "已改填草稿的数。"
            )

    def _style(self, column: int) -> str:
        """The look of the first row made to be filled in."""
        model = self._sheet.cell(self._rows.table.first, column)
        return "" if model is None else model.get("s", "")

    def _put(self, row: int, column: int, value: OwnValue, look: str | None = None) -> None:
        """Write a value; a cell that is not there yet looks like those of the first row."""
        look = self._style(column) if look is None else look
        style = self._sheet.make_cell(row, column, look).get("s")
        if value.number is not None:
            number = value.number
            if value.is_percent and self._looks.is_percent(style):
                number /= _HUNDRED
            if self._looks.hides(style, number):
                self._hidden.setdefault(column, address(row, column))
            self._sheet.put_number(row, column, number)
        elif value.day is not None and self._looks.is_day(style):
            self._sheet.put_day(row, column, value.day)
        else:
            self._sheet.put_text(row, column, self._chosen(row, column, value))

    def _chosen(self, row: int, column: int, value: OwnValue) -> str:
        """The text as the form's own list writes it, where only width or blanks differ."""
        options = self._choices.of(row, column)
        if not options or not value.text or value.text in options:
            return value.text
        alike = [one for one in options if fold(one) == fold(value.text)]
        if len(alike) == 1 and not value.is_name:
            return alike[0]
        self._others.setdefault(column, f"「{value.text}」({address(row, column)})")
        return value.text

    def _clear(self, insertion: Insertion) -> None:
        """What stood as a sample in rows that stay blank goes."""
        table = self._rows.table
        first = table.first + len(self._rows.rows)
        for row in range(first, insertion.last):
            for column in table.fields.values():
                if self._sheet.text(row, column) and not self._sheet.formula(row, column):
                    self._sheet.put_text(row, column, "")

    def _hold_against(self, kept: list[tuple[int, int, OwnValue]]) -> None:
        """A formula stays where it comes to what the draft says."""
        results = Results(self._sheet)
        wrong: list[tuple[int, int, OwnValue]] = []
        for row, column, value in kept:
            try:
                found = results.value(row, column)
            except Unknown:
                found = None
            is_blank = value.number is None and not value.text and found == 0
            if not is_blank and (value.number is None or found != value.number):
                wrong.append((row, column, value))
        for row, column, value in wrong:
            self._put(row, column, value)
            self._computed.append(address(row, column))


class Results:
    """What the formulas of a sheet come to, each computed once."""

    def __init__(self, sheet: SheetXml) -> None:
        self._sheet = sheet
        self._known: dict[tuple[int, int], Decimal | None] = {}

    def value(self, row: int, column: int) -> Cell:
        """What a formula sees of a cell; raises `Unknown`."""
        formula = self._sheet.formula(row, column)
        if not formula:
            found = self._sheet.cell(row, column)
            if found is not None and found.find(f"{S}f") is not None:
                raise Unknown(address(row, column))
            return self._sheet.value(row, column)
        key = (row, column)
        if key not in self._known:
            # A circle of formulas comes to nothing.
            self._known[key] = None
            self._known[key] = result(formula, row, self.value)
        number = self._known[key]
        if number is None:
            raise Unknown(formula)
        return number


def _sheet(package: OfficePackage, part: str) -> SheetXml:
    strings = _related(package, "/sharedStrings")
    shared = [] if strings is None else list(package.tree(strings).iterchildren(f"{S}si"))
    about = package.tree(package.main_part()).find(f"{S}workbookPr")
    old = about is not None and about.get("date1904") in ("1", "true")
    return SheetXml(package.tree(part), shared, counts_from_1904=old)


def _related(package: OfficePackage, kind: str) -> str | None:
    relations = package.relations(package.main_part()).values()
    return next(
        (part for one, part in relations if one.endswith(kind) and part in package.names), None
    )


def _formula_cells(sheet: SheetXml) -> list[str]:
    return [
        address(row, column)
        for row, column, cell in sheet.cells()
        if cell.find(f"{S}f") is not None
    ]
