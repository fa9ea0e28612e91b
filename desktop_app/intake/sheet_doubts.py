"""What a person should know of a workbook beside its rows: columns left out, hidden parts."""

from collections.abc import Iterator, Sequence

from desktop_app.intake.headers import Header
from desktop_app.intake.places import column_letters
from desktop_app.intake.plain import Doubt, Raw, Sheet

_LISTED = 12


def about_file(
    raw: Raw, parts: Sequence[tuple[Sheet, Header]], like_it: Sequence[Sheet]
) -> list[Doubt]:
    """What to tell of the sheets that were read (`parts`) and of those that were not.

    `like_it` are the sheets that hold projects, too.
    """
    doubts: list[Doubt] = []
    for chosen, header in parts[:1]:
        doubts += about_header(chosen, header)
    taken = {id(part) for part, _ in parts}
    for part, its_header in parts:
        doubts += _about_sheet(part, its_header)
    others = {id(sheet) for sheet in like_it} - taken
    for sheet in raw.sheets:
        if id(sheet) in taken or not any(any(row) for row in sheet.rows):
            continue
        if sheet.hidden:
            message = f"有隐藏的工作表「{sheet.name}」,没有读取"
            doubts.append(Doubt("hidden", sheet.name, message))
        elif id(sheet) in others:
            message = f"「{sheet.name}」也像项目表,这次没有读入;需要时请把它另存为单独的文件"
            doubts.append(Doubt("other_sheet", sheet.name, message))
    return doubts


def about_header(chosen: Sheet, header: Header) -> Iterator[Doubt]:
    """What to tell of the columns below one header."""
    for index, text in header.ignored:
        letters = column_letters(index)
        message = f"{letters}列「{text}」不在汇总表中,没有导入"
        yield Doubt("ignored_column", f"{chosen.name}!{letters}{header.row + 1}", message)
    for index, read in header.again:
        letters = column_letters(index)
        message = (
            f"「{chosen.name}」的{letters}列与{column_letters(read)}列说的相同,"
            f"只读取了{column_letters(read)}列,请核对"
        )
        yield Doubt("duplicate_column", f"{chosen.name}!{letters}{header.row + 1}", message)
    for key in header.guessed:
        letters = column_letters(header.columns[key])
        message = f"{letters}列「{header.headings[key]}」的名称不完全一致,按相近的列读取,请核对"
        yield Doubt("similar_heading", f"{chosen.name}!{letters}{header.row + 1}", message)


def _about_sheet(sheet: Sheet, header: Header) -> Iterator[Doubt]:
    if sheet.hidden:
        yield Doubt("hidden", sheet.name, f"「{sheet.name}」是隐藏的工作表,请确认")
    if sheet.hidden_rows:
        rows = "、".join(str(at + 1) for at in sheet.hidden_rows[:_LISTED])
        more = "等" if len(sheet.hidden_rows) > _LISTED else ""
        message = f"「{sheet.name}」的第{rows}行{more}是隐藏的,已照常读取,请确认"
        yield Doubt("hidden_rows", sheet.name, message)
    hidden = sorted({*sheet.hidden_columns} & {*header.columns.values()})
    if hidden:
        letters = "、".join(column_letters(index) for index in hidden[:_LISTED])
        more = "等" if len(hidden) > _LISTED else ""
        message = f"「{sheet.name}」的 {letters} 列{more}是隐藏的,已照常读取,请确认"
        yield Doubt("hidden_columns", sheet.name, message)
    if sheet.lost:
        cells = "、".join(f"{column_letters(index)}{at + 1}" for at, index in sheet.lost[:_LISTED])
        more = f"等{len(sheet.lost)}格" if len(sheet.lost) > _LISTED else ""
        message = (
            f"「{sheet.name}」的 {cells}{more}的公式没有结果或出错,读不到数值;"
            "请用 WPS 打开保存一次再导入"
        )
        yield Doubt("lost", sheet.name, message)
