"""Names of files and folders that every system takes; what Windows forbids or keeps for devices."""

import re

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Whether Windows takes a name for a device, whatever ending it has."""
    return _RESERVED.fullmatch(name.partition(".")[0].strip()) is not None


def can_be_a_folder(title: str) -> bool:
    """Whether every system takes a folder that is called so to the letter."""
    return not FORBIDDEN.search(title) and not is_reserved(title) and title == title.strip(" .")
