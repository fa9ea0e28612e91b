"""What can still be read in a damaged draft, row by row, and what is missing.

The damaged file is only read. A journal entry proves itself by its hash; as far as the chain is
whole the journal is the truth. Behind a gap in it the tables tell what came later.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import msgspec

from desktop_app.core.changes import (
    Change,
    Explain,
    InsertRows,
    RemoveRows,
    ReplaceCells,
    SetOrigins,
    SetValue,
    from_record,
)
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.errors import AppError
from desktop_app.storage.about import ABOUT_KEYS, Source, is_saying, start_of
from desktop_app.storage.copying import journal_of
from desktop_app.storage.journal import BrokenChain, Entry, hash_of, replay
from desktop_app.storage.pages import Record, Value, has_lost_pages, keys_in, records_in
from desktop_app.storage.refusals import DamagedDraft
from desktop_app.storage.tables import simple_changes
from desktop_app.temporary import TemporaryFolder

_CELLS = msgspec.json.Decoder(dict[str, str])
_HASH = 64
# A file of this many bytes is looked through in seconds; a draft of ten thousand rows has fewer.
_LARGEST = 64 << 20
_JOURNAL_COLUMNS = 10
_OLD_JOURNAL_COLUMNS = 8


@dataclass
class Salvaged:
    """What was found. `programme` is empty when the file does not say it any more.

    `missing` tells a person what is lost or doubtful, a sentence each; with none all is there.
    `told` is what the file says of itself and `entries` its history as far as it is whole; both
    are empty where either is lost, and in a file of an older format. `is_proven` where at least
    one entry's hash is right, which no other kind of file has.
    """

    programme: str
    draft: Draft
    missing: list[str] = field(default_factory=list[str])
    told: dict[str, str] = field(default_factory=dict[str, str])
    entries: tuple[Entry, ...] = ()
    sources: tuple[Source, ...] = ()

    is_proven: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether there is anything in it that a draft would hold."""
        return bool(self.draft.values or self.draft.tables or self.draft.explanations)

    def in_words(self) -> str:
        """「31 个填报项、108 行」."""
        rows = sum(len(rows) for rows in self.draft.tables.values())
        told = (
            (len(self.draft.values), "个填报项"),
            (rows, "行表格内容"),
            (len(self.draft.explanations), "条情况说明"),
        )
        return "、".join(f"{count} {what}" for count, what in told if count)


@dataclass
class _Found:
    """The rows of the tables, by what they are."""

    about: dict[str, str] = field(default_factory=dict[str, str])
    fields: dict[str, str] = field(default_factory=dict[str, str])
    rows: dict[tuple[str, str], tuple[int, Row]] = field(
        default_factory=dict[tuple[str, str], tuple[int, Row]]
    )
    explanations: dict[str, Explanation] = field(default_factory=dict[str, Explanation])
    entries: dict[int, Entry] = field(default_factory=dict[int, Entry])
    broken_entries: set[int] = field(default_factory=set[int])
    sources: dict[int, Source] = field(default_factory=dict[int, Source])
    is_of_older_format: bool = False
    listed: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])

    def is_deleted(self, read: Iterable[tuple[str, ...]], key: tuple[str, ...]) -> bool:
        """Whether a row that was not read among `read` is not in its table any more.

        The index says so, if it lists everything that was read; one that does not has lost
        pages itself and says nothing.
        """
        known = set(read)
        return bool(known) and self.listed >= known and key not in self.listed


def salvage(path: Path) -> Salvaged:
    """Everything readable of the file at a path; raises OSError where it cannot be read at all."""
    found = _Found()
    raw = _settled(path)
    for record in records_in(raw):
        _sort_in(found, record)
    for *columns, _ in keys_in(raw):
        found.listed.add(tuple(str(one) for one in columns))
    whole, later = _runs(found.entries)
    missing: list[str] = []
    try:
        draft = replay(found.about.get("programme", ""), whole)
    except BrokenChain:
        draft, later = Draft(found.about.get("programme", "")), [*whole, *later]
        whole = []
    last = max([*found.entries, *found.broken_entries], default=0)
    # Where pages are lost the end of the journal may have been on them: then the tables are newer.
    is_whole = len(whole) == last and not has_lost_pages(raw)
    kept = _history(found, whole)
    if len(whole) == last and _agrees(draft, found):
        return Salvaged(draft.programme, draft, missing, *kept, bool(found.entries))
    if len(whole) < last:
        gone = sorted(set(range(1, last + 1)) - set(found.entries))
        missing.append(f"修改记录共 {last} 条,其中 {len(gone)} 条读不出来({_ranges(gone)})")
    for entry in later:
        for change in simple_changes(from_record(msgspec.json.decode(entry.change))):
            draft = _as_far_as_it_fits(draft, change)
    draft = _with_tables(draft, found, missing, trusts_journal=is_whole)
    return Salvaged(draft.programme, draft.at_revision(0), missing, *kept, bool(found.entries))


