"""The guide: the steps of a programme, which of them a place belongs to, and how each stands.

Steps order nothing and forbid nothing: any may be done at any time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Literal

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Severity
from desktop_app.core.pack_forms import Field, Section
from desktop_app.core.paper_form import form_of, missing_in, own_tables, papers_to_fill
from desktop_app.core.programme import Programme
from desktop_app.core.report_places import MADE, is_of_report
from desktop_app.core.tied_rows import missing_tied

Kind = Literal[
    "notice",
    "fields",
    "summary",
    "plan",
    "chapter",
    "paper",
    "rewards",
    "check",
    "bundle",
    "sending",
    "reports",
]
_CHAPTER, _PAPER = "chapter:", "paper:"
# 试算去留, a part of 核对 that can be jumped to.
TRIAL = "check/trial"
# 奖补测算; a row of it is rewards:rows/<table>/<row>. No table can have such an id.
REWARDS = "rewards:rows"


class StepState(Enum):
    """How a step stands, by its word on the screen."""

    EMPTY = "未填"
    BEGUN = "在填"
    WRONG = "有错"
    TO_EXPLAIN = "待说明"
    DONE = "完成"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the guide. Chapters stand below the plan and have a kind and their id, and so has
    a further paper that is filled in."""

    id: str
    title: str
    kind: Kind
    chapter: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class StepStanding:
    """The state of a step, and how many findings are open on it."""

    state: StepState
    open: int = 0


def steps_of(programme: Programme) -> tuple[Step, ...]:
    """The steps of a programme, in order."""
    numerals = "一二三四五六七八九十"
    chapters = [
        Step(
            f"{_CHAPTER}{one.id}",
            f"{numerals[n]}、{one.title}" if n < len(numerals) else one.title,
            "chapter",
            one.id,
        )
        for n, one in enumerate(programme.plan.chapter)
    ]
    money = (Step(REWARDS, "奖补测算", "rewards"),) if programme.rewards.reward else ()
    reports = reports_title(programme)
    return (
        Step("notice", "通知要点", "notice"),
        Step("fields", "基本信息", "fields"),
        Step("summary", programme.summary.called, "summary"),
        *((Step("plan", programme.plan.called, "plan"),) if chapters else ()),
        *chapters,
        *(
            Step(f"{_PAPER}{one.id}", one.name, "paper", paper=one.id)
            for one in papers_to_fill(programme)
        ),
        *money,
        Step("check", "核对", "check"),
        Step("bundle", "成册与打印", "bundle"),
        Step("sending", "报送登记", "sending"),
        *([Step("reports", reports, "reports")] if reports else []),
    )


def reports_title(programme: Programme) -> str:
    """What the step of the reports is called: 月报、季报."""
    return "、".join(dict.fromkeys(one.called for one in programme.reports))


def sections(programme: Programme, *, after: bool) -> tuple[Section, ...]:
    """The sections that are filled in before the papers go out, or after."""
    return tuple(one for one in programme.plan.section if one.after is after)


def step_of(programme: Programme, path: str) -> str:
    """The step on which a place of the draft is filled in; the check page for any other.

    `notice/<clause>` is a clause of the notice, `lists/<id>` a list of the programme,
    `papers/<paper>/<row>` a row on a paper's step.
    """
    head, _, rest = path.partition("/")
    if head == "papers":
        return f"{_PAPER}{rest.partition('/')[0]}"
    if head in ("notice", "lists"):
        return "notice"
    if head == REWARDS and programme.rewards.reward:
        return REWARDS
    if is_of_report(path) and programme.reports:
        return "reports"
    if head == programme.summary.table.id:
        return "summary"
    if head == "chapters":
        known = any(one.id == rest for one in programme.plan.chapter)
        return f"{_CHAPTER}{rest}" if known else "plan"
    for one in programme.plan.section:
        if one.id == head:
            return "sending" if one.after else "fields"
    for chapter in programme.plan.chapter:
        is_list = chapter.lists_projects and head == programme.plan.project_list.id
        if is_list or head in chapter.tables:
            return f"{_CHAPTER}{chapter.id}"
    for paper in papers_to_fill(programme):
        if any(head == table.id for table in own_tables(programme, paper)):
            return f"{_PAPER}{paper.id}"
    return "plan" if programme.table(head) is not None else "check"


