"""Pictures of every page, to be looked at, and those of the manual: `make screenshots`.

Opens the practice city in the main window, off the screen. What cannot be shown is told and left
out; the manual keeps the picture it had.

    python -m tests.screenshots [--only PAGE …] [--quick]
"""

import argparse
import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import product
from pathlib import Path

from PIL import Image

from desktop_app.core.steps import steps_of
from desktop_app.jobs.demo import DRAFT_NAME, correct, input_files, read_faults, sample_folder
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import FONTS, MANUAL, ROOT
from desktop_app.storage.draft_file import create

OUT = ROOT / "build" / "screenshots"
AUTHOR = "李敏"
# A day on which the deadline is near.
DAY = datetime(2024, 11, 11, 9, 30)
SIZES = ((1366, 768), (1920, 1080))
SCALES = (1.0, 1.5)
SCHEMES = ("light", "dark", "contrast")
# Seconds for audits, previews and the like to come to rest.
_PATIENCE = 20.0


@dataclass(frozen=True)
class Shot:
    """A page of the window. `step` is what `jump` takes; "" stands for the start page."""

    name: str
    step: str
    scheme: str = "light"
    # The part of a page that is opened by a button of this name.
    press: str = ""


PAGES = (
    Shot("start", ""),
    Shot("notice", "notice"),
    Shot("fields", "fields"),
    Shot("summary", "summary"),
    Shot("plan", "plan"),
    Shot("chapter", "chapter:*"),
    Shot("check", "check"),
    Shot("names", "check", press="name desk"),
    Shot("import", "import"),
    Shot("bundle", "bundle"),
    Shot("sending", "sending"),
)
# The manual's own, all at 1366 × 768 and 100 %.
MANUAL_PICTURES = {
    one.name: one for one in PAGES if one.name not in ("notice", "plan")
} | {"dark": Shot("dark", "summary", "dark")}  # fmt: skip


