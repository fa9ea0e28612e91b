"""调整前后对照表: the mid-term changes as a Word table."""

import secrets
import shutil
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_text import revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.tree import Column, Document, Section, Table, paragraph
from desktop_app.documents.write_docx import write_docx
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.compare import Adjustment

_COLUMNS = (
    Column("序号", 6, "center"),
    Column("调整类型", 10, "center"),
    Column("调整前", 30),
    Column("调整后", 30),
    Column("调整内容", 24),
)


def write_adjustment(programme: Programme, draft: Draft, found: Adjustment, out: Path) -> None:
    """Write the table of a comparison; never replaces a file that exists."""
    if out.exists():
        raise AppError(f"「{out.name}」已经存在,没有覆盖;请换一个文件名。")
    # In a folder of its own: what is told of a failure then names the file as the user does.
    beside = out.with_name(f".shenbao-{secrets.token_hex(4)}")
    try:
        beside.mkdir()
        write_docx(number(adjustment_document(programme, draft, found)), beside / out.name)
        (beside / out.name).rename(out)
    except OSError as reason:
        raise AppError(
            f"对照表没有写成({in_words(reason)});请检查磁盘空间和文件夹权限。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def adjustment_document(programme: Programme, draft: Draft, found: Adjustment) -> Document:
    """The comparison as a document: a sentence with the share, then one row per project."""
    rows: list[tuple[str, str, str, str, str]] = []
    for name in found.removed:
        rows.append((str(len(rows) + 1), "删去", name, "", ""))
    for name in found.added:
        rows.append((str(len(rows) + 1), "新增", "", name, ""))
    for one in found.changed:
        told = ";".join(f"{label}由「{old}」改为「{new}」" for label, old, new in one.cells)
        kind = "更名" if one.is_renamed else "内容变更"
        rows.append((str(len(rows) + 1), kind, one.before, one.after, told))
    sentence = (
        f"原申报项目 {found.applied} 个,删去 {len(found.removed)} 个,新增 {len(found.added)} 个,"
        f"内容有变 {len(found.changed)} 个,调整比例 {found.share:.1f}%。"
    )
    blocks = (
        paragraph("项目调整前后对照表", "title"),
        paragraph(sentence),
        Table(_COLUMNS, tuple(rows)),
    )
    mark = revision_mark(draft)
    return Document(f"{programme.about.title}项目调整前后对照表", (Section(blocks),), mark)
