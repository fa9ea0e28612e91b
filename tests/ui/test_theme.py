"""The look: every text can be read on its ground, and no colour stands outside the tokens."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app import ui
from desktop_app.ui.chinese import speak_chinese
from desktop_app.ui.theme import LOOK, Theme, mean

PAIRS = [
    ("ink", "bg"), ("ink", "surface"), ("ink", "sunken"), ("ink", "accent_soft"),
    ("ink", "explain_soft"), ("ink", "must_soft"), ("soft", "bg"), ("soft", "surface"),
    ("soft", "sunken"), ("soft", "accent_soft"), ("faint", "surface"), ("faint", "sunken"),
    ("accent", "bg"), ("accent", "surface"), ("accent", "accent_soft"), ("on_accent", "accent"),
    ("must", "surface"), ("must", "bg"), ("must", "must_soft"), ("must", "accent_soft"),
    ("explain", "surface"), ("explain", "explain_soft"), ("explain", "accent_soft"),
    ("ok", "surface"), ("ok", "ok_soft"), ("hint", "surface"), ("hint", "hint_soft"),
]  # fmt: skip


def luminance(colour):
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme, one, other):
    light, dark = sorted((luminance(theme.colour(t)) for t in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme, text, ground):
    assert contrast(Theme(scheme), text, ground) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_controls_can_be_seen(scheme):
    assert contrast(Theme(scheme), "edge", "surface") >= 3


def test_no_colour_stands_outside_the_tokens():
    files = [*Path(ui.__file__).parent.glob("*.py"), LOOK / "app.qss"]
    for path in files:
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8")), path.name
        if path.name != "theme.py":
            assert "setStyleSheet" not in path.read_text("utf-8"), path.name


def test_the_style_sheet_knows_every_token_it_names(qapp):
    before = qapp.styleSheet(), qapp.palette(), qapp.style().objectName()
    Theme().dress(qapp)
    assert "$" not in qapp.styleSheet()
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setStyle(before[2])


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
