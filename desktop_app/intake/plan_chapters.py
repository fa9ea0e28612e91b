"""Which part of a foreign plan is which chapter, in whatever order and numbering."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.core.names import fold
from desktop_app.core.numerals import in_chinese, parse_number
from desktop_app.core.programme import Chapter
from desktop_app.intake.plain import Line

_CHINESE = "[一二三四五六七八九十百零〇]{1,4}"
_STOP = "[、.\uff0e]"
# Forms of a heading's number, the higher ones first.
_FORMS = (
    ("章", re.compile(rf"第\s*(?P<n>{_CHINESE}|\d{{1,2}})\s*(?:章|部分|篇)[、.\uff0e:\uff1a\s]*")),
    ("一、", re.compile(rf"(?P<n>{_CHINESE})\s*(?:{_STOP}|(?=[\s\u3000]\S))\s*")),
    ("节", re.compile(rf"第\s*(?P<n>{_CHINESE}|\d{{1,2}})\s*节[、\s]*")),
    ("(一)", re.compile(rf"[(\uff08]\s*(?P<n>{_CHINESE})\s*[)\uff09]\s*、?\s*")),
    ("1.", re.compile(r"(?P<n>\d{1,2})\s*(?:[、.\uff0e](?!\d)|(?=[\s\u3000][^\d\s]))\s*")),
    ("(1)", re.compile(r"[(\uff08]\s*(?P<n>\d{1,2})\s*[)\uff09]\s*|(?P<m>\d{1,2})[)\uff09]\s*")),
    ("1.1", re.compile(r"(?P<n>\d{1,2})(?:\.\d{1,2}){1,3}[.、]?\s*")),
)
_RANK = {"章": 0, "level 1": 1, "一、": 2, "level 2": 3, "节": 4, "(一)": 5, "level 3": 6, "1.": 7}
_LOWEST = 8
_LONGEST_HEADING = 40
_ENDS_SENTENCE = "。;\uff1b!\uff01,\uff0c"
_CONTENTS_TITLE = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"(?:[.…·\u2026]{3,}|\t)[\s.…]*\d{0,3}\s*$")
_PAGE_NUMBER = re.compile(r"[\s.…·]*\d{1,3}\s*$")
_ANNEX_NUMBER = re.compile(rf"附\s*[件表录]\s*(?:\d{{1,2}}|{_CHINESE})?")
_ANNEX = re.compile(
    rf"{_ANNEX_NUMBER.pattern}\s*"
    r"(?:[:\uff1a].{0,60}|[\s\u3000].{0,40}|.{0,30}(?:表|清单|名单|汇总|目录))?"
)
_OWN_TITLE = re.compile(r"方案")
_EXACT, _FOLDED, _CONTAINED = 4.0, 3.0, 1.0
# Below this share of a heading the word it contains is only mentioned in it.
_MENTIONED = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter as the file has it: its heading, its place in words, the indexes of its lines.

    `rest` is the text that stands in the heading's own paragraph. `chapter` is None for a heading
    that answers to no chapter; then `taken_by` is the heading that the nearest chapter was taken
    from. `heading` is empty for what stands before the first chapter.
    """

    chapter: Chapter | None
    heading: str
    where: str
    lines: tuple[int, ...]
    rest: str = ""
    taken_by: str = ""
    is_annex: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that may be a heading: its title, the form of its number, its number."""

    at: int
    title: str
    form: str
    number: int
    level: int
    is_bold: bool
    rest: str = ""

    def forms(self) -> tuple[str, ...]:
        named = (f"level {self.level}",) if self.level else ()
        return (self.form, *named) if self.form else named


def parts(
    lines: Sequence[Line], chapters: Sequence[Chapter], last_pages: Sequence[str] = ()
) -> list[Part]:
    """The file cut at its chapters' headings, in the order of the file.

    Which headings are the chapters' is decided by the form (第一章, 一、, heading level, 1.) under
    which most chapters are recognised; a line of another form counts when it names a chapter that
    is not found otherwise. `last_pages` are titles of pages behind the last chapter (letters).
    """
    contents = contents_lines(lines)
    marks = [
        mark
        for at, line in enumerate(lines)
        if at not in contents and (mark := _mark(at, line)) is not None
    ]
    form = _leading_form(marks, chapters)
    answered = _assigned(marks, chapters, form)
    headings = _accepted(marks, answered, form)
    tail = _tail(lines, headings[-1].at if headings else -1, last_pages)
    found = _cut(headings, answered, marks, contents, tail, form, chapters)
    return [*found, *_annexes(lines, range(tail, len(lines)))]


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Lines of a contents page: with dot leaders or page numbers, or below the word 目录 up to
    the heading that the contents began with."""
    found = {
        at for at, line in enumerate(lines) if line.table < 0 and _CONTENTS_LINE.search(line.text)
    }
    for at, line in enumerate(lines):
        if line.table >= 0 or not _CONTENTS_TITLE.fullmatch(line.text.strip()):
            continue
        found.add(at)
        entries = [n for n in range(at + 1, len(lines)) if lines[n].text.strip()]
        if not entries:
            break
        first = _entry(lines[entries[0]])
        again = (n for n in entries[1:] if n not in found and _entry(lines[n]) == first)
        found |= set(range(at + 1, next(again, at + 1)))
        break
    return found