def standings(
    programme: Programme, draft: Draft, findings: Iterable[Finding] | None
) -> Mapping[str, StepStanding]:
    """How every step stands; `findings` are those of the draft's audit, None while it runs."""
    wrong: Counter[str] = Counter()
    unexplained: Counter[str] = Counter()
    at_path = _Steps(programme)
    for one in findings or ():
        if one.is_open:
            steps = {at_path.of(place.path) for place in one.places} or {"check"}
            for step in steps:
                (wrong if one.severity is Severity.MUST else unexplained)[step] += 1
            if "check" not in steps:
                (wrong if one.severity is Severity.MUST else unexplained)["check"] += 1
    found: dict[str, StepStanding] = {}
    for step in steps_of(programme):
        begun, done = _filled(programme, draft, step, is_checked=findings is not None)
        count = wrong[step.id] + unexplained[step.id]
        if not begun and step.kind != "check":
            state = StepState.EMPTY
        elif wrong[step.id]:
            state = StepState.WRONG
        elif unexplained[step.id]:
            state = StepState.TO_EXPLAIN
        else:
            state = StepState.DONE if done else StepState.BEGUN
        found[step.id] = StepStanding(state, count if begun or step.kind == "check" else 0)
    return MappingProxyType(found)


class _Steps:
    """Steps by path, each looked up once: the paths of a large table have few heads."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        head = path.partition("/")[0]
        head = path if head == "chapters" else head
        if head not in self._known:
            self._known[head] = step_of(self._programme, path)
        return self._known[head]


def _filled(
    programme: Programme, draft: Draft, step: Step, *, is_checked: bool
) -> tuple[bool, bool]:
    """Whether a step was begun, and whether all that it asks for is there."""
    if step.kind in ("fields", "sending"):
        return _sections_filled(draft, sections(programme, after=step.kind == "sending"))
    if step.kind == "summary":
        is_filled = draft.has_rows(programme.summary.table.id)
        return is_filled, is_filled
    if step.kind == "chapter":
        is_written = bool(draft.value(f"chapters/{step.chapter}").strip())
        return is_written, is_written
    if step.kind == "plan":
        written = [bool(draft.value(f"chapters/{c.id}").strip()) for c in programme.plan.chapter]
        needed = [w for w, c in zip(written, programme.plan.chapter, strict=True) if c.required]
        return any(written), all(needed)
    if step.kind == "rewards":
        has_rows = any(draft.has_rows(table) for table in programme.rewards.tables())
        return has_rows, has_rows
    if step.kind == "paper":
        return _paper_filled(programme, draft, step.paper)
    if step.kind == "check":
        return True, is_checked
    if step.kind == "reports":
        is_made = any(path.startswith(f"{MADE}/") for path in draft.values)
        return is_made or any(map(is_of_report, draft.values)), is_made
    # What was read and what was built is no part of the draft: the window knows.
    return False, False


def _paper_filled(programme: Programme, draft: Draft, paper_id: str) -> tuple[bool, bool]:
    paper = next(one for one in programme.papers if one.id == paper_id)
    if not paper.each:
        filled = [draft.has_rows(table.id) for table in own_tables(programme, paper)]
        return any(filled), all(filled)
    rows = draft.filled_rows(paper.each)
    parts = form_of(programme, paper)
    lacks = any(missing_in(parts, row) for row in rows) or missing_tied(parts, draft, rows)
    return bool(rows), bool(rows) and not lacks


def _sections_filled(draft: Draft, asked: Iterable[Section]) -> tuple[bool, bool]:
    fields: list[tuple[str, Field]] = [(f"{s.id}/{f.id}", f) for s in asked for f in s.field]
    typed = {path for path, one in fields if draft.value(path).strip() not in ("", one.default)}
    missing = [path for path, one in fields if one.required and not draft.value(path).strip()]
    return bool(typed), bool(typed) and not missing
