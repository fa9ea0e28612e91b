"""One process that makes many mutants and reads them, as long as none of them ends it.

python -m tests.fuzz.many FOLDER SEED FIRST BEHIND: a line for each mutant, before and after.
"""

import os
import sys
import time
import traceback
from pathlib import Path

from desktop_app.intake.worker import limit
from tests.fuzz.mutants import mutant, outcome, read_in_this_process
from tests.fuzz.seeds import PROGRAMME

SLOW_SECONDS = 10.0


def main() -> int:
    folder = Path(sys.argv[1])
    seed, first, behind = map(int, sys.argv[2:])
    lines = os.fdopen(os.dup(1), "w")
    # What a parser prints is no line of ours.
    os.dup2(2, 1)
    made = [mutant(seed, number) for number in range(first, behind)]
    paths = [one.put(folder) for one in made]
    limit()
    for one, path in zip(made, paths, strict=True):
        print(f"begun\t{one.number}", file=lines, flush=True)
        began = time.process_time()
        try:
            found = outcome(PROGRAMME, path, read_in_this_process)
        except BaseException:  # noqa: BLE001 - told as a fault of this mutant
            found = "FAULT " + traceback.format_exc(limit=-4).replace("\n", " | ")
        if time.process_time() - began > SLOW_SECONDS:
            found = f"FAULT slow, then {found}"
        print(f"ended\t{one.number}\t{one.form}\t{one.kind}\t{found}", file=lines, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
