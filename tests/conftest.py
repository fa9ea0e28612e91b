"""What all tests share: Qt without a screen, folders that are not the user's, one practice run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from desktop_app.jobs.demo import run_demo
from tests.example_documents import PRACTICE_DAY

# These need LibreOffice and other tools that `make office` sets up, and says so here.
collect_ignore = [] if "SHENBAO_OFFICE" in os.environ else ["office"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test asserts times, and a busy machine is no failure. The same examples at every run: whoever
# changes one place is not told of another. `make chance` draws others, and more.
settings.register_profile("shenbao", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("chance", deadline=None, print_blob=True, max_examples=200)
settings.load_profile("chance" if "SHENBAO_CHANCE" in os.environ else "shenbao")


@pytest.fixture(scope="session", autouse=True)
def _folders_of_their_own(tmp_path_factory):
    os.environ["SHENBAO_BACKUPS"] = str(tmp_path_factory.mktemp("backups"))
    os.environ["SHENBAO_WORK"] = str(tmp_path_factory.mktemp("work"))
    os.environ["SHENBAO_DATA"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture
def backups(tmp_path, monkeypatch):
    """The folder of backups for one test."""
    folder = tmp_path / "申报匣备份"
    monkeypatch.setenv("SHENBAO_BACKUPS", str(folder))
    return folder


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """The folder of what the program remembers, for one test."""
    folder = tmp_path / "数据"
    monkeypatch.setenv("SHENBAO_DATA", str(folder))
    return folder


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The home folder of one test, with its documents in 文档."""
    folder = tmp_path / "家"
    (folder / "文档").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.fixture(scope="session")
def practice(tmp_path_factory) -> Path:
    """The folder of a finished practice run: the draft and the bundle."""
    folder = tmp_path_factory.mktemp("practice")
    assert run_demo(folder, now=lambda: PRACTICE_DAY).succeeded
    return folder
