"""The issuer's own Word form filled in: text below its headings, rows in its tables.

Only the document's own part is edited; styles, headers, footers, pictures and all else keep their
very bytes.
"""

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.names import fold
from desktop_app.core.own_form import FormMap, OwnCell, OwnHeading
from desktop_app.documents.compose_own import OwnChapter, OwnContent
from desktop_app.documents.fill_xlsx import FilledForm
from desktop_app.documents.office_package import OfficePackage, foreign
from desktop_app.documents.word_form import (
    P,
    WordForm,
    cell_at,
    cell_text,
    cells_of,
    has_plain_control,
    holds_something,
    mark_filled,
    outermost,
    paragraph_like,
    rows_of,
    text_of,
    write,
    write_cell,
    write_whole,
)
from desktop_app.documents.word_rows import fill_table, new_table

_NUMBER = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3}[章节部分]*|[(（][一二三四五六七八九十\d]{1,3}[)）])[、.．\s]*"
)


def fill_docx(content: bytes, form: FormMap, own: OwnContent) -> FilledForm:
    """Fill in the document; raises AppError for one that cannot be filled without harm."""
    with foreign(form.file):
        package = OfficePackage(content)
        main = package.main_part()
        root = package.tree(main)
        filling = _Filling(WordForm(root), own)
        filling.fill()
        package.put(main, root)
        return FilledForm(package.packed(), tuple(filling.notes), filling.added)


def paragraphs_of(content: bytes) -> list[str]:
    """The text of each paragraph outside tables, by its number."""
    package = OfficePackage(content)
    return [text_of(one) for one in WordForm(package.tree(package.main_part())).paragraphs]


def grids_of(content: bytes) -> list[list[list[str]]]:
    """The tables as rows of cells, by number; a cell over several columns is in the first."""
    package = OfficePackage(content)
    found: list[list[list[str]]] = []
    for table in WordForm(package.tree(package.main_part())).tables:
        rows: list[list[str]] = []
        for row in rows_of(table):
            cells: list[str] = []
            for at, width, cell in cells_of(row):
                cells += [""] * (at - len(cells))
                cells += [cell_text(cell), *[""] * (width - 1)]
            rows.append(cells)
        found.append(rows)
    return found


