"""Cell formats of an xlsx that change what people see: struck through, shown as another number."""

import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from desktop_app.intake.sheet_marks import PERCENT_FORMATS, shows_otherwise

# A workbook with more formats than these bytes hold was not made by hand.
_LARGEST = 4_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NO = ("0", "false")
_TO_CALCULATE = (b'fullCalcOnLoad="1"', b'fullCalcOnLoad="true"')


@dataclass(frozen=True, slots=True)
class OddFormats:
    """The numbers of such formats, and whether the workbook's formulas wait to be calculated."""

    struck: frozenset[int] = frozenset()
    shown_otherwise: frozenset[int] = frozenset()
    is_to_calculate: bool = False

    @property
    def all(self) -> frozenset[int]:
        return self.struck | self.shown_otherwise


NO_FORMATS = OddFormats()


def odd_formats(packed: zipfile.ZipFile) -> OddFormats:
    """What the workbook's own parts say; nothing where they cannot be read."""
    waits = any(word in _part(packed, "xl/workbook.xml") for word in _TO_CALCULATE)
    styles = _part(packed, "xl/styles.xml")
    if b"<!DOCTYPE" in styles.replace(b"\0", b""):
        return OddFormats(is_to_calculate=waits)
    try:
        tree = ElementTree.fromstring(styles)  # noqa: S314 - without a document type nothing swells
    except ElementTree.ParseError:
        # It is the parser of the values that says whether such a file can be read.
        return OddFormats(is_to_calculate=waits)
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
    return OddFormats(frozenset(struck), frozenset(shown), waits)


def _is_struck(font: str, fonts: list[bool]) -> bool:
    return font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    if name not in packed.namelist() or packed.getinfo(name).file_size > _LARGEST:
        return b""
    return packed.read(name)
