"""`make fuzz`: honest files broken thousands of ways, each through the guard and understood.

python -m tests.fuzz [--mutants 5000] [--seed 20241120] [--only N] [--keep FOLDER] [--workers 2]
"""

import argparse
import os
import sys
from pathlib import Path

from tests.fuzz.trial import through_the_guard

_SEED = 20241120


def main() -> int:
    """1 when anything but a reading or a typed refusal came of a mutant, or anything was left."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--mutants", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=_SEED)
    asked.add_argument("--only", type=int, help="this mutant alone; it is kept")
    asked.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where faulty ones go")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    options = asked.parse_args()
    keep = options.keep.absolute()
    keep.mkdir(parents=True, exist_ok=True)
    out = os.fdopen(os.dup(1), "w")

    def say(line: str) -> None:
        out.write(f"{line}\n")
        out.flush()

    say(f"seed {options.seed}, {options.mutants} mutants")
    numbers = range(options.mutants) if options.only is None else [options.only]
    if options.only is not None:
        from tests.fuzz.mutants import mutant

        say(f"kept: {mutant(options.seed, options.only).put(keep)}")
    tried = through_the_guard(options.seed, numbers, keep, options.workers, say)
    say(f"\n{tried.table(0)}\n\n{tried.table(1)}\n")
    say(f"longest {tried.longest:.1f} s, faults {len(tried.faults)}")
    if tried.faults:
        say(f"the mutants that failed are in {keep}")
    return int(bool(tried.faults))


if __name__ == "__main__":
    sys.exit(main())
