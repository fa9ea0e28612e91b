"""What the program does otherwise when it is frozen."""

import os
import sys

import pytest

from desktop_app.__main__ import main


@pytest.fixture
def frozen(monkeypatch):
    """The program as its frozen self starts: its loader has put its own folder first."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["shenbao", "--version"])
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/shenbao/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    return monkeypatch


def start():
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


def test_what_it_opens_files_with_does_not_get_its_libraries(frozen, capsys):
    start()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_what_it_opens_files_with_gets_the_path_that_was_set_before(frozen, capsys):
    frozen.setenv("LD_LIBRARY_PATH_ORIG", "/usr/lib/own")
    start()
    assert os.environ["LD_LIBRARY_PATH"] == "/usr/lib/own"


def test_a_process_of_its_own_looks_for_its_libraries_anew(frozen, capsys):
    start()
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
