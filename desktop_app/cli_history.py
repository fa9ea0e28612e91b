"""Commands about a draft's history: undo, versions, what differs, 定稿, 报送."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app import cli_history_output as output
from desktop_app.cli_audit_output import audit
from desktop_app.cli_drafts import keep_copy, opened

FINE, FINDINGS = 0, 1
AddCommand = Callable[[str, Callable[[Any], int], str], argparse.ArgumentParser]


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""

    def on_draft(name: str, run: Callable[[Any], int], about: str) -> argparse.ArgumentParser:
        added = command(name, run, about)
        added.add_argument("draft", type=Path, metavar="草稿")
        return added

    def changing(name: str, run: Callable[[Any], int], about: str) -> argparse.ArgumentParser:
        added = on_draft(name, run, about)
        added.add_argument("--author", default="", metavar="姓名")
        return added

    on_draft("history", history, "修改记录、版本和当前状态")
    changing("undo", undo, "撤销最近一次修改")
    changing("redo", redo, "重做刚才撤销的修改")
    one = changing("version", version, "给现在的内容起一个版本名(送审稿、报批稿……)")
    one.add_argument("name", metavar="名称")
    one = on_draft("diff", diff, "两个版本之间改了什么")
    one.add_argument("before", metavar="版本", help="版本名或数据版本的编号")
    one.add_argument("after", nargs="?", default="", metavar="版本", help="不写则为现在的内容")
    one = changing("freeze", freeze, "定稿:核对通过后固定这一版,用于打印盖章")
    one.add_argument("name", nargs="?", default="定稿", metavar="名称")
    one = changing("report", report, "登记报送:方式、日期、回执")
    one.add_argument("--way", required=True, metavar="方式", help="邮寄、专人送达、电子邮件……")
    one.add_argument("--date", default="", metavar="日期", help="不写则为今天")
    one.add_argument("--receipt", default="", metavar="回执", help="快递单号或收件人")
    one.add_argument("--of", default="", metavar="版本", help="报送的是哪次定稿;不写则为最近一次")


def history(options: argparse.Namespace) -> int:
    with opened(options, read_only=True) as (file, _):
        return output.history(file, options.json)


def undo(options: argparse.Namespace) -> int:
    with opened(options) as (file, _):
        return output.stepped(file, file.undo(), "撤销", options.json)


def redo(options: argparse.Namespace) -> int:
    with opened(options) as (file, _):
        return output.stepped(file, file.redo(), "重做", options.json)


def version(options: argparse.Namespace) -> int:
    from desktop_app.jobs.standing import name_version

    with opened(options) as (file, _):
        name_version(file, options.name)
        return output.standing(file, options.json)


def diff(options: argparse.Namespace) -> int:
    from desktop_app.core.differences import differences
    from desktop_app.jobs.standing import state_of

    with opened(options, read_only=True) as (file, programme):
        before = state_of(file, options.before)
        after = state_of(file, options.after) if options.after else file.draft
        found = differences(before, after)
        return output.differences(programme, before, after, found, options.json)


def freeze(options: argparse.Namespace) -> int:
    from desktop_app.jobs.standing import NotFrozen
    from desktop_app.jobs.standing import freeze as freeze_draft
    from desktop_app.storage.snapshots import ON_FREEZE

    with opened(options) as (file, programme):
        done = freeze_draft(programme, file, options.name)
        if isinstance(done, NotFrozen):
            audit(programme, file.draft, done.audit, options.json, refused="定稿")
            return FINDINGS
        keep_copy(file, ON_FREEZE)
        return output.standing(file, options.json)


def report(options: argparse.Namespace) -> int:
    from desktop_app.jobs.standing import report as report_draft

    with opened(options) as (file, _):
        when = options.date or date.today().isoformat()
        report_draft(file, options.way, when, options.receipt, options.of)
        return output.standing(file, options.json)
