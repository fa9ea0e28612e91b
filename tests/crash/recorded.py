"""Runs something in a process of its own in which `sqlite3` is APSW on recorded files.

    python -m tests.crash.recorded OUT MODULE FUNCTION FOLDER SETTINGS

calls the function with a recorder of the folder and the settings, and writes what it returns.
"""

import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.apsw_as_sqlite3 import module
from tests.crash.recorder import VFS_NAME, RecordedFiles, Recorder, watch_the_system

ROOT = Path(__file__).resolve().parents[2]
# The program's settings by what it says, and what a weaker program would say.
REAL = {}
FULL_ONLY = {
    "instead": (
        ("pragma synchronous = extra", "pragma synchronous = full"),
        ("pragma locking_mode = exclusive", "pragma locking_mode = normal"),
    )
}
OFF = {
    "instead": (
        ("pragma synchronous = extra", "pragma synchronous = off"),
        ("pragma locking_mode = exclusive", "pragma locking_mode = normal"),
    )
}


def run_recorded(function, folder, settings=REAL, **given):
    """What `function(recorder, **given)` returns in the other process."""
    with TemporaryDirectory(prefix="shenbao-") as away:
        out = Path(away, "out")
        request = pickle.dumps((function.__module__, function.__name__, folder, settings, given))
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(out)],
            input=request,
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return pickle.loads(out.read_bytes())


def main():
    module_name, function, folder, settings, given = pickle.load(sys.stdin.buffer)
    recorder = Recorder(folder.resolve())
    # Kept to the end: a VFS that nobody holds is taken away from SQLite.
    files = RecordedFiles(recorder)
    sys.modules["sqlite3"] = module(VFS_NAME, **settings)
    watch_the_system(recorder)
    returned = getattr(import_module(module_name), function)(recorder, **given)
    Path(sys.argv[1]).write_bytes(pickle.dumps(returned))
    return 0 if files.recorder is recorder else 1


if __name__ == "__main__":
    sys.exit(main())
