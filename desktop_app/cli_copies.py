"""Commands about copies of a draft: going back to one, salvaging, handing one on, taking in a
colleague's."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from desktop_app import cli_copies_output as output
from desktop_app.cli_drafts import author_of, keep_copy, opened
from desktop_app.cli_history import AddCommand
from desktop_app.core.merging import Side

FINE, FINDINGS = 0, 1
ALL = "全部"


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("recover", recover, "列出备份,恢复其中一个;或者抢救损坏的草稿")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--restore", type=int, metavar="编号", help="恢复列表中的第几个备份")
    one.add_argument("--salvage", action="store_true", help="把损坏的草稿中读得出的内容另存")
    one.add_argument("--out", type=Path, metavar="新草稿", help="恢复到哪个文件;不写则放在旁边")
    one.add_argument("--author", default="", metavar="姓名")
    one = command("clean-copy", clean, "另存一份只有现在内容的草稿,不带修改记录,交给别人用")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--out", type=Path, metavar="新草稿", help="写到哪个文件;不写则放在旁边")
    one.add_argument("--author", default="", metavar="姓名")
    one = command("merge", merge, "合并同事改过的副本:逐处列出,冲突由您选择")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("other", type=Path, metavar="同事的副本")
    one.add_argument("--ours", action="append", default=[], metavar="路径", help="冲突时保留我方")
    one.add_argument("--theirs", action="append", default=[], metavar="路径", help="冲突时用对方")
    one.add_argument("--dry-run", action="store_true", help="只看结果,不写入草稿")
    one.add_argument("--author", default="", metavar="姓名")


def recover(options: argparse.Namespace) -> int:
    from desktop_app.jobs.backups import copies_of, restore
    from desktop_app.paths import backup_folder

    if options.salvage:
        from desktop_app.jobs.rescue import rescue

        saved = rescue(options.draft, options.out, author=author_of(options), now=datetime.now())
        output.rescued(saved, options.json)
        return FINDINGS if saved.missing else FINE
    if options.restore is None:
        return output.copies(copies_of(options.draft), backup_folder(), options.json)
    return output.restored(restore(options.draft, options.restore, options.out), options.json)


def clean(options: argparse.Namespace) -> int:
    from desktop_app.jobs.clean_copy import clean_copy, clean_copy_name
    from desktop_app.paths import free_name

    out = options.out or free_name(clean_copy_name(options.draft))
    with opened(options, read_only=True) as (file, programme):
        author = author_of(options)
        clean_copy(programme, file.draft, out, author=author, now=datetime.now)
        return output.cleaned(out, len(file.history.moments), len(file.sources()), options.json)


def merge(options: argparse.Namespace) -> int:
    from desktop_app.jobs.merge_drafts import compare_copies, take, undecided
    from desktop_app.storage.draft_file import open_draft
    from desktop_app.storage.snapshots import BEFORE_MERGE

    with (
        opened(options, read_only=options.dry_run) as (file, programme),
        open_draft(options.other, read_only=True) as other,
    ):
        found = compare_copies(file, other)
        decisions = _decisions([one.path for one in found.found.conflicts], options)
        left = undecided(found, decisions)
        written = not options.dry_run and not left
        if written:
            keep_copy(file, BEFORE_MERGE)
            take(file, found, decisions, options.other.name)
        output.merged(programme, file.draft, found, left, written, options.json)
        return FINDINGS if left else FINE


def _decisions(conflicts: Sequence[str], options: argparse.Namespace) -> dict[str, Side]:
    """Whose content holds, by path; what is named goes before 全部."""
    sides: tuple[tuple[Side, list[str]], ...] = (("ours", options.ours), ("theirs", options.theirs))
    decisions: dict[str, Side] = {}
    for side, paths in sides:
        decisions |= dict.fromkeys(conflicts if ALL in paths else (), side)
    for side, paths in sides:
        decisions |= dict.fromkeys((path for path in paths if path != ALL), side)
    return decisions
