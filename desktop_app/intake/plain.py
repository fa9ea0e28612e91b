"""The plain values that reading a foreign file yields; they also cross the process boundary.

Rows and columns are counted from 0 here; words for people (`where`) count as Excel and Word do.
"""

import re

import msgspec

# First row, first column, last row, last column.
Merge = tuple[int, int, int, int]
# Headings of the column that counts the rows.
COUNTERS = frozenset({"序号", "编号", "no", "no.", "行次", "序"})
# 「单位:万元」, a line of its own above a table.
UNIT_LINE = re.compile(r"[\s(\uff08]*(?:金额)?单位[:\uff1a].{1,8}")


class Sheet(msgspec.Struct, frozen=True):
    """One rectangle of text: a worksheet, a table of a Word file, a ruled table of a PDF page.

    `rows` start at the sheet's very first row and column, blanks included, so that row n of the
    grid is row n + 1 of Excel. Numbers are written shortest (158, 19.8), dates as 2024-06-01.
    `merged` are (first row, first column, last row, last column) with the text in the first cell.
    `damaged` are numbers too long for a number cell, `doubtful` numbers such as 2024.1 that may
    have been 2024.10, `lost` cells hold a formula without a result. `hidden` sheets, `hidden_rows`
    and `hidden_columns` are read but reported, and so are cells that are `struck` through and
    numbers that are `shown_otherwise` (0.25 as 25%). `title` is the text standing before a table of
    a Word file or a PDF. `first_number` is the number by which people know the first row, and
    `counts_from_1904` that of a workbook's days.

    A grid that was turned so that its projects stand in rows `is_turned`: its row n is column n of
    the file. `side` names the part of the file's rows that is left in a grid of several tables side
    by side (右栏).
    """

    name: str
    rows: list[list[str]]
    merged: list[Merge] = []
    hidden: bool = False
    title: str = ""
    damaged: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    lost: list[tuple[int, int]] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    struck: list[tuple[int, int]] = []
    shown_otherwise: list[tuple[int, int]] = []
    first_number: int = 1
    counts_from_1904: bool = False
    is_turned: bool = False
    side: str = ""

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)


class Line(msgspec.Struct, frozen=True):
    """One paragraph of a text document, or a table at its place (then `table` is its index).

    `level` is the outline level of a real heading (1…), 0 for body text. `bold` when all of it is.
    `number` is the text of an automatic number in front of it, which the paragraph does not hold.
    """

    text: str
    level: int = 0
    bold: bool = False
    number: str = ""
    table: int = -1


class Spot(msgspec.Struct, frozen=True):
    """Where in a text document something stands: in a line, or in a cell of a sheet.

    `at` counts signs of the line; a `column` of −1 is the whole row. Of a paragraph that is gone it
    is the line behind. All −1 where the place cannot be told.
    """

    line: int = -1
    at: int = 0
    sheet: int = -1
    row: int = -1
    column: int = -1


class Tracked(msgspec.Struct, frozen=True):
    """One tracked change of a Word file, which is read as accepted: what, by whom, when.

    `kind`: inserted, deleted, moved_here, moved_away. `text` ends in a line feed where the
    paragraph's own end was inserted or deleted.
    """

    kind: str
    spot: Spot
    text: str
    author: str = ""
    time: str = ""


class Comment(msgspec.Struct, frozen=True):
    """A comment: the text it is about, what it says; `answers` is the index of the comment that
    it replies to, or −1."""

    spot: Spot
    quoted: str
    text: str
    author: str = ""
    time: str = ""
    answers: int = -1
    is_done: bool = False


class Unread(msgspec.Struct, frozen=True):
    """Something in a file that is no text of it, and how often.

    `kind`: pictures, graphics, embedded, footnotes, tables_aside, hidden, signs of a Word file,
    macros of any. `text` is what the first says.
    """

    kind: str
    count: int
    text: str = ""


class ScannedPage(msgspec.Struct, frozen=True):
    """One page of a scan: what its codes hold, and whether there is nothing on it."""

    codes: list[str]
    is_blank: bool = False


class Raw(msgspec.Struct, frozen=True):
    """What the reading process returns for one file: sheets, and lines when it is a text.

    Of a scan it returns `scanned`, some pages of `page_count`: the process has a limit of time.
    `tracked` and `comments` are what people marked in a Word file, as far as they fit: there are
    `tracked_count` and `comment_count` of them. `mark` is the revision mark in the foot of a file
    that this program printed (数据版本 … 校验码 …). `unread` is what a Word file holds beside its
    text.
    """

    kind: str
    sheets: list[Sheet]
    lines: list[Line] = []
    scanned: list[ScannedPage] = []
    page_count: int = 0
    tracked: list[Tracked] = []
    comments: list[Comment] = []
    tracked_count: int = 0
    comment_count: int = 0
    mark: str = ""
    unread: list[Unread] = []
    sha256: str = ""
    size: int = 0


class Cleaned(msgspec.Struct, frozen=True, gc=False):
    """A value that was written in another form on the way in, so that people can look at it.

    `row` is the `where` of the row that holds it, `column` the id of its column.
    """

    where: str
    old: str
    new: str
    row: str = ""
    column: str = ""


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """Something about the file a person should know: a column left out, a 合计 that is not the sum.

    `kind` is one word for programs: ignored_column, total_differs, no_rows, hidden, damaged …
    """

    kind: str
    where: str
    message: str


class ReadRow(msgspec.Struct, frozen=True, gc=False):
    """One project row: column id → text, and where it stood (「Sheet1 第12行」).

    Nothing in it can refer back to it, and a table has thousands: the collector passes them over.
    """

    cells: dict[str, str]
    where: str


class ProjectsRead(msgspec.Struct, frozen=True):
    """A project table that was understood. `columns` maps column id → the heading it stood under.

    `address` maps column id → the Excel letters of the column, for places such as Sheet1!C14.
    Rows whose `where` is in `elsewhere` stand under another header, and `address` is not theirs.
    `told_county` is what blank counties were filled with, or the only one the rows give. `spots`
    are the sheet and row of each of `rows`, `passed` those of rows that were not read, with the
    reason.
    """

    file: str
    sheet: str
    rows: list[ReadRow]
    columns: dict[str, str]
    address: dict[str, str]
    header_row: int
    unit: str = ""
    county: str = ""
    cleaned: list[Cleaned] = []
    doubts: list[Doubt] = []
    told_county: str = ""
    spots: list[tuple[int, int]] = []
    passed: dict[tuple[int, int], str] = {}
    elsewhere: frozenset[str] = frozenset()


class PlanRead(msgspec.Struct, frozen=True):
    """A plan that was understood: chapter id → text, the projects it names, its other tables.

    `others` is the text of what answers to no chapter: heading → text, "" for what stands before
    the first heading. It is not imported, but numbers stated in it count. `sha256` is of the file.
    """

    file: str
    title: str
    chapters: dict[str, str]
    headings: dict[str, str]
    projects: list[ReadRow]
    tables: dict[str, list[ReadRow]] = {}
    cleaned: list[Cleaned] = []
    doubts: list[Doubt] = []
    others: dict[str, str] = {}
    sha256: str = ""
