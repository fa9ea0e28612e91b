"""Which part of a foreign plan is which chapter, in whatever order and numbering."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.core.names import in_plain_script
from desktop_app.core.numerals import in_chinese
from desktop_app.core.pack_forms import Chapter
from desktop_app.intake.plain import Line
from desktop_app.intake.plan_contents import contents_lines
from desktop_app.intake.plan_marks import (
    BOLD,
    CHINESE,
    PLAIN,
    RANK,
    Mark,
    mark_of,
    rank_of,
    rank_of_form,
)

_ANNEX_NUMBER = re.compile(rf"附\s*[件表录]\s*(?:\d{{1,2}}|{CHINESE})?")
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
    from. `heading` is empty for what stands before the first chapter. `also` are the titles of
    chapters that the heading names as well, and that have none of their own. `at` is the heading's
    own line, −1 without one.
    """

    chapter: Chapter | None
    heading: str
    where: str
    lines: tuple[int, ...]
    rest: str = ""
    taken_by: str = ""
    is_annex: bool = False
    also: tuple[str, ...] = ()
    at: int = -1


def parts(
    lines: Sequence[Line], chapters: Sequence[Chapter], last_pages: Sequence[str] = ()
) -> list[Part]:
    """The file cut at its chapters' headings, in the order of the file.

    Which headings are the chapters' is decided by the form (第一章, 一、, heading level, 1., bold)
    under which most chapters are recognised; a line of another form counts when it names a chapter
    that is not found otherwise. `last_pages` are titles of pages behind the last chapter (letters).
    """
    contents = contents_lines(lines)
    marks = [
        mark
        for at, line in enumerate(lines)
        if at not in contents and (mark := mark_of(at, line)) is not None
    ]
    form = _leading_form(marks, chapters)
    below = _lines_below(lines)
    answered = _assigned(marks, chapters, form, below)
    listed = _listed_before(marks, answered, below)
    contents |= listed
    marks = [mark for mark in marks if mark.at not in listed]
    headings = _accepted(marks, answered, form)
    tail = _tail(lines, headings[-1].at if headings else -1, last_pages)
    upper = _upper(marks, headings, answered, below)
    found = _cut(headings, answered, marks, contents, upper, tail, form, chapters)
    annexes = list(_annexes(lines, range(tail, len(lines))))
    return _with_annexed(lines, found, annexes, chapters)


def _answers(title: str, chapters: Sequence[Chapter]) -> Iterator[tuple[float, Chapter]]:
    """The chapters that a heading may be, with how well it names each."""
    folded = in_plain_script(title)
    for chapter in chapters:
        best = 0.0
        for word in (chapter.title, *chapter.synonyms):
            known = in_plain_script(word)
            if title == word:
                best = max(best, _EXACT)
            elif folded == known:
                best = max(best, _FOLDED)
            elif known in folded:
                best = max(best, _CONTAINED + len(known) / len(folded))
        if best:
            yield best, chapter


def _leading_form(marks: Sequence[Mark], chapters: Sequence[Chapter]) -> str:
    """The form of heading under which most chapters are found, the higher form when equal."""
    named: dict[str, set[str]] = {}
    for mark in marks:
        for form in mark.ways():
            needed = _CONTAINED + (_MENTIONED if rank_of_form(form) > RANK["一、"] else 0.0)
            if mark.rest or form == PLAIN:
                needed = _FOLDED
            found = {chapter.id for score, chapter in _answers(mark.title, chapters)
                     if score >= needed}  # fmt: skip
            named.setdefault(form, set()).update(found)
    if not any(named.values()):
        return ""
    # A number tells more than a level: a whole document may be set in one heading style.
    return min(
        named,
        key=lambda form: (-len(named[form]), form.startswith("level"), rank_of_form(form)),
    )


