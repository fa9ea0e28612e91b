"""What every test of the import begins with."""

import pytest

from desktop_app.jobs.packs import load_programme
from desktop_app.storage.draft_file import create
from tests.small_pack import a_small_draft
from tests.ui.importing.importer import NOW, Importer


@pytest.fixture
def importer(qtbot, draft_file, small):
    made = []

    def make(draft=None, **options):
        draft = draft or a_small_draft([{"name": "旧项目", "investment": "20"}])
        path = draft_file(draft, f"{len(made)}.shenbao")
        made.append(Importer(qtbot, path, small, **options))
        return made[-1]

    return make


@pytest.fixture
def city(qtbot, tmp_path):
    """An empty draft of the practice city's programme."""
    programme = load_programme("liaoning-2024")
    path = tmp_path / "练习.shenbao"
    create(path, programme.id, None, author="李工", now=lambda: NOW).close()
    return Importer(qtbot, path, programme)
