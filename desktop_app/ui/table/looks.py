"""How a person likes a table to look, kept from one day to the next: widths, hidden columns."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings

_WIDEST = 4_000


@dataclass(frozen=True, slots=True)
class Looks:
    """Widths by column in pixels at 100 %, and the hidden columns; None where nobody said."""

    widths: Mapping[str, int] = field(default_factory=dict[str, int])
    hidden: frozenset[str] | None = None

    def to_text(self) -> str:
        told = {"widths": dict(self.widths), "hidden": sorted(self.hidden or ())}
        return json.dumps(told, ensure_ascii=False)


def looks_from(text: str) -> Looks:
    """What was kept; nothing where that is damaged."""
    try:
        told = json.loads(text)
        widths = {str(column): int(width) for column, width in told["widths"].items()}
        hidden = frozenset(map(str, told["hidden"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Looks()
    return Looks({c: w for c, w in widths.items() if 0 < w <= _WIDEST}, hidden)


class IniFile(MutableMapping[str, str]):
    """Texts under names in an ini file of Qt; never in the registry."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def __getitem__(self, key: str) -> str:
        if not self._settings.contains(key):
            raise KeyError(key)
        return str(self._settings.value(key, "", str))

    def __setitem__(self, key: str, value: str) -> None:
        self._settings.setValue(key, value)

    def __delitem__(self, key: str) -> None:
        self._settings.remove(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._settings.allKeys())

    def __len__(self) -> int:
        return len(self._settings.allKeys())
