"""Moving a draft to another version of its programme, so that no typed text is ever lost.

What the pack says to have `moved` goes to its new place; what the other version does not know
stays where it is, and is told. Where something stands in the way at the new place, that is set
aside under `kept` with the version it belongs to, and comes back with that version.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from desktop_app.core.between import change_between
from desktop_app.core.changes import SetValue, Together
from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_about import Moved
from desktop_app.core.pack_names import KEPT_NAMES, VERSION_PATH, in_order_of
from desktop_app.core.programme import Programme
from desktop_app.core.version_shape import CHAPTERS, place_kind, shape_of

KEPT = "kept"
_READINGS = ("readings", "readings_by", "readings_on")


@dataclass(frozen=True, slots=True)
class Renaming:
    """From where to where things go between two versions, in the order of the versions."""

    steps: tuple[tuple[str, str], ...]

    def single(self, path: str) -> str:
        """Where a field or a chapter goes."""
        for source, target in self.steps:
            if path == source:
                path = target
        return path

    def cell(self, table: str, column: str) -> tuple[str, str]:
        """Where a column goes, with its table."""
        for source, target in self.steps:
            from_table, is_column, from_column = source.partition("//")
            to_table, _, to_column = target.partition("//")
            if not is_column:
                table = target if table == source else table
            elif table in (from_table, to_table) and column == from_column:
                column = to_column
        return table, column

    def table(self, table: str) -> str:
        return self.cell(table, "")[0]


def renaming(to: Programme, before: Programme | None, version: str) -> Renaming:
    """What `moved` says between a version and another; back it is read from the newer one."""
    here, there = in_order_of(version), in_order_of(to.about.version)
    if version and there < here:
        moved = before.about.moved if before is not None else ()
        steps = ((one.target, one.source) for one in reversed(_since(moved, to.about.version)))
        return Renaming(tuple(steps))
    if version and there == here:
        return Renaming(())
    known = shape_of(to)
    steps = (
        (one.source, one.target)
        for one in _since(to.about.moved, version)
        # Of a draft that does not tell its version, what has a place is there already.
        if version or one.source not in known.labels
    )
    return Renaming(tuple(steps))


def _since(moved: Iterable[Moved], version: str) -> list[Moved]:
    after = in_order_of(version)
    found = [
        one
        for one in moved
        if (not version or not one.since or in_order_of(one.since) > after)
        # A text cannot go where rows stand; lint says so.
        and place_kind(one.source) == place_kind(one.target)
    ]
    return sorted(found, key=lambda one: in_order_of(one.since))


def moved_draft(draft: Draft, to: Programme, before: Programme | None = None) -> Draft:
    """The draft as it stands under another version; every text of it is still in it."""
    version = draft.values.get(VERSION_PATH, "") or (before.about.version if before else "")
    names = renaming(to, before, version)
    values = _moved_values(draft, names, version)
    values[VERSION_PATH] = to.about.version
    tables = _moved_tables(draft, names, version)
    _bring_back(values, tables, to.about.version)
    return replace(
        draft,
        values=MappingProxyType(values),
        tables=MappingProxyType({key: rows for key, rows in tables.items() if rows}),
    )


def moving(draft: Draft, to: Programme, before: Programme | None = None) -> Together:
    """The one change that moves a draft to another version."""
    label = f"改用规则包 {to.about.version} 版"
    return change_between(draft, moved_draft(draft, to, before), label)


def stamped(draft: Draft, version: str) -> SetValue:
    """The change by which a draft says with which version it is made."""
    return SetValue(VERSION_PATH, draft.values.get(VERSION_PATH, ""), version)


def kept_path(path: str, version: str) -> str:
    """Where a text is set aside: two parts, as every single value has."""
    quoted = path.replace("%", "%25").replace("/", "%2F")
    return f"{KEPT}/{version} {quoted}"


def kept_from(path: str) -> tuple[str, str] | None:
    """The version and the path of a text that was set aside; None for any other."""
    if not path.startswith(f"{KEPT}/"):
        return None
    version, space, quoted = path.removeprefix(f"{KEPT}/").partition(" ")
    if not space:
        return None
    return version.partition("~")[0], quoted.replace("%2F", "/").replace("%25", "%")


def kept_name(name: str, version: str) -> str:
    """What a table or a column is called that is set aside."""
    return f"{KEPT} {version} {name}"


def kept_name_from(name: str) -> tuple[str, str] | None:
    parts = name.split(" ", 2)
    if len(parts) != 3 or parts[0] != KEPT:
        return None
    return parts[1].partition("~")[0], parts[2]


def is_of_readings(path: str) -> bool:
    return path.partition("/")[0] in _READINGS


def is_movable(path: str) -> bool:
    """Whether a single value is a field's or a chapter's, and may be called otherwise."""
    return path.partition("/")[0] not in KEPT_NAMES - {CHAPTERS}


def _moved_values(draft: Draft, names: Renaming, version: str) -> dict[str, str]:
    wanted = {
        path: names.single(path) if is_movable(path) else path
        for path in draft.values
        if path != VERSION_PATH
    }
    found: dict[str, str] = {}
    # What is said to have moved goes first: what is in its way gives way.
    for path in sorted(wanted, key=lambda path: wanted[path] == path):
        place = wanted[path]
        if place in found:
            place = _free(found, partial(kept_path, path), version)
        found[place] = draft.values[path]
    return found


def _moved_tables(draft: Draft, names: Renaming, version: str) -> dict[str, tuple[Row, ...]]:
    wanted = {
        table: table if kept_name_from(table) else names.table(table) for table in draft.tables
    }
    found: dict[str, tuple[Row, ...]] = {}
    for table in sorted(wanted, key=lambda table: wanted[table] == table):
        place = wanted[table]
        if found.get(place):
            place = _free(found, partial(kept_name, table), version)
            found[place] = draft.tables[table]
            continue
        found[place] = tuple(
            replace(row, cells=_moved_cells(table, row.cells, names, version))
            for row in draft.tables[table]
        )
    return found


def _moved_cells(
    table: str, cells: Mapping[str, str], names: Renaming, version: str
) -> Mapping[str, str]:
    wanted = {
        column: column if kept_name_from(column) else names.cell(table, column)[1]
        for column in cells
    }
    if all(place == column for column, place in wanted.items()):
        return cells
    found: dict[str, str] = {}
    for column in sorted(wanted, key=lambda column: wanted[column] == column):
        place = wanted[column]
        if place in found:
            place = _free(found, partial(kept_name, column), version)
        found[place] = cells[column]
    return MappingProxyType(found)


def _free(taken: Mapping[str, object], name: Callable[[str], str], version: str) -> str:
    """A name that nothing has; the second one of a version is numbered."""
    number = 1
    place = name(version)
    while place in taken:
        number += 1
        place = name(f"{version}~{number}")
    return place


def _bring_back(values: dict[str, str], tables: dict[str, tuple[Row, ...]], version: str) -> None:
    """What was set aside when this version was left, where its place is free again."""
    for path in list(values):
        told = kept_from(path)
        if told is not None and told[0] == version and told[1] not in values:
            values[told[1]] = values.pop(path)
    for table in list(tables):
        told = kept_name_from(table)
        if told is not None and told[0] == version and not tables.get(told[1]):
            tables[told[1]] = tables.pop(table)
    for table, rows in tables.items():
        if any(kept_name_from(column) for row in rows for column in row.cells):
            tables[table] = tuple(replace(row, cells=_with_own(row.cells, version)) for row in rows)


def _with_own(cells: Mapping[str, str], version: str) -> Mapping[str, str]:
    found = dict(cells)
    for column in cells:
        told = kept_name_from(column)
        if told is not None and told[0] == version and told[1] not in found:
            found[told[1]] = found.pop(column)
    return MappingProxyType(found)
