"""Every icon draws something, in the colour asked for, in every scheme and density."""

from itertools import product

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from desktop_app.paths import ICONS
from desktop_app.ui.icons import Icons, icon_names, icons_of
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button

NEEDED = {
    "notice", "form", "table", "plan", "chapter", "check", "print", "send", "search", "help",
    "undo", "redo", "import", "folder", "warning", "ok", "settings", "fold", "unfold", "bundle",
    "start", "explain", "empty", "begun",
}  # fmt: skip


def drawn(picture):
    image = picture.toImage()
    return [
        image.pixelColor(x, y)
        for x, y in product(range(image.width()), range(image.height()))
        if image.pixelColor(x, y).alpha() > 200
    ]


def test_what_the_window_needs_is_there():
    assert set(icon_names()) >= NEEDED


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", icon_names())
def test_an_icon_is_drawn_in_the_colour_of_its_token(qapp, name, scheme):
    theme = Theme(scheme)
    points = drawn(Icons(theme).pixmap(name, "accent", 20))
    assert len(points) >= 8
    wanted = theme.colour("accent")
    near = [
        one
        for one in points
        if abs(one.red() - wanted.red()) + abs(one.green() - wanted.green()) <= 24
    ]
    assert len(near) >= 0.9 * len(points)


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_has_no_colour_of_its_own(name):
    text = (ICONS / f"{name}.svg").read_text("utf-8")
    assert "currentColor" in text
    assert "#" not in text
    assert "<script" not in text
    assert 'viewBox="0 0 20 20"' in text


def test_an_icon_is_as_sharp_as_the_screen_and_as_large_as_everything(qapp):
    icons = Icons(Theme("light", 1.5))
    assert icons.pixmap("ok", "ink", 16, 2.0).width() == 48
    assert icons.pixmap("ok", "ink", 16, 2.0).devicePixelRatio() == 2.0


def test_icons_on_buttons_follow_the_look(qtbot, qapp):
    theme = Theme()
    icons = Icons(theme)
    button, gone = QPushButton("撤销"), QPushButton("重做")
    qtbot.addWidget(button)
    icons.wear(button, "undo")
    icons.wear(gone, "redo")
    gone.deleteLater()
    qtbot.waitSignal(gone.destroyed).wait()
    light = button.icon().pixmap(16).toImage()
    theme.wear(qapp, "dark", 1.5)
    assert button.icon().pixmap(24).toImage() != light
    assert button.iconSize().width() == 24
    faint = button.icon().pixmap(24, QIcon.Mode.Disabled).toImage()
    assert faint != button.icon().pixmap(24).toImage()


def test_a_button_wears_the_icon_of_its_deed_and_it_follows_the_look(qtbot, qapp):
    theme = Theme("light")
    theme.dress(qapp)
    plain, primary, bare = (
        button("新增一行", "add row"),
        button("导入", "import", primary=True),
        button("不改", "give up"),
    )
    for one in (plain, primary, bare):
        qtbot.addWidget(one)
    assert plain.icon().pixmap(16).toImage() == icons_of(theme).pixmap("add", "ink").toImage()
    told = icons_of(theme).pixmap("import", "on_accent").toImage()
    assert primary.icon().pixmap(16).toImage() == told
    assert bare.icon().isNull()
    theme.wear(qapp, "dark", 1.0)
    assert plain.icon().pixmap(16).toImage() == icons_of(theme).pixmap("add", "ink").toImage()
