"""What a person chose last for building and printing, kept with the program's data.

It only saves choosing again: where it cannot be read or written, work goes on without it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from desktop_app.jobs.memory_file import read_memory, write_memory
from desktop_app.paths import data_folder

_FILE = "成册与打印.json"
# Drafts come and go; what was chosen for the oldest is forgotten.
_MOST = 200


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How one document is printed: the printer and its paper by their names, both sides or one
    ("none", "long", "short"), and the number of the tray."""

    printer: str = ""
    paper: str = "A4"
    duplex: str = "none"
    tray: int = 6


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a draft's bundle was built last: where to, where it lies, and the choices."""

    out: str = ""
    folder: str = ""
    order: str = "set"
    duplex: bool = True
    marks: bool = True
    numbered: bool = False
    office_fonts: bool = False
    with_zip: bool = False
    copies: int = 0


class PrintMemory:
    """The settings of every document and of every draft, in one small file."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / _FILE

    def printing(self, document: str) -> PrintSettings | None:
        """How this document was printed last; None when it never was."""
        known = self._part("printing").get(document)
        return None if known is None else _settings(PrintSettings, known)

    def keep_printing(self, document: str, chosen: PrintSettings) -> None:
        self._keep("printing", document, asdict(chosen))

    def forget_printing(self, document: str) -> None:
        """恢复默认."""
        self._keep("printing", document, None)

    def building(self, draft: Path) -> BuildSettings:
        """How this draft's bundle was built last, or how it is built by default."""
        return _settings(BuildSettings, self._part("building").get(str(draft), {}))

    def keep_building(self, draft: Path, chosen: BuildSettings) -> None:
        self._keep("building", str(draft), asdict(chosen))

    def _part(self, name: str) -> Mapping[str, Any]:
        part = read_memory(self._path).get(name)
        return part if isinstance(part, dict) else {}

    def _keep(self, part: str, key: str, chosen: Mapping[str, Any] | None) -> None:
        known = read_memory(self._path)
        of_part = {k: v for k, v in self._part(part).items() if k != key}
        if chosen is not None:
            of_part[key] = chosen
        known[part] = dict(list(of_part.items())[-_MOST:])
        write_memory(self._path, known)


def _settings(kind: type[Any], known: object) -> Any:
    """What is known, and the default for what is missing or of another kind."""
    told = known if isinstance(known, dict) else {}
    default = kind()
    given = {
        one.name: told[one.name]
        for one in fields(kind)
        if type(told.get(one.name)) is type(getattr(default, one.name))
    }
    return kind(**given)
