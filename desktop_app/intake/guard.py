"""The one way in for a foreign file: sniffed, then read in a process that may die."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from desktop_app.intake.plain import Raw
from desktop_app.intake.sniff import Sniffed, Unreadable, sniff
from desktop_app.intake.worker import Answer

# Longer than the reading process's own limit of computing time.
PATIENCE_SECONDS = 120
_ENCRYPTED = ("Password", "encrypted", "password")


def read_raw(path: Path) -> Raw:
    """The plain content of a file that somebody made.

    Raises `Unreadable` (an AppError) with one sentence and the next step for whatever is wrong
    with the file: missing, empty, encrypted, damaged, too large, of another kind.
    """
    return read_apart(path, sniff(path))


def read_apart(path: Path, kind: Sniffed) -> Raw:
    """Read a file of a known kind in a process of its own; raises `Unreadable`."""
    request = f"{path.absolute()}\0{kind.kind}".encode("utf-8", "surrogateescape")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter or program, fixed arguments
            reading_command(),
            input=request,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as reason:
        raise Unreadable(
            "slow", f"文件「{path.name}」读了很久还没有读完,已停止;请删去无关内容另存后再导入。"
        ) from reason
    if done.returncode != 0 or not done.stdout:
        raise _refused(path, kind, Answer(failure="died"))
    answer = msgspec.msgpack.decode(done.stdout, type=Answer)
    if answer.raw is None:
        raise _refused(path, kind, answer)
    return answer.raw


def reading_command() -> list[str]:
    """How the reading process is started, from source and frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-file"]
    return [sys.executable, "-m", "desktop_app.intake.worker"]


def _refused(path: Path, kind: Sniffed, answer: Answer) -> Unreadable:
    name = path.name
    if any(word in answer.failure or word in answer.words for word in _ENCRYPTED):
        return Unreadable("encrypted", f"文件「{name}」已加密;请在 WPS 中去掉密码后另存,再导入。")
    if answer.failure in ("MemoryError", "died"):
        return Unreadable(
            "heavy",
            f"文件「{name}」读取时占用内存过多或已损坏,没有读取;"
            "请把有用的内容复制到新文件,另存后再导入。",
        )
    what = {"workbook": "表格", "csv": "表格", "docx": "Word 文件", "pdf": "PDF 文件"}[kind.kind]
    return Unreadable(
        "damaged", f"{what}「{name}」已损坏或格式不标准,打不开;请用 WPS 打开后另存,再导入。"
    )
