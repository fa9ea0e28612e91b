"""The rows below a header: which are projects, what they say, and why others are not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.sheet_wishes import RowSpot, SheetWishes
from desktop_app.core.values import Kind, parse
from desktop_app.intake.cell_doubts import CellDoubts, counted_from_1900, is_plain
from desktop_app.intake.cleaning import are_settled, cleaned
from desktop_app.intake.counties import county_of_section, is_county
from desktop_app.intake.headers import Header, another_header
from desktop_app.intake.merged_cells import filled_down, merged_doubts, rows_below_names
from desktop_app.intake.ordinary_rows import OrdinaryRows
from desktop_app.intake.places import cell_place, row_place, row_places, row_words, span_words
from desktop_app.intake.plain import Cleaned, Doubt, ReadRow, Sheet
from desktop_app.intake.plan_groups import group_in
from desktop_app.intake.repeated_rows import Repeats
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
from desktop_app.intake.sheet_doubts import about_header

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


@dataclass
class TableReader:
    """The rows of one table, below one header or several, and the sums to hold them against at the
    end. `otherwise` are the places of rows below another header than the first."""

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
    top: int = 0
    counties: list[str] = field(default_factory=list)
    otherwise: set[str] = field(default_factory=set[str])
    section_county: str = ""
    title: str = ""

    def read(self, place: int, sheet: Sheet, header: Header) -> None:
        """The rows of one part; `place` is which sheet of the file it is."""
        self.place, self.sheet, self.cells = place, sheet, CellDoubts(sheet)
        if sheet.title and sheet.title != self.title:
            self.title = sheet.title
            self.section_county = group_in(sheet.title.split("\n")[0]).county
        columns, is_further = self._begin(header), False
        kind, other = RowKind.HEADER, list[int]()
        places = row_places(sheet)
        for at in range(header.row + 1, len(sheet.rows)):
            if at <= self.header.row:
                self.passed[place, at] = _PASSED[RowKind.HEADER]
                continue
            spot = (place, at)
            cells = None if other else self.ordinary.at(at)
            if cells is not None:
                kind = RowKind.PROJECT
                self._keep(spot, ReadRow(cells, places[at]), is_further=is_further)
                continue
            before, kind = kind, self._kind(at, columns)
            if kind in (RowKind.PROJECT, RowKind.UNKNOWN, RowKind.HEADER) and self._may_head(
                spot, columns
            ):
                further = self._further(at)
                if further is not None:
                    is_further |= further.columns != header.columns
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
                self._keep(spot, self._row(at, self.filled[at]), is_further=is_further)
            else:
                self.passed[spot] = _PASSED[kind]
                self._other_row(at, kind, columns)
        self._tell_others(other)
        self.doubts += self.cells.told()

    def _keep(self, spot: RowSpot, row: ReadRow, *, is_further: bool) -> None:
        self.spots.append(spot)
        self.rows.append(row)
        self.counties.append(self.section_county)
        if is_further:
            self.otherwise.add(row.where)

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
        listed = {one.id for one in self.fields if self.options.get(one.id, one.options)}
        self.ordinary = OrdinaryRows(
            sheet.rows, self.fields, places, columns, self._looked_at_closely(), self._odd, listed
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
        options = self.options.get(column.id, column.options)
        is_of_list = bool(options) and column.kind in (Kind.TEXT, Kind.NAMES)
        if not is_of_list and are_settled(column, texts, unit):
            return set()
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
            where = row_place(self.sheet, at)
            message = f"{where} 起是另一个表(列或单位与上面的不同),已按它自己的表头读入,请核对"
            self.doubts.append(Doubt("further_table", where, message))
            self.section_county, self.since, self.top = "", len(self.rows), len(self.rows)
            self.doubts += about_header(self.sheet, new)
        return new

    def _tell_others(self, rows: Sequence[int]) -> None:
        if rows:
            span = span_words(self.sheet, rows[0], rows[-1])
            message = f"{self.sheet.name} {span}是另一个表,没有项目名称,没有读入,请核对"
            self.doubts.append(Doubt("other_table", row_place(self.sheet, rows[0]), message))

    def finished(self) -> list[Doubt]:
        """The doubts of all that was read."""
        totals = [column for column in self.table.column if column.total]
        return [*self.doubts, *compared(self.sums, self.rows, totals)]

    def wanted(self) -> frozenset[int]:
        """The rows that a person said are projects."""
        return frozenset(at for at, spot in enumerate(self.spots) if spot in self.wishes.taken)

    def leave_out(self, again: Repeats) -> None:
        """Rows that are read from another table are not read from this one."""
        if not again:
            return
        for at, first in again.items():
            self.passed[self.spots[at]] = f"与 {first.where} 重复"
        gone = {self.rows[at].where for at in again}
        self.cleaned = [one for one in self.cleaned if one.row not in gone]
        kept = [at for at in range(len(self.rows)) if at not in again]
        self.rows = [self.rows[at] for at in kept]
        self.spots = [self.spots[at] for at in kept]
        self.counties = [self.counties[at] for at in kept]

    def _other_row(self, at: int, kind: RowKind, columns: Columns) -> None:
        cells = self.sheet.rows[at]
        where = row_place(self.sheet, at)
        match kind:
            case RowKind.SUM:
                self._keep_sum(at, sum_cell(cells, columns)[1] or "合计", is_title=False)
                self.since = len(self.rows)
            case RowKind.SECTION:
                self.since = len(self.rows)
                county = county_of_section(_first(cells)) or _county_alone(cells)
                self.section_county = county or self.section_county
                if any(index < len(cells) and cells[index].strip() for index in columns.totals):
                    self._keep_sum(at, "小计", is_title=True)
            case RowKind.PROJECT:
                above = row_words(self.sheet, self.below[at])
                message = (
                    f"{where} 的项目名称与{above}合并为一格,按一个项目读取,"
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
                self.section_county = _county_alone(cells) or self.section_county
            case _:
                return

    def _row(self, at: int, cells: Sequence[str]) -> ReadRow:
        out: dict[str, str] = {}
        row = row_place(self.sheet, at)
        for column in self.fields:
            index = self.header.columns[column.id]
            typed = cells[index] if index < len(cells) else ""
            if not typed.strip():
                continue
            is_day = self.sheet.counts_from_1904 and column.kind in (Kind.MONTH, Kind.DATE)
            meant = counted_from_1900(typed) if is_day else typed
            options = self.options.get(column.id, column.options)
            text = cleaned(column, meant, self._unit(column), options)
            # What has no meaning stays as typed.
            text = typed if meant != typed and text == meant else text
            out[column.id] = text
            if text != typed:
                where = cell_place(self.sheet, at, index)
                self.cleaned.append(
                    Cleaned(where, typed, text, row_place(self.sheet, at), column.id)
                )
            if self.cells.may_tell(column):
                self.cells.look(column, (at, index), typed)
        return ReadRow(out, row)

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
                    places[column.id] = cell_place(self.sheet, at, index)
        above, count, where = len(self.rows), stated_count(cells), row_place(self.sheet, at)
        self.sums.append(
            SumRow(word, above, self.since, amounts, places, where, count, is_title, self.top)
        )


def _is_single(cells: Sequence[str]) -> bool:
    filled = (cell for cell in cells if cell.strip())
    return next(filled, None) is not None and next(filled, None) is None


def _first(cells: Sequence[str]) -> str:
    return next((cell for cell in cells if cell.strip()), "")


def _county_alone(cells: Sequence[str]) -> str:
    """The county of a line that says one thing only (「东县推荐项目」)."""
    texts = {cell.strip() for cell in cells if cell.strip()}
    return group_in(texts.pop()).county if len(texts) == 1 else ""
