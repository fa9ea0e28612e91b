"""What an xlsx says of all its cells: formats that strike through or show another number, formulas
that wait, the year that days are counted from."""

import re
import zipfile
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from desktop_app.intake.sheet_marks import PERCENT_FORMATS, shows_otherwise

# A workbook with more formats than these bytes hold was not made by hand.
_LARGEST = 4_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NO = ("0", "false")
_FROM_1904 = re.compile(rb"<(?:\w{1,9}:)?workbookPr\b[^>]{0,500}?\bdate1904=[\"'](?:1|true)[\"']")
_TO_CALCULATE = (b'fullCalcOnLoad="1"', b'fullCalcOnLoad="true"')


@dataclass(frozen=True, slots=True)
class OddFormats:
    """The numbers of such formats; whether the workbook's formulas wait to be calculated, and
    whether its days are counted from 1904."""

    struck: frozenset[int] = frozenset()
    shown_otherwise: frozenset[int] = frozenset()
    is_to_calculate: bool = False
    counts_from_1904: bool = False

    @property
    def all(self) -> frozenset[int]:
        return self.struck | self.shown_otherwise


NO_FORMATS = OddFormats()


def odd_formats(packed: zipfile.ZipFile) -> OddFormats:
    """What the workbook's own parts say; nothing where they cannot be read."""
    book = _part(packed, "xl/workbook.xml")
    plain = OddFormats(
        is_to_calculate=any(word in book for word in _TO_CALCULATE),
        counts_from_1904=_FROM_1904.search(book) is not None,
    )
    styles = _part(packed, "xl/styles.xml")
    if b"<!DOCTYPE" in styles.replace(b"\0", b""):
        return plain
    try:
        tree = ElementTree.fromstring(styles)  # noqa: S314 - without a document type nothing swells
    except ElementTree.ParseError:
        # It is the parser of the values that says whether such a file can be read.
        return plain
    fonts = [
        any(strike.get("val", "1") not in _NO for strike in font.iter(f"{_MAIN}strike"))
        for font in tree.iterfind(f"{_MAIN}fonts/{_MAIN}font")
    ]
    codes = {
        form.get("numFmtId", ""): form.get("formatCode", "")
        for form in tree.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    scaled = {number for number, code in codes.items() if shows_otherwise(code)}
    scaled |= {str(number) for number in PERCENT_FORMATS} - codes.keys()
    forms = [*tree.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    struck = {n for n, form in enumerate(forms) if _is_struck(form.get("fontId", ""), fonts)}
    shown = {n for n, form in enumerate(forms) if form.get("numFmtId") in scaled}
    return replace(plain, struck=frozenset(struck), shown_otherwise=frozenset(shown))


def _is_struck(font: str, fonts: list[bool]) -> bool:
    return font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    if name not in packed.namelist() or packed.getinfo(name).file_size > _LARGEST:
        return b""
    return packed.read(name)
