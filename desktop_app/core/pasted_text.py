"""What was copied in Word, WPS or a browser, as the plain paragraphs of a chapter.

List numbers stay as text, quotes as they are. Tables are left out and counted: they are filled in
below the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from desktop_app.core.signs import UNSEEN

_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\r\f]+")
# A blank between two Chinese signs is none that was typed: the source broke its line there.
_BROKEN_LINE = re.compile(r"\s*\n\s*")
_BULLET = re.compile(
    r"^\s*(?:[•·●■◆▪➢\uf0a7\uf0b7\uf0d8\uf06c\uf06e\uf075\uf0fc]\s*|[○□◇▫►▶➤✓§Ø][ \u3000]+)(?=\S)"
)
_NUMBERED = re.compile(
    r"^\s*(?:[(（]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[)）]、?|[.．、])|[①-⑳])"
)
_BREAKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "body",
        "section",
        "article",
        "blockquote",
        "pre",
        "dt",
        "dd",
    ]
)
_SILENT = frozenset(["style", "script", "head", "title", "meta", "link", "xml"])
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL)
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The paragraphs of a paste, and how many tables were left out."""

    paragraphs: tuple[str, ...]
    tables: int = 0

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


def from_plain(text: str) -> Pasted:
    """Paragraphs of a copied plain text; lines of cells are a table."""
    lines = [line for one in _lines(text) if (line := one.rstrip())]
    is_cells = [line.count("\t") > 0 and not _NUMBERED.match(line) for line in lines]
    paragraphs: list[str] = []
    tables = 0
    for at, (line, is_cell) in enumerate(zip(lines, is_cells, strict=True)):
        beside = is_cells[at - 1 : at] + is_cells[at + 1 : at + 2]
        if is_cell and any(beside):
            tables += not (at and is_cells[at - 1])
        elif cleaned := _cleaned(line):
            paragraphs.append(cleaned)
    return Pasted(tuple(paragraphs), tables)


def from_html(html: str) -> Pasted:
    """Paragraphs of copied rich text."""
    match = _FRAGMENT.search(html)
    reader = _Reader()
    reader.feed(match[1] if match else html)
    reader.close()
    reader.end_paragraph()
    return Pasted(tuple(reader.paragraphs), reader.tables)


def _lines(text: str) -> Iterable[str]:
    return re.split(r"\r\n|[\n\r\v\u2028\u2029\x85]", text)


def _cleaned(line: str) -> str:
    """A line without what the eye does not see; a bullet says nothing on paper."""
    line = _BLANKS.sub(" ", UNSEEN.sub("", line)).strip(" \u3000")
    return _BULLET.sub("", line)


@dataclass
class _List:
    """A list that is open: whether it is numbered, and the number of its last item."""

    is_numbered: bool
    count: int = 0


@dataclass
class _Reader(HTMLParser):
    paragraphs: list[str] = field(default_factory=list[str])
    tables: int = 0
    _parts: list[str] = field(default_factory=list[str])
    _lists: list[_List] = field(default_factory=list[_List])
    _depth: int = 0
    _silent: int = 0
    _is_pre: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag not in ("meta", "link"):
            self._silent += 1
        if tag == "table":
            self.tables += self._depth == 0
            self._depth += 1
        self._is_pre += tag == "pre"
        if tag in _BREAKS:
            self.end_paragraph()
        if tag in ("ol", "ul"):
            start = dict(attrs).get("start") or "1"
            self._lists.append(_List(tag == "ol", int(start) - 1 if start.isdigit() else 0))
        if tag == "li" and self._lists:
            self._lists[-1].count += 1
            if self._lists[-1].is_numbered and not self._depth:
                self._parts.append(f"{self._lists[-1].count}.")
        # A soft break is a paragraph of its own on paper.
        if tag == "br":
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BREAKS:
            self.end_paragraph()
        if tag == "table" and self._depth:
            self._depth -= 1
        if tag == "pre" and self._is_pre:
            self._is_pre -= 1
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._silent or self._depth:
            return
        if self._is_pre:
            for line in _lines(data):
                self._parts.append(line)
                self.end_paragraph()
            return
        self._parts.append(data)

    def end_paragraph(self) -> None:
        """What was collected is a paragraph."""
        whole = "".join(self._parts)
        self._parts.clear()
        if line := _cleaned(_BROKEN_LINE.sub(_joint(whole), whole.strip("\n\r"))):
            self.paragraphs.append(line)


def _joint(text: str) -> str:
    """What a line end of the source stands for: nothing in Chinese, a blank elsewhere."""
    return "" if _CHINESE.search(text) else " "
