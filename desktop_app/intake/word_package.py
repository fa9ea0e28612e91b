"""The parts of a Word file's package as trees, parsed as a stranger's: no entities, no network."""

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.unreadable import Hostile
from desktop_app.intake.word_styles import W
from desktop_app.intake.word_tables import ROW

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_DOCUMENT = re.compile(r"/relationships/officeDocument$")
PIECE = 1 << 18


def main_part(packed: zipfile.ZipFile) -> str:
    """The document's part: Word itself does not always call it word/document.xml."""
    relations = optional_part(packed, "_rels/.rels")
    for relation in () if relations is None else relations:
        if _DOCUMENT.search(relation.get("Type", "")):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def optional_part(packed: zipfile.ZipFile, part: str) -> etree._Element | None:
    """The tree of a part that may be missing."""
    return parsed_part(packed, part) if part in packed.namelist() else None


def parsed_part(
    packed: zipfile.ZipFile, part: str, row: Callable[[etree._Element], None] | None = None
) -> etree._Element:
    """The part's tree; `row` is given every table row as soon as it is whole."""
    # No entities, no network, no huge nodes: the file is a stranger's.
    parser = etree.XMLPullParser(
        events=("end",),
        tag=ROW,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    with packed.open(part) as file:
        for piece in _transitional(file):
            parser.feed(piece)
            for _, element in parser.read_events():
                if row is not None:
                    row(element)
    root = parser.close()
    if root.getroottree().docinfo.doctype:
        # Relations may point at a part of any name, which nobody looked over. Its entities would
        # be left out without a word.
        raise Hostile(part)
    return root


def _transitional(file: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces; the strict kind of OOXML differs in its names only."""
    rest = b""
    while piece := file.read(PIECE):
        text = (rest + piece).replace(_STRICT, _TRANSITIONAL)
        rest = text[-len(_STRICT) + 1 :]
        yield text[: -len(rest)]
    yield rest
