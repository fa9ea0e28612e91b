"""Which version a draft is worked on with, and what is offered when another one is there."""

from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from desktop_app.core.draft import Draft
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.errors import AppError
from desktop_app.jobs.draft_work import starting_values
from desktop_app.jobs.install_pack import install, remove
from desktop_app.jobs.merge_drafts import compare_copies
from desktop_app.jobs.new_draft import make_draft
from desktop_app.jobs.pack_file import read_pack_file
from desktop_app.jobs.packs import load_for, load_programme
from desktop_app.jobs.update_draft import newer_offer, offer, pack_standing, update
from desktop_app.storage.draft_file import open_draft
from tests.pack_builders import a_pack_file, a_publisher

NOW = datetime(2026, 1, 2)
pytestmark = pytest.mark.usefixtures("data_folder", "backups")


@pytest.fixture(autouse=True)
def _two_versions(tmp_path, data_folder):
    del data_folder
    for version in ("1.9", "1.10"):
        pack = read_pack_file(a_pack_file(tmp_path, version))
        install(pack, NOW, trust=a_publisher().fingerprint)


def a_draft(version: str = "") -> Draft:
    values = {VERSION_PATH: version} if version else {}
    return Draft("small-2024", 1, MappingProxyType(values))


def made(tmp_path, version: str) -> Path:
    programme = load_programme(f"small-2024@{version}")
    path = tmp_path / f"{version}.shenbao"
    return make_draft(programme, path, "", author="", now=lambda: NOW)


def test_a_new_draft_tells_the_version_it_is_made_with(tmp_path):
    with open_draft(made(tmp_path, "1.9"), read_only=True) as file:
        assert load_for(file.draft).about.version == "1.9"


def test_a_draft_of_an_earlier_program_opens_with_the_newest():
    assert load_for(a_draft()).about.version == "1.10"
    assert newer_offer(a_draft()) is None


def test_the_version_is_no_part_of_the_check_code():
    assert a_draft("1.9").check_code() == a_draft().check_code()


def test_a_newer_version_is_offered_to_a_draft_of_an_older_one_alone():
    assert newer_offer(a_draft("1.9")).report.after == "1.10"
    assert newer_offer(a_draft("1.10")) is None


def test_a_version_that_is_gone_is_named_and_the_newest_takes_its_place():
    remove("small-2024@1.9")
    draft = a_draft("1.9")
    programme = load_for(draft)
    found = pack_standing(draft, programme)
    assert (programme.about.version, found.missing) == ("1.10", "1.9")
    assert found.offer.report.after == "1.10"


def test_a_version_that_is_not_there_is_refused():
    with pytest.raises(AppError, match=r"没有装版本 7;已有的版本:1\.10、1\.9"):
        offer(a_draft("1.9"), "7")


def test_a_draft_is_moved_once(tmp_path):
    with open_draft(made(tmp_path, "1.9")) as file:
        update(file)
        assert file.draft.values[VERSION_PATH] == "1.10"
        with pytest.raises(AppError, match=r"已经是 1\.10 版"):
            update(file)
        file.undo()
        assert file.draft.values[VERSION_PATH] == "1.9"


def test_copies_of_two_versions_are_not_merged(tmp_path):
    ours = made(tmp_path, "1.9")
    theirs = tmp_path / "同事.shenbao"
    theirs.write_bytes(ours.read_bytes())
    with open_draft(theirs) as file:
        update(file)
    with open_draft(ours) as one, open_draft(theirs, read_only=True) as other:
        with pytest.raises(AppError, match="版本不同"):
            compare_copies(one, other)
        update(one)
        assert not compare_copies(one, other).found.conflicts


def test_the_start_of_a_draft_is_one_change():
    first = starting_values(load_programme("small-2024@1.9"))
    assert first.apply(Draft("small-2024")).values[VERSION_PATH] == "1.9"
