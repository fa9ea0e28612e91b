"""The audit of finished files: the draft as plan and summary say it, under the same rules.

What a file prints is taken from the file; what none prints stays the draft's. So the findings on
the files are those on the draft, or the files say something else than the draft.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import in_print
from desktop_app.core.findings import Audit, Finding
from desktop_app.core.paper import Paper, PrintedTable
from desktop_app.core.programme import Programme
from desktop_app.core.returned_rows import header_of
from desktop_app.core.rules import audit
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import PlanRead, ProjectsRead, Raw
from desktop_app.jobs.returned_file import pieces_found
from desktop_app.jobs.said_alone import plan_over, summary_over
from desktop_app.jobs.said_back import papers_of, said_back

Read = Callable[[Path], Raw]
# Fewer pieces of a paper than this in a file are chance.
_FEWEST, _HALF = 3, 0.5
_Same = tuple[str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Differing:
    """A finding that only the draft has, or only the files."""

    finding: Finding
    only_in: Literal["draft", "files"]

    def __str__(self) -> str:
        side = "只有草稿有" if self.only_in == "draft" else "只有文件有"
        return f"{side}:{self.finding.message}"


@dataclass(frozen=True, slots=True)
class FilesAudit:
    """The audit of files read back, and how it differs from the draft's."""

    audit: Audit
    differs: tuple[Differing, ...]


def audit_files(
    programme: Programme,
    draft: Draft,
    plan: Raw | Path,
    summary: Raw | Path,
    read: Read = read_raw,
    audited: Audit | None = None,
) -> FilesAudit:
    """Audit what a plan and a summary say that were printed from a draft; `audited` is the draft's
    own audit where it is known."""
    back = read_back(programme, draft, plan, summary, read)
    return audit_back(programme, back, audited or audit(programme, draft))


def audit_back(programme: Programme, back: Draft, audited: Audit) -> FilesAudit:
    """Audit a draft as files say it, and hold that against the audit of the draft itself."""
    found = audit(programme, back)
    return FilesAudit(found, tuple(differing(audited, found)))


def read_back(
    programme: Programme,
    draft: Draft,
    plan: Raw | Path,
    summary: Raw | Path,
    read: Read = read_raw,
) -> Draft:
    """The draft as its finished files say it. Rows keep their ids: a finding on the files has the
    key and the places of the same finding on the draft."""
    papers = papers_of(programme, draft)
    raws = [read(one) if isinstance(one, Path) else one for one in (plan, summary)]
    sides = (
        said_back(programme, draft, paper, raw) for paper, raw in zip(papers, raws, strict=True)
    )
    return both(programme, draft, *sides)


def read_any(
    programme: Programme,
    draft: Draft,
    plan: tuple[Raw, PlanRead],
    summary: tuple[Raw, ProjectsRead],
) -> Draft:
    """The draft as two files say it, of which either may be another's: each as it was read, and
    as a file to be taken in is understood."""
    printed, listed = papers_of(programme, draft)
    ours = (
        said_back(programme, draft, printed, plan[0])
        if _is_print(programme, plan[0], printed)
        else plan_over(programme, draft, plan[1])
    )
    theirs = (
        said_back(programme, draft, listed, summary[0])
        if _is_print(programme, summary[0], listed)
        else summary_over(programme, draft, summary[1])
    )
    return both(programme, draft, ours, theirs)


def both(programme: Programme, draft: Draft, plan: Draft, summary: Draft) -> Draft:
    """The draft as the plan and the summary say it, each of which was read back alone.

    A field that both print is the one that was changed.
    """
    table = programme.summary.table.id
    listed = programme.plan.project_list.id
    values = dict(summary.values)
    before = in_print(programme, draft)
    for path in {*before.values, *plan.values}:
        text = plan.values.get(path, "")
        if text not in (draft.values.get(path, ""), before.values.get(path, "")):
            values[path] = text
    own = _own_list(programme, draft, plan, summary.rows(table))
    rows = {**plan.tables, table: summary.rows(table), listed: own}
    found = replace(
        draft,
        values=MappingProxyType({path: text for path, text in values.items() if text}),
        tables=MappingProxyType({one: kept for one, kept in rows.items() if kept}),
    )
    return _with_tokens(programme, draft, found)


def _with_tokens(programme: Programme, draft: Draft, found: Draft) -> Draft:
    """The tokens of the draft again, where they stand for what the files print: a text that is
    explained is the one with its tokens. A value that the files changed is not theirs."""
    paths = [f"chapters/{one.id}" for one in programme.plan.chapter]
    typed = {path: draft.values[path] for path in paths if path in draft.values}
    whole = replace(found, values=MappingProxyType({**found.values, **typed}))
    printed = in_print(programme, whole)
    kept = {
        path: text for path, text in typed.items() if printed.values[path] == found.values.get(path)
    }
    return replace(found, values=MappingProxyType({**found.values, **kept}))


