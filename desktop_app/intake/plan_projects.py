"""The projects that a plan names in numbered paragraphs, and what of the text they take up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core.numerals import parse_number
from desktop_app.intake.plain import Line
from desktop_app.intake.plan_names import (
    Told,
    details_of,
    is_beyond_doubt,
    is_detail_line,
    is_sentence,
    looks_like_project,
    may_be_project,
    split_name,
)

_NUMBERS = (
    ("1.", re.compile(r"[\s\u3000]*(?P<n>\d{1,4})[ \u3000]*[.\uff0e、](?!\d)[ \u3000\t]*")),
    ("1.", re.compile(r"[\s\u3000]*(?P<n>\d{1,4})\t[ \u3000\t]*")),
    ("(1)", re.compile(r"[\s\u3000]*[(\uff08](?P<n>\d{1,4})[)\uff09][ \u3000\t]*、?")),
    ("1)", re.compile(r"[\s\u3000]*(?P<n>\d{1,4})[)\uff09][ \u3000\t]*")),
    (
        "项目1",
        re.compile(
            r"[\s\u3000]*项目(?P<n>\d{1,4}|[一二三四五六七八九十百]{1,4})"
            r"[:\uff1a、.\uff0e][ \u3000\t]*"
        ),
    ),
    ("①", re.compile(r"[\s\u3000]*(?P<n>[①-⑳])[ \u3000\t]*")),
)
# What stands before a name instead of a number; such items are counted as they come.
_NAMED, _BULLET, _BARE = "项目名称:", "•", "bare"
_SIGNS = (
    (_NAMED, re.compile(r"[\s\u3000]*项目名称\s*[:\uff1a][ \u3000\t]*")),
    (_BULLET, re.compile(r"[\s\u3000]*(?:[•●◆■□▪▶➢◇○]|[-—–·*](?=[ \u3000\t]))[ \u3000\t]*")),
)
FEWEST_IN_A_LIST = 3
# How many of a list's items must look like projects for the others to be taken along.
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph that names a project: its line, its row, the lines that belong to it.

    `is_odd` marks one that is a project only because the items around it are; without cells it
    is a sentence that stands between them. `typed` is the name with the marks around it (《…》).
    """

    line: int
    cells: dict[str, str]
    lines: tuple[int, ...]
    is_odd: bool = False
    typed: str = ""


@dataclass(slots=True)
class _Run:
    """Paragraphs numbered one after the other in one form."""

    form: str
    last: int
    at: list[int] = field(default_factory=list[int])
    texts: list[str] = field(default_factory=list[str])
    detailed: set[int] = field(default_factory=set[int])
    told: list[Told] = field(default_factory=list[Told])

    def settle(self) -> None:
        """Read the names; a bracket with only a firm in it counts when most items have one."""
        self.told = [split_name(text) for text in self.texts]
        singles = sum(told.single for told in self.told)
        if singles * 2 >= len(self.told):
            self.told = [split_name(text, takes_single=True) for text in self.texts]

    def sure(self) -> int:
        """How many items are projects beyond doubt; details below one (建设单位:…) tell as well."""
        return sum(
            looks_like_project(told)
            or ((index in self.detailed or self.form == _NAMED) and not is_sentence(told))
            for index, told in zip(self.at, self.told, strict=True)
        )

    def is_list(self) -> bool:
        count = len(self.told)
        if self.form == _NAMED or self.form == _BARE:
            return self.sure() == count and (count >= FEWEST_IN_A_LIST or self.form == _NAMED)
        if all(map(is_beyond_doubt, self.told)):
            return True
        return count >= FEWEST_IN_A_LIST and self.sure() >= max(2, _SHARE * count)


def is_list_number(text: str) -> bool:
    """Whether a text begins with the number of a list's item."""
    return bool(_numbered(Line(text))[0])


