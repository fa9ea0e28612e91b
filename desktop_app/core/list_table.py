"""Reading a list out of a table as offices send it: which column holds the names, what is no name.

Nothing is dropped in silence: every line that does not go into the list is told, and so is what
looks odd and goes in as it stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.core.firms import plain_code
from desktop_app.core.names import fold, spoken
from desktop_app.core.pack_lists import CODES, ListFile
from desktop_app.core.programme import Programme
from desktop_app.core.values import split_names

# In this order: a table of firms by industry has both.
_USUAL = (
    ("企业名称", "单位名称", "公司名称", "企业全称", "名称", "企业", "单位", "公司"),
    ("行业名称", "集群名称", "产业集群", "城市名称", "城市", "行业"),
)
_USUAL_CODES = (*CODES, "社会信用代码", "统一信用代码", "企业信用代码", "机构代码")
_COUNTERS = frozenset({"序号", "编号", "序", "no", "no.", "行次"})
_SEARCHED_ROWS = 30
_MOST_ROWS = 100_000
_LONGEST = 60
_TOLD = 5
# A title over a list of names alone, and the sentence that leads over to it.
_TITLE = re.compile(
    r"^附件\s*\d*|(?:名单|清单|目录|一览表|名录)(?:[(\uff08].*[)\uff09])?[:\uff1a]?$|[:\uff1a。]$"
)
_FOOT = re.compile(
    r"^(?:合计|总计|小计|共计|注|备注|说明|填报单位|填报人|联系人|制表)(?:[:\uff1a]|$|\d)"
)
_SERIAL = re.compile(
    r"^\s*[(\uff08]?(?P<number>\d{1,5})(?:(?P<mark>[、.\uff0e)\uff09])\s*(?=\D)|\s+(?=\S))"
)
# Serial numbers count up; a line or two may have been taken out.
_LARGEST_STEP = 5
_SEVERAL = re.compile(r"[、;\uff1b]")
_BREAK = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a file: its name, its rows of text, the number of the first, what is hidden,
    and the rows (from 0) with text that somebody struck through."""

    name: str
    rows: Sequence[Sequence[str]]
    first_number: int = 1
    is_hidden: bool = False
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ListWords:
    """How the columns of a list are called: `names` by pack and fields, the heading that its names
    get, and those of its credit codes, the first of which they get."""

    heading: str
    names: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a file says: the list, or why it is none.

    `column` is the heading that its names stood under, "" for a file of names alone. `headings` are
    those to choose from. `dropped` and `odd` are sentences on lines that are not in the list, and
    on those that are and should be looked at; `duplicates` and `blanks` count them.
    """

    listed: ListFile | None
    column: str = ""
    headings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    refusal: str = ""
    duplicates: int = 0
    blanks: int = 0


def words_of(programme: Programme, list_id: str) -> ListWords:
    """The headings by which a list of this programme is recognised."""
    listed, about = programme.lists[list_id], programme.list_about(list_id)
    fields = [one for section in programme.plan.section for one in section.field]
    fields += [column for table in programme.tables() for column in table.column]
    using = [one for one in fields if one.list == list_id]
    known = [word for one in using for word in (one.label, *one.synonyms)]
    asked = [str(one.options.get("listed_code", "")) for one in programme.rules]
    own = [one for one in (*asked, *_USUAL_CODES) if one and listed.column(one) is not None]
    codes = (*own, CODES[1], *_USUAL_CODES)
    heading = listed.header[0]
    return ListWords(heading, (heading, *about.words, *known), tuple(dict.fromkeys(codes)))


def read_list(words: ListWords, grids: Sequence[Grid], column: str = "") -> ReadList:
    """The list in the tables of a file; `column` is the heading of its names, as a person says."""
    shown = [grid for grid in grids if not grid.is_hidden and any(_filled(r) for r in grid.rows)]
    if sum(len(grid.rows) for grid in shown) > _MOST_ROWS:
        return ReadList(None, refusal=f"文件超过 {_MOST_ROWS} 行,没有载入;请只留下名单再试一次。")
    found = [(grid, header) for grid in shown if (header := _header(words, grid, column))]
    if not found and not column:
        found = list(_without_headings(shown))
    headings = _headings(shown)
    if not found:
        return ReadList(None, headings=headings, refusal=_asked(headings, column))
    reading = _Reading(words)
    for grid, header in found:
        reading.take(grid, header)
    taken = {id(grid.rows) for grid, _ in found} if found[0][1].row >= 0 else None
    left = [
        grid.name or "其余内容"
        for grid in grids
        if grid.rows and (grid.is_hidden if taken is None else id(grid.rows) not in taken)
    ]
    if left:
        reading.dropped.append(f"没有载入:{_few(left)}(没有名称一列,或者是隐藏的)")
    return reading.ended(found[0][1].heading, headings)


@dataclass(frozen=True, slots=True)
class _Header:
    """The row of headings (−1: none) and the column of the names."""

    row: int
    column: int
    heading: str = ""


@dataclass
class _Reading:
    """The rows that are taken in, and all that is to be told of them."""

    words: ListWords
    dropped: list[str] = field(default_factory=list[str])
    odd: list[str] = field(default_factory=list[str])
    rows: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    places: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    duplicates: list[str] = field(default_factory=list[str])
    blanks: list[str] = field(default_factory=list[str])
    passed: list[str] = field(default_factory=list[str])
    serials: int = 0
    last_serial: int = 0

    def take(self, grid: Grid, header: _Header) -> None:
        """Take in one table below its header."""
        columns = self._columns(grid, header)
        above = [row for row in grid.rows[: max(header.row, 0)] if _filled(row)]
        if above:
            self.passed.append(f"表头上方 {len(above)} 行")
        heads = grid.rows[header.row] if header.row >= 0 else ()
        for at, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 1):
            if not _filled(row) or (heads and list(row) == list(heads)):
                continue
            where = f"{f'{grid.name} ' if grid.name else ''}第{at + grid.first_number}行"
            name = row[header.column].strip() if header.column < len(row) else ""
            alone = _filled(row)[0].strip() if len(_filled(row)) == 1 else ""
            if not name and _FOOT.search(alone):
                self.passed.append(f"{where}「{_short(alone)}」")
                continue
            if header.row < 0:
                name = self._without_serial(where, name)
            self._take_row(where, name, _cells(columns, row), at in grid.struck, header)

    def ended(self, column: str, headings: tuple[str, ...]) -> ReadList:
        """The list that came together."""
        self._tell()
        if not self.rows:
            refusal = f"「{column or '文件'}」一列没有一个名称,没有载入;请核对文件和列名。"
            return ReadList(None, column, headings, tuple(self.dropped), refusal=refusal)
        more = dict.fromkeys(key for row in self.rows for key in row)
        header = (self.words.heading, *(key for key in more if key != self.words.heading))
        rows = tuple(tuple(row.get(key, "") for key in header) for row in self.rows)
        told = (tuple(self.dropped), tuple(self.odd))
        counts = (len(self.duplicates), len(self.blanks))
        return ReadList(ListFile(header, rows), column, headings, *told, "", *counts)

    def _columns(self, grid: Grid, header: _Header) -> dict[int, str]:
        """The other columns that go into the list, by the heading that they get."""
        if header.row < 0:
            return {}
        codes = {fold(one) for one in self.words.codes}
        taken, columns = {fold(self.words.heading)}, dict[int, str]()
        for at, cell in enumerate(grid.rows[header.row]):
            told = _BREAK.sub("", cell).strip()
            told = self.words.codes[0] if fold(told) in codes else told
            is_other = at != header.column and told and fold(told) not in _COUNTERS
            if is_other and fold(told) not in taken:
                taken.add(fold(told))
                columns[at] = told
        return columns

    def _without_serial(self, where: str, name: str) -> str:
        """The name without the number of its line; a number that does not count on is part of the
        name: 「360 安全科技有限公司」."""
        found = _SERIAL.match(name)
        if found is None:
            return name
        number = int(found["number"])
        if not found["mark"] and not 0 < number - self.last_serial <= _LARGEST_STEP:
            self.odd.append(f"{where}「{_short(name)}」开头的数字算作名称")
            return name
        self.last_serial = number
        self.serials += 1
        return name[found.end() :]

    def _take_row(
        self, where: str, name: str, cells: dict[str, str], is_struck: bool, header: _Header
    ) -> None:
        code = plain_code(cells.get(self.words.codes[0], ""))
        if not name:
            self.blanks.append(where)
            return
        is_title = header.row < 0 and not self.rows and _TITLE.search(name)
        if is_title or (_FOOT.search(name) and not code):
            self.passed.append(f"{where}「{_short(name)}」")
            return
        key = (spoken(name), code)
        if key in self.places:
            self.duplicates.append(f"{where}「{_short(name)}」与{self.places[key]}")
            return
        self.places[key] = where
        if why := _oddity(name, is_struck):
            self.odd.append(f"{where}「{_short(name)}」{why}")
        self.rows.append({self.words.heading: _BREAK.sub("", name), **cells})

    def _tell(self) -> None:
        for kind, places in (("重复", self.duplicates), ("没有名称", self.blanks)):
            if places:
                self.dropped.append(f"{kind}的 {len(places)} 行没有载入:{_few(places)}")
        if self.passed:
            self.dropped.append(f"不是名单内容的没有载入:{_few(self.passed)}")
        if self.serials:
            self.odd.append(f"{self.serials} 行前面的序号没有算作名称")
        if len(self.odd) > _TOLD + 1:
            rest = len(self.odd) - _TOLD
            self.odd[_TOLD:] = [f"另有 {rest} 处类似的,载入后可以逐行查看"]


def _header(words: ListWords, grid: Grid, column: str) -> _Header | None:
    """Where the names stand: under the heading that a person named, or one that is known."""
    searched = grid.rows[:_SEARCHED_ROWS]
    groups = ((column,),) if column else (words.names, *_USUAL)
    for group in groups:
        known = [fold(one) for one in group]
        for number, row in enumerate(searched):
            cells = [fold(cell) for cell in row]
            at = next((cells.index(one) for one in known if one in cells), None)
            if at is not None:
                return _Header(number, at, _BREAK.sub("", row[at]).strip())
    return None


def _without_headings(grids: Sequence[Grid]) -> Iterator[tuple[Grid, _Header]]:
    """Tables of names alone; names in one line are as good as one in each."""
    for grid in grids:
        at = _only_column(grid)
        if at is None:
            continue
        names = [row[at] for row in grid.rows if at < len(row) and row[at].strip()]
        parts = split_names(names[0]) if len(names) == 1 else ()
        if len(parts) > 1:
            yield replace(grid, rows=[[one] for one in parts]), _Header(-1, 0)
        else:
            yield grid, _Header(-1, at)


def _only_column(grid: Grid) -> int | None:
    """The one column of a table that has no other, but for the numbers of its lines."""
    filled = Counter(at for row in grid.rows for at, cell in enumerate(row) if _is_text(cell))
    return next(iter(filled)) if len(filled) == 1 else None


def _is_text(cell: str) -> bool:
    return bool(cell.strip()) and not cell.strip().isdigit() and fold(cell) not in _COUNTERS


def _headings(grids: Sequence[Grid]) -> tuple[str, ...]:
    """What people may choose from: the cells of the first row with several, of each table."""
    found: list[str] = []
    for grid in grids:
        rows = [row for row in grid.rows[:_SEARCHED_ROWS] if len(_filled(row)) > 1]
        found += [_BREAK.sub("", cell).strip() for cell in (rows[0] if rows else ())]
    return tuple(one for one in dict.fromkeys(found) if one and fold(one) not in _COUNTERS)


def _asked(headings: tuple[str, ...], column: str) -> str:
    if not headings:
        return "文件里没有看到名单;请给出一列是名称的表格,或者一行一个名称的文字。"
    what = f"没有「{column}」这一列" if column else "看不出哪一列是名称"
    few = "、".join(f"「{_short(one)}」" for one in headings[:12])
    return f"{what};表里的列有:{few}。请指定其中一列。"


def _cells(columns: dict[int, str], row: Sequence[str]) -> dict[str, str]:
    return {told: row[at].strip() for at, told in columns.items() if at < len(row)}


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell.strip()]


def _oddity(name: str, is_struck: bool) -> str:
    """What is odd about a name that goes in all the same."""
    if is_struck:
        return "在文件里被划掉,仍然载入"
    if _BREAK.search(name):
        return "中间有换行,已连成一行"
    if len(name) > _LONGEST:
        return "太长,不像一个名称"
    if name.replace(".", "").isdigit():
        return "只有数字"
    return "可能是几个名称写在一格里" if _SEVERAL.search(name) else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 24 else f"{line[:23]}…"


def _few(places: Sequence[str]) -> str:
    rest = f"等 {len(places)} 处" if len(places) > _TOLD else ""
    return f"{'、'.join(places[:_TOLD])}{rest}"


def told_lines(read: ReadList) -> Iterator[str]:
    """All that a person should know of how the file was read."""
    yield from read.dropped
    yield from (f"请看一看:{one}" for one in read.odd)
