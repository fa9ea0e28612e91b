"""Fonts inside one PDF: two-byte codes handed out as characters come, one subset per font file.

reportlab's own TrueType objects cut a font into subsets of 256 characters, which costs a change of
font every few hanzi, and write wrong ToUnicode entries above U+FFFF. A composite font
(Type 0, ISO 32000-1 9.7) has neither fault.
"""

from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.documents.fonts import (
    BUNDLED,
    FontFile,
    Fonts,
    face_of,
    glyphs_of,
    is_narrow,
)
from desktop_app.documents.styles import FaceName

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument


class Code(NamedTuple):
    """A character as a content stream writes it: font resource, hex code, set narrow or not."""

    resource: str
    hex: str
    narrow: bool


class FontBook:
    """The fonts one document has used so far; `embed` writes them when its pages are done.

    `fonts` is whose shapes it takes; `missing` are the characters met that no font of their face
    has.
    """

    def __init__(self, fonts: Fonts = BUNDLED) -> None:
        self.fonts = fonts
        self.missing: set[str] = set()
        self._fonts: dict[FontFile, _Subset] = {}
        self._faces: dict[FaceName, FaceCodes] = {}

    def codes(self, face: FaceName) -> "FaceCodes":
        """The codes of a face, along its chain of font files."""
        if face not in self._faces:
            self._faces[face] = FaceCodes(self, face)
        return self._faces[face]

    def subset(self, file: FontFile) -> "_Subset":
        """The part of a font file used so far."""
        if file not in self._fonts:
            self._fonts[file] = _Subset(file, len(self._fonts) + 1)
        return self._fonts[file]

    def embed(self, document: "PDFDocument") -> None:
        """Add every font used to reportlab's document."""
        document.delayedFonts.extend(self._fonts.values())


class FaceCodes(dict[str, Code]):
    """Character → code; filled as characters are asked for."""

    def __init__(self, book: FontBook, face: FaceName) -> None:
        super().__init__()
        self._book = book
        self._glyphs = glyphs_of(face, book.fonts)
        self._resource = ""
        # Of the characters in the font met first: nearly all texts lie in it whole.
        self._plain: dict[str, str] = {}

    def in_one_font(self, text: str) -> tuple[str, str] | None:
        """Font resource and hex codes of a text that lies in the face's commonest font."""
        try:
            return self._resource, "".join(map(self._plain.__getitem__, text))
        except KeyError:
            # In the order of the text, so that every process numbers the glyphs alike.
            for char in text:
                code = self[char]
                if code.resource != self._resource:
                    return None
            return self._resource, "".join(map(self._plain.__getitem__, text))

    def __missing__(self, char: str) -> Code:
        glyph = self._glyphs[char]
        if glyph.char != char:
            self._book.missing.add(char)
        subset = self._book.subset(glyph.file)
        code = Code(subset.resource, subset.code(glyph.char), is_narrow(char))
        self[char] = code
        self._resource = self._resource or code.resource
        if code.resource == self._resource:
            self._plain[char] = code.hex
        return code


class _Subset:
    """One embedded font; reportlab calls `addObjects` when it writes the file."""

    def __init__(self, file: FontFile, number: int) -> None:
        self._name = f"F{number}"
        self.resource = f"/{self._name}"
        self._face = face_of(file)
        # Two office fonts may call themselves alike; the tag keeps them apart (9.6.4).
        self._tag = "SHENBA" if isinstance(file, str) else f"OFFIC{chr(ord('A') + number)}"
        self._codes: dict[str, int] = {}

    def code(self, char: str) -> str:
        number = self._codes.setdefault(char, len(self._codes) + 1)
        return f"{number:04X}"

    def addObjects(self, doc: "PDFDocument") -> None:  # noqa: N802 reportlab's name for it
        from reportlab.pdfbase import pdfdoc

        face = self._face
        characters = [0, *(ord(char) for char in self._codes)]
        widths = [face.defaultWidth, *(face.charWidths[code] for code in characters[1:])]
        base = f"{self._tag}+{face.name.decode('ascii')}"

        def stream(content: bytes | str, kind: str) -> object:
            filled = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
            return doc.Reference(filled, f"{kind}:{self._name}")

        # The subset's glyphs stand in the order of their first character; characters may share one.
        order = {0: 0}
        glyph_ids = [
            order.setdefault(face.charToGlyph.get(code, 0), len(order)) for code in characters
        ]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": stream(
                    b"".join(number.to_bytes(2, "big") for number in glyph_ids), "glyphs"
                ),
                "FontDescriptor": face.addSubsetObjects(doc, base, characters),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray(
                    [doc.Reference(descendant, f"descendant:{self._name}")]
                ),
                "ToUnicode": stream(_to_unicode(characters[1:]), "unicode"),
            }
        )
        fonts = doc.idToObject["BasicFonts"].dict  # pyright: ignore[reportAttributeAccessIssue]
        fonts[self._name] = doc.Reference(font, f"font:{self._name}")


@cache
def no_font() -> str:
    """The name of a font for a canvas to begin with that leaves no trace in a file.

    With reportlab's own every file would name Helvetica, which no page is set in.
    """
    from reportlab.pdfbase import pdfmetrics

    nothing = SimpleNamespace(name="none")
    font = SimpleNamespace(fontName="none", face=nothing, _dynamicFont=True, _multiByte=False)
    pdfmetrics.registerFont(font)
    return font.fontName


def _to_unicode(characters: Sequence[int]) -> str:
    """A CMap from our codes (1, 2, …) to UTF-16BE, with surrogates above U+FFFF."""
    entries = [
        f"<{number:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for number, code in enumerate(characters, start=1)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for first in range(0, len(entries), 100):
        block = entries[first : first + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)
