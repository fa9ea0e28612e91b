"""Which page shows which step. A page and what it needs are loaded when it is first looked at."""

from collections.abc import Callable, Mapping

from desktop_app.core.steps import Kind, sections
from desktop_app.ui.page import Desk, Page

PageMaker = Callable[[Desk], Page]


def _notice(desk: Desk) -> Page:
    from desktop_app.ui.notice_page import NoticePage

    return NoticePage(desk)


def _fields(desk: Desk) -> Page:
    from desktop_app.ui.fields_page import FieldsPage

    return FieldsPage(desk, sections(desk.programme, after=False), "基本信息")


def _sending(desk: Desk) -> Page:
    from desktop_app.ui.bundle.submit_card import SubmitCard
    from desktop_app.ui.fields_page import FieldsPage

    return FieldsPage(desk, sections(desk.programme, after=True), "报送登记", SubmitCard(desk))


def _summary(desk: Desk) -> Page:
    from desktop_app.ui.summary_page import SummaryPage

    return SummaryPage(desk, kept=desk.kept)


def _plan(desk: Desk) -> Page:
    from desktop_app.ui.chapter.plan_page import PlanPage

    return PlanPage(desk)


def _chapter(desk: Desk) -> Page:
    from desktop_app.ui.chapter.page import ChapterPage
    from desktop_app.ui.table.editor import TableEditor

    # The tab above the table tells its title.
    return ChapterPage(desk, table_editor=lambda *what: TableEditor(*what, title=""))


def _check(desk: Desk) -> Page:
    from desktop_app.ui.check_page import CheckPage

    return CheckPage(desk)


def _bundle(desk: Desk) -> Page:
    from desktop_app.ui.bundle.bundle_page import BundlePage

    return BundlePage(desk)


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
    "check": _check,
    "bundle": _bundle,
    "sending": _sending,
    # No step of its own: it stands over the table.
    "import": _import,
}
