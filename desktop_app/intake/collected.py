"""A collection workbook that came back: whose it is, and which of our rows each line was."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from desktop_app.core.collection import (
    GUIDE,
    MARK_SHEET,
    OPTIONS,
    SHEET,
    Mark,
    mark_in,
    version_of,
)
from desktop_app.core.programme import Programme
from desktop_app.core.sheet_wishes import RowSpot
from desktop_app.intake.plain import Doubt, ProjectsRead, Raw, Sheet

_OURS = (MARK_SHEET, OPTIONS, GUIDE)


@dataclass(frozen=True, slots=True)
class CameBack:
    """The workbook without what the program put there for itself; `ids` are the rows of the draft
    that lines of it were, by sheet and row from 0."""

    mark: Mark
    raw: Raw
    ids: Mapping[RowSpot, str]


def came_back(raw: Raw) -> CameBack | None:
    """What a workbook of ours says of itself; None for one that is none."""
    hidden = next((one for one in raw.sheets if one.name == MARK_SHEET), None)
    mark = mark_in(hidden.rows) if hidden is not None else None
    if mark is None:
        return None
    ids: dict[RowSpot, str] = {}
    sheets: list[Sheet] = []
    for at, sheet in enumerate(raw.sheets):
        if sheet.name in _OURS:
            # Kept in its place, so that sheets are counted as in the file.
            sheets.append(Sheet(sheet.name, []))
        elif sheet.name == SHEET:
            rows = [list(row) for row in sheet.rows]
            for number, row in enumerate(rows):
                if len(row) > mark.id_column:
                    ids[at, number], row[mark.id_column] = row[mark.id_column].strip(), ""
            sheets.append(msgspec.structs.replace(sheet, rows=rows))
        else:
            sheets.append(sheet)
    kept = {spot: one for spot, one in ids.items() if one}
    return CameBack(mark, msgspec.structs.replace(raw, sheets=sheets), kept)


def doubts_of(programme: Programme, back: CameBack, file: str) -> tuple[Doubt, ...]:
    """What a person must know of such a workbook before it is taken in."""
    mark = back.mark
    if mark.programme != programme.id:
        sentence = f"文件「{file}」是另一个申报事项的收集表,请核对后再导入"
        return (Doubt("other_programme", file, sentence),)
    if mark.version != version_of(programme):
        sentence = f"文件「{file}」是旧的收集表,填报项与现在的不同,请核对各列"
        return (Doubt("old_form", file, sentence),)
    return ()


def told_of(programme: Programme, back: CameBack, table: ProjectsRead) -> ProjectsRead:
    """The table with what a person must know of its workbook before all else."""
    doubts = [*doubts_of(programme, back, table.file), *table.doubts]
    return msgspec.structs.replace(table, doubts=doubts)


def ids_by_place(back: CameBack, table: ProjectsRead) -> Mapping[str, str]:
    """The draft's own rows that lines of the table were, by where the lines stand."""
    places = zip(table.spots, table.rows, strict=True)
    return {row.where: back.ids[spot] for spot, row in places if spot in back.ids}
