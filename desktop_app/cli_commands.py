"""Every command of the command line with its options; what is short enough is done here."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from desktop_app import (
    __version__,
    cli_audit,
    cli_audit_output,
    cli_collect,
    cli_compare,
    cli_copies,
    cli_demo,
    cli_duties,
    cli_history,
    cli_import,
    cli_lists,
    cli_manual,
    cli_official,
    cli_packs,
    cli_papers,
    cli_period,
    cli_reports,
    cli_return,
    cli_rewards,
    cli_send,
    cli_verify,
)
from desktop_app import cli_output as output
from desktop_app.cli_drafts import author_of, keep_copy, notice, opened
from desktop_app.errors import AppError

FINE, FINDINGS = 0, 1


class Parser(argparse.ArgumentParser):
    """argparse with its refusals as one Chinese sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise AppError(f"命令写得不对({_in_chinese(message)});用 {self.prog} --help 查看用法。")


def _tried_window() -> str:
    from desktop_app.app import try_window

    return try_window()


def parser() -> Parser:
    """All commands; a refusal is raised as AppError."""
    whole = Parser(prog="shenbao", description="申报匣:从县区表格到可盖章的申报材料")
    whole.add_argument("--version", action="version", version=f"申报匣 {__version__}")
    commands = whole.add_subparsers(title="命令", metavar="命令", required=True)

    def command(name: str, run: Callable[[Any], int], about: str) -> Parser:
        added = commands.add_parser(name, help=about, description=about)
        added.add_argument("--json", action="store_true", help="以 JSON 输出")
        added.set_defaults(run=run)
        return added

    command("programmes", programmes, "列出已安装的申报事项")
    one = command("lint", lint, "检查规则包")
    one.add_argument("pack", nargs="?", metavar="规则包", help="编号或文件夹;不写则检查全部")
    one = command("new", new, "新建草稿")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--programme", required=True, metavar="编号", help="申报事项的编号")
    one.add_argument("--set", action="append", default=[], metavar="路径=内容", dest="pairs")
    one.add_argument("--author", default="", metavar="姓名")
    one = command("set", set_values, "填写或修改;「表/行=」删去一行,「表/+/列=内容」添一行")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("pairs", nargs="+", metavar="路径=内容")
    one.add_argument("--author", default="", metavar="姓名")
    cli_collect.add_commands(command)
    cli_import.add_commands(command)
    cli_official.add_commands(command)
    cli_lists.add_commands(command)
    cli_manual.add_commands(command)
    one = command("show", show, "显示草稿内容和路径")
    one.add_argument("draft", type=Path, metavar="草稿")
    cli_audit.add_commands(command)
    cli_duties.add_commands(command)
    cli_rewards.add_commands(command)
    one = command("build", build, "成册:生成 Word、PDF、Excel 并读回比对")
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument("--out", type=Path, required=True, metavar="文件夹")
    one.add_argument("--zip", action="store_true", help="另外打成压缩包")
    one.add_argument("--preview", action="store_true", help="每页标明草稿,不要求核对通过")
    one.add_argument("--of", default="", metavar="版本", help="生成以前的某一版,例如定稿的那一版")
    one.add_argument(
        "--print",
        choices=("set", "document", "none"),
        default="set",
        dest="order",
        help="打印文件按套排(set,默认)、按文件排(document),或者不要(none)",
    )
    one.add_argument(
        "--copies", type=_count, default=0, metavar="份数", help="打印几份(不写则按通知)"
    )
    one.add_argument("--single-sided", action="store_true", help="单面打印,不补空白背面")
    one.add_argument("--copy-numbers", action="store_true", help="每份首页印上第几份")
    one.add_argument("--no-marks", action="store_true", help="页脚不印识别码(扫描件便不能校验)")
    one.add_argument(
        "--office-fonts",
        action="store_true",
        help="PDF 中使用这台电脑上的公文字体,前提是字体的许可准许嵌入",
    )
    cli_papers.add_options(one)
    cli_verify.add_commands(command)
    cli_compare.add_commands(command)
    cli_demo.add_commands(command, _tried_window)
    cli_history.add_commands(command)
    cli_copies.add_commands(command)
    cli_return.add_commands(command)
    cli_send.add_commands(command)
    cli_reports.add_commands(command)
    cli_packs.add_commands(command)
    cli_period.add_commands(command)
    return whole


