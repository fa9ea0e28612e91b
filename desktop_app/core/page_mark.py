"""The mark in the foot of a printed page that says which page of which set it is.

A machine reads it back from a scan. Only signs of a QR code's alphanumeric mode are used, so that
the code stays small.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"SB1:(\d+):([0-9A-Z]+):(\d+)/(\d+):(\d+)/(\d+):(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class PageMark:
    """One printed page: of which revision (with its check code), document, page and copy.

    Documents, pages and copies count from 1, each with how many there are.
    """

    revision: int
    check_code: str
    document: int
    documents: int
    page: int
    pages: int
    copy: int
    copies: int

    def text(self) -> str:
        """What the code holds; `read_mark` reads it."""
        return (
            f"SB1:{self.revision}:{self.check_code.replace('-', '')}"
            f":{self.document}/{self.documents}:{self.page}/{self.pages}:{self.copy}/{self.copies}"
        )


def read_mark(text: str) -> PageMark | None:
    """The mark a code holds; None for any other code, such as a courier's."""
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    revision, code, *numbers = match.groups()
    document, documents, page, pages, copy, copies = map(int, numbers)
    whole = ((document, documents), (page, pages), (copy, copies))
    if not all(1 <= one <= of for one, of in whole):
        return None
    shown = f"{code[:4]}-{code[4:]}" if len(code) > 4 else code
    return PageMark(int(revision), shown, document, documents, page, pages, copy, copies)
