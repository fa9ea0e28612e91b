"""Tables that follow from the text: the plan's tasks with the offices that answer for them.

The rows of such a table (责任分工表) are never typed. They are read out of the chapters anew each
time, so that text and table cannot differ; and the same tasks are listed by office.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.core.chapter_text import TextLine, lines_of, printed_numbers
from desktop_app.core.draft import Draft, Row
from desktop_app.core.duty_marks import DutyMark, OfficeNamed, duty_marks
from desktop_app.core.names import fold, in_plain_script
from desktop_app.core.numerals import in_chinese
from desktop_app.core.pack_forms import Chapter, Gathered, Table
from desktop_app.core.programme import Programme

# A paragraph without a heading is named by its first sentence, cut here.
_LONGEST_NAME = 40
_STOPS = "。;；:：\n"
_JOINED = "、"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its heading, where it stands in print, the offices, its own text without the mark.

    `span` is the heading in the text of the chapter as typed, `end` where the task's text ends.
    """

    chapter: str
    number: str
    name: str
    text: str
    span: tuple[int, int]
    end: int
    offices: tuple[OfficeNamed, ...]

    @property
    def path(self) -> str:
        return f"chapters/{self.chapter}"


@dataclass(frozen=True, slots=True)
class OfficeDuty:
    """An office with its tasks, and whether it leads in each; `spellings` are the ways in which
    the text writes its name, the first is used here."""

    name: str
    spellings: tuple[str, ...]
    tasks: tuple[tuple[Task, bool], ...]


def gathered_tables(programme: Programme) -> tuple[Table, ...]:
    """The tables of the plan that follow from its text."""
    return tuple(table for table in programme.plan.table if table.gathered is not None)


def tasks_of(
    programme: Programme, gathered: Gathered, texts: Mapping[str, str]
) -> tuple[Task, ...]:
    """The tasks of the chapters (chapter id → text), in the order of the plan."""
    return tuple(
        task
        for chapter in programme.plan.chapter
        if chapter.id in gathered.chapters
        for task in _of_chapter(programme, gathered, chapter, texts.get(chapter.id, ""))
    )


def tasks_with_places(
    programme: Programme,
    gathered: Gathered,
    printed: Mapping[str, str],
    draft: Draft,
) -> tuple[tuple[Task, Task], ...]:
    """The tasks of a draft as they are printed (`printed`: chapter id → text), each with itself as
    typed: there its places are right."""
    values = draft.values
    typed = {one.id: values.get(f"chapters/{one.id}", "") for one in programme.plan.chapter}
    shown = tasks_of(programme, gathered, printed)
    places = tasks_of(programme, gathered, typed)
    # A value never holds a mark or a heading; were it otherwise, there is no better place.
    return tuple(zip(shown, places if len(places) == len(shown) else shown, strict=True))


