"""`make scale`: a year's submissions of a country, all verified and checked on this computer.

Exit 1 unless exactly what was planted is named.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from tests.scale.corpus import Truth, corpus, refused, sent
from tests.scale.running import Run, run, wrong_audits, wrong_verdicts

PROVINCE, ROUNDS, COUNTRY = 14, 3, 300


def main() -> int:
    told = _arguments()
    start = time.monotonic()
    truths = corpus(told.folder, told.bundles, told.processes)
    faulty = sum(bool(one.bundle_fault) for one in truths)
    wrong = sum(bool(one.draft_fault) for one in truths)
    _say(
        f"{len(truths)} submissions of {sum(one.projects for one in truths):,} projects,"
        f" {faulty} bundles and {wrong} drafts with a planted fault;"
        f" built or found in {time.monotonic() - start:.0f} s"
    )
    mistakes = [f"a city could not be built: {one}" for one in refused(told.folder)]
    mistakes += _measure("verify", told, truths)
    mistakes += _measure("check", told, truths)
    for one in mistakes:
        _say(f"WRONG {one}")
    _say("exactly what was planted is named" if not mistakes else f"{len(mistakes)} are wrong")
    return 1 if mistakes else 0


def _measure(command: str, told: argparse.Namespace, truths: list[Truth]) -> list[str]:
    folder = sent(told.folder, told.bundles)
    place = folder / ("bundles" if command == "verify" else "drafts")
    many = run(command, place, "--processes", str(told.processes))
    _say(f"{command}: {many.total}")
    each = many.seconds / len(truths)
    _say(
        f"  {60 / each:.0f} a minute, {each:.2f} s each ({many.computed / len(truths):.2f} s of"
        f" computing), {many.peak:.0f} MB at most in all: {told.processes} processes, their"
        " readers and the one that asks"
    )
    for name, number in (("province", PROVINCE * ROUNDS), ("country", COUNTRY * ROUNDS)):
        _say(f"  a {name}'s year, {number} submissions: {each * number / 60:.1f} minutes")
    if told.compare and told.processes > 1:
        one = run(command, place, "--processes", "1")
        _say(f"  {one.seconds / many.seconds:.2f} times as fast as in one process,")
        _say(f"  which held {one.peak:.0f} MB at most")
        if one.records != many.records:
            return [f"{command}: one process says something else than {told.processes}"]
    return _mistakes(command, folder, truths, many)


def _mistakes(command: str, folder: Path, truths: list[Truth], many: Run) -> list[str]:
    wrong = wrong_verdicts if command == "verify" else wrong_audits
    return list(wrong(folder, truths, many))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.scale", description=__doc__)
    parser.add_argument("--bundles", type=int, default=COUNTRY)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, default=Path("build/scale"))
    parser.add_argument("--compare", action="store_true", help="the same again in one process")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
