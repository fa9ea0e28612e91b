"""官方表样 that are kept: the blank file and the map of it, and what a bundle asks for.

They lie with the program's data, not in a draft: the same form serves every draft of the programme.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.own_form import ATTACHMENTS, Attachment, FormMap, from_json, to_json
from desktop_app.core.own_places import unfit
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError, in_words
from desktop_app.paths import data_folder
from desktop_app.storage.copying import make_folder, put_in_place

FOLDER = "官方表样"
_MAP = "对应关系.json"
# So much of a hash tells files apart.
_ENOUGH = 16


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program makes of a form: the map, what a person should look at, the file's bytes."""

    form: FormMap
    doubts: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that is kept, with the bytes of the empty file; `trouble` says why it cannot be used
    where it cannot."""

    attachment: Attachment
    form: FormMap | None
    content: bytes
    trouble: str = ""


def keep(programme: Programme, form: FormMap, content: bytes, folder: Path | None = None) -> None:
    """Keep a form with its file in place of an earlier one; raises AppError where the map does not
    fit the programme, or nothing can be written."""
    wrong = unfit(programme, form)
    if wrong:
        raise AppError(wrong[0])
    place = _place(programme, form.attachment, folder)
    name = _file_name(form)
    try:
        make_folder(place)
        if not (place / name).is_file() or (place / name).read_bytes() != content:
            _write(place / name, content)
        # Whoever is stopped here still has the earlier form: the map is what counts.
        _write(place / _MAP, to_json(form))
        for other in place.iterdir():
            if other.name not in (name, _MAP):
                other.unlink()
    except OSError as reason:
        raise AppError(
            f"官方表样没有存下({in_words(reason)}),原来的没有改动;请检查磁盘空间和文件夹权限。"
        ) from reason


def kept(programme: Programme, folder: Path | None = None) -> tuple[KeptForm, ...]:
    """The forms that are kept for a programme, those that cannot be used as well."""
    found = (_read(programme, one, folder) for one in ATTACHMENTS)
    return tuple(one for one in found if one is not None)


def forget(programme: Programme, attachment: Attachment, folder: Path | None = None) -> bool:
    """Keep a form no longer; whether there was one. Raises AppError where it cannot be deleted."""
    place = _place(programme, attachment, folder)
    try:
        if not (place / _MAP).exists():
            return False
        # The map first: without it there is no form.
        (place / _MAP).unlink()
        for one in place.iterdir():
            one.unlink()
        place.rmdir()
    except OSError as reason:
        raise AppError(
            f"官方表样没有删去({in_words(reason)});请关闭正在打开它的程序,再试一次。"
        ) from reason
    return True


def attachment_name(programme: Programme, attachment: Attachment) -> str:
    """What people call an attachment: 附件3 项目汇总表."""
    if attachment == "summary":
        form = programme.summary
        return f"{form.attachment} {form.table.title}" if form.marked else form.table.title
    plan = programme.plan
    return f"{plan.attachment} {plan.named}" if plan.marked else plan.named


def _place(programme: Programme, attachment: Attachment, folder: Path | None) -> Path:
    return (folder or data_folder() / FOLDER) / programme.id / attachment


def _file_name(form: FormMap) -> str:
    return f"{form.sha256[:_ENOUGH]}.{form.kind}"


def _read(programme: Programme, attachment: Attachment, folder: Path | None) -> KeptForm | None:
    place = _place(programme, attachment, folder)
    try:
        told = (place / _MAP).read_bytes()
    except OSError:
        return None
    name = attachment_name(programme, attachment)
    again = f"{name} 的官方表样不能用了,请重新选择一次"
    try:
        form = from_json(told)
        content = (place / _file_name(form)).read_bytes()
    except (OSError, ValueError):
        return KeptForm(attachment, None, b"", f"{again}(存下的文件读不出来)。")
    if hashlib.sha256(content).hexdigest() != form.sha256:
        return KeptForm(attachment, None, b"", f"{again}(存下的文件被改动过)。")
    wrong = unfit(programme, form)
    return KeptForm(attachment, form, content, wrong[0] if wrong else "")


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        put_in_place(beside, path)
    finally:
        beside.unlink(missing_ok=True)
