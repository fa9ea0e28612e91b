"""Reading finished files back and comparing them: do plan and summary name the same projects?

Works on a bundle, and on any plan and any summary that someone edited in Word or WPS. The files
are read by `intake`, never by the code that wrote them.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from desktop_app.core.checks.agreement import plan_names, summary_names
from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.figures import project_of
from desktop_app.core.findings import Audit, Finding, Severity
from desktop_app.core.live_values import form_figures
from desktop_app.core.own_words import USUAL, OwnWords, own_words
from desktop_app.core.pack_names import AT
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.core.values import Kind, parse
from desktop_app.errors import AppError, in_words
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Doubt, PlanRead, ProjectsRead, Raw, ReadRow
from desktop_app.intake.plan import read_plan
from desktop_app.jobs.audit_files import read_any
from desktop_app.jobs.disagreements import (
    Differences,
    Disagreement,
    Side,
    StatedSum,
    between,
)
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.read_bundle import manifest_of, opened_bundle
from desktop_app.jobs.said_alone import audit_alone
from desktop_app.jobs.shared_sides import SharedSides
from desktop_app.jobs.understand_file import read_summary
from desktop_app.jobs.verify_papers import is_row_paper, paper_findings

# Kinds of doubts about a file that bear on which projects it names.
_ABOUT_PROJECTS = frozenset(
    {"left_out", "odd_project", "repeated_list", "past_projects", "unknown_table"}
    | {"hidden", "hidden_rows", "struck", "other_sheet", "other_table", "further_table"}
    | {"several_sheets", "repeated_rows", "repeated_differs", "table_beside", "turned"}
    | {"merged_row", "example_row", "tables_aside"}
)
# Doubts about a row of sums, and what they are as a difference.
_SUMS = {"total_differs": "total_stated", "count_differs": "count_stated"}
# The rules that say of a draft what the comparison says of files.
_COMPARING = frozenset({"same_names", "same_counts", "same_details", "stated_numbers"})
Read = Callable[[Path], Raw]
Form = Literal["plan", "summary"]


@dataclass(frozen=True, slots=True)
class Verified:
    """The proof: what each file says and where they differ.

    `following` are numbers stated in the text that do not fit only because projects of `findings`
    stand on one side alone. `changed` are files of a bundle that are not as they were built;
    `compared` are the pairs of file names that were compared. `audit` is that of what the files
    say; None where they were only compared. `beyond` are those of its findings that must be
    mended or explained and that the comparison does not tell already. `alone` is the form of all
    files where the programme hands in no other: then they are compared with one another.
    """

    plan: Side
    summary: Side
    findings: tuple[Disagreement, ...]
    following: tuple[Disagreement, ...] = ()
    changed: tuple[str, ...] = ()
    compared: tuple[tuple[str, str], ...] = ()
    audit: Audit | None = None
    beyond: tuple[Finding, ...] = ()
    has_draft: bool = False
    alone: Form | None = None
    words: OwnWords = USUAL

    @property
    def called(self) -> tuple[str, str]:
        """What the two that were compared are called."""
        if self.alone:
            return "成品文件", "对照文件"
        return self.words.plan, self.words.summary

    @property
    def identical(self) -> bool:
        """完全一致: at least one project, and no difference of any kind."""
        return bool(self.plan.named) and bool(self.summary.named) and not self.findings


def verify_files(
    programme: Programme,
    plan: Path,
    summary: Path,
    draft: Draft | None = None,
    read: Read = read_raw,
) -> Verified:
    """Compare one plan with one summary, and both with a draft when one is given; and audit what
    the two say."""
    plan_raw = read(plan)
    plan_read = read_plan(plan_raw, programme, file=plan.name)
    ours = _side_of_plan(programme, plan_read)
    summary_raw = read(summary)
    summary_read = read_summary(programme, summary_raw, summary.name)
    theirs = _side_of_summary(programme, summary_read, summary_raw.kind)
    verified = _verified(programme, [ours], [theirs], draft)
    if draft is None:
        audited = audit_alone(programme, plan_read, summary_read)
    else:
        back = read_any(programme, draft, (plan_raw, plan_read), (summary_raw, summary_read))
        audited = audit(programme, back)
    return replace(
        verified,
        audit=audited,
        beyond=tuple(beyond(programme, audited, verified)),
        has_draft=draft is not None,
    )


def verify_bundle(
    folder: Path,
    load: Callable[[str], Programme],
    draft: Draft | None = None,
    read: Read = read_raw,
    report: Report = quiet,
) -> Verified:
    """Compare every plan file of a bundle (folder or .zip) with every summary file."""
    with opened_bundle(folder) as unpacked:
        return _verify_folder(unpacked, load, draft, read, report)


def _verify_folder(
    folder: Path,
    load: Callable[[str], Programme],
    draft: Draft | None,
    read: Read,
    report: Report,
) -> Verified:
    manifest = manifest_of(folder)
    programme = _programme_of(manifest, load)
    changed: list[str] = []
    plans: list[Side] = []
    summaries: list[Side] = []
    listed: list[dict[str, Any]] = manifest["files"]
    shared = SharedSides(draft)
    for done, entry in enumerate(listed):
        report(done, len(listed), entry["file"])
        path = folder / entry["file"]
        if not path.is_file():
            if is_row_paper(entry):
                # One of hundreds: told with what else is wrong with them.
                continue
            raise AppError(f"成册材料缺少文件「{entry['file']}」;请重新成册。")
        if _sha256(path) != entry["sha256"]:
            changed.append(entry["file"])
        if entry.get("form") == "plan":
            plans.append(shared.side(plan_side(programme, read(path), path.name)))
        elif entry.get("form") == "summary":
            side = summary_side(programme, read(path), path.name)
            summaries.append(shared.side(side))
    asked = {one.form for one in programme.about.deliverable}
    if not all({"plan": plans, "summary": summaries}[form] for form in asked):
        raise AppError(f"「{folder.name}」中没有方案或汇总表,无法比对;请重新成册。")
    verified = _verified(programme, plans, summaries, draft, tuple(changed))
    if not verified.compared and verified.plan.file in changed:
        verified = replace(verified, findings=(*verified.findings, _single(verified.plan.file)))
    further = paper_findings(programme, folder, manifest, changed, verified.summary, read, draft)
    return replace(verified, findings=(*verified.findings, *further))


def _single(file: str) -> Disagreement:
    """The only file of a bundle cannot be held against another; as it was built it was proven."""
    return Disagreement(
        "nothing_to_compare",
        f"「{file}」在成册以后被改动,这册材料中没有可比对的文件;请连同草稿一起校验,或者重新成册。",
        None,
        None,
        (file,),
    )


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as reason:
        raise AppError(
            f"成册材料中的「{path.name}」读不出来({in_words(reason)});请检查磁盘或 U 盘后再校验。"
        ) from reason


def verify_sides(
    programme: Programme, plans: Sequence[Side], summaries: Sequence[Side], draft: Draft
) -> Verified:
    """Compare files already read, with each other and with the draft they were made from."""
    return _verified(programme, plans, summaries, draft)


def _programme_of(manifest: Mapping[str, Any], load: Callable[[str], Programme]) -> Programme:
    """The programme in the version that the bundle was made with, else in the newest."""
    name, version = str(manifest["programme"]), manifest.get("version")
    if version:
        try:
            return load(f"{name}{AT}{version}")
        except AppError:
            # Earlier bundles tell none, and what is installed may be newer.
            pass
    return load(name)


def plan_side(programme: Programme, raw: Raw, file: str) -> Side:
    """The projects a plan file names; AppError when it names none, never an empty agreement."""
    return _side_of_plan(programme, read_plan(raw, programme, file=file))


def summary_side(programme: Programme, raw: Raw, file: str) -> Side:
    """The projects that a summary file of ours lists; AppError when it lists none."""
    return _side_of_summary(programme, read_summary(programme, raw, file, is_ours=True), raw.kind)


def _side_of_plan(programme: Programme, found: PlanRead) -> Side:
    if not found.projects:
        words = own_words(programme)
        raise AppError(
            f"在{words.plan}「{found.file}」中没有找到{words.noun}清单,无法比对;"
            "请检查是否选对了文件。"
        )
    named = [_named(programme, row) for row in found.projects]
    titles = {c.id: c.title for c in programme.plan.chapter}
    texts = [(titles.get(key, key), text) for key, text in found.chapters.items()]
    # A count stated before the first chapter, or in one the notice does not ask for, counts too.
    texts += [(heading or "正文之前", text) for heading, text in found.others.items()]
    return Side(
        found.file,
        tuple(named),
        tuple(texts),
        _told(found.doubts),
        _sums(found.doubts),
        projects=tuple(project_of(programme, row.cells) for row in found.projects),
    )


def _side_of_summary(programme: Programme, found: ProjectsRead, kind: str) -> Side:
    if not found.rows:
        words = own_words(programme)
        raise AppError(
            f"在{words.summary}「{found.file}」中没有找到{words.noun},无法比对;"
            "请检查是否选对了文件。"
        )
    # Sheet1!C14 only where the reader sees letters, and in the tables whose letters these are; a
    # Word table has 「表1 第14行」.
    letters = found.address if kind == "sheets" else {}
    letter = letters.get(programme.summary.name, "")
    named = [
        _named(programme, row, "" if row.where in found.elsewhere else letter) for row in found.rows
    ]
    doubts, sums = _told(found.doubts), _sums(found.doubts)
    projects = tuple(project_of(programme, row.cells) for row in found.rows)
    return Side(
        found.file, tuple(named), doubts=doubts, sums=sums, letters=letters, projects=projects
    )


def _told(doubts: Sequence[Doubt]) -> tuple[str, ...]:
    return tuple(one.message for one in doubts if one.kind in _ABOUT_PROJECTS)


def _sums(doubts: Sequence[Doubt]) -> tuple[StatedSum, ...]:
    return tuple(
        StatedSum(_SUMS[one.kind], one.message, one.where) for one in doubts if one.kind in _SUMS
    )


def _verified(
    programme: Programme,
    plans: Sequence[Side],
    summaries: Sequence[Side],
    draft: Draft | None,
    changed: tuple[str, ...] = (),
) -> Verified:
    alone: Form | None = None if plans and summaries else "plan" if plans else "summary"
    # A programme may ask for one of the two only: then its files are held against one another.
    plans, summaries = plans or summaries, summaries or plans
    pairs = [(plan, summary) for plan in plans for summary in summaries]
    if draft is not None:
        ours = draft_sides(programme, draft)
        plans = [replace(side, form=ours[1].form) for side in plans]
        pairs = [(plan, summary) for plan in plans for summary in summaries]
        pairs += [(side, ours[1]) for side in plans] + [(ours[0], side) for side in summaries]
    findings = Differences()
    following = Differences()
    for plan, summary in pairs:
        told, follows = between(programme, plan, summary)
        findings.add(plan, summary, told)
        following.add(plan, summary, follows)
    found = findings.all()
    return Verified(
        _with_sums(plans[0], found),
        _with_sums(summaries[-1 if alone else 0], found),
        found,
        following.all(),
        changed,
        # A file that is alone is held against itself, which proves nothing of its names.
        tuple((one.file, other.file) for one, other in pairs if one.file != other.file),
        alone=alone,
        words=own_words(programme),
    )


def beyond(programme: Programme, audited: Audit, verified: Verified) -> Iterator[Finding]:
    """The findings that must be mended or explained and that a comparison has not told.

    While names or numbers differ, the rules that compare plan and summary say the same over again.
    """
    checks = {rule.code: rule.check for rule in programme.rules}
    is_told = bool(verified.findings or verified.following)
    twice = {
        place[0]
        for one in verified.findings
        if one.kind == "duplicate"
        for place in (one.plan, one.summary)
        if place is not None
    }
    for one in audited.findings:
        check = checks.get(one.code, "")
        if one.severity is Severity.HINT or (is_told and check in _COMPARING):
            continue
        if check == "duplicates" and one.left in twice:
            continue
        yield one


def _with_sums(side: Side, found: Sequence[Disagreement]) -> Side:
    """A sum that is no difference of its own, because others come first, is a doubt."""
    places = {place for one in found for place in (one.plan, one.summary) if place is not None}
    left = [one.message for one in side.sums if one.place not in places]
    return replace(side, doubts=(*side.doubts, *left))


def draft_sides(programme: Programme, draft: Draft) -> tuple[Side, Side]:
    """What the draft itself says for the plan and for the summary."""
    subject = Subject(programme, draft)
    summary = summary_names(subject)
    plan = plan_names(subject) or summary
    form = form_figures(programme, subject.form, subject.facts)

    def side(title: str, named: Sequence[Named]) -> Side:
        rows = (subject.row(*one.path.split("/")[:2])[1] for one in named)
        projects = tuple(project_of(programme, row.cells) for row in rows)
        return Side(title, tuple(named), projects=projects, form=form)

    words = own_words(programme)
    theirs = side(f"草稿中的{words.summary}", summary)
    title = f"草稿中的{words.plan}"
    # Nearly always the plan's list is the summary's, and one copy of it is enough.
    ours = replace(theirs, file=title) if plan is summary else side(title, plan)
    return ours, theirs


def _named(programme: Programme, row: ReadRow, letter: str = "") -> Named:
    """A row that was read as a named project; places in a sheet are given as Sheet1!C14."""
    form = programme.summary
    column = next((c for c in form.table.column if c.id == form.investment), None)
    value = None
    if column is not None:
        value = parse(Kind.AMOUNT, row.cells.get(form.investment, ""), column.unit)
    return Named(
        row.cells.get(form.name, ""),
        cell_address(row.where, letter),
        "",
        row.cells.get(form.county, ""),
        row.cells.get(form.industry, ""),
        value if isinstance(value, Decimal) else None,
        row.cells.get(form.enterprise, ""),
        row.cells.get(form.credit_code, ""),
    )


def cell_address(where: str, letter: str) -> str:
    """「Sheet1 第14行」 with column C as Sheet1!C14; other places stay as they are."""
    sheet, found, row = where.rpartition(" 第")
    number = row.removesuffix("行")
    if not letter or not found or not number.isdecimal():
        return where
    return f"{sheet}!{letter}{number}"
