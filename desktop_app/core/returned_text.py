"""The paragraphs of a paper that came back: lines of chapters, and texts that hold fields."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.live_values import Resolved, resolved, restored
from desktop_app.core.names import fold
from desktop_app.core.paper import Paper, PrintedFoot, PrintedLine, ReadLine, Trace
from desktop_app.core.programme import Programme
from desktop_app.core.returned_notes import Kind, Noted, short
from desktop_app.core.shown import PLACEHOLDER
from desktop_app.core.text_changes import likeness
from desktop_app.core.typed_numbers import is_same_line, renumbered, typed_number
from desktop_app.core.values import parse
from desktop_app.core.weave import Slot, found

_PAGE = re.compile(r"[\s.…·]*\d{1,4}$")
# Patterns with several gaps are tried on short texts only.
_LONGEST_TEMPLATE = 400
_SAME_TEXT = 0.6
_MOST_SPLIT = 200

Line = tuple[float, ReadLine]


@dataclass
class Text:
    """What became of the paragraphs. `weaves` are the lines of each chapter, by its path; `lines`
    the notes on them, each with the slots it is about; `fields` the new text of fields by path.
    `places` says where each line that came back stands, for comments on it."""

    weaves: dict[str, tuple[Slot, ...]] = field(default_factory=dict[str, tuple[Slot, ...]])
    lines: list[tuple[Noted, tuple[tuple[str, int], ...]]] = field(
        default_factory=list[tuple[Noted, tuple[tuple[str, int], ...]]]
    )
    fields: dict[str, tuple[str, Noted]] = field(default_factory=dict[str, tuple[str, Noted]])
    others: list[Noted] = field(default_factory=list[Noted])
    places: list[tuple[str, ReadLine]] = field(default_factory=list[tuple[str, ReadLine]])


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A line of a chapter as it is to be: its slot, the line that came back, where that stands."""

    slot: Slot
    line: ReadLine | None
    order: float
    number: int


@dataclass(frozen=True, slots=True)
class _Back:
    """The lines that came back: for each printed line where it is among them, those added to
    chapters behind so many of their lines, the numbers of chapters' lines."""

    places: Sequence[int | None]
    full: Sequence[Line]
    end: Sequence[Line]
    added: Mapping[tuple[str, int], Sequence[int]]
    numbers: Mapping[int, int]

    def added_to(self, chapter: str, behind: int) -> Iterator[_Wanted]:
        for at in self.added.get((chapter, behind), ()):
            order, line = self.full[at]
            slot = Slot(None, line.text.strip())
            yield _Wanted(slot, line, order, self.numbers.get(at, 0))

    def line_of(self, number: int, count: int, printed: str, typed: str, told: Resolved) -> _Wanted:
        """What became of a printed line, the `count`th of its chapter; `typed` in the draft, and
        `told` with the values of its tokens."""
        place = self.places[number]
        if place is None:
            order, line = _around(number, self.places, self.full, self.end)
            return _Wanted(Slot(typed, None), line, order, count)
        order, line = self.full[place]
        text = line.text.strip()
        new = typed
        # A sign that no paper shows may have stood behind a blank.
        if not is_same_line(printed.strip(), text):
            new = restored(typed, told, renumbered(text, told.text))
        return _Wanted(Slot(typed, new), line, order, self.numbers.get(place, count))


def returned_text(
    programme: Programme, base: Draft, paper: Paper, read: Sequence[Line], attachment: str
) -> Text:
    """Hold the lines that came back (with their order in the paper) against those printed."""
    return _Reader(programme, base, paper, attachment).of(read)


