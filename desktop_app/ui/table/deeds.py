"""What a person does to a table, each as one change of the draft with its name."""

from collections.abc import Callable, Iterable, Sequence

from desktop_app.core.block import write_block
from desktop_app.core.changes import InsertRows, Together, remove_rows
from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.paste_plan import PastePlan
from desktop_app.core.place_words import cell_label
from desktop_app.core.row_changes import (
    Writes,
    insert_rows,
    moved,
    new_row,
    order_rows,
    row_after,
    write_cells,
)
from desktop_app.jobs.draft_work import new_row_id
from desktop_app.ui.page import Desk

NewId = Callable[[], str]


class TableDeeds:
    """Each deed returns the ids of the rows that it is about, to be looked at afterwards."""

    def __init__(self, desk: Desk, table: Table, new_id: NewId = new_row_id) -> None:
        self._session = desk.session
        self._programme = desk.programme
        self._table = table
        self._new_id = new_id

    def type(self, number: int, row: str, column: str, text: str) -> None:
        """What stands in a cell while somebody types."""
        label = f"填写 {cell_label(self._programme, self._table, number, column)}"
        self._session.type(label, f"{self._table.id}/{row}/{column}", text)

    def write(self, writes: Writes, label: str) -> None:
        """Put texts into cells."""
        table = self._table.id
        if write_cells(self._session.draft, table, writes).cells:
            self._session.do(label, lambda draft: write_cells(draft, table, writes))

    def paste(self, plan: PastePlan) -> list[str]:
        """Do what a plan says."""
        ids = [self._new_id() for _ in plan.added]
        label, table = f"粘贴 {len(plan.landing)} 行", self._table.id
        self._session.do(label, lambda draft: plan.change(draft, table, ids, label))
        there = zip(plan.target.rows, plan.landing, strict=False)
        return [*(row.id for row, _ in there), *ids]

    def add(self, before: str = "", many: int = 1) -> list[str]:
        """Set blank rows in before the row with this id, or at the end."""
        rows = [new_row(self._new_id(), {}) for _ in range(many)]
        return self._insert(rows, before, f"插入 {many} 行" if before else f"新增 {many} 行")

    def add_after(self, row: str, many: int = 1) -> list[str]:
        """Set blank rows in behind the row with this id."""
        rows = [new_row(self._new_id(), {}) for _ in range(many)]
        after = row_after(self._session.draft, self._table.id, row)
        return self._insert(rows, after, f"插入 {many} 行")

    def double(self, rows: Sequence[Row]) -> list[str]:
        """Set copies of rows in behind the last of them, with ids of their own."""
        copies = [new_row(self._new_id(), row.cells) for row in rows]
        after = row_after(self._session.draft, self._table.id, rows[-1].id)
        return self._insert(copies, after, f"复制 {len(copies)} 行")

    def remove(self, ids: Iterable[str]) -> None:
        gone, table = frozenset(ids), self._table.id
        self._session.do(f"删除 {len(gone)} 行", lambda draft: remove_rows(draft, table, gone))

    def move(self, ids: Sequence[str], step: int) -> None:
        """Move rows one place up (-1) or down (1)."""
        chosen, table = frozenset(ids), self._table.id
        label = f"{'上移' if step < 0 else '下移'} {len(chosen)} 行"
        known = [row.id for row in self._session.draft.rows(table)]
        if moved(known, chosen, step) == known:
            return

        def make(draft: Draft) -> Together:
            order = moved([row.id for row in draft.rows(table)], chosen, step)
            return order_rows(draft, table, order, label)

        self._session.do(label, make)

    def put_in_order(self, ids: Sequence[str], by: str) -> None:
        """Make an order that was only looked at the one that is printed."""
        label, table = f"按「{by}」排序保存", self._table.id
        self._session.do(label, lambda draft: order_rows(draft, table, ids, label))

    def _insert(self, rows: Sequence[Row], before: str, label: str) -> list[str]:
        table = self._table.id

        def make(draft: Draft) -> InsertRows:
            return insert_rows(draft, table, rows, before)

        self._session.do(label, make)
        return [row.id for row in rows]


def as_text(rows: Sequence[Row], columns: Sequence[Field], *, with_heads: bool = False) -> str:
    """Cells as the clipboard takes them to Excel and WPS."""
    heads = [[column.label for column in columns]] if with_heads else []
    lines = [[row.cells.get(column.id, "") for column in columns] for row in rows]
    return write_block([*heads, *lines])