def gathered_rows(programme: Programme, table: Table, texts: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of a table that follows from the text; their ids are the same each time."""
    if table.gathered is None:
        return ()
    tasks = tasks_of(programme, table.gathered, texts)
    return tuple(
        Row(f"{table.id}{n}", MappingProxyType(_cells(table.gathered, task)))
        for n, task in enumerate(tasks, start=1)
    )


def rows_beside(given: Sequence[Row], typed: Iterable[Row]) -> tuple[Row, ...]:
    """The typed rows that say something else than the given ones, which follow from the text; a
    row says what its filled cells say, in whatever width."""
    known = [_folded(row) for row in given]
    exact = frozenset(known)

    def is_given(said: frozenset[tuple[str, str]]) -> bool:
        return said in exact or any(said <= one for one in known)

    return tuple(row for row in typed if not is_given(_folded(row)))


def _folded(row: Row) -> frozenset[tuple[str, str]]:
    cells = row.cells.items()
    return frozenset((column, fold(text)) for column, text in cells if text.strip())


def office_key(aliases: Mapping[str, str], name: str) -> str:
    """What tells an office from another: its name in full, folded, in either script."""
    folded = in_plain_script(name)
    return aliases.get(folded, folded)


def aliases_of(programme: Programme, gathered: Gathered) -> dict[str, str]:
    """Every folded name of the list of offices → the folded name in full."""
    listed = programme.lists.get(gathered.offices)
    found: dict[str, str] = {}
    for row in listed.rows if listed else ():
        full = "".join(row[:1])
        others = "".join(row[1:2]).split(_JOINED)
        for name in (full, *others):
            if name.strip():
                found.setdefault(in_plain_script(name), in_plain_script(full))
    return found


def offices_known(programme: Programme, table: Table) -> dict[str, str]:
    """The other names of offices that a gathered table knows, see `aliases_of`."""
    return {} if table.gathered is None else aliases_of(programme, table.gathered)


def duties_by_office(
    programme: Programme, gathered: Gathered, tasks: Sequence[Task]
) -> tuple[OfficeDuty, ...]:
    """Each office with its tasks, in the order in which the text names them first."""
    aliases = aliases_of(programme, gathered)
    names: dict[str, list[str]] = {}
    found: dict[str, list[tuple[Task, bool]]] = {}
    for task in tasks:
        for office in _led(gathered, task.offices):
            key = office_key(aliases, office.name)
            spelt = names.setdefault(key, [])
            if office.name not in spelt:
                spelt.append(office.name)
            listed = found.setdefault(key, [])
            if not any(known is task for known, _ in listed):
                listed.append((task, office.leads))
    return tuple(
        OfficeDuty(spelt[0], tuple(spelt), tuple(found[key])) for key, spelt in names.items()
    )


def _led(gathered: Gathered, offices: Sequence[OfficeNamed]) -> tuple[OfficeNamed, ...]:
    """The offices with who leads: where the first one does, the others behind its mark help."""
    if not gathered.first_leads:
        return tuple(offices)
    first = next((one for one in offices if one.leads), None)
    return tuple(replace(one, leads=one is first) for one in offices)


def _cells(gathered: Gathered, task: Task) -> dict[str, str]:
    offices = _led(gathered, task.offices)
    leading = [one.name for one in offices if one.leads or not gathered.support]
    helping = [one.name for one in offices if one.name not in leading]
    cells = {
        gathered.task: task.name,
        gathered.lead: _JOINED.join(dict.fromkeys(leading)),
        gathered.support: _JOINED.join(dict.fromkeys(helping)),
        gathered.place: task.number,
    }
    return {column: text for column, text in cells.items() if column and text}


@dataclass(slots=True)
class _Part:
    """A heading (or a paragraph where there are none) with the stretch of text below it."""

    line: TextLine
    number: str
    end: int
    parent: "_Part | None"
    marks: list[DutyMark]
    alone: list[DutyMark]

    @property
    def is_marked(self) -> bool:
        return bool(self.marks or self.alone)


def _of_chapter(
    programme: Programme, gathered: Gathered, chapter: Chapter, text: str
) -> Iterator[Task]:
    marks = list(duty_marks(text, gathered.marks, gathered.support_marks))
    lines = list(lines_of(text))
    parts = _parts(lines, len(text), has_headings=any(line.level for line in lines))
    _give(marks, parts, text)
    _lift(parts)
    marked = {id(part) for part in parts if part.is_marked}
    groups = {id(one) for part in parts if id(part) in marked for one in _above(part)}
    start = _chapter_number(programme, chapter)
    for part in parts:
        above = list(_above(part))
        is_marked = id(part) in marked
        # What holds marked parts is a group; what lies in a marked one is part of that task.
        is_free = all(id(one) in groups for one in above) and id(part) not in groups
        if not is_marked and not (part.line.level and is_free):
            continue
        own = [*part.marks, *part.alone]
        offices = tuple(office for mark in own for office in mark.offices)
        begin = part.line.start + len(part.line.number)
        name, length = _name(text, part, own)
        body = _without(text, begin, part.end, marks)
        number = start + "".join(one.number for one in (*reversed(above), part))
        yield Task(chapter.id, number, name, body, (begin, begin + length), part.end, offices)


def _parts(lines: Sequence[TextLine], end: int, *, has_headings: bool) -> list[_Part]:
    numbers = printed_numbers(lines)
    found: list[_Part] = []
    open_parts: list[_Part] = []
    for line, number in zip(lines, numbers, strict=True):
        # What stands above the first heading is a part of its own, under no heading.
        if has_headings and not line.level and found and found[-1].line.level:
            continue
        while open_parts and not 0 < open_parts[-1].line.level < line.level:
            open_parts.pop().end = line.start
        parent = open_parts[-1] if open_parts else None
        part = _Part(line, number.rstrip("."), end, parent, [], [])
        open_parts.append(part)
        found.append(part)
    return found


def _give(marks: Sequence[DutyMark], parts: Sequence[_Part], text: str) -> None:
    """Each mark to the last part that begins before it."""
    for mark in marks:
        part = next((one for one in reversed(parts) if one.line.start <= mark.start), None)
        if part is None:
            continue
        begin = text.rfind("\n", 0, mark.start) + 1
        is_alone = not text[begin : mark.start].strip() and part.line.start < begin
        (part.alone if is_alone else part.marks).append(mark)


def _lift(parts: Sequence[_Part]) -> None:
    """A mark in a line of its own behind the last of several items, none of which has one, speaks
    for all of them: it is that of the heading above."""
    for part in parts:
        parent = part.parent
        if parent is None or not part.alone or part.marks or parent.is_marked:
            continue
        siblings = [one for one in parts if one.parent is parent]
        are_bare = not any(one.is_marked for one in siblings[:-1])
        if len(siblings) > 1 and siblings[-1] is part and are_bare:
            parent.alone, part.alone = part.alone, []


def _above(part: _Part) -> Iterator[_Part]:
    while part.parent is not None:
        part = part.parent
        yield part


def _name(text: str, part: _Part, marks: Sequence[DutyMark]) -> tuple[str, int]:
    """What a task is called, and how long that is in the text."""
    if part.line.heading:
        heading = part.line.heading
        mark = next((one for one in marks if one.start < part.line.end), None)
        begin = part.line.start + len(part.line.number)
        if mark is not None and mark.start < begin + len(heading):
            heading = text[begin : mark.start]
        return heading.strip(), len(heading)
    sentence = part.line.rest
    begin = part.line.end - len(sentence)
    mark = next((one.start for one in marks if begin < one.start < part.line.end), part.line.end)
    sentence = text[begin:mark]
    stop = next((at for at, sign in enumerate(sentence) if sign in _STOPS), len(sentence))
    sentence = sentence[:stop]
    if len(sentence) > _LONGEST_NAME:
        return f"{sentence[:_LONGEST_NAME]}…", _LONGEST_NAME
    return sentence.strip(), len(sentence)


def _without(text: str, start: int, end: int, marks: Sequence[DutyMark]) -> str:
    """A stretch of the text without the marks in it."""
    kept: list[str] = []
    for mark in marks:
        if start <= mark.start < end:
            kept.append(text[start : mark.start])
            start = min(mark.end, end)
    kept.append(text[start:end])
    lines = (line.strip() for line in "".join(kept).splitlines())
    return "\n".join(line for line in lines if line)


def _chapter_number(programme: Programme, chapter: Chapter) -> str:
    """「三、」 as it is printed; "" where a chapter before it may be left out."""
    at = programme.plan.chapter.index(chapter)
    is_known = all(one.required for one in programme.plan.chapter[:at])
    return f"{in_chinese(at + 1)}、" if is_known else ""
