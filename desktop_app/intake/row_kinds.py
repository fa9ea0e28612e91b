"""What the rows below a header are: projects, sums, section titles, the foot of the form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field
from desktop_app.core.values import NUMBERS
from desktop_app.intake.headers import Header
from desktop_app.intake.heading_rows import bare_heading, is_known, words_of
from desktop_app.intake.plain import COUNTERS

_SUM = re.compile(r"(.{0,14}?)(小计|合计|总计|共计|累计)(?:[:(].*|\d+[个项家]?.{0,4})?")
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)).{1,40}"
)
_FOOT = re.compile(
    r"(?:填报|填表|报送|申报|推荐|主管|审核)(?:单位|部门|人|日期|时间|说明|机关)|制表人?|审核人?|复核人?"
    r"|(?:单位|部门|分管)?(?:负责人|领导)|联系人|(?:联系|办公)?电话|日期|时间|备注|注|说明|盖章|单位盖章"
)
_FOOT_END = re.compile(r"(?:盖章|签字|签章|签名|公章)?(?:\([^()]*\))?(?::.*|\d{4}年.*)?")
_NOTE = re.compile(
    r".{2,30}\((?:盖章|公章|签章|章)\)|(?:注|备注|说明)\d?[:.、].*|\d+[.、].{12,}|\*.{6,}|\d{4}[年.-]\d+[月.-](?:\d+日?)?"
)
_NUMBERED_NOTE = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十])[).、]")
_EXAMPLE = re.compile(r"\(?(?:填写)?(?:示例|样例|举例|例)\d*\)?(?::.*)?")
_NOT_FIRST = re.compile(rf"(?:{_EXAMPLE.pattern})$|{_FOOT.pattern}")
_COUNTING = ("甲乙丙丁戊己庚辛壬癸", "abcdefghijklmnopqrstuvwxyz", "一二三四五六七八九十")
# What these begin with; 其中 before a heading; 栏次 and 序号.
_MAY_BEGIN = frozenset(
    "填报送申推主审制复单部分负领联办电日时备注说盖示样举例其栏序" + "".join(_COUNTING)
)
_MORE = re.compile(r"[\s.·…⋯。—–-]*[.·…⋯。—–-]{2}[\s.·…⋯。—–-]*|…")
_SERIAL = re.compile(r"\(?\d{1,5}\)?[.、]?")
_LONGEST_COUNTING = 6
# 栏次, 序号: what a line that numbers the columns may say beside numbers and single signs.
_LONGEST_WORD = 2
# What stands where there is nothing to say.
EMPTY = frozenset({"", "-", "/", "\\", "--", "0", "0.0", "0.00"})


class RowKind(Enum):
    """What to do with a row. BLANK also stands for prepared rows with nothing but a number."""

    PROJECT = auto()
    BLANK = auto()
    HEADER = auto()
    SUM = auto()
    SECTION = auto()
    FOOT = auto()
    EXAMPLE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in the grid the form's columns stand: the name, the texts, the amounts.

    `figures` are those of the texts that hold numbers which the form does not sum: people may all
    the same. `begins` are the Chinese characters with which a row may begin that is no project, and
    a name that is none.
    """

    name: int
    texts: tuple[int, ...]
    figures: frozenset[int]
    totals: tuple[int, ...]
    header_rows: tuple[frozenset[str], ...]
    header_words: frozenset[str]
    name_heading: str
    words: frozenset[str]
    begins: frozenset[str]
    last: int
    read: frozenset[int]


def columns_of(
    fields: Sequence[Field],
    name: str,
    header: Header,
    rows: Sequence[Sequence[str]],
    every: Sequence[Field] = (),
) -> Columns:
    """The columns that decide what a row is; `rows` is the grid that the header stands in, `every`
    the form's columns, whether the grid has them or not."""
    totals = tuple(header.columns[field.id] for field in fields if field.total)
    name_at = header.columns[name]
    texts = tuple(i for i in header.columns.values() if i not in totals and i != name_at)
    counted = {header.columns[f.id] for f in fields if f.kind in NUMBERS and f.id in header.columns}
    printed = rows[header.first : header.row + 1] if header.row >= 0 else []
    sets = tuple(frozenset(in_plain_script(cell) for cell in row) - {""} for row in printed)
    heading = bare_heading(header.headings[name])
    words = words_of(every) | COUNTERS
    begins = {word[0] for word in (*words, heading, *frozenset().union(*sets)) if word}
    return Columns(
        name=name_at,
        texts=texts,
        figures=frozenset(counted - {name_at, *totals}),
        totals=totals,
        header_rows=sets,
        header_words=frozenset[str]().union(*sets),
        name_heading=heading,
        words=words,
        begins=frozenset(begins) | _MAY_BEGIN,
        last=max(header.columns.values()),
        read=frozenset(header.columns.values()),
    )


