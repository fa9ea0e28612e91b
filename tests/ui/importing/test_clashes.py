"""Projects that the draft has already are shown beside and decided."""

import pytest

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
    assert "总投资 | 20 | 30 | ≠ 不同" in clerk.rows("both sides")
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
