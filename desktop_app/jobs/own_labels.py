"""Labels in the issuer's form that ask for one value: 「填报单位:____」, 「联系人」 and a blank."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.core.names import fold
from desktop_app.core.own_form import CHAPTERS, Attachment, OwnCell
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_summary import FOOT_FIELDS, foot_path
from desktop_app.documents.compose_text import field_path
from desktop_app.intake.plain import Merge, Sheet

# Other words by which forms ask for what a foot asks for (`compose_summary`).
_WORDS = {
    "bureau": ("报送单位", "填表单位", "单位名称", "主管部门", "推荐单位"),
    "filled_by": ("填表人", "制表人", "制表", "经办人", "联系人", "填报人姓名"),
    "reviewed_by": ("审核", "复核人"),
    "phone": ("电话", "联系方式", "办公电话", "手机", "手机号", "联系人电话", "手机号码"),
    "date": (
        "填报日期", "填表日期", "填报时间", "填表时间", "制表日期", "报送日期", "上报日期",
        "报送时间", "申报日期",
    ),
}  # fmt: skip
_BLANK = r"[\s_\u3000\uff3f]"
_DATE = rf"(?:\d{{0,4}}{_BLANK}*年{_BLANK}*月{_BLANK}*日)"
_LABEL = re.compile(
    rf"(?P<label>[^\s:\uff1a()（）_\u3000\uff3f。;；,，]{{1,14}}(?:[(（][^()（）]{{0,12}}[)）])?){_BLANK}{{0,3}}[:\uff1a]"
    rf"(?P<room>{_BLANK}*{_DATE}?{_BLANK}*)"
)
# 「____市…汇总表」: whose table it is is still to be written.
_TITLE = re.compile(rf"(?P<room>(?:{_BLANK}|[Xx×＊*]){{2,}}[市县区])(?=[^\s:\uff1a]{{4,}})")
_BRACKETED = re.compile(r"[（(].*?[）)]|[:：\s]")
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Words:
    """The paths that labels ask for, by the folded label."""

    known: Mapping[str, str]
    city: str

    def path(self, label: str) -> str:
        """The path that a label asks for; "" where nobody can tell."""
        return self.known.get(fold(_BRACKETED.sub("", label)), "")


def words_of(programme: Programme, attachment: Attachment) -> Words:
    """How the programme's fields are asked for in a form."""
    known: dict[str, str] = {}
    if attachment == "plan":
        for chapter in programme.plan.chapter:
            for word in (chapter.title, *chapter.synonyms):
                known.setdefault(fold(_BRACKETED.sub("", word)), f"{CHAPTERS}{chapter.id}")
    chapters = set(known)
    for label, field in FOOT_FIELDS.items():
        path = foot_path(programme, label)
        if path:
            known |= {fold(word): path for word in _WORDS[field]}
    labels = [*programme.summary.foot, *FOOT_FIELDS, "申报单位", "申报主体"]
    known |= {
        fold(_BRACKETED.sub("", one)): path for one in labels if (path := foot_path(programme, one))
    }
    # A field that is called so itself comes before one whose id says so.
    for section in reversed(programme.plan.section):
        for one in reversed(section.field):
            word = fold(_BRACKETED.sub("", one.label))
            # What is filled in after the papers went out stands in none of them.
            if not section.after and word not in chapters:
                known[word] = f"{section.id}/{one.id}"
    return Words(known, programme.summary.city or field_path(programme, "city"))


def in_text(words: Words, text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, label and path of each room in a text that is left for a value."""
    title = _TITLE.match(text)
    if title is not None and words.city:
        yield title.start(), title.end(), text.strip()[:30], words.city
    found = list(_LABEL.finditer(text))
    for number, one in enumerate(found):
        is_last = number == len(found) - 1
        ends = one.end() == len(text) if is_last else one.end() == found[number + 1].start()
        if ends:
            yield one.start("room"), one.end("room"), one["label"], words.path(one["label"])


def in_sheet(
    words: Words, sheet: Sheet, number: int, taken: range, *, beside: bool
) -> Iterator[OwnCell]:
    """The rooms for single values in a sheet or table, without those in the rows `taken`.

    With `beside`, a blank cell at the right of a label takes the value, as in a table of a Word
    file; else it goes behind the colon.
    """
    covered = {
        (row, column): one
        for one in sheet.merged
        for row in range(one[0], one[2] + 1)
        for column in range(one[1], one[3] + 1)
    }
    for row, cells in enumerate(sheet.rows):
        if row in taken:
            continue
        for column, text in enumerate(cells):
            if not text.strip() or len(text) > 400:
                continue
            right = _right_of(sheet, covered, row, column)
            rooms = list(in_text(words, text))
            label = text.strip().rstrip(":\uff1a")
            path = words.path(label) if len(label) <= _LONGEST_LABEL else ""
            is_beside = right is not None and not _text(sheet, *right)
            if is_beside and right is not None and path and (beside or not rooms):
                yield _cell(sheet, number, *right, (0, 0), label, path)
                continue
            for start, end, asked, told in rooms:
                yield _cell(sheet, number, row, column, (start, end), asked, told)


def _cell(
    sheet: Sheet, number: int, row: int, column: int, span: tuple[int, int], label: str, path: str
) -> OwnCell:
    return OwnCell(
        sheet=number,
        name=sheet.name,
        row=row,
        column=column,
        start=span[0],
        end=span[1],
        label=label.strip(),
        path=path,
    )


def _right_of(
    sheet: Sheet, covered: Mapping[tuple[int, int], Merge], row: int, column: int
) -> tuple[int, int] | None:
    """The cell at the right of another, behind what is merged with it; None past the edge."""
    merged = covered.get((row, column))
    at = column + 1 if merged is None else merged[3] + 1
    width = max((len(cells) for cells in sheet.rows), default=0)
    if at >= width and (row, at) not in covered:
        return None
    other = covered.get((row, at))
    return (row, at) if other is None else (other[0], other[1])


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    return cells[column].strip() if column < len(cells) else ""
