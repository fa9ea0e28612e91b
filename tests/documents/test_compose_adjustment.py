"""调整前后对照表: what stands in it, and in which order."""

from desktop_app.core.adjustment import adjustment
from desktop_app.core.draft import Draft, Row
from desktop_app.documents.compose_adjustment import compose_adjustment
from desktop_app.documents.tree import FormFoot, Paragraph, Table
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()


def a_state(*rows):
    return Draft(
        PROGRAMME.id, 3, {"basic/city": "某市"}, {"projects": tuple(Row(*one) for one in rows)}
    )


OLD = a_state(
    ("a", {"name": "甲项目", "county": "临河县", "investment": "100"}),
    ("b", {"name": "乙项目(一期)", "enterprise": "乙厂", "investment": "30"}),
    ("c", {"name": "丁车间", "investment": "30"}),
    ("d", {"name": "不变的", "investment": "20"}),
)
NEW = a_state(
    ("b", {"name": "乙项目(一期)", "enterprise": "乙厂", "investment": "1,045", "start": "2024.6"}),
    ("c", {"name": "戊产线", "investment": "30"}),
    ("d", {"name": "不变的", "investment": "20"}),
    ("e", {"name": "丙系统", "industry": "铸造", "investment": "0.6亿元"}),
)


def blocks(kind):
    (section,) = compose_adjustment(PROGRAMME, NEW, adjustment(PROGRAMME, OLD, NEW)).sections
    assert section.landscape
    return [block for block in section.blocks if isinstance(block, kind)]


def test_each_project_has_one_row_with_both_sides_and_room_for_the_reason():
    (table,) = blocks(Table)
    assert [column.title for column in table.columns] == [
        "序号", "县区", "实施企业", "项目名称", "调整类型", "调整前", "调整后", "调整原因",
    ]  # fmt: skip
    assert table.rows == (
        ("1", "临河县", "", "甲项目", "删去", "行业：（空）；总投资：100万元", "—", ""),
        ("2", "", "", "丙系统", "新增", "—", "行业：铸造；总投资：6000万元", ""),
        ("3", "", "", "戊产线", "更名", "项目名称：丁车间", "项目名称：戊产线", ""),
        (
            "4", "", "乙厂", "乙项目(一期)", "内容变更",
            "总投资：30万元；开始年月：（空）", "总投资：1045万元；开始年月：2024年6月", "",
        ),
    )  # fmt: skip


def test_the_figures_stand_above_and_who_signs_below():
    texts = ["".join(run.text for run in one.runs) for one in blocks(Paragraph)]
    assert texts == [
        "某市项目调整前后对照表",
        "原申报项目4个，调整后4个。其中删去1个，新增1个，更名1个，其他内容变更1个；"
        "调整比例25%（新增、删去中较多的一方占原申报项目总数的比例）。"
        "总投资由180万元变为7095万元。",
    ]
    (foot,) = blocks(FormFoot)
    assert [label for label, _ in foot.entries] == ["填报单位（盖章）", "填报人"]
