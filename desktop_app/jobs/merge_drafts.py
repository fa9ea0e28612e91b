"""A copy of a draft that a colleague worked on comes back: merged change by change.

What only they changed is taken, entry by entry as they made it. What both changed differently is
shown side by side; nothing is written before a person has decided all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.core.changes import (
    Change,
    Explain,
    InsertRows,
    RemoveRows,
    ReplaceCells,
    SetOrigins,
    Together,
)
from desktop_app.core.differences import Difference
from desktop_app.core.draft import Draft
from desktop_app.core.merging import Conflict, Merge, Side, merge, taking
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.errors import AppError
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import Deed, DraftFile
from desktop_app.storage.history import Moment
from desktop_app.storage.journal import Entry, replay
from desktop_app.storage.tables import simple_changes


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a colleague's copy brings. `who` has the entry of theirs that each place comes from."""

    base: Draft
    theirs: Draft
    found: Merge
    tip: Entry | None
    who: Mapping[str, Moment]
    sources: tuple[Source, ...]

    def moment(self, one: Difference) -> Moment | None:
        """The entry in which they last touched the place of a difference, or its row."""
        return self.who.get(one.path) or self.who.get("/".join(one.path.split("/")[:2]))


def compare_copies(ours: DraftFile, theirs: DraftFile) -> Comparison:
    """What `theirs` has changed since the two were the same; raises AppError for no copy."""
    if ours.start != theirs.start:
        raise AppError(
            f"「{theirs.path.name}」与「{ours.path.name}」不是同一份草稿的两个副本,不能合并;"
            "要看两份草稿的项目变化请用 compare。"
        )
    versions = [one.draft.values.get(VERSION_PATH, "") for one in (ours, theirs)]
    if versions[0] != versions[1]:
        told = "、".join(one or "没有记下" for one in versions)
        raise AppError(
            f"两份副本用的规则包版本不同({told}),不能合并;请先用 pack update 把两份移到同一个版本。"
        )
    here, there = ours.journal(), theirs.journal()
    base, since = _base(here, there, ours.draft.programme)
    later = [entry for entry in there if entry.seq > since]
    return Comparison(
        base,
        theirs.draft,
        merge(base, ours.draft, theirs.draft),
        there[-1] if there else None,
        {path: entry.moment for entry in later for path in _touched(entry.read_change())},
        theirs.sources(),
    )


def undecided(found: Comparison, decisions: Mapping[str, Side]) -> list[Conflict]:
    """The conflicts for which nobody has said whose content holds."""
    return [one for one in found.found.conflicts if one.path not in decisions]


def take(ours: DraftFile, found: Comparison, decisions: Mapping[str, Side], name: str) -> Draft:
    """Bring their changes in, all of them or none; `name` is that of their file.

    Each of their entries is one change here. Raises AppError while a conflict is undecided, or
    when a decision is about no conflict.
    """
    conflicts = {one.path for one in found.found.conflicts}
    for path in decisions:
        if path not in conflicts:
            raise AppError(f"「{path}」没有冲突,不用选择;请先不带选择运行一次,看有哪些冲突。")
    if undecided(found, decisions):
        raise AppError("还有冲突没有选择,没有合并;请逐处选择保留哪一方的内容。")
    chosen = [c.theirs for c in found.found.conflicts if decisions[c.path] == "theirs"]
    known = {source.sha256 for source in ours.sources()}
    sources = [source for source in found.sources if source.sha256 not in known]
    deeds = _deeds(ours.draft, found, [*found.found.clean, *chosen], sources)
    brought = {source.sha256 for deed in deeds for source in deed.sources}
    rest = [source for source in sources if source.sha256 not in brought]
    tip = found.tip.hash if found.tip else ""
    mark = Deed(f"合并:{name}", kind="merge", detail=tip, sources=rest)
    return ours.do_all([*deeds, mark])


def _base(here: tuple[Entry, ...], there: tuple[Entry, ...], programme: str) -> tuple[Draft, int]:
    """The state both went on from, and the last of their entries that it has.

    It is where the journals part, or the last time that one took in the other, whichever is later.
    """
    common = 0
    for ours, theirs in zip(here, there, strict=False):
        if ours.hash != theirs.hash:
            break
        common += 1
    found = (2 * common, here[:common], common)
    their_place = {entry.hash: entry.seq for entry in there}
    our_place = {entry.hash: entry.seq for entry in here}
    for entry in here[common:]:
        if entry.kind == "merge" and entry.detail in their_place:
            seq = their_place[entry.detail]
            found = max(found, (entry.seq + seq, there[:seq], seq), key=lambda one: one[0])
    for entry in there[common:]:
        if entry.kind == "merge" and entry.detail in our_place:
            seq = our_place[entry.detail]
            found = max(found, (entry.seq + seq, here[:seq], entry.seq), key=lambda one: one[0])
    return replay(programme, found[1]), found[2]


def _deeds(
    draft: Draft, found: Comparison, wanted: Iterable[Difference], sources: Iterable[Source]
) -> list[Deed]:
    """What they did, entry by entry, with the files that an entry took in."""
    by_entry: dict[Moment | None, list[Difference]] = {}
    for one in wanted:
        by_entry.setdefault(found.moment(one), []).append(one)
    deeds: list[Deed] = []
    for moment in sorted(by_entry, key=lambda one: one.seq if one else 0):
        changes: list[Change] = []
        for one in by_entry[moment]:
            change = taking(draft, found.theirs, one)
            draft = change.apply(draft)
            changes.append(change)
        label = _label(moment)
        came = tuple(one for one in sources if moment and one.revision == moment.revision)
        deeds.append(Deed(label, Together(label, tuple(changes)), sources=came))
    return deeds


def _label(moment: Moment | None) -> str:
    if moment is None:
        return "合并:对方的修改"
    who = moment.author or "对方"
    return f"合并:{who} {moment.time.replace('T', ' ')[:16]} {moment.label}"


def _touched(change: Change) -> Iterable[str]:
    for step in simple_changes(change):
        match step:
            case ReplaceCells(table, cells):
                for cell in cells:
                    yield f"{table}/{cell.row}/{cell.column}"
                    yield f"{table}/{cell.row}"
            case InsertRows(table, rows) | RemoveRows(table, rows):
                yield from (f"{table}/{row.id}" for _, row in rows)
            case Explain(key):
                yield key
            case SetOrigins():
                pass
            case _:
                yield step.path
