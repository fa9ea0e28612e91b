"""名单: the lists of a programme, and what the user put in their place."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli_history import AddCommand
from desktop_app.cli_say import naming, say, say_json, with_options
from desktop_app.errors import AppError

if TYPE_CHECKING:
    from desktop_app.core.list_standing import OneList
    from desktop_app.core.programme import Programme
    from desktop_app.jobs.read_list import Offered

FINE = 0
_PIPED = "-"
_SHOWN = 200


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("lists", lists, "名单:列出、载入收到的名单、恢复程序自带的")
    one.add_argument("programme", metavar="编号", help="申报事项的编号")
    one.add_argument(
        "--set",
        nargs=2,
        metavar=("名单", "文件"),
        dest="to_set",
        help="载入 xlsx、xls、csv 或 Word 表格,代替现有的名单;文件写 - 则读标准输入的文字",
    )
    one.add_argument("--column", default="", metavar="列名", help="文件里哪一列是名称")
    one.add_argument("--source", default="", metavar="来源", help="名单从哪里来,例如 市信用办来函")
    one.add_argument("--date", default="", metavar="日期", help="名单的日期,例如 2024-06-01")
    one.add_argument("--dry-run", action="store_true", help="只看读到了什么,不存")
    one.add_argument("--add", nargs=2, metavar=("名单", "名称"), help="在名单后面添一个名称")
    one.add_argument("--reset", metavar="名单", help="恢复规则包自带的名单")
    one.add_argument("--show", metavar="名单", help="逐行列出一个名单")


def lists(options: argparse.Namespace) -> int:
    from desktop_app.core.list_standing import lists_of
    from desktop_app.jobs.own_lists import id_of, reset
    from desktop_app.jobs.packs import load_programme

    deeds = [one for one in (options.to_set, options.add, options.reset, options.show) if one]
    if len(deeds) > 1:
        raise AppError("--set、--add、--reset、--show 一次只能用一个。")
    if not options.to_set and (options.column or options.source or options.date or options.dry_run):
        raise AppError("--column、--source、--date、--dry-run 只和 --set 一起用。")
    programme = load_programme(options.programme)
    if options.to_set:
        return _set(programme, options)
    if options.add:
        return _add(programme, options)
    if options.reset:
        chosen = id_of(programme, options.reset)
        was_own = reset(programme, chosen)
        programme = load_programme(options.programme)
        told = "已恢复程序自带的" if was_own else "本来就是程序自带的"
        return _told(programme, chosen, told, options.json)
    if options.show:
        return _show(programme, id_of(programme, options.show), options.json)
    known = lists_of(programme)
    if options.json:
        say_json({"programme": programme.id, "lists": [one.record() for one in known]})
        return FINE
    if not known:
        say("这个申报事项没有名单。")
    for one in known:
        _line(one)
    return FINE


def _set(programme: "Programme", options: argparse.Namespace) -> int:
    from desktop_app.core.list_table import told_lines
    from desktop_app.jobs.own_lists import dated, id_of, keep
    from desktop_app.jobs.packs import load_programme
    from desktop_app.jobs.read_list import offered, offered_text

    name, file = options.to_set
    chosen, day = id_of(programme, name), dated(options.date)
    if file == _PIPED:
        found = offered_text(programme, chosen, _piped(), options.column)
    else:
        found = offered(programme, chosen, Path(file), options.column)
    read = found.read
    if found.refusal or read.listed is None:
        raise AppError(_with_option(found))
    if not options.dry_run:
        origin = found.origin(datetime.now().date(), options.source, day)
        keep(programme, chosen, read.listed, origin)
    told = load_programme(options.programme)
    if options.json:
        say_json(
            {
                "programme": programme.id,
                "kept": not options.dry_run,
                "column": read.column,
                "rows": len(read.listed.rows),
                "dropped": list(read.dropped),
                "odd": list(read.odd),
                "duplicates": read.duplicates,
                "blanks": read.blanks,
                **({} if options.dry_run else {"list": _one(told, chosen).record()}),
            }
        )
        return FINE
    label = programme.list_label(chosen)
    where = f",名称取自「{read.column}」一列" if read.column else ""
    verb = "读到" if options.dry_run else "已载入"
    say(f"「{label}」{verb} {len(read.listed.rows)} 个{where}。")
    for line in told_lines(read):
        say(f"  {line}")
    if options.dry_run:
        say("这只是查看,没有存;去掉 --dry-run 就载入。")
    return FINE


def _add(programme: "Programme", options: argparse.Namespace) -> int:
    from desktop_app.jobs.own_lists import id_of, keep, origin_of, with_one_more
    from desktop_app.jobs.packs import load_programme

    name, text = options.add
    chosen, day = id_of(programme, name), datetime.now().date()
    with naming(
        {"请重新载入,或者恢复程序自带的。": "请用 --set 重新载入,或者用 --reset 恢复程序自带的。"}
    ):
        longer = with_one_more(programme, chosen, text, day)
    keep(programme, chosen, longer, origin_of(longer, day))
    told = f"已添加「{text.strip()}」"
    return _told(load_programme(options.programme), chosen, told, options.json)


def _show(programme: "Programme", list_id: str, as_json: bool) -> int:
    one = _one(programme, list_id)
    listed = one.listed
    if as_json:
        rows = [dict(zip(listed.header, row, strict=True)) for row in listed.rows]
        say_json({"programme": programme.id, "list": one.record(), "rows": rows})
        return FINE
    _line(one)
    for row in listed.rows[:_SHOWN]:
        say(f"  {'  '.join(cell for cell in row if cell)}")
    if len(listed.rows) > _SHOWN:
        say(f"  另有 {len(listed.rows) - _SHOWN} 行;全部请看 --json。")
    return FINE


def _told(programme: "Programme", list_id: str, sentence: str, as_json: bool) -> int:
    one = _one(programme, list_id)
    if as_json:
        say_json({"programme": programme.id, "told": sentence, "list": one.record()})
        return FINE
    say(f"「{one.label}」{sentence},现有 {len(one.listed.rows)} 个。")
    return FINE


def _one(programme: "Programme", list_id: str) -> "OneList":
    from desktop_app.core.list_standing import one_list

    return one_list(programme, list_id)


def _line(one: "OneList") -> None:
    say(f"{one.id}  {one.label}  {one.told}")
    if one.standing == "missing" and one.hint:
        say(f"    {one.hint}")


def _with_option(found: "Offered") -> str:
    """Why a file was not loaded, with the option by which it can be."""
    told = found.refusal
    if found.read.headings and not found.incoming.refusal:
        return with_options(told, {"请指定其中一列。": "请用 --column 列名 指定其中一列。"})
    return told


def _piped() -> str:
    from desktop_app.jobs.pasted import MOST_BYTES, text_of

    return text_of(sys.stdin.buffer.read(MOST_BYTES + 1))
