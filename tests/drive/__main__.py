"""`python -m tests.drive SHENBAO OUT [HOME]`: a screen, a bus, the program, the journey.

The home folder is a new one, and is kept only where it is named. Ends with 0 when every stage came through, and says what each one came to.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.drive.screen import manages_windows, running, screen, until

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = "文档"
SAMPLES = ROOT / "resources" / "samples" / "liaoning-2024"


def main(words: list[str]) -> int:
    """Outside: the screen and the bus; within them, itself once more."""
    if words[0] == "within":
        return drive(words[1], Path(words[2]))
    shenbao, out = str(Path(words[0]).absolute()), Path(words[1]).absolute()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    with (
        screen(out / "screen.log") as display,
        _home(words[2:]) as home,
    ):
        there = {
            **os.environ,
            "DISPLAY": display,
            "HOME": home,
            "XDG_DATA_HOME": f"{home}/.data",
            "XDG_CONFIG_HOME": f"{home}/.config",
            "SHENBAO_DATA": f"{home}/.shenbao",
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        within = [sys.executable, "-m", "tests.drive", "within", shenbao, str(out)]
        return subprocess.call(["dbus-run-session", "--", *within], env=there, cwd=ROOT)


@contextlib.contextmanager
def _home(named: list[str]) -> Iterator[str]:
    """The folder that was named, or one that goes away again; with documents in it."""
    with contextlib.ExitStack() as stack:
        home = (
            named[0]
            if named
            else stack.enter_context(tempfile.TemporaryDirectory(prefix="shenbao-drive-"))
        )
        (Path(home) / DOCUMENTS).mkdir(parents=True)
        yield home


def drive(shenbao: str, out: Path) -> int:
    """Run the program and the stages; a stage that fails is pictured, and the next is tried."""
    from tests.drive.eyes import Window
    from tests.drive.journey import FIRST, LAST, Journey, again
    from tests.drive.mending import MENDING
    from tests.drive.rounds import ROUNDS

    log = out / "program.log"
    log.unlink(missing_ok=True)
    journey = Journey(shenbao, Path(os.environ["HOME"]) / DOCUMENTS, out, SAMPLES)
    failed = 0
    config = str(Path(__file__).with_name("openbox.xml"))
    with running("openbox", "--config-file", config, log=log):
        until("a window manager", manages_windows)
        for stages in ((*FIRST, *MENDING, *LAST), (again, *ROUNDS)):
            with running(shenbao, log=log) as program:
                journey.window = Window(program.pid)
                for stage in stages:
                    begun = time.monotonic()
                    told = (stage.__doc__ or "").strip().splitlines()[0]
                    try:
                        stage(journey)
                        verdict = "ok"
                    except Exception:  # noqa: BLE001 - the rest of the journey is wanted too
                        failed += 1
                        verdict = "FAILED"
                        journey.shot(f"failed-{stage.__name__}")
                        (out / f"failed-{stage.__name__}.txt").write_text(
                            f"{traceback.format_exc()}\n{journey.window.outline()}", "utf-8"
                        )
                        traceback.print_exc(limit=-2)
                    took = time.monotonic() - begun
                    print(f"{verdict:7}{stage.__name__:14}{took:5.1f} s  {told}", flush=True)  # noqa: T201
    print(f"{out}: {journey.number} pictures, {failed} stages failed")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
