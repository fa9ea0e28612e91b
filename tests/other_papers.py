"""Papers that the program makes of a finished practice run beside its bundle, by its commands."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli import main

ADJUSTMENT = "调整前后对照表"
_CHANGES = ("projects/1=", "projects/2/name=改了名的项目（一期）", "projects/+/name=新项目")


def adjusted(practice: Path, folder: Path, kinds: Sequence[str]) -> Path:
    """The draft as it stands at mid-term, some projects on, and the table of what has changed."""
    before, after = practice / "练习城市.shenbao", folder / "中期.shenbao"
    shutil.copy(before, after)
    told("set", after, *_CHANGES)
    for kind in kinds:
        told("compare", before, after, "--out", folder / f"{ADJUSTMENT}.{kind}", codes=(0, 1))
    return after


def told(*words: object, codes: Sequence[int] = (0,)) -> None:
    """Run a command as a person would; it must end with one of these codes."""
    assert main([*map(str, words), "--json"]) in codes, words
