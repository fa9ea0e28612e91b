"""The making of one workbook: a tidy table, which disorders change before it is laid out."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from tests.corpus.books.grid import Book, Page, Quoted, Rich, Value
from tests.corpus.books.truth import Truth, TruthRow, Wanted, projects, truth_row

LABELS = {
    "#": "序号", "name": "项目名称", "enterprise": "实施企业", "credit_code": "统一社会信用代码",
    "county": "县(市、区)", "industry": "试点细分行业", "size": "企业划型", "above_scale": "是否规上",
    "level_before": "改造前等级", "level_after": "改造后目标等级", "investment": "项目总投资",
    "software": "其中:软件", "hardware": "其中:硬件", "service": "其中:服务", "award": "拟申请奖补",
    "start": "开始年月", "finish": "完成年月", "platform": "是否入库“两个平台”", "phone": "电话",
    "note": "备注",
}  # fmt: skip
AMOUNTS = ("investment", "software", "hardware", "service", "award")
MONTHS = ("start", "finish")


@dataclass
class Line:
    """A row that is no project: column id, or place from the left, → value."""

    cells: dict[str | int, Value] = field(default_factory=dict)
    is_merged: bool = False


@dataclass
class Making:
    """A table on its way to a workbook; every field is something that disorders change.

    `put` is what stands in a cell instead of the plain value, `want` what the draft should hold
    of it then. `before` maps the index of a project to the rows above it; with the number of
    projects it is what stands below the table. `below` and `beside` are further tables of the
    sheet, the latter behind a `gap` of columns; `others` are further sheets.
    """

    chance: random.Random
    projects: list[dict[str, str]]
    order: list[str] = field(default_factory=lambda: [*LABELS])
    headings: dict[str, str] = field(default_factory=lambda: dict(LABELS))
    uppers: list[dict[str, str]] = field(default_factory=list)
    is_header_merged: bool = True
    above: list[list[Value]] = field(default_factory=list)
    left: int = 0
    factor: dict[str, Decimal] = field(default_factory=dict)
    put: dict[tuple[int, str], Value] = field(default_factory=dict)
    want: dict[tuple[int, str], str] = field(default_factory=dict)
    before: dict[int, list[Line]] = field(default_factory=dict)
    merge_down: set[str] = field(default_factory=set)
    merge_cells: list[tuple[int, str, int, str]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    hidden_columns: set[str] = field(default_factory=set)
    below: "list[Making]" = field(default_factory=list)
    beside: "list[Making]" = field(default_factory=list)
    first_pages: list[Page] = field(default_factory=list)
    others: "list[Page | tuple[str, Making]]" = field(default_factory=list)
    sheet: str = "Sheet1"
    state: str = "visible"
    gap: int = 1
    is_turned: bool = False
    is_1904: bool = False
    is_frozen: bool = False
    is_filtered: bool = False
    is_styled: bool = False
    has_rows: bool = True
    file: str = ""

    def add(self, index: int, line: Line) -> None:
        """A row that is no project above the project of this index."""
        self.before.setdefault(index, []).append(line)

    def sum(self, key: str, first: int = 0, last: int | None = None) -> Decimal:
        """The sum of an amount over some projects, as the table gives it."""
        rows = self.projects[first:last]
        return sum((Decimal(row[key]) for row in rows), Decimal(0)) * self.factor.get(key, 1)

    def counties(self) -> list[tuple[int, int]]:
        """The first project and the one behind the last, of each county."""
        names = [row["county"] for row in self.projects]
        starts = [n for n, name in enumerate(names) if n == 0 or names[n - 1] != name]
        return [*zip(starts, [*starts[1:], len(names)], strict=True)]


def making(seed: object, count: int = 7) -> Making:
    """A tidy table; the same seed makes the same."""
    chance = random.Random(repr(seed))
    return Making(chance, projects(chance, count))


def laid_out(table: Making) -> tuple[Book, Truth]:
    """The workbook and what it says."""
    rows: list[TruthRow] = []
    page = Page(table.sheet, state=table.state)
    rows += _table(page, table, 0, table.left)
    for other in table.beside:
        width = max(column for _, column in page.cells) + 1 + table.gap
        rows += _table(page, other, 0, width, "右栏")
    for other in table.below:
        rows += _table(page, other, page.last_row + 2, table.left)
    if table.is_turned:
        page, rows = page.turned(), [row.turned() for row in rows]
    pages: list[Page] = [*table.first_pages, page]
    for one in table.others:
        if isinstance(one, Page):
            pages.append(one)
        else:
            further = Page(one[0])
            rows += _table(further, one[1], 0, 0)
            pages.append(further)
    return Book(pages, table.is_1904), Truth(rows)


def _table(page: Page, table: Making, top: int, left: int, side: str = "") -> list[TruthRow]:
    at = {key: left + n for n, key in enumerate(table.order)}
    row = top
    for line in table.above:
        page.cells |= {(row, left + n): value for n, value in enumerate(line) if value != ""}
        row += 1
    row = _header(page, table, row, left)
    if table.is_frozen:
        page.frozen = row
    first = row
    rows: list[TruthRow] = []
    grid_rows: list[int] = []
    for n in range(len(table.projects) + 1):
        for line in table.before.get(n, ()):
            _line(page, table, line, row, at)
            row += 1
        if n == len(table.projects) or not table.has_rows:
            break
        project = _project(page, table, n, row, at, side)
        # A table of something else holds no projects.
        rows += [project] if "name" in at else []
        grid_rows.append(row)
        row += 1
    _merges(page, table, grid_rows, at)
    page.hidden_rows += [grid_rows[n] for n in sorted(table.hidden)]
    page.struck_rows += [grid_rows[n] for n in sorted(table.struck)]
    page.hidden_columns += [at[key] for key in sorted(table.hidden_columns & at.keys())]
    page.is_styled |= table.is_styled
    if table.is_filtered and grid_rows:
        page.filtered = (first - 1, left, grid_rows[-1], left + len(table.order) - 1)
    return rows


def _header(page: Page, table: Making, row: int, left: int) -> int:
    depth = len(table.uppers) + 1
    for n, key in enumerate(table.order):
        page.cells[row + depth - 1, left + n] = table.headings[key]
    for level, upper in enumerate(table.uppers):
        n = 0
        while n < len(table.order):
            word = upper.get(table.order[n], "")
            end = n
            while word and end + 1 < len(table.order) and upper.get(table.order[end + 1]) == word:
                end += 1
            if word:
                page.cells[row + level, left + n] = word
                if end > n and table.is_header_merged:
                    page.merged.append((row + level, left + n, row + level, left + end))
            n = end + 1
    # A column without a word above it stands in all rows of the header, its own word on top.
    for n, key in enumerate(table.order):
        named = [level for level, upper in enumerate(table.uppers) if key in upper]
        start = named[-1] + 1 if named else 0
        if start < depth - 1:
            page.cells[row + start, left + n] = page.cells.pop((row + depth - 1, left + n))
            if table.is_header_merged:
                page.merged.append((row + start, left + n, row + depth - 1, left + n))
    return row + depth


def _line(page: Page, table: Making, line: Line, row: int, at: dict[str, int]) -> None:
    left = min(at.values())
    for key, value in line.cells.items():
        # Where no column counts the rows, its words stand in the next one.
        place = "name" if key == "#" and "#" not in at else key
        column = left + place if isinstance(place, int) else at.get(place)
        if column is not None and value != "":
            page.cells[row, column] = value
    if line.is_merged:
        page.merged.append((row, left, row, left + len(table.order) - 1))


def _project(
    page: Page, table: Making, n: int, row: int, at: dict[str, int], side: str
) -> TruthRow:
    project = table.projects[n]
    cells: dict[str, Wanted] = {}
    for key, column in at.items():
        value = table.put.get((n, key), _plain_value(table, project, key, n))
        if value != "":
            page.cells[row, column] = value
        if key in project and not key.startswith(("#", "?")):
            text = table.want.get((n, key), project[key])
            cells[key] = Wanted(text, _typed(value))
    for (index, key), text in table.want.items():
        # Filled in from elsewhere, as the county of a file that has no such column.
        if index == n and key not in cells:
            cells[key] = Wanted(text)
    return truth_row(page.name, row, cells, at, side)


def _plain_value(table: Making, project: dict[str, str], key: str, n: int) -> Value:
    if key == "#":
        return n + 1
    text = project.get(key, "")
    if key in AMOUNTS and text:
        return Decimal(text) * table.factor.get(key, 1)
    return text


def _typed(value: Value) -> str | None:
    match value:
        case str():
            return value
        case Quoted(text=text):
            return text
        case Rich(parts=parts):
            return "".join(parts)
        case _:
            return None


def _merges(page: Page, table: Making, grid_rows: list[int], at: dict[str, int]) -> None:
    for key in sorted(table.merge_down & at.keys()):
        for first, end in table.counties():
            top, bottom = grid_rows[first], grid_rows[end - 1]
            # Rows between that are no projects end a merge.
            if end - first < 2 or bottom - top != end - first - 1:
                continue
            for row in range(top + 1, bottom + 1):
                page.cells.pop((row, at[key]), None)
            page.merged.append((top, at[key], bottom, at[key]))
    for first, left_key, last, right_key in table.merge_cells:
        if left_key in at and right_key in at:
            top, bottom = grid_rows[first], grid_rows[last]
            left, right = sorted((at[left_key], at[right_key]))
            if bottom - top != last - first or (left_key != right_key and right - left != 1):
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        page.cells.pop((row, column), None)
            page.merged.append((top, left, bottom, right))
