"""Qt stays on this computer and in the program's folder."""

import pytest
from PySide6.QtCore import QSettings

from desktop_app.ui.no_traces import prepare


@pytest.fixture(autouse=True)
def _as_before():
    before = QSettings("QtProject", "").fileName()
    yield
    folder = before.rpartition("/")[0]
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)


@pytest.mark.parametrize("asked", [{}, {"CUPS_SERVER": "print.example.com:631"}])
def test_printers_are_only_asked_for_on_this_computer(asked, tmp_path):
    prepare(asked, tmp_path)
    assert asked == {"CUPS_SERVER": "/run/cups/cups.sock"}


def test_a_print_service_of_this_computer_in_another_place_stays(tmp_path):
    asked = {"CUPS_SERVER": "/var/run/cups.sock"}
    prepare(asked, tmp_path)
    assert asked == {"CUPS_SERVER": "/var/run/cups.sock"}


def test_what_the_file_dialog_remembers_lies_with_the_programs_data(tmp_path):
    prepare({}, tmp_path)
    assert QSettings("QtProject", "").fileName().startswith(str(tmp_path))
