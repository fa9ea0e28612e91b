"""Taking in what others made, and how its tables are to be read where that is not plain."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app import cli_output as output
from desktop_app.cli_drafts import keep_copy, opened
from desktop_app.cli_history import AddCommand
from desktop_app.errors import AppError

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_UNITS = ("元", "千元", "万元", "百万元", "亿元")


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("import", import_into, "导入县区表格或 Word 方案")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("files", nargs="+", type=Path, metavar="文件")
    one.add_argument("--as", dest="kind", choices=("projects", "plan"), help="当作汇总表或方案")
    one.add_argument("--county", default="", metavar="县区", help="表中没有写县区时使用")
    one.add_argument(
        "--sheet", type=int, metavar="N", help="只读第几张工作表,从1数起;不写就读所有的项目表"
    )
    one.add_argument("--header", type=int, metavar="N", help="表头从第几行起;0 表示没有表头")
    one.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="填报项=列",
        help="哪一列是哪个填报项,例如 项目名称=C;写了就只读写到的列",
    )
    one.add_argument("--unit", choices=_UNITS, default="", help="表中金额的单位")
    one.add_argument(
        "--as-typed", action="append", default=[], metavar="位置", help="这一处按原样,不规范写法"
    )
    one.add_argument(
        "--there",
        choices=("another", "skip", "replace"),
        default="another",
        help="草稿中已有的项目:另列一行(another,默认)、跳过(skip)、用文件中的替换(replace)",
    )
    one.add_argument("--dry-run", action="store_true", help="只看结果,不写入草稿")
    one.add_argument("--author", default="", metavar="姓名")


def import_into(options: argparse.Namespace) -> int:
    from desktop_app.jobs.import_files import import_files
    from desktop_app.storage.about import Source
    from desktop_app.storage.snapshots import BEFORE_IMPORT

    with opened(options, read_only=options.dry_run) as (file, programme):
        known = frozenset(source.sha256 for source in file.sources())
        taken = import_files(
            programme,
            file.draft,
            options.files,
            kind=options.kind,
            county=options.county,
            known=known,
            wishes=_wishes(programme, options),
            there=options.there,
        )
        if not options.dry_run and not taken.is_empty:
            keep_copy(file, BEFORE_IMPORT)
            sources = [
                Source(one.sha256, one.file.name, one.size, one.kind)
                for one in taken.files
                if one.sha256 not in known
            ]
            file.do(taken.change, taken.change.label, sources)
        return output.imported(taken, options.dry_run, options.json)


def _wishes(programme: Any, options: argparse.Namespace) -> Any:
    """How each file of the call is to be read; raises AppError for what no table has."""
    from desktop_app.core.sheet_wishes import SheetWishes
    from desktop_app.jobs.file_wishes import FileWishes

    columns = _columns(programme, options.column)
    table = SheetWishes(
        sheet=None if options.sheet is None else max(options.sheet, 1) - 1,
        header=None if options.header is None else options.header - 1,
        columns=tuple(sorted(columns.items())) if columns else None,
        unit=options.unit,
    )
    wishes = FileWishes(table=table, as_typed=frozenset(options.as_typed))
    return dict.fromkeys(options.files, wishes)


def _columns(programme: Any, pairs: list[str]) -> Mapping[str, int]:
    from desktop_app.core.sheet_wishes import assigned

    fields = {one.label: one.id for one in programme.summary.table.column}
    fields |= {one.id: one.id for one in programme.summary.table.column}
    columns: dict[str, int] = {}
    for pair in pairs:
        name, _, letters = pair.partition("=")
        if name.strip() not in fields or not _LETTERS.fullmatch(letters.strip()):
            raise AppError(f"「{pair}」看不懂;请写成 填报项=列,例如 {next(iter(fields))}=C。")
        columns = assigned(columns, _place(letters.strip()), fields[name.strip()])
    return columns


def _place(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1
