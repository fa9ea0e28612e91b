"""The files of a bundle under their names in it: 函件/… and 打印/… as the manifest has them."""

from pathlib import Path


def bundle_files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
