"""The result of a run over many as a workbook that its reader sorts and fills in."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.core.shown import PLACEHOLDER
from desktop_app.documents.compose_many import TITLE, Reviewed, compose_many
from desktop_app.documents.write_register import write_register
from desktop_app.errors import AppError
from desktop_app.jobs.one_paper import kind_of, write_new


def check_target(path: Path) -> None:
    """Raises AppError where a report cannot be written: better before a long run than after."""
    kind_of(path, TITLE, ("xlsx",))
    if path.exists():
        raise AppError(f"「{path.name}」已经存在,没有覆盖;请换一个文件名。")
    if not path.absolute().parent.is_dir():
        raise AppError(f"文件夹「{path.parent}」不存在;请先建好文件夹,或换一个位置。")


def write_many(reviewed: Sequence[Reviewed], total: str, path: Path, day: date) -> None:
    """Write the workbook; never over a file that exists. Raises AppError."""
    register = compose_many(reviewed, total, day)
    write_new(path, TITLE, lambda out: write_register(register, out))


def applicant_in(programme: Programme, title: str) -> str:
    """Who applies, as the title of a plan says it that this programme printed; "" in another's."""
    pattern = PLACEHOLDER.sub("\0", programme.plan.title)
    found = re.fullmatch(re.escape(pattern).replace("\0", "(.{1,30}?)"), title)
    return found[1] if found and found.groups() else ""
