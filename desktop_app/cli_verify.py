"""`shenbao verify`: a bundle or many, any plan with any summary, or scans of the sealed paper."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop_app import cli_many
from desktop_app import cli_verify_output as output
from desktop_app.cli_drafts import opened
from desktop_app.cli_history import AddCommand
from desktop_app.cli_output import progress
from desktop_app.errors import AppError

FINE, FINDINGS = 0, 1


def add_commands(command: AddCommand) -> None:
    """Add this module's command with `command(name, run, about)`."""
    one = command(
        "verify", verify, "校验成册材料(也可一次许多份)、任意一份方案与汇总表,或盖章后的扫描件"
    )
    one.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="文件夹里有许多份的,逐份找出来校验"
    )
    cli_many.add_options(one, "材料")
    one.add_argument("--scan", action="store_true", help="各文件是扫描件;前面可放成册文件夹")
    one.add_argument("--draft", type=Path, metavar="草稿", help="同时与草稿比对")
    one.add_argument("--programme", default="", metavar="编号", help="按哪个申报事项读取")


def verify(options: argparse.Namespace) -> int:
    from desktop_app.jobs.packs import load_programme
    from desktop_app.jobs.verify import verify_bundle
    from desktop_app.jobs.which_programme import verify_two

    if options.scan or _are_scans(options.files):
        if options.jsonl or options.report is not None:
            raise AppError(
                "--jsonl、--report 用于一次校验许多份材料,扫描件请一册一册校验(可加 --json)。"
            )
        return _verify_scan(options)
    if cli_many.are_many_bundles(options):
        return cli_many.verify_many(options)
    draft = None
    programme_id = options.programme
    if options.draft is not None:
        with opened(options, read_only=True) as (file, programme):
            draft, programme_id = file.draft, programme.id
    match options.files:
        case [bundle]:
            if not bundle.exists():
                raise AppError(f"「{bundle}」不存在,请检查路径。")
            verified = verify_bundle(bundle, load_programme, draft, report=progress(options.json))
        case [plan, summary]:
            verified = verify_two(programme_id, plan, summary, draft)
        case _:
            raise AppError(
                "请给出一个成册文件夹,或者一份方案和一份汇总表,"
                "或者盖章后的扫描件(几个扫描件加 --scan)。"
            )
    output.verified(verified, options.json)
    return FINE if verified.identical else FINDINGS


def _are_scans(files: Sequence[Path]) -> bool:
    """One PDF, or a bundle and PDFs; two PDFs without a bundle are a plan and a summary."""
    first, *others = files
    if not others:
        return first.suffix.lower() == ".pdf"
    is_bundle = first.is_dir() or first.suffix.lower() == ".zip"
    return is_bundle and all(path.suffix.lower() == ".pdf" for path in others)


def _verify_scan(options: argparse.Namespace) -> int:
    from desktop_app.jobs.verify_scan import set_of_bundle, set_of_draft, verify_scan

    first, *others = options.files
    expected = None
    scans = options.files
    if first.is_dir() or first.suffix.lower() == ".zip":
        if options.draft is not None:
            raise AppError("扫描件只能与一方比对:成册材料和 --draft 请只给一个。")
        expected, scans = set_of_bundle(first), others
        if not scans:
            raise AppError("还要给出扫描件(PDF 文件)。")
    elif options.draft is not None:
        with opened(options, read_only=True) as (file, programme):
            expected = set_of_draft(programme, file.draft)
    found = verify_scan(scans, expected, report=progress(options.json))
    output.scanned(found, options.json)
    return FINE if found.is_complete else FINDINGS
