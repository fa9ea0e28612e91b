"""Fields in a row on one form: Tab and Enter go through them, findings stand beside them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.core.findings import Fix
from desktop_app.ui.checking.mending import Mending
from desktop_app.ui.fields.field_row import FieldRow
from desktop_app.ui.form_scroll import FormScroll
from desktop_app.ui.listing import Entry
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk


class FieldChain(QObject):
    """`fields` gives those of the form from top to bottom, `stops` all that Tab stops at.

    `ended` brings the path of the last field when Enter leads on from it, `jump_asked` a path that
    a finding leads to, `refused` why a fix cannot be done now.
    """

    ended = Signal(str)
    jump_asked = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        form: FormScroll,
        fields: Callable[[], Iterable[FieldRow]],
        stops: Callable[[], Iterable[QWidget]],
    ) -> None:
        super().__init__(form)
        self._form, self._fields, self._stops = form, fields, stops
        self._found: Checked | None = None
        self._by_path: dict[str, list[Entry]] = {}
        self._mending = Mending(
            desk.programme, desk.session, self, author=desk.author, now=desk.now
        )
        self._mending.refused.connect(self.refused)

    def join(self, one: FieldRow) -> None:
        """A field that is new on the form."""
        one.entered.connect(self._go_on)
        one.jump_asked.connect(self.jump_asked)
        one.unfolded.connect(self._unfold)
        one.findings.fix_asked.connect(self._fix)

    def show_audit(self, found: Checked, heads: set[str]) -> None:
        """What was found at the fields; `heads` are the first names of their paths."""
        if found is self._found:
            return
        self._found = found
        by_path: dict[str, list[Entry]] = defaultdict(list)
        for entry in found.at_heads(heads):
            for path in {place.path for place in entry.finding.places}:
                by_path[path].append(entry)
        self._by_path = by_path
        self.show_entries()

    def show_entries(self) -> None:
        """Show what was found once more: a field was touched, or is another now."""
        if self._found is None:
            return
        draft = self._found.draft
        changed = [
            one.show_entries(draft, tuple(self._by_path.get(one.path, ())))
            for one in self._fields()
        ]
        if any(changed):
            self.tie()

    def tie(self) -> None:
        """Tab goes from top to bottom, also where fields and buttons came later."""
        for before, after in pairwise(self._stops()):
            QWidget.setTabOrder(before, after)

    def begin(self, one: FieldRow) -> None:
        """Put the cursor into a field and bring it into sight."""
        one.editor.begin()
        self._form.reveal(one)

    def at(self, path: str) -> FieldRow | None:
        """The field of a path, if it is on the form."""
        return next((one for one in self._fields() if one.path == path), None)

    def stop(self) -> None:
        self._mending.stop()

    @Slot(str)
    def _go_on(self, path: str) -> None:
        """Enter: on to the field below."""
        fields: Sequence[FieldRow] = tuple(self._fields())
        at = next((n for n, one in enumerate(fields) if one.path == path), len(fields))
        if at + 1 < len(fields):
            self.begin(fields[at + 1])
        else:
            self.ended.emit(path)

    @Slot(str)
    def _unfold(self, path: str) -> None:
        self.tie()
        one = self.at(path)
        if one is not None:
            self._form.reveal(one)

    @Slot(object, object)
    def _fix(self, entry: Entry, fix: Fix) -> None:
        self._mending.fix(entry, fix)
