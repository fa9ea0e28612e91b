"""How much the crash suites do: a quick form with every test run, the full one in `make crash`."""

import os
import random
import secrets
import sys

FULL = os.environ.get("SHENBAO_CRASH") == "full"
_QUICK_SEED = "3"
SEED = os.environ.get("SHENBAO_SEED") or (secrets.token_hex(4) if FULL else _QUICK_SEED)


def much(quick, full):
    """The number for the form that runs."""
    return full if FULL else quick


def chance_for(suite):
    """Chance that a seed decides: SHENBAO_SEED, or a new one for each full run."""
    return random.Random(f"{SEED} {suite}")


def tell(line):
    """A line to quote; pytest shows it with -s, and wherever a test fails."""
    sys.stdout.write(f"\n{line} [SHENBAO_SEED={SEED}]\n")
