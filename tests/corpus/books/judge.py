"""What came of a workbook: every value right, or reported at its place; else it is silently wrong.

The truth is the generator's own; nothing of the file is read here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.core.programme import Programme
from desktop_app.core.values import NotUnderstood, parse
from desktop_app.intake.plain import Doubt, ReadRow
from desktop_app.jobs.understand_file import Understood
from tests.corpus.books.truth import Truth, TruthRow, Wanted

# What concerns whole columns or sheets, in the words of their doubts.
_OF_A_COLUMN = frozenset({"ignored_column", "duplicate_column", "similar_heading"})
_OF_A_SHEET = frozenset({"other_sheet", "hidden"})
_READ_ALL_THE_SAME = frozenset({"hidden_rows", "struck"})
_PLACE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}\d+(?!\d)")


@dataclass
class Verdict:
    """How many values are right and reported, what is silently wrong, and what was told."""

    right: int = 0
    reported: int = 0
    silent: list[str] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    refusal: str = ""

    @property
    def outcome(self) -> str:
        """The one word for it: right, reported, refused or silent."""
        if self.silent:
            return "silent"
        if self.refusal:
            return "refused"
        return "reported" if self.reported else "right"


def judged(programme: Programme, truth: Truth, found: Understood) -> Verdict:
    """Hold what the program made of a file against what the file says."""
    if found.refusal:
        return Verdict(reported=_size(truth), refusal=found.refusal)
    verdict = Verdict(kinds=frozenset(doubt.kind for doubt in found.doubts))
    read = {row.where: row for row in found.rows}
    known = {row.where for row in truth.rows}
    for row in truth.rows:
        if row.where in read:
            _compare(programme, row, read[row.where], found, verdict)
        elif _tells_of_row(row.sheet, row.row, found.doubts):
            verdict.reported += len(row.cells)
        else:
            verdict.silent.append(f"{row.where}: not read")
    for where, row in read.items():
        if where not in known and not any(where in _words(doubt) for doubt in found.doubts):
            verdict.silent.append(f"{where}: no project, read as {row.cells}")
    return verdict


def _compare(
    programme: Programme, row: TruthRow, read: ReadRow, found: Understood, verdict: Verdict
) -> None:
    for key in sorted({*row.cells, *read.cells}):
        wanted = row.cells.get(key, Wanted(""))
        got = read.cells.get(key, "")
        place = f"{row.sheet}!{row.cell(key)}"
        if got == wanted.text:
            verdict.right += 1
            if wanted.typed is not None and wanted.typed.strip() and got != wanted.typed:
                listed = [(one.old, one.new) for one in found.cleaned if one.where == place]
                if (wanted.typed, got) not in listed:
                    verdict.silent.append(f"{place}: {wanted.typed!r} became {got!r} unlisted")
        elif _is_kept(programme, key, wanted, got) or _tells_of_cell(row, key, found):
            verdict.reported += 1
        else:
            verdict.silent.append(f"{place} {key}: {got!r}, not {wanted.text!r}")


def _is_kept(programme: Programme, key: str, wanted: Wanted, got: str) -> bool:
    """Kept as typed and without a meaning: the draft's audit says so, at its cell."""
    column = next(one for one in programme.summary.table.column if one.id == key)
    if not got or (wanted.typed is not None and got.strip() != wanted.typed.strip()):
        return False
    options = programme.options(column)
    return isinstance(parse(column.kind, got, column.unit, options), NotUnderstood)


def _tells_of_cell(row: TruthRow, key: str, found: Understood) -> bool:
    place = row.cell(key)
    for doubt in found.doubts:
        words = _words(doubt)
        if row.sheet in words and place in _PLACE.findall(words):
            return True
    return _tells_of_column(row, key, found) or _tells_of_row(row.sheet, row.row, found.doubts)


def _tells_of_column(row: TruthRow, key: str, found: Understood) -> bool:
    letters = row.columns.get(key, "")
    return any(
        doubt.kind in _OF_A_COLUMN and letters and f"{letters}列" in _words(doubt)
        for doubt in found.doubts
        if row.sheet in _words(doubt)
    )


def _tells_of_row(sheet: str, row: int, doubts: Sequence[Doubt]) -> bool:
    for doubt in doubts:
        words = _words(doubt)
        if sheet not in words or doubt.kind in _READ_ALL_THE_SAME:
            continue
        if doubt.kind in _OF_A_SHEET or re.search(rf"第{row}行", words):
            return True
        for first, last in re.findall(r"第(\d+)(?:至|—)(\d+)行", words):
            if int(first) <= row <= int(last):
                return True
    return False


def _words(doubt: Doubt) -> str:
    return f"{doubt.where} {doubt.message}"


def _size(truth: Truth) -> int:
    return sum(len(row.cells) for row in truth.rows)
