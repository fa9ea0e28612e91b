"""`make soak`: random deeds at the window for a while, and what they found.

python -m tests.soak [--minutes 20] [--seed N] [--actions 150]
"""

import argparse
import faulthandler
import os
import random
import sys
import time
from pathlib import Path

_BLOCKED = 2.0
# Rounds below which what is still being loaded looks like a leak.
_ENOUGH = 12


def main() -> int:
    """1 when anything was found or a figure rises; how long the window was held up is told only."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=20.0)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(100_000))
    asked.add_argument("--actions", type=int, default=150, help="in a round")
    options = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    faulthandler.enable()

    from tests.soak.levels import LIMITS, slopes, table
    from tests.soak.soaking import Soak, a_folder

    with a_folder() as made:
        folder = Path(made)
        for name in ("BACKUPS", "WORK", "DATA"):
            os.environ[f"SHENBAO_{name}"] = str(folder / name.lower())
        os.environ["HOME"] = str(folder)
        _say(f"seed {options.seed}, {options.minutes:g} minutes")
        application = _application()
        soak = Soak(options.seed, folder, _say, _others())
        end = time.monotonic() + options.minutes * 60
        outcome = soak.run(10**6, options.actions, lambda: time.monotonic() > end)
        del application
    risen = {name: by for name, by in slopes(outcome.levels).items() if by > LIMITS[name]}
    if len(outcome.levels) < _ENOUGH:
        _say(f"fewer than {_ENOUGH} rounds: what rises is told below, and is no failure")
        risen = {}
    blocked = [one for one in soak.watch.stalls if one.seconds > _BLOCKED]
    _say("")
    _say(f"actions {outcome.actions}: {outcome.deeds}")
    _say(f"drafts compared {outcome.drafts_compared}, changes undone and redone {outcome.undone}")
    _say(f"told to the person: {len(outcome.told)}")
    for one in dict.fromkeys(outcome.told):
        _say(f"  {one[:160]}")
    _say("")
    _say(table(outcome.levels))
    _say("")
    _say(f"held up longer than {_BLOCKED:g} s: {len(blocked)}; the longest:")
    for one in soak.watch.worst(8):
        _say(f"  {one.seconds:.2f} s ({one.busy:.2f} s of it computing) {one.doing}")
        if one.seconds > 1.0:
            _say(one.where)
    _say("")
    _say(f"faults: {len(outcome.faults)}" + (f"; rising: {', '.join(risen)}" if risen else ""))
    for one in outcome.faults:
        _say(one)
    return int(bool(outcome.faults or risen))


def _application():
    from PySide6.QtWidgets import QApplication

    from desktop_app.app import settle_down
    from desktop_app.ui.chinese import speak_chinese, wear_own_face
    from desktop_app.ui.tidying import Tidying

    settle_down()
    application = QApplication(sys.argv[:1])
    speak_chinese(application)
    wear_own_face(application)
    Tidying(application)
    return application


def _others() -> list[str]:
    """All programmes with a practice city, but the one that a soak works on anyway."""
    from desktop_app.jobs.demo import sample_folder
    from desktop_app.paths import SAMPLES

    first = sample_folder().name
    return sorted(
        one.parent.name for one in SAMPLES.glob("*/answers.toml") if one.parent.name != first
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
