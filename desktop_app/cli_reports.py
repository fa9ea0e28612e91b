"""What others are told of a draft: the report of an audit, the package to ask for help with."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app import cli_reports_output as output
from desktop_app.cli_drafts import opened
from desktop_app.cli_history import AddCommand

FINE = 0


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("help-package", help_package, "求助材料:替换掉企业、地名和人员的草稿和问题")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--out", type=Path, required=True, metavar="文件.zip")


def add_report_option(check: argparse.ArgumentParser) -> None:
    """Add `--out` to the command that checks a draft."""
    check.add_argument(
        "--out",
        type=Path,
        metavar="文件",
        help="另外写成问题清单(.xlsx),或给领导看的一页报告(.docx、.pdf)",
    )


def write_report(programme: Any, file: Any, found: Any, out: Path | None, as_json: bool) -> None:
    """What `check --out` writes of an audit, and a line that says so; nothing without `out`.

    Raises AppError before anything is printed, so it goes before the audit's own output.
    """
    from desktop_app.jobs.report_audit import write_audit
    from desktop_app.jobs.standing import printed_mark

    if out is not None:
        mark = printed_mark(file.history, file.draft.revision)
        write_audit(programme, file.draft, found, out, mark)
        output.report(out, as_json)


def help_package(options: argparse.Namespace) -> int:
    from desktop_app.core.rules import audit
    from desktop_app.jobs.help_package import write_help_package

    with opened(options, read_only=True) as (file, programme):
        found = audit(programme, file.draft)
        made = write_help_package(programme, file.draft, found, options.out, datetime.now)
    return output.help_package(made, options.json)
