"""What a draft keeps of a report of one period: the clerk's paragraphs, and the figures that were
told when it was made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from desktop_app.core.draft import Draft
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.period_report import Told, number_words
from desktop_app.core.periods import Period, parse_period
from desktop_app.core.report_places import MADE, written_path


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: when, of which revision, as which file, with which totals."""

    period: Period
    time: str
    revision: int
    file: str
    totals: Mapping[str, float | int | None]


def written(draft: Draft, report: PeriodReport, period: Period) -> dict[str, str]:
    """The clerk's paragraphs of a period by their id."""
    paths = {one.id: written_path(report, period, one.id) for one in report.paragraph}
    return {key: draft.values.get(path, "") for key, path in paths.items()}


def lacking(report: PeriodReport, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of the required paragraphs that are still blank."""
    return tuple(
        one.title for one in report.paragraph if one.required and not texts.get(one.id, "").strip()
    )


def made_text(time: str, revision: int, file: str, figures: tuple[Told, ...]) -> str:
    """What is kept of a report that was made."""
    record = {
        "time": time,
        "revision": revision,
        "file": file,
        "totals": {one.id: one.total for one in figures},
    }
    return json.dumps(record, ensure_ascii=False)


def made(draft: Draft, report: PeriodReport) -> tuple[Made, ...]:
    """The reports of a kind that were made, the newest period first."""
    start = f"{MADE}/{report.id}."
    found = (
        _made(path.removeprefix(start), text)
        for path, text in draft.values.items()
        if path.startswith(start)
    )
    return tuple(sorted((one for one in found if one), key=lambda one: one.period, reverse=True))


def told_otherwise(report: Made, figures: tuple[Told, ...]) -> tuple[str, ...]:
    """The figures that today's rows give otherwise for the end of a period that was reported:
    「已验收企业数:当时报 120 家,现按数据为 118 家」. `figures` are those of that period."""
    return tuple(
        f"{one.title}:当时报 {number_words(was)} {one.unit},"
        f"现按数据为 {number_words(one.total)} {one.unit}"
        for one in figures
        if (was := report.totals.get(one.id)) is not None and not _same(was, one.total)
    )


def _made(period_id: str, text: str) -> Made | None:
    period = parse_period(period_id)
    try:
        record: Any = json.loads(text)
    except ValueError:
        return None
    if period is None or not isinstance(record, dict):
        return None
    known = cast("dict[str, Any]", record)
    totals = known.get("totals")
    return Made(
        period,
        str(known.get("time", "")),
        int(known.get("revision", 0) or 0),
        str(known.get("file", "")),
        cast("dict[str, float | int | None]", totals) if isinstance(totals, dict) else {},
    )


def _same(left: float, right: float | int | None) -> bool:
    return right is not None and abs(left - right) < 1e-6
