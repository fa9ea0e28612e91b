"""What only the window knows of the computer: printers, screen, and whether Chinese can be typed."""

import pytest

from desktop_app.jobs.environment import Health
from desktop_app.ui.start.computer import (
    look_at_input,
    look_at_printers,
    look_at_screen,
    running_programs,
    told_input,
    told_printers,
    told_screen,
)

SHIPPED = ["libcomposeplatforminputcontextplugin.so", "libibusplatforminputcontextplugin.so"]
FCITX = [*SHIPPED, "libfcitx5platforminputcontextplugin.so"]
X11 = {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "fcitx"}
IBUS = {"QT_IM_MODULE": "ibus"}
NONE = {"QT_IM_MODULE": "none"}


@pytest.mark.parametrize(
    ("platform", "environment", "plugins", "running", "answers", "state", "told"),
    [
        ("windows", {}, [], [], None, Health.OK, "系统自带"),
        ("xcb", IBUS, SHIPPED, ["ibus-daemon"], "ibus-daemon", Health.OK, "ibus 正在运行"),
        ("xcb", IBUS, SHIPPED, ["fcitx5"], "fcitx5", Health.OK, "通过它的 ibus 接口"),
        ("xcb", IBUS, SHIPPED, ["fcitx5", "ibus-daemon"], "fcitx5", Health.OK, "fcitx5"),
        ("xcb", IBUS, SHIPPED, ["fcitx5"], "", Health.EXPLAIN, "勾上「IBus 前端」"),
        ("xcb", IBUS, SHIPPED, ["ibus-daemon"], "", Health.EXPLAIN, "注销后重新登录"),
        ("xcb", IBUS, SHIPPED, ["fcitx"], "", Health.EXPLAIN, "没有 ibus 接口"),
        ("xcb", IBUS, SHIPPED, ["bash"], "", Health.EXPLAIN, "没有发现"),
        ("xcb", IBUS, SHIPPED, ["ibus-daemon"], None, Health.OK, "ibus 正在运行"),
        ("xcb", IBUS, SHIPPED, ["fcitx5"], None, Health.HINT, "试一试"),
        ("xcb", IBUS, SHIPPED, ["fcitx"], None, Health.EXPLAIN, "没有 ibus 接口"),
        ("xcb", {**IBUS, "QT_IM_MODULES": "fcitx"}, SHIPPED, [], "ibus-daemon", Health.OK, "ibus"),
        ("xcb", {}, SHIPPED, ["ibus-daemon"], "ibus-daemon", Health.EXPLAIN, "QT_IM_MODULE=ibus"),
        ("xcb", NONE, SHIPPED, ["fcitx5"], "fcitx5", Health.EXPLAIN, "去掉这一项"),
        ("xcb", X11, FCITX, ["fcitx5"], "fcitx5", Health.OK, "插件也在"),
        ("wayland", {}, SHIPPED, ["fcitx5"], "fcitx5", Health.OK, "Wayland"),
        ("wayland", X11, SHIPPED, ["fcitx5"], "fcitx5", Health.EXPLAIN, "去掉这一项"),
    ],
)
def test_whether_chinese_can_be_typed(
    platform, environment, plugins, running, answers, state, told
):
    found = told_input(platform, environment, plugins, running, answers)
    assert found.state is state
    assert told in found.found + found.deed
    if state is Health.EXPLAIN:
        # There is always a way to bring text in meanwhile.
        assert "复制粘贴" in found.deed


def test_what_runs_is_read_from_the_system(tmp_path):
    (tmp_path / "12").mkdir()
    (tmp_path / "12" / "comm").write_text("fcitx5\n")
    (tmp_path / "13").mkdir()
    (tmp_path / "self").mkdir()
    assert running_programs(tmp_path) == {"fcitx5"}


def test_printers_are_told_and_their_absence_holds_nothing_up():
    none = told_printers([], "")
    assert none.state is Health.EXPLAIN and "不影响填写" in none.deed
    assert told_printers(["甲"], "").state is Health.HINT
    found = told_printers(["甲", "乙", "丙", "丁"], "乙")
    assert found.state is Health.OK
    assert "等 4 台" in found.found and "默认是「乙」" in found.found


@pytest.mark.parametrize(
    ("size", "state"),
    [((1366, 728, 1.0), Health.OK), ((911, 480, 1.5), Health.HINT), ((1920, 600, 1), Health.HINT)],
)
def test_a_screen_that_is_too_small_is_told(size, state):
    found = told_screen(*size)
    assert found.state is state
    assert f"{size[0]} × {size[1]}" in found.found


def test_this_computer_can_be_looked_at(qapp):
    for found in (look_at_input(), look_at_screen(), look_at_printers()):
        assert found.title and found.found
