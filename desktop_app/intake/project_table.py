"""A project table that someone sent: which rows are projects, and what their cells say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.names import fold
from desktop_app.core.programme import Field, Table
from desktop_app.core.values import Kind, parse, show_decimal
from desktop_app.errors import AppError
from desktop_app.intake.cleaning import cleaned
from desktop_app.intake.headers import Header, bare_heading, find_header
from desktop_app.intake.plain import Cleaned, Doubt, ProjectsRead, Raw, ReadRow, Sheet

NO_OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_SUM = re.compile(r"(?:本页|本县|全市|全县|以上)?(?:小计|合计|总计|共计|累计)[:\uff1a]?")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)).{1,30}")
_FOOT = re.compile(
    r"(?:填报单位|填表单位|报送单位|填报人|填表人|制表人?|审核人?|负责人|联系人|联系电话|填报日期|填表日期"
    r"|日期|备注|注|说明|填表说明|填报说明)\s*(?:\([^()]*\))?\s*[:\uff1a].*"
)
_NOTE = re.compile(r"(?:注|备注|说明)[:\uff1a].*|\d+[.、].{12,}")
_PLACE = re.compile(r"([\u4e00-\u9fff]{1,8}?(?:自治县|县|区|市))")


def read_projects(
    raw: Raw,
    table: Table,
    *,
    file: str,
    county: str = "",
    county_column: str = "",
    options: Mapping[str, tuple[str, ...]] = NO_OPTIONS,
) -> ProjectsRead:
    """The projects of the one sheet that holds them.

    `county` fills blanks of the column `county_column`; `options` are the texts that choice
    columns may take. Raises AppError when no sheet has a header; a sheet without rows yields no
    rows and a doubt.
    """
    found = [(sheet, find_header(sheet, table)) for sheet in raw.sheets]
    ranked = [(sheet, header) for sheet, header in found if header is not None]
    if not ranked:
        wanted = "、".join(column.label for column in table.column if column.required)
        raise AppError(
            f"文件「{file}」中没有找到表头(需要有「{wanted or table.column[0].label}」这样的列);"
            "请检查是否选对了文件,或把表头改成这些名称后再导入。"
        )
    sheet, header = max(
        ranked, key=lambda pair: (not pair[0].hidden, _filled(pair[0], pair[1]), pair[1].score)
    )
    reader = _Reader(sheet, header, table, options)
    reader.read()
    doubts = [*reader.doubts, *_about_file(raw, sheet, header, ranked)]
    if not reader.rows:
        doubts.append(Doubt("no_rows", sheet.name, f"「{sheet.name}」有表头但没有项目,请确认文件"))
    return ProjectsRead(
        file,
        sheet.name,
        _with_county(reader.rows, county_column, county, file, sheet, header),
        {key: text.replace("\n", "") for key, text in header.headings.items()},
        {key: column_letters(index) for key, index in header.columns.items()},
        header.row + 1,
        header.unit,
        county,
        reader.cleaned,
        doubts,
    )


def column_letters(index: int) -> str:
    """Excel's letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class _Reader:
    """One pass over the rows below a header, with the sums that 小计 and 合计 are held against."""

    sheet: Sheet
    header: Header
    table: Table
    options: Mapping[str, tuple[str, ...]]
    rows: list[ReadRow] = field(default_factory=list)
    cleaned: list[Cleaned] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    section: str = ""

    def read(self) -> None:
        self.damaged = {(at, index) for at, index in self.sheet.damaged}
        self.doubtful = {(at, index) for at, index in self.sheet.doubtful}
        self.grid = _filled_down(self.sheet, self.header)
        self.fields = [f for f in self.table.column if f.id in self.header.columns]
        self.name = next(f.id for f in self.table.column if f.compared)
        since_subtotal: list[dict[str, str]] = []
        for at in range(self.header.row + 1, len(self.grid)):
            cells = self.grid[at]
            if not any(cell.strip() for cell in cells) or self._is_header_again(cells):
                continue
            total = self._sum_word(cells)
            if total:
                self._compare_sum(at, total, since_subtotal)
                since_subtotal = []
                continue
            if self._is_section(cells):
                self.section = next(cell for cell in cells if cell.strip()).strip()
                continue
            if self._is_foot(cells):
                continue
            row = self._row(at, cells)
            self.rows.append(row)
            since_subtotal.append(row.cells)

    def _where(self, at: int) -> str:
        return f"{self.sheet.name} 第{at + 1}行"

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
            where = f"{self.sheet.name}!{column_letters(index)}{at + 1}"
            if text != typed:
                self.cleaned.append(Cleaned(where, typed, text))
            if (at, index) in self.damaged:
                message = f"{where} 的长数字「{typed}」在表格里已丢失末几位,请对照原件重填"
                self.doubts.append(Doubt("damaged", where, message))
            if column.kind is Kind.MONTH and (at, index) in self.doubtful:
                message = f"{where} 的「{typed}」可能是1月,也可能是10月(末尾的0会丢失),请核实"
                self.doubts.append(Doubt("ambiguous_month", where, message))
        return ReadRow(out, self._where(at))

    def _unit(self, column: Field) -> str:
        if column.kind is not Kind.AMOUNT:
            return ""
        return self.header.units.get(column.id) or self.header.unit

    def _is_header_again(self, cells: Sequence[str]) -> bool:
        """The header printed again on a new page."""
        same = sum(
            bare_heading(cells[index]) == bare_heading(self.header.headings[key])
            for key, index in self.header.columns.items()
            if index < len(cells) and cells[index].strip()
        )
        return same >= 2

    def _sum_word(self, cells: Sequence[str]) -> str:
        """合计 or 小计 when the row is one: the word stands alone in one of the first cells."""
        for cell in cells[:4]:
            text = fold(cell)
            if text and _SUM.fullmatch(text):
                return text.rstrip(":")
        return ""

    def _is_section(self, cells: Sequence[str]) -> bool:
        filled = {cell.strip() for cell in cells if cell.strip()}
        return len(filled) == 1 and bool(_SECTION.fullmatch(fold(next(iter(filled)))))

    def _is_foot(self, cells: Sequence[str]) -> bool:
        filled = [cell.strip() for cell in cells if cell.strip()]
        if any(_FOOT.match(fold(cell)) for cell in filled[:1]):
            return True
        index = self.header.columns[self.name]
        has_name = index < len(cells) and cells[index].strip()
        known = sum(1 for i in self.header.columns.values() if i < len(cells) and cells[i].strip())
        return (not has_name and known == 0) or (
            len(filled) == 1 and bool(_NOTE.match(fold(filled[0])))
        )

    def _compare_sum(self, at: int, word: str, since: list[dict[str, str]]) -> None:
        """A sum row against the rows it may cover: those since the last one, or all so far."""
        for column in self.fields:
            if not column.total:
                continue
            index = self.header.columns[column.id]
            typed = self.grid[at][index] if index < len(self.grid[at]) else ""
            given = parse(column.kind, cleaned(column, typed, self._unit(column)), column.unit)
            if not isinstance(given, Decimal):
                continue
            covered = [_sum(since, column), _sum([row.cells for row in self.rows], column)]
            if all(abs(given - actual) > Decimal("0.005") for actual in covered):
                actual = covered[0] if "小计" in word else covered[1]
                where = f"{self.sheet.name}!{column_letters(index)}{at + 1}"
                message = (
                    f"{where} {word}行的{column.label}为 {show_decimal(given)},"
                    f"而各行相加为 {show_decimal(actual)} {column.unit},请核实"
                )
                self.doubts.append(Doubt("total_differs", where, message))


