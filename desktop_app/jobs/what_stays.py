"""What an import leaves as it is in the draft though the file says something else, in words."""

from collections.abc import Iterator

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.three_way import CellClash
from desktop_app.intake.plain import Doubt
from desktop_app.jobs.file_wishes import ProjectChoice
from desktop_app.jobs.project_rows import Clash, against, choice_of
from desktop_app.jobs.understand_file import Understood


def what_stays(
    programme: Programme, start: Draft, found: Understood, there: ProjectChoice | None
) -> tuple[Doubt, ...]:
    """For whoever is not asked: what both sides changed and stays as the draft has it, and what
    the sender has no more and stays as well."""
    held, choices = against(programme, start, found), dict(found.wishes.choices)
    doubts: list[Doubt] = []
    for clash in held.clashes:
        if choice_of(clash, choices, there) == "update":
            doubts += _kept(programme, clash, choices)
    if held.gone:
        names = [row.cells.get(programme.summary.name, "") for row in held.gone]
        told = "、".join(f"「{name}」" for name in names[:3]) + ("等" if len(names) > 3 else "")
        sentence = f"上次报送的 {len(names)} 个项目这次没有({told}),仍保留在草稿中,请核对是否撤下"
        doubts.append(Doubt("gone", found.incoming.path.name, sentence))
    return tuple(doubts)


def _kept(programme: Programme, clash: Clash, choices: dict[str, str]) -> Iterator[Doubt]:
    made = clash.cell_choices(choices)
    labels = {one.id: one.label for one in programme.summary.table.column}
    for cell in clash.cells:
        if cell.is_open and cell.column not in made:
            told = f"「{labels[cell.column]}」{_told(cell)};保留草稿中的"
            yield Doubt("both_changed", clash.key, told)


def _told(cell: CellClash) -> str:
    before = f"原为「{cell.base}」," if cell.base is not None else ""
    theirs = f"文件中为「{cell.theirs}」" if cell.theirs else "文件中已删去"
    return f"{before}草稿中为「{cell.ours}」,{theirs}"
