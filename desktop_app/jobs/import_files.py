"""Taking in what others made: county workbooks and a plan, as one change to the draft."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from desktop_app.core.changes import (
    Cell,
    Change,
    ReplaceCells,
    Together,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.draft import Draft, Row
from desktop_app.core.list_sentences import own_sentences
from desktop_app.core.names import fold, nearest
from desktop_app.core.programme import Programme, Table
from desktop_app.errors import AppError, in_words
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Cleaned, Doubt, PlanRead, ProjectsRead, Raw, ReadRow
from desktop_app.intake.plan import read_plan
from desktop_app.intake.project_table import read_projects
from desktop_app.jobs.draft_work import NewId, new_row_id
from desktop_app.jobs.progress import Report, quiet

FileKind = Literal["projects", "plan"]
# Indicators of a foreign plan are worded freely; below this they are taken for another indicator.
_SAME_INDICATOR = 70.0


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file brought: how it was taken, its projects, what was rewritten, what is odd."""

    file: Path
    kind: FileKind
    rows: int
    cleaned: tuple[Cleaned, ...]
    doubts: tuple[Doubt, ...]
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """The one change that takes all files in, and the account of each.

    `is_empty` when the draft would say the same afterwards: then nothing is to be done.
    """

    change: Together
    files: tuple[Imported, ...]
    is_empty: bool


def import_files(
    programme: Programme,
    draft: Draft,
    files: Sequence[Path],
    *,
    kind: FileKind | None = None,
    county: str = "",
    known: frozenset[str] = frozenset(),
    read: Callable[[Path], Raw] = read_raw,
    new_id: NewId = new_row_id,
    report: Report = quiet,
) -> Import:
    """Read files into a change on the draft; nothing is applied here.

    `kind` overrides what the content suggests; `county` fills blank counties; `known` are the
    SHA-256 of files that the draft already took in. A file that cannot be read raises AppError,
    so that an import is whole or does not happen.
    """
    changes: list[Change] = []
    accounts: list[Imported] = []
    before = draft
    for done, (path, raw) in enumerate(_read_all(files, read)):
        report(done, len(files), path.name)
        digest, size = fingerprint_of(path)
        if digest in known or any(one.sha256 == digest for one in accounts):
            doubt = Doubt("already_imported", path.name, f"文件「{path.name}」已经导入过,本次跳过")
            accounts.append(Imported(path, kind or "projects", 0, (), (doubt,), digest, size))
            continue
        _refuse_blank(path.name, raw)
        taken: FileKind = kind or _kind_of(raw, programme)
        if taken == "plan":
            found = read_plan(raw, programme, file=path.name)
            step = plan_change(programme, draft, found, new_id)
            rows, cleaned, doubts = len(found.projects), found.cleaned, found.doubts
        else:
            table = read_summary(programme, raw, path.name, county)
            step = projects_change(programme, draft, table, new_id)
            rows, cleaned, doubts = len(table.rows), table.cleaned, table.doubts
        draft = step.apply(draft)
        changes.append(step)
        accounts.append(Imported(path, taken, rows, tuple(cleaned), tuple(doubts), digest, size))
    report(len(files), len(files), "")
    names = "、".join(path.name for path in files[:3]) + ("等" if len(files) > 3 else "")
    change = Together(f"导入 {names}", tuple(changes))
    return Import(change, tuple(accounts), draft == before)


def _read_all(files: Sequence[Path], read: Callable[[Path], Raw]) -> Iterator[tuple[Path, Raw]]:
    """Each file with its content, in order; the reading processes run side by side."""
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        yield from zip(files, pool.map(read, files), strict=True)


def read_summary(programme: Programme, raw: Raw, file: str, county: str = "") -> ProjectsRead:
    """A file as the programme's summary table; `county` fills blank counties."""
    form = programme.summary
    return read_projects(
        raw,
        form.table,
        file=file,
        county=county,
        county_column=form.county,
        options={column.id: programme.options(column) for column in form.table.column},
    )


