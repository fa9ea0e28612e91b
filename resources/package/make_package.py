"""`make package`: the program as people install it, with everything in it proven to be what it says.

    python resources/package/make_package.py [--arch amd64|arm64] [--out FOLDER]

On Linux: the folder, the `.deb` and the same folder as an archive. On Windows: the folder, the
portable zip, and the installer where Inno Setup is. Beside them SHA256SUMS.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from resources.package.parts import HASHES, NAME, ROOT, TITLE, VERSION  # noqa: E402 - found by the line above

# The C library of the oldest desktops that Qt's own wheels run on (README, Packages).
NEWEST_GLIBC = {"amd64": (2, 28), "arm64": (2, 31)}
_NEVER = ("libssl", "libcrypto", "Qt6Network", "_socket", "_ssl", "QtNetwork")


def main() -> int:
    told = _arguments()
    made = told.out / f"{'windows' if sys.platform == 'win32' else 'linux'}-{told.arch}"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from resources.package.freeze import draw_icons, freeze_here, freeze_in_root

    draw_icons(told.out / "icons")
    if sys.platform == "win32":
        frozen = freeze_here(made)
        write_hashes(frozen)
        packages = [zip_folder(frozen, made / f"{NAME}-{VERSION}-windows-{told.arch}.zip")]
        packages += _installer(frozen, made)
    else:
        frozen = freeze_in_root(told.arch, made)
        write_hashes(frozen)
        packages = _for_linux(frozen, told.out, told.arch, made)
    refuse_network(frozen)
    _write_list(made / HASHES, packages)
    for package in packages:
        print(f"{package.relative_to(told.out)}  {package.stat().st_size / 1e6:.0f} MB")
    print(f"{frozen.relative_to(told.out)}  {size_of(frozen) / 1e6:.0f} MB")
    return 0


def write_hashes(folder: Path) -> None:
    """The list of every file with its hash, in the folder itself: `shenbao self-test` reads it."""
    _write_list(folder / HASHES, (path for path in folder.rglob("*") if path.is_file()))


def refuse_network(folder: Path) -> None:
    """Raise where anything came along that could open a connection."""
    found = [path for path in folder.rglob("*") if any(one in path.name for one in _NEVER)]
    if found:
        raise SystemExit(f"联网部件混进了程序:{'、'.join(str(path) for path in found)}")


def zip_folder(folder: Path, target: Path) -> Path:
    """The folder as a zip that Explorer unpacks."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, Path(TITLE) / path.relative_to(folder))
    return target


def size_of(folder: Path) -> int:
    """Bytes of all files below it."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _for_linux(frozen: Path, out: Path, arch: str, made: Path) -> list[Path]:
    from resources.package.deb import make_deb
    from resources.package.elf import asked_by

    asked = asked_by(frozen)
    number, file = asked.versions["GLIBC"]
    if number > NEWEST_GLIBC[arch]:
        raise SystemExit(f"{file.name} 要 glibc {asked.newest('GLIBC')},旧的电脑上没有")
    print(f"glibc {asked.newest('GLIBC')} 起可用(libstdc++ {asked.newest('GLIBCXX')})")
    archive = made / f"{NAME}-{VERSION}-linux-{arch}.tar.xz"
    # By all cores, which Python's own writer cannot.
    subprocess.run(
        ["tar", "--create", "--use-compress-program=xz -T0", "--owner=0", "--group=0",
         "--sort=name", "--directory", frozen.parent, "--file", archive, NAME],
        check=True,
    )  # fmt: skip
    return [make_deb(frozen, out / "icons", asked, out / "roots" / arch, arch, made), archive]


def _installer(frozen: Path, made: Path) -> Sequence[Path]:
    compiler = shutil.which("ISCC") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    if not Path(compiler).is_file():
        print("没有 Inno Setup,只做解压即用的 zip")
        return ()
    subprocess.run(
        [compiler, f"/DVersion={VERSION}", f"/DFrozen={frozen}", f"/O{made}", HERE / f"{NAME}.iss"],
        check=True,
    )
    return [made / f"{TITLE}安装程序-{VERSION}.exe"]


def _write_list(target: Path, files: Iterable[Path]) -> None:
    lines = [
        f"{_hash(path)}  {path.relative_to(target.parent).as_posix()}\n"
        for path in sorted(files)
        if path != target
    ]
    target.write_text("".join(lines), "utf-8", newline="\n")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arch", default="amd64", choices=sorted(NEWEST_GLIBC))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "package")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
