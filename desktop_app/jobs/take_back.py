"""A plan or summary that somebody edited in Word or WPS is taken back, change by change.

Nothing is written before a person has chosen: what came back is listed, and what is accepted goes
into the draft as one change.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.changes import Together
from desktop_app.core.draft import Draft
from desktop_app.core.paper import Form, Paper
from desktop_app.core.programme import Programme
from desktop_app.core.returned import Comparison, Returned, accepting, compare
from desktop_app.core.returned_notes import Noted, Remark
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.printed_paper import printed_paper
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Raw
from desktop_app.intake.sniff import sniff
from desktop_app.jobs.draft_work import NewId, new_row_id
from desktop_app.jobs.gathered_back import gathered_back
from desktop_app.jobs.returned_file import pieces_found, pieces_of, unplaced
from desktop_app.storage.draft_file import DraftFile

_MARK = re.compile(r"数据版本\s*(\d+)\s*·\s*校验码\s*(\S+)")
# Fewer pieces of a paper than this in a file are chance.
_FEWEST = 3
Read = Callable[[Path], Raw]
# The draft as it was at a revision; None where the history has none.
Former = Callable[[int], Draft | None]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a file brought back. `revision` is that of the draft it was compared with, `tracked` how
    many tracked changes it holds; `beside` are changes of texts that the draft does not hold."""

    path: Path
    form: Form
    revision: int
    compared: Comparison
    comments: tuple[Remark, ...]
    tracked: int
    doubts: tuple[str, ...]

    @property
    def items(self) -> tuple[Returned, ...]:
        """The changes, numbered in the order of the paper."""
        return self.compared.items

    @property
    def beside(self) -> tuple[Noted, ...]:
        """Changes of what the program or the pack writes, which cannot be taken."""
        return self.compared.others


def take_back(
    programme: Programme,
    file: DraftFile,
    path: Path,
    *,
    read: Read = read_raw,
    new_id: NewId = new_row_id,
) -> TakenBack:
    """What was changed in a file since this draft printed it; raises AppError for another's."""

    def former(revision: int) -> Draft | None:
        known = any(one.revision == revision for one in file.history.moments)
        return file.at(revision) if known else None

    return compare_file(programme, file.draft, path, former, read=read, new_id=new_id)


def compare_file(
    programme: Programme,
    draft: Draft,
    path: Path,
    former: Former = lambda revision: None,
    *,
    read: Read = read_raw,
    new_id: NewId = new_row_id,
) -> TakenBack:
    """The same for a draft whose former states somebody else knows."""
    if sniff(path).kind == "pdf":
        raise AppError(
            f"「{path.name}」是 PDF,其中的修改不能逐处取回;请让对方交回 Word 或 Excel 文件。"
        )
    raw = read(path)
    base, doubts = _base(draft, raw.mark, former)
    paper = _paper(programme, base, raw, path.name)
    compared = compare(programme, base, draft, paper, pieces_of(raw, paper), new_id)
    remarks = [*compared.remarks]
    for one in unplaced(raw):
        remarks.append(Remark("位置不明", one.quoted, one.text, one.author, one.time))
    doubts += [*_about_marks(raw), *compared.doubts]
    if paper.form == "plan":
        told = gathered_back(programme, base, raw)
        doubts += [f"{one};这张表由正文汇集,不能取回,请改正文中的责任单位" for one in told]
    return TakenBack(
        path,
        paper.form,
        base.revision,
        compared,
        tuple(remarks),
        raw.tracked_count,
        tuple(doubts),
    )


def accept(taken: TakenBack, numbers: Collection[int], draft: Draft) -> Together:
    """The change that takes some of the items into the draft as it is now; undone as one.

    Raises AppError for a number that there is none of.
    """
    known = {one.number: one for one in taken.items}
    for number in sorted(numbers):
        if number not in known:
            raise AppError(
                f"没有第 {number} 处修改(共 {len(known)} 处);请先不带 --take 运行一次,看看有哪些。"
            )
    chosen = [known[number] for number in sorted(numbers)]
    more = f"等{len(chosen)}处" if len(chosen) > 1 else ""
    what = f":{chosen[0].place}{more}" if chosen else ""
    return accepting(taken.compared, numbers, draft, f"取回 {taken.path.name}{what}")


def _base(draft: Draft, mark: str, former: Former) -> tuple[Draft, list[str]]:
    """The state that a file was printed from, and what is to be said of it."""
    match = _MARK.search(mark)
    if match is None:
        return draft, ["文件里没有数据版本和校验码,不知道是哪一版,与草稿现在的内容比较"]
    revision, code = int(match[1]), match[2]
    if code == draft.check_code():
        return draft, []
    base = former(revision)
    if base is None or base.check_code() != code:
        return draft, [
            f"文件印的是数据版本 {revision}(校验码 {code}),这份草稿的修改记录里没有这一版;"
            "与草稿现在的内容比较,草稿后来改过的地方也会列出,请仔细核对"
        ]
    return base, [
        f"文件是数据版本 {revision} 的,草稿现在是数据版本 {draft.revision};"
        "只列出文件交出以后对方改动的地方,草稿里也改过的会标明"
    ]


def _paper(programme: Programme, base: Draft, raw: Raw, name: str) -> Paper:
    """Which of the two papers a file is, as the draft printed it."""
    papers = [printed_paper(compose_summary(programme, base), "summary")]
    if raw.kind != "sheets":
        papers.append(printed_paper(compose_plan(programme, base), "plan"))
    found = [(pieces_found(raw, paper), paper) for paper in papers]
    (count, _), likest = max(found, key=lambda one: one[0][1])
    if count < _FEWEST:
        form = programme.summary.attachment
        raise AppError(
            f"「{name}」不像这份草稿导出的{programme.plan.attachment}或{form};"
            "请选择交出去又收回来的那个文件,别人另写的方案和表格请用「导入」。"
        )
    return likest


def _about_marks(raw: Raw) -> list[str]:
    told: list[str] = []
    if raw.tracked_count:
        told.append(f"文件里有 {raw.tracked_count} 处修订,按全部接受后的内容比较;不取就是不接受")
    if raw.tracked_count > len(raw.tracked) or raw.comment_count > len(raw.comments):
        told.append("修订和批注太多,只读了前面的一部分;请在 Word 或 WPS 中查看其余的")
    return told
