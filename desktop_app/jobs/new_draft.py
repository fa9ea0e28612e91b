"""Making a draft for a programme: what its file is called, and what it starts with."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_app.core.changes import Change, SetValue, Together
from desktop_app.core.draft import Draft
from desktop_app.core.file_names import FORBIDDEN, is_reserved
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.draft_work import starting_values
from desktop_app.paths import DRAFT_SUFFIX, free_name
from desktop_app.storage.draft_file import create

# In bytes: Linux takes 255, and copies add the time, the reason and the check code.
_LONGEST = 150
_LONGEST_CITY = 20


def city_field(programme: Programme) -> Field | None:
    """The field that names who applies; None where the programme has none."""
    path = programme.summary.city
    return programme.field(path) if path else None


def proposed_name(programme: Programme, city: str) -> str:
    """What the file of a city's draft is called, without its ending."""
    told = f"{city.strip()[:_LONGEST_CITY]} {programme.about.title}"
    plain = FORBIDDEN.sub("", told).strip(" .")
    while len(plain.encode("utf-8", "replace")) > _LONGEST:
        plain = plain[:-1].rstrip(" .")
    return plain


def path_of(folder: Path, name: str) -> Path:
    """The file of this name in a folder; the ending need not be typed."""
    plain = name.strip()
    has_ending = plain.casefold().endswith(DRAFT_SUFFIX)
    return folder / (plain if has_ending else f"{plain}{DRAFT_SUFFIX}")


def free_path(folder: Path, name: str) -> Path:
    """The file of this name, or of 「名称(2)」 and so on where that one is taken."""
    return free_name(path_of(folder, name))


def fault_of_name(name: str) -> str:
    """Why a file cannot be called this, with what to write in its place; "" when it can."""
    plain = name.strip().removesuffix(DRAFT_SUFFIX).strip()
    if not plain:
        return "请写一个文件名,例如「某市 数字化转型申报」。"
    found = FORBIDDEN.search(plain)
    if found is not None:
        return f"文件名里不能有「{found[0]}」,请去掉或换成汉字、横线。"
    # A draft goes from one computer to another on a stick, so Windows is asked everywhere.
    if plain.startswith(".") or plain.endswith(".") or is_reserved(plain):
        return f"「{plain}」不能做文件名,请换一个。"
    if len(plain.encode("utf-8", "replace")) > _LONGEST:
        return f"文件名太长了,请不要超过 {_LONGEST // 3} 个字。"
    return ""


def make_draft(
    programme: Programme,
    path: Path,
    city: str,
    *,
    author: str,
    now: Callable[[], datetime],
) -> Path:
    """A new draft with the name of who applies in it; returns where. Raises AppError.

    A file that is there already is never replaced.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise AppError(
            f"不能在「{path.parent}」中新建草稿({in_words(reason)});请换一个可以写入的文件夹。"
        ) from reason
    first = starting_values(programme)
    if programme.summary.city and city.strip():
        draft = first.apply(Draft(programme.id))
        old = draft.value(programme.summary.city)
        named: Change = SetValue(programme.summary.city, old, city.strip())
        first = Together(first.label, (*first.changes, named))
    with create(path, programme.id, first, author=author, now=now) as file:
        return file.path
