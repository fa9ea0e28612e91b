"""Which lines of a plan may be headings: by their number, their level, their type."""

import re
from dataclasses import dataclass

from desktop_app.core.numerals import parse_number
from desktop_app.intake.plain import Line

CHINESE = "[一二三四五六七八九十百零〇]{1,4}"
_STOP = "[、.\uff0e]"
_IN_SIGNS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ROMANS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
# Forms of a heading's number, the higher ones first.
_FORMS = (
    ("章", re.compile(rf"第\s*(?P<n>{CHINESE}|\d{{1,2}})\s*(?:章|部分|篇)[、.\uff0e:\uff1a\s]*")),
    ("一、", re.compile(rf"(?P<n>{CHINESE})\s*(?:{_STOP}|(?=[\s\u3000]\S))\s*")),
    ("Ⅰ", re.compile(rf"(?P<n>[{_ROMANS}])\s*(?:{_STOP}|(?=[\s\u3000]\S))\s*")),
    ("节", re.compile(rf"第\s*(?P<n>{CHINESE}|\d{{1,2}})\s*节[、\s]*")),
    ("(一)", re.compile(rf"[(\uff08]\s*(?P<n>{CHINESE})\s*[)\uff09]\s*、?\s*")),
    ("(一)", re.compile(rf"(?P<n>[{_IN_SIGNS}])\s*、?\s*")),
    ("1.", re.compile(r"(?P<n>\d{1,2})\s*(?:[、.\uff0e](?!\d)|(?=[\s\u3000][^\d\s]))\s*")),
    ("(1)", re.compile(r"[(\uff08]\s*(?P<n>\d{1,2})\s*[)\uff09]\s*|(?P<m>\d{1,2})[)\uff09]\s*")),
    ("1.1", re.compile(r"(?P<n>\d{1,2})(?:\.\d{1,2}){1,3}[.、]?\s*")),
)
RANK = {
    "章": 0, "level 1": 1, "一、": 2, "Ⅰ": 2, "level 2": 3, "节": 4, "(一)": 5, "level 3": 6,
    "1.": 7,
}  # fmt: skip
LOWEST = 8
# A line in bold without a number, and one that is nothing but a chapter's title.
BOLD, PLAIN = "bold", "plain"
_UNNUMBERED_RANK = {BOLD: 9, PLAIN: 10}
_LONGEST_HEADING = 40
_ENDS_SENTENCE = "。;\uff1b!\uff01,\uff0c"
_BRACKET = re.compile(r"[(\uff08].*[)\uff09]$")
_FULL_STOP, _COLON = re.compile("。"), re.compile(r"[:\uff1a]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may be a heading: its title, the form of its number, its number.

    `rest` is the text that stands in the heading's own paragraph; `is_run_in` where no full stop
    but a colon parts them, so that only a chapter's own title makes it a heading.
    """

    at: int
    title: str
    form: str
    number: int
    level: int
    is_bold: bool
    rest: str = ""
    is_run_in: bool = False

    def forms(self) -> tuple[str, ...]:
        named = (f"level {self.level}",) if self.level else ()
        return (self.form, *named) if self.form else named

    def ways(self) -> tuple[str, ...]:
        """The forms, or that it is in bold, or plain: all by which chapters may be headed."""
        return self.forms() or (BOLD if self.is_bold else PLAIN,)


def mark_of(at: int, line: Line) -> Mark | None:
    """The heading that a line may be; None for running text."""
    text = line.text.strip()
    if not text or line.table >= 0:
        return None
    shown = f"{line.number} {text}" if line.number else text
    form, number, title = _numbered(shown)
    for is_run_in, stop in ((False, _FULL_STOP), (True, _COLON)):
        head, *rest = stop.split(title, maxsplit=1)
        head, text = head.rstrip(), "".join(rest).strip()
        if form and head and text and len(head) <= _LONGEST_HEADING // 2:
            return Mark(at, head, form, number, line.level, line.bold, text, is_run_in)
    title = title.rstrip(":\uff1a。").rstrip()
    if is_long(title) and (form or line.level):
        # What a long heading explains in brackets is not its title.
        title = _BRACKET.sub("", title).rstrip()
    if not title or is_long(title) or title[-1] in _ENDS_SENTENCE or "。" in title:
        return None
    return Mark(at, title, form, number, line.level, line.bold)


def heading_of(line: Line) -> tuple[int, str, bool]:
    """(rank, title, whether it is all of the line) of a line that heads what follows, by its
    number, level or bold type. Lower ranks are higher headings; −1 for running text."""
    mark = mark_of(0, line)
    if mark is None or not (mark.form or mark.level or mark.is_bold):
        return -1, "", False
    title = f"{mark.title}:{mark.rest}" if mark.is_run_in else mark.title
    if is_long(title) or title[-1] in _ENDS_SENTENCE or (mark.is_run_in and "。" in title):
        return -1, "", False
    return rank_of(mark), title, mark.is_run_in or not mark.rest


def is_numbered(text: str) -> bool:
    """Whether a text begins with a heading's number."""
    return bool(_numbered(text.strip())[0])


def is_long(text: str) -> bool:
    """Whether a line is too long for a heading."""
    return len(text.strip()) > _LONGEST_HEADING


def rank_of(mark: Mark) -> int:
    """How high a heading is by its form or level; lower ranks are higher headings."""
    return min((RANK.get(form, LOWEST) for form in mark.forms()), default=LOWEST)


def rank_of_form(form: str) -> int:
    """How high a form of headings is; unnumbered lines come last."""
    return RANK.get(form, _UNNUMBERED_RANK.get(form, LOWEST))


def _numbered(shown: str) -> tuple[str, int, str]:
    """The form of a heading's number, the number, the rest; no form where there is none."""
    for name, pattern in _FORMS:
        match = pattern.match(shown)
        if match is not None and match.end() < len(shown):
            return name, _value(match["n"] or match["m"]), shown[match.end() :].strip()
    return "", 0, shown


def _value(number: str) -> int:
    for signs in (_ROMANS, _IN_SIGNS):
        if number in signs:
            return signs.index(number) + 1
    value = parse_number(number)
    return 0 if value is None else int(value)
