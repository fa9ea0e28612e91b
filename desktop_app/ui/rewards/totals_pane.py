"""What the rewards come to together: by reward, county, payer; what to know of the notice."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.reward_lint import reward_crossings
from desktop_app.core.reward_tiers import money
from desktop_app.core.rewards import Rewards, Sum
from desktop_app.ui.flow import TallEnough
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import SIGN, around, between
from desktop_app.ui.widgets import say, words


class TotalsPane(QScrollArea):
    """The totals of the draft as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        programme = desk.programme
        self._programme = programme
        columns = ("合计", "名称", "行数", f"金额({programme.rewards.unit})")
        self._model = TextLines(columns, desk.theme, "explain", self)
        widths = (5 * SIGN, 12 * SIGN, 8 * SIGN, 8 * SIGN)
        self._table = LineTable(self._model, "奖补合计", "reward totals", widths, 1)
        self._problem = words("", "warning", "shares problem")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("合计与须知")
        page = TallEnough()
        self.setWidget(page)
        layout = QVBoxLayout(page)
        around(layout, 3, 2, 3, 2)
        between(layout, 2)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._problem)
        for text, tone in _to_know(programme):
            layout.addWidget(words(text, tone, "to know"))

    def show_rewards(self, found: Rewards) -> None:
        """Show these totals."""
        lines = tuple(_lines(self._programme, found))
        lacking = frozenset((n, 2) for n, line in enumerate(lines) if "缺" in line[2])
        self._model.show(lines, lacking)
        say(self._problem, found.shares.problem)


def _to_know(programme: Programme) -> Iterator[tuple[str, str]]:
    for title, crossing in reward_crossings(programme):
        yield f"▲ {title}:{crossing}。", "warning"
    for one in programme.rewards.reward:
        if one.note:
            yield f"{one.title}:{one.note}", "soft"


def _lines(programme: Programme, found: Rewards) -> Iterator[tuple[str, ...]]:
    yield ("全部", "", *_counted(found.total))
    titles = {one.id: one.title for one in programme.rewards.reward}
    for key, one in found.by_reward.items():
        if one.rows or one.missing:
            yield ("事项", titles[key], *_counted(one))
    called = own_words(programme).county
    for county, one in found.by_county.items():
        yield (called, county or "(未填)", *_counted(one))
    payers = {one.id: one.title for one in programme.rewards.split}
    for key, amount in found.by_payer.items():
        share = f"{money(found.shares.payers[key])}%"
        yield "承担", f"{payers[key]} {share}", "", money(amount)


def _counted(one: Sum) -> tuple[str, str]:
    rows = f"{one.rows}(缺 {one.missing})" if one.missing else str(one.rows)
    return rows, money(one.amount)