def _is_print(programme: Programme, raw: Raw, paper: Paper) -> bool:
    """Whether a file is so much like a paper of the draft that it can be held against it."""
    count, part = pieces_found(raw, paper)
    lists = [
        one
        for one in paper.pieces
        if isinstance(one, PrintedTable) and one.table == programme.summary.table.id
    ]
    has_list = any(header_of(sheet.rows, one) for one in lists for sheet in raw.sheets)
    return has_list and count >= _FEWEST and part >= _HALF


def differing(ours: Audit, theirs: Audit) -> Iterator[Differing]:
    """The findings of one audit that the other does not have, those of the draft first."""
    of_draft, of_files = (Counter(map(_same, one.findings)) for one in (ours, theirs))
    for finding in _left(ours.findings, of_draft - of_files):
        yield Differing(finding, "draft")
    for finding in _left(theirs.findings, of_files - of_draft):
        yield Differing(finding, "files")


def _same(finding: Finding) -> _Same:
    """What two findings share that are one; an explanation counts on both sides or on none."""
    return finding.code, finding.key, finding.message, finding.explanation


def _left(findings: Iterable[Finding], left: Counter[_Same]) -> Iterator[Finding]:
    for one in findings:
        if left[_same(one)] > 0:
            left[_same(one)] -= 1
            yield one


def _own_list(
    programme: Programme, draft: Draft, plan: Draft, summary: Sequence[Row]
) -> tuple[Row, ...]:
    """The plan's own list of projects as the plan's file says it.

    The file prints the projects of the summary, so a list that was taken in with a plan follows
    what is different there. A draft without such a list has one when the two files differ.
    """
    form = programme.summary
    printed = (form.name, form.enterprise, form.county, form.industry, form.investment)
    columns = [one.id for one in programme.plan.project_list.column if one.id in printed]
    before, listed = (one.rows(form.table.id) for one in (draft, plan))
    own = plan.rows(programme.plan.project_list.id)
    if own:
        return tuple(_following(own, before, listed, columns, form.name))
    theirs = {row.id: row for row in summary}
    is_one = len(listed) == len(summary) and all(
        row.id in theirs and _agree(row, theirs[row.id], columns) for row in listed
    )
    if is_one:
        return ()
    rows = (replace(row, cells=_cells(row, columns), origin="") for row in listed)
    return tuple(row for row in rows if row.cells)


def _following(
    own: Sequence[Row],
    before: Sequence[Row],
    after: Sequence[Row],
    columns: Sequence[str],
    name: str,
) -> Iterator[Row]:
    """The rows of an own list, each changed as the printed row of its name was; what was changed
    under a name that the list does not have stands behind it."""
    now = {row.id: row for row in after}
    waiting: dict[str, deque[Row]] = defaultdict(deque)
    for row in own:
        waiting[row.cells.get(name, "")].append(row)
    changed: dict[str, Row | None] = {}
    rest: list[Row] = []
    for row in before:
        new = now.pop(row.id, None)
        mine = waiting[row.cells.get(name, "")]
        one = mine.popleft() if mine else None
        if new is not None and _agree(row, new, columns):
            continue
        if one is None:
            rest += [] if new is None else [new]
            continue
        changed[one.id] = None if new is None else _changed(one, row, new, columns)
    for row in own:
        kept = changed.get(row.id, row)
        if kept is not None:
            yield kept
    taken = {row.id for row in own}
    for row in (*rest, *now.values()):
        free = row.id
        while free in taken:
            free += "x"
        taken.add(free)
        yield Row(free, _cells(row, columns))


def _changed(own: Row, before: Row, after: Row, columns: Sequence[str]) -> Row:
    new = {
        one: after.cells.get(one, "")
        for one in columns
        if after.cells.get(one, "") != before.cells.get(one, "")
    }
    cells = {key: text for key, text in {**own.cells, **new}.items() if text}
    return replace(own, cells=MappingProxyType(cells))


def _agree(one: Row, other: Row, columns: Sequence[str]) -> bool:
    return all(one.cells.get(key, "") == other.cells.get(key, "") for key in columns)


def _cells(row: Row, columns: Sequence[str]) -> Mapping[str, str]:
    return MappingProxyType({one: text for one in columns if (text := row.cells.get(one, ""))})
