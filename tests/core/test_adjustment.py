"""Two drafts for the mid-term adjustment: who came, went, was renamed, what share that is."""

from decimal import Decimal

import pytest

from desktop_app.core.adjustment import adjustment, adjustment_findings
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.explaining import fingerprint
from desktop_app.core.findings import Severity
from desktop_app.core.rules import audit
from tests.small_pack import FILES, a_small_programme

PROGRAMME = a_small_programme()


def a_state(**named):
    """Rows by id: `p1="甲项目"` or `p1={"name": …, "investment": …}`."""
    rows = tuple(
        Row(key, {"name": cells} if isinstance(cells, str) else cells)
        for key, cells in named.items()
    )
    return Draft(PROGRAMME.id, 3, {"basic/city": "某市"}, {"projects": rows})


def compared(old, new):
    return adjustment(PROGRAMME, old, new)


def test_the_same_draft_has_no_adjustment():
    state = a_state(a="甲项目", b="乙项目")
    found = compared(state, state)
    assert (found.added, found.removed, found.changed, found.share) == ((), (), (), 0.0)


def test_projects_that_came_and_went_make_the_share():
    old = a_state(**{f"r{n}": f"第{n}号铸造车间" for n in range(10)})
    rows = list(old.rows("projects"))[3:]
    new = Draft(PROGRAMME.id, 4, old.values, {"projects": (*rows, Row("new", {"name": "冲压岛"}))})
    found = compared(old, new)
    assert found.removed == ("第0号铸造车间", "第1号铸造车间", "第2号铸造车间")
    assert found.added == ("冲压岛",)
    assert (found.applied, found.share) == (10, 30.0)


def test_a_renamed_project_is_one_project_when_its_row_is_the_same():
    found = compared(a_state(a="甲项目"), a_state(a="完全不同的名称"))
    (one,) = found.changed
    assert (one.before, one.after, one.is_renamed) == ("甲项目", "完全不同的名称", True)
    assert found.share == 0.0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("铸造车间（一期）", "铸造车间(一期)"),
        ("华阳精密铸造数字化车间改造项目", "华阳精密铸造数字化车间升级项目"),
    ],
)
def test_rows_of_drafts_made_apart_are_paired_by_name(before, after):
    found = compared(a_state(x=before), a_state(y=after))
    assert [(one.before, one.after) for one in found.changed] == [(before, after)]
    assert (found.added, found.removed) == ((), ())


def test_equal_names_are_paired_before_similar_ones():
    old = a_state(a="一号车间改造项目", b="二号车间改造项目")
    new = a_state(x="二号车间改造项目", y="一号车间改造项目(新)")
    found = compared(old, new)
    assert [one.before for one in found.changed] == ["一号车间改造项目"]


def test_changed_cells_are_told_by_their_labels():
    old = a_state(a={"name": "甲项目", "investment": "30"})
    new = a_state(a={"name": "甲项目", "investment": "45", "county": "临河县"})
    (one,) = compared(old, new).changed
    told = [(field.label, before, after) for field, before, after in one.cells]
    assert told == [("县区", "", "临河县"), ("总投资", "30", "45")]
    assert not one.is_renamed


def test_a_share_just_above_a_limit_is_not_written_as_the_limit():
    before = {f"p{n}": f"{n}号项目" for n in range(333)}
    after = dict(list(before.items())[100:])
    assert compared(a_state(**before), a_state(**after)).share_told == "30.03"
    assert compared(a_state(a="甲"), a_state(b="乙")).share_told == "100"


def test_an_empty_list_before_has_no_share():
    assert compared(a_state(), a_state(a="甲项目")).share == 0.0


def test_a_project_that_takes_the_place_of_another_is_one_adjustment():
    old = a_state(**{f"r{n}": f"第{n}号铸造车间" for n in range(4)})
    rows = (*old.rows("projects")[1:], Row("new", {"name": "冲压岛"}))
    found = compared(old, Draft(PROGRAMME.id, 4, old.values, {"projects": rows}))
    assert (found.adjusted, found.share, found.now) == (1, 25.0, 4)


