"""官方表样: the issuer's own attachment as the office received it, mapped once and kept.

Kept with the program's data, not in a draft: the same form serves every draft of the programme.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.own_form import (
    ATTACHMENTS,
    Attachment,
    FormMap,
    OwnCell,
    OwnTable,
    from_json,
    to_json,
    unfit,
    with_places,
)
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_own import compose_own
from desktop_app.documents.fill_docx import fill_docx, grids_of, paragraphs_of
from desktop_app.documents.fill_xlsx import fill_xlsx, ready_rows
from desktop_app.documents.office_package import foreign
from desktop_app.errors import AppError, in_words
from desktop_app.intake.guard import read_raw
from desktop_app.intake.headers import find_header
from desktop_app.intake.opening import content_of
from desktop_app.intake.plain import Raw
from desktop_app.intake.plan_tables import header_in, readable, recognised
from desktop_app.intake.project_layout import layout_of
from desktop_app.intake.sniff import sniff_content
from desktop_app.jobs.own_headings import headings_left, numbers_of, own_headings
from desktop_app.jobs.own_labels import in_sheet, in_text, words_of
from desktop_app.jobs.own_tables import FoundTable, own_table
from desktop_app.paths import data_folder
from desktop_app.storage.copying import make_folder, put_in_place

FOLDER = "官方表样"
_COUNT = re.compile(r"[\d一二三四五六七八九十()（）.、]{1,6}")
_MAP = "对应关系.json"
_SUFFIXES = {".xlsx": "xlsx", ".docx": "docx"}
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


def propose(
    programme: Programme,
    path: Path,
    attachment: Attachment | None = None,
    read: Callable[[Path], Raw] = read_raw,
) -> Proposal:
    """Recognise the places of a form; raises AppError for a file that cannot be one.

    Without `attachment`, a workbook is the summary, and a Word file the plan if it has chapters.
    """
    content = content_of(path)
    kind = _SUFFIXES.get(sniff_content(path, content).suffix)
    if kind is None:
        raise AppError(
            f"官方表样要用 .xlsx 或 .docx 文件,「{path.name}」不是;"
            "请用 WPS 打开后另存为 .xlsx 或 .docx,再选择。"
        )
    raw = read(path)
    digest = hashlib.sha256(content).hexdigest()
    if raw.sha256 not in ("", digest):
        raise AppError(f"「{path.name}」正在被改动;请关闭打开它的程序,再选择一次。")
    asked = attachment or _attachment(programme, raw, kind)
    if asked == "plan" and kind == "xlsx":
        raise AppError(
            f"「{path.name}」是表格,{programme.plan.attachment}的官方表样要用 Word 文件(.docx);"
            "请检查是否选对了文件。"
        )
    form = FormMap(
        programme=programme.id,
        attachment=asked,
        kind="xlsx" if kind == "xlsx" else "docx",
        file=path.name,
        sha256=digest,
    )
    with foreign(path.name):
        form, doubts = _mapped(programme, form, raw, content)
    # What cannot be filled is told now, and not on the last day.
    blank = compose_own(programme, Draft(programme.id), form)
    (fill_xlsx if form.kind == "xlsx" else fill_docx)(content, form, blank)
    if not form.tables and not form.headings and not form.cells:
        raise AppError(
            f"在「{path.name}」中没有认出要填的表头、章节或填报项;请检查是否选对了文件。"
        )
    return Proposal(form, tuple(doubts), content)


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
        return f"{programme.summary.attachment} {programme.summary.table.title}"
    return f"{programme.plan.attachment} 实施方案"


def _attachment(programme: Programme, raw: Raw, kind: str) -> Attachment:
    if kind == "xlsx":
        return "summary"
    table = programme.summary.table
    chapters = own_headings(
        raw, programme, [one.text for one in raw.lines], {n: n for n in range(len(raw.lines))}
    )
    if sum(bool(one.chapter) for one in chapters) < 2 and any(
        find_header(sheet, table) for sheet in raw.sheets
    ):
        return "summary"
    return "plan"


def _mapped(
    programme: Programme, form: FormMap, raw: Raw, content: bytes
) -> tuple[FormMap, list[str]]:
    if form.kind == "docx" and not _are_alike(grids_of(content), raw):
        raise AppError(
            f"「{form.file}」中的表格有修订、嵌套或别的特殊内容,不能自动填写;"
            "请在 Word 中接受全部修订、去掉嵌套的表格后另存,再选择。"
        )
    if form.attachment == "summary":
        found = _summary(programme, raw, content if form.kind == "xlsx" else None)
    else:
        found = _plan_tables(programme, raw)
    doubts = [text for one in found for text in one.doubts]
    tables = tuple(one.table for one in found)
    cells = _cells(programme, form, raw, tables)
    if form.kind == "xlsx":
        return with_places(form, tables, cells), doubts
    texts = paragraphs_of(content)
    numbers = numbers_of(raw.lines, texts)
    headings = own_headings(raw, programme, texts, numbers) if form.attachment == "plan" else []
    doubts += [
        f"「{raw.lines[at].text.strip()[:30]}」一段里有修订、域或特殊内容,不能在这里填写,请核对。"
        for at in headings_left(raw, programme, numbers)
        if form.attachment == "plan"
    ]
    in_headings = {one.paragraph for one in headings} | {
        at for one in headings for at in (*one.blank, *one.guidance)
    }
    words = words_of(programme, "summary")
    for number in sorted(numbers.values()):
        if number not in in_headings:
            for start, end, label, path in in_text(words, texts[number]):
                cells.append(
                    OwnCell(
                        sheet=-1,
                        name="",
                        row=number,
                        column=0,
                        start=start,
                        end=end,
                        label=label,
                        path=path,
                    )
                )
    return with_places(form, tables, cells, headings), doubts


def _summary(programme: Programme, raw: Raw, content: bytes | None) -> list[FoundTable]:
    table = programme.summary.table
    layout = layout_of(raw, table)
    if layout is None:
        return []
    number, sheet, header = layout.parts[0]

    def ready(first: int, column: int) -> int:
        return ready_rows(content or b"", number, first, column)

    return [own_table(table, number, sheet, header, None if content is None else ready)]


def _plan_tables(programme: Programme, raw: Raw) -> list[FoundTable]:
    """Each of the plan's tables once, where the form has it in the usual shape."""
    found: dict[str, FoundTable] = {}
    for number, sheet in enumerate(raw.sheets):
        known = recognised(sheet, programme, None)
        header = None if known is None or known.shape is not None else header_in(sheet, known)
        if known is not None and header is not None and known.form.id not in found:
            form = readable(known.form)
            keyed = not known.lists_projects
            one = own_table(form, number, sheet, header, is_keyed=keyed)
            if one.table.ready:
                found[known.form.id] = one
    return list(found.values())


