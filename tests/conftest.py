"""What all tests share: Qt without a screen, and folders that are not the user's."""

import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test asserts times, and a busy machine is no failure.
settings.register_profile("shenbao", deadline=None)
settings.load_profile("shenbao")


@pytest.fixture(scope="session", autouse=True)
def _folders_of_their_own(tmp_path_factory):
    os.environ["SHENBAO_BACKUPS"] = str(tmp_path_factory.mktemp("backups"))
    os.environ["SHENBAO_WORK"] = str(tmp_path_factory.mktemp("work"))


@pytest.fixture
def backups(tmp_path, monkeypatch):
    """The folder of backups for one test."""
    folder = tmp_path / "申报匣备份"
    monkeypatch.setenv("SHENBAO_BACKUPS", str(folder))
    return folder
