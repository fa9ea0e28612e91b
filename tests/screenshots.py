"""Pictures of every page, to be looked at, and those of the manual: `make screenshots`.

Opens the practice city in the main window, off the screen. What cannot be shown is told and left
out; the manual keeps the picture it had.

    python -m tests.screenshots [--only PAGE …] [--quick] [--programme ID]

With a programme every step of its own practice city is taken, once.
"""

import argparse
import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import product
from pathlib import Path

from PIL import Image

from desktop_app.core.steps import REWARDS, steps_of
from desktop_app.jobs.demo import DRAFT_NAME, correct, input_files, read_faults, sample_folder
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme, usable_programmes
from desktop_app.paths import MANUAL, ROOT
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
    # What stands open on it (tests/screenshot_scenes.py).
    scene: str = ""
    # Another programme than the practice city's first, where that one lacks the step.
    programme: str = ""


# The start page is gone once a draft is open.
AT_START = (
    Shot("start", ""),
    Shot("new", "", scene="press:new|back"),
    Shot("environment", "", scene="press:check computer|back"),
)
PAGES = (
    Shot("notice", "notice"),
    Shot("fields", "fields"),
    Shot("summary", "summary"),
    Shot("paste", "summary", scene="paste"),
    Shot("find", "summary", scene="press:open find|close find"),
    Shot("plan", "plan"),
    Shot("chapter", "chapter:0"),
    Shot("tables", "chapter:3"),
    Shot("check", "check"),
    Shot("formulas", "check", scene="tab:审核公式"),
    Shot("names", "check", scene="tab:名称"),
    Shot("trial", "check", scene="tab:试算去留"),
    Shot("import", "import", scene="files"),
    Shot("drop", "import"),
    Shot("bundle", "bundle"),
    Shot("official", "bundle", scene="official"),
    Shot("made", "bundle", scene="built"),
    Shot("print", "bundle", scene="press:print|back to bundle"),
    Shot("sending", "sending"),
    Shot("settings", "fields", scene="settings"),
    Shot("help", "fields", scene="help"),
    Shot("oops", "fields", scene="oops"),
)
# The manual's own, all at 1366 × 768 and 100 %.
_IN_MANUAL = (
    "start", "notice", "fields", "summary", "chapter", "check", "names", "import", "made",
    "official", "sending",
)  # fmt: skip
# What a page of the manual calls a picture, where it is another name than the shot's.
_TITLES = {"made": "bundle"}
MANUAL_PICTURES = {
    _TITLES.get(one.name, one.name): one for one in (*AT_START, *PAGES) if one.name in _IN_MANUAL
} | {"dark": Shot("dark", "summary", "dark"), "help": Shot("help", "fields", scene="help")}


def _of_others() -> dict[str, Shot]:
    """Steps that only some programmes have, each in the one that has most of it."""
    programmes, _ = usable_programmes()
    papers = max(programmes, key=lambda one: sum(bool(paper.each) for paper in one.papers))
    rewards = max(programmes, key=lambda one: len(one.rewards.reward))
    reports = max(programmes, key=lambda one: len(one.reports))
    paper = next(one for one in papers.papers if one.each)
    return {
        "papers": Shot("papers", f"paper:{paper.id}", programme=papers.id),
        "rewards": Shot("rewards", REWARDS, programme=rewards.id),
        "reports": Shot("reports", "reports", programme=reports.id),
    }


MANUAL_PICTURES |= _of_others()


