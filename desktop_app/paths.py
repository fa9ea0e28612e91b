"""Where the program's own data lies, from source or frozen, and where it keeps copies of drafts."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))

FORMS = ROOT / "forms"
TEMPLATES = ROOT / "templates_docx"
RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
SAMPLES = RESOURCES / "samples"
ICONS = RESOURCES / "icons"
LOOK = RESOURCES / "look"
MANUAL = RESOURCES / "manual"

# Beside the frozen program: each of its files with its hash, as `sha256sum --check` reads it.
HASHES = "SHA256SUMS"

DRAFT_SUFFIX = ".shenbao"
PACK_SUFFIX = ".sbpack"


def console_program() -> str:
    """The frozen program that has standard input and output; on Windows the window's has none."""
    own = Path(sys.executable)
    return str(own.with_name("shenbao.exe")) if sys.platform == "win32" else str(own)


def is_draft(path: Path) -> bool:
    """Whether a file is a draft, by its name."""
    return path.suffix.casefold() == DRAFT_SUFFIX


def is_pack_file(path: Path) -> bool:
    """Whether a file is a pack to be installed, by its name."""
    return path.suffix.casefold() == PACK_SUFFIX


def is_left_behind(name: str) -> bool:
    """Whether a file is one that Word or a system leaves beside others: a lock, an index."""
    return name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini")


def free_name(path: Path) -> Path:
    """The path, or 「名称(2)」 and so on: what is there is never replaced."""
    stem = counted(path.stem, lambda stem: path.with_name(f"{stem}{path.suffix}").exists())
    return path.with_name(f"{stem}{path.suffix}")


def free_stem(folder: Path, stem: str, kinds: Iterable[str]) -> str:
    """The same for a name that files of several kinds will share."""
    endings = tuple(kinds)
    return counted(stem, lambda name: any((folder / f"{name}.{one}").exists() for one in endings))


def counted(name: str, is_taken: Callable[[str], bool]) -> str:
    """The name, or 「名称(2)」 and so on: the first of them that is not taken."""
    number = 2
    found = name
    while is_taken(found):
        found = f"{name}({number})"
        number += 1
    return found


def backup_folder() -> Path:
    """文档/申报匣备份: copies of drafts belong where their owner looks, never in a cache.

    `SHENBAO_BACKUPS` names another folder.
    """
    told = os.environ.get("SHENBAO_BACKUPS")
    return Path(told) if told else documents_folder() / "申报匣备份"


def work_folder() -> Path:
    """Where a draft is worked on whose own place cannot be trusted, until it is written back.

    With the data of the account, never in a cache that something clears. `SHENBAO_WORK` names
    another folder.
    """
    told = os.environ.get("SHENBAO_WORK")
    return Path(told) if told else _account_folder() / "副本"


def data_folder() -> Path:
    """What the program remembers for this account: drafts that were open last, settings, the log.

    `SHENBAO_DATA` names another folder.
    """
    told = os.environ.get("SHENBAO_DATA")
    return Path(told) if told else _account_folder()


def packs_folder() -> Path:
    """Where packs lie that were installed from files, by id and version."""
    return data_folder() / "规则包"


def practice_folder() -> Path:
    """文档/申报匣练习: practice cities, apart from the real drafts."""
    return documents_folder() / "申报匣练习"


def _account_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "申报匣"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else home / ".local" / "share") / "shenbao"


def documents_folder() -> Path:
    """The user's documents: as Windows or the desktop says, else the home folder."""
    home = Path.home()
    if sys.platform == "win32":
        return _windows_documents() or home
    try:
        settings = (home / ".config" / "user-dirs.dirs").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        settings = ""
    for line in settings.splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "XDG_DOCUMENTS_DIR":
            return Path(value.strip().strip('"').replace("$HOME", str(home)))
    return next((home / one for one in ("文档", "Documents") if (home / one).is_dir()), home)


def _windows_documents() -> Path | None:
    """「我的文档」 as set in Explorer: it is often on another drive."""
    import ctypes

    # CSIDL_PERSONAL, current path: old enough for every Windows, and takes a plain buffer.
    buffer = ctypes.create_unicode_buffer(260)
    failed = ctypes.windll.shell32.SHGetFolderPathW(None, 5, None, 0, buffer)  # type: ignore[attr-defined]
    return Path(buffer.value) if not failed and buffer.value else None
