"""What the frozen program is called and what is in it: for build.spec and all that packs it."""

import re
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parents[2]
NAME = "shenbao"
TITLE = "申报匣"
SUFFIX = ".shenbao"
# The list of files with their hashes (desktop_app/paths.py reads it under this name).
HASHES = "SHA256SUMS"
MIME_TYPE = "application/x-shenbao"
VERSION = re.search(
    r'__version__ = "([^"]+)"', (ROOT / "desktop_app" / "__init__.py").read_text("utf-8")
)[1]

# Folders of the project that the program reads at run time.
DATA = (
    "forms",
    "templates_docx",
    "resources/fonts",
    "resources/icons",
    "resources/look",
    "resources/manual",
    "resources/samples",
)
# Imported by name, at run time: the reading process and what each kind of file needs.
HIDDEN = [
    "desktop_app.intake.worker",
    "desktop_app.intake.spreadsheet",
    "desktop_app.intake.docx_raw",
    "desktop_app.intake.pdf_raw",
    "desktop_app.intake.scan_raw",
    # What PyNaCl calls its library through.
    "_cffi_backend",
]
EXCLUDED = [
    # No network (no_network.py). Without OpenSSL `hashlib` takes Python's own functions.
    "_socket", "socket", "_ssl", "ssl", "_hashlib", "asyncio", "multiprocessing", "socketserver",
    "PySide6.QtNetwork",
    # Other ways to draw, and what a program does that is being written.
    "tkinter", "curses", "readline", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtMultimedia", "PySide6.QtWebEngineCore",
    "PySide6.QtDesigner", "PySide6.QtTest", "PySide6.QtSql",
    "pytest", "hypothesis", "unittest", "doctest", "pdb", "lib2to3", "distutils", "setuptools",
    # Pictures come as PNG and JPEG; the library for PDFs looks for no others.
    "PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingtk", "PIL.ImageQt",
    "lxml.objectify", "numpy", "pandas", "IPython", "matplotlib",
    # The expression library's command line, which is never loaded (core/expressions.py).
    "cel.cli", "typer", "rich", "prompt_toolkit", "pygments", "pydantic",
]  # fmt: skip

# Of Qt: plugins by what they do, libraries by their stem. Everything else of it stays out.
_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "platforms": ("qoffscreen", "qwayland-generic", "qwindows", "qxcb"),
    "platformthemes": ("qxdgdesktopportal",),
    "printsupport": ("cupsprintersupport", "windowsprintersupport"),
    "wayland-decoration-client": ("bradient",),
    "wayland-shell-integration": ("xdg-shell",),
}
_QT_LIBRARIES = (
    "Core", "DBus", "Gui", "PrintSupport", "Svg", "WaylandClient", "Widgets", "XcbQpa"
)  # fmt: skip
_TRANSLATIONS = ("qtbase_zh_CN",)
# Libraries of the system that come along: those that an older desktop may lack. What every
# desktop has stays the system's own: a second libfontconfig or libstdc++ beside that of its
# graphics drivers or input methods is asking for trouble. libxkbcommon-x11 looks into libxkbcommon
# of its own version: an older one beside a newer system's ends the program at its start.
_FROM_SYSTEM = (
    "libbz2", "libexpat", "libffi", "liblzma", "libz", "libxcb-"
)  # fmt: skip
# Faster ways of rapidfuzz that are chosen where the processor has them stay; these are not called.
_UNUSED = ("_initialize_cpp", "_feature_detector")


def is_left_out(place: PurePath, source: str) -> bool:
    """Whether a file that the freezing found is not needed; `place` is where it would lie."""
    stem = place.name.split(".")[0]
    parts = place.parts
    if "translations" in parts:
        return stem not in _TRANSLATIONS
    if "plugins" in parts and "PySide6" in parts:
        return stem.removeprefix("lib") not in _PLUGINS.get(place.parent.name, ())
    if match := re.fullmatch(r"(?:lib)?Qt6(\w+)", stem):
        return match[1] not in _QT_LIBRARIES
    if stem in ("opengl32sw", "libcrypto-3", "libssl-3", "libcrypto-3-x64", "libssl-3-x64"):
        return True
    if source.startswith(("/lib/", "/usr/lib/", "/lib64/")):
        return not stem.startswith(_FROM_SYSTEM)
    return False
