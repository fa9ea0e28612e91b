"""The text of a filled Word form, paragraph by paragraph: that of the empty one, and the draft's.

What the form itself says must still stand there, in its order; between it stands what the draft
says, to the letter, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.names import fold
from desktop_app.core.own_form import FormMap, OwnHeading
from desktop_app.intake.cleaning import storable
from desktop_app.intake.plain import Line, Raw, Sheet
from desktop_app.intake.plan_marks import mark_of
from desktop_app.jobs.own_headings import numbers_of


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table that the form has no place of its own for: its title, and the rows below its header,
    without their numbers."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the draft says: the lines and further tables of each chapter, and what goes into
    paragraphs (number → start, end, text)."""

    chapters: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[NewTable, ...]]
    cells: Mapping[int, Sequence[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class TextBack:
    """Where each table of the empty form is now, how many chapters stand in the file, and what
    differs: place, the draft's, the file's."""

    sheets: Mapping[int, int]
    chapters: int
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or a table by its number in the empty form, or a new one."""

    text: str = ""
    table: int = -1
    new: NewTable | None = None
    is_loose: bool = False


def read_text(form: FormMap, empty: Raw, filled: Raw, texts: Sequence[str], told: Told) -> TextBack:
    """Go over the filled file from its beginning; the first thing that differs ends it."""
    there = list(_pieces(filled))
    sheets: dict[int, int] = {}
    wanted = [*_wanted(form, empty, texts, told), _Piece()]
    at = 0
    for at, one in enumerate(wanted):
        found = there[at] if at < len(there) else _Piece()
        if found.table >= 0 and one.new is not None:
            wrong = _differs(one.new, filled.sheets[found.table])
            if wrong is not None:
                return TextBack(sheets, 0, (wrong,))
        elif found.table >= 0 and one.table >= 0:
            sheets[one.table] = found.table
        elif found.table >= 0 or one.table >= 0 or one.new is not None or not _is_same(one, found):
            return TextBack(sheets, 0, (("正文", _shown(one), _shown(found)),))
    chapters = sum(bool(told.chapters.get(one.chapter)) for one in form.headings)
    return TextBack(sheets, chapters, ())


def with_values(text: str, values: Sequence[tuple[int, int, str]]) -> str:
    """A text with values in the place of some of its signs."""
    for start, end, value in sorted(values, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _pieces(raw: Raw) -> Iterator[_Piece]:
    for line in raw.lines:
        if line.table >= 0:
            yield _Piece(table=line.table)
        else:
            yield from (_Piece(part.strip()) for part in line.text.split("\n") if part.strip())


def _wanted(form: FormMap, empty: Raw, texts: Sequence[str], told: Told) -> Iterator[_Piece]:
    numbers = numbers_of(empty.lines, texts)
    gone: set[int] = set()
    below: dict[int, list[_Piece]] = {}
    for heading in form.headings:
        _share(heading, told, gone, below, form.keeps_guidance)
    for at, line in enumerate(empty.lines):
        number = numbers.get(at, -1)
        if line.table >= 0:
            yield _Piece(table=line.table)
        elif number not in gone or number < 0:
            values = told.cells.get(number, ())
            text = with_values(texts[number], values) if values else line.text
            for part in text.split("\n"):
                if part.strip():
                    yield _Piece(part.strip(), is_loose=bool(values))
            yield from below.get(number, ())


def _share(
    heading: OwnHeading,
    told: Told,
    gone: set[int],
    below: dict[int, list[_Piece]],
    keeps_guidance: bool,
) -> None:
    """What stands below a heading and those inside its chapter, and what gave way for it."""
    lines = told.chapters.get(heading.chapter, ()) if heading.chapter else ()
    tables = told.tables.get(heading.chapter, ()) if heading.chapter else ()
    if not lines and not tables:
        return
    order = [heading]
    parts: list[list[str]] = [[]]
    for line in lines:
        following = heading.below[len(order) - 1 : len(order)]
        if following and _bare(line) == _bare(following[0].text):
            order.append(following[0])
            parts.append([])
        else:
            parts[-1].append(line)
    if len(order) <= len(heading.below):
        order, parts = [heading], [list(lines)]
    for one, told_lines in zip(order, parts, strict=True):
        gone.update(one.blank if keeps_guidance else (*one.blank, *one.guidance))
        below[_above(one, keeps_guidance)] = [_Piece(line) for line in told_lines]
    for table in tables:
        place = _above(order[-1], keeps_guidance)
        below[place] += [_Piece(table.title, is_loose=True), _Piece(new=table)]


def _above(heading: OwnHeading, keeps_guidance: bool) -> int:
    """The paragraph that the text stands below."""
    return max([heading.paragraph, *(heading.guidance if keeps_guidance else ())])


def _bare(text: str) -> str:
    mark = mark_of(0, Line(text))
    return fold(text if mark is None or mark.rest else mark.title)


def _is_same(ours: _Piece, theirs: _Piece) -> bool:
    if ours.text == theirs.text:
        return True
    # Between labels of one line are blanks, and behind a table's title stands its unit.
    one, other = fold(ours.text), fold(theirs.text)
    return ours.is_loose and bool(one) and (one == other or other.startswith(f"{one}(单位"))


def _differs(table: NewTable, sheet: Sheet) -> tuple[str, str, str] | None:
    back = sheet.rows[1:]
    for at, row in enumerate(table.rows):
        theirs = back[at][1:] if at < len(back) else []
        for column, text in enumerate(row):
            told = theirs[column] if column < len(theirs) else ""
            if storable(text).strip() != told.strip():
                return f"{table.title} 第{at + 1}行", text, told
    return None


def _shown(one: _Piece) -> str:
    return one.text or ("(表格)" if one.table >= 0 or one.new is not None else "(没有了)")
