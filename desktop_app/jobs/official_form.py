"""官方表样: the issuer's own attachment as the office received it, its places recognised."""

import hashlib
import re
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.own_form import Attachment, FormMap, OwnCell, OwnTable, with_places
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_own import compose_own
from desktop_app.documents.fill_docx import fill_docx, grids_of, paragraphs_of
from desktop_app.documents.fill_xlsx import fill_xlsx, ready_rows
from desktop_app.documents.office_package import OfficePackage, foreign
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.headers import find_header
from desktop_app.intake.opening import content_of
from desktop_app.intake.plain import Raw
from desktop_app.intake.plan_tables import header_in, readable, recognised
from desktop_app.intake.project_layout import layout_of
from desktop_app.intake.sniff import sniff_content
from desktop_app.jobs.kept_forms import Proposal
from desktop_app.jobs.own_headings import headings_left, numbers_of, own_headings
from desktop_app.jobs.own_labels import in_sheet, in_text, words_of
from desktop_app.jobs.own_tables import FoundTable, own_table

_COUNT = re.compile(r"[\d一二三四五六七八九十()（）.、]{1,6}")
_SUFFIXES = {".xlsx": "xlsx", ".docx": "docx"}


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
    with foreign(path.name):
        is_plain = OfficePackage(content).is_plain()
    if not is_plain:
        raise AppError(
            f"「{path.name}」带有宏,或者是模板文件;请用 Excel、Word 或 WPS 打开,"
            "另存为普通的 .xlsx 或 .docx,再选择。"
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
