"""What the program remembers about the person at this PC: typed, and never in the way.

A file that a person can read, in the data folder; a value that makes no sense counts as absent.
"""

import contextlib
from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QByteArray, QSettings

from desktop_app.jobs import log
from desktop_app.paths import data_folder
from desktop_app.ui.theme import Scheme

Choice = Literal["system"] | Scheme
CHOICES: tuple[Choice, ...] = ("system", *get_args(Scheme))
SCALES = (100, 125, 150, 175, 200)
NAME = "设置.ini"
_NAME_LIMIT = 40


class Settings:
    """Reads and writes single values; every write is on the disk at once."""

    def __init__(self, folder: Path | None = None, *, author: str = "") -> None:
        self._folder = folder or data_folder()
        self._default_author = author
        # A folder that cannot be made leaves settings for this run only.
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(self._folder / NAME), QSettings.Format.IniFormat)
        if self._file.status() is not QSettings.Status.NoError:
            log.warn("设置文件读不懂,已改用默认设置;草稿不受影响。")

    @property
    def folder(self) -> Path:
        """Where they are kept, beside the log."""
        return self._folder

    @property
    def scheme(self) -> Choice:
        """The chosen look; "system" follows the system."""
        found = self._text("look/scheme")
        for one in CHOICES:
            if found == one:
                return one
        self._complain("look/scheme", found)
        return "system"

    @scheme.setter
    def scheme(self, scheme: Choice) -> None:
        self._write("look/scheme", scheme)

    @property
    def scale(self) -> int:
        """The size of everything, in per cent."""
        found = self._text("look/scale")
        if found.isascii() and found.isdigit() and int(found[:4]) in SCALES:
            return int(found)
        self._complain("look/scale", found)
        return SCALES[0]

    @scale.setter
    def scale(self, scale: int) -> None:
        self._write("look/scale", str(scale))

    @property
    def author(self) -> str:
        """The name that stands beside every change; that of the account where none was given."""
        found = self._text("person/name").strip()[:_NAME_LIMIT]
        return found or self._default_author

    @author.setter
    def author(self, name: str) -> None:
        self._write("person/name", name.strip()[:_NAME_LIMIT])

    def last_folder(self, purpose: str) -> Path | None:
        """Where files were last chosen for this; None when they never were, or it is gone."""
        found = self._text(f"folders/{purpose}")
        try:
            return Path(found) if found and Path(found).is_dir() else None
        except (OSError, ValueError):
            return None

    def keep_last_folder(self, purpose: str, folder: Path) -> None:
        self._write(f"folders/{purpose}", str(folder))

    def geometry(self, window: str) -> QByteArray:
        """What `saveGeometry` of this window gave; empty when there is none."""
        return self._bytes(f"windows/{window}")

    def keep_geometry(self, window: str, geometry: QByteArray) -> None:
        self._write(f"windows/{window}", geometry)

    def kept(self, key: str) -> str:
        """A text that was kept under a key of somebody else's; "" for none."""
        return self._text(key)

    def keep(self, key: str, text: str) -> None:
        """Keep a text under a key; "" for none."""
        self._write(key, text)

    def keys_of(self, prefix: str) -> list[str]:
        """The keys that begin so."""
        return [one for one in self._file.allKeys() if one.startswith(prefix)]

    def forget_look(self) -> None:
        """Back to how the window was at first; the name stays."""
        for key in ("look/scheme", "look/scale"):
            self._file.remove(key)
        self._file.sync()

    def _text(self, key: str) -> str:
        # A value with a bare comma comes back as a list.
        found = self._file.value(key, "")
        return found if isinstance(found, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        found = self._file.value(key)
        return found if isinstance(found, QByteArray) else QByteArray()

    def _write(self, key: str, value: str | QByteArray) -> None:
        # Text only: a number would come back as a number now, and as a text after the next start.
        self._file.setValue(key, value)
        self._file.sync()
        if self._file.status() is QSettings.Status.AccessError:
            log.warn("设置没有存住(数据文件夹不能写),这次运行中仍然有效。")

    def _complain(self, key: str, found: str) -> None:
        if found or self._file.contains(key):
            log.warn(f"设置里的 {key} 读不懂,已改用默认值。")
