"""The frozen program as a folder: on Windows with the Python at hand, on Linux in an old root.

The libraries are those that the tests ran with: their versions are taken from the environment in
which this runs.
"""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from resources.package.parts import DATA, NAME, ROOT

# The wheels that an architecture may take: the oldest C library that Qt's own has been built for.
_GLIBC = {"amd64": ("x86_64", 28), "arm64": ("aarch64", 31)}
_ICONS = (16, 24, 32, 48, 64, 128, 256)
_HERE = Path(__file__).resolve().parent


def draw_icons(folder: Path) -> None:
    """The program's icon in all sizes that desktops ask for, as `<size>.png`."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(str(ROOT / "resources" / "look" / "shenbao.svg"))
    for side in _ICONS:
        picture = QImage(side, side, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        if not picture.save(str(folder / f"{side}.png")):
            raise OSError(folder / f"{side}.png")


def freeze_here(made: Path) -> Path:
    """Freeze with this Python; returns the folder."""
    _run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
        "--distpath", made, "--workpath", made / "work", ROOT / "build.spec",
    )  # fmt: skip
    return made / NAME


def freeze_in_root(arch: str, made: Path) -> Path:
    """Freeze for Linux in a root with an old C library; returns the folder.

    `arch` is Debian's word for it, amd64 or arm64; the root is kept for the next time.
    """
    root = made.parent / "roots" / arch
    _run("sh", _HERE / "python_root.sh", root, arch)
    libraries = root / "opt" / "libraries"
    _install(arch, libraries)
    source = root / "source"
    shutil.rmtree(source, ignore_errors=True)
    for folder in ("desktop_app", "resources/package", *DATA):
        shutil.copytree(
            ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "build.spec", source)
    shutil.copytree(made.parent / "icons", source / "build" / "package" / "icons")
    shutil.rmtree(root / "frozen", ignore_errors=True)
    inside(
        root,
        "cd /source && PYTHONPATH=/opt/libraries QT_QPA_PLATFORM=offscreen"
        " /opt/python/bin/python3.11 -m PyInstaller --noconfirm --log-level=WARN"
        " --distpath /frozen --workpath /tmp/work build.spec",
    )
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    shutil.move(root / "frozen" / NAME, made / NAME)
    return made / NAME


def inside(root: Path, command: str, *, network: bool = True, check: bool = True) -> int:
    """Run a shell command in a root, with mounts of its own and, if told, in no network at all."""
    told = subprocess.run(
        [
            "unshare", "--mount", "--pid", "--fork", f"--mount-proc={root}/proc",
            *([] if network else ["--net"]),
            "chroot", root, "/usr/bin/env", "-i", "HOME=/root", "LC_ALL=C.UTF-8",
            "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "sh", "-c", command,
        ],
        check=check,
    )  # fmt: skip
    return told.returncode


def wheels_for_windows() -> bool:
    """Whether every library has a wheel for Windows in the version that the tests ran with: what
    can be told of that system here."""
    with TemporaryDirectory() as folder:
        command = _pip(["win_amd64"], Path(folder) / "libraries")
        return not subprocess.run([*command, "--dry-run"], check=False).returncode


def _install(arch: str, libraries: Path) -> None:
    machine, newest = _GLIBC[arch]
    known = [f"manylinux_2_{number}_{machine}" for number in range(17, newest + 1)]
    shutil.rmtree(libraries, ignore_errors=True)
    libraries.mkdir(parents=True)
    _run(*_pip([f"manylinux2014_{machine}", f"manylinux1_{machine}", *known], libraries))


def _pip(platforms: Sequence[str], libraries: Path) -> list[str]:
    """What installs the program's libraries for other platforms into a folder."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tried = libraries.with_name(f"{libraries.name}.txt")
    tried.write_text(
        "".join(f"{one.name}=={one.version}\n" for one in metadata.distributions()), "utf-8"
    )
    return [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--target", str(libraries), "--only-binary=:all:", "--implementation=cp",
        "--python-version=3.11", *(f"--platform={one}" for one in platforms),
        "--constraint", str(tried), *project["dependencies"],
        *project["optional-dependencies"]["package"],
    ]  # fmt: skip


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)
