"""What a finished file says of the draft that printed it: the draft with all that differs there.

Plan and summary are held against what the draft prints, by the same means as files that come back
edited; here everything is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import in_print
from desktop_app.core.paper import (
    Paper,
    Printed,
    PrintedLine,
    PrintedTable,
    Read,
    ReadLine,
    ReadTable,
)
from desktop_app.core.programme import Programme
from desktop_app.core.returned_notes import short
from desktop_app.core.returned_tables import NewId, returned_tables
from desktop_app.core.returned_text import Text, returned_text
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.printed_paper import printed_paper
from desktop_app.intake.plain import Raw
from desktop_app.jobs.as_printed import as_in_pdf, as_printed
from desktop_app.jobs.returned_file import pieces_of


def papers_of(programme: Programme, draft: Draft) -> tuple[Paper, Paper]:
    """Plan and summary as the draft prints them."""
    return (
        printed_paper(compose_plan(programme, draft), "plan"),
        printed_paper(compose_summary(programme, draft), "summary"),
    )


def said_back(programme: Programme, draft: Draft, paper: Paper, raw: Raw) -> Draft:
    """The draft as a file says it that was printed from it as `paper`.

    What the file does not print stays the draft's, and so does a text that differs only by what
    printing does. The rows of the summary are those that this file lists: of a plan, its list.
    Chapters hold the values that are printed, and no tokens.
    """
    draft = in_print(programme, draft)
    pieces = pieces_of(raw, paper)
    if raw.kind != "sheets" and not raw.mark:
        # The readers find the revision mark in the foot of Word files and workbooks only.
        pieces = as_printed(pieces, paper)
        paper = as_in_pdf(paper)
    paper = replace(paper, pieces=tuple(_comparable(one) for one in paper.pieces))
    form = programme.summary if paper.form == "summary" else programme.plan
    lines = [(float(at), one) for at, one in enumerate(pieces) if isinstance(one, ReadLine)]
    grids = [(at, one) for at, one in enumerate(pieces) if isinstance(one, ReadTable)]
    text = returned_text(programme, draft, paper, lines, form.attachment)
    tables = returned_tables(programme, draft, paper, grids, new_ids(draft))
    values = {**draft.values, **{path: new for path, (new, _) in text.fields.items()}}
    values |= _chapters(draft, paper, text, pieces, form.attachment)
    rows = {**draft.tables, **_lost(draft, paper, tables.wanted), **tables.wanted}
    return replace(
        draft,
        values=MappingProxyType({path: told for path, told in values.items() if told}),
        tables=MappingProxyType({table: listed for table, listed in rows.items() if listed}),
    )


def new_ids(draft: Draft) -> NewId:
    """Ids for rows that the draft does not have, the same each time."""
    taken = {row.id for rows in draft.tables.values() for row in rows}
    numbers = count(1)

    def new_id() -> str:
        return next(one for n in numbers if (one := f"new{n}") not in taken)

    return new_id


def _comparable(piece: Printed) -> Printed:
    """A piece without what no file tells: blanks around a line, rows without a printed text."""
    match piece:
        case PrintedLine():
            return replace(piece, text=piece.text.strip())
        case PrintedTable():
            return replace(
                piece, rows=tuple(one for one in piece.rows if any(map(str.strip, one[1])))
            )
        case _:
            return piece


def _lost(
    draft: Draft, paper: Paper, found: Mapping[str, Sequence[Row]]
) -> Mapping[str, tuple[Row, ...]]:
    """The tables that the file does not have, without the rows that were printed there."""
    printed: dict[str, set[str]] = {}
    for one in paper.pieces:
        if isinstance(one, PrintedTable) and one.table not in found:
            printed.setdefault(one.table, set()).update(path for path, _ in one.rows)
    return {
        table: tuple(row for row in draft.rows(table) if f"{table}/{row.id}" not in gone)
        for table, gone in printed.items()
    }


def _chapters(
    draft: Draft, paper: Paper, text: Text, read: Sequence[Read], attachment: str
) -> Mapping[str, str]:
    """The chapters' texts. What else came to stand in a chapter is text that somebody wrote there:
    a sentence that the program computes, with another number in it."""
    told: dict[str, str] = {}
    for path, slots in text.weaves.items():
        is_kept = all(slot.is_kept() for slot in slots)
        lines = [slot.new for slot in slots if slot.new is not None]
        told[path] = draft.values.get(path, "") if is_kept else "\n".join(lines)
    headings = _headings(paper)
    before = ""
    for path, name in paper.chapters.items():
        notes = [one for one in text.others if one.place == f"{attachment} {name}".strip()]
        of_heading = [one for one in notes if one.old == short(headings[path])]
        beside = [read[int(one.order)] for one in notes if one.new and one not in of_heading]
        added = [one.text.strip() for one in beside if isinstance(one, ReadLine)]
        told[path] = "\n".join(filter(None, (told.get(path, ""), *added)))
        if any(one.kind == "paragraph_removed" for one in of_heading):
            # Without its heading a text belongs to the chapter that it stands behind.
            moved, told[path] = told[path], ""
            if before:
                told[before] = "\n".join(filter(None, (told[before], moved)))
        else:
            before = path
    return told


def _headings(paper: Paper) -> Mapping[str, str]:
    """The heading of each chapter as it is printed, by the chapter's path."""
    found: dict[str, str] = {}
    for one in paper.pieces:
        if isinstance(one, PrintedLine) and one.chapter:
            found.setdefault(one.chapter, one.text)
    return found
