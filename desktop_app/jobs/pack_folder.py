"""The files of a pack's folder: the same ones for who reads, lints, builds and compares it."""

from pathlib import Path

# Beside the files of an installed pack: where it came from.
ORIGIN = "installed.json"


def files_in(folder: Path) -> list[tuple[str, Path]]:
    """The name and the place of each file, in order; raises OSError.

    What a system or an editor leaves behind is no part of the pack.
    """
    found: list[tuple[str, Path]] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_left_behind = any(part.startswith((".", "~")) for part in name.split("/"))
        if not is_left_behind and name != ORIGIN and not path.is_dir():
            found.append((name, path))
    return found
