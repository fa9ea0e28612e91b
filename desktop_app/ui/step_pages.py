"""Which page shows which step; pages are made when they are first looked at."""

from collections.abc import Callable, Mapping

from desktop_app.core.steps import Kind
from desktop_app.ui.check_page import CheckPage
from desktop_app.ui.page import Desk, Page

PageMaker = Callable[[Desk], Page]
# Chapters share one page: only one is looked at.
PAGES: Mapping[Kind, PageMaker] = {
    "check": CheckPage,
}
