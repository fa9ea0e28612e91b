"""The program proves itself, and says what of it is missing."""

import hashlib

import pytest

from desktop_app.errors import AppError
from desktop_app.jobs.self_test import damaged_files, run_self_test
from desktop_app.paths import HASHES


@pytest.fixture
def folder(tmp_path):
    """A program's folder with its list."""
    lines = []
    for name, content in (("shenbao", b"program"), ("_internal/数据.toml", b"a = 1")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    (tmp_path / HASHES).write_text("".join(lines), "utf-8")
    return tmp_path


def test_a_whole_folder_is_counted(folder):
    assert damaged_files(folder) == "2 个"


def test_a_changed_file_is_named(folder):
    (folder / "_internal" / "数据.toml").write_bytes(b"a = 2")
    with pytest.raises(AppError, match=r"数据\.toml缺失或被改动"):
        damaged_files(folder)


def test_a_file_that_a_scanner_took_away_is_named(folder):
    (folder / "shenbao").unlink()
    with pytest.raises(AppError, match="文件 shenbao缺失"):
        damaged_files(folder)


def test_many_damaged_files_are_counted_and_the_first_named(folder):
    lines = "".join(f"{'0' * 64}  库/{number}.so\n" for number in range(5))
    (folder / HASHES).write_text(lines, "utf-8")
    with pytest.raises(AppError, match=r"库/2\.so等 5 个缺失"):
        damaged_files(folder)


def test_without_the_list_nothing_is_called_whole(folder):
    (folder / HASHES).unlink()
    with pytest.raises(AppError, match="缺少文件清单"):
        damaged_files(folder)


def test_every_trial_has_its_line_and_one_that_fails_stops_no_other():
    def fails() -> str:
        raise AppError("缺少部件;请重新安装程序。")

    steps = run_self_test(further=(("失败的", fails), ("最后的", lambda: "看过")))
    assert [step.title for step in steps if not step.passed] == ["失败的"]
    assert (steps[-1].title, steps[-1].detail) == ("最后的", "看过")
    assert any(step.title == "练习城市全程" for step in steps)
