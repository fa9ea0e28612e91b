"""The look in one place: tokens by meaning, the palette and the style sheet made of them."""

import tomllib
from collections.abc import Mapping
from html import escape
from string import Template
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.findings import Severity
from desktop_app.paths import RESOURCES

LOOK = RESOURCES / "look"
Scheme = Literal["light", "dark"]
# The token a severity is shown in; its sign and its word stand beside it always.
WEIGHTS: Mapping[Severity, str] = {
    Severity.MUST: "must",
    Severity.EXPLAIN: "explain",
    Severity.HINT: "hint",
}


class Theme:
    """The tokens of one scheme."""

    def __init__(self, scheme: Scheme = "light") -> None:
        known = tomllib.loads((LOOK / "tokens.toml").read_text("utf-8"))
        self.tokens: Mapping[str, str] = known[scheme]

    def colour(self, token: str) -> QColor:
        return QColor(self.tokens[token])

    def marked(self, text: str) -> str:
        """HTML of a text that stands out by brackets, underline and ground, not by colour alone."""
        shown = escape(f"【{text}】")
        return (
            f'<span style="background-color:{self.tokens["must_soft"]};'
            f'color:{self.tokens["must"]}"><u>{shown}</u></span>'
        )

    def dress(self, application: QApplication) -> None:
        """Set palette and style sheet, once."""
        application.setStyle("Fusion")
        application.setPalette(self._palette())
        sheet = Template((LOOK / "app.qss").read_text("utf-8"))
        application.setStyleSheet(sheet.substitute(self.tokens))

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.PlaceholderText: "faint",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.Link: "accent",
        }
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette


def system_scheme() -> Scheme:
    """Light or dark, as the system is set."""
    is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if is_dark else "light"


def mean(widget: QWidget, name: str, meaning: str) -> None:
    """Give a widget its meaning as a property; a style sheet does not look again by itself."""
    if widget.property(name) != meaning:
        widget.setProperty(name, meaning)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # A label keeps the size it had before its padding otherwise.
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
