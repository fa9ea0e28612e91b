"""One finding in full: what is wrong, both places and values, by which clause, and what to do."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Place
from desktop_app.core.programme import Programme
from desktop_app.core.readings import Clause
from desktop_app.ui.checking.explain_panel import ExplainPanel
from desktop_app.ui.checking.fix_panel import FixPanel
from desktop_app.ui.checking.pairs import as_html, as_text, in_parts
from desktop_app.ui.checking.place_card import PlaceCard
from desktop_app.ui.checking.place_values import (
    can_be_typed,
    is_long,
    left_out,
    meant,
    shown_places,
)
from desktop_app.ui.checking.reading_panel import ReadingPanel
from desktop_app.ui.listing import WEIGHTS, Entry
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import button, emptied, say, words

_NOTHING_CHOSEN = "在左边选一个问题,这里说明哪里不对、依据哪一条、怎样改。"


class DetailPane(QScrollArea):
    """Shows an entry of the list and emits what a person wants to do about it."""

    fix_agreed = Signal(object)
    written = Signal(object, str)
    explained = Signal(str)
    reading_chosen = Signal(str, str)
    why_asked = Signal()
    jump_asked = Signal(str)

    def __init__(self, programme: Programme, theme: Theme, *, can_jump: bool = False) -> None:
        super().__init__()
        self._programme, self._theme, self._can_jump = programme, theme, can_jump
        self._shown: tuple[Entry, Draft, bool] | None = None
        # What somebody began to write stays theirs while they look at other findings.
        self._begun: dict[tuple[str, str], str] = {}
        self._placed_for = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("问题的详细情况")
        self._empty = words(_NOTHING_CHOSEN, "soft", "nothing chosen")
        self._weight = QLabel()
        self._weight.setObjectName("weight")
        self._spoken = words("", "lead", "spoken")
        self._copy = button("复制编号", "copy code", "复制编号,电话里好说")
        self._message = words("", "", "message")
        self._places = QVBoxLayout()
        self._gap = words("", "", "gap")
        self._clause = words("", "soft", "clause")
        self._fixes = FixPanel(programme, theme)
        self.readings = ReadingPanel()
        self.explanation = ExplainPanel()
        self._why = button("为什么", "why", "为什么:看审核公式和所用的数")
        self._why.setCheckable(True)
        self._formula = words("", "soft", "formula")
        self._formula.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._body = self._lay_out()
        self._copy.clicked.connect(self._copy_code)
        self._fixes.agreed.connect(self.fix_agreed)
        self.explanation.told.connect(self.explained)
        self.readings.chosen.connect(self.reading_chosen)
        self._why.toggled.connect(self._unfold)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.show_nothing()

    def show_nothing(self, told: str = _NOTHING_CHOSEN) -> None:
        """No finding is chosen."""
        self._shown = None
        self._empty.setText(told)
        self._empty.show()
        self._body.hide()

    def show_entry(self, entry: Entry, draft: Draft, *, can_write: bool) -> None:
        """Show a finding of this state of the draft.

        The same finding again is left alone, so that nobody loses what they are writing.
        """
        before = self._shown
        self._shown = entry, draft, can_write
        if before is not None and _says_the_same(before, self._shown):
            self._fixes.now_for(draft)
            return
        is_same = before is not None and before[0].identity == entry.identity
        finding = entry.finding
        self._empty.hide()
        self._body.show()
        weight = WEIGHTS[finding.severity] if entry.is_open else "ok"
        self._weight.setText(entry.weight)
        mean(self._weight, "weight", weight)
        self._spoken.setText(finding.spoken)
        self._message.setText(finding.message)
        self._show_places(entry.identity, finding, draft, can_write)
        say(self._gap, f"相差:{finding.gap.removeprefix('相差 ')}" if finding.gap else "")
        self._clause.setText(_clause(finding))
        self._fixes.show_fixes(draft, finding, can_write=can_write)
        known = draft.explanations.get(finding.key)
        self.explanation.show_finding(entry.identity, finding, known, can_write=can_write)
        self.readings.show_clause(None, can_write=False)
        self._formula.setText("")
        self._why.setChecked(False)
        self._order_tabs()
        if not is_same:
            self.verticalScrollBar().setValue(0)

    def show_clauses(self, found: Sequence[Clause]) -> None:
        """The readings of the finding's clause, once they are worked out."""
        if self._shown is None:
            return
        for clause in found:
            if clause.rule.code == self._shown[0].finding.code:
                self.readings.show_clause(clause, can_write=self._shown[2])
                self._order_tabs()

    def show_formula(self, identity: str, text: str) -> None:
        """What is behind a finding, if it is still the one that is shown."""
        if self._shown is not None and self._shown[0].identity == identity:
            self._formula.setText(text)

    @property
    def begun(self) -> int:
        """How many values somebody began to write that are not in the draft."""
        self._keep_begun()
        return len(self._begun)

    def refuse_fix(self, sentence: str) -> None:
        """Say beside the fixes why nothing was changed."""
        self._fixes.refuse(sentence)

    def begin(self) -> None:
        """Go to the first thing that can be done about the finding."""
        self._copy.setFocus(Qt.FocusReason.TabFocusReason)
        self.focusNextPrevChild(True)

    def _lay_out(self) -> QWidget:
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(self._weight, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._spoken, 1)
        head.addWidget(self._copy)
        why = QHBoxLayout()
        between(why, 2)
        why.addWidget(self._why)
        why.addStretch(1)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._message)
        layout.addLayout(self._places)
        layout.addWidget(self._gap)
        layout.addWidget(self._clause)
        layout.addWidget(self._fixes)
        layout.addWidget(self.readings)
        layout.addWidget(self.explanation)
        layout.addLayout(why)
        layout.addWidget(self._formula)
        between(self._places, 2)
        page = QWidget()
        outer = QVBoxLayout(page)
        between(outer, 2)
        around(outer, 3, 0, 2, 2)
        outer.addWidget(self._empty)
        outer.addWidget(body)
        outer.addStretch(1)
        self.setWidget(page)
        return body

    def _keep_begun(self) -> None:
        for card in self._cards():
            key = self._placed_for, card.path
            if (text := card.begun) is not None:
                self._begun[key] = text
            else:
                self._begun.pop(key, None)

    def _cards(self) -> list[PlaceCard]:
        listed = (self._places.itemAt(n).widget() for n in range(self._places.count()))
        return [one for one in listed if isinstance(one, PlaceCard)]

    def _show_places(self, identity: str, finding: Finding, draft: Draft, can_write: bool) -> None:
        self._keep_begun()
        self._placed_for = identity
        emptied(self._places)
        shown = shown_places(draft, finding)
        values = [one.value for one in shown]
        parts = in_parts(*values[:2]) if len(values) > 1 else ()
        html = [*as_html(self._theme, parts), *map(escape, values[2:])] if parts else values
        spoken = [*as_text(parts), *values[2:]] if parts else values
        for one, seen, heard in zip(shown, html, spoken, strict=True):
            card = PlaceCard(one.label, seen, heard, is_html=bool(parts))
            self._offer_writing(card, finding, one.place if can_write else None, draft)
            card.written.connect(self.written)
            if self._can_jump and one.place is not None:
                card.offer_jump(one.place)
                card.jump_asked.connect(self.jump_asked)
            self._places.addWidget(card)
            # A layout shows what is put into it a moment later, too late for the next key.
            card.show()
        if more := left_out(finding):
            self._places.addWidget(words(f"另有 {more} 处", "soft"))

    def _order_tabs(self) -> None:
        """Tab goes down the page, though what stands in the middle was made last."""
        parts = (*self._cards(), self._fixes, self.readings, self.explanation)
        stops = [self._copy, *(stop for one in parts for stop in one.tab_stops()), self._why]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _offer_writing(
        self, card: PlaceCard, finding: Finding, place: Place | None, draft: Draft
    ) -> None:
        if place is None or not can_be_typed(self._programme, place.path):
            return
        field = self._programme.field(place.path)
        text = draft.value(place.path)
        options = self._programme.options(field) if field else ()
        has_lines = is_long(place.path) or "\n" in text
        card.offer_writing(meant(finding, place, text), text, options, is_long=has_lines)
        begun = self._begun.get((self._placed_for, place.path))
        if begun is not None:
            card.go_on(begun)

    @Slot()
    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self._spoken.text())

    @Slot()
    def _keep_in_sight(self) -> None:
        """What somebody just unfolded may lie below the edge."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        self.ensureWidgetVisible(focus)
        if focus is self._why and self._formula.isVisible():
            self.ensureWidgetVisible(self._formula)

    @Slot(bool)
    def _unfold(self, is_wanted: bool) -> None:
        self._formula.setVisible(is_wanted)
        if is_wanted:
            # Each time anew: the draft may be another, and what was asked before may have failed.
            self._formula.setText("正在查看…")
            self.why_asked.emit()


def _says_the_same(before: tuple[Entry, Draft, bool], now: tuple[Entry, Draft, bool]) -> bool:
    """Whether what is on the screen would not change."""
    (old, old_draft, could_write), (new, draft, can_write) = before, now
    finding = new.finding
    paths = [place.path for place in finding.places]
    return (
        (old.identity, old.finding, could_write) == (new.identity, finding, can_write)
        and shown_places(old_draft, old.finding) == shown_places(draft, finding)
        and all(old_draft.value(path) == draft.value(path) for path in paths)
        and old_draft.explanations.get(finding.key) == draft.explanations.get(finding.key)
    )


def _clause(finding: Finding) -> str:
    if not finding.clause:
        return "依据:填报质量的要求,通知没有单列条款"
    return f"依据:通知{finding.clause}「{finding.quote}」"
