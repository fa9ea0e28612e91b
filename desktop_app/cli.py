"""The command line: every job as a command, in Chinese, with --json and fixed exit codes.

Exit 0 fine · 1 findings · 2 the input or the call is wrong · 3 the program is wrong.
"""

import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli_say import nobody_listens, say
from desktop_app.errors import AppError
from desktop_app.jobs.garbage import collect_rarely
from desktop_app.paths import is_draft

FINE, FINDINGS, WRONG_CALL, WRONG_PROGRAM = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console in another code page must not end a job with an encoding error. The window's
        # own program on Windows has none.
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    as_json = "--json" in words or "--jsonl" in words
    try:
        if words[:1] == ["--one-of-many"]:
            from desktop_app.cli_many import one_of_many

            return one_of_many()
        if not words or _opens_draft(words):
            return _window(*words)
        # The commands bring in what takes longer than showing a window.
        from desktop_app.cli_commands import parser

        collect_rarely()
        options = parser().parse_args(words)
        code: int = options.run(options)
        _all_said()
        return code
    except SystemExit:
        # --help has said what was asked for.
        _all_said()
        raise
    except AppError as reason:
        return _refused(str(reason), as_json)
    except KeyboardInterrupt:
        return _refused("已停止,没有改动已有的文件。", as_json)
    except Exception:  # noqa: BLE001 - the last line of defence: a fault of the program, told as one
        traceback.print_exc()
        print("程序出错,草稿没有损坏;请把上面的文字发给维护人员。", file=sys.stderr)  # noqa: T201
        return WRONG_PROGRAM


def _all_said() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_listens()


def _refused(sentence: str, as_json: bool) -> int:
    if as_json:
        say(json.dumps({"error": sentence}, ensure_ascii=False))
        _all_said()
    print(sentence, file=sys.stderr)  # noqa: T201
    return WRONG_CALL


def _opens_draft(words: list[str]) -> bool:
    """Whether the program was begun by opening a draft in the system's own file window."""
    return len(words) == 1 and is_draft(Path(words[0]))


def _window(draft: str = "") -> int:
    from desktop_app.app import main as open_window

    return open_window(Path(draft) if draft else None)
