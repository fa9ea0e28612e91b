"""A finished bundle, as a folder or as a zip: its manifest, and what lies in it."""

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from desktop_app.errors import AppError
from desktop_app.temporary import TemporaryFolder

MANIFEST = "manifest.json"
_LARGEST = 200_000_000
# A member may be damaged, encrypted (RuntimeError) or packed in a way that is not known here.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError
)  # fmt: skip


@contextmanager
def opened_bundle(path: Path) -> Iterator[Path]:
    """The bundle's folder; a zip is unpacked into one that goes away again.

    Raises AppError for a file that is no bundle's zip.
    """
    if not path.is_file():
        yield path
        return
    if not is_bundle_zip(path):
        raise AppError(
            f"「{path.name}」不是成册的压缩包;请选择成册生成的文件夹或压缩包,"
            "或同时给出方案和汇总表两个文件。"
        )
    with TemporaryFolder() as unpacked:
        yield _unpacked(path, unpacked)


def manifest_of(folder: Path) -> dict[str, Any]:
    """What a bundle's folder says of itself; AppError when it is none, or its manifest damaged."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text("utf-8"))
        if not manifest["programme"] or not all(map(_is_entry, manifest["files"])):
            raise KeyError("files")
    except FileNotFoundError as reason:
        raise AppError(
            f"「{folder}」不是成册材料(缺少 {MANIFEST});请选择成册生成的文件夹,"
            "或同时给出方案和汇总表两个文件。"
        ) from reason
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise AppError(f"「{folder.name}」的 {MANIFEST} 已损坏,请重新成册。") from reason
    return manifest


def _is_entry(entry: Mapping[str, Any]) -> bool:
    """Whether a line of a manifest names a file of the bundle and what it held."""
    return _is_inside(PurePosixPath(entry["file"])) and isinstance(entry["sha256"], str)


def _is_inside(name: PurePosixPath) -> bool:
    """Whether a name stays in its folder: archives and manifests may say anything."""
    strange = ".." in name.parts or any(sign in str(name) for sign in "\\:")
    return not name.is_absolute() and not strange


def is_bundle_zip(archive: Path) -> bool:
    """Whether a file may be a bundle's zip: a Word file or a workbook is a zip as well."""
    if not zipfile.is_zipfile(archive):
        return archive.suffix.lower() == ".zip"
    try:
        with zipfile.ZipFile(archive) as packed:
            return "[Content_Types].xml" not in packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return True


def _unpacked(archive: Path, target: Path) -> Path:
    """A bundle's zip in a fresh folder: what lies beside its manifest or in folders there."""
    try:
        with zipfile.ZipFile(archive) as packed:
            names = [PurePosixPath(name) for name in packed.namelist()]
            roots = [name.parent for name in names if name.name == MANIFEST]
            root = min(roots, key=lambda one: len(one.parts), default=PurePosixPath())
            for member in packed.infolist():
                name = PurePosixPath(member.filename)
                if member.is_dir() or not name.is_relative_to(root):
                    continue
                within = name.relative_to(root)
                if not _is_inside(within) or member.file_size > _LARGEST:
                    continue
                (target / within).parent.mkdir(parents=True, exist_ok=True)
                (target / within).write_bytes(packed.read(member))
    except _UNREADABLE as reason:
        raise AppError(f"压缩包「{archive.name}」打不开,请重新成册或解压后再校验。") from reason
    return target
