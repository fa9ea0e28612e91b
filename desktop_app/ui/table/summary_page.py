"""The step of the project table: the programme's summary as a table to fill in."""

from collections.abc import MutableMapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.running_sums import RunningValues
from desktop_app.core.steps import TRIAL
from desktop_app.ui.checking.margin_strip import MarginStrip
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import around
from desktop_app.ui.table.editor import TableEditor


class SummaryPage(Page):
    """`import_asked` wants rows from files; `kept` is where widths and hidden columns are kept."""

    def __init__(self, desk: Desk, *, kept: MutableMapping[str, str] | None = None) -> None:
        super().__init__(desk)
        form, called = desk.programme.summary, own_words(desk.programme)
        self._form = form
        self._counties = RunningValues(form.county)
        self._strip = MarginStrip(desk)
        self._strip.jump_asked.connect(self.jump_asked)
        self._strip.trial_asked.connect(self._ask_trial)
        self._strip.troubled.connect(self.troubled)
        self._editor = TableEditor(
            desk,
            form.table,
            kept=kept,
            counted=f"{called.counter}{called.noun}",
            told=f"这里填写{form.attachment}的{called.noun},一行一{called.counter}。",
            can_import=True,
            below_title=self._strip,
        )
        self._editor.import_asked.connect(self.import_asked)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 6, 3)
        layout.addWidget(self._editor)
        self.entrance = self._editor

    def show_draft(self, draft: Draft) -> None:
        self._editor.show_draft(draft)
        self._editor.set_about(self._about(draft))

    def show_audit(self, found: Checked) -> None:
        self._editor.show_audit(found)
        self._strip.show_audit(found)

    def go_to(self, path: str) -> bool:
        return self._editor.go_to(path)

    @property
    def place(self) -> str:
        return self._editor.place

    @property
    def begun(self) -> str:
        return self._editor.begun

    @property
    def can_be_made_anew(self) -> bool:
        """How the table is filtered, sorted and laid out."""
        return False

    def stop(self) -> None:
        self._editor.stop()
        self._strip.stop()

    @Slot()
    def _ask_trial(self) -> None:
        self.jump_asked.emit(TRIAL)

    def _about(self, draft: Draft) -> str:
        """「附件3 · 106 个项目 · 9 个县(市、区) · 单位:万元」"""
        form = self._form
        rows = draft.rows(form.table.id)
        told = [form.attachment] if form.marked else []
        called = own_words(self.desk.programme)
        told.append(f"{len(rows):,} {called.counter}{called.noun}")
        county = next((one for one in form.table.column if one.id == form.county), None)
        if county is not None:
            told.append(f"{self._counties.update(rows)} 个{county.label}")
        if form.table.unit:
            told.append(f"单位:{form.table.unit}")
        return " · ".join(told)
