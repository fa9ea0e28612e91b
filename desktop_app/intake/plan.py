"""A plan that another office wrote: its chapters, the projects it names, its other tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from desktop_app.core.names import fold
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.intake.cleaning import storable
from desktop_app.intake.mark_doubts import about_marks
from desktop_app.intake.plain import Cleaned, Doubt, Line, PlanRead, Raw, ReadRow, Sheet
from desktop_app.intake.plan_captions import is_caption
from desktop_app.intake.plan_chapters import Part, parts
from desktop_app.intake.plan_contents import contents_lines
from desktop_app.intake.plan_found import FoundProjects
from desktop_app.intake.plan_groups import Group, group_in, name_before
from desktop_app.intake.plan_lines import parted
from desktop_app.intake.plan_marks import heading_of
from desktop_app.intake.plan_projects import Item, numbered_projects
from desktop_app.intake.plan_tables import Known, is_of_the_past, recognised, rows_of
from desktop_app.intake.plan_title import title_of, without_signature

_CONTINUED = re.compile(r".{0,20}(?:[续續]表|[(\uff08][续續][)\uff09]).{0,10}|表\s*\d+\s*[续續]")
_LOWEST_RANK = 99
_SHORT_LINE = 20


def read_plan(raw: Raw, programme: Programme, *, file: str) -> PlanRead:
    """What a plan says, by the programme's chapters and tables; names to the letter.

    Projects come from tables with a column for their name, wherever they stand, and from numbered
    paragraphs of the chapter that lists projects. What is not recognised is a doubt. Raises
    AppError when neither a chapter nor a project is recognised.
    """
    if raw.kind == "sheets":
        raise AppError(f"「{file}」是表格,不是方案;请选择 Word 或 PDF 格式的方案。")
    if not raw.lines:
        raise AppError(
            f"「{file}」中没有文字,可能是扫描件或图片;请选择 Word 格式的方案,或由 Word 另存的 PDF。"
        )
    whole = structs.replace(raw, lines=parted(raw.lines, programme.plan.chapter))
    reader = _Reader(whole, programme)
    reader.read()
    if not reader.chapters and not reader.projects.rows:
        raise AppError(
            f"在「{file}」中没有认出方案的章节,也没有找到项目清单;"
            "请检查是否选对了文件,或给各章加上「一、」这样的标题。"
        )
    return PlanRead(
        file=file,
        title=title_of(whole.lines),
        chapters=reader.chapters,
        headings=reader.headings,
        projects=reader.projects.rows,
        tables=reader.tables,
        cleaned=reader.cleaned,
        doubts=[*about_marks(raw, file), *reader.doubts],
        others=reader.others,
        sha256=raw.sha256,
    )


@dataclass
class _Reader:
    """One pass over the parts of the file, in its order."""

    raw: Raw
    programme: Programme
    chapters: dict[str, str] = field(default_factory=dict[str, str])
    headings: dict[str, str] = field(default_factory=dict[str, str])
    others: dict[str, str] = field(default_factory=dict[str, str])
    tables: dict[str, list[ReadRow]] = field(default_factory=dict[str, list[ReadRow]])
    cleaned: list[Cleaned] = field(default_factory=list[Cleaned])
    doubts: list[Doubt] = field(default_factory=list[Doubt])
    is_listless: bool = False

    def __post_init__(self) -> None:
        self.projects = FoundProjects(self.programme.summary.name, self.doubts)

    def read(self) -> None:
        letters = [letter.title for letter in self.programme.letters]
        found = parts(self.raw.lines, self.programme.plan.chapter, letters)
        has_list = any(part.chapter and part.chapter.lists_projects for part in found)
        self.is_listless = not has_list
        last = max((n for n, part in enumerate(found) if part.chapter is not None), default=-1)
        mentioned: list[tuple[str, str]] = []
        for n, part in enumerate(found):
            # Without a chapter for them, projects are looked for wherever something is numbered.
            lists = part.chapter.lists_projects if part.chapter is not None else not has_list
            reader = _PartReader(self, part)
            kept = reader.kept(lists_projects=lists)
            text = "\n".join(without_signature(kept) if n == last else kept)
            if part.chapter is not None:
                self.chapters[part.chapter.id] = text
                self.headings[part.chapter.id] = part.heading
                self._shared(part)
            elif text and (not part.is_annex or reader.has_list):
                # What an annex says counts where it lists projects; letters speak of other things.
                self.others[part.heading] = text
            if part.chapter is None and part.heading and not part.is_annex:
                self._unknown(part)
            if lists and text:
                mentioned.append((part.where, text))
        for where, text in mentioned:
            self.projects.mentioned(where, text)
        self.projects.finish()

    def _shared(self, part: Part) -> None:
        """A heading that names two chapters: all of it goes to one, and the other is not there."""
        if part.chapter is None:
            return
        for title in part.also:
            message = (
                f"{part.where}「{part.heading}」里还写到「{title}」,全部导入了「{part.chapter.title}」;"
                f"请把有关文字移到「{title}」一章"
            )
            self.doubts.append(Doubt("shared_heading", part.where, message))

    def _unknown(self, part: Part) -> None:
        if part.taken_by:
            message = (
                f"{part.where}「{part.heading}」与已导入的「{part.taken_by}」属于同一部分,没有导入;"
                "需要时请把文字并入该章"
            )
        else:
            message = f"「{part.heading}」一章与要求的各部分对不上,没有导入;请看看应放在哪里"
        self.doubts.append(Doubt("unknown_chapter", part.where, message))


@dataclass
class _PartReader:
    """One part of the file: what of it is text, what a list of projects, what a table.

    `headings` are (rank, group) of the headings in force; `before` the table right above;
    `has_list` tells that projects were found.
    """

    whole: _Reader
    part: Part
    headings: list[tuple[int, Group]] = field(default_factory=list[tuple[int, Group]])
    kept_lines: list[str] = field(default_factory=list[str])
    before: Known | None = None
    has_list: bool = False

    def kept(self, *, lists_projects: bool) -> list[str]:
        """The text of the part without what was recognised as a list or a table."""
        lines = self.whole.raw.lines
        items: list[Item] = []
        if lists_projects or self.whole.is_listless:
            items = numbered_projects(lines, self.part.lines, self._roles())
        if not lists_projects and not _are_told_fully(items):
            items = []
        named = {item.line: item for item in items}
        taken = {at for item in items for at in item.lines}
        if self.part.rest:
            self.kept_lines.append(storable(self.part.rest).strip())
        heading = group_in(self.part.heading)
        self.headings = [(-1, heading)]
        paragraph = 0
        run: list[ReadRow] = []
        contents = set[int]() if self.part.heading else contents_lines(lines)
        for at in self.part.lines:
            line = lines[at]
            paragraph += line.table < 0
            if at in taken:
                if at in named:
                    run.append(self._project(named[at], paragraph))
                continue
            if at in named:
                self._left_out(line, paragraph)
            if line.table >= 0:
                self._listed(run)
                self._sheet(self.whole.raw.sheets[line.table])
            elif at not in contents:
                self._text(line)
        self._listed(run)
        return [text for text in self.kept_lines if text]

    def _text(self, line: Line) -> None:
        text = storable(f"{line.number}{line.text}").strip()
        rank, title, _ = heading_of(line)
        if rank >= 0:
            self.headings = [one for one in self.headings if one[0] < rank]
            self.headings.append((rank, group_in(title)))
        elif text.endswith((":", "\uff1a")) or _is_group_line(text):
            self.headings = [one for one in self.headings if one[0] < _LOWEST_RANK]
            self.headings.append((_LOWEST_RANK, group_in(text)))
        if not _CONTINUED.fullmatch(text):
            self.before = None
        if fold(text) not in self._notes():
            self.kept_lines.append(text)

    def _notes(self) -> set[str]:
        """What the program itself prints below tables whose official layout is not published."""
        return {fold(f"注:{table.layout}") for table in self.whole.programme.plan.table}

    def _sheet(self, sheet: Sheet) -> None:
        place = f"{self.part.where} {sheet.name}"
        known = recognised(sheet, self.whole.programme, self.before)
        self.before = known
        if known is None:
            if sum(any(cell.strip() for cell in row) for row in sheet.rows) > 1:
                message = f"{place}「{_caption(sheet)[:20]}」不是要求的表格,没有读入"
                self.whole.doubts.append(Doubt("unknown_table", place, message))
            return
        found = rows_of(sheet, known, place)
        if known.lists_projects and is_of_the_past(sheet):
            message = (
                f"{place}「{_caption(sheet)[:30]}」列的是已实施的项目,没有计入项目清单;"
                "如果是本次申报的项目,请修改表名"
            )
            self.whole.doubts.append(Doubt("past_projects", place, message))
            return
        self._drop_caption(sheet, known)
        self.whole.cleaned += found.cleaned
        self.whole.doubts += found.doubts
        if not known.lists_projects:
            self.whole.tables.setdefault(known.form.id, []).extend(found.rows)
            return
        caption = group_in(_caption(sheet))
        if caption == Group():
            caption = Group(industry=self._printed_industry(sheet))
        rows = [
            ReadRow(self._with_groups(row.cells, (inside, caption)), row.where)
            for row, inside in zip(found.rows, found.groups, strict=True)
        ]
        if known.is_card:
            self.whole.projects.add_cards(rows, place)
        else:
            self.whole.projects.add_list(rows, place)
        self.has_list = True

    def _printed_industry(self, sheet: Sheet) -> str:
        """The industry of a list as this program heads it, whatever an industry is called: its
        name stands before the list's title, and in the sentence or the heading above it."""
        programme = self.whole.programme
        name = name_before(programme.plan.project_list.title, _caption(sheet))
        told = f"{name}{fold(own_words(programme).listed)}"
        is_told = any(
            fold(line).startswith(told) or (name in fold(line) and heading_of(Line(line))[0] >= 0)
            for line in self.kept_lines
        )
        return name if name and is_told else ""

    def _drop_caption(self, sheet: Sheet, known: Known) -> None:
        """The caption and the unit line of a table that is taken out go with it."""
        above = {text.strip() for text in sheet.title.split("\n")}
        while self.kept_lines and self.kept_lines[-1] in above:
            text = self.kept_lines[-1]
            if _CONTINUED.fullmatch(text) is None and (
                heading_of(Line(text))[0] in range(7) or not is_caption(text, known.form)
            ):
                return
            self.kept_lines.pop()

    def _project(self, item: Item, paragraph: int) -> ReadRow:
        where = f"{self.part.where} 第{paragraph}段"
        if item.is_odd:
            name = item.cells.get(self.whole.programme.summary.name, "")
            message = f"{where}「{name[:40]}」列在项目清单中,按项目读取,请核对"
            self.whole.doubts.append(Doubt("odd_project", where, message))
        if item.typed:
            form = self.whole.programme.summary
            label = next((c.label for c in form.table.column if c.id == form.name), "")
            name = item.cells[form.name]
            self.whole.cleaned.append(
                Cleaned(f"{where} {label}", item.typed, name, where, form.name)
            )
        return ReadRow(self._with_groups(item.cells, ()), where)

    def _left_out(self, line: Line, paragraph: int) -> None:
        where = f"{self.part.where} 第{paragraph}段"
        message = (
            f"{where}「{line.text.strip()[:40]}」夹在项目清单中,但不像项目名称,没有计入,请核对"
        )
        self.whole.doubts.append(Doubt("left_out", where, message))

    def _listed(self, run: list[ReadRow]) -> None:
        if run:
            self.whole.projects.add_list(run, run[0].where)
            self.has_list = True
            run.clear()

    def _with_groups(self, cells: dict[str, str], nearer: Sequence[Group]) -> dict[str, str]:
        """Industry and county of a row that does not give them: from the nearest heading."""
        form = self.whole.programme.summary
        groups = [*nearer, *(group for _, group in reversed(self.headings))]
        columns = {column.id for column in self.whole.programme.plan.project_list.column}
        out = dict(cells)
        for column, told in (
            (form.industry, next((g.industry for g in groups if g.industry), "")),
            (form.county, next((g.county for g in groups if g.county), "")),
        ):
            if column in columns and told and not out.get(column, "").strip():
                out[column] = told
        return out

    def _roles(self) -> Mapping[str, str]:
        form = self.whole.programme.summary
        columns = {c.id: c for c in self.whole.programme.plan.project_list.column}
        roles = {"name": form.name}
        for role in ("enterprise", "county", "industry", "investment"):
            column = getattr(form, role)
            if column in columns:
                roles[role] = column
        if form.investment in columns:
            roles["unit"] = columns[form.investment].unit
        return roles


def _are_told_fully(items: Sequence[Item]) -> bool:
    """Whether each item gives more than a name, so that they are no tasks of a chapter."""
    return bool(items) and all(len(item.cells) > 1 for item in items)


def _is_group_line(text: str) -> bool:
    """A line that says nothing but an industry or a county (铸造行业)."""
    return len(text) <= _SHORT_LINE and group_in(text) != Group() and text[-1] not in "。;\uff1b"


def _caption(sheet: Sheet) -> str:
    """The line above a table, without the line that gives its unit."""
    return sheet.title.split("\n")[0]
