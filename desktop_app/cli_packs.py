"""Packs as files: keys, building, installing, moving drafts, beginning one, next year's notice."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app import cli_packs_output as output
from desktop_app.cli_drafts import author_of, keep_copy, notice
from desktop_app.cli_history import AddCommand
from desktop_app.errors import AppError

FINE, FINDINGS = 0, 1


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    pack = command("pack", _no_deed, "规则包:生成、安装、更新、新建、与新通知比对")
    deeds = pack.add_subparsers(title="做什么", metavar="做什么", required=True)

    def deed(name: str, run: Callable[[Any], int], about: str) -> argparse.ArgumentParser:
        added = deeds.add_parser(name, help=about, description=about)
        added.add_argument("--json", action="store_true", help="以 JSON 输出")
        added.set_defaults(run=run)
        return added

    one = deed("key", key, "生成发布单位的签名密钥(只做一次,妥善保存)")
    one.add_argument("file", type=Path, metavar="密钥文件", help="例如 某市工信局.sbkey")
    one.add_argument("--name", required=True, metavar="发布单位")
    one = deed("build", build, "把规则包的文件夹做成一个文件,用密钥签名")
    one.add_argument("folder", type=Path, metavar="文件夹")
    one.add_argument(
        "--out", type=Path, metavar="文件", help="或放在哪个文件夹;不写则放在规则包文件夹旁边"
    )
    one.add_argument("--key", type=Path, metavar="密钥文件", help="不写则没有签名")
    one = deed("install", install, "安装规则包文件:核对签名和每个文件,检查规则包")
    one.add_argument("file", type=Path, metavar="文件")
    one.add_argument(
        "--trust", default="", metavar="指纹", help="第一次见到的发布单位:核对过的指纹"
    )
    one.add_argument("--unsigned", action="store_true", help="安装没有签名的文件")
    deed("list", list_packs, "列出自带的和安装的规则包,各个版本和发布单位")
    one = deed("remove", remove, "删去安装的规则包(自带的不能删)")
    one.add_argument("pack", metavar="编号[@版本]")
    one = deed("update", update, "把草稿移到规则包的另一个版本,列出保留、移动、不再使用和新增的")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--to", default="", metavar="版本", help="不写则最新的版本")
    one.add_argument("--dry-run", action="store_true", help="只看结果,不写入草稿")
    one.add_argument("--author", default="", metavar="姓名")
    one = deed("new", new, "从通知原文和官方附件开始一个规则包")
    one.add_argument("id", metavar="编号", help="例如 lvzhou-2026")
    one.add_argument("--notice", type=Path, required=True, metavar="通知.txt")
    one.add_argument(
        "--official", type=Path, nargs="+", default=[], metavar="附件", help="空白的 .docx 或 .xlsx"
    )
    one.add_argument("--out", type=Path, metavar="文件夹", help="不写则是当前文件夹下的编号")
    one = deed("check-notice", check_notice, "与新通知比对:引用的哪些条款没有了、改了,有哪些新条款")
    one.add_argument("pack", metavar="规则包", help="编号、编号@版本或文件夹")
    one.add_argument("notice", type=Path, metavar="新通知.txt")


def _no_deed(options: argparse.Namespace) -> int:
    del options
    raise AppError("请写明做什么,例如 pack list;用 pack --help 查看。")


def key(options: argparse.Namespace) -> int:
    from desktop_app.jobs.publisher import make_key

    return output.key(make_key(options.file, options.name), options.file, options.json)


def build(options: argparse.Namespace) -> int:
    from desktop_app.jobs.pack_file import build_pack
    from desktop_app.jobs.publisher import read_key

    publisher = read_key(options.key) if options.key else None
    return output.built(build_pack(options.folder, options.out, publisher), options.json)


def install(options: argparse.Namespace) -> int:
    from desktop_app.jobs.install_pack import install as put
    from desktop_app.jobs.install_pack import prospect
    from desktop_app.jobs.pack_file import read_pack_file

    pack = read_pack_file(options.file)
    found = prospect(pack)
    made = put(pack, datetime.now(), trust=options.trust, unsigned=options.unsigned)
    return output.installed(found, made, options.json)


def list_packs(options: argparse.Namespace) -> int:
    from desktop_app.jobs.packs import all_packs, load_programme

    told: list[tuple[Any, str]] = []
    for one in all_packs():
        try:
            told.append((one, load_programme(one.name).about.title))
        except AppError as reason:
            told.append((one, str(reason)))
    return output.packs(told, options.json)


def remove(options: argparse.Namespace) -> int:
    from desktop_app.jobs.install_pack import remove as take_away

    return output.removed(take_away(options.pack), options.json)


def update(options: argparse.Namespace) -> int:
    from desktop_app.jobs import update_draft
    from desktop_app.storage.draft_file import open_draft
    from desktop_app.storage.snapshots import ON_OPENING

    with open_draft(
        options.draft, author=author_of(options), now=datetime.now, read_only=options.dry_run
    ) as file:
        notice(file.notice)
        if options.dry_run:
            found = update_draft.offer(file.draft, options.to)
        else:
            keep_copy(file, ON_OPENING)
            found = update_draft.update(file, options.to)
        return output.updated(found.report, options.dry_run, options.json)


def new(options: argparse.Namespace) -> int:
    from desktop_app.jobs.new_pack import make_pack

    made = make_pack(options.id, options.notice, options.official, options.out, now=datetime.now())
    return output.new(made, options.json)


def check_notice(options: argparse.Namespace) -> int:
    from desktop_app.core.notice_changes import compare_notice
    from desktop_app.jobs.notice_file import notice_text
    from desktop_app.jobs.packs import programme_at_work

    found = compare_notice(programme_at_work(options.pack), notice_text(options.notice))
    output.notice_changes(found, options.json)
    return FINDINGS if found.needs_work else FINE
