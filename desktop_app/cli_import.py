"""Taking in what others made, and how its tables are to be read where that is not plain."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app import cli_output as output
from desktop_app.cli_drafts import keep_copy, opened
from desktop_app.cli_history import AddCommand
from desktop_app.errors import AppError

_PIPE = Path("-")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_UNITS = ("元", "千元", "万元", "百万元", "亿元")


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("import", import_into, "导入县区表格或 Word 方案")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="- 表示从标准输入读粘贴的文字"
    )
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
    one.add_argument("--as-it-looks", action="store_true", help="不照以前对同样表头改好的列来读")
    one.add_argument(
        "--as-typed", action="append", default=[], metavar="位置", help="这一处按原样,不规范写法"
    )
    one.add_argument(
        "--there",
        choices=("another", "skip", "replace", "update"),
        help="草稿中已有的项目:另列一行(another)、跳过(skip)、用文件中的替换(replace)、"
        "只更新文件里改过的(update);不写则没有新内容的跳过,知道上次内容的更新,其余另列一行",
    )
    one.add_argument("--dry-run", action="store_true", help="只看结果,不写入草稿")
    one.add_argument("--author", default="", metavar="姓名")


def import_into(options: argparse.Namespace) -> int:
    from desktop_app.jobs.before import Before
    from desktop_app.jobs.column_memory import ColumnMemory
    from desktop_app.jobs.import_files import import_files
    from desktop_app.storage.snapshots import BEFORE_IMPORT

    files, texts = _piped(options.files)
    with opened(options, read_only=options.dry_run) as (file, programme):
        memory = ColumnMemory()
        taken = import_files(
            programme,
            file.draft,
            files,
            kind=options.kind,
            county=options.county,
            before=Before(file.start, file.sources()),
            wishes=_wishes(programme, options, files),
            texts=texts,
            there=options.there,
            memory=None if options.as_it_looks else memory,
        )
        sources = [one.source for one in taken.files if one.source is not None]
        if not options.dry_run and not taken.is_empty:
            keep_copy(file, BEFORE_IMPORT)
            file.do(taken.change, taken.change.label, sources)
            for one in taken.understood:
                memory.keep(programme.id, one)
        elif not options.dry_run and (sent := [one for one in sources if one.counties]):
            # That a county has sent is worth knowing all the same.
            file.receive(f"收到 {'、'.join(one.name for one in sent[:3])},没有新内容", sent)
        return output.imported(taken, options.dry_run, options.json)


def _wishes(programme: Any, options: argparse.Namespace, files: Sequence[Path]) -> Any:
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
    return dict.fromkeys(files, wishes)


def _piped(named: Sequence[Path]) -> tuple[Sequence[Path], Mapping[Path, str]]:
    """The files, and what is piped in, with a name in place of 「-」."""
    if _PIPE not in named:
        return named, {}
    from desktop_app.jobs.pasted import MOST_BYTES, PASTED, text_of

    text = text_of(sys.stdin.buffer.read(MOST_BYTES + 1))
    return [PASTED if one == _PIPE else one for one in named], {PASTED: text}


def _columns(programme: Any, pairs: list[str]) -> Mapping[str, int]:
    from desktop_app.core.sheet_places import column_number
    from desktop_app.core.sheet_wishes import assigned

    fields = {one.label: one.id for one in programme.summary.table.column}
    fields |= {one.id: one.id for one in programme.summary.table.column}
    columns: dict[str, int] = {}
    for pair in pairs:
        name, _, letters = pair.partition("=")
        if name.strip() not in fields or not _LETTERS.fullmatch(letters.strip()):
            raise AppError(f"「{pair}」看不懂;请写成 填报项=列,例如 {next(iter(fields))}=C。")
        columns = assigned(columns, column_number(letters.strip()), fields[name.strip()])
    return columns
