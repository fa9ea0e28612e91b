"""Builds base.docx, the empty document that every Word file starts from, out of the style table.

Run it after a change in desktop_app/documents/styles.py:  python templates_docx/build_template.py
"""

import io
import zipfile
from pathlib import Path

from desktop_app.documents.styles import (
    BOOK_HEADINGS,
    CELL_ABOVE,
    CELL_PADDING,
    FACES,
    FRAME_GAP,
    HEADINGS,
    LATIN,
    LINE,
    MARK,
    PAGE_NUMBER,
    PICTURE_TITLE,
    RULE,
    TABLE_CAPTION,
    TABLE_UNIT,
    TEXT,
    TextStyle,
)
from desktop_app.documents.table_layout import SIZES, cell_style, head_style, style_id

TARGET = Path(__file__).with_name("base.docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# 16 pt less 0.25 pt: 28 characters on 156 mm, in Word as in LibreOffice.
_TIGHTER = -5

# style id → name in Word, name on screen, style of the table
PARAGRAPHS: dict[str, tuple[str, str, TextStyle]] = {
    "BodyText": ("Body Text", "公文正文", TEXT["body"]),
    "Flush": ("公文顶格", "", TEXT["flush"]),
    "Title": ("Title", "公文标题", TEXT["title"]),
    "Subtitle": ("Subtitle", "公文副标题", TEXT["subtitle"]),
    "Note": ("公文附注", "", TEXT["note"]),
    "CoverTitle": ("封面标题", "", TEXT["cover_title"]),
    "CoverLine": ("封面文字", "", TEXT["cover_line"]),
    "Attachment": ("附件标记", "", TEXT["attachment"]),
    "Label": ("邮寄标签", "", TEXT["label"]),
    "PlainText": ("Plain Text", "读物正文", TEXT["text"]),
    "ListItem": ("读物列表", "", TEXT["item"]),
    "Code": ("照原样键入", "", TEXT["code"]),
    "PictureTitle": ("图题", "", PICTURE_TITLE),
    **{
        f"BookHeading{level}": (f"读物{level}级标题", "", one)
        for level, one in BOOK_HEADINGS.items()
    },
    "Heading1": ("heading 1", "一级标题", HEADINGS[1]),
    "Heading2": ("heading 2", "二级标题", HEADINGS[2]),
    "Heading3": ("heading 3", "三级标题", HEADINGS[3]),
    "Heading4": ("heading 4", "四级标题", HEADINGS[4]),
    "TOCHeading": ("TOC Heading", "目录标题", TEXT["title"]),
    "TOC1": ("toc 1", "", TEXT["contents"]),
    "TOC2": ("toc 2", "", TEXT["contents"]),
    "TOC3": ("toc 3", "", TEXT["contents"]),
    "TOC4": ("toc 4", "", TEXT["contents"]),
    "Caption": ("caption", "表题", TABLE_CAPTION),
    "TableUnit": ("表格单位", "", TABLE_UNIT),
    **{style_id("TableHead", s): (f"表头文字 {s:g} 磅", "", head_style(s)) for s in SIZES},
    **{style_id("TableCell", s): (f"表格文字 {s:g} 磅", "", cell_style(s)) for s in SIZES},
    "FormFoot": ("表尾", "", TEXT["note"]),
    "Signature": ("Signature", "落款", TEXT["flush"]),
    "Header": ("header", "", PAGE_NUMBER),
    "Footer": ("footer", "", PAGE_NUMBER),
    "Mark": ("数据版本", "", MARK),
}
_OUTLINED = {
    **{f"Heading{level}": level - 1 for level in HEADINGS},
    **{f"BookHeading{level}": level - 1 for level in BOOK_HEADINGS},
}


def template() -> bytes:
    """The bytes of base.docx; the same on every run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, _XML + text)
    return buffer.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/fontTable", "fontTable.xml"),
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
    }


def styles_xml() -> str:
    """The styles part without its declaration."""
    body = FACES["fang"].office
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'{_fonts(body)}<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/>"
        f"<w:pPr>{_line(LINE)}</w:pPr></w:style>"
    )
    others = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{_grid_style()}"
    )
    paragraphs = "".join(_paragraph_style(key, *told) for key, told in PARAGRAPHS.items())
    return f'<w:styles xmlns:w="{W}">{defaults}{normal}{others}{paragraphs}</w:styles>'


def _paragraph_style(key: str, name: str, alias: str, style: TextStyle) -> str:
    office = FACES[style.face].office
    is_footer = key in ("Header", "Footer", "Mark")
    in_cell = key.startswith(("TableHead", "TableCell"))
    level = int(key[3]) if key[:3] == "TOC" and key[3].isdigit() else 0
    parts = [
        "<w:keepNext/>" if style.keep_with_next or key.startswith("TableHead") else "",
        '<w:widowControl w:val="0"/>' if in_cell or is_footer else "<w:widowControl/>",
        _frame() if style.framed else "",
        '<w:snapToGrid w:val="0"/>' if in_cell or style.line != LINE else "",
        _line(style.line, style.before, style.after),
        _indent(style, level),
        f'<w:jc w:val="{"both" if style.align == "justify" else style.align}"/>',
        f'<w:outlineLvl w:val="{_OUTLINED[key]}"/>' if key in _OUTLINED else "",
    ]
    # Digits of a page number are 宋体 too (7.5); elsewhere Latin has its own face.
    latin = office if is_footer else LATIN
    size = round(style.size * 2)
    spacing = f'<w:spacing w:val="{_TIGHTER}"/>' if style.size == 16 else ""
    aliases = f'<w:aliases w:val="{alias}"/>' if alias else ""
    following = '<w:next w:val="BodyText"/>' if key in _OUTLINED or key == "Title" else ""
    custom = ' w:customStyle="1"' if name[0] > "z" else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/>{aliases}'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>{"".join(parts)}</w:pPr>'
        f"<w:rPr>{_fonts(office, latin)}{spacing}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _frame() -> str:
    """Word draws one frame around neighbours of the same frame."""
    width, space = round(RULE * 8), round(FRAME_GAP)
    off = {"top": 1, "left": space, "bottom": 1, "right": space}
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="000000"/>'
        for side, gap in off.items()
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def _fonts(office: str, latin: str = LATIN) -> str:
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}"'
        f' w:eastAsia="{office}" w:cs="{latin}"/>'
    )


def _line(line: float, before: float = 0, after: float = 0) -> str:
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        f' w:line="{round(line * 20)}" w:lineRule="exact"/>'
    )


def _indent(style: TextStyle, level: int) -> str:
    if style.hanging:
        # All lines but the first stand at `hanging`, the first as much before it as is left.
        left, back = style.hanging, style.hanging - style.indent
        return (
            f'<w:ind w:leftChars="{round(left * 100)}" w:left="{round(left * style.size * 20)}"'
            f' w:hangingChars="{round(back * 100)}" w:hanging="{round(back * style.size * 20)}"/>'
        )
    if style.indent:
        width = round(style.indent * style.size * 20)
        chars = round(style.indent * 100)
        return f'<w:ind w:firstLineChars="{chars}" w:firstLine="{width}"/>'
    if level > 1:
        step = (level - 1) * 200
        return f'<w:ind w:leftChars="{step}" w:left="{round(step / 100 * style.size * 20)}"/>'
    return ""


def _grid_style() -> str:
    width = round(RULE * 8)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    blank = round(CELL_PADDING * 20)
    # A row is as much higher as its rule is thick.
    above = round((CELL_ABOVE - RULE / 2) * 20)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="FormTable">'
        '<w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="{blank}" w:type="dxa"/>'
        f'<w:bottom w:w="{above}" w:type="dxa"/><w:right w:w="{blank}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _settings() -> str:
    # The children stand in the order of the schema, or Word calls the file damaged.
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="579"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{face.office}"><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
        for face in FACES.values()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f'<w:fonts xmlns:w="{W}">{fonts}{latin}</w:fonts>'


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


if __name__ == "__main__":
    TARGET.write_bytes(template())
