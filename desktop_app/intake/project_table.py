"""A project table that someone sent: its rows as projects, its counties, what is doubtful in it."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.sheet_places import column_letters
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.errors import AppError
from desktop_app.intake.counties import told_county, with_county
from desktop_app.intake.headers import Header
from desktop_app.intake.mark_doubts import about_marks
from desktop_app.intake.places import cell_place
from desktop_app.intake.plain import Doubt, ProjectsRead, Raw, ReadRow, Sheet
from desktop_app.intake.project_layout import Layout, layout_of
from desktop_app.intake.repeated_rows import ListedTable, repeats_of, repeats_told
from desktop_app.intake.sheet_doubts import about_file
from desktop_app.intake.table_reader import TableReader

NO_OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def read_projects(
    raw: Raw,
    table: Table,
    *,
    file: str,
    county: str = "",
    county_column: str = "",
    firm_columns: Sequence[str] = (),
    options: Mapping[str, tuple[str, ...]] = NO_OPTIONS,
    wishes: SheetWishes = NO_WISHES,
) -> ProjectsRead:
    """The projects of the sheets that hold them; what a person `wishes` wins.

    In a text document, tables that go on on the next page are one. `county` fills blanks of the
    column `county_column`, and so does what section, title, sheet or file name say. A project that
    several sheets list is read once; `firm_columns` are those that tell two of one name apart.
    `options` are the texts that choice columns may take. Raises AppError when no sheet has a
    header; a sheet without rows yields no rows and a doubt.
    """
    layout = _laid_out(raw, table, file, wishes)
    readers: list[TableReader] = []
    for parts in layout.tables:
        reader = TableReader(table, options, wishes)
        for part in parts:
            reader.read(*part)
        readers.append(reader)
    doubts = [doubt for reader in readers for doubt in reader.finished()]
    told = _with_counties(readers, layout, file, county, county_column)
    listed = [
        ListedTable(part[0], part[1].name, reader.rows, _fields(table, part[2]), reader.wanted())
        for (part, *_), reader in zip(layout.tables, readers, strict=True)
    ]
    repeats = repeats_of(listed, firm_columns)
    again = [*repeats_told(listed, repeats)]
    for reader, some in zip(readers, repeats, strict=True):
        reader.leave_out(some)
    doubts = [
        *_about_several(layout, readers), *again, *doubts,
        *about_file(raw, layout.parts, layout.others, table.column), *about_marks(raw, file),
    ]  # fmt: skip
    main = max(range(len(readers)), key=lambda n: len(readers[n].rows))
    _, sheet, header = layout.tables[main][0]
    rows = [row for reader in readers for row in reader.rows]
    if not rows:
        doubts.append(Doubt("no_rows", sheet.name, f"「{sheet.name}」有表头但没有项目,请确认文件"))
    spots = [spot for reader in readers for spot in reader.spots]
    read = frozenset(spots)
    passed = {spot: why for reader in readers for spot, why in reader.passed.items()}
    return ProjectsRead(
        file,
        sheet.name,
        rows,
        {key: text.replace("\n", "") for key, text in header.headings.items()},
        _letters(sheet, header),
        header.row + 1,
        header.unit,
        county,
        [one for reader in readers for one in reader.cleaned],
        list(dict.fromkeys(doubts)),
        told,
        spots,
        {spot: why for spot, why in passed.items() if spot not in read},
        _elsewhere(layout, readers, main),
    )


def _laid_out(raw: Raw, table: Table, file: str, wishes: SheetWishes) -> Layout:
    """The tables of the file; AppError when there is none, or none whose names are known."""
    if not raw.sheets:
        raise AppError(
            f"「{file}」中没有表格,读不到项目;请检查是否选对了文件(实施方案要有章节标题)。"
        )
    if wishes.sheet is not None and not 0 <= wishes.sheet < len(raw.sheets):
        raise AppError(
            f"「{file}」只有{len(raw.sheets)}张工作表,没有第{wishes.sheet + 1}张;请重新选择工作表。"
        )
    layout = layout_of(raw, table, wishes)
    if layout is None:
        wanted = "、".join(column.label for column in table.column if column.required)
        raise AppError(
            f"文件「{file}」中没有找到表头(需要有「{wanted or table.column[0].label}」这样的列);"
            "请检查是否选对了文件,或把表头改成这些名称后再导入。"
        )
    named = [column for column in table.column if column.compared]
    _, sheet, header = layout.parts[0]
    if named and not any(column.id in header.columns for column in named):
        raise AppError(
            f"还不知道「{sheet.name}」的哪一列是「{named[0].label}」;"
            f"请在那一列的上方选「{named[0].label}」,或换一行作表头。"
        )
    return layout


def _with_counties(
    readers: Sequence[TableReader], layout: Layout, file: str, county: str, column: str
) -> str:
    """Fill blank counties, each table from its own sections, title and sheet; what is given wins.

    The county that is told of the whole file, "" for several.
    """
    if not column:
        return ""
    told: set[str] = set()
    # Of tables side by side, one says of the other whose they are.
    rows: dict[int, list[ReadRow]] = {}
    for (part, *_), reader in zip(layout.tables, readers, strict=True):
        rows.setdefault(part[0], []).extend(reader.rows)
    is_one_of_several = len(rows) > 1
    for (part, *_), reader in zip(layout.tables, readers, strict=True):
        place, sheet, header = part
        its = county or told_county(
            rows[place], column, file, sheet, header, is_one_of_several=is_one_of_several
        )
        label = header.headings.get(column, "县(市、区)")
        counties = [county or section or its for section in reader.counties]
        reader.rows, filled = with_county(reader.rows, column, label, counties)
        reader.cleaned += filled
        given = {row.cells.get(column, "").strip() for row in reader.rows}
        told |= given or {its}
    return county or (told.pop() if len(told) == 1 else "")


def _about_several(layout: Layout, readers: Sequence[TableReader]) -> Iterator[Doubt]:
    """That projects of several sheets, or of tables side by side, are read together."""
    counts: dict[str, int] = {}
    for ((_, sheet, _), *_), reader in zip(layout.tables, readers, strict=True):
        if reader.rows:
            counts[sheet.name] = counts.get(sheet.name, 0) + len(reader.rows)
    if len(counts) > 1:
        words = "、".join(f"「{name}」{count}个" for name, count in counts.items())
        message = (
            f"这个文件有{len(counts)}张项目表,已全部读入:{words};"
            "只要其中一张的,请在「预览与列」中选工作表"
        )
        yield Doubt("several_sheets", next(iter(counts)), message)
        yield from _units_missing(layout)
    for _, sheet, header in layout.parts:
        if sheet.side and header.row >= 0:
            where = cell_place(sheet, header.row, min(header.columns.values()))
            message = f"{where} 起是并排的另一个表,已按它自己的表头读入,请核对"
            yield Doubt("table_beside", where, message)


def _units_missing(layout: Layout) -> Iterator[Doubt]:
    """Sheets that give no unit of money, where another one gives one."""
    told = {
        sheet.name: unit
        for _, sheet, header in layout.parts
        for unit in (header.unit, *header.units.values())
        if unit
    }
    if not told:
        return
    name, unit = next(iter(told.items()))
    for _, sheet, header in layout.parts:
        if sheet.name not in told and header.row >= 0:
            message = f"「{sheet.name}」没有写金额单位,而「{name}」写的是{unit},请核对金额"
            yield Doubt("unit_missing", sheet.name, message)


def _elsewhere(layout: Layout, readers: Sequence[TableReader], main: int) -> frozenset[str]:
    """The places of rows whose columns stand elsewhere than those of the main table."""
    _, _, header = layout.tables[main][0]
    found: set[str] = set()
    for (part, *_), reader in zip(layout.tables, readers, strict=True):
        found |= reader.otherwise
        if part[1].is_turned or part[2].columns != header.columns:
            found |= {row.where for row in reader.rows}
    return frozenset(found)


def _letters(sheet: Sheet, header: Header) -> dict[str, str]:
    """The letters of the columns; none where the fields stand below one another."""
    if sheet.is_turned:
        return {}
    return {key: column_letters(index) for key, index in header.columns.items()}


def _fields(table: Table, header: Header) -> list[Field]:
    return [column for column in table.column if column.id in header.columns]
