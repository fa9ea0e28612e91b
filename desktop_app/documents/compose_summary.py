"""附件3 out of a pack and a draft: the table of all projects on landscape sheets."""

import re

from desktop_app.core.draft import Draft
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.shown import filled, shown
from desktop_app.documents.compose_text import (
    applicant,
    attachment_mark,
    date_text,
    field_path,
    letter_sections,
    printed_columns,
    printed_table,
    revision_mark,
)
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import Block, Document, FormFoot, Section, paragraph

INSTRUCTIONS = "填表说明"
_FOOT = ("填报单位(盖章)", "填报人", "审核人", "联系电话", "日期")
# The field behind a label of the foot where no field has that label.
FOOT_FIELDS = {
    "填报单位": "bureau",
    "填报人": "filled_by",
    "审核人": "reviewed_by",
    "联系电话": "phone",
    "日期": "date",
}
# Labels that ask who applies.
_APPLICANT = ("申报单位", "申报主体", "申报地区", "报送单位")
_ALONE = re.compile(r"\{(\w+)\.(\w+)\}")
_BRACKETED = re.compile(r"[（(].*?[）)]|[:：\s]")


def compose_summary(
    programme: Programme, draft: Draft, watermark: str = "", standing: str = ""
) -> Document:
    """The summary, one row per row of the draft, in its order; marked as the plan is."""
    form = programme.summary
    title = filled(programme, draft, form.title)
    rows = draft.filled_rows(form.table.id)
    table = printed_table(programme, form.table, rows, printed_columns(form.table))
    heading = paragraph(title, "title", form.title)
    mark = [attachment_mark(form.attachment)] if form.marked else []
    blocks: list[Block] = [*mark, heading, table]
    if form.table.layout:
        blocks.append(paragraph(f"注：{full_width(form.table.layout)}", "note"))
    sources = tuple(foot_path(programme, label) for label in form.foot or _FOOT)
    blocks.append(FormFoot(foot(programme, draft), sources))
    sections = [Section(tuple(blocks), landscape=True)]
    sections += letter_sections(programme, draft, "summary")
    return number(
        Document(
            title,
            tuple(sections),
            revision_mark(draft, standing),
            applicant(programme, draft),
            watermark,
            ((INSTRUCTIONS, _instructions(programme)),),
        )
    )


def foot(programme: Programme, draft: Draft) -> tuple[tuple[str, str], ...]:
    """What is asked for under the table, with what is known of it: 填报单位, 填报人, 日期."""
    labels = programme.summary.foot or _FOOT
    return tuple((full_width(label), foot_value(programme, draft, label)) for label in labels)


def foot_value(programme: Programme, draft: Draft, label: str) -> str:
    """What is known of a label in a form's foot, 填报单位(盖章) or 日期; empty for nothing."""
    path = foot_path(programme, label)
    is_date = FOOT_FIELDS.get(_BRACKETED.sub("", label)) == "date"
    if is_date and path == field_path(programme, "date"):
        return date_text(programme, draft)
    field = programme.field(path)
    return "" if field is None else shown(programme, field, draft.values.get(path, ""))


def foot_path(programme: Programme, label: str) -> str:
    """The path of the field that a label in a form's foot asks for; "" when there is none.

    It is the first field of that label, else the one whose id says so, else who applies.
    """
    word = _BRACKETED.sub("", label)
    for section in programme.plan.section:
        for field in section.field:
            if not section.after and _BRACKETED.sub("", field.label) == word:
                return f"{section.id}/{field.id}"
    if word in FOOT_FIELDS:
        return field_path(programme, FOOT_FIELDS[word])
    return applicant_path(programme) if word in _APPLICANT else ""


def applicant_path(programme: Programme) -> str:
    """The path of the field that names who applies in full, or at least in short (市)."""
    alone = _ALONE.fullmatch(programme.about.applicant)
    return f"{alone[1]}/{alone[2]}" if alone else programme.summary.city


def _instructions(programme: Programme) -> tuple[str, ...]:
    form = programme.summary
    notes = [note.rstrip() for note in form.notes]
    layout = form.table.layout.rstrip("。")
    if layout and not any(fold(layout) in fold(note) for note in notes):
        notes.append(f"本表为{layout}。")
    lines = [f"{n}. {full_width(note)}" for n, note in enumerate(notes, start=1)]
    explained = [_explained(programme, field) for field in printed_columns(form.table)]
    return (*lines, *(text for text in explained if text))


def _explained(programme: Programme, field: Field) -> str:
    """What is to be filled in under one column; empty when the pack says nothing about it."""
    parts = [full_width(field.hint).rstrip("。")] if field.hint else []
    options = programme.options(field)
    if 0 < len(options) <= 12:
        parts.append(f"可选：{'、'.join(options)}")
    if field.example:
        parts.append(f"例：{field.example}")
    if not parts:
        return ""
    return f"{full_width(field.label)}{'（必填）' if field.required else ''}：{'；'.join(parts)}。"
