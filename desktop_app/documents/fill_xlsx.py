"""The issuer's own workbook filled in: nothing of it changes but the cells that are filled.

The XML of the one sheet is edited itself: openpyxl would lose pictures, buttons, themes of charts
and newer rules. Where more projects come than there are blank rows, rows are put in as by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.own_form import FormMap
from desktop_app.core.sheet_places import address
from desktop_app.documents.calc_chain import update_chain
from desktop_app.documents.compose_own import OwnContent, OwnRows
from desktop_app.documents.fill_rows import RowFiller
from desktop_app.documents.office_package import OfficePackage, foreign
from desktop_app.documents.sheet_formulas import Insertion, speaks_of
from desktop_app.documents.sheet_looks import Looks
from desktop_app.documents.sheet_results import Results
from desktop_app.documents.sheet_rows import insert_rows
from desktop_app.documents.sheet_xml import S, SheetXml, unshared

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
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
    with foreign(form.file):
        return _Filling(OfficePackage(content), form, own).filled()


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
        self._package.put(part, sheet.root)
        self._calculate(name, sheet, part)
        self._package.put(part, sheet.root)
        after = _formula_cells(sheet)
        if before != after:
            update_chain(self._package, part, after)

    def _table(
        self, number: int, name: str, part: str, sheet: SheetXml, rows: OwnRows
    ) -> Insertion:
        table = rows.table
        missing = max(0, rows.depth - table.ready)
        insertion = Insertion(name, table.first + 1, table.first + table.ready, missing)
        if missing:
            insert_rows(self._package, part, sheet, insertion, table.first)
            self._added[number] = missing
        filler = RowFiller(name, sheet, rows, self._looks)
        filler.fill(insertion)
        self._notes += filler.notes(table)
        return insertion

    def _calculate(self, name: str, sheet: SheetXml, part: str) -> None:
        """What formulas come to now, in place of what they came to when the form was blank: those
        of the sheet, and those of others that speak of it."""
        parts = {one.casefold(): other for one, other in sheets_of(self._package)}
        sheets = {name.casefold(): sheet}

        def of_name(wanted: str) -> SheetXml | None:
            key = wanted.casefold()
            if key not in sheets and key in parts:
                sheets[key] = _sheet(self._package, parts[key])
                unshared(sheets[key])
            return sheets.get(key)

        results = Results(of_name)
        self._tell_unknown(name, results.update(name))
        for other, other_part in sheets_of(self._package):
            formulas = self._package.tree(other_part).iter(f"{S}f")
            reads = any(speaks_of(one.text or "", name) for one in formulas)
            theirs = of_name(other) if reads and other_part != part else None
            if theirs is not None:
                before = etree.tostring(theirs.root)
                self._tell_unknown(other, results.update(other, lambda one: speaks_of(one, name)))
                if etree.tostring(theirs.root) != before:
                    self._package.put(other_part, theirs.root)

    def _tell_unknown(self, name: str, places: Sequence[str]) -> None:
        """Formulas that are left to whoever opens the file."""
        if places:
            self._recalculates = True
            more = "等" if len(places) > _NAMED else ""
            self._notes.append(
                f"「{name}」{'、'.join(places[:_NAMED])}{more}的公式由 Excel 或 WPS 打开时计算,"
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