def _count(text: str) -> int:
    """A number of copies; a hundred sets of everything is a slip of the finger."""
    if not (text.isdecimal() and 1 <= int(text) < 100):
        raise argparse.ArgumentTypeError("份数写 1 到 99 的整数")
    return int(text)


def programmes(options: argparse.Namespace) -> int:
    from desktop_app.jobs.packs import usable_programmes

    loaded, faults = usable_programmes()
    for sentence in faults:
        notice(sentence)
    return output.programmes(loaded, options.json)


def lint(options: argparse.Namespace) -> int:
    from desktop_app.jobs import packs

    names = [options.pack] if options.pack else packs.installed_ids()
    problems = [(name, packs.lint(name)) for name in names]
    notes = {name: packs.lint_notes(name) for name, found in problems if not found}
    output.lint(problems, notes, options.json)
    return FINDINGS if any(found for _, found in problems) else FINE


def new(options: argparse.Namespace) -> int:
    from desktop_app.core.changes import Together
    from desktop_app.core.draft import Draft
    from desktop_app.jobs.draft_work import assignments, starting_values
    from desktop_app.jobs.packs import load_programme
    from desktop_app.storage.draft_file import create

    programme = load_programme(options.programme)
    first = starting_values(programme)
    draft = first.apply(Draft(programme.id))
    if options.pairs:
        given = assignments(programme, draft, options.pairs)
        first = Together(first.label, (*first.changes, *given.changes))
    author = author_of(options)
    with create(options.draft, programme.id, first, author=author, now=datetime.now) as file:
        notice(file.notice)
        return output.saved(file.draft, options.draft, programme, options.json)


def set_values(options: argparse.Namespace) -> int:
    from desktop_app.jobs.draft_work import assignments

    with opened(options) as (file, programme):
        change = assignments(programme, file.draft, options.pairs, author=author_of(options))
        file.do(change, change.label)
        return output.saved(file.draft, options.draft, programme, options.json)


def show(options: argparse.Namespace) -> int:
    from desktop_app.jobs.standing import in_words
    from desktop_app.jobs.update_draft import unused_of

    with opened(options, read_only=True) as (file, programme):
        return output.show(
            programme,
            file.draft,
            in_words(file.history, file.draft.revision),
            unused_of(file.draft, programme),
            options.json,
        )


def build(options: argparse.Namespace) -> int:
    from desktop_app.jobs.build_bundle import PrintWish, Refused, build_bundle
    from desktop_app.jobs.standing import printed_mark, state_of
    from desktop_app.storage.snapshots import BEFORE_BUILD

    with opened(options, read_only=True) as (file, programme):
        draft = state_of(file, options.of) if options.of else file.draft
        if options.only or options.row:
            return cli_papers.build_some(options, file, programme, draft)
        if not options.preview:
            keep_copy(file, BEFORE_BUILD)
        result = build_bundle(
            programme,
            draft,
            options.out,
            preview=options.preview,
            with_zip=options.zip,
            wish=PrintWish(
                options.order,
                not options.single_sided,
                not options.no_marks,
                options.copy_numbers,
                options.copies,
            ),
            standing=printed_mark(file.history, draft.revision),
            office_fonts=options.office_fonts,
            report=output.progress(options.json),
        )
        if isinstance(result, Refused):
            cli_audit_output.audit(programme, draft, result.audit, options.json, refused="成册")
            return FINDINGS
        output.bundle(programme, result, options.json)
        return FINE


def _in_chinese(message: str) -> str:
    for english, chinese in (
        ("the following arguments are required:", "缺少"),
        ("unrecognized arguments:", "多出不认识的参数"),
        ("invalid choice:", "没有这个选项"),
        ("expected one argument", "后面要有内容"),
        ("expected at least one argument", "后面至少要有一项"),
        ("argument ", ""),
        ("choose from", "可选"),
    ):
        message = message.replace(english, chinese)
    return message
