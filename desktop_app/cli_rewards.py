"""The command about money: what the rows of a draft get, with every step and its clause."""

import argparse
from pathlib import Path

from desktop_app import cli_rewards_output as output
from desktop_app.cli_drafts import opened
from desktop_app.cli_history import AddCommand

FINE = 0


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("rewards", rewards, "奖补测算:每一行按条款得多少,逐步列出")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument(
        "--out", type=Path, metavar="文件", help="另外写成奖补资金测算表(.docx、.pdf 或 .xlsx)"
    )
    one.add_argument(
        "--what-if",
        nargs="+",
        default=[],
        metavar="路径=内容",
        dest="pairs",
        help="假如这几处是这样,得多少;草稿不改动",
    )


def rewards(options: argparse.Namespace) -> int:
    from desktop_app.jobs.reward_work import computed

    with opened(options, read_only=True) as (file, programme):
        found = computed(programme, file.draft, options.pairs)
        if options.out is not None:
            from desktop_app.jobs.reward_paper import write_rewards
            from desktop_app.jobs.standing import printed_mark

            mark = printed_mark(file.history, file.draft.revision)
            write_rewards(programme, file.draft, found.shown, options.out, mark, found.told)
        output.rewards(programme, found, options.out, options.json)
        return FINE
