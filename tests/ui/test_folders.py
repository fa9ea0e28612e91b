"""A folder is told as people know it."""

from pathlib import Path

import pytest

from desktop_app.ui.folders import short_folder, told_folder


@pytest.fixture
def documents(home):
    made = Path.home() / "文档"
    made.mkdir(parents=True, exist_ok=True)
    return made


def test_below_the_documents_it_is_told_from_there(documents):
    assert told_folder(documents / "2024试点申报") == "文档 › 2024试点申报"
    assert told_folder(documents) == "文档"


def test_beside_the_documents_it_is_told_from_home(documents):
    assert told_folder(Path.home() / "桌面") == "主文件夹 › 桌面"


def test_elsewhere_it_is_told_whole_or_by_its_end(documents):
    far = Path("/mnt/share/office/2024/试点")
    assert told_folder(far) == str(far)
    assert short_folder(far) == "… › 2024 › 试点"
    assert short_folder(Path("/mnt/u")) == str(Path("/mnt/u"))
    assert short_folder(documents / "a") == "文档 › a"
