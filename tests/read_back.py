"""The texts of finished files, read by libraries and rules that wrote none of them."""

import re
import zipfile
from bisect import bisect
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pikepdf
import pypdfium2
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

# No paper has less margin than 20 mm, in points.
_MARGIN = 56
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TOKEN = re.compile(
    r"<<|>>|<[0-9A-Fa-f]*>|\((?:[^()\\]|\\.)*\)|[\[\]]|/[^\s\[\]<>()/]+|[^\s\[\]<>()/]+"
)
_BLANK = re.compile(r"\s+")
# ECMA-376 22.4.2.4: a character of a workbook's string that XML cannot hold, and the underscore
# that would begin one by chance.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Glyph(NamedTuple):
    """One sign on a page, its left and right edge and its baseline in points."""

    text: str
    left: float
    right: float
    y: float


def squeezed(text: str) -> str:
    """The text without white space."""
    return _BLANK.sub("", text)


def word_paragraphs(path: Path) -> list[str]:
    """Every paragraph outside tables, breaks and tabs as such."""
    body = Document(str(path)).element.body
    return [_word_text(one) for one in body.iterchildren(qn("w:p"))]


def word_tables(path: Path) -> list[list[list[str]]]:
    """Every table as rows of cells."""
    body = Document(str(path)).element.body
    return [
        [
            ["\n".join(map(_word_text, cell.iter(qn("w:p")))) for cell in row.iter(qn("w:tc"))]
            for row in table.iter(qn("w:tr"))
        ]
        for table in body.iterchildren(qn("w:tbl"))
    ]


def _word_text(paragraph) -> str:
    told = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    parts = []
    for one in paragraph.iter():
        if one.tag == qn("w:t"):
            parts.append(one.text or "")
        elif one.tag in told and one.getparent().tag == qn("w:r"):
            parts.append(told[one.tag])
    return "".join(parts)


def sheet_rows(path: Path) -> list[list[str | float]]:
    """The cells of the first sheet as Excel shows them; a formula beside sums or a link fails."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    strings = _shared_strings(path)
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    # openpyxl takes every 「x005F_」 out of a text and undoes no other escape.
    indexes = {
        cell.get("r"): int(cell.findtext(f"{_SHEET}v"))
        for cell in root.iter(f"{_SHEET}c")
        if cell.get("t") == "s"
    }
    rows = []
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.hyperlink is None
            assert cell.data_type in "sn" or str(cell.value).startswith("=SUM("), cell.value
        rows.append(
            [
                strings[indexes[cell.coordinate]]
                if cell.coordinate in indexes
                else ("" if cell.value is None else cell.value)
                for cell in row
            ]
        )
    return rows


def _shared_strings(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("xl/sharedStrings.xml"))
    texts = ("".join(part.text or "" for part in one.iter(f"{_SHEET}t")) for one in root)
    return [_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts]


def pdf_pages(path: Path) -> list[str]:
    """What a reader finds on each page when it searches or copies."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pdf_glyphs(path: Path) -> list[list[Glyph]]:
    """The glyphs of each page but its foot, in the order in which they are drawn, by the fonts'
    own tables; a glyph in the margin of the sheet fails."""
    return [page.glyphs for page in _pdf(path)]


def pdf_rows(path: Path, heads: int) -> list[list[str]]:
    """The rows of all tables, by their rules; `heads` rows begin a table on each page.

    A row whose first cell is blank goes on from the page before and is added to it there.
    """
    rows: list[list[str]] = []
    for page in _pdf(path):
        cells = [[["" for _ in xs[1:]] for _ in ys[1:]] for xs, ys in page.grids]
        for glyph in page.glyphs:
            for grid, (xs, ys) in zip(cells, page.grids, strict=True):
                # The blank half of a bracket may stand in the margin of its cell.
                column = bisect(xs, (glyph.left + glyph.right) / 2) - 1
                row = len(grid) - bisect(ys, glyph.y)
                if 0 <= row < len(grid) and 0 <= column < len(grid[0]):
                    grid[row][column] += glyph.text
        for row in (row for grid in cells for row in grid[heads:]):
            if rows and not row[0]:
                rows[-1] = [before + after for before, after in zip(rows[-1], row, strict=True)]
            else:
                rows.append(row)
    return rows


class _Page(NamedTuple):
    glyphs: list[Glyph]
    grids: list[tuple[list[float], list[float]]]


@cache
def _pdf(path: Path) -> list[_Page]:
    with pikepdf.open(path) as document:
        known: dict[tuple[int, int], tuple[dict[int, str], list[float]]] = {}
        return [_page(page, known) for page in document.pages]


def _page(page, known) -> _Page:
    fonts = {}
    for name, font in page.Resources.get("/Font", {}).items():
        if font.get("/Subtype") == "/Type0":
            if font.objgen not in known:
                known[font.objgen] = _signs(font), _widths(font)
            fonts[name] = known[font.objgen]
    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    content = b"\n".join(stream.read_bytes() for stream in streams).decode("latin-1")
    glyphs: list[Glyph] = []
    grids = []
    signs, widths, size, spacing, x, y, depth = {}, [], 0.0, 0.0, 0.0, 0.0, 0
    waiting: list[str] = []
    for token in _TOKEN.findall(content):
        if token[0] in "<[]/(+-.0123456789":
            waiting.append(token)
            continue
        match token:
            case "q" | "Q":
                depth += 1 if token == "q" else -1
            case "Tf":
                signs, widths = fonts.get(waiting[-2], ({}, []))
                size = float(waiting[-1])
            case "Tc":
                spacing = float(waiting[-1])
            case "Tm":
                x, y = float(waiting[-2]), float(waiting[-1])
            case "Tj" | "TJ":
                for part in waiting:
                    if part[0] in "[]":
                        continue
                    if part[0] != "<":
                        x -= float(part) * size / 1000
                        continue
                    for at in range(1, len(part) - 1, 4):
                        code = int(part[at : at + 4], 16)
                        wide = widths[code] * size / 1000
                        # What is drawn between q and Q is the foot, or the watermark.
                        if not depth:
                            glyphs.append(Glyph(signs[code], x, x + wide, y))
                        x += wide + spacing
            case "S":
                points = [float(one) for one in waiting[1:]]
                lines = list(zip(*[iter(points)] * 4, strict=True))
                xs = sorted({x1 for x1, _, x2, _ in lines if x1 == x2})
                ys = sorted({y1 for _, y1, _, y2 in lines if y1 == y2})
                if len(xs) > 1 and len(ys) > 1:
                    grids.append((xs, ys))
                waiting = []
        if token not in ("m", "l", "w"):
            waiting = []
    wide, high = (float(one) - _MARGIN for one in page.mediabox[2:])
    beside = [
        one
        for one in glyphs
        if one.left < _MARGIN or one.right > wide or not _MARGIN < one.y < high
    ]
    assert not beside, ("".join(one.text for one in beside)[:40], beside[0])
    return _Page(glyphs, grids)


def _signs(font) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(sign).decode("utf-16-be")
        for code, sign in re.findall(r"<([0-9A-F]+)> <([0-9A-F]+)>", text)
        if len(code) == 4
    }


def _widths(font) -> list[float]:
    return [float(one) for one in font.DescendantFonts[0].W[1]]
