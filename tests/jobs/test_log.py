"""The log: Chinese first, technical lines after, nobody's name in it, never in anybody's way."""

import errno
import re
import subprocess
import sys

import pytest

from desktop_app.jobs import log


@pytest.fixture
def folder(tmp_path):
    yield log.start(tmp_path / "数据")
    log.stop()


def a_fault(make):
    with pytest.raises(Exception) as fault:
        make()
    return fault.value


def text(folder):
    return (folder / log.NAME).read_text("utf-8")


def test_each_entry_says_when_and_what_in_chinese_before_anything_technical(folder):
    log.did("打开草稿")
    log.wrong("这一步没有做完。", a_fault(lambda: 1 / 0))
    lines = text(folder).splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  做了:打开草稿", lines[0])
    assert lines[1].endswith("  出错:这一步没有做完。")
    assert lines[2].startswith("    申报匣 ")
    assert "    ZeroDivisionError" in lines
    assert re.search(r"^      test_log\.py:\d+ ", text(folder), re.MULTILINE)


def test_no_name_no_path_and_nothing_out_of_a_file_is_written(folder):
    def open_it():
        raise OSError(errno.ENOSPC, "满", "/home/liming/辽东轴承.xlsx")

    def look_up():
        {}["91210300MA0000000X"]

    def say():
        raise ValueError("辽东轴承有限公司 的投资额读不懂")

    log.did("导入「辽东轴承.xlsx」,在 /home/liming/报表/a.xlsx 和 C:\\Users\\liming\\b.xlsx")
    for make in (open_it, look_up, say):
        log.wrong("“辽东轴承”没有读完。", a_fault(make))
    for word in ("辽东轴承", "liming", "MA0000000X", "报表"):
        assert word not in text(folder)
    assert "OSError (ENOSPC)" in text(folder)
    assert "KeyError" in text(folder)


def test_a_key_of_the_program_and_the_cause_are_told(folder):
    def look_up():
        try:
            {}["basic/city"]
        except KeyError as cause:
            raise RuntimeError("辽东") from cause

    log.wrong("没有做完。", a_fault(look_up))
    assert "RuntimeError" in text(folder)
    assert "KeyError (basic/city)" in text(folder)


def test_entries_come_back_newest_first(folder):
    log.did("打开草稿")
    log.wrong("没有做完。", a_fault(lambda: 1 / 0))
    log.warn("设置读不懂。")
    found = log.read(folder)
    assert [(one.kind, one.sentence) for one in found] == [
        ("注意", "设置读不懂。"), ("出错", "没有做完。"), ("做了", "打开草稿"),
    ]  # fmt: skip
    assert "ZeroDivisionError" in found[1].technical
    assert found[2].technical == ()


def test_three_files_of_a_megabyte_are_kept_at_most(folder):
    for number in range(4):
        for _ in range(900):
            log.did(f"第{number}轮 " + "字" * 390)
    files = sorted(folder.glob("运行记录*"))
    assert [path.name for path in files] == [
        "运行记录.1.txt", "运行记录.2.txt", "运行记录.txt",
    ]  # fmt: skip
    assert all(path.stat().st_size <= log.SIZE for path in files)
    assert log.read(folder)[0].sentence.startswith("第3轮")


def test_a_file_that_cannot_be_renamed_is_written_on(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "别的窗口开着")

    monkeypatch.setattr("os.rename", refuse)
    monkeypatch.setattr("logging.handlers.os.rename", refuse)
    for number in range(1000):
        log.did(f"第{number}次 " + "字" * 390)
    assert log.read(folder)[0].sentence.startswith("第999次")


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path):
    (tmp_path / "数据").write_text("是文件,不是文件夹")
    log.start(tmp_path / "数据")
    log.did("打开程序")
    log.stop()
    assert log.read(tmp_path / "数据") == []


def test_nothing_is_written_before_the_start(tmp_path, capfd):
    log.did("打开程序")
    log.wrong("没有做完。")
    assert capfd.readouterr() == ("", "")
    assert log.read(tmp_path) == []


def test_an_end_below_python_is_found_at_the_next_start(folder):
    died = f"""
import faulthandler
from pathlib import Path
from desktop_app.jobs import log
folder = log.start(Path({str(folder)!r}))
assert not log.watch_crashes(folder)
faulthandler._sigsegv()
"""
    assert subprocess.run([sys.executable, "-c", died], check=False).returncode != 0
    try:
        assert log.watch_crashes(folder)
        newest = log.read(folder)[0]
        assert newest.sentence.startswith("上一次运行时程序意外中止")
        assert any("Segmentation fault" in line for line in newest.technical)
        assert str(folder.parent) not in text(folder)
    finally:
        log.stop()
    assert not log.watch_crashes(folder)
