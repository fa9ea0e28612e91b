"""调整前后对照表: the mid-term adjustment as a document, one row for each project it touches."""

from collections.abc import Iterator

from desktop_app.core.adjustment import Adjustment, Changed
from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.shown import filled, shown
from desktop_app.core.values import show_decimal
from desktop_app.documents.compose_summary import foot
from desktop_app.documents.compose_text import SERIAL, applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.tree import (
    Column,
    Document,
    FormFoot,
    Section,
    Table,
    paragraph,
)

_SUMMARY, _TITLE = "汇总表", "调整前后对照表"
_NOTHING = "—"


def compose_adjustment(
    programme: Programme, draft: Draft, found: Adjustment, standing: str = ""
) -> Document:
    """The comparison with `draft` as it is now: the figures in a sentence, then the projects.

    The reason of each adjustment is left for the applicant to write.
    """
    form = programme.summary
    fields = {field.id: field for field in form.table.column}
    heads = [fields[one] for one in (form.county, form.enterprise) if one in fields]
    columns = (
        SERIAL,
        *(Column(field.label, 12) for field in heads),
        Column(fields[form.name].label, 22),
        Column("调整类型", 8, "center"),
        Column("调整前", 20),
        Column("调整后", 20),
        Column("调整原因", 14),
    )
    rows = tuple(
        (
            str(serial),
            *(row.cells.get(field.id, "") for field in heads),
            name,
            kind,
            before,
            after,
            "",
        )
        for serial, (row, name, kind, before, after) in enumerate(_lines(programme, found), start=1)
    )
    # 「某市…项目汇总表」 becomes 「某市…项目调整前后对照表」.
    title = f"{filled(programme, draft, form.title).removesuffix(_SUMMARY)}{_TITLE}"
    blocks = (
        paragraph(title, "title"),
        paragraph(_figures(fields.get(form.investment), found)),
        Table(columns, rows),
        FormFoot(foot(programme, draft)),
    )
    return number(
        Document(
            title,
            (Section(blocks, landscape=True),),
            revision_mark(draft, standing),
            applicant(programme, draft),
        )
    )


def _figures(investment: Field | None, found: Adjustment) -> str:
    renamed = sum(one.is_renamed for one in found.changed)
    money = ""
    if investment is not None and found.invested is not None:
        before, after = (show_decimal(one) for one in found.invested)
        money = f"{investment.label}由{before}{investment.unit}变为{after}{investment.unit}。"
    return (
        f"原申报项目{found.applied}个，调整后{found.now}个。其中删去{len(found.went)}个，"
        f"新增{len(found.came)}个，更名{renamed}个，其他内容变更{len(found.changed) - renamed}个；"
        f"调整比例{found.share_told}%（新增、删去中较多的一方占原申报项目总数的比例）。{money}"
    )


def _lines(programme: Programme, found: Adjustment) -> Iterator[tuple[Row, str, str, str, str]]:
    """The row, the project's name, what became of it, and what is told on both sides."""
    for row in found.went:
        name = row.cells.get(found.name, "")
        yield row, name, "删去", _described(programme, row), _NOTHING
    for row in found.came:
        name = row.cells.get(found.name, "")
        yield row, name, "新增", _NOTHING, _described(programme, row)
    for one in sorted(found.changed, key=lambda one: not one.is_renamed):
        kind = "更名" if one.is_renamed else "内容变更"
        yield one.row, one.after, kind, *_sides(programme, one)


def _described(programme: Programme, row: Row) -> str:
    form = programme.summary
    fields = [field for field in form.table.column if field.id in (form.industry, form.investment)]
    told = [_cell(programme, field, row.cells.get(field.id, "")) for field in fields]
    return "；".join(told)


def _sides(programme: Programme, one: Changed) -> tuple[str, str]:
    before = "；".join(_cell(programme, field, old) for field, old, _ in one.cells)
    after = "；".join(_cell(programme, field, new) for field, _, new in one.cells)
    return before, after


def _cell(programme: Programme, field: Field, typed: str) -> str:
    text = shown(programme, field, typed)
    return f"{field.label}：{text}{field.unit}" if text else f"{field.label}：（空）"
