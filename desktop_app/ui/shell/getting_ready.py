"""What the first draft needs is brought in while the start page is looked at: half a second.

What has nothing to do with Qt comes in a thread. Modules with widgets never do: Qt asks a widget
for its class without Python's lock, and a class that is being made in another thread meanwhile has
ended the program. They come in the window's thread, one at a time between what a person does.
"""

import linecache
from collections.abc import Iterator
from datetime import date
from importlib import import_module

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot

from desktop_app.ui.work import Work

# Milliseconds between two modules.
_REST = 15
# The pages of the steps and what holds them.
_WIDGETS = (
    "shell.open_draft",
    "shell.step_pages",
    "shell.workplace",
    "notice.notice_page",
    "fields.fields_page",
    "table.summary_page",
    "chapter.plan_page",
    "chapter.page",
    "checking.check_page",
    "importing.page",
    "papers.paper_page",
    "rewards.reward_page",
    "bundle.bundle_page",
    "bundle.sending_card",
    "reports.report_page",
)


class GettingReady(QObject):
    """Begins with `start`. A draft that is opened meanwhile brings in what it needs by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter(_WIDGETS)
        self._timer = QTimer(self)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._bring_next)

    def start(self, pool: QThreadPool) -> None:
        """Bring everything in, first what needs no window."""
        work = Work(bring_subject_in, self)
        work.succeeded.connect(self._begin)
        # Without it the modules come later and tell what is wrong with them.
        work.failed.connect(self._begin)
        work.start(pool)

    @Slot()
    def _begin(self) -> None:
        self._timer.start()

    @Slot()
    def _bring_next(self) -> None:
        # Qt reads the source of each module that comes in, to see whether it is one of its own, and
        # Python would keep all lines for a traceback: 17 MB.
        linecache.clearcache()
        name = next(self._left, "")
        if name:
            import_module(f"desktop_app.ui.{name}")
        else:
            self._timer.stop()


def bring_subject_in() -> None:
    """Import what the pages are about; may be called in any thread."""
    import desktop_app.core.pinyin
    import desktop_app.core.search
    import desktop_app.jobs.duties
    import desktop_app.jobs.earlier_plan
    import desktop_app.jobs.packs
    import desktop_app.jobs.update_draft  # noqa: F401
    from desktop_app.jobs.workdays import is_workday

    # The days of the notice bring the calendar in with the first one that is asked for.
    is_workday(date.today())
