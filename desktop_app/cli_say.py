"""Saying something on the command line: lines for people, records for programs."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any


def say_json(record: Mapping[str, Any]) -> None:
    """A record for programs, on standard output."""
    say(json.dumps(record, ensure_ascii=False, indent=1))


def say(line: str) -> None:
    """A line for people, on standard output."""
    try:
        print(line)  # noqa: T201
    except BrokenPipeError:
        nobody_listens()


def nobody_listens() -> None:
    """Who read the output has gone (`| head -1`): say the rest to nobody. The work goes on, and
    its exit code stays what it is."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