def numbered_projects(
    lines: Sequence[Line], at: Sequence[int], roles: Mapping[str, str]
) -> list[Item]:
    """Paragraphs that name projects, in lists of at least three; fewer when each gives its firm
    or its sum. Before the names stand numbers, bullets, 「项目名称:」 or nothing.

    `at` are the lines to look at; `roles` maps name, enterprise, county, industry and investment
    to the column ids of the plan's list. A list may be interrupted by headings (industries) and
    by details of its items; in shorter runs beside a real list every item must be a project.
    """
    runs = _runs(lines, at)
    for run in runs:
        run.settle()
    listed = {run.form for run in runs if run.is_list()}
    for form in {run.form for run in runs} - listed:
        short = [run for run in runs if run.form == form and run.sure() == len(run.told)]
        if sum(len(run.told) for run in short) >= FEWEST_IN_A_LIST:
            listed.add(form)
    items: list[Item] = []
    for run in runs:
        if run.form in listed and (run.is_list() or run.sure() == len(run.told)):
            items += _items(run, lines, at, roles)
    return sorted(items, key=lambda item: item.line)


def _runs(lines: Sequence[Line], at: Sequence[int]) -> list[_Run]:
    runs: list[_Run] = []
    running: dict[str, _Run] = {}
    last: _Run | None = None
    for index in at:
        line = lines[index]
        if line.table >= 0:
            last = None
            continue
        form, number, text = _numbered(line)
        if not form and not is_detail_line(line.text):
            form, text = _signed(line)
        if not form:
            if last is not None and is_detail_line(line.text):
                last.detailed.add(last.at[-1])
            last = None
            continue
        run = running.get(form)
        if form in (_NAMED, _BULLET, _BARE):
            is_new = run is None or (form == _BARE and last is not run)
        else:
            # A number typed twice or left out does not end a list; a 1 begins one.
            is_new = run is None or number == 1 or not run.last <= number <= run.last + 2
        if run is None or is_new:
            run = running[form] = _Run(form, number)
            runs.append(run)
        run.last = number
        run.at.append(index)
        run.texts.append(text)
        last = run
    return runs


def _numbered(line: Line) -> tuple[str, int, str]:
    """The form of a paragraph's number, the number, and its text to the letter."""
    shown = f"{line.number} " if line.number else line.text
    for form, pattern in _NUMBERS:
        match = pattern.match(shown)
        if match is None:
            continue
        rest = line.text if line.number else line.text[match.end() :]
        if rest.strip():
            return form, _value(match["n"]), rest
    return "", 0, ""


def _signed(line: Line) -> tuple[str, str]:
    """What stands before the name in a paragraph without a number, and its text to the letter.

    A paragraph with nothing before it must be a project's name by its looks.
    """
    for form, pattern in _SIGNS:
        match = pattern.match(line.text)
        if match is not None and line.text[match.end() :].strip():
            return form, line.text[match.end() :]
    if line.level or line.bold or not looks_like_project(split_name(line.text)):
        return "", ""
    return _BARE, line.text.strip(" \u3000\t")


def _value(number: str) -> int:
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    value = parse_number(number)
    return 0 if value is None else int(value)


def _items(
    run: _Run, lines: Sequence[Line], at: Sequence[int], roles: Mapping[str, str]
) -> list[Item]:
    places = {index: n for n, index in enumerate(at)}
    out: list[Item] = []
    for index, told in zip(run.at, run.told, strict=True):
        if is_sentence(told):
            out.append(Item(index, {}, (), is_odd=True))
            continue
        details = [told.details] if told.details else []
        own = [index]
        for below in at[places[index] + 1 :]:
            if lines[below].table >= 0 or not is_detail_line(lines[below].text):
                break
            own.append(below)
            details.append(lines[below].text.strip())
        cells = {roles["name"]: told.name, **details_of(",".join(details), roles)}
        is_odd = not (details or looks_like_project(told) or may_be_project(told))
        out.append(Item(index, cells, tuple(own), is_odd, told.typed))
    return out
