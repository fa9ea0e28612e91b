"""先准备好这些: what to have at hand before filling in, to tick off, and the days backwards from
the deadline, to hang on the wall."""

from datetime import date

from desktop_app.core.programme import Programme
from desktop_app.core.schedule import Planned, Schedule, day_words
from desktop_app.documents.compose_text import SERIAL
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    Heading,
    PageBreak,
    Section,
    Table,
    paragraph,
)

TITLE = "先准备好这些"
_OPEN = "通知没有规定，由本单位自己确定"
_CUSTOM = "倒排日程不是通知的规定：各环节的工作日数是常用数，请按本市实际调整；按截止当日寄到计算。"
_WEEKENDS = "其中有的年份国务院办公厅还没有公布放假安排，只避开了周末。"


def compose_prepare(
    programme: Programme,
    until: date | None,
    plan: Schedule | None,
    *,
    has_holidays: bool = True,
) -> Document:
    """The sheet; `until` is the day on which the papers are due, as far as it is known; `plan` is
    left out where the pack has no stages. `has_holidays` says whether the
    plan keeps off public holidays, not off weekends alone."""
    about = programme.about
    blocks: list[Block] = [
        paragraph(TITLE, "title"),
        paragraph(f"申报事项：{full_width(about.title)}", "flush"),
        paragraph(f"截止日期：{_long(until) if until else _OPEN}", "flush"),
        Heading("要准备的材料", 1),
        _list(about.prepare),
    ]
    if plan is not None and plan.planned:
        told = _CUSTOM if has_holidays else _CUSTOM + _WEEKENDS
        # A page of its own, to hang on the wall.
        blocks += [PageBreak(), Heading("倒排日程", 1), _stages(plan), paragraph(told, "note")]
    if about.contact:
        asked = "；".join(
            f"{one.office} {one.person} {one.phone}".replace("  ", " ").strip()
            for one in about.contact
        )
        blocks.append(paragraph(f"咨询：{asked}", "note"))
    return number(Document(TITLE, (Section(tuple(blocks)),)))


def _list(prepare: tuple[str, ...]) -> Table:
    columns = (SERIAL, Column("材料", 28), Column("由谁准备", 7), Column("齐了打勾", 5, "center"))
    rows = tuple((str(n), full_width(one), "", "□") for n, one in enumerate(prepare, start=1))
    return Table(columns, rows)


def _stages(plan: Schedule) -> Table:
    columns = (
        Column("环节", 7),
        Column("工作日", 5, "center"),
        Column("最迟开始", 10),
        Column("最迟完成", 10),
        Column("提示", 12),
        Column("办完打勾", 5, "center"),
    )
    return Table(columns, tuple(_stage(one) for one in plan.planned))


def _stage(one: Planned) -> tuple[str, ...]:
    return (
        full_width(one.stage.title),
        str(one.stage.days),
        full_width(day_words(one.start)),
        full_width(day_words(one.end)),
        full_width(one.stage.hint),
        "□",
    )


def _long(day: date) -> str:
    return f"{day.year}年{full_width(day_words(day))}"