def _cells(
    programme: Programme, form: FormMap, raw: Raw, tables: Sequence[OwnTable]
) -> list[OwnCell]:
    words = words_of(programme, form.attachment)
    taken = {one.sheet: range(one.header, one.first + one.ready + 1) for one in tables}
    for one in tables:
        if one.total < one.first:
            taken[one.sheet] = range(one.header, one.first + one.ready)
    found: list[OwnCell] = []
    for number, sheet in enumerate(raw.sheets):
        if form.kind == "xlsx" and taken and number not in taken:
            # Notes and lists on other sheets ask for nothing.
            continue
        rows = taken.get(number, range(0))
        found += in_sheet(words, sheet, number, rows, beside=form.kind == "docx")
    return found


def _are_alike(grids: Sequence[Sequence[Sequence[str]]], raw: Raw) -> bool:
    """Whether both ways of reading the tables find the same: only then is a cell the same cell.

    Where Word counts the rows, one of them reads the number.
    """
    if len(grids) != len(raw.sheets):
        return False
    for grid, sheet in zip(grids, raw.sheets, strict=True):
        if [len(row) for row in grid] != [len(row) for row in sheet.rows]:
            return False
        pairs = zip(chain(*grid), chain(*sheet.rows), strict=True)
        if any(one.strip() != other.strip() and (one or not _COUNT.fullmatch(other))
               for one, other in pairs):  # fmt: skip
            return False
    return True


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
