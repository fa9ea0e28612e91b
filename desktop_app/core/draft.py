"""The draft: everything a person has filled in for one programme, as an immutable value."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from desktop_app.core.pack_names import VERSION_PATH


def _no_values() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a stable id, the cells as typed, and where the row came from.

    `origin` is for people: the file, sheet and row that it was read from.
    """

    id: str
    cells: Mapping[str, str] = field(default_factory=_no_values)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a finding may stand; `fingerprint` is what it was given for, so that it can lapse (see
    `core.explaining`)."""

    text: str
    fingerprint: str
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Values under the forms of a programme. A path names one value:

    `section/field`, `chapters/<chapter>`, `readings/<rule>`,
    `reports/<report>.<period>.<paragraph>` for single values and `<table>/<row id>/<column>` for
    cells. All values are text as typed; `core.values.parse`
    says what they mean. Blank values are absent.
    """

    programme: str
    revision: int = 0
    values: Mapping[str, str] = field(default_factory=_no_values)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=lambda: MappingProxyType({}))
    explanations: Mapping[str, Explanation] = field(default_factory=lambda: MappingProxyType({}))

    def rows(self, table: str) -> tuple[Row, ...]:
        return self.tables.get(table, ())

    def filled_rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table in which anything was typed, in order."""
        rows = self.rows(table)
        return tuple(row for row in rows if any(text.strip() for text in row.cells.values()))

    def has_rows(self, table: str) -> bool:
        """Whether anything was typed in a table."""
        return any(text.strip() for row in self.rows(table) for text in row.cells.values())

    def value(self, path: str) -> str:
        """The text at a path, a field or a cell; empty when nothing was typed."""
        parts = path.split("/")
        if len(parts) == 3:
            for row in self.rows(parts[0]):
                if row.id == parts[1]:
                    return row.cells.get(parts[2], "")
            return ""
        return self.values.get(path, "")

    def at_revision(self, revision: int) -> "Draft":
        return replace(self, revision=revision)

    def check_code(self) -> str:
        """校验码: eight signs that change when any value changes; printed in the footers."""
        digest = hashlib.sha256(self.programme.encode())
        for path in sorted(self.values):
            # Which pack it is made with is no value: earlier drafts do not tell.
            if path == VERSION_PATH:
                continue
            digest.update(f"\x1d{path}\x1f{self.values[path]}".encode("utf-8", "surrogatepass"))
        for table in sorted(self.tables):
            for row in self.tables[table]:
                cells = "\x1f".join(f"{key}={row.cells[key]}" for key in sorted(row.cells))
                digest.update(
                    f"\x1e{table}\x1f{row.id}\x1f{cells}".encode("utf-8", "surrogatepass")
                )
        code = digest.hexdigest()[:8].upper()
        return f"{code[:4]}-{code[4:]}"
