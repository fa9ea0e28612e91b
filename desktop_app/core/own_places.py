"""The places of an issuer's form, for people: what stands there, what goes there, what else may."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from desktop_app.core.own_form import (
    CHAPTERS,
    FormMap,
    OwnCell,
    OwnColumn,
    OwnHeading,
    OwnTable,
)
from desktop_app.core.pack_forms import Table
from desktop_app.core.programme import Programme
from desktop_app.core.record import Record
from desktop_app.core.sheet_places import address, column_letters


class Place(Record, frozen=True):
    """One place of a form, for people: a short name to type, what stands there, what goes there.

    `kind`: column, cell, heading. `target` is the id of a field, a path, or a chapter's id.
    """

    key: str
    kind: Literal["column", "cell", "heading"]
    text: str
    target: str = ""
    table: str = ""


def places(form: FormMap) -> tuple[Place, ...]:
    """Everything in the form that can be filled in, in the order of the file."""
    return tuple(_places(form))


def targets(programme: Programme, form: FormMap, place: Place) -> dict[str, str]:
    """What may go to a place: target → its name on screen."""
    if place.kind == "heading":
        return {one.id: one.title for one in programme.plan.chapter}
    if place.kind == "cell":
        fields = {
            f"{section.id}/{field.id}": field.label
            for section in programme.plan.section
            for field in section.field
        }
        if form.attachment == "plan":
            fields |= {f"{CHAPTERS}{one.id}": one.title for one in programme.plan.chapter}
        return fields
    table = programme.table(place.table)
    return {} if table is None else {one.id: one.label for one in table.column}


def assigned(form: FormMap, key: str, target: str) -> FormMap:
    """The map with another target at a place ("" for none); ValueError where there is no such
    place. A column's field and a chapter stand in one place only: they leave the other."""
    place = next((one for one in places(form) if one.key == key), None)
    if place is None:
        raise ValueError(key)
    change = msgspec.structs.replace
    if place.kind == "column":
        tables = [
            change(one, columns=_moved(form, one, key, target)) if one.table == place.table else one
            for one in form.tables
        ]
        return change(form, tables=tuple(tables))
    if place.kind == "cell":
        cells = (
            change(one, path=target) if cell_key(form, one) == key else one for one in form.cells
        )
        return change(form, cells=tuple(cells))
    headings = (
        change(
            one,
            chapter=target
            if heading_key(one) == key
            else ("" if one.chapter == target else one.chapter),
        )
        for one in form.headings
    )
    return change(form, headings=tuple(headings))


def unfit(programme: Programme, form: FormMap) -> tuple[str, ...]:
    """Why a map cannot be used for the programme: sentences with what to do; empty when it can."""
    if form.programme != programme.id:
        return (f"「{form.file}」的对应关系属于另一个申报事项;请在本事项中重新选择官方表样。",)
    return tuple(_unfit(programme, form))


def cell_key(form: FormMap, one: OwnCell) -> str:
    """The short name of a single place: B2, 表1!B2, 第3段; the second in one text is 第3段#2."""
    same = [
        each.start
        for each in form.cells
        if (each.sheet, each.row, each.column) == (one.sheet, one.row, one.column)
    ]
    behind = f"#{sorted(same).index(one.start) + 1}" if len(same) > 1 else ""
    if one.sheet < 0:
        return f"第{one.row + 1}段{behind}"
    return f"{one.name}!{address(one.row, one.column)}{behind}"


def heading_key(one: OwnHeading) -> str:
    """The short name of a heading: 第12段."""
    return f"第{one.paragraph + 1}段"


def _column_key(table: OwnTable, one: OwnColumn) -> str:
    return f"{table.name}!{column_letters(one.column)}"


def _places(form: FormMap) -> Iterator[Place]:
    for table in form.tables:
        for one in table.columns:
            yield Place(
                key=_column_key(table, one),
                kind="column",
                text=one.heading,
                target=one.field,
                table=table.table,
            )
    for one in form.cells:
        yield Place(key=cell_key(form, one), kind="cell", text=one.label, target=one.path)
    for one in form.headings:
        yield Place(key=heading_key(one), kind="heading", text=one.text, target=one.chapter)


def _moved(form: FormMap, table: OwnTable, key: str, target: str) -> tuple[OwnColumn, ...]:
    def field(one: OwnColumn) -> str:
        if _column_key(table, one) == key:
            return target
        return "" if one.field == target else one.field

    return tuple(msgspec.structs.replace(one, field=field(one)) for one in table.columns)


def _unfit(programme: Programme, form: FormMap) -> Iterator[str]:
    summary = programme.summary
    if form.attachment == "summary":
        listed = [one for one in form.tables if one.table == summary.table.id]
        label = next((c.label for c in summary.table.column if c.id == summary.name), summary.name)
        if not listed:
            yield f"「{form.file}」中没有认出项目汇总表;请确认选的是{summary.attachment}。"
        elif summary.name not in listed[0].fields:
            yield f"还不知道哪一列是「{label}」;请在对应关系中给一列选上「{label}」。"
    elif not _chapters(form):
        yield f"「{form.file}」中没有认出方案的章节;请在对应关系中给标题选上对应的章。"
    for table in form.tables:
        known = programme.table(table.table)
        yield from _unknown_columns(form, table, known)
    chapters = {one.id for one in programme.plan.chapter}
    fields = [one.path for one in form.cells if one.path and not one.path.startswith(CHAPTERS)]
    for path in fields:
        if programme.field(path) is None:
            yield f"「{form.file}」对应的填报项「{path}」已经没有了;请重新选择官方表样。"
    named = _chapters(form)
    for chapter in named:
        if chapter not in chapters:
            yield f"「{form.file}」对应的章「{chapter}」已经没有了;请重新选择官方表样。"
    if len(set(named)) < len(named):
        yield "同一章对应了两处;请只留一处。"


def _chapters(form: FormMap) -> list[str]:
    """The chapters that have a place, below a heading or in a cell."""
    cells = [one.path.removeprefix(CHAPTERS) for one in form.cells if one.path.startswith(CHAPTERS)]
    return [*(one.chapter for one in form.headings if one.chapter), *cells]


def _unknown_columns(form: FormMap, table: OwnTable, known: Table | None) -> Iterator[str]:
    if known is None:
        yield f"「{form.file}」对应的表「{table.table}」已经没有了;请重新选择官方表样。"
        return
    if table.ready < 1:
        yield f"{table.name} 的表头下面没有空白行;请在表头下面插入一行空白行,另存后再选择。"
    ids = {one.id for one in known.column}
    named = [one.field for one in table.columns if one.field]
    for field in named:
        if field not in ids:
            yield f"「{form.file}」对应的列「{field}」已经没有了;请重新选择官方表样。"
    if len(set(named)) < len(named):
        yield f"{table.name} 有两列对应同一个填报项;请只留一列。"
