"""WordprocessingML of runs and paragraphs, as text; every paragraph has its properties."""

import re
from collections.abc import Sequence

from desktop_app.documents.clean import clean
from desktop_app.documents.styles import FACES, LATIN, FaceName
from desktop_app.documents.tree import Run

# Signs that Word sets in the Latin font unless the run says they stand in East Asian text.
_AMBIGUOUS = re.compile("[\u00a1-\u00ff\u2010-\u2e7f\u0370-\u04ff]")
_SPECIAL = re.compile("[&<>\t\n]|^\\s|\\s$|\\s\\s")
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_FACE: dict[FaceName, str] = {
    name: f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:hAnsi="{LATIN}"'
    f' w:eastAsia="{face.office}" w:cs="{LATIN}"/></w:rPr>'
    for name, face in FACES.items()
}


def run(text: str, face: FaceName | str = "", properties: str = "") -> str:
    """A run of text; line feeds and tabs become breaks and tabs, spaces are kept to the letter."""
    text = clean(text)
    if not text:
        return ""
    if not properties:
        properties = _FACE[face] if face in _FACE else _HINT if _AMBIGUOUS.search(text) else ""
    if _SPECIAL.search(text) is None:
        return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"
    return f"<w:r>{properties}{_pieces(text)}</w:r>"


def runs(parts: Sequence[Run]) -> str:
    """Several runs of one paragraph."""
    return "".join(run(part.text, part.face) for part in parts)


def paragraph(
    style: str,
    content: str,
    *,
    anchor: str = "",
    keep_next: bool = False,
    page_break: bool = False,
    tabs: str = "",
    spacing: str = "",
    indent: str = "",
    align: str = "",
    section: str = "",
) -> str:
    """A paragraph of finished runs; the properties stand in the order the schema asks for."""
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>',
            "<w:keepNext/>" if keep_next else "",
            "<w:pageBreakBefore/>" if page_break else "",
            f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
            spacing,
            indent,
            f'<w:jc w:val="{align}"/>' if align else "",
            section,
        )
    )
    if anchor:
        content = bookmark(anchor, content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def bookmark(anchor: str, content: str) -> str:
    """Content under a name that fields and links point to; names are unique in a document."""
    # The id only has to pair start and end; anchors end in their own count.
    number = int(re.sub(r"\D", "", anchor) or "0") * 2 + anchor.startswith("table")
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def field(instruction: str, result: str) -> str:
    """A field with the result it shows until someone refreshes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table_entry(text: str, level: int) -> str:
    """The hidden field that puts a part of a paragraph into the contents when they are refreshed.

    Word takes curly quotation marks in a field for straight ones; a backslash makes any literal.
    """
    quoted = escaped(re.sub(r'(["“”\\\\])', r"\\\1", text))
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    return (
        f'<w:r>{hidden}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{hidden}<w:instrText xml:space="preserve">'
        f" TC &quot;{quoted}&quot; \\f C \\l {level} </w:instrText></w:r>"
        f'<w:r>{hidden}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def escaped(text: str) -> str:
    """Text for an XML element or attribute."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def _pieces(text: str) -> str:
    out: list[str] = []
    for piece in re.split("([\t\n])", text):
        if piece == "\n":
            out.append("<w:br/>")
        elif piece == "\t":
            out.append("<w:tab/>")
        elif piece:
            safe = piece.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            out.append(f'<w:t xml:space="preserve">{safe}</w:t>')
    return "".join(out)
