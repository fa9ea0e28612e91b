"""The editor of one chapter with its margin, levels and notices; every deed is one change."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.changes import set_path
from desktop_app.core.chapter_text import (
    LEVELS,
    TextLine,
    at_level,
    lines_of,
    number_style,
    printed_numbers,
    renumbered_text,
    wrong_numbers,
)
from desktop_app.core.findings import Severity
from desktop_app.core.live_values import LiveValue, names_in, resolved
from desktop_app.core.pasted_text import Pasted
from desktop_app.core.place_words import place_label
from desktop_app.ui.chapter.gutter import NUMBER_SIGN, Gutter, Sign
from desktop_app.ui.chapter.positions import to_qt
from desktop_app.ui.chapter.print_look import Mark, PrintLook
from desktop_app.ui.chapter.text_edit import ChapterEdit
from desktop_app.ui.listing import SIGNS, WEIGHTS, Entry
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import LINE, around, between, sized
from desktop_app.ui.widgets import button, say, words

_TABLES = "粘贴的内容里有表格,表格请填在下面的表里。"
_LONGEST_PRINT = 120
_LEAST_LINES = 7


class Writer(QWidget):
    """`changed` tells that the text is another one."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path = ""
        self._values: Mapping[str, str] = {}
        self._found: tuple[tuple[Entry, str], ...] = ()
        self._edit = ChapterEdit()
        self._edit.setReadOnly(not desk.can_write)
        self._look = PrintLook(self._edit.document(), desk.theme)
        self._gutter = Gutter(self._edit, desk.theme)
        self._levels = [
            button(number_style(level), f"level {level}", _level_told(level))
            for level in (0, 2, 3, 4)
        ]
        self._print = words("", "caption", "printed")
        self._notice = words("", "soft", "notice")
        self._wrong = words("", "soft", "wrong numbers")
        self._renumber = button("重新编号", "renumber", "按顺序重新编号")
        self._lay_out()
        self._connect()

    @property
    def edit(self) -> ChapterEdit:
        """The text itself."""
        return self._edit

    def show_chapter(self, path: str, text: str) -> None:
        """Show another chapter."""
        self._path = path
        self._found = ()
        self._edit.setAccessibleName(f"{place_label(self._desk.programme, path)} 正文")
        self._edit.show_other(text)
        say(self._notice, "")
        self._show_marks()
        self._show_print()

    def show_text(self, text: str) -> None:
        """Show the text as the draft has it now; the cursor stays."""
        self._edit.show_text(text)
        self._show_marks()
        self._show_print()

    def show_values(self, values: Mapping[str, str]) -> None:
        """What tokens stand for now, by name."""
        self._values = values
        self._edit.show_values(values)
        self._look.show_values(values)
        self._show_print()

    def show_found(self, entries: Sequence[Entry], text: str) -> None:
        """What an audit found in this text of the chapter."""
        self._found = tuple((one, text) for one in entries)
        self._show_marks()

    def go_to(self, entry: Entry) -> None:
        """Select what a finding speaks of."""
        self._edit.setFocus()
        for start, end in self._spans(entry):
            self._edit.choose(start, end)
            return

    def choose(self, start: int, end: int) -> None:
        """Select a stretch of the text as the draft has it."""
        self._edit.setFocus()
        self._edit.choose(start, end)

    def find_next(self, text: str) -> bool:
        """Select the next place of a text, round the end; whether there is one."""
        whole = self._edit.text()
        start = self._edit.chosen[1]
        at = whole.find(text, start)
        at = whole.find(text) if at < 0 else at
        if not text or at < 0:
            return False
        self._edit.choose(at, at + len(text))
        return True

    def insert_value(self, value: LiveValue) -> None:
        """Put a value at the cursor, with its unit behind it."""
        end = self._edit.chosen[1]
        is_followed = value.unit and self._edit.text()[end:].startswith(value.unit)
        unit = "" if is_followed else value.unit
        self._insert(f"插入数值 {value.name}", value.token + unit)

    def insert_phrase(self, text: str) -> None:
        """Put a phrase at the cursor."""
        self._insert("插入常用语", text)

    def take_paragraph(self, text: str) -> None:
        """Put a paragraph of an earlier plan behind the one under the cursor."""
        whole = self._edit.text()
        end = whole.find("\n", self._edit.chosen[1])
        end = len(whole) if end < 0 else end
        before = "\n" if whole[:end].strip() else ""
        new = f"{whole[:end]}{before}{text}{whole[end:]}"
        self._do("取用段落", new, end + len(before) + len(text))

    @property
    def selected(self) -> str:
        """The text that is selected."""
        start, end = self._edit.chosen
        return self._edit.text()[start:end]

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        between(bar, 2)
        around(bar, 6, 0, 0, 0)
        bar.addWidget(words("这一段:", "soft"))
        for one in self._levels:
            one.setEnabled(self._desk.can_write)
            bar.addWidget(one)
        bar.addStretch(1)
        wrong = QHBoxLayout()
        between(wrong, 2)
        around(wrong, 6, 0, 0, 0)
        wrong.addWidget(self._wrong, 1)
        wrong.addWidget(self._renumber)
        sized(self._edit, minimumHeight=_LEAST_LINES * LINE)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._gutter)
        body.addWidget(self._edit, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(bar)
        layout.addLayout(wrong)
        for one in (self._notice, self._print):
            around(one, 6, 0, 0, 0)
        layout.addWidget(self._notice)
        layout.addLayout(body, 1)
        layout.addWidget(self._print)
        say(self._notice, "")

    def _connect(self) -> None:
        self._edit.typed.connect(self._type)
        self._edit.pasted.connect(self._paste)
        self._edit.level_asked.connect(self._shift)
        self._edit.cursorPositionChanged.connect(self._show_print)
        self._renumber.clicked.connect(self._number)
        for level, one in zip((0, 2, 3, 4), self._levels, strict=True):
            one.clicked.connect(partial(self._to_level, level))

    def _do(self, label: str, text: str, place: int) -> None:
        """Change the text in one step to undo, and go to a place in it."""
        path = self._path
        self._desk.session.do(label, lambda draft: set_path(draft, path, text))
        self.show_text(text)
        self._edit.choose(place, place)
        self._edit.setFocus()
        self.changed.emit()

    def _insert(self, label: str, text: str) -> None:
        start, end = self._edit.chosen
        whole = self._edit.text()
        self._do(label, whole[:start] + text + whole[end:], start + len(text))

    @Slot(str)
    def _type(self, text: str) -> None:
        label = f"填写 {place_label(self._desk.programme, self._path)}"
        self._desk.session.type(label, self._path, text)
        self._show_marks()
        self._show_print()
        self.changed.emit()

    @Slot(object)
    def _paste(self, pasted: Pasted) -> None:
        say(self._notice, _TABLES if pasted.tables else "")
        if pasted.paragraphs:
            self._insert(f"粘贴 {len(pasted.paragraphs)} 段", pasted.text)

    @Slot(int)
    def _shift(self, step: int) -> None:
        line = self._line()
        level = line.level if line is not None else 0
        order = (2, 3, 4, 0)
        at = order.index(level) + step if level or step < 0 else 0
        self._to_level(order[max(0, min(at, len(order) - 1))])

    def _to_level(self, level: int) -> None:
        text, place = self._edit.text(), self._edit.place
        new = at_level(text, place, next(one for one in LEVELS if one == level))
        if new == text:
            self._edit.setFocus()
            return
        self._do(f"改为{number_style(level)}", new, max(0, place + len(new) - len(text)))

    @Slot()
    def _number(self) -> None:
        text = self._edit.text()
        count = len(wrong_numbers(text))
        new = renumbered_text(text)
        self._do(f"重新编号 {count} 处", new, min(self._edit.place, len(new)))

    def _line(self) -> TextLine | None:
        """The line under the cursor."""
        place = self._edit.place
        text = self._edit.text()
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        return next(lines_of(text[start : len(text) if end < 0 else end]), None)

    def _spans(self, entry: Entry) -> list[tuple[int, int]]:
        """Where a finding points to in the text as it is now; what moved is found again."""
        known = next((text for one, text in self._found if one is entry), "")
        now = self._edit.text()
        found: list[tuple[int, int]] = []
        for place in entry.finding.places:
            if place.path != self._path or place.span is None:
                continue
            start, end = place.span
            words_there = known[start:end]
            shift = len(now) - len(known)
            for at in (start, start + shift):
                if words_there and now[at : at + end - start] == words_there:
                    found.append((at, at + end - start))
                    break
        return found

    def _show_marks(self) -> None:
        text = self._edit.text()
        marks: list[Mark] = []
        signs: dict[int, Sign] = {}
        wrong = wrong_numbers(text)
        for one in wrong:
            end = one.line.start + max(len(one.line.number), 2)
            marks.append(Mark(to_qt(text, one.line.start), to_qt(text, end), "hint"))
            signs[text.count("\n", 0, one.line.start)] = Sign(NUMBER_SIGN, "explain", one.told)
        for entry, _ in self._found:
            tone = WEIGHTS[entry.finding.severity] if entry.is_open else "hint"
            for start, end in self._spans(entry):
                marks.append(Mark(to_qt(text, start), to_qt(text, end), tone))
                line = text.count("\n", 0, start)
                if line not in signs or entry.finding.severity is Severity.MUST:
                    sign = SIGNS[entry.finding.severity]
                    signs[line] = Sign(sign, tone, entry.finding.message)
        self._look.show_marks(tuple(marks))
        self._gutter.show_signs(signs)
        more = f"等{len(wrong)}处" if len(wrong) > 1 else ""
        say(self._wrong, f"{NUMBER_SIGN} {wrong[0].told}{more}" if wrong else "")
        self._renumber.setVisible(bool(wrong) and self._desk.can_write)

    @Slot()
    def _show_print(self) -> None:
        """How the paragraph under the cursor prints, where that is not as it stands here."""
        text, place = self._edit.text(), self._edit.place
        lines = list(lines_of(text))
        numbers = printed_numbers(lines)
        here = ((a, b) for a, b in zip(lines, numbers, strict=True) if a.start <= place <= a.end)
        line, number = next(here, (None, ""))
        told = ""
        if line is not None:
            whole = resolved(text[line.start : line.end], self._values).text
            behind = next(lines_of(whole), line)
            is_same = not any(True for _ in names_in(text[line.start : line.end]))
            if not is_same or (number and number != line.number):
                told = number + behind.text
        told = told if len(told) <= _LONGEST_PRINT else f"{told[:_LONGEST_PRINT]}…"
        self._print.setText(f"印出来:{told}" if told else "")


def _level_told(level: int) -> str:
    return "改为正文" if not level else f"改为「{number_style(level)}」一级,编号接着上面"
