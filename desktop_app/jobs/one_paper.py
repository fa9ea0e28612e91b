"""One paper as a file where the user wants it: whole or not at all, and never over another file."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.core.pack_about import Format
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.bundle_folder import new_name, settle

_KINDS: tuple[Format, ...] = ("docx", "pdf", "xlsx")


def kind_of(out: Path, noun: str, kinds: Sequence[Format] = _KINDS) -> Format:
    """The format that a file name asks for by its ending; `noun` is what the user calls the paper.

    Raises AppError for another ending than those of `kinds`.
    """
    for kind in kinds:
        if out.suffix.lower() == f".{kind}":
            return kind
    *most, last = (f".{kind}" for kind in kinds)
    told = f"可以写成 {'、'.join(most)} 或 {last}" if most else f"写成 {last}"
    raise AppError(f"{noun}{told};请给「{out.name}」换一个这样的文件名。")


def write_new(out: Path, noun: str, write: Callable[[Path], object]) -> None:
    """Have `write` make a file or a folder, and put it at `out` when it is whole.

    Raises AppError when `out` is taken or when it cannot be written.
    """
    if out.exists():
        raise AppError(f"「{out.name}」已经存在,没有覆盖;请换一个文件名。")
    # In a folder of its own: what is told of a failure then names the file as the user does.
    beside = out.with_name(new_name())
    try:
        beside.mkdir()
        write(beside / out.name)
        settle(beside)
        (beside / out.name).rename(out)
    except OSError as reason:
        raise AppError(
            f"{noun}没有写成({in_words(reason)});请检查磁盘空间和文件夹权限。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
