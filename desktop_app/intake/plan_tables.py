"""The tables of a plan: which is a project list, which one of the plan's forms, and its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from desktop_app.core.names import fold, in_plain_script
from desktop_app.core.pack_forms import Table
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind
from desktop_app.intake.headers import Header, find_header
from desktop_app.intake.heading_rows import bare_heading
from desktop_app.intake.plain import Cleaned, Doubt, Raw, ReadRow, Sheet
from desktop_app.intake.plan_groups import Group, group_in
from desktop_app.intake.plan_shapes import (
    Shape,
    as_it_stands,
    card,
    row_and_column,
    turned,
)
from desktop_app.intake.project_table import read_projects
from desktop_app.intake.row_kinds import stands_for_more

_ROW = re.compile(r"第(\d+)行")
_NAMED = 10.0
# In these a heading 项目 alone means an item of money or work, not a project.
_WEAK_HEADINGS = {"项目", "内容", "名称"}
_WORK = re.compile(r"项目|改造|建设|工程|升级|平台|车间|工厂|产线|系统|数字化|智能")
# Done are the projects; 已完成备案 is only done with the paperwork.
_DONE = re.compile(
    r"已(?:经)?(?:实施|完成|建成|竣工|投产|验收)"
    r"(?!.{0,4}(?:备案|立项|入库|审批|评审|论证|申报|核准|登记|摸排|调研|诊断|评估|编制|对接))"
    r"|历年|往年|近[两三二]年|以往|前期已(?!.{0,4}(?:备案|立项|入库|对接|摸排|调研))"
)
_SILENT = {"ignored_column", "table_beside", "traditional_heading", "hidden", "no_rows"}
_NAMED_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A table that was recognised: the form it fills, whether it lists projects, its header.

    `shape` is set where the table had to be brought into another shape to be read.
    """

    form: Table
    lists_projects: bool
    header: tuple[tuple[str, ...], ...]
    width: int
    shape: Shape | None = None

    @property
    def is_card(self) -> bool:
        """Whether each project stands in a column of its own, below none but its own words."""
        return self.lists_projects and self.shape is not None and self.shape.is_turned


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table holds: its rows (「第五章 表3 第12行」), what was cleaned, what is doubtful.

    `groups` are the industry or county that a line inside the table gives for each row.
    """

    rows: list[ReadRow]
    groups: list[Group]
    cleaned: list[Cleaned]
    doubts: list[Doubt]


def recognised(sheet: Sheet, programme: Programme, before: Known | None) -> Known | None:
    """What a table of a plan is; None for one that the programme does not ask for.

    `before` is the table that stands right before it: one without a header and with as many
    columns goes on with that one.
    """
    shape = card(sheet, programme.plan.project_list)
    if shape is not None and (found := _recognised(shape.sheet, programme)) is not None:
        return replace(found, shape=shape)
    found = _recognised(sheet, programme)
    if found is not None:
        return found
    form = programme.plan.project_list
    is_headless = find_header(sheet, form) is None
    if before is not None and before.shape is None and is_headless and before.width == sheet.width:
        return before
    for shape in turned(sheet):
        if (found := _recognised(shape.sheet, programme)) is not None:
            return replace(found, shape=shape)
    return None


def _recognised(sheet: Sheet, programme: Programme) -> Known | None:
    """What a table with its header on top is."""
    form = programme.plan.project_list
    header = find_header(sheet, form)
    projects = header if header is not None and _lists_projects(sheet, header, form) else None
    best = _plan_table(sheet, programme)
    if projects is not None and (best is None or projects.score >= best[0]):
        return Known(form, True, _printed(sheet, projects), sheet.width)
    if best is not None:
        _, table, its_header = best
        return Known(table, False, _printed(sheet, its_header), sheet.width)
    return None


def header_in(sheet: Sheet, known: Known) -> Header | None:
    """Where the header of a table stands that was recognised as it is, in no other shape."""
    form = readable(known.form)
    return find_header(sheet, form)


def is_of_the_past(sheet: Sheet) -> bool:
    """Whether a table lists projects that are finished: they are not those applied for."""
    return _DONE.search(sheet.title) is not None


def rows_of(sheet: Sheet, known: Known, place: str) -> Rows:
    """The rows of a recognised table; `place` names it (第五章 表3), the header is row 1."""
    form = readable(known.form)
    shape = known.shape or as_it_stands(sheet)
    header = find_header(shape.sheet, form)
    if header is None:
        shape = _below_header(shape.sheet, known)
    read = read_projects(Raw(kind="sheets", sheets=[shape.sheet]), form, file=place)
    numbers = [at + 1 for _, at in read.spots]
    rows = [ReadRow(row.cells, f"{place} {_cell(row.where, shape)}") for row in read.rows]
    doubts = [
        Doubt(one.kind, place, one.message.replace(f"{sheet.name} ", f"{place} "))
        for one in read.doubts
        if one.kind not in _SILENT
    ]
    if known.lists_projects:
        rows, numbers, nameless = _with_names(rows, numbers, form)
        doubts += nameless
    groups = _groups(shape.sheet, numbers) if known.lists_projects else []
    cleaned = [
        structs.replace(
            one,
            where=f"{place} {_cell(one.where, shape)}",
            row=f"{place} {_cell(one.row, shape)}",
        )
        for one in read.cleaned
    ]
    if header is not None:
        doubts += _left_columns(shape.sheet, header, place)
    return Rows(rows, groups, cleaned, doubts)


def _with_names(
    rows: list[ReadRow], numbers: list[int], form: Table
) -> tuple[list[ReadRow], list[int], list[Doubt]]:
    """The rows whose name is one; of a row of dots (……) it is told that it was left out."""
    name = next(column.id for column in form.column if column.compared)
    kept: list[tuple[ReadRow, int]] = []
    doubts: list[Doubt] = []
    for row, number in zip(rows, numbers, strict=True):
        text = row.cells.get(name, "")
        if text and stands_for_more(row.cells.values()):
            message = f"{row.where} 的项目名称「{text}」不是名称,没有计入,请核对"
            doubts.append(Doubt("left_out", row.where, message))
        else:
            kept.append((row, number))
    return [row for row, _ in kept], [number for _, number in kept], doubts


def _below_header(sheet: Sheet, known: Known) -> Shape:
    """A part of a table on the next page, below the header of the part before."""
    added = len(known.header)
    whole = structs.replace(
        sheet,
        rows=[*(list(row) for row in known.header), *sheet.rows],
        merged=[(a + added, b, c + added, d) for a, b, c, d in sheet.merged],
    )
    return as_it_stands(whole, added)


def _left_columns(sheet: Sheet, header: Header, place: str) -> list[Doubt]:
    """Columns that the form does not have, where anything stands in them."""
    taken = set(header.columns.values())
    left: list[str] = []
    for index in range(sheet.width):
        cells = [row[index].strip() for row in sheet.rows if index < len(row)]
        heading = " ".join(cells[header.first : header.row + 1]).strip()
        is_known = index in taken or (index, heading) not in header.ignored
        if not is_known and any(cells[header.row + 1 :]):
            left.append(heading)
    if not left:
        return []
    more = f"等{len(left)}列" if len(left) > _NAMED_COLUMNS else ""
    named = "".join(f"「{heading}」" for heading in left[:_NAMED_COLUMNS])
    message = f"{place} 的{named}{more or '一列' if len(left) == 1 else more or '各列'}没有读入"
    return [Doubt("ignored_column", place, message)]


def _lists_projects(sheet: Sheet, header: Header, form: Table) -> bool:
    """A column 项目名称 makes a project list; 项目 alone does when the rows read like projects."""
    name = next(column.id for column in form.column if column.compared)
    if bare_heading(header.headings[name]) not in _WEAK_HEADINGS:
        return True
    index = header.columns[name]
    names = [row[index] for row in sheet.rows[header.row + 1 :] if index < len(row)]
    filled = [text for text in names if text.strip()]
    return sum(len(t) >= 6 and bool(_WORK.search(t)) for t in filled) * 2 > len(filled)


def _plan_table(sheet: Sheet, programme: Programme) -> tuple[float, Table, Header] | None:
    """The plan's table that this one is: by its caption, else by its columns."""
    title = in_plain_script(sheet.title)
    best: tuple[float, Table, Header] | None = None
    for table in programme.plan.table:
        header = find_header(sheet, readable(table))
        if header is None:
            continue
        is_named = any(fold(word) in title for word in (table.title, *table.synonyms))
        score = header.score + (_NAMED if is_named else 0.0)
        if best is None or score > best[0]:
            best = (score, table, header)
    return best