class _Filling:
    """One document while it is filled. `notes` is what a person should know of it."""

    def __init__(self, form: WordForm, own: OwnContent) -> None:
        self._form, self._own = form, own
        self.notes: list[str] = []
        self.added: dict[int, int] = {}

    def fill(self) -> None:
        # Numbers are those of the empty form: its paragraphs and tables were listed before.
        for one in self._own.tables:
            added = fill_table(self._form.tables[one.table.sheet], one)
            if one.left:
                named = "、".join(f"「{text}」" for text in one.left)
                self.notes.append(f"{one.table.name} 的{named}草稿中没有,这几行留空。")
            if added:
                self.added[one.table.sheet] = added
        for cell, text in sorted(self._own.cells, key=lambda one: -one[0].start):
            self._cell(cell, text)
        for chapter in self._own.chapters:
            self._chapter(chapter)

    def _cell(self, cell: OwnCell, text: str) -> None:
        if cell.sheet < 0:
            write(self._form.paragraphs[cell.row], cell.start, cell.end, text)
            return
        above = [one.table for one in self._own.tables if one.table.sheet == cell.sheet]
        moves = any(cell.row >= one.first + one.ready for one in above)
        row = cell.row + (self.added.get(cell.sheet, 0) if moves else 0)
        found = cell_at(self._form.tables[cell.sheet], row, cell.column)
        if cell.start == 0 and cell.end >= len(cell_text(found)):
            write_cell(found, text)
        else:
            write(next(found.iter(P)), cell.start, cell.end, text)

    def _chapter(self, chapter: OwnChapter) -> None:
        if not chapter.lines and not chapter.tables:
            self.notes.append(
                f"「{chapter.heading.text}」一章草稿中没有内容,表样中的空白和说明保持原样。"
            )
            return
        parts = parts_of(chapter.heading, chapter.lines)
        if len(parts) == 1 and chapter.heading.below:
            titles = "、".join(f"「{one.text}」" for one in chapter.heading.below)
            self.notes.append(
                f"「{chapter.heading.text}」下面的小标题{titles}与草稿的小标题对不上,"
                "正文放在本章标题下面,请在文件中调整。"
            )
        for number, (heading, lines) in enumerate(parts, start=1):
            tables = chapter.tables if number == len(parts) else ()
            if lines or tables:
                self._below(OwnChapter(heading, lines, tables, chapter.keeps_guidance))
            elif not chapter.keeps_guidance:
                self._without_guidance(heading)

    def _without_guidance(self, heading: OwnHeading) -> None:
        """Nothing goes here, as the chapter's text stands below the form's own headings in it."""
        for at in heading.guidance:
            _take_away(self._form.paragraphs[at])

    def _below(self, chapter: OwnChapter) -> None:
        """The text of one heading: in the place of what gives way there, else right below."""
        about = chapter.heading
        guidance = () if chapter.keeps_guidance else about.guidance
        above = max([about.paragraph, *(about.guidance if chapter.keeps_guidance else ())])
        heading = self._form.paragraphs[above]
        given = [self._form.paragraphs[at] for at in sorted((*about.blank, *guidance))]
        if chapter.keeps_guidance:
            given = [self._form.paragraphs[at] for at in about.blank if at > above]
        made: list[etree._Element] = []
        lines = list(chapter.lines)
        if given and lines and has_plain_control(given[0]):
            # It stays where it is, and its lines are parted by breaks.
            first = given.pop(0)
            write_whole(first, "\n".join(lines), plain=True)
            # No table may stand in it either.
            lines, heading = [], outermost(first)
        blank = next((one for one in given if not text_of(one).strip()), None)
        looks = paragraph_like(blank if blank is not None else next(iter(given), None))
        for line in lines:
            one = deepcopy(looks)
            write_whole(one, line)
            made.append(one)
        for table in chapter.tables:
            made += new_table(table, looks)
        if given:
            mark_filled(given[0])
            _put_before(given[0], made)
        else:
            _put_behind(heading, made)
        for one in given:
            _take_away(one)
        if not made:
            return
        last = made[-1]
        after = last.getnext()
        if last.tag != P and (after is None or after.tag != P):
            # A table has a paragraph behind it, or it grows together with the next one.
            last.addnext(etree.Element(P))


def parts_of(heading: OwnHeading, lines: Sequence[str]) -> list[tuple[OwnHeading, tuple[str, ...]]]:
    """The lines of a chapter shared out among the form's own headings in it.

    Only where the draft has every one of these headings, in the form's order; its own lines for
    them are left out, as the form prints them.
    """
    wanted = [bare_title(one.text) for one in heading.below]
    found = [(heading, list[str]())]
    for line in lines:
        at = len(found) - 1
        if at < len(wanted) and bare_title(line) == wanted[at]:
            found.append((heading.below[at], []))
        else:
            found[-1][1].append(line)
    if len(found) <= len(wanted):
        return [(heading, tuple(lines))]
    return [(one, tuple(told)) for one, told in found]


def bare_title(text: str) -> str:
    """A heading without its number, as headings are compared."""
    return fold(_NUMBER.sub("", text.strip(), count=1)).rstrip(":。")


def _put_before(place: etree._Element, made: Sequence[etree._Element]) -> None:
    for one in made:
        place.addprevious(one)


def _put_behind(place: etree._Element, made: Sequence[etree._Element]) -> None:
    for one in made:
        place.addnext(one)
        place = one


def _take_away(paragraph: etree._Element) -> None:
    """A paragraph that gave way; one that holds more than text stays, blank."""
    if holds_something(paragraph):
        write_whole(paragraph, "")
    else:
        paragraph.getparent().remove(paragraph)
