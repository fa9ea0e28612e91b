"""Where a row came from: a file, a place in it, and the SHA-256 of the very file that was read.

It is kept as one text: the journal and the drafts of earlier programs hold one, too.
"""

import re

_SHA = re.compile(r" sha256:([0-9a-f]{64})$")


def origin_text(file: str, where: str, sha256: str = "") -> str:
    """The text that is kept: 「附件3.xlsx Sheet1 第12行」 and the sum of the file, if known."""
    # What was pasted has one name for the text and its only sheet.
    parts = (where,) if where.startswith(f"{file} ") else (file, where)
    told = " ".join(part for part in parts if part)
    return f"{told} sha256:{sha256}" if sha256 else told


def origin_place(origin: str) -> str:
    """What people are told of it: the file, the sheet and the row."""
    return _SHA.sub("", origin)


def origin_sha256(origin: str) -> str:
    """The SHA-256 of the file; "" for rows that were typed, or taken in by an earlier program."""
    found = _SHA.search(origin)
    return found[1] if found else ""
