"""How wide columns are: by weight and need, and no cell takes the others' room away."""

from desktop_app.documents.table_layout import SIZES, column_widths, padding
from desktop_app.documents.tree import Column, Table


def test_a_number_without_end_leaves_other_columns_room_for_their_signs():
    columns = tuple(Column("项目", 5, kind) for kind in ("text", "center", "number") * 6)
    rows = tuple(tuple("9" * 400 if n == at else "甲乙" for n in range(18)) for at in range(18))
    size = SIZES[-1]
    widths = column_widths(Table(columns, rows), 700, size)
    assert min(widths) >= 2 * size + 2 * padding(size)
