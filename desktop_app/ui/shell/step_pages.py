"""Which page shows which step. A page and what it needs are loaded when it is first looked at."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.core.pack_forms import Table
from desktop_app.core.steps import Kind, sections
from desktop_app.ui.page import Desk, Page

if TYPE_CHECKING:
    from desktop_app.ui.table.editor import TableEditor

PageMaker = Callable[[Desk], Page]


def _notice(desk: Desk) -> Page:
    from desktop_app.ui.notice.notice_page import NoticePage

    return NoticePage(desk)


def _fields(desk: Desk) -> Page:
    from desktop_app.ui.fields.fields_page import FieldsPage

    return FieldsPage(desk, sections(desk.programme, after=False), "基本信息")


def _sending(desk: Desk) -> Page:
    from desktop_app.ui.bundle.sending_card import SendingCard
    from desktop_app.ui.fields.fields_page import FieldsPage

    return FieldsPage(desk, sections(desk.programme, after=True), "报送登记", SendingCard(desk))


def _summary(desk: Desk) -> Page:
    from desktop_app.ui.table.summary_page import SummaryPage

    return SummaryPage(desk, kept=desk.kept)


def _plan(desk: Desk) -> Page:
    from desktop_app.ui.chapter.plan_page import PlanPage

    return PlanPage(desk)


def _chapter(desk: Desk) -> Page:
    from desktop_app.ui.chapter.page import ChapterPage

    return ChapterPage(desk, table_editor=_table)


def _table(desk: Desk, table: Table) -> QWidget:
    """A table of the plan below its chapter, whose tab has its title. What is not printed is for
    the program: a person may ask for it. What follows from the text is to read."""
    if table.gathered is not None:
        from desktop_app.ui.chapter.duties_view import DutiesView

        return DutiesView(desk, table)
    return _editor(desk, table, title="")


def _editor(desk: Desk, table: Table, *, title: str | None) -> "TableEditor":
    from desktop_app.ui.table.editor import TableEditor

    unseen = frozenset(one.id for one in table.column if not one.printed)
    return TableEditor(desk, table, kept=desk.kept, title=title, hidden_at_first=unseen)


def _rewards(desk: Desk) -> Page:
    from desktop_app.ui.rewards.reward_page import RewardPage

    return RewardPage(desk)


def _paper(desk: Desk) -> Page:
    from desktop_app.ui.papers.paper_page import PaperPage

    return PaperPage(desk, table_editor=_paper_table)


def _paper_table(desk: Desk, table: Table) -> "TableEditor":
    """A table of a paper, under its title."""
    return _editor(desk, table, title=None)


def _check(desk: Desk) -> Page:
    from desktop_app.ui.checking.check_page import CheckPage

    return CheckPage(desk)


def _bundle(desk: Desk) -> Page:
    from desktop_app.ui.bundle.bundle_page import BundlePage

    return BundlePage(desk)


def _reports(desk: Desk) -> Page:
    from desktop_app.ui.reports.report_page import ReportPage

    return ReportPage(desk)


def _import(desk: Desk) -> Page:
    from desktop_app.ui.importing.page import ImportPage

    return ImportPage(desk)


# Chapters share one page: only one is looked at.
PAGES: Mapping[Kind | str, PageMaker] = {
    "notice": _notice,
    "fields": _fields,
    "summary": _summary,
    "plan": _plan,
    "chapter": _chapter,
    "rewards": _rewards,
    "paper": _paper,
    "check": _check,
    "bundle": _bundle,
    "sending": _sending,
    "reports": _reports,
    # No step of its own: it stands over the table.
    "import": _import,
}
