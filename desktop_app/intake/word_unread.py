"""What stands in a Word file and is no text of it: pictures, objects, footnotes, hidden words."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.plain import Unread
from desktop_app.intake.word_styles import W, switched
from desktop_app.intake.word_tables import is_table_of_its_own
from desktop_app.intake.word_text import FALLBACK, RUN, SYMBOLS, TABLE, run_text, text_of

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006"
_HIDDEN, _SIGN, _OBJECT = f"{W}vanish", f"{W}sym", f"{W}object"
_KINDS = {
    f"{W}footnoteReference": "footnotes",
    f"{W}endnoteReference": "footnotes",
    f"{W}altChunk": "embedded",
    f"{W}subDoc": "embedded",
    _OBJECT: "embedded",
    f"{_DRAWING}/picture}}pic": "pictures",
    "{urn:schemas-microsoft-com:vml}imagedata": "pictures",
    f"{_DRAWING}/chart}}chart": "graphics",
    f"{_DRAWING}/diagram}}relIds": "graphics",
    _HIDDEN: "hidden",
    _SIGN: "signs",
}
UNREAD = tuple(_KINDS)
# A copy for old programs, a deleted piece, the preview of an object: not there beside it.
_ELSEWHERE = (FALLBACK, f"{W}del", f"{W}moveFrom")
_LONGEST = 40
# Parts beside the body, whose text is not read.
_ASIDE = re.compile(r"(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
_TABLE_TAG = re.compile(rb"<(?:\w{1,9}:)?tbl[ >]")


@dataclass
class NotRead:
    """Counts them, while rows are taken out of the tree and in what is left of it."""

    _counts: dict[str, int] = field(default_factory=dict[str, int])
    _texts: dict[str, str] = field(default_factory=dict[str, str])

    def count(self, element: etree._Element) -> None:
        """Counts what is in an element."""
        for one in element.iter(*_KINDS):
            text = _text_of(one)
            if text is None or next(one.iterancestors(*_ELSEWHERE), None) is not None:
                continue
            if one.tag != _OBJECT and next(one.iterancestors(_OBJECT), None) is not None:
                continue
            kind = _KINDS[one.tag]
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._texts.setdefault(kind, text)

    def count_tables(self, part: etree._Element) -> None:
        """Counts the tables of a part beside the body: one in a letter's head may be a layout, but
        one with rows and columns and something in them may be what is looked for."""
        for table in part.iter(TABLE):
            texts = [text for one in table.iter(f"{W}p") if (text := text_of(one).strip())]
            if is_table_of_its_own(table) and len(texts) > 1:
                self._counts["tables_aside"] = self._counts.get("tables_aside", 0) + 1
                self._texts.setdefault("tables_aside", texts[0][:_LONGEST])

    def found(self) -> Iterator[Unread]:
        """What was counted, with some text of it where there is any."""
        for kind, count in self._counts.items():
            yield Unread(kind, count, self._texts[kind])


def is_aside(name: str, folder: str) -> bool:
    """Whether a part of the package holds footnotes, endnotes, or the head or foot of pages."""
    return posixpath.dirname(name) == folder and bool(_ASIDE.fullmatch(posixpath.basename(name)))


def holds_table(packed: zipfile.ZipFile, name: str) -> bool:
    """Whether it is worth parsing for its tables."""
    return _TABLE_TAG.search(packed.read(name)) is not None


def _text_of(element: etree._Element) -> str | None:
    """What the thing says, as far as it does; None where there is nothing to tell of."""
    if element.tag == _SIGN:
        return None if element.get(f"{W}char", "").upper() in SYMBOLS else ""
    if element.tag != _HIDDEN:
        return ""
    properties = element.getparent()
    run = None if properties is None else properties.getparent()
    if run is None or run.tag != RUN or not switched(properties, "vanish"):
        return None
    text = "".join(run_text(run)).strip()
    return text[:_LONGEST] or None
