"""What the frozen program's machine code asks of the system that it will run on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile

_VERSION = re.compile(r"(GLIBC|GLIBCXX|CXXABI)_(\d+(?:\.\d+)+)")


@dataclass(frozen=True)
class Asked:
    """A folder's programs and libraries: what they want that does not lie in it.

    `versions` has for each of GLIBC, GLIBCXX, CXXABI the newest version wanted and by which file;
    `libraries` the names of the libraries of the system, with the files that want them.
    """

    versions: dict[str, tuple[tuple[int, ...], Path]]
    libraries: dict[str, list[Path]]

    def newest(self, library: str) -> str:
        """The newest version of `library` that is wanted, as 2.28; "" where none is."""
        number, _ = self.versions.get(library, ((), Path()))
        return ".".join(map(str, number))


def asked_by(folder: Path) -> Asked:
    """Read every ELF file below the folder."""
    versions: dict[str, tuple[tuple[int, ...], Path]] = {}
    wanted: dict[str, list[Path]] = {}
    inside = {path.name for path in folder.rglob("*")}
    for path, elf in _elf_files(folder):
        for library, number in _versions(elf):
            if number > versions.get(library, ((), path))[0]:
                versions[library] = (number, path)
        dynamic = elf.get_section_by_name(".dynamic")
        for tag in dynamic.iter_tags("DT_NEEDED") if dynamic else ():
            wanted.setdefault(tag.needed, []).append(path)
    return Asked(versions, {name: by for name, by in wanted.items() if name not in inside})


def _elf_files(folder: Path) -> Iterator[tuple[Path, ELFFile]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                try:
                    elf = ELFFile(file)
                except ELFError:
                    continue
                yield path, elf


def _versions(elf: ELFFile) -> Iterator[tuple[str, tuple[int, ...]]]:
    section = elf.get_section_by_name(".gnu.version_r")
    for _, names in section.iter_versions() if section else ():
        for one in names:
            if match := _VERSION.fullmatch(one.name):
                yield match[1], tuple(map(int, match[2].split(".")))
