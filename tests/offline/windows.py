"""The window under the same proof: driven by mouse and keys on a screen, and without any screen."""

import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.drive.screen import until
from tests.offline.searching import places_in, places_of
from tests.offline.trace import COMMAND
from tests.offline.world import ROOT, World, without_network

# The bindings that tell what is on the screen come with the system's own Python.
_DRIVER = "/usr/bin/python3"
# As `tests/drive/journey.py` types it.
_UNDONE = "驱动测试项目"


class Driven:
    """The journey of `make drive`, begun in a world of its own; the program is traced in it."""

    def __init__(self, world: World, command: Sequence[str]) -> None:
        self.world = world
        world.home.joinpath("文档").rmdir()
        self._log = world.root / "drive.log"
        self.pictures = world.root / "pictures"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *without_network(), _DRIVER, "-B", "-m", "tests.drive",
                    str(_traced(world, command)), str(self.pictures), str(world.home),
                ],
                cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip

    def ended(self) -> str:
        """What went wrong; "" when every stage came through."""
        code = self._process.wait()
        told = self._log.read_text("utf-8", "replace")
        stages = [one for one in told.splitlines() if one.startswith(("ok ", "FAILED"))]
        if code == 0 and stages:
            return ""
        return "\n".join([one for one in stages if "FAILED" in one] or told.splitlines()[-8:])

    def found_again(self) -> list[str]:
        """Where what was typed into a cell and undone still stands, beside the draft's history."""
        documents = self.world.home / "文档"
        if not any(places_in(_UNDONE, one) for one in documents.glob("*.shenbao")):
            return [f"{_UNDONE} never was in the draft: the proof is none"]
        folders = (self.world.home / ".shenbao", *documents.glob("材料*"), self.world.system)
        return [
            f"{_UNDONE} (typed at the window, undone) is found again: {folder.name}/{place}"
            for folder in folders
            for place in places_of(_UNDONE, folder)
        ]

    @property
    def stages(self) -> int:
        told = self._log.read_text("utf-8", "replace")
        return sum(one.startswith("ok ") for one in told.splitlines())

    @property
    def allowed(self) -> tuple[Path, ...]:
        """The draft lies in the documents, and so does all that is made of it."""
        return self.world.home / "文档", self.world.home / ".shenbao"


def without_screen(world: World, command: Sequence[str], draft: Path) -> None:
    """Open a draft in the window offscreen, and end the program once it is on the list."""
    trace = world.told / f"{len(world.traces):03}.trace"
    world.traces.append(trace)
    with subprocess.Popen(
        [*without_network(), *COMMAND, "-D", "-o", str(trace), *command, str(draft)],
        cwd=world.here,
        env={**world.environment, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as program:
        try:
            until("the draft in the window", lambda: any(world.own.glob("最近*")), 120)
        finally:
            program.terminate()
    # The one who traces ends a moment after the program.
    until("the end of the trace", lambda: "+++" in trace.read_text("utf-8", "replace")[-400:])


def _traced(world: World, command: Sequence[str]) -> Path:
    """The program as one file that can be started: each start has a trace of its own."""
    path = world.root / "shenbao"
    # With -D the program keeps the number of the process that was started, by which it is found.
    told = shlex.join([*COMMAND, "-D", "-o"])
    given = {**world.environment}
    for name in ("HOME", "PATH"):
        given.pop(name)
    lines = [f"export {name}={shlex.quote(value)}" for name, value in given.items()]
    last = f'exec {told} {shlex.quote(str(world.told))}/$$.trace {shlex.join(command)} "$@"'
    path.write_text("\n".join(["#!/bin/sh", *lines, last, ""]), "utf-8")
    path.chmod(0o755)
    return path


def why_no_window() -> str:
    """Why the window cannot be driven here; "" when it can."""
    tried = subprocess.run(
        [_DRIVER, "-c", "import tests.drive.eyes, shutil; assert shutil.which('Xvfb')"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if tried.returncode == 0 else "the tools of `make drive` are not installed"


__all__ = ["Driven", "why_no_window", "without_screen"]
