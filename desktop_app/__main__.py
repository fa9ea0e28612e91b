"""`python -m desktop_app` is the command line, and so is the frozen program."""

import os
import sys


def main() -> int:
    """Run the command line; the frozen program is its own reading process, too."""
    if sys.argv[1:] in (["--read-file"], ["--read-files"]):
        # Without the command line: somebody waits for each file.
        from desktop_app.intake import worker

        return worker.main() if sys.argv[1] == worker.ONE else worker.read_several()
    if getattr(sys, "frozen", False):
        _give_back_libraries()
    from desktop_app.cli import main as command_line

    return command_line()


def _give_back_libraries() -> None:
    """What opens a finished file or a folder is a program of the system, and must not be started
    with the libraries of this one: the frozen program's loader puts its folder before theirs.

    A process of the program's own then has to look for them anew, as its loader is told here.
    """
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    theirs = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if theirs is not None:
        os.environ["LD_LIBRARY_PATH"] = theirs
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    sys.exit(main())
