"""The application without any look of ours, as each test finds it whatever was worn before."""

from contextlib import contextmanager

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop_app.ui.spacing import scale, wear_scale
from desktop_app.ui.theme import garbage_stays, worn_theme


@contextmanager
def bare_again(application):
    """Whatever is worn meanwhile comes off again: sheet, scale, palette, style, type."""
    sheet, worn, style = application.styleSheet(), scale(), application.style().objectName()
    palette, font, theme = application.palette(), QFont(application.font()), worn_theme()
    yield
    # Windows that were closed go now: dressed again they would only cost time, and their Python
    # sides may be gone.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with garbage_stays():
        if worn_theme() is not theme:
            worn_theme().setParent(None)
        if application.styleSheet() != sheet:
            application.setStyleSheet(sheet)
        if scale() != worn:
            wear_scale(application, worn)
        if application.palette() != palette:
            application.setPalette(palette)
        if application.style().objectName() != style:
            application.setStyle(style)
        if application.font() != font:
            application.setFont(font)
