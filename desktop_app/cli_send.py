"""`shenbao send`: the mail that hands in a bundle, checked and made ready to attach."""

import argparse
from pathlib import Path
from typing import Any

from desktop_app.cli_history import AddCommand
from desktop_app.cli_output import progress, say_json
from desktop_app.cli_say import naming, say, with_options
from desktop_app.core.sendings import MOST_LISTED, in_mb
from desktop_app.errors import AppError

_OPTIONS = {
    "请改大上限。": "请改大上限(--largest)。",
    "请写明是哪一封:": "请用 --sending 写明是哪一封:",
}


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("send", send, "发邮件:盖章扫描件和可编辑文件配齐,核对大小,备好标题和正文")
    one.add_argument("bundle", type=Path, metavar="成册材料", help="成册的文件夹或压缩包")
    one.add_argument("--sending", default="", metavar="编号", help="哪一封邮件;只有一封时不用写")
    one.add_argument(
        "--scan",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="PDF",
        help="盖章以后的扫描件,一份材料一个或者几份连着扫都可以",
    )
    one.add_argument(
        "--largest",
        type=float,
        metavar="MB",
        help="邮件大小的上限,0 为不限;不写则按规则包的",
    )
    one.add_argument(
        "--out",
        type=Path,
        metavar="文件夹或ZIP",
        help="配齐以后写到哪里;不写则放在成册材料旁边",
    )


def send(options: argparse.Namespace) -> int:
    from desktop_app.jobs.send_mail import send_mail

    if not options.bundle.exists():
        raise AppError(f"「{options.bundle}」不存在,请检查路径。")
    if options.largest is not None and not 0 <= options.largest < float("inf"):
        raise AppError("邮件大小的上限应为 0 或正数,单位 MB,例如 --largest 20。")
    with naming(_OPTIONS):
        checked = send_mail(
            options.bundle,
            options.scan,
            options.out,
            sending=options.sending,
            largest=options.largest,
            report=progress(options.json),
        )
    _told(checked, as_json=options.json)
    return 0 if checked.is_complete else 1


def _told(checked: Any, *, as_json: bool) -> None:
    mail = checked.mail
    if as_json:
        say_json(_record(checked))
        return
    say(f"{mail.title}:{mail.recipient}")
    say(f"邮箱:{mail.address}")
    say(f"标题:{mail.subject}")
    for one in mail.papers:
        say(f"  {'✓' if one.is_ready else '✗'} {one.title}:{_paper(one)}")
    bound = f",上限 {mail.largest:g} MB" if mail.largest is not None else ",没有设上限"
    say(f"附件合计 {in_mb(checked.size)},在邮件中约 {in_mb(checked.mailed)}{bound}")
    for number, one in enumerate(checked.findings, start=1):
        say(f"{number}. {with_options(one.message, _OPTIONS)}")
    for remark in checked.remarks:
        say(f"请看一看:{remark}")
    if checked.is_complete:
        say(f"已配齐 {len(checked.files)} 个附件:{checked.folder}")
        say("正文(可直接复制):")
        say(mail.text)
    else:
        say(f"还有 {len(checked.findings)} 处没有配齐,没有写出文件;处理以后再试一次。")


def _paper(one: Any) -> str:
    told = [f"盖章扫描件 {one.found}/{one.pages} 页"] if one.stamped else []
    names = [name.rsplit("/", 1)[-1] for name in one.files]
    told += names if len(names) <= MOST_LISTED else [f"{len(names)} 个文件"]
    return ",".join(told)


def _record(checked: Any) -> dict[str, Any]:
    mail = checked.mail
    return {
        "sending": mail.id,
        "title": mail.title,
        "complete": checked.is_complete,
        "recipient": mail.recipient,
        "address": mail.address,
        "subject": mail.subject,
        "message": mail.text,
        "size": {"bytes": checked.size, "mailed": checked.mailed, "largest": mail.largest},
        "papers": [
            {
                "id": one.id,
                "title": one.title,
                "ready": one.is_ready,
                "stamped": one.stamped,
                "pages": one.pages,
                "found": one.found,
                "missing": list(one.missing),
                "files": list(one.files),
            }
            for one in mail.papers
        ],
        "findings": [
            {
                "kind": one.kind,
                "message": with_options(one.message, _OPTIONS),
                "paper": one.paper,
            }
            for one in checked.findings
        ],
        "remarks": list(checked.remarks),
        "out": str(checked.folder) if checked.folder else None,
        "files": list(checked.files),
    }