def heading_of(line: Line) -> tuple[int, str, bool]:
    """(rank, title, whether it is all of the line) of a line that heads what follows, by its
    number, level or bold type. Lower ranks are higher headings; −1 for running text."""
    mark = _mark(0, line)
    if mark is None or not (mark.form or mark.level or mark.is_bold):
        return -1, "", False
    return _rank(mark), mark.title, not mark.rest


def is_long(text: str) -> bool:
    """Whether a line is too long for a heading."""
    return len(text.strip()) > _LONGEST_HEADING


def _entry(line: Line) -> str:
    return fold(_PAGE_NUMBER.sub("", f"{line.number}{line.text.strip()}"))


def _mark(at: int, line: Line) -> _Mark | None:
    text = line.text.strip()
    if not text or line.table >= 0:
        return None
    shown = f"{line.number} {text}" if line.number else text
    form, number, title = "", 0, text
    for name, pattern in _FORMS:
        match = pattern.match(shown)
        if match is not None and match.end() < len(shown):
            form, title = name, shown[match.end() :].strip()
            value = parse_number(match["n"] or match.groupdict().get("m") or "")
            number = int(value) if value is not None else 0
            break
    head, stop, rest = title.partition("。")
    if stop and rest.strip() and form and len(head) <= _LONGEST_HEADING // 2:
        return _Mark(at, head, form, number, line.level, line.bold, rest.strip())
    title = title.rstrip(":\uff1a。").rstrip()
    if not title or is_long(title) or title[-1] in _ENDS_SENTENCE or "。" in title:
        return None
    return _Mark(at, title, form, number, line.level, line.bold)


def _answers(title: str, chapters: Sequence[Chapter]) -> Iterator[tuple[float, Chapter]]:
    """The chapters that a heading may be, with how well it names each."""
    folded = fold(title)
    for chapter in chapters:
        best = 0.0
        for word in (chapter.title, *chapter.synonyms):
            known = fold(word)
            if title == word:
                best = max(best, _EXACT)
            elif folded == known:
                best = max(best, _FOLDED)
            elif known in folded:
                best = max(best, _CONTAINED + len(known) / len(folded))
        if best:
            yield best, chapter


def _leading_form(marks: Sequence[_Mark], chapters: Sequence[Chapter]) -> str:
    """The form of heading under which most chapters are found, the higher form when equal."""
    named: dict[str, set[str]] = {}
    for mark in marks:
        for form in mark.forms():
            rank = _RANK.get(form, _LOWEST)
            needed = _CONTAINED + (_MENTIONED if rank > _RANK["一、"] else 0.0)
            if mark.rest:
                needed = _FOLDED
            found = {chapter.id for score, chapter in _answers(mark.title, chapters)
                     if score >= needed}  # fmt: skip
            named.setdefault(form, set()).update(found)
    if not any(named.values()):
        return ""
    # A number tells more than a level: a whole document may be set in one heading style.
    return min(
        named,
        key=lambda form: (-len(named[form]), form.startswith("level"), _RANK.get(form, _LOWEST)),
    )


def _assigned(marks: Sequence[_Mark], chapters: Sequence[Chapter], form: str) -> dict[int, Chapter]:
    """Line → chapter: each heading and each chapter once, the best answers first.

    Headings of the leading form come first; others, and unnumbered lines, must be the word itself.
    """
    claims: list[tuple[bool, float, int, Chapter]] = []
    for mark in marks:
        leads = bool(form) and form in mark.forms()
        is_plain = not mark.forms() and not mark.is_bold
        for score, chapter in _answers(mark.title, chapters):
            if leads and (score >= _FOLDED or not mark.rest):
                claims.append((False, -score, mark.at, chapter))
            elif score >= _FOLDED and not mark.rest and not (is_plain and form):
                claims.append((True, -score, mark.at, chapter))
    claims.sort(key=lambda claim: claim[:3])
    found: dict[int, Chapter] = {}
    for _, _, at, chapter in claims:
        if at not in found and all(chapter.id != other.id for other in found.values()):
            found[at] = chapter
    return found


