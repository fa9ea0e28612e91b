"""The small programme with a 责任分工表 that follows from the text of its first chapter."""

from desktop_app.core.draft import Draft
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from tests.small_pack import FILES, PLAN, RULES, a_passing_draft

GATHERED = """
[table.gathered]
chapters = ["goals"]
place = "place"
task = "task"
lead = "lead"
support = "support"
offices = "offices"
[[table.column]]
id = "place"
label = "条目"
kind = "text"
[[table.column]]
id = "support"
label = "配合单位"
kind = "text"
"""
RULE = """
[[rule]]
code = "S-{number}"
title = "责任单位"
severity = "{severity}"
check = "gathered"
basis = "derived"
options = {{ table = "tasks", look = ["{look}"] }}
"""
LOOKS = {"missing": "must", "spelling": "explain", "twice": "explain", "typed": "hint"}
OFFICES = "名称,又名,来源\n市经信局,市经济和信息化局、市工信局,本市\n市财政局,,本市\n"
DUTY_PLAN = f"{PLAN}{GATHERED}"
DUTY_FILES = FILES | {
    "plan.toml": DUTY_PLAN,
    "rules.toml": RULES
    + "".join(
        RULE.format(number=n, severity=severity, look=look)
        for n, (look, severity) in enumerate(LOOKS.items(), start=20)
    ),
    "lists/offices.csv": OFFICES,
}
GOALS = """(一)摸清底数。开展评测。(责任单位:市经信局、各县(市、区)人民政府)
(二)推进改造
1.遴选服务商。公开择优。（牵头单位：市经信局；配合单位：市财政局、市科技局）
2.验收改造。按批次验收。（责任单位：市经信局）
(三)落实资金。拨付到位。(责任单位:市财政局)"""


def a_duty_programme() -> Programme:
    """The programme; its table `tasks` is gathered from the chapter `goals`."""
    return read_pack(DUTY_FILES)


def a_duty_draft(goals: str = GOALS, **values: str) -> Draft:
    """A draft whose audit passes, with tasks in its text."""
    return a_passing_draft(goals=goals, **values)
