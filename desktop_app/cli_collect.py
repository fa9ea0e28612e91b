"""What goes out to the counties, and what has come back from them."""

import argparse
from datetime import date
from pathlib import Path

from desktop_app import cli_collect_output as output
from desktop_app.cli_drafts import opened
from desktop_app.cli_history import AddCommand
from desktop_app.errors import AppError


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("collect", collect_from, "收集表:给每个县(市、区)做一份锁定表头的填报表")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--out", type=Path, required=True, metavar="文件夹")
    one.add_argument(
        "--county",
        action="append",
        default=[],
        metavar="县区",
        help="只给这些县(市、区)做,可以写多次;不写则给草稿中的全部",
    )
    one.add_argument("--until", default="", metavar="日期", help="几号前发回,例如 2024-11-05")
    one = command("counties", counties_of, "县区报送情况:谁报了什么、什么时候,谁还没有报,催报的话")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--until", default="", metavar="日期", help="要求几号前报来;不写则按倒排日程")


def collect_from(options: argparse.Namespace) -> int:
    from desktop_app.jobs.collect import collect

    until = _day(options.until)
    with opened(options, read_only=True) as (file, programme):
        made = collect(
            programme,
            file.draft,
            options.out,
            start=file.start,
            counties=options.county,
            until=until,
        )
    return output.collected(programme, made, options.json)


def counties_of(options: argparse.Namespace) -> int:
    from desktop_app.jobs.county_standing import county_standings, reminder
    from desktop_app.jobs.workdays import counties_due

    with opened(options, read_only=True) as (file, programme):
        until = _day(options.until) or counties_due(programme, file.draft)
        found = county_standings(programme, file.draft, file.sources())
        text = reminder(programme, found, until, date.today())
    return output.counties(programme, found, until, text, options.json)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as reason:
        raise AppError(f"「{text}」不是日期;请写成 2024-11-05 这样。") from reason
