"""The import law of the house: which room may import what (README, map of the house)."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "desktop_app"
SHARED = {"errors", "paths", "temporary", "__version__"}
OF_SHARED = {"temporary": {"errors", "paths"}}
MAY_IMPORT = {
    "core": {"cel", "opencc", "pypinyin", "rapidfuzz", "stdnum", "msgspec"},
    "storage": {"core", "msgspec"},
    "intake": {
        "core", "python_calamine", "lxml", "pypdfium2", "pypdfium2_raw", "msgspec",
        "zxingcpp",
    },
    "documents": {
        "core", "docx", "lxml", "xlsxwriter", "reportlab", "fontTools", "pikepdf", "zxingcpp",
        "markdown_it",
    },
    "jobs": {"core", "storage", "intake", "documents", "chinese_calendar", "nacl"},
    # What binds Python to Qt comes with PySide6.
    "ui": {"core", "jobs", "storage", "PySide6", "shiboken6"},
}  # fmt: skip
ONLY_IN = {
    "cel": "core/expressions.py",
    "chinese_calendar": "jobs/workdays.py",
    "markdown_it": "documents/markdown_blocks.py",
    "nacl": "jobs/signing.py",
    "opencc": "core/scripts.py",
    "pypinyin": "core/pinyin.py",
    "rapidfuzz": "core/likeness.py",
}


@cache
def imported_names(path: Path) -> tuple[str, ...]:
    return tuple(_imported_names(path))


def _imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# What starts the program. The reading process of intake is this very program, called by itself.
STARTING = {
    "cli": {"core", "jobs", "storage", "cli"},
    "app": {"ui", "jobs", "PySide6"},
    "__main__": {"cli"},
}
# Of the command line, the modules that may have the window opened.
OPEN_WINDOW = ("cli", "cli_commands")
ITS_OWN_READER = {"__main__.py": "desktop_app.intake.worker"}


def modules(room: str) -> list[Path]:
    found = sorted((ROOT / room).rglob("*.py"))
    assert found, room
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room):
    allowed = MAY_IMPORT[room] | {room} | SHARED | set(sys.stdlib_module_names)
    for path in modules(room):
        for name in imported_names(path):
            top = name.removeprefix("desktop_app.").split(".")[0]
            assert top in allowed, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.py")), ids=lambda path: path.name)
def test_what_starts_the_program_imports_only_what_it_may(path):
    if path.stem in {*SHARED, "__init__"}:
        allowed = set(sys.stdlib_module_names) | OF_SHARED.get(path.stem, set())
    else:
        # `cli_output.py` and its like are parts of `cli.py`.
        allowed = STARTING[path.stem.partition("_")[0] or path.stem] | SHARED
        allowed |= set(sys.stdlib_module_names) | ({"app"} if path.stem in OPEN_WINDOW else set())
    for name in imported_names(path):
        first = name.removeprefix("desktop_app.").split(".")[0]
        top = "cli" if first.startswith("cli_") else first
        assert top in allowed or ITS_OWN_READER.get(path.name) == name, f"{path.name}: {name}"


@pytest.mark.parametrize(("library", "home"), ONLY_IN.items())
def test_a_library_is_known_to_one_module_only(library, home):
    users = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if any(name.split(".")[0] == library for name in imported_names(path))
    }
    assert users == {home}


def test_every_room_is_under_the_law():
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == set(MAY_IMPORT)


def test_qt_is_imported_by_the_window_alone():
    outside = [path for path in ROOT.rglob("*.py") if "ui" not in path.relative_to(ROOT).parts]
    for path in outside:
        if path.name != "app.py":
            assert not any(name.startswith("PySide6") for name in imported_names(path)), path.name


def test_no_programme_province_or_clause_is_named_in_the_program():
    forms = ROOT.parent / "forms"
    named = {"辽宁", "北京", "广州", "十堰", "呼和浩特", "沈阳", "LN-"}
    named |= {folder.name for folder in forms.iterdir() if folder.is_dir()}
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8")
        assert not [word for word in named if word in text], path.name
