"""What the styles of a Word file say of a paragraph: outline level, list, bold, contents entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMERALS = "零一二三四五六七八九"
# Word stores "heading 1", localised programs 标题 1, offices name their own 一级标题.
_HEADING = re.compile(
    r"(?:heading|标题|標題)\s*(?P<after>[1-9一二三四五六七八九])(?!\d)(?!.*(?:char|字符))"
    r"|(?P<before>[1-9一二三四五六七八九])\s*级标题(?!.*(?:char|字符)).*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*\d.*", re.IGNORECASE)
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits. `numbered` is (numbering id, level); level −1 says that the
    list itself knows the level by this style."""

    id: str = ""
    level: int = 0
    numbered: tuple[str, int] | None = None
    bold: bool = False
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id; the default paragraph style answers for paragraphs that name none."""

    known: Mapping[str, Style] = field(default_factory=dict[str, Style])
    default: Style = Style()

    def of(self, style_id: str | None) -> Style:
        """The style of an id; an id without a style still tells its level (Heading1)."""
        if style_id is None:
            return self.default
        known = self.known.get(style_id)
        return known if known is not None else Style(style_id, _named_level(style_id) or 0)


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of styles.xml, each with what it inherits along basedOn."""
    if root is None:
        return Styles()
    found = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    known = {style_id: _resolved(style_id, found) for style_id in found}
    default = Style()
    for style_id, style in found.items():
        is_default = style.get(f"{W}default", "0") not in _OFF
        if style.get(f"{W}type") == "paragraph" and is_default:
            default = known[style_id]
    return Styles(known, default)


def list_styles(root: etree._Element | None) -> dict[str, str]:
    """Style id → numbering id of the styles that stand for a list (numStyleLink)."""
    if root is None:
        return {}
    return {
        style.get(f"{W}styleId", ""): numbered[0]
        for style in root.iter(f"{W}style")
        if style.get(f"{W}type") == "numbering"
        and (numbered := numbering_of(style.find(f"{W}pPr"))) is not None
    }


def outline_of(properties: etree._Element | None) -> int | None:
    """The outline level that paragraph properties give: 1 to 9, 0 for body text, None for none."""
    outline = None if properties is None else properties.find(f"{W}outlineLvl")
    if outline is None:
        return None
    given = integer(outline, 9)
    return given + 1 if 0 <= given < 9 else 0


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """(numbering id, level) that paragraph properties give; level −1 when they give none."""
    number = None if properties is None else properties.find(f"{W}numPr/{W}numId")
    if properties is None or number is None:
        return None
    level = properties.find(f"{W}numPr/{W}ilvl")
    return number.get(f"{W}val", "0"), -1 if level is None else integer(level, 0)


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """Whether run properties switch something (b, vanish) on or off; None when they are silent."""
    switch = None if properties is None else properties.find(f"{W}{name}")
    return None if switch is None else switch.get(f"{W}val", "1") not in _OFF


def integer(element: etree._Element, default: int) -> int:
    """The element's w:val as a number; what strangers wrote there may be none."""
    value = element.get(f"{W}val", "")
    return int(value) if re.fullmatch(r"-?\d{1,9}", value) else default


def _resolved(style_id: str, found: dict[str, etree._Element]) -> Style:
    level: int | None = None
    numbered: tuple[str, int] | None = None
    bold: bool | None = None
    is_contents = False
    for style in _chain(style_id, found):
        properties = style.find(f"{W}pPr")
        name = style.find(f"{W}name")
        words = "" if name is None else name.get(f"{W}val", "")
        if level is None:
            level = outline_of(properties)
        if level is None and style.get(f"{W}type", "paragraph") == "paragraph":
            level = _named_level(words)
        if numbered is None:
            numbered = numbering_of(properties)
        if bold is None:
            bold = switched(style.find(f"{W}rPr"), "b")
        is_contents = is_contents or bool(_CONTENTS.fullmatch(words))
    return Style(style_id, level or 0, numbered, bold or False, is_contents)


def _chain(style_id: str, found: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """A style and those it is based on; a circle, which Word does not write, ends."""
    seen: set[str] = set()
    while style_id in found and style_id not in seen:
        seen.add(style_id)
        yield found[style_id]
        based = found[style_id].find(f"{W}basedOn")
        style_id = "" if based is None else based.get(f"{W}val", "")


def _named_level(name: str) -> int | None:
    match = _HEADING.match(name)
    if match is None:
        return None
    sign = match["after"] or match["before"]
    return int(sign) if sign.isascii() else _NUMERALS.index(sign)
