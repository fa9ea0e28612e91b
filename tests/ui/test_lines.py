"""Lists that show one value a line."""

import pytest

from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.theme import Theme


def colours(table, row):
    """All colours in the first cell of a line, as it is seen."""
    where = table.visualRect(table.model().index(row, 0)).translated(table.viewport().pos())
    seen = table.grab(where).toImage()
    across, down = range(seen.width()), range(seen.height())
    return {seen.pixelColor(x, y).name() for x in across for y in down}


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_a_line_that_is_chosen_keeps_the_colour_of_its_sign(qtbot, qapp, scheme):
    theme = Theme(scheme)
    theme.dress(qapp)
    model = TextLines(("状态", "名称"), theme, "must", qapp)
    model.show([("█", "甲"), ("█", "乙")], frozenset({(0, 0), (1, 0)}))
    table = LineTable(model, "项目", "list", (80, 80), 1)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    table.selectRow(0)
    assert theme.tokens["must"].lower() in colours(table, 0)
    assert theme.tokens["accent_soft"].lower() in colours(table, 0)
    assert theme.tokens["must"].lower() in colours(table, 1)
