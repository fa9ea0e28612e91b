"""责任分工: the tasks of the plan by place and by office, and a sheet for each office to send."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli_drafts import opened
from desktop_app.cli_history import AddCommand
from desktop_app.cli_say import say, say_json

if TYPE_CHECKING:
    from desktop_app.core.gathered import OfficeDuty, Task
    from desktop_app.jobs.duties import Duties

FINE = 0


def add_commands(command: AddCommand) -> None:
    """Add this module's command with `command(name, run, about)`."""
    one = command("duties", duties, "责任分工:正文各项任务的责任单位,按任务和按单位列出")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--office", default="", metavar="单位", help="只要一个单位的任务")
    one.add_argument("--out", type=Path, metavar="文件", help="写成各单位任务清单(.docx、.pdf)")


def duties(options: argparse.Namespace) -> int:
    from desktop_app.jobs.duties import duties_named, write_duties
    from desktop_app.jobs.standing import printed_mark

    with opened(options, read_only=True) as (file, programme):
        found = duties_named(programme, file.draft, options.office)
        if options.out is not None:
            mark = printed_mark(file.history, file.draft.revision)
            write_duties(programme, file.draft, found, options.out, mark)
    if options.json:
        say_json({"tables": [_record(one) for one in found]})
        return FINE
    for one in found:
        _tell(one)
    if options.out is not None:
        say(f"各单位任务清单:{options.out}")
    return FINE


def _record(found: "Duties") -> dict[str, Any]:
    return {
        "id": found.table.id,
        "title": found.table.title,
        "tasks": [
            {**_task(one), "offices": [_office(o) for o in one.offices]} for one in found.tasks
        ],
        "offices": [
            {
                "name": one.name,
                "spellings": list(one.spellings),
                "tasks": [{**_task(task), "leads": leads} for task, leads in one.tasks],
            }
            for one in found.offices
        ],
    }


def _task(one: "Task") -> dict[str, Any]:
    return {"place": one.number, "task": one.name, "path": one.path}


def _office(one: Any) -> dict[str, Any]:
    return {"name": one.name, "leads": one.leads}


def _tell(found: "Duties") -> None:
    say(f"【{found.table.title}】 {len(found.tasks)} 项任务")
    for one in found.tasks:
        offices = "、".join(office.name for office in one.offices) or "(没有写明责任单位)"
        say(f"  {one.number} {one.name}:{offices}")
    say(f"\n【按单位】 {len(found.offices)} 个单位")
    for office in found.offices:
        _tell_office(office)


def _tell_office(office: "OfficeDuty") -> None:
    others = [name for name in office.spellings if name != office.name]
    also = f"(也写作 {'、'.join(others)})" if others else ""
    say(f"  {office.name}{also} {len(office.tasks)} 项")
    for task, leads in office.tasks:
        say(f"    {task.number} {task.name}{'' if leads else '(配合)'}")
