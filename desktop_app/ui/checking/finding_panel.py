"""The panel beside every page: what is open on this step first, then what is open elsewhere."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.findings import SEVERITY_WORDS, Fix, Severity
from desktop_app.core.steps import step_of, steps_of
from desktop_app.ui.checking.finding_card import FindingCard
from desktop_app.ui.checking.mending import Mending
from desktop_app.ui.icons import icons_of
from desktop_app.ui.listing import SIGNS, WEIGHTS, Entry
from desktop_app.ui.live_audit import Checked, head_of
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, taken_out, words

_WIDTH, _FOLDED = 316, 44
_MOST_CARDS = 30
_CHECK = "check"


class FindingPanel(QWidget):
    """`jump_asked` brings a path of the draft; `check_asked` asks for the step 核对, with the key
    of a finding or ""; `folded` says whether the panel was folded."""

    jump_asked = Signal(str)
    check_asked = Signal(str)
    folded = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._mending = Mending(
            desk.programme, desk.session, self, author=desk.author, now=desk.now
        )
        self._order = {one.id: at for at, one in enumerate(steps_of(desk.programme))}
        self._known: dict[str, str] = {}
        self._found: Checked | None = None
        self._step = ""
        self._chosen = ""
        # Where the finding that a person has just dealt with stood: the next one takes its place.
        self._dealt_with: FindingCard | None = None
        self._cards: dict[tuple[str, str], FindingCard] = {}
        self._pills: dict[Severity, QLabel] = {}
        self._here = words("", "heading", "here")
        self._elsewhere = words("", "heading", "elsewhere")
        self._none = words("正在核对…", "soft", "nothing open")
        self._rest = button("", "rest")
        self._lay_out()
        self._rest.clicked.connect(lambda: self.check_asked.emit(""))
        self._mending.refused.connect(self._refuse)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        for keys, act in (("F8", self._go_on), ("Shift+F8", self._go_back)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_audit(self, found: Checked) -> None:
        """Show what is open now."""
        self._found = found
        self._show()

    def show_step(self, step_id: str) -> None:
        """What is open on this step comes first."""
        if step_id != self._step:
            self._step = step_id
            entry = self._find(self._chosen)
            if entry is not None and self._rank(entry):
                self._chosen = ""
            self._show()
            self._scroll.verticalScrollBar().setValue(0)

    def fold(self, is_folded: bool) -> None:
        """Fold the panel to a strip, or unfold it."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._body.setVisible(not is_folded)
        self._strip.setVisible(is_folded)
        self._fit()
        if had_focus:
            (self._unfold if is_folded else self._on).setFocus()
        self.folded.emit(is_folded)

    @property
    def is_folded(self) -> bool:
        return self._body.isHidden()

    def stop(self) -> None:
        """End what is under way."""
        self._mending.stop()

    def _lay_out(self) -> None:
        self.setObjectName("finding panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(words("问题", "lead"), 0)
        for severity in Severity:
            pill = QLabel()
            pill.setObjectName(f"pill {severity}")
            mean(pill, "weight", WEIGHTS[severity])
            mean(pill, "pill", "true")
            self._pills[severity] = pill
            head.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        fold = button("", "fold", "收起问题栏")
        icons_of(self._desk.theme).wear(fold, "unfold", "soft")
        fold.setToolTip("收起问题栏")
        mean(fold, "deed", "quiet")
        fold.clicked.connect(lambda: self.fold(True))
        head.addWidget(fold)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        between(self._column, 2)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setAccessibleName("还没有处理的问题")
        self._back = button("上一个", "panel previous", "上一个问题,Shift+F8")
        self._on = button("下一个 F8", "panel next", "下一个问题,F8")
        foot = QHBoxLayout()
        between(foot, 2)
        foot.addWidget(self._back, 1)
        foot.addWidget(self._on, 1)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        around(layout, 4, 4, 4, 3)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self._unfold = button("", "unfold", "展开问题栏")
        icons_of(self._desk.theme).wear(self._unfold, "fold", "soft")
        self._unfold.setToolTip("展开问题栏")
        mean(self._unfold, "deed", "quiet")
        self._unfold.clicked.connect(lambda: self.fold(False))
        self._left = QLabel()
        self._left.setObjectName("folded count")
        self._left.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._strip = QWidget()
        strip = QVBoxLayout(self._strip)
        between(strip, 2)
        around(strip, 1, 4, 1, 3)
        strip.addWidget(self._unfold)
        strip.addWidget(self._left)
        strip.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._body)
        layout.addWidget(self._strip)
        for one in (self._here, self._none, self._elsewhere, self._rest):
            self._column.addWidget(one)
            one.hide()
        self._strip.hide()
        self._fit()
        self._desk.theme.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        width = _FOLDED if self.is_folded else _WIDTH
        self.setFixedWidth(self._desk.theme.px(width))

    def _open(self) -> Sequence[Entry]:
        """What is open, in the order of the list."""
        return self._found.open if self._found is not None else ()

    def _on_step(self) -> list[Entry]:
        """What is open on this step."""
        if self._found is None or not self._step:
            return []
        heads = [one for one in self._found.heads if self._step_at(one) == self._step]
        return [one for one in self._found.at_heads(heads) if one.is_open]

    def _find(self, identity: str) -> Entry | None:
        return next((one for one in self._open() if identity and one.identity == identity), None)

    def _rank(self, entry: Entry) -> int:
        """0 for what is seen on this step, 1 for the rest."""
        return 0 if self._step and self._step in self._steps(entry) else 1

    def _steps(self, entry: Entry) -> list[str]:
        return [self._step_of(place.path) for place in entry.finding.places] or [_CHECK]

    def _step_of(self, path: str) -> str:
        return self._step_at(head_of(path))

    def _step_at(self, head: str) -> str:
        """The step of a part of the draft; 核对 for what is found nowhere."""
        if head not in self._known:
            self._known[head] = step_of(self._desk.programme, head) if head else _CHECK
        return self._known[head]

    def _in_turn(self) -> list[Entry]:
        """What is open, each where the first of its steps stands in the guide."""
        if self._found is None:
            return []
        home: dict[int, int] = {}
        for head, places in self._found.heads.items():
            step = self._order.get(self._step_at(head), len(self._order))
            for at in places:
                home[at] = min(step, home.get(at, step))
        entries = self._found.entries
        turns = sorted(home, key=lambda at: (home[at], at))
        return [entries[at] for at in turns if entries[at].is_open]

    def _path(self, entry: Entry) -> str:
        """Where to go for a finding: its place on this step, or its first."""
        paths = [place.path for place in entry.finding.places]
        here = [one for one in paths if self._step_of(one) == self._step]
        return (here or paths or [""])[0]

    def _show(self) -> None:
        if self._found is None:
            say(self._none, "正在核对…")
            self._place([self._none])
            return
        open_ones = self._open()
        self._count(open_ones)
        here = self._on_step()
        elsewhere = len(open_ones) - len(here)
        shown = here[:_MOST_CARDS]
        if len(here) < _MOST_CARDS:
            known = {one.identity for one in here}
            others = (one for one in open_ones if one.identity not in known)
            shown += islice(others, _MOST_CARDS - len(here))
        # What F8 has come to is always to be seen.
        chosen = self._find(self._chosen)
        if chosen is not None and all(one.identity != self._chosen for one in shown):
            shown[-1] = chosen
        cards = self._cards_for(shown)
        first = min(len(here), len(shown))
        say(self._here, f"本步 {len(here)} 处" if here and elsewhere else "")
        title = "本步没有要处理的;其他各步" if self._step and not here else "其他各步"
        say(self._elsewhere, f"{title} {elsewhere} 处" if elsewhere and self._step else "")
        say(self._none, "" if open_ones else "没有要处理的问题。")
        left = len(open_ones) - len(shown)
        self._rest.setText(f"还有 {left} 处,见核对")
        self._rest.setAccessibleName(f"还有 {left} 处,到核对里看")
        self._rest.setVisible(left > 0)
        self._place(
            [self._none, self._here, *cards[:first], self._elsewhere, *cards[first:], self._rest]
        )
        self._mark()

    def _cards_for(self, shown: Sequence[Entry]) -> list[FindingCard]:
        """A card for each; one that would say the same is kept, with what is open on it."""
        if self._found is None:
            return []
        draft, old, self._cards = self._found.draft, self._cards, {}
        cards: list[FindingCard] = []
        for entry in shown:
            key = entry.identity, self._path(entry)
            card = old.pop(key, None)
            if card is not None and card.entry.finding == entry.finding:
                card.entry = entry
                card.now_for(draft)
            else:
                if card is not None:
                    old[key] = card
                card = FindingCard(self._desk, entry, draft, key[1])
                card.jump_asked.connect(self.jump_asked)
                card.fix_agreed.connect(self._fix)
                card.explain_asked.connect(self.check_asked)
                card.touched.connect(self._touch)
            self._cards[key] = card
            cards.append(card)
        had_focus = any(
            one.isAncestorOf(self.window().focusWidget() or self) for one in old.values()
        )
        for one in old.values():
            self._column.removeWidget(one)
            one.hide()
            one.deleteLater()
        if had_focus:
            self._on.setFocus()
        return cards

    def _place(self, widgets: Sequence[QWidget]) -> None:
        """Bring the column into this order."""
        taken_out(self._column)
        for one in widgets:
            self._column.addWidget(one)
            if isinstance(one, FindingCard):
                one.show()
        self._column.addStretch(1)

    def _count(self, open_ones: Sequence[Entry]) -> None:
        counts = self._found.counts if self._found is not None else Counter[Severity]()
        # There is room for two of them in words.
        is_short = all(counts[severity] for severity in self._pills)
        for severity, pill in self._pills.items():
            told = f"{SEVERITY_WORDS[severity]} {counts[severity]}"
            pill.setText(f"{SIGNS[severity]} {counts[severity]}" if is_short else told)
            pill.setToolTip(told)
            pill.setAccessibleName(told)
            pill.setVisible(bool(counts[severity]))
        self._left.setText(str(len(open_ones)) if open_ones else "✓")
        self._left.setAccessibleName(f"还有 {len(open_ones)} 处问题")
        for one in (self._back, self._on):
            one.setEnabled(bool(open_ones))

    def _mark(self) -> None:
        for card in self._cards.values():
            is_chosen = card.entry.identity == self._chosen
            mean(card, "chosen", "true" if is_chosen else "false")

    @Slot()
    def _keep_in_sight(self) -> None:
        """What a fix would do unfolds where somebody is; it may lie below the edge."""
        focus = self.window().focusWidget()
        if focus is not None and self._scroll.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus)

    @Slot(object)
    def _touch(self, card: FindingCard) -> None:
        self._chosen = card.entry.identity
        self._mark()

    @Slot()
    def _go_on(self) -> None:
        self._go(1)

    @Slot()
    def _go_back(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        """To the next open finding, step after step as the guide has them, round the end: a fixed
        order, so that each is come to though the page changes under way."""
        listed = self._in_turn()
        if not listed:
            return
        places = [one.identity for one in listed]
        if self._chosen in places:
            at = (places.index(self._chosen) + step) % len(listed)
        else:
            mine = {one.identity for one in self._on_step()}
            here = [at for at, one in enumerate(listed) if one.identity in mine]
            at = (here[0] if step > 0 else here[-1]) if here else 0
        entry = listed[at]
        self._chosen = entry.identity
        path = self._path(entry)
        self._show()
        card = self._cards.get((entry.identity, path))
        if card is not None:
            self._scroll.ensureWidgetVisible(card)
        if path:
            self.jump_asked.emit(path)

    @Slot(object, object)
    def _fix(self, card: FindingCard, fix: Fix) -> None:
        self._dealt_with = card
        self._mending.fix(card.entry, fix)

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        if self._dealt_with is not None:
            self._dealt_with.refuse(sentence)
