"""What the rules read: a draft's typed text as values, and figures computed over its tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

from desktop_app.core.changed import Changed, changed_between
from desktop_app.core.draft import Draft, Row
from desktop_app.core.figures import Figures, project_of
from desktop_app.core.gathered import gathered_rows
from desktop_app.core.live_values import LiveValue, Resolved, live_values, names_in, resolved
from desktop_app.core.measures import Share, Shares, shared_inputs, total
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_rules import Measure
from desktop_app.core.programme import Programme
from desktop_app.core.rewards import Rewards, rewards_of
from desktop_app.core.values import NUMBERS, Kind, Month, NotUnderstood, Read, parse

Made = TypeVar("Made")
_FACTS = ("count", "sum", "min", "max", "distinct", "count_by")


class Subject:
    """A draft under its programme, with everything that checks need computed once.

    Given the subject of an earlier state (`before`), it takes over what has not changed since;
    `changed` says what has, and is None without an earlier state.
    """

    def __init__(self, programme: Programme, draft: Draft, before: "Subject | None" = None) -> None:
        self.programme = programme
        self.draft = draft
        self.changed: Changed | None = None
        self._made: dict[tuple[str, str], list[Any]] = {}
        self._old_rows: dict[str, tuple[Row, ...]] = {}
        self._old_made: dict[tuple[str, str], list[Any]] = {}
        self._old_facts: dict[str, dict[str, Any]] | None = None
        self._old_rewards: Rewards | None = None
        self._numbers: dict[str, dict[str, int]] = {}
        self._derived: dict[str, tuple[tuple[object, ...], Any]] = {}
        if before is not None and before.programme is programme:
            self.changed = changed_between(before.draft, draft)
            self._old_rows = {t: before.draft.rows(t) for t in self.changed.tables}
            self._old_made = {**before.made_earlier(), **before._made}
            self._old_rewards = before.__dict__.get("rewards")
            self._old_facts = before.__dict__.get("plain_facts")
            self._derived = before.take_derived()

    def read(self, field: Field, typed: str) -> Read:
        """The value of a typed text under its field's kind, unit and options."""
        return parse(field.kind, typed, field.unit, self.programme.options(field))

    def per_row(
        self,
        table: str,
        name: str,
        make: Callable[[Row, int], Made],
        has_number: Callable[[Made], bool] = lambda _: True,
        *,
        is_stale: bool = False,
    ) -> list[Made]:
        """What `make` gives for each row and its number from 1; `name` tells makings apart.

        What was made of a row before is kept while the row is the same. Rows that moved are made
        anew where `has_number` says that the number is part of what was made, and all rows are if
        it `is_stale`: something else that was used has changed.
        """
        key = (table, name)
        if is_stale:
            self._old_made.pop(key, None)
        if key not in self._made:
            self._made[key] = self._per_row(table, key, make, has_number)
        return self._made[key]

    def made_before(self, table: str, name: str) -> list[Any]:
        """What `per_row` made under a name in the earlier state; empty when it made nothing."""
        return self._old_made.get((table, name), [])

    def derived(self, name: str, sources: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What `make` gives, made again only when one of `sources` is another object than it was
        before; `name` tells makings apart."""
        known = self._derived.get(name)
        if known is None or not all(a is b for a, b in zip(known[0], sources, strict=True)):
            known = (sources, make())
            self._derived[name] = known
        return cast("Made", known[1])

    def row(self, table: str, row_id: str) -> tuple[int, Row]:
        """The row with an id and its number from 1; KeyError when there is none."""
        if table not in self._numbers:
            rows = self.draft.rows(table)
            self._numbers[table] = {row.id: number for number, row in enumerate(rows, start=1)}
        number = self._numbers[table][row_id]
        return number, self.draft.rows(table)[number - 1]

    def text(self, path: str) -> str:
        """The text of the cell at `table/row/column`, as typed."""
        table, row_id, column = path.split("/")
        return self.row(table, row_id)[1].cells.get(column, "")

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """section → field → value; blanks are absent."""
        out: dict[str, dict[str, Any]] = {}
        for section in self.programme.plan.section:
            out[section.id] = {}
            for field in section.field:
                value = self.read(field, self.draft.values.get(f"{section.id}/{field.id}", ""))
                if value is not None and not isinstance(value, NotUnderstood):
                    out[section.id][field.id] = plain_value(value)
        return out

    @cached_property
    def form(self) -> dict[str, dict[str, Any]]:
        """The fields, and chapters → text as it is printed; blanks are absent."""
        chapters = {one.id: self.chapter(one.id).text for one in self.programme.plan.chapter}
        written = {key: text for key, text in chapters.items() if text.strip()}
        return {**self.fields, "chapters": written}

    def chapter(self, chapter_id: str) -> Resolved:
        """The text of a chapter as it is printed: with the values that its tokens stand for."""
        return resolved(self.draft.values.get(f"chapters/{chapter_id}", ""), self.live_texts)

    def printed_texts(self) -> dict[str, str]:
        """chapter id → its text as it is printed."""
        return {one.id: self.chapter(one.id).text for one in self.programme.plan.chapter}

    def printed_rows(self, table: Table) -> tuple[Row, ...]:
        """The rows of a table that are printed: those with something in them, and of a table that
        follows from the text what the text gives."""
        if table.gathered is None:
            return self.draft.filled_rows(table.id)
        return gathered_rows(self.programme, table, self.printed_texts())

    @cached_property
    def figures(self) -> Figures:
        """The figures of the summary's rows that have a name."""
        programme = self.programme
        made = self.per_row(
            programme.summary.table.id,
            "project",
            lambda row, _: project_of(programme, row.cells),
            lambda _: False,
        )
        return self.derived("figures", (made,), lambda: Figures([p for p in made if p.is_named]))

    @cached_property
    def live(self) -> tuple[LiveValue, ...]:
        """The values that may stand in a text as tokens."""
        return live_values(self.programme, self.draft.values, self.figures, self.fields, self.facts)

    @cached_property
    def live_texts(self) -> Mapping[str, str]:
        """The values by name. Nearly always no chapter holds a token, and none is computed."""
        paths = (f"chapters/{one.id}" for one in self.programme.plan.chapter)
        texts = (self.draft.values.get(path, "") for path in paths)
        if not any(True for text in texts for _ in names_in(text)):
            return {}
        return {one.name: one.text for one in self.live}

    def table_values(self, table: Table) -> list[dict[str, Any]]:
        """The rows of a table as mappings column → value; blanks are absent."""
        options = {column.id: self.programme.options(column) for column in table.column}
        return self.per_row(
            table.id, "values", lambda row, _: _values(table, row.cells, options), lambda _: False
        )

    def cell_values(self, table: Table, cells: Mapping[str, str]) -> dict[str, Any]:
        """The values of cells that are no row of the draft."""
        return _values(table, cells, {one.id: self.programme.options(one) for one in table.column})

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """list id → its options; a list without rows is absent: it was not loaded."""
        return {key: list(f.options()) for key, f in self.programme.lists.items() if f.rows}

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """`plain_facts`, and `reward` where the programme has rewards."""
        if not self.programme.rewards.reward:
            return self.plain_facts
        return {**self.plain_facts, "reward": self.rewards.facts()}

    @cached_property
    def rewards(self) -> Rewards:
        """The rewards of all rows with their steps."""
        return rewards_of(self, self.plain_facts, self._old_rewards)

    @cached_property
    def plain_facts(self) -> dict[str, dict[str, Any]]:
        """count, sum, min, max, distinct and count_by of every table, by table and column, and the
        pack's own measures by id."""
        out: dict[str, dict[str, Any]] = {name: {} for name in _FACTS}
        for table in self.programme.tables():
            out["count"][table.id] = len(self.draft.rows(table.id))
            for name in _FACTS[1:]:
                out[name][table.id] = {}
            for column in table.column:
                if not self._took_over(out, table, column):
                    self._column_facts(out, table, column)
        out["measure"] = {one.id: self._measured(one) for one in self.programme.measures}
        return out

    def take_derived(self) -> dict[str, tuple[tuple[object, ...], Any]]:
        """What was derived up to this state, for the next to go on with."""
        return self._derived

    def made_earlier(self) -> dict[tuple[str, str], list[Any]]:
        """What was made of rows before this state, not asked for here, and still holds."""
        changed = frozenset[str]() if self.changed is None else self.changed.tables.keys()
        return {key: made for key, made in self._old_made.items() if key[0] not in changed}

    def _measured(self, measure: Measure) -> float | int:
        table = self.programme.table(measure.each)
        if table is None:
            return 0
        shared = shared_inputs(measure, {"form": self.fields, "lists": self.lists})
        values = self.table_values(table)
        shares = Shares(measure, shared)

        def share(_: Row, number: int) -> tuple[dict[str, dict[str, Any]], Share]:
            return shared, shares.of(values[number - 1])

        name = f"measure {measure.id}"
        old = self._old_made.get((table.id, name))
        is_stale = bool(old) and old[0][0] != shared
        made = self.per_row(table.id, name, share, lambda _: False, is_stale=is_stale)
        return total(measure, [one for _, one in made])

    def _took_over(self, out: dict[str, dict[str, Any]], table: Table, column: Field) -> bool:
        old = self._old_facts
        if old is None or self.changed is None or self.changed.column(table.id, column.id):
            return False
        for name in _FACTS[1:]:
            if column.id in old[name][table.id]:
                out[name][table.id][column.id] = old[name][table.id][column.id]
        return True

    def _column_facts(self, out: dict[str, dict[str, Any]], table: Table, column: Field) -> None:
        if column.kind in NUMBERS:
            cells = (row.cells.get(column.id, "") for row in self.draft.rows(table.id))
            numbers = numbers_of(column, cells)
            if numbers:
                convert = int if column.kind is Kind.INTEGER else float
                out["sum"][table.id][column.id] = convert(sum(numbers, Decimal(0)))
                out["min"][table.id][column.id] = convert(min(numbers))
                out["max"][table.id][column.id] = convert(max(numbers))
            return
        if column.kind is Kind.LONG_TEXT:
            return
        found = (values.get(column.id) for values in self.table_values(table))
        counted = Counter(str(value).strip() for value in found if isinstance(value, str))
        out["distinct"][table.id][column.id] = list(counted)
        out["count_by"][table.id][column.id] = dict(counted)

    def _per_row(
        self,
        table: str,
        key: tuple[str, str],
        make: Callable[[Row, int], Made],
        has_number: Callable[[Made], bool],
    ) -> list[Made]:
        rows = self.draft.rows(table)
        old = cast("list[Made] | None", self._old_made.get(key))
        if old is None or self.changed is None:
            return [make(row, number) for number, row in enumerate(rows, start=1)]
        change = self.changed.tables.get(table)
        if change is None:
            return old
        if not change.is_moved:
            remade = {at: make(rows[at], at + 1) for at in change.at}
            # The very same list tells that nothing came out otherwise.
            if all(one == old[at] for at, one in remade.items()):
                return old
            made = old.copy()
            for at, one in remade.items():
                made[at] = one
            return made
        before = {id(row): at for at, row in enumerate(self._old_rows[table])}
        made = list[Made]()
        for at, row in enumerate(rows):
            was = before.get(id(row))
            keeps = was is not None and (was == at or not has_number(old[was]))
            made.append(old[was] if was is not None and keeps else make(row, at + 1))
        return made


def _values(
    table: Table, cells: Mapping[str, str], options: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """column → value of the cells of a row; blanks, and what is not understood, are absent."""
    out: dict[str, Any] = {}
    for column in table.column:
        typed = cells.get(column.id)
        if typed is None:
            continue
        value = parse(column.kind, typed, column.unit, options[column.id])
        if value is not None and not isinstance(value, NotUnderstood):
            out[column.id] = plain_value(value)
    return out


def numbers_of(field: Field, texts: Iterable[str]) -> list[Decimal]:
    """The understood numbers among texts typed into a field, in its unit."""
    values = (parse(field.kind, text, field.unit) for text in texts)
    return [
        Decimal(value)
        for value in values
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    ]


def plain_value(value: Read) -> object:
    """A value as expressions see it: amounts as doubles, dates and months as ISO text."""
    match value:
        case Decimal():
            return float(value)
        case Month():
            return value.iso()
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def in_print(programme: Programme, draft: Draft) -> Draft:
    """The draft with the texts of its chapters as they are printed; itself if it has no tokens."""
    subject = Subject(programme, draft)
    values = dict(draft.values)
    for chapter in programme.plan.chapter:
        if (found := subject.chapter(chapter.id)).pieces:
            values[f"chapters/{chapter.id}"] = found.text
    return draft if values == draft.values else replace(draft, values=MappingProxyType(values))
