"""A further paper read back out of its file: does it say what it was made of, and whose it is?"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from desktop_app.core.draft import Row
from desktop_app.core.facts import Subject
from desktop_app.core.shown import shown
from desktop_app.core.signs import drawn
from desktop_app.documents.clean import clean
from desktop_app.documents.tree import (
    Document,
    FormFoot,
    Grid,
    Heading,
    Paragraph,
    SignatureBlock,
    Table,
    blocks,
)
from desktop_app.intake.plain import Raw

_SPACE = re.compile(r"\s+")
_TOLD = 60
# What reads a PDF takes one sign for the two that are seen.
_LIGATURES = {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)}
# By what a row is known: the parts of the summary's columns.
KEYS = ("name", "enterprise", "credit_code", "investment")
# In front of a code that knows which cell a text stands in; the first codes did not.
_BY_CELL = "2:"
Cells = tuple[str, ...]


class _Line(NamedTuple):
    """A paragraph, or a row of a table; of a row that `has_places` every cell has its column."""

    cells: Cells
    is_text: bool = False
    has_places: bool = False

    @property
    def told(self) -> str:
        return ("｜".join(self.cells) if self.has_places else "".join(self.cells))[:_TOLD]


def keys_of(subject: Subject, table: str, row: Row | None, document: Document) -> dict[str, str]:
    """By what one knows whose paper it is: name, firm, code, amount, as far as it prints them."""
    form = subject.programme.summary
    if row is None or table != form.table.id:
        return {}
    columns = {column.id: column for column in form.table.column}
    whole = "".join(text for line in _printed(document) for text in line.cells)
    found: dict[str, str] = {}
    for role in KEYS:
        column = columns.get(getattr(form, role))
        text = (
            "" if column is None else shown(subject.programme, column, row.cells.get(column.id, ""))
        )
        if text.strip() and squeezed(text) in whole:
            found[role] = text
    return found


def difference(document: Document, raw: Raw, *, is_pdf: bool = False) -> str:
    """The first place in which a file says something else than its document; "" for none.

    Each value of a table must stand in its own column; on the pages of a PDF, where rows are torn
    and columns are told by their lines alone, in its order.
    """
    is_sheet = not raw.lines
    wanted = _running(_printed(document), apart=is_sheet)
    if is_pdf:
        wanted = [_Line(_filled(line.cells), line.is_text) for line in wanted]
    read = _running(_read(raw), apart=is_sheet)
    headers = _headers(document)
    at = 0
    header: Cells = ()
    for line in wanted:
        if _filled(line.cells) in headers:
            header = _filled(line.cells)
        is_header = _filled(line.cells) == header
        # A table that goes on overleaf repeats its header there.
        while at < len(read) and header and not is_header and _filled(read[at].cells) == header:
            at += 1
        taken = _taken(line, read, at)
        if not taken:
            told = "没有了"
            if at < len(read):
                told = _Line(_as_wide(read[at].cells, line), has_places=line.has_places).told
            return f"应为「{line.told}」,读到「{told}」"
        at += taken
    if at < len(read):
        return f"多出「{''.join(read[at].cells)[:_TOLD]}」"
    return ""


def lacking(keys: Mapping[str, str], raw: Raw) -> str:
    """The first of the texts by which a row is known that a file does not bear; "" for none."""
    texts = [text for line in _read(raw) for text in line.cells]
    whole = "".join(texts)
    for role, text in keys.items():
        wanted = squeezed(text)
        is_there = _states(wanted, texts) if role == "investment" else wanted in whole
        if not is_there:
            return text
    return ""


def text_code(raw: Raw) -> str:
    """A code of all that a file says and of the cells it says it in, the same however it is saved
    again."""
    # No text has a blank left in it, so none can be taken for what stands between two.
    lines = _running(_read(raw), apart=not raw.lines)
    whole = "\n".join("\t".join(line.cells).rstrip("\t") for line in lines)
    return _BY_CELL + _code(whole)


def says_still(code: str, raw: Raw) -> bool:
    """Whether a file says what a code was made of; one of an earlier bundle knows no cells."""
    if code.startswith(_BY_CELL):
        return text_code(raw) == code
    return _code("".join(text for line in _read(raw) for text in line.cells)) == code


def _code(whole: str) -> str:
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _states(number: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts states a number, which may be part of no longer one."""
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)")
    return any(pattern.search(text) or _same(number, text) for text in texts)


def _running(lines: Iterable[_Line], *, apart: bool) -> list[_Line]:
    """Lines with something in them; paragraphs that follow one another as one, unless they stand
    in cells `apart`: where one of them ends cannot be told on paper."""
    found: list[_Line] = []
    was_text = False
    for line in lines:
        if not any(line.cells):
            continue
        if line.is_text and was_text and not apart:
            found[-1] = _Line(("".join((*found[-1].cells, *line.cells)),), is_text=True)
        else:
            found.append(line)
        was_text = line.is_text
    return found