def test_rows_in_which_nothing_is_written_are_no_projects():
    found = compared(a_state(a="甲项目"), a_state(a="甲项目", b={}, c={"name": " "}))
    assert (found.added, found.now) == ((), 1)


def test_the_investment_of_all_projects_is_summed_on_both_sides():
    old = a_state(a={"name": "甲", "investment": "1亿元"}, b={"name": "乙", "investment": "待定"})
    new = a_state(a={"name": "甲", "investment": "30.5"})
    assert compared(old, new).invested == (Decimal(10000), Decimal("30.5"))


MIDTERM = """
[[section]]
id = "midterm"
title = "中期调整"
[[section.field]]
id = "applied"
label = "申报项目总数"
kind = "integer"
unit = "个"
[[section.field]]
id = "changed"
label = "调整的项目数"
kind = "integer"
unit = "个"
"""
SHARE = """
[[rule]]
code = "S-30"
title = "中期调整的比例"
severity = "explain"
require = "10 * form.midterm.changed <= 3 * form.midterm.applied"
at = ["midterm/changed", "midterm/applied"]
say = "调整 {form.midterm.changed} 个,超过 {form.midterm.applied} 个的 30%,请说明"
clause = "一"
quote = "项目数量不少于2个"
[[rule.example]]
form = { midterm = { changed = 3, applied = 10 } }
holds = true
"""
WITH_SHARE = a_small_programme(
    plan=FILES["plan.toml"].replace("[[chapter]]", f"{MIDTERM}[[chapter]]", 1),
    projects='applied = "midterm/applied"\nadjusted = "midterm/changed"\n' + FILES["projects.toml"],
    rules=FILES["rules.toml"] + SHARE,
)


def told_of(gone, **values):
    """The findings when so many of ten projects go; `values` are those of the midterm section."""
    old = a_state(**{f"r{n}": f"第{n}号铸造车间" for n in range(10)})
    filled = {f"midterm/{key}": text for key, text in values.items()}
    new = Draft(PROGRAMME.id, 4, filled, {"projects": old.rows("projects")[gone:]})
    return adjustment_findings(WITH_SHARE, new, adjustment(WITH_SHARE, old, new))


def test_the_share_is_held_against_the_rule_of_the_programme():
    assert told_of(3) == []
    (one,) = told_of(4)
    assert (one.code, one.severity, one.clause) == ("S-30", Severity.EXPLAIN, "一")
    assert one.message == "调整 4 个,超过 10 个的 30%,请说明"


def test_other_numbers_than_those_of_the_comparison_are_named_and_do_not_count():
    first, second = told_of(3, applied="108", changed="四个")
    assert (first.left, first.right, first.places[0].path) == ("108", "10", "midterm/applied")
    assert (second.left, second.right) == ("四个", "3")
    assert [one.code for one in told_of(4, applied="10个", changed="4")] == ["S-30"]


def test_an_explained_share_stays_explained():
    old = a_state(**{f"r{n}": f"第{n}号铸造车间" for n in range(10)})
    new = Draft(
        PROGRAMME.id,
        4,
        {"midterm/applied": "10", "midterm/changed": "4"},
        {"projects": old.rows("projects")[4:]},
    )
    (finding,) = [one for one in audit(WITH_SHARE, new).findings if one.code == "S-30"]
    told = {finding.key: Explanation("省厅已批准调整", fingerprint(new, finding))}
    explained = Draft(new.programme, 5, new.values, new.tables, told)
    (one,) = adjustment_findings(WITH_SHARE, explained, adjustment(WITH_SHARE, old, explained))
    assert one.explanation == "省厅已批准调整"


def test_a_programme_without_these_fields_has_no_findings():
    old, new = a_state(a="甲项目"), a_state(b="完全不同的名称")
    assert adjustment_findings(PROGRAMME, new, compared(old, new)) == []
