"""Beginning a pack: from the text of a notice and the issuer's own blank files, in a new folder."""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop_app.core.common_columns import FIRM, NAME, common_column, common_table, guessed
from desktop_app.core.new_pack import Official, begin_pack
from desktop_app.core.new_pack_forms import NewTable
from desktop_app.core.notice_sentences import Sentence
from desktop_app.core.pack_forms import Field
from desktop_app.core.pack_lint import Problem, lint_pack
from desktop_app.core.pack_names import fault_of_id
from desktop_app.errors import AppError, in_words
from desktop_app.intake.guard import read_raw
from desktop_app.intake.headers import Header, find_header
from desktop_app.intake.heading_rows import headings_over
from desktop_app.intake.plain import COUNTERS, Raw, Sheet
from desktop_app.intake.plan_marks import heading_of
from desktop_app.jobs.notice_file import notice_text

_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".et")
_LONGEST_TITLE = 30
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class FoundThing:
    """One thing that was read out of the notice or the files."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class NewPack:
    """A pack that was begun: where, what was found, what lint says is left, and the sentences that
    nothing came of."""

    folder: Path
    found: tuple[FoundThing, ...]
    rules: int
    notes: int
    problems: tuple[Problem, ...]
    left: tuple[Sentence, ...]


def make_pack(
    pack_id: str,
    notice: Path,
    official: Sequence[Path] = (),
    out: Path | None = None,
    *,
    now: datetime,
) -> NewPack:
    """Write a new pack's folder, whole or not at all; raises AppError, also where it is taken."""
    fault = fault_of_id(pack_id)
    if fault:
        raise AppError(f"{fault}。")
    folder = (out or Path(pack_id)).absolute()
    begun = begin_pack(pack_id, notice_text(notice), now.year, read_official(official))
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(3)}")
    try:
        if folder.exists():
            raise AppError(f"「{folder}」已经存在,没有覆盖;请用 --out 另写一个文件夹。")
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        for name, text in begun.files.items():
            (beside / name).write_text(text, "utf-8", newline="\n")
        beside.rename(folder)
    except OSError as reason:
        raise AppError(f"规则包没有写成({in_words(reason)});请换一个可以写入的文件夹。") from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return NewPack(
        folder,
        tuple(FoundThing(*one) for one in begun.found),
        begun.rules,
        begun.notes,
        tuple(lint_pack(begun.files)),
        begun.left,
    )


def read_official(paths: Sequence[Path]) -> Official:
    """The chapters and tables of the issuer's own files; raises AppError for what is neither."""
    found = Official()
    for path in paths:
        suffix = path.suffix.casefold()
        raw = read_raw(path)
        if suffix in _WORKBOOKS:
            tables = [table for sheet in raw.sheets if (table := _table(sheet)) is not None]
            if not tables:
                raise AppError(f"「{path.name}」里没有认出表头;请检查是否选对了文件。")
            summary = found.summary or tables[0]
            rest = tables if found.summary is not None else tables[1:]
            found = replace(found, summary=summary, tables=(*found.tables, *rest))
            continue
        if suffix != ".docx":
            raise AppError(f"「{path.name}」要用 .docx 或 .xlsx 文件;请用 WPS 另存后再试。")
        found = _with_word(found, raw)
    return found


def _with_word(found: Official, raw: Raw) -> Official:
    headings = [heading_of(line) for line in raw.lines if line.table < 0]
    top = min((rank for rank, _, _ in headings if rank >= 0), default=-1)
    titles = tuple(dict.fromkeys(title for rank, title, _ in headings if rank == top and top >= 0))
    tables = [table for sheet in raw.sheets if (table := _table(sheet)) is not None]
    # A Word file may carry the table of projects itself.
    is_summary = found.summary is None and not titles and bool(tables)
    return Official(
        found.chapters or titles,
        (*found.tables, *(tables[1:] if is_summary else tables)),
        tables[0] if is_summary else found.summary,
    )


def _table(sheet: Sheet) -> NewTable | None:
    """The table of a grid: known columns by intake's own recognition, others by their headings."""
    for compared in (NAME, FIRM):
        header = find_header(sheet, common_table(compared))
        if header is not None:
            return _recognised(sheet, header, compared)
    return _plain(sheet)


def _recognised(sheet: Sheet, header: Header, compared: str) -> NewTable:
    depth = header.row - header.first + 1
    texts = [one.text.replace("\n", "") for one in headings_over(sheet, header.first, depth)]
    at: dict[int, Field] = {}
    for column_id, column in header.columns.items():
        known = common_column(column_id)
        assert known is not None
        heading = " ".join(texts[column].split())
        unit = header.units.get(column_id) or (header.unit if known.unit else "")
        words = (known.label, *known.synonyms)
        at[column] = _labelled(known, heading or known.label, unit, words)
    # A second column of one meaning (企业联系人 beside 联系人) belongs to the table as well.
    for column in (*(one for one, _ in header.ignored), *(one for one, _ in header.again)):
        heading = texts[column]
        if heading.strip() and heading.strip().casefold() not in COUNTERS:
            at[column] = guessed(f"column_{column + 1}", heading)
    columns = _apart([at[column] for column in sorted(at)])
    return NewTable(_title(sheet, header.first), columns, compared=compared)


def _labelled(known: Field, heading: str, unit: str, words: Sequence[str]) -> Field:
    """A known column under the heading that the issuer gave it."""
    synonyms = tuple(word for word in words if word != heading)
    return Field(
        id=known.id,
        label=heading,
        kind=known.kind,
        unit=(unit or known.unit) if known.unit else "",
        hint=known.hint,
        synonyms=synonyms,
        total=known.total,
        width=known.width,
    )


def _plain(sheet: Sheet) -> NewTable | None:
    """A table of something else than projects: the first row that is filled across heads it."""
    for n, row in enumerate(sheet.rows[:6]):
        filled = [(at, cell) for at, cell in enumerate(row) if cell.strip()]
        texts = [cell for _, cell in filled]
        if len(filled) >= max(_LEAST_COLUMNS, sheet.width - 1) and len(set(texts)) == len(texts):
            columns = [
                guessed(f"column_{at + 1}", cell)
                for at, cell in filled
                if cell.strip().casefold() not in COUNTERS
            ]
            if sum(len(one.label) <= _LONGEST_TITLE for one in columns) >= _LEAST_COLUMNS:
                return NewTable(_title(sheet, n), _apart(columns))
    return None


def _apart(columns: Sequence[Field]) -> tuple[Field, ...]:
    """Columns whose headings tell them apart: the second of the same heading is numbered, and no
    synonym is another's heading."""
    labels: set[str] = set()
    made: list[Field] = []
    for one in columns:
        label, number = one.label, 2
        while label in labels:
            label, number = f"{one.label}{number}", number + 1
        labels.add(label)
        made.append(_labelled(one, label, one.unit, one.synonyms))
    return tuple(
        _labelled(one, one.label, one.unit, [word for word in one.synonyms if word not in labels])
        for one in made
    )


def _title(sheet: Sheet, header: int) -> str:
    """What stands above the header, or before the table; else what it usually is."""
    above = [cell.strip() for row in sheet.rows[:header] for cell in row if cell.strip()]
    told = next((one for one in above if one.endswith(("表", "清单", "名单"))), sheet.title.strip())
    return told if 0 < len(told) <= _LONGEST_TITLE else "项目汇总表"