def _read(raw: Raw) -> Iterator[_Line]:
    """A file's paragraphs, and the rows of its tables where they stand."""
    if not raw.lines:
        for sheet in raw.sheets:
            yield from (_Line(tuple(map(squeezed, row))) for row in sheet.rows)
        return
    for line in raw.lines:
        if line.table >= 0:
            rows = raw.sheets[line.table].rows
            yield from (_Line(tuple(map(squeezed, row))) for row in rows)
        else:
            yield _Line((squeezed(line.number + line.text),), is_text=True)


def squeezed(text: str) -> str:
    """A text as it is seen, without its blanks: paper breaks lines where it likes."""
    return _SPACE.sub("", drawn(clean(text)).translate(_LIGATURES))


def _printed(document: Document) -> Iterator[_Line]:
    """What a document prints: each paragraph, and each row of a table."""
    for block in blocks(document):
        match block:
            case Heading(text, _, number, _, run_in):
                yield _text(number + text + run_in)
            case Paragraph(runs):
                yield _text("".join(run.text for run in runs))
            case Grid(rows):
                # Its labels stand between the values, so that none can move unseen.
                for row in rows:
                    yield _Line(_filled(tuple(squeezed(t) for pair in row for t in pair)))
            case Table():
                if block.caption:
                    yield _text(f"{block.number} {block.caption}")
                if block.unit:
                    yield _text(block.unit)
                yield from (_Line(cells, has_places=True) for cells in _of_table(block))
            case SignatureBlock(name, date):
                yield _text(name)
                yield _text(date)
            case FormFoot():
                raise NotImplementedError("a further paper has no foot of a form")
            case _:
                continue


def _text(text: str) -> _Line:
    return _Line((squeezed(text),), is_text=True)


def _of_table(table: Table) -> Iterator[Cells]:
    yield from _heads(table)
    for row in table.rows:
        yield tuple(map(squeezed, row))
    if table.total:
        yield tuple(map(squeezed, table.total))


def _heads(table: Table) -> Iterator[Cells]:
    """The rows of titles; what goes over several columns or rows stands in the first."""
    groups = [column.group for column in table.columns]
    if not any(groups):
        yield tuple(squeezed(column.title) for column in table.columns)
        return
    upper = [
        "" if column.group and n and groups[n - 1] == column.group else column.group or column.title
        for n, column in enumerate(table.columns)
    ]
    yield tuple(map(squeezed, upper))
    yield tuple(squeezed(one.title) if one.group else "" for one in table.columns)


def _headers(document: Document) -> set[Cells]:
    tables = (block for block in blocks(document) if isinstance(block, Table))
    return {_filled(cells) for table in tables for cells in _heads(table)}


def _taken(line: _Line, read: Sequence[_Line], at: int) -> int:
    """How many lines of the file a printed line is: one, or more where a row or a paragraph was
    torn by the end of a sheet; 0 where it does not stand there."""
    if at >= len(read):
        return 0
    joined = list(read[at].cells)
    for count in range(1, len(read) - at + 1):
        if _agree(line, tuple(joined)):
            return count
        if at + count >= len(read) or len("".join(joined)) > len("".join(line.cells)):
            return 0
        other = read[at + count].cells
        if len(other) == len(joined):
            joined = [one + more for one, more in zip(joined, other, strict=True)]
        elif len(_filled(other)) == 1:
            # A value in a row of its own goes on overleaf, where there are fewer columns.
            joined = [*_filled(tuple(joined))]
            joined[-1] += _filled(other)[0]
        else:
            return 0
    return 0


def _agree(wanted: _Line, read: Cells) -> bool:
    cells = _as_wide(read, wanted)
    return len(wanted.cells) == len(cells) and all(map(_same, wanted.cells, cells))


def _as_wide(read: Cells, wanted: _Line) -> Cells:
    """A row that was read in as many columns as its table has: a sheet may have more or fewer."""
    if not wanted.has_places:
        return _filled(read)
    columns = len(wanted.cells)
    blank = ("",) * (columns - len(read))
    return (*read[:columns], *_filled(read[columns:]), *blank)


def _same(wanted: str, read: str) -> bool:
    """To the letter; a number cell of a workbook may show 12.50 as 12.5."""
    if wanted == read:
        return True
    try:
        return Decimal(wanted) == Decimal(read)
    except InvalidOperation:
        return False


def _filled(cells: Cells) -> Cells:
    return tuple(filter(None, cells))
