"""The look: every text can be read on its ground, and no colour stands outside the tokens."""

import gc
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app import ui
from desktop_app.ui.chinese import speak_chinese
from desktop_app.ui.theme import LOOK, Theme, mean, system_scheme

PAIRS = [
    ("ink", "bg"), ("ink", "surface"), ("ink", "sunken"), ("ink", "accent_soft"),
    ("ink", "explain_soft"), ("ink", "must_soft"), ("soft", "bg"), ("soft", "surface"),
    ("soft", "sunken"), ("soft", "accent_soft"), ("faint", "surface"), ("faint", "sunken"),
    ("accent", "bg"), ("accent", "surface"), ("accent", "accent_soft"), ("on_accent", "accent"),
    ("must", "surface"), ("must", "bg"), ("must", "must_soft"), ("must", "accent_soft"),
    ("explain", "surface"), ("explain", "explain_soft"), ("explain", "accent_soft"),
    ("ok", "accent_soft"), ("hint", "accent_soft"), ("ok", "surface"), ("ok", "ok_soft"), ("hint", "surface"), ("hint", "hint_soft"),
]  # fmt: skip


def luminance(colour):
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme, one, other):
    light, dark = sorted((luminance(theme.colour(t)) for t in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7}


@pytest.mark.parametrize("scheme", LEAST)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme, text, ground):
    assert contrast(Theme(scheme), text, ground) >= LEAST[scheme]


def test_lines_can_be_seen_in_high_contrast():
    assert contrast(Theme("contrast"), "line", "surface") >= 4.5
    assert contrast(Theme("contrast"), "edge", "surface") >= 7


@pytest.mark.parametrize("scheme", LEAST)
def test_the_edges_of_controls_can_be_seen(scheme):
    assert contrast(Theme(scheme), "edge", "surface") >= 3


def test_no_colour_stands_outside_the_tokens():
    files = [*Path(ui.__file__).parent.rglob("*.py"), LOOK / "app.qss"]
    for path in files:
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8")), path.name
        if path.name != "theme.py":
            assert "setStyleSheet" not in path.read_text("utf-8"), path.name


@pytest.mark.parametrize("scheme", LEAST)
def test_the_style_sheet_knows_every_token_it_names(qapp, scheme):
    Theme(scheme).dress(qapp)
    assert "$" not in qapp.styleSheet()


def sizes(sheet):
    return [int(size) for size in re.findall(r"(?<![\w.])(\d+)px", sheet)]


@pytest.mark.parametrize("scale", [1.25, 1.5, 1.75, 2.0])
def test_one_factor_scales_every_size_in_the_style_sheet(qapp, scale):
    Theme().dress(qapp)
    plain = sizes(qapp.styleSheet())
    Theme("light", scale).dress(qapp)
    large = sizes(qapp.styleSheet())
    assert len(plain) == len(large) > 50
    for before, after in zip(plain, large, strict=True):
        # Lines stay thin, and a size beside one is a pixel or two off the plain factor.
        assert after >= before
        assert abs(after - scale * before) <= 2
    assert "px - " not in qapp.styleSheet()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("kind", [QPushButton, QLineEdit])
def test_nothing_moves_when_a_control_gets_the_focus(qtbot, qapp, scale, kind):
    Theme("light", scale).dress(qapp)
    window = QWidget()
    layout = QVBoxLayout(window)
    control, other = kind("改这里"), QPushButton("别处")
    layout.addWidget(control)
    layout.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    calm = control.sizeHint()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    assert control.sizeHint() == calm
    assert control.height() >= 32 * scale - 3


def test_a_change_of_look_reaches_what_is_open(qtbot, qapp):
    theme = Theme()
    theme.dress(qapp)
    window = QWidget()
    layout = QVBoxLayout(window)
    label, box = QLabel("本次申报项目"), QCheckBox("同意")
    layout.addWidget(label)
    layout.addWidget(box)
    qtbot.addWidget(window)
    window.show()
    small, ground = label.fontMetrics().height(), window.grab().toImage().pixelColor(1, 1)
    with qtbot.waitSignal(theme.changed):
        theme.wear(qapp, "contrast", 2.0)
    assert label.fontMetrics().height() >= 1.9 * small
    assert QFontMetrics(qapp.font()).height() >= 1.9 * small
    assert window.grab().toImage().pixelColor(1, 1) != ground
    assert theme.colour("bg").name() == "#000000"
    assert theme.px(36) == 72


class Wasteful(QWidget):
    """Leaves so much behind while it is dressed that the search for garbage would begin."""

    def __init__(self):
        super().__init__()
        self.searches = 0

    def changeEvent(self, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.StyleChange:
            gc.callbacks.append(self.count)
            for _ in range(5_000):
                ring = []
                ring.append(ring)
            gc.callbacks.remove(self.count)
        super().changeEvent(event)

    def count(self, *_):
        self.searches += 1


@pytest.fixture
def looking_by_itself():
    """Python looks for garbage by itself, as where no window's thread does."""
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.usefixtures("looking_by_itself")
def test_no_garbage_is_taken_away_while_qt_goes_over_its_widgets(qtbot, qapp):
    one = Wasteful()
    qtbot.addWidget(one)
    one.show()
    before = one.searches
    Theme("dark").dress(qapp)
    assert one.searches == before
    assert gc.isenabled()


def test_a_check_box_has_an_edge_on_black_and_a_tick(qtbot, qapp):
    Theme("contrast").dress(qapp)
    box = QCheckBox("同意")
    qtbot.addWidget(box)
    box.show()

    def shown():
        image = box.grab().toImage()
        points = [image.pixelColor(x, y) for x in range(18) for y in range(image.height())]
        return sum(one.lightnessF() > 0.5 for one in points), image

    edges, empty = shown()
    assert edges >= 40
    box.setChecked(True)
    assert shown()[1] != empty


def test_the_systems_high_contrast_is_recognised(qapp):
    before = QIcon.themeName()
    if sys.platform == "win32":
        pytest.skip("Windows is asked itself")
    try:
        QIcon.setThemeName("HighContrastInverse")
        assert system_scheme() == "contrast"
        QIcon.setThemeName("Papirus")
        assert system_scheme() in ("light", "dark")
    finally:
        QIcon.setThemeName(before)


def test_a_meaning_given_later_is_seen_at_once(qtbot):
    label = QLabel("必须改")
    qtbot.addWidget(label)
    label.setStyleSheet('QLabel[weight="must"] { padding: 20px; }')
    label.show()
    plain = label.sizeHint().width()
    mean(label, "weight", "must")
    assert label.sizeHint().width() >= plain + 40


def test_qts_own_words_are_chinese(qapp: QApplication):
    before = QLocale()
    assert speak_chinese(qapp)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QCoreApplication.translate("QFileDialog", "Look in:").startswith("查找范围")
    finally:
        qapp.removeTranslator(qapp.findChildren(QTranslator)[-1])
        QLocale.setDefault(before)
