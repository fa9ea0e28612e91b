"""Installing a pack from a file and removing it: whose key is trusted, all or nothing on disk."""

import contextlib
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from desktop_app.core.pack_names import parted
from desktop_app.core.pack_records import Origin, Publishers, from_json, to_json
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.pack_file import PackFile, digest_of
from desktop_app.jobs.pack_folder import ORIGIN, files_in
from desktop_app.jobs.packs import Pack, all_packs
from desktop_app.jobs.signing import fingerprint, is_fingerprint
from desktop_app.paths import FORMS, packs_folder
from desktop_app.storage.copying import (
    beside,
    folder_to_disk,
    make_folder,
    put_in_place,
    to_disk,
)

_PUBLISHERS = "publishers.json"
Standing = Literal["known", "unknown", "unsigned"]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What installing a file would do: whose it is, whether that key was confirmed before, which
    versions there are. `is_there` of one that is installed already, to the last byte."""

    pack: PackFile
    standing: Standing
    versions: tuple[str, ...]
    is_there: bool

    @property
    def fingerprint(self) -> str:
        return self.pack.fingerprint


class NotConfirmed(AppError):
    """A key that nobody confirmed yet, or a file without one: a person has to say yes first."""


def prospect(pack: PackFile, forms: Path = FORMS, own: Path | None = None) -> Prospect:
    """Whether a file may be installed, and what a person has to confirm; raises AppError where it
    may not: another key than that of what is installed, other content under the same version."""
    about = pack.programme.about
    name = pack.name
    packs = [one for one in all_packs(forms, own) if one.id == about.id]
    is_there = False
    for one in packs:
        if one.version == about.version:
            is_there = _digest(one) == pack.digest
            if not is_there:
                raise AppError(
                    f"「{name}」与{'程序自带' if one.origin is None else '已安装'}的 {one.name} "
                    "版本号相同而内容不同,不能安装;请发布单位换一个版本号。"
                )
    keys = {one.origin.key for one in packs if one.origin is not None and one.origin.key}
    if keys and pack.key.hex() not in keys:
        told = "、".join(fingerprint(bytes.fromhex(key)) for key in sorted(keys))
        own_print = pack.fingerprint or "没有签名"
        raise AppError(
            f"「{name}」不是已安装的 {about.id} 的发布单位发的(原来的指纹 {told},"
            f"这个文件 {own_print}),不能当作更新;"
            f"确要改用它,请先 pack remove {about.id} 再安装。"
        )
    standing: Standing = "unsigned"
    if pack.key:
        standing = "known" if pack.key.hex() in trusted(own) else "unknown"
    return Prospect(pack, standing, tuple(one.version for one in packs), is_there)


def install(
    pack: PackFile,
    now: datetime,
    *,
    trust: str = "",
    unsigned: bool = False,
    forms: Path = FORMS,
    own: Path | None = None,
) -> Pack:
    """Put a pack where the program finds it, whole or not at all; raises AppError.

    `trust` is the fingerprint that a person confirmed; `unsigned` says that they take a file that
    nobody signed.
    """
    found = prospect(pack, forms, own)
    root = packs_folder() if own is None else own
    if found.standing == "unsigned" and not unsigned:
        raise NotConfirmed(
            f"「{pack.name}」没有签名,不知道是谁发的;确认来源可靠,加 --unsigned 再安装。"
        )
    if found.standing == "unknown" and not is_fingerprint(pack.key, trust):
        asked = "给出的指纹不是这个文件的" if trust else "第一次见到这个发布单位"
        raise NotConfirmed(
            f"「{pack.name}」由「{pack.list.publisher}」签名,{asked};"
            f"请向对方核对指纹 {found.fingerprint},一致后加 --trust {found.fingerprint} 再安装。"
        )
    about = pack.programme.about
    target = root / about.id / about.version
    if found.is_there:
        return next(
            one
            for one in all_packs(forms, own)
            if (one.id, one.version) == (about.id, about.version)
        )
    origin = Origin(
        publisher=pack.list.publisher if pack.key else "",
        key=pack.key.hex(),
        file=pack.name,
        time=now.isoformat(timespec="seconds"),
        digest=pack.digest,
    )
    try:
        make_folder(root)
        _put(target, pack.files, origin)
    except OSError as reason:
        raise AppError(
            f"规则包没有装上({in_words(reason)}),原来的没有改动;请检查磁盘空间和文件夹权限。"
        ) from reason
    if found.standing == "unknown":
        _trust(root, pack)
    return Pack(about.id, about.version, target, origin)


def remove(name: str, forms: Path = FORMS, own: Path | None = None) -> list[Pack]:
    """Take a version away, or with an id alone all that were installed; what is built in stays."""
    pack_id, version = parted(name)
    same = [one for one in all_packs(forms, own) if one.id == pack_id]
    found = [one for one in same if not version or one.version == version]
    gone = [one for one in found if one.origin is not None]
    if not found:
        known = "、".join(one.name for one in all_packs(forms, own) if one.origin is not None)
        raise AppError(f"没有规则包「{name}」;安装的有:{known or '无'}。请用 pack list 查看。")
    if not gone:
        raise AppError(f"「{name}」是程序自带的,不能删去;删去的只是后来安装的规则包。")
    for one in gone:
        # Out of the way by one rename, so that nobody finds half a pack.
        away = one.folder.parent / f".{one.folder.name}.{secrets.token_hex(3)}"
        try:
            one.folder.rename(away)
        except OSError as reason:
            raise AppError(
                f"「{one.name}」没有删去({in_words(reason)});请关闭打开它的程序再试。"
            ) from reason
        shutil.rmtree(away, ignore_errors=True)
        # Other versions may still be there.
        with contextlib.suppress(OSError):
            one.folder.parent.rmdir()
    return gone


def trusted(own: Path | None = None) -> Mapping[str, str]:
    """The keys that a person confirmed, as hex, with their publishers' names.

    Raises AppError where they cannot be read: to go on without them would forget them all at the
    next key. A damaged file is set aside, and the next call finds none.
    """
    path = (packs_folder() if own is None else own) / _PUBLISHERS
    try:
        return from_json(Publishers, path.read_bytes()).keys
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as reason:
        raise AppError(
            f"确认过的发布单位读不出来({in_words(reason)});请检查「{path}」的权限。"
        ) from reason
    except ValueError:
        aside = path.with_name(f"{path.name}.{secrets.token_hex(3)}")
        try:
            path.rename(aside)
        except OSError as reason:
            raise AppError(
                f"确认过的发布单位的记录已经损坏({in_words(reason)});请移走「{path}」再安装。"
            ) from reason
        raise AppError(
            f"确认过的发布单位的记录已经损坏,改名为「{aside.name}」留着;"
            "请再安装一次,各发布单位的指纹要重新核对。"
        ) from None


def _put(target: Path, files: Mapping[str, bytes], origin: Origin) -> None:
    make_folder(target.parent)
    new = target.parent / f".{target.name}.{secrets.token_hex(3)}"
    try:
        new.mkdir()
        for name, content in files.items():
            path = new.joinpath(*name.split("/"))
            path.parent.mkdir(exist_ok=True)
            _write(path, content)
        _write(new / ORIGIN, to_json(origin))
        if target.exists():
            # What is no pack any more, or `prospect` had found it.
            target.rename(target.parent / f".{target.name}.{secrets.token_hex(3)}")
        new.rename(target)
        folder_to_disk(target.parent)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """On the disk before the folder gets its name: a power cut leaves no half of a pack."""
    path.write_bytes(content)
    to_disk(path)


def _trust(root: Path, pack: PackFile) -> None:
    """Remember the key of a pack that is in its place."""
    keys = {**trusted(root), pack.key.hex(): pack.list.publisher}
    path = root / _PUBLISHERS
    try:
        with beside(path) as temporary:
            temporary.write_bytes(to_json(Publishers(keys=keys)))
            put_in_place(temporary, path)
    except OSError as reason:
        raise AppError(
            f"规则包已经装上,发布单位没有记下({in_words(reason)});"
            "可以照常使用,下次安装更新时再核对一次指纹。"
        ) from reason


def _digest(pack: Pack) -> str:
    try:
        files = {name: path.read_bytes() for name, path in files_in(pack.folder)}
    except OSError:
        return ""
    return digest_of(files)
