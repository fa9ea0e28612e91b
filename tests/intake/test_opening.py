"""Files that are links, locked, changed meanwhile, or named as no file should be."""

import errno
import gc
import hashlib
import io
import os
from pathlib import Path

import pytest

from desktop_app.intake.opening import content_of, extended, is_reserved, whole
from desktop_app.intake.unreadable import Unreadable, shown
from desktop_app.jobs.understand_file import take_in

HANDLES = Path("/proc/self/fd")
TABLE = "项目名称,总投资\n甲镕,30\n"


def refusal(path, **how):
    with pytest.raises(Unreadable) as caught:
        content_of(path, **how)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    sentence.encode("utf-8")
    assert sentence.isprintable()
    return caught.value.reason


def a_table(path):
    path.write_text(TABLE, "utf-8")
    return path


def test_a_link_is_read_as_what_it_leads_to(tmp_path):
    a_table(tmp_path / "真.csv")
    link = tmp_path / "表.csv"
    link.symlink_to(tmp_path / "真.csv")
    assert content_of(link) == TABLE.encode()


def test_links_that_lead_nowhere_or_to_no_file_are_refused(tmp_path):
    ways = {"无.csv": "没有这个", "圈.csv": "圈.csv", "夹.csv": ".", "零.csv": "/dev/zero"}
    for name, target in ways.items():
        (tmp_path / name).symlink_to(target)
    os.mkfifo(tmp_path / "管")
    (tmp_path / "管.csv").symlink_to("管")
    found = {name: refusal(tmp_path / name) for name in (*ways, "管.csv")}
    assert found == {
        "无.csv": "missing",
        "圈.csv": "denied",
        "夹.csv": "folder",
        "零.csv": "unsupported",
        "管.csv": "unsupported",
    }


@pytest.mark.parametrize("name", ["甲" * 300, "a\0b.csv", "没有/a.csv"])
def test_a_path_that_no_system_takes_is_refused(name, tmp_path):
    assert refusal(tmp_path / name) in ("denied", "missing")


@pytest.mark.parametrize("name", [b"\xd2\xf8\xc9\xbc.csv", b"a\nb.csv", "\u202evsc.a.csv".encode()])
def test_a_name_that_is_no_text_is_read_and_shown_in_letters(name, tmp_path):
    path = tmp_path / os.fsdecode(name)
    a_table(path)
    took = take_in(path)
    assert took.raw is not None
    assert took.raw.sheets[0].rows == [["项目名称", "总投资"], ["甲镕", "30"]]
    assert took.raw.sheets[0].name.isprintable()
    path.write_bytes(b"")
    assert refusal(path) == "empty"


def refusing(code, winerror=None):
    def opener(place, flags):
        fault = OSError(code, "refused")
        fault.winerror = winerror
        raise fault

    return opener


@pytest.mark.parametrize(
    ("code", "winerror", "reason"),
    [
        (errno.EACCES, None, "denied"),
        (errno.EIO, None, "denied"),
        (errno.EACCES, 5, "denied"),
        (errno.EACCES, 32, "busy"),
        (errno.EACCES, 33, "busy"),
        (errno.ENOENT, 2, "missing"),
    ],
)
def test_what_the_system_refuses_is_told(code, winerror, reason, tmp_path):
    path = a_table(tmp_path / "表.csv")
    assert refusal(path, opener=refusing(code, winerror)) == reason


class Sending(io.FileIO):
    """A file that is still being sent: behind whoever reads it, more comes, or less is there."""

    size = 0

    def read(self, count=-1):
        content = super().read(count)
        os.truncate(self.name, self.size)
        return content


@pytest.mark.parametrize("size", [3, 4000])
def test_a_file_that_is_still_being_written_is_refused(size, tmp_path):
    path = a_table(tmp_path / "表.csv")
    with Sending(path) as handle, pytest.raises(Unreadable, match="正在被改动") as caught:
        handle.size = size
        whole(path, handle, 1000)
    assert caught.value.reason == "changed"


def test_the_fingerprint_is_that_of_the_bytes_that_were_read(tmp_path):
    path = a_table(tmp_path / "表.csv")

    def replaced():
        """While the reading process works, somebody saves another file in the place."""
        path.write_text("别的,内容\n", "utf-8")

    took = take_in(path, replaced)
    assert took.raw is not None
    assert took.raw.sheets[0].rows[1] == ["甲镕", "30"]
    assert took.sha256 == hashlib.sha256(TABLE.encode()).hexdigest()
    assert took.size == len(TABLE.encode())


def test_nothing_stays_open_and_the_file_can_go_at_once(tmp_path):
    path = a_table(tmp_path / "表.csv")
    # What earlier tests left for the collector must not be closed between the two counts.
    gc.collect()
    before = len([*HANDLES.iterdir()])
    assert take_in(path).raw is not None
    path.write_bytes(b"")
    assert take_in(path).raw is None
    assert len([*HANDLES.iterdir()]) <= before


@pytest.mark.parametrize("name", ["con.xlsx", "NUL", "com1.docx", "LPT9.a", "Aux.csv"])
def test_names_of_devices_are_known(name):
    assert is_reserved(name)
    assert not is_reserved(f"甲{name}")


def test_long_windows_paths_are_put_so_that_windows_takes_them():
    folder = "很长的文件夹\\" * 40
    assert extended(f"C:\\{folder}甲.xlsx") == f"\\\\?\\C:\\{folder}甲.xlsx"
    assert (
        extended(f"\\\\server\\share\\{folder}甲.xlsx")
        == f"\\\\?\\UNC\\server\\share\\{folder}甲.xlsx"
    )
    assert extended(f"\\\\?\\C:\\{folder}甲.xlsx") == f"\\\\?\\C:\\{folder}甲.xlsx"
    assert extended("C:\\短\\甲.xlsx") == "C:\\短\\甲.xlsx"
    assert extended("\\\\server\\share\\甲.xlsx") == "\\\\server\\share\\甲.xlsx"


def test_a_long_name_is_shown_by_its_end():
    assert shown("甲" * 500 + ".xlsx").endswith("甲.xlsx")
    assert len(shown("甲" * 500)) < 150
