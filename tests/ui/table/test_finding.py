"""Finding and replacing in the table."""

from tests.ui.table.conftest import CTRL, SHIFT, Key


def test_finding_goes_round_and_counts(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_F, CTRL)
    clerk.fill("find text", "东港")
    assert clerk.label("find count") == "共 2 处"
    clerk.key(Key.Key_Return)
    assert (clerk.cursor(), clerk.label("find count")) == ((0, "县区"), "第 1 处,共 2 处")
    clerk.key(Key.Key_Return)
    assert (clerk.cursor(), clerk.label("find count")) == ((2, "县区"), "第 2 处,共 2 处")
    clerk.key(Key.Key_F3)
    assert clerk.cursor() == (0, "县区")
    clerk.key(Key.Key_F3, SHIFT)
    assert clerk.cursor() == (2, "县区")
    clerk.fill("find text", "没有的")
    assert clerk.label("find count") == "没有找到"
    clerk.key(Key.Key_Escape)
    assert clerk.window.focusWidget() is clerk.grid
    assert clerk.button("find next") is None


def test_replacing_all_is_shown_old_and_new_then_done_as_one_change(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_H, CTRL)
    clerk.fill("find text", "项目")
    clerk.fill("replace text", "工程")
    clerk.press("replace all")
    assert clerk.label("replace plan") == "将替换 3 格(在 3 行里):"
    assert clerk.box("replace list").toPlainText().splitlines() == [
        "第1行 项目名称:甲项目 → 甲工程",
        "第2行 项目名称:乙项目 → 乙工程",
        "第3行 项目名称:丙项目 → 丙工程",
    ]
    assert clerk.column("项目名称")[0] == "甲项目"
    clerk.key(Key.Key_Space)
    assert clerk.column("项目名称") == ["甲工程", "乙工程", "丙工程"]
    clerk.until(lambda: clerk.undoable == "替换 3 处")


def test_replacing_one_by_one_goes_on_to_the_next(clerk):
    clerk.click(0, "项目名称")
    clerk.key(Key.Key_H, CTRL)
    clerk.fill("find text", "东港区")
    clerk.fill("replace text", "港区")
    clerk.press("find next")
    clerk.press("replace one")
    assert clerk.column("县区") == ["港区", "西山县", "东港区"]
    assert clerk.cursor() == (2, "县区")
