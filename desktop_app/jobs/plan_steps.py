"""A foreign plan against that of the draft: which part goes where, and what it would replace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from desktop_app.core.gathered import gathered_rows, rows_beside
from desktop_app.core.list_sentences import own_sentences
from desktop_app.core.names import nearest
from desktop_app.core.origin import origin_text
from desktop_app.core.pack_forms import Table
from desktop_app.core.programme import Programme
from desktop_app.intake.plain import PlanRead, ReadRow
from desktop_app.jobs.file_wishes import AS_IT_LOOKS, FileWishes

# The id of the row that stood at this place of the file.
IdOf = Callable[[str], str]
# Indicators of a foreign plan are worded freely; below this they are taken for another indicator.
_SAME_INDICATOR = 70.0


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One part of the file: its heading and text, and the chapter it goes to ("" for none).

    `key` names it in the wishes.
    """

    key: str
    heading: str
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """What would happen at one place of the draft; `path` names it in the wishes.

    `old` and `new` are the texts, or say how many rows there are. `overwrites` what somebody
    wrote; without a `change` the draft says the same already.
    """

    path: str
    what: Literal["chapter", "projects", "table"]
    title: str
    old: str
    new: str
    change: Change | None
    overwrites: bool


def parts_of(programme: Programme, found: PlanRead, wishes: FileWishes) -> tuple[PlanPart, ...]:
    """The parts of the file: those that answer to a chapter, then the others."""
    chosen = dict(wishes.targets)
    known = {chapter.id for chapter in programme.plan.chapter}
    parts = [
        PlanPart(f"chapter:{key}", found.headings.get(key, ""), text, key)
        for key, text in found.chapters.items()
    ]
    parts += [PlanPart(f"other:{name}", name, text, "") for name, text in found.others.items()]
    return tuple(
        PlanPart(one.key, one.heading, one.text, chosen[one.key])
        if chosen.get(one.key, "") in known | {""} and one.key in chosen
        else one
        for one in parts
    )


def plan_steps(
    programme: Programme,
    draft: Draft,
    found: PlanRead,
    wishes: FileWishes,
    id_of: IdOf,
) -> tuple[PlanStep, ...]:
    """Everything that a plan brings: chapters, project list, tables, as if all of it was wanted.

    Sentences that the program writes around the project list are not taken for text; when their
    numbers are not those of the list, somebody wrote them, and they stay.
    """

    def made(read: ReadRow) -> Row:
        return row_read(read, origin_text("", read.where, found.sha256), id_of(read.where))

    steps = _chapter_steps(programme, draft, found, wishes)
    if found.projects:
        table = programme.plan.project_list
        steps.append(_list_step(draft, table, found.projects, made, "projects"))
    for table in programme.plan.table:
        rows = found.tables.get(table.id, [])
        if table.gathered is not None and not _says_more(
            programme, table, draft, steps, rows, made
        ):
            # What the text gives anyway is not typed a second time.
            continue
        if rows and any(not column.printed for column in table.column):
            steps.append(_merging_step(draft, table, rows, made))
        elif rows:
            steps.append(_list_step(draft, table, rows, made, "table"))
    return tuple(steps)


def plan_change(
    programme: Programme,
    draft: Draft,
    found: PlanRead,
    id_of: IdOf,
    wishes: FileWishes = AS_IT_LOOKS,
) -> Change:
    """A foreign plan in place of what the draft's plan held, but for what a person keeps.

    A chapter or table that the file does not have leaves the draft's own as it is.
    """
    steps = plan_steps(programme, draft, found, wishes, id_of)
    kept = {path for path, choice in wishes.choices if choice == "keep"}
    wanted = (one.change for one in steps if one.path not in kept)
    return Together(f"导入方案 {found.file}", tuple(one for one in wanted if one is not None))


def row_read(read: ReadRow, origin: str, row_id: str) -> Row:
    """A row of the draft; blanks are absent."""
    cells = {key: text for key, text in read.cells.items() if text}
    return Row(row_id, MappingProxyType(cells), origin)


