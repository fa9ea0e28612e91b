"""Two drafts compared for the mid-term: what is adjusted, what the rules say, and its table."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.adjustment import Adjustment, adjustment, adjustment_findings
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding
from desktop_app.core.programme import Format, Programme
from desktop_app.documents.compose_adjustment import compose_adjustment
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.bundle_folder import new_name
from desktop_app.jobs.papers import write_as

_KINDS: dict[str, Format] = {".docx": "docx", ".pdf": "pdf", ".xlsx": "xlsx"}


@dataclass(frozen=True, slots=True)
class Compared:
    """The adjustment between two drafts, and the findings about it."""

    adjustment: Adjustment
    findings: tuple[Finding, ...]


def compare_drafts(programme: Programme, old: Draft, new: Draft) -> Compared:
    """Compare the projects of two drafts; raises AppError for drafts of different programmes."""
    if old.programme != new.programme:
        raise AppError("两份草稿不是同一个申报事项,不能对照;请选择同一事项的两份草稿。")
    found = adjustment(programme, old, new)
    return Compared(found, tuple(adjustment_findings(programme, new, found)))


def write_adjustment(
    programme: Programme, draft: Draft, found: Adjustment, out: Path, standing: str = ""
) -> None:
    """Write the table of a comparison with `draft`, of which `standing` is what its pages say.

    The name's ending says whether for Word, as a PDF or for Excel. Never replaces a file that
    exists.
    """
    kind = _KINDS.get(out.suffix.lower())
    if kind is None:
        raise AppError(
            f"对照表可以写成 .docx、.pdf 或 .xlsx;请给「{out.name}」换一个这样的文件名。"
        )
    if out.exists():
        raise AppError(f"「{out.name}」已经存在,没有覆盖;请换一个文件名。")
    # In a folder of its own: what is told of a failure then names the file as the user does.
    beside = out.with_name(new_name())
    try:
        beside.mkdir()
        write_as(kind, compose_adjustment(programme, draft, found, standing), beside / out.name)
        (beside / out.name).rename(out)
    except OSError as reason:
        raise AppError(
            f"对照表没有写成({in_words(reason)});请检查磁盘空间和文件夹权限。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
