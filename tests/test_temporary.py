"""Temporary folders lie with the program's data, and none stays longer than its program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from desktop_app.temporary import FOLDER, TemporaryFolder, remove_left_behind

ASKS = re.compile(r"^\s*(import|from) tempfile\b|QTemporary|TempLocation", re.MULTILINE)
# A program that says where its folder is, and is then ended in the midst of its work.
ENDED = """
from desktop_app.temporary import TemporaryFolder
import sys
kept = TemporaryFolder()
(kept.path / "draft").write_text("text")
print(kept.path, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def another():
    """Another program with a temporary folder of its own; it waits to be told to end."""
    program = subprocess.Popen(
        [sys.executable, "-c", ENDED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with program:
        yield program
        program.kill()


def test_a_temporary_folder_lies_with_the_data_and_goes_with_all_in_it(data_folder):
    with TemporaryFolder() as folder:
        (folder / "a").mkdir()
        (folder / "a" / "b").write_text("text")
        assert folder.parent == data_folder / FOLDER
    assert list(data_folder.rglob("*")) == []


def test_what_another_program_still_uses_is_left_alone(data_folder, another):
    folder = another.stdout.readline().strip()
    with TemporaryFolder():
        remove_left_behind()
    assert (Path(folder) / "draft").exists()


def test_what_a_crash_left_behind_goes_at_the_next_start(data_folder, another):
    folder = another.stdout.readline().strip()
    another.kill()
    another.wait()
    assert (Path(folder) / "draft").exists()
    remove_left_behind()
    assert not Path(folder).exists()


def test_where_none_can_be_made_the_place_and_the_next_step_are_told(data_folder):
    data_folder.write_text("")
    with pytest.raises(AppError, match=rf"「{data_folder}/{FOLDER}」写不下.*请"):
        TemporaryFolder()


def test_no_module_asks_the_system_for_a_temporary_folder():
    """What a library writes there is found by tracing it: `make offline`."""
    folder = Path(__file__).parent.parent / "desktop_app"
    asking = [one.name for one in folder.rglob("*.py") if ASKS.search(one.read_text("utf-8"))]
    assert asking == []
