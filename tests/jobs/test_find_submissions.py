"""What is found in folders: bundles, archives, loose files, drafts, in a stable order."""

import zipfile

import pytest

from desktop_app.jobs.find_submissions import find_bundles, find_drafts


def a_file(path, content=b""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def a_zip(path, *names):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "")
    return path


def told(found, root):
    return [(one.path.relative_to(root).as_posix(), one.kind, bool(one.fault)) for one in found]


def test_bundles_are_found_as_deep_as_they_lie_and_by_path(tmp_path):
    a_file(tmp_path / "乙" / "材料" / "manifest.json")
    a_file(tmp_path / "乙" / "材料(2)" / "manifest.json")
    a_file(tmp_path / "甲" / "深" / "更深" / "材料" / "manifest.json")
    a_zip(tmp_path / "甲" / "材料.zip", "材料/manifest.json")
    assert told(find_bundles([tmp_path]), tmp_path) == [
        ("乙/材料", "bundle", False),
        ("乙/材料(2)", "bundle", False),
        ("甲/材料.zip", "archive", False),
        ("甲/深/更深/材料", "bundle", False),
    ]


def test_a_bundle_is_not_looked_into(tmp_path):
    a_file(tmp_path / "材料" / "manifest.json")
    a_file(tmp_path / "材料" / "内部" / "送审单.docx")
    a_zip(tmp_path / "材料" / "电子邮件" / "附件.zip", "a")
    assert told(find_bundles([tmp_path]), tmp_path) == [("材料", "bundle", False)]


def test_a_folder_with_documents_is_told_once_and_its_folders_are_looked_into(tmp_path):
    a_file(tmp_path / "某市" / "方案.docx")
    a_file(tmp_path / "某市" / "汇总表.xlsx")
    a_file(tmp_path / "某市" / "补充" / "材料" / "manifest.json")
    assert told(find_bundles([tmp_path]), tmp_path) == [
        ("某市", "files", False),
        ("某市/补充/材料", "bundle", False),
    ]


def test_what_programs_leave_behind_is_nothing(tmp_path):
    for name in ("~$方案.docx", ".DS_Store", "Thumbs.db"):
        a_file(tmp_path / "某市" / name)
    a_file(tmp_path / "__MACOSX" / "方案.docx")
    a_file(tmp_path / ".shenbao-0123abcd" / "manifest.json")
    assert find_bundles([tmp_path]) == ()


def test_an_archive_of_another_kind_is_a_fault_and_not_passed_over(tmp_path):
    a_file(tmp_path / "某市.rar", b"Rar!")
    (found,) = find_bundles([tmp_path])
    assert "请先解压" in found.fault


def test_what_is_named_twice_is_found_once(tmp_path):
    a_file(tmp_path / "材料" / "manifest.json")
    assert len(find_bundles([tmp_path, tmp_path / "材料", tmp_path])) == 1


@pytest.mark.parametrize("name", ["没有", "说明.txt"])
def test_a_place_that_is_no_submission_is_told_with_the_next_step(tmp_path, name):
    a_file(tmp_path / "说明.txt", b"x")
    (found,) = find_bundles([tmp_path / name])
    assert "请" in found.fault


def test_a_circle_of_links_ends(tmp_path):
    a_file(tmp_path / "材料" / "manifest.json")
    (tmp_path / "圈").symlink_to(tmp_path, target_is_directory=True)
    assert len(find_bundles([tmp_path])) == 1


def test_drafts_are_found_in_folders_and_a_path_that_is_named_is_one(tmp_path):
    a_file(tmp_path / "乙" / "b.shenbao")
    a_file(tmp_path / "甲" / "深" / "A.SHENBAO")
    a_file(tmp_path / "甲" / "材料" / "manifest.json")
    assert told(find_drafts([tmp_path, tmp_path / "没有.shenbao"]), tmp_path) == [
        ("乙/b.shenbao", "draft", False),
        ("没有.shenbao", "draft", False),
        ("甲/深/A.SHENBAO", "draft", False),
    ]
