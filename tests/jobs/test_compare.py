"""Two drafts for the mid-term adjustment: who came, went, was renamed, what share that is."""

import docx
import pytest

from desktop_app.core.draft import Draft, Row
from desktop_app.errors import AppError
from desktop_app.jobs.compare import compare_drafts
from desktop_app.jobs.compare_table import write_adjustment
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()


def a_state(**named):
    """Rows by id: `p1="甲项目"` or `p1={"name": …, "investment": …}`."""
    rows = tuple(
        Row(key, {"name": cells} if isinstance(cells, str) else cells)
        for key, cells in named.items()
    )
    return Draft(PROGRAMME.id, 3, {"basic/city": "某市"}, {"projects": rows})


def compared(old, new):
    return compare_drafts(PROGRAMME, old, new)


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
    assert one.cells == (("县区", "", "临河县"), ("总投资", "30", "45"))
    assert not one.is_renamed


def test_an_empty_list_before_has_no_share():
    assert compared(a_state(), a_state(a="甲项目")).share == 0.0


def test_the_table_has_a_row_for_each_project_and_replaces_no_file(tmp_path):
    old = a_state(a="甲项目", b={"name": "乙项目", "investment": "30"}, c="丁车间")
    new = a_state(b={"name": "乙项目", "investment": "45"}, c="戊产线", d="丙系统")
    out = tmp_path / "对照表.docx"
    write_adjustment(PROGRAMME, new, compared(old, new), out)
    document = docx.Document(str(out))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["序号", "调整类型", "调整前", "调整后", "调整内容"],
        ["1", "删去", "甲项目", "", ""],
        ["2", "新增", "", "丙系统", ""],
        ["3", "内容变更", "乙项目", "乙项目", "总投资由「30」改为「45」"],
        ["4", "更名", "丁车间", "戊产线", "项目名称由「丁车间」改为「戊产线」"],
    ]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "原申报项目 3 个,删去 1 个,新增 1 个,内容有变 2 个,调整比例 33.3%。" in text
    written = out.read_bytes()
    with pytest.raises(AppError, match="没有覆盖"):
        write_adjustment(PROGRAMME, old, compared(old, new), out)
    assert out.read_bytes() == written
    assert list(tmp_path.iterdir()) == [out]


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(AppError, match="没有写成"):
        write_adjustment(
            PROGRAMME, a_state(), compared(a_state(), a_state()), tmp_path / "无" / "表.docx"
        )
    assert list(tmp_path.iterdir()) == []
