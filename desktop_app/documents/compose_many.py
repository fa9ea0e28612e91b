"""校验结果 of many submissions for who received them: a line for each, and every problem."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.documents.compose_audit import ONLY_SOME
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.write_register import Heading, Register, Sheet

TITLE, PROBLEMS = "校验结果", "逐条问题"
_HEADINGS = (
    Heading("序号", 2.4, "number"),
    Heading("申报单位", 8),
    Heading("申报事项", 14),
    Heading("项目数", 3.6, "number"),
    Heading("结果", 5, "center"),
    Heading("问题数", 3.6, "number"),
    Heading("第一处问题", 22),
    Heading("位置", 16),
    Heading("处理", 6),
)
_PROBLEM_HEADINGS = (
    Heading("序号", 2.4, "number"),
    Heading("申报单位", 8),
    Heading("位置", 16),
    Heading("问题", 34),
    Heading("处理", 6),
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One submission and what came of it; `place` is where it lies, `applicant` "" if unknown."""

    place: str
    applicant: str
    programme: str
    projects: int
    result: str
    problems: tuple[str, ...] = ()


def compose_many(reviewed: Sequence[Reviewed], total: str, day: date) -> Register:
    """The workbook: a sheet to sort by city, matter and result, and one with all problems."""
    told = (f"{day.year}年{day.month}月{day.day}日　{full_width(total)}", ONLY_SOME)
    lines = tuple(
        (
            str(serial),
            one.applicant,
            one.programme,
            str(one.projects) if one.projects else "",
            one.result,
            str(len(one.problems)),
            full_width(one.problems[0]) if one.problems else "",
            one.place,
            "",
        )
        for serial, one in enumerate(reviewed, start=1)
    )
    listed = [(one, problem) for one in reviewed for problem in one.problems]
    problems = tuple(
        (str(serial), one.applicant, one.place, full_width(problem), "")
        for serial, (one, problem) in enumerate(listed, start=1)
    )
    sheets = (
        Sheet(TITLE, told, _HEADINGS, lines),
        Sheet(PROBLEMS, told[1:], _PROBLEM_HEADINGS, problems),
    )
    return Register(TITLE, sheets)
