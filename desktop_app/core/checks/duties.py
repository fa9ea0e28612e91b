"""The check on tables that follow from the text: who answers for each task."""

from collections.abc import Callable, Iterator, Sequence

from desktop_app.core.changes import remove_rows
from desktop_app.core.checks.base import NotApplicable, Told, cell_place, finding
from desktop_app.core.draft import Row
from desktop_app.core.duty_marks import OfficeNamed
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject, place_label
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.gathered import (
    Task,
    aliases_of,
    office_key,
    rows_beside,
    tasks_with_places,
)
from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_rules import Rule

# How many of the rows that are not printed are named.
_SHOWN = 3
# What the check can look for; a rule names those that have its severity in `look`.
LOOKS = ("missing", "spelling", "twice", "typed")
_Tasks = Sequence[tuple[Task, Task]]


def gathered(subject: Subject, rule: Rule) -> Iterator[Finding | Told]:
    """Every task names an office, each office in one way, no task twice, and nothing typed is
    passed over."""
    table = subject.programme.table(str(rule.options.get("table", "")))
    if table is None or table.gathered is None:
        raise NotApplicable("没有随正文汇集的表")
    printed = subject.printed_texts()
    tasks = tasks_with_places(subject.programme, table.gathered, printed, subject.draft)
    looks = rule.options.get("look", LOOKS)
    if not tasks and not ("typed" in looks and subject.draft.filled_rows(table.id)):
        raise NoData("正文中还没有任务")
    for name in looks:
        yield from _LOOKS[str(name)](subject, rule, table, tasks)
    offices = {one.name for task, _ in tasks for one in task.offices}
    yield Told(f"{len(tasks)} 项任务、{len(offices)} 个{table.gathered.marks[0]}")


def _place(subject: Subject, task: Task, span: tuple[int, int]) -> Place:
    return Place(task.path, f"{place_label(subject.programme, task.path)} {task.number}", span)


def _missing(subject: Subject, rule: Rule, table: Table, tasks: _Tasks) -> Iterator[Finding]:
    assert table.gathered is not None
    mark = table.gathered.marks[0]
    for task, typed in tasks:
        if not task.offices:
            place = _place(subject, task, typed.span)
            told = (
                f"{task.number}「{task.name}」没有写明{mark},{table.title}中会空着;"
                f"请在这一段的末尾写上({mark}:…)"
            )
            yield finding(rule, told, (place,), f"missing.{task.name}", left=task.name)


def _spelling(subject: Subject, rule: Rule, table: Table, tasks: _Tasks) -> Iterator[Finding]:
    assert table.gathered is not None
    mark = table.gathered.marks[0]
    aliases = aliases_of(subject.programme, table.gathered)
    ways: dict[str, dict[str, list[tuple[Task, OfficeNamed]]]] = {}
    for task, typed in tasks:
        for shown, office in zip(task.offices, typed.offices, strict=False):
            key = office_key(aliases, shown.name)
            ways.setdefault(key, {}).setdefault(shown.name, []).append((task, office))
    for key, spelt in ways.items():
        if len(spelt) < 2:
            continue
        usual = max(spelt, key=lambda name: len(spelt[name]))
        others = [name for name in spelt if name != usual]
        where = [one for name in others for one in spelt[name]]
        places = tuple(_place(subject, task, (one.start, one.end)) for task, one in where)
        at = "、".join(dict.fromkeys(task.number for task, _ in where))
        told = (
            f"同一个{mark}有 {len(spelt)} 种写法:「{usual}」({len(spelt[usual])} 处)和"
            f"「{'」「'.join(others)}」({at});请统一写法"
        )
        yield finding(rule, told, places, f"spelling.{key}", left=usual, right="、".join(others))


def _twice(subject: Subject, rule: Rule, _: Table, tasks: _Tasks) -> Iterator[Finding]:
    named: dict[str, list[tuple[Task, Task]]] = {}
    for task, typed in tasks:
        named.setdefault(in_plain_script(task.name), []).append((task, typed))
    for key, same in named.items():
        if len(same) > 1:
            places = tuple(_place(subject, task, typed.span) for task, typed in same)
            numbers = "、".join(task.number for task, _ in same)
            told = f"任务「{same[0][0].name}」写了 {len(same)} 次({numbers});请合并或改名"
            yield finding(rule, told, places, f"twice.{key}", left=same[0][0].name)


def _typed(subject: Subject, rule: Rule, table: Table, _: _Tasks) -> Iterator[Finding]:
    beside = rows_beside(subject.printed_rows(table), subject.draft.filled_rows(table.id))
    if not beside:
        return
    numbers = {row.id: n for n, row in enumerate(subject.draft.rows(table.id), start=1)}
    assert table.gathered is not None
    mark, first = table.gathered.marks[0], table.column[0].id
    places = tuple(cell_place(subject, table, numbers[one.id], one.id, first) for one in beside)
    shown = "、".join(f"「{next(_said(one))}」" for one in beside[:_SHOWN])
    more = "等" if len(beside) > _SHOWN else ""
    told = (
        f"{table.title}中有 {len(beside)} 行是填写或导入的,正文里没有({shown}{more});"
        f"{table.title}由正文汇集,这些行留在草稿中、不会印出;请把{mark}写进正文的任务里,或删去这些行"
    )
    away = remove_rows(subject.draft, table.id, frozenset(one.id for one in beside))
    yield finding(rule, told, places, "typed", fixes=(Fix(f"删去这 {len(beside)} 行", away),))


def _said(row: Row) -> Iterator[str]:
    return (text.strip() for text in row.cells.values() if text.strip())


_LOOKS: dict[str, Callable[[Subject, Rule, Table, _Tasks], Iterator[Finding]]] = {
    "missing": _missing,
    "spelling": _spelling,
    "twice": _twice,
    "typed": _typed,
}
