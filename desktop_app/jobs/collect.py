"""收集表: one workbook for each county, to be sent out, filled in and taken in again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.core.collection import (
    Mark,
    asked,
    counties_of,
    draft_named,
    each_once,
    id_column,
    rows_of,
    said,
    version_of,
)
from desktop_app.core.county_words import without_counties
from desktop_app.core.draft import Draft
from desktop_app.core.names import fold
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import day_words
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.write_collection import Asked, Collection, write_collection
from desktop_app.errors import AppError
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.one_paper import write_new
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.workdays import counties_due
from desktop_app.paths import free_name

FOLDER = "收集表"


@dataclass(frozen=True, slots=True)
class Collecting:
    """The workbook of one county, and how many of its projects it already holds."""

    county: str
    path: Path
    rows: int


def collect(
    programme: Programme,
    draft: Draft,
    out: Path,
    *,
    start: str,
    counties: Sequence[str] = (),
    until: date | None = None,
    report: Report = quiet,
) -> tuple[Collecting, ...]:
    """Write a workbook for each county into a new folder 收集表 in `out`.

    `start` is what the draft's journal starts from, so that a workbook is known to be this
    draft's. Without `counties`, those that the draft knows. `until` is when they shall send; the
    programme's own schedule says it where nobody does. Raises AppError when there is no county,
    when two have one file name, or when the folder cannot be written: then nothing is written.
    """
    named = each_once(counties) or counties_of(programme, draft)
    if not named:
        raise AppError(f"草稿里{without_counties(programme)}")
    files = {one: f"{FOLDER}-{safe_name(one)}.xlsx" for one in named}
    if len({fold(name) for name in files.values()}) < len(files):
        word = own_words(programme).county
        raise AppError(f"有两个{word}的名称写成文件名后相同;请改动其中一个的写法。")
    until = until or counties_due(programme, draft)
    folder = free_name(out / FOLDER)

    def write(path: Path) -> None:
        path.mkdir()
        for done, (county, name) in enumerate(files.items()):
            report(done, len(files), county)
            write_collection(_for(programme, draft, county, start, until), path / name)
        report(len(files), len(files), "")

    _in_place(folder, write)
    return tuple(
        Collecting(one, folder / name, len(rows_of(programme, draft, one)))
        for one, name in files.items()
    )


def _in_place(folder: Path, write: Callable[[Path], None]) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise AppError(f"文件夹「{folder.parent}」建不了;请换一个文件夹。") from reason
    write_new(folder, "收集表", write)


def _for(
    programme: Programme, draft: Draft, county: str, start: str, until: date | None
) -> Collection:
    form = programme.summary
    columns = tuple(Asked(one, programme.options(one)) for one in asked(programme))
    city = draft.value(form.city).strip() if form.city else ""
    lead = "请只填写空白格，不要改动表头和各列的顺序；多于一个项目的逐行填写，空行留着。"
    if until is not None:
        lead += f"请于{full_width(day_words(until))}前填好，把这个文件发回，不要改成别的格式。"
    column = id_column(programme)
    ids = [one.id for one in asked(programme)]
    theirs = rows_of(programme, draft, county)
    held = {row.id: {key: row.cells.get(key, "") for key in ids} for row in theirs}
    version, of = version_of(programme), draft_named(start)
    mark = Mark(programme.id, county, version, of, draft.revision, column, held)
    return Collection(
        title=f"{city}{form.table.title}收集表（{county}）",
        lead=lead,
        unit=f"单位：{form.table.unit}" if form.table.unit else "",
        columns=columns,
        rows=tuple((row.id, row.cells) for row in theirs),
        id_column=column,
        said=said(mark),
        notes=tuple(full_width(one) for one in form.notes),
    )
