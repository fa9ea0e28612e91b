"""Pack files: built, read back, and refused when they are hostile, with nothing left on the disk."""

import json
import os
import stat
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.pack_names import fault_of_name
from desktop_app.errors import AppError, PackError
from desktop_app.jobs.pack_file import (
    LARGEST_ALL,
    LARGEST_FILE,
    LIST,
    SIGNATURE,
    build_pack,
    read_pack_file,
)
from desktop_app.jobs.packs import lint
from desktop_app.jobs.publisher import make_key, read_key
from tests.pack_builders import (
    a_folder,
    a_pack_file,
    a_publisher,
    parts_of,
    signed_again,
    zipped,
)
from tests.small_pack import FILES, RULES


def refusal_of(path):
    with pytest.raises(AppError) as told:
        read_pack_file(path)
    sentence = str(told.value)
    assert sentence.endswith(("。", "…")) or ":" in sentence
    return sentence


def test_a_built_pack_is_read_back_with_its_publisher(tmp_path):
    found = read_pack_file(a_pack_file(tmp_path))
    assert {name: text.decode() for name, text in found.files.items()} == FILES
    assert (found.list.id, found.list.version, found.list.publisher) == (
        "small-2024",
        "1",
        "样板厅",
    )
    assert found.fingerprint == a_publisher().fingerprint
    assert len(found.fingerprint.replace("-", "")) == 32


def test_the_same_folder_gives_the_same_bytes(tmp_path):
    folder = a_folder(tmp_path / "pack")
    one = build_pack(folder, tmp_path / "one.sbpack", a_publisher()).path
    other = build_pack(folder, tmp_path / "other.sbpack", a_publisher()).path
    assert one.read_bytes() == other.read_bytes()


def test_a_file_that_is_there_is_not_replaced(tmp_path):
    folder = a_folder(tmp_path / "pack")
    build_pack(folder, tmp_path / "one.sbpack")
    with pytest.raises(AppError, match="没有覆盖"):
        build_pack(folder, tmp_path / "one.sbpack")


def test_a_pack_with_faults_is_not_built_and_told_with_file_line_and_key(tmp_path):
    folder = a_folder(
        tmp_path / "pack", rules=RULES.replace("row.investment >= 20.0", "row.x >= 20.0")
    )
    with pytest.raises(PackError, match=r"rules.toml 第\d+行 rule\[0\]"):
        build_pack(folder)
    assert not list(tmp_path.glob("*.sbpack"))


def test_other_files_are_no_part_of_a_pack(tmp_path):
    folder = a_folder(tmp_path / "pack")
    (folder / "setup.py").write_text("")
    with pytest.raises(AppError, match="toml、csv、txt"):
        build_pack(folder)
    (problem,) = lint(str(folder))
    assert problem.file == "setup.py"


@pytest.mark.parametrize("name", [".plan.toml.swp", "~rules.toml", ".git/a.toml", "installed.json"])
def test_what_an_editor_leaves_behind_is_read_by_nobody(tmp_path, name):
    folder = a_folder(tmp_path / "pack")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("[[", "utf-8")
    assert lint(str(folder)) == []
    built = read_pack_file(build_pack(folder).path)
    assert set(built.files) == set(FILES)


def test_a_key_is_made_once_and_never_written_over(tmp_path):
    path = tmp_path / "市局.sbkey"
    made = make_key(path, "某市工信局")
    assert read_key(path) == made
    assert made.fingerprint not in path.read_text()
    with pytest.raises(AppError, match="没有覆盖"):
        make_key(path, "别人")


@pytest.mark.parametrize("content", [b"", b"{}", b"PK", b'{"publisher": "a", "secret": "00"}'])
def test_what_is_no_key_is_refused(tmp_path, content):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(AppError, match="不是发布密钥"):
        read_key(tmp_path / "x")


