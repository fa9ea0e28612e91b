"""Who answers for what: the tasks of a plan that follow from its text, and the sheet of each
office."""

from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.gathered import (
    OfficeDuty,
    Task,
    duties_by_office,
    gathered_tables,
    office_key,
    offices_known,
    rows_beside,
    tasks_with_places,
)
from desktop_app.core.pack_forms import Table
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_duties import TITLE, compose_duties
from desktop_app.documents.tree import Document
from desktop_app.errors import AppError
from desktop_app.jobs.one_paper import kind_of, write_new
from desktop_app.jobs.papers import EDITABLE, write_as


@dataclass(frozen=True, slots=True)
class Duties:
    """A table that follows from the text: its tasks in order as they are printed, with their places
    in the text as typed, and the same by office. `beside` counts the rows that somebody typed and
    that are not printed."""

    table: Table
    tasks: tuple[Task, ...]
    offices: tuple[OfficeDuty, ...]
    beside: int = 0


def duties_of(programme: Programme, draft: Draft) -> tuple[Duties, ...]:
    """The tables that follow from the text of a draft, as it is printed."""
    subject = Subject(programme, draft)
    texts = subject.printed_texts()
    found: list[Duties] = []
    for table in gathered_tables(programme):
        assert table.gathered is not None
        pairs = tasks_with_places(programme, table.gathered, texts, draft)
        tasks = tuple(replace(shown, span=typed.span) for shown, typed in pairs)
        offices = duties_by_office(programme, table.gathered, tasks)
        beside = rows_beside(subject.printed_rows(table), draft.filled_rows(table.id))
        found.append(Duties(table, tasks, offices, len(beside)))
    return tuple(found)


def duties_named(programme: Programme, draft: Draft, office: str) -> tuple[Duties, ...]:
    """The same with the tasks of one office, by any of its names; of all of them without a name.

    Raises AppError when the programme has no such table, no task names an office, or none this one.
    """
    found = duties_of(programme, draft)
    if not found:
        raise AppError("这个申报事项的方案没有随正文汇集的分工表。")
    known = [one.name for duties in found for one in duties.offices]
    if not known:
        gathered = found[0].table.gathered
        assert gathered is not None
        mark = gathered.marks[0]
        raise AppError(f"正文的任务还没有写明{mark};请在每项任务的末尾写上({mark}:…)再汇集。")
    if not office:
        return found
    chosen: list[Duties] = []
    for one in found:
        aliases = offices_known(programme, one.table)
        key = office_key(aliases, office)
        mine = tuple(duty for duty in one.offices if office_key(aliases, duty.name) == key)
        theirs = [task for duty in mine for task, _ in duty.tasks]
        tasks = tuple(task for task in one.tasks if task in theirs)
        chosen.append(replace(one, tasks=tasks, offices=mine))
    if not any(one.offices for one in chosen):
        raise AppError(f"没有任务写明由「{office}」负责;正文中的单位有:{'、'.join(known)}。")
    return tuple(chosen)


def duty_sheets(
    programme: Programme, draft: Draft, found: tuple[Duties, ...], *marks: str
) -> Document:
    """The sheets of all offices as one document."""
    duties = [duty for one in found for duty in one.offices]
    return compose_duties(programme, draft, duties, *marks)


def write_duties(
    programme: Programme, draft: Draft, found: tuple[Duties, ...], out: Path, standing: str = ""
) -> None:
    """The sheets of the offices as a Word file or a PDF; `standing` is what their pages say of the
    draft. Never replaces a file that exists; raises AppError when it cannot be written."""
    kind = kind_of(out, TITLE, EDITABLE)
    document = duty_sheets(programme, draft, found, "", standing)
    write_new(out, TITLE, lambda path: write_as(kind, document, path))