def may_be_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row is worth looking at as the header of a further table."""
    first = next((cell for cell in cells if cell.strip()), "")
    if first.isdecimal():
        # A row that is numbered is a project, and there are thousands of them.
        return False
    if is_known(first, columns.words):
        return True
    return is_known(cells[columns.name] if columns.name < len(cells) else "", columns.words)


def heads_other_table(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row is the header of a table that holds no projects: mostly known headings."""
    filled = [cell for cell in cells if cell.strip()]
    known = sum(is_known(cell, columns.words) for cell in filled)
    return known >= 2 and known * 2 >= len(filled)


def kind_of(cells: Sequence[str], columns: Columns) -> RowKind:
    """What a row is, by its own cells (merged cells of rows above not repeated in it)."""
    filled = [(index, cell) for index, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return RowKind.BLANK
    if _is_header_again(cells, filled, columns) or _is_counting(filled, columns.last):
        return RowKind.HEADER
    first = in_plain_script(filled[0][1])
    told = [index for index in columns.texts if _says(cells, index)]
    summed, _ = sum_cell(cells, columns)
    if summed >= 0 and not {*told} - {filled[0][0], summed} - columns.figures:
        return RowKind.SUM
    if _is_example(filled, columns):
        return RowKind.EXAMPLE
    if _SECTION.fullmatch(first) and _is_alone(cells, filled, columns):
        return RowKind.SECTION
    if _is_foot(first, [cell for _, cell in filled]):
        return RowKind.FOOT
    is_prepared = all(_is_prepared(in_plain_script(cell), at, columns) for at, cell in filled)
    if not is_prepared and stands_for_more(cells[index] for index in told):
        return RowKind.UNKNOWN
    known = len(told) + sum(_says(cells, index) for index in columns.totals)
    if _says(cells, columns.name) or known > 1:
        return RowKind.PROJECT
    return RowKind.BLANK if is_prepared else RowKind.UNKNOWN


def is_plain_begin(sign: str, columns: Columns) -> bool:
    """Whether nothing that begins with this sign is a heading, a foot, an example or a number."""
    # Of Chinese characters only the script differs: the others may be folded away, or into others.
    return "\u4e00" <= sign <= "\u9fff" and in_plain_script(sign) not in columns.begins


def is_plain_first(first: str, columns: Columns) -> bool:
    """Whether a row of several texts may be a project, by the first thing that it says: neither a
    header again nor an example nor a foot."""
    folded = in_plain_script(first)
    if not folded or folded in columns.header_words or _NOT_FIRST.match(folded):
        return False
    return first.isdecimal() or bare_heading(first) not in columns.words


def says_example(cell: str) -> bool:
    """Whether a cell says 示例, 填写样例…, and nothing else."""
    return _EXAMPLE.fullmatch(in_plain_script(cell)) is not None


def is_plain_name(name: str, columns: Columns) -> bool:
    """Whether a text can be nothing but a name: no heading, no number, no mark for 「nothing」."""
    folded = in_plain_script(name)
    bare = folded.strip("()")
    if len(bare) <= _LONGEST_WORD or bare.isdecimal() or _SERIAL.fullmatch(folded):
        return False
    heading = bare_heading(name)
    return heading != columns.name_heading and heading not in columns.words


def stands_for_more(texts: Iterable[str]) -> bool:
    """Whether a row says 「……」 and nothing else: for projects that somebody has yet to write."""
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(_MORE.fullmatch(text.strip()) for text in filled)


def is_unnamed_sum(cells: Sequence[str], columns: Columns) -> bool:
    """Amounts and nothing else: a sum whose word was left out. One amount says so only where the
    form has no more."""
    if _says(cells, columns.name):
        return False
    known = {columns.name, *columns.texts}
    amounts = sum(_says(cells, index) for index in columns.totals)
    return amounts > min(1, len(columns.totals) - 1) and not any(
        cell.strip() for index, cell in enumerate(cells) if index in known
    )


def is_numbered_note(cells: Sequence[str]) -> bool:
    """A line such as 「3.本表一式三份」, which below a note is one more."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and bool(_NUMBERED_NOTE.match(in_plain_script(filled[0])))


def sum_cell(cells: Sequence[str], columns: Columns) -> tuple[int, str]:
    """Which cell says 合计, 小计…, and its word; (-1, "") when none does.

    It is one of the first or the name's; in a row without a name it may be any.
    """
    is_named = _says(cells, columns.name)
    for index, cell in enumerate(cells):
        if index > 4 and is_named and index != columns.name:
            continue
        match = _sum_in(cell)
        if match is not None:
            return index, match[2]
    return -1, ""


def is_sum_word(cell: str) -> bool:
    """Whether a cell says 合计, 小计…, and nothing else."""
    return _sum_in(cell) is not None


def _sum_in(cell: str) -> re.Match[str] | None:
    return _SUM.fullmatch(in_plain_script(cell)) if cell.strip() and len(cell) < 40 else None


def _is_example(filled: Sequence[tuple[int, str]], columns: Columns) -> bool:
    """A row that says so in its first cell, or in one that is not read (where others are
    numbered), wherever that stands."""
    return any(
        says_example(cell)
        for index, cell in filled
        if index not in columns.read or (index == filled[0][0] and index != columns.name)
    )


def _is_prepared(text: str, index: int, columns: Columns) -> bool:
    """Whether a cell may stand in a row that nobody filled in: a row's number, but no amount."""
    is_number = _SERIAL.fullmatch(text) is not None
    return text in EMPTY or (is_number and index not in columns.totals)


def _says(cells: Sequence[str], index: int) -> bool:
    return index < len(cells) and cells[index].strip() not in EMPTY


def _is_header_again(
    cells: Sequence[str], filled: Sequence[tuple[int, str]], columns: Columns
) -> bool:
    """The header printed again on a new page, as a whole or the lower of its rows."""
    first = in_plain_script(filled[0][1])
    if any(first in row for row in columns.header_rows) and (
        {in_plain_script(cell) for _, cell in filled} in columns.header_rows
    ):
        return True
    # The rest may be worded otherwise; no project is called 「项目名称」.
    name = cells[columns.name] if columns.name < len(cells) else ""
    return bool(name.strip()) and bare_heading(name) == columns.name_heading


def _is_counting(filled: Sequence[tuple[int, str]], last: int) -> bool:
    """The line that numbers the columns: 1 2 3 …, 甲 乙 丙 ….

    Numbers must go on as the columns do: a row of amounts may start with 1 and 2, too. What stands
    right of the `last` column is another table's.
    """
    if len(filled) < 3 or any(len(cell) > _LONGEST_COUNTING for _, cell in filled[:3]):
        return False
    counted = [cell for index, cell in filled if index <= last]
    if len(counted) < 3:
        counted = [cell for _, cell in filled]
    texts = [in_plain_script(cell).strip("()") for cell in counted]
    letters = [text for text in texts if not text.isdecimal()]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 4]
    if len(letters) + len(numbers) < len(texts):
        return False
    known = {text for row in _COUNTING for text in row} | {"栏次", "序号"}
    steps = {after - before for before, after in pairwise(numbers)}
    return all(text in known for text in letters) and steps <= {1}


def _is_alone(cells: Sequence[str], filled: Sequence[tuple[int, str]], columns: Columns) -> bool:
    """Nothing but the title and amounts in what is read: a section may carry its own sum."""
    rest = {index for index, _ in filled[1:]} & {*columns.texts, columns.name}
    return not any(_says(cells, index) for index in rest)


def _is_foot(first: str, filled: Sequence[str]) -> bool:
    match = _FOOT.match(first)
    if match is not None:
        rest = first[match.end() :]
        if _FOOT_END.fullmatch(rest) and (rest or len(filled) <= 2):
            return True
    return len(filled) == 1 and bool(_NOTE.fullmatch(first))
