"""Installing packs: trust on first use, updates by the same key, two versions, all or nothing."""

from datetime import datetime

import pytest

from desktop_app.errors import AppError
from desktop_app.jobs.install_pack import NotConfirmed, install, prospect, remove
from desktop_app.jobs.pack_file import build_pack, read_pack_file
from desktop_app.jobs.packs import (
    all_packs,
    load_programme,
    pack_folder,
    programme_at_work,
    usable_programmes,
    versions_of,
)
from desktop_app.paths import packs_folder
from tests.pack_builders import a_folder, a_pack_file, a_publisher
from tests.small_pack import NOTICE

NOW = datetime(2026, 1, 2, 3, 4)
PRINT = a_publisher().fingerprint

pytestmark = pytest.mark.usefixtures("data_folder")


def installed(tmp_path, version="1", *, trust=PRINT, publisher=None, **replaced):
    pack = read_pack_file(a_pack_file(tmp_path, version, publisher, **replaced))
    return install(pack, NOW, trust=trust)


def names():
    return [one.name for one in all_packs() if one.origin is not None]


def test_an_unknown_publisher_is_told_with_the_fingerprint_and_must_be_confirmed(tmp_path):
    pack = read_pack_file(a_pack_file(tmp_path))
    assert prospect(pack).standing == "unknown"
    with pytest.raises(NotConfirmed, match=PRINT):
        install(pack, NOW)
    with pytest.raises(NotConfirmed, match="不是这个文件的"):
        install(pack, NOW, trust=a_publisher(seed=2).fingerprint)
    assert names() == []
    install(pack, NOW, trust=PRINT.lower().replace("-", " "))
    assert names() == ["small-2024@1"]


def test_a_publisher_is_confirmed_once(tmp_path):
    installed(tmp_path)
    again = installed(tmp_path, "1.1", trust="")
    assert again.origin.publisher == "样板厅"
    assert names() == ["small-2024@1.1", "small-2024@1"]


def test_two_versions_stand_side_by_side_and_the_newest_is_meant(tmp_path):
    for version in ("1.9", "1.10", "1.2"):
        installed(tmp_path, version)
    assert [one.version for one in versions_of("small-2024")] == ["1.10", "1.9", "1.2"]
    assert load_programme("small-2024").about.version == "1.10"
    assert load_programme("small-2024@1.2").about.version == "1.2"
    with pytest.raises(AppError, match=r"1\.10、1\.9、1\.2"):
        pack_folder("small-2024@7")


def test_an_update_by_another_key_is_refused(tmp_path):
    installed(tmp_path)
    other = a_publisher("冒名厅", 2)
    with pytest.raises(AppError, match="不能当作更新"):
        installed(tmp_path, "2", publisher=other, trust=other.fingerprint)
    assert names() == ["small-2024@1"]
    remove("small-2024")
    installed(tmp_path, "2", publisher=other, trust=other.fingerprint)
    assert names() == ["small-2024@2"]


def test_an_update_without_a_signature_is_refused(tmp_path):
    installed(tmp_path)
    made = build_pack(a_folder(tmp_path / "bare", "2"), tmp_path / "bare.sbpack")
    with pytest.raises(AppError, match="没有签名"):
        install(read_pack_file(made.path), NOW, unsigned=True)


def test_a_file_that_nobody_signed_must_be_asked_for_and_stays_marked(tmp_path):
    made = build_pack(a_folder(tmp_path / "bare"), tmp_path / "bare.sbpack")
    pack = read_pack_file(made.path)
    with pytest.raises(NotConfirmed, match="--unsigned"):
        install(pack, NOW)
    assert install(pack, NOW, unsigned=True).origin.key == ""
    assert [one.origin.key for one in all_packs() if one.origin is not None] == [""]


def test_the_same_version_with_other_content_is_refused_and_the_same_file_is_no_matter(tmp_path):
    installed(tmp_path)
    installed(tmp_path)
    with pytest.raises(AppError, match="版本号相同而内容不同"):
        installed(tmp_path, notice=f"{NOTICE}四、其他。\n")


