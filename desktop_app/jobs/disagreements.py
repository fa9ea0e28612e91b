"""What a plan and a summary that were read say differently: each difference once, with its files.

A number that only follows from another difference is kept apart, so that nothing is told twice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop_app.core import consistency
from desktop_app.core.consistency import Comparison, Named, Part
from desktop_app.core.figures import Figures, Project
from desktop_app.core.name_marks import difference
from desktop_app.core.own_words import OwnWords, own_words
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.stated import (
    actual_words,
    city_among,
    ground_of,
    held_against,
    told,
    unborne,
)
from desktop_app.core.values import show_decimal

_PARTS: tuple[Part, ...] = ("county", "industry", "investment", "enterprise")
_CELL = re.compile(r"(?P<sheet>.*)!(?P<letters>[A-Z]+)(?P<row>\d+)", re.DOTALL)
_CELL_IN_FRONT = re.compile(r"^[^「,]*![A-Z]+\d+ ")
# A place in a table: Sheet1!C14, 表1 第14行. A paragraph (第9段) is none.
_IN_TABLE = re.compile(r"(?P<table>.*)(?:![A-Z]+\d+| 第\d+行)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A row of sums (合计) that does not say what the rows of its own table add up to."""

    kind: str
    message: str
    where: str

    @property
    def place(self) -> tuple[str, str]:
        """What it says, and where: the reader's cell in a table of a Word file is nobody's cell."""
        return _CELL_IN_FRONT.sub("", self.message.removeprefix(self.where).strip()), self.where


@dataclass(frozen=True, slots=True)
class Side:
    """What one file says: its projects, and (for a plan) its text, each part under its title.

    `doubts` are sentences about what the reader was not sure to be a project, `sums` the sums in
    its tables that are not the sums. `letters` maps column ids to the letters of a sheet's columns.
    `projects` are what can be counted of the projects, in the order of `named`; `form` the figures
    of the form by id, known where a draft is compared with.
    """

    file: str
    named: tuple[Named, ...]
    texts: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    sums: tuple[StatedSum, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict[str, str])
    projects: tuple[Project, ...] = ()
    form: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.named)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One difference between plan and summary; a side that has no such place is None.

    The message and the places are those of the first two files that show it; `files` are all.
    `project` is the one it is about, where its places do not name it.
    """

    kind: str
    message: str
    plan: tuple[str, str] | None
    summary: tuple[str, str] | None
    files: tuple[str, ...] = ()
    project: str = ""

    @property
    def same_as(self) -> tuple[str, str | None, str | None, str]:
        """What is equal when two pairs of files show one difference."""
        plan, summary = (None if one is None else one[0] for one in (self.plan, self.summary))
        return self.kind, plan, summary, self.project


class Differences:
    """Differences of several pairs of files, each once with all the files that show it."""

    def __init__(self) -> None:
        self._found: dict[object, Disagreement] = {}

    def add(self, plan: Side, summary: Side, told: Sequence[Disagreement]) -> None:
        """Take in what one pair of files shows."""
        times = Counter[object]()
        for one in told:
            # What one pair shows twice is two: a name may be missing in two places.
            times[one.same_as] += 1
            key = one.same_as, times[one.same_as]
            known = self._found.setdefault(key, one)
            sides = (plan, one.plan), (summary, one.summary)
            files = [side.file for side, place in sides if place is not None]
            self._found[key] = replace(known, files=tuple(dict.fromkeys([*known.files, *files])))

    def all(self) -> tuple[Disagreement, ...]:
        """All differences, in the order in which they were found first."""
        return tuple(self._found.values())


def between(
    programme: Programme, plan: Side, summary: Side
) -> tuple[list[Disagreement], list[Disagreement]]:
    """The differences of one pair of files, and the numbers that only follow from them."""
    words = own_words(programme)
    compared = consistency.compare_names(plan.named, summary.named, words)
    told = _names_between(compared, plan, summary, words)
    told += _details_between(programme, compared, plan, summary)
    sums: list[Disagreement] = []
    if not told:
        sums += _wrong_sums(plan, words.plan, is_plan=True)
        sums += _wrong_sums(summary, words.summary, is_plan=False)
    numbers = list(_numbers_between(programme, compared, plan, summary))
    told += sums
    told += [one for one, follows in numbers if not follows]
    return told, [one for one, follows in numbers if follows]


def _numbers_between(
    programme: Programme, compared: Comparison, plan: Side, summary: Side
) -> Iterator[tuple[Disagreement, bool]]:
    """Numbers of the plan's text that the summary does not bear out; and whether they only follow
    from what is told anyway: projects that one side alone names, or details that differ."""
    if not plan.texts:
        return
    counted = {
        id(named): project
        for side in (plan, summary)
        for named, project in zip(side.named, side.projects, strict=True)
    }
    settled = [
        counted[id(named)]
        for named in (*(theirs for _, theirs in compared.pairs), *compared.plan_rest)
    ]
    city = city_among([text for _, text in plan.texts], [one.county for one in summary.projects])
    ground = ground_of(programme, Figures(summary.projects), plan.form or summary.form, city)
    others = [replace(ground, figures=Figures(side)) for side in (settled, plan.projects)]
    for title, text in plan.texts:
        where = f"{plan.file} {title}"
        for _, one in unborne(text, ground):
            found = Disagreement(
                f"{one.statement.of}_stated",
                told(where, one, ground),
                (one.statement.text, where),
                (actual_words(one, ground), summary.file),
            )
            # Borne out by what the plan itself lists, it only follows from the other differences.
            follows = any(held_against(one.statement, other) is True for other in others)
            yield found, follows


def _details_between(
    programme: Programme, compared: Comparison, plan: Side, summary: Side
) -> Iterator[Disagreement]:
    """Counties, industries, money and firms that the two sides give differently for a project.

    The counts and totals differ with them, and are not told again.
    """
    form, words = programme.summary, own_words(programme)
    columns = {column.id: column for column in form.table.column}
    roles = {
        "county": form.county,
        "industry": form.industry,
        "investment": form.investment,
        "enterprise": form.enterprise,
    }
    for part in _PARTS:
        column = columns.get(roles[part])
        if column is None:
            continue
        asked = _asked(part, plan) | _asked(part, summary)
        for pairs in consistency.details_that_differ(
            compared, part, lambda one, asked=asked: id(one) in asked
        ):
            ours, theirs = pairs[0]
            left = _detail(ours, part, column.unit), _place(plan, ours, column.id)
            right = _detail(theirs, part, column.unit), _place(summary, theirs, column.id)
            projects = f"{words.noun}「{ours.name}」"
            if len(pairs) > 1:
                projects += f"等 {len(pairs)} {words.counter}{words.noun}"
            message = (
                f"{projects}的{column.label}两处不同:{_said(words.plan, left, column)},"
                f"{_said(words.summary, right, column)};{_how(part, ours, theirs)}请核实后改成一致"
            )
            yield Disagreement(f"{part}_differs", message, left, right, project=ours.name)


def _asked(part: Part, side: Side) -> set[int]:
    """The projects of a side, by id(), whose table gives this part: a blank is an omission."""
    tables = {_table(one) for one in side.named if consistency.says(one, part)} - {""}
    return {id(one) for one in side.named if _table(one) in tables}


def _table(named: Named) -> str:
    match = _IN_TABLE.fullmatch(named.where)
    return match["table"] if match else ""


def _place(side: Side, named: Named, column: str) -> str:
    """The cell of this column; the project's place where cells have no address of their own."""
    match = _CELL.fullmatch(named.where)
    if match is None or column not in side.letters:
        return named.where
    return f"{match['sheet']}!{side.letters[column]}{match['row']}"


