"""Saying something on the command line: lines for people, records for programs."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from desktop_app.errors import AppError


def say_json(record: Mapping[str, Any]) -> None:
    """A record for programs, on standard output."""
    say(json.dumps(record, ensure_ascii=False, indent=1))


def say(line: str) -> None:
    """A line for people, on standard output."""
    try:
        print(line)  # noqa: T201
    except BrokenPipeError:
        nobody_listens()


def with_options(told: str, options: Mapping[str, str]) -> str:
    """A sentence of a job, which windows show as well, with the option by which its next step is
    taken here."""
    for words, named in options.items():
        told = told.replace(words, named)
    return told


@contextmanager
def naming(options: Mapping[str, str]) -> Iterator[None]:
    """Every refusal in the block with the options that its next step needs."""
    try:
        yield
    except AppError as reason:
        raise AppError(with_options(str(reason), options)) from reason


def nobody_listens() -> None:
    """Who read the output has gone (`| head -1`): say the rest to nobody. The work goes on, and
    its exit code stays what it is."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
