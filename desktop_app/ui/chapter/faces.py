"""The typefaces of GB/T 9704 on the screen: the PC's own, else the ones that come along."""

from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QFontDatabase

from desktop_app.paths import FONTS

FaceName = Literal["hei", "kai", "fang"]
_KNOWN: dict[FaceName, tuple[tuple[str, ...], str]] = {
    "hei": (("黑体", "SimHei"), "OAHei.ttf"),
    "kai": (("楷体_GB2312", "楷体", "KaiTi"), "OAKaiOpen.ttf"),
    "fang": (("仿宋_GB2312", "仿宋", "FangSong"), "OAFangOpen.ttf"),
}


@lru_cache
def family(face: FaceName) -> str:
    """The family that a face is shown in. The files are read when a chapter is first looked at."""
    offices, file = _KNOWN[face]
    for one in offices:
        if QFontDatabase.hasFamily(one):
            return one
    added = QFontDatabase.addApplicationFont(str(FONTS / file))
    found = QFontDatabase.applicationFontFamilies(added)
    return found[0] if found else offices[0]
