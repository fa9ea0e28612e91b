"""基本信息, 报送登记: the single fields of a programme, laid out from its pack."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.core.needed import needed
from desktop_app.core.pack_forms import Section
from desktop_app.core.pack_rules import Rule
from desktop_app.ui.fields.derived_card import DerivedCard
from desktop_app.ui.fields.field_chain import FieldChain
from desktop_app.ui.fields.field_row import FieldRow
from desktop_app.ui.form_scroll import WIDEST, FormScroll
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.widgets import button, card, say, words

# Milliseconds without a key after which a field that is being typed in counts as touched.
_PAUSE = 1200


class FieldsPage(Page):
    """Sections of fields, one card each; `extra` stands above them all."""

    def __init__(
        self,
        desk: Desk,
        sections: tuple[Section, ...],
        title: str,
        extra: QWidget | None = None,
        *,
        pause: int = _PAUSE,
    ) -> None:
        super().__init__(desk)
        self._sections = sections
        self._rows: dict[str, FieldRow] = {}
        self._values: Mapping[str, str] | None = None
        self._place = ""
        self._asked = ""
        self._told_missing = (-1, -1)
        self._wanted: Mapping[str, Rule | None] = {}
        self._title = words(title, "title", "page title")
        self._left = words("", "soft", "missing")
        self._next = button("下一项必填", "next missing", "去下一项没有填的必填项")
        self._scroll = FormScroll(title)
        self._derived = None if all(s.after for s in sections) else DerivedCard(desk.programme)
        self._extra = extra
        self._chain = FieldChain(desk, self._scroll, self._rows.values, self._stops)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._lay_out()
        self._pause.timeout.connect(self._settle)
        self._next.clicked.connect(self._go_to_missing)
        self._chain.refused.connect(self.troubled)
        self._chain.ended.connect(self._leave)
        self._chain.jump_asked.connect(self._jump)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self.show_draft(desk.session.draft)

    def show_draft(self, draft: Draft) -> None:
        if self._derived is not None:
            self._derived.show_draft(draft)
        if draft.values is self._values:
            return
        self._values = draft.values
        wanted = needed(self.desk.programme, draft, self._sections)
        for path, row in self._rows.items():
            row.show_text(draft.value(path))
            row.show_need(is_needed=path in wanted, rule=wanted.get(path))
        self._wanted = wanted
        self._count_missing()

    def show_audit(self, found: Checked) -> None:
        self._chain.show_audit(found, {path.partition("/")[0] for path in self._rows})

    def go_to(self, path: str) -> bool:
        row = self._rows.get(path)
        if row is None:
            return False
        self._asked = path
        row.touch()
        self._chain.show_entries()
        self._reveal(row)
        return True

    @property
    def place(self) -> str:
        return self._place

    def stop(self) -> None:
        self._pause.stop()
        self._chain.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        # What was asked for before the page had a size is shown now.
        row = self._rows.get(self._asked)
        if row is not None:
            self._reveal(row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 3)
        self._title.setWordWrap(False)
        self._left.setWordWrap(False)
        head.addWidget(self._title)
        head.addWidget(self._left)
        head.addStretch(1)
        head.addWidget(self._next)
        top = QWidget()
        sized(top, maximumWidth=WIDEST)
        top.setLayout(head)
        around(head, 0, 0, 3, 0)
        if self._extra is not None:
            self._scroll.column.addWidget(self._extra)
        for section in self._sections:
            self._scroll.column.addWidget(self._section(section))
        if self._derived is not None:
            self._derived.jump_asked.connect(self.jump_asked)
            self._scroll.column.addWidget(self._derived)
        self._scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 3, 0)
        between(layout, 3)
        layout.addWidget(top)
        layout.addWidget(self._scroll, 1)

    def _section(self, section: Section) -> QFrame:
        frame, layout = card()
        frame.setObjectName(f"section {section.id}")
        around(layout, 4, 3, 4, 4)
        between(layout, 3)
        layout.addWidget(words(section.title, "lead", "section title"))
        if section.hint:
            layout.addWidget(words(section.hint, "soft", "section hint"))
        for field in section.field:
            path = f"{section.id}/{field.id}"
            row = FieldRow(
                self.desk.programme, path, field, self._today, can_write=self.desk.can_write
            )
            row.written.connect(self._write)
            row.left.connect(self._leave)
            self._chain.join(row)
            self._rows[path] = row
            layout.addWidget(row)
        return frame

    def _today(self) -> date:
        return self.desk.now().date()

    @Slot(str, str, bool)
    def _write(self, path: str, text: str, is_whole: bool) -> None:
        if not self.desk.can_write:
            return
        label = f"修改 {self._rows[path].field.label}"
        if not is_whole:
            self.desk.session.type(label, path, text)
            self._pause.start()
        elif self.desk.session.draft.value(path) != text:
            self.desk.session.do(label, lambda draft: set_path(draft, path, text))

    @Slot(str)
    def _leave(self, path: str) -> None:
        self._pause.stop()
        self.desk.session.flush()
        self._rows[path].touch()
        self._chain.show_entries()

    @Slot()
    def _settle(self) -> None:
        """Nobody has typed for a while."""
        row = self._rows.get(self._place)
        if row is not None:
            row.touch()
            self._chain.show_entries()

    @Slot()
    def _go_to_missing(self) -> None:
        blank = self._blank()
        if not blank:
            return
        order = list(self._rows)
        here = order.index(self._place) if self._place in self._rows else -1
        after = [path for path in blank if order.index(path) > here]
        self._begin(self._rows[(after or blank)[0]])

    def _begin(self, row: FieldRow) -> None:
        self._asked = ""
        self._chain.begin(row)

    def _reveal(self, row: FieldRow) -> None:
        if self.isVisible():
            self._begin(row)

    def _blank(self) -> list[str]:
        return [path for path in self._rows if path in self._wanted and self._rows[path].is_blank]

    def _count_missing(self) -> None:
        missing = len(self._blank())
        if (missing, len(self._wanted)) == self._told_missing:
            return
        self._told_missing = (missing, len(self._wanted))
        told = f"还有 {missing} 项必填没有填" if missing else "必填项已填完"
        say(self._left, told if self._wanted else "")
        self._next.setVisible(missing > 0 and self.desk.can_write)

    def _stops(self) -> list[QWidget]:
        stops = [stop for row in self._rows.values() for stop in row.tab_stops()]
        return stops + (self._derived.tab_stops() if self._derived is not None else [])

    @Slot(str)
    def _jump(self, path: str) -> None:
        """Another field of this page is gone to at once; the window knows the others."""
        if not self.go_to(path):
            self.jump_asked.emit(path)

    @Slot(QWidget, QWidget)
    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Remember which field somebody is in."""
        if now is None or not self.isAncestorOf(now):
            return
        for path, row in self._rows.items():
            if row.isAncestorOf(now):
                self._place = path
                return
