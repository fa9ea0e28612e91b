"""Columns of a county's workbook that a person put right, known again by the header the next time.

Kept with the program's data, not in a draft: the same office sends the same form year after year.
Where it cannot be read or written, the columns are put right by hand once more.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.core.names import fold
from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.intake.plain import Raw
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.memory_file import read_memory, write_memory
from desktop_app.jobs.understand_file import Understood
from desktop_app.paths import data_folder

_FILE = "导入的列.json"
# Forms come and go; the oldest is forgotten.
_MOST = 500
_SEARCHED_ROWS = 30
_DEEPEST = 2
# One heading alone may stand over anything.
_LEAST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Recalled:
    """How a file is to be read, as was decided for another with the same header; `sender` says
    whose that was."""

    key: str
    sender: str
    wishes: SheetWishes

    @property
    def told(self) -> str:
        """The sentence for who looks at the file."""
        return f"表头和以前「{self.sender}」的一样,已照那次改好的列来读。"


class ColumnMemory:
    """What was put right, by the programme and the fingerprint of the header."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / _FILE

    def meet(
        self, programme: str, raw: Raw, wishes: FileWishes
    ) -> tuple[FileWishes, Recalled | None]:
        """How a file that was just read is to be read, with what was remembered for it; what a
        person wished already stays."""
        if wishes.table != NO_WISHES or wishes.kind == "plan":
            return wishes, None
        found = self.recall(programme, raw)
        return (wishes, None) if found is None else (replace(wishes, table=found.wishes), found)

    def recall(self, programme: str, raw: Raw) -> Recalled | None:
        """What is known of a header in this file: of the sheet with most rows, if of several."""
        known = read_memory(self._path)
        if not known:
            return None
        found = [
            (sheet, at, depth, key)
            for sheet, at, depth, key in _headers(programme, raw)
            if isinstance(known.get(key), dict)
        ]
        if not found:
            return None
        sheet, at, depth, key = max(
            found, key=lambda one: (not raw.sheets[one[0]].hidden, len(raw.sheets[one[0]].rows))
        )
        told = known[key]
        columns, unit = _columns(told.get("columns")), _text(told, "unit")
        wishes = SheetWishes(sheet, at, depth, columns, unit, is_for_all=True)
        return Recalled(key, _text(told, "sender"), wishes)

    def keep(self, programme: str, one: Understood, sender: str = "") -> None:
        """Keep how a file was read, when a person put its header, columns or unit right.

        The sender is the county of the file, or the file where it tells of none.
        """
        sender = sender or one.county or one.incoming.path.name
        wishes, view = one.wishes.table, one.view
        is_right = wishes.header is None and wishes.columns is None and not wishes.unit
        if is_right or view is None or view.first < 0:
            return
        key = _fingerprint(programme, view.rows[view.first : view.last + 1])
        if key:
            columns = None if wishes.columns is None else dict(wishes.columns)
            told = {"sender": sender, "columns": columns, "unit": wishes.unit}
            known = {k: v for k, v in read_memory(self._path).items() if k != key}
            newest = [*known.items(), (key, told)][-_MOST:]
            write_memory(self._path, dict(newest))

    def forget(self, key: str) -> None:
        """Read such files as they look from now on."""
        known = read_memory(self._path)
        if known.pop(key, None) is not None:
            write_memory(self._path, known)


def _headers(programme: str, raw: Raw) -> Iterator[tuple[int, int, int, str]]:
    """Every place of a file where a header may stand: sheet, row, rows, fingerprint."""
    for number, sheet in enumerate(raw.sheets):
        for at in range(min(_SEARCHED_ROWS, len(sheet.rows))):
            for depth in range(1, _DEEPEST + 1):
                rows = sheet.rows[at : at + depth]
                if len(rows) == depth and (key := _fingerprint(programme, rows)):
                    yield number, at, depth, key


def _fingerprint(programme: str, rows: Sequence[Sequence[str]]) -> str:
    """The same for the same headings in the same columns; "" for rows that are no header."""
    told = ["\x1f".join(fold(cell) for cell in row).rstrip("\x1f") for row in rows]
    headings = {cell for line in told for cell in line.split("\x1f") if cell}
    if len(headings) < _LEAST_HEADINGS or not all(told):
        return ""
    text = "\x1e".join([programme, *told])
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _columns(told: object) -> tuple[tuple[str, int], ...] | None:
    if not isinstance(told, dict):
        return None
    pairs = ((k, v) for k, v in told.items() if isinstance(k, str) and type(v) is int and v >= 0)
    return tuple(sorted(pairs))


def _text(told: dict[str, Any], key: str) -> str:
    found = told.get(key)
    return found if isinstance(found, str) else ""
