"""A small file of what is remembered on this PC, in no draft: read and written as one JSON object.

Nothing of a person's work is in such a file, so one that cannot be read is empty, and one that
cannot be written is done without.
"""

import json
from pathlib import Path
from typing import Any


def read_memory(path: Path) -> dict[str, Any]:
    """What is remembered; empty where there is nothing that can be read."""
    try:
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write_memory(path: Path, known: dict[str, Any]) -> None:
    """Remember this; a half-written file never takes the place of a whole one."""
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(known, ensure_ascii=False, indent=1), "utf-8")
        beside.replace(path)
    except OSError:
        return
