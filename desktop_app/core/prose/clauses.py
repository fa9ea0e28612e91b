"""Cutting a text into passages (up to a full stop) and clauses, with where each begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

# A line that ends with a colon, a comma or a semicolon goes on in the next, and so does one whose
# next begins with such a mark, a bracket that holds no number of a heading, or a bare quantity.
_NUMBERED = r"[(\uff08][\d一二三四五六七八九十]{1,3}[)\uff09]"
_QUANTITY = r"\d[\d,.]*\s*(?:个|家|万元|亿元|%)"
_END = re.compile(
    r"[。!\uff01]|[?\uff1f](?!\s{0,9}答)|(?<![:;,、\uff1a\uff1b\uff0c])\n(?!\s{0,9}[;,、\uff1b\uff0c])"
    rf"(?!\s{{0,9}}(?!{_NUMBERED})[(\uff08])(?!{_QUANTITY})"
)
_MARKS = ",\uff0c、;\uff1b:\uff1a()\uff08\uff09【】\n"
_OPENS = "(\uff08【"
# Longer stretches without a mark, and brackets within more brackets, are no sentences of people.
_LONGEST_CLAUSE, _DEEPEST = 300, 8
_CLAUSE = re.compile(
    rf"(?:[^{_MARKS}]|(?<=\d),(?=\d)|(?<=\d)\uff0c(?=\d{{3}}(?!\d))){{1,{_LONGEST_CLAUSE}}}"
)
_LONGEST_QUOTE = 160
# 「甲县的7个项目中铸造占了6个」: what is divided, and what it is divided into.
_AMONG = re.compile(
    r"[个项家户][^\d]{0,8}?(?:当中|之中|中|里头|里面|里)(?=[^间小心央断型等期国\s的])"
)
# The number of a line in a list; it says nothing of the clause behind it.
_ITEM = re.compile(
    rf"(?m)(?<=\n)[ \t\u3000]*(?:{_NUMBERED}"
    r"|\d{1,2}[.、\uff0e](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}、)"
)
# Who speaks, in questions and answers.
_SPEAKERS = ("问", "答")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks: its text, where it begins, and the mark before it.

    `lead` is what it goes on from, without what stands in brackets between them; `depth` counts
    the brackets it stands in; `is_item` tells the first clause of a numbered line. In a clause that
    was written out, only the numbers stand in the text itself, `shift` signs further on than in
    the clause.
    """

    text: str
    start: int
    mark: str
    lead: str = ""
    depth: int = 0
    shift: int = 0
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands up to a full stop, as its clauses; `text` is the whole of it."""

    text: str
    start: int
    clauses: tuple[Clause, ...]

    def around(self, clause: Clause) -> tuple[int, int]:
        """Where the sentence to quote for a clause begins and ends in the text: the passage, or of
        a long one the part between semicolons and line breaks."""
        if len(self.text) <= _LONGEST_QUOTE:
            return self.start, self.start + len(self.text)
        at = clause.start - self.start
        first, last = max(0, at - _LONGEST_QUOTE), at + len(clause.text) + _LONGEST_QUOTE
        begin = max(self.text.rfind(mark, first, at) for mark in ";\uff1b\n") + 1
        ends = [end for mark in ";\uff1b\n" if (end := self.text.find(mark, at, last)) >= 0]
        end = min(ends, default=min(last, len(self.text)) - 1) + 1
        return self.start + (begin or first), self.start + end


def passages(text: str) -> Iterator[Passage]:
    """The passages of a text, in order, without empty ones."""
    begin = 0
    for match in chain(_END.finditer(text), (None,)):
        end = match.end() if match is not None else len(text)
        piece = text[begin:end]
        if piece.strip():
            yield Passage(piece, begin, tuple(_clauses(piece, begin)))
        begin = end


def _clauses(text: str, offset: int) -> Iterator[Clause]:
    """The clauses of a passage; one behind a bracket goes on from the one before it."""
    before: dict[int, str] = {}
    end = depth = 0
    items = {match.start() for match in _ITEM.finditer(text)} if "\n" in text else set[int]()
    if items:
        text = _ITEM.sub(lambda match: " " * len(match[0]), text)
    for match in _CLAUSE.finditer(text):
        between = text[end : match.start()]
        for sign in between:
            if sign in _OPENS:
                depth = min(depth + 1, _DEEPEST)
                before.pop(depth, None)
            elif sign in ")\uff09】":
                depth = max(0, depth - 1)
        end = match.end()
        if not match[0].strip():
            continue
        lead = before.get(depth, "") or before.get(depth - 1, "")
        mark = between.strip()[-1:] or between[-1:]
        is_colon = ":" in between or "\uff1a" in between
        lead += ":" if is_colon else ""
        is_item = match.start() in items
        for begin, piece in _pieces(match[0]):
            start = offset + match.start() + begin
            yield Clause(piece, start, mark, lead, depth, is_item=is_item)
            mark, lead, is_item = "\uff0c", piece, False
        if match[0].strip() not in _SPEAKERS:
            before[depth] = lead


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A clause in two where it says of how many it goes on to tell."""
    match = _AMONG.search(text)
    if match is None or not text[match.end() :].strip():
        yield 0, text
        return
    yield 0, text[: match.end()]
    yield match.end(), text[match.end() :]
