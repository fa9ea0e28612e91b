"""A project table that someone sent: which rows are projects, and what their cells say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.programme import Field, Table
from desktop_app.core.sheet_wishes import NO_WISHES, RowSpot, SheetWishes
from desktop_app.core.values import Kind, parse
from desktop_app.errors import AppError
from desktop_app.intake.cell_doubts import CellDoubts, is_plain
from desktop_app.intake.cleaning import are_settled, cleaned
from desktop_app.intake.counties import county_of_section, is_county, told_county, with_county
from desktop_app.intake.headers import Header, another_header
from desktop_app.intake.mark_doubts import about_marks
from desktop_app.intake.merged_cells import filled_down, merged_doubts, rows_below_names
from desktop_app.intake.ordinary_rows import OrdinaryRows
from desktop_app.intake.places import column_letters
from desktop_app.intake.plain import Cleaned, Doubt, ProjectsRead, Raw, ReadRow, Sheet
from desktop_app.intake.project_layout import Layout, layout_of
from desktop_app.intake.row_kinds import (
    Columns,
    RowKind,
    columns_of,
    heads_other_table,
    is_numbered_note,
    is_unnamed_sum,
    kind_of,
    may_be_header,
    sum_cell,
)  # fmt: skip
from desktop_app.intake.row_sums import SumRow, compared, stated_count
from desktop_app.intake.sheet_doubts import about_file, about_header

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
_OTHER_TABLE = "别的表"
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
        told = county or told_county(rows, county_column, file, sheet, header)
        label = header.headings.get(county_column, "县(市、区)")
        counties = [county or section or told for section in reader.counties]
        rows, filled = with_county(rows, county_column, label, counties)
        reader.cleaned += filled
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
    counties: list[str] = field(default_factory=list)
    section_county: str = ""

    def read(self, place: int, sheet: Sheet, header: Header) -> None:
        """The rows of one part; `place` is which sheet of the file it is."""
        self.place, self.sheet, self.cells = place, sheet, CellDoubts(sheet)
        columns = self._begin(header)
        kind, other = RowKind.HEADER, list[int]()
        for at in range(header.row + 1, len(sheet.rows)):
            if at <= self.header.row:
                self.passed[place, at] = _PASSED[RowKind.HEADER]
                continue
            spot = (place, at)
            cells = None if other else self.ordinary.at(at)
            if cells is not None:
                kind = RowKind.PROJECT
                self._keep(spot, ReadRow(cells, f"{sheet.name} 第{at + sheet.first_number}行"))
                continue
            before, kind = kind, self._kind(at, columns)
            if kind in (RowKind.PROJECT, RowKind.UNKNOWN, RowKind.HEADER) and self._may_head(
                spot, columns
            ):
                further = self._further(at)
                if further is not None:
                    columns = self._begin(further)
                    self._tell_others(other)
                    other, kind = [], RowKind.HEADER
                elif kind is not RowKind.HEADER and heads_other_table(sheet.rows[at], columns):
                    other.append(at)
            if other and kind is not RowKind.BLANK and spot not in self.wishes.taken:
                other.append(at)
                self.passed[spot] = _OTHER_TABLE
                continue
            if before is RowKind.FOOT and kind in (RowKind.PROJECT, RowKind.UNKNOWN):
                kind = RowKind.FOOT if is_numbered_note(sheet.rows[at]) else kind
            if spot in self.wishes.left:
                self.passed[spot] = "按您的选择不读入"
            elif spot in self.wishes.taken or (
                kind is RowKind.PROJECT and self.below.get(at) is None
            ):
                self.doubts += self.merges.get(at, ())
                self._keep(spot, self._row(at, self.filled[at]))
            else:
                self.passed[spot] = _PASSED[kind]
                self._other_row(at, kind, columns)
        self._tell_others(other)
        self.doubts += self.cells.told()

    def _keep(self, spot: RowSpot, row: ReadRow) -> None:
        self.spots.append(spot)
        self.rows.append(row)
        self.counties.append(self.section_county)

    def _begin(self, header: Header) -> Columns:
        """Read on below this header."""
        sheet = self.sheet
        self.header = header
        self.fields = [f for f in self.table.column if f.id in header.columns]
        self.name = next((f.id for f in self.fields if f.compared), self.fields[0].id)
        self.below = rows_below_names(sheet, header, self.name)
        self.merges = merged_doubts(sheet, header, self.name, self.fields)
        self.filled = filled_down(sheet, header, self.fields)
        self.wide = {
            top
            for top, left, bottom, right in sheet.merged
            if top == bottom and right - left >= max(2, len(header.columns) // 2)
        }
        columns = columns_of(self.fields, self.name, header, sheet.rows, self.table.column)
        places = [header.columns[one.id] for one in self.fields]
        self.ordinary = OrdinaryRows(
            sheet.rows, self.fields, places, columns, self._looked_at_closely(), self._odd
        )
        return columns

    def _looked_at_closely(self) -> set[int]:
        """The rows about which a person, a merge or a mark of a cell says something."""
        wishes = self.wishes.taken | self.wishes.left
        wished = {at for place, at in wishes if place == self.place}
        closely = {*self.below, *self.merges} | wished | self.cells.marked_rows()
        if self.sheet.merged:
            pairs = zip(self.filled, self.sheet.rows, strict=True)
            closely |= {at for at, (filled, row) in enumerate(pairs) if filled is not row}
        return closely

    def _odd(self, column: Field, texts: Sequence[str]) -> set[str]:
        """The texts of a column that do not stay as they are, or of which there is more to tell."""
        unit = self._unit(column)
        if are_settled(column, texts, unit):
            return set()
        options = self.options.get(column.id, column.options)
        different = {*texts}
        odd = {text for text in different if cleaned(column, text, unit, options) != text}
        if self.cells.may_tell(column):
            odd |= {text for text in different if not is_plain(column, text)}
        return odd

    def _kind(self, at: int, columns: Columns) -> RowKind:
        cells = self.sheet.rows[at]
        kind = kind_of(cells, columns)
        if kind not in (RowKind.PROJECT, RowKind.UNKNOWN):
            return kind
        # A title over the whole width, or a county alone in its row.
        if _is_single(cells) and (at in self.wide or is_county(_first(cells))):
            return RowKind.SECTION
        if at not in self.below and is_unnamed_sum(self.filled[at], columns):
            return RowKind.SUM
        return kind

    def _may_head(self, spot: RowSpot, columns: Columns) -> bool:
        """Whether a further table may begin here; where a person says what the columns are, they
        are so for all rows."""
        wishes = self.wishes
        if wishes.columns is not None or spot in wishes.taken or spot in wishes.left:
            return False
        return may_be_header(self.sheet.rows[spot[1]], columns)

    def _further(self, at: int) -> Header | None:
        """The header that begins here, with the units of the one above where it gives none."""
        old = self.header
        since = max((spot[1] + 1 for spot in self.spots[-1:]), default=old.row + 1)
        new = another_header(self.sheet, self.table, at, max(since, old.row + 1))
        if new is None:
            return None
        if self.wishes.unit:
            new = replace(new, units={}, unit=self.wishes.unit)
        elif not new.unit:
            new = replace(new, units={**old.units, **new.units}, unit=old.unit)
        if (new.columns, new.units, new.unit) != (old.columns, old.units, old.unit):
            where = self._where(at)
            message = f"{where} 起是另一个表(列或单位与上面的不同),已按它自己的表头读入,请核对"
            self.doubts.append(Doubt("further_table", where, message))
            self.section_county = ""
            self.doubts += about_header(self.sheet, new)
        return new

    def _tell_others(self, rows: Sequence[int]) -> None:
        if rows:
            where = self._where(rows[0])
            message = (
                f"{where.removesuffix('行')}至{rows[-1] + self.sheet.first_number}行是另一个表,"
                "没有项目名称,没有读入,请核对"
            )
            self.doubts.append(Doubt("other_table", where, message))

    def finished(self) -> list[Doubt]:
        """The doubts of all that was read."""
        totals = [column for column in self.table.column if column.total]
        return [*self.doubts, *compared(self.sums, self.rows, totals)]

    def _other_row(self, at: int, kind: RowKind, columns: Columns) -> None:
        cells = self.sheet.rows[at]
        where = self._where(at)
        match kind:
            case RowKind.SUM:
                self._keep_sum(at, sum_cell(cells, columns)[1] or "合计", is_title=False)
                self.since = len(self.rows)
            case RowKind.SECTION:
                self.since = len(self.rows)
                self.section_county = county_of_section(_first(cells)) or self.section_county
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
        return f"{self.sheet.name} 第{at + self.sheet.first_number}行"

    def _cell(self, at: int, index: int) -> str:
        return f"{self.sheet.name}!{column_letters(index)}{at + self.sheet.first_number}"

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
            if self.cells.may_tell(column):
                self.cells.look(column, (at, index), typed)
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


def _is_single(cells: Sequence[str]) -> bool:
    filled = (cell for cell in cells if cell.strip())
    return next(filled, None) is not None and next(filled, None) is None


def _first(cells: Sequence[str]) -> str:
    return next((cell for cell in cells if cell.strip()), "")
