"""Headers, footers and section properties of a Word file: page number, mark, watermark."""

from dataclasses import dataclass
from dataclasses import field as made

from docx.document import Document as Package
from docx.oxml.parser import parse_xml

from desktop_app.documents.clean import clean
from desktop_app.documents.docx_text import escaped, field, paragraph, run
from desktop_app.documents.styles import (
    FACES,
    LANDSCAPE,
    LINE,
    MARK,
    MM,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW_MM,
    PORTRAIT,
    Page,
)
from desktop_app.documents.tree import Document, Section

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_LINE_HEIGHT = PAGE_NUMBER.line
# 7.5: one character of 4号 between the number and the outer edge.
_OUTER = PAGE_NUMBER.size
_HEADER_MM = 15
_DASH = "— "


def twips(points: float) -> int:
    """Points as twentieths."""
    return round(points * 20)


def page_of(section: Section) -> Page:
    """The sheet a section lies on."""
    return LANDSCAPE if section.landscape else PORTRAIT


def measure(page: Page) -> float:
    """The width of the 版心 in points."""
    return (page.width_mm - page.left_mm - page.right_mm) * MM


@dataclass
class Pages:
    """Makes the header and footer parts of a package, each only once."""

    package: Package
    document: Document
    _made: dict[str, str] = made(default_factory=dict)

    def section_xml(self, section: Section) -> str:
        """The `sectPr` of a section, with its references to headers and footers."""
        page = page_of(section)
        references = "".join(
            f'<w:{kind}Reference w:type="{side}" r:id="{self._part(kind, side, section)}"/>'
            for kind in ("header", "footer")
            for side in ("default", "even")
        )
        orient = ' w:orient="landscape"' if section.landscape else ""
        grid = (
            "" if section.landscape else f'<w:docGrid w:type="lines" w:linePitch="{twips(LINE)}"/>'
        )
        return (
            f'<w:sectPr>{references}<w:type w:val="{"oddPage" if section.right else "nextPage"}"/>'
            f'<w:pgSz w:w="{twips(page.width_mm * MM)}" w:h="{twips(page.height_mm * MM)}"'
            f"{orient}/>"
            f'<w:pgMar w:top="{twips(page.top_mm * MM)}" w:right="{twips(page.right_mm * MM)}"'
            f' w:bottom="{twips(page.bottom_mm * MM)}" w:left="{twips(page.left_mm * MM)}"'
            f' w:header="{twips(_HEADER_MM * MM)}" w:footer="{_footer_distance(section)}"'
            ' w:gutter="0"/>'
            f"{grid}</w:sectPr>"
        )

    def _part(self, kind: str, side: str, section: Section) -> str:
        words = clean(self.document.foot(section))
        line = _line(side, words, section.numbered) if words or section.numbered else ""
        if kind == "header":
            turned = _turned(line) if line and section.landscape else ""
            content = turned + self._watermark(side)
        else:
            content = paragraph("Footer", "") if section.landscape or not line else line
        key = f"{kind}:{content}"
        if key not in self._made:
            add = self.package.part.add_header_part
            if kind == "footer":
                add = self.package.part.add_footer_part
            part, relation = add()
            element = part.element
            for child in list(element):
                element.remove(child)
            for child in parse_xml(f'<w:x xmlns:w="{W}" {_VML}>{content}</w:x>'):
                element.append(child)
            self._made[key] = relation
        return self._made[key]

    def _watermark(self, side: str) -> str:
        watermark = clean(self.document.watermark)
        if not watermark:
            return paragraph("Header", "")
        text = escaped(watermark)
        height = 120
        width = min(420, height * len(watermark))
        shape = (
            f'<v:shape id="watermark_{side}" type="#_x0000_t136" o:allowincell="f"'
            f' style="position:absolute;width:{width}pt;height:{height}pt;rotation:315;'
            "z-index:-251658752;mso-position-horizontal:center;"
            "mso-position-horizontal-relative:page;mso-position-vertical:center;"
            'mso-position-vertical-relative:page" fillcolor="#d0d0d0" stroked="f">'
            '<v:fill opacity=".5"/>'
            f'<v:textpath style="font-family:&quot;{FACES["hei"].office}&quot;;font-size:1pt"'
            f' string="{text}"/></v:shape>'
        )
        return paragraph("Header", f"<w:r><w:pict>{_TEXT_SHAPE}{shape}</w:pict></w:r>")


# What Word itself writes for WordArt; without it the shape's type is unknown.
_TEXT_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"'
    ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def _footer_distance(section: Section) -> int:
    """From the sheet's edge to the footer's foot: the dash hangs 7 mm below the 版心.

    A lying sheet's footer is empty and must not reach into the 版心, or it takes room from it.
    """
    if section.landscape:
        return twips(_HEADER_MM * MM)
    below = (PORTRAIT.bottom_mm - PAGE_NUMBER_BELOW_MM) * MM
    return twips(below - _LINE_HEIGHT / 2)


def _line(side: str, foot: str, is_numbered: bool) -> str:
    """Odd pages bear the number at the right, even ones at the left; the words stand opposite."""
    width = twips(measure(PORTRAIT))
    outer = twips(_OUTER)
    small = f'<w:rPr><w:sz w:val="{round(MARK.size * 2)}"/></w:rPr>'
    number = f"{run(_DASH)}{field('PAGE', run('1'))}{run(_DASH[::-1])}" if is_numbered else ""
    told = run(foot, properties=small) if foot else ""
    tab = "<w:r><w:tab/></w:r>"
    if side == "default":
        stop = f'<w:tab w:val="right" w:pos="{width - outer}"/>'
        return paragraph("Footer", told + tab + number, tabs=stop, align="left")
    stop = f'<w:tab w:val="right" w:pos="{width}"/>'
    indent = f'<w:ind w:left="{outer}"/>'
    return paragraph("Footer", number + tab + told, tabs=stop, indent=indent, align="left")


def _turned(line_xml: str) -> str:
    """The same line turned clockwise into the left margin, where it stands on upright sheets."""
    height = twips(measure(PORTRAIT))
    # Wider than its one line: LibreOffice cuts what fills a turned cell to the edge. The line
    # stands at the cell's right.
    line = twips(2 * _LINE_HEIGHT)
    middle = (PORTRAIT.bottom_mm - PAGE_NUMBER_BELOW_MM) * MM
    left = twips(middle + _LINE_HEIGHT / 2) - line
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{left}"'
        f' w:tblpY="{twips(LANDSCAPE.top_mm * MM)}"/><w:tblW w:w="{line}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{line}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{line}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{line_xml}</w:tc></w:tr></w:tbl>"
    )
