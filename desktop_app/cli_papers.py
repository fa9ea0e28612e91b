"""`build --only`: some of a pack's further papers, made again to look at."""

import argparse
from typing import Any

from desktop_app import cli_output as output
from desktop_app.cli_say import naming


def add_options(build: argparse.ArgumentParser) -> None:
    """What `build` takes besides, to make one paper alone."""
    build.add_argument(
        "--only", default="", metavar="材料编号", help="只做这一份其他材料,看看样子(每页标明草稿)"
    )
    build.add_argument("--row", default="", metavar="行", help="--only 的材料只做这一行的")


def build_some(options: argparse.Namespace, file: Any, programme: Any, draft: Any) -> int:
    """Make the paper; it is always fine, or an AppError."""
    from desktop_app.jobs.some_papers import make_some
    from desktop_app.jobs.standing import printed_mark

    with naming({"请不要指定行。": "请去掉 --row。"}):
        made = make_some(
            programme,
            draft,
            options.out,
            options.only,
            options.row,
            standing=printed_mark(file.history, draft.revision),
            report=output.progress(options.json),
        )
    output.some_papers(made, options.json)
    return 0
