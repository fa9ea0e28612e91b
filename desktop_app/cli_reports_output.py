"""What the commands about reports print: Chinese text, or JSON with --json."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli_say import say, say_json

if TYPE_CHECKING:
    from desktop_app.jobs.help_package import HelpPackage


def report(out: Path, as_json: bool) -> None:
    """Where the report lies; a program is told by the name that it gave."""
    if not as_json:
        say(f"核对报告:{out}")


def help_package(made: "HelpPackage", as_json: bool) -> int:
    if as_json:
        say_json(
            {
                "package": str(made.path),
                "files": list(made.files),
                "key": str(made.key),
                "findings": made.findings,
                "same_findings_as_original": made.is_faithful,
            }
        )
        return 0
    say(f"求助材料:{made.path}")
    for name in made.files:
        say(f"  {name}")
    say(f"其中问题 {made.findings} 条;企业、地名、人员、电话、代码和来源文件名都换成了代号。")
    if not made.is_faithful:
        say("注意:替换以后的问题与原草稿不完全相同,求助时请说明原来的问题。")
    say(f"请先打开《{made.files[0]}》从头看一遍,确认没有不宜外传的内容,再自己发送;程序不会发送。")
    say(f"代号原来是什么,记在:{made.key}(请自己留存,不要发送)")
    return 0