@dataclass
class _Reader:
    programme: Programme
    base: Draft
    paper: Paper
    attachment: str
    out: Text = field(default_factory=Text)
    _live: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._live = Subject(self.programme, self.base).live_texts

    def of(self, read: Sequence[Line]) -> Text:
        printed = [one for one in self.paper.pieces if isinstance(one, PrintedLine | PrintedFoot)]
        printed = [one for one in printed if _text(one).strip()]
        slots = [Slot(_text(one), _text(one), not _is_prose(one)) for one in printed]
        lines = _split(read, [slot.old or "" for slot in slots if slot.is_loose])
        full = [one for one in lines if one[1].text.strip()]
        places = found(slots, [line.text.strip() for _, line in full])
        self._chapters(printed, places, full, lines[-1:])
        self._fixed(printed, places, full)
        return self.out

    def _chapters(
        self,
        printed: Sequence[PrintedLine | PrintedFoot],
        places: Sequence[int | None],
        full: Sequence[Line],
        end: Sequence[Line],
    ) -> None:
        prose: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(printed):
            if _is_prose(one):
                prose[_chapter_of(one)].append(number)
        back = {place: number for number, place in enumerate(places) if place is not None}
        added: dict[tuple[str, int], list[int]] = defaultdict(list)
        last = -1
        counts: dict[str, int] = defaultdict(int)
        numbers: dict[int, int] = {}
        for at, (order, line) in enumerate(full):
            number = back.get(at)
            last = last if number is None else number
            here = printed[last] if last >= 0 else None
            chapter = _chapter_of(here)
            if number is None and not chapter:
                self._outside(order, line, here)
                continue
            if chapter and (number is None or _is_prose(printed[number])):
                counts[chapter] += 1
                numbers[at] = counts[chapter]
                place = self._place(chapter, counts[chapter])
            else:
                place = self._whole(chapter)
            self.out.places.append((place, line))
            if number is None:
                before = bisect_right(prose[chapter], last)
                added[chapter, before].append(at)
        back_to = _Back(places, full, end, added, numbers)
        for chapter in self.paper.chapters:
            lines = [(place, _text(printed[place])) for place in prose[chapter]]
            wanted = self._wanted(chapter, lines, back_to)
            self.out.weaves[chapter] = tuple(one.slot for one in wanted)
            for number, one in enumerate(wanted):
                if not one.slot.is_kept():
                    self._note(chapter, number, one)
        self._join_moved()

    def _wanted(
        self, chapter: str, prose: Sequence[tuple[int, str]], back: "_Back"
    ) -> list[_Wanted]:
        """The lines of a chapter, old and new in order; `prose` are its printed ones, by place."""
        # The draft holds tokens where the paper prints their values.
        typed = _typed_lines(self.base.values.get(chapter, ""))
        told = [resolved(line, self._live) for line in typed]
        out: list[_Wanted] = list(back.added_to(chapter, 0))
        shown = 0
        for text, line in zip(typed, told, strict=True):
            is_whole = len(prose) == len(typed)
            number, printed = prose[shown] if shown < len(prose) else (-1, "")
            if number < 0 or not (is_whole or _is_print_of(printed, line.text)):
                # Nothing of it can be printed; it stays as it is.
                out.append(_Wanted(Slot(text, text), None, 0.0, 0))
                continue
            shown += 1
            out.append(back.line_of(number, shown, printed, text, line))
            out += back.added_to(chapter, shown)
        return out

    def _note(self, chapter: str, number: int, one: _Wanted) -> None:
        old, new = one.slot.old, one.slot.new
        traces = () if one.line is None else one.line.traces
        place = self._place(chapter, one.number)
        kind: Kind = "paragraph_changed"
        if old is None:
            kind = "paragraph_added"
        elif new is None:
            kind = "paragraph_removed"
            place = f"{self._whole(chapter)} 原第{one.number}段"
            traces = _about(old, () if one.line is None else one.line.before)
        noted = Noted(kind, place, old or "", new or "", one.order, traces)
        self.out.lines.append((noted, ((chapter, number),)))

    def _join_moved(self) -> None:
        """What is gone in one place and new in another, to the letter, was moved."""
        gone: dict[object, list[int]] = defaultdict(list)
        for at, (noted, _) in enumerate(self.out.lines):
            if noted.kind == "paragraph_removed":
                gone[typed_number(noted.old)].append(at)
        joined: set[int] = set()
        for at, (noted, slots) in enumerate(list(self.out.lines)):
            waiting = gone.get(typed_number(noted.new), [])
            if noted.kind != "paragraph_added" or not waiting:
                continue
            before, its_slots = self.out.lines[waiting[0]]
            joined.add(waiting.pop(0))
            moved = Noted(
                "paragraph_moved",
                f"{before.place} 移至 {noted.place.removeprefix(self.attachment).strip()}",
                before.old,
                noted.new,
                noted.order,
                (*before.traces, *noted.traces),
            )
            self.out.lines[at] = (moved, (*its_slots, *slots))
        self.out.lines = [one for at, one in enumerate(self.out.lines) if at not in joined]

    def _fixed(
        self,
        printed: Sequence[PrintedLine | PrintedFoot],
        places: Sequence[int | None],
        full: Sequence[Line],
    ) -> None:
        """Texts of the pack and of the program: what changed in them may be a field's value."""
        for number, (one, place) in enumerate(zip(printed, places, strict=True)):
            if _is_prose(one):
                continue
            where = self._whole(_chapter_of(one))
            if place is None:
                order, _ = _around(number, places, full, ())
                self._beside(where, _text(one), "", order)
                continue
            order, line = full[place]
            if fold(_text(one)) == fold(line.text):
                continue
            values = self._values(one, line.text)
            if values is None:
                self._beside(where, _text(one), line.text, order, line.traces)
                continue
            for path, new in values.items():
                self._field(path, new, order, line.traces)

    def _values(self, one: PrintedLine | PrintedFoot, text: str) -> Mapping[str, str] | None:
        if isinstance(one, PrintedFoot):
            return _foot_values(one, text)
        return _template_values(one.source, text)

    def _field(self, path: str, new: str, order: float, traces: tuple[Trace, ...]) -> None:
        about = self.programme.field(path)
        if about is None or path in self.out.fields:
            return
        old = self.base.values.get(path, "")
        options = self.programme.options(about)
        was, now = (parse(about.kind, text, about.unit, options) for text in (old, new))
        # 「    年  月  日」 is room to write in.
        if _is_room(new):
            now = None
        if was == now or (isinstance(was, str) and isinstance(now, str) and was.strip() == now):
            return
        text = "" if now is None else new
        noted = Noted("field", f"{self.attachment} {about.label}", old, text, order, traces)
        self.out.fields[path] = (text, noted)

    def _outside(self, order: float, line: ReadLine, here: object) -> None:
        if fold(_PAGE.sub("", line.text.strip())) in self.paper.contents:
            return
        where = f"{self.attachment} 正文之前" if here is None else f"{self.attachment} 正文之外"
        self.out.places.append((where, line))
        self._beside(where, "", line.text, order, line.traces)

    def _beside(
        self, where: str, old: str, new: str, order: float, traces: tuple[Trace, ...] = ()
    ) -> None:
        kind: Kind = "paragraph_changed" if old and new else "paragraph_added"
        kind = kind if new else "paragraph_removed"
        self.out.others.append(Noted(kind, where, short(old), short(new), order, traces))

    def _whole(self, chapter: str) -> str:
        return f"{self.attachment} {self.paper.chapters.get(chapter, '')}".strip()

    def _place(self, chapter: str, number: int) -> str:
        return f"{self._whole(chapter)} 第{number}段"


