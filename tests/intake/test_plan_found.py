"""Projects of a plan that several of its lists name: the same list again, or another."""

import pytest

from desktop_app.intake.plain import Doubt, ReadRow
from desktop_app.intake.plan_found import FoundProjects


def a_list(names: range, table: str) -> list[ReadRow]:
    return [ReadRow({"name": f"第{n}号项目"}, f"{table} 第{n}行") for n in names]


@pytest.mark.parametrize(
    ("second", "count", "is_again"),
    [
        # Two names in common, or less than half of the shorter list, are names that stand twice.
        (range(9, 19), 20, False),
        (range(7, 17), 20, False),
        (range(6, 16), 15, True),
        (range(1, 4), 10, True),
        (range(1, 3), 12, False),
    ],
)
def test_a_list_is_one_from_before_when_half_of_it_was_there(second, count, is_again):
    doubts: list[Doubt] = []
    found = FoundProjects("name", doubts)
    found.add_list(a_list(range(1, 11), "表1"), "表1")
    found.add_list(a_list(second, "表2"), "表2")
    assert len(found.rows) == count
    assert [one.kind for one in doubts] == (["repeated_list"] if is_again else [])
