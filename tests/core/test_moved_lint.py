"""What a pack may say to have moved from its earlier version."""

import pytest

from desktop_app.core.pack_lint import lint_pack
from tests.small_pack import FILES, PLAN


def told(*moved, plan=PLAN):
    listed = "".join(
        f'[[moved]]\nsource = "{source}"\ntarget = "{target}"\nsince = "1"\n'
        for source, target in moved
    )
    files = {**FILES, "programme.toml": FILES["programme.toml"] + listed, "plan.toml": plan}
    return [one.message for one in lint_pack(files)]


@pytest.mark.parametrize(
    "moved",
    [
        [("projects//district", "projects//county")],
        [("works//district", "projects//county"), ("works", "projects")],
        [
            ("oldest//district", "projects//county"),
            ("works", "projects"),
            ("oldest", "works"),
        ],
    ],
)
def test_a_column_may_be_called_otherwise_in_its_own_table(moved):
    assert told(*moved) == []


@pytest.mark.parametrize(
    "moved",
    [
        [("projects//gone", "tasks//lead")],
        [("works//gone", "tasks//lead")],
        [("works//gone", "tasks//lead"), ("works", "projects")],
    ],
)
def test_a_column_does_not_move_to_another_table(moved):
    assert any("不能移到另一张表" in one for one in told(*moved))
