"""The window's own face, for machines without Chinese fonts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop_app.ui.chinese import wear_own_face
from tests.ui.bare_look import bare_again


@pytest.fixture
def own_face(qapp):
    with bare_again(qapp):
        wear_own_face(qapp)
        yield qapp.font()


def drawn(text, font) -> QImage:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image


@pytest.mark.parametrize("signs", ["动动", "動業", "䶮㛃", "𧢲𧺯"])
def test_simplified_traditional_and_rare_characters_are_drawn(own_face, signs):
    one, other = (drawn(sign, own_face) for sign in signs)
    nothing = drawn("\U000effff", own_face)
    assert one != nothing
    assert other != nothing
    assert (one == other) is (signs[0] == signs[1])
