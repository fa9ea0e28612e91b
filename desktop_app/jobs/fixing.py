"""Mending findings that the program can mend: what would change is shown, then done as one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.changes import Change, Together
from desktop_app.core.differences import differences, in_words
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding
from desktop_app.core.programme import Programme
from desktop_app.core.rules import Auditor
from desktop_app.errors import AppError
from desktop_app.jobs.finding_named import findings_named


@dataclass(frozen=True, slots=True)
class Edit:
    """One place that a fix changes, in the reader's words, with what is there and what will be."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to mend a finding, and everything it changes."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a fix does: the change, one step to undo, every place, and the findings it was for.

    `gone` counts the findings that are no more, `new` are those that came instead.
    """

    change: Change
    title: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    gone: int
    new: tuple[Finding, ...]


def offers(programme: Programme, draft: Draft, finding: Finding) -> tuple[Offer, ...]:
    """The ways to mend a finding, old → new."""
    return tuple(Offer(one.title, edits_of(programme, draft, one.change)) for one in finding.fixes)


def edits_of(programme: Programme, draft: Draft, change: Change) -> tuple[Edit, ...]:
    """Every place a change touches, in the order of the forms."""
    after = change.apply(draft)
    return tuple(
        Edit(in_words(programme, draft, after, one), one.old, one.new)
        for one in differences(draft, after)
    )


def fix(
    programme: Programme, draft: Draft, target: str, choice: str = "", *, every: bool = False
) -> Fixed:
    """Mend what `target` names (see `findings_named`) in the way chosen: its number or its words.

    With `every`, all findings that it names are mended in the same way, each if it still stands.
    Raises AppError when nothing can be mended so, naming what can be chosen.
    """
    auditor = Auditor(programme)
    before = auditor.audit(draft).findings
    named = findings_named(programme, draft, before, target)
    if len(named) > 1 and not every:
        keys = "、".join(f"{one.key}({one.row})" if one.row else one.key for one in named[:8])
        raise AppError(
            f"{target} 有 {len(named)} 处,请写明是哪一处:{keys};全部同样处理请加 --all。"
        )
    done: list[Change] = []
    state, title = draft, ""
    for one in named:
        now = auditor.audit(state).findings
        standing = next((other for other in now if other.key == one.key), None)
        if standing is None:
            continue
        title, change = _chosen(standing, choice)
        state = change.apply(state)
        done.append(change)
    after = auditor.audit(state).findings
    change = done[0] if len(done) == 1 else Together(f"{target} {title}", tuple(done))
    return Fixed(
        change,
        title,
        edits_of(programme, draft, change),
        tuple(named),
        *_balance(before, after),
    )


def _balance(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[int, tuple[Finding, ...]]:
    then, now = {one.key for one in before}, {one.key for one in after}
    return len(then - now), tuple(one for one in after if one.key not in then)


def _chosen(finding: Finding, choice: str) -> tuple[str, Change]:
    titles = [one.title for one in finding.fixes]
    if not titles:
        raise AppError(f"{finding.spoken} 没有可以自动改正的办法,请按提示手工修改。")
    told = ";".join(f"{n} {title}" for n, title in enumerate(titles, start=1))
    wanted = choice.strip()
    if not wanted and len(titles) > 1:
        raise AppError(f"{finding.spoken} 有几种改法,请选一种:{told}。")
    if wanted.isdecimal() and 1 <= int(wanted) <= len(titles):
        wanted = titles[int(wanted) - 1]
    for one in finding.fixes:
        if wanted in ("", one.title):
            return one.title, one.change
    raise AppError(f"{finding.spoken} 没有「{choice}」这种改法;可选:{told}。")
