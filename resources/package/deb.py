"""The .deb for Debian, 统信UOS and 银河麒麟: the folder under /opt, and where the desktop finds it."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from resources.package.elf import Asked
from resources.package.parts import MIME_TYPE, NAME, TITLE, VERSION

_HERE = Path(__file__).resolve().parent
# The C library and its loader are one package, with a version of its own in the control file.
_LIBC = "libc6"


def make_deb(frozen: Path, icons: Path, asked: Asked, root: Path, arch: str, made: Path) -> Path:
    """Write the package beside the folder; returns it. `root` knows which package has which library."""
    tree = made / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / "opt" / NAME, symlinks=True)
    share = tree / "usr" / "share"
    _put(_HERE / f"{NAME}.desktop", share / "applications")
    _put(_HERE / f"{NAME}.xml", share / "mime" / "packages")
    for icon in icons.glob("*.png"):
        sizes = share / "icons" / "hicolor" / f"{icon.stem}x{icon.stem}"
        _put(icon, sizes / "apps", f"{NAME}.png")
        _put(icon, sizes / "mimetypes", f"{MIME_TYPE.replace('/', '-')}.png")
    _put(_HERE / "copyright", share / "doc" / NAME)
    programs = tree / "usr" / "bin"
    programs.mkdir(parents=True)
    (programs / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_control(tree, asked, root, arch), "utf-8")
    for path in tree.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    package = made / f"{NAME}_{VERSION}_{arch}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    return package


def _control(tree: Path, asked: Asked, root: Path, arch: str) -> str:
    own, plugins = _packages(asked, root)
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    fields = {
        "Package": NAME,
        "Version": VERSION,
        "Architecture": arch,
        "Maintainer": f"{TITLE} <shenbao@localhost>",
        "Installed-Size": str(size),
        "Depends": ", ".join((f"{_LIBC} (>= {asked.newest('GLIBC')})", *own)),
        "Recommends": ", ".join(plugins),
        "Section": "editors",
        "Priority": "optional",
        "Description": f"{TITLE}:申报材料编制与核对(离线)\n"
        " 把各县区的表格和方案合成一套申报材料,逐条核对通知的要求,\n"
        " 生成可以盖章的 Word、PDF 和 Excel,并读回证明两份材料完全一致。\n"
        " 不联网,数据只在本机。",
    }
    return "".join(f"{key}: {value}\n" for key, value in fields.items() if value)


def _packages(asked: Asked, root: Path) -> tuple[list[str], list[str]]:
    """Packages that the program needs to start, and those that only a plugin of Qt would use."""
    needed: set[str] = set()
    useful: set[str] = set()
    for library, wanting in asked.libraries.items():
        found = _package_of(library, root)
        if found != _LIBC:
            (useful if all("plugins" in one.parts for one in wanting) else needed).add(found)
    # Without the X11 plugin's libraries there is no window.
    for library, wanting in asked.libraries.items():
        if any(one.name in ("libqxcb.so", "libQt6XcbQpa.so.6") for one in wanting):
            needed.add(_package_of(library, root))
    needed.discard(_LIBC)
    return sorted(needed), sorted(useful - needed)


def _package_of(library: str, root: Path) -> str:
    found = subprocess.run(
        ["chroot", root, "dpkg-query", "--search", f"*/{library}"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    names: Iterable[str] = (line.partition(":")[0] for line in found.splitlines())
    name = next(iter(names), "")
    if not name:
        raise LookupError(f"no package of the old root has {library}")
    return name


def _put(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))
