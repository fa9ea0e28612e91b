"""`shenbao compare`: what the mid-term adjustment changes from one draft to another."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli_audit_output import finding, finding_record
from desktop_app.cli_drafts import opened_to_read, read_draft
from desktop_app.cli_history import AddCommand
from desktop_app.cli_say import say, say_json

if TYPE_CHECKING:
    from desktop_app.core.programme import Programme


def add_commands(command: AddCommand) -> None:
    """Add this module's command with `command(name, run, about)`."""
    one = command("compare", compare, "两份草稿的项目变化(中期调整)")
    one.add_argument("old", type=Path, metavar="原草稿")
    one.add_argument("new", type=Path, metavar="新草稿")
    one.add_argument(
        "--out", type=Path, metavar="文件", help="写出调整前后对照表(.docx、.pdf 或 .xlsx)"
    )


def compare(options: argparse.Namespace) -> int:
    from desktop_app.jobs.compare import compare_drafts, write_adjustment
    from desktop_app.jobs.packs import load_for
    from desktop_app.jobs.standing import printed_mark

    old = read_draft(options.old)
    with opened_to_read(options.new) as file:
        programme = load_for(file.draft)
        compared = compare_drafts(programme, old, file.draft)
        if options.out is not None:
            mark = printed_mark(file.history, file.draft.revision)
            write_adjustment(programme, file.draft, compared.adjustment, options.out, mark)
    return _told(programme, compared, options.out, options.json)


def _told(programme: "Programme", compared: Any, out: Path | None, as_json: bool) -> int:
    found = compared.adjustment
    stands = any(one.explanation is None for one in compared.findings)
    if as_json:
        say_json(
            {
                "applied": found.applied,
                "now": found.now,
                "added": list(found.added),
                "removed": list(found.removed),
                "renamed": [[c.before, c.after] for c in found.changed if c.is_renamed],
                "changed": [
                    {"name": c.after, "cells": [[f.label, old, new] for f, old, new in c.cells]}
                    for c in found.changed
                ],
                "share": round(found.share, 2),
                "findings": [finding_record(one) for one in compared.findings],
                "file": str(out) if out else None,
            }
        )
        return int(stands)
    from desktop_app.core.own_words import own_words

    called = own_words(programme)
    noun, counter = called.noun, called.counter
    for word, names in (("新增", found.added), ("删去", found.removed)):
        say(f"{word}{noun} {len(names)} {counter}")
        for name in names:
            say(f"  {name}")
    renamed = [one for one in found.changed if one.is_renamed]
    say(f"更名的{noun} {len(renamed)} {counter}")
    for one in renamed:
        say(f"  「{one.before}」→「{one.after}」")
    say(f"内容有变的{noun} {len(found.changed)} {counter}")
    for one in found.changed:
        say(f"  {one.after}")
        for field, before, after in one.cells:
            say(f"    {field.label}:「{before}」→「{after}」")
    say(
        f"调整比例:{found.share_told}%(新增、删去中较多的一方 {found.adjusted} 个,"
        f"原申报 {found.applied} 个)"
    )
    for one in compared.findings:
        finding(one)
    if out:
        say(f"调整前后对照表:{out}")
    return int(stands)
