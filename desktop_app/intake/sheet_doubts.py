"""What a person should know of a workbook beside its rows: columns left out, hidden parts."""

import re
from collections.abc import Collection, Iterator, Sequence

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field
from desktop_app.core.scripts import simplified
from desktop_app.core.values import MONEY_UNITS, NUMBERS
from desktop_app.intake.headers import Header
from desktop_app.intake.places import (
    cell_place,
    cell_words,
    cells_words,
    column_words,
    columns_words,
    rows_words,
)
from desktop_app.intake.plain import Doubt, Raw, Sheet

_HAN = re.compile("[\u4e00-\u9fff]")
_IN_BRACKETS = re.compile(r"\((?:单位:)?([^()]{1,5})\)$")
_UNITS = frozenset(
    [
        "吨",
        "千克",
        "公斤",
        "kg",
        "t",
        "克",
        "立方米",
        "万立方米",
        "升",
        "千瓦时",
        "万千瓦时",
        "度",
        "kwh",
        "吨标准煤",
        "平方米",
        "亩",
        "公顷",
        "人",
        "人次",
        "名",
        "家",
        "户",
        "个",
        "台",
        "套",
        "台套",
        "条",
        "项",
        "件",
        "次",
        "天",
        "年",
        "月",
        "小时",
        "万人",
        "万次",
        "万台",
    ]
)


def about_file(
    raw: Raw,
    parts: Sequence[tuple[int, Sheet, Header]],
    like_it: Collection[int],
    columns: Sequence[Field] = (),
) -> list[Doubt]:
    """What to tell of the sheets that were read (`parts`) by the form's `columns`, and of those
    that were not.

    `like_it` are the places of the sheets that hold projects, too.
    """
    doubts: list[Doubt] = []
    told: list[dict[str, int]] = []
    for _, part, header in parts:
        # Of a table over several pages the first header says it all; each sheet has its own.
        if raw.kind == "sheets" or header.columns not in told:
            doubts += about_header(part, header)
            doubts += _about_units(part, header, columns)
        told.append(header.columns)
    seen: set[int] = set()
    for place, part, _ in parts:
        if place not in seen:
            doubts += _about_sheet(part, [its for at, _, its in parts if at == place])
        seen.add(place)
        if part.is_turned:
            message = f"「{part.name}」的项目是横排的(一列一个项目),已按列读取,请核对"
            doubts.append(Doubt("turned", part.name, message))
    for place, sheet in enumerate(raw.sheets):
        if place in seen or not any(any(row) for row in sheet.rows):
            continue
        if sheet.hidden:
            message = f"有隐藏的工作表「{sheet.name}」,没有读取"
            doubts.append(Doubt("hidden", sheet.name, message))
        elif place in like_it:
            message = f"「{sheet.name}」也像项目表,这次没有读入;需要时请把它另存为单独的文件"
            doubts.append(Doubt("other_sheet", sheet.name, message))
    return doubts


def about_header(chosen: Sheet, header: Header) -> Iterator[Doubt]:
    """What to tell of the columns below one header."""
    for index, text in header.ignored:
        message = f"{column_words(chosen, index)}「{text}」不在汇总表中,没有导入"
        yield Doubt("ignored_column", cell_place(chosen, header.row, index), message)
    for index, read in header.again:
        other, words = column_words(chosen, index), column_words(chosen, read)
        message = f"「{chosen.name}」的{other}与{words}说的相同,只读取了{words},请核对"
        yield Doubt("duplicate_column", cell_place(chosen, header.row, index), message)
    for key in header.guessed:
        words = column_words(chosen, header.columns[key])
        message = f"{words}「{header.headings[key]}」的名称不完全一致,按相近的列读取,请核对"
        where = cell_place(chosen, header.row, header.columns[key])
        yield Doubt("similar_heading", where, message)
    traditional = [
        f"{column_words(chosen, header.columns[key])}「{text}」"
        for key, text in header.headings.items()
        if _HAN.search(text) and simplified(text) != text
    ]
    if traditional:
        message = (
            f"「{chosen.name}」的列名是繁体字,按相同的简体列名读取,请核对:{'、'.join(traditional)}"
        )
        where = cell_place(chosen, header.row, min(header.columns.values()))
        yield Doubt("traditional_heading", where, message)


def _about_units(chosen: Sheet, header: Header, columns: Sequence[Field]) -> Iterator[Doubt]:
    """Counts and measures under a heading of another unit: only money is converted."""
    for column in columns:
        if column.id not in header.columns or column.kind not in NUMBERS:
            continue
        found = _IN_BRACKETS.search(in_plain_script(header.headings[column.id]))
        unit, wanted = found[1] if found else "", in_plain_script(column.unit)
        if not wanted or wanted in MONEY_UNITS or unit == wanted or not _is_unit(unit, wanted):
            continue
        words = column_words(chosen, header.columns[column.id])
        message = (
            f"{words}「{header.headings[column.id]}」写的单位是「{unit}」,本表是「{column.unit}」,"
            "数字照原样读入、没有换算,请核对"
        )
        where = cell_place(chosen, header.row, header.columns[column.id])
        yield Doubt("other_unit", where, message)


def _is_unit(text: str, wanted: str) -> bool:
    """Whether what stands in brackets is a unit of the same kind: 万吨 for 吨, 千克 for 吨."""
    return bool(text) and (text.endswith(wanted) or text in _UNITS)


def _about_sheet(sheet: Sheet, headers: Sequence[Header]) -> Iterator[Doubt]:
    if sheet.hidden:
        yield Doubt("hidden", sheet.name, f"「{sheet.name}」是隐藏的工作表,请确认")
    if sheet.hidden_rows:
        words = rows_words(sheet, sheet.hidden_rows)
        message = f"「{sheet.name}」的{words}是隐藏的,已照常读取,请确认"
        yield Doubt("hidden_rows", sheet.name, message)
    read = {index for header in headers for index in header.columns.values()}
    hidden = sorted({*sheet.hidden_columns} & read)
    if hidden:
        words = columns_words(sheet, hidden)
        message = f"「{sheet.name}」的 {words}是隐藏的,已照常读取,请确认"
        yield Doubt("hidden_columns", sheet.name, message)
    if sheet.lost:
        cells = cells_words([cell_words(sheet, *place) for place in sheet.lost])
        message = (
            f"「{sheet.name}」的 {cells}的公式没有结果或出错,读不到数值;请用 WPS 打开保存一次再导入"
        )
        yield Doubt("lost", sheet.name, message)
