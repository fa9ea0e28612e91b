"""Packs of invention as folders and files, good and hostile ones."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from desktop_app.jobs.pack_file import LIST, SIGNATURE, Built, build_pack
from desktop_app.jobs.publisher import Publisher
from desktop_app.jobs.signing import public_of, sign
from tests.small_pack import FILES


def a_publisher(name: str = "样板厅", seed: int = 1) -> Publisher:
    secret = bytes([seed]) * 32
    return Publisher(name, secret, public_of(secret))


def a_folder(folder: Path, version: str = "1", **replaced: str) -> Path:
    """The small pack as a folder; `rules="…"` replaces a file, `extra__toml` is not known."""
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        told = replaced.get(name.removesuffix(".toml").removesuffix(".txt"), text)
        if name == "programme.toml":
            told = told.replace('version = "1"', f'version = "{version}"')
        (folder / name).write_text(told, "utf-8")
    return folder


def a_pack_file(
    tmp_path: Path, version: str = "1", publisher: Publisher | None = None, **replaced: str
) -> Path:
    """The small pack, built and signed by a publisher of invention."""
    folder = a_folder(
        tmp_path / f"pack-{version}-{len(list(tmp_path.iterdir()))}", version, **replaced
    )
    made: Built = build_pack(
        folder, folder.with_name(f"{folder.name}.sbpack"), publisher or a_publisher()
    )
    return made.path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def signed_again(
    path: Path, parts: Mapping[str, bytes], publisher: Publisher | None = None, **changed: object
) -> Path:
    """A file whose list is that of its parts and truly signed: what a hostile publisher can do."""
    who = publisher or a_publisher()
    inside = {name: text for name, text in parts.items() if name not in (LIST, SIGNATURE)}
    told = json.loads(parts[LIST])
    told["files"] = {
        name: {"sha256": hashlib.sha256(text).hexdigest(), "size": len(text)}
        for name, text in inside.items()
    }
    told |= {"key": who.key.hex(), **changed}
    raw = json.dumps(told).encode()
    return zipped(path, {LIST: raw, SIGNATURE: sign(who.secret, raw).hex().encode(), **inside})
