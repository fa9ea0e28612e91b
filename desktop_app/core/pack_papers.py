"""Further papers of a programme as data: the records that papers.toml is read into.

The plan and the summary have forms of their own; all else that is handed in or kept (资料清单,
一企一档, 绩效目标表, 月报) is a paper: a title and parts, each of text, of fields, of a table.
"""

import re
from typing import Literal

from desktop_app.core.record import Record

# Folders of a bundle that are not a paper's: letters, what stays in the house, prints.
PAPER_FOLDERS_TAKEN = ("函件", "内部", "打印")
_FILLED = re.compile(r"\{[^{}]*\}")


class Indicator(Record, frozen=True):
    """One line of a computed table of figures: what is aimed at (`target`), what the rows give
    (`value`), of that what belongs to the time the paper is about (`period`): all CEL.

    `goal` says which way `value` must lie to meet the target. Without a target it is only told.
    """

    id: str
    title: str
    value: str
    target: str = ""
    period: str = ""
    unit: str = ""
    goal: Literal["least", "most", "equal"] = "least"
    clause: str = ""
    quote: str = ""


class PaperPart(Record, frozen=True):
    """One part of a paper: under its `title`, first `text`, then `fields`, then `table`, then
    `indicator`s with their shares.

    `text` is paragraphs whose {…} are CEL over form, facts and lists, and over row in a paper
    `each` row. `fields` are set as a grid of label and value: columns of that row, or paths of
    single fields (basic/city). `table` prints the rows of a table of the draft, its `columns` only
    if given, those rows only for which `where` (CEL; `row` is the table's row, `owner` the paper's
    row) holds. `rewards` prints the computation of the row's rewards with its steps, in a single
    paper the sums. `note` stands below in small print. An `optional` part is left out while its
    fields and its table are blank.
    """

    id: str
    title: str = ""
    text: str = ""
    fields: tuple[str, ...] = ()
    table: str = ""
    columns: tuple[str, ...] = ()
    where: str = ""
    rewards: bool = False
    indicator: tuple[Indicator, ...] = ()
    note: str = ""
    optional: bool = False


class Paper(Record, frozen=True):
    """One paper. With `each` it is made once for every row of that table for which `when` holds,
    all at once, and `title` may hold {row.…}. `joined` makes one more PDF of all of them, to print.

    It lies in `folder` of the bundle. `copies` is how many go out on paper, 0 for none, the first
    `originals` of them 正本. `label` is what lists call it, where the title with its {…} left out
    does not say it.
    """

    id: str
    title: str
    part: tuple[PaperPart, ...]
    label: str = ""
    attachment: str = ""
    each: str = ""
    when: str = ""
    folder: str = ""
    formats: tuple[Literal["docx", "pdf", "xlsx"], ...] = ("docx", "pdf")
    joined: bool = False
    landscape: bool = False
    copies: int = 0
    originals: int = 0
    sealed: bool = False
    seal: str = ""
    signed: str = ""
    layout: str = ""
    clause: str = ""
    quote: str = ""

    @property
    def name(self) -> str:
        """What lists call the paper, the same for all of its rows."""
        return self.label or _FILLED.sub("", self.title).strip() or self.id


class PaperFile(Record, frozen=True):
    """papers.toml."""

    paper: tuple[Paper, ...] = ()