def _text(one: PrintedLine | PrintedFoot) -> str:
    if isinstance(one, PrintedLine):
        return one.text
    return "　　".join(f"{label}：{value}" for label, value in one.entries)


def _chapter_of(one: PrintedLine | PrintedFoot | None) -> str:
    return one.chapter if isinstance(one, PrintedLine) else ""


def _is_room(text: str) -> bool:
    """Whether a text is only room to write in: ××, 「    年  月  日」."""
    return not re.search(r"\w", re.sub("[年月日_×]", "", text))


def _is_prose(one: PrintedLine | PrintedFoot) -> bool:
    return isinstance(one, PrintedLine) and bool(one.chapter) and one.source == one.chapter


def _typed_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_print_of(printed: str, typed: str) -> bool:
    """Whether a printed line can be that of a typed one: signs that no file holds are not there."""
    return is_same_line(printed, typed) or likeness(printed, typed) >= _SAME_TEXT


def _around(
    number: int, places: Sequence[int | None], full: Sequence[Line], end: Sequence[Line]
) -> Line:
    """Where a printed line that did not come back would stand, and the line behind it."""
    ahead = next((place for place in reversed(places[:number]) if place is not None), None)
    order = full[ahead][0] + 0.5 if ahead is not None else -1.0
    later = next((place for place in places[number + 1 :] if place is not None), None)
    if later is not None:
        return order, full[later][1]
    last = [*full[-1:], *end][-1:]
    return order, last[0][1] if last else ReadLine("")


