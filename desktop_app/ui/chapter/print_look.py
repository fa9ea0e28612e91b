"""A chapter's paragraphs in the faces they print in, with what is marked in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop_app.core.chapter_text import lines_of
from desktop_app.core.live_values import TOKEN, resolved
from desktop_app.core.placeholders import unfilled
from desktop_app.ui.chapter.faces import FaceName, family
from desktop_app.ui.chapter.positions import to_qt
from desktop_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text in Qt's positions, and the token of the colour it is shown in."""

    start: int
    end: int
    tone: str


class PrintLook(QSyntaxHighlighter):
    """Faces by level; tokens underlined, what is to be filled in waved, findings on a ground."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._values: Mapping[str, str] = {}
        self._marks: tuple[Mark, ...] = ()

    def show_values(self, values: Mapping[str, str]) -> None:
        """The values that tokens stand for now, by name."""
        if values != self._values:
            self._values = dict(values)
            self.rehighlight()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """What findings and numbers point to."""
        if marks != self._marks:
            self._marks = marks
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        self._set(0, to_qt(text, len(text)), _face("fang"))
        printed = resolved(text, self._values)
        for line in lines_of(printed.text):
            if line.level == 2:
                headed = line.start + len(line.number) + len(line.heading)
                start, end = printed.typed_span(line.start, headed)
                self._set(to_qt(text, start), to_qt(text, end), _face("kai"))
        for match in TOKEN.finditer(text):
            if self._values.get(match[1]):
                self._join(to_qt(text, match.start()), to_qt(text, match.end()), self._token())
        known = {name for name, value in self._values.items() if value}
        for one in unfilled(text, known):
            self._join(to_qt(text, one.start), to_qt(text, one.end), self._left())
        for start, end, tone in self._here(to_qt(text, len(text))):
            self._join(start, end, self._ground(tone))

    def _here(self, length: int) -> Iterator[tuple[int, int, str]]:
        first = self.currentBlock().position()
        for one in self._marks:
            start, end = max(one.start - first, 0), min(one.end - first, length)
            if start < end:
                yield start, end, one.tone

    def _set(self, start: int, end: int, look: QTextCharFormat) -> None:
        self.setFormat(start, end - start, look)

    def _join(self, start: int, end: int, look: QTextCharFormat) -> None:
        """Lay a look over what is there: the face stays."""
        at = start
        while at < end:
            here = self.format(at)
            until = at + 1
            while until < end and self.format(until) == here:
                until += 1
            joined = QTextCharFormat(here)
            joined.merge(look)
            self.setFormat(at, until - at, joined)
            at = until

    def _token(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setBackground(self._colour("accent_soft"))
        look.setForeground(self._colour("accent"))
        look.setUnderlineColor(self._colour("accent"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return look

    def _left(self) -> QTextCharFormat:
        look = self._ground("must")
        look.setForeground(self._colour("must"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        return look

    def _ground(self, tone: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setBackground(self._colour(f"{tone}_soft"))
        look.setUnderlineColor(self._colour(tone))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        return look

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token)


def _face(name: FaceName) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontFamilies([family(name)])
    return look
