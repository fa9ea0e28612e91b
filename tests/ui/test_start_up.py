"""What is loaded when the window is drawn for the first time: only what that needs."""

import json
import os
import subprocess
import sys

# Readers, writers and the audit's own: hundreds of milliseconds that nobody waits for at the start.
_LATER = (
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtPrintSupport",
    "cel",
    "chinese_calendar",
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
from desktop_app import app
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
sys.exit(app.main())
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path):
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SHENBAO_DATA": str(tmp_path),
        "SHENBAO_BACKUPS": str(tmp_path / "backups"),
    }
    run = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    loaded = set(json.loads(run.stdout.splitlines()[-1]))
    assert "desktop_app.ui.shell.main_window" in loaded
    assert sorted(loaded & set(_LATER)) == []
