"""Projects that the draft has already are shown beside and decided."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.changes import set_path
from tests.small_pack import a_small_draft
from tests.ui.importing.importer import HEAD, a_file, project


@pytest.mark.parametrize(
    ("way", "investments"), [("skip", ["20"]), ("replace", ["30"]), ("another", ["20", "30"])]
)
def test_a_project_that_is_there_is_shown_beside_and_decided(importer, tmp_path, way, investments):
    path = a_file(tmp_path / "表.xlsx", HEAD, project(1, "旧项目"))
    clerk = importer()
    clerk.take(path)
    assert clerk.summary() == "将导入 1 个文件、1 个项目;1 处待您决定"
    clerk.press("import")
    assert clerk.label("import refusal").startswith("还有 1 处待您决定")
    assert clerk.names() == ["旧项目"]
    assert "总投资 |  | 20 | 30 | ● 待您决定" in clerk.rows("both sides")
    clerk.press("look at row")
    assert clerk.jumps == ["projects/p1/name"]
    clerk.pick(f"way {way}")
    clerk.until(lambda: "待您决定" not in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert [row.cells["investment"] for row in clerk.draft().rows("projects")] == investments


def test_all_that_is_left_to_decide_is_decided_at_once(importer, tmp_path):
    draft = a_small_draft([{"name": f"项目{n}", "investment": "1"} for n in "甲乙丙"])
    path = a_file(tmp_path / "表.xlsx", HEAD, *(project(n, f"项目{n}") for n in "甲乙丙"))
    clerk = importer(draft)
    clerk.take(path)
    clerk.tab("已有的项目")
    clerk.press("rest replace")
    clerk.until(lambda: "待您决定" not in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert [row.cells["investment"] for row in clerk.draft().rows("projects")] == ["30"] * 3


def test_the_import_meets_the_draft_as_it_is_when_it_is_made(importer, tmp_path):
    clerk = importer()
    clerk.take(a_file(tmp_path / "表.xlsx", HEAD, project(1, "甲项目")))
    clerk.session.do("改名", lambda draft: set_path(draft, "projects/p1/name", "甲项目"))
    clerk.page.show_draft(clerk.draft())
    clerk.until(lambda: "1 处待您决定" in clerk.summary())


def a_second_file(clerk, tmp_path, **amounts):
    """What a county sent first is taken in and changed here; then its next file comes."""
    names = ["甲项目", "乙项目", "丙项目"]
    clerk.take(
        a_file(tmp_path / "一.xlsx", HEAD, *(project(n, one) for n, one in enumerate(names)))
    )
    clerk.press("import")
    clerk.until(lambda: clerk.session.before.sources)
    rows = {row.cells["name"]: row.id for row in clerk.draft().rows("projects")}
    path = f"projects/{rows['甲项目']}/investment"
    clerk.session.do("改", lambda draft: set_path(draft, path, "31"))
    sent = [project(n, one, amount) for n, (one, amount) in enumerate(amounts.items())]
    clerk.take(a_file(tmp_path / "二.xlsx", HEAD, *sent))
    return rows


def investments(clerk):
    rows = clerk.draft().rows("projects")
    return {row.cells["name"]: row.cells["investment"] for row in rows}


@pytest.mark.parametrize(("side", "amount"), [("ours", "31"), ("theirs", "50")])
def test_what_both_sides_changed_is_chosen_cell_by_cell(importer, tmp_path, side, amount):
    clerk = importer()
    a_second_file(clerk, tmp_path, 甲项目="50", 乙项目="60", 丙项目="30")
    assert clerk.summary() == (
        "将导入 1 个文件、2 个项目(更新 1 个);1 个项目草稿中已有,不再导入;1 处待您决定"
    )
    clerk.tab("已有的项目")
    told = {one.split(" | ")[0]: one.split(" | ")[2] for one in clerk.rows("clashes")}
    assert told == {"甲项目": "● 待您决定", "乙项目": "✓ 更新 1 项"}
    clerk.click_cell(clerk.table("clashes"), list(told).index("甲项目"), 0)
    assert clerk.rows("both sides")[0] == "总投资 | 30 | 31 | 50 | ● 待您决定"
    clerk.click_cell(clerk.table("both sides"), 0, 0)
    clerk.press(f"cell {side}")
    clerk.until(lambda: "待您决定" not in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert investments(clerk)["甲项目"] == amount
    assert investments(clerk)["乙项目"] == "60"


def test_the_other_side_of_a_cell_is_a_key_away(importer, tmp_path):
    clerk = importer()
    a_second_file(clerk, tmp_path, 甲项目="50", 乙项目="30", 丙项目="30")
    clerk.press("import")
    assert clerk.label("import refusal").startswith("还有 1 处待您决定")
    both = clerk.table("both sides")
    clerk.click_cell(both, 0, 0)
    for told in ("文件中的", "草稿中的", "文件中的"):
        clerk.qtbot.keyClick(both, Qt.Key.Key_Return)
        clerk.until(lambda told=told: clerk.rows("both sides")[0].endswith(told))
    clerk.until(lambda: "待您决定" not in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert investments(clerk)["甲项目"] == "50"


def test_a_project_that_the_county_has_no_more_goes_only_when_asked(importer, tmp_path):
    clerk = importer()
    a_second_file(clerk, tmp_path, 甲项目="30", 丙项目="30")
    assert "上次报送的 1 个项目这次没有" in clerk.label("file sentence")
    clerk.tab("已有的项目")
    assert clerk.rows("clashes") == ["乙项目 | 上次有,这次没有 | ○ 保留"]
    clerk.pick("way remove")
    clerk.until(lambda: "删去 1 个项目" in clerk.summary() and clerk.button("import").isEnabled())
    clerk.press("import")
    assert "乙项目" not in investments(clerk)
    clerk.session.undo()
    clerk.until(lambda: "乙项目" in investments(clerk))