def main() -> int:
    """Take all pictures; the exit code is 0 also where pages were left out."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--only", nargs="*", default=[], help="names of pages")
    asked.add_argument("--quick", action="store_true", help="the manual's pictures alone")
    options = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp(prefix="screenshots"))
    for name in ("BACKUPS", "WORK", "DATA"):
        os.environ[f"SHENBAO_{name}"] = str(folder / name.lower())
    draft = _practice(folder)
    studio = Studio(draft)
    if not studio.is_open:
        return 0
    wanted = set(options.only)
    taken = left = 0
    for told in studio.all_pictures(wanted, quick=options.quick):
        taken += told == ""
        left += told != ""
        if told:
            _tell(f"没有拍:{told}")
    studio.close()
    _tell(f"{taken} 张在 {OUT} 和 {MANUAL / 'pictures'},{left} 张没有拍")
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _practice(folder: Path) -> Path:
    """The practice city in the midst of the work: some faults mended, some still there."""
    samples = sample_folder()
    programme = load_programme(samples.name)
    fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
    path = folder / DRAFT_NAME
    with create(
        path, programme.id, starting_values(programme), author=AUTHOR, now=lambda: DAY
    ) as file:
        pairs = [f"{key}={value}" for key, value in fields.items()]
        file.do(assignments(programme, file.draft, pairs), "填写基本信息")
        imported = import_files(programme, file.draft, input_files(samples))
        file.do(imported.change, imported.change.label)
        for fault in read_faults(samples / "answers.toml")[::3]:
            correct(programme, file, fault, lambda: DAY)
    return path


class Studio:
    """The main window with the practice city, and a camera."""

    def __init__(self, draft: Path) -> None:
        from PySide6.QtGui import QFont, QFontDatabase
        from PySide6.QtWidgets import QApplication

        from desktop_app.ui.chinese import speak_chinese
        from desktop_app.ui.prompts import Prompts
        from desktop_app.ui.theme import Theme

        self._application = QApplication.instance() or QApplication(sys.argv[:1])
        self._application.setCursorFlashTime(0)
        speak_chinese(self._application)
        added = QFontDatabase.addApplicationFont(str(FONTS / "OAHei.ttf"))
        self._application.setFont(QFont(QFontDatabase.applicationFontFamilies(added)))
        self._theme = Theme()
        self._theme.dress(self._application)
        self._draft = draft
        self._at_start = True
        self._window = None
        try:
            window = import_module("desktop_app.ui.main_window").MainWindow
        except (ImportError, AttributeError):
            _tell("还没有主窗口(desktop_app/ui/main_window.py),这次没有拍。")
            return
        self._window = window(Prompts(), self._theme, author=AUTHOR, now=lambda: DAY)
        self._window.show()
        self._rest()

    @property
    def is_open(self) -> bool:
        return self._window is not None

    def all_pictures(self, wanted: set[str], *, quick: bool) -> Iterator[str]:
        """Takes each picture; yields "" or why there is none."""
        looks = [] if quick else list(product(SCHEMES, SCALES, SIZES))
        # The start page is gone once a draft is open.
        for shots in (PAGES[:1], PAGES[1:]):
            for scheme, scale, size in looks:
                self._dress(scheme, scale, size)
                for shot in shots:
                    if not wanted or shot.name in wanted:
                        name = f"{shot.name}-{scheme}-{scale:.0%}-{size[0]}x{size[1]}.png"
                        yield self._take(shot, OUT / name.replace("%", ""))
            ours = [s for s in MANUAL_PICTURES.values() if (s.step == "") == (shots == PAGES[:1])]
            for shot in ours:
                if not wanted or shot.name in wanted:
                    self._dress(shot.scheme, 1.0, SIZES[0])
                    yield self._take(shot, MANUAL / "pictures" / f"{shot.name}.png")

    def close(self) -> None:
        """Let the draft be written and go."""
        self._window.close()
        self._until(lambda: not self._window.isVisible())

    def _dress(self, scheme: str, scale: float, size: tuple[int, int]) -> None:
        if (scheme, scale) != (self._theme.scheme, self._theme.scale):
            self._theme.wear(self._application, scheme, scale)
            # A window that asked for more room lets go of it only now.
            self._rest()
        self._window.resize(*size)
        self._rest()

    def _take(self, shot: Shot, path: Path) -> str:
        """Show a page, wait until it stands still, and keep a picture of it."""
        try:
            told = self._show(shot)
            if told:
                return f"{path.name}:{told}"
            self._rest()
            image = self._window.grab().toImage()
        except Exception as fault:  # noqa: BLE001 - one page must not cost the others
            return f"{path.name}:{type(fault).__name__} {fault}"
        path.parent.mkdir(parents=True, exist_ok=True)
        _save(image, path)
        return ""

    def _show(self, shot: Shot) -> str:
        from PySide6.QtWidgets import QAbstractButton

        if shot.step and self._at_start:
            self._at_start = False
            self._window.open(self._draft)
            self._rest()
        if shot.step:
            if not hasattr(self._window, "jump"):
                return "窗口没有 jump"
            step = self._chapter() if shot.step == "chapter:*" else shot.step
            self._window.jump(step)
        if shot.press:
            found = self._window.findChildren(QAbstractButton, shot.press)
            button = next((one for one in found if one.isVisible()), None)
            if button is None:
                return f"没有名为 {shot.press} 的按钮"
            self._rest()
            button.click()
        return ""

    def _chapter(self) -> str:
        """The first chapter of the practice city's programme."""
        steps = steps_of(load_programme(sample_folder().name))
        return next(one.id for one in steps if one.kind == "chapter")

    def _rest(self) -> None:
        """Until two pictures in a row are the same."""
        last = [None]

        def is_still() -> bool:
            now = self._window.grab().toImage()
            before, last[0] = last[0], now
            return before is not None and before == now

        for _ in range(2):
            self._until(is_still)

    def _until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            turn = time.monotonic() + 0.25
            while time.monotonic() < turn:
                self._application.processEvents()
                time.sleep(0.01)
            if holds():
                return


def _save(image, path: Path) -> None:
    """The manual's pictures are small: 128 colours of their own show even grounds as they are."""
    if not image.save(str(path), "png"):
        raise OSError(str(path))
    if MANUAL in path.parents:
        with Image.open(path) as full:
            few = full.convert("RGB").quantize(128, Image.Quantize.MEDIANCUT, dither=0)
        few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