def _sum(rows: Sequence[dict[str, str]], column: Field) -> Decimal:
    values = (parse(column.kind, row.get(column.id, ""), column.unit) for row in rows)
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _filled(sheet: Sheet, header: Header) -> int:
    """How many rows below the header have something where the form's columns are."""
    columns = list(header.columns.values())
    return sum(
        1
        for row in sheet.rows[header.row + 1 :]
        if sum(1 for i in columns if i < len(row) and row[i].strip()) >= 2
    )


def _filled_down(sheet: Sheet, header: Header) -> list[list[str]]:
    """The grid with cells merged over rows repeated in each of them (a county over its rows)."""
    grid = [list(row) for row in sheet.rows]
    for first_row, first_column, last_row, last_column in sheet.merged:
        if first_row <= header.row or last_column > first_column:
            continue
        text = grid[first_row][first_column] if first_column < len(grid[first_row]) else ""
        for row in range(first_row + 1, min(last_row + 1, len(grid))):
            if first_column < len(grid[row]):
                grid[row][first_column] = text
    return grid


def _with_county(
    rows: list[ReadRow], column: str, county: str, file: str, sheet: Sheet, header: Header
) -> list[ReadRow]:
    """Rows with blank counties filled: as told, else from the title, else from the file name."""
    if not column or all(row.cells.get(column, "").strip() for row in rows):
        return rows
    told = county or _county_in(sheet, header, column) or _county_of_name(file)
    if not told:
        return rows
    return [
        row if row.cells.get(column) else ReadRow({**row.cells, column: told}, row.where)
        for row in rows
    ]


def _county_in(sheet: Sheet, header: Header, column: str) -> str:
    """The county whose rows give it elsewhere in the table, when it is the only one."""
    index = header.columns.get(column)
    if index is None:
        return ""
    found = {
        row[index].strip() for row in sheet.rows[header.row + 1 :]
        if index < len(row) and row[index].strip()
    }  # fmt: skip
    return found.pop() if len(found) == 1 else ""


def _county_of_name(file: str) -> str:
    stem = re.sub(r"^[\d\s._、-]+", "", file.rsplit(".", 1)[0])
    match = _PLACE.match(stem)
    return match[1] if match else ""


def _about_file(
    raw: Raw, chosen: Sheet, header: Header, ranked: Sequence[tuple[Sheet, Header]]
) -> list[Doubt]:
    doubts = [
        Doubt("ignored_column", chosen.name, f"「{text}」一列不在汇总表中,没有导入")
        for text in header.ignored
    ]
    if chosen.hidden:
        doubts.append(Doubt("hidden", chosen.name, f"「{chosen.name}」是隐藏的工作表,请确认"))
    for sheet, other in ranked:
        if sheet is not chosen and _filled(sheet, other):
            message = f"工作表「{sheet.name}」也像项目表,本次没有导入;需要时请单独导入"
            doubts.append(Doubt("other_sheet", sheet.name, message))
    for sheet in raw.sheets:
        if sheet.hidden and sheet is not chosen and any(any(row) for row in sheet.rows):
            message = f"有隐藏的工作表「{sheet.name}」,没有读取"
            doubts.append(Doubt("hidden", sheet.name, message))
    return doubts
