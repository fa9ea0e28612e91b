"""How a pack is called: its id, its versions and their order, the names of its files."""

import re
import unicodedata
from pathlib import PurePosixPath

from desktop_app.core.file_names import FORBIDDEN, is_reserved

SUFFIXES = (".toml", ".csv", ".txt")
AT = "@"
# Where a draft keeps the version of the pack that it was made with.
VERSION_PATH = "pack/version"
# No section may have these ids: the program keeps values of its own under them.
KEPT_NAMES = frozenset(
    (
        "pack", "kept", "chapters", "readings", "readings_by", "readings_on", "reports",
        "reports_made",
    )
)  # fmt: skip
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}")
LONGEST_PUBLISHER = 60
_DEEPEST = 2
_LONGEST = 100


def fault_of_id(pack_id: str) -> str:
    """Why a pack cannot be called so; "" when it can."""
    if _ID.fullmatch(pack_id) is None or is_reserved(pack_id):
        return f"编号「{pack_id}」只能用小写字母、数字和横线,例如 lvzhou-2026"
    return ""


def fault_of_version(version: str) -> str:
    """Why a version cannot be written so; "" when it can."""
    if _VERSION.fullmatch(version) is None:
        return f"版本「{version}」只能写数字和点,例如 1.0"
    return ""


def fault_of_publisher(name: str) -> str:
    """Why nobody can be called so who signs packs; "" when they can. It is shown on one line."""
    is_plain = name == " ".join(name.split()) and name.isprintable()
    if not is_plain or not 0 < len(name) <= LONGEST_PUBLISHER:
        return f"发布单位的名称「{_shown(name)}」不合规(一行,不超过 {LONGEST_PUBLISHER} 个字)"
    return ""


def fault_of_name(name: str) -> str:
    """Why a file of a pack cannot have this name; "" when it can."""
    parts = name.split("/")
    is_plain = (
        name == unicodedata.normalize("NFC", name)
        and len(name) <= _LONGEST
        and len(parts) <= _DEEPEST
    )
    # An empty part also stands for an absolute path, and for a folder.
    for part in parts:
        is_plain = is_plain and bool(part) and not part.startswith((".", " ", "~"))
        is_plain = is_plain and not part.endswith((".", " "))
        is_plain = is_plain and not FORBIDDEN.search(part) and not is_reserved(part)
    if not is_plain:
        return f"文件名「{_shown(name)}」不合规"
    if PurePosixPath(name).suffix not in SUFFIXES:
        return f"「{_shown(name)}」不是 toml、csv、txt 文件"
    return ""


def in_order_of(version: str) -> tuple[tuple[int, ...], str]:
    """What versions are sorted by: 1.10 comes after 1.9; what is no version comes first."""
    if _VERSION.fullmatch(version) is None:
        return ((), version)
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return (tuple(numbers), version)


def parted(name: str) -> tuple[str, str]:
    """`ID@VERSION` in its parts; the version is "" where none is asked for."""
    pack_id, _, version = name.partition(AT)
    return pack_id, version


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "□" for sign in name[:_LONGEST])