def fingerprint_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, so that the draft knows what it has taken in."""
    try:
        raw = path.read_bytes()
    except OSError as reason:
        raise AppError(
            f"文件「{path.name}」读不出来({in_words(reason)}),请检查后再导入。"
        ) from reason
    return hashlib.sha256(raw).hexdigest(), len(raw)


def projects_change(
    programme: Programme, draft: Draft, found: ProjectsRead, new_id: NewId = new_row_id
) -> Change:
    """The rows of a workbook at the end of the summary, each with where it came from."""
    rows = [_row(read, f"{found.file} {read.where}", new_id) for read in found.rows]
    return append_rows(draft, programme.summary.table.id, rows)


def plan_change(
    programme: Programme, draft: Draft, found: PlanRead, new_id: NewId = new_row_id
) -> Change:
    """A foreign plan in place of what the draft's plan held: chapters, project list, tables.

    A chapter or table that the file does not have leaves the draft's own as it is. Sentences that
    the program writes around the project list are not taken for text; when their numbers are
    not those of the list, somebody wrote them, and they stay.
    """
    changes: list[Change] = []
    own = own_sentences(programme, [row.cells for row in found.projects])
    for chapter_id, whole in found.chapters.items():
        path = f"chapters/{chapter_id}"
        text = "\n".join(line for line in whole.split("\n") if line not in own)
        if draft.value(path) != text:
            changes.append(set_path(draft, path, text))
    if found.projects:
        changes += _replaced(draft, programme.plan.project_list, found.projects, new_id)
    for table in programme.plan.table:
        rows = found.tables.get(table.id, [])
        if rows and any(not column.printed for column in table.column):
            changes += _merged(draft, table, rows, new_id)
        elif rows:
            changes += _replaced(draft, table, rows, new_id)
    return Together(f"导入方案 {found.file}", tuple(changes))


def _refuse_blank(name: str, raw: Raw) -> None:
    if not raw.sheets and not any(line.text.strip() for line in raw.lines):
        raise AppError(f"「{name}」里没有文字,也没有表格;请检查是否选对了文件,或让对方重新发送。")


def _kind_of(raw: Raw, programme: Programme) -> FileKind:
    """A text with at least two of the programme's chapters is a plan; all else is a table."""
    if raw.kind == "sheets":
        return "projects"
    words = [
        {fold(word) for word in (chapter.title, *chapter.synonyms)}
        for chapter in programme.plan.chapter
    ]
    lines = [fold(line.text) for line in raw.lines if 2 <= len(line.text) <= 40]
    hits = sum(any(word in line for word in group for line in lines) for group in words)
    return "plan" if hits >= 2 else "projects"


def _replaced(draft: Draft, table: Table, rows: Sequence[ReadRow], new_id: NewId) -> list[Change]:
    old = remove_rows(draft, table.id, frozenset(row.id for row in draft.rows(table.id)))
    empty = old.apply(draft) if old.rows else draft
    new = append_rows(empty, table.id, [_row(read, read.where, new_id) for read in rows])
    return [old, new] if old.rows else [new]


def _merged(draft: Draft, table: Table, rows: Sequence[ReadRow], new_id: NewId) -> list[Change]:
    """Rows of a table whose given rows carry a key: values go to the row of the same name."""
    ours = draft.rows(table.id)
    label = _naming_column(table, ours)
    if not label:
        return _replaced(draft, table, rows, new_id)
    pairs = nearest(
        [read.cells.get(label, "") for read in rows],
        [row.cells.get(label, "") for row in ours],
        _SAME_INDICATOR,
    )
    cells: list[Cell] = []
    for i, j, _ in pairs:
        for column, text in rows[i].cells.items():
            old = ours[j].cells.get(column, "")
            if column != label and text and text != old:
                cells.append(Cell(ours[j].id, column, old, text))
    rest = [read for i, read in enumerate(rows) if i not in {pair[0] for pair in pairs}]
    changes: list[Change] = [ReplaceCells(table.id, tuple(cells))] if cells else []
    if rest:
        changes.append(append_rows(draft, table.id, [_row(r, r.where, new_id) for r in rest]))
    return changes


def _naming_column(table: Table, rows: Sequence[Row]) -> str:
    """The printed column in which all given rows differ."""
    for column in table.column:
        texts = [row.cells.get(column.id, "") for row in rows]
        if column.printed and texts and all(texts) and len(set(texts)) == len(texts):
            return column.id
    return ""


def _row(read: ReadRow, origin: str, new_id: NewId) -> Row:
    cells = {key: text for key, text in read.cells.items() if text}
    return Row(new_id(), MappingProxyType(cells), origin)
