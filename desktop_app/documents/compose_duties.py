"""各单位任务清单: what the plan asks of each office, on a sheet of its own to send there."""

from collections.abc import Sequence

from desktop_app.core.draft import Draft
from desktop_app.core.gathered import OfficeDuty, Task
from desktop_app.core.programme import Programme
from desktop_app.core.shown import filled
from desktop_app.documents.compose_text import SERIAL, applicant, date_text, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    Section,
    SignatureBlock,
    Spacer,
    Table,
    paragraph,
)

TITLE = "各单位任务清单"
_LEADS, _HELPS, _ALONE = "负责", "配合", "—"


def compose_duties(
    programme: Programme,
    draft: Draft,
    duties: Sequence[OfficeDuty],
    watermark: str = "",
    standing: str = "",
) -> Document:
    """A sheet for each office: its tasks in a table, who else answers for them, and their text.

    Each begins on a right-hand page: two offices never share a sheet of paper.
    """
    plan = filled(programme, draft, programme.plan.title)
    who, day = applicant(programme, draft), date_text(programme, draft)
    sections = tuple(Section(tuple(_sheet(one, plan, who, day)), right=True) for one in duties)
    mark = revision_mark(draft, standing)
    return number(Document(TITLE, sections, mark, who, watermark))


def _sheet(duty: OfficeDuty, plan: str, who: str, day: str) -> list[Block]:
    tasks = [task for task, _ in duty.tasks]
    rows = tuple(
        (
            str(serial),
            task.number,
            task.name,
            _LEADS if leads else _HELPS,
            _others(task, duty) or _ALONE,
        )
        for serial, (task, leads) in enumerate(duty.tasks, start=1)
    )
    columns = (
        SERIAL,
        Column("条目", 7, "center"),
        Column("任务", 18),
        Column("职责", 5, "center"),
        Column("共同承担的单位", 16),
    )
    return [
        paragraph(f"{duty.name}任务清单", "title"),
        paragraph(f"{duty.name}：", "flush"),
        paragraph(
            f"《{plan}》中由你单位承担的任务共{len(tasks)}项，列表如下，各项任务的原文附后。"
        ),
        Spacer(0.5),
        Table(columns, rows),
        Spacer(0.5),
        *(paragraph(line) for task in tasks for line in _lines(task)),
        SignatureBlock(who, day, sealed=False),
    ]


def _lines(task: Task) -> list[str]:
    """The task's own text, where it stands before it; what is below bears the text's numbers."""
    return f"{task.number}{task.text}".splitlines()


def _others(task: Task, duty: OfficeDuty) -> str:
    names = (one.name for one in task.offices if one.name not in duty.spellings)
    return "、".join(dict.fromkeys(names))
