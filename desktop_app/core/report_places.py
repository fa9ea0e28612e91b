"""Where a draft keeps what belongs to a report of one period, and what those places are called."""

from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.periods import Period, parse_period
from desktop_app.core.programme import Programme

WRITTEN, MADE = "reports", "reports_made"
_PARTS = {WRITTEN: 3, MADE: 2}


def written_path(report: PeriodReport, period: Period, paragraph: str) -> str:
    """The path of a paragraph: reports/monthly.2025-06.progress."""
    return f"{WRITTEN}/{report.id}.{period.id}.{paragraph}"


def made_path(report: PeriodReport, period: Period) -> str:
    """The path of what is kept of a report that was made."""
    return f"{MADE}/{report.id}.{period.id}"


def report_words(programme: Programme, path: str) -> str:
    """A path of this kind in the reader's words: 「2025年6月月报 下一步工作」; "" for others."""
    head, _, rest = path.partition("/")
    parts = rest.split(".")
    if len(parts) != _PARTS.get(head):
        return ""
    report = next((one for one in programme.reports if one.id == parts[0]), None)
    period = parse_period(parts[1])
    if report is None or period is None or (period.every, period.id) != (report.every, parts[1]):
        return ""
    if head == MADE:
        return f"{report.called_for(period.title)} 已生成"
    title = next((one.title for one in report.paragraph if one.id == parts[2]), "")
    return f"{report.called_for(period.title)} {title}" if title else ""


def is_of_report(path: str) -> bool:
    """Whether a path is of a report's period."""
    return path.partition("/")[0] in _PARTS
