"""Projects that come in and are in the table already."""

import pytest

from desktop_app.core.already_there import is_same, rows_already_there
from desktop_app.core.draft import Row
from tests.small_pack import a_small_programme

FORM = a_small_programme().summary
CODE, OTHER = "91350100M000100Y43", "91210000ME62927B32"


def found(ours, theirs):
    rows = [Row(f"p{n}", cells) for n, cells in enumerate(ours, start=1)]
    return [row and row.id for row in rows_already_there(FORM, rows, theirs)]


@pytest.mark.parametrize(
    ("ours", "theirs", "is_there"),
    [
        ({"name": "甲项目"}, {"name": "甲项目"}, True),
        ({"name": "甲项目(一期)"}, {"name": "甲项目（一期）"}, True),
        ({"name": "甲项目"}, {"name": "乙工程"}, False),
        # One firm may have two projects; a slip of the keyboard is none.
        (
            {"name": "熔炼车间改造", "credit_code": CODE},
            {"name": "热处理设备更新", "credit_code": CODE},
            False,
        ),
        (
            {"name": "熔炼车间数字化改造项目", "credit_code": CODE},
            {"name": "熔炼车间数字化改造项", "credit_code": CODE},
            True,
        ),
        # A name that many use, of two firms.
        (
            {"name": "数字化改造", "credit_code": CODE, "enterprise": "甲厂"},
            {"name": "数字化改造", "credit_code": OTHER, "enterprise": "乙厂"},
            False,
        ),
        ({"name": ""}, {"name": ""}, False),
    ],
)
def test_the_same_project_is_known_by_name_or_by_firm_and_a_near_name(ours, theirs, is_there):
    assert found([ours], [theirs]) == (["p1"] if is_there else [None])


def test_each_row_is_the_partner_of_one_project_only():
    assert found([{"name": "甲"}], [{"name": "甲"}, {"name": "甲"}]) == ["p1", None]
    assert found([{"name": "甲"}, {"name": "甲"}], [{"name": "甲"}, {"name": "甲"}]) == ["p1", "p2"]


def test_an_equal_name_is_served_before_a_near_one():
    ours = [{"name": "熔炼车间数字化改造项目", "credit_code": CODE}]
    near = {"name": "熔炼车间数字化改造项", "credit_code": CODE}
    assert found(ours, [near, ours[0]]) == [None, "p1"]


def test_what_the_file_leaves_blank_makes_no_difference():
    row = Row("p1", {"name": "甲", "county": "东县"})
    assert is_same(row, {"name": "甲"})
    assert not is_same(row, {"name": "甲", "county": "西县"})