def _about(text: str, traces: Sequence[Trace]) -> tuple[Trace, ...]:
    """Of the traces of deleted paragraphs those that deleted this one."""
    wanted = fold(typed_number(text)[1])
    return tuple(one for one in traces if wanted and wanted in fold(one.text))


def _split(read: Sequence[Line], loose: Sequence[str]) -> list[Line]:
    """Lines cut where a person broke them; titles and feet are broken by the program itself."""
    known = {fold(text) for text in loose}
    out: list[Line] = []
    asked = 0
    for order, line in read:
        parts = [part for part in line.text.splitlines() if part.strip()]
        folded = fold(line.text)
        if len(parts) < 2 or folded in known:
            out.append((order, line))
            continue
        asked += 1
        is_short = len(folded) <= _LONGEST_TEMPLATE * 4
        if (
            is_short
            and asked < _MOST_SPLIT
            and any(likeness(folded, one) >= _SAME_TEXT for one in known)
        ):
            out.append((order, line))
            continue
        for number, part in enumerate(parts):
            whole = line.traces if number == 0 else ()
            inside = tuple(
                one for one in line.traces if one.text.strip() and one.text.strip() in part
            )
            before = line.before if number == 0 else ()
            out.append((order, ReadLine(part, whole or inside, before)))
    return out


def _template_values(template: str, text: str) -> Mapping[str, str] | None:
    """What stands where a text has its placeholders; None where it is not that text."""
    names = [match[1].replace(".", "/") for match in PLACEHOLDER.finditer(template)]
    flat = text.replace("\n", "").strip()
    if not names or len(flat) > _LONGEST_TEMPLATE:
        return None
    pieces = (re.escape(part) for part in PLACEHOLDER.split(template.strip())[::2])
    match = re.fullmatch("(.+?)".join(pieces), flat)
    if match is None:
        return None
    values: dict[str, str] = {}
    for name, value in zip(names, match.groups(), strict=True):
        if values.setdefault(name, value) != value:
            return None
    return values


def _foot_values(foot: PrintedFoot, text: str) -> Mapping[str, str] | None:
    """The values of a form's foot; None where labels are missing."""
    if len(text) > _LONGEST_TEMPLATE * 4:
        return None
    values: dict[str, str] = {}
    starts: list[tuple[int, int]] = []
    at = 0
    for label, _ in foot.entries:
        match = re.compile(re.escape(label) + r"\s*[：:]").search(text, at)
        if match is None:
            return None
        starts.append((match.start(), match.end()))
        at = match.end()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (_, start), end, path in zip(starts, ends, foot.sources, strict=True):
        if path:
            values[path] = text[start:end].strip(" \t\n　_")
    return values
