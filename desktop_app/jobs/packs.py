"""Installed programme packs: finding, loading and linting them, built-in ones and those that were
installed from files, every version of each.

`ID` means the newest version, `ID@VERSION` a certain one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.pack import read_pack, text_of
from desktop_app.core.pack_lint import Problem, lint_pack, pack_notes
from desktop_app.core.pack_names import (
    AT,
    SUFFIXES,
    VERSION_PATH,
    fault_of_name,
    in_order_of,
    parted,
)
from desktop_app.core.pack_records import Origin, from_json
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError, PackError, in_words
from desktop_app.jobs.own_lists import laid_over
from desktop_app.jobs.pack_folder import ORIGIN, files_in
from desktop_app.paths import FORMS, packs_folder

ABOUT = "programme.toml"


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of a pack on this computer; `origin` is None of a built-in one."""

    id: str
    version: str
    folder: Path
    origin: Origin | None = None

    @property
    def name(self) -> str:
        return f"{self.id}{AT}{self.version}"


def all_packs(forms: Path = FORMS, own: Path | None = None) -> list[Pack]:
    """Every version of every pack, by id, the newest first; a built-in one goes before an
    installed one of the same version."""
    found = [_built_in(folder) for folder in _folders(forms, "*")]
    own = packs_folder() if own is None else own
    known = {(one.id, one.version) for one in found}
    for folder in _folders(own, "[!.]*/[!.]*"):
        pack = Pack(folder.parent.name, folder.name, folder, origin_of(folder))
        if (pack.id, pack.version) not in known:
            found.append(pack)
    found.sort(key=lambda one: in_order_of(one.version), reverse=True)
    found.sort(key=lambda one: one.id)
    return found


def installed_ids(forms: Path = FORMS) -> list[str]:
    """The ids of all packs; each names its newest version."""
    return list(dict.fromkeys(one.id for one in all_packs(forms)))


def usable_programmes(forms: Path = FORMS) -> tuple[list[Programme], list[str]]:
    """The newest version of every pack, and a sentence for each that cannot be used."""
    found: list[Programme] = []
    faults: list[str] = []
    for name in installed_ids(forms):
        try:
            found.append(load_programme(name, forms))
        except AppError as reason:
            faults.append(str(reason))
    return found, faults


def versions_of(pack_id: str, forms: Path = FORMS) -> list[Pack]:
    """The versions of one pack, the newest first."""
    return [one for one in all_packs(forms) if one.id == pack_id]


def pack_folder(name: str, forms: Path = FORMS) -> Path:
    """The folder of a pack given by its id, ID@VERSION or a path; AppError when there is none."""
    pack_id, version = parted(name)
    found = versions_of(pack_id, forms)
    for one in found:
        if not version or one.version == version:
            return one.folder
    if _is_pack(Path(name)):
        return Path(name)
    if found:
        known = "、".join(one.version for one in found)
        raise AppError(f"「{pack_id}」没有装版本 {version};已有的版本:{known}。请用其中一个。")
    known = "、".join(installed_ids(forms)) or "无"
    raise AppError(f"没有申报事项「{name}」;已安装的有:{known}。请用其中一个编号。")


def load_programme(name: str, forms: Path = FORMS, *, with_own: bool = True) -> Programme:
    """The programme of an installed pack, with the user's own lists in the place of the pack's
    unless asked otherwise; PackError names what is wrong with its files."""
    programme = _programme_in(pack_folder(name, forms), name)
    return laid_over(programme) if with_own else programme


def programme_at_work(name: str, forms: Path = FORMS) -> Programme:
    """The programme of a pack that somebody works on: a folder goes before what is installed."""
    return _programme_in(folder_at_work(name, forms), name)


def folder_at_work(name: str, forms: Path = FORMS) -> Path:
    """The folder of this name where there is one, else that of the installed pack."""
    return Path(name) if _is_pack(Path(name)) else pack_folder(name, forms)


def load_for(draft: Draft, forms: Path = FORMS) -> Programme:
    """The programme of a draft in the version that it was made with, else in the newest; of a pack
    that is not installed, where its folder lies at hand, as for who writes it."""
    version = draft.values.get(VERSION_PATH, "")
    if not versions_of(draft.programme, forms):
        if _is_pack(Path(draft.programme)):
            return load_programme(draft.programme, forms)
        others = "、".join(installed_ids(forms)) or "无"
        raise AppError(
            f"没有申报事项「{draft.programme}」的规则包(已安装的有:{others});"
            "请向发放的人要规则包文件,用 pack install 安装后再打开。"
        )
    known = {one.version for one in versions_of(draft.programme, forms)}
    name = f"{draft.programme}{AT}{version}" if version in known else draft.programme
    return load_programme(name, forms)


def lint(name: str, forms: Path = FORMS) -> list[Problem]:
    """All problems of a pack, with files that it cannot be built with; empty when it is sound."""
    folder = folder_at_work(name, forms)
    faults = ((one, fault_of_name(one)) for one, _ in _files_in(folder))
    others = [Problem(one, 1, "", f"{fault},不能放进规则包") for one, fault in faults if fault]
    return [*lint_pack(pack_files(folder)), *others]


def lint_notes(name: str, forms: Path = FORMS) -> list[str]:
    """What a sound pack's reader should know of the notice itself: nothing to mend."""
    return pack_notes(pack_files(folder_at_work(name, forms)))


def pack_files(folder: Path) -> Mapping[str, str]:
    """The text of a pack's files by their name within it."""
    files: dict[str, str] = {}
    for name, path in _files_in(folder):
        if path.suffix in SUFFIXES:
            try:
                files[name] = text_of(name, path.read_bytes())
            except OSError as reason:
                raise PackError(f"{name} 读不出来({in_words(reason)}),请检查文件权限。") from reason
    return files


def origin_of(folder: Path) -> Origin:
    """Where an installed pack came from; of one without a record, that nobody signed it."""
    try:
        return from_json(Origin, (folder / ORIGIN).read_bytes())
    except (OSError, ValueError):
        return Origin()


def _files_in(folder: Path) -> list[tuple[str, Path]]:
    try:
        return files_in(folder)
    except OSError as reason:
        raise PackError(f"{folder} 读不出来({in_words(reason)}),请检查权限。") from reason


def _programme_in(folder: Path, name: str) -> Programme:
    try:
        return read_pack(pack_files(folder))
    except PackError as reason:
        raise PackError(f"规则包 {name} 不能使用:{reason}") from reason


def _folders(root: Path, pattern: str) -> list[Path]:
    try:
        return sorted(path.parent for path in root.glob(f"{pattern}/{ABOUT}"))
    except OSError:
        return []


def _is_pack(folder: Path) -> bool:
    try:
        return (folder / ABOUT).is_file()
    except (OSError, ValueError):
        return False


def _built_in(folder: Path) -> Pack:
    return Pack(folder.name, _version(folder / ABOUT, _changed(folder / ABOUT)), folder)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _version(path: Path, changed: int) -> str:
    """The version that a pack tells; "" where it cannot be read, which loading it will say."""
    del changed
    try:
        told = tomllib.loads(text_of(ABOUT, path.read_bytes())).get("version", "")
    except (OSError, ValueError, RecursionError, PackError):
        return ""
    return told if isinstance(told, str) else ""
