"""The proof that a filled form says what the draft says: read back by the intake, place by place.

Nothing here asks the code that wrote it: what the empty form says and what the draft says make up
what the filled one has to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject, numbers_of
from desktop_app.core.names import fold
from desktop_app.core.own_form import CHAPTERS, FormMap, OwnCell, OwnTable, places_of_rows
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.core.sheet_places import address
from desktop_app.core.sheet_wishes import SheetWishes
from desktop_app.core.shown import shown
from desktop_app.core.values import NUMBERS, Kind, NotUnderstood, parse, show_decimal
from desktop_app.documents.compose_own import rows_for
from desktop_app.errors import AppError
from desktop_app.intake.cleaning import cleaned, storable
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.plan import read_plan
from desktop_app.intake.project_table import read_projects
from desktop_app.jobs.prove_own_text import NewTable, Told, read_text, with_values

_HUNDRED = Decimal(100)
_MOST, _LONGEST = 20, 40


@dataclass(frozen=True, slots=True)
class OwnProof:
    """What was read back: how many projects, how many chapters and single values; where the file
    says something else than the draft."""

    projects: int = 0
    chapters: int = 0
    cells: int = 0
    differences: tuple[str, ...] = ()


def prove_own(
    programme: Programme, draft: Draft, form: FormMap, empty: Raw, filled: Raw, texts: Sequence[str]
) -> OwnProof:
    """Hold the filled form against the draft; `texts` are the paragraphs of the empty one."""
    proof = _Proof(programme, draft, form, empty, filled, texts)
    return proof.made()


@dataclass
class _Proof:
    """One form while it is gone over. `sheets` says which table of the filled file each of the
    empty one is."""

    programme: Programme
    draft: Draft
    form: FormMap
    empty: Raw
    filled: Raw
    texts: Sequence[str]
    differences: list[str] = field(default_factory=list[str])
    sheets: dict[int, int] = field(default_factory=dict[int, int])

    def made(self) -> OwnProof:
        self.subject = Subject(self.programme, self.draft)
        chapters = 0
        self.sheets = {number: number for number in range(len(self.filled.sheets))}
        if self.form.kind == "docx":
            back = read_text(self.form, self.empty, self.filled, self.texts, self._draft_says())
            self.sheets, chapters = dict(back.sheets), back.chapters
            self.differences += [_told(*one) for one in back.differences]
        projects = sum(self._table(one) for one in self.form.tables)
        cells = sum(self._cell(one) for one in self.form.cells)
        if self.form.attachment == "plan":
            projects = self._plan_names()
        told = tuple(dict.fromkeys(self.differences))[:_MOST]
        return OwnProof(projects, chapters, cells, told)

    def _differ(self, where: str, ours: str, theirs: str) -> None:
        self.differences.append(_told(where, ours, theirs))

    def _table(self, table: OwnTable) -> int:
        """Every cell of every row; how many projects the table lists."""
        form = self.programme.table(table.table)
        sheet = self._sheet(table.sheet)
        if form is None or sheet is None:
            self.differences.append(f"{table.name} 读不到了")
            return 0
        columns = {one.id: one for one in form.column}
        rows = self._listed(form.id)
        key = next((one.field for one in table.columns if one.column == table.key), "")
        placed = places_of_rows(table, [row.cells.get(key, "") for row in rows])
        depth = max((at + 1 for at in placed), default=0)
        for place, row in zip(placed, rows, strict=True):
            at = table.first + place
            for one in table.columns:
                if one.field:
                    theirs = _text(sheet, at, one.column)
                    self._value(
                        columns[one.field],
                        one.unit,
                        row,
                        theirs,
                        f"{table.name} {address(at, one.column)}",
                    )
        self._sums(table, sheet, columns, rows, depth)
        if form.id != self.programme.summary.table.id:
            return 0
        names = self._names(table, sheet, rows)
        self._same_names(table.name, rows, names)
        return len(names)

    def _value(self, column: Field, unit: str, row: Row, theirs: str, where: str) -> None:
        ours = shown(self.programme, column, row.cells.get(column.id, ""))
        if not self._is_same(column, unit, ours, theirs):
            self._differ(f"{where} {column.label}", ours, theirs)

    def _is_same(self, column: Field, unit: str, ours: str, theirs: str) -> bool:
        if column.compared:
            return storable(ours) == theirs
        options = self.programme.options(column)
        given = cleaned(column, ours, "", options)
        back = cleaned(column, theirs, unit if column.kind is Kind.AMOUNT else "", options)
        if given == back or fold(given) == fold(back):
            return True
        one, other = (parse(column.kind, text, column.unit, options) for text in (given, back))
        if one is None:
            # The form's own formula comes to 0 where nothing is to be added up.
            return column.kind in NUMBERS and other == 0
        if isinstance(one, NotUnderstood):
            return False
        # A cell that shows 50% holds 0.5.
        as_share = isinstance(other, Decimal) and column.kind is Kind.PERCENT
        return one == other or (as_share and isinstance(other, Decimal) and one == other * _HUNDRED)

    def _sums(
        self,
        table: OwnTable,
        sheet: Sheet,
        columns: dict[str, Field],
        rows: Sequence[Row],
        depth: int,
    ) -> None:
        if table.total < 0:
            return
        at = table.total + (max(0, depth - table.ready) if table.total >= table.first else 0)
        for one in table.columns:
            column = columns.get(one.field)
            if column is None or not column.total:
                continue
            numbers = list(numbers_of(column, (row.cells.get(column.id, "") for row in rows)))
            theirs = _text(sheet, at, one.column)
            if numbers:
                ours = show_decimal(sum(numbers, Decimal(0)))
                if not self._is_same(column, one.unit, ours, theirs):
                    self._differ(f"{table.name} {address(at, one.column)} 合计", ours, theirs)

    def _names(self, table: OwnTable, sheet: Sheet, rows: Sequence[Row]) -> list[str]:
        """The names as whoever receives the table reads them, by its header."""
        form = self.programme.table(table.table)
        name = self.programme.summary.name
        if form is None or name not in table.fields:
            return []
        wishes = SheetWishes(
            sheet=0,
            header=table.header,
            depth=max(1, min(3, table.first - table.header)),
            columns=tuple(sorted(table.fields.items())),
            taken=frozenset((0, at) for at in range(table.first, table.first + len(rows))),
        )
        read = read_projects(Raw("sheets", [sheet]), form, file=self.form.file, wishes=wishes)
        return [row.cells.get(name, "") for row in read.rows]

    def _same_names(self, where: str, rows: Sequence[Row], names: list[str]) -> None:
        ours = [storable(row.cells.get(self.programme.summary.name, "")) for row in rows]
        if len(ours) != len(names):
            self.differences.append(f"{where}:草稿有 {len(ours)} 个项目,文件中读到 {len(names)} 个")
        for one, other in zip(ours, names, strict=False):
            if one != other:
                self._differ(f"{where} 项目名称", one, other)

    def _plan_names(self) -> int:
        """The projects that the filled plan names, as whoever receives it reads it."""
        rows = self.draft.filled_rows(self.programme.summary.table.id)
        list_id = self.programme.plan.project_list.id
        mapped = {one.chapter for one in self.form.headings}
        has_place = any(one.table == list_id for one in self.form.tables) or any(
            one.lists_projects and one.id in mapped for one in self.programme.plan.chapter
        )
        if not has_place or not rows:
            return 0
        try:
            read = read_plan(self.filled, self.programme, file=self.form.file)
        except AppError as reason:
            self.differences.append(str(reason))
            return 0
        names = [row.cells.get(self.programme.summary.name, "") for row in read.projects]
        self._same_names(self.form.file, rows, names)
        return len(names)

    def _cell(self, cell: OwnCell) -> bool:
        """Whether a single value was looked at; only those of sheets and tables, as paragraphs are
        gone over as a whole."""
        value = self._of(cell)
        if not value or cell.sheet < 0:
            return bool(value)
        sheet = self._sheet(cell.sheet)
        moved = sum(
            max(0, len(self._listed(one.table)) - one.ready)
            for one in self.form.tables
            if one.sheet == cell.sheet and cell.row >= one.first + one.ready
        )
        theirs = "" if sheet is None else _text(sheet, cell.row + moved, cell.column)
        before = _text(self.empty.sheets[cell.sheet], cell.row, cell.column)
        ours = fold(with_values(before, self._in(cell)))
        if fold(theirs) != ours:
            self._differ(
                f"{cell.name} {address(cell.row + moved, cell.column)} {cell.label}", value, theirs
            )
        return True

    def _of(self, cell: OwnCell) -> str:
        if cell.path.startswith(CHAPTERS):
            return "\n".join(self._lines(cell.path.removeprefix(CHAPTERS)))
        asked = self.programme.field(cell.path)
        typed = self.draft.values.get(cell.path, "")
        return "" if asked is None else shown(self.programme, asked, typed).strip()

    def _in(self, cell: OwnCell) -> list[tuple[int, int, str]]:
        """What goes into the text that holds a cell."""
        place = (cell.sheet, cell.row, cell.column)
        return [
            (one.start, one.end, self._of(one))
            for one in self.form.cells
            if (one.sheet, one.row, one.column) == place and self._of(one)
        ]

    def _listed(self, table: str) -> tuple[Row, ...]:
        """The rows with which a table of the form was filled."""
        return rows_for(self.programme, self.draft, table)

    def _sheet(self, number: int) -> Sheet | None:
        at = self.sheets.get(number, -1)
        return self.filled.sheets[at] if 0 <= at < len(self.filled.sheets) else None

    def _lines(self, chapter: str) -> list[str]:
        text = self.subject.chapter(chapter).text
        return [storable(line).strip() for line in text.splitlines() if line.strip()]

    def _draft_says(self) -> Told:
        """What a Word file has to say, as the draft has it."""
        chapters = {one.id: tuple(self._lines(one.id)) for one in self.programme.plan.chapter}
        cells: dict[int, list[tuple[int, int, str]]] = {}
        for one in self.form.cells:
            if one.sheet < 0 and self._of(one):
                cells.setdefault(one.row, []).append((one.start, one.end, self._of(one)))
        return Told(chapters, self._unplaced(), cells)

    def _unplaced(self) -> dict[str, tuple[NewTable, ...]]:
        """The tables of each chapter for which the form has none of its own."""
        programme = self.programme
        placed = {one.table for one in self.form.tables}
        found: dict[str, tuple[NewTable, ...]] = {}
        for chapter in programme.plan.chapter:
            forms = [form for one in chapter.tables if (form := programme.table(one)) is not None]
            forms += [programme.plan.project_list] if chapter.lists_projects else []
            found[chapter.id] = tuple(
                self._new_table(form)
                for form in forms
                if form.id not in placed and self._listed(form.id)
            )
        return found

    def _new_table(self, form: Table) -> NewTable:
        columns = [one for one in form.column if one.printed]
        rows = tuple(
            tuple(shown(self.programme, one, row.cells.get(one.id, "")) for one in columns)
            for row in self._listed(form.id)
        )
        return NewTable(form.title, rows)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else []
    return cells[column] if column < len(cells) else ""


def _told(where: str, ours: str, theirs: str) -> str:
    return f"{where}:草稿是「{_short(ours)}」,文件中是「{_short(theirs)}」"


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
