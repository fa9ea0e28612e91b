"""What a draft needs is brought in ahead, and nothing with a widget in another thread."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.storage.draft_file import create
from desktop_app.ui.shell import step_pages
from tests.small_pack import a_small_draft, a_small_programme
from tests.ui.conftest import NOW

# Opens the window in a process of its own: here everything is loaded already.
_RUN = """
import json, linecache, sys, threading, time
from pathlib import Path
elsewhere = set()
def note(event, args):
    name = str(args[0]) if event == "import" else ""
    is_ours = threading.current_thread() is threading.main_thread()
    if name.startswith(("desktop_app.ui", "PySide6")) and name not in sys.modules and not is_ours:
        elsewhere.add(name)
sys.addaudithook(note)
from PySide6.QtWidgets import QApplication
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.shell.main_window import MainWindow
from tests.small_pack import a_small_draft, a_small_programme
from tests.ui.conftest import NOW
application = QApplication([])
window = MainWindow(Prompts(), load=lambda _: a_small_programme())
window.show()
def until(holds):
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        application.processEvents()
    return holds()
wanted = json.loads(sys.argv[2])
is_ready = not sys.argv[3] and until(lambda: set(wanted) <= sys.modules.keys())
is_ready = is_ready and until(lambda: not linecache.cache)
window.open(Path(sys.argv[1]))
is_open = until(lambda: window.findChild(object, "steps") is not None)
window.close()
until(lambda: not window.isVisible())
print(json.dumps({"ready": is_ready, "open": is_open, "elsewhere": sorted(elsewhere)}))
"""
PAGES = sorted(
    set(re.findall(r"from (desktop_app\.ui\.\S+) import", Path(step_pages.__file__).read_text()))
    - {"desktop_app.ui.page"}
)


def told(tmp_path, *, at_once: bool) -> dict[str, object]:
    programme = a_small_programme()
    path = tmp_path / "甲.shenbao"
    first = change_between(Draft(programme.id), a_small_draft(), "新建")
    create(path, programme.id, first, author="", now=lambda: NOW).close()
    command = [sys.executable, "-c", _RUN, str(path), json.dumps(PAGES), "1" if at_once else ""]
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, env=around, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.mark.usefixtures("home", "data_folder", "backups")
def test_every_page_comes_in_before_a_draft_and_no_widget_in_a_thread_nor_source_kept(tmp_path):
    assert told(tmp_path, at_once=False) == {"ready": True, "open": True, "elsewhere": []}


@pytest.mark.usefixtures("home", "data_folder", "backups")
def test_a_draft_that_is_opened_at_once_brings_its_widgets_in_by_itself(tmp_path):
    assert told(tmp_path, at_once=True) == {"ready": False, "open": True, "elsewhere": []}