def _assigned(
    marks: Sequence[Mark], chapters: Sequence[Chapter], form: str, below: dict[int, int]
) -> dict[int, Chapter]:
    """Line → chapter: each heading and each chapter once, the best answers first.

    Headings of the leading form come first; others, and unnumbered lines, must be the word itself.
    Of two alike, one with nothing between it and the next chapter's heading is only in a list.
    """
    claims: list[tuple[bool, float, bool, int, Chapter]] = []
    named: dict[int, set[str]] = {}
    for mark in marks:
        exact = {
            chapter.id for score, chapter in _answers(mark.title, chapters) if score >= _FOLDED
        }
        if exact:
            named[mark.at] = exact
    for mark in marks:
        way = mark.ways()
        leads = bool(form) and form in way
        is_plain = PLAIN in way
        next_named = named.get(below.get(mark.at, -1), set())
        for score, chapter in _answers(mark.title, chapters):
            is_bare = bool(next_named) and chapter.id not in next_named
            is_itself = score >= _FOLDED or not (mark.rest or is_plain)
            if leads and is_itself:
                claims.append((False, -score, is_bare, mark.at, chapter))
            elif score >= _FOLDED and not mark.rest and not (is_plain and form):
                claims.append((True, -score, is_bare, mark.at, chapter))
    claims.sort(key=lambda claim: claim[:4])
    found: dict[int, Chapter] = {}
    for _, _, _, at, chapter in claims:
        if at not in found and all(chapter.id != other.id for other in found.values()):
            found[at] = chapter
    return found


def _lines_below(lines: Sequence[Line]) -> dict[int, int]:
    """Line → the next line with anything in it."""
    filled = [at for at, line in enumerate(lines) if line.table >= 0 or line.text.strip()]
    return dict(pairwise(filled))


def _listed_before(
    marks: Sequence[Mark], answered: dict[int, Chapter], below: dict[int, int]
) -> set[int]:
    """Titles of chapters one below the other in front of the first: contents without a word."""
    first = min(answered, default=-1)
    titles = {in_plain_script(mark.title) for mark in marks if mark.at in answered}
    found = [mark.at for mark in marks if mark.at < first and in_plain_script(mark.title) in titles]
    ends = {*found, first}
    return {at for at in found if below.get(at) in ends}


def _upper(
    marks: Sequence[Mark],
    headings: Sequence[Mark],
    answered: dict[int, Chapter],
    below: dict[int, int],
) -> set[int]:
    """Headings that only gather chapters below them (二、建设任务): no text of the one before."""
    chapters = {mark.at: mark for mark in headings if mark.at in answered}
    own = {mark.at for mark in headings}
    found: dict[str, list[Mark]] = {}
    others: set[str] = set()
    for mark in marks:
        if mark.at in own or not mark.forms():
            continue
        heading = chapters.get(below.get(mark.at, -1))
        if heading is not None and rank_of(mark) < rank_of(heading):
            found.setdefault(mark.form, []).append(mark)
        else:
            others.add(mark.form)
    # Where others of its form have text below them, it is one of them.
    return {mark.at for form, some in found.items() if form not in others for mark in some}


def _accepted(marks: Sequence[Mark], answered: dict[int, Chapter], form: str) -> list[Mark]:
    """The headings at which the file is cut: those that are chapters, and others of the leading
    form whose number follows on, so that a list inside a chapter does not cut it."""
    known = [mark for mark in marks if mark.at in answered]
    if not known:
        return []
    usual = Counter(mark.form for mark in known if form in mark.ways()).most_common(1)
    level = min((mark.level for mark in known if mark.level and form in mark.ways()), default=0)
    out: list[Mark] = []
    last = 0
    for mark in marks:
        if mark.at in answered:
            if form in mark.ways():
                last = mark.number or last + 1
            out.append(mark)
        elif _is_unnumbered(mark, level) or (
            form in mark.ways() and not mark.rest and _follows(mark, form, last, usual)
        ):
            if mark.at < known[0].at and _OWN_TITLE.search(mark.title):
                continue
            last = mark.number or last + 1
            out.append(mark)
    return out


def _is_unnumbered(mark: Mark, level: int) -> bool:
    """A heading of the chapters' own level that was left without a number."""
    return level > 0 and mark.level == level and not mark.form


def _follows(mark: Mark, form: str, last: int, usual: Sequence[tuple[str, int]]) -> bool:
    if form in (BOLD, PLAIN):
        return False
    if form.startswith("level"):
        return not mark.form or (bool(usual) and mark.form == usual[0][0])
    if form in ("1.", "(1)", "(一)") and not (mark.is_bold or mark.level):
        return False
    return last <= mark.number <= last + 2 and mark.number > 0


