"""Parts of a PDF that say the same byte for byte, kept once: documents put together repeat them."""

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_Place = tuple[int, int]


def share_alike(pdf: "Pdf") -> None:
    """Let all pages use one of each font, or part of a font, and of each form that are alike."""
    _Sharing().pages_of(pdf)


class _Sharing:
    def __init__(self) -> None:
        self._kept: dict[bytes, Object] = {}
        self._done: set[_Place] = set()

    def pages_of(self, pdf: "Pdf") -> None:
        for page in pdf.pages:
            if "/Resources" not in page.obj:
                continue
            resources = page.obj["/Resources"]
            if "/Font" in resources:
                fonts = resources["/Font"]
                for name, font in list(fonts.items()):
                    self._font(font)
                    self._share(fonts, name)
            if "/XObject" in resources:
                for name, _ in list(resources["/XObject"].items()):
                    self._share(resources["/XObject"], name)

    def _font(self, font: "Object") -> None:
        """From the inside out: two that hold the same parts are then alike themselves."""
        if font.objgen in self._done or "/DescendantFonts" not in font:
            return
        self._done.add(font.objgen)
        self._share(font, "/ToUnicode")
        descendants = font["/DescendantFonts"]
        for at in range(len(descendants)):
            one = descendants[at]
            self._share(one, "/CIDToGIDMap")
            if "/FontDescriptor" in one:
                self._share(one["/FontDescriptor"], "/FontFile2")
                self._share(one, "/FontDescriptor")
            if one.is_indirect:
                descendants[at] = self._like(one)

    def _share(self, holder: "Object", key: str) -> None:
        if key in holder and holder[key].is_indirect:
            holder[key] = self._like(holder[key])

    def _like(self, held: "Object") -> "Object":
        """The first of those that say the same."""
        return self._kept.setdefault(_said(held), held)


def _said(held: "Object") -> bytes:
    """A fingerprint of an object with its stream, and of which others it names."""
    import pikepdf

    if isinstance(held, pikepdf.Stream):
        entries = held.stream_dict.unparse(resolved=True)
        return hashlib.sha256(entries + held.read_raw_bytes()).digest()
    return hashlib.sha256(held.unparse(resolved=True)).digest()