def _history(
    found: _Found, whole: Sequence[Entry]
) -> tuple[dict[str, str], tuple[Entry, ...], tuple[Source, ...]]:
    """What a new file can go on from: only a journal that begins where the file says it does."""
    told = {key: text for key, text in found.about.items() if key in ABOUT_KEYS}
    if found.is_of_older_format or not whole or set(told) != set(ABOUT_KEYS):
        return {}, (), ()
    if start_of(told) != whole[0].previous:
        return {}, (), ()
    return told, tuple(whole), tuple(found.sources[at] for at in sorted(found.sources))


def what_is_left(path: Path, refusal: AppError) -> AppError:
    """The refusal of a file that does not open, with what could be saved of it.

    What only seems to be no draft, because its first page is damaged, is told as damaged.
    """
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return refusal
        found = salvage(path)
    except OSError:
        return refusal
    if not (found.is_ours if isinstance(refusal, DamagedDraft) else found.is_proven):
        return refusal
    return DamagedDraft(
        f"草稿「{path.name}」已损坏,没有打开,也没有改动它;还能读出 {found.in_words()};"
        "请用最近的备份(recover 列出并恢复),或把读得出的内容抢救成新草稿(recover --salvage)。"
    )


def _settled(path: Path) -> bytes:
    """The bytes of the file, with an interrupted write undone on a copy where that is possible."""
    if not journal_of(path).exists():
        return path.read_bytes()
    with TemporaryFolder() as folder:
        copy = folder / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(copy)) as db,
        ):
            db.execute("begin immediate")
            db.execute("rollback")
        return copy.read_bytes()


def _sort_in(found: _Found, record: Record) -> None:
    """Put a row where it belongs, by the number and the kinds of its columns.

    A text with a NUL in it has lost a page; an entry of the journal is known by its hash.
    """
    if len(record.values) < _OLD_JOURNAL_COLUMNS and any(
        isinstance(value, str) and "\0" in value for value in record.values
    ):
        return
    match record.values:
        case (str(key), str(value)) if "/" in key:
            found.fields[key] = value
        case (str(key), str(value)):
            found.about[key] = value
        case (str(table), str(row_id), int(position), str(cells), str(origin)):
            with contextlib.suppress(msgspec.DecodeError):
                row = Row(row_id, MappingProxyType(_CELLS.decode(cells)), origin)
                found.rows[table, row_id] = (position, row)
        case (str(sha), str(name), int(size), str(kind), int(revision), *more) if len(sha) == _HASH:
            found.sources[record.rowid] = _source(Source(sha, name, size, kind, revision), more)
        case (str(key), str(text), str(mark), str(author), str(time)) if len(key) != _HASH:
            found.explanations[key] = Explanation(text, mark, author, time)
        case values if len(values) in (_OLD_JOURNAL_COLUMNS, _JOURNAL_COLUMNS):
            _sort_in_entry(found, record.rowid, values)
        case _:
            return


def _source(told: Source, more: Sequence[Value]) -> Source:
    """With what later formats tell of a file."""
    match more:
        case [str(counties), int(rows), str(time), str(said)]:
            said = said if is_saying(said) else ""
            return replace(told, counties=counties, rows=rows, time=time, said=said)
        case _:
            return told


def _sort_in_entry(found: _Found, seq: int, values: Sequence[Value]) -> None:
    """An entry is known by its hash; of one that was changed only its place is believed."""
    _, *told = values
    if len(values) == _JOURNAL_COLUMNS:
        # In the file the columns stand in the order in which the format got them.
        time, author, label, revision, change, previous, digest, kind, detail = told
        parts = (seq, time, author, label, revision, kind, detail, change, previous)
    else:
        time, author, label, revision, change, previous, digest = told
        kind, detail = "change", ""
        parts = (seq, time, author, label, revision, change, previous)
        found.is_of_older_format = True
    if digest == hash_of(map(str, parts)):
        entry = (seq, time, author, label, revision, kind, detail, change, previous, digest)
        found.entries[seq] = Entry(*entry)  # type: ignore[arg-type]
    elif 0 < seq < 1 << 31:
        found.broken_entries.add(seq)