def _accepted(marks: Sequence[_Mark], answered: dict[int, Chapter], form: str) -> list[_Mark]:
    """The headings at which the file is cut: those that are chapters, and others of the leading
    form whose number follows on, so that a list inside a chapter does not cut it."""
    known = [mark for mark in marks if mark.at in answered]
    if not known:
        return []
    usual = Counter(mark.form for mark in known if form in mark.forms()).most_common(1)
    level = min((mark.level for mark in known if mark.level and form in mark.forms()), default=0)
    out: list[_Mark] = []
    last = 0
    for mark in marks:
        if mark.at in answered:
            if form in mark.forms():
                last = mark.number or last + 1
            out.append(mark)
        elif _is_unnumbered(mark, level) or (
            form in mark.forms() and not mark.rest and _follows(mark, form, last, usual)
        ):
            if mark.at < known[0].at and _OWN_TITLE.search(mark.title):
                continue
            last = mark.number or last + 1
            out.append(mark)
    return out


def _is_unnumbered(mark: _Mark, level: int) -> bool:
    """A heading of the chapters' own level that was left without a number."""
    return level > 0 and mark.level == level and not mark.form


def _follows(mark: _Mark, form: str, last: int, usual: Sequence[tuple[str, int]]) -> bool:
    if form.startswith("level"):
        return not mark.form or (bool(usual) and mark.form == usual[0][0])
    if form in ("1.", "(1)", "(一)") and not (mark.is_bold or mark.level):
        return False
    return last <= mark.number <= last + 2 and mark.number > 0


def _tail(lines: Sequence[Line], last: int, last_pages: Sequence[str]) -> int:
    """Where the annexes or the letters behind the last chapter begin."""
    titles = {fold(title) for title in last_pages}
    for at in range(last + 1, len(lines)):
        text = lines[at].text.strip()
        if lines[at].table >= 0 or not text:
            continue
        if fold(text) in titles or _ANNEX.fullmatch(text):
            return at
    return len(lines)


def _cut(
    headings: Sequence[_Mark],
    answered: dict[int, Chapter],
    marks: Sequence[_Mark],
    contents: set[int],
    tail: int,
    form: str,
    chapters: Sequence[Chapter],
) -> list[Part]:
    """The parts; a chapter found below another heading goes as far as its own kind of heading."""
    owner: dict[int, int] = {}
    stack: list[_Mark] = []
    at_line = {mark.at: mark for mark in headings}
    other = {mark.at: mark for mark in marks}
    for at in range(tail):
        mark = other.get(at)
        if mark is not None and stack and at not in at_line:
            while len(stack) > 1 and stack[-1].form and mark.form == stack[-1].form:
                stack.pop()
        if at in at_line:
            heading = at_line[at]
            while stack and _rank(stack[-1]) >= _rank(heading):
                stack.pop()
            stack.append(heading)
            continue
        if at not in contents:
            owner[at] = stack[-1].at if stack else -1
    taken = {chapter.id: other[at].title for at, chapter in answered.items()}
    out = [Part(None, "", "开头", tuple(at for at, own in owner.items() if own < 0))]
    for count, mark in enumerate(headings, start=1):
        inside = tuple(at for at, own in owner.items() if own == mark.at)
        chapter = answered.get(mark.at)
        is_counted = mark.number > 0 and mark.form in ("章", "一、", form)
        where = f"第{in_chinese(mark.number if is_counted else count)}章"
        by = ""
        if chapter is None:
            near = max(_answers(mark.title, chapters), default=None, key=lambda one: one[0])
            by = taken.get(near[1].id, "") if near is not None else ""
        out.append(Part(chapter, mark.title, where, inside, mark.rest, by))
    return out


def _annexes(lines: Sequence[Line], behind: range) -> Iterator[Part]:
    """What stands behind the chapters, cut at 附件1, 附件2 …"""
    starts = [at for at in behind if at == behind.start or _ANNEX.fullmatch(lines[at].text.strip())]
    for start, end in pairwise([*starts, behind.stop]):
        heading = lines[start].text.strip()
        match = _ANNEX_NUMBER.match(heading)
        where = "".join(match[0].split()) if match else "附页"
        yield Part(None, heading, where, tuple(range(start, end)), is_annex=True)


def _rank(mark: _Mark) -> int:
    return min((_RANK.get(form, _LOWEST) for form in mark.forms()), default=_LOWEST)
