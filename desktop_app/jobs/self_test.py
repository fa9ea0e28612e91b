"""The program proves itself: files whole, packs sound, fonts there, and the practice city goes all
the way."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.styles import FACES
from desktop_app.errors import AppError
from desktop_app.jobs.demo import run_demo
from desktop_app.jobs.packs import installed_ids, lint
from desktop_app.jobs.progress import Report, quiet
from desktop_app.paths import FONTS, HASHES
from desktop_app.temporary import TemporaryFolder

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried, and what came of it."""

    title: str
    passed: bool
    detail: str = ""


Trial = tuple[str, Callable[[], str]]


def run_self_test(report: Report = quiet, further: Sequence[Trial] = ()) -> list[Step]:
    """Try everything the program needs; nothing is left behind.

    `further` are trials of the caller's own: what they are called, and a call that returns what was
    seen or raises AppError.
    """
    trials: tuple[Trial, ...] = (
        ("程序文件完整", _files),
        ("字体齐全", _fonts),
        ("规则包可用", _packs),
        ("练习城市全程", lambda: _practice(report)),
        *further,
    )
    steps: list[Step] = []
    for title, trial in trials:
        try:
            steps.append(Step(title, True, trial()))
        except AppError as reason:
            steps.append(Step(title, False, str(reason)))
    return steps


def _files() -> str:
    """The frozen program against the list that was made with it: a scanner may have taken a file,
    a copy may have broken off."""
    folder = Path(sys.executable).parent
    if not getattr(sys, "frozen", False):
        return "从源代码运行,没有清单"
    return damaged_files(folder)


def damaged_files(folder: Path) -> str:
    """Hold a folder against its list of hashes; returns how many files it has.

    Raises AppError with the names of those that are missing or changed.
    """
    try:
        lines = (folder / HASHES).read_text("utf-8").splitlines()
    except OSError as reason:
        raise AppError(f"缺少文件清单 {HASHES};请重新安装程序。") from reason
    wrong: list[str] = []
    for line in lines:
        expected, _, name = line.partition("  ")
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            found = ""
        if found != expected:
            wrong.append(name)
    if wrong:
        more = f"等 {len(wrong)} 个" if len(wrong) > _NAMED else ""
        raise AppError(
            f"文件 {'、'.join(wrong[:_NAMED])}{more}缺失或被改动,可能是杀毒软件所为;"
            "请把程序文件夹加入信任,再重新安装。"
        )
    return f"{len(lines)} 个"


def _fonts() -> str:
    names = {name for face in FACES.values() for name in face.files}
    missing = sorted(name for name in names if not (FONTS / name).is_file())
    if missing:
        raise AppError(f"缺少字体文件 {'、'.join(missing)};请重新安装程序。")
    return f"{len(names)} 个"


def _packs() -> str:
    names = installed_ids()
    problems = [f"{name}/{problem}" for name in names for problem in lint(name)]
    if problems or not names:
        raise AppError(problems[0] if problems else "没有安装申报事项;请重新安装程序。")
    return f"{len(names)} 个"


def _practice(report: Report) -> str:
    with TemporaryFolder() as folder:
        result = run_demo(folder, report=report)
    if not result.succeeded:
        raise AppError(
            f"埋下 {len(result.tally.found)} 处差错,找到 {result.tally.hits} 处,"
            f"误报 {len(result.tally.invented)} 处;请重新安装程序。"
        )
    return f"找到 {result.tally.hits} 处差错,读回完全一致"