def _tail(lines: Sequence[Line], last: int, last_pages: Sequence[str]) -> int:
    """Where the annexes or the letters behind the last chapter begin."""
    titles = {in_plain_script(title) for title in last_pages}
    for at in range(last + 1, len(lines)):
        text = lines[at].text.strip()
        if lines[at].table >= 0 or not text:
            continue
        if in_plain_script(text) in titles or _ANNEX.fullmatch(text):
            return at
    return len(lines)


def _cut(
    headings: Sequence[Mark],
    answered: dict[int, Chapter],
    marks: Sequence[Mark],
    contents: set[int],
    upper: set[int],
    tail: int,
    form: str,
    chapters: Sequence[Chapter],
) -> list[Part]:
    """The parts; a chapter found below another heading goes as far as its own kind of heading."""
    owner: dict[int, int] = {}
    stack: list[Mark] = []
    at_line = {mark.at: mark for mark in headings}
    other = {mark.at: mark for mark in marks}
    for at in range(tail):
        mark = other.get(at)
        if mark is not None and stack and at not in at_line:
            while len(stack) > 1 and stack[-1].form and mark.form == stack[-1].form:
                stack.pop()
        if at in at_line:
            heading = at_line[at]
            while stack and rank_of(stack[-1]) >= rank_of(heading):
                stack.pop()
            stack.append(heading)
            continue
        if at not in contents:
            owner[at] = stack[-1].at if stack and at not in upper else -1
    taken = {chapter.id: other[at].title for at, chapter in answered.items()}
    out = [Part(None, "", "开头", tuple(at for at, own in owner.items() if own < 0))]
    for count, mark in enumerate(headings, start=1):
        inside = tuple(at for at, own in owner.items() if own == mark.at)
        chapter = answered.get(mark.at)
        is_counted = mark.number > 0 and mark.form in ("章", "一、", form)
        where = f"第{in_chinese(mark.number if is_counted else count)}章"
        by = ""
        also: tuple[str, ...] = ()
        if chapter is not None:
            shared = (other for _, other in _answers(mark.title, chapters))
            also = tuple(other.title for other in shared if other.id not in taken)
        else:
            near = max(_answers(mark.title, chapters), default=None, key=lambda one: one[0])
            by = taken.get(near[1].id, "") if near is not None else ""
        out.append(Part(chapter, mark.title, where, inside, mark.rest, by, also=also, at=mark.at))
    return out


def _with_annexed(
    lines: Sequence[Line],
    found: Sequence[Part],
    annexes: Sequence[Part],
    chapters: Sequence[Chapter],
) -> list[Part]:
    """The parts, with the annexes that are chapters: those whose own title is that of a chapter
    which the file has nowhere else, but for a line in its list of annexes."""
    written = {
        part.chapter.id
        for part in found
        if part.chapter is not None
        and (part.rest or any(lines[at].text.strip() or lines[at].table >= 0 for at in part.lines))
    }
    missing = [chapter for chapter in chapters if chapter.id not in written]
    made = [_as_chapter(lines, part, missing) for part in annexes]
    taken = {part.chapter.id for part in made if part.chapter is not None}
    kept = [one for one in found if one.chapter is None or one.chapter.id not in taken]
    return [*kept, *made]


def _as_chapter(lines: Sequence[Line], annex: Part, missing: Sequence[Chapter]) -> Part:
    """An annex as the chapter that it is, else as it is; its title stands behind the number, or in
    the next line."""
    filled = [at for at in annex.lines if lines[at].text.strip()]
    for at in filled[:2]:
        title = _ANNEX_NUMBER.sub("", lines[at].text.strip(), count=1).strip(":\uff1a \u3000")
        for score, chapter in _answers(title, missing):
            if score >= _FOLDED:
                inside = tuple(one for one in annex.lines if one > at)
                return Part(chapter, title, annex.where, inside, at=at)
    return annex


def _annexes(lines: Sequence[Line], behind: range) -> Iterator[Part]:
    """What stands behind the chapters, cut at 附件1, 附件2 …"""
    starts = [at for at in behind if at == behind.start or _ANNEX.fullmatch(lines[at].text.strip())]
    for start, end in pairwise([*starts, behind.stop]):
        heading = lines[start].text.strip()
        match = _ANNEX_NUMBER.match(heading)
        where = "".join(match[0].split()) if match else "附页"
        yield Part(None, heading, where, tuple(range(start, end)), is_annex=True)
