"""What every test of the start page begins with."""

from datetime import timedelta

import pytest

from desktop_app.jobs import recent
from desktop_app.jobs.new_draft import make_draft
from desktop_app.jobs.recent import Recent
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.snapshots import BEFORE_BUILD, take
from tests.small_pack import a_city_programme
from tests.ui.start.person import NOW, Person


@pytest.fixture
def remembered(data_folder, tmp_path):
    """Three drafts of late; the file of the second is gone."""
    del data_folder
    entries = []
    for hours, city, there, others in (
        (50, "抚顺市", True, {"state": recent.REPORTED, "projects": 112, "must": 0, "explain": 0}),
        (24, "本溪市", False, {"projects": 98}),
        (
            2,
            "铁岭市",
            True,
            {"projects": 106, "must": 2, "explain": 1, "place_title": "项目汇总表(附件3)"},
        ),
    ):
        path = tmp_path / f"{city}.shenbao"
        if there:
            path.touch()
        entry = Recent(path, city, "样板工程", NOW - timedelta(hours=hours), **others)
        recent.remember(entry)
        entries.insert(0, entry)
    return entries


@pytest.fixture
def person(qtbot, prompts, home, data_folder, backups, tmp_path):
    del home, data_folder, backups

    def arrive(**options):
        return Person(qtbot, prompts, tmp_path / "练习", **options)

    return arrive


@pytest.fixture
def kept(tmp_path, backups):
    """A draft with two copies, one of them damaged."""
    path = make_draft(
        a_city_programme(), tmp_path / "铁岭市.shenbao", "铁岭市", author="", now=lambda: NOW
    )
    with open_draft(path) as file:
        first = take(file, backups, BEFORE_BUILD, NOW - timedelta(days=1))
        take(file, backups, BEFORE_BUILD, NOW)
    raw = bytearray(first.read_bytes())
    raw[100:] = b"\xff" * len(raw[100:])
    first.write_bytes(raw)
    return path