def _says_more(
    programme: Programme,
    table: Table,
    draft: Draft,
    steps: Sequence[PlanStep],
    rows: Sequence[ReadRow],
    make: Callable[[ReadRow], Row],
) -> bool:
    """Whether rows of a table that follows from the text say what the text does not."""
    texts = {one.id: draft.value(f"chapters/{one.id}") for one in programme.plan.chapter}
    texts |= {one.path.removeprefix("chapters/"): one.new for one in steps if one.what == "chapter"}
    given = gathered_rows(programme, table, texts)
    return bool(rows_beside(given, [make(one) for one in rows]))


def _chapter_steps(
    programme: Programme, draft: Draft, found: PlanRead, wishes: FileWishes
) -> list[PlanStep]:
    own = own_sentences(programme, [row.cells for row in found.projects])
    titles = {chapter.id: chapter.title for chapter in programme.plan.chapter}
    texts: dict[str, list[str]] = {}
    for part in parts_of(programme, found, wishes):
        if part.target:
            lines = (line for line in part.text.split("\n") if line not in own)
            texts.setdefault(part.target, []).append("\n".join(lines))
    steps: list[PlanStep] = []
    for chapter, given in texts.items():
        path, text = f"chapters/{chapter}", "\n".join(given)
        old = draft.value(path)
        change = set_path(draft, path, text) if old != text else None
        overwrites = bool(old.strip()) and change is not None
        title = titles.get(chapter, chapter)
        steps.append(PlanStep(path, "chapter", title, old, text, change, overwrites))
    return steps


def _list_step(
    draft: Draft,
    table: Table,
    rows: Sequence[ReadRow],
    make: Callable[[ReadRow], Row],
    what: Literal["projects", "table"],
) -> PlanStep:
    """The rows in place of all that the table has."""
    ours = draft.rows(table.id)
    old = remove_rows(draft, table.id, frozenset(row.id for row in ours))
    empty = old.apply(draft) if old.rows else draft
    made = [make(read) for read in rows]
    new = append_rows(empty, table.id, made)
    is_same = [dict(row.cells) for row in ours] == [dict(row.cells) for row in made]
    change = Together(table.title, (old, new) if old.rows else (new,))
    told = f"{len(ours)} 行" if ours else ""
    given = [dict(cells) for cells in table.rows]
    # The rows that every draft begins with were written by nobody.
    typed = [row for row in draft.filled_rows(table.id) if dict(row.cells) not in given]
    overwrites = bool(typed) and not is_same
    return PlanStep(
        table.id,
        what,
        table.title,
        told,
        f"{len(rows)} 行",
        None if is_same else change,
        overwrites,
    )


def _merging_step(
    draft: Draft, table: Table, rows: Sequence[ReadRow], make: Callable[[ReadRow], Row]
) -> PlanStep:
    """Rows of a table whose given rows carry a key: values go to the row of the same name."""
    ours = draft.rows(table.id)
    label = _naming_column(table, ours)
    if not label:
        return _list_step(draft, table, rows, make, "table")
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
        changes.append(append_rows(draft, table.id, [make(read) for read in rest]))
    change = Together(table.title, tuple(changes)) if changes else None
    given = {(key, text) for row in table.rows for key, text in row.items()}
    old = [one for one in cells if one.old.strip() and (one.column, one.old) not in given]
    told = f"{len(old)} 格有内容" if old else ""
    new = f"填 {len(cells)} 格" + (f"、加 {len(rest)} 行" if rest else "")
    return PlanStep(table.id, "table", table.title, told, new, change, bool(old))


def _naming_column(table: Table, rows: Sequence[Row]) -> str:
    """The printed column in which all given rows differ."""
    for column in table.column:
        texts = [row.cells.get(column.id, "") for row in rows]
        if column.printed and texts and all(texts) and len(set(texts)) == len(texts):
            return column.id
    return ""
