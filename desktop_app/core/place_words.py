"""Places of a draft in the reader's words: 「附件3 第12行 投资额」, 「附件2 第二章 工作目标」."""

from desktop_app.core.numerals import in_chinese
from desktop_app.core.pack_forms import Chapter, Table
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.core.programme import Programme
from desktop_app.core.report_places import report_words

_OF_READINGS = {
    "readings": "的理解方式",
    "readings_by": "的理解方式由谁选定",
    "readings_on": "的理解方式何时选定",
}


def cell_label(programme: Programme, table: Table, number: int, column: str = "") -> str:
    """A cell in the reader's words: 「附件3 第12行 投资额」, 「附件2 第六章 资金安排表 第1行」."""
    label = next((field.label for field in table.column if field.id == column), "")
    return f"{_table_words(programme, table)} 第{number}行{' ' + label if label else ''}"


def row_words(programme: Programme, table: Table, number: int) -> str:
    """A row as it is told on the telephone: 第12行, and with the table's title if it is not the
    summary's."""
    is_summary = table.id == programme.summary.table.id
    return f"第{number}行" if is_summary else f"{table.title}第{number}行"


def place_label(programme: Programme, path: str) -> str:
    """A path outside tables in the reader's words: 「附件2 第二章 工作目标」."""
    section_id, _, rest = path.partition("/")
    if section_id == "chapters":
        for chapter in programme.plan.chapter:
            if chapter.id == rest:
                number = chapter_words(programme, chapter)
                return " ".join(filter(None, (programme.plan.attachment, number, chapter.title)))
    for section in programme.plan.section:
        for field in section.field:
            if path == f"{section.id}/{field.id}":
                return f"{section.title} {field.label}"
    if path == VERSION_PATH:
        return "规则包版本"
    if section_id in _OF_READINGS:
        rewards = (*programme.rewards.reward, *programme.rewards.group)
        named = next((one.title for one in rewards if one.id == rest), rest)
        return f"{named} {_OF_READINGS[section_id]}"
    if told := report_words(programme, path):
        return told
    table = programme.table(path)
    if table is not None:
        summary = table.id == programme.summary.table.id
        form = programme.summary if summary else programme.plan
        return f"{form.attachment} {table.title}"
    return path


def chapter_words(programme: Programme, chapter: Chapter) -> str:
    """「第二章」 as it is printed; "" where a chapter before it may be left out."""
    number = chapter_number(programme, chapter)
    return f"第{number}章" if number else ""


def chapter_number(programme: Programme, chapter: Chapter) -> str:
    """「二」, as the chapter is numbered in print; "" where one before it may be left out."""
    at = programme.plan.chapter.index(chapter)
    is_known = all(one.required for one in programme.plan.chapter[:at])
    return in_chinese(at + 1) if is_known else ""


def _table_words(programme: Programme, table: Table) -> str:
    if table.id == programme.summary.table.id:
        return programme.summary.attachment
    for chapter in programme.plan.chapter:
        if table.id in chapter.tables:
            number = chapter_words(programme, chapter)
            return " ".join(filter(None, (programme.plan.attachment, number, table.title)))
    return f"{programme.plan.attachment} {table.title}"
