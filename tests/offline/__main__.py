"""`python -m tests.offline`: the program neither reaches for a network nor writes elsewhere.

--command PATH   the program to be proven, for instance a frozen one; else this source
--window         the window, too: driven on a screen of its own, and without one
--keep           leave the folders, the traces and the pictures, and say where

Ends with 0 when every proof holds.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.offline.canary import GONE, canary_journey, found_again
from tests.offline.journey import Clerk, whole_journey
from tests.offline.judge import Verdict, judge
from tests.offline.trace import Trace
from tests.offline.windows import Driven, why_no_window, without_screen
from tests.offline.world import World, trace_of, why_not

_MOST_TOLD = 40


def main() -> int:
    """Prove it and tell."""
    asked = argparse.ArgumentParser(usage=__doc__)
    asked.add_argument("--command", type=Path)
    asked.add_argument("--window", action="store_true")
    asked.add_argument("--keep", action="store_true")
    options = asked.parse_args()
    reason = why_not() or (why_no_window() if options.window else "")
    if reason:
        _say(f"Nothing is proven: {reason}.")
        return 2
    command = [str(options.command.absolute())] if options.command else _source()
    folder = Path(tempfile.mkdtemp(prefix="offline-"))
    try:
        return _prove(folder, command, with_window=options.window)
    finally:
        if options.keep:
            _say(f"Kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _prove(folder: Path, command: Sequence[str], *, with_window: bool) -> int:
    begun = time.monotonic()
    _say(f"Proven: {' '.join(command)}; every run in an empty network namespace, under strace.")
    driven = Driven(World(folder / "window"), command) if with_window else None
    failed: list[str] = []
    worlds = []
    for name, journey in (("commands", whole_journey), ("canary", canary_journey)):
        world = World(folder / name)
        clerk = Clerk(world, command, _say)
        worlds.append(clerk)
        try:
            journey(clerk)
            if with_window and journey is canary_journey:
                without_screen(world, command, world.drafts / "城市.shenbao")
                clerk.titles.append("the window, without a screen")
        except (AssertionError, LookupError, OSError, ValueError) as reason:
            # What a step needs of one that went wrong is not there.
            failed.append(f"{name} stopped: {reason!r}")
        failed += clerk.unexpected
    breaches = list(failed)
    for clerk, title in zip(worlds, ("the command line", "texts taken away"), strict=True):
        world = clerk.world
        traces = ((clerk.titles[n], world.read(n)) for n in range(len(world.traces)))
        breaches += _tell(title, judge(traces, world.allowed, world.home), len(clerk.titles))
    again = found_again(worlds[-1].world)
    _say(f"\n{len(GONE)} texts written and taken away, found again in {len(again)} places")
    breaches += again
    if driven is not None:
        wrong = driven.ended()
        breaches += [wrong] if wrong else driven.found_again()
        traces = sorted(driven.world.told.glob("*.trace"))
        verdict = judge(_named(traces, driven.world), driven.allowed, driven.world.home)
        breaches += _tell(f"the window, {driven.stages} stages", verdict, len(traces))
    _say(f"\n{time.monotonic() - begun:.0f} s. {len(breaches)} breaches.")
    for one in breaches[:_MOST_TOLD]:
        _say(f"  {one}")
    return 1 if breaches else 0


def _named(traces: Sequence[Path], world: World) -> Iterator[tuple[str, Trace]]:
    # The program is begun by the driver, in the folder of the source.
    for one in traces:
        yield f"window {one.stem}", trace_of(one, Path(__file__).resolve().parents[2])


def _tell(title: str, verdict: Verdict, runs: int) -> list[str]:
    _say(
        f"\n{title}: {runs} runs, {verdict.calls} calls, {sum(verdict.programs.values())} programs"
    )
    _counted("sockets", verdict.sockets)
    _counted("connected to", verdict.connects)
    _say(f"  paths written: {verdict.written}, of them elsewhere {sum(verdict.elsewhere.values())}")
    _counted("written below", verdict.folders)
    _counted("elsewhere", verdict.elsewhere)
    return verdict.breaches


def _counted(what: str, told: Counter[str]) -> None:
    for name, count in told.most_common():
        _say(f"  {what}: {count} × {name}")


def _source() -> list[str]:
    return [sys.executable, "-m", "desktop_app"]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
