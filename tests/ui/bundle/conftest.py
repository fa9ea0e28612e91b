"""What every test of 成册与打印 begins with."""

import pytest

from tests.small_pack import a_passing_draft
from tests.ui.bundle.sitting import Sitting


@pytest.fixture
def sit(qtbot, prompts, draft_file, tmp_path):
    """Opens the page over a draft of the small programme."""
    sittings = []

    def open_page(draft=None, **options):
        path = draft_file(draft or a_passing_draft())
        sittings.append(Sitting(qtbot, prompts, path, tmp_path, **options))
        return sittings[-1]

    yield open_page
    for one in sittings:
        one.end()