def _runs(entries: dict[int, Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries from the first on as far as each follows the one before, and the rest."""
    whole: list[Entry] = []
    ordered = [entries[seq] for seq in sorted(entries)]
    for entry in ordered:
        previous = whole[-1].hash if whole else entry.previous
        if (entry.seq, entry.previous) != (len(whole) + 1, previous):
            break
        whole.append(entry)
    return whole, ordered[len(whole) :]


def _agrees(draft: Draft, found: _Found) -> bool:
    """Whether the tables hold nothing that the journal does not know."""
    rows = {(table, row.id): row for table, held in draft.tables.items() for row in held}
    return (
        all(draft.values.get(path) == typed for path, typed in found.fields.items())
        and all(rows.get(key) == row for key, (_, row) in found.rows.items())
        and all(draft.explanations.get(key) == one for key, one in found.explanations.items())
    )


def _as_far_as_it_fits(draft: Draft, change: Change) -> Draft:
    """A change whose forerunners are lost, on what there is."""
    match change:
        case SetValue(path, _, new):
            return SetValue(path, draft.values.get(path, ""), new).apply(draft)
        case ReplaceCells(table, cells):
            rows = {row.id: dict(row.cells) for row in draft.rows(table)}
            for cell in cells:
                if cell.row in rows:
                    rows[cell.row][cell.column] = cell.new
            return _with_rows(
                draft,
                table,
                [
                    replace(row, cells=_trimmed(rows[row.id])) if row.id in rows else row
                    for row in draft.rows(table)
                ],
            )
        case InsertRows(table, rows):
            known = {row.id for row in draft.rows(table)}
            kept = list(draft.rows(table))
            for position, row in rows:
                if row.id not in known:
                    kept.insert(position, row)
            return _with_rows(draft, table, kept)
        case RemoveRows(table, rows):
            gone = {row.id for _, row in rows}
            return _with_rows(draft, table, [r for r in draft.rows(table) if r.id not in gone])
        case SetOrigins(table, rows):
            told = {one.row: one.new for one in rows}
            kept = [replace(r, origin=told.get(r.id, r.origin)) for r in draft.rows(table)]
            return _with_rows(draft, table, kept)
        case Explain(key, _, new):
            return Explain(key, draft.explanations.get(key), new).apply(draft)
        case _:
            return draft


def _with_tables(draft: Draft, found: _Found, missing: list[str], *, trusts_journal: bool) -> Draft:
    """The draft with what the tables know; where both know, the newer is believed.

    A journal that is whole is believed: then the tables are what was damaged.
    """
    values = dict(draft.values)
    read = [(path,) for path in found.fields]
    for path in [] if trusts_journal else [*values]:
        if path not in found.fields:
            missing.append(_only_in_journal(path, values[path]))
            if found.is_deleted(read, (path,)):
                del values[path]
    for path, typed in found.fields.items():
        known = values.get(path)
        if known != typed:
            _disagree(missing, path, known or "", typed, trusts_journal)
            if not trusts_journal:
                values[path] = typed
    tables = dict(draft.tables)
    for table in dict.fromkeys([*tables, *(table for table, _ in found.rows)]):
        tables[table] = _rows(draft, found, table, missing, trusts_journal)
    explanations = dict(draft.explanations)
    if not trusts_journal:
        explanations |= found.explanations
        read = [(key,) for key in found.explanations]
        for key in [*explanations]:
            if key not in found.explanations and found.is_deleted(read, (key,)):
                missing.append(_only_in_journal(f"情况说明 {key}", explanations.pop(key).text))
    return replace(
        draft,
        values=MappingProxyType(values),
        tables=MappingProxyType({table: rows for table, rows in tables.items() if rows}),
        explanations=MappingProxyType(explanations),
    )


def _rows(
    draft: Draft, found: _Found, table: str, missing: list[str], trusts_journal: bool
) -> tuple[Row, ...]:
    ours = {row.id: row for row in draft.rows(table)}
    theirs = {row_id: pair for (name, row_id), pair in found.rows.items() if name == table}
    for row_id, (_, row) in theirs.items():
        known = ours.get(row_id)
        if known is not None and known != row:
            words = ["、".join(one.cells.values()) for one in (known, row)]
            _disagree(missing, f"{table}/{row_id}", words[0], words[1], trusts_journal)
    if trusts_journal:
        return tuple(ours.values())
    doubtful: list[Row] = []
    for row_id, row in ours.items():
        if row_id not in theirs:
            words = "、".join(row.cells.values())
            missing.append(_only_in_journal(f"{table}/{row_id}", words))
            if not found.is_deleted(found.rows, (table, row_id)):
                doubtful.append(row)
    ordered = [row for _, row in sorted(theirs.values(), key=lambda pair: pair[0])]
    return (*ordered, *doubtful)


def _only_in_journal(path: str, text: str) -> str:
    return f"{path}「{text[:60]}」只在修改记录中读到,可能后来改过或者删除了,请核对"


def _disagree(missing: list[str], path: str, journal: str, table: str, keeps_journal: bool) -> None:
    kept, other = (journal, table) if keeps_journal else (table, journal)
    missing.append(f"{path} 有两种内容,保留「{kept[:60]}」,另一种是「{other[:60]}」,请核对")


def _with_rows(draft: Draft, table: str, rows: Iterable[Row]) -> Draft:
    return replace(draft, tables=MappingProxyType({**draft.tables, table: tuple(rows)}))


def _trimmed(cells: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType({key: text for key, text in cells.items() if text})


def _ranges(numbers: Sequence[int]) -> str:
    """「第3、7—9条」."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    told = (str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in ends)
    return f"第{'、'.join(told)}条"