def main() -> int:
    """Take all pictures; the exit code is 0 also where pages were left out."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--only", nargs="*", default=[], help="names of pages")
    asked.add_argument("--looks", nargs="*", default=[], help="as light-150-1366x768")
    asked.add_argument("--quick", action="store_true", help="the manual's pictures alone")
    asked.add_argument("--programme", default="", help="every step of this one's practice city")
    options = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp(prefix="screenshots"))
    for name in ("BACKUPS", "WORK", "DATA"):
        os.environ[f"SHENBAO_{name}"] = str(folder / name.lower())
    # What is seen of a place is what people have: their documents, and a folder in them.
    os.environ["HOME"] = str(folder)
    home = folder / "文档" / "2024试点申报"
    home.mkdir(parents=True)
    draft = _practice(home, options.programme)
    studio = Studio(draft, lambda programme: _practice(home / programme, programme))
    if not studio.is_open:
        return 0
    wanted = set(options.only)
    taken = left = 0
    pictures = (
        studio.every_step(options.programme, wanted)
        if options.programme
        else studio.all_pictures(wanted, options.looks, quick=options.quick)
    )
    for told in pictures:
        taken += told == ""
        left += told != ""
        if told:
            _tell(f"没有拍:{told}")
    studio.close()
    _tell(f"{taken} 张在 {OUT} 和 {MANUAL / 'pictures'},{left} 张没有拍")
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _practice(folder: Path, programme_id: str) -> Path:
    """The practice city in the midst of the work: some faults mended, some still there."""
    folder.mkdir(exist_ok=True)
    samples = sample_folder(programme_id)
    programme = load_programme(samples.name)
    fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
    path = folder / DRAFT_NAME
    with create(
        path, programme.id, starting_values(programme), author=AUTHOR, now=lambda: DAY
    ) as file:
        pairs = [f"{key}={value}" for key, value in fields.items()]
        file.do(assignments(programme, file.draft, pairs), "填写基本信息")
        imported = import_files(programme, file.draft, input_files(samples))
        # The first are not remembered, so that both states are seen.
        sources = [one.source for one in imported.files[4:] if one.source is not None]
        file.do(imported.change, imported.change.label, sources)
        for fault in read_faults(samples / "answers.toml")[::3]:
            correct(programme, file, fault, lambda: DAY)
    return path


class Studio:
    """The main window with the practice city, and a camera."""

    def __init__(self, draft: Path, practice: Callable[[str], Path]) -> None:
        from PySide6.QtWidgets import QApplication

        from desktop_app.ui.chinese import speak_chinese, wear_own_face
        from desktop_app.ui.prompts import Prompts
        from desktop_app.ui.theme import Theme

        self._application = QApplication.instance() or QApplication(sys.argv[:1])
        self._application.setCursorFlashTime(0)
        speak_chinese(self._application)
        wear_own_face(self._application)
        self._theme = Theme()
        self._theme.dress(self._application)
        self._draft, self._practice, self._of = draft, practice, ""
        self._at_start = True
        self._window = None
        try:
            window = import_module("desktop_app.ui.shell.main_window").MainWindow
        except (ImportError, AttributeError):
            _tell("还没有主窗口(desktop_app/ui/shell/main_window.py),这次没有拍。")
            return
        self._window = window(Prompts(), self._theme, author=AUTHOR, now=lambda: DAY)
        self._window.show()
        self._rest()

    @property
    def is_open(self) -> bool:
        return self._window is not None

    def all_pictures(
        self, wanted: set[str], of_looks: Sequence[str] = (), *, quick: bool
    ) -> Iterator[str]:
        """Takes each picture; yields "" or why there is none."""
        looks = [] if quick else list(product(SCHEMES, SCALES, SIZES))
        if of_looks:
            looks = [one for one in looks if _look_name(*one) in of_looks]
        for shots in (AT_START, PAGES):
            for scheme, scale, size in looks:
                self._dress(scheme, scale, size)
                for shot in shots:
                    if not wanted or shot.name in wanted:
                        name = f"{shot.name}-{_look_name(scheme, scale, size)}.png"
                        yield self._take(shot, OUT / name)
            if of_looks:
                continue
            for name, shot in MANUAL_PICTURES.items():
                is_now = (shot.step == "") == (shots is AT_START) and not shot.programme
                if is_now and (not wanted or shot.name in wanted):
                    self._dress(shot.scheme, 1.0, SIZES[0])
                    yield self._take(shot, MANUAL / "pictures" / f"{name}.png")

        for name, shot in MANUAL_PICTURES.items():
            if shot.programme and not of_looks and (not wanted or shot.name in wanted):
                self._dress(shot.scheme, 1.0, SIZES[0])
                yield self._take(shot, MANUAL / "pictures" / f"{name}.png")

    def every_step(self, programme_id: str, wanted: set[str]) -> Iterator[str]:
        """A picture of each step of a programme; yields as `all_pictures` does."""
        self._dress("light", 1.0, SIZES[0])
        for step in steps_of(load_programme(programme_id)):
            name = step.id.replace(":", "-").replace("/", "-")
            if not wanted or name in wanted:
                yield self._take(Shot(name, step.id), OUT / f"{programme_id}-{name}.png")

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
            with self._set(shot) as shown:
                self._rest()
                image = shown.grab().toImage()
        except Exception as fault:  # noqa: BLE001 - one page must not cost the others
            return f"{path.name}:{type(fault).__name__} {fault}"
        path.parent.mkdir(parents=True, exist_ok=True)
        _save(image, path)
        return ""

    def _show(self, shot: Shot) -> str:
        if shot.step and (self._at_start or shot.programme != self._of):
            self._at_start, self._of = False, shot.programme
            self._window.open(self._practice(self._of) if self._of else self._draft)
            wanted = self._of or sample_folder().name
            self._until(lambda: self._shown_programme() == wanted)
            self._rest()
        if shot.step:
            if not hasattr(self._window, "jump"):
                return "窗口没有 jump"
            head, _, nth = shot.step.partition(":")
            is_counted = head == "chapter" and nth.isdigit()
            step = self._chapter(int(nth)) if is_counted else shot.step
            self._window.jump(step)
        return ""

    def _shown_programme(self) -> str:
        place = self._window._place
        # Before the first audit the window may still go to where somebody was the last time.
        return place.programme.id if place is not None and place.found is not None else ""

    def _chapter(self, nth: int) -> str:
        """A chapter of the practice city's programme, from 0."""
        steps = steps_of(load_programme(sample_folder().name))
        return [one.id for one in steps if one.kind == "chapter"][nth]

    @contextmanager
    def _set(self, shot: Shot) -> Iterator:
        from tests.screenshot_scenes import scene

        if not shot.scene:
            yield self._window
            return
        with scene(shot.scene, self._window, self._theme, self._until) as shown:
            yield shown

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


def _look_name(scheme: str, scale: float, size: tuple[int, int]) -> str:
    return f"{scheme}-{scale * 100:.0f}-{size[0]}x{size[1]}"


def _save(image, path: Path) -> None:
    """The manual's pictures are small: 128 colours, the rare ones too, show
    signs and grounds as they are."""
    if not image.save(str(path), "png"):
        raise OSError(str(path))
    if MANUAL in path.parents:
        with Image.open(path) as full:
            few = full.convert("RGB").quantize(128, Image.Quantize.MAXCOVERAGE, dither=0)
        few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
