"""Some of the further papers again, to look at: one paper of the pack, of all its rows or of some.

They are marked 草稿 and lie in a folder of their own; a bundle holds them all, proven together.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.papers import PaperView
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_paper import marks_of
from desktop_app.errors import AppError, in_words
from desktop_app.intake.worker import read_here
from desktop_app.jobs.bundle_folder import new_name, safe_name, settle
from desktop_app.jobs.draft_rows import row_id
from desktop_app.jobs.further_papers import PaperWriter
from desktop_app.jobs.papers import PREVIEW_MARK
from desktop_app.jobs.progress import Report, quiet
from desktop_app.paths import free_name
from desktop_app.storage.copying import make_folder

_TOLD = 12


@dataclass(frozen=True, slots=True)
class SomePapers:
    """What was made: the folder, and the files as names in it."""

    folder: Path
    files: tuple[str, ...]


def make_some(
    programme: Programme,
    draft: Draft,
    out: Path,
    paper_id: str,
    row: str = "",
    *,
    standing: str = "",
    report: Report = quiet,
) -> SomePapers:
    """Make one paper of the pack under `out`; with `row` (its number, id, or the text of one of its
    cells) only that of the row.

    Raises AppError for a paper or a row that there is not, and when nothing can be written.
    Whatever `report` raises stops it, and nothing is left behind.
    """
    view = _view(programme, draft, paper_id)
    rows = _rows(view, row)
    target = free_name(out / f"{safe_name(view.paper.name)}(预览)")
    beside = out / new_name()
    total = len(view.paper.formats) * len(rows)
    done = 0

    def say(name: str) -> None:
        nonlocal done
        report(done, total, name)
        done += 1

    marks = marks_of(view.subject, PREVIEW_MARK, standing)
    try:
        make_folder(out)
        beside.mkdir()
        writer = PaperWriter(view, marks, beside, say, read_here, folder="")
        files = [name for one in rows for name in _written(writer, one)]
        settle(beside)
        beside.rename(target)
    except OSError as reason:
        raise AppError(
            f"没有写成({in_words(reason)});请检查磁盘空间和文件夹权限,或换一个文件夹。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return SomePapers(target, tuple(files))


def _written(writer: PaperWriter, row: Row | None) -> list[str]:
    made = writer.single() if row is None else writer.row(row)[0]
    return list(made.files.values())


def _view(programme: Programme, draft: Draft, paper_id: str) -> PaperView:
    paper = next((one for one in programme.papers if one.id == paper_id), None)
    if paper is None:
        known = "、".join(f"{one.id}({one.name})" for one in programme.papers)
        told = f"可选:{known}" if known else "这个申报事项没有其他材料"
        raise AppError(f"没有编号为「{paper_id}」的材料;{told}。")
    return PaperView(Subject(programme, draft), paper)


def _rows(view: PaperView, wanted: str) -> list[Row | None]:
    rows = list(view.rows())
    if not wanted:
        if not rows:
            raise AppError(f"《{view.paper.name}》现在一份也没有:还没有要做它的数据行。")
        return rows
    if view.table is None:
        raise AppError(f"《{view.paper.name}》只有一份,不分行;请不要指定行。")
    found = row_id(view.subject.draft, view.table.id, wanted)
    if found is not None:
        chosen = [one for one in rows if one is not None and one.id == found]
        if not chosen:
            raise AppError(f"《{view.paper.name}》不做这一行的({wanted});请看它适用于哪些行。")
        return list(chosen)
    named = [one for one in rows if one is not None and wanted in one.cells.values()]
    if len(named) == 1:
        return list(named)
    if named:
        ids = "、".join(one.id for one in named[:_TOLD])
        raise AppError(f"有 {len(named)} 行写着「{wanted}」,请写行号或编号:{ids}。")
    raise AppError(f"没有「{wanted}」这一行;请写行号、编号,或一格里的全文(如企业全称)。")
