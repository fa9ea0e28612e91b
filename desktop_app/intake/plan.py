"""A plan that another office wrote: its chapters, the projects it names, its other tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import structs

from desktop_app.core.names import fold
from desktop_app.core.programme import Programme, Table
from desktop_app.core.values import Kind
from desktop_app.errors import AppError
from desktop_app.intake.cleaning import storable
from desktop_app.intake.headers import find_header
from desktop_app.intake.plain import Cleaned, Doubt, Line, PlanRead, Raw, ReadRow, Sheet
from desktop_app.intake.plan_chapters import Part, parts
from desktop_app.intake.plan_projects import numbered_projects
from desktop_app.intake.project_table import read_projects
from desktop_app.intake.word_numbers import chinese

_INDUSTRY = re.compile(
    r"(?:[一二三四五六七八九十\d]+[、.\uff0e]|[(\uff08][一二三四五六七八九十\d]+[)\uff09])?\s*(.+)"
)
_INDUSTRY_NAME = re.compile(
    r"([\u4e00-\u9fff]{2,16}?(?:行业|制造业|加工业|产业|工业|制造|加工|业))"
    r"(?=$|[(\uff08 ]|项目|清单|领域|共|类|企业)"
)
_CAPTION = re.compile(r"^表\s*[\d一二三四五六七八九十]+\s*")


def read_plan(raw: Raw, programme: Programme, *, file: str) -> PlanRead:
    """What a plan says, by the programme's chapters and tables.

    Raises AppError when neither a chapter nor a project is recognised.
    """
    if raw.kind == "sheets":
        raise AppError(f"「{file}」是表格,不是方案;请选择 Word 或 PDF 格式的方案。")
    reader = _Reader(raw, programme)
    reader.read(parts(raw.lines, programme.plan.chapter))
    if not reader.chapters and not reader.projects:
        raise AppError(
            f"在「{file}」中没有认出方案的章节,也没有找到项目清单;"
            "请检查是否选对了文件,或给各章加上「一、」这样的标题。"
        )
    title = next((line.text.strip() for line in raw.lines if "方案" in line.text), "")
    return PlanRead(
        file,
        title,
        reader.chapters,
        reader.headings,
        reader.projects,
        reader.tables,
        reader.cleaned,
        reader.doubts,
    )


@dataclass
class _Reader:
    raw: Raw
    programme: Programme
    chapters: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    projects: list[ReadRow] = field(default_factory=list)
    tables: dict[str, list[ReadRow]] = field(default_factory=dict)
    cleaned: list[Cleaned] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def read(self, found: Sequence[Part]) -> None:
        for number, part in enumerate(found, start=1):
            where = f"第{chinese(number)}章"
            if part.chapter is None:
                message = f"「{part.heading}」一章与要求的各部分对不上,没有导入;请看看应放在哪里"
                self.doubts.append(Doubt("unknown_chapter", where, message))
                self._lines(part.first + 1, part.last, where, lists_projects=False)
                continue
            lists = part.chapter.lists_projects
            text = self._lines(part.first + 1, part.last, where, lists)
            self.chapters[part.chapter.id] = text
            self.headings[part.chapter.id] = part.heading
        if not found:
            self._lines(0, len(self.raw.lines), "正文", lists_projects=True)

    def _lines(self, first: int, last: int, where: str, lists_projects: bool) -> str:
        """The text of a part without what was recognised as a list or a table."""
        lines = self.raw.lines
        items = numbered_projects(lines, first, last, self._roles()) if lists_projects else []
        listed = {item.line: item for item in items}
        kept: list[str] = []
        heading = ""
        for at in range(first, last):
            line = lines[at]
            if line.table >= 0:
                self._sheet(self.raw.sheets[line.table], where, heading)
                if kept and _is_caption(kept[-1], self.raw.sheets[line.table]):
                    kept.pop()
            elif at in listed:
                cells = self._with_industry(listed[at].cells, heading)
                self.projects.append(ReadRow(cells, f"{where} 第{at - first + 1}段"))
                # A heading that only introduced the list goes with it.
                if kept and kept[-1] == heading and at - 1 not in listed:
                    kept.pop()
            else:
                text = storable(f"{line.number}{line.text}").strip()
                heading = text if self._names_part(text, line) else heading
                kept.append(text)
        return "\n".join(text for text in kept if text)

    def _sheet(self, sheet: Sheet, where: str, heading: str) -> None:
        plan = self.programme.plan
        place = f"{where} {sheet.name}"
        best = self._plan_table(sheet)
        if best is not None:
            self.tables.setdefault(best.id, []).extend(self._rows(sheet, best, place))
            return
        if find_header(sheet, plan.project_list) is None:
            rows = sum(any(cell.strip() for cell in row) for row in sheet.rows)
            if rows > 1:
                message = f"{place}「{sheet.title[:20]}」不是要求的表格,没有导入"
                self.doubts.append(Doubt("unknown_table", place, message))
            return
        rows = self._rows(sheet, plan.project_list, place)
        caption = sheet.title or heading
        self.projects += [
            ReadRow(self._with_industry(row.cells, caption, heading), row.where) for row in rows
        ]

    def _rows(self, sheet: Sheet, table: Table, place: str) -> list[ReadRow]:
        """The rows of one table, placed as 「第五章 表3 第12行」 with the header as row 1."""
        found = read_projects(Raw("sheets", [sheet]), _readable(table), file=place)
        self.cleaned += [
            Cleaned(f"{place} {one.where.rpartition('!')[2]}", one.old, one.new)
            for one in found.cleaned
        ]
        self.doubts += [
            Doubt(one.kind, place, one.message)
            for one in found.doubts
            if one.kind in ("total_differs", "damaged", "ambiguous_month")
        ]
        return [ReadRow(row.cells, f"{place} {row.where.rpartition(' ')[2]}") for row in found.rows]

    def _plan_table(self, sheet: Sheet) -> Table | None:
        """The plan's table that this one is: by its caption, else by its columns."""
        title = fold(sheet.title)
        scored: list[tuple[float, int]] = []
        for n, table in enumerate(self.programme.plan.table):
            header = find_header(sheet, _readable(table))
            if header is None:
                continue
            words = (table.title, *table.synonyms)
            named = any(fold(word) in title for word in words)
            scored.append((header.score + (10 if named else 0), n))
        if not scored:
            return None
        score, n = max(scored)
        projects = find_header(sheet, self.programme.plan.project_list)
        if projects is not None and projects.score >= score:
            return None
        return self.programme.plan.table[n]

    def _names_part(self, text: str, line: Line) -> bool:
        """A short line that may name the industry or county of the list below it."""
        return len(text) <= 40 and (
            line.bold
            or line.level > 0
            or bool(re.match(r"[(\uff08]?[一二三四五六七八九十\d]+[)\uff09、.]", text))
        )

    def _with_industry(self, cells: dict[str, str], *headings: str) -> dict[str, str]:
        column = self.programme.summary.industry
        if not column or cells.get(column):
            return cells
        for heading in headings:
            told = industry_in(heading)
            if told:
                return {**cells, column: told}
        return cells

    def _roles(self) -> dict[str, str]:
        form = self.programme.summary
        columns = {c.id: c for c in self.programme.plan.project_list.column}
        roles = {"name": form.name}
        for role in ("enterprise", "county", "investment"):
            column = getattr(form, role)
            if column in columns:
                roles[role] = column
        if form.investment in columns:
            roles["unit"] = columns[form.investment].unit
        return roles


