"""Further papers of a programme as data: the records that papers.toml is read into.

The plan and the summary have forms of their own; all else that is handed in or kept (资料清单,
一企一档, 绩效目标表, 月报) is a paper: a title and parts, each of text, of fields, of a table.
"""

from typing import Literal

from desktop_app.core.record import Record


class PaperPart(Record, frozen=True):
    """One part of a paper: under its `title`, first `text`, then `fields`, then `table`.

    `text` is paragraphs whose {…} are CEL over form, facts and lists, and over row in a paper
    `each` row. `fields` are set as a grid of label and value: columns of that row, or paths of
    single fields (basic/city). `table` prints the rows of a table of the draft, its `columns` only
    if given, those rows only for which `where` (CEL; `row` is the table's row, `owner` the paper's
    row) holds. `rewards` prints the computation of the row's rewards with its steps.
    """

    id: str
    title: str = ""
    text: str = ""
    fields: tuple[str, ...] = ()
    table: str = ""
    columns: tuple[str, ...] = ()
    where: str = ""
    rewards: bool = False


class Paper(Record, frozen=True):
    """One paper. With `each` it is made once for every row of that table for which `when` holds,
    all at once, and `title` may hold {row.…}. `joined` makes one more PDF of all of them, to print.

    It lies in `folder` of the bundle. `copies` is how many go out on paper, 0 for none.
    """

    id: str
    title: str
    part: tuple[PaperPart, ...]
    attachment: str = ""
    each: str = ""
    when: str = ""
    folder: str = ""
    formats: tuple[Literal["docx", "pdf", "xlsx"], ...] = ("docx", "pdf")
    joined: bool = False
    landscape: bool = False
    copies: int = 0
    sealed: bool = False
    seal: str = ""
    signed: str = ""
    layout: str = ""
    clause: str = ""
    quote: str = ""


class PaperFile(Record, frozen=True):
    """papers.toml."""

    paper: tuple[Paper, ...] = ()