def _detail(named: Named, part: Part, unit: str) -> str:
    if part == "investment":
        return "" if named.investment is None else f"{show_decimal(named.investment)} {unit}"
    return {
        "county": named.county,
        "industry": named.industry,
        "enterprise": named.enterprise,
    }[part]


def _how(part: Part, ours: Named, theirs: Named) -> str:
    """Which letters of two firms differ: a bracket or a blank is easily overlooked."""
    if part != "enterprise" or not ours.enterprise.strip() or not theirs.enterprise.strip():
        return ""
    return f"{difference(ours.enterprise, theirs.enterprise)};"


def _said(document: str, place: tuple[str, str], column: Field) -> str:
    text, where = place
    if text.strip():
        return f"{document}({where})为「{text}」"
    return f"{document}({where})没有填写{'数额' if column.unit else ''}"


def _wrong_sums(side: Side, document: str, *, is_plan: bool) -> Iterator[Disagreement]:
    """Sums that no row of their table bears out, though all projects agree."""
    for one in side.sums:
        place = one.place
        message = f"{document}「{side.file}」{one.where} {place[0]}"
        yield Disagreement(
            one.kind, message, place if is_plan else None, None if is_plan else place
        )


def _names_between(
    compared: Comparison, plan: Side, summary: Side, words: OwnWords
) -> list[Disagreement]:
    found = [
        *compared.differences,
        *consistency.repeated(plan.named, f"{words.plan}({plan.file})", words, in_plan=True),
        *consistency.repeated(summary.named, f"{words.summary}({summary.file})", words),
    ]
    return [Disagreement(one.kind, one.message, _at(one.plan), _at(one.summary)) for one in found]


def _at(named: Named | None) -> tuple[str, str] | None:
    return None if named is None else (named.name, named.where)
