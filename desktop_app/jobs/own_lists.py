"""The lists that a user put in the place of a pack's: kept, laid over the pack, taken away again.

They lie with the program's data, not in a draft: what the city received serves every draft of the
programme, and a newer version of the pack leaves them alone.
"""

import hashlib
from datetime import date
from pathlib import Path

from desktop_app.core.names import spoken
from desktop_app.core.pack_lists import (
    DATE,
    SOURCE,
    ListFile,
    ListOrigin,
    from_json,
    to_json,
    with_origin,
    with_row,
)
from desktop_app.core.programme import Programme
from desktop_app.core.values import plain, read_date
from desktop_app.errors import AppError, in_words
from desktop_app.paths import data_folder
from desktop_app.storage.copying import make_folder, put_in_place

FOLDER = "名单"
ADDED = "自行添加"
_UNREADABLE = "自己载入的名单读不出来了,请重新载入,或者恢复程序自带的"


def laid_over(programme: Programme, folder: Path | None = None) -> Programme:
    """The programme with the user's lists in the place of the pack's.

    What was loaded and cannot be read is an empty list: nothing must be green for the lack of it.
    """
    place = _folder(programme, folder)
    if not place.is_dir():
        return programme
    own = {one: found for one in programme.lists if (found := _read(place, one)) is not None}
    return programme.with_lists(own) if own else programme


def keep(
    programme: Programme,
    list_id: str,
    listed: ListFile,
    origin: ListOrigin,
    folder: Path | None = None,
) -> None:
    """Put a list in the place of the pack's; raises AppError, and what was there stays."""
    known(programme, list_id)
    place = _folder(programme, folder)
    beside = place / f".{list_id}.new"
    try:
        make_folder(place)
        try:
            beside.write_bytes(to_json(with_origin(listed, origin)))
            put_in_place(beside, place / _name(list_id))
        finally:
            beside.unlink(missing_ok=True)
    except OSError as reason:
        raise AppError(
            f"名单没有存下({in_words(reason)}),原来的没有改动;请检查磁盘空间和文件夹权限。"
        ) from reason


def reset(programme: Programme, list_id: str, folder: Path | None = None) -> bool:
    """Go back to the pack's own list; whether there was another."""
    known(programme, list_id)
    path = _folder(programme, folder) / _name(list_id)
    try:
        if not path.exists():
            return False
        path.unlink()
    except OSError as reason:
        raise AppError(
            f"名单没有恢复({in_words(reason)});请关闭正在打开它的程序,再试一次。"
        ) from reason
    return True


def with_one_more(programme: Programme, list_id: str, text: str, day: date) -> ListFile:
    """The list with a name added by hand; AppError for a blank one, for one it has, and where the
    list cannot be read: a name put in its place would look like the whole of it."""
    label, listed = known(programme, list_id), programme.lists[list_id]
    if listed.origin is not None and listed.origin.trouble:
        raise AppError(f"「{label}」没有添加:{listed.origin.trouble}。")
    name = text.strip()
    if not name:
        raise AppError("请写出要添加的名称。")
    if any(spoken(row[0]) == spoken(name) for row in listed.rows):
        raise AppError(f"「{label}」中已经有「{name}」,没有重复添加。")
    row = [""] * len(listed.header)
    row[0] = name
    for heading, told in ((SOURCE, ADDED), (DATE, day.isoformat())):
        if (at := listed.column(heading)) is not None:
            row[at] = told
    return with_row(listed, row)


def origin_of(listed: ListFile, day: date) -> ListOrigin:
    """Where a list comes from that got a name by hand."""
    rest = listed.rows[:-1]
    before = listed.origin or ListOrigin(source=f"规则包自带,{ADDED}" if rest else ADDED)
    digest = hashlib.sha256(to_json(with_origin(listed, None))).hexdigest()
    return ListOrigin(
        source=before.source,
        date=before.date,
        file=before.file or ADDED,
        loaded=day.isoformat(),
        sha256=digest,
    )


def dated(typed: str) -> str:
    """The date of a list as ISO text; "" for none. AppError for what is no date."""
    if not typed.strip():
        return ""
    found = read_date(plain(typed))
    if found is None:
        raise AppError(f"看不懂日期「{typed}」;请写成 2024-06-01 或 2024年6月1日。")
    return found.isoformat()


def known(programme: Programme, list_id: str) -> str:
    """What readers call the list; AppError for an id that the programme does not have."""
    if list_id in programme.lists:
        return programme.list_label(list_id)
    ids = "、".join(f"{one}({programme.list_label(one)})" for one in programme.lists) or "无"
    raise AppError(f"没有名单「{list_id}」;这个申报事项的名单有:{ids}。")


def id_of(programme: Programme, name: str) -> str:
    """The id of a list by its id or by what readers call it; AppError where there is none."""
    labels = {programme.list_label(one): one for one in programme.lists}
    found = labels.get(name, name)
    known(programme, found)
    return found


def _read(place: Path, list_id: str) -> ListFile | None:
    path = place / _name(list_id)
    try:
        return from_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ListFile(("名称",), (), ListOrigin(trouble=_UNREADABLE))


def _folder(programme: Programme, folder: Path | None) -> Path:
    return (folder or data_folder() / FOLDER) / programme.id


def _name(list_id: str) -> str:
    return f"{list_id}.json"
