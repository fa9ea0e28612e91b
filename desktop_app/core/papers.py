"""A further paper over a draft: for which rows it is made, and what its parts say of each.

Everything the expressions of a paper read is computed once, for however many rows it is made.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.core.draft import Row
from desktop_app.core.expressions import (
    NoData,
    Scope,
    compile_expression,
    fill,
    narrow,
    placeholders,
    show,
    under,
)
from desktop_app.core.facts import Subject
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_papers import Indicator, Paper, PaperPart
from desktop_app.core.rewards import RowRewards
from desktop_app.core.shown import UNFILLED, says_unit, shown

# Nearly every table of a paper is tied to its row by one text that both bear.
_TIE = re.compile(r"\s*row\.(\w+)\s*==\s*owner\.(\w+)\s*")
_SHARED = ("form", "facts", "lists")
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Label:
    """A field of a paper: what it is called there, its value as printed, whether it wants a whole
    line, and the path of what it prints."""

    label: str
    value: str
    is_wide: bool
    path: str


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with its figures as printed; `is_met` is None where that cannot be told."""

    indicator: Indicator
    target: str
    value: str
    period: str
    share: str
    is_met: bool | None


class PaperView:
    """A paper of a programme over one state of a draft."""

    def __init__(self, subject: Subject, paper: Paper) -> None:
        self.subject = subject
        self.paper = paper
        self.table = subject.programme.table(paper.each) if paper.each else None
        self._shared = self._read(_expressions(paper))
        self._rewards: dict[str, RowRewards] | None = None
        self._tied: dict[str, dict[object, list[Row]]] = {}

    def rows(self) -> tuple[Row | None, ...]:
        """The rows it is made for, in their order; a single paper has (None,)."""
        if self.table is None:
            return (None,)
        rows = self.subject.draft.rows(self.table.id)
        return tuple(
            row
            for number, row in enumerate(rows, start=1)
            if any(text.strip() for text in row.cells.values()) and self._applies(row, number)
        )

    def row(self, row_id: str) -> Row:
        """The row with an id; KeyError when there is none."""
        if self.table is None:
            raise KeyError(row_id)
        return self.subject.row(self.table.id, row_id)[1]

    def title(self, row: Row | None = None) -> str:
        return self.text(self.paper.title, row)

    def text(self, template: str, row: Row | None = None) -> str:
        """A text of the pack with its {…} filled in, ×× for what is blank."""
        if "{" not in template:
            return template
        scope = self._scope(row)
        return fill(template, scope, lambda path: self._as_typed(path, row), UNFILLED)

    def labels(self, part: PaperPart, row: Row | None = None) -> Iterator[Label]:
        """The fields of a part with what they hold."""
        programme, draft = self.subject.programme, self.subject.draft
        for path in part.fields:
            if "/" in path or self.table is None or row is None:
                field, typed, place = programme.field(path), draft.values.get(path, ""), path
            else:
                field = next((one for one in self.table.column if one.id == path), None)
                typed, place = row.cells.get(path, ""), f"{self.table.id}/{row.id}/{path}"
            if field is not None:
                value = shown(programme, field, typed)
                yield Label(label_of(field), value, needs_line(field), place)

    def table_rows(self, part: PaperPart, row: Row | None = None) -> list[Row]:
        """The rows of the draft's table that a part prints."""
        table = self.subject.programme.table(part.table)
        if table is None:
            return []
        filled = self.subject.printed_rows(table)
        if not part.where:
            return list(filled)
        tie = tie_of(part)
        if tie is not None and row is not None:
            return self._tied_rows(table, tie[0]).get(self._values(row).get(tie[1]), [])
        owner = self._values(row)
        return [one for one in filled if self._holds(part.where, table, one, owner)]

    def rewards(self, row: Row) -> RowRewards | None:
        """What the rewards come to on a row of the paper; None where none concerns it."""
        if self._rewards is None and self.table is not None:
            rows = self.subject.rewards.rows.get(self.table.id, ())
            self._rewards = {one.row.id: one for one in rows if one.told}
        return (self._rewards or {}).get(row.id)

    def is_blank(self, part: PaperPart, row: Row | None = None) -> bool:
        """Whether nothing was filled in of what a part prints."""
        return not (any(one.value for one in self.labels(part, row)) or self.table_rows(part, row))

    def measured(self, part: PaperPart, row: Row | None = None) -> list[Measured]:
        """The indicators of a part with their figures."""
        scope = self._scope(row)
        return [_measured(one, scope) for one in part.indicator]

    def _applies(self, row: Row, number: int) -> bool:
        if not self.paper.when:
            return True
        try:
            return self._scope(row, number).holds(self.paper.when)
        except NoData:
            return False

    def _holds(self, where: str, table: Table, row: Row, owner: Mapping[str, Any]) -> bool:
        values = self._row_values(table, row)
        try:
            return Scope({**self._shared, "row": values, "owner": owner}).holds(where)
        except NoData:
            return False

    def _tied_rows(self, table: Table, column: str) -> dict[object, list[Row]]:
        key = f"{table.id}/{column}"
        if key not in self._tied:
            found: dict[object, list[Row]] = {}
            for row in self.subject.printed_rows(table):
                value = self._row_values(table, row).get(column)
                if value is not None:
                    found.setdefault(_hashable(value), []).append(row)
            self._tied[key] = found
        return self._tied[key]

    def _scope(self, row: Row | None, number: int = 0) -> Scope:
        return Scope({**self._shared, "row": self._values(row, number), "owner": {}})

    def _values(self, row: Row | None, number: int = 0) -> dict[str, Any]:
        if row is None or self.table is None:
            return {}
        number = number or self.subject.row(self.table.id, row.id)[0]
        return {**self._row_values(self.table, row, number), "number": number}

    def _row_values(self, table: Table, row: Row, number: int = 0) -> dict[str, Any]:
        number = number or self.subject.row(table.id, row.id)[0]
        return self.subject.table_values(table)[number - 1]

    def _as_typed(self, path: str, row: Row | None) -> str | None:
        """What was typed at a plain path, as it is printed; None for an expression."""
        programme = self.subject.programme
        match path.split("."):
            case ["row", column] if self.table is not None and row is not None:
                field = programme.field(f"{self.table.id}//{column}")
                typed = row.cells.get(column, "")
            case ["form", section, name] if section != "chapters":
                field = programme.field(f"{section}/{name}")
                typed = self.subject.draft.values.get(f"{section}/{name}", "")
            case _:
                return None
        return None if field is None else shown(programme, field, typed) or UNFILLED

    def _read(self, texts: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Of form, facts and lists what the expressions read, each computed only if one does."""
        reads = frozenset[str]().union(*(compile_expression(text).reads for text in texts))
        known: Mapping[str, Callable[[], Mapping[str, Any]]] = {
            "form": lambda: self.subject.form,
            "facts": lambda: self.subject.facts,
            "lists": lambda: self.subject.lists,
        }
        paths = {name: under(name, reads) for name in _SHARED}
        return {
            name: narrow(known[name](), found) if found else {} for name, found in paths.items()
        }


def tie_of(part: PaperPart) -> tuple[str, str] | None:
    """The column of the part's table and that of the paper's row that must bear the same text;
    None where `where` says something else."""
    match = _TIE.fullmatch(part.where)
    return None if match is None else (match[1], match[2])


def label_of(field: Field) -> str:
    """What a field is called on paper, with its unit."""
    unit = field.unit and not says_unit(field.label, field.unit)
    return f"{field.label}（{field.unit}）" if unit else field.label


def needs_line(field: Field) -> bool:
    """Whether a field wants the whole width of a paper."""
    return field.kind == "long_text" or field.width >= _WIDE


# The width in characters from which a field does not fit half a line.
_WIDE = 24


def expressions_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """Every expression of a paper, with the key it stands at."""
    if paper.when:
        yield "when", paper.when
    for key in ("title", "signed"):
        yield from ((key, text) for text in placeholders(getattr(paper, key)))
    for n, part in enumerate(paper.part):
        for key in ("title", "text", "note"):
            yield from ((f"part[{n}].{key}", text) for text in placeholders(getattr(part, key)))
        if part.where:
            yield f"part[{n}].where", part.where
        for k, one in enumerate(part.indicator):
            for key in ("value", "target", "period"):
                if getattr(one, key):
                    yield f"part[{n}].indicator[{k}].{key}", getattr(one, key)


def _expressions(paper: Paper) -> list[str]:
    return [text for _, text in expressions_of(paper)]


def _measured(one: Indicator, scope: Scope) -> Measured:
    target, value, period = (_figure(text, scope) for text in (one.target, one.value, one.period))
    share, is_met = "", None
    if target is not None and value is not None:
        is_met = _is_met(one, value, target)
        share = f"{value * 100 / target:.1f}".removesuffix(".0") + "%" if target else ""
    return Measured(one, _told(target), _told(value), _told(period), share, is_met)


def _figure(text: str, scope: Scope) -> float | int | None:
    """The number an expression gives; None while something it reads is blank."""
    if not text:
        return None
    try:
        value = scope.value(compile_expression(text))
    except NoData:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else None  # pyright: ignore[reportReturnType]


def _is_met(one: Indicator, value: float, target: float) -> bool:
    room = _TOLERANCE * max(1.0, abs(value), abs(target))
    if one.goal == "equal":
        return abs(value - target) <= room
    return value >= target - room if one.goal == "least" else value <= target + room


def _told(figure: float | int | None) -> str:
    return "" if figure is None else show(figure)


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
