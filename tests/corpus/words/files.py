"""A file of the corpus, and the plan that most of them are one disorder away from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import Block, Grid, Para, by_hand, by_python_docx
from tests.corpus.words.content import (
    CHAPTERS,
    CITY_TITLE,
    FORM_OF,
    PROJECTS,
    TABLES,
    Chapter,
    Project,
)
from tests.corpus.words.truth import Cells, Said, Truth

HEAD = ("序号", "项目名称", "实施企业", "县(市、区)", "试点细分行业", "项目总投资(万元)")
Heading = Callable[[int, str], Iterable[Block]]


@dataclass(frozen=True, slots=True)
class WordFile:
    """One file: what stands in it, what it means. `hand` made by hand, else with python-docx."""

    blocks: Sequence[Block]
    truth: Truth
    hand: bool = False
    pieces: int = 1
    parts: Mapping[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        if self.hand:
            by_hand(self.blocks, path, pieces=self.pieces, parts=self.parts)
        else:
            by_python_docx(self.blocks, path)


CASES: dict[str, Callable[[], WordFile]] = {}


def case(name: str) -> Callable[[Callable[[], WordFile]], Callable[[], WordFile]]:
    """Names a file of the corpus by its disorder."""

    def keep(make: Callable[[], WordFile]) -> Callable[[], WordFile]:
        assert name not in CASES, name
        CASES[name] = make
        return make

    return keep


@dataclass
class Plan:
    """A plan as it is being written, and what it means."""

    blocks: list[Block] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    projects: list[Cells] = field(default_factory=list)
    tables: dict[str, tuple[Cells, ...]] = field(default_factory=dict)

    def truth(self, *told: str) -> Truth:
        return Truth("plan", tuple(self.said), tuple(self.projects), self.tables, told)

    def file(self, *told: str, hand: bool = False, pieces: int = 1, parts=None) -> WordFile:
        return WordFile(tuple(self.blocks), self.truth(*told), hand, pieces, parts or {})

    def text(self, *lines: str) -> None:
        self.blocks += [Para(line) for line in lines]

    def chapter(
        self, chapter: Chapter, title: str = "", lines: Sequence[str] | None = None
    ) -> None:
        """The chapter's paragraphs; their heading is written before."""
        lines = chapter.lines if lines is None else lines
        self.said.append(Said(chapter.id, title or chapter.title, tuple(lines)))
        self.text(*lines)


def chinese(n: int, title: str) -> list[Block]:
    return [Para(f"{in_chinese(n)}、{title}", bold=True)]


def project_row(n: int, project: Project) -> tuple[str, ...]:
    return (
        str(n), project.name, project.enterprise, project.county, project.industry,
        project.investment,
    )  # fmt: skip


def project_grid(projects: Sequence[Project] = PROJECTS) -> Grid:
    return Grid((HEAD, *(project_row(n, one) for n, one in enumerate(projects, start=1))))


def in_one_table(plan: Plan) -> None:
    """The projects as most plans list them."""
    plan.blocks += [Para("表5 项目清单"), project_grid()]
    plan.projects += [one.cells() for one in PROJECTS]


def form_grid(chapter: str, *, synonyms: bool = False) -> Grid:
    _, _, headings, others, rows = TABLES[chapter]
    return Grid((others if synonyms else headings, *rows))


def form_truth(chapter: str) -> dict[str, tuple[Cells, ...]]:
    _, columns, _, _, rows = TABLES[chapter]
    return {FORM_OF[chapter]: tuple(dict(zip(columns, row, strict=True)) for row in rows)}


def as_a_form(plan: Plan, chapter: str) -> None:
    """A chapter's table below its caption."""
    plan.blocks += [Para(TABLES[chapter][0]), form_grid(chapter)]
    plan.tables |= form_truth(chapter)


def a_plan(
    heading: Heading = chinese,
    *,
    chapters: Sequence[Chapter] = CHAPTERS,
    projects: Callable[[Plan], None] = in_one_table,
    forms: Callable[[Plan, str], None] = as_a_form,
    before: Sequence[Block] = (Para(CITY_TITLE, bold=True),),
    titles: Callable[[Chapter], str] = lambda chapter: chapter.title,
) -> Plan:
    """A whole plan; each argument is one thing that files do in their own way."""
    plan = Plan(list(before))
    for n, chapter in enumerate(chapters, start=1):
        title = titles(chapter)
        plan.blocks += heading(n, title)
        plan.chapter(chapter, title)
        if chapter.id == "projects":
            projects(plan)
        if chapter.id in TABLES:
            forms(plan, chapter.id)
    return plan


def bare(heading: Heading = chinese, **how) -> Plan:
    """A plan without the forms, for disorders of other things."""
    return a_plan(heading, **{"forms": lambda *_: None, **how})
