"""Where a pack that was begun from a notice is still to be written by a person."""

import re
from collections.abc import Iterator, Mapping

TO_FINISH = "【待完善】"
_KEY = re.compile(r"^\s*([A-Za-z0-9_]+)\s*=")


def unfinished(files: Mapping[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """File, line, key and message of each place that is marked to be finished."""
    for name, text in files.items():
        if not name.endswith((".toml", ".csv")):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if TO_FINISH in line and not line.lstrip().startswith("#"):
                key = _KEY.match(line)
                rest = line.partition(TO_FINISH)[2].strip(" \"',]}")
                yield name, number, key[1] if key else "", f"还没有写完:{rest or '请补上'}"