def test_a_built_in_pack_is_never_touched(tmp_path):
    forms = tmp_path / "forms"
    built_in = a_folder(forms / "small-2024")
    before = {path.name: path.read_bytes() for path in built_in.iterdir()}
    pack = read_pack_file(a_pack_file(tmp_path, notice=f"{NOTICE}四、其他。\n"))
    with pytest.raises(AppError, match="程序自带"):
        install(pack, NOW, trust=PRINT, forms=forms)
    newer = read_pack_file(a_pack_file(tmp_path, "2"))
    install(newer, NOW, trust=PRINT, forms=forms)
    assert [one.version for one in versions_of("small-2024", forms)] == ["2", "1"]
    with pytest.raises(AppError, match="自带"):
        remove("small-2024@1", forms)
    remove("small-2024", forms)
    assert {path.name: path.read_bytes() for path in built_in.iterdir()} == before


def test_a_full_disk_leaves_nothing_behind(tmp_path):
    packs_folder().parent.mkdir(parents=True)
    # A file stands where the packs are to be.
    packs_folder().write_bytes(b"")
    with pytest.raises(AppError, match="没有装上"):
        installed(tmp_path)
    assert packs_folder().read_bytes() == b""


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"keys": 3}', b"\xff"])
def test_a_damaged_record_of_publishers_is_set_aside_and_told(tmp_path, content):
    installed(tmp_path)
    record = packs_folder() / "publishers.json"
    record.write_bytes(content)
    newer = read_pack_file(a_pack_file(tmp_path, "2"))
    with pytest.raises(AppError, match="改名为") as told:
        prospect(newer)
    (aside,) = packs_folder().glob("publishers.json.*")
    assert aside.name in str(told.value)
    assert aside.read_bytes() == content
    assert prospect(newer).standing == "unknown"
    install(newer, NOW, trust=PRINT)
    assert prospect(read_pack_file(a_pack_file(tmp_path, "3"))).standing == "known"


def test_a_record_of_publishers_that_cannot_be_read_forgets_nobody(tmp_path):
    installed(tmp_path)
    record = packs_folder() / "publishers.json"
    kept = record.read_bytes()
    record.unlink()
    record.mkdir()
    with pytest.raises(AppError, match="读不出来"):
        installed(tmp_path, "2")
    record.rmdir()
    record.write_bytes(kept)
    assert names() == ["small-2024@1"]
    assert prospect(read_pack_file(a_pack_file(tmp_path, "3"))).standing == "known"


def test_a_publisher_is_remembered_only_when_the_pack_is_in_its_place(tmp_path):
    pack = read_pack_file(a_pack_file(tmp_path))
    packs_folder().mkdir(parents=True)
    # A file stands where the pack's own folder is to be.
    (packs_folder() / "small-2024").write_bytes(b"")
    with pytest.raises(AppError, match="没有装上"):
        install(pack, NOW, trust=PRINT)
    assert prospect(pack).standing == "unknown"


def test_half_a_pack_is_none(tmp_path):
    made = installed(tmp_path)
    broken = made.folder.parent / ".2.abcdef"
    broken.mkdir()
    (broken / "programme.toml").write_text('version = "2"', "utf-8")
    assert names() == ["small-2024@1"]
    remove("small-2024@1")
    assert names() == []


def test_a_pack_that_was_damaged_is_told_and_the_others_go_on(tmp_path):
    made = installed(tmp_path)
    (made.folder / "rules.toml").write_text("[[", "utf-8")
    found, faults = usable_programmes()
    assert "small-2024" not in [one.id for one in found]
    assert found
    assert "rules.toml 第" in faults[0]


def test_a_folder_that_somebody_works_on_goes_before_what_is_installed(tmp_path, monkeypatch):
    installed(tmp_path)
    a_folder(tmp_path / "work" / "small-2024", "2")
    monkeypatch.chdir(tmp_path / "work")
    assert programme_at_work("small-2024").about.version == "2"
    assert load_programme("small-2024").about.version == "1"
    monkeypatch.chdir(tmp_path)
    assert programme_at_work("small-2024").about.version == "1"