def test_a_key_that_could_not_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(AppError, match="密钥没有写成"):
        make_key(tmp_path / "没有这个文件夹" / "市局.sbkey", "某市工信局")
    (tmp_path / "市局").write_bytes(b"")
    with pytest.raises(AppError, match="密钥没有写成"):
        make_key(tmp_path / "市局" / "x.sbkey", "某市工信局")
    assert [one.name for one in tmp_path.iterdir()] == ["市局"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_key_is_its_owners_alone(tmp_path):
    make_key(tmp_path / "市局.sbkey", "某市工信局")
    assert stat.S_IMODE((tmp_path / "市局.sbkey").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["市局.sbkey"]


NAMES_OF_NOBODY = ["样板厅\n由「省厅」签名", "样板厅\x1b[2K", "样板\u202e厅", " 样板厅", "样" * 61]


@pytest.mark.parametrize("name", NAMES_OF_NOBODY)
def test_a_publisher_whose_name_deceives_the_reader_is_refused(tmp_path, name):
    told = refusal_of(a_pack_file(tmp_path, publisher=a_publisher(name)))
    assert "发布单位的名称" in told
    assert told.isprintable()
    key = {"publisher": name, "secret": "01" * 32}
    (tmp_path / "x.sbkey").write_text(json.dumps(key), "utf-8")
    with pytest.raises(AppError, match="发布单位的名称"):
        read_key(tmp_path / "x.sbkey")


@pytest.mark.parametrize(
    "out", ["文件/x.sbpack", "没有/的/文件夹/x.sbpack", f"{'长' * 200}.sbpack"]
)
def test_a_place_that_takes_no_file_is_told(tmp_path, out):
    folder = a_folder(tmp_path / "pack")
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(AppError, match="没有写成"):
        build_pack(folder, tmp_path / out)


def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(AppError, match="读不出来"):
        build_pack(tmp_path / ("长" * 200))


def test_what_could_not_be_installed_again_is_not_built(tmp_path):
    folder = a_folder(tmp_path / "pack")
    (folder / "lists").mkdir()
    for n in range(LARGEST_ALL // LARGEST_FILE + 1):
        # Holes take no room on the disk.
        with (folder / "lists" / f"{n}.csv").open("wb") as file:
            file.truncate(LARGEST_FILE)
    with pytest.raises(AppError, match="合计超过"):
        build_pack(folder)


def test_a_file_that_is_too_large_is_told_by_its_size(tmp_path):
    folder = a_folder(tmp_path / "pack")
    with (folder / "big.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(AppError, match="」超过"):
        build_pack(folder)


# ---------------------------------------------------------------- hostile files


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_another_way_of_compressing_is_refused_whole_or_damaged(tmp_path, way):
    parts = parts_of(a_pack_file(tmp_path))
    path = tmp_path / "a.sbpack"
    with zipfile.ZipFile(path, "w", way) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "压缩方式" in refusal_of(path)
    whole = path.read_bytes()
    for at in range(30, 120):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        refusal_of(path)


def changed(tmp_path, **texts):
    parts = parts_of(a_pack_file(tmp_path))
    return parts | {name.replace("__", "."): text for name, text in texts.items()}


def test_a_changed_file_is_noticed(tmp_path):
    parts = changed(tmp_path, notice__txt="别的通知".encode())
    assert "校验值不符" in refusal_of(zipped(tmp_path / "a.sbpack", parts))


def test_a_changed_list_is_noticed(tmp_path):
    parts = parts_of(a_pack_file(tmp_path))
    told = json.loads(parts[LIST])
    told["publisher"] = "假冒厅"
    parts[LIST] = json.dumps(told).encode()
    assert "签名不对" in refusal_of(zipped(tmp_path / "a.sbpack", parts))


def test_a_signature_of_another_pack_is_noticed(tmp_path):
    other = parts_of(a_pack_file(tmp_path, version="2"))
    parts = parts_of(a_pack_file(tmp_path)) | {SIGNATURE: other[SIGNATURE]}
    assert "签名不对" in refusal_of(zipped(tmp_path / "a.sbpack", parts))


def test_a_signature_by_another_key_is_noticed(tmp_path):
    parts = parts_of(a_pack_file(tmp_path))
    other = parts_of(a_pack_file(tmp_path, publisher=a_publisher("别的厅", 2)))
    assert "签名不对" in refusal_of(
        zipped(tmp_path / "a.sbpack", parts | {SIGNATURE: other[SIGNATURE]})
    )


@pytest.mark.parametrize("gone", [LIST, SIGNATURE, "rules.toml"])
def test_what_is_missing_is_noticed(tmp_path, gone):
    parts = parts_of(a_pack_file(tmp_path))
    del parts[gone]
    refusal_of(zipped(tmp_path / "a.sbpack", parts))


def test_what_is_not_listed_is_refused(tmp_path):
    parts = changed(tmp_path, more__txt=b"x")
    assert "不在清单里" in refusal_of(zipped(tmp_path / "a.sbpack", parts))


@pytest.mark.parametrize(
    "name",
    [
        "../escape.txt", "/etc/escape.txt", "lists/../../escape.txt", "..\\escape.txt",
        "C:escape.txt", "lists/a/b.csv", "con.txt", "lists/.hidden.csv", "run.exe", "code.py",
        "a.txt ", "a.txt.", "~a.txt", "lists/", "a\x00.txt", "e\u0301.txt",
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_pack_or_to_anything_but_text(tmp_path, name):
    parts = parts_of(a_pack_file(tmp_path)) | {name: b"x"}
    path = signed_again(tmp_path / "a.sbpack", parts)
    refusal_of(path)
    assert not list(tmp_path.glob("**/escape.txt"))


def test_two_files_of_one_name_are_refused(tmp_path):
    parts = parts_of(a_pack_file(tmp_path)) | {"Rules.toml": b"x = 1"}
    assert "两份" in refusal_of(signed_again(tmp_path / "a.sbpack", parts))


def test_a_bomb_is_not_unpacked(tmp_path):
    parts = parts_of(a_pack_file(tmp_path)) | {"lists/bomb.csv": b"0" * (LARGEST_FILE * 4)}
    path = signed_again(tmp_path / "a.sbpack", parts)
    assert path.stat().st_size < 100_000
    assert "太大" in refusal_of(path)


def test_too_many_files_are_refused(tmp_path):
    parts = parts_of(a_pack_file(tmp_path)) | {f"lists/{n}.csv": b"a\n" for n in range(400)}
    assert "太多" in refusal_of(signed_again(tmp_path / "a.sbpack", parts))


def test_a_link_is_refused(tmp_path):
    parts = parts_of(a_pack_file(tmp_path))
    path = signed_again(tmp_path / "a.sbpack", parts | {"lists/a.csv": b"/etc/passwd"})
    inside = parts_of(path)
    link = tmp_path / "b.sbpack"
    with zipfile.ZipFile(link, "w") as archive:
        for name, content in inside.items():
            entry = zipfile.ZipInfo(name)
            if name == "lists/a.csv":
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, content)
    assert "链接" in refusal_of(link)


def test_a_list_that_says_another_version_is_refused(tmp_path):
    parts = parts_of(a_pack_file(tmp_path))
    assert "不一致" in refusal_of(signed_again(tmp_path / "a.sbpack", parts, version="9"))


@pytest.mark.parametrize(
    ("key", "value"), [("id", "../x"), ("version", "1/.."), ("format", 2), ("more", 1)]
)
def test_a_list_that_is_none_is_refused(tmp_path, key, value):
    parts = parts_of(a_pack_file(tmp_path))
    refusal_of(signed_again(tmp_path / "a.sbpack", parts, **{key: value}))


def test_a_signed_pack_with_faults_is_refused_with_the_line(tmp_path):
    parts = changed(tmp_path, rules__toml=RULES.replace("不低于20万元", "不低于21万元").encode())
    assert "rules.toml 第" in refusal_of(signed_again(tmp_path / "a.sbpack", parts))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path, data):
    whole = tmp_path / "whole.sbpack"
    if not whole.exists():
        a_pack_file(tmp_path).rename(whole)
    good = whole.read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    broken = bytearray(good)
    broken[at] ^= data.draw(st.integers(1, 255))
    if data.draw(st.booleans()):
        broken = broken[:at]
    path = tmp_path / "broken.sbpack"
    path.write_bytes(bytes(broken))
    try:
        found = read_pack_file(path)
    except AppError as told:
        assert str(told)
    else:
        # Bytes of the zip that mean nothing: what comes out is what was signed.
        assert {name: text.decode() for name, text in found.files.items()} == FILES


@given(st.text(max_size=12))
def test_a_name_that_is_taken_stays_within_the_folder(name):
    told = f"{name}.txt"
    if not fault_of_name(told):
        assert not told.startswith("/")
        assert ".." not in told.split("/")
        assert "\\" not in told


def test_a_folder_that_is_there_takes_the_file_under_its_usual_name(tmp_path):
    folder, there = a_folder(tmp_path / "pack"), tmp_path / "发布"
    there.mkdir()
    made = build_pack(folder, there).path
    assert made.parent == there
    assert made.name == build_pack(folder).path.name
    assert [one.name for one in tmp_path.glob("发布*")] == ["发布"]
