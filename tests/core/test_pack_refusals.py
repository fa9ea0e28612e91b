"""Packs that are broken in form: refused with file and line, and no key leads astray."""

import pytest

from desktop_app.core.pack_lint import lint_pack
from tests.small_pack import FILES, PLAN, PROJECTS, RULES

REWARDS = "applied = { projects = 3 }\n"
# A number where a text belongs, in every table of free keys that a pack has.
NUMBERS = [
    ("rewards.toml", REWARDS, 1),
    ("rewards.toml", "[applied]\nprojects = 3\n", 1),
    ("plan.toml", PLAN.replace('title = "责任分工表"', "rows = [{ task = 3 }]\ntitle = '表'"), None),
    ("projects.toml", PROJECTS.replace("[table]", "[table]\nrows = [{ name = 3 }]"), None),
    ("rules.toml", RULES.replace('{ "basic/city" = "某市" }', '{ "basic/city" = 3 }'), None),
    ("rules.toml", RULES.replace('{ "chapters/goals" = "全市', '{ "chapters/goals" = 3, a = "'), None),
    ("rules.toml", RULES.replace('[{ name = "甲" }]', "[{ name = 3 }]"), None),
    ("rules.toml", RULES.replace("loose = true", "loose = 3"), None),
    ("rules.toml", RULES.replace('check = "required"', 'check = "required"\noptions = 3'), None),
    ("rules.toml", RULES.replace("row = { investment = 19.99 }", "row = 3"), None),
]  # fmt: skip


def lone_problem(files):
    (problem,) = lint_pack(files)
    return problem


@pytest.mark.parametrize(("name", "text", "line"), NUMBERS)
def test_a_number_for_a_text_is_told_with_its_line(name, text, line):
    assert text != FILES.get(name)
    problem = lone_problem({**FILES, name: text})
    assert problem.file == name
    assert problem.line == line or (line is None and problem.line > 1)
