"""The sentences of a notice with the clause that each stands in, and which of them set limits."""

import re
from dataclasses import dataclass

from desktop_app.core.notice_text import SECOND, THIRD, TOP, Clauses, Span
from desktop_app.core.scripts import simplified

_END = re.compile(r"[^。;\uff1b!\uff01?\uff1f]*[。;\uff1b!\uff01?\uff1f]*")
# Words by which a notice bounds or binds; 鼓励 and 可 leave it to the applicant.
_LIMIT = re.compile(
    r"不少于|不低于|不小于|不超过|不高于|不大于|不多于|至少|至多|最多|最少|以上|以下|以内|"
    r"应当?|必须|须|不得|不能|不予|严禁|禁止|务必|确保|原则上|达到|控制在|限(?:报|于|额)|一律|截止|"
    r"\d日前|[一二三四五六七八九十]日前"
)
_BLAND = re.compile(r"响应|相应|适应|对应|应用|供应|反应|效应|应急|应届|必须的")
HEAD = "开头"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, where it stands in the notice, and its clause."""

    text: str
    clause: str
    span: Span

    @property
    def is_limit(self) -> bool:
        """Whether it bounds or binds the applicant."""
        return is_limit(simplified(self.text))


def is_limit(text: str) -> bool:
    """Whether a text in simplified characters bounds or binds."""
    return bool(_LIMIT.search(_BLAND.sub("", text)))


def sentences(notice: str) -> tuple[Sentence, ...]:
    """All sentences of a notice, in order; headings that say nothing are none."""
    found: list[Sentence] = []
    places = _Places(notice)
    at = 0
    for line in notice.splitlines(keepends=True):
        text = line.strip()
        if text:
            clause = places.of(text, at + line.index(text))
            for part in _END.finditer(line):
                told = part[0].strip()
                if told and not _is_heading(told, text):
                    start = at + part.start() + part[0].index(told)
                    found.append(Sentence(told, clause, (start, start + len(told))))
        at += len(line)
    return tuple(found)


class _Places:
    """The clause of each line, by the numbers in front of it and of those above."""

    def __init__(self, notice: str) -> None:
        self._clauses = Clauses(notice)
        self._top = self._second = ""
        self._number = 0

    def of(self, text: str, start: int) -> str:
        """The clause of the next line, as `notice_text.clause_span` finds it again."""
        top = TOP.match(text)
        if top is not None:
            self._top, self._second, self._number = top[0], "", 0
            return top[0].removesuffix("、")
        if not self._top:
            return HEAD
        self._number += 1
        nth = f"{self._top}第{self._number}段"
        second, third = SECOND.match(text), THIRD.match(text)
        if second is not None:
            self._second = second[0].replace("\uff08", "(").replace("\uff09", ")")
            return self._or(f"{self._top}{self._second}", nth, start)
        if third is not None and not self._second:
            return self._or(f"{self._top}{third[0]}", nth, start)
        return f"{self._top}{self._second}" if self._second else nth

    def _or(self, clause: str, nth: str, start: int) -> str:
        """A clause by its own number, where that leads here; by counting paragraphs elsewhere."""
        span = self._clauses.span(clause)
        # A short heading leads to what stands below it.
        return clause if span is not None and span[0] >= start else nth


def number_length(text: str) -> int:
    """How long the number in front of a line is (「(二)」, 「三、」, 「一是」); 0 without one."""
    found = TOP.match(text) or SECOND.match(text) or THIRD.match(text)
    return 0 if found is None else found.end()


def _is_heading(told: str, line: str) -> bool:
    """Whether a line is the heading of what follows: its number, and no sentence."""
    is_numbered = bool(TOP.match(line) or SECOND.match(line))
    return told == line and is_numbered and len(line) < 20 and told[-1] not in "。;\uff1b"
