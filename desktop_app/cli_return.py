"""The command for papers that the leader edited: what came back, and taking it change by change."""

import argparse
import re
from collections.abc import Collection
from pathlib import Path

from desktop_app import cli_return_output as output
from desktop_app.cli_drafts import keep_copy, opened
from desktop_app.cli_history import AddCommand
from desktop_app.errors import AppError

FINE = 0
ALL = ("all", "全部")
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-—至]\s*(\d{1,6}))?")
_BETWEEN = re.compile(r"[,，、\s]+")


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("take-back", take_back, "取回领导改过的方案或汇总表:逐处列出,选中的写入草稿")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument(
        "file", type=Path, metavar="文件", help="改过的 Word 方案、Word 或 Excel 汇总表"
    )
    one.add_argument("--take", default="", metavar="编号", help="取回哪几处:all 或 1,3,5-7")
    one.add_argument("--author", default="", metavar="姓名")


def take_back(options: argparse.Namespace) -> int:
    from desktop_app.jobs.take_back import accept
    from desktop_app.jobs.take_back import take_back as compare_with
    from desktop_app.storage.snapshots import BEFORE_TAKING

    with opened(options, read_only=not options.take) as (file, programme):
        found = compare_with(programme, file, options.file)
        numbers = chosen(options.take, len(found.items))
        if numbers:
            change = accept(found, numbers, file.draft)
            keep_copy(file, BEFORE_TAKING)
            file.do(change, change.label)
        output.taken_back(found, numbers, file.draft.revision, options.json)
        return FINE


def chosen(wish: str, count: int) -> Collection[int]:
    """The numbers that 「1,3,5-7」 or 「all」 asks for; raises AppError for what is none."""
    if wish.strip() in ALL:
        return range(1, count + 1)
    numbers: set[int] = set()
    for part in _BETWEEN.split(wish.strip()):
        match = _RANGE.fullmatch(part)
        if match is None and part:
            raise AppError(f"「{part}」不是编号;请写成 1,3,5-7 这样,或者 all(全部)。")
        if match is not None:
            first, last = int(match[1]), int(match[2] or match[1])
            if not 1 <= first <= last <= count:
                raise AppError(
                    f"没有第 {part} 处修改(共 {count} 处);请先不带 --take 运行一次,看看有哪些。"
                )
            numbers |= set(range(first, last + 1))
    return sorted(numbers)
