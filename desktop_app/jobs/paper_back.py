"""A further paper read back out of its file: does it say what it was made of, and whose it is?"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

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
_KEYS = ("name", "enterprise", "credit_code", "investment")
Line = tuple[str, ...]


def keys_of(subject: Subject, table: str, row: Row | None, document: Document) -> dict[str, str]:
    """By what one knows whose paper it is: name, firm, code, amount, as far as it prints them."""
    form = subject.programme.summary
    if row is None or table != form.table.id:
        return {}
    columns = {column.id: column for column in form.table.column}
    whole = "".join(text for _, line in _printed(document) for text in line)
    found: dict[str, str] = {}
    for role in _KEYS:
        column = columns.get(getattr(form, role))
        text = (
            "" if column is None else shown(subject.programme, column, row.cells.get(column.id, ""))
        )
        if text.strip() and squeezed(text) in whole:
            found[role] = text
    return found


def difference(document: Document, raw: Raw) -> str:
    """The first place in which a file says something else than its document; "" for none."""
    is_sheet = not raw.lines
    wanted = _running(_printed(document), apart=is_sheet)
    read = _running(_read(raw), apart=is_sheet)
    headers = _headers(document)
    at = 0
    header: Line = ()
    for line in wanted:
        if line in headers:
            header = line
        # A table that goes on overleaf repeats its header there.
        while at < len(read) and header and line != header and _filled(read[at]) == header:
            at += 1
        taken = _taken(line, read, at)
        if not taken:
            told = "".join(_filled(read[at])) if at < len(read) else "没有了"
            return f"应为「{''.join(line)[:_TOLD]}」,读到「{told[:_TOLD]}」"
        at += taken
    if at < len(read):
        return f"多出「{''.join(_filled(read[at]))[:_TOLD]}」"
    return ""


def lacking(keys: Mapping[str, str], raw: Raw) -> str:
    """The first of the texts by which a row is known that a file does not bear; "" for none."""
    texts = [text for _, line in _read(raw) for text in line]
    whole = "".join(texts)
    for role, text in keys.items():
        wanted = squeezed(text)
        is_there = _states(wanted, texts) if role == "investment" else wanted in whole
        if not is_there:
            return text
    return ""


def text_code(raw: Raw) -> str:
    """A code of all that a file says, the same however it is saved again."""
    whole = "".join(text for _, line in _read(raw) for text in line)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _states(number: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts states a number, which may be part of no longer one."""
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)")
    return any(pattern.search(text) or _same(number, text) for text in texts)


def _running(lines: Iterable[tuple[bool, Line]], *, apart: bool) -> list[Line]:
    """Lines with something in them; paragraphs that follow one another as one, unless they stand
    in cells `apart`: where one of them ends cannot be told on paper."""
    found: list[Line] = []
    was_text = False
    for is_text, line in lines:
        if not any(line):
            continue
        if is_text and was_text and not apart:
            found[-1] = ("".join((*found[-1], *line)),)
        else:
            found.append(line)
        was_text = is_text
    return found


def _read(raw: Raw) -> Iterator[tuple[bool, Line]]:
    """A file's paragraphs, and the rows of its tables where they stand; whether it is a text."""
    if not raw.lines:
        for sheet in raw.sheets:
            yield from ((False, tuple(map(squeezed, row))) for row in sheet.rows)
        return
    for line in raw.lines:
        if line.table >= 0:
            rows = raw.sheets[line.table].rows
            yield from ((False, tuple(map(squeezed, row))) for row in rows)
        else:
            yield True, (squeezed(line.number + line.text),)


def squeezed(text: str) -> str:
    """A text as it is seen, without its blanks: paper breaks lines where it likes."""
    return _SPACE.sub("", drawn(clean(text)).translate(_LIGATURES))


def _printed(document: Document) -> Iterator[tuple[bool, Line]]:
    """What a document prints: each paragraph, and each row of a table; whether it is a text."""
    for block in blocks(document):
        match block:
            case Heading(text, _, number, _, run_in):
                yield True, (squeezed(number + text + run_in),)
            case Paragraph(runs):
                yield True, (squeezed("".join(run.text for run in runs)),)
            case Grid(rows):
                for row in rows:
                    yield False, _filled(tuple(squeezed(t) for pair in row for t in pair))
            case Table():
                if block.caption:
                    yield True, (squeezed(f"{block.number} {block.caption}"),)
                if block.unit:
                    yield True, (squeezed(block.unit),)
                yield from ((False, _filled(line)) for line in _of_table(block))
            case SignatureBlock(name, date):
                yield True, (squeezed(name),)
                yield True, (squeezed(date),)
            case FormFoot():
                raise NotImplementedError("a further paper has no foot of a form")
            case _:
                continue


def _of_table(table: Table) -> Iterator[Line]:
    yield from _heads(table)
    for row in table.rows:
        yield tuple(map(squeezed, row))
    if table.total:
        yield tuple(map(squeezed, table.total))


def _heads(table: Table) -> Iterator[Line]:
    groups = [column.group for column in table.columns]
    if not any(groups):
        yield tuple(squeezed(column.title) for column in table.columns)
        return
    upper = [
        column.group or column.title
        for n, column in enumerate(table.columns)
        if not (column.group and n and groups[n - 1] == column.group)
    ]
    yield tuple(map(squeezed, upper))
    yield tuple(squeezed(one.title) for one in table.columns if one.group)


def _headers(document: Document) -> set[Line]:
    tables = (block for block in blocks(document) if isinstance(block, Table))
    return {_filled(line) for table in tables for line in _heads(table)}


def _taken(line: Line, read: Sequence[Line], at: int) -> int:
    """How many lines of the file a printed line is: one, or more where a row or a paragraph was
    torn by the end of a sheet; 0 where it does not stand there."""
    if at >= len(read):
        return 0
    joined = list(read[at])
    for count in range(1, len(read) - at + 1):
        if _agree(line, _filled(tuple(joined))):
            return count
        if at + count >= len(read) or len("".join(joined)) > len("".join(line)):
            return 0
        other = read[at + count]
        if len(other) == len(joined):
            joined = [one + more for one, more in zip(joined, other, strict=True)]
        elif len(_filled(other)) == 1:
            # A value in a row of its own goes on overleaf, where there are fewer columns.
            joined = [*_filled(tuple(joined))]
            joined[-1] += _filled(other)[0]
        else:
            return 0
    return 0


def _agree(wanted: Line, read: Line) -> bool:
    return len(wanted) == len(read) and all(map(_same, wanted, read))


def _same(wanted: str, read: str) -> bool:
    """To the letter; a number cell of a workbook may show 12.50 as 12.5."""
    if wanted == read:
        return True
    try:
        return Decimal(wanted) == Decimal(read)
    except InvalidOperation:
        return False


def _filled(line: Line) -> Line:
    return tuple(filter(None, line))