def industry_in(heading: str) -> str:
    """The industry that a heading names: 「(一)铸造行业项目清单」 gives 铸造行业; else ""."""
    bare = _CAPTION.sub("", heading.strip())
    match = _INDUSTRY.match(bare)
    text = match[1] if match else bare
    found = _INDUSTRY_NAME.match(text)
    return re.sub(r"^(?:其中|试点|重点|细分)", "", found[1]) if found else ""


def _readable(table: Table) -> Table:
    """The table as the project reader takes it: with one column that the header must have."""
    if any(column.compared for column in table.column):
        return table
    names = [c for c in table.column if c.printed and c.kind in (Kind.TEXT, Kind.LONG_TEXT)]
    key = _key_column(table) or (names[0].id if names else table.column[0].id)
    columns = tuple(
        structs.replace(column, compared=column.id == key)
        for column in table.column
        if column.printed
    )
    return structs.replace(table, column=columns)


def _key_column(table: Table) -> str:
    for column in table.column:
        texts = [row.get(column.id, "") for row in table.rows]
        if column.printed and texts and all(texts) and len(set(texts)) == len(texts):
            return column.id
    return ""


def _is_caption(text: str, sheet: Sheet) -> bool:
    return text.strip() == sheet.title.strip() and len(text) <= 40
