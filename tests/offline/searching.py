"""Where a text stands in files, however they are packed: zip, PDF, SQLite, three encodings."""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_DEEPEST = 4


def places_of(mark: str, folder: Path) -> list[str]:
    """The files below `folder`, with the part inside, that hold the mark or are named by it."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if mark in name:
            found.append(f"{name} (its name)")
        if path.is_file():
            found += places_in(mark, path, name)
    return found


def places_in(mark: str, path: Path, name: str = "") -> list[str]:
    """The same for one file."""
    pieces = parts(path.read_bytes(), name or path.name)
    return [where for where, piece in pieces if _has(mark, piece)]


def parts(content: bytes, name: str, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file as they lie, then everything that is packed in them."""
    yield name, content
    if depth == _DEEPEST:
        return
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.infolist():
                yield f"{name}!{one.filename}", one.filename.encode()
                yield from parts(archive.read(one), f"{name}!{one.filename}", depth + 1)
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content, name)
    elif content.startswith(b"SQLite format 3\0"):
        yield from _of_database(content, name)
    elif content[:2] in (b"x\x9c", b"x\xda"):
        yield f"{name} (inflated)", zlib.decompress(content)


def _of_pdf(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Streams without their filters, strings of objects, and the text as a reader sees it: the
    letters of an embedded font are numbers of its own in the stream."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, one in enumerate(pdf.objects):
            if isinstance(one, pikepdf.Stream):
                try:
                    yield f"{name} object {number}", one.read_bytes()
                except pikepdf.PdfError:
                    yield f"{name} object {number}", one.read_raw_bytes()
            plain = one.unparse() if isinstance(one, pikepdf.Object) else str(one).encode()
            yield f"{name} object {number}", plain
        for key, value in pdf.docinfo.items():
            yield f"{name} {key}", str(value).encode("utf-8")
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            yield f"{name} page {number}", page.get_textpage().get_text_range().encode("utf-8")


def _of_database(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """All values: a text that goes over several pages is nowhere in one piece."""
    with sqlite3.connect(":memory:") as db:
        db.deserialize(content)
        tables = [
            name for (name,) in db.execute("select name from sqlite_master where type='table'")
        ]
        for table in tables:
            for row in db.execute(f'select * from "{table}"'):
                yield f"{name} table {table}", "\n".join(map(str, row)).encode("utf-8")
    db.close()


def free_pages(content: bytes) -> list[bytes]:
    """The pages of a SQLite file that hold nothing any more, from its list of them.

    Those that list others are cut to what is behind their list.
    """
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    found, trunk = [], int.from_bytes(content[32:36], "big")
    while trunk:
        page = content[(trunk - 1) * size : trunk * size]
        count = int.from_bytes(page[4:8], "big")
        found.append(page[8 + 4 * count :])
        for n in range(count):
            leaf = int.from_bytes(page[8 + 4 * n : 12 + 4 * n], "big")
            found.append(content[(leaf - 1) * size : leaf * size])
        trunk = int.from_bytes(page[:4], "big")
    return found


def _has(mark: str, content: bytes) -> bool:
    return any(mark.encode(encoding) in content for encoding in _ENCODINGS)
