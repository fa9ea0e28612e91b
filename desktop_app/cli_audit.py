"""Commands about what the checks find: check, why, fix, explain, margins."""

import argparse
import re
from datetime import datetime
from pathlib import Path

from desktop_app import cli_audit_output as output
from desktop_app import cli_many
from desktop_app.cli_drafts import author_of, opened
from desktop_app.cli_history import AddCommand
from desktop_app.cli_output import saved
from desktop_app.cli_reports import add_report_option, write_report
from desktop_app.errors import AppError

FINE, FINDINGS = 0, 1


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command("check", check, "全部审核;给出几份草稿或文件夹时逐份审核,不改动草稿")
    one.add_argument("drafts", nargs="+", type=Path, metavar="草稿")
    cli_many.add_options(one, "草稿")
    one.add_argument("--why", default="", metavar="编号[@行]", help="这一条为什么是问题:公式和取值")
    add_report_option(one)
    one = command("fix", fix, "改正问题;不写改法时,只有一种办法就直接改正,有几种则列出来选")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("target", metavar="编号[@行]")
    one.add_argument("choice", nargs="?", default="", metavar="改法", help="改法的序号或文字")
    one.add_argument("--all", action="store_true", help="这个编号的各处都这样改")
    one.add_argument("--dry-run", action="store_true", help="只看会改什么,不写入草稿")
    one.add_argument("--author", default="", metavar="姓名")
    one = command("explain", explain, "为须说明的问题写情况说明")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("target", metavar="编号[@行]")
    one.add_argument("text", nargs="?", default="", metavar="说明")
    one.add_argument("--keep", action="store_true", help="数据变了以后,确认原来的说明仍成立")
    one.add_argument("--author", default="", metavar="姓名")
    one = command("margins", margins, "离各项门槛还有多远;去掉几个项目会怎样")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument(
        "--without", default="", metavar="行", help="假如不报这几行,如 3,5,8-12;草稿不改动"
    )


def check(options: argparse.Namespace) -> int:
    if cli_many.are_many_drafts(options):
        return cli_many.check_many(options)
    options.draft = options.drafts[0]
    from desktop_app.core.readings import clauses
    from desktop_app.core.rules import audit
    from desktop_app.core.why import why
    from desktop_app.jobs.finding_named import finding_named

    with opened(options, read_only=True) as (file, programme):
        found = audit(programme, file.draft)
        if options.why:
            one = finding_named(programme, file.draft, found.findings, options.why)
            output.why(one, why(programme, file.draft, one), options.json)
            return FINE
        write_report(programme, file, found, options.out, options.json)
        readings = clauses(programme, file.draft)
        output.audit(programme, file.draft, found, options.json, readings=readings)
        return FINE if found.passes else FINDINGS


def fix(options: argparse.Namespace) -> int:
    from desktop_app.core.rules import audit
    from desktop_app.jobs.finding_named import findings_named
    from desktop_app.jobs.fixing import fix as mend
    from desktop_app.jobs.fixing import offers

    with opened(options, read_only=options.dry_run) as (file, programme):
        draft = file.draft
        named = findings_named(programme, draft, audit(programme, draft).findings, options.target)
        if not options.choice and len(named) == 1 and len(named[0].fixes) != 1:
            return output.offered(named[0], offers(programme, draft, named[0]), options.json)
        done = mend(programme, draft, options.target, options.choice, every=options.all)
        if not options.dry_run:
            file.do(done.change, f"改正 {options.target}:{done.title}")
        return output.fixed(done, options.dry_run, options.json)


def explain(options: argparse.Namespace) -> int:
    from desktop_app.jobs.draft_work import explanation

    if options.keep and options.text:
        raise AppError("--keep 是确认原来的说明,不能再写新的说明;请只用一种。")
    if not options.keep and not options.text.strip():
        raise AppError("情况说明不能为空,也不能只写「同上」「无」;请写明具体原因。")
    with opened(options) as (file, programme):
        text = "" if options.keep else options.text
        author = author_of(options)
        change = explanation(programme, file.draft, options.target, text, author, datetime.now())
        file.do(change, f"情况说明 {options.target}")
        return saved(file.draft, options.draft, programme, options.json)


def margins(options: argparse.Namespace) -> int:
    from desktop_app.core.margins import margins as margins_of
    from desktop_app.core.margins import what_if

    with opened(options, read_only=True) as (file, programme):
        draft = file.draft
        rows = draft.rows(programme.summary.table.id)
        numbers = _rows(options.without, len(rows))
        before = margins_of(programme, draft)
        ids = [rows[number - 1].id for number in numbers]
        after = what_if(programme, draft, ids) if ids else None
        return output.margins(before, after, numbers, options.json)


def _rows(text: str, count: int) -> list[int]:
    """Row numbers as people list them: 3,5,8-12. Raises AppError for what is no row."""
    numbers: list[int] = []
    for part in re.split(r"[,，、\s]+", text.strip()) if text.strip() else []:
        match = re.fullmatch(r"(\d+)(?:[-—~至](\d+))?", part)
        first = int(match[1]) if match else 0
        last = int(match[2]) if match and match[2] else first
        if not 1 <= first <= last <= count:
            raise AppError(f"「{part}」不是汇总表的行号(共 {count} 行);请写成 3,5,8-12 的样子。")
        numbers += range(first, last + 1)
    return list(dict.fromkeys(numbers))
