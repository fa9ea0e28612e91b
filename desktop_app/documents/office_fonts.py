"""The office fonts of the PC: which are there, and which of them a PDF may and can carry.

What a font's bits permit is not yet what its licence permits: whoever prints decides, not we.
"""

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from struct import iter_unpack
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from desktop_app.documents.fonts import Fonts, OfficeFile, office_face
from desktop_app.documents.styles import FACES, FaceName

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from reportlab.pdfbase.ttfonts import TTFontFace

# What a face's font is called, the best first.
_NAMES: dict[FaceName, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "song": ("宋体", "SimSun"),
    "hei": ("黑体", "SimHei"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    "fang": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
}
_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
# A collection says so, its version, and how many fonts it holds.
_COLLECTION, _COLLECTION_HEAD = b"ttcf", 12
# Family, full name, typographic family.
_NAME_IDS = (1, 4, 16)
# OS/2 fsType: no embedding, no subsets (which is what a PDF carries), bitmaps only.
_FORBIDDEN = 0x0002 | 0x0100 | 0x0200
# OS/2 fsSelection: italic, bold.
_ANOTHER_CUT = 0x0001 | 0x0020
# What a table of characters for Windows may be numbered by: Unicode, in two ranges.
_WINDOWS, _UNICODE = 3, {1, 10}
# The sign of a glyph that is made of other glyphs; reportlab makes subsets of fewer than 32,768.
_COMPOSED, _AT_ONCE = 0x8000, 20_000
_HANZI = range(0x4E00, 0xA000)

NOT_FOUND = "电脑上没有找到这种字体"
MAY_NOT = "字体不允许嵌入"
NOT_TRUETYPE = "字体不是 TrueType 轮廓,不能嵌入"
NO_HANZI = "字体中没有汉字"
NOT_SQUARE = "字体中汉字的宽度不是整一个字"
DAMAGED = "字体文件已损坏或程序读不懂"


@dataclass(frozen=True, slots=True)
class FoundFont:
    """What was found for a face, and the reason why it is not used ("" when it is).

    `file` is None where the PC has no such font.
    """

    face: FaceName
    file: OfficeFile | None
    reason: str

    def __str__(self) -> str:
        name = FACES[self.face].office
        if self.file is None or self.reason:
            return f"{name}:{self.reason},用自带字体"
        return f"{name}:用电脑上的字体 {self.file.path}"


class _Named(NamedTuple):
    """A font that bears one of the names; `rank` is the place of the name in its face's list."""

    face: FaceName
    rank: int
    is_another_cut: bool
    file: OfficeFile
    reason: str


def find_office_fonts(folders: Sequence[Path] | None = None) -> tuple[FoundFont, ...]:
    """Look for every face's office font, in the folders where this PC keeps its fonts.

    The first name of a face's list that a usable font bears wins. A file that cannot be read is
    passed over.
    """
    # What it remarks on single fonts is of no use to who asked for a bundle.
    logging.getLogger("fontTools").addHandler(logging.NullHandler())
    named = [
        one
        for path in _files(font_folders() if folders is None else folders)
        for one in _named(path)
    ]
    return tuple(_best(face, [one for one in named if one.face == face]) for face in FACES)


def fonts_of(found: Sequence[FoundFont]) -> Fonts:
    """What PDFs are written in when these fonts were found."""
    return Fonts(tuple((one.face, one.file) for one in found if one.file and not one.reason))


def font_folders(
    system: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> tuple[Path, ...]:
    """Where a system keeps its fonts, the account's own first, and what WPS brings with it last."""

    def below(variable: str, *folders: str) -> list[Path]:
        root = environment.get(variable)
        return [Path(root, folder) for folder in folders] if root else []

    if system == "win32":
        roots = ("LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)")
        wps = [folder for root in roots for folder in below(root, "Kingsoft/WPS Office")]
        return (
            *below("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
            *below("WINDIR", "Fonts"),
            *(fonts for folder in wps for fonts in sorted(folder.glob("*/office6/fonts"))),
        )
    if system == "darwin":
        return (
            *below("HOME", "Library/Fonts"),
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
            Path("/Applications/wpsoffice.app/Contents/Resources/office6/fonts"),
        )
    return (
        *below("XDG_DATA_HOME", "fonts"),
        *below("HOME", ".local/share/fonts", ".fonts"),
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/opt/kingsoft/wps-office/office6/fonts"),
        Path("/opt/apps/cn.wps.wps-office/files/kingsoft/wps-office/office6/fonts"),
        Path("/opt/apps/cn.wps.wps-office-pro/files/kingsoft/wps-office/office6/fonts"),
    )


def _best(face: FaceName, named: Sequence[_Named]) -> FoundFont:
    """The font of a face: usable before unusable, then by name, a bold cut behind the plain one."""
    if not named:
        return FoundFont(face, None, NOT_FOUND)
    best = min(named, key=lambda one: (bool(one.reason), one.rank, one.is_another_cut))
    return FoundFont(face, best.file, best.reason)


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(folders):
        for root, below, names in os.walk(folder):
            below.sort()
            paths = (Path(root, n) for n in sorted(names) if n.lower().endswith(_SUFFIXES))
            # Opening a pipe would wait for its other end.
            yield from (path for path in paths if path.is_file())


def _named(path: Path) -> list[_Named]:
    """The fonts of a file that bear one of the names; none when the file is no font."""
    named: list[_Named] = []
    try:
        known = path.stat()
        # fontTools leaves a file open that it cannot read.
        with path.open("rb") as stream:
            head = stream.read(_COLLECTION_HEAD)
            is_collection = head.startswith(_COLLECTION)
            for number in range(int.from_bytes(head[-4:], "big") if is_collection else 1):
                file = OfficeFile(path, number, known.st_size, known.st_mtime_ns)
                named += _read(stream, file, number if is_collection else -1)
    except Exception:  # noqa: BLE001 - a damaged font breaks its reader in ways that nobody lists
        return named
    return named


def _read(stream: BinaryIO, file: OfficeFile, number: int) -> list[_Named]:
    from fontTools.ttLib import TTFont

    # Not closed here: that would close the stream, and a collection's next font is read from it.
    font = TTFont(stream, fontNumber=number, lazy=True)
    names = {
        str(record.toUnicode("replace")).strip().casefold()
        for record in font["name"].names
        if record.nameID in _NAME_IDS
    }
    ranks: dict[FaceName, int] = {
        face: min(rank for rank, name in enumerate(wanted) if name.casefold() in names)
        for face, wanted in _NAMES.items()
        if not names.isdisjoint(name.casefold() for name in wanted)
    }
    if not ranks:
        return []
    is_another_cut = "OS/2" in font and bool(_table(font, "OS/2").fsSelection & _ANOTHER_CUT)
    reason = _why_not(font, file)
    return [_Named(face, rank, is_another_cut, file, reason) for face, rank in ranks.items()]


def _why_not(font: "TTFont", file: OfficeFile) -> str:
    """Why a PDF cannot carry a font, "" if it can."""
    try:
        # Of several bits the strictest counts. Without the table nothing is known.
        if "OS/2" not in font or _table(font, "OS/2").fsType & _FORBIDDEN:
            return MAY_NOT
        if "glyf" not in font:
            return NOT_TRUETYPE
        return _wrong_inside(file)
    except Exception:  # noqa: BLE001 - as above
        return DAMAGED


def _wrong_inside(file: OfficeFile) -> str:
    face = office_face(file)
    characters = face.get_table("cmap")
    count = int.from_bytes(characters[2:4], "big")
    tables = list(iter_unpack(">HHL", characters[4 : 4 + 8 * count]))
    # reportlab takes the last table of characters, which is GB or Big5 in some old fonts.
    encodings = {encoding for platform, encoding, _ in tables if platform == _WINDOWS}
    if not encodings or encodings - _UNICODE:
        return DAMAGED
    hanzi = [face.charToGlyph[code] for code in _HANZI if face.charToGlyph.get(code)]
    if not hanzi:
        return NO_HANZI
    if any(face.hmetrics[glyph][0] != face.unitsPerEm for glyph in hanzi):
        return NOT_SQUARE
    return "" if _is_whole(face, file.size) else DAMAGED


def _is_whole(face: "TTFontFace", size: int) -> bool:
    """Whether all outlines are in the file: cut off, they would be blank on paper."""
    if any(entry["offset"] + entry["length"] > size for entry in face.tables):
        return False
    start, length = face.get_table_pos("glyf")
    if face.glyphPos[-1] > length or any(after < one for one, after in pairwise(face.glyphPos)):
        return False
    glyphs = len(face.glyphPos) - 1
    composed = [
        code
        for code, glyph in face.charToGlyph.items()
        if glyph < glyphs
        and face.glyphPos[glyph] < face.glyphPos[glyph + 1]
        and face.get_ushort(start + face.glyphPos[glyph]) & _COMPOSED
    ]
    for first in range(0, len(composed), _AT_ONCE):
        face.makeSubset([0, *composed[first : first + _AT_ONCE]])
    return True


def _table(font: "TTFont", tag: str) -> Any:
    """A table whose fields fontTools finds out when it reads it."""
    return font[tag]
