"""The findings of an audit as a list to work off: by weight, searchable, and what is still open."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.core.draft import Draft
from desktop_app.core.findings import SEVERITY_WORDS, Audit, Finding, Severity, most_important
from desktop_app.core.programme import Programme

# The token a severity is shown in; its sign and its word stand beside it always.
WEIGHTS = {Severity.MUST: "must", Severity.EXPLAIN: "explain", Severity.HINT: "hint"}
SIGNS = {Severity.MUST: "▲", Severity.EXPLAIN: "●", Severity.HINT: "○"}
EXPLAINED = "✓ 已说明"
# In a list the words around a long name say more than the name.
_LONG_NAME = re.compile(r"「([^「」]{15,})」")
_HEAD, _TAIL = 6, 4
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the list. `identity` is the same from audit to audit; `words` are searched."""

    finding: Finding
    identity: str
    counties: tuple[str, ...]
    text: str
    where: str
    words: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return not self.finding.explanation

    @property
    def weight(self) -> str:
        """Sign and word of how much it weighs."""
        if not self.is_open:
            return EXPLAINED
        severity = self.finding.severity
        return f"{SIGNS[severity]} {SEVERITY_WORDS[severity]}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to see of the list; no severities means all."""

    typed: str = ""
    severity: Severity | None = None
    only_open: bool = False

    def of(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries that hold every word typed, in whatever form of the letters."""
        words = plain(self.typed).split()
        return tuple(
            one
            for one in entries
            if (self.severity is None or one.finding.severity is self.severity)
            and (one.is_open or not self.only_open)
            and all(word in one.words for word in words)
        )


def entries_of(
    programme: Programme, draft: Draft, audit: Audit, before: Iterable[Entry] = ()
) -> tuple[Entry, ...]:
    """必须改 before 须说明 before 提示, and within them in the order of the rules.

    Entries of the list `before` are taken over where their findings still stand.
    """
    known = {one.identity: one for one in before}
    counties = _counties(programme, draft)
    titles = {rule.code: rule.title for rule in programme.rules}
    seen: Counter[str] = Counter()
    entries: list[Entry] = []
    for one in audit.in_order():
        seen[one.key] += 1
        identity = f"{one.key} {seen[one.key]}"
        found = tuple(counties.get(place.path.rpartition("/")[0], "") for place in one.places)
        old = known.get(identity)
        if old is None or old.finding is not one or old.counties != found:
            old = _entry(one, identity, found, titles.get(one.code, ""))
        entries.append(old)
    return tuple(entries)


def open_counts(entries: Iterable[Entry]) -> Counter[Severity]:
    """How many of each severity are still to be dealt with."""
    return Counter(one.finding.severity for one in entries if one.is_open)


def told_counts(entries: Sequence[Entry]) -> str:
    """「还剩 12 处:必须改 3 · 须说明 5 · 提示 4」"""
    counts = open_counts(entries)
    if not counts:
        return "没有要处理的问题"
    told = " · ".join(f"{SEVERITY_WORDS[one]} {counts[one]}" for one in Severity)
    return f"还剩 {counts.total()} 处:{told}"


def first_to_mend(entries: Iterable[Entry]) -> Entry | None:
    """The most important entry that is open; None when all are dealt with."""
    open_ones = [one for one in entries if one.is_open]
    first = most_important([one.finding for one in open_ones])
    return next((one for one in open_ones if one.finding is first), None)


def following(entries: Sequence[Entry], start: int, step: int) -> int | None:
    """The place of the next open entry from `start` on, round the end; None when all is done."""
    total = len(entries)
    places = ((start + step * n) % total for n in range(total))
    return next((at for at in places if entries[at].is_open), None)


def shortened(message: str) -> str:
    """A message for one cell of the list: long names cut in the middle."""
    line = " ".join(message.split())
    line = _LONG_NAME.sub(lambda m: f"「{m[1][:_HEAD]}…{m[1][-_TAIL:]}」", line)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _entry(one: Finding, identity: str, counties: tuple[str, ...], title: str) -> Entry:
    labels = [place.label for place in one.places]
    more = f" 等{len(labels)}处" if len(labels) > 1 else ""
    told = [one.code, one.spoken, title, one.message, *labels, *counties]
    told += [one.left or "", one.right or "", one.clause]
    return Entry(
        one,
        identity,
        counties,
        shortened(one.message),
        f"{labels[0]}{more}" if labels else "",
        plain("\n".join(told)),
    )


def _counties(programme: Programme, draft: Draft) -> dict[str, str]:
    """The county of each row by the path of the row: people ask for 「某县的」."""
    column = programme.summary.county
    tables = (programme.summary.table.id, programme.plan.project_list.id)
    return {
        f"{table}/{row.id}": row.cells.get(column, "")
        for table in tables
        for row in draft.rows(table)
    }


def plain(text: str) -> str:
    """A text as it is searched: width and case make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()
