"""The program shows what it can do: the practice city, and the test of itself."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop_app.cli_audit_output import finding
from desktop_app.cli_history import AddCommand
from desktop_app.cli_output import grouped, progress
from desktop_app.cli_say import say, say_json

FINE, FINDINGS, WRONG_PROGRAM = 0, 1, 3


def add_commands(command: AddCommand, try_window: Callable[[], str]) -> None:
    """Add this module's commands with `command(name, run, about)`.

    `try_window` opens the window where nobody sees it, and says what was seen.
    """
    one = command("demo", demo, "练习城市:导入、核对、说明、成册、校验")
    one.add_argument("--out", type=Path, default=Path("demo"), metavar="文件夹")
    one.add_argument("--programme", default="", metavar="编号")
    command("self-test", lambda options: self_test(options, try_window), "程序自检")


def demo(options: argparse.Namespace) -> int:
    from desktop_app.jobs.demo import run_demo

    result = run_demo(options.out, options.programme, progress(options.json))
    _practised(result, options.json)
    return FINE if result.succeeded else FINDINGS


def self_test(options: argparse.Namespace, try_window: Callable[[], str]) -> int:
    from desktop_app.jobs.self_test import run_self_test

    steps = run_self_test(further=(("窗口能打开", try_window),))
    _tested(steps, options.json)
    return FINE if all(step.passed for step in steps) else WRONG_PROGRAM


def _practised(result: Any, as_json: bool) -> None:
    tally = result.tally
    identical = bool(result.verified and result.verified.identical)
    if as_json:
        faults = {
            "planted": len(tally.found),
            "found": tally.hits,
            "invented": len(tally.invented),
        }
        folder = str(result.bundle.folder) if result.bundle else None
        say_json({"faults": faults, "bundle": folder, "verify": {"identical": identical}})
        return
    say(f"练习城市 · {result.programme.about.title}")
    say(f"\n一、导入 {len(result.imported.files)} 个文件")
    from desktop_app.core.own_words import own_words

    called = own_words(result.programme)
    for one in result.imported.files:
        notes = f",注意 {len(one.doubts)} 处" if one.doubts else ""
        rows = f"{called.noun} {one.rows} {called.counter}"
        say(f"  {one.file.name}:{rows},规范写法 {len(one.cleaned)} 处{notes}")
    say("\n二、核对:埋下的差错与找到的问题")
    for fault, hit in tally.found:
        say(f"  {fault.number:>2}. {'找到' if hit else '没有找到'}  {fault.title}")
        if hit:
            finding(hit, "      ")
    for one in tally.invented:
        say("  误报:")
        finding(one, "      ")
    say(f"  埋下 {len(tally.found)} 处,找到 {tally.hits} 处,误报 {len(tally.invented)} 处")
    say("\n三、改正和说明以后再核对")
    say(f"  {'核对通过' if result.last.passes else '核对未通过'}")
    if not result.last.passes:
        for one in result.last.findings:
            finding(one, "  ")
    if result.bundle:
        say("\n四、成册")
        for line in grouped(result.bundle.files):
            say(f"  {result.bundle.folder / line}")
    if result.verified:
        words = result.verified.words
        say("\n五、读回比对")
        say(
            f"  {words.plan} {len(result.verified.plan.named)} {words.counter}{words.noun},"
            f"{words.summary} {len(result.verified.summary.named)} {words.counter}{words.noun},"
            f"比对 {len(result.verified.compared)} 组文件"
        )
        for one in result.verified.findings:
            say(f"  {one.message}")
        say(f"  {words.noun}名称和数量完全一致。" if identical else "  不一致。")


def _tested(steps: Sequence[Any], as_json: bool) -> None:
    if as_json:
        listed = [{"step": s.title, "passed": s.passed, "detail": s.detail} for s in steps]
        say_json({"passed": all(step.passed for step in steps), "steps": listed})
        return
    for step in steps:
        detail = f"({step.detail})" if step.detail else ""
        say(f"{'通过' if step.passed else '失败'}  {step.title}{detail}")
