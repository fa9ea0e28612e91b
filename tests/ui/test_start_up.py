"""What is loaded when the window is drawn for the first time: only what that needs."""

import json
import os
import subprocess
import sys
from datetime import datetime

from desktop_app.jobs.demo import sample_folder
from desktop_app.storage.draft_file import create

# Readers, writers and the audit's own: hundreds of milliseconds that nobody waits for at the start.
_LATER = (
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtPrintSupport",
    "cel",
    "chinese_calendar",
    "desktop_app.cli_commands",
    "desktop_app.core.checks",
    "desktop_app.core.programme",
    "desktop_app.documents",
    "desktop_app.intake",
    "desktop_app.jobs.packs",
    "desktop_app.jobs.saving",
    "desktop_app.storage.draft_file",
    "desktop_app.ui.session",
    "desktop_app.ui.shell.workplace",
    "docx",
    "fontTools",
    "lxml",
    "msgspec",
    "openpyxl",
    "pikepdf",
    "PIL",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "stdnum",
)
# Says what is loaded when the start page is painted; the program runs as it is started.
_CHILD = """
import json, sys
from desktop_app import cli
from desktop_app.ui.start.start_page import StartPage
from PySide6.QtCore import QTimer

paint = StartPage.paintEvent

def painted(page, event):
    told = sorted(sys.modules)
    StartPage.paintEvent = paint
    paint(page, event)
    print(json.dumps(told), flush=True)
    QTimer.singleShot(0, page.window().close)

StartPage.paintEvent = painted
sys.exit(cli.main([]))
"""


# Says what the window shows once `{holds}`.
_SEEN = """
import sys
from pathlib import Path
from desktop_app import cli
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

def look():
    for window in QApplication.topLevelWidgets():
        told = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
        if window.windowTitle() and {holds}:
            print({told}, flush=True)
            window.close()

begin = QApplication.exec

def run(*_):
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    return begin()

QApplication.exec = run
sys.exit(cli.main(sys.argv[1:]))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path):
    run = started(_CHILD, tmp_path)
    loaded = set(json.loads(run.splitlines()[-1]))
    assert "desktop_app.ui.shell.main_window" in loaded
    assert sorted(loaded & set(_LATER)) == []


def test_a_draft_that_is_opened_by_a_double_click_is_shown(tmp_path):
    path = tmp_path / "某市.shenbao"
    create(path, sample_folder().name, None, author="王工", now=datetime.now).close()
    seen = _SEEN.format(holds='"通知要点" in told', told="window.windowTitle()")
    assert started(seen, tmp_path, str(path)).splitlines()[-1] == "某市.shenbao — 申报匣"


def test_a_draft_that_is_not_there_any_more_leaves_the_start_page_with_a_sentence(tmp_path):
    missing = tmp_path / "没有.shenbao"
    holds = 'any("没有.shenbao" in one for one in told)'
    told = 'next(one for one in told if "没有.shenbao" in one)'
    seen = _SEEN.format(holds=holds, told=told)
    assert str(missing) in started(seen, tmp_path, str(missing))


def started(program, folder, *words):
    """Run a program that looks at the window as it is started; what it said."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SHENBAO_DATA": str(folder / "data"),
        "SHENBAO_BACKUPS": str(folder / "backups"),
    }
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
