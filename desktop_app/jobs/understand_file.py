"""One file that comes in: read once, then understood anew with each thing a person corrects."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from desktop_app.core.collection import Mark
from desktop_app.core.names import in_plain_script
from desktop_app.core.programme import Programme
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.errors import AppError, in_words
from desktop_app.intake.as_typed import plan_as_typed, table_as_typed
from desktop_app.intake.collected import came_back, ids_by_place, told_of
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Cleaned, Doubt, PlanRead, ProjectsRead, Raw, ReadRow
from desktop_app.intake.plan import read_plan
from desktop_app.intake.project_table import read_projects
from desktop_app.jobs.file_wishes import AS_IT_LOOKS, FileKind, FileWishes
from desktop_app.jobs.sheet_view import SheetView, view_of


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file with its content, or the sentence why it has none."""

    path: Path
    raw: Raw | None = None
    refusal: str = ""
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says, by the wishes of a person: projects, or a plan, or why it cannot be read.

    `view` is there for every file with tables, also for one whose header was not found. `ids` are
    the draft's own rows that a collection workbook had in its lines, by where they stand; `mark` is
    what it says of itself. `before` is what was said of rows of the draft before, by their ids (see
    `said_before`).
    """

    incoming: Incoming
    wishes: FileWishes
    kind: FileKind
    refusal: str = ""
    table: ProjectsRead | None = None
    plan: PlanRead | None = None
    view: SheetView | None = None
    ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    mark: Mark | None = None
    before: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def rows(self) -> Sequence[ReadRow]:
        """The projects, of the table or of the plan's list."""
        if self.table is not None:
            return self.table.rows
        return self.plan.projects if self.plan is not None else ()

    @property
    def cleaned(self) -> Sequence[Cleaned]:
        """Everything that may be written in another form, also what a person wants as typed."""
        read = self.table or self.plan
        return read.cleaned if read is not None else ()

    @property
    def doubts(self) -> Sequence[Doubt]:
        read = self.table or self.plan
        return read.doubts if read is not None else ()

    @property
    def county(self) -> str:
        """Whose projects they are: what fills blanks, or what the rows say; "" for several."""
        if self.table is None:
            return ""
        return self.wishes.county or self.table.told_county

    @property
    def cleaned_count(self) -> int:
        """How many places are written in another form."""
        return sum(one.where not in self.wishes.as_typed for one in self.cleaned)


def fingerprint_of(path: Path, raw: Raw) -> tuple[str, int]:
    """SHA-256 and size of the bytes that were read, so that the draft knows what it has taken in;
    of the file as it is now where its reader did not tell."""
    if raw.sha256:
        return raw.sha256, raw.size
    try:
        content = path.read_bytes()
    except OSError as reason:
        raise AppError(
            f"文件「{path.name}」读不出来({in_words(reason)}),请检查后再导入。"
        ) from reason
    return hashlib.sha256(content).hexdigest(), len(content)


def take_in(path: Path, still: Callable[[], None] | None = None) -> Incoming:
    """Read a file in a process of its own; whatever is wrong with it becomes a sentence.

    `still` is called meanwhile: what it raises ends the reading, and comes out.
    """
    try:
        raw = read_raw(path, still=still)
        digest, size = fingerprint_of(path, raw)
        refuse_blank(path.name, raw)
    except AppError as reason:
        return Incoming(path, refusal=str(reason))
    return Incoming(path, raw, "", digest, size)


def understand(
    programme: Programme, incoming: Incoming, wishes: FileWishes = AS_IT_LOOKS
) -> Understood:
    """What a file says when it is read as a person wishes."""
    raw, name = incoming.raw, incoming.path.name
    if raw is None:
        return Understood(incoming, wishes, wishes.kind or "projects", incoming.refusal)
    kind = wishes.kind or kind_of(raw, programme)
    back = came_back(raw)
    if back is not None:
        raw = back.raw
        is_ours = back.mark.programme == programme.id
        if is_ours and not wishes.county:
            wishes = replace(wishes, county=back.mark.county)
    try:
        if kind == "plan":
            plan = plan_as_typed(read_plan(raw, programme, file=name), wishes.as_typed)
            return Understood(incoming, wishes, kind, plan=plan)
        table = read_summary(programme, raw, name, wishes.county, wishes.table)
    except AppError as reason:
        view = view_of(programme, raw, wishes.table, None) if kind == "projects" else None
        return Understood(incoming, wishes, kind, str(reason), view=view)
    view = view_of(programme, raw, wishes.table, table)
    table = table_as_typed(table, wishes.as_typed)
    if back is None:
        return Understood(incoming, wishes, kind, table=table, view=view)
    ids, table = ids_by_place(back, table), told_of(programme, back, table)
    return Understood(incoming, wishes, kind, table=table, view=view, ids=ids, mark=back.mark)


def read_summary(
    programme: Programme,
    raw: Raw,
    file: str,
    county: str = "",
    wishes: SheetWishes = NO_WISHES,
    *,
    is_ours: bool = False,
) -> ProjectsRead:
    """A file as the programme's summary table; `county` fills blank counties, and so does what the
    file says of them. Where the file `is_ours`, printed by this program, a blank is a blank."""
    form = programme.summary
    return read_projects(
        raw,
        form.table,
        file=file,
        county=county,
        county_column="" if is_ours else form.county,
        firm_columns=(form.credit_code, form.enterprise),
        options={column.id: programme.options(column) for column in form.table.column},
        wishes=wishes,
    )


def kind_of(raw: Raw, programme: Programme) -> FileKind:
    """A text with at least two of the programme's chapters is a plan; all else is a table."""
    if raw.kind == "sheets":
        return "projects"
    words = [
        {in_plain_script(word) for word in (chapter.title, *chapter.synonyms)}
        for chapter in programme.plan.chapter
    ]
    texts = (text.strip() for line in raw.lines for text in line.text.split("\n"))
    lines = [in_plain_script(text) for text in texts if 2 <= len(text) <= 40]
    hits = sum(any(word in line for word in group for line in lines) for group in words)
    return "plan" if hits >= 2 else "projects"


def refuse_blank(name: str, raw: Raw) -> None:
    """Raises AppError for a file without a word in it."""
    if not raw.sheets and not any(line.text.strip() for line in raw.lines):
        if name.lower().endswith(".pdf"):
            raise AppError(
                f"「{name}」里没有文字,多半是扫描件;请让对方发送原来的 .xlsx 或 .docx 文件。"
            )
        raise AppError(f"「{name}」里没有文字,也没有表格;请检查是否选对了文件,或让对方重新发送。")
