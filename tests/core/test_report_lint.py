"""What is wrong in reports.toml is said with its line and key."""

import pytest

from desktop_app.core.pack_lint import lint_pack
from tests.report_pack import REPORTED, REPORTS


def problems(reports: str) -> list[str]:
    found = lint_pack({**REPORTED, "reports.toml": reports})
    return [f"{one.key}:{one.message}" for one in found if one.file == "reports.toml"]


def test_reports_without_a_fault_have_no_problem():
    assert problems(REPORTS) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('measure = "signed"', 'measure = "signs"', "没有 measure「signs」"),
        ('on = "signed"', 'on = "signs"', "没有列「signs」"),
        ('on = "signed"', 'on = "county"', "不是日期或年月"),
        ('of = "accepted"', 'of = "all"', "没有 measure「all」"),
        ('target = "4"', 'target = "form.basic.none"', "form.basic.none"),
        ('by = ["county", "batch"]', 'by = ["town"]', "汇总表没有列「town」"),
        ('by = ["county", "batch"]', 'by = ["investment"]', "不能按列「investment」分组"),
        ('by = ["county", "batch"]', 'by = ["cloud"]', "不能按列「cloud」分组"),
        ("column = true", "column = false", "分组表没有内容"),
        ("{basic.city}工作月报", "{basic.town}工作月报", "没有对应的填报项"),
        ('table = "stages"', 'table = "steps"', "没有表「steps」"),
        ('due = "due"', 'due = "stage"', "须是 yes_no"),
        ('done = "accepted"', 'done = "cloud"', "不是日期或年月"),
        ('group = "batch"', 'group = "stage"', "汇总表没有列「stage」"),
        ('id = "quarterly"', 'id = "monthly"', "「monthly」重复"),
        ('id = "problems"', 'id = "progress"', "「progress」重复"),
        ('id = "quarterly"', 'id = "a.b"', "由小写字母"),
        ('to = "领导小组"', 'quote = "没有这一句"', "通知原文中没有"),
        ('to = "领导小组"', 'too = "领导小组"', "不认识的键「too」"),
    ],
)
def test_each_fault_is_told(old, new, said):
    assert old in REPORTS
    assert any(said in one for one in problems(REPORTS.replace(old, new)))
