"""What build.spec, the packages and the installer say of the program is one and the same."""

import configparser
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest

from desktop_app import __version__, paths
from resources.package import parts

PACKAGE = parts.ROOT / "resources" / "package"
INSTALLER = (PACKAGE / "shenbao.iss").read_text("utf-8-sig")
# Everything of the program, with what stands in for the network in the frozen one.
WITHOUT_NETWORK = """
import pkgutil, runpy, sys
for name in ("_socket", "_ssl", "_hashlib"):
    sys.modules[name] = None
runpy.run_path(sys.argv[1])
import desktop_app
for module in pkgutil.walk_packages(desktop_app.__path__, "desktop_app."):
    if module.name != "desktop_app.__main__":
        __import__(module.name)
"""


def test_everything_that_the_program_reads_comes_along():
    read = (
        paths.FORMS, paths.TEMPLATES, paths.FONTS, paths.SAMPLES, paths.ICONS, paths.LOOK,
        paths.MANUAL,
    )  # fmt: skip
    assert {path.relative_to(paths.ROOT).as_posix() for path in read} == set(parts.DATA)


@pytest.mark.parametrize("name", parts.HIDDEN)
def test_what_is_imported_by_name_exists(name):
    assert find_spec(name) is not None


def test_version_name_and_file_type_are_the_programs_own():
    assert __version__ == parts.VERSION
    assert parts.SUFFIX == paths.DRAFT_SUFFIX
    assert parts.HASHES == paths.HASHES
    assert Path(paths.console_program()).is_absolute()


def test_the_program_needs_neither_socket_nor_openssl():
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, str(PACKAGE / "no_network.py")],
        cwd=parts.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6", "libQt6Qml.so.6", "PySide6/Qt6Network.dll",
        "libcrypto-3.dll", "PySide6/opengl32sw.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so", "PySide6/Qt/translations/qtbase_de.qm",
    ],
)  # fmt: skip
def test_network_codecs_and_foreign_words_of_qt_stay_out(name):
    assert parts.is_left_out(PurePosixPath(name), "/opt/libraries/" + name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Core.so.6", "PySide6/Qt6Core.dll", "PySide6/QtCore.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm", "resources/fonts/OAHei.ttf",
    ],
)  # fmt: skip
def test_what_the_window_needs_comes_along(name):
    assert not parts.is_left_out(PurePosixPath(name), "/opt/libraries/" + name)


def test_of_the_systems_libraries_only_those_come_along_that_a_desktop_may_lack():
    for name, left_out in (
        ("libxcb-cursor.so.0", False), ("libfontconfig.so.1", True), ("libxkbcommon.so.0", True),
        ("libxkbcommon-x11.so.0", True),
    ):  # fmt: skip
        source = "/usr/lib/x86_64-linux-gnu/" + name
        assert parts.is_left_out(PurePosixPath(name), source) is left_out


def test_the_desktop_knows_the_program_and_its_drafts():
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGE / "shenbao.desktop", "utf-8")
    desktop = entry["Desktop Entry"]
    assert desktop["Name"] == parts.TITLE
    assert desktop["Exec"] == f"/opt/{parts.NAME}/{parts.NAME} %f"
    assert desktop["MimeType"] == f"{parts.MIME_TYPE};"
    kinds = ElementTree.parse(PACKAGE / "shenbao.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = kinds.find(f"{space}mime-type")
    assert kind.get("type") == parts.MIME_TYPE
    assert kind.find(f"{space}glob").get("pattern") == f"*{parts.SUFFIX}"


def test_the_installer_is_for_one_account_and_the_oldest_windows_that_qt_knows():
    assert (PACKAGE / "shenbao.iss").read_bytes().startswith(b"\xef\xbb\xbf")
    told = _section("Setup")
    assert told["PrivilegesRequired"] == "lowest"
    # Windows 10 1809 is build 17763.
    assert told["MinVersion"] == "10.0.17763"
    assert told["ArchitecturesAllowed"] == "x64compatible"


def test_the_installer_takes_the_names_that_the_freezing_gives():
    assert f'#define Title "{parts.TITLE}"' in INSTALLER
    spec = (parts.ROOT / "build.spec").read_text("utf-8")
    assert "program(TITLE, console=False)" in spec
    assert r"{app}\{#Title}.exe" in INSTALLER
    # The reading process is the program with a console, whatever the window's is called.
    assert "program(NAME, console=True)" in spec


def test_the_installer_opens_drafts_for_this_account_alone_and_leaves_them_there():
    lines = [line for line in INSTALLER.splitlines() if line.startswith("Root:")]
    assert lines
    assert all(line.startswith("Root: HKCU;") for line in lines)
    assert any(rf"Software\Classes\{parts.SUFFIX}" in line for line in lines)
    assert "UninstallDelete" not in INSTALLER


def _section(name: str) -> dict[str, str]:
    inside = INSTALLER.partition(f"[{name}]")[2].partition("\n[")[0]
    pairs = (line.partition("=") for line in inside.splitlines() if "=" in line)
    return {key.strip(): value.strip() for key, _, value in pairs}
