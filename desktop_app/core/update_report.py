"""What another version of a programme makes of a draft: kept, moved, no longer used, new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.differences import all_cells
from desktop_app.core.draft import Draft
from desktop_app.core.pack_forms import Field
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.core.pack_update import (
    Renaming,
    is_movable,
    is_of_readings,
    kept_from,
    kept_name_from,
    moved_draft,
    renaming,
)
from desktop_app.core.programme import Programme
from desktop_app.core.report_places import MADE, WRITTEN
from desktop_app.core.version_shape import CHAPTERS, Shape, shape_of

What = Literal["field", "chapter", "table", "column", "explanation", "reading"]
# As places are told in the window and in `show`.
UNUSED = "不再使用的内容"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Unused:
    """Something typed that the version in use has no place for: where it is, what it was called,
    and its text, ready to be copied."""

    what: What
    path: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MovedPlace:
    """Where something typed went, under both names."""

    source: str
    target: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A place that is kept while what it asks for is another: its unit, its kind, its options."""

    path: str
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place that the other version has and the one before had not."""

    path: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What moving a draft does; `before` is the version that it was made with, "" for unknown.
    `kept` counts fields, chapters and rows that stay where they are."""

    programme: str
    before: str
    after: str
    kept: int
    moved: tuple[MovedPlace, ...]
    dropped: tuple[Unused, ...]
    returned: tuple[str, ...]
    new: tuple[NewPlace, ...]
    altered: tuple[Altered, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing of what was typed is touched."""
        return not (self.moved or self.dropped or self.returned or self.altered)


def report_of(draft: Draft, to: Programme, before: Programme | None = None) -> UpdateReport:
    """What `moved_draft` with the same arguments does, for people."""
    version = draft.values.get(VERSION_PATH, "") or (before.about.version if before else "")
    names = renaming(to, before, version)
    after = moved_draft(draft, to, before)
    here, there = shape_of(to), shape_of(before) if before is not None else None
    moved: list[MovedPlace] = []
    for path in draft.values:
        if is_movable(path) and (place := names.single(path)) != path:
            moved.append(_moved(path, place, here, there))
    for table, rows in draft.tables.items():
        if kept_name_from(table):
            continue
        if (place := names.table(table)) != table:
            moved.append(_moved(table, place, here, there))
        for column in dict.fromkeys(column for row in rows for column in row.cells):
            to_table, to_column = names.cell(table, column)
            if to_column != column:
                path = f"{table}//{column}"
                moved.append(_moved(path, f"{to_table}//{to_column}", here, there))
    renamed = _renamed(names, there)
    left = {one.path for one in unused(draft, before)} if before is not None else set[str]()
    now = unused(after, to, before)
    return UpdateReport(
        to.about.title,
        version,
        to.about.version,
        _kept(draft, after, here),
        tuple(moved),
        tuple(one for one in now if one.path not in left),
        tuple(here.labels[path] for path in sorted(left & set(here.labels))),
        tuple(one for one in _new(after, here, there) if one.path not in renamed),
        tuple(_altered(after, here, there)),
    )


def unused(
    draft: Draft, programme: Programme, before: Programme | None = None
) -> tuple[Unused, ...]:
    """Everything typed that the programme has no place for; `before` knows what it was called."""
    here = shape_of(programme)
    old: Mapping[str, str] = shape_of(before).labels if before is not None else {}
    found = [*_of_values(draft, here, old), *_of_tables(draft, here, old)]
    for key, one in draft.explanations.items():
        code = key.partition("@")[0]
        # A comparison's explanations are kept under the place that changed.
        if "/" not in code and code not in here.codes:
            found.append(Unused("explanation", key, f"情况说明 {key}", one.text))
    return tuple(found)


def unused_values(draft: Draft, programme: Programme) -> tuple[Unused, ...]:
    """The single values among what is unused."""
    return tuple(_of_values(draft, shape_of(programme), {}))


def _of_values(draft: Draft, here: Shape, labels: Mapping[str, str]) -> Iterator[Unused]:
    for path, text in draft.values.items():
        if path == VERSION_PATH or path in here.labels:
            continue
        if is_of_readings(path):
            first, _, code = path.partition("/")
            if first == "readings" and text not in here.readings.get(code, frozenset()):
                yield Unused("reading", path, f"{code} 的理解方式", text)
            continue
        first, _, rest = path.partition("/")
        if first == MADE or (first == WRITTEN and _is_of_a_report(here, rest)):
            continue
        kept = kept_from(path)
        place = kept[1] if kept else path
        label = labels.get(place) or here.labels.get(place) or place
        label = f"{label}({kept[0]} 版)" if kept and kept[0] else label
        what: What = "chapter" if place.startswith(f"{CHAPTERS}/") else "field"
        yield Unused(what, path, label, text)


def _is_of_a_report(here: Shape, rest: str) -> bool:
    report, _, paragraph = rest.partition(".")
    return paragraph.rpartition(".")[2] in here.reports.get(report, frozenset())


def _of_tables(draft: Draft, here: Shape, labels: Mapping[str, str]) -> Iterator[Unused]:
    for table, rows in draft.tables.items():
        if table not in here.labels:
            kept = kept_name_from(table)
            place = kept[1] if kept else table
            label = labels.get(place) or here.labels.get(place) or place
            lines = [all_cells(row) for row in rows if any(t.strip() for t in row.cells.values())]
            if lines:
                yield Unused("table", table, f"{label}({len(lines)} 行)", "\n".join(lines))
            continue
        for column in dict.fromkeys(column for row in rows for column in row.cells):
            path = f"{table}//{column}"
            if path in here.labels:
                continue
            kept = kept_name_from(column)
            place = f"{table}//{kept[1]}" if kept else path
            label = labels.get(place) or here.labels.get(place) or place
            texts = [row.cells[column] for row in rows if column in row.cells]
            yield Unused("column", path, f"{label}({len(texts)} 格)", "\n".join(texts))


def _moved(source: str, target: str, here: Shape, there: Shape | None) -> MovedPlace:
    old = there.labels.get(source, source) if there is not None else source
    return MovedPlace(source, target, old, here.labels.get(target, target))


def _kept(draft: Draft, after: Draft, here: Shape) -> int:
    values = sum(
        path in here.labels and after.values.get(path) == text
        for path, text in draft.values.items()
    )
    rows = sum(
        len({row.id for row in rows} & {row.id for row in after.rows(table)})
        for table, rows in draft.tables.items()
        if table in here.labels
    )
    return values + rows


def _renamed(names: Renaming, there: Shape | None) -> set[str]:
    """What places of the other version are called now: they are not new, even where nothing was
    typed in them."""
    found: set[str] = set()
    for path in there.labels if there is not None else ():
        table, is_column, column = path.partition("//")
        found.add("//".join(names.cell(table, column)) if is_column else names.single(path))
    return found


def _new(after: Draft, here: Shape, there: Shape | None) -> Iterator[NewPlace]:
    """What is to be filled in; of an unknown version only what must be and is blank."""
    for path, label in here.labels.items():
        field = here.fields.get(path)
        required = field is not None and field.required
        is_new = required if there is None else path not in there.labels
        if is_new and not _is_filled(after, path):
            yield NewPlace(path, label, required)


def _is_filled(draft: Draft, path: str) -> bool:
    table, is_column, column = path.partition("//")
    if is_column:
        return any(row.cells.get(column, "").strip() for row in draft.rows(table))
    return bool(draft.values.get(path, "").strip()) or draft.has_rows(path)


def _altered(after: Draft, here: Shape, there: Shape | None) -> Iterator[Altered]:
    if there is None:
        return
    for path, field in here.fields.items():
        before = there.fields.get(path)
        if before is None or not _is_filled(after, path):
            continue
        if told := "、".join(_differing(before, field)):
            yield Altered(path, here.labels[path], told)


def _differing(before: Field, after: Field) -> Iterator[str]:
    if before.label != after.label:
        yield f"名称由「{before.label}」改为「{after.label}」"
    if before.unit != after.unit:
        yield f"单位由{before.unit or '无'}改为{after.unit or '无'}"
    if before.kind != after.kind:
        yield "填写的种类变了"
    if before.options != after.options or before.list != after.list:
        yield "可选的内容变了"


def report_lines(report: UpdateReport) -> list[str]:
    """The report as people read it, a line each."""
    before = report.before or "没有记下的"
    lines = [f"{report.programme}:从 {before} 版到 {report.after} 版,原处保留 {report.kept} 处。"]
    if report.is_plain and not report.new:
        lines.append("填过的内容都在原处,没有新增要填的。")
    for one in report.moved:
        told = f"{one.old} → {one.new}" if one.old != one.new else f"{one.old}(名称没有变)"
        lines.append(f"移动:{told}")
    for one in report.returned:
        lines.append(f"回到原处:{one}")
    for one in report.altered:
        lines.append(f"要看一看:{one.label},{one.told};填过的字没有改动")
    for one in report.dropped:
        text = " ".join(one.text.split())
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        lines.append(f"不再使用(留在草稿里):{one.label}:{shown}")
    for one in report.new:
        lines.append(f"新增{'(必填)' if one.required else ''}:{one.label}")
    return lines
