"""The PDF writer: lays a document out on sheets and writes them with reportlab."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core.signs import drawn
from desktop_app.documents.files import replacing
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.pdf_blocks import items_of
from desktop_app.documents.pdf_flow import Flow, Sheet
from desktop_app.documents.pdf_fonts import FontBook, no_font
from desktop_app.documents.pdf_pen import TURNED, Pen
from desktop_app.documents.pdf_picture import draw_picture
from desktop_app.documents.pdf_watermark import watermark_path
from desktop_app.documents.printed import Printed
from desktop_app.documents.styles import (
    MARK,
    MM,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW_MM,
    PORTRAIT,
)
from desktop_app.documents.tree import Document
from desktop_app.errors import AppError

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# The dash of a page number hangs at 0.38 of the digits' size above their baseline.
_DASH_HEIGHT = 0.38
_SIGNS_TOLD = 8
_CREATOR = "申报匣"
_WATERMARK = "watermark"


def write_pdf(document: Document, path: Path, fonts: Fonts = BUNDLED) -> Printed:
    """Write a numbered document to `path`; returns where things stand on its pages.

    The same document in the same fonts gives the same bytes, and in others the same lines on the
    same pages. Raises AppError when the file cannot be written, a font is damaged, or a character
    is in none of them: paper must not say 〓 for a name.
    """
    book = FontBook(fonts)
    flow = Flow(book)
    for section in document.sections:
        flow.begin(section, document.foot(section))
        flow.fill(items_of(document, section.blocks, flow.width, flow))
    pages = {
        target.anchor: sheet.number
        for sheet in flow.sheets
        for target in sheet.targets
        if target.anchor
    }
    for finish in flow.later:
        finish(pages)
    for sheet in flow.sheets:
        _foot(sheet, book)
    if book.missing:
        raise AppError(_missing(document.title, sorted(book.missing)))
    with replacing(path) as temporary:
        _write(document, flow.sheets, book, temporary)
    figures = {
        key: (sheet.number, rectangle)
        for sheet in flow.sheets
        for key, rectangle in sheet.figures.items()
    }
    seals = tuple(seal for sheet in flow.sheets for seal in sheet.seals)
    return Printed(len(flow.sheets), pages, seals, figures)


def _missing(title: str, signs: Sequence[str]) -> str:
    told = "、".join(f"「{sign}」(U+{ord(sign):04X})" for sign in signs[:_SIGNS_TOLD])
    more = f"等{len(signs)}个字" if len(signs) > _SIGNS_TOLD else ""
    return (
        f"《{title}》中的{told}{more}在程序自带的字体中没有,不能印成 PDF;"
        "请查一查是不是打错的字或表情符号,改正后再成册。"
    )


def _foot(sheet: Sheet, book: FontBook) -> None:
    """Page number outside, words inside, where an upright sheet has them (GB/T 9704 7.5)."""
    pen = Pen(book)
    y = (PORTRAIT.bottom_mm - PAGE_NUMBER_BELOW_MM) * MM - _DASH_HEIGHT * PAGE_NUMBER.size
    left = PORTRAIT.left_mm * MM
    right = (PORTRAIT.width_mm - PORTRAIT.right_mm) * MM
    is_odd = sheet.number % 2 == 1
    if sheet.is_numbered:
        x = right - PAGE_NUMBER.size if is_odd else left + PAGE_NUMBER.size
        pen.words(f"— {sheet.number} —", PAGE_NUMBER, x, y, "right" if is_odd else "left")
    if sheet.foot:
        pen.words(sheet.foot, MARK, left if is_odd else right, y, "left" if is_odd else "right")
    if pen.code:
        sheet.pen.turned(TURNED if sheet.page.width_mm > sheet.page.height_mm else "", pen)


def _write(document: Document, sheets: list[Sheet], book: FontBook, path: Path) -> None:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Text encoding of compressed streams makes the file a quarter larger and slower to write.
    rl_config.useA85 = 0
    canvas = Canvas(
        str(path),
        invariant=1,
        pageCompression=1,
        initialFontName=no_font(),  # pyright: ignore[reportArgumentType]
        lang="zh-CN",
        pdfVersion=(1, 5),
    )
    canvas.setTitle(drawn(document.title))
    canvas.setAuthor(drawn(document.author))
    canvas.setSubject(drawn(document.mark))
    canvas.setCreator(_CREATOR)
    marked = watermark_path(drawn(document.watermark), book.fonts)
    if marked:
        canvas.beginForm(_WATERMARK, -1000, -1000, 1000, 1000)
        canvas.addLiteral(marked)
        canvas.endForm()
    outline = 0
    for sheet in sheets:
        width, height = sheet.page.width_mm * MM, sheet.page.height_mm * MM
        canvas.setPageSize((width, height))
        if marked:
            canvas.saveState()
            canvas.translate(width / 2, height / 2)
            canvas.doForm(_WATERMARK)
            canvas.restoreState()
        canvas.addLiteral("\n".join(sheet.pen.code))
        for png, rectangle in sheet.pictures:
            draw_picture(canvas, png, rectangle)
        # The canvas has it now.
        sheet.pen.code.clear()
        outline = _lead(canvas, sheet, outline)
        canvas.showPage()
    # The canvas offers no way to add a font of one's own kind.
    book.embed(canvas._doc)  # pyright: ignore[reportAttributeAccessIssue]
    # The canvas leaves a file open that it cannot write to its end.
    path.write_bytes(canvas.getpdfdata())


def _lead(canvas: "Canvas", sheet: Sheet, outline: int) -> int:
    """Bookmarks and links of a sheet; returns the level of the last outline entry (0 none)."""
    for position, target in enumerate(sheet.targets):
        key = target.anchor or f"sheet{sheet.number}-{position}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=target.top, zoom=0)
        if target.level:
            outline = min(target.level, outline + 1)
            canvas.addOutlineEntry(target.title, key, outline - 1, closed=False)
    for anchor, rectangle in sheet.links:
        canvas.linkRect("", anchor, rectangle, relative=0, thickness=0)
    return outline
