"""The issuer's own forms: shown as they are understood, corrected, kept, forgotten."""

import argparse
from pathlib import Path
from typing import Any

from desktop_app import cli_official_output as output
from desktop_app.cli_drafts import opened
from desktop_app.cli_history import AddCommand
from desktop_app.errors import AppError

_NOTHING = ("不填", "-")


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("official", official, "官方表样:认出收到的空白附件,以后成册时照它的版式填写")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("file", nargs="?", type=Path, metavar="文件", help="空白的 .xlsx 或 .docx")
    one.add_argument(
        "--as",
        choices=("summary", "plan"),
        dest="attachment",
        help="当作汇总表(summary)还是方案(plan);不写则看内容",
    )
    one.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="填报项=位置",
        help="改正对应关系,例如 项目名称=C 或 工作目标=第6段;不填=J 表示这一处不填",
    )
    one.add_argument(
        "--keep-guidance", action="store_true", help="保留表样中的填写说明(不写则由正文代替)"
    )
    one.add_argument("--dry-run", action="store_true", help="只看认出了什么,不存")
    one.add_argument("--list", action="store_true", help="列出存着的官方表样")
    one.add_argument("--forget", action="store_true", help="不再使用存着的官方表样")


def official(options: argparse.Namespace) -> int:
    from desktop_app.core.own_form import ATTACHMENTS, attachment_of, with_guidance
    from desktop_app.jobs.kept_forms import forget, keep, kept
    from desktop_app.jobs.official_form import propose

    asked = options.list + options.forget + (options.file is not None)
    if asked != 1:
        raise AppError("请给出空白的官方表样文件,或者 --list、--forget 其中之一。")
    with opened(options, read_only=True) as (_, programme):
        if options.list:
            return output.listed(programme, kept(programme), options.json)
        if options.forget:
            wanted = attachment_of(options.attachment)
            gone = [
                one
                for one in ATTACHMENTS
                if (wanted is None or wanted == one) and forget(programme, one)
            ]
            return output.forgotten(programme, gone, options.json)
        found = propose(programme, options.file, attachment_of(options.attachment))
        form = _corrected(programme, found.form, options.map)
        form = with_guidance(form, is_kept=options.keep_guidance)
        if not options.dry_run:
            keep(programme, form, found.content)
    return output.proposed(programme, form, found.doubts, options.dry_run, options.json)


def _corrected(programme: Any, form: Any, pairs: list[str]) -> Any:
    """The map with what the call says otherwise; raises AppError for what is not there."""
    from desktop_app.core.own_places import assigned, places, targets

    for pair in pairs:
        name, _, where = (part.strip() for part in pair.partition("="))
        known = [one for one in places(form) if where and _is_at(one.key, where)]
        if len(known) != 1:
            raise AppError(
                f"「{pair}」的位置{'不止一处' if known else '没有'};请照 --dry-run 列出的位置写,"
                "例如 项目名称=C。"
            )
        choices = targets(programme, form, known[0])
        found = [key for key, label in choices.items() if name in (key, label)]
        if name in _NOTHING:
            found = [""]
        if len(found) != 1:
            few = "、".join(list(choices.values())[:6])
            raise AppError(f"「{pair}」的填报项看不懂;这一处可以填:{few}等。")
        form = assigned(form, known[0].key, found[0])
    return form


def _is_at(key: str, where: str) -> bool:
    """Whether a place is meant; the name of the sheet may be left out."""
    wanted = where.replace("\uff01", "!").casefold()
    return wanted in (key.casefold(), key.rpartition("!")[2].casefold())
