"""A project table that someone sent: which rows are projects, and what their cells say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.programme import Field, Table
from desktop_app.core.sheet_wishes import NO_WISHES, RowSpot, SheetWishes
from desktop_app.core.values import Kind, parse
from desktop_app.errors import AppError
from desktop_app.intake.cleaning import cleaned
from desktop_app.intake.counties import county_in
from desktop_app.intake.headers import Header
from desktop_app.intake.mark_doubts import about_marks
from desktop_app.intake.places import column_letters
from desktop_app.intake.plain import Cleaned, Doubt, ProjectsRead, Raw, ReadRow, Sheet
from desktop_app.intake.project_layout import Layout, layout_of
from desktop_app.intake.row_kinds import Columns, RowKind, columns_of, kind_of, sum_cell
from desktop_app.intake.row_sums import SumRow, compared, stated_count
from desktop_app.intake.sheet_doubts import about_file

# Why a row was not read, in the words of the preview.
_PASSED = {
    RowKind.PROJECT: "与上一行合并",
    RowKind.BLANK: "空行",
    RowKind.HEADER: "重复的表头",
    RowKind.SUM: "合计行",
    RowKind.SECTION: "分组标题",
    RowKind.FOOT: "表尾或说明",
    RowKind.EXAMPLE: "填写示例",
    RowKind.UNKNOWN: "不像项目",
}
NO_OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def read_projects(
    raw: Raw,
    table: Table,
    *,
    file: str,
    county: str = "",
    county_column: str = "",
    options: Mapping[str, tuple[str, ...]] = NO_OPTIONS,
    wishes: SheetWishes = NO_WISHES,
) -> ProjectsRead:
    """The projects of the one sheet that holds them; what a person `wishes` wins.

    In a text document, tables that go on on the next page are one. `county` fills blanks of the
    column `county_column`, and so does what title or file name say; `options` are the texts that
    choice columns may take. Raises AppError when no sheet has a header; a sheet without rows
    yields no rows and a doubt.
    """
    if not raw.sheets:
        raise AppError(
            f"「{file}」中没有表格,读不到项目;请检查是否选对了文件(实施方案要有章节标题)。"
        )
    layout = layout_of(raw, table, wishes)
    if layout is None:
        wanted = "、".join(column.label for column in table.column if column.required)
        raise AppError(
            f"文件「{file}」中没有找到表头(需要有「{wanted or table.column[0].label}」这样的列);"
            "请检查是否选对了文件,或把表头改成这些名称后再导入。"
        )
    _require_names(table, layout)
    reader = _Reader(table, options, wishes)
    for at, part, its_header in layout.parts:
        reader.read(at, part, its_header)
    _, sheet, header = layout.parts[0]
    parts = [(part, its_header) for _, part, its_header in layout.parts]
    doubts = [
        *reader.finished(), *about_file(raw, parts, layout.others), *about_marks(raw, file)
    ]  # fmt: skip
    rows, told = reader.rows, ""
    if county_column:
        told = county or _told_county(rows, county_column, file, sheet, header)
        rows = _with_county(rows, reader, county_column, told, header)
    if not rows:
        doubts.append(Doubt("no_rows", sheet.name, f"「{sheet.name}」有表头但没有项目,请确认文件"))
    return ProjectsRead(
        file,
        sheet.name,
        rows,
        {key: text.replace("\n", "") for key, text in header.headings.items()},
        {key: column_letters(index) for key, index in header.columns.items()},
        header.row + 1,
        header.unit,
        county,
        reader.cleaned,
        doubts,
        told,
        reader.spots,
        reader.passed,
    )


def _require_names(table: Table, layout: Layout) -> None:
    """A table in which nobody said where the names stand cannot be read."""
    named = [column for column in table.column if column.compared]
    _, sheet, header = layout.parts[0]
    if named and not any(column.id in header.columns for column in named):
        raise AppError(
            f"还不知道「{sheet.name}」的哪一列是「{named[0].label}」;"
            f"请在那一列的上方选「{named[0].label}」,或换一行作表头。"
        )


@dataclass
class _Reader:
    """The rows below one header or several, and the sums to hold them against at the end."""

    table: Table
    options: Mapping[str, tuple[str, ...]]
    wishes: SheetWishes
    rows: list[ReadRow] = field(default_factory=list)
    spots: list[RowSpot] = field(default_factory=list)
    passed: dict[RowSpot, str] = field(default_factory=dict)
    cleaned: list[Cleaned] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    since: int = 0

    def read(self, place: int, sheet: Sheet, header: Header) -> None:
        """The rows of one part; `place` is which sheet of the file it is."""
        self.sheet, self.header = sheet, header
        self.fields = [f for f in self.table.column if f.id in header.columns]
        self.name = next((f.id for f in self.fields if f.compared), self.fields[0].id)
        self.damaged = {(at, index) for at, index in sheet.damaged}
        self.doubtful = {(at, index) for at, index in sheet.doubtful}
        self.below = self._below(sheet)
        columns = columns_of(self.fields, self.name, header, sheet.rows)
        wide = {
            top
            for top, left, bottom, right in sheet.merged
            if top == bottom and right - left >= max(2, len(header.columns) // 2)
        }
        filled = _filled_down(sheet, header, self.fields)
        for at in range(header.row + 1, len(sheet.rows)):
            kind = kind_of(sheet.rows[at], columns)
            if kind is RowKind.PROJECT and at in wide and _is_single(sheet.rows[at]):
                kind = RowKind.SECTION
            spot = (place, at)
            if spot in self.wishes.left:
                self.passed[spot] = "按您的选择不读入"
            elif spot in self.wishes.taken or (
                kind is RowKind.PROJECT and self.below.get(at) is None
            ):
                self.spots.append(spot)
                self.rows.append(self._row(at, filled[at]))
            else:
                self.passed[spot] = _PASSED[kind]
                self._other_row(at, kind, columns)

    def finished(self) -> list[Doubt]:
        """The doubts of all that was read."""
        totals = [column for column in self.table.column if column.total]
        return [*self.doubts, *compared(self.sums, self.rows, totals)]

    def _other_row(self, at: int, kind: RowKind, columns: Columns) -> None:
        cells = self.sheet.rows[at]
        where = self._where(at)
        match kind:
            case RowKind.SUM:
                self._keep_sum(at, sum_cell(cells)[1], is_title=False)
                self.since = len(self.rows)
            case RowKind.SECTION:
                self.since = len(self.rows)
                if any(index < len(cells) and cells[index].strip() for index in columns.totals):
                    self._keep_sum(at, "小计", is_title=True)
            case RowKind.PROJECT:
                message = (
                    f"{where} 的项目名称与第{self.below[at] + 1}行合并为一格,按一个项目读取,"
                    "本行其他内容没有读入,请核对"
                )
                self.doubts.append(Doubt("merged_row", where, message))
            case RowKind.EXAMPLE:
                message = f"{where} 是填写示例,没有读入"
                self.doubts.append(Doubt("example_row", where, message))
            case RowKind.UNKNOWN:
                text = "、".join(cell.strip() for cell in cells if cell.strip())[:40]
                message = f"{where} 「{text}」不像项目,没有读入,请核对"
                self.doubts.append(Doubt("left_out", where, message))
            case _:
                return

    def _where(self, at: int) -> str:
        return f"{self.sheet.name} 第{at + 1}行"

    def _cell(self, at: int, index: int) -> str:
        return f"{self.sheet.name}!{column_letters(index)}{at + 1}"

    def _row(self, at: int, cells: Sequence[str]) -> ReadRow:
        out: dict[str, str] = {}
        for column in self.fields:
            index = self.header.columns[column.id]
            typed = cells[index] if index < len(cells) else ""
            if not typed.strip():
                continue
            unit = self._unit(column)
            text = cleaned(column, typed, unit, self.options.get(column.id, column.options))
            out[column.id] = text
            if text != typed:
                where = self._cell(at, index)
                self.cleaned.append(Cleaned(where, typed, text, self._where(at), column.id))
            if (at, index) in self.damaged:
                where = self._cell(at, index)
                message = f"{where} 的长数字「{typed}」在表格里已丢失末几位,请对照原件重填"
                self.doubts.append(Doubt("damaged", where, message))
            if column.kind is Kind.MONTH and (at, index) in self.doubtful:
                where = self._cell(at, index)
                message = f"{where} 的「{typed}」可能是1月,也可能是10月(末尾的0会丢失),请核实"
                self.doubts.append(Doubt("ambiguous_month", where, message))
        return ReadRow(out, self._where(at))

    def _unit(self, column: Field) -> str:
        if column.kind is not Kind.AMOUNT:
            return ""
        return self.header.units.get(column.id) or self.header.unit

    def _keep_sum(self, at: int, word: str, *, is_title: bool) -> None:
        cells = self.sheet.rows[at]
        amounts: dict[str, Decimal] = {}
        places: dict[str, str] = {}
        for column in self.fields:
            index = self.header.columns[column.id]
            if column.total and index < len(cells):
                text = cleaned(column, cells[index], self._unit(column))
                given = parse(column.kind, text, column.unit)
                if isinstance(given, Decimal):
                    amounts[column.id] = given
                    places[column.id] = self._cell(at, index)
        above, count = len(self.rows), stated_count(cells)
        self.sums.append(
            SumRow(word, above, self.since, amounts, places, self._where(at), count, is_title)
        )

    def _below(self, sheet: Sheet) -> dict[int, int]:
        """Rows whose name is merged with the row of another: row → the first row of the merge.

        An amount merged over several projects is told of: it can stand in one of them only.
        """
        below: dict[int, int] = {}
        name_at = self.header.columns[self.name]
        totals = {self.header.columns[f.id] for f in self.fields if f.total}
        for top, left, bottom, right in sheet.merged:
            if top <= self.header.row or left != right or top == bottom:
                continue
            if left == name_at:
                below |= dict.fromkeys(range(top + 1, bottom + 1), top)
            elif left in totals and (top, name_at, bottom, name_at) not in sheet.merged:
                where = self._cell(top, left)
                message = (
                    f"{where} 的金额由第{top + 1}至{bottom + 1}行合并,"
                    f"只计入第{top + 1}行,请拆分核对"
                )
                self.doubts.append(Doubt("merged_amount", where, message))
        return below


def _is_single(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) == 1


def _filled_down(sheet: Sheet, header: Header, fields: Sequence[Field]) -> list[list[str]]:
    """The grid with cells merged over rows repeated in each of them (a county over its rows).

    Names and amounts are not repeated: that would make two projects of one, and count twice.
    """
    kept = {header.columns[one.id] for one in fields if one.compared or one.total}
    grid = [*sheet.rows]
    for first_row, column, last_row, last_column in sheet.merged:
        if first_row <= header.row or last_column > column or column in kept:
            continue
        text = grid[first_row][column] if column < len(grid[first_row]) else ""
        for row in range(first_row + 1, min(last_row + 1, len(grid))):
            if column < len(grid[row]) and text:
                grid[row] = [*grid[row][:column], text, *grid[row][column + 1 :]]
    return grid


def _told_county(
    rows: Sequence[ReadRow], column: str, file: str, sheet: Sheet, header: Header
) -> str:
    """What blank counties stand for: the table's only county, else its file's name or title.

    In a table of several counties a blank is a blank.
    """
    given = {text for row in rows if (text := row.cells.get(column, "").strip())}
    if given:
        return given.pop() if len(given) == 1 else ""
    titles = [cell for row in sheet.rows[: header.first] for cell in row if cell.strip()]
    foot = [cell for row in sheet.rows[header.row + 1 :] for cell in row if "单位" in cell[:6]]
    return county_in([file.rsplit(".", 1)[0], sheet.title, *titles, sheet.name, *foot])


def _with_county(
    rows: list[ReadRow], reader: _Reader, column: str, county: str, header: Header
) -> list[ReadRow]:
    """Rows with blank counties filled, each listed; what is given stands."""
    out: list[ReadRow] = []
    label = header.headings.get(column, "县(市、区)")
    for row in rows:
        if county and not row.cells.get(column, "").strip():
            filled = Cleaned(f"{row.where} {label}", "", county, row.where, column)
            reader.cleaned.append(filled)
            row = ReadRow({**row.cells, column: county}, row.where)  # noqa: PLW2901 - the same row, completed
        out.append(row)
    return out
