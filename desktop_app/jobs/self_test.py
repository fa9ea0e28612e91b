"""The program proves itself: packs sound, fonts there, and the practice city goes all the way."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.documents.styles import FACES
from desktop_app.errors import AppError
from desktop_app.jobs.demo import run_demo
from desktop_app.jobs.packs import installed_ids, lint
from desktop_app.jobs.progress import Report, quiet
from desktop_app.paths import FONTS
from desktop_app.temporary import TemporaryFolder


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried, and what came of it."""

    title: str
    passed: bool
    detail: str = ""


def run_self_test(report: Report = quiet) -> list[Step]:
    """Try everything the program needs; nothing is left behind."""
    trials: tuple[tuple[str, Callable[[], str]], ...] = (
        ("字体齐全", _fonts),
        ("规则包可用", _packs),
        ("练习城市全程", lambda: _practice(report)),
    )
    steps: list[Step] = []
    for title, trial in trials:
        try:
            steps.append(Step(title, True, trial()))
        except AppError as reason:
            steps.append(Step(title, False, str(reason)))
    return steps


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
