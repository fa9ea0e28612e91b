"""The check that the summary names each firm in one way: one name, one credit code."""

from collections.abc import Callable, Iterator

from desktop_app.core.changes import Cell, ReplaceCells
from desktop_app.core.checks.base import NotApplicable, finding
from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.firms import FirmDoubt, FirmRow, firm_doubts
from desktop_app.core.pack_forms import SummaryForm
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import cell_label, row_words

_FIXES_OFFERED = 4


def firms(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """No credit code stands under two names, no name under two codes, no firm in two spellings."""
    form = subject.programme.summary
    if not form.enterprise or not form.credit_code:
        raise NotApplicable("汇总表没有企业名称或信用代码一列")
    rows = [one for one in subject.per_row(form.table.id, "firm", _reader(subject)) if one.name]
    if not rows:
        raise NoData("尚未填写实施企业")
    for doubt in firm_doubts(rows):
        first = doubt.rows[0]
        number, _ = subject.row(form.table.id, _row_id(first))
        names = list(dict.fromkeys(row.name for row in doubt.rows))
        codes = list(dict.fromkeys(row.credit_code for row in doubt.rows))
        said = codes if doubt.kind == "name_two_codes" else names
        yield finding(
            rule,
            doubt.message,
            tuple(Place(_path(row, doubt), row.where) for row in doubt.rows),
            f"{doubt.kind}.{doubt.key}",
            said[0],
            said[-1],
            doubt.kind,
            tuple(_fixes(subject, form, doubt)),
            row_words(subject.programme, form.table, number),
        )


def _reader(subject: Subject) -> Callable[[Row, int], FirmRow]:
    programme = subject.programme
    form, table = programme.summary, programme.summary.table

    def firm(row: Row, number: int) -> FirmRow:
        start = f"{table.id}/{row.id}"
        return FirmRow(
            row.cells.get(form.enterprise, "").strip(),
            row.cells.get(form.credit_code, "").strip(),
            cell_label(programme, table, number),
            f"{start}/{form.enterprise}",
            f"{start}/{form.credit_code}",
            row.cells.get(form.county, ""),
        )

    return firm


def _path(row: FirmRow, doubt: FirmDoubt) -> str:
    return row.path_code if doubt.kind == "name_two_codes" else row.path_name


def _row_id(row: FirmRow) -> str:
    return row.path_name.split("/")[1]


def _fixes(subject: Subject, form: SummaryForm, doubt: FirmDoubt) -> Iterator[Fix]:
    """Write the firm in all its rows as one of them has it; the likely one first."""
    of_codes = doubt.kind == "name_two_codes"
    column = form.credit_code if of_codes else form.enterprise
    said = [row.credit_code if of_codes else row.name for row in doubt.rows]
    known = dict.fromkeys([doubt.usual, *said] if doubt.usual else said)
    for text in list(known)[:_FIXES_OFFERED]:
        cells = tuple(
            Cell(_row_id(row), column, typed, text)
            for row in doubt.rows
            if (typed := subject.text(f"{form.table.id}/{_row_id(row)}/{column}")) != text
        )
        yield Fix(f"都写作「{text}」", ReplaceCells(form.table.id, cells))
