"""Which programme a plan and a summary belong to, where nobody says so."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.likeness import ratio
from desktop_app.core.names import spoken
from desktop_app.core.programme import Programme
from desktop_app.core.shown import PLACEHOLDER
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Raw
from desktop_app.intake.plan import read_plan
from desktop_app.jobs.packs import load_programme, usable_programmes
from desktop_app.jobs.understand_file import read_summary
from desktop_app.jobs.verify import Verified, verify_files

_YEAR = re.compile(r"\d{4}年度?")
_FIRST_LINES = 12


def which_programme(programmes: Sequence[Programme], plan: Raw, summary: Raw) -> Programme:
    """The programme by which most of both files is understood; the first one where none is better.

    Counts how like the titles are, which share of the chapters is there and which of the columns;
    each weighs the same.
    """
    return max(
        programmes, key=lambda one: plan_likeness(one, plan) + summary_likeness(one, summary)
    )


def verify_two(
    programme_id: str,
    plan: Path,
    summary: Path,
    draft: Draft | None = None,
    read: Callable[[Path], Raw] = read_raw,
) -> Verified:
    """Compare one plan with one summary, by the programme that is named or else by the one that
    they belong to; each file is read once."""
    if programme_id:
        return verify_files(load_programme(programme_id), plan, summary, draft, read)
    programmes, _ = usable_programmes()
    if not programmes:
        raise AppError("没有安装申报事项,无法读取;请重新安装程序。")
    known = {path: read(path) for path in (plan, summary)}
    found = which_programme(programmes, known[plan], known[summary])
    return verify_files(found, plan, summary, draft, known.__getitem__)


def plan_likeness(programme: Programme, raw: Raw) -> float:
    """How much of a file is the programme's plan, from 0 to 2: its title, and which chapters."""
    try:
        read = read_plan(raw, programme, file="")
    except AppError:
        return 0.0
    chapters = len(programme.plan.chapter)
    share = len(read.headings) / chapters if chapters else 0.0
    lines = [read.title, *(line.text for line in raw.lines[:_FIRST_LINES])]
    return share + _likest(programme.plan.title, lines)


def summary_likeness(programme: Programme, raw: Raw) -> float:
    """How much of a file is the programme's summary, from 0 to 2: its title, and which columns."""
    try:
        table = read_summary(programme, raw, "")
    except AppError:
        return 0.0
    share = len(table.columns) / len(programme.summary.table.column)
    lines = [line.text for line in raw.lines[:_FIRST_LINES]]
    lines += [str(cell) for sheet in raw.sheets for row in sheet.rows[:3] for cell in row]
    return share + _likest(programme.summary.title, lines)


def _likest(template: str, lines: Sequence[str]) -> float:
    """How like a form's title the likest line is, from 0 to 1; the year and the place are open."""
    wanted = _bare(PLACEHOLDER.sub("", template))
    return max((ratio(wanted, _bare(line)) / 100 for line in lines if line), default=0.0)


def _bare(text: str) -> str:
    return spoken(_YEAR.sub("", text))
