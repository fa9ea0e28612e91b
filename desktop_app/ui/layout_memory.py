"""How things were laid out by a person (widths of columns), kept from start to start."""

from collections.abc import Iterator, MutableMapping

from desktop_app.ui.settings import Settings

_PREFIX = "layout/"


class LayoutMemory(MutableMapping[str, str]):
    """Texts by key in the settings; what is not there is absent, never an error."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __getitem__(self, key: str) -> str:
        found = self._settings.kept(_PREFIX + key)
        if not found:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, value: str) -> None:
        self._settings.keep(_PREFIX + key, value)

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._settings.keep(_PREFIX + key, "")

    def __iter__(self) -> Iterator[str]:
        found = (one.removeprefix(_PREFIX) for one in self._settings.keys_of(_PREFIX))
        return (key for key in found if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