def readable(table: Table) -> Table:
    """The table as the project reader takes it: with one column that the header must have.

    It requires none, so that no lone heading makes a table of it.
    """
    if any(column.compared for column in table.column):
        return table
    names = [c for c in table.column if c.printed and c.kind in (Kind.TEXT, Kind.LONG_TEXT)]
    key = _key_column(table) or (names[0].id if names else table.column[0].id)
    columns = tuple(
        structs.replace(column, compared=column.id == key, required=False)
        for column in table.column
        if column.printed
    )
    return structs.replace(table, column=columns)


def _key_column(table: Table) -> str:
    """The column whose given rows all differ: indicators, tasks; what follows from the text has its
    tasks."""
    if table.gathered is not None:
        return table.gathered.task
    for column in table.column:
        texts = [row.get(column.id, "") for row in table.rows]
        if column.printed and texts and all(texts) and len(set(texts)) == len(texts):
            return column.id
    return ""


def _printed(sheet: Sheet, header: Header) -> tuple[tuple[str, ...], ...]:
    """The last row of a header, which is what a part of the table on the next page lacks."""
    row = list(sheet.rows[header.row])
    for key, index in header.columns.items():
        if not row[index].strip():
            # A heading merged over two rows stands in the upper one.
            row[index] = header.headings[key]
    return (tuple(row),)


def _groups(sheet: Sheet, numbers: Sequence[int]) -> list[Group]:
    """For each row what the last line before it with one text in it says (一、铸造行业)."""
    wanted = set(numbers)
    found: dict[int, Group] = {}
    group = Group()
    for at, cells in enumerate(sheet.rows, start=1):
        texts = {cell.strip() for cell in cells if cell.strip()}
        if at in wanted:
            found[at] = group
        elif len(texts) == 1:
            told = group_in(next(iter(texts)))
            group = Group(told.industry or group.industry, told.county or group.county)
            if told.industry and not told.county:
                group = Group(told.industry, "")
    return [found.get(number, Group()) for number in numbers]


def _cell(where: str, shape: Shape) -> str:
    """The place of a cell as people see it; other places (a whole row) in their own words."""
    if "!" in where:
        return shape.cell(*row_and_column(where.rpartition("!")[2]))
    words = where.partition(" ")[2]
    match = _ROW.match(words)
    # A row in two halves keeps the word for its half (第3行右栏).
    return words if match is None else shape.rows[int(match[1]) - 1] + words[match.end() :]
