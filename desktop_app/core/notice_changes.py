"""This year's quotes in next year's notice: gone, changed or unmoved; and what is new in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import msgspec

from desktop_app.core.likeness import best_window, edits
from desktop_app.core.notice_sentences import Sentence, sentences
from desktop_app.core.pack import LETTERS, PAPERS, REPORTS, REWARDS
from desktop_app.core.programme import Programme
from desktop_app.core.scripts import simplified_in_place

# Below this a sentence of the new notice says something else.
_ALIKE = 55.0
_NUMBER = re.compile(
    r"\d[\d,.]*%?(?:亿元|万元|元|个|家|份|年|月|日|项|户|人)?|[壹贰叁肆伍陆柒捌玖拾]+份"
)
_PUNCTUATION = str.maketrans("\uff0c\uff1b\uff1a\uff08\uff09\uff01\uff1f\u3000", ",;:()!? ")
# The file that each part of a programme is read from.
_FILE_OF = {
    "about": "programme.toml", "plan": "plan.toml", "summary": "projects.toml",
    "rules": "rules.toml", "measures": "rules.toml", "letters": LETTERS, "rewards": REWARDS,
    "papers": PAPERS, "reports": REPORTS,
}  # fmt: skip
_OF_NO_RECORDS = ("lists", "notice")
# What follows a window up to the next stop.
_WORDS = re.compile(r"[^,。;:!?()、]*")
_WORDS_BEFORE = re.compile(r"[^,。;:!?()、]*$")
_NEAR_END = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote of the pack: where, and what became of it. `signs` are what differs, numbers
    first, each as 「20万元→30万元」. It `is_moved` where it stands in another clause than in the
    pack's own notice, whatever the pack calls that."""

    file: str
    name: str
    clause: str
    quote: str
    now: str = ""
    now_clause: str = ""
    signs: tuple[str, ...] = ()
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class NoticeChanges:
    """What a new notice does to a pack's quotes; `new` are limits that no quote covers."""

    gone: tuple[Quoted, ...]
    changed: tuple[Quoted, ...]
    unmoved: tuple[Quoted, ...]
    new: tuple[Sentence, ...]

    @property
    def quotes(self) -> int:
        return len(self.gone) + len(self.changed) + len(self.unmoved)

    @property
    def needs_work(self) -> bool:
        return bool(self.gone or self.changed)


def quotes_of(programme: Programme) -> Iterator[Quoted]:
    """Every quote of a pack, each once a place: of its rules, papers, reports …"""
    # Every part of a programme is walked, so that no new one is forgotten.
    for name in programme.__struct_fields__:
        if name not in _OF_NO_RECORDS:
            yield from _quotes_in(_FILE_OF[name], getattr(programme, name))


def compare_notice(programme: Programme, notice: str) -> NoticeChanges:
    """What became of each quote in another text of the notice, in either script."""
    listed = sentences(notice)
    whole, places = _whole(notice)
    old, stands = sentences(programme.notice), _finder(programme.notice)
    gone: list[Quoted] = []
    changed: list[Quoted] = []
    unmoved: list[Quoted] = []
    covered: set[int] = set()
    for one in quotes_of(programme):
        wanted = _plain(one.quote)
        at = whole.find(wanted)
        found = (at, at + len(wanted)) if at >= 0 else _nearest(wanted, whole)
        if found is None:
            gone.append(one)
            continue
        span = places[found[0]], places[found[1] - 1] + 1
        here = _covering(listed, *span)
        covered.update(here)
        clause = _clause_at(listed, here)
        before = _clause_at(old, _covering(old, *was)) if (was := stands(wanted)) else ""
        signs = () if at >= 0 else tuple(dict.fromkeys(_signs(wanted, whole[slice(*found)])))
        now = Quoted(
            one.file, one.name, one.clause, one.quote, notice[slice(*span)].strip(), clause, signs,
            is_moved=bool(before) and before != clause,
        )  # fmt: skip
        (unmoved if at >= 0 else changed).append(now)
    new = tuple(s for n, s in enumerate(listed) if s.is_limit and n not in covered)
    return NoticeChanges(tuple(gone), tuple(changed), tuple(unmoved), new)


def _finder(notice: str) -> Callable[[str], tuple[int, int] | None]:
    """Tells where a quote stands in a notice."""
    whole, places = _whole(notice)

    def stands(wanted: str) -> tuple[int, int] | None:
        at = whole.find(wanted)
        return None if at < 0 else (places[at], places[at + len(wanted) - 1] + 1)

    return stands


def _clause_at(listed: Sequence[Sentence], here: Sequence[int]) -> str:
    return listed[here[0]].clause if here else ""


def _covering(listed: Sequence[Sentence], first: int, last: int) -> list[int]:
    """The sentences that a stretch of the notice touches."""
    return [n for n, one in enumerate(listed) if one.span[0] < last and one.span[1] > first]


def _whole(notice: str) -> tuple[str, list[int]]:
    """The notice as quotes are looked for in it, and where each of its signs stands."""
    folded = simplified_in_place(notice).translate(_PUNCTUATION)
    places = [at for at, sign in enumerate(folded) if not sign.isspace()]
    return "".join(folded[at] for at in places), places


def _nearest(wanted: str, whole: str) -> tuple[int, int] | None:
    """Where the new notice says what is most like a quote, to the end of its words."""
    likeness, start, end = best_window(wanted, whole)
    if likeness < _ALIKE:
        return None
    # The window is as long as the quote: 一式十二份 is longer than 一式三份.
    rest = _WORDS.match(whole, end)
    if rest is not None and len(rest[0]) <= _NEAR_END:
        end = rest.end()
    before = _WORDS_BEFORE.search(whole, max(0, start - _NEAR_END - 1), start)
    if before is not None and len(before[0]) <= _NEAR_END:
        start = before.start()
    return start, end


def _signs(old: str, new: str) -> Iterator[str]:
    """What differs, numbers before words."""
    before, after = _NUMBER.findall(old), _NUMBER.findall(new)
    if len(before) == len(after):
        yield from (
            f"{one}→{other}" for one, other in zip(before, after, strict=True) if one != other
        )
    else:
        yield from (f"{one}→无" for one in before if one not in after)
        yield from (f"无→{one}" for one in after if one not in before)
    bare_old, bare_new = _NUMBER.sub("#", old), _NUMBER.sub("#", new)
    for tag, (start, end), (other, until) in edits(bare_old, bare_new):
        if tag != "equal":
            yield f"{bare_old[start:end] or '无'}→{bare_new[other:until] or '无'}"


def _plain(text: str) -> str:
    return "".join(simplified_in_place(text).translate(_PUNCTUATION).split())


def _quotes_in(file: str, part: object, name: str = "") -> Iterator[Quoted]:
    """Every `quote` in records, however deep, with what the record is called and its clause."""
    if isinstance(part, tuple):
        # Of what, the records that are walked do not say.
        for one in cast("tuple[object, ...]", part):
            yield from _quotes_in(file, one, name)
        return
    if not isinstance(part, msgspec.Struct):
        return
    told = {key: getattr(part, key) for key in part.__struct_fields__}
    own = str(told.get("code") or told.get("id") or name)
    quote = told.get("quote")
    if isinstance(quote, str) and quote:
        yield Quoted(file, own, str(told.get("clause", "")), quote)
    for value in told.values():
        yield from _quotes_in(file, value, own)
