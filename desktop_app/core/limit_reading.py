"""Limits in a sentence of a notice: of what, how much at least or at most, in which words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.notice_sentences import number_length
from desktop_app.core.numerals import parse_number
from desktop_app.core.values import MONEY_UNITS

Span = tuple[int, int]
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]{1,5})\s*"
_UNIT = r"(?P<unit>亿元|万元|元|%|\uff05|个|家|项|户|人|名|台|套)"
_BEFORE = re.compile(
    r"(?P<word>不少于|不低于|不小于|至少|不超过|不高于|不大于|不多于|至多|最多|控制在|达到)"
    rf"(?P<of>[^\d一二三四五六七八九十,。;、]{{0,12}}?){_NUMBER}{_UNIT}"
)
_BEHIND = re.compile(rf"(?P<of>){_NUMBER}{_UNIT}(?P<word>以上|以下|以内)")
_LEAST = ("不少于", "不低于", "不小于", "至少", "达到", "以上")
_STOP = re.compile(r"[,。;:、()“”\uff0c\uff1b\uff1a\uff08\uff09]")
_CLAUSE_STOP = re.compile(r"[,。;:\uff0c\uff1b\uff1a]")
_IN_FRONT = re.compile("(?:原则上|其中|并且|并|且|应当?|须|要|各|的|安排|总额|数量)+")
_AT_THE_END = re.compile("(?:应当?|须|要|必须|原则上|安排|的)+$")
_OF = re.compile("[^“”的].*[^“”的]|[^“”的]")
# Two limits of which one will do: a person has to say how they are read.
_EITHER = re.compile("或者?")
_LONGEST_SUBJECT = 20
_SHORT_SUBJECT = 5
# What leads from one limit to another of the same part.
_AND = re.compile("[且并和及、,\uff0c]+(?:且|同时)?")
_NEXT = re.compile("且|并|或|不少于|不低于|不小于|至少|不超过|不高于|不大于|不多于|至多|最多")
_BEHIND_IT = re.compile("(?:以上|以下|以内|的)+")


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: `own` is where its words stand in the sentence, `start` and `end` are where the
    part between stops does that a person quotes. `of` is what a share is taken of; it and the
    subject come with the places that they were read at."""

    subject: str
    subject_at: tuple[Span, ...]
    is_least: bool
    number: Decimal
    unit: str
    of: str
    of_at: tuple[Span, ...]
    start: int
    end: int
    own: Span

    @property
    def shown(self) -> str:
        word = "不少于" if self.is_least else "不超过"
        return f"{word} {self.number.normalize():f} {self.unit}"


def limits_in(sentence: str) -> tuple[Limit, ...]:
    """The limits in numbers of a sentence in simplified characters; none where 「或」 leaves open
    which of two holds."""
    return tuple(one for one in _found(sentence) if not _is_open(sentence, one))


def is_choice(sentence: str) -> bool:
    """Whether 「或」 stands at a limit, so that a person has to say how it is read."""
    return any(_is_open(sentence, one) for one in _found(sentence))


def parts_of(sentence: str) -> list[tuple[int, int]]:
    """Where the parts of a sentence between commas stand."""
    return [
        (max(match.start(), number_length(sentence)), match.end())
        for match in re.finditer(rf"[^{_CLAUSE_STOP.pattern[1:-1]}]+", sentence)
    ]


def in_unit(limit: Limit, unit: str) -> Decimal | None:
    """The number in another unit of money; None where the units do not go together."""
    if limit.unit == unit:
        return limit.number
    if limit.unit in MONEY_UNITS and unit in MONEY_UNITS:
        return limit.number * MONEY_UNITS[limit.unit] / MONEY_UNITS[unit]
    return None


def _is_open(sentence: str, limit: Limit) -> bool:
    return bool(_EITHER.search(sentence[limit.start : limit.end + 6]))


def _found(sentence: str) -> list[Limit]:
    matches = [match for pattern in (_BEFORE, _BEHIND) for match in pattern.finditer(sentence)]
    found: list[Limit] = []
    end = 0
    subject: tuple[Span, ...] = ()
    for match in sorted(matches, key=lambda one: one.span()):
        number = parse_number(match["number"].replace("两", "二"))
        # 「不少于50个以上」 is one limit.
        if not number or match.start() < end:
            continue
        between = sentence[end : match.start()]
        led = _AND.match(between) if found else None
        if not subject or led is None or led.end() < len(between):
            subject = _subject(sentence, end + (led.end() if led else 0), match)
        # Else 「不低于20万元且不超过1亿元」: both are of the same.
        end = match.end()
        if sum(last - first for first, last in subject) >= 2:
            found.append(_limit(sentence, match, subject, number))
    return found


def _limit(
    sentence: str, match: re.Match[str], subject: tuple[Span, ...], number: Decimal
) -> Limit:
    stops = [one.end() for one in _CLAUSE_STOP.finditer(sentence[: match.start()])]
    stop = _CLAUSE_STOP.search(sentence, match.end())
    unit = "%" if match["unit"] == "\uff05" else match["unit"]
    of = _OF.search(sentence, *match.span("of")) if unit == "%" else None
    return Limit(
        "".join(sentence[slice(*one)] for one in subject),
        subject,
        match["word"] in _LEAST,
        number,
        unit,
        of[0] if of else "",
        (of.span(),) if of else (),
        max(stops, default=number_length(sentence)),
        stop.start() if stop else len(sentence),
        match.span(),
    )


def _subject(sentence: str, start: int, match: re.Match[str]) -> tuple[Span, ...]:
    """Where that stands which is bounded: the words in front, or those before the last stop where
    they say nothing; and, where they are short, what is counted behind."""
    found: tuple[Span, ...] = ()
    for part in reversed(_apart(sentence, start, match.start())[-4:]):
        first, end = _bare(sentence, *part)
        if end - first >= 2:
            found = ((max(first, end - _LONGEST_SUBJECT), end),)
            break
    length = sum(end - first for first, end in found)
    if length < _SHORT_SUBJECT:
        # 「推动不少于200家中小企业」
        first, end = _apart(sentence, match.end(), len(sentence))[0]
        follows = _NEXT.search(sentence, first, end)
        end = follows.start() if follows else end
        filling = _BEHIND_IT.match(sentence, first, end)
        first = filling.end() if filling else first
        found = (*found, (first, min(end, first + _LONGEST_SUBJECT - length)))
    return found


def _apart(sentence: str, start: int, end: int) -> list[Span]:
    """The parts of a stretch that stops tell apart; one at least, be it empty."""
    stops = [match.span() for match in _STOP.finditer(sentence, start, end)]
    starts = [start, *(stop[1] for stop in stops)]
    return list(zip(starts, [*(stop[0] for stop in stops), end], strict=True))


def _bare(sentence: str, start: int, end: int) -> Span:
    """A part without what only fills it in front and behind."""
    part = sentence[start:end]
    for _ in range(2):
        left = part.strip()
        start += part.index(left)
        front = _IN_FRONT.match(left)
        start += front.end() if front else 0
        part = _AT_THE_END.sub("", left[front.end() :] if front else left)
    return start, start + len(part)
