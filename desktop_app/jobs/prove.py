"""The proof that finished files say what the draft says: names, counts, and every finding.

Each file is read once, by another path than the one that wrote it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.facts import in_print
from desktop_app.core.findings import Audit
from desktop_app.core.paper import Paper
from desktop_app.core.programme import Programme
from desktop_app.documents.printed_paper import printed_paper
from desktop_app.errors import AppError
from desktop_app.intake.plain import Raw
from desktop_app.jobs.audit_files import audit_back, both
from desktop_app.jobs.disagreements import Side
from desktop_app.jobs.garbage import give_back
from desktop_app.jobs.gathered_back import gathered_back
from desktop_app.jobs.papers import Written
from desktop_app.jobs.said_back import said_back
from desktop_app.jobs.shared_sides import SharedSides
from desktop_app.jobs.verify import Verified, plan_side, summary_side, verify_sides


def prove(
    programme: Programme,
    draft: Draft,
    audited: Audit,
    written: Sequence[Written],
    folder: Path,
    read: Callable[[Path], Raw],
    *,
    preview: bool = False,
) -> Verified:
    """Read the deliverables back and compare them: with one another, with the draft, and their
    findings with those of the draft (`audited`).

    Raises AppError when a file says something else; names may differ in a preview, whose draft
    may hold them so, but not the findings.
    """
    verified, backs = _read_all(programme, draft, written, folder, read)
    if not preview and not verified.identical:
        raise AppError(
            f"成册文件读回后不一致({verified.findings[0].message});材料没有生成,"
            "请把草稿发给维护人员。"
        )
    return replace(verified, audit=_audited(programme, draft, audited, backs))


def _read_all(
    programme: Programme,
    draft: Draft,
    written: Sequence[Written],
    folder: Path,
    read: Callable[[Path], Raw],
) -> tuple[Verified, dict[str, list[Draft]]]:
    """The comparison of all files, and what the plans and the summaries make of the draft, each
    state once."""
    sides: dict[str, list[Side]] = {"plan": [], "summary": []}
    backs: dict[str, list[Draft]] = {"plan": [], "summary": []}
    shared = SharedSides(draft)
    for one in written:
        form = one.paper.form
        if form not in ("plan", "summary"):
            raise ValueError(form)
        paper = printed_paper(one.paper.document, form)
        for name in one.files.values():
            side, back = _read(programme, draft, paper, folder / name, read)
            sides[form].append(shared.side(side))
            if back not in backs[form]:
                backs[form].append(back)
            give_back()
    return verify_sides(programme, sides["plan"], sides["summary"], draft), backs


def _read(
    programme: Programme, draft: Draft, paper: Paper, path: Path, read: Callable[[Path], Raw]
) -> tuple[Side, Draft]:
    """What one file names, and the draft as it says it. What was read is not kept: of thousands
    of projects it is large."""
    raw = read(path)
    give_back()
    if paper.form == "plan":
        for told in gathered_back(programme, draft, raw):
            raise AppError(f"成册文件读回后不一致({told});材料没有生成,请把草稿发给维护人员。")
    side = plan_side if paper.form == "plan" else summary_side
    back = said_back(programme, draft, paper, raw)
    # Nearly always it is the draft: one copy of its rows is enough.
    return side(programme, raw, path.name), draft if back == in_print(programme, draft) else back


def _audited(
    programme: Programme, draft: Draft, audited: Audit, backs: dict[str, list[Draft]]
) -> Audit:
    """The audit of the files; they all say the same, else AppError."""
    found = audited
    # What is not handed in stays as the draft has it.
    for plan in backs["plan"] or [draft]:
        for summary in backs["summary"] or [draft]:
            of_files = audit_back(programme, both(programme, draft, plan, summary), audited)
            if of_files.differs:
                raise AppError(
                    f"成册文件读回后审核结果不同({of_files.differs[0]});材料没有生成,"
                    "请把草稿发给维护人员。"
                )
            found = of_files.audit
    return found
